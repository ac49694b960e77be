//! A difference of percentages that is called percent.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::facts::{FactView, pattern};
use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "percent-points",
    group: Group::Numbers,
    level: Level::Advice,
    what: "A difference between two percentages that is called percent.",
    why: "From 40 to 50 percent is 10 points, and 25 percent.",
    source: "Every desk’s guide to figures.",
    wrong: "48.2%, up 5% from 43.2%",
    right: "48.2%, up five percentage points from 43.2%",
    looks: &[Look::Facts(look)],
};

static DIFFERENCES: LazyLock<[Regex; 3]> = LazyLock::new(|| {
    [
        pattern(
            r"<p:a>,? (?:up|down|a rise of|a fall of|an increase of|a drop of) (?:by )?<p:d>,? (?:from|on) <p:b>",
        ),
        pattern(
            r"\bfrom <p:b>(?: [a-z]+){0,3} to <p:a>,? (?:up|down|a rise of|a fall of|an increase of|a drop of) <p:d>",
        ),
        pattern(r"\b(?:rose|fell|grew|dropped|up|down) (?:by )?<p:d>,? from <p:b> to <p:a>"),
    ]
});

fn look(view: &FactView<'_>, found: &mut Found<'_>) {
    for sentence in &view.facts.sentences {
        for regex in DIFFERENCES.iter() {
            let Some(captures) = regex.captures(&sentence.outline) else { continue };
            let three = ["a", "b", "d"].map(|name| view.caught(&captures, name));
            let [Some(a), Some(b), Some(difference)] = three else { continue };
            let points = (a.value - b.value).abs();
            let slack = difference.step / 2.0 + 1e-6;
            let is_points = (points - difference.value).abs() <= slack;
            let is_percent = (100.0 * points / b.value - difference.value).abs() <= slack;
            if is_points && !is_percent {
                let message = "It is the difference of two percentages: percentage points.";
                found.add(Spot::words(view.text, difference.range.clone(), message));
            }
        }
    }
}
