//! Marks that the letters behind them show to be apostrophes: `’90s`, `’em`, `737’s`, `geht’s`.

use super::house::House;
use super::quotes::{GERSHAYIM, is_hebrew, opens_behind};
use super::{APOSTROPHE, Instead, last, split_last, tail};

/// The longest elision, in characters.
const LONGEST_ELISION: usize = 12;

/// The longest word before a year, in bytes.
const LONGEST_CUE: usize = 16;

/// Sets the mark before the caret right by the letter that was typed behind it.
pub(super) fn letter(before: &str, c: char, house: &House) -> Option<Instead> {
    let (rest, mark) = split_last(before)?;
    let takes = before.len() - rest.len();
    if mark.is_ascii_digit() {
        let (takes, digits) =
            short_year(before, house).filter(|_| house.decade_letter == Some(c))?;
        return Some(Instead::new(takes, format!("{APOSTROPHE}{digits}{c}")));
    }
    let behind = last(rest)?;
    if mark == '\'' {
        // Not feet, after all.
        return (house.numbers_take_s && c == 's' && behind.is_numeric())
            .then(|| Instead::new(takes, format!("{APOSTROPHE}{c}")));
    }
    if house.is_hebrew {
        return hebrew(before, c, house);
    }
    let closes = house.single.is_some_and(|pair| pair.1 == mark);
    (closes && mark != APOSTROPHE && behind.is_alphabetic())
        .then(|| Instead::new(takes, format!("{APOSTROPHE}{c}")))
}

/// `צה”ל` is `צה״ל`: no quotation closes inside a word. `ו״הא` is `ו”הא`: a quotation begins
/// behind a letter that is written together with the next word.
fn hebrew(before: &str, c: char, house: &House) -> Option<Instead> {
    let (rest, last_one) = split_last(before)?;
    let (rest, behind) = split_last(rest)?;
    if !is_hebrew(c) {
        return None;
    }
    if last_one == house.double.1 && is_hebrew(behind) {
        return Some(Instead::new(last_one.len_utf8(), format!("{GERSHAYIM}{c}")));
    }
    let begins = behind == GERSHAYIM && is_hebrew(last_one) && {
        let (rest, prefix) = split_last(rest)?;
        "והבלמשכ".contains(prefix) && !last(rest).is_some_and(char::is_alphanumeric)
    };
    begins.then(|| {
        let takes = behind.len_utf8() + last_one.len_utf8();
        Instead::new(takes, String::from_iter([house.double.0, last_one, c]))
    })
}

/// A mark and two digits at the end of a text: how many bytes, and the digits.
fn short_year<'a>(before: &'a str, house: &House) -> Option<(usize, &'a str)> {
    let rest = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = before.get(rest.len()..).filter(|digits| digits.len() == 2)?;
    Some((ends_with_mark(rest, house.single?.0)? + digits.len(), digits))
}

/// Sets the mark before a word or year right when it is over: `‘em` is `’em`. What the character
/// that ended it becomes stays as it is.
pub(super) fn after_word(
    before: &str,
    c: char,
    house: &House,
    instead: Option<Instead>,
) -> Option<Instead> {
    let Some((takes, word)) = elision(before, c, house).or_else(|| year(before, c, house)) else {
        return instead;
    };
    let ending = match instead {
        Some(instead) if instead.take_before > 0 => return Some(instead),
        Some(instead) => instead.with,
        None => c.to_string(),
    };
    Some(Instead::new(takes, format!("{APOSTROPHE}{word}{ending}")))
}

/// A word without its beginning that `c` ends.
fn elision<'a>(before: &'a str, c: char, house: &House) -> Option<(usize, &'a str)> {
    if house.elisions.is_empty() {
        return None;
    }
    let letters = before.chars().rev().take(LONGEST_ELISION + 1).take_while(|c| c.is_alphabetic());
    let word_len: usize = letters.map(char::len_utf8).sum();
    let (rest, word) = before.split_at_checked(before.len() - word_len)?;
    let mark = ends_with_mark(rest, house.single?.0)?;
    let is_known = house.elisions.contains(&word.to_lowercase().as_str());
    // A word between two marks is quoted, but for the `’n’` of rock ’n’ roll.
    let is_quoted = c == '\'' && !word.eq_ignore_ascii_case("n");
    let begins = opens_behind(last(rest.get(..rest.len() - mark)?), house);
    (is_known && !is_quoted && begins).then_some((mark + word_len, word))
}

/// A year without its century that `c` ends.
fn year<'a>(before: &'a str, c: char, house: &House) -> Option<(usize, &'a str)> {
    if house.before_years.is_empty() || matches!(c, '\'' | '%' | '°') {
        return None;
    }
    let (takes, digits) = short_year(before, house)?;
    let rest = tail(before.get(..before.len() - takes)?, LONGEST_CUE).to_lowercase();
    let is_known = house.before_years.iter().any(|cue| rest.ends_with(cue));
    (is_known && opens_behind(last(&rest), house)).then_some((takes, digits))
}

/// The length of the opening or straight mark that a text ends with.
fn ends_with_mark(text: &str, opening: char) -> Option<usize> {
    let c = text.chars().next_back()?;
    (c == opening || c == '\'').then(|| c.len_utf8())
}
