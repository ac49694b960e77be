//! What was taken out and what was recognised, so that an editor can see it and bring it back.

use std::sync::Arc;

use crate::story::{Block, BlockId, BlockKind, Ids, Notice, NoticeKind, RichText};

/// A notice quotes no more of a line than this.
const MOST_QUOTED_CHARS: usize = 60;

/// Collects notices while the text is read from top to bottom.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    notices: Vec<Notice>,
    /// Furniture since the last block: what each line is, and its words.
    run: Vec<(&'static str, String)>,
}

impl Ledger {
    /// Takes a line of furniture out.
    pub(super) fn remove(&mut self, what: &'static str, text: &str) {
        self.run.push((what, text.to_owned()));
    }

    /// Says what was put where; `line` is the line as it was.
    pub(super) fn recognised(&mut self, what: &str, line: &str) {
        self.notices
            .push(Notice::new(NoticeKind::Recognised, format!("{what} read from “{line}”")));
    }

    pub(super) fn push(&mut self, notice: Notice) {
        self.notices.push(notice);
    }

    /// Closes the run of furniture, which stood after this block: one notice that brings all of it
    /// back.
    pub(super) fn flush(&mut self, after: Option<BlockId>, ids: &mut Ids) {
        if self.run.is_empty() {
            return;
        }
        let run = std::mem::take(&mut self.run);
        let mut kinds: Vec<&str> = Vec::new();
        for (what, _) in &run {
            if !kinds.contains(what) {
                kinds.push(what);
            }
        }
        let more_kinds = kinds.len().saturating_sub(3);
        kinds.truncate(3);
        let mut named = kinds.join(", ");
        if more_kinds > 0 {
            named.push_str(", …");
        }
        let quoted: Vec<String> =
            run.iter().take(2).map(|(_, text)| format!("“{}”", shortened(text))).collect();
        let lines = match run.len() {
            0..=2 => String::new(),
            3 => " and 1 more line".to_owned(),
            more => format!(" and {} more lines", more - 2),
        };
        let message = format!("Taken out ({named}): {}{lines}", quoted.join(", "));
        let kept: Vec<Arc<Block>> = run
            .into_iter()
            .map(|(_, text)| ids.block(BlockKind::Paragraph(RichText::plain(text))))
            .collect();
        self.notices.push(Notice::new(NoticeKind::FurnitureRemoved, message).keeping(kept, after));
    }

    pub(super) fn into_notices(self) -> Vec<Notice> {
        self.notices
    }
}

/// The beginning of a line, for a message.
pub(super) fn shortened(text: &str) -> String {
    if text.chars().count() <= MOST_QUOTED_CHARS {
        return text.to_owned();
    }
    let cut: String = text.chars().take(MOST_QUOTED_CHARS - 1).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(before, _)| before);
    format!("{cut}…")
}
