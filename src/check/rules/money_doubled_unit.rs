//! A currency that is told twice: `$5 million dollars`.

use crate::check::facts::{FactView, Kind};
use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "money-doubled-unit",
    group: Group::Money,
    level: Level::Warning,
    what: "A sign and a word for the same currency.",
    why: "The sign says it.",
    source: "AP style, Guardian style: $5 million.",
    wrong: "$5 million dollars",
    right: "$5 million",
    looks: &[Look::Facts(look)],
};

fn look(view: &FactView<'_>, found: &mut Found<'_>) {
    for fact in view.facts.all.iter().filter(|fact| fact.kind == Kind::Money) {
        let words = view.words(fact.range.clone());
        if !words.contains(['$', '£', '€', '₹', '¥']) {
            continue;
        }
        let behind = view.words(fact.range.end..view.text.words.len());
        let Some(word) =
            ["dollars", "dollar", "pounds", "pound", "euros", "euro", "Euro", "rupees", "yen"]
                .iter()
                .find(|word| {
                    let rest = behind.strip_prefix(' ').and_then(|rest| rest.strip_prefix(**word));
                    rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
                })
        else {
            continue;
        };
        let range = fact.range.start..fact.range.end + 1 + word.len();
        let message = format!("The sign says it already; take out “{word}”.");
        let edit = view.text.replace(fact.range.end..range.end, "");
        found.add(
            Spot::words(view.text, range, message).fixed_by(format!("Take out “{word}”"), edit),
        );
    }
}
