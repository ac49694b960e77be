//! Quotations with their source.
//!
//! Must not know: where on the page a quotation stands.

use super::bound::NOSCRIPT;
use super::dom::Dom;
use super::figure::is_image;
use super::hints::Hint;
use super::inline::{Run, Style};
use super::look;
use super::piece::{Page, Read};
use crate::story::{Quote, RichText};

/// A longer last line is part of what was said.
const LONGEST_SOURCE_CHARS: usize = 160;
/// A longer box beside the copy is not a line of it shown large.
const LONGEST_PULL_CHARS: usize = 320;

/// Whether a quotation holds words alone, so that it can be one block.
pub(super) fn is_plain(dom: &Dom, within: usize) -> bool {
    dom.range(within).skip(1).all(|index| {
        let tag = dom.tag(index);
        !is_image(tag)
            && !matches!(
                tag,
                "h1" | "h2"
                    | "h3"
                    | "h4"
                    | "h5"
                    | "h6"
                    | "ul"
                    | "ol"
                    | "table"
                    | "iframe"
                    | "video"
                    | "audio"
                    | "form"
                    | "figure"
                    | "object"
                    | "hr"
                    | "dl"
            )
    })
}

/// Whether quotations stand inside this one.
pub(super) fn is_nested(dom: &Dom, within: usize) -> bool {
    dom.range(within).skip(1).any(|index| dom.tag(index) == "blockquote")
}

/// A quotation: its words, `\n` between grafs, and who they are by. `None` without words.
pub(super) fn words(page: &Page<'_>, within: usize, read: &mut Read) -> Option<Quote> {
    let dom = page.dom;
    let source = source_element(page, within);
    let mut text = grafs(page, within, source, read);
    let mut attribution = source.map(|index| dom.words(index)).unwrap_or_default();
    if attribution.is_empty()
        && let Some((words, said_by)) = last_line_source(&text)
    {
        text = words;
        attribution = said_by;
    }
    let attribution = without_dash(&attribution).to_owned();
    if text.is_blank() && !attribution.is_empty() {
        text = RichText::plain(attribution);
        return Some(Quote { text, attribution: String::new() });
    }
    (!text.is_blank()).then_some(Quote { text, attribution })
}

/// The element that names the source: `footer`, `figcaption`, a `cite` at the end, or one that says
/// it is the attribution.
fn source_element(page: &Page<'_>, within: usize) -> Option<usize> {
    let dom = page.dom;
    let mut named = None;
    for index in dom.range(within).skip(1) {
        let tag = dom.tag(index);
        if tag.is_empty() || dom.words(index).is_empty() {
            continue;
        }
        if matches!(tag, "footer" | "figcaption") {
            return Some(index);
        }
        let says =
            tag == "cite" || (page.hints(index).has(Hint::Attribution) && tag != "blockquote");
        // A title of a book inside a sentence is `cite` too; the source stands last.
        if says
            && named.is_none()
            && is_last(dom, index, within)
            && index != first_words(dom, within)
        {
            named = Some(index);
        }
    }
    named
}

fn is_last(dom: &Dom, index: usize, within: usize) -> bool {
    let end = dom.end(index);
    (end..dom.end(within)).all(|after| dom.text(after).is_none_or(|text| text.trim().is_empty()))
        && !dom.parent_has_words_before(index)
}

impl Dom {
    /// Whether words stand before a node on its own line.
    fn parent_has_words_before(&self, index: usize) -> bool {
        let parent = self.parent(index);
        if self.tag(parent) == "blockquote" {
            return false;
        }
        (parent + 1..index).any(|before| {
            self.text(before).is_some_and(|text| text.chars().any(char::is_alphanumeric))
        })
    }
}

/// The element that holds the first words.
fn first_words(dom: &Dom, within: usize) -> usize {
    dom.range(within)
        .find(|index| dom.text(*index).is_some_and(|text| !text.trim().is_empty()))
        .map_or(within, |text| dom.parent(text))
}

