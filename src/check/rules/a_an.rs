//! `a` before a vowel, `an` before a consonant.
//!
//! The sound decides, not the letter: `an hour`, `a university`, `an MP`, `an 11th`. Words whose
//! sound is not sure (`historic`, `herb`, a name) are left alone.

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::spelling::english_word;
use crate::check::view::{Text, Tongue};
use crate::check::words::words;
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "a-an",
    group: Group::Grammar,
    level: Level::Error,
    what: "The article does not go with the sound of the next word.",
    why: "It is what is left when the next word was changed.",
    source: "Grammar; the AP Stylebook on “a, an”.",
    wrong: "He had a appointment.",
    right: "He had an appointment.",
    looks: &[Look::Text(look)],
};

/// Begin with a vowel, but sound like `you` or `one`.
const LIKE_CONSONANT: [&str; 26] = [
    "eu", "ewe", "one", "once", "oui", "ouija", "ubi", "ufo", "uganda", "ugandan", "ukrain",
    "ukulele", "unanim", "uni", "upsilon", "ural", "uranium", "uranus", "uruguay", "usab", "usage",
    "use", "usu", "ute", "uti", "uto",
];

/// Begin like those above, but with a vowel all the same.
const LIKE_VOWEL: [&str; 7] = ["unim", "uninform", "unint", "uninh", "unins", "uninv", "unident"];

/// Begin with an `h` that is not heard.
const SILENT: [&str; 5] = ["heir", "honest", "honor", "honour", "hour"];

/// Nobody agrees, or it depends on the speaker.
const UNSURE: [&str; 8] =
    ["herb", "hist", "hotel", "hors", "homage", "habitual", "hallucin", "hereditary"];

fn look(text: &Text<'_>, found: &mut Found<'_>) {
    if text.reading.tongue != Tongue::English {
        return;
    }
    let all = text.words;
    let mut previous = 0..0;
    for range in words(all) {
        let before = std::mem::replace(&mut previous, range.clone());
        let (Some(article), Some(word), Some(between)) =
            (all.get(before.clone()), all.get(range.clone()), all.get(before.end..range.start))
        else {
            continue;
        };
        if !matches!(article, "a" | "an" | "A" | "An") || between != " " {
            continue;
        }
        let wants_an = article.chars().count() == 1;
        if has_vowel_sound(word) != Some(wants_an) || is_letter(all, before.start) {
            continue;
        }
        let right = match (article, wants_an) {
            ("A", _) => "An",
            ("An", _) => "A",
            (_, true) => "an",
            (_, false) => "a",
        };
        let message = format!("“{article} {word}” should be “{right} {word}”.");
        let edit = text.replace(before.clone(), right);
        let label = format!("Change to “{right}”");
        found.add(Spot::words(text, before.start..range.end, message).fixed_by(label, edit));
        if found.is_full() {
            return;
        }
    }
}

/// Whether a word begins with the sound of a vowel; `None` where that is not sure.
fn has_vowel_sound(word: &str) -> Option<bool> {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        let number: String = word.chars().take_while(char::is_ascii_digit).collect();
        let rest = word.get(number.len()..).unwrap_or_default();
        let is_plain = matches!(rest, "" | "th" | "st" | "nd" | "rd" | "s" | "m" | "bn" | "p");
        return is_plain.then(|| {
            number.starts_with('8') || (matches!(number.as_str(), "11" | "18") && number.len() == 2)
        });
    }
    let is_capital = word.chars().next().is_some_and(char::is_uppercase);
    // Acronyms are read as letters or as words, and names as their owners please.
    let small: String = word.chars().flat_map(char::to_lowercase).collect();
    if word.chars().skip(1).any(char::is_uppercase)
        || (is_capital && english_word(&small).is_none())
    {
        return None;
    }
    if small.chars().count() < 2
        || !small.chars().all(|c| c.is_ascii_alphabetic() || c == '\'' || c == '’')
    {
        return None;
    }
    let begins = |list: &[&str]| list.iter().any(|start| small.starts_with(start));
    if begins(&UNSURE) {
        return None;
    }
    if begins(&SILENT) {
        return Some(true);
    }
    if begins(&LIKE_CONSONANT) && !begins(&LIKE_VOWEL) {
        // `unimportant`, `unilluminated`: `un` before a vowel of its own.
        let is_un = small.strip_prefix("un").is_some_and(|rest| {
            rest.starts_with('i') && rest.len() >= 6 && english_word(rest).is_some()
        });
        return Some(is_un);
    }
    Some(small.starts_with(['a', 'e', 'i', 'o', 'u']))
}

/// The letter, not the article: `grade A apples`, `vitamin A is`, a list `a) …`.
fn is_letter(all: &str, start: usize) -> bool {
    let before = all.get(..start).unwrap_or_default();
    let is_capital = all.get(start..).is_some_and(|rest| rest.starts_with('A'));
    let mut back = before.chars().rev();
    let last = back.find(|c| !c.is_whitespace());
    is_capital && last.is_some_and(|c| c.is_alphanumeric() || c == ',')
        || before.ends_with(['-', '/', '.', '&', '’', '\''])
}
