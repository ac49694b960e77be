//! Structure off the clipboard and onto it: egui hands over words and pictures only.

use std::sync::Arc;
use std::sync::mpsc::{SyncSender, sync_channel};

use crate::desk::ForClipboard;
use crate::desk::work;

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

/// Puts copies on the system's clipboard, on a thread of its own: another program may make it
/// wait, and on some systems the copy is there only as long as somebody serves it.
#[derive(Debug)]
pub(super) struct Clipboard {
    copies: SyncSender<ForClipboard>,
}

impl Clipboard {
    pub(super) fn start() -> Self {
        let (copies, wanted) = sync_channel::<ForClipboard>(4);
        work::spawn("copies", move || {
            let Ok(mut clipboard) = arboard::Clipboard::new() else { return };
            while let Ok(copy) = wanted.recv() {
                if let Err(error) = clipboard.set().html(copy.html, Some(copy.text)) {
                    tracing::warn!(%error, "the copy did not reach the clipboard");
                }
            }
        });
        Self { copies }
    }

    /// Hands a copy over. While the clipboard is still busy with four others, it is let go.
    pub(super) fn put(&self, copy: ForClipboard) {
        if self.copies.try_send(copy).is_err() {
            tracing::warn!("the clipboard does not take copies");
        }
    }
}
