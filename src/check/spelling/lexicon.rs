//! The dictionaries that a check is handed.
//!
//! Must not know: where they come from.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Dictionary, Hunspell};
use crate::story::Language;

/// What a check knows of words beside the English that is built in: dictionaries of other
/// languages, and the words of the house. Cheap to copy.
///
/// ```
/// use std::sync::Arc;
/// use nightdesk::check::{Hunspell, Lexicon};
/// use nightdesk::story::Language;
///
/// let rules = "SET UTF-8\nSFX S Y 1\nSFX S 0 s .\n";
/// let words = Hunspell::new(rules, "2\nferja/S\nhavn\n").unwrap();
/// let mut lexicon = Lexicon::default();
/// lexicon.add(&Language::new("nb").unwrap(), Arc::new(words));
/// assert!(lexicon.speaks(&Language::new("nb-NO").unwrap()));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    dictionaries: BTreeMap<String, Arc<Hunspell>>,
    house: Option<Arc<BTreeSet<String>>>,
    /// Languages of which no dictionary was found.
    missing: BTreeSet<String>,
}

/// Two are the same when they hold the same dictionaries, not only equal ones.
impl PartialEq for Lexicon {
    fn eq(&self, other: &Self) -> bool {
        let (ours, theirs) = (&self.dictionaries, &other.dictionaries);
        ours.len() == theirs.len()
            && ours.iter().zip(theirs).all(|(a, b)| a.0 == b.0 && Arc::ptr_eq(a.1, b.1))
            && self.house == other.house
    }
}

impl Eq for Lexicon {}

impl Lexicon {
    /// Adds the dictionary of a language, `de` or `de-AT`.
    pub fn add(&mut self, language: &Language, dictionary: Arc<Hunspell>) {
        self.dictionaries.insert(language.tag().to_ascii_lowercase(), dictionary);
    }

    /// The words of the house, right in every story. Those that begin with a capital are names.
    pub fn set_house_words(&mut self, words: BTreeSet<String>) {
        self.house = Some(Arc::new(words));
    }

    /// Has the words of the house told again: their list has changed.
    pub fn forget_house_words(&mut self) {
        self.house = None;
    }

    /// Whether nobody has said yet which words the house has.
    pub fn wants_house_words(&self) -> bool {
        self.house.is_none()
    }

    /// Whether a dictionary of a language is not there, and nobody has looked for one.
    pub fn wants(&self, language: &Language) -> bool {
        !self.speaks(language) && !self.missing.contains(&language.tag().to_ascii_lowercase())
    }

    /// Remembers that there is no dictionary of a language, so that nobody looks again.
    pub fn give_up(&mut self, language: &Language) {
        self.missing.insert(language.tag().to_ascii_lowercase());
    }

    /// Whether the spelling of a language can be checked.
    pub fn speaks(&self, language: &Language) -> bool {
        language.primary() == "en" || self.dictionary(language).is_some()
    }

    /// Whether the house has a word.
    pub(super) fn has_house_word(&self, word: &str) -> bool {
        self.house.as_ref().is_some_and(|words| words.contains(word))
    }

    /// The dictionary for a story; a language's own where its region has none.
    pub(in crate::check) fn of(&self, language: &Language) -> Option<Dictionary<'_>> {
        if language.primary() == "en" {
            return Some(Dictionary::english(language));
        }
        self.dictionary(language).map(Dictionary::hunspell)
    }

    fn dictionary(&self, language: &Language) -> Option<&Hunspell> {
        let exact = self.dictionaries.get(&language.tag().to_ascii_lowercase());
        let found = exact.or_else(|| self.dictionaries.get(&language.primary()));
        let primary = language.primary();
        let sister = || {
            let mut all = self.dictionaries.iter();
            all.find(|(tag, _)| tag.split('-').next() == Some(primary.as_str())).map(|(_, it)| it)
        };
        found.or_else(sister).map(AsRef::as_ref)
    }
}
