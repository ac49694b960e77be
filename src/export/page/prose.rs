//! Running copy as readers get it: without comments, with safe links only.

use std::borrow::Cow;
use std::sync::Arc;

use super::link::safe_address;
use crate::story::{Mark, MarkKind, RichText};

/// Text with marks, on its way out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Prose<'a>(&'a RichText);

/// A stretch of copy whose characters all look alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run<'a> {
    /// The characters; never empty.
    pub text: &'a str,
    /// How they look: at most one style of each sort, in the order of [`Style`], so that an
    /// earlier style can be written around a later one.
    pub styles: Vec<Style<'a>>,
}

/// How a stretch of copy looks. Comments are not among the styles: they stay at the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Style<'a> {
    /// It leads somewhere.
    Link {
        /// Where, safe to write.
        href: Arc<str>,
        /// What is shown on hover; often empty.
        title: &'a str,
    },
    /// Strong importance.
    Strong,
    /// Stress.
    Emphasis,
    /// No longer accurate.
    Strike,
    /// Raised.
    Superscript,
    /// Lowered.
    Subscript,
}

const SORTS: usize = 6;

impl<'a> Prose<'a> {
    /// The copy of a text.
    pub fn of(text: &'a RichText) -> Self {
        Self(text)
    }

    /// The words alone.
    pub fn as_str(self) -> &'a str {
        self.0.as_str()
    }

    /// Whether there is nothing but white space.
    pub fn is_blank(self) -> bool {
        self.0.is_blank()
    }

    /// The copy in stretches of one look, in order; together they are the whole text.
    pub fn runs(self) -> Vec<Run<'a>> {
        let text = self.0.as_str();
        let mut changes = Vec::with_capacity(self.0.marks().len() * 2);
        for mark in self.0.marks() {
            if let Some((sort, style)) = style(mark) {
                changes.push((mark.range.start, sort, Some(style)));
                changes.push((mark.range.end, sort, None));
            }
        }
        // Ends come before beginnings at the same place.
        changes.sort_by_key(|(at, _, style)| (*at, style.is_some()));
        let mut runs = Vec::with_capacity(changes.len() + 1);
        let mut now: [Option<Style<'a>>; SORTS] = Default::default();
        let mut from = 0;
        for (at, sort, style) in changes {
            push_run(&mut runs, text.get(from..at), &now);
            from = at.max(from);
            if let Some(slot) = now.get_mut(sort) {
                *slot = style;
            }
        }
        push_run(&mut runs, text.get(from..), &now);
        runs
    }

    /// The grafs of a quotation: runs between line breaks, without empty ones.
    pub fn grafs(self) -> Vec<Vec<Run<'a>>> {
        let mut grafs = vec![Vec::new()];
        for run in self.runs() {
            for (index, line) in run.text.split('\n').enumerate() {
                if index > 0 {
                    grafs.push(Vec::new());
                }
                if let (Some(graf), false) = (grafs.last_mut(), line.is_empty()) {
                    graf.push(Run { text: line, styles: run.styles.clone() });
                }
            }
        }
        grafs.retain(|graf| graf.iter().any(|run| !run.text.trim().is_empty()));
        grafs
    }
}

fn push_run<'a>(runs: &mut Vec<Run<'a>>, text: Option<&'a str>, now: &[Option<Style<'a>>]) {
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        runs.push(Run { text, styles: now.iter().flatten().cloned().collect() });
    }
}

fn style(mark: &Mark) -> Option<(usize, Style<'_>)> {
    Some(match &mark.kind {
        MarkKind::Link { url, title } => (0, Style::Link { href: safe_address(url)?, title }),
        MarkKind::Strong => (1, Style::Strong),
        MarkKind::Emphasis => (2, Style::Emphasis),
        MarkKind::Strike => (3, Style::Strike),
        MarkKind::Superscript => (4, Style::Superscript),
        MarkKind::Subscript => (5, Style::Subscript),
        MarkKind::Comment { .. } => return None,
    })
}

/// A text without what no document may hold: control characters (line breaks and tabs stay) and
/// code points that are no characters. Line breaks become `\n`.
pub(in crate::export) fn tidy(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| c == '\r' || is_forbidden(c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut after_return = false;
    for c in text.chars() {
        match c {
            '\r' => out.push('\n'),
            '\n' if after_return => {}
            c if is_forbidden(c) => {}
            c => out.push(c),
        }
        after_return = c == '\r';
    }
    Cow::Owned(out)
}

fn is_forbidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
        || matches!(u32::from(c), 0xfdd0..=0xfdef)
        || u32::from(c) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(runs: &[Run<'_>]) -> Vec<String> {
        runs.iter().map(|run| format!("{} {:?}", run.text, run.styles)).collect()
    }

    #[test]
    fn overlapping_marks_become_stretches_of_one_look() {
        let mut text = RichText::plain("abcdef");
        text.mark(0..4, MarkKind::Emphasis);
        text.mark(2..6, MarkKind::Strong);
        let expected = ["ab [Emphasis]", "cd [Strong, Emphasis]", "ef [Strong]"];
        assert_eq!(look(&Prose::of(&text).runs()), expected);
    }

    #[test]
    fn comments_and_unsafe_links_leave_their_words() {
        let mut text = RichText::plain("abcdef");
        let comment = MarkKind::Comment { author: "Rim".to_owned(), text: "sure?".to_owned() };
        text.mark(0..3, comment);
        let url = "javascript:alert(1)".to_owned();
        text.mark(3..6, MarkKind::Link { url, title: String::new() });
        assert_eq!(look(&Prose::of(&text).runs()), ["abcdef []"]);
    }

    #[test]
    fn a_quotation_falls_into_its_grafs() {
        let mut text = RichText::plain("one\n\n two\nthree");
        text.mark(0..8, MarkKind::Strong);
        let grafs: Vec<_> = Prose::of(&text).grafs().iter().map(|graf| look(graf)).collect();
        assert_eq!(grafs, [vec!["one [Strong]"], vec![" tw [Strong]", "o []"], vec!["three []"]]);
    }

    #[test]
    fn what_no_document_may_hold_is_left_out() {
        for (text, expected) in [
            ("plain\ttext\n", "plain\ttext\n"),
            ("a\r\nb\rc", "a\nb\nc"),
            ("a\0b\u{1}c\u{7f}d\u{85}e", "abcde"),
            ("a\u{fffe}b\u{1ffff}c\u{fdd0}d", "abcd"),
            ("\u{200f}\u{ad}é", "\u{200f}\u{ad}é"),
        ] {
            assert_eq!(tidy(text), expected, "{text:?}");
        }
    }
}
