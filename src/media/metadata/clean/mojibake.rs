//! Letters that went through the wrong table: `CafÃ©` becomes `Café` again.
//!
//! A program took UTF-8 for Windows-1252 or the Macintosh’s table and saved what it saw. Each letter then stands
//! as two or three that are never written side by side. A single pair of a rare kind may be meant,
//! so those are repaired only where there are several and nothing speaks against it.
//!
//! Must not know: which field the words are of.

use std::borrow::Cow;

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};

/// How often a text may have gone wrong. Twice is seen on desks; more is unreadable anyway.
const MOST_TIMES: usize = 3;

/// The text as it was meant.
pub(super) fn repaired(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    for _ in 0..MOST_TIMES {
        let Some(better) = once(&text, WINDOWS_1252).or_else(|| once(&text, MACINTOSH)) else {
            break;
        };
        text = Cow::Owned(better);
    }
    text
}

/// How sure it is that letters stand for another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sure {
    /// Nobody writes them side by side.
    Certain,
    /// Only where there are several.
    Likely,
}

fn once(text: &str, table: &'static Encoding) -> Option<String> {
    let letters: Vec<char> = text.chars().collect();
    let mut certain = String::with_capacity(text.len());
    let mut likely = String::with_capacity(text.len());
    let (mut certain_count, mut likely_count, mut meant_count) = (0_usize, 0_usize, 0_usize);
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied().unwrap_or(' ');
        let found = if letter.is_ascii() {
            None
        } else {
            letters.get(at..).and_then(|rest| meant(rest, before, table))
        };
        let Some((meant, len, sure)) = found else {
            meant_count += usize::from(!letter.is_ascii());
            certain.push(letter);
            likely.push(letter);
            at += 1;
            continue;
        };
        likely.push(meant);
        match sure {
            Sure::Certain => {
                certain.push(meant);
                certain_count += 1;
            }
            Sure::Likely => {
                certain.extend(letters.get(at..at + len).unwrap_or_default());
                likely_count += 1;
            }
        }
        at += len;
    }
    let all_went_wrong = meant_count == 0 && certain_count + likely_count >= 2;
    if likely_count > 0 && all_went_wrong {
        Some(likely)
    } else {
        (certain_count > 0).then_some(certain)
    }
}

/// The letter that the first few stand for, how many they are, and how sure that is.
fn meant(letters: &[char], before: char, table: &'static Encoding) -> Option<(char, usize, Sure)> {
    const LONGEST: usize = 4;
    let bytes: Vec<u8> =
        letters.iter().take(LONGEST).map_while(|letter| byte(*letter, table)).collect();
    let len = match bytes.first()? {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let bytes = bytes.get(..len)?;
    let letter = std::str::from_utf8(bytes).ok()?.chars().next()?;
    let after = letters.get(len).copied().unwrap_or(' ');
    // A root sign before a number may be one; inside a word it is not.
    if table == MACINTOSH && !(before.is_ascii_alphabetic() || after.is_ascii_alphabetic()) {
        return None;
    }
    let sure = match (bytes, letter) {
        // Letters of Western Europe, nbsp and quotation marks, dashes, the euro and trade mark.
        ([0xC2 | 0xC3, _], '\u{80}'..='\u{FF}')
        | ([0xE2, 0x80 | 0x82 | 0x84, _] | [0xF0, 0x9F, ..], _) => Sure::Certain,
        // Central Europe, Greek, Cyrillic; Chinese and the rest of three.
        ([0xC4..=0xC5 | 0xCE..=0xD1, _] | [0xE0..=0xEF, ..], _) if letter.is_alphabetic() => {
            Sure::Likely
        }
        _ => return None,
    };
    Some((letter, len, sure))
}

/// The byte that a letter was before it went wrong.
fn byte(letter: char, table: &'static Encoding) -> Option<u8> {
    // Latin-1 proper keeps these where Windows has quotation marks.
    if table == WINDOWS_1252 && ('\u{80}'..='\u{9F}').contains(&letter) {
        return u8::try_from(u32::from(letter)).ok();
    }
    let mut buffer = [0; 4];
    let (bytes, _, lossy) = table.encode(letter.encode_utf8(&mut buffer));
    match (lossy, bytes.as_ref()) {
        (false, [byte]) => Some(*byte),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::repaired;

    #[test]
    fn letters_are_as_they_were_meant() {
        for (written, meant) in [
            ("CafÃ© owner", "Café owner"),
            ("ZoÃ« BrontÃ«", "Zoë Brontë"),
            ("Ã\u{A0} la plage", "à la plage"),
            ("Oâ€™Brien said â€œnoâ€\u{9D}", "O’Brien said “no”"),
            ("OÃ¢Â€Â™Brien", "O’Brien"),
            ("CafÃƒÂ© owner", "Café owner"),
            ("Â© 2024 Kit Orme", "© 2024 Kit Orme"),
            ("Å\u{81}Ã³dÅº", "Łódź"),
            ("Ð˜Ð²Ð°Ð½", "Иван"),
            ("caf√© cr√®me", "café crème"),
            ("O‚ÄôBrien", "O’Brien"),
            ("Ferry ðŸš¢", "Ferry 🚢"),
            ("æ—¥æœ¬", "日本"),
            // Half of it went wrong only.
            ("Café CafÃ©", "Café Café"),
        ] {
            assert_eq!(repaired(written), meant, "{written}");
        }
    }

    #[test]
    fn letters_that_are_meant_stay() {
        for text in [
            "Café owner",
            "SÃO PAULO",
            "« CAFÉ»",
            "“CITÉ…”",
            "SMÅ”",
            "NIÑ°",
            "Łódź",
            "Иван",
            "5 √ 3",
            "Ærø—",
            "",
        ] {
            assert_eq!(repaired(text), text);
        }
    }
}
