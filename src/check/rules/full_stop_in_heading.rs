//! A headline or subhead that ends with a full stop.

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::{Role, Text};
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "full-stop-in-heading",
    group: Group::Headlines,
    level: Level::Advice,
    what: "A headline or subhead ends with a full stop.",
    why: "House styles set headlines without one.",
    source: "Headline style of AP, the Guardian and most houses.",
    wrong: "Ferries sail again.",
    right: "Ferries sail again",
    looks: &[Look::Text(look)],
};

/// Short words that keep their stop.
const ABBREVIATIONS: [&str; 24] = [
    "inc", "ltd", "corp", "bros", "dept", "etc", "approx", "prof", "capt", "sept", "assn", "univ",
    "bzw", "usw", "evtl", "ggf", "inkl", "mio", "mrd", "str", "sarl", "avda", "pags", "cía",
];

fn look(text: &Text<'_>, found: &mut Found<'_>) {
    if !matches!(text.role, Role::Headline | Role::Variant(_) | Role::Subhead) {
        return;
    }
    let end = text.words.trim_end().len();
    let Some(words) = text.words.get(..end).and_then(|words| words.strip_suffix('.')) else {
        return;
    };
    // A stop inside means two sentences, an ellipsis or an abbreviation such as `U.S.`; digits
    // before the stop make an ordinal in German.
    let last = words.rsplit(char::is_whitespace).next().unwrap_or_default();
    let is_word = last.chars().count() >= 3 && last.chars().all(char::is_alphabetic);
    let is_abbreviation = ABBREVIATIONS.contains(&last.to_lowercase().as_str());
    if words.contains(['.', '…', '!', '?']) || !is_word || is_abbreviation {
        return;
    }
    let stop = end - 1..end;
    let message = "The heading ends with a full stop; delete it.";
    let edit = text.replace(stop.clone(), "");
    let spot = Spot::words(text, stop, message);
    found.add(spot.fixed_by("Delete the full stop", edit));
}
