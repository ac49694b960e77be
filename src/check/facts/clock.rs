//! Times of day.
//!
//! Must not know: time zones.

use std::sync::LazyLock;

use regex::Regex;

use super::{Fact, Kind};
use crate::check::view::Tongue;

/// `7:15 p.m.`, `7.15pm`, `7pm`, `noon`, `10:16`.
static ENGLISH: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?i)\b([0-9]{1,2})(?:[:.]([0-9]{2}))?\s?([ap])\.?m\b\.?|\b([0-9]{1,2}):([0-9]{2})(:[0-9]{2})?\b";
    Regex::new(pattern).expect("a pattern of our own")
});

/// `7.15 Uhr`, `15 Uhr`.
static GERMAN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b([0-9]{1,2})(?:[.:]([0-9]{2}))? Uhr\b|\b([0-9]{1,2})[.:]([0-9]{2})\b")
        .expect("a pattern of our own")
});

/// `7 h 15`, `7h15`, `15 heures 20`.
static FRENCH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b([0-9]{1,2})[ \u{a0}\u{202f}]?(?:h|heures)[ \u{a0}\u{202f}]?([0-9]{2})\b")
        .expect("a pattern of our own")
});

/// `19:30`.
static SPANISH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b([0-9]{1,2})[:.]([0-9]{2})\b(?: (?:horas|h)\b)?").expect("a pattern of our own")
});

pub(super) fn read(text: &str, tongue: Tongue) -> Vec<Fact> {
    let regex = match tongue {
        Tongue::English => &ENGLISH,
        Tongue::German => &GERMAN,
        Tongue::French => &FRENCH,
        Tongue::Spanish => &SPANISH,
        Tongue::Other => return Vec::new(),
    };
    let is_english = tongue == Tongue::English;
    let number = |captures: &regex::Captures<'_>, at: usize| {
        captures.get(at).and_then(|found| found.as_str().parse::<u32>().ok())
    };
    let mut facts = Vec::new();
    for captures in regex.captures_iter(text) {
        let Some(all) = captures.get(0) else { continue };
        // `2:33:47` is a result, not a time of day; `1.5:20` is neither.
        let before = text.get(..all.start()).and_then(|before| before.chars().next_back());
        if captures.get(6).is_some()
            || before.is_some_and(|c| matches!(c, '.' | ',' | ':' | '$' | '£'))
        {
            continue;
        }
        // `13.05.2026`, `22.000` are none.
        let behind = text.get(all.end()..).unwrap_or_default();
        let goes_on = behind
            .strip_prefix(['.', ',', ':'])
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        if goes_on {
            continue;
        }
        let [first, second] = if is_english { [4, 5] } else { [3, 4] };
        let Some(hour) = number(&captures, 1).or_else(|| number(&captures, first)) else {
            continue;
        };
        let minute = number(&captures, 2).or_else(|| number(&captures, second)).unwrap_or(0);
        let half = captures.get(3).filter(|_| is_english);
        let half = half.map(|half| half.as_str().to_ascii_lowercase());
        let is_wrong = minute > 59
            || hour > 24
            || half.as_deref() == Some("p") && hour > 12
            || half.as_deref() == Some("a") && hour > 12;
        let hours = match half.as_deref() {
            Some("p") if hour < 12 => hour + 12,
            Some("a") if hour == 12 => 0,
            _ => hour,
        };
        let mut range = all.range();
        // The stop of `p.m.` at the end of a sentence ends it too.
        if all.as_str().ends_with('.') && !all.as_str().to_ascii_lowercase().ends_with(".m.") {
            range.end -= 1;
        }
        let mut fact = Fact::new(Kind::Clock, range, f64::from(hours * 60 + minute));
        fact.unit = match (is_wrong, half) {
            (true, _) => "impossible",
            (false, Some(_)) => "half",
            (false, None) => "",
        };
        facts.push(fact);
    }
    facts
}
