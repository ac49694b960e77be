//! Times that no clock shows: `13pm`, `25.30`.

use crate::check::facts::{FactView, Kind};
use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "time-impossible",
    group: Group::Dates,
    level: Level::Error,
    what: "A time that no clock shows.",
    why: "Nobody can tell which time was meant.",
    source: "The clock.",
    wrong: "at 13.30pm",
    right: "at 1.30pm",
    looks: &[Look::Facts(look)],
};

fn look(view: &FactView<'_>, found: &mut Found<'_>) {
    let times = view.facts.all.iter().filter(|fact| fact.kind == Kind::Clock);
    for fact in times.filter(|fact| fact.unit == "impossible") {
        // `16:75` alone is more likely a chapter and verse than a time.
        let words = view.words(fact.range.clone());
        if words.chars().any(char::is_alphabetic) {
            let message = "No clock shows this time; check it.";
            found.add(Spot::words(view.text, fact.range.clone(), message));
        }
    }
}
