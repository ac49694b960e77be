//! What a desk decides about its checks.
//!
//! Must not know: the rules themselves; they read what they need from here.

use std::collections::BTreeSet;

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
    /// How many days before the right to a picture ends the desk wants to hear of it.
    pub expiry_notice_days: u16,
    /// Ids of rules that are switched off.
    pub off: BTreeSet<String>,
    /// Findings that the desk ignores in every story, by [`super::alike`].
    pub ignored: BTreeSet<String>,
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
            expiry_notice_days: 7,
            off: BTreeSet::new(),
            ignored: BTreeSet::new(),
            dictionary: BTreeSet::new(),
        }
    }
}

impl Settings {
    /// Puts words into the dictionary; white space around them does not count.
    pub fn learn(&mut self, words: &str) {
        let words = words.trim();
        if !words.is_empty() {
            self.dictionary.insert(words.to_owned());
        }
    }
}
