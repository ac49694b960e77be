//! Thousands that are written as a word behind a sign: `$120 thousand`.

use crate::check::facts::{FactView, Kind};
use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "money-thousand",
    group: Group::Money,
    level: Level::Advice,
    what: "A sum with “thousand” where figures are shorter.",
    why: "Only millions and more are written as words.",
    source: "AP style, Guardian style: $120,000.",
    wrong: "sold for $120 thousand",
    right: "sold for $120,000",
    looks: &[Look::Facts(look)],
};

fn look(view: &FactView<'_>, found: &mut Found<'_>) {
    for fact in view.facts.all.iter().filter(|fact| fact.kind == Kind::Money && !fact.is_word) {
        let words = view.words(fact.range.clone());
        if let Some(figures) = words.strip_suffix(" thousand")
            && figures.ends_with(|c: char| c.is_ascii_digit())
            && !figures.contains(['.', ','])
        {
            let with = format!("{figures},000");
            let edit = view.text.replace(fact.range.clone(), &with);
            let message = format!("In figures it is shorter: “{with}”.");
            let spot = Spot::words(view.text, fact.range.clone(), message);
            found.add(spot.fixed_by(format!("Write “{with}”"), edit));
        }
    }
}
