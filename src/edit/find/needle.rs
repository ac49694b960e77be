//! Words made ready for searching, and the places where they stand in one text.

use std::ops::Range;

use regex::{Captures, Regex, RegexBuilder};
use unicode_segmentation::UnicodeSegmentation as _;

use super::{Problem, Wanted, words};
use crate::story::Language;

/// The longest words that can be searched for, in characters.
pub const MOST_CHARS: usize = 1_000;

/// The most memory that a compiled pattern may take, in bytes.
const MOST_COMPILED: usize = 4 << 20;

/// The most memory that searching may keep at hand, in bytes.
const MOST_CACHED: usize = 8 << 20;

/// Words made ready for searching.
#[derive(Clone, Debug)]
pub struct Needle {
    /// `None` finds nothing.
    regex: Option<Regex>,
    kind: Kind,
    language: Language,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Words,
    WholeWords,
    /// A regular expression, which looks after whole words itself.
    Pattern,
}

impl Needle {
    /// Compiles what an editor asks for. The language is that of the story: it decides what the
    /// capital of `i` is.
    pub fn new(wanted: &Wanted, language: &Language) -> Result<Self, Problem> {
        let words = wanted.words.as_str();
        if words.chars().nth(MOST_CHARS).is_some() {
            return Err(Problem::TooLong);
        }
        let kind = match (wanted.regex, wanted.whole_words) {
            (true, _) => Kind::Pattern,
            (false, true) => Kind::WholeWords,
            (false, false) => Kind::Words,
        };
        let compile = |pattern: &str| {
            RegexBuilder::new(pattern)
                .case_insensitive(!wanted.case)
                .multi_line(true)
                .size_limit(MOST_COMPILED)
                .dfa_size_limit(MOST_CACHED)
                .build()
        };
        let compiled = match kind {
            _ if words.is_empty() => None,
            Kind::Pattern => {
                // Compiled as it stands first, so that a problem names the right place.
                let mut regex = compile(words).map_err(|error| Problem::of(&error, words))?;
                if wanted.whole_words {
                    regex = compile(&format!(r"\b{{start-half}}(?:{words})\b{{end-half}}"))
                        .map_err(|error| Problem::of(&error, words))?;
                }
                Some(regex)
            }
            Kind::Words | Kind::WholeWords => {
                let pattern = words::pattern(words, wanted.case, language);
                Some(compile(&pattern).map_err(|error| Problem::of(&error, ""))?)
            }
        };
        Ok(Self { regex: compiled, kind, language: language.clone() })
    }

    /// Whether there is nothing to look for.
    pub fn finds_nothing(&self) -> bool {
        self.regex.is_none()
    }

    /// The places in one text, from left to right: not empty, not overlapping, whole graphemes.
    pub fn ranges<'a>(&'a self, text: &'a str) -> Ranges<'a> {
        Ranges { needle: self, text, from: 0, graphemes: Graphemes::new(text) }
    }

    /// The regular expression behind a needle that was given as one.
    pub(super) fn as_pattern(&self) -> Option<&Regex> {
        self.regex.as_ref().filter(|_| self.kind == Kind::Pattern)
    }

    /// The groups of the match that begins at a byte.
    pub(super) fn groups<'a>(&self, text: &'a str, from: usize) -> Option<Captures<'a>> {
        self.as_pattern()?.captures_at(text, from)
    }

    pub(super) fn language(&self) -> &Language {
        &self.language
    }
}

/// The places of a needle in one text.
#[derive(Clone, Debug)]
pub struct Ranges<'a> {
    needle: &'a Needle,
    text: &'a str,
    from: usize,
    graphemes: Graphemes<'a>,
}

impl Ranges<'_> {
    /// Looks from a byte on.
    pub(super) fn from(mut self, byte: usize) -> Self {
        self.from = byte;
        self
    }
}

impl Iterator for Ranges<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let regex = self.needle.regex.as_ref()?;
        while self.from <= self.text.len() {
            let range = regex.find_at(self.text, self.from)?.range();
            // One character on from where the match began.
            let next = || range.start + char_len(self.text, range.start);
            if range.is_empty() {
                self.from = next();
                continue;
            }
            let fits = self.graphemes.begins_at(range.start)
                && self.graphemes.begins_at(range.end)
                && (self.needle.kind != Kind::WholeWords || stands_alone(self.text, &range));
            if fits {
                self.from = range.end;
                return Some(range);
            }
            // Words may stand again inside of what did not fit. Patterns could be as long as the
            // text; looking again from each of its characters would take forever.
            self.from = if self.needle.kind == Kind::Pattern { range.end } else { next() };
        }
        None
    }
}

/// The length of the character at a byte; 1 behind the end.
fn char_len(text: &str, byte: usize) -> usize {
    text.get(byte..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
}

/// Whether no word goes on over either end of a range.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let is_end = |byte: usize| {
        let before = text.get(..byte).and_then(|text| text.chars().next_back());
        let after = text.get(byte..).and_then(|text| text.chars().next());
        !before.zip(after).is_some_and(|(before, after)| {
            [before, after].into_iter().all(|c| is_of_word(c) && !is_word_alone(c))
        })
    };
    is_end(range.start) && is_end(range.end)
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric()
        || c == '_'
        // Accents and other signs that belong to the letter before them.
        || matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{200c}' | '\u{200d}'
            | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20f0}'
            | '\u{fe20}'..='\u{fe2f}' | '\u{94d}' | '\u{9cd}' | '\u{a4d}' | '\u{acd}'
            | '\u{b4d}' | '\u{bcd}' | '\u{c4d}' | '\u{ccd}' | '\u{d4d}')
}

/// Signs of scripts that put no space between words: nobody can tell where a word ends.
fn is_word_alone(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3fffd}')
}

/// Where graphemes begin in a text, asked from left to right. Takes time in proportion to the
/// text in all, however many places are asked for and however long its graphemes are.
#[derive(Clone, Debug)]
struct Graphemes<'a> {
    text: &'a str,
    /// The last grapheme that was looked at.
    grapheme: Range<usize>,
}

/// How far back two plain letters are looked for, in bytes.
const LOOK_BACK: usize = 64;

impl<'a> Graphemes<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, grapheme: 0..0 }
    }

    fn begins_at(&mut self, byte: usize) -> bool {
        if byte == 0 || byte == self.text.len() || self.parts_plain(byte) {
            return true;
        }
        if self.grapheme.start < byte && byte < self.grapheme.end {
            return false;
        }
        // Between two plain letters there is always a boundary to begin from.
        let nearest = (byte.saturating_sub(LOOK_BACK)..byte).rev().find(|at| self.parts_plain(*at));
        let known = if byte < self.grapheme.start { 0 } else { self.grapheme.start };
        let start = nearest.unwrap_or(0).max(known);
        let rest = self.text.get(start..).unwrap_or_default();
        for (at, grapheme) in rest.grapheme_indices(true) {
            self.grapheme = start + at..start + at + grapheme.len();
            if self.grapheme.end >= byte {
                return self.grapheme.start == byte || self.grapheme.end == byte;
            }
        }
        false
    }

    /// Whether both neighbours are plain letters or signs, between which graphemes always end.
    fn parts_plain(&self, byte: usize) -> bool {
        let bytes = self.text.as_bytes();
        let before = byte.checked_sub(1).and_then(|at| bytes.get(at));
        before.zip(bytes.get(byte)).is_some_and(|(before, after)| {
            before.is_ascii() && after.is_ascii() && (*before, *after) != (b'\r', b'\n')
        })
    }
}
