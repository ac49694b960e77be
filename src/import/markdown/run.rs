//! Running text as it grows: words and marks of one graf, heading, item or cell.
//!
//! Must not know: blocks, Markdown's signs.

use super::super::{LONGEST_TEXT_BYTES, MOST_MARKS};
use crate::story::{Mark, MarkKind, RichText};

/// How the words at one place look. The counts are of marks inside each other.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    pub(super) strong: u32,
    pub(super) emphasis: u32,
    pub(super) strike: u32,
    pub(super) raised: u32,
    pub(super) lowered: u32,
    /// Address and title.
    pub(super) link: Option<(String, String)>,
}

impl Style {
    /// The mark of an HTML tag that Markdown has no sign of its own for, or has and need not use.
    pub(super) fn of_tag(&mut self, name: &str) -> Option<&mut u32> {
        match name {
            "strong" | "b" => Some(&mut self.strong),
            "em" | "i" | "cite" | "dfn" | "var" => Some(&mut self.emphasis),
            "s" | "strike" | "del" => Some(&mut self.strike),
            "sup" => Some(&mut self.raised),
            "sub" => Some(&mut self.lowered),
            _ => None,
        }
    }
}

/// A text as it grows.
#[derive(Debug, Default)]
pub(super) struct Run {
    text: String,
    marks: Vec<Mark>,
    open: [Option<(usize, MarkKind)>; 6],
    /// Where the last line of the source begins.
    last_line: usize,
    left_off: usize,
}

/// A finished text.
#[derive(Debug, Default)]
pub(super) struct Finished {
    pub(super) text: RichText,
    /// Where the last line of the source begins; 0 when it had one line.
    pub(super) last_line: usize,
    /// Marks left off because there were too many.
    pub(super) left_off: usize,
}

impl Run {
    /// Whether there are no words yet.
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// How many bytes were written.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Adds text in a style; `tags` is the style that HTML tags give.
    pub(super) fn write(&mut self, text: &str, style: &Style, tags: &Style) {
        self.set(style, tags);
        self.text.extend(text.chars().filter(|letter| !is_invisible(*letter)));
    }

    /// The line of the source ends, and with it (`hard`) the line on the page.
    pub(super) fn break_line(&mut self, hard: bool) {
        if !self.text.is_empty() {
            self.text.push(if hard { '\n' } else { ' ' });
            self.last_line = self.text.len();
        }
    }

    fn set(&mut self, style: &Style, tags: &Style) {
        let link = style
            .link
            .as_ref()
            .map(|(url, title)| MarkKind::Link { url: url.clone(), title: title.clone() });
        let wanted = [
            (style.strong + tags.strong > 0).then_some(MarkKind::Strong),
            (style.emphasis + tags.emphasis > 0).then_some(MarkKind::Emphasis),
            (style.strike + tags.strike > 0).then_some(MarkKind::Strike),
            (style.raised + tags.raised > 0).then_some(MarkKind::Superscript),
            (style.lowered + tags.lowered > 0).then_some(MarkKind::Subscript),
            link,
        ];
        let end = self.text.len();
        for (slot, wanted) in self.open.iter_mut().zip(wanted) {
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

    /// The finished text; the run is empty again.
    pub(super) fn take(&mut self) -> Finished {
        self.set(&Style::default(), &Style::default());
        let run = std::mem::take(self);
        let before = run.text.len() - run.text.trim_start().len();
        Finished {
            text: RichText::new(run.text, run.marks).trimmed(),
            last_line: run.last_line.saturating_sub(before),
            left_off: run.left_off,
        }
    }
}

/// Letters that nobody sees and that only get in the way of finding words.
fn is_invisible(letter: char) -> bool {
    (letter.is_control() && !matches!(letter, '\n' | '\t'))
        || matches!(letter, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Texts as one, with `by` between them.
pub(super) fn joined(texts: &[RichText], by: char) -> RichText {
    let mut copy = String::with_capacity(texts.iter().map(|text| text.len() + 1).sum());
    let mut marks = Vec::new();
    for text in texts {
        if !copy.is_empty() {
            copy.push(by);
        }
        let at = copy.len();
        copy.push_str(text.as_str());
        marks.extend(text.marks().iter().map(|mark| Mark {
            range: mark.range.start + at..mark.range.end + at,
            kind: mark.kind.clone(),
        }));
    }
    marks.truncate(MOST_MARKS);
    RichText::new(copy, marks)
}

/// Texts in groups that a block has room for.
pub(super) fn groups(texts: Vec<RichText>) -> Vec<Vec<RichText>> {
    let mut groups: Vec<Vec<RichText>> = Vec::new();
    let (mut bytes, mut marks) = (0, 0);
    for text in texts.into_iter().flat_map(parts) {
        bytes += text.len() + 1;
        marks += text.marks().len();
        match groups.last_mut() {
            Some(group) if bytes <= LONGEST_TEXT_BYTES && marks <= MOST_MARKS => group.push(text),
            _ => {
                (bytes, marks) = (text.len() + 1, text.marks().len());
                groups.push(vec![text]);
            }
        }
    }
    groups
}

/// A text in parts that a block has room for, broken between words.
pub(super) fn parts(text: RichText) -> Vec<RichText> {
    if text.len() <= LONGEST_TEXT_BYTES {
        return vec![text];
    }
    let copy = text.as_str();
    let mut parts = Vec::new();
    let mut start = 0;
    while start < copy.len() {
        let mut end = copy.len().min(start + LONGEST_TEXT_BYTES);
        while !copy.is_char_boundary(end) {
            end -= 1;
        }
        if end < copy.len() {
            let head = copy.get(start..end).unwrap_or_default();
            end = head
                .rfind(char::is_whitespace)
                .filter(|at| *at > LONGEST_TEXT_BYTES / 2)
                .map_or(end, |at| start + at);
        }
        let part = text.slice(start..end);
        // A single grapheme may be longer than a block has room for.
        start = end.max(start + part.len()).max(start + 1);
        let part = part.trimmed();
        if !part.is_empty() {
            parts.push(part);
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_broken_between_words() {
        let long = "word ".repeat(LONGEST_TEXT_BYTES / 4);
        let parts = parts(RichText::plain(long.trim_end()));
        assert_eq!(parts.len(), 2);
        let again: Vec<&str> = parts.iter().map(RichText::as_str).collect();
        assert_eq!(again.join(" "), long.trim_end());
    }

    #[test]
    fn marks_move_along_when_texts_are_joined() {
        let strong = Mark { range: 0..3, kind: MarkKind::Strong };
        let texts = [RichText::plain("One"), RichText::new("two", vec![strong])];
        let text = joined(&texts, '\n');
        assert_eq!(text.as_str(), "One\ntwo");
        assert_eq!(text.marks()[0].range, 4..7);
    }
}
