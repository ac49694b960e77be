//! A description that does not begin like a sentence.

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::{Role, Text, Tongue};
use crate::check::words::words;
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "alt-form",
    group: Group::Descriptions,
    level: Level::Advice,
    what: "A picture’s description begins with a small letter.",
    why: "It is read out, and shown where the picture cannot be, as a sentence of its own.",
    source: "BBC and W3C practice: descriptions are written as sentences.",
    wrong: "Description: a white ferry leaves the harbour.",
    right: "Description: A white ferry leaves the harbour.",
    looks: &[Look::Text(look)],
};

fn look(text: &Text<'_>, found: &mut Found<'_>) {
    if text.role != Role::Alt || text.reading.tongue == Tongue::Other {
        return;
    }
    let count = words(text.words).take(3).count();
    let Some(first) = text.words.chars().next() else { return };
    let word = text.words.split_whitespace().next().unwrap_or_default();
    // `iPhone`, `dsc_0815.jpg`
    let is_plain = word.chars().all(|c| c.is_lowercase() || matches!(c, '’' | '\'' | ',' | '-'));
    if !first.is_lowercase() || !is_plain || count < 3 {
        return;
    }
    let range = 0..first.len_utf8();
    let capital: String = first.to_uppercase().collect();
    let edit = text.replace(range.clone(), &capital);
    let label = format!("Write “{capital}”");
    let message = "The description begins with a small letter.";
    found.add(Spot::words(text, range, message).fixed_by(label, edit));
}
