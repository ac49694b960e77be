//! A story without a slug.

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::StoryView;
use crate::check::{Group, Level};
use crate::story::{Place, TextAt};

pub(super) const RULE: Rule = Rule {
    id: "slug-missing",
    group: Group::Structure,
    level: Level::Advice,
    what: "The story has no slug.",
    why: "The desk calls a story by its slug in lists and hand-overs.",
    source: "ninjs slugline; desk practice.",
    wrong: "A story without a slug.",
    right: "harbour-reopens",
    looks: &[Look::Story(look)],
};

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    if view.is_begun() && view.story.slug.trim().is_empty() {
        let place = Place::Text(TextAt::Slug);
        let message = "The story has no slug; give it a short name such as ferry-strike.";
        found.add(Spot::place(place, "", message));
    }
}
