//! A picture whose file was changed after it was signed.

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::FigureView;
use crate::check::{Group, Level};
use crate::story::{Place, Provenance};

pub(super) const RULE: Rule = Rule {
    id: "altered-since-signing",
    group: Group::Pictures,
    level: Level::Warning,
    what: "A picture’s file was changed after it was signed.",
    why: "Somebody edited it without saying so, be it a crop or a forgery.",
    source: "C2PA technical specification: validation; Content Credentials.",
    wrong: "A signed picture that was saved anew by another program.",
    right: "The file as its signer delivered it, or a check with them.",
    looks: &[Look::Figure(look)],
};

fn look(view: &FigureView<'_>, found: &mut Found<'_>) {
    if view.has_picture() && view.figure.provenance == Provenance::Altered {
        let message =
            "The picture was changed after it was signed; ask its supplier for the original.";
        found.add(Spot::figure(Place::Figure(view.at), view, message));
    }
}
