//! Times of day and the time between them that do not fit.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::facts::{Fact, FactView, Sentence, pattern};
use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "time-arithmetic",
    group: Group::Dates,
    level: Level::Warning,
    what: "Two times and the time between them that do not fit.",
    why: "Readers reckon what happened when.",
    source: "Arithmetic.",
    wrong: "He came at 10:02 and left at 10:16, four minutes later.",
    right: "He came at 10:02 and left at 10:06, four minutes later.",
    looks: &[Look::Facts(look)],
};

static BETWEEN: LazyLock<[Regex; 4]> = LazyLock::new(|| {
    [
        pattern(r"<t:a>[^<]*<t:b>,? <h:c> later\b"),
        pattern(
            r"\bfrom <t:a> (?:to|until) <t:b>,? (?:or |a total of |about |nearly |some )?<h:c>",
        ),
        pattern(
            r"<t:a>[^<]*<t:b>,? an? (?:journey|trip|flight|drive|wait|delay|ride|total) of (?:about |nearly )?<h:c>",
        ),
        pattern(r"<h:c>,? (?:\(|,)?from <t:a> (?:to|until) <t:b>"),
    ]
});
static TOOK: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:took|needed|spent|lasted)\b_<h:c>[^<]*, (?:at|until) <t:b>"));

fn look(view: &FactView<'_>, found: &mut Found<'_>) {
    let sentences = &view.facts.sentences;
    for (index, sentence) in sentences.iter().enumerate() {
        for regex in BETWEEN.iter() {
            let Some(captures) = regex.captures(&sentence.outline) else { continue };
            let three = ["a", "b", "c"].map(|name| view.caught(&captures, name));
            let [Some(a), Some(b), Some(between)] = three else { continue };
            judge(view, a, b, between, found);
        }
        let before = index.checked_sub(1).and_then(|index| sentences.get(index));
        if let (Some(before), Some(captures)) = (before, TOOK.captures(&sentence.outline))
            && let (Some(end), Some(between)) =
                (view.caught(&captures, "b"), view.caught(&captures, "c"))
            && let Some(start) = only_time(view, before)
        {
            judge(view, start, end, between, found);
        }
    }
}

fn only_time<'a>(view: &FactView<'a>, sentence: &Sentence) -> Option<&'a Fact> {
    let all = view.facts.all.get(sentence.facts.clone())?;
    let mut times = all.iter().filter(|fact| fact.kind == crate::check::facts::Kind::Clock);
    times.next().filter(|_| times.next().is_none())
}

fn judge(view: &FactView<'_>, a: &Fact, b: &Fact, between: &Fact, found: &mut Found<'_>) {
    const HALF_A_DAY: f64 = 720.0;
    let unit = match between.unit {
        "minute" => 1.0,
        "hour" => 60.0,
        _ => return,
    };
    let stated = between.value * unit;
    let is = b.value - a.value;
    // Where a half of the day is not told, either may be meant; and midnight may lie between.
    let slack = if between.is_rough { stated * 0.25 } else { unit * 0.5 };
    let fits = (-2..=2).any(|halves| (is + f64::from(halves) * HALF_A_DAY - stated).abs() <= slack);
    let both_told = a.unit == "half" && b.unit == "half" && is > 0.0;
    if fits && !(both_told && (is - stated).abs() > slack)
        || between.is_rough && stated > HALF_A_DAY
    {
        return;
    }
    let minutes = is.rem_euclid(if both_told { 2.0 * HALF_A_DAY } else { HALF_A_DAY });
    let message = format!(
        "Between the two times lie {} hours and {} minutes; check all three.",
        (minutes / 60.0).floor(),
        minutes % 60.0
    );
    let from = between.range.start.min(b.range.start);
    let to = between.range.end.max(b.range.end);
    found.add(Spot::words(view.text, from..to, message));
}
