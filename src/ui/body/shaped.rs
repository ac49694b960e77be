//! Words that run from right to left inside a laid out text.
//!
//! The toolkit shapes a section of a text in the direction of its first letter, hands its glyphs
//! over from left to right and counts some of them twice. So each such word is laid out as a
//! section of its own, and what is counted here puts carets, clicks and selections in their place
//! before, in and behind it. Words stand from left to right in a row all the same: a limit that
//! ARCHITECTURE.md names.
//!
//! Must not know: carets, selections, the story.

use std::ops::Range;

use crate::story::runs_right_to_left;

/// A word from right to left: its bytes in the text as shown, and its letters in the galley.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) bytes: Range<usize>,
    /// How many characters of the text come before it.
    pub(super) chars_before: usize,
    pub(super) chars: usize,
    /// How many glyphs the galley has for it.
    pub(super) glyphs: usize,
}

/// Cuts words apart into those from right to left and the stretches between them.
pub(super) fn pieces(text: &str) -> Vec<(Range<usize>, bool)> {
    if !text.bytes().any(may_begin_a_letter) {
        return if text.is_empty() { Vec::new() } else { vec![(0..text.len(), false)] };
    }
    let mut pieces: Vec<(Range<usize>, bool)> = Vec::new();
    for (byte, c) in text.char_indices() {
        let end = byte + c.len_utf8();
        let mut buffer = [0; 4];
        let strong = runs_right_to_left(c.encode_utf8(&mut buffer));
        // Signs on a letter belong to its word; spaces, digits and punctuation end it.
        let right_to_left =
            strong.unwrap_or_else(|| pieces.last().is_some_and(|(_, last)| *last) && is_joined(c));
        match pieces.last_mut() {
            Some((range, last)) if *last == right_to_left => range.end = end,
            _ => pieces.push((byte..end, right_to_left)),
        }
    }
    pieces
}

/// Whether a byte of UTF-8 may be the first of a letter from right to left (U+0590 to U+08FF, the
/// forms from U+FB1D on, and the planes above). Nearly all copy has none and is not looked at more
/// closely.
fn may_begin_a_letter(byte: u8) -> bool {
    matches!(byte, 0xd6..=0xdf | 0xe0 | 0xef | 0xf0)
}

/// Points and joiners that stand on or between letters of one word.
fn is_joined(c: char) -> bool {
    matches!(c,
        '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}'
        | '\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{6d6}'..='\u{6ed}' | '\u{200c}' | '\u{200d}')
}

/// Where a character of the text is among the glyphs of the galley.
pub(super) fn glyph_of(words: &[Word], byte: usize, char: usize) -> usize {
    let mut glyph = char;
    for word in words {
        if byte >= word.bytes.end {
            glyph = glyph + word.glyphs - word.chars;
        } else if byte > word.bytes.start {
            // Inside the word the first letter is the one farthest to the right.
            let inside = char.saturating_sub(word.chars_before).min(word.chars);
            return glyph - inside + word.chars - inside;
        } else {
            break;
        }
    }
    glyph
}

/// The character of the text that a glyph of the galley stands for.
pub(super) fn char_of(words: &[Word], glyph: usize) -> usize {
    let mut more = 0;
    for word in words {
        let start = word.chars_before + more;
        if glyph <= start {
            break;
        }
        let inside = glyph - start;
        if inside < word.glyphs {
            let before = word.chars_before;
            return if inside < word.chars {
                before + word.chars - inside
            } else {
                before + word.chars
            };
        }
        more += word.glyphs - word.chars;
    }
    glyph - more
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_from_right_to_left_are_cut_out_with_their_signs() {
        let cut = |text: &'static str| -> Vec<&str> {
            pieces(text)
                .into_iter()
                .filter(|(_, rtl)| *rtl)
                .filter_map(|(at, _)| text.get(at))
                .collect()
        };
        assert_eq!(cut("one שלום, two"), ["שלום"]);
        assert_eq!(cut("שָׁלוֹם עולם"), ["שָׁלוֹם", "עולם"]);
        assert_eq!(cut("غادرت العبّارة"), ["غادرت", "العبّارة"]);
        assert_eq!(cut("Ferry at 6"), [""; 0]);
    }

    #[test]
    fn characters_and_glyphs_find_each_other_around_and_in_such_words() {
        // `ab שלום cd`: the word of four letters has seven glyphs.
        let words = [Word { bytes: 3..11, chars_before: 3, chars: 4, glyphs: 7 }];
        let glyph = |byte, char| glyph_of(&words, byte, char);
        assert_eq!([glyph(0, 0), glyph(3, 3), glyph(11, 7), glyph(14, 10)], [0, 3, 10, 13]);
        // Behind the first letter, and before the last: from the right.
        assert_eq!([glyph(5, 4), glyph(9, 6)], [6, 4]);
        for (byte, char) in [(0, 0), (3, 3), (5, 4), (7, 5), (9, 6), (11, 7), (12, 8), (14, 10)] {
            assert_eq!(char_of(&words, glyph(byte, char)), char, "byte {byte}");
        }
    }
}
