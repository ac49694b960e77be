//! A sentence that is too long to be read at once.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::{Role, Text};
use crate::check::words::words;
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "sentence-long",
    group: Group::Structure,
    level: Level::Advice,
    what: "A sentence is longer than the house likes.",
    why: "Readers lose its beginning before they reach its end.",
    source: "Readability research; most style guides stop at 35 to 45 words.",
    wrong: "A sentence of 60 words.",
    right: "Two sentences of 30 words.",
    looks: &[Look::Text(look)],
};

fn look(text: &Text<'_>, found: &mut Found<'_>) {
    if !matches!(text.role, Role::Graf | Role::Standfirst | Role::Caption | Role::Item) {
        return;
    }
    let most = text.reading.settings.sentence_most_words;
    // Nearly every text is shorter than one long sentence.
    if text.words.len() < most * 4 {
        return;
    }
    let mut start = 0;
    for sentence in text.words.split_sentence_bounds() {
        let range = start..start + sentence.len();
        start = range.end;
        let count = words(sentence).count();
        if count > most {
            let trimmed = range.start..range.start + sentence.trim_end().len();
            let message = format!("The sentence has {count} words; make it two, or shorter.");
            found.add(Spot::words(text, trimmed, message));
        }
    }
}
