//! Thousands without their comma: `2000 children`.

use crate::check::facts::{FactView, Kind};
use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::Tongue;
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "thousands-comma",
    group: Group::Numbers,
    level: Level::Advice,
    what: "A number from 1,000 on without its comma.",
    why: "Without the comma it looks like a year.",
    source: "AP style, Guardian style: 2,000.",
    wrong: "2000 children stayed at home",
    right: "2,000 children stayed at home",
    looks: &[Look::Facts(look)],
};

fn look(view: &FactView<'_>, found: &mut Found<'_>) {
    let tag = view.text.reading.language.tag().to_ascii_lowercase();
    // Australian desks write 8000.
    if view.text.reading.tongue != Tongue::English || tag.ends_with("-au") || tag.ends_with("-nz") {
        return;
    }
    for fact in view.facts.all.iter().filter(|it| it.kind == Kind::Count && !it.is_word) {
        let words = view.words(fact.range.clone());
        let is_bare =
            words.len() >= 4 && words.len() <= 6 && words.bytes().all(|it| it.is_ascii_digit());
        if !is_bare || fact.value < 1_000.0 || is_a_name(view, fact.range.start, fact.range.end) {
            continue;
        }
        let (head, tail) = words.split_at(words.len() - 3);
        let with = format!("{head},{tail}");
        let message = format!("Write “{with}”.");
        let edit = view.text.replace(fact.range.clone(), &with);
        let spot = Spot::words(view.text, fact.range.clone(), message);
        found.add(spot.fixed_by(format!("Write “{with}”"), edit));
    }
}

/// `Route 1250`, `No. 4711`, `4210 Elm Street`, `5000-metre`, a telephone number.
fn is_a_name(view: &FactView<'_>, start: usize, end: usize) -> bool {
    let before = view.words(0..start).trim_end_matches(' ');
    let previous = before.rsplit(' ').next().unwrap_or_default();
    let behind = view.words(end..view.text.words.len());
    let next = behind.trim_start_matches(' ').chars().next();
    // `Perhaps 3000 were there`: the first word of a sentence has a capital anyway.
    let earlier = before.strip_suffix(previous).unwrap_or_default().trim_end();
    let begins = earlier.is_empty() || earlier.ends_with(['.', '?', '!', '”', '"', ':']);
    let is_led = previous.starts_with(char::is_uppercase)
        && !previous.ends_with(['.', '?', '!', ','])
        && !begins;
    const LEADS: [&str; 8] =
        ["number", "bib", "flight", "room", "code", "route", "extension", "dial"];
    is_led
        || LEADS.contains(&previous)
        || previous.ends_with("No.")
        || previous
            .ends_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '/' | '–' | '#' | '+'))
        || next.is_none_or(|c| c.is_uppercase() || c.is_ascii_digit())
        || behind.starts_with(['-', '/', '–', '@', ':', ')'])
        || behind.starts_with(|c: char| !c.is_alphanumeric() && c != ' ')
}
