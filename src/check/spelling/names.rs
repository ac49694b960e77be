//! The names that a story itself teaches, and the names that everybody knows.
//!
//! Must not know: findings.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::near::distance;
use super::unknown::{Stands, Unknown, small};
use crate::check::words::words;
use crate::story::Story;

/// The names of a story, in lower case.
#[derive(Debug, Default)]
pub(super) struct Names(HashSet<String>);

impl Names {
    /// Learns from words with capitals of their own, wherever they stand, and from the people
    /// that the furniture names: bylines, credits, the persons of pictures, tags, dateline.
    pub(super) fn of<'a>(story: &Story, unknown: impl Iterator<Item = &'a Unknown>) -> Self {
        let mut names = Self::default();
        for word in unknown.filter(|it| it.stands == Stands::Name && !it.is_elsewhere) {
            names.0.insert(small(&word.word));
        }
        for person in &story.bylines {
            names.learn(&person.name);
            names.learn(&person.outlet);
        }
        for (_, figure) in story.figures() {
            let credit = &figure.credit;
            let makers = credit.creators.iter().chain(&credit.agencies).chain(&credit.provider);
            makers.chain(&figure.persons).for_each(|name| names.learn(name));
        }
        names.learn(&story.dateline.place);
        names
    }

    fn learn(&mut self, text: &str) {
        for word in words(text).filter_map(|range| text.get(range)) {
            self.0.insert(small(word));
        }
    }

    /// Whether a word in lower case is one of the names, or made of one: its plural, the people
    /// of a place.
    pub(super) fn has(&self, word: &str) -> bool {
        const ENDINGS: [&str; 9] = ["s", "es", "n", "an", "ian", "ians", "er", "ers", "ish"];
        let word = small(word);
        self.0.contains(&word)
            || ENDINGS.iter().any(|ending| {
                word.strip_suffix(ending)
                    .is_some_and(|stem| stem.chars().count() >= 4 && self.0.contains(stem))
            })
    }
}

/// Months, days, countries, cities: names that are no name of a person.
static WELL_KNOWN: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../../assets/check/names.txt").lines();
    let lines = lines.map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
});

/// Names that may be two slips away.
const DAYS: [&str; 9] = [
    "February",
    "September",
    "October",
    "November",
    "December",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Saturday",
];

fn same_letters(a: &str, b: &str) -> bool {
    let sorted = |text: &str| {
        let mut chars: Vec<char> = text.chars().collect();
        chars.sort_unstable();
        chars
    };
    sorted(a) == sorted(b)
}

/// The well-known name that a word is one slip away from, where there is just one.
pub(super) fn well_known_near(word: &str) -> Option<&'static str> {
    const FEWEST_CHARS: usize = 6;
    if word.chars().count() < FEWEST_CHARS {
        return None;
    }
    let first = word.chars().next();
    let mut near = WELL_KNOWN
        .iter()
        .filter(|known| known.len().abs_diff(word.len()) <= 2 && known.chars().next() == first)
        .filter(|known| match distance(known, word) {
            1 => true,
            // Weekdays and months are nobody's name; letters that changed places further off.
            2 => DAYS.contains(known) || (word.len() >= 7 && same_letters(known, word)),
            _ => false,
        });
    match (near.next(), near.next()) {
        (Some(known), None) => Some(known),
        _ => None,
    }
}
