//! A place for a picture without a picture.

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::FigureView;
use crate::check::{Group, Level};
use crate::story::Place;

pub(super) const RULE: Rule = Rule {
    id: "picture-missing",
    group: Group::Pictures,
    level: Level::Warning,
    what: "A picture block holds no picture.",
    why: "Readers get an empty frame.",
    source: "Desk practice.",
    wrong: "A picture block with no file.",
    right: "The picture, or no block.",
    looks: &[Look::Figure(look)],
};

fn look(view: &FigureView<'_>, found: &mut Found<'_>) {
    if !view.has_picture() {
        let message = "There is no picture here; add one or take the place out.";
        found.add(Spot::figure(Place::Figure(view.at), view, message));
    }
}
