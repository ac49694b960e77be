//! A word that is in no dictionary and is likely a slip.
//!
//! Names are left alone: whatever the story itself writes with a capital, its people, and the
//! words that story, house and editor have taught. `check/spelling.rs` says how.

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::spelling::Misspelling;
use crate::check::view::StoryView;
use crate::check::words::shown;
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "misspelling",
    group: Group::Spelling,
    level: Level::Error,
    what: "A word is in no dictionary and looks like a slip.",
    why: "One misspelt word is enough for a reader to doubt the facts.",
    source: "Proofreading, with SCOWL’s word lists for English and Hunspell dictionaries.",
    wrong: "Eleven children had elavated levels.",
    right: "Eleven children had elevated levels.",
    looks: &[Look::Story(look)],
};

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    for misspelling in view.misspellings.iter().filter(|it| !it.is_elsewhere) {
        let Some(text) = view.story.text(misspelling.at) else { continue };
        let text = text.as_str();
        let word = shown(text.get(misspelling.range.clone()).unwrap_or_default());
        let message = if misspelling.near.is_empty() {
            format!("“{word}” is in no dictionary; check it, or teach the word.")
        } else {
            format!("“{word}” is in no dictionary; it may be {}.", listed(&misspelling.near))
        };
        let spot = Spot::words_at(misspelling.at, text, misspelling.range.clone(), message);
        found.add(spot.at_level(misspelling.level).fix_of(misspelling, text));
        if found.is_full() {
            return;
        }
    }
}

/// `“elevated”, “elated” or “elongated”`.
pub(super) fn listed(words: &[String]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("“{}”", curly(word))).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}

fn curly(word: &str) -> String {
    word.replace('\'', "’")
}

impl Spot {
    /// The same finding with the word that was clearly meant.
    pub(super) fn fix_of(self, misspelling: &Misspelling, text: &str) -> Self {
        let Some(meant) = misspelling.near.first().filter(|_| misspelling.is_clear) else {
            return self;
        };
        let range = misspelling.range.clone();
        let was = text.get(range.clone()).unwrap_or_default();
        // A possessive ending is kept, and so is the writer's kind of apostrophe.
        let ending = ["’s", "'s"].iter().find(|ending| was.ends_with(**ending)).copied();
        let ending = ending.filter(|_| !meant.ends_with("'s")).unwrap_or_default();
        let is_straight = text.contains('\'') && !text.contains('’');
        let meant = if is_straight { meant.clone() } else { curly(meant) };
        let with = format!("{meant}{ending}");
        let label = format!("Change to “{with}”");
        let edit = crate::edit::Edit::Splice {
            at: misspelling.at,
            range,
            with: crate::story::RichText::plain(with),
        };
        self.fixed_by(label, Some(edit))
    }
}
