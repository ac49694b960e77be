//! A space before a comma or full stop. French sets one before `; : ! ?` and is left to.

use std::ops::Range;

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::{Text, Tongue};
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "space-before-stop",
    group: Group::Words,
    level: Level::Warning,
    what: "A space stands before a comma, full stop or other sign that ends a clause.",
    why: "It is left over from an edit, and a line may break there.",
    source: "Typesetting (not in French, which sets one before : ; ! ?).",
    wrong: "The ferry sails .",
    right: "The ferry sails.",
    looks: &[Look::Text(look)],
};

fn look(text: &Text<'_>, found: &mut Found<'_>) {
    let signs: &[u8] = match text.reading.tongue {
        Tongue::English | Tongue::German | Tongue::Spanish => b",.;:!?",
        Tongue::French | Tongue::Other => b",.",
    };
    let bytes = text.words.as_bytes();
    let mut from = 0;
    while let Some(gap) = next_space(bytes, from) {
        from = gap.end;
        // A longer run sets columns.
        if gap.len() > 2 {
            continue;
        }
        let Some(sign) = bytes.get(gap.end).copied().filter(|sign| signs.contains(sign)) else {
            continue;
        };
        if !follows_word(text.words, gap.start) || !ends_clause(text.words, gap.end + 1) {
            continue;
        }
        let sign = char::from(sign);
        let message = format!("A space stands before the “{sign}”; delete it.");
        let edit = text.replace(gap.clone(), "");
        let spot = Spot::words(text, gap.start..gap.end + 1, message);
        found.add(spot.fixed_by("Delete the space", edit));
        if found.is_full() {
            return;
        }
    }
}

/// The next run of plain spaces.
fn next_space(bytes: &[u8], from: usize) -> Option<Range<usize>> {
    let start = from + bytes.get(from..)?.iter().position(|byte| *byte == b' ')?;
    let len = bytes.get(start..)?.iter().take_while(|byte| **byte == b' ').count();
    Some(start..start + len)
}

/// A letter, or what closes a word, comes before; digits do not count, since scores, times and
/// tables set spaces around their signs.
fn follows_word(text: &str, byte: usize) -> bool {
    let before = text.get(..byte).and_then(|text| text.chars().next_back());
    before.is_some_and(|c| c.is_alphabetic() || matches!(c, ')' | ']' | '”' | '’' | '»' | '“'))
}

/// A space, a closing sign or the end comes after; `.example`, `,5`, `...` and `:)` are words of
/// their own.
fn ends_clause(text: &str, byte: usize) -> bool {
    let after = text.get(byte..).and_then(|text| text.chars().next());
    after.is_none_or(|c| c.is_whitespace() || matches!(c, '”' | '’' | '»' | '“'))
}
