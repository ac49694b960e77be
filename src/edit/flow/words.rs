//! Words as a caret goes over them (UAX 29), and as a double click takes them.
//!
//! Must not know: stories, carets.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

/// What a stretch between two word boundaries is to a caret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    /// Letters, digits, signs, emoji: whatever somebody would call a word.
    Word,
    Space,
    /// A line break, which no run goes over.
    Break,
    Punctuation,
}

/// The start of the next word, or the end of the text. Punctuation is passed over, so that a
/// quotation mark is no stop of its own.
pub(super) fn start_after(text: &str, byte: usize) -> usize {
    pieces(text)
        .find(|(range, sort)| range.start > byte && is_stop(*sort))
        .map_or(text.len(), |(range, _)| range.start)
}

/// The start of this word, or of the one before; 0 where there is none.
pub(super) fn start_before(text: &str, byte: usize) -> usize {
    pieces(text)
        .take_while(|(range, _)| range.start < byte)
        .filter(|(_, sort)| is_stop(*sort))
        .last()
        .map_or(0, |(range, _)| range.start)
}

/// The word at a byte, or the run of white space or punctuation.
pub(super) fn word_at(text: &str, byte: usize) -> Range<usize> {
    let mut left: Option<(Range<usize>, Sort)> = None;
    for (range, sort) in pieces(text) {
        if range.end == byte {
            left = Some((range, sort));
            continue;
        }
        if range.start > byte {
            break;
        }
        if range.end > byte {
            let beside_word = range.start == byte && sort != Sort::Word;
            return match left {
                Some((word, Sort::Word)) if beside_word => word,
                _ => range,
            };
        }
    }
    left.map_or(byte..byte, |(range, _)| range)
}

fn is_stop(sort: Sort) -> bool {
    matches!(sort, Sort::Word | Sort::Break)
}

/// The text in pieces; a run of white space or of punctuation is one piece.
fn pieces(text: &str) -> impl Iterator<Item = (Range<usize>, Sort)> + '_ {
    let mut bounds = text
        .split_word_bound_indices()
        .map(|(start, piece)| (start..start + piece.len(), sort_of(piece)))
        .peekable();
    std::iter::from_fn(move || {
        let (mut range, sort) = bounds.next()?;
        if matches!(sort, Sort::Space | Sort::Punctuation) {
            while let Some((more, _)) = bounds.next_if(|(_, next)| *next == sort) {
                range.end = more.end;
            }
        }
        Some((range, sort))
    })
}

fn sort_of(piece: &str) -> Sort {
    if piece.starts_with(['\n', '\r']) {
        Sort::Break
    } else if piece.chars().all(char::is_whitespace) {
        Sort::Space
    } else if piece.chars().all(is_punctuation) {
        Sort::Punctuation
    } else {
        Sort::Word
    }
}

/// The punctuation of the scripts that news comes in; a sign that is not here counts as a word,
/// so that a caret rather stops once too often than jumps over somebody's letters.
fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c,
            '¡' | '§' | '«' | '¶' | '·' | '»' | '¿' | '\u{37e}' | '\u{387}'
            | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}'
            | '\u{589}' | '\u{58a}' | '\u{5be}' | '\u{5c0}' | '\u{5c3}' | '\u{5f3}' | '\u{5f4}'
            | '\u{60c}' | '\u{61b}' | '\u{61f}' | '\u{66a}'..='\u{66d}' | '\u{6d4}'
            | '\u{964}' | '\u{965}' | '\u{e2f}' | '\u{e5a}' | '\u{e5b}'
            | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}'
            | '\u{30fb}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}'
            | '\u{ff3b}'..='\u{ff3d}' | '\u{ff5b}'..='\u{ff65}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn starts(text: &str) -> Vec<usize> {
        let mut at = 0;
        let mut found = Vec::new();
        while at < text.len() {
            at = start_after(text, at);
            found.push(at);
        }
        found
    }

    #[test]
    fn a_caret_goes_from_word_to_word_and_over_punctuation() {
        assert_eq!(starts("Rain, then sun."), [6, 11, 15]);
        assert_eq!(starts("  “No,” she said"), [5, 12, 16, 20]);
        assert_eq!(starts("don't stop"), [6, 10]);
        assert_eq!(starts("3.5 per cent"), [4, 8, 12]);
        assert_eq!(starts("one\ntwo"), [3, 4, 7]);
        assert_eq!(starts("…"), [3]);
    }

    #[test]
    fn the_way_back_has_the_same_stops() {
        for text in ["Rain, then sun.", "  “No,” she said", "one\n\ntwo", "👩‍👧 🎉", ""]
        {
            let mut at = text.len();
            let mut found = Vec::new();
            while at > 0 {
                at = start_before(text, at);
                found.push(at);
            }
            found.reverse();
            let mut on = starts(text);
            on.pop();
            found.retain(|at| *at > 0);
            assert_eq!(found, on, "{text:?}");
        }
    }

    #[test]
    fn a_double_click_takes_a_word_or_a_run() {
        let check = |text: &str, byte: usize, expected: &str| {
            assert_eq!(text.get(word_at(text, byte)), Some(expected), "{text:?} at {byte}");
        };
        check("one two", 1, "one");
        check("one two", 3, "one");
        check("one two", 4, "two");
        check("one   two", 4, "   ");
        check("one?! two", 4, "?!");
        check("one", 3, "one");
        check("", 0, "");
        check("…", 0, "…");
    }
}
