//! The same word twice: `the the`.
//!
//! Only in languages whose lawful doublings are known, only across plain space, and only where
//! the second word is in lower case: `Duran Duran` is a name.

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::{Text, Tongue};
use crate::check::words::{same_word, words};
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "doubled-word",
    group: Group::Words,
    level: Level::Warning,
    what: "A word stands twice in a row.",
    why: "The eye skips it in the copy and the reader finds it in print.",
    source: "Proofreading.",
    wrong: "It sails in the the morning.",
    right: "It sails in the morning.",
    looks: &[Look::Text(look)],
};

/// Words that mean something doubled, in any language.
const REDUPLICATIONS: [&str; 49] = [
    "agar", "aye", "beri", "blah", "bla", "bon", "boo", "bora", "bye", "can", "cha", "chop",
    "choo", "chow", "dik", "dum", "gado", "ha", "hee", "hey", "ho", "hush", "knock", "la", "mahi",
    "murr", "night", "oh", "peri", "piri", "pom", "pooh", "ra", "ta", "tam", "tick", "tom", "tsk",
    "tuk", "tut", "wah", "win", "woof", "yada", "ylang", "yo", "yum", "zzz", "na",
];

const ENGLISH: [&str; 32] = [
    "had", "that", "is", "was", "were", "are", "do", "did", "does", "her", "you", "it", "in", "on",
    "out", "over", "up", "off", "who", "what", "there", "very", "really", "so", "no", "yes", "now",
    "never", "far", "many", "long", "much",
];

const GERMAN: [&str; 45] = [
    "die", "der", "das", "den", "dem", "sie", "ihr", "ihre", "ihren", "ihrer", "ihnen", "ihm",
    "ihn", "sein", "seine", "haben", "hatte", "hatten", "war", "waren", "werden", "worden", "wird",
    "ist", "sind", "an", "auf", "aus", "ab", "ein", "vor", "mit", "zu", "nach", "bei", "um",
    "durch", "über", "sehr", "so", "nein", "ja", "nie", "ganz", "viel",
];

const FRENCH: [&str; 22] = [
    "nous", "vous", "est", "une", "si", "en", "très", "trop", "bien", "non", "oui", "plus", "tout",
    "jamais", "même", "faire", "pas", "là", "lui", "elle", "elles", "beaucoup",
];

const SPANISH: [&str; 23] = [
    "no", "sí", "muy", "ya", "nada", "casi", "poco", "más", "tan", "así", "como", "para", "sobre",
    "entre", "bajo", "es", "fue", "era", "nunca", "todo", "bien", "luego", "mucho",
];

fn look(text: &Text<'_>, found: &mut Found<'_>) {
    let lawful: &[&str] = match text.reading.tongue {
        Tongue::English => &ENGLISH,
        Tongue::German => &GERMAN,
        Tongue::French => &FRENCH,
        Tongue::Spanish => &SPANISH,
        Tongue::Other => return,
    };
    let all = text.words;
    let mut previous = 0..0;
    for range in words(all) {
        let before = std::mem::replace(&mut previous, range.clone());
        // Words of another length, in bytes, are not the same; `ß` and `ẞ` are no doubling.
        if before.len() != range.len() {
            continue;
        }
        let (Some(first), Some(second), Some(between)) =
            (all.get(before.clone()), all.get(range.clone()), all.get(before.end..range.start))
        else {
            continue;
        };
        if !same_word(first, second)
            || !second.chars().all(|c| c.is_lowercase() || !c.is_alphabetic())
            || !second.chars().any(char::is_alphabetic)
            || second.chars().any(|c| c.is_ascii_digit())
            || !is_plain_space(between)
            || joins_more(all, before.start, range.end)
        {
            continue;
        }
        let is_lawful = REDUPLICATIONS.contains(&second)
            || lawful.contains(&second)
            || is_letter_name(second, text);
        if is_lawful {
            continue;
        }
        let message = format!("“{second}” stands twice; delete one.");
        let edit = text.replace(before.end..range.end, "");
        let label = format!("Delete the second “{second}”");
        found.add(Spot::words(text, range, message).fixed_by(label, edit));
        if found.is_full() {
            return;
        }
    }
}

/// A space, or two: a stop, a hyphen or a new line between two words parts them, and so do the
/// tabs and runs of spaces of columns.
fn is_plain_space(between: &str) -> bool {
    matches!(between, " " | "  " | "\u{a0}")
}

/// A hyphen or the like joins one of the two to a further word: `in-the the-hague`.
fn joins_more(text: &str, start: usize, end: usize) -> bool {
    let joins = |c: char| matches!(c, '-' | '\u{2010}' | '\u{2011}' | '/' | '@' | '_' | '\'' | '’');
    let before = text.get(..start).and_then(|text| text.chars().next_back());
    let mut after = text.get(end..).unwrap_or_default().chars();
    let (next, second) = (after.next(), after.next());
    before.is_some_and(joins)
        || next.is_some_and(joins)
        || (next == Some('.') && second.is_some_and(char::is_alphanumeric))
}

/// One letter that is no word of the language stands for itself: `x x`.
fn is_letter_name(word: &str, text: &Text<'_>) -> bool {
    if word.chars().count() > 1 {
        return false;
    }
    let is_word = match text.reading.tongue {
        Tongue::English => matches!(word, "a"),
        Tongue::French => matches!(word, "a" | "à" | "y"),
        Tongue::Spanish => matches!(word, "a" | "y" | "o" | "e"),
        Tongue::German | Tongue::Other => false,
    };
    !is_word
}
