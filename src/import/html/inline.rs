//! Running text: words and marks of one graf, heading, caption, item or cell.
//!
//! White space collapses as in a browser; no-break spaces are letters and stay, soft hyphens go.
//!
//! Must not know: blocks, furniture.

use super::dom::{Dom, is_block, is_invisible};
use super::links::{Links, Target};
use super::look::{self, Look};
use crate::story::{Mark, MarkKind, RichText};

use super::super::{LONGEST_TEXT_BYTES, MOST_MARKS};

/// How the words at one place look.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Style {
    strong: bool,
    emphasis: bool,
    strike: bool,
    raised: bool,
    lowered: bool,
    /// Address and title.
    link: Option<(String, String)>,
    /// White space counts.
    pub(super) preformatted: bool,
}

/// What was met in the text that the receipt should speak of.
#[derive(Clone, Debug, Default)]
pub(super) struct Met {
    /// Links that could do harm.
    pub(super) unsafe_links: usize,
    /// Relative links of a page whose address is not known.
    pub(super) unknown_links: Vec<String>,
    /// Marks left off because there were too many in one text.
    pub(super) marks_left_off: usize,
}

impl Style {
    /// The style inside an element that stands in this style.
    pub(super) fn inside(
        &self,
        dom: &Dom,
        index: usize,
        look: &Look,
        links: &Links,
        met: &mut Met,
    ) -> Self {
        let mut style = self.clone();
        match dom.tag(index) {
            "strong" | "b" => style.strong = true,
            "em" | "i" | "cite" | "dfn" | "var" => style.emphasis = true,
            "s" | "strike" | "del" => style.strike = true,
            "sup" => style.raised = true,
            "sub" => style.lowered = true,
            "pre" => style.preformatted = true,
            "a" => {
                if let Some(href) = dom.attribute(index, "href") {
                    match links.target(href) {
                        Target::Address(url) => {
                            let title = dom.attribute(index, "title").unwrap_or_default();
                            style.link = Some((url, title.to_owned()));
                        }
                        Target::Unsafe => met.unsafe_links += 1,
                        Target::Unknown(url) => met.unknown_links.push(url),
                        Target::Nowhere => {}
                    }
                }
            }
            _ => {}
        }
        if let Some(bold) = look.bold {
            style.strong = bold;
        }
        if let Some(italic) = look.italic {
            style.emphasis = italic;
        }
        style.strike |= look.strike;
        style.raised |= look.raised;
        style.lowered |= look.lowered;
        style
    }

    fn marks(&self) -> [Option<MarkKind>; 6] {
        let link = self
            .link
            .as_ref()
            .map(|(url, title)| MarkKind::Link { url: url.clone(), title: title.clone() });
        [
            self.strong.then_some(MarkKind::Strong),
            self.emphasis.then_some(MarkKind::Emphasis),
            self.strike.then_some(MarkKind::Strike),
            self.raised.then_some(MarkKind::Superscript),
            self.lowered.then_some(MarkKind::Subscript),
            link,
        ]
    }
}

/// A text as it grows.
#[derive(Debug, Default)]
pub(super) struct Run {
    text: String,
    marks: Vec<Mark>,
    open: [Option<(usize, MarkKind)>; 6],
    breaks: usize,
    space: bool,
    left_off: usize,
}

impl Run {
    /// Whether nothing was written yet.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether so much more text may stand in the same graf. A single word always may.
    pub(super) fn has_room(&self, text: &str) -> bool {
        self.text.is_empty() && !text.trim_end().contains(' ')
            || self.text.len() + text.len() <= LONGEST_TEXT_BYTES
    }

    /// Line ends that were asked for since the last word.
    pub(super) fn breaks(&self) -> usize {
        self.breaks
    }

    /// The line ends here.
    pub(super) fn break_line(&mut self) {
        self.breaks += 1;
    }

    /// A space stands here, unless there is one.
    pub(super) fn space(&mut self) {
        self.space = true;
    }

    /// Adds text in a style. The caller has looked at [`Run::breaks`].
    pub(super) fn write(&mut self, text: &str, style: &Style) {
        self.set(style);
        for letter in text.chars() {
            match letter {
                '\n' if style.preformatted => self.breaks += 1,
                ' ' | '\t' | '\n' | '\r' | '\u{c}' => self.space = true,
                letter if is_invisible(letter) => {}
                letter => {
                    self.settle();
                    self.text.push(letter);
                }
            }
        }
    }

