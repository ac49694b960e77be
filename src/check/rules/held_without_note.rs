//! A story on hold, and nobody says why.

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::StoryView;
use crate::check::{Group, Level};
use crate::story::{Place, Status};

pub(super) const RULE: Rule = Rule {
    id: "held-without-note",
    group: Group::Status,
    level: Level::Advice,
    what: "The story is held and the note to the desk is empty.",
    why: "The next shift has to know what it is waiting for.",
    source: "Desk practice: hand-overs.",
    wrong: "Held, and nobody says why.",
    right: "Held. Note: waiting for the harbour master’s answer.",
    looks: &[Look::Story(look)],
};

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    if view.story.status == Status::Held && view.story.note_to_desk.trim().is_empty() {
        let message = "The story is held; say why in the note to the desk.";
        found.add(Spot::place(Place::Status, "", message));
    }
}
