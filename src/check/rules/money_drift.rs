//! The same sum of money in two places, with a slip of the hand between them.

use std::collections::BTreeMap;

use crate::check::facts::{
    Kind, Mention, is_confirmed, is_slip, mentions, shared, told_apart, wrong_one,
};
use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::StoryView;
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "money-drift",
    group: Group::Consistency,
    level: Level::Warning,
    what: "The same sum in two places, with digits that changed places or a nought astray.",
    why: "Readers meet both sums and believe neither.",
    source: "Desk practice: headline, standfirst and captions are checked against the copy.",
    wrong: "a £380m plan in the headline, £38m in the copy",
    right: "£380m in both",
    looks: &[Look::Story(look)],
};

/// A sum with one digit and noughts is often met by chance.
const MOST_MENTIONS: usize = 24;

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    let all = mentions(view, |kind| kind == Kind::Money);
    let mut alike: BTreeMap<(&str, String), Vec<&Mention<'_>>> = BTreeMap::new();
    for mention in &all {
        let digits = sorted_digits(mention.fact.value);
        alike.entry((mention.fact.unit, digits)).or_default().push(mention);
    }
    for ((_, digits), group) in &alike {
        if group.len() > MOST_MENTIONS {
            continue;
        }
        // Three digits are not met again by chance.
        let least = match digits.len() {
            0 | 1 => 3,
            2 => 1,
            _ => 0,
        };
        let pairs = group.iter().enumerate();
        let mut pairs = pairs.flat_map(|(at, a)| group.iter().skip(at + 1).map(move |b| (a, b)));
        let is_drift = |(a, b): &(&&Mention<'_>, &&Mention<'_>)| {
            let needed = if a.is_furniture() || b.is_furniture() { least } else { least + 1 };
            a.facts.at != b.facts.at
                && told_apart(a.fact, b.fact)
                && !is_confirmed(a, b, group)
                && is_slip(a.fact.value, b.fact.value)
                && shared(a.sentence, b.sentence) >= needed
        };
        let Some((a, b)) = pairs.find(is_drift) else { continue };
        let (wrong, right) = wrong_one([a, b], group);
        let (Some(text), Some(other)) = (view.text_of(wrong.facts), view.text_of(right.facts))
        else {
            continue;
        };
        let says = other.words.get(right.fact.range.clone()).unwrap_or_default();
        let message = format!("{} says “{says}”; check both.", right.place());
        found.add(Spot::words(&text, wrong.fact.range.clone(), message));
    }
}

/// The digits of a sum in order of size, without noughts: alike for all slips of one sum.
fn sorted_digits(value: f64) -> String {
    let mut digits: Vec<char> =
        format!("{value:.2}").chars().filter(|c| matches!(c, '1'..='9')).collect();
    digits.sort_unstable();
    digits.into_iter().collect()
}
