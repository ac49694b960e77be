//! A word that is spelt as in another country: `color` in a British story.
//!
//! The story's language says which spelling is meant. Names keep theirs: `Pearl Harbor`.

use super::misspelling::listed;
use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::StoryView;
use crate::check::words::shown;
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "dialect-spelling",
    group: Group::Spelling,
    level: Level::Warning,
    what: "A word is spelt as in another country.",
    why: "Copy that came from abroad should read as if it had been written here.",
    source: "SCOWL’s lists of American, British, Canadian and Australian spellings.",
    wrong: "The colours of the team, in an American story.",
    right: "The colors of the team.",
    looks: &[Look::Story(look)],
};

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    for misspelling in view.misspellings.iter().filter(|it| it.is_elsewhere) {
        let Some(text) = view.story.text(misspelling.at) else { continue };
        let text = text.as_str();
        let word = shown(text.get(misspelling.range.clone()).unwrap_or_default());
        let tag = view.story.language.tag();
        let message = if misspelling.near.is_empty() {
            format!("“{word}” is spelt as in another country than the story’s ({tag}).")
        } else {
            format!("“{word}” is not how {tag} has it: {}.", listed(&misspelling.near))
        };
        let spot = Spot::words_at(misspelling.at, text, misspelling.range.clone(), message);
        found.add(spot.fix_of(misspelling, text));
        if found.is_full() {
            return;
        }
    }
}
