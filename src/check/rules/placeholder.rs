//! Something that was to be filled in later: `TK`, `XXX`, `[CHECK]`, lorem ipsum.
//!
//! Precision first: a Super Bowl is XXX, a shop is TK Maxx, a German insurer is TK, so the bare
//! signs count only where no name can stand.

use std::ops::Range;

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::{Text, Tongue};
use crate::check::words::words;
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "placeholder",
    group: Group::Words,
    level: Level::Error,
    what: "Something was left to be filled in: TK, XXX, [CHECK], lorem ipsum.",
    why: "It is a note of the writer to the desk, and embarrassing in print.",
    source: "Desk practice: TK, “to come”.",
    wrong: "The mayor, TK, said so.",
    right: "The mayor, Ada Marlowe, said so.",
    looks: &[Look::Text(look)],
};

/// What stands in square brackets when something is still to do, in lower case, as the first word.
const TO_DO: [&str; 34] = [
    "tk",
    "tktk",
    "tkk",
    "tbc",
    "tbd",
    "todo",
    "fixme",
    "check",
    "verify",
    "confirm",
    "xx",
    "xxx",
    "xxxx",
    "name",
    "number",
    "date",
    "figure",
    "prüfen",
    "checken",
    "klären",
    "nachtragen",
    "einfügen",
    "vérifier",
    "confirmer",
    "compléter",
    "insérer",
    "comprobar",
    "verificar",
    "revisar",
    "confirmar",
    "completar",
    "insertar",
    "insert",
    "add",
];

/// Of these, the ones that also stand in quotations, where a bracket holds the editor's own word
/// (`“[name] did it”`): they count only in capitals.
const ONLY_IN_CAPITALS: [&str; 8] =
    ["name", "number", "date", "figure", "add", "insert", "check", "confirm"];

/// The longest note in brackets, in bytes; what is longer is copy.
const MOST_NOTE_BYTES: usize = 60;

fn look(text: &Text<'_>, found: &mut Found<'_>) {
    if text.words.contains('[') {
        brackets(text, found);
    }
    if text.words.contains("TK") || text.words.contains("XXX") {
        bare(text, found);
    }
    if let Some(range) = lorem(text.words) {
        add(text, range, Level::Error, found);
    }
}

fn add(text: &Text<'_>, range: Range<usize>, level: Level, found: &mut Found<'_>) {
    let words = text.words.get(range.clone()).unwrap_or_default();
    let message = format!("“{words}” was left to be filled in; put the copy in its place.");
    found.add(Spot::words(text, range, message).at_level(level));
}

/// `[CHECK]`, `[TK: age]`, `[PRÜFEN]`.
fn brackets(text: &Text<'_>, found: &mut Found<'_>) {
    for (start, _) in text.words.match_indices('[') {
        if found.is_full() {
            return;
        }
        let rest = text.words.get(start + 1..).unwrap_or_default();
        let near = rest.get(..floor(rest, MOST_NOTE_BYTES)).unwrap_or_default();
        let Some(len) = near.find(']') else { continue };
        let note = near.get(..len).unwrap_or_default();
        if is_to_do(note) {
            add(text, start..start + len + 2, Level::Error, found);
        }
    }
}

fn is_to_do(note: &str) -> bool {
    let Some(first) = words(note).next().and_then(|range| note.get(range)) else { return false };
    let word = first.to_lowercase();
    // French writes `[À VÉRIFIER]`.
    let (first, word) = if word == "à" {
        match words(note).nth(1).and_then(|range| note.get(range)) {
            Some(second) => (second, second.to_lowercase()),
            None => return false,
        }
    } else {
        (first, word)
    };
    let is_capitals = first.chars().all(|c| !c.is_lowercase());
    TO_DO.contains(&word.as_str()) && (is_capitals || !ONLY_IN_CAPITALS.contains(&word.as_str()))
}

/// `TK`, `TKTK`, `XXX` outside brackets.
fn bare(text: &Text<'_>, found: &mut Found<'_>) {
    let all = text.words;
    let mut previous: Option<Range<usize>> = None;
    for range in words(all) {
        let word = all.get(range.clone()).unwrap_or_default();
        if matches!(word.as_bytes(), [b'T', b'K', ..] | [b'X', b'X', b'X', ..])
            && stands_alone(all, &range)
        {
            let before = previous.clone().and_then(|range| all.get(range)).unwrap_or_default();
            let after = all.get(range.end..).unwrap_or_default();
            if let Some(level) = doubt(word, before, after, text.reading.tongue) {
                add(text, range.clone(), level, found);
            }
        }
        if found.is_full() {
            return;
        }
        previous = Some(range);
    }
}

/// How sure it is that a bare sign is a placeholder: an error where it can be nothing else.
fn doubt(word: &str, before: &str, after: &str, tongue: Tongue) -> Option<Level> {
    let many = |sign: &str, times: usize| {
        word.len() >= sign.len() * times
            && word.len().is_multiple_of(sign.len())
            && word.as_bytes().chunks(sign.len()).all(|chunk| chunk == sign.as_bytes())
    };
    if many("TK", 2) || (many("X", 4) && before != "Castlemaine") {
        return Some(Level::Error);
    }
    let begins_upper = |text: &str| text.chars().next().is_some_and(char::is_uppercase);
    let next = after.trim_start();
    // A name or a number makes it one: TK Maxx, flight TK 1951, Super Bowl XXX.
    let next_names = begins_upper(next) || next.starts_with(|c: char| c.is_ascii_digit());
    match word {
        "TK" if tongue == Tongue::English && !next_names => Some(Level::Warning),
        "XXX" if !next_names && !begins_upper(before) => {
            let next = words(next).next().and_then(|range| next.get(range)).unwrap_or_default();
            let is_film =
                matches!(next, "film" | "films" | "movie" | "movies" | "rated" | "content");
            (!is_film).then_some(Level::Warning)
        }
        _ => None,
    }
}

/// Nothing joins the sign to a neighbour, as in `TK-Chef`, `@TK`, `.XXX` and `XXX.example`.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).and_then(|text| text.chars().next_back());
    let mut after = text.get(range.end..).unwrap_or_default().chars();
    let (next, second) = (after.next(), after.next());
    let joins = |c: Option<char>| c.is_some_and(|c| matches!(c, '-' | '_' | '/' | '@' | '#' | '&'));
    let is_domain = next == Some('.') && second.is_some_and(char::is_alphanumeric);
    // What stands first in brackets has been told of with them.
    !(joins(before) || matches!(before, Some('.' | '[')) || joins(next) || is_domain)
}

fn lorem(text: &str) -> Option<Range<usize>> {
    const LOREM: [&str; 3] = ["Lorem ipsum", "lorem ipsum", "LOREM IPSUM"];
    // One cheap search settles it for nearly every text.
    if !(text.contains("psum") || text.contains("PSUM")) {
        return None;
    }
    LOREM.iter().find_map(|lorem| {
        let start = text.find(lorem)?;
        Some(start..start + lorem.len())
    })
}

/// The last boundary between characters up to a byte.
fn floor(text: &str, byte: usize) -> usize {
    (0..=byte.min(text.len())).rev().find(|byte| text.is_char_boundary(*byte)).unwrap_or(0)
}
