//! A time that ends before it begins: `between March 2023 and February 2023`.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::facts::{Fact, FactView, Kind, pattern};
use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "date-order",
    group: Group::Dates,
    level: Level::Error,
    what: "A stretch of time that ends before it begins.",
    why: "One of the two dates is wrong.",
    source: "Arithmetic.",
    wrong: "between March 2023 and February 2023",
    right: "between March 2023 and February 2025",
    looks: &[Look::Facts(look)],
};

static STRETCH: LazyLock<[Regex; 3]> = LazyLock::new(|| {
    [
        pattern(r"\b(?:between|entre|zwischen) <ydo:a> (?:and|et|y|und) <ydo:b>"),
        pattern(r"\b(?:from|von|du|del?) <ydo:a> (?:to|until|till|through|bis|au|à|al?) <ydo:b>"),
        pattern(r"[(\[]<y:a> ?[-–] ?<y:b>[)\]]"),
    ]
});

fn look(view: &FactView<'_>, found: &mut Found<'_>) {
    for sentence in &view.facts.sentences {
        for regex in STRETCH.iter() {
            for captures in regex.captures_iter(&sentence.outline) {
                let (Some(from), Some(to)) =
                    (view.caught(&captures, "a"), view.caught(&captures, "b"))
                else {
                    continue;
                };
                if let (Some(first), Some(last)) = (point(from, to), point(to, from))
                    && last < first
                {
                    let message = "It ends before it begins; check both dates.";
                    found.add(Spot::words(view.text, to.range.clone(), message));
                }
            }
        }
    }
}

/// Year, month and day as far as both are told; a day without a year may be of the next one.
fn point(of: &Fact, other: &Fact) -> Option<(i32, u32, u32)> {
    let year = |fact: &Fact| match fact.kind {
        Kind::Year => Some(fact.value as i32),
        _ => fact.day.year,
    };
    let both_months = of.kind != Kind::Year && other.kind != Kind::Year;
    let both_days = of.kind == Kind::Day && other.kind == Kind::Day;
    let month = if both_months { of.day.month } else { 0 };
    let day = if both_days { of.day.day.unwrap_or(0) } else { 0 };
    Some((year(of)?, month, day)).filter(|_| year(other).is_some())
}
