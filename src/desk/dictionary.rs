//! Teaching words: to the story, to the house, to whoever works here.
//!
//! Must not know: what is wrong with a word; windows.

use chrono::{DateTime, Utc};

use super::{Desk, Job, Layer, Tone};
use crate::edit::{Edit, Value};

impl Desk {
    /// Whether there is a dictionary of the story's language; `true` until somebody has looked.
    pub fn is_spelling_checked(&self) -> bool {
        let language = &self.draft.story().language;
        self.lexicon.speaks(language) || self.lexicon.wants(language)
    }

    /// Puts words into a dictionary: they are right from now on.
    pub(super) fn learn(&mut self, words: &str, layer: Layer, now: DateTime<Utc>) -> Vec<Job> {
        let words = words.trim();
        match layer {
            Layer::Mine => {
                let mut settings = self.settings.clone();
                settings.check.learn(words);
                self.keep_settings(settings, now)
            }
            Layer::Story => {
                let mut taught = self.draft.story().words_taught.clone();
                if !words.is_empty() && !taught.iter().any(|known| known == words) {
                    taught.push(words.to_owned());
                    self.change(Edit::Set(Value::WordsTaught(taught)).into(), now);
                }
                Vec::new()
            }
            Layer::House => {
                let Some(file) = self.settings.shelf().house_words else {
                    let text = "There is no list of house words: the settings name none.";
                    self.say(Tone::Problem, text, now);
                    return Vec::new();
                };
                vec![Job::Teach { words: words.to_owned(), file }]
            }
        }
    }

    /// Reads the words of the house again with the next check, which comes now.
    pub(super) fn house_words_changed(&mut self, now: DateTime<Utc>) -> Vec<Job> {
        self.lexicon.forget_house_words();
        self.check_anew(now).into_iter().collect()
    }

    /// Checks the story once more although it is the same: what it is checked by has changed.
    pub(super) fn check_anew(&mut self, now: DateTime<Utc>) -> Option<Job> {
        let job = self.check(now);
        // The one that is under way goes by the old rules; its end starts the next.
        self.check_again = job.is_none();
        job
    }
}
