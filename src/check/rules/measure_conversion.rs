//! A measure and its conversion that do not fit: `2kg, or about 14lb`.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::facts::{Fact, FactView, in_base, pattern};
use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "measure-conversion",
    group: Group::Numbers,
    level: Level::Warning,
    what: "A measure and its conversion that do not fit.",
    why: "Half the readers know only one of the two.",
    source: "Tables of measures; rounding is allowed for.",
    wrong: "2kg, or about 14lb",
    right: "2kg, or about 4.4lb",
    looks: &[Look::Facts(look)],
};

static PAIR: LazyLock<[Regex; 2]> = LazyLock::new(|| {
    [
        pattern(r"<u:a> \((?:about |around |roughly |nearly |almost |or |some )?<u:b>\)"),
        pattern(r"<u:a>, or (?:about |around |roughly |nearly |almost |some )?<u:b>"),
    ]
});

fn look(view: &FactView<'_>, found: &mut Found<'_>) {
    for sentence in &view.facts.sentences {
        for regex in PAIR.iter() {
            for captures in regex.captures_iter(&sentence.outline) {
                let (Some(a), Some(b)) = (view.caught(&captures, "a"), view.caught(&captures, "b"))
                else {
                    continue;
                };
                if let Some(is) = converted(a, b)
                    && !fits(a, b, is)
                {
                    let is = if is < 20.0 { (is * 10.0).round() / 10.0 } else { is.round() };
                    let message = format!("It comes to {is}; check both measures.");
                    found.add(Spot::words(view.text, a.range.start..b.range.end, message));
                }
            }
        }
    }
}

/// The first measure in the unit of the second, where they measure the same thing.
fn converted(a: &Fact, b: &Fact) -> Option<f64> {
    match (a.unit, b.unit) {
        ("°F", "°C") => return Some((a.value - 32.0) / 1.8),
        ("°C", "°F") => return Some(a.value * 1.8 + 32.0),
        _ => {}
    }
    let ((kind, from), (other, to)) = (in_base(a.unit)?, in_base(b.unit)?);
    (kind == other && a.unit != b.unit).then(|| a.value * from / to)
}

/// Either of the two may have been rounded to its last place that is no nought.
fn fits(a: &Fact, b: &Fact, is: f64) -> bool {
    let place = |fact: &Fact| {
        let mut place = fact.step;
        while place < fact.value && (fact.value / (place * 10.0)).fract().abs() < 1e-9 {
            place *= 10.0;
        }
        place / fact.value.abs().max(1e-9)
    };
    let share = (0.5 * place(a) + 0.5 * place(b)).clamp(0.04, 0.12);
    (is - b.value).abs() <= share * b.value.abs().max(is.abs()) + 0.5 * b.step
}
