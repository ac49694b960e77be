//! What a desk decides about its checks.
//!
//! Must not know: the rules themselves; they read what they need from here.

use std::collections::{BTreeMap, BTreeSet};

use super::Level;
use super::style::{HouseStyle, Sheet};
use crate::media::credit::DEFAULT_TEMPLATE;
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
    /// The longest caption, in words.
    pub caption_most_words: usize,
    /// What the desk wants every caption to say.
    pub caption_needs: CaptionNeeds,
    /// The longest description of a picture, in graphemes.
    pub alt_most_graphemes: usize,
    /// How the desk wants a credit to read. It is kept with the other settings of pictures.
    #[serde(skip, default = "usual_template")]
    pub credit_template: String,
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

/// What the desk wants every caption to say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CaptionNeeds {
    /// Place and full date in American and Canadian English, as agencies do; elsewhere one of
    /// them.
    #[default]
    ByLanguage,
    /// Place and full date.
    PlaceAndDate,
    /// A date.
    Date,
    /// Neither.
    Nothing,
}

fn usual_template() -> String {
    DEFAULT_TEMPLATE.to_owned()
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
            caption_most_words: 60,
            caption_needs: CaptionNeeds::default(),
            alt_most_graphemes: 250,
            credit_template: usual_template(),
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
