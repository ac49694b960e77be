//! A story that is out before its embargo is over.

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::StoryView;
use crate::check::{Group, Level};
use crate::story::{Place, Status};

pub(super) const RULE: Rule = Rule {
    id: "embargo-broken",
    group: Group::Status,
    level: Level::Error,
    what: "The story is published and its embargo is not over.",
    why: "A broken embargo costs the desk its source.",
    source: "ninjs embargoedUntil; agencies’ embargo rules.",
    wrong: "Status Published, embargo until tomorrow.",
    right: "Status Ready until the embargo is over.",
    looks: &[Look::Story(look)],
};

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    let Some(embargo) = view.story.embargo else { return };
    if view.story.status == Status::Published && embargo > view.now {
        let message = format!(
            "The story is out, but its embargo holds until {} UTC; withdraw it or correct the date.",
            embargo.format("%-d %B %Y, %H:%M")
        );
        found.add(Spot::place(Place::Embargo, embargo.timestamp().to_string(), message));
    }
}
