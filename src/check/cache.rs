//! What blocks gave in the last run, so that a keystroke costs one block.
//!
//! Must not know: what a rule looks for.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;
use std::sync::Arc;

use super::facts::Facts;
use super::names::{self, Mention};
use super::spelling::{Memory, Unknown};
use super::view::{Reading, Text};
use super::{Finding, Lexicon, Settings, quotes};
use crate::story::{Block, BlockId, BlockKind, Language};

/// What blocks gave in the last run. It never changes an outcome, only its cost.
///
/// Holds one entry for each block of the story last checked. What depends on the clock or on
/// other blocks is not in it.
#[derive(Debug, Default)]
pub struct Cache {
    judged_by: Option<(Settings, Lexicon, Language)>,
    blocks: HashMap<BlockId, Entry>,
    run: u64,
    read: usize,
    /// What was suggested for misspelt words.
    pub(super) memory: Memory,
}

#[derive(Debug)]
struct Entry {
    block: Arc<Block>,
    sheet: Sheet,
    run: u64,
}

/// Everything that is known of a block from the block alone.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) findings: Vec<Finding>,
    pub(super) gist: Arc<Gist>,
    /// Words that the dictionary does not have.
    pub(super) unknown: Arc<[Unknown]>,
}

/// What rules for the whole story want to know of some texts, worked out once.
///
/// One field for each kind of thing, filled by the file that knows how to read it; whatever a
/// rule needs that takes reading every word belongs here, so that a keystroke reads one block.
#[derive(Debug, Default)]
pub(super) struct Gist {
    /// A graf without words.
    pub(super) is_empty_graf: bool,
    /// How its quotations begin and end.
    pub(super) quotes: quotes::Ends,
    /// What its texts say in numbers; those that say nothing are left out.
    pub(super) facts: Vec<Facts>,
    /// Proper names, in order.
    pub(super) names: Vec<Mention>,
}

impl Gist {
    /// Of a block and its texts.
    pub(super) fn of_block(
        block: &Block,
        texts: &[Text<'_>],
        facts: Vec<Facts>,
        reading: Reading<'_>,
    ) -> Self {
        let gist = Self::of_texts(texts, facts);
        let (text, is_graf) = match &block.kind {
            BlockKind::Paragraph(text) => (text, true),
            BlockKind::Quote(quote) => (&quote.text, false),
            _ => return gist,
        };
        Self {
            is_empty_graf: is_graf && text.is_blank(),
            quotes: quotes::ends(text.as_str(), reading.tongue),
            ..gist
        }
    }

    /// Of texts that are no block: furniture, byline, tags, the lead picture.
    pub(super) fn of_texts(texts: &[Text<'_>], mut facts: Vec<Facts>) -> Self {
        facts.retain(|facts| !facts.all.is_empty());
        Self { names: names::mentions(texts), facts, ..Self::default() }
    }
}

impl Cache {
    /// How many blocks the last run had to read; the others were as before.
    pub fn blocks_read(&self) -> usize {
        self.read
    }

    /// Starts a run. Findings of other settings or of another language are worth nothing.
    pub(super) fn begin(&mut self, settings: &Settings, lexicon: &Lexicon, language: &Language) {
        let same = self.judged_by.as_ref().is_some_and(|(by, words, tongue)| {
            by == settings && words == lexicon && tongue == language
        });
        if !same {
            self.blocks.clear();
            self.memory.clear();
            self.judged_by = Some((settings.clone(), lexicon.clone(), language.clone()));
        }
        self.run += 1;
        self.read = 0;
    }

    /// What a block gives: as kept, when the block is the same, else read afresh.
    pub(super) fn sheet(&mut self, block: &Arc<Block>, read: impl FnOnce() -> Sheet) -> &Sheet {
        let run = self.run;
        match self.blocks.entry(block.id) {
            Slot::Occupied(slot) => {
                let entry = slot.into_mut();
                entry.run = run;
                if !Arc::ptr_eq(&entry.block, block) {
                    if entry.block != *block {
                        self.read += 1;
                        entry.sheet = read();
                    }
                    entry.block = Arc::clone(block);
                }
                &entry.sheet
            }
            Slot::Vacant(slot) => {
                self.read += 1;
                let entry = Entry { block: Arc::clone(block), sheet: read(), run };
                &slot.insert(entry).sheet
            }
        }
    }

    /// Ends a run: lets go of blocks that the story no longer has.
    pub(super) fn end(&mut self) {
        let run = self.run;
        self.blocks.retain(|_, entry| entry.run == run);
    }
}
