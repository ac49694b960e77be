//! Words and near-equal texts, as rules compare them.
//!
//! Must not know: stories, findings.

use std::ops::Range;

/// The words of a text in order, as ranges of bytes: runs of letters, digits and what joins them
/// (apostrophes inside a word, combining marks). A hyphen parts words.
pub(super) fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

/// See [`words`].
#[derive(Clone, Debug)]
pub(super) struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Words<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Self::Item> {
        let bytes = self.text.as_bytes();
        // Quick over what lies between words, which is nearly always ASCII.
        let mut start = self.at;
        while let Some(byte) = bytes.get(start) {
            if byte.is_ascii_alphanumeric() {
                break;
            }
            if byte.is_ascii() {
                start += 1;
                continue;
            }
            let c = self.text.get(start..)?.chars().next()?;
            if is_letter(c) {
                break;
            }
            start += c.len_utf8();
        }
        let mut end = start;
        while let Some(byte) = bytes.get(end) {
            if byte.is_ascii_alphanumeric() {
                end += 1;
                continue;
            }
            if byte.is_ascii() && *byte != b'\'' {
                break;
            }
            let mut rest = self.text.get(end..)?.chars();
            let c = rest.next()?;
            let joins = matches!(c, '\'' | '’') && rest.next().is_some_and(is_letter);
            if !(joins || is_letter(c)) {
                break;
            }
            end += c.len_utf8();
        }
        self.at = end;
        (start < end).then_some(start..end)
    }
}

/// Letters and digits, and what sits on or joins letters without being one: combining marks,
/// joiners, soft hyphens.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{fe0f}')
}

/// Whether two words are one but for case.
pub(super) fn same_word(a: &str, b: &str) -> bool {
    a == b
        || if a.is_ascii() && b.is_ascii() {
            a.eq_ignore_ascii_case(b)
        } else {
            a.chars().flat_map(char::to_lowercase).eq(b.chars().flat_map(char::to_lowercase))
        }
}

/// A text as one compares it: in lower case, its words parted by one space, nothing else.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for word in words(text) {
        if !plain.is_empty() {
            plain.push(' ');
        }
        let word = text.get(word).unwrap_or_default();
        plain.extend(word.chars().flat_map(char::to_lowercase));
    }
    plain
}

/// A word or short phrase for a message or button, cut after 40 characters.
pub(super) fn shown(text: &str) -> String {
    const MOST_CHARS: usize = 40;
    let mut shown: String = text.trim().chars().take(MOST_CHARS).collect();
    if text.trim().chars().nth(MOST_CHARS).is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_letters_and_what_joins_them() {
        for (text, expected) in [
            ("The ferry’s late.", vec!["The", "ferry’s", "late"]),
            ("‘Yes’ — no!", vec!["Yes", "no"]),
            ("l'eau d’été", vec!["l'eau", "d’été"]),
            ("cafe\u{301} noir", vec!["cafe\u{301}", "noir"]),
            ("a-b 12 «c»", vec!["a", "b", "12", "c"]),
            ("", vec![]),
            ("…", vec![]),
        ] {
            let found: Vec<_> = words(text).map(|range| text.get(range).unwrap()).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn plain_texts_forget_case_spaces_and_stops() {
        assert_eq!(plain("  The Ferry,\u{a0}late. "), plain("the ferry late"));
    }
}
