//! An age that does not fit the date of birth, or the year that somebody was that old in.

use std::sync::LazyLock;

use chrono::{Datelike as _, NaiveDate};
use regex::Regex;

use crate::check::facts::{Fact, Kind, Mention, pattern};
use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::StoryView;
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "age-date-mismatch",
    group: Group::Dates,
    level: Level::Warning,
    what: "An age that does not fit the date of birth.",
    why: "Obituaries and profiles are looked up for years.",
    source: "Arithmetic.",
    wrong: "Finnegan, who is 61, was born in 1975",
    right: "Finnegan, who is 61, was born in 1965",
    looks: &[Look::Story(look)],
};

static BORN: LazyLock<[Regex; 2]> = LazyLock::new(|| {
    [
        pattern(r"\bborn <d:b>; died <d:e>"),
        pattern(r"\bborn\b[^<]*?\b(?:in|on) (?:[^<,.]* )?<yd:b>"),
    ]
});
/// `who has died aged 78`, `dies at 93`; `He was 90.`; `Finnegan, who is 61, was born`.
static AGE: LazyLock<[Regex; 5]> = LazyLock::new(|| {
    [
        pattern(r"\b(?:dies|died|dead),? (?:at|aged) <n:a>"),
        pattern(r"^(?:he|she) was <n:a>\."),
        pattern(r", who is <n:a>, was born"),
        pattern(r", <n:a>, was born"),
        pattern(r"\bborn\b[^<]*<[dy][0-9]+>,? (?:and )?is (?:now )?<nh:a>"),
    ]
});
/// `in 1964, at the age of 18`; `in 1986, when he was 22`.
static THEN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\bin <y:y>,? (?:at the age of|aged|when (?:he|she) was) <n:a>"));

/// The most places that tell the age of one person.
const MOST_AGES: usize = 4;

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    let Some(today) = view.day() else { return };
    let (mut births, mut ages, mut then) = (Vec::new(), Vec::new(), Vec::new());
    let mut death = None;
    for facts in view.facts() {
        for sentence in &facts.sentences {
            let mention = |fact| Mention { facts, sentence, fact };
            if let Some(captures) = BORN.iter().find_map(|it| it.captures(&sentence.outline)) {
                births.extend(facts.caught(&captures, "b").map(mention));
                death = facts.caught(&captures, "e").or(death);
            }
            for regex in AGE.iter() {
                let captures = regex.captures(&sentence.outline);
                ages.extend(captures.and_then(|it| facts.caught(&it, "a")).map(mention));
            }
            if let Some(captures) = THEN.captures(&sentence.outline)
                && let (Some(year), Some(age)) =
                    (facts.caught(&captures, "y"), facts.caught(&captures, "a"))
            {
                then.push((mention(year), age));
            }
        }
    }
    // With two births there are two people, and nobody knows whose age is whose.
    let [birth] = births.as_slice() else { return };
    let Some(year) = year(birth.fact) else { return };
    // More ages than these are those of several people.
    if ages.len() > MOST_AGES {
        return;
    }
    let today = death.and_then(date).unwrap_or(today);
    let oldest = today.year() - year;
    let youngest =
        if is_birthday_past(birth.fact, today) == Some(true) { oldest } else { oldest - 1 };
    let oldest =
        if is_birthday_past(birth.fact, today) == Some(false) { oldest - 1 } else { oldest };
    let fits = |age: &Fact| (f64::from(youngest)..=f64::from(oldest)).contains(&age.value);
    if let Some(age) = ages.iter().find(|age| !fits(age.fact)) {
        let said = age.fact.value;
        let message =
            format!("Born then, the age is {oldest}, and the copy says {said}; check both.");
        // Both days of an obituary’s last line are more likely right than the age in the copy.
        let (at, range) = if death.is_some() {
            (age.facts, age.fact.range.clone())
        } else {
            (birth.facts, birth.fact.range.clone())
        };
        if let Some(text) = view.text_of(at) {
            found.add(Spot::words(&text, range, message));
        }
        if death.is_none() {
            return;
        }
    }
    for (when, age) in &then {
        let Some(then) = self::year(when.fact) else { continue };
        let is = f64::from(then - year);
        if (age.value - is).abs() > 1.0 || age.value > is {
            let Some(text) = view.text_of(when.facts) else { continue };
            let message = format!("Born in {year}, that is an age of {is}; check both.");
            found.add(Spot::words(&text, when.fact.range.start..age.range.end, message));
        }
    }
}

fn year(fact: &Fact) -> Option<i32> {
    match fact.kind {
        Kind::Year => Some(fact.value as i32),
        _ => fact.day.year,
    }
}

/// Whether the birthday of this year is over; `None` where only the year of birth is told.
fn is_birthday_past(birth: &Fact, today: NaiveDate) -> Option<bool> {
    let day = birth.day.day?;
    Some((today.month(), today.day()) >= (birth.day.month, day))
}

/// A day that is told with its year.
fn date(fact: &Fact) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(fact.day.year?, fact.day.month, fact.day.day?)
}
