//! Making blocks of words other sorts of blocks.

use std::ops::Range;

use super::work::Work;
use crate::edit::flow;
use crate::edit::make::{self, Shape};
use crate::edit::{Caret, Change, Edit, Selection};
use crate::story::{
    Block, BlockId, BlockKind, Ids, List, ListItem, Part, Quote, RichText, Story, TextAt,
};

/// Makes every block that the selection touches another sort of block; the same words stay
/// selected. Grafs that follow each other become one list with an item each, and an item that
/// leaves its list becomes a block of its own. Pictures and the like stay as they are.
pub fn shape(story: &Story, selection: Selection, to: Shape, ids: &mut Ids) -> Option<Change> {
    let selection = flow::settle(story, selection)?;
    let (first, last) = touched(story, selection)?;
    let mut shaping = Shaping {
        work: Work::new(story, selection),
        anchor: selection.anchor,
        head: selection.head,
    };
    match to {
        Shape::List { ordered } => shaping.make_lists(first, last, ordered)?,
        _ => shaping.make_blocks(first, last, to, ids)?,
    }
    shaping.work.done(Selection { anchor: shaping.anchor, head: shaping.head })
}

/// The shape of the blocks of words that the selection touches, where they all have one.
pub fn shape_of(story: &Story, selection: Selection) -> Option<Shape> {
    let (first, last) = touched(story, flow::settle(story, selection)?)?;
    let (first, last) = (story.position(first.at.block()?)?, story.position(last.at.block()?)?);
    let mut shapes = (first..=last).filter_map(|index| match &story.body.get(index)?.kind {
        BlockKind::Paragraph(_) => Some(Shape::Paragraph),
        BlockKind::Heading(level, _) => Some(Shape::Heading(*level)),
        BlockKind::Quote(_) => Some(Shape::Quote),
        BlockKind::PullQuote(_) => Some(Shape::PullQuote),
        BlockKind::List(list) => Some(Shape::List { ordered: list.ordered }),
        BlockKind::DeskNote(_) => Some(Shape::DeskNote),
        _ => None,
    });
    let shape = shapes.next()?;
    shapes.all(|other| other == shape).then_some(shape)
}

/// The ends of what the selection touches, in reading order; `None` in an island. A text that the
/// selection only comes to the start of is not touched.
pub(super) fn touched(story: &Story, selection: Selection) -> Option<(Caret, Caret)> {
    let (from, to) = flow::ordered(story, selection);
    if !flow::is_in_flow(from.at) || !flow::is_in_flow(to.at) {
        return None;
    }
    if to.byte > 0 || from.at == to.at {
        return Some((from, to));
    }
    let at = flow::previous(story, to.at)?;
    Some((from, Caret { at, byte: flow::len(story, at)? }))
}

/// The items of a list that lie between two carets, of which either may be elsewhere.
pub(super) fn items_between(list: &List, id: BlockId, first: Caret, last: Caret) -> Range<usize> {
    let nth = |at| match at {
        TextAt::Block(block, Part::Item(nth)) if block == id => Some(nth),
        _ => None,
    };
    let end = nth(last.at).map_or(list.items.len(), |nth| nth + 1);
    nth(first.at).unwrap_or(0)..end
}

/// A list of these items.
pub(super) fn list(ordered: bool, mut items: Vec<ListItem>) -> BlockKind {
    super::work::nest(&mut items);
    BlockKind::List(List { ordered, items })
}

/// Takes items out of a list, each as a block of its own; the blocks. What stands behind them
/// becomes a list of its own.
pub(super) fn take_out(
    work: &mut Work,
    id: BlockId,
    taken: Range<usize>,
    to: Shape,
    ids: &mut Ids,
) -> Option<Vec<BlockId>> {
    let mut index = work.story.position(id)?;
    let BlockKind::List(List { ordered, items: mut above }) = work.story.block(id)?.kind.clone()
    else {
        return None;
    };
    let below = above.split_off(taken.end.min(above.len()));
    let taken = above.split_off(taken.start.min(above.len()));
    let mut taken = taken.into_iter().map(|item| kind_of(to, item.text));
    let mut blocks = Vec::with_capacity(taken.len());
    // The list's id stays with what is left of the list, else with the first block.
    let mut rest = None;
    match (above.is_empty(), below.is_empty()) {
        (true, true) => {
            work.replace(id, taken.next()?)?;
            blocks.push(id);
            index += 1;
        }
        (true, false) => work.set_items(id, below)?,
        (false, _) => {
            work.set_items(id, above)?;
            index += 1;
            rest = (!below.is_empty()).then_some(below);
        }
    }
    for kind in taken {
        let block = ids.block(kind);
        blocks.push(block.id);
        work.insert(index, block)?;
        index += 1;
    }
    if let Some(items) = rest {
        work.insert(index, ids.block(list(ordered, items)))?;
    }
    Some(blocks)
}

