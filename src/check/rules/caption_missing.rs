//! A picture without a caption.

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::FigureView;
use crate::check::{Group, Level};
use crate::story::{Alt, Place, TextAt};

pub(super) const RULE: Rule = Rule {
    id: "caption-missing",
    group: Group::Captions,
    level: Level::Warning,
    what: "A picture has no caption.",
    why: "Readers look at pictures first and ask who, where and when.",
    source: "Desk practice; IPTC photo metadata: Description.",
    wrong: "A picture without words below it.",
    right: "The first ferry leaves the harbour on Thursday.",
    looks: &[Look::Figure(look)],
};

fn look(view: &FigureView<'_>, found: &mut Found<'_>) {
    // A picture that adds nothing to the words has nothing to say under it either.
    let is_decorative = view.figure.alt == Alt::Decorative;
    if view.has_picture() && view.figure.caption.is_blank() && !is_decorative {
        let message = "The picture has no caption; say who or what is seen, where and when.";
        found.add(Spot::figure(Place::Text(TextAt::Caption(view.at)), view, message));
    }
}
