//! Text with marks, always in normal form.
//!
//! Normal form: every mark covers at least one grapheme and begins and ends on grapheme
//! boundaries; marks of one class (strong, link, …) do not overlap; touching marks of one class
//! and value are one; marks are sorted. Two texts that look the same are equal.

use std::ops::Range;

use unicode_segmentation::GraphemeCursor;

/// What a mark does to its text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MarkKind {
    /// Strong importance, shown bold.
    Strong,
    /// Stress or a title, shown in italics.
    Emphasis,
    /// No longer accurate, shown struck out.
    Strike,
    /// Raised.
    Superscript,
    /// Lowered.
    Subscript,
    /// A link.
    Link {
        /// Where it leads.
        url: String,
        /// Its title, shown on hover; often empty.
        title: String,
    },
    /// A remark by a colleague. Never leaves in an export.
    Comment {
        /// Who made it.
        author: String,
        /// What it says.
        text: String,
    },
}

impl MarkKind {
    /// Marks of one class exclude each other at one place.
    fn class(&self) -> u8 {
        match self {
            Self::Strong => 0,
            Self::Emphasis => 1,
            Self::Strike => 2,
            Self::Superscript => 3,
            Self::Subscript => 4,
            Self::Link { .. } => 5,
            Self::Comment { .. } => 6,
        }
    }

    /// Whether two kinds are of one class, such as two links to different pages.
    pub fn is_like(&self, other: &Self) -> bool {
        self.class() == other.class()
    }
}

/// A stretch of text with something done to it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Mark {
    /// The bytes that it covers.
    pub range: Range<usize>,
    /// What it does.
    pub kind: MarkKind,
}

/// Text with marks in normal form.
///
/// ```
/// use nightdesk::story::{MarkKind, RichText};
///
/// let mut text = RichText::plain("A strong word");
/// text.mark(2..8, MarkKind::Strong);
/// assert_eq!(text.slice(2..5).marks()[0].range, 0..3);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct RichText {
    text: String,
    marks: Vec<Mark>,
}

