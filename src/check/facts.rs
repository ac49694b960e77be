//! What a text says in numbers: counts, money, percentages, dates, times, measures.
//!
//! Read once for each text and kept with its block. A rule asks for facts by the shape of their
//! sentence: its outline has a sign in place of each fact, so that
//!
//! ```text
//! The state will give Halcyon $410 million over 10 years.
//! The state will give Halcyon <m0> over <h1>.
//! ```
//!
//! and a rule looks for `<m:a> over <h:b>`.
//!
//! Must not know: rules, stories.

mod clock;
mod days;
mod figures;
mod mentions;
mod nouns;
mod number_words;
mod outline;
mod sums;
mod units;

use std::ops::Range;

use chrono::NaiveDate;
use regex::{Captures, Regex};

use super::view::{Role, Text, Tongue};
use crate::story::TextAt;
pub(super) use figures::is_plural;
pub(super) use mentions::{
    Mention, is_confirmed, is_slip, mentions, shared, told_apart, wrong_one,
};
pub(super) use outline::Sentence;
pub(super) use sums::{adds_up, is_near, shown_like};
pub(super) use units::in_base;

/// What kind of thing a fact is; each has a letter in outlines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `340`, `three`, `2.4m` homes.
    Count,
    /// `$410 million`.
    Money,
    /// `38%`.
    Percent,
    /// `five percentage points`.
    Points,
    /// `7.15pm`: minutes after midnight.
    Clock,
    /// `Thursday, June 18`; see [`Day`].
    Day,
    /// `March 2023`.
    Month,
    /// `1998`.
    Year,
    /// `14 inches`, in the unit as written.
    Measure,
    /// `six hours`, `11-month`, in the unit as written.
    Span,
    /// `a third`, `half`.
    Share,
    /// `4-3`.
    Score,
    /// `60,00`: figures that are no number.
    Broken,
}

impl Kind {
    pub(super) const fn letter(self) -> char {
        match self {
            Self::Count => 'n',
            Self::Money => 'm',
            Self::Percent => 'p',
            Self::Points => 'q',
            Self::Clock => 't',
            Self::Day => 'd',
            Self::Month => 'o',
            Self::Year => 'y',
            Self::Measure => 'u',
            Self::Span => 'h',
            Self::Share => 'f',
            Self::Score => 's',
            Self::Broken => 'b',
        }
    }
}

/// A day as it is written: what is not said is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_field_names, reason = "a date has a day, and so has a week")]
pub(super) struct Day {
    pub(super) year: Option<i32>,
    pub(super) month: u32,
    /// None for `March 2023`.
    pub(super) day: Option<u32>,
    pub(super) weekday: Option<chrono::Weekday>,
}

/// One thing that a text says in numbers.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fact {
    pub(super) kind: Kind,
    /// All of its words, sign and unit with them.
    pub(super) range: Range<usize>,
    pub(super) value: f64,
    /// The last place that is given: 100,000 for `2.4m`, 1 for `340`.
    pub(super) step: f64,
    /// The unit or currency in one spelling; empty where there is none.
    pub(super) unit: &'static str,
    /// `three`, not `3`.
    pub(super) is_word: bool,
    /// `about`, `more than` and the like stand before it.
    pub(super) is_rough: bool,
    pub(super) day: Day,
    /// What is counted, as a stem, and where its word ends; `None` where none was made out.
    pub(super) noun: Option<(u32, usize)>,
}

impl Fact {
    fn new(kind: Kind, range: Range<usize>, value: f64) -> Self {
        let (unit, day) = ("", Day::default());
        let (is_word, is_rough, noun) = (false, false, None);
        Self { kind, range, value, step: 1.0, unit, is_word, is_rough, day, noun }
    }
}

/// All facts of one text.
#[derive(Clone, Debug)]
pub(super) struct Facts {
    pub(super) at: TextAt,
    pub(super) role: Role,
    pub(super) all: Vec<Fact>,
    /// The sentences that have facts.
    pub(super) sentences: Vec<Sentence>,
}

/// The most facts of one text that are looked at; a page of columns has no sentences to check.
const MOST_FACTS: usize = 2_000;

