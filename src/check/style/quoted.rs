//! What stands inside quotation marks: somebody else's words.
//!
//! Must not know: rules.

use std::ops::Range;

/// The stretches of a text inside double quotation marks, or inside single ones that cannot be
/// apostrophes. One that is not closed goes on to the end of the text.
pub(super) fn spans(text: &str) -> Vec<Range<usize>> {
    let mut spans: Vec<Range<usize>> = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let mut previous: Option<char> = None;
    let mut chars = text.char_indices().peekable();
    while let Some((byte, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let begins_word = next.is_some_and(|c| !c.is_whitespace())
            && previous.is_none_or(|c| !c.is_alphanumeric());
        match (open, c) {
            (None, '“' | '„' | '«') => open = Some((byte, c)),
            (None, '"' | '‘') if begins_word => open = Some((byte, c)),
            (Some((from, '“' | '„')), '”' | '“') | (Some((from, '«')), '»') => {
                spans.push(from..byte + c.len_utf8());
                open = None;
            }
            (Some((from, '"')), '"') => {
                spans.push(from..byte + 1);
                open = None;
            }
            (Some((from, '‘')), '’') if next.is_none_or(|c| !c.is_alphanumeric()) => {
                spans.push(from..byte + c.len_utf8());
                open = None;
            }
            _ => {}
        }
        previous = Some(c);
    }
    // A single mark that is not closed was an apostrophe: `‘til Monday`.
    if let Some((from, mark)) = open
        && mark != '‘'
    {
        spans.push(from..text.len());
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::spans;

    #[test]
    fn quotations_are_found_and_apostrophes_are_none() {
        for (text, quoted) in [
            ("He said “it is late” and left.", vec!["“it is late”"]),
            ("\"Late,\" he said. \"Very.\"", vec!["\"Late,\"", "\"Very.\""]),
            ("‘Late’, he said; the crew’s late.", vec!["‘Late’"]),
            ("‘It’s late’, he said.", vec!["‘It’s late’"]),
            ("‘til Monday", vec![]),
            ("“It goes on", vec!["“It goes on"]),
            ("„Spät“, sagt er, «sehr»", vec!["„Spät“", "«sehr»"]),
            ("5'10\" tall", vec![]),
        ] {
            let found: Vec<_> = spans(text).into_iter().map(|it| text.get(it).unwrap()).collect();
            assert_eq!(found, quoted, "{text}");
        }
    }
}
