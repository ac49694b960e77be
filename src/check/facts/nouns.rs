//! What a number counts: `200 lead water pipes` are pipes.
//!
//! Must not know: rules.

use super::figures::is_plural;
use super::outline::stem;
use super::{Fact, Kind};
use crate::check::view::Tongue;
use crate::check::words::words;

/// The noun that a number counts, as a stem, and where it ends.
pub(super) fn counted(text: &str, fact: &Fact, tongue: Tongue) -> Option<(u32, usize)> {
    let is_count = match fact.kind {
        Kind::Count => true,
        // `six hours` are counted by the hour.
        Kind::Measure | Kind::Span => {
            let end = measured(text, fact.range.end).unwrap_or(fact.range.end);
            return hashed(&format!("{}-unit", fact.unit), tongue).map(|unit| (unit, end));
        }
        _ => false,
    };
    if !is_count {
        return None;
    }
    let before = text.get(..fact.range.start)?.trim_end_matches([' ', '\u{a0}']);
    let lead = before.get(before.floor_char_boundary(before.len().saturating_sub(14))..)?;
    let lead = lead.to_lowercase();
    if lead.ends_with("magnitude") || lead.ends_with("magnitude of") {
        return stem("magnitude", tongue).map(|stem| (stem, fact.range.end));
    }
    // `kills 4`, `killed five people`, `seven killed`: whoever is counted, it is the dead.
    if tongue == Tongue::English {
        let last = lead.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let next = text.get(fact.range.end..)?;
        let next = next.strip_prefix(' ').unwrap_or_default();
        let next = next.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let own: [(&str, &[&str]); 2] = [
            ("killed", &["kill", "kills", "killed", "killing", "dead"]),
            ("injured", &["injure", "injures", "injured", "injuring", "hurt"]),
        ];
        for (name, verbs) in own {
            if verbs.contains(&last) {
                let end = behind(text, fact.range.end, tongue);
                let end = end.map_or(fact.range.end, |(_, end)| end);
                return hashed(name, tongue).map(|noun| (noun, end));
            }
            // `Twelve people were hurt`.
            let after = text.get(
                fact.range.end..text.ceil_char_boundary((fact.range.end + 60).min(text.len())),
            );
            let after =
                after.unwrap_or_default().split(['.', ',', ';', ':']).next().unwrap_or_default();
            let mut words =
                after.split(' ').skip_while(|word| !matches!(*word, "were" | "was" | "are"));
            let is = words.next().and_then(|_| words.find(|word| *word != "been"));
            if is.is_some_and(|word| verbs.contains(&word)) {
                let end = behind(text, fact.range.end, tongue);
                return hashed(name, tongue).zip(end.map(|(_, end)| end));
            }
            if verbs.contains(&next) {
                let end = fact.range.end + 1 + next.len();
                return hashed(name, tongue).map(|noun| (noun, end));
            }
        }
    }
    behind(text, fact.range.end, tongue)
}

/// A name of our own for what is counted; long enough to be told from words.
fn hashed(name: &str, tongue: Tongue) -> Option<u32> {
    stem(&format!("{name:-<8}"), tongue)
}

/// Where what is measured ends: `40cm below`, `14 inches of rain`.
fn measured(text: &str, end: usize) -> Option<usize> {
    let rest = text.get(end..)?.strip_prefix(' ')?;
    let (rest, skipped) = match rest.strip_prefix("of ") {
        Some(rest) => (rest, 4),
        None => (rest, 1),
    };
    let length = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let word = rest.get(..length)?;
    const DIMENSIONS: [&str; 9] =
        ["below", "above", "deep", "high", "wide", "long", "tall", "away", "off"];
    let is_told = skipped > 1 && length > 2 || DIMENSIONS.contains(&word);
    is_told.then_some(end + skipped + length)
}

/// The first word behind that can be counted, before a stop or a small word ends the phrase.
fn behind(text: &str, from: usize, tongue: Tongue) -> Option<(u32, usize)> {
    const MOST_WORDS: usize = 4;
    let rest = text.get(from..text.ceil_char_boundary((from + 80).min(text.len())))?;
    let mut end_of_last = 0;
    for word in words(rest).take(MOST_WORDS) {
        let between = rest.get(end_of_last..word.start)?;
        if !matches!(between, " " | "\u{a0}" | "\u{202f}" | "-") {
            return None;
        }
        let letters = rest.get(word.clone())?;
        end_of_last = word.end;
        if ends_phrase(letters) {
            return None;
        }
        let counts = match tongue {
            Tongue::English => is_plural(letters),
            Tongue::German => letters.starts_with(char::is_uppercase),
            Tongue::French | Tongue::Spanish => letters.len() > 3 && letters.ends_with('s'),
            Tongue::Other => false,
        };
        if counts {
            let stem = if letters == "people" { hashed_people() } else { stem(letters, tongue) };
            return stem.map(|stem| (stem, from + word.end));
        }
    }
    None
}

/// `people` says too little to be a topic, but is counted.
fn hashed_people() -> Option<u32> {
    stem("persons", Tongue::English)
}

fn ends_phrase(word: &str) -> bool {
    const ENDS: [&str; 40] = [
        "of", "in", "at", "on", "by", "to", "for", "from", "with", "and", "or", "who", "that",
        "which", "were", "was", "are", "is", "had", "have", "has", "after", "before", "when",
        "while", "as", "than", "per", "will", "would", "could", "not", "more", "other", "others",
        "another", "did", "said", "against", "out",
    ];
    ENDS.contains(&word.to_lowercase().as_str())
}
