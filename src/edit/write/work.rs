//! A change in the making: edits, each made at once on a copy of the story, so that the next one
//! sees what the last one did. The copy shares all blocks that are not touched.

use std::ops::Range;
use std::sync::Arc;

use super::cut::Spot;
use crate::edit::flow::{self, Way};
use crate::edit::{Caret, Change, Edit, Selection, apply};
use crate::story::{
    Block, BlockId, BlockKind, Ids, List, ListItem, Part, RichText, Story, TextAt, TextRef,
};

/// A change in the making.
pub(super) struct Work {
    /// The story as it stands after the edits so far.
    pub(super) story: Story,
    edits: Vec<Edit>,
    before: Selection,
    /// Lists that became part of the one above them, with the item that their first one is now.
    knitted: Vec<(BlockId, BlockId, usize)>,
}

impl Work {
    /// Begins a change that is made at a selection and stays on its side: in the running copy, or
    /// in islands. The running copy needs no copy of the furniture, so that a keystroke costs the
    /// same whatever the story has collected there.
    pub(super) fn new(story: &Story, before: Selection) -> Self {
        if !flow::is_in_flow(before.head.at) {
            return Self::on_all(story, before);
        }
        let story = Story { body: story.body.clone(), ..Story::new(story.id) };
        Self { story, edits: Vec::new(), before, knitted: Vec::new() }
    }

    /// Begins a change that may go from the running copy to an island.
    pub(super) fn on_all(story: &Story, before: Selection) -> Self {
        Self { story: story.clone(), edits: Vec::new(), before, knitted: Vec::new() }
    }

    /// Makes one edit.
    pub(super) fn make(&mut self, edit: Edit) -> Option<()> {
        apply(&mut self.story, edit.clone()).ok()?;
        self.edits.push(edit);
        Some(())
    }

    /// Puts words in place of some; the caret behind them.
    pub(super) fn splice(
        &mut self,
        at: TextAt,
        range: Range<usize>,
        with: RichText,
    ) -> Option<Caret> {
        let byte = landing(self.story.text(at)?.as_str(), &range, with.as_str());
        if !(range.is_empty() && with.is_empty()) {
            self.make(Edit::Splice { at, range, with })?;
        }
        Some(Caret { at, byte })
    }

    /// Puts a block in.
    pub(super) fn insert(&mut self, index: usize, block: Arc<Block>) -> Option<()> {
        self.make(Edit::Insert { index, block })
    }

    /// Puts a graf in; the address of its words.
    pub(super) fn graf(&mut self, index: usize, words: RichText, ids: &mut Ids) -> Option<TextAt> {
        let block = ids.block(BlockKind::Paragraph(words));
        let at = TextAt::Block(block.id, Part::Text);
        self.insert(index, block)?;
        Some(at)
    }

    /// Takes a block out.
    pub(super) fn remove(&mut self, id: BlockId) -> Option<()> {
        self.make(Edit::Remove { id })
    }

    /// Makes a block another one; nothing where it is that already.
    pub(super) fn replace(&mut self, id: BlockId, kind: BlockKind) -> Option<()> {
        if self.story.block(id)?.kind == kind {
            return Some(());
        }
        self.make(Edit::Replace { id, kind })
    }

    /// The items of a list, to change and to hand to [`Self::set_items`].
    pub(super) fn items(&self, id: BlockId) -> Option<Vec<ListItem>> {
        match &self.story.block(id)?.kind {
            BlockKind::List(list) => Some(list.items.clone()),
            _ => None,
        }
    }

    /// Gives a list these items; without any the block goes.
    pub(super) fn set_items(&mut self, id: BlockId, mut items: Vec<ListItem>) -> Option<()> {
        let BlockKind::List(List { ordered, .. }) = self.story.block(id)?.kind else { return None };
        if items.is_empty() {
            return self.remove(id);
        }
        nest(&mut items);
        self.replace(id, BlockKind::List(List { ordered, items }))
    }

