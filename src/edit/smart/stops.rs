//! Dashes and ellipses.

use super::house::House;
use super::{Habits, Instead, split_last};

/// What a hyphen becomes behind others.
pub(super) fn dash(before: &str, house: &House) -> Option<Instead> {
    let rest = before.trim_end_matches('-');
    let previous = rest.chars().next_back();
    match before.len() - rest.len() {
        // The third hyphen, behind two that are a dash by now.
        0 => previous
            .filter(|c| matches!(c, '–' | '—'))
            .map(|dash| Instead::new(dash.len_utf8(), '—')),
        1 => match previous {
            // `<!--` and `–-`.
            Some('!' | '–' | '—') => None,
            Some(c) if house.spaces_dashes && !c.is_whitespace() && !c.is_numeric() => {
                Some(Instead::new(1, format!(" {}", house.dash)))
            }
            _ => Some(Instead::new(1, house.dash)),
        },
        2 if !matches!(previous, Some('!')) => Some(Instead::new(2, '—')),
        _ => None,
    }
}

/// What a dot becomes behind two others.
pub(super) fn ellipsis(before: &str) -> Option<Instead> {
    let rest = before.trim_end_matches('.');
    let is_third = before.len() - rest.len() == 2 && !rest.ends_with('…');
    is_third.then(|| Instead::new(2, '…'))
}

/// What a space makes of a hyphen that stands between two.
pub(super) fn space(before: &str, house: &House, habits: Habits) -> Option<Instead> {
    if !habits.dashes {
        return None;
    }
    let rest = before.strip_suffix('-')?;
    let words = rest.strip_suffix([' ', '\u{a0}', '\u{202f}'])?;
    // At the start of a line it is the bullet of a list.
    let follows_words = words.chars().next_back().is_some_and(|c| !c.is_whitespace());
    follows_words.then(|| Instead::new(1, format!("{} ", house.dash_between_spaces)))
}

/// The space behind a dash, where the house has one on both sides.
pub(super) fn letter(before: &str, c: char, house: &House) -> Option<Instead> {
    if !house.spaces_dashes {
        return None;
    }
    let (rest, dash) = split_last(before)?;
    let words = rest.strip_suffix(' ')?;
    let follows_words = words.chars().next_back().is_some_and(|c| !c.is_whitespace());
    (dash == '–' && follows_words).then(|| Instead::new(0, format!(" {c}")))
}
