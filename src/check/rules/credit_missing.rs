//! A picture without a credit.

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::FigureView;
use crate::check::{Group, Level};
use crate::story::{CreditState, Place, TextAt};

pub(super) const RULE: Rule = Rule {
    id: "credit-missing",
    group: Group::Credits,
    level: Level::Error,
    what: "A picture has no credit.",
    why: "Nearly every licence asks for one, and readers ask where a picture comes from.",
    source: "IPTC photo metadata: Credit Line; the licences of agencies.",
    wrong: "A picture without a credit.",
    right: "Kit Orme/AFP",
    looks: &[Look::Figure(look)],
};

fn look(view: &FigureView<'_>, found: &mut Found<'_>) {
    if view.has_picture() && view.figure.credit.state() == CreditState::Missing {
        let message = "The picture has no credit; name who made it and who supplied it.";
        found.add(Spot::figure(Place::Text(TextAt::Credit(view.at)), view, message));
    }
}
