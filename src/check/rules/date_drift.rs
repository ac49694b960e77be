//! The same event in two months or years.
//!
//! Only events that happen once to one thing, told twice, a month or a year apart: what lies
//! further apart is more likely another arrest and another bridge.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use crate::check::facts::{Kind, Mention, shared, wrong_one};
use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::StoryView;
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "date-drift",
    group: Group::Consistency,
    level: Level::Warning,
    what: "The same event in two months or years.",
    why: "One of the two is wrong.",
    source: "Desk practice: dates are checked against each other.",
    wrong: "arrested in May 2024 … since his arrest in June 2024",
    right: "arrested in May 2024 … since his arrest in May 2024",
    looks: &[Look::Story(look)],
};

static EVENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?<event>arrest|built|founded|opened|born|married|launched|closed)(?:ed)?\b(?: [a-z']+){0,3} in <[yo](?<when>[0-9]+)>")
        .expect("a pattern of our own")
});

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    let mut events: BTreeMap<String, Vec<Mention<'_>>> = BTreeMap::new();
    for facts in view.facts() {
        for sentence in facts.sentences_with(&[Kind::Year, Kind::Month]) {
            for captures in EVENT.captures_iter(&sentence.outline) {
                let (Some(event), Some(fact)) =
                    (captures.name("event"), facts.caught(&captures, "when"))
                else {
                    continue;
                };
                let event = event.as_str().to_lowercase();
                events.entry(event).or_default().push(Mention { facts, sentence, fact });
            }
        }
    }
    for mentions in events.values() {
        let [a, b] = mentions.as_slice() else { continue };
        let apart = (a.fact.value - b.fact.value).abs();
        let most = if a.fact.kind == Kind::Month { 0.2 } else { 1.0 };
        // The event itself is among the stems.
        let least = if a.fact.kind == Kind::Month { 1 } else { 2 };
        if a.fact.kind != b.fact.kind
            || apart == 0.0
            || apart > most
            || a.facts.at == b.facts.at
            || shared(a.sentence, b.sentence) < least
        {
            continue;
        }
        let all: Vec<&Mention<'_>> = mentions.iter().collect();
        // Of two in the copy the earlier is the one to look at; both are named.
        let (wrong, right) = wrong_one([a, b], &all);
        let (Some(text), Some(other)) = (view.text_of(wrong.facts), view.text_of(right.facts))
        else {
            continue;
        };
        let says = other.words.get(right.fact.range.clone()).unwrap_or_default();
        let message = format!("{} also says {says}; check both.", right.place());
        found.add(Spot::words(&text, wrong.fact.range.clone(), message));
    }
}
