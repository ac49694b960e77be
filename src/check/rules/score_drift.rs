//! A score in the headline that the copy does not have.

use crate::check::facts::{Fact, Kind, Mention, mentions, shared};
use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::{Role, StoryView};
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "score-drift",
    group: Group::Consistency,
    level: Level::Warning,
    what: "A score in a headline that the copy tells differently.",
    why: "It is the one thing that every reader of the page knows.",
    source: "Desk practice: headlines are checked against the copy.",
    wrong: "beat Herons 5-4 in the headline, 4-3 in the copy",
    right: "4-3 in both",
    looks: &[Look::Story(look)],
};

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    let all = mentions(view, |kind| kind == Kind::Score);
    let is_headline =
        |it: &&Mention<'_>| matches!(it.facts.role, Role::Headline | Role::Variant(_));
    for headline in all.iter().filter(is_headline) {
        // `win 94-88 to even series at 2-2`: not all of them need be told again.
        let scores = headline.facts.all.iter().filter(|fact| fact.kind == Kind::Score).count();
        if scores > 1 {
            continue;
        }
        let others = || all.iter().filter(|other| !is_headline(other));
        // The copy tells the same result, perhaps from the other side, in words like these.
        let about = |other: &&Mention<'_>| shared(headline.sentence, other.sentence) >= 2;
        let Some(told) = others().find(about) else { continue };
        let lead = others().filter(about).any(|other| is_same(headline.fact, other.fact));
        if lead || is_same(headline.fact, told.fact) {
            continue;
        }
        let (Some(text), Some(copy)) = (view.text_of(headline.facts), view.text_of(told.facts))
        else {
            continue;
        };
        let says = copy.words.get(told.fact.range.clone()).unwrap_or_default();
        let message = format!("The copy says {says}; check both.");
        found.add(Spot::words(&text, headline.fact.range.clone(), message));
    }
}

fn is_same(a: &Fact, b: &Fact) -> bool {
    let sides = |fact: &Fact| ((fact.value / 1e4).floor() as i64, (fact.value % 1e4) as i64);
    let ((a, b), (c, d)) = (sides(a), sides(b));
    (a, b) == (c, d) || (a, b) == (d, c)
}
