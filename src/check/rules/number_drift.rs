//! The same things counted twice with two results: `2,000 pipes` in the headline, `200` in the copy.
//!
//! Numbers are tied by what they count and by the words of their sentences. Where a story counts
//! the same thing often (`people`), only what looks like a slip of the hand is told.

use std::collections::BTreeMap;

use crate::check::facts::{
    Kind, Mention, is_confirmed, is_slip, mentions, same, shared, told_apart, wrong_one,
};
use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::{Role, StoryView};
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "number-drift",
    group: Group::Consistency,
    level: Level::Warning,
    what: "The same things counted in two places with two results.",
    why: "Readers meet both numbers and believe neither.",
    source: "Desk practice: headline, standfirst and captions are checked against the copy.",
    wrong: "2,000 lead pipes in the headline, 200 in the copy",
    right: "200 lead pipes in both",
    looks: &[Look::Story(look)],
};

/// Whoever counts the same thing more often than this tells many numbers of it.
const MOST_MENTIONS: usize = 24;

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    let all = mentions(view, |kind| matches!(kind, Kind::Count | Kind::Measure | Kind::Span));
    let mut by_noun: BTreeMap<u32, Vec<&Mention<'_>>> = BTreeMap::new();
    for mention in &all {
        if let Some((noun, _)) = mention.fact.noun {
            by_noun.entry(noun).or_default().push(mention);
        }
    }
    for group in by_noun.values_mut() {
        // Most nouns are counted once, or always alike; only then is it read what stands around.
        if !are_told_differently(group) {
            continue;
        }
        group.retain(|mention| !says_another(mention));
        if group.len() > MOST_MENTIONS {
            continue;
        }
        if let Some((wrong, right)) = drift(group) {
            let Some(text) = view.text_of(wrong.facts) else { continue };
            let Some(other) = view.text_of(right.facts) else { continue };
            let words = |text: &str, mention: &Mention<'_>| {
                let end = mention.fact.noun.map_or(mention.fact.range.end, |(_, end)| end);
                (
                    mention.fact.range.start..end,
                    text.get(mention.fact.range.start..end).unwrap_or_default().to_owned(),
                )
            };
            let (range, _) = words(text.words, wrong);
            let (_, says) = words(other.words, right);
            let place = right.place();
            let message =
                format!("{place} says “{}”; check both.", crate::check::words::shown(&says));
            found.add(Spot::words(&text, range, message));
        }
    }
}

fn are_told_differently(group: &[&Mention<'_>]) -> bool {
    let mut values = group.iter().map(|mention| mention.fact.value);
    let first = values.next();
    values.any(|value| first.is_some_and(|first| !same(value, first)))
}

/// The two mentions that do not fit, the wrong one first.
fn drift<'a, 'b>(group: &[&'b Mention<'a>]) -> Option<(&'b Mention<'a>, &'b Mention<'a>)> {
    let mut values: Vec<f64> = group.iter().map(|mention| mention.fact.value).collect();
    values.sort_by(f64::total_cmp);
    values.dedup();
    if values.len() < 2 {
        return None;
    }
    for (index, a) in group.iter().enumerate() {
        for b in group.iter().skip(index + 1) {
            if is_drift(a, b, values.len()) && !is_confirmed(a, b, group) {
                return Some(wrong_one([a, b], group));
            }
        }
    }
    None
}

fn is_drift(a: &Mention<'_>, b: &Mention<'_>, values: usize) -> bool {
    let is_same_place = a.facts.at == b.facts.at;
    if is_same_place || !told_apart(a.fact, b.fact) {
        return false;
    }
    // The noun itself is among the stems for what is counted, not for units.
    let own = usize::from(a.fact.kind == Kind::Count);
    let topic = shared(a.sentence, b.sentence).saturating_sub(own);
    let slip = is_slip(a.fact.value, b.fact.value);
    let one_is_furniture = a.is_furniture() || b.is_furniture();
    let both_are_furniture = a.is_furniture() && b.is_furniture();
    let is_span = a.fact.kind == Kind::Span;
    let is_large = a.fact.value.max(b.fact.value) >= 100.0;
    match (one_is_furniture, slip) {
        (true, true) if values == 2 && !is_span => is_large || topic >= 1,
        (true, true) => topic >= 2,
        // Another length or group is soon told in like words.
        (true, false) if is_of_a_group(a) || is_of_a_group(b) => false,
        // What a picture shows is not all that there is.
        (true, false) if shows_a_picture(a) || shows_a_picture(b) => false,
        (true, false) if is_span => topic >= 4,
        (true, false) if a.fact.kind == Kind::Measure => values == 2 && topic >= 4,
        (true, false) if both_are_furniture => topic >= 2,
        (true, false) if is_next(a.fact.value, b.fact.value) => values == 2 && topic >= 1,
        (true, false) if is_one_digit_off(a.fact.value, b.fact.value) => values == 2,
        (true, false) => values == 2 && topic >= 2 || topic >= 4,
        (false, true) => values == 2 && topic >= 2,
        (false, false) => false,
    }
}

/// `its five pools`, `two of the five`, `all six`: the whole of which the other number is a part.
fn is_of_a_group(mention: &Mention<'_>) -> bool {
    let before = mention.before();
    let lead = before.trim_end().rsplit(' ').next().unwrap_or_default();
    matches!(
        lead,
        "its" | "the" | "all" | "their" | "his" | "her" | "of" | "our" | "these" | "those"
    )
}

fn shows_a_picture(mention: &Mention<'_>) -> bool {
    matches!(mention.facts.role, Role::Caption | Role::Alt)
}

/// `11 surgeons` and `12`; small groups differ by one for better reasons.
fn is_next(a: f64, b: f64) -> bool {
    same((a - b).abs(), 1.0) && a >= 10.0 && b >= 10.0
}

/// `2,600` for `2,900`: long numbers with one other digit.
fn is_one_digit_off(a: f64, b: f64) -> bool {
    let (one, other) = (a.to_string(), b.to_string());
    let differing = one.bytes().zip(other.bytes()).filter(|(a, b)| a != b).count();
    a >= 1_000.0 && b >= 1_000.0 && one.len() == other.len() && differing == 1
}

/// `another 200`, `a further 12`, `of them`, `last year`: a different count.
fn says_another(mention: &Mention<'_>) -> bool {
    let outline = mention.sentence.outline.to_lowercase();
    const SIGNS: [&str; 11] = [
        "another <",
        "a further <",
        "an additional <",
        "the other <",
        "> more ",
        "> other ",
        " of them",
        " past year",
        " last year",
        "a year ago",
        "a year earlier",
    ];
    SIGNS.iter().any(|sign| outline.contains(sign))
}
