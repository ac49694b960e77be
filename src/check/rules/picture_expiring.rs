//! A picture that may be used only a few days more.

use chrono::TimeDelta;

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::{FigureView, StoryView};
use crate::check::{Group, Level};
use crate::story::{Place, Status};

pub(super) const RULE: Rule = Rule {
    id: "picture-expiring",
    group: Group::Pictures,
    level: Level::Advice,
    what: "The right to use a picture ends within days.",
    why: "The story stays up longer than that, and somebody has to think of it.",
    source: "IPTC IIM 2:37; PLUS licence end date.",
    wrong: "Use until tomorrow.",
    right: "A picture that may stay, or a note when to take it down.",
    looks: &[Look::Story(look)],
};

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    let days = TimeDelta::days(i64::from(view.reading.settings.expiry_notice_days));
    let embargo = view.story.embargo.filter(|_| view.story.status != Status::Published);
    for (at, figure) in view.story.figures() {
        let Some(expires) = figure.expires else { continue };
        // A picture that ends before the embargo is worse off, and told of by picture-expired.
        let is_expired = expires <= view.now || embargo.is_some_and(|embargo| expires <= embargo);
        if is_expired || expires - view.now > days {
            continue;
        }
        let message = format!(
            "The right to use this picture ends on {}; plan to replace it.",
            expires.format("%-d %B %Y")
        );
        let figure = FigureView { at, figure };
        found.add(Spot::figure(Place::Figure(at), &figure, message));
    }
}
