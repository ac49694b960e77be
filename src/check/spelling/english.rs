//! The English words, in five dialects, read where they lie in the binary.
//!
//! `assets/dictionaries/README.md` says where they come from. A finite-state transducer needs no
//! loading and no memory of its own, and finds the words near to a slip.
//!
//! Must not know: texts, names.

use std::sync::LazyLock;

use crate::story::Language;

/// What is known of an English word, and how that is put into the number beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EnglishWord {
    /// In which dialects this spelling is right.
    pub dialects: u8,
    /// How usual it is: SCOWL's sizes from 0 (10) to 7 (70).
    pub rank: u8,
    /// A name, or a word that is written as one: `Paris`, `Danish`.
    pub is_proper: bool,
    /// It can be a noun: the lists give it a possessive.
    pub is_noun: bool,
}

impl EnglishWord {
    /// American.
    pub const AMERICAN: u8 = 1;
    /// British, with `-ise`.
    pub const BRITISH: u8 = 2;
    /// British, with `-ize`, as in Oxford.
    pub const OXFORD: u8 = 4;
    /// Canadian.
    pub const CANADIAN: u8 = 8;
    /// Australian.
    pub const AUSTRALIAN: u8 = 16;
    /// All dialects.
    pub const EVERYWHERE: u8 = 31;

    /// The number that stands for it.
    pub fn number(self) -> u64 {
        u64::from(self.dialects)
            | u64::from(self.rank) << 5
            | u64::from(self.is_proper) << 8
            | u64::from(self.is_noun) << 9
    }

    /// What a number stands for.
    pub fn from_number(number: u64) -> Self {
        let bits = |shift: u32, mask: u64| u8::try_from(number >> shift & mask).unwrap_or(0);
        Self {
            dialects: bits(0, 31),
            rank: bits(5, 7),
            is_proper: bits(8, 1) == 1,
            is_noun: bits(9, 1) == 1,
        }
    }
}

/// Every word with its number, sorted by bytes.
pub(super) static WORDS: LazyLock<fst::Map<&'static [u8]>> = LazyLock::new(|| {
    let bytes: &[u8] = include_bytes!("../../../assets/dictionaries/english.fst");
    fst::Map::new(bytes).expect("the file is made by the library that reads it")
});

/// The dialects that a story's language tag stands for. India and Ireland write as Britain does;
/// plain `en` may be any of them.
pub(super) fn dialects(language: &Language) -> u8 {
    let tag = language.tag().to_ascii_lowercase();
    let mut parts = tag.split('-');
    let second = parts.nth(1).unwrap_or_default();
    match (second, tag.contains("oxendict")) {
        (_, true) => EnglishWord::OXFORD,
        ("us" | "ph" | "pr", _) => EnglishWord::AMERICAN,
        ("ca", _) => EnglishWord::CANADIAN,
        ("au" | "nz", _) => EnglishWord::AUSTRALIAN,
        ("gb" | "uk" | "ie" | "in" | "za" | "pk" | "ng" | "ke" | "sg" | "hk" | "mt", _) => {
            EnglishWord::BRITISH
        }
        _ => EnglishWord::EVERYWHERE,
    }
}

/// What is known of a word, letter for letter; `None` for a word that is not in any dialect.
pub(in crate::check) fn word(word: &str) -> Option<EnglishWord> {
    WORDS.get(word).map(EnglishWord::from_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_keeps_what_is_known_of_a_word() {
        for dialects in [0, EnglishWord::CANADIAN, EnglishWord::EVERYWHERE] {
            for (rank, is_proper, is_noun) in [(0, false, true), (7, true, false)] {
                let word = EnglishWord { dialects, rank, is_proper, is_noun };
                assert_eq!(EnglishWord::from_number(word.number()), word);
            }
        }
    }

    #[test]
    fn words_belong_to_dialects() {
        let dialects = |text| word(text).map(|word| word.dialects);
        assert_eq!(dialects("harbour").unwrap() & EnglishWord::AMERICAN, 0);
        assert_eq!(dialects("harbor"), Some(EnglishWord::AMERICAN));
        assert_eq!(dialects("ferry"), Some(EnglishWord::EVERYWHERE));
        assert_eq!(dialects("harbuor"), None);
        assert!(word("Norwegian").unwrap().is_proper && word("norwegian").is_none());
        assert!(word("ferry").unwrap().is_noun && !word("sadly").unwrap().is_noun);
    }
}
