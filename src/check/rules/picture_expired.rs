//! A picture that may no longer be used, or no longer when the story goes out.

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::{FigureView, StoryView};
use crate::check::{Group, Level};
use crate::story::{Place, Status};

pub(super) const RULE: Rule = Rule {
    id: "picture-expired",
    group: Group::Pictures,
    level: Level::Error,
    what: "The right to use a picture has ended, or ends before the embargo.",
    why: "Every use after that day is one without a licence.",
    source: "IPTC IIM 2:37; PLUS licence end date.",
    wrong: "Use until 1 May, today is 2 May.",
    right: "Another picture, or a new licence.",
    looks: &[Look::Story(look)],
};

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    let embargo = view
        .story
        .embargo
        .filter(|embargo| *embargo > view.now && view.story.status != Status::Published);
    for (at, figure) in view.story.figures() {
        let Some(expires) = figure.expires else { continue };
        let day = expires.format("%-d %B %Y");
        let message = if expires <= view.now {
            format!("The right to use this picture ended on {day}; take it out or renew the right.")
        } else if embargo.is_some_and(|embargo| expires <= embargo) {
            format!("The right to use this picture ends on {day}, before the embargo; use another.")
        } else {
            continue;
        };
        let figure = FigureView { at, figure };
        found.add(Spot::figure(Place::Figure(at), &figure, message));
    }
}
