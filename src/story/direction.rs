//! Which way a text runs.

/// Whether a text runs from right to left, by its first letter with a direction (UAX 9, rules P2
/// and P3); `None` where it has none, as digits and punctuation.
///
/// ```
/// use nightdesk::story::runs_right_to_left;
///
/// assert_eq!(runs_right_to_left("2026: שלום"), Some(true));
/// assert_eq!(runs_right_to_left("Ferry"), Some(false));
/// assert_eq!(runs_right_to_left("2026"), None);
/// ```
pub fn runs_right_to_left(text: &str) -> Option<bool> {
    text.chars().find_map(|c| match c {
        // The blocks of the scripts that are written from right to left, and the marks for it.
        '\u{200f}'
        | '\u{590}'..='\u{8ff}'
        | '\u{fb1d}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}'
            if c.is_alphabetic() || c == '\u{200f}' =>
        {
            Some(true)
        }
        '\u{200e}' => Some(false),
        c if c.is_alphabetic() => Some(false),
        _ => None,
    })
}
