//! A story without a standfirst.

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::StoryView;
use crate::check::{Group, Level};
use crate::story::{Place, TextAt};

pub(super) const RULE: Rule = Rule {
    id: "standfirst-missing",
    group: Group::Structure,
    level: Level::Advice,
    what: "The story has no standfirst.",
    why: "Front pages, feeds and shared links show it below the headline.",
    source: "ninjs; Open Graph description.",
    wrong: "A headline and then the copy.",
    right: "The first ferry in nine days left at noon, and was full.",
    looks: &[Look::Story(look)],
};

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    if view.is_begun() && view.story.standfirst.is_blank() {
        let place = Place::Text(TextAt::Standfirst);
        let message = "The story has no standfirst; add a sentence that says why to read on.";
        found.add(Spot::place(place, "", message));
    }
}
