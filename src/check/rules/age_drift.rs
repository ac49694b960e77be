//! One person with two ages.
//!
//! People are told apart by first and last name, so that two of one surname are two people.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use crate::check::facts::{Fact, Facts, Kind, Mention, is_slip, same, wrong_one};
use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::{Role, StoryView};
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "age-drift",
    group: Group::Consistency,
    level: Level::Warning,
    what: "One person with two ages.",
    why: "One of the two is wrong, and readers do not know which.",
    source: "Desk practice: headline, standfirst and captions are checked against the copy.",
    wrong: "Miles Torkelson, 34, in the standfirst, 35 in the copy",
    right: "34 in both",
    looks: &[Look::Story(look)],
};

/// `Ada Marlowe, 41,`; `Ada Marlowe, now 41`; `Ada Marlowe, aged 41`.
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    let name = r"(?<name>\p{Lu}[\p{L}'-]+ (?:\p{Lu}\. )?\p{Lu}[\p{L}'-]+)";
    Regex::new(&format!(r"{name}, (?:now |aged )?<n(?<age>[0-9]+)>(?:[,.;)]|$| and\b)"))
        .expect("a pattern of our own")
});
/// `dies at 93`, `who has died aged 78`, `She was 93.`
static AT_DEATH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:\b(?:dies|died|dead),? (?:at|aged) <n(?<age>[0-9]+)>|^(?:He|She) was <n(?<age2>[0-9]+)>\.)").expect("a pattern of our own")
});
/// `Surfer, 24, fights off shark`.
static IN_HEADLINE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\b\p{L}+, <n(?<age>[0-9]+)>,").expect("a pattern of our own"));

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    let mut people: BTreeMap<String, Vec<Mention<'_>>> = BTreeMap::new();
    let mut dead: Vec<Mention<'_>> = Vec::new();
    let mut in_headlines: Vec<Mention<'_>> = Vec::new();
    for facts in view.facts() {
        // An age is a plain number to those who read facts.
        for sentence in facts.sentences_with(&[Kind::Count]) {
            let mention = |fact| Mention { facts, sentence, fact };
            for captures in NAMED.captures_iter(&sentence.outline) {
                let (Some(name), Some(age)) = (captures.name("name"), age(facts, &captures, "age"))
                else {
                    continue;
                };
                people.entry(name.as_str().to_owned()).or_default().push(mention(age));
            }
            if let Some(captures) = AT_DEATH.captures(&sentence.outline) {
                let is = age(facts, &captures, "age").or_else(|| age(facts, &captures, "age2"));
                dead.extend(is.map(mention));
            }
            if matches!(facts.role, Role::Headline | Role::Variant(_))
                && let Some(captures) = IN_HEADLINE.captures(&sentence.outline)
            {
                in_headlines.extend(age(facts, &captures, "age").map(mention));
            }
        }
    }
    for ages in people.values() {
        tell(view, ages, found);
    }
    // Only where the headline says that somebody died are these ages of one person.
    if dead.iter().any(|mention| matches!(mention.facts.role, Role::Headline | Role::Variant(_))) {
        tell(view, &dead, found);
    }
    of_headline(view, &in_headlines, &people, found);
}

fn age<'a>(facts: &'a Facts, captures: &regex::Captures<'_>, name: &str) -> Option<&'a Fact> {
    facts.caught(captures, name).filter(|age| age.value <= 115.0 && !age.is_rough)
}

/// The ages of one person.
fn tell(view: &StoryView<'_>, ages: &[Mention<'_>], found: &mut Found<'_>) {
    let Some((first, rest)) = ages.split_first() else { return };
    let Some(other) = rest.iter().find(|age| !same(age.fact.value, first.fact.value)) else {
        return;
    };
    let all: Vec<&Mention<'_>> = ages.iter().collect();
    let (wrong, right) = wrong_one([first, other], &all);
    add(view, wrong, right, found);
}

fn add(view: &StoryView<'_>, wrong: &Mention<'_>, right: &Mention<'_>, found: &mut Found<'_>) {
    if let Some(text) = view.text_of(wrong.facts) {
        let message = format!("{} says {}; check both.", right.place(), right.fact.value);
        found.add(Spot::words(&text, wrong.fact.range.clone(), message));
    }
}

/// An age in the headline that nobody has, while somebody has it with its digits turned round.
fn of_headline(
    view: &StoryView<'_>,
    in_headlines: &[Mention<'_>],
    people: &BTreeMap<String, Vec<Mention<'_>>>,
    found: &mut Found<'_>,
) {
    for headline in in_headlines {
        let ages = || people.values().flatten();
        let age = headline.fact.value;
        if ages().any(|mention| same(mention.fact.value, age)) {
            continue;
        }
        if let Some(right) = ages().find(|mention| is_slip(mention.fact.value, age)) {
            add(view, headline, right, found);
        }
    }
}
