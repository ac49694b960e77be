//! What typed signs become by the habits of a language: quotes, apostrophes, dashes, ellipses and
//! the spaces of French.
//!
//! The character is put in as it was typed; what [`typed`] returns then takes its place as a step
//! of its own, so that one undo brings the plain character back.
//!
//! ```
//! use nightdesk::edit::smart::{Habits, typed};
//! use nightdesk::story::Language;
//!
//! let german = Language::new("de").unwrap();
//! let instead = typed("Er sagte: ", "\"", &german, Habits::default()).unwrap();
//! assert_eq!((instead.take_before, instead.with.as_str()), (0, "„"));
//! ```
//!
//! Looks at the copy before the caret only, and at a bounded stretch of it. Where a sign has two
//! readings that the next letter tells apart (`’90s`, `geht’s`), it is set right when that letter
//! is typed. Must not know: stories, edits, carets.

mod address;
mod apostrophes;
mod french;
mod house;
mod quotes;
mod stops;

use self::house::House;
use crate::story::Language;

/// Which habits the desk wants; all of them by default.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Habits {
    /// Straight quotation marks become opening and closing ones.
    pub quotes: bool,
    /// Straight apostrophes become curly ones.
    pub apostrophes: bool,
    /// Two or three hyphens, and one between spaces, become dashes.
    pub dashes: bool,
    /// Three dots become an ellipsis.
    pub ellipsis: bool,
    /// French signs get their no-break spaces.
    pub french_spaces: bool,
}

impl Habits {
    /// Everything stays as it was typed.
    pub const NONE: Self = Self {
        quotes: false,
        apostrophes: false,
        dashes: false,
        ellipsis: false,
        french_spaces: false,
    };
}

impl Default for Habits {
    fn default() -> Self {
        Self { quotes: true, apostrophes: true, dashes: true, ellipsis: true, french_spaces: true }
    }
}

/// What should stand instead of what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instead {
    /// How many bytes before the typed text are replaced with it.
    pub take_before: usize,
    /// What comes in their place and in place of the typed text.
    pub with: String,
}

impl Instead {
    fn new(take_before: usize, with: impl Into<String>) -> Self {
        Self { take_before, with: with.into() }
    }
}

/// Longer input than this is a paste or a word from an input method, in bytes. Dead keys give two
/// or three characters in one go.
const LONGEST_TYPED: usize = 16;

/// How far back a quotation that is still open is looked for, in bytes: a long graf.
const LOOK_BACK: usize = 2_000;

/// What should stand instead of `typed`, which has just been typed behind `before` (the text of
/// the block up to there); `None` when it is right as it is.
pub fn typed(before: &str, typed: &str, language: &Language, habits: Habits) -> Option<Instead> {
    if typed.len() > LONGEST_TYPED {
        return None;
    }
    let before = tail(before, LOOK_BACK);
    let mut chars = typed.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return one(before, c, language, habits);
    }
    let mut text = before.to_owned();
    let mut untouched = text.len();
    let mut changed = false;
    for c in typed.chars() {
        if let Some(instead) = one(&text, c, language, habits) {
            text.truncate(text.len().saturating_sub(instead.take_before));
            untouched = untouched.min(text.len());
            text.push_str(&instead.with);
            changed = true;
        } else {
            text.push(c);
        }
    }
    let with = text.get(untouched..).filter(|_| changed)?;
    Some(Instead::new(before.len() - untouched, with))
}

/// The same for one character.
fn one(before: &str, c: char, language: &Language, habits: Habits) -> Option<Instead> {
    // Most keystrokes end here: a letter behind a letter.
    let last = last(before);
    let is_letter = |c: char| c.is_alphabetic() && !quotes::is_hebrew(c);
    if c.is_alphanumeric() && last.is_none_or(is_letter) {
        return None;
    }
    let house = House::of(language)?;
    // A quotation mark is no part of an address, everything else may be.
    if c != '"' && c != '\u{201d}' && address::is_being_typed(before) {
        return None;
    }
    let instead = match c {
        '"' if habits.quotes => quotes::double(before, house, habits),
        '\'' => quotes::single(before, house, habits),
        '-' if habits.dashes => stops::dash(before, house),
        '.' if habits.ellipsis => stops::ellipsis(before),
        ' ' => stops::space(before, house, habits)
            .or_else(|| french::space(before, house).filter(|_| habits.french_spaces)),
        ';' | ':' | '!' | '?' | '«' | '»' if habits.french_spaces => {
            french::sign(before, c, house)
        }
        _ if c.is_alphabetic() => stops::letter(before, c, house)
            .filter(|_| habits.dashes)
            .or_else(|| apostrophes::letter(before, c, house).filter(|_| habits.apostrophes)),
        _ => None,
    };
    if habits.apostrophes && !c.is_alphanumeric() {
        return apostrophes::after_word(before, c, house, instead);
    }
    instead
}

/// The last bytes of a text, beginning at a whole character.
fn tail(text: &str, bytes: usize) -> &str {
    let mut start = text.len().saturating_sub(bytes);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    text.get(start..).unwrap_or_default()
}

/// The last character before the caret that can be seen: joiners and marks of direction say
/// nothing about what comes next.
fn last(before: &str) -> Option<char> {
    before.chars().rev().find(|c| !is_unseen(*c))
}

/// The same with what stands before it.
fn split_last(before: &str) -> Option<(&str, char)> {
    let (at, c) = before.char_indices().rev().find(|(_, c)| !is_unseen(*c))?;
    Some((before.get(..at)?, c))
}

fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
        | '\u{feff}')
}

fn is_no_break_space(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{202f}')
}

/// The sign of an apostrophe, in every language.
const APOSTROPHE: char = '’';
