//! Sums of money that are none: `$1,80`, `£60,00`, `£4.2 for a museum`.

use crate::check::facts::{FactView, Kind, same};
use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "money-malformed",
    group: Group::Money,
    level: Level::Error,
    what: "A sum of money with a separator in the wrong place, or without its million.",
    why: "The sum may be wrong a million times over.",
    source: "Two places behind the point are cents; one is a million that was left out.",
    wrong: "It would cost £4.2 to build.",
    right: "It would cost £4.2m to build.",
    looks: &[Look::Facts(look)],
};

fn look(view: &FactView<'_>, found: &mut Found<'_>) {
    for fact in &view.facts.all {
        let words = view.words(fact.range.clone());
        if fact.kind == Kind::Broken && !fact.unit.is_empty() {
            let message = "This is no sum of money; check the separator.";
            found.add(Spot::words(view.text, fact.range.clone(), message));
            continue;
        }
        let is_money =
            fact.kind == Kind::Money && matches!(fact.unit, "$" | "£" | "€" | "A$" | "C$");
        let has_sign = words.starts_with(|c: char| !c.is_ascii_digit() && !c.is_alphabetic());
        // `$1.5 a share` has three ways to be right; a whole range of sums carries one scale.
        let ends_in_figure = words.ends_with(|c: char| c.is_ascii_digit());
        if is_money
            && has_sign
            && same(fact.step, 0.1)
            && ends_in_figure
            && !is_of_a_range(view, fact.range.end)
        {
            let message = "Million or billion is missing, or a second place behind the point.";
            found.add(Spot::words(view.text, fact.range.clone(), message).at_level(Level::Warning));
        }
    }
}

/// `$1.2 to $1.4 million`, `£1.2-1.4m`.
fn is_of_a_range(view: &FactView<'_>, end: usize) -> bool {
    let behind = view.words(end..view.text.words.len());
    let signs = ["-", "–", " to ", " or ", "/", " – ", " and "];
    signs.iter().filter_map(|sign| behind.strip_prefix(sign)).any(|rest| {
        rest.starts_with(['$', '£', '€'])
            || rest.starts_with(|c: char| c.is_ascii_digit()) && !behind.starts_with(" and")
    })
}