    /// Makes one list of the block at a place and the one above it, where both are lists of a kind;
    /// for where something that stood between them went.
    pub(super) fn knit(&mut self, index: usize) -> Option<()> {
        let pair = index.checked_sub(1).and_then(|above| {
            Some((self.story.body.get(above)?.clone(), self.story.body.get(index)?.clone()))
        });
        let Some((above, below)) = pair else { return Some(()) };
        if let (BlockKind::List(upper), BlockKind::List(lower)) = (&above.kind, &below.kind)
            && upper.ordered == lower.ordered
        {
            self.knitted.push((below.id, above.id, upper.items.len()));
            self.remove(below.id)?;
            let items = [upper.items.as_slice(), lower.items.as_slice()].concat();
            self.set_items(above.id, items)?;
        }
        Some(())
    }

    /// Where a caret is after lists were made one.
    pub(super) fn carried(&self, caret: Caret) -> Caret {
        self.knitted.iter().fold(caret, |caret, (below, above, first)| match caret.at {
            TextAt::Block(id, Part::Item(nth)) if id == *below => {
                Caret { at: TextAt::Block(*above, Part::Item(first + nth)), ..caret }
            }
            _ => caret,
        })
    }

    /// A caret, moved behind the grapheme that it would stand in.
    pub(super) fn place(&self, at: TextAt, byte: usize) -> Option<Caret> {
        let byte = byte.min(flow::len(&self.story, at)?);
        let text = self.story.text(at).map(TextRef::as_str);
        let byte = text.map_or(byte, |text| flow::boundary(text, byte, Way::On));
        Some(Caret { at, byte })
    }

    /// Where a caret can stand at a spot. Between two blocks it goes into the words of the nearest
    /// one in a direction, else of the other one, else beside a block; into a new graf where the
    /// body has no block left.
    pub(super) fn rest(&mut self, spot: Spot, way: Way, ids: &mut Ids) -> Option<Caret> {
        let index = match spot {
            Spot::Text(caret) => return Some(caret),
            Spot::Between(index) => index,
        };
        if self.story.body.is_empty() {
            let at = self.graf(0, RichText::default(), ids)?;
            return Some(Caret { at, byte: 0 });
        }
        let above = index.checked_sub(1).and_then(|index| self.story.body.get(index));
        let above = above.and_then(|block| flow::stops(block).next_back());
        let above = above.and_then(|at| flow::edge(&self.story, at, Way::On));
        let below = self.story.body.get(index);
        let below = below.and_then(|block| flow::stops(block).next());
        let below = below.and_then(|at| flow::edge(&self.story, at, Way::Back));
        let near = match way {
            Way::Back => [above, below],
            Way::On => [below, above],
        };
        let words = |caret: &&Caret| !matches!(caret.at, TextAt::Block(_, Part::Whole));
        near.iter().flatten().find(words).or_else(|| near.iter().flatten().next()).copied()
    }

    /// The change; `None` when no edit was made.
    pub(super) fn done(mut self, after: Selection) -> Option<Change> {
        let Selection { anchor, head } = after;
        let after = Selection { anchor: self.carried(anchor), head: self.carried(head) };
        let edit = match self.edits.len() {
            0 => return None,
            1 => self.edits.pop()?,
            _ => Edit::Batch(self.edits),
        };
        Some(Change { edit, before: Some(self.before), after: Some(after) })
    }
}

/// Where the caret stands behind words that came into a text: after the grapheme that they made
/// with what follows them.
pub(super) fn landing(text: &str, range: &Range<usize>, with: &str) -> usize {
    let before = text.get(..range.start).unwrap_or_default();
    let behind = text.get(range.end..).unwrap_or_default();
    let byte = before.len() + with.len();
    flow::boundary(&[before, with, behind].concat(), byte, Way::On)
}

/// Brings items to the nesting that a list can have. Items at the start that hang below one that
/// is gone come up together, then none is left more than a level below the one above it.
pub(super) fn nest(items: &mut [ListItem]) {
    let lift = items.first().map_or(0, |item| item.level);
    if lift > 0 {
        for item in items.iter_mut().take_while(|item| item.level >= lift) {
            item.level -= lift;
        }
    }
    let mut deepest = 0;
    for item in items {
        item.level = item.level.min(deepest);
        deepest = item.level.saturating_add(1);
    }
}
