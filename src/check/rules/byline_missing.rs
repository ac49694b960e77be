//! A story that nobody signs.

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::StoryView;
use crate::check::{Group, Level};
use crate::story::Place;

pub(super) const RULE: Rule = Rule {
    id: "byline-missing",
    group: Group::People,
    level: Level::Warning,
    what: "The story has no byline.",
    why: "Readers, and those who aggregate, judge a story by who stands for it.",
    source: "The Trust Project’s indicators: who wrote it; schema.org author.",
    wrong: "A story that nobody signs.",
    right: "By Ada Marlowe",
    looks: &[Look::Story(look)],
};

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    let is_signed = view.story.bylines.iter().any(|person| !person.name.trim().is_empty());
    if view.is_begun() && !is_signed {
        let message = "The story has no byline; say who wrote it, or which agency.";
        found.add(Spot::place(Place::Bylines, "", message));
    }
}