pub(super) fn kind_of(to: Shape, text: RichText) -> BlockKind {
    let quote = |text| Quote { text, attribution: String::new() };
    match to {
        Shape::Paragraph => BlockKind::Paragraph(text),
        Shape::Heading(level) => BlockKind::Heading(level, text),
        Shape::Quote => BlockKind::Quote(quote(text)),
        Shape::PullQuote => BlockKind::PullQuote(quote(text)),
        Shape::DeskNote => BlockKind::DeskNote(text),
        Shape::List { ordered } => list(ordered, vec![ListItem { level: 0, text }]),
    }
}

/// A change of shapes in the making, with the ends of the selection on their words.
struct Shaping {
    work: Work,
    anchor: Caret,
    head: Caret,
}

impl Shaping {
    fn carry(&mut self, from: TextAt, to: TextAt) {
        for caret in [&mut self.anchor, &mut self.head] {
            if caret.at == from {
                caret.at = to;
            }
        }
    }

    fn make_blocks(&mut self, first: Caret, last: Caret, to: Shape, ids: &mut Ids) -> Option<()> {
        let above = self.work.story.position(first.at.block()?)?;
        let below = self.work.story.position(last.at.block()?)?;
        for index in (above..=below).rev() {
            let block = self.work.story.body.get(index)?;
            let id = block.id;
            if let BlockKind::List(list) = &block.kind {
                let taken = items_between(list, id, first, last);
                let ends = (self.anchor.at, self.head.at);
                let blocks = take_out(&mut self.work, id, taken.clone(), to, ids)?;
                let rest = self.list_below(&blocks);
                let new = |at: TextAt| match at {
                    TextAt::Block(block, Part::Item(nth)) if block == id => {
                        match nth.checked_sub(taken.start).map(|nth| (nth, blocks.get(nth))) {
                            Some((_, Some(block))) => TextAt::Block(*block, Part::Text),
                            Some((nth, None)) => {
                                TextAt::Block(rest.unwrap_or(id), Part::Item(nth - blocks.len()))
                            }
                            None => at,
                        }
                    }
                    _ => at,
                };
                (self.anchor.at, self.head.at) = (new(ends.0), new(ends.1));
            } else if let Some(change) = make::convert(&self.work.story, id, to) {
                self.work.make(change.edit)?;
            }
        }
        Some(())
    }

    /// The block that follows those that were taken out of a list.
    fn list_below(&self, taken: &[BlockId]) -> Option<BlockId> {
        let index = self.work.story.position(*taken.last()?)?;
        Some(self.work.story.body.get(index + 1)?.id)
    }

    fn make_lists(&mut self, first: Caret, last: Caret, ordered: bool) -> Option<()> {
        let mut above = self.work.story.position(first.at.block()?)?;
        let mut below = self.work.story.position(last.at.block()?)?;
        let body = &self.work.story.body;
        let is_such = |block: &Block| match &block.kind {
            BlockKind::List(list) => list.ordered == ordered && !list.items.is_empty(),
            _ => false,
        };
        let changes = |index: usize| {
            body.get(index).is_some_and(|block| !is_such(block) && !flow::is_one_thing(block))
        };
        // New items join the list that stands beside them.
        if changes(below) && body.get(below + 1).is_some_and(|block| is_such(block)) {
            below += 1;
        }
        let over = above.checked_sub(1);
        if let Some(index) = over.filter(|index| body.get(*index).is_some_and(|b| is_such(b)))
            && changes(above)
        {
            above = index;
        }
        let mut run = Vec::new();
        for index in (above..=below).rev() {
            let block = self.work.story.body.get(index)?;
            if flow::is_one_thing(block) {
                self.make_list(&run, ordered)?;
                run.clear();
            } else {
                run.push(block.id);
            }
        }
        self.make_list(&run, ordered)
    }

    /// Makes one list of blocks that follow each other, given from the last to the first.
    fn make_list(&mut self, run: &[BlockId], ordered: bool) -> Option<()> {
        let Some(&first) = run.last() else { return Some(()) };
        let mut items = Vec::new();
        for &id in run.iter().rev() {
            let block = self.work.story.block(id)?;
            let stops: Vec<TextAt> = flow::stops(block).collect();
            let start = items.len();
            items.append(&mut items_of(block));
            for (nth, at) in stops.into_iter().enumerate() {
                self.carry(at, TextAt::Block(first, Part::Item(start + nth)));
            }
        }
        for &id in run.iter().take(run.len() - 1) {
            self.work.make(Edit::Remove { id })?;
        }
        self.work.replace(first, list(ordered, items))
    }
}

fn items_of(block: &Block) -> Vec<ListItem> {
    let item = |text: &RichText| vec![ListItem { level: 0, text: text.clone() }];
    match &block.kind {
        BlockKind::Paragraph(text) | BlockKind::Heading(_, text) | BlockKind::DeskNote(text) => {
            item(text)
        }
        BlockKind::Quote(quote) | BlockKind::PullQuote(quote) => {
            let mut text = quote.text.clone();
            if !quote.attribution.is_empty() {
                text.push(&RichText::plain(format!("\n— {}", quote.attribution)));
            }
            item(&text)
        }
        BlockKind::List(list) => list.items.clone(),
        _ => Vec::new(),
    }
}
