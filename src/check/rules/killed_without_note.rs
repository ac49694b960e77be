//! A story that was withdrawn without a word to readers.

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::StoryView;
use crate::check::{Group, Level};
use crate::story::{Place, Status};

pub(super) const RULE: Rule = Rule {
    id: "killed-without-note",
    group: Group::Status,
    level: Level::Warning,
    what: "The story is killed and no published note says why.",
    why: "Readers who saw it are owed the reason.",
    source: "Ethics codes on withdrawn stories: say so and why.",
    wrong: "Killed, and readers are told nothing.",
    right: "Editor’s note: withdrawn because its source was not who he said.",
    looks: &[Look::Story(look)],
};

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    let is_explained = view.story.notes.iter().any(|note| !note.text.trim().is_empty());
    if view.story.status == Status::Killed && !is_explained {
        let message = "The story is killed; add an editor’s note that tells readers why.";
        found.add(Spot::place(Place::Status, "", message));
    }
}
