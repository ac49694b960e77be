//! A story without a headline.

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::StoryView;
use crate::check::{Group, Level};
use crate::story::{Place, TextAt};

pub(super) const RULE: Rule = Rule {
    id: "headline-missing",
    group: Group::Headlines,
    level: Level::Error,
    what: "The story has no headline.",
    why: "Nothing can be published, found or listed without one.",
    source: "schema.org headline; ninjs headlines.",
    wrong: "A story without a headline.",
    right: "Ferries sail again after nine days",
    looks: &[Look::Story(look)],
};

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    if view.story.headline.trim().is_empty() {
        let place = Place::Text(TextAt::Headline);
        found.add(Spot::place(place, "", "The story has no headline; write one."));
    }
}
