//! Where rules put what they find.
//!
//! Must not know: any particular rule.

use std::ops::Range;

use super::view::{FigureView, Text};
use super::{Finding, Fix, Level, Rule};
use crate::edit::Edit;
use crate::story::{Place, TextAt, is_boundary, next_boundary, previous_boundary};

/// Takes the findings of one rule.
#[derive(Debug)]
pub(super) struct Found<'a> {
    rule: &'static Rule,
    findings: &'a mut Vec<Finding>,
    left: usize,
}

/// A finding in the making.
#[derive(Debug)]
pub(super) struct Spot {
    place: Place,
    /// The words in question, or what else names the fault.
    about: String,
    /// The words around it, for telling it from the same words elsewhere.
    around: String,
    message: String,
    level: Option<Level>,
    rule: Option<&'static str>,
    fix: Option<Fix>,
}

impl<'a> Found<'a> {
    pub(super) fn new(rule: &'static Rule, findings: &'a mut Vec<Finding>) -> Self {
        Self { rule, findings, left: super::MOST_OF_ONE_RULE }
    }

    /// Adds a finding. More than can be told are let go.
    pub(super) fn add(&mut self, spot: Spot) {
        if self.left == 0 {
            return;
        }
        self.left -= 1;
        let rule = spot.rule.unwrap_or(self.rule.id);
        self.findings.push(Finding {
            rule,
            level: spot.level.unwrap_or(self.rule.level),
            key: key(rule, &spot.about, &spot.around),
            place: spot.place,
            message: spot.message,
            fix: spot.fix,
        });
    }

    /// Whether a further finding would be let go, so that a rule may stop looking.
    pub(super) fn is_full(&self) -> bool {
        self.left == 0
    }
}

impl Spot {
    /// A finding about a range of a text, widened to whole graphemes.
    pub(super) fn words(text: &Text<'_>, range: Range<usize>, message: impl Into<String>) -> Self {
        Self::words_at(text.at, text.words, range, message)
    }

    /// The same where the text is known by its address only.
    pub(super) fn words_at(
        at: TextAt,
        words: &str,
        range: Range<usize>,
        message: impl Into<String>,
    ) -> Self {
        let range = whole_graphemes(words, range);
        let about = words.get(range.clone()).unwrap_or_default().to_owned();
        let around = neighbours(words, &range);
        let place = Place::Range(at, range.into());
        Self { place, about, around, message: message.into(), level: None, rule: None, fix: None }
    }

    /// A finding about a place; `about` names the fault so that it is known again elsewhere.
    pub(super) fn place(
        place: Place,
        about: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        let (about, message) = (about.into(), message.into());
        Self { place, about, around: String::new(), message, level: None, rule: None, fix: None }
    }

    /// A finding about a picture or one of its texts.
    pub(super) fn figure(place: Place, view: &FigureView<'_>, message: impl Into<String>) -> Self {
        Self::place(place, view.name(), message)
    }

    /// The same finding with what puts it right, where there is something.
    #[must_use]
    pub(super) fn fixed_by(mut self, label: impl Into<String>, edit: Option<Edit>) -> Self {
        self.fix = edit.map(|edit| Fix { label: label.into(), edit });
        self
    }

    /// The same finding under the name of a rule that is data.
    #[must_use]
    pub(super) fn by_rule(mut self, id: &'static str) -> Self {
        self.rule = Some(id);
        self
    }

    /// The same finding at another level than the rule's own.
    #[must_use]
    pub(super) fn at_level(mut self, level: Level) -> Self {
        self.level = Some(level);
        self
    }
}

/// The most characters of the words in question that a key shows; the hash covers all of them.
const KEY_CHARS: usize = 40;

/// Names a fault by its rule, its words, and a hash of them with the words around.
fn key(rule: &str, about: &str, around: &str) -> String {
    let shown: String = about
        .chars()
        .take(KEY_CHARS)
        .map(|c| if c.is_whitespace() || c.is_control() { ' ' } else { c })
        .collect();
    format!("{rule}:{}:{:08x}", shown.trim(), hash(&[about, around]))
}

/// FNV-1a, folded to 32 bits. Keys are kept in story files, so the hash may never change; the
/// standard library's may.
fn hash(parts: &[&str]) -> u32 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for part in parts {
        for byte in part.bytes().chain([0xff]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    ((hash >> 32) ^ (hash & 0xffff_ffff)) as u32
}

/// The word before a range and the word after it, as far as they are near and short.
fn neighbours(text: &str, range: &Range<usize>) -> String {
    /// A word, and what may stand between it and the range; what is further off is no neighbour.
    const MOST_CHARS: usize = 32;
    let before = text.get(..range.start).unwrap_or_default().chars().rev().take(MOST_CHARS);
    let after = text.get(range.end..).unwrap_or_default().chars().take(MOST_CHARS);
    let word = |chars: &mut dyn Iterator<Item = char>| -> Vec<char> {
        chars.skip_while(|c| !c.is_alphanumeric()).take_while(|c| c.is_alphanumeric()).collect()
    };
    let (before, after) = (word(&mut { before }), word(&mut { after }));
    before.into_iter().rev().chain(['\n']).chain(after).collect()
}

fn whole_graphemes(text: &str, range: Range<usize>) -> Range<usize> {
    let start = if is_boundary(text, range.start) {
        range.start
    } else {
        previous_boundary(text, range.start)
    };
    let end = if is_boundary(text, range.end) { range.end } else { next_boundary(text, range.end) };
    start..end.max(start)
}
