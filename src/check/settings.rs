//! What a desk decides about its checks.
//!
//! Must not know: the rules themselves; they read what they need from here.

use std::collections::{BTreeMap, BTreeSet};

use super::Level;
use super::style::{HouseStyle, Sheet};
use serde::{Deserialize, Serialize};

/// House limits, and the rules that the desk does without.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The longest headline, in graphemes.
    pub headline_most_graphemes: usize,
    /// The longest headline for search engines, which cut what does not fit.
    pub web_most_graphemes: usize,
    /// The longest headline for social networks.
    pub social_most_graphemes: usize,
    /// The longest headline for push notifications.
    pub push_most_graphemes: usize,
    /// The longest graf, in words.
    pub graf_most_words: usize,
    /// The longest sentence, in words.
    pub sentence_most_words: usize,
    /// How many days before the right to a picture ends the desk wants to hear of it.
    pub expiry_notice_days: u16,
    /// Ids of rules that are switched off.
    pub off: BTreeSet<String>,
    /// Levels other than the rules' own, by rule.
    pub levels: BTreeMap<String, Level>,
    /// Findings that the desk ignores in every story, by [`super::alike`].
    pub ignored: BTreeSet<String>,
    /// Which of the shipped style sheets the desk follows.
    pub sheet: Sheet,
    /// The desk's own rules of style; they replace shipped ones of the same id.
    pub house: HouseStyle,
    /// Words and names that are right as they are, wherever they stand.
    pub dictionary: BTreeSet<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            headline_most_graphemes: 100,
            web_most_graphemes: 60,
            social_most_graphemes: 100,
            push_most_graphemes: 110,
            graf_most_words: 150,
            sentence_most_words: 45,
            expiry_notice_days: 7,
            off: BTreeSet::new(),
            levels: BTreeMap::new(),
            ignored: BTreeSet::new(),
            sheet: Sheet::default(),
            house: HouseStyle::default(),
            dictionary: BTreeSet::new(),
        }
    }
}

impl Settings {
    /// These settings of a house with those of one person on top: what either switches off,
    /// ignores or knows counts; levels and rules of style of the same name are the person's; the
    /// limits and the sheet are the house's.
    #[must_use]
    pub fn with(&self, person: &Self) -> Self {
        let mut both = self.clone();
        both.off.extend(person.off.iter().cloned());
        both.ignored.extend(person.ignored.iter().cloned());
        both.dictionary.extend(person.dictionary.iter().cloned());
        both.levels.extend(person.levels.iter().map(|(id, level)| (id.clone(), *level)));
        if !person.house.rules().is_empty() {
            let mut rules = person.house.rules().to_vec();
            let others = self.house.rules().iter();
            rules.extend(others.filter(|rule| person.house.rule(&rule.id).is_none()).cloned());
            both.house = HouseStyle::new(rules);
        }
        both
    }

    /// Puts words into the dictionary; white space around them does not count.
    pub fn learn(&mut self, words: &str) {
        let words = words.trim();
        if !words.is_empty() {
            self.dictionary.insert(words.to_owned());
        }
    }
}
