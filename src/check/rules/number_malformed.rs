//! Figures that are no number: `60,00 bees`, `114,22`.

use crate::check::facts::{FactView, Kind};
use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "number-malformed",
    group: Group::Numbers,
    level: Level::Error,
    what: "Figures with a separator in the wrong place.",
    why: "Nobody can tell which number was meant.",
    source: "Thousands stand in groups of three.",
    wrong: "a hive of 60,00 bees",
    right: "a hive of 60,000 bees",
    looks: &[Look::Facts(look)],
};

fn look(view: &FactView<'_>, found: &mut Found<'_>) {
    for fact in view.facts.all.iter().filter(|it| it.kind == Kind::Broken && it.unit.is_empty()) {
        let behind = view.words(fact.range.end..view.text.words.len());
        // `1,2-propanediol`; `2,4 and 6`; a list without spaces.
        if behind.starts_with('-') || is_list(view.words(fact.range.clone())) {
            continue;
        }
        let message = "These figures are no number; check the separator.";
        found.add(Spot::words(view.text, fact.range.clone(), message));
    }
}

/// `12,14,16`: small numbers with commas between them.
fn is_list(figures: &str) -> bool {
    let groups: Vec<&str> = figures.split([',', '.']).collect();
    groups.len() > 2 && groups.iter().all(|group| group.len() < 3)
}
