//! Words as an editor types them into the search box, as a regular expression that finds them in
//! copy.
//!
//! The box holds what a keyboard has: straight quotes, hyphens, plain spaces, three dots, one sign
//! for an accented letter. Copy may have any of their sisters. Signs without a letter or digit
//! beside them mean exactly themselves, so that straight quotes or double spaces that are left
//! over can be found.

use super::accents::{put_together, taken_apart};
use crate::story::Language;

/// Signs that stand for each other, as classes of a regular expression.
const APOSTROPHES: &str = "['’‘‚‛‹›′\u{2bb}\u{2bc}\u{5f3}]";
const QUOTES: &str = "(?:[\"“”„‟″\u{5f4}]|«[\u{a0}\u{202f}]?|[\u{a0}\u{202f}]?»)";
const HYPHENS: &str = "[\\-‐‑–\u{2212}]";
const SPACES: &str = "[ \t\u{a0}\u{2002}\u{2003}\u{2007}\u{2009}\u{200a}\u{202f}]";
const DOTS: &str = r"(?:…|\.\.\.)";

/// The regular expression for some words. Whether capitals matter is set where it is compiled;
/// here it decides which letters have sisters.
pub(super) fn pattern(words: &str, case: bool, language: &Language) -> String {
    if !words.chars().any(char::is_alphanumeric) {
        return regex::escape(words);
    }
    let is = |tag: &str| language.primary() == tag;
    let dotless = !case && (is("tr") || is("az"));
    let sharp = !case && (is("de") || words.contains(['ß', 'ẞ']));
    let mut pattern = String::with_capacity(words.len() * 2);
    let mut rest = words;
    while let Some(c) = rest.chars().next() {
        let mut takes = c.len_utf8();
        match c {
            '\'' | '’' | '‘' | '‚' | '‛' | '‹' | '›' => pattern.push_str(APOSTROPHES),
            '"' | '“' | '”' | '„' | '‟' | '«' | '»' => pattern.push_str(QUOTES),
            '-' | '‐' | '‑' | '–' => pattern.push_str(HYPHENS),
            '…' => pattern.push_str(DOTS),
            '.' if rest.starts_with("...") => {
                pattern.push_str(DOTS);
                takes = 3;
            }
            '\n' | '\r' => pattern.push(c),
            _ if c.is_whitespace() => pattern.push_str(SPACES),
            ';' | ':' | '!' | '?' if is("fr") => {
                pattern.push_str("[\u{a0}\u{202f}]?");
                pattern.push_str(&regex::escape(c.encode_utf8(&mut [0; 4])));
            }
            'i' | 'İ' if dotless => pattern.push_str("(?-i:[iİ]|I\u{307})"),
            'I' | 'ı' if dotless => pattern.push_str("(?-i:[Iı])"),
            'ß' | 'ẞ' if sharp => pattern.push_str("(?:ß|ss)"),
            's' | 'S'
                if sharp && rest.get(..2).is_some_and(|two| two.eq_ignore_ascii_case("ss")) =>
            {
                pattern.push_str("(?:ß|ss)");
                takes = 2;
            }
            _ => takes = letter(rest, c, &mut pattern),
        }
        rest = rest.get(takes..).unwrap_or_default();
    }
    pattern
}

/// Writes the forms of a letter with the accents behind it, and tells how many bytes they took.
fn letter(rest: &str, mut c: char, pattern: &mut String) -> usize {
    let mut takes = c.len_utf8();
    while let Some(accent) = rest.get(takes..).and_then(|rest| rest.chars().next())
        && let Some(accented) = put_together(c, accent)
    {
        c = accented;
        takes += accent.len_utf8();
    }
    forms(c, pattern);
    takes
}

/// `é` as one sign or as two; `ế` in three ways.
fn forms(c: char, pattern: &mut String) {
    if let Some((letter, accent)) = taken_apart(c) {
        pattern.push_str("(?:");
        pattern.push(c);
        pattern.push('|');
        forms(letter, pattern);
        pattern.push(accent);
        pattern.push(')');
    } else {
        pattern.push_str(&regex::escape(c.encode_utf8(&mut [0; 4])));
    }
}
