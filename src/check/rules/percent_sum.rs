//! Shares of one whole that come to more than the whole.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::facts::{Fact, FactView, Kind, pattern};
use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "percent-sum",
    group: Group::Numbers,
    level: Level::Warning,
    what: "Shares that do not come to 100 percent.",
    why: "One of them is wrong; polls and results are looked up.",
    source: "Arithmetic.",
    wrong: "62% were for it, 24% against and 24% did not know.",
    right: "62% were for it, 24% against and 14% did not know.",
    looks: &[Look::Facts(look)],
};

static REMAINING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:the (?:remaining|other)|die (?:restlichen|übrigen)|les? <n>? ?restants?) <p:r>")
});
/// Who has no opinion is the last of all answers.
static NO_OPINION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"<p:a>_<p:b>_\b(?:and|und|et|y) <p:c>[^<]*\b(?:did not know|didn't know|don't know|were (?:undecided|unsure)|was undecided|not sure|no opinion|undecided|unentschieden|wussten es nicht|ne se prononcent pas|no sabe)",
    )
});

/// Two who share one vote.
static VOTE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"<p:a> of the votes?\b[^<.;]{0,30}\bto [^<.;]{0,30}<p:b>"));

fn look(view: &FactView<'_>, found: &mut Found<'_>) {
    for (index, sentence) in view.facts.sentences.iter().enumerate() {
        if let Some(captures) = REMAINING.captures(&sentence.outline)
            && let Some(rest) = view.caught(&captures, "r")
        {
            // From this sentence if it has any before, with those of the one before.
            let from = index.checked_sub(1).and_then(|it| view.facts.sentences.get(it));
            let first = from.map_or(sentence.facts.start, |from| from.facts.start);
            let all = view.facts.all.get(first..sentence.facts.end).unwrap_or_default();
            let before: Vec<&Fact> = all
                .iter()
                .filter(|it| it.kind == Kind::Percent && it.range.start < rest.range.start)
                .collect();
            let sum: f64 = before.iter().map(|it| it.value).sum::<f64>() + rest.value;
            // Rounded shares may be off by half a point each.
            let slack = before.iter().map(|it| it.step).sum::<f64>() / 2.0 + rest.step;
            if before.len() >= 2 && sum < 130.0 && (sum - 100.0).abs() > slack {
                tell(view, rest, sum, found);
            }
        }
        if let Some(captures) = VOTE.captures(&sentence.outline)
            && let (Some(a), Some(b)) = (view.caught(&captures, "a"), view.caught(&captures, "b"))
            && a.value + b.value > 100.0 + a.step
        {
            tell(view, b, a.value + b.value, found);
        }
        if let Some(captures) = NO_OPINION.captures(&sentence.outline) {
            let parts = ["a", "b", "c"].map(|name| view.caught(&captures, name));
            let [Some(a), Some(b), Some(c)] = parts else { continue };
            let sum = a.value + b.value + c.value;
            if (sum - 100.0).abs() > 2.0 && (sum > 100.0 || sum > 90.0) {
                tell(view, c, sum, found);
            }
        }
    }
}

fn tell(view: &FactView<'_>, at: &Fact, sum: f64, found: &mut Found<'_>) {
    let sum = (sum * 10.0).round() / 10.0;
    let message = format!("The shares come to {sum} percent; check them.");
    found.add(Spot::words(view.text, at.range.clone(), message));
}
