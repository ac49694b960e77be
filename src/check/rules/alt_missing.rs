//! A picture that nobody has described yet.

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::FigureView;
use crate::check::{Group, Level};
use crate::story::{Alt, Place, TextAt};

pub(super) const RULE: Rule = Rule {
    id: "alt-missing",
    group: Group::Descriptions,
    level: Level::Warning,
    what: "A picture is not described for readers who do not see it.",
    why: "WCAG 2.2, 1.1.1: every picture has a text alternative or is marked as decorative.",
    source: "WCAG 2.2, 1.1.1.",
    wrong: "A picture that nobody described.",
    right: "A description, or marked as decorative.",
    looks: &[Look::Figure(look)],
};

fn look(view: &FigureView<'_>, found: &mut Found<'_>) {
    let is_described = match &view.figure.alt {
        Alt::Decorative => true,
        Alt::Text(text) => !text.trim().is_empty(),
        Alt::NotDescribed => false,
    };
    if view.has_picture() && !is_described {
        let message = "The picture is not described; write what it shows or mark it as decorative.";
        found.add(Spot::figure(Place::Text(TextAt::Alt(view.at)), view, message));
    }
}
