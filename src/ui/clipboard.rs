//! HTML off the clipboard. egui hands over words and pictures; structure comes from here.

use std::sync::Arc;

/// Something that reads the clipboard's HTML, if it has any.
pub(super) type ReadHtml = Arc<dyn Fn() -> Option<String> + Send + Sync>;

/// The most HTML that is taken off the clipboard, in bytes.
const MOST_BYTES: usize = 16 * 1024 * 1024;

/// Reads the system's clipboard. It may wait for another program, so it is called on a thread.
pub(super) fn system() -> ReadHtml {
    Arc::new(|| {
        let html = arboard::Clipboard::new().ok()?.get().html().ok()?;
        (!html.trim().is_empty() && html.len() <= MOST_BYTES).then_some(html)
    })
}

/// Whether the HTML and the plain words are the same copy: an old HTML flavour must not come in
/// place of new words.
pub(super) fn belong_together(html: &str, text: &str) -> bool {
    let first_word = text.split_whitespace().find(|word| word.chars().all(char::is_alphanumeric));
    first_word.is_none_or(|word| html.contains(word))
}
