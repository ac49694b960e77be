//! A story that was withdrawn without a word to readers.

use crate::check::Level;
use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::StoryView;
use crate::story::{Place, Status};

pub(super) const RULE: Rule = Rule {
    id: "killed-without-note",
    level: Level::Warning,
    what: "The story is killed and no published note says why.",
    why: "Readers who saw it are owed the reason.",
    looks: &[Look::Story(look)],
};

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    let is_explained = view.story.notes.iter().any(|note| !note.text.trim().is_empty());
    if view.story.status == Status::Killed && !is_explained {
        let message = "The story is killed; add an editor’s note that tells readers why.";
        found.add(Spot::place(Place::Status, "", message));
    }
}
