//! A dictionary out of Hunspell's two files.
//!
//! Must not know: where the files are, English.

use std::fmt;

/// The files are no Hunspell dictionary.
#[derive(Debug, thiserror::Error)]
#[error("the spelling dictionary cannot be read; put another one in its place: {0}")]
pub struct NotADictionary(String);

/// A dictionary with a language's rules of inflection.
pub struct Hunspell(spellbook::Dictionary);

impl fmt::Debug for Hunspell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hunspell")
    }
}

impl Hunspell {
    /// Reads the rules (`.aff`) and the words (`.dic`), already in UTF-8.
    pub fn new(rules: &str, words: &str) -> Result<Self, NotADictionary> {
        let dictionary = spellbook::Dictionary::new(rules, words);
        dictionary.map(Self).map_err(|why| NotADictionary(why.to_string()))
    }

    /// Whether the language has the word, inflected or compounded as it may be.
    pub(super) fn has(&self, word: &str) -> bool {
        self.0.check(word)
    }

    /// Words that may have been meant, the likeliest first; only those that a slip or two of the
    /// pen explain, since the search by sound is slow.
    pub(super) fn suggest(&self, word: &str) -> Vec<String> {
        let mut words = Vec::new();
        self.0.suggester().with_ngram_suggestions(false).suggest(word, &mut words);
        words
    }
}
