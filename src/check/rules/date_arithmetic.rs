//! Years and the number of years between them that do not fit.

use std::sync::LazyLock;

use chrono::Datelike as _;
use regex::Regex;

use crate::check::facts::{Fact, Facts, Kind, Sentence, pattern};
use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::StoryView;
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "date-arithmetic",
    group: Group::Dates,
    level: Level::Warning,
    what: "Two years and the number of years between them that do not fit.",
    why: "Readers reckon what happened when.",
    source: "Arithmetic.",
    wrong: "She was a judge for 11 years between 2010 and 2019.",
    right: "She was a judge for nine years between 2010 and 2019.",
    looks: &[Look::Story(look)],
};

static BETWEEN: LazyLock<[Regex; 3]> = LazyLock::new(|| {
    [
        pattern(r"<h:c>,? between <y:a> and <y:b>"),
        pattern(r"<h:c>,? from <y:a> (?:to|until) <y:b>"),
        pattern(
            r"\bfrom <y:a> (?:to|until) <y:b>, (?:a (?:run|span|reign|period|stretch) of )?<h:c>",
        ),
    ]
});
static SINCE: LazyLock<[Regex; 2]> = LazyLock::new(|| {
    [
        pattern(r"\bfor <h:c>,? since <y:a>"),
        pattern(
            r"\bsince <y:a>, (?:a |after a )(?:run|wait|gap|drought|spell|stretch|reign|period) of <h:c>",
        ),
    ]
});

/// `founded in 1901, celebrates its 150th anniversary`.
static ANNIVERSARY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:founded|built|opened|established|born) in <y(?<a>[0-9]+)>[^<]*\b(?:celebrates|marks|celebrated|is celebrating|will mark|will celebrate)\b[^<]*?\b(?<nth>[0-9]{1,3})(?:st|nd|rd|th) anniversary")
        .expect("a pattern of our own")
});

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    let today = view.day().map(|day| f64::from(day.year()));
    for facts in view.facts() {
        // All of these have a year in them, which few sentences do.
        for sentence in facts.sentences_with(&[Kind::Year]) {
            for regex in BETWEEN.iter() {
                let Some(captures) = regex.captures(&sentence.outline) else { continue };
                let three = ["a", "b", "c"].map(|name| facts.caught(&captures, name));
                let [Some(a), Some(b), Some(years)] = three else { continue };
                judge(view, facts, [a, b], years, b.value - a.value, found);
            }
            if let Some(today) = today {
                anniversary(view, facts, sentence, today, found);
                since(view, facts, sentence, today, found);
            }
        }
    }
}

fn anniversary(
    view: &StoryView<'_>,
    facts: &Facts,
    sentence: &Sentence,
    today: f64,
    found: &mut Found<'_>,
) {
    let Some(captures) = ANNIVERSARY.captures(&sentence.outline) else { return };
    let nth = captures.name("nth").and_then(|nth| nth.as_str().parse::<f64>().ok());
    let (Some(nth), Some(year)) = (nth, facts.caught(&captures, "a")) else { return };
    let is = today - year.value;
    // What is begun late in one year may be marked early in the next.
    if (is - nth).abs() <= 1.0 || is < 0.0 {
        return;
    }
    let Some(text) = view.text_of(facts) else { return };
    let message = format!("That is {is} years ago; check the year and the anniversary.");
    found.add(Spot::words(&text, year.range.clone(), message));
}

fn since(
    view: &StoryView<'_>,
    facts: &Facts,
    sentence: &Sentence,
    today: f64,
    found: &mut Found<'_>,
) {
    for regex in SINCE.iter() {
        let Some(captures) = regex.captures(&sentence.outline) else { continue };
        if let (Some(a), Some(years)) = (facts.caught(&captures, "a"), facts.caught(&captures, "c"))
        {
            judge(view, facts, [a, a], years, today - a.value, found);
        }
    }
}

fn judge(
    view: &StoryView<'_>,
    facts: &Facts,
    [a, b]: [&Fact; 2],
    years: &Fact,
    is: f64,
    found: &mut Found<'_>,
) {
    // Who counts both years, or stops before a birthday, is one off.
    let slack = if years.is_rough { (years.value * 0.1).max(1.0) } else { 1.0 };
    if years.unit != "year" || (is - years.value).abs() <= slack || is < 0.0 {
        return;
    }
    let Some(text) = view.text_of(facts) else { return };
    let message = format!("That is {is} years; check the years and their number.");
    let range = years.range.start.min(a.range.start)..years.range.end.max(b.range.end);
    found.add(Spot::words(&text, range, message));
}
