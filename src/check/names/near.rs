//! How far two spellings are apart, and which ones are near enough to be looked at.
//!
//! Must not know: stories, what a spelling is of.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// Longer words are no names of people.
const MOST_CHARS: usize = 40;

/// A spelling, ready to be compared.
#[derive(Clone, Debug)]
pub(in crate::check) struct Letters {
    chars: Vec<char>,
    /// One bit for each letter that occurs.
    mask: u32,
}

impl Letters {
    /// Of a folded word.
    pub(in crate::check) fn of(folded: &str) -> Self {
        let chars: Vec<char> = folded.chars().take(MOST_CHARS + 1).collect();
        let mask = chars.iter().fold(0, |mask, c| mask | 1 << (u32::from(*c) % 32));
        Self { chars, mask }
    }

    pub(in crate::check) fn len(&self) -> usize {
        self.chars.len()
    }

    /// Whether both begin with the same letter.
    pub(in crate::check) fn begins_like(&self, other: &Self) -> bool {
        self.chars.first() == other.chars.first()
    }

    /// The letters put in, left out, changed or swapped with their neighbour between two
    /// spellings; `None` for more than `most`.
    pub(in crate::check) fn distance(&self, other: &Self, most: usize) -> Option<usize> {
        let (a, b) = (&self.chars, &other.chars);
        let apart = (self.mask ^ other.mask).count_ones() as usize;
        if a.len().abs_diff(b.len()) > most || apart > 2 * most || a.len().max(b.len()) > MOST_CHARS
        {
            return None;
        }
        let distance = restricted(a, b);
        (distance <= most).then_some(distance)
    }

    /// The keys under which a spelling is found by others that are near: two that differ in one
    /// place have their beginning or their end in common.
    fn keys(&self, ends: usize) -> [u64; 2] {
        let head = self.chars.iter().take(ends);
        let tail = self.chars.iter().rev().take(ends);
        let hash = |side: u8, chars: &mut dyn Iterator<Item = &char>| {
            let mut hasher = DefaultHasher::new();
            side.hash(&mut hasher);
            chars.for_each(|c| c.hash(&mut hasher));
            hasher.finish()
        };
        [hash(0, &mut { head }), hash(1, &mut { tail })]
    }
}

/// The distance of optimal string alignment, in three rows.
fn restricted(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(last.len());
        row.push(i + 1);
        for (j, y) in b.iter().enumerate() {
            let at =
                |row: &[usize], index: usize| row.get(index).copied().unwrap_or(usize::MAX / 2);
            let mut best = at(&last, j) + usize::from(x != y);
            best = best.min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            let is_swap = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if is_swap {
                best = best.min(at(&before, j - 1) + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or_default()
}

/// Finds spellings that may be near to a given one, without looking at all of them.
#[derive(Debug, Default)]
pub(in crate::check) struct Shelf {
    short: HashMap<u64, Vec<usize>>,
    long: HashMap<u64, Vec<usize>>,
}

/// The most spellings on one shelf that are looked at; what a crowd of like names costs is bounded.
const MOST_ON_SHELF: usize = 64;

impl Shelf {
    /// Puts a spelling on the shelf under its number.
    pub(in crate::check) fn put(&mut self, letters: &Letters, number: usize) {
        for (is_short, key) in shelves(letters) {
            let map = if is_short { &mut self.short } else { &mut self.long };
            map.entry(key).or_default().push(number);
        }
    }

    /// The numbers of spellings that may be near, in order and once each.
    pub(in crate::check) fn near(&self, letters: &Letters) -> Vec<usize> {
        let mut near: Vec<usize> = shelves(letters)
            .into_iter()
            .filter_map(|(is_short, key)| if is_short { &self.short } else { &self.long }.get(&key))
            .flat_map(|numbers| numbers.iter().take(MOST_ON_SHELF).copied())
            .collect();
        near.sort_unstable();
        near.dedup();
        near
    }
}

/// Where a spelling stands: short ones by two letters, long ones by three, those between by both,
/// since one letter more makes a long one of a short one.
fn shelves(letters: &Letters) -> Vec<(bool, u64)> {
    let chars = letters.len();
    let mut shelves = Vec::with_capacity(4);
    if chars <= 6 {
        shelves.extend(letters.keys(2).map(|key| (true, key)));
    }
    if chars >= 6 {
        shelves.extend(letters.keys(3).map(|key| (false, key)));
    }
    shelves
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_are_as_far_apart_as_they_have_slips() {
        for (a, b, most, expected) in [
            ("akiyama", "akyama", 2, Some(1)),
            ("lindgren", "lindgern", 1, Some(1)),
            ("tweddle", "tweddell", 2, Some(2)),
            ("smith", "smyth", 1, Some(1)),
            ("smith", "smith", 0, Some(0)),
            ("lindau", "lindtal", 1, None),
            ("", "ab", 2, Some(2)),
            ("", "", 1, Some(0)),
        ] {
            assert_eq!(Letters::of(a).distance(&Letters::of(b), most), expected, "{a} {b}");
        }
        let long = Letters::of(&"a".repeat(1_000));
        assert_eq!(long.distance(&long, 2), None, "that is no name");
    }

    #[test]
    fn what_differs_in_one_place_is_found() {
        for (a, b) in [
            ("akiyama", "akyama"),
            ("gill", "gil"),
            ("lorne", "lorn"),
            ("marsch", "marsh"),
            ("marsh", "marsch"),
            ("oyinola", "oyinlola"),
            ("abara", "abarra"),
            ("abarra", "abara"),
            ("thomson", "thomsen"),
        ] {
            let mut shelf = Shelf::default();
            shelf.put(&Letters::of("nobody"), 0);
            shelf.put(&Letters::of(a), 1);
            assert_eq!(shelf.near(&Letters::of(b)), [1], "{a} {b}");
        }
    }
}
