//! The no-break spaces that French puts before `; : ! ?` and inside `« »`.

use super::house::House;
use super::{Instead, address, is_no_break_space};

/// What one of `; : ! ? « »` becomes.
pub(super) fn sign(before: &str, c: char, house: &House) -> Option<Instead> {
    let spaces = house.spaces?;
    let space = match c {
        '«' => return Some(Instead::new(0, String::from_iter([c, spaces.inside]))),
        '»' => spaces.inside,
        ':' => spaces.colon,
        _ => spaces.stops?,
    };
    let previous = before.chars().next_back()?;
    let takes = match previous {
        ' ' => {
            let word = before.strip_suffix(' ')?.chars().next_back()?;
            if word.is_whitespace() {
                return None;
            }
            1
        }
        _ if is_no_break_space(previous) || previous.is_whitespace() => return None,
        '(' | '[' | '{' | '«' | '“' | '‘' | '‹' | '„' | '¿' | '¡' => return None,
        // `?!` and `!!` are one sign.
        '!' | '?' | ';' | ':' if c != '»' => return None,
        // A time or a ratio, unless a space follows.
        _ if c == ':' && previous.is_ascii_digit() => return None,
        _ if c == ':' && address::ends_with_scheme(before) => return None,
        _ => 0,
    };
    Some(Instead::new(takes, String::from_iter([space, c])))
}

/// What a space shows about the sign before it: behind `12:` it ends a clause, and behind
/// `« ` there is one already.
pub(super) fn space(before: &str, house: &House) -> Option<Instead> {
    let spaces = house.spaces?;
    if before.strip_suffix(is_no_break_space).is_some_and(|rest| rest.ends_with('«')) {
        return Some(Instead::new(0, ""));
    }
    let rest = before.strip_suffix(':')?;
    rest.ends_with(|c: char| c.is_ascii_digit())
        .then(|| Instead::new(1, String::from_iter([spaces.colon, ':', ' '])))
}