impl RichText {
    /// Text without marks.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), marks: Vec::new() }
    }

    /// Text with marks; they are brought into normal form, a later mark winning over an earlier
    /// one of its class. Ranges beyond the text are cut, ranges inside a grapheme widened.
    pub fn new(text: impl Into<String>, marks: Vec<Mark>) -> Self {
        let mut rich = Self { text: text.into(), marks };
        rich.normalise();
        rich
    }

    /// The text alone.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The marks, sorted.
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether there is nothing but white space.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The bytes of a range with their marks; a range that splits a grapheme is widened to whole
    /// ones, and one beyond the end is cut.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> Self {
        let range = widen(&self.text, range);
        // Marks that began apart may begin together now, and stand in another order then.
        let mut marks = clip(&self.marks, &range);
        marks.sort_by_key(|mark| (mark.range.start, mark.range.end, mark.kind.class()));
        Self { text: self.text.get(range).unwrap_or_default().to_owned(), marks }
    }

    /// Puts `with` in place of a range and returns the range and text that undo it exactly.
    ///
    /// The range is widened to where both the old and the new text have a grapheme boundary, so
    /// that typing a combining accent replaces the letter before it by the accented one.
    pub fn splice(&mut self, range: Range<usize>, with: &Self) -> (Range<usize>, Self) {
        let (range, with) = self.settle(range, with);
        let old = self.slice(range.clone());
        let end = range.start + with.len();
        let mut marks = clip_outside(&self.marks, &range, with.len());
        marks.extend(with.marks.iter().map(|mark| shifted(mark, range.start)));
        self.text.replace_range(range.clone(), &with.text);
        self.marks = marks;
        self.normalise();
        (range.start..end, old)
    }

    /// Sets a mark over a range; other marks of its class give way.
    pub fn mark(&mut self, range: Range<usize>, kind: MarkKind) {
        self.marks.push(Mark { range, kind });
        self.normalise();
    }

    /// Takes every mark like this one off a range.
    pub fn unmark(&mut self, range: Range<usize>, like: &MarkKind) {
        let range = widen(&self.text, range);
        let (mine, mut rest): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.marks).into_iter().partition(|mark| mark.kind.is_like(like));
        for mark in mine {
            for part in [
                mark.range.start..mark.range.end.min(range.start),
                mark.range.start.max(range.end)..mark.range.end,
            ] {
                if part.start < part.end {
                    rest.push(Mark { range: part, kind: mark.kind.clone() });
                }
            }
        }
        self.marks = rest;
        self.normalise();
    }

    /// Whether marks like this one cover the whole of a range that is not empty.
    pub fn is_marked(&self, range: Range<usize>, like: &MarkKind) -> bool {
        let mut at = range.start;
        for mark in self.marks.iter().filter(|mark| mark.kind.is_like(like)) {
            if mark.range.start <= at && at < mark.range.end {
                at = mark.range.end;
            }
        }
        range.start < range.end && at >= range.end
    }

    /// Adds text at the end.
    pub fn push(&mut self, more: &Self) {
        let end = self.len();
        self.splice(end..end, more);
    }

    /// The text with white space taken off both ends.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        let start = self.text.len() - self.text.trim_start().len();
        let end = self.text.trim_end().len();
        if start >= end { Self::default() } else { self.slice(start..end) }
    }

    /// Widens a replacement until its ends are grapheme boundaries before and after.
    fn settle(&self, range: Range<usize>, with: &Self) -> (Range<usize>, Self) {
        let mut range = widen(&self.text, range);
        let mut with = with.clone();
        loop {
            let mut after = String::with_capacity(self.text.len() + with.len());
            after.push_str(self.text.get(..range.start).unwrap_or_default());
            after.push_str(&with.text);
            after.push_str(self.text.get(range.end..).unwrap_or_default());
            if !is_boundary(&after, range.start) {
                let start = previous_boundary(&self.text, range.start);
                with = joined(&self.slice(start..range.start), &with);
                range.start = start;
            } else if !is_boundary(&after, range.start + with.len()) {
                let end = next_boundary(&self.text, range.end);
                with = joined(&with, &self.slice(range.end..end));
                range.end = end;
            } else {
                return (range, with);
            }
        }
    }

    fn normalise(&mut self) {
        if self.marks.is_empty() {
            return;
        }
        let text = &self.text;
        let marks = std::mem::take(&mut self.marks);
        let mut normal: Vec<Mark> = Vec::with_capacity(marks.len());
        for mark in marks {
            let range = widen(text, mark.range);
            if range.is_empty() {
                continue;
            }
            // A later mark cuts a hole into earlier ones of its class.
            let mut kept = Vec::with_capacity(normal.len() + 2);
            for old in normal {
                let apart = old.range.end <= range.start || range.end <= old.range.start;
                if apart || !old.kind.is_like(&mark.kind) {
                    kept.push(old);
                    continue;
                }
                if old.range.start < range.start {
                    kept.push(Mark { range: old.range.start..range.start, kind: old.kind.clone() });
                }
                if range.end < old.range.end {
                    kept.push(Mark { range: range.end..old.range.end, kind: old.kind });
                }
            }
            kept.push(Mark { range, kind: mark.kind });
            normal = kept;
        }
        normal.sort_by_key(|mark| (mark.kind.class(), mark.range.start));
        let mut joined: Vec<Mark> = Vec::with_capacity(normal.len());
        for mark in normal {
            match joined.last_mut() {
                Some(last) if last.kind == mark.kind && last.range.end == mark.range.start => {
                    last.range.end = mark.range.end;
                }
                _ => joined.push(mark),
            }
        }
        joined.sort_by_key(|mark| (mark.range.start, mark.range.end, mark.kind.class()));
        self.marks = joined;
    }
}

impl From<&str> for RichText {
    fn from(text: &str) -> Self {
        Self::plain(text)
    }
}

/// Whether a byte offset lies between two graphemes (UAX 29, extended) or at an end of the text.
pub fn is_boundary(text: &str, byte: usize) -> bool {
    if byte == 0 || byte == text.len() {
        return true;
    }
    if !text.is_char_boundary(byte) {
        return false;
    }
    GraphemeCursor::new(byte, text.len(), true).is_boundary(text, 0).unwrap_or(false)
}

/// The last grapheme boundary before a byte offset; 0 at the start.
pub fn previous_boundary(text: &str, byte: usize) -> usize {
    let byte = floor_char(text, byte);
    GraphemeCursor::new(byte, text.len(), true).prev_boundary(text, 0).ok().flatten().unwrap_or(0)
}

/// The first grapheme boundary after a byte offset; the length of the text at its end.
pub fn next_boundary(text: &str, byte: usize) -> usize {
    let byte = floor_char(text, byte);
    GraphemeCursor::new(byte, text.len(), true)
        .next_boundary(text, 0)
        .ok()
        .flatten()
        .unwrap_or(text.len())
}

