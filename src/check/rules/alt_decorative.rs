//! A picture that is said to show nothing and has people in it.

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::FigureView;
use crate::check::{Group, Level};
use crate::story::{Alt, FigureAt, Place, TextAt};

pub(super) const RULE: Rule = Rule {
    id: "alt-decorative",
    group: Group::Descriptions,
    level: Level::Advice,
    what: "A lead picture, or one that names people, is marked as decorative.",
    why: "Screen readers skip it, and with it what the story shows first.",
    source: "WCAG 2.2, 1.1.1; W3C WAI decision tree: news pictures inform.",
    wrong: "The lead picture, “decorative”, caption: Ada Moss leaves court.",
    right: "Description: A woman in a red coat walks down steps.",
    looks: &[Look::Figure(look)],
};

fn look(view: &FigureView<'_>, found: &mut Found<'_>) {
    let figure = view.figure;
    let informs = view.at == FigureAt::Lead || !figure.persons.is_empty();
    let has_caption = !figure.caption.is_blank();
    if figure.alt == Alt::Decorative && informs && has_caption {
        let message = "The picture is marked as decorative, but its caption says what it shows.";
        found.add(Spot::figure(Place::Text(TextAt::Alt(view.at)), view, message));
    }
}
