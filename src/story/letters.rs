//! Words with a capital.
//!
//! Must not know: languages with rules of their own, such as Dutch `IJ`; see `edit::find`.

/// A text with its first letter as a capital, whatever the others are.
///
/// ```
/// use nightdesk::story::first_upper;
///
/// assert_eq!(first_upper("straße"), "Straße");
/// assert_eq!(first_upper("ﬁrst"), "FIrst");
/// assert_eq!(first_upper(""), "");
/// ```
pub fn first_upper(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
