//! `"` and `'`: opening, closing, apostrophe, or feet and inches.

use super::house::{House, Pair};
use super::{APOSTROPHE, Habits, Instead, address, is_no_break_space, last, split_last};

/// Gershayim and geresh, the signs of Hebrew abbreviations.
pub(super) const GERSHAYIM: char = '\u{5f4}';
const GERESH: char = '\u{5f3}';

/// What `"` becomes.
pub(super) fn double(before: &str, house: &House, habits: Habits) -> Option<Instead> {
    let open = Open::read(before, house);
    let previous = last(before);
    let opens = opens(before, house, open.double, house.double);
    if !opens {
        if house.is_hebrew && !open.double && previous.is_some_and(is_hebrew) {
            return Some(Instead::new(0, GERSHAYIM));
        }
        let may_be_inches = previous.is_some_and(char::is_numeric);
        if may_be_inches && (!open.double || ends_with_feet(before)) {
            return None;
        }
    }
    // No address holds a quotation mark, but one may close the quotation that the address is in.
    if !open.double && address::is_being_typed(before) {
        return None;
    }
    let nests = if opens { open.double } else { open.inner };
    let pair = house.inner.filter(|_| nests).unwrap_or(house.double);
    let space = house.spaces.filter(|_| habits.french_spaces && pair == house.double);
    let mut with = String::new();
    match space {
        Some(space) if opens => with.extend([pair.0, space.inside]),
        Some(_) if previous.is_some_and(is_no_break_space) => with.push(pair.1),
        Some(space) => with.extend([space.inside, pair.1]),
        None => with.push(if opens { pair.0 } else { pair.1 }),
    }
    Some(Instead::new(0, with))
}

/// What `'` becomes.
pub(super) fn single(before: &str, house: &House, habits: Habits) -> Option<Instead> {
    let quotes = house.single.filter(|_| habits.quotes);
    let previous = last(before);
    let is_open = || Open::read(before, house).single;
    if let Some(previous) = previous.filter(|c| c.is_alphabetic()) {
        if house.is_hebrew && is_hebrew(previous) {
            return habits.apostrophes.then(|| Instead::new(0, GERESH));
        }
        // Where the two signs differ, an apostrophe inside `‚…‘` is set right by its next letter.
        return match quotes {
            Some((_, close)) if (close != APOSTROPHE || !habits.apostrophes) && is_open() => {
                Some(Instead::new(0, close))
            }
            _ => habits.apostrophes.then(|| Instead::new(0, APOSTROPHE)),
        };
    }
    let pair = quotes?;
    if previous.is_some_and(char::is_numeric) && !is_open() {
        return None;
    }
    let opens = opens(before, house, is_open(), pair);
    Some(Instead::new(0, if opens { pair.0 } else { pair.1 }))
}

/// Whether a mark typed here opens, by what stands before it and by whether one like it is open.
fn opens(before: &str, house: &House, is_open: bool, pair: Pair) -> bool {
    match last(before) {
        // Two marks in a row are an empty pair, to be filled in next.
        Some(c) if c == pair.0 && pair.0 != pair.1 => false,
        Some(APOSTROPHE | '\'') if house.elides && ends_with_elision(before) => true,
        // `“But I—”` closes, `so-called—“free”` opens.
        Some('-' | '‐' | '‑' | '–' | '—' | '/' | '=' | '+' | '…' | ':') => !is_open,
        previous => opens_behind(previous, house),
    }
}

/// Whether this is a place where quotations begin, whatever is open.
pub(super) fn opens_behind(previous: Option<char>, house: &House) -> bool {
    let Some(c) = previous else { return true };
    let pairs = [Some(house.double), house.inner, house.single];
    let mut pairs = pairs.into_iter().flatten().filter(|pair| pair.0 != pair.1);
    c.is_whitespace()
        || matches!(c, '(' | '[' | '{' | '¿' | '¡' | '–' | '—' | '-')
        || pairs.any(|pair| c == pair.0)
}

/// Quotations that are open at the caret.
#[derive(Clone, Copy, Debug, Default)]
struct Open {
    double: bool,
    inner: bool,
    single: bool,
    /// The single one began inside of the double one.
    is_single_inside: bool,
}

impl Open {
    fn read(before: &str, house: &House) -> Self {
        let mut open = Self::default();
        let mut previous = None;
        let mut chars = before.chars().peekable();
        while let Some(c) = chars.next() {
            let next = chars.peek().copied();
            if !c.is_alphanumeric() && !c.is_whitespace() {
                open.take(c, previous, next, house);
            }
            previous = Some(c);
        }
        open
    }

    fn take(&mut self, c: char, previous: Option<char>, next: Option<char>, house: &House) {
        let begins = opens_behind(previous, house);
        let turns = |pair: Pair| match c {
            _ if pair.0 == pair.1 && c == pair.0 => Some(begins),
            _ if c == pair.0 => Some(true),
            _ if c == pair.1 => Some(false),
            _ => None,
        };
        let is_inside_word =
            previous.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphabetic);
        if let Some(turned) = turns(house.double) {
            // Hebrew writes some words together with the quotation that follows.
            let turned = turned || (house.is_hebrew && !self.double);
            // What began inside of a quotation ends with it, whatever it was.
            self.single &= turned || !self.is_single_inside;
            self.double = turned;
            self.inner = false;
        } else if let Some(turned) = house.inner.and_then(turns) {
            self.inner = turned;
        } else if c == '"' && (begins || !previous.is_some_and(char::is_numeric)) {
            // Copy that came with straight marks.
            self.double = begins;
        } else if let Some(turned) = house.single.and_then(turns)
            && !is_inside_word
        {
            self.single = turned;
            self.is_single_inside = self.double;
        }
    }
}

/// `l’` and `qu’`, but not the Italian `po’`: the vowel before an elided one is gone.
fn ends_with_elision(before: &str) -> bool {
    let word = before.trim_end_matches([APOSTROPHE, '\'']);
    let Some((rest, letter)) = split_last(word) else { return false };
    let is_vowel = "aeiouàáèéìíòóùú".contains(letter.to_lowercase().next().unwrap_or(letter));
    letter.is_alphabetic() && (!is_vowel || (letter == 'u' && rest.ends_with(['q', 'Q'])))
}

/// `6'2`, to which only inches can belong.
fn ends_with_feet(before: &str) -> bool {
    let feet = before.trim_end_matches(|c: char| c.is_numeric() || c == '.');
    split_last(feet).is_some_and(|(before, c)| {
        matches!(c, '\'' | '′') && last(before).is_some_and(char::is_numeric)
    })
}

pub(super) fn is_hebrew(c: char) -> bool {
    matches!(c, '\u{5d0}'..='\u{5f2}')
}
