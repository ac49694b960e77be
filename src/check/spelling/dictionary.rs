//! One language's words, wherever they come from.
//!
//! Must not know: texts, names.

use super::english::{self, EnglishWord};
use super::{Hunspell, near};
use crate::story::Language;

/// The words of a story's language.
#[derive(Clone, Copy, Debug)]
pub(in crate::check) enum Dictionary<'a> {
    /// English, in some of its dialects.
    English(u8),
    /// Another language.
    Hunspell(&'a Hunspell),
}

/// What a dictionary says of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check) enum Known {
    /// It is one.
    Yes,
    /// It is spelt like this in other dialects of the language only.
    Elsewhere,
    /// No.
    No,
}

impl<'a> Dictionary<'a> {
    pub(super) fn english(language: &Language) -> Self {
        Self::English(english::dialects(language))
    }

    pub(super) fn hunspell(words: &'a Hunspell) -> Self {
        Self::Hunspell(words)
    }

    /// Whether a word stands in the dictionary as it is written. Apostrophes are straight.
    pub(in crate::check) fn knows(self, word: &str) -> Known {
        match self {
            Self::Hunspell(words) => {
                if words.has(word) {
                    Known::Yes
                } else {
                    Known::No
                }
            }
            Self::English(dialects) => match english::word(word) {
                Some(word) if word.dialects & dialects != 0 => Known::Yes,
                Some(_) => Known::Elsewhere,
                None => Known::No,
            },
        }
    }

    /// Whether a word is right as it is written.
    pub(in crate::check) fn has(self, word: &str) -> bool {
        self.knows(word) == Known::Yes
    }

    /// Whether a word is so usual that it may be half of a compound. Only English is ranked.
    pub(super) fn has_usual(self, word: &str) -> bool {
        match self {
            Self::Hunspell(words) => words.has(word),
            Self::English(_) => {
                english::word(word).is_some_and(|word| !word.is_proper && word.rank <= USUAL)
            }
        }
    }

    /// Whether American spelling is right.
    pub(in crate::check) fn is_american(self) -> bool {
        matches!(self, Self::English(dialects) if dialects & EnglishWord::AMERICAN != 0)
    }

    /// Whether a word is among those that every reader knows.
    pub(super) fn has_common(self, word: &str) -> bool {
        matches!(self, Self::English(_))
            && english::word(word).is_some_and(|word| !word.is_proper && word.rank <= COMMON)
    }

    /// Words that may have been meant for one that is not there, the likeliest first.
    pub(super) fn suggest(self, word: &str) -> Vec<String> {
        match self {
            Self::Hunspell(words) => {
                let mut words = words.suggest(word);
                words.retain(|it| near::is_near(word, it));
                words.sort_by_key(|it| near::distance(word, it));
                words
            }
            Self::English(dialects) => near::english(word, |known: EnglishWord| {
                known.dialects & dialects != 0 && known.rank <= USUAL && !known.is_proper
            }),
        }
    }
}

/// SCOWL's size 35.
const COMMON: u8 = 2;

/// SCOWL's size 55: words that most readers know. Rarer ones are taken as right, but are nothing
/// that a slip is likely to have meant.
const USUAL: u8 = 5;
