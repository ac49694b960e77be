//! A graf that goes on and on.

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::{Role, Text};
use crate::check::words::words;
use crate::check::{Group, Level};
use crate::story::Place;

pub(super) const RULE: Rule = Rule {
    id: "graf-long",
    group: Group::Structure,
    level: Level::Advice,
    what: "A graf is longer than the house likes.",
    why: "On a phone it fills the screen without a break.",
    source: "Web readability: a graf is one or two thoughts.",
    wrong: "A graf of 200 words.",
    right: "Two grafs of 100 words.",
    looks: &[Look::Text(look)],
};

fn look(text: &Text<'_>, found: &mut Found<'_>) {
    let most = text.reading.settings.graf_most_words;
    // A word and its space take two bytes at least.
    if text.role != Role::Graf || text.words.len() / 2 < most {
        return;
    }
    let count = words(text.words).count();
    if count > most {
        let message = format!("The graf has {count} words, more than {most}; break it in two.");
        found.add(Spot::place(Place::Text(text.at), opening(text.words), message));
    }
}

/// The first words, which are the graf's name: its end may change.
fn opening(text: &str) -> String {
    words(text).take(6).filter_map(|range| text.get(range)).collect::<Vec<_>>().join(" ")
}
