//! Text to lines: odd characters put right, indents and mail quoting counted.

use std::borrow::Cow;

/// A tab is as wide as this.
const TAB_COLUMNS: usize = 4;
/// Quoting deeper than this is read as this deep.
const DEEPEST_QUOTE: u8 = 8;

/// One line without its indent and quoting signs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// Its words, without white space at the ends.
    pub(super) text: &'a str,
    /// Columns before them.
    pub(super) indent: usize,
    /// Signs `>` before them.
    pub(super) depth: u8,
}

impl Line<'_> {
    pub(super) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// Length in characters.
    pub(super) fn chars(&self) -> usize {
        self.text.chars().count()
    }
}

/// The text with one kind of line end and without characters that nobody sees.
pub(super) fn cleaned(text: &str) -> Cow<'_, str> {
    let odd = |letter: char| {
        matches!(
            letter,
            '\r' | '\u{b}'
                | '\u{c}'
                | '\u{85}'
                | '\u{2028}'
                | '\u{2029}'
                | '\u{200b}'
                | '\u{2060}'
                | '\u{feff}'
                | '\u{ad}'
                | '\u{fffc}'
        ) || (letter.is_control() && letter != '\n' && letter != '\t')
    };
    if !text.contains(odd) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' => {
                if letters.peek() != Some(&'\n') {
                    clean.push('\n');
                }
            }
            '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => clean.push('\n'),
            odd_one if odd(odd_one) => {}
            plain => clean.push(plain),
        }
    }
    Cow::Owned(clean)
}

/// The lines of a cleaned text.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    text.split('\n').map(line).collect()
}

fn line(raw: &str) -> Line<'_> {
    let (mut indent, mut rest) = indent(raw);
    let mut depth = 0u8;
    // "> " and ">>" are mail; "›" and "> Hospitals" after words are not looked at here.
    while let Some(after) = rest.strip_prefix('>') {
        depth = (depth + 1).min(DEEPEST_QUOTE);
        let inside = after.strip_prefix(' ').unwrap_or(after);
        (indent, rest) = self::indent(inside);
        if !rest.starts_with('>') && depth > 0 {
            break;
        }
    }
    let text = rest.trim();
    Line { text, indent: if text.is_empty() { 0 } else { indent }, depth }
}

/// Columns of white space at the start, and what follows.
fn indent(raw: &str) -> (usize, &str) {
    let mut columns = 0;
    for (at, letter) in raw.char_indices() {
        match letter {
            '\t' => columns += TAB_COLUMNS,
            ' ' | '\u{a0}' | '\u{3000}' | '\u{2003}' | '\u{2002}' => columns += 1,
            other if other.is_whitespace() => {}
            _ => return (columns, raw.get(at..).unwrap_or_default()),
        }
    }
    (columns, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_of_all_systems_and_unseen_characters() {
        assert_eq!(cleaned("a\r\nb\rc\u{2028}d\u{200b}e\u{ad}f"), "a\nb\nc\ndef");
        assert!(matches!(cleaned("plain\ntext\t"), Cow::Borrowed(_)));
    }

    #[test]
    fn indents_and_quoting_are_counted() {
        let read: Vec<_> = lines("\tTabbed\n> quoted\n>> deeper\n>   indented\n   \n› Crumb")
            .iter()
            .map(|line| (line.text.to_owned(), line.indent, line.depth))
            .collect();
        let expected = [
            ("Tabbed", 4, 0),
            ("quoted", 0, 1),
            ("deeper", 0, 2),
            ("indented", 2, 1),
            ("", 0, 0),
            ("› Crumb", 0, 0),
        ];
        let expected: Vec<_> = expected
            .iter()
            .map(|(text, indent, depth)| ((*text).to_owned(), *indent, *depth))
            .collect();
        assert_eq!(read, expected);
    }
}