/// The words without the source, a line for each graf.
fn grafs(page: &Page<'_>, within: usize, source: Option<usize>, read: &mut Read) -> RichText {
    let dom = page.dom;
    let mut run = Run::default();
    let mut open: Vec<(usize, Style, bool)> = Vec::new();
    let end = dom.end(within);
    let mut index = within + 1;
    while index < end {
        while open.last().is_some_and(|(end, ..)| *end <= index) {
            if let Some((_, _, true)) = open.pop() {
                run.break_once();
            }
        }
        let style = open.last().map(|(_, style, _)| style.clone()).unwrap_or_default();
        if let Some(text) = dom.text(index) {
            run.write(text, &style);
            index += 1;
            continue;
        }
        let tag = dom.tag(index);
        let look = look::of(dom, index);
        if Some(index) == source
            || look::shows_nothing(tag)
            || tag == NOSCRIPT
            || tag == "button"
            || look::is_hidden(dom, index)
        {
            index = dom.end(index);
            continue;
        }
        let is_block = super::dom::is_block(tag) || look.block;
        if tag == "br" || is_block {
            run.break_once();
        }
        let style = style.inside(dom, index, &look, page.links, &mut read.met);
        open.push((dom.end(index), style, is_block));
        index += 1;
    }
    run.take(&mut read.met)
}

impl Run {
    /// The line ends here, however often that is said.
    fn break_once(&mut self) {
        if !self.is_empty() && self.breaks() == 0 {
            self.break_line();
        }
    }
}

/// A last line that begins with a dash names who said it.
fn last_line_source(text: &RichText) -> Option<(RichText, String)> {
    let (before, last) = text.as_str().rsplit_once('\n')?;
    let dashed = last.trim_start().starts_with(['—', '–', '―', '-', '―']);
    let short = last.chars().count() <= LONGEST_SOURCE_CHARS;
    (dashed && short).then(|| (text.slice(0..before.len()).trimmed(), last.trim().to_owned()))
}

fn without_dash(source: &str) -> &str {
    source.trim_start_matches(['—', '–', '―', '-', '―', ' ', '\u{a0}', ',']).trim()
}

/// Whether a box is a line of the copy shown large: it says so, or stands aside, and it is a line
/// or two of words without links, headings or anything to click.
pub(super) fn is_pull(page: &Page<'_>, within: usize) -> bool {
    let dom = page.dom;
    if dom.range(within).len() > 60 {
        return false;
    }
    let says_so = page.hints(within).has(Hint::PullQuote)
        || (dom.tag(within) == "figure"
            && dom.children(within).any(|child| page.hints(child).has(Hint::PullQuote)));
    if !says_so && dom.tag(within) != "aside" {
        return false;
    }
    let words = dom.words(within);
    let chars = words.chars().count();
    let copy = super::super::recognise::furniture(&words).is_none()
        && super::super::recognise::publication_line(&words).is_none()
        && (says_so || !super::super::recognise::promo_phrase(&words));
    let plain = dom.range(within).skip(1).all(|index| {
        let tag = dom.tag(index);
        !is_image(tag)
            && !matches!(
                tag,
                "a" | "h1"
                    | "h2"
                    | "h3"
                    | "h4"
                    | "h5"
                    | "h6"
                    | "ul"
                    | "ol"
                    | "table"
                    | "iframe"
                    | "video"
                    | "audio"
                    | "form"
                    | "input"
                    | "button"
                    | "object"
                    | "hr"
                    | "time"
                    | "address"
                    | "nav"
                    | "section"
                    | "article"
            )
    });
    plain
        && copy
        && (10..=LONGEST_PULL_CHARS).contains(&chars)
        && (says_so
            || !page.hints(within).has_any(&[
                Hint::Advert,
                Hint::Newsletter,
                Hint::Byline,
                Hint::Bio,
                Hint::Sidebar,
                Hint::Tags,
                Hint::Related,
            ]))
}
