//! An embargo that is over while the story waits.

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::StoryView;
use crate::check::{Group, Level};
use crate::edit::{Edit, Value};
use crate::story::{Place, Status};

pub(super) const RULE: Rule = Rule {
    id: "embargo-passed",
    group: Group::Status,
    level: Level::Advice,
    what: "The embargo is over and the story is not out.",
    why: "Either it can go, or the date is wrong.",
    source: "ninjs embargoedUntil.",
    wrong: "Status Ready, embargo until yesterday.",
    right: "Published, or another date.",
    looks: &[Look::Story(look)],
};

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    let Some(embargo) = view.story.embargo else { return };
    let waits = matches!(
        view.story.status,
        Status::Draft | Status::OnRim | Status::InSlot | Status::Ready | Status::Held
    );
    if waits && embargo <= view.now {
        let message = format!(
            "The embargo was over on {} UTC; lift it or correct it.",
            embargo.format("%-d %B %Y, %H:%M")
        );
        let spot = Spot::place(Place::Embargo, embargo.timestamp().to_string(), message);
        let lift = Edit::Set(Value::Embargo(None));
        found.add(spot.fixed_by("Lift the embargo", Some(lift)));
    }
}