    /// Writes the white space that is due. It belongs to no mark that begins after it.
    fn settle(&mut self) {
        let due = if self.text.is_empty() {
            None
        } else if self.breaks > 0 {
            Some('\n')
        } else {
            self.space.then_some(' ')
        };
        if let Some(letter) = due {
            let at = self.text.len();
            self.text.push(letter);
            for (start, _) in self.open.iter_mut().flatten() {
                if *start == at {
                    *start += letter.len_utf8();
                }
            }
        }
        self.breaks = 0;
        self.space = false;
    }

    fn set(&mut self, style: &Style) {
        let end = self.text.len();
        for (slot, wanted) in self.open.iter_mut().zip(style.marks()) {
            if slot.as_ref().map(|(_, kind)| kind) == wanted.as_ref() {
                continue;
            }
            if let Some((start, kind)) = slot.take().filter(|(start, _)| *start < end) {
                if self.marks.len() < MOST_MARKS {
                    self.marks.push(Mark { range: start..end, kind });
                } else {
                    self.left_off += 1;
                }
            }
            *slot = wanted.map(|kind| (end, kind));
        }
    }

    /// The finished text; the run is empty again. Marks that were left off are counted in `met`.
    pub(super) fn take(&mut self, met: &mut Met) -> RichText {
        self.set(&Style::default());
        let run = std::mem::take(self);
        met.marks_left_off += run.left_off;
        RichText::new(run.text, run.marks).trimmed()
    }
}

/// All text inside a node as one line, but for what `skip` names; blocks part with a space.
pub(super) fn line(
    dom: &Dom,
    within: usize,
    links: &Links,
    met: &mut Met,
    skip: &dyn Fn(usize) -> bool,
) -> RichText {
    lines(dom, within, links, met, skip).unwrap_or_default()
}

/// As [`line`], `None` when there are no words.
pub(super) fn lines(
    dom: &Dom,
    within: usize,
    links: &Links,
    met: &mut Met,
    skip: &dyn Fn(usize) -> bool,
) -> Option<RichText> {
    let mut run = Run::default();
    let mut open: Vec<(usize, Style)> = Vec::new();
    let end = dom.end(within);
    let mut index = within;
    while index < end {
        while open.last().is_some_and(|(end, _)| *end <= index) {
            open.pop();
        }
        let style = open.last().map(|(_, style)| style.clone()).unwrap_or_default();
        if let Some(text) = dom.text(index) {
            run.write(text, &style);
            index += 1;
            continue;
        }
        let tag = dom.tag(index);
        if look::shows_nothing(tag) || look::is_hidden(dom, index) || skip(index) {
            index = dom.end(index);
            run.space();
            continue;
        }
        if tag == "br" || is_block(tag) || matches!(tag, "button" | "input") {
            run.space();
        }
        if tag == "img" {
            run.write(emoji(dom, index).unwrap_or_default(), &style);
        }
        let style = style.inside(dom, index, &look::of(dom, index), links, met);
        open.push((dom.end(index), style));
        index += 1;
        // `</li><li>` and `</a><a>` have nothing between them but are apart on the page.
        if matches!(tag, "a" | "li") {
            run.space_if_glued();
        }
    }
    let text = run.take(met);
    (!text.is_blank()).then_some(text)
}

impl Run {
    /// Parts a link from the link right before it.
    pub(super) fn space_if_glued(&mut self) {
        let after_link = self.marks.last().is_some_and(|mark| {
            matches!(mark.kind, MarkKind::Link { .. }) && mark.range.end == self.text.len()
        });
        let in_link =
            self.open.iter().flatten().any(|(_, kind)| matches!(kind, MarkKind::Link { .. }));
        if (after_link || in_link) && !self.text.is_empty() {
            self.space = true;
        }
    }
}

/// The letter that a small picture stands for.
pub(super) fn emoji(dom: &Dom, index: usize) -> Option<&str> {
    let alt = dom.attribute(index, "alt")?;
    let short = (1..=8).contains(&alt.chars().count());
    let symbol = alt.chars().all(|letter| !letter.is_ascii() && !letter.is_alphabetic());
    (short && symbol).then_some(alt)
}