impl Facts {
    /// Reads a text; without a vocabulary for its language there is nothing to tell.
    pub(super) fn of(text: &Text<'_>) -> Self {
        let mut facts =
            Self { at: text.at, role: text.role, all: Vec::new(), sentences: Vec::new() };
        let tongue = text.reading.tongue;
        if tongue == Tongue::Other || !may_have_facts(text.words, tongue) {
            return facts;
        }
        let mut all = days::read(text.words, tongue);
        all.extend(clock::read(text.words, tongue));
        all.sort_by_key(|fact| fact.range.start);
        all.dedup_by(|later, earlier| later.range.start < earlier.range.end);
        facts.all = figures::read(text.words, tongue, all);
        facts.all.truncate(MOST_FACTS);
        for fact in &mut facts.all {
            fact.noun = nouns::counted(text.words, fact, tongue);
        }
        facts.sentences = outline::sentences(text.words, &facts.all, tongue);
        facts
    }
}

/// Whether it is worth reading: a figure, or a word that a number could be.
fn may_have_facts(words: &str, tongue: Tongue) -> bool {
    words.bytes().any(|byte| byte.is_ascii_digit()) || number_words::has_any(words, tongue)
}

/// One text with its facts, as a rule sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct FactView<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) facts: &'a Facts,
}

impl<'a> FactView<'a> {
    /// The fact that a pattern has caught under this name.
    pub(super) fn caught(&self, captures: &Captures<'_>, name: &str) -> Option<&'a Fact> {
        self.facts.caught(captures, name)
    }

    /// The words of a range.
    pub(super) fn words(&self, range: Range<usize>) -> &'a str {
        self.text.words.get(range).unwrap_or_default()
    }
}

impl Facts {
    /// The sentences that have a fact of one of some kinds: cheaper to ask than any pattern.
    pub(super) fn sentences_with(&self, kinds: &[Kind]) -> impl Iterator<Item = &Sentence> {
        self.sentences.iter().filter(|sentence| {
            let facts = self.all.get(sentence.facts.clone()).unwrap_or_default();
            facts.iter().any(|fact| kinds.contains(&fact.kind))
        })
    }

    /// The fact that a pattern has caught under this name.
    pub(super) fn caught(&self, captures: &Captures<'_>, name: &str) -> Option<&Fact> {
        self.all.get(captures.name(name)?.as_str().parse::<usize>().ok()?)
    }
}

/// A pattern over outlines: `<nm:a>` is a count or sum of money that is caught as `a`, `<n>` one
/// that is not, `<*>` any fact, `_` a stretch without one. Case does not count.
pub(super) fn pattern(source: &str) -> Regex {
    let mut regex = String::from("(?i)");
    let mut rest = source;
    while let Some((before, after)) = rest.split_once('<') {
        regex.push_str(&before.replace('_', "[^<]*?"));
        // `[^<]` is a class, not a fact.
        if !after.starts_with(|c: char| c.is_ascii_lowercase() || c == '*') {
            regex.push('<');
            rest = after;
            continue;
        }
        let (inside, behind) = after.split_once('>').unwrap_or((after, ""));
        let (letters, name) = inside.split_once(':').unwrap_or((inside, ""));
        let letters = if letters == "*" { "a-z" } else { letters };
        let number =
            if name.is_empty() { "[0-9]+".to_owned() } else { format!("(?<{name}>[0-9]+)") };
        regex.extend(["<[", letters, "]", &number, ">"]);
        rest = behind;
    }
    regex.push_str(&rest.replace('_', "[^<]*?"));
    Regex::new(&regex).expect("the patterns of rules can be read; a test reads them all")
}

/// Whether two values are the same, but for what a machine loses in working them out.
pub(super) fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
}

/// The day that is meant by one without a year: the one nearest to the day of the story.
pub(super) fn nearest(day: Day, to: NaiveDate) -> Option<NaiveDate> {
    use chrono::Datelike as _;
    let years = (to.year() - 1)..=(to.year() + 1);
    years
        .filter_map(|year| NaiveDate::from_ymd_opt(year, day.month, day.day?))
        .min_by_key(|date| (*date - to).num_days().abs())
}