fn floor_char(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

/// The smallest range of whole graphemes around a range, inside the text.
fn widen(text: &str, range: Range<usize>) -> Range<usize> {
    let start = range.start.min(text.len());
    let end = range.end.clamp(start, text.len());
    let start = if is_boundary(text, start) { start } else { previous_boundary(text, start) };
    // A range that was empty stays empty: it says where, not what.
    let end = if range.is_empty() {
        start
    } else if is_boundary(text, end) {
        end
    } else {
        next_boundary(text, end)
    };
    start..end
}

fn joined(first: &RichText, second: &RichText) -> RichText {
    let mut marks = first.marks.clone();
    marks.extend(second.marks.iter().map(|mark| shifted(mark, first.len())));
    RichText::new(format!("{}{}", first.text, second.text), marks)
}

fn shifted(mark: &Mark, by: usize) -> Mark {
    Mark { range: mark.range.start + by..mark.range.end + by, kind: mark.kind.clone() }
}

/// Marks inside a range, counted from its start.
fn clip(marks: &[Mark], range: &Range<usize>) -> Vec<Mark> {
    marks
        .iter()
        .filter_map(|mark| {
            let start = mark.range.start.max(range.start);
            let end = mark.range.end.min(range.end);
            (start < end).then(|| Mark {
                range: start - range.start..end - range.start,
                kind: mark.kind.clone(),
            })
        })
        .collect()
}

/// Marks outside a range that is about to become `new_len` bytes long.
fn clip_outside(marks: &[Mark], range: &Range<usize>, new_len: usize) -> Vec<Mark> {
    let moved = |byte: usize| byte - range.end + range.start + new_len;
    let mut kept = Vec::with_capacity(marks.len() + 1);
    for mark in marks {
        if mark.range.start < range.start {
            let end = mark.range.end.min(range.start);
            kept.push(Mark { range: mark.range.start..end, kind: mark.kind.clone() });
        }
        if mark.range.end > range.end {
            let start = mark.range.start.max(range.end);
            kept.push(Mark { range: moved(start)..moved(mark.range.end), kind: mark.kind.clone() });
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(url: &str) -> MarkKind {
        MarkKind::Link { url: url.to_owned(), title: String::new() }
    }

    #[test]
    fn touching_marks_of_one_value_become_one() {
        let mut text = RichText::plain("abcdef");
        text.mark(0..2, MarkKind::Strong);
        text.mark(2..4, MarkKind::Strong);
        assert_eq!(text.marks(), [Mark { range: 0..4, kind: MarkKind::Strong }]);
    }

    #[test]
    fn a_later_link_wins_over_an_earlier_one() {
        let mut text = RichText::plain("abcdef");
        text.mark(0..6, link("https://a.example"));
        text.mark(2..4, link("https://b.example"));
        let ranges: Vec<_> = text.marks().iter().map(|mark| mark.range.clone()).collect();
        assert_eq!(ranges, [0..2, 2..4, 4..6]);
    }

    #[test]
    fn a_typed_accent_replaces_its_letter_and_undoes_exactly() {
        let mut text = RichText::plain("cafe noir");
        let before = text.clone();
        let (range, old) = text.splice(4..4, &RichText::plain("\u{301}"));
        assert_eq!(text.as_str(), "cafe\u{301} noir");
        assert!(is_boundary(text.as_str(), range.start) && is_boundary(text.as_str(), range.end));
        text.splice(range, &old);
        assert_eq!(text, before);
    }

    #[test]
    fn deleting_between_two_flags_undoes_exactly() {
        let mut text = RichText::plain("🇫🇷x🇩🇪🇮🇹");
        let before = text.clone();
        let (range, old) = text.splice(8..9, &RichText::default());
        text.splice(range, &old);
        assert_eq!(text, before);
    }

    #[test]
    fn unmarking_the_middle_leaves_the_ends() {
        let mut text = RichText::plain("abcdef");
        text.mark(0..6, MarkKind::Emphasis);
        text.unmark(2..4, &MarkKind::Emphasis);
        assert!(text.is_marked(0..2, &MarkKind::Emphasis));
        assert!(!text.is_marked(1..3, &MarkKind::Emphasis));
        assert!(text.is_marked(4..6, &MarkKind::Emphasis));
    }

    #[test]
    fn a_mark_beyond_the_end_is_cut() {
        let text = RichText::new("ab", vec![Mark { range: 1..90, kind: MarkKind::Strong }]);
        assert_eq!(text.marks()[0].range, 1..2);
    }
}
