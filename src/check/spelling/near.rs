//! Words that are a slip of the pen apart.
//!
//! Must not know: texts, names.

use std::collections::HashMap;
use std::sync::Arc;

use fst::automaton::Levenshtein;
use fst::{IntoStreamer as _, Streamer as _};

use super::Dictionary;
use super::english::{EnglishWord, WORDS};

/// Longer words are not looked up: no word that is typed by mistake is so long.
const MOST_CHARS: usize = 24;

/// What was suggested for words in earlier runs, since finding it takes a while.
#[derive(Debug, Default)]
pub(in crate::check) struct Memory {
    words: HashMap<String, Arc<[String]>>,
}

impl Memory {
    /// So many words are remembered; then all are forgotten.
    const MOST: usize = 4_000;

    pub(in crate::check) fn clear(&mut self) {
        self.words.clear();
    }
}

/// What may have been meant by a word, out of memory where it is there.
pub(in crate::check) fn near(
    word: &str,
    dictionary: Dictionary<'_>,
    memory: &mut Memory,
) -> Arc<[String]> {
    if let Some(known) = memory.words.get(word) {
        return Arc::clone(known);
    }
    if memory.words.len() >= Memory::MOST {
        memory.words.clear();
    }
    let words: Arc<[String]> = dictionary.suggest(word).into();
    memory.words.insert(word.to_owned(), Arc::clone(&words));
    words
}

/// English words near to one, by slips, and then by how easily they are made and how usual the
/// word is.
pub(super) fn english(word: &str, wanted: impl Fn(EnglishWord) -> bool) -> Vec<String> {
    let chars = word.chars().count();
    if chars > MOST_CHARS {
        return Vec::new();
    }
    let Ok(automaton) = Levenshtein::new(word, 2) else { return Vec::new() };
    let mut found = Vec::new();
    let mut stream = WORDS.search(automaton).into_stream();
    while let Some((bytes, number)) = stream.next() {
        let known = EnglishWord::from_number(number);
        let Ok(near) = std::str::from_utf8(bytes) else { continue };
        if wanted(known) && is_near(word, near) {
            let weight = cost(word, near) + usize::from(known.rank);
            found.push((distance(word, near), weight, near.to_owned()));
        }
    }
    found.sort();
    found.into_iter().map(|(_, _, word)| word).collect()
}

/// Whether one word may be a slip for another: one slip apart, or two in a long word that begins
/// alike.
pub(super) fn is_near(word: &str, near: &str) -> bool {
    let long = word.chars().count() >= 7;
    match distance(word, near) {
        1 => true,
        2 => long && word.chars().next() == near.chars().next(),
        _ => false,
    }
}

/// How far a suggestion is: its slips, doubled, less one for a slip of the commonest kinds
/// (doubled letter, swapped letters, a vowel for another), more for another first or last letter.
pub(super) fn cost(word: &str, near: &str) -> usize {
    let slips = distance(word, near) * 4;
    let other_end = usize::from(word.chars().next_back() != near.chars().next_back());
    let other_start = usize::from(word.chars().next() != near.chars().next()) * 3;
    let singled = |text: &str| {
        let mut chars: Vec<char> = text.chars().filter(|c| *c != '\'').collect();
        chars.dedup();
        chars
    };
    let sorted = |text: &str| {
        let mut chars: Vec<char> = text.chars().collect();
        chars.sort_unstable();
        chars
    };
    let consonants = |text: &str| {
        let mut chars: Vec<char> =
            text.chars().filter(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')).collect();
        chars.dedup();
        chars
    };
    let easy = if singled(word) == singled(near) || sorted(word) == sorted(near) {
        2
    } else {
        usize::from(consonants(word) == consonants(near))
    };
    (slips + other_start + other_end).saturating_sub(easy)
}

/// Slips between two words: letters added, left out, changed, or swapped with their neighbour.
/// Counts no further than 3.
pub(in crate::check) fn distance(a: &str, b: &str) -> usize {
    const FAR: usize = 3;
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) >= FAR {
        return FAR;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (row, x) in a.iter().enumerate() {
        let mut next = Vec::with_capacity(b.len() + 1);
        next.push(row + 1);
        for (column, y) in b.iter().enumerate() {
            let change = last.get(column).copied().unwrap_or(FAR) + usize::from(x != y);
            let out = last.get(column + 1).copied().unwrap_or(FAR) + 1;
            let into = next.get(column).copied().unwrap_or(FAR) + 1;
            let mut best = change.min(out).min(into);
            let swapped =
                row > 0 && column > 0 && a.get(row - 1) == Some(y) && b.get(column - 1) == Some(x);
            if swapped {
                best = best.min(before.get(column - 1).copied().unwrap_or(FAR) + 1);
            }
            next.push(best);
        }
        before = std::mem::replace(&mut last, next);
    }
    last.last().copied().unwrap_or(FAR).min(FAR)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_a_letter_more_less_other_or_swapped() {
        for (a, b, expected) in [
            ("harbour", "harbour", 0),
            ("harbuor", "harbour", 1),
            ("habour", "harbour", 1),
            ("harrbour", "harbour", 1),
            ("harvour", "harbour", 1),
            ("harbor", "harbour", 1),
            ("habuor", "harbour", 2),
            ("ferry", "harbour", 3),
            ("", "abc", 3),
            ("é", "e", 1),
        ] {
            assert_eq!(distance(a, b), expected, "{a} {b}");
            assert_eq!(distance(b, a), expected, "{b} {a}");
        }
    }

    #[test]
    fn the_likeliest_word_comes_first() {
        let all = |known: EnglishWord| known.rank <= 5 && !known.is_proper;
        for (slip, meant) in [
            ("recieve", "receive"),
            ("daugther", "daughter"),
            ("occassionally", "occasionally"),
            ("shouldnt", "shouldn't"),
            ("pnuemonia", "pneumonia"),
            ("humidty", "humidity"),
            ("vetinary", "veterinary"),
        ] {
            let found = english(slip, all);
            assert_eq!(found.first().map(String::as_str), Some(meant), "{slip}: {found:?}");
        }
        assert_eq!(english("qqqqxq", all), Vec::<String>::new());
    }
}
