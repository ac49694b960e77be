//! A credit whose parts could not be told apart.

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::FigureView;
use crate::check::words::shown;
use crate::check::{Group, Level};
use crate::story::{CreditState, Place, TextAt};

pub(super) const RULE: Rule = Rule {
    id: "credit-unparsed",
    group: Group::Credits,
    level: Level::Warning,
    what: "The parts of a credit could not be told apart.",
    why: "It cannot be set in house style or carried to systems that ask for maker and agency.",
    source: "IPTC photo metadata: Creator and Credit Line are fields of their own.",
    wrong: "seen from the river at dawn",
    right: "Kit Orme/AFP via Getty Images",
    looks: &[Look::Figure(look)],
};

fn look(view: &FigureView<'_>, found: &mut Found<'_>) {
    let credit = &view.figure.credit;
    // One that says only how the picture came is told by `credit-incomplete`.
    if credit.state() == CreditState::Unparsed && credit.markers.is_empty() {
        let message = format!(
            "Who made and who supplied the picture is not clear from “{}”; set the credit.",
            shown(&credit.verbatim)
        );
        let place = Place::Text(TextAt::Credit(view.at));
        found.add(Spot::place(place, credit.verbatim.trim(), message));
    }
}
