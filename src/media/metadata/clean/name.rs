//! Names in capitals only, as wires send them, in proper case.
//!
//! Must not know: bylines, agencies.

use crate::media::credit;

/// `Anna van der Berg` for `ANNA VAN DER BERG`; what does not look like a person’s name stays.
pub(super) fn proper(name: &str) -> String {
    let line = super::lines::one_line(name);
    let words: Vec<&str> = line.split(' ').collect();
    let shouts = match words.as_slice() {
        // `Ana RUIZ`; of three words the last may be an office or a body: `Kit Orme CEO`.
        [_, last] => is_capitals(last),
        _ => false,
    };
    // `Shaun McNAMEE`
    let is_scottish = |word: &str| {
        ["Mc", "Mac"].iter().any(|begin| word.strip_prefix(begin).is_some_and(is_capitals))
    };
    let all = words.iter().all(|word| !word.chars().any(char::is_lowercase) || is_scottish(word));
    if all || shouts || words.last().is_some_and(|word| is_scottish(word)) {
        return credit::person(&line).unwrap_or(line);
    }
    line
}

/// Whether a word is in capitals, and too long for initials.
fn is_capitals(word: &str) -> bool {
    const LETTERS_AT_LEAST: usize = 4;
    word.chars().filter(|letter| letter.is_uppercase()).count() >= LETTERS_AT_LEAST
        && !word.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::proper;

    #[test]
    fn capitals_only_become_a_name() {
        for (written, shown) in [
            ("ANNA VAN DER BERG", "Anna van der Berg"),
            ("SHAUN McNAMEE", "Shaun McNamee"),
            ("Lucía BENAVENT", "Lucía Benavent"),
            ("Shaun McNAMEE", "Shaun McNamee"),
            ("Kit Orme CEO", "Kit Orme CEO"),
            ("Kit Orme, UNESCO", "Kit Orme, UNESCO"),
            ("Anna  Berg", "Anna Berg"),
            ("Anna Berg, mayor of Hull", "Anna Berg, mayor of Hull"),
            ("ORME", "ORME"),
            ("王小明", "王小明"),
            ("", ""),
        ] {
            assert_eq!(proper(written), shown);
        }
    }
}
