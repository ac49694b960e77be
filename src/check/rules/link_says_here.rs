//! A link whose words do not say where it leads.

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::Text;
use crate::check::words::plain;
use crate::check::{Group, Level};
use crate::story::MarkKind;

pub(super) const RULE: Rule = Rule {
    id: "link-says-here",
    group: Group::Links,
    level: Level::Advice,
    what: "A link lies on “here” or the like.",
    why: "WCAG 2.2, 2.4.4: heard or read alone, the words of a link say where it leads.",
    source: "WCAG 2.2, 2.4.4.",
    wrong: "Read the report [here].",
    right: "Read [the harbour report].",
    looks: &[Look::Text(look)],
};

const SAYS_NOTHING: [&str; 20] = [
    "here",
    "click here",
    "this link",
    "this page",
    "link",
    "read here",
    "hier",
    "hier klicken",
    "klicken sie hier",
    "dieser link",
    "ici",
    "cliquez ici",
    "ce lien",
    "lien",
    "aquí",
    "aqui",
    "haga clic aquí",
    "haz clic aquí",
    "este enlace",
    "enlace",
];

/// The longest of them, in bytes, with room for stops and spaces.
const MOST_BYTES: usize = 32;

fn look(text: &Text<'_>, found: &mut Found<'_>) {
    for mark in text.marks() {
        if !matches!(mark.kind, MarkKind::Link { .. }) || mark.range.len() > MOST_BYTES {
            continue;
        }
        let words = text.words.get(mark.range.clone()).unwrap_or_default();
        if SAYS_NOTHING.contains(&plain(words).as_str()) {
            let message = format!(
                "The link lies on “{}”; lay it on words that say where it leads.",
                words.trim()
            );
            found.add(Spot::words(text, mark.range.clone(), message));
        }
    }
}
