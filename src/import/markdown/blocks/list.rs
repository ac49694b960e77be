//! Lists: items with their levels, in the order of the source.
//!
//! Must not know: what stands around a list.

use super::super::changes::{Change, Changes};
use super::super::run;
use crate::story::{BlockKind, List, ListItem, RichText};

/// Longer lists are broken into several.
const MOST_ITEMS: usize = 500;
/// Items nested deeper stand at this level.
const DEEPEST_LEVEL: u8 = 8;

#[derive(Debug)]
struct Item {
    level: u8,
    texts: Vec<RichText>,
}

/// The open lists, outermost first, and the items of all of them.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// Whether each open list is numbered.
    open: Vec<bool>,
    /// The number that the outermost list begins with.
    first: u64,
    items: Vec<Item>,
    /// Where the items that are open stand; `None` when they have no words yet.
    current: Vec<usize>,
}

impl Lists {
    pub(super) fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// A list begins. Whether it is of another kind than the one that it stands in.
    pub(super) fn open(&mut self, first: Option<u64>) -> bool {
        let mixed = self.open.first().is_some_and(|outer| *outer != first.is_some());
        if self.open.is_empty() {
            self.first = first.unwrap_or(1);
        }
        self.open.push(first.is_some());
        mixed
    }

    fn level(&self) -> u8 {
        u8::try_from(self.open.len().saturating_sub(1)).unwrap_or(u8::MAX).min(DEEPEST_LEVEL)
    }

    /// An item begins.
    pub(super) fn item(&mut self) {
        if self.is_open() {
            self.current.push(self.items.len());
            self.items.push(Item { level: self.level(), texts: Vec::new() });
        }
    }

    pub(super) fn end_item(&mut self) {
        self.current.pop();
    }

    /// Words of the item that is open. After a list inside it they are an item again, so that the
    /// order stays.
    pub(super) fn add(&mut self, text: RichText) {
        let last = self.items.len().wrapping_sub(1);
        if self.current.last() == Some(&last)
            && let Some(item) = self.items.last_mut()
        {
            item.texts.push(text);
        } else {
            if let Some(current) = self.current.last_mut() {
                *current = self.items.len();
            }
            self.items.push(Item { level: self.level(), texts: vec![text] });
        }
    }

    /// The innermost list ends; with the outermost one come the blocks.
    pub(super) fn close(&mut self, changes: &mut Changes) -> Vec<BlockKind> {
        let outermost = self.open.first().copied().unwrap_or_default();
        self.open.pop();
        if self.is_open() { Vec::new() } else { self.blocks(outermost, changes) }
    }

    /// Whatever is still open ends here.
    pub(super) fn close_all(&mut self, changes: &mut Changes) -> Vec<BlockKind> {
        self.open.truncate(1);
        self.close(changes)
    }

    fn blocks(&mut self, ordered: bool, changes: &mut Changes) -> Vec<BlockKind> {
        self.current.clear();
        let first = self.first;
        let mut items: Vec<ListItem> = Vec::new();
        for item in std::mem::take(&mut self.items) {
            for group in run::groups(item.texts) {
                items.push(ListItem { level: item.level, text: run::joined(&group, '\n') });
            }
        }
        if items.is_empty() {
            return Vec::new();
        }
        // "12. November was cold." is a graf with a date.
        if ordered && first > 1 {
            if let [one] = items.as_slice() {
                let number = RichText::plain(format!("{first}."));
                return vec![BlockKind::Paragraph(run::joined(&[number, one.text.clone()], ' '))];
            }
            changes.note(Change::ListBegins, None);
        }
        let mut blocks = Vec::new();
        let mut rest = items.into_iter();
        loop {
            let items: Vec<ListItem> = rest.by_ref().take(MOST_ITEMS).collect();
            if items.is_empty() {
                return blocks;
            }
            blocks.push(BlockKind::List(List { ordered, items }));
        }
    }
}
