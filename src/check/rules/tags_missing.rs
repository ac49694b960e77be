//! A story that is filed under nothing.

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::StoryView;
use crate::check::{Group, Level};
use crate::story::Place;

pub(super) const RULE: Rule = Rule {
    id: "tags-missing",
    group: Group::Structure,
    level: Level::Advice,
    what: "The story has no tags.",
    why: "Topic pages, alerts and the archive find it by them.",
    source: "ninjs subject; IPTC Media Topics.",
    wrong: "A story without tags.",
    right: "Tags: ports, storms",
    looks: &[Look::Story(look)],
};

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    let is_tagged = view.story.tags.iter().any(|tag| !tag.name.trim().is_empty());
    if view.is_begun() && !is_tagged {
        let message = "The story has no tags; file it under its subjects, people and places.";
        found.add(Spot::place(Place::Tags, "", message));
    }
}
