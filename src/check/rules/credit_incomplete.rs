//! A credit that names no one, or half of those it should.

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::FigureView;
use crate::check::words::shown;
use crate::check::{Group, Level};
use crate::story::{CreditState, Place, TextAt};

pub(super) const RULE: Rule = Rule {
    id: "credit-incomplete",
    group: Group::Credits,
    level: Level::Warning,
    what: "A credit lacks whom it is due to.",
    why: "“Handout” without a source says that nobody knows; some agencies must be named with the photographer.",
    source: "The licences of Getty Images, AP and Reuters: photographer and agency; AP practice: handouts name who gave them.",
    wrong: "Handout",
    right: "Ohio Nurses Alliance, Handout",
    looks: &[Look::Figure(look)],
};

/// Agencies that are credited together with the photographer.
const WITH_PHOTOGRAPHER: [&str; 4] = ["Getty Images", "Reuters", "AP", "EPA"];

fn look(view: &FigureView<'_>, found: &mut Found<'_>) {
    let credit = &view.figure.credit;
    let line = credit.verbatim.trim();
    let is_bare =
        credit.creators.is_empty() && credit.markers.is_empty() && credit.provider.is_none();
    let (message, level) = match (credit.state(), credit.agencies.as_slice()) {
        (CreditState::Unparsed, _) if !credit.markers.is_empty() => {
            ("says how the picture came and not from whom; name the source.", Level::Warning)
        }
        (CreditState::Missing, _) => return,
        _ if line.starts_with('/') || line.ends_with('/') || line.contains("//") => {
            ("has a slash and no name beside it.", Level::Warning)
        }
        (CreditState::Parsed, [agency])
            if is_bare && WITH_PHOTOGRAPHER.contains(&agency.as_str()) =>
        {
            ("names the agency and no photographer.", Level::Advice)
        }
        _ => return,
    };
    let shown = shown(if line.is_empty() { "The credit" } else { line });
    let place = Place::Text(TextAt::Credit(view.at));
    let about = format!("{line}{}", credit.agencies.join("/"));
    found.add(Spot::place(place, about, format!("“{shown}” {message}")).at_level(level));
}
