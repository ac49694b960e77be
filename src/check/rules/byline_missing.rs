//! A story that nobody signs.

use crate::check::Level;
use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::StoryView;
use crate::story::Place;

pub(super) const RULE: Rule = Rule {
    id: "byline-missing",
    level: Level::Warning,
    what: "The story has no byline.",
    why: "Readers, and those who aggregate, judge a story by who stands for it.",
    looks: &[Look::Story(look)],
};

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    let is_signed = view.story.bylines.iter().any(|person| !person.name.trim().is_empty());
    if view.is_begun() && !is_signed {
        let message = "The story has no byline; say who wrote it, or which agency.";
        found.add(Spot::place(Place::Bylines, "", message));
    }
}
