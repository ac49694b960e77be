//! What is copied out of a story, and what a paste puts into it.

use std::collections::HashSet;
use std::sync::Arc;

use super::cut::{self, Spot};
use super::work::{Work, nest};
use crate::edit::flow::{self, Way};
use crate::edit::{Caret, Change, Selection};
use crate::story::{
    Block, BlockId, BlockKind, Ids, List, ListItem, Part, Quote, RichText, Story, TextAt, TextRef,
};

/// The selected words as blocks with ids of their own. A part of one text is a graf; words that
/// reach over several blocks keep their kinds, and so does a text that is selected whole.
pub fn copied(story: &Story, selection: Selection, ids: &mut Ids) -> Vec<Arc<Block>> {
    let Some(selection) = flow::settle(story, selection) else { return Vec::new() };
    let Selection { anchor, head } = selection;
    if anchor == head {
        return Vec::new();
    }
    let in_one = anchor.at == head.at;
    let mut kinds: Vec<BlockKind> = Vec::new();
    let mut list_of = None;
    for (at, range) in flow::selected(story, selection) {
        let len = flow::len(story, at).unwrap_or(0);
        let is_full = range == (0..len);
        let words = match story.text(at) {
            Some(TextRef::Rich(text)) => text.slice(range.clone()),
            Some(TextRef::Plain(text)) => RichText::plain(text.get(range.clone()).unwrap_or("")),
            None if range.is_empty() => continue,
            None => RichText::default(),
        };
        let block = match at {
            TextAt::Block(id, _) if flow::is_in_flow(at) => story.block(id),
            _ => None,
        };
        let Some(block) = block.filter(|_| is_full || !(in_one || words.is_empty())) else {
            kinds.push(BlockKind::Paragraph(words));
            continue;
        };
        match (&block.kind, at) {
            (BlockKind::List(list), TextAt::Block(id, Part::Item(nth))) => {
                let level = list.items.get(nth).map_or(0, |item| item.level);
                let item = ListItem { level, text: words };
                match kinds.last_mut() {
                    Some(BlockKind::List(last)) if list_of == Some(id) => last.items.push(item),
                    _ => {
                        let ordered = list.ordered;
                        kinds.push(BlockKind::List(List { ordered, items: vec![item] }));
                    }
                }
                list_of = Some(id);
            }
            (kind, _) => kinds.push(with_words(kind, words, range.end == len)),
        }
    }
    let block = |mut kind: BlockKind| {
        if let BlockKind::List(list) = &mut kind {
            nest(&mut list.items);
        }
        ids.block(kind)
    };
    kinds.into_iter().map(block).collect()
}

/// The same kind of block with other words; the attribution of a quote goes with its end.
fn with_words(kind: &BlockKind, text: RichText, to_end: bool) -> BlockKind {
    let quote = |quote: &Quote, text| {
        let attribution = if to_end { quote.attribution.clone() } else { String::new() };
        Quote { text, attribution }
    };
    match kind {
        BlockKind::Paragraph(_) => BlockKind::Paragraph(text),
        BlockKind::Heading(level, _) => BlockKind::Heading(*level, text),
        BlockKind::DeskNote(_) => BlockKind::DeskNote(text),
        BlockKind::Quote(old) => BlockKind::Quote(quote(old, text)),
        BlockKind::PullQuote(old) => BlockKind::PullQuote(quote(old, text)),
        other => other.clone(),
    }
}

/// Puts blocks in place of the selection, as one step of undo; the caret goes behind them.
///
/// A single line joins the text at the caret, whatever it was where it came from. Otherwise the
/// first graf joins the words before the caret and the words behind it follow the last graf; grafs
/// pasted into a quote become lines of it, and into a list items. In an island all becomes one
/// line, unless there are pictures that would be lost: then the blocks go below the island's.
pub fn paste(
    story: &Story,
    selection: Selection,
    blocks: Vec<Arc<Block>>,
    ids: &mut Ids,
) -> Option<Change> {
    let selection = flow::settle(story, selection)?;
    let blocks = with_own_ids(story, blocks, ids);
    let mut work = Work::new(story, selection);
    let owner = selection.head.at.block().filter(|_| !flow::is_in_flow(selection.head.at));
    let spot = match owner {
        Some(id) if blocks.iter().any(|block| flow::is_one_thing(block)) => {
            Spot::Between(story.position(id)? + 1)
        }
        _ => cut::cut(&mut work, selection)?,
    };
    let (_, caret) = put(&mut work, spot, blocks, ids)?;
    work.done(Selection { anchor: caret, head: caret })
}

/// Blocks with fresh ids where theirs are in the story already, or twice among them.
pub(in crate::edit) fn with_own_ids(
    story: &Story,
    blocks: Vec<Arc<Block>>,
    ids: &mut Ids,
) -> Vec<Arc<Block>> {
    let mut seen: HashSet<BlockId> = HashSet::new();
    let own = |block: Arc<Block>| {
        let is_new = story.position(block.id).is_none() && seen.insert(block.id);
        if is_new { block } else { ids.block(block.kind.clone()) }
    };
    blocks.into_iter().map(own).collect()
}

/// Puts blocks in at a spot; where they begin and where they end.
pub(super) fn put(
    work: &mut Work,
    spot: Spot,
    blocks: Vec<Arc<Block>>,
    ids: &mut Ids,
) -> Option<(Caret, Caret)> {
    let caret = match spot {
        Spot::Between(index) => return put_blocks(work, index, blocks),
        Spot::Text(caret) => caret,
    };
    if blocks.is_empty() {
        return None;
    }
    if !flow::is_in_flow(caret.at) {
        let end = work.splice(caret.at, caret.byte..caret.byte, one_line(&blocks))?;
        return Some((caret, end));
    }
    let TextAt::Block(id, part) = caret.at else { return None };
    let kind = work.story.block(id)?.kind.clone();
    let is_empty_graf = matches!(&kind, BlockKind::Paragraph(text) if text.is_empty());
    if let Some(words) = as_line(&blocks, &kind, is_empty_graf) {
        let end = work.splice(caret.at, caret.byte..caret.byte, words)?;
        return Some((caret, end));
    }
    if let Part::Item(nth) = part {
        return put_into_list(work, id, nth, caret.byte, blocks, ids);
    }
    let index = work.story.position(id)?;
    if is_empty_graf {
        work.remove(id)?;
        return put_blocks(work, index, blocks);
    }
    put_into_text(work, caret, kind, blocks, ids)
}

/// Blocks that go into a text as words: one line, or grafs that a quote or note takes as lines.
fn as_line(blocks: &[Arc<Block>], into: &BlockKind, is_empty_graf: bool) -> Option<RichText> {
    if let ([block], false) = (blocks, is_empty_graf) {
        match &block.kind {
            BlockKind::Heading(_, text) => return Some(text.clone()),
            BlockKind::Quote(quote) if quote.attribution.is_empty() => {
                return Some(quote.text.clone());
            }
            BlockKind::List(List { items, .. }) => {
                if let [item] = items.as_slice() {
                    return Some(item.text.clone());
                }
            }
            _ => {}
        }
    }
    let lines = match into {
        BlockKind::Quote(_) | BlockKind::PullQuote(_) | BlockKind::DeskNote(_) => blocks.len(),
        _ => 1,
    };
    if blocks.len() > lines {
        return None;
    }
    let mut words = RichText::default();
    for (nth, block) in blocks.iter().enumerate() {
        let BlockKind::Paragraph(text) = &block.kind else { return None };
        if nth > 0 {
            words.push(&RichText::plain("\n"));
        }
        words.push(text);
    }
    Some(words)
}

fn put_blocks(work: &mut Work, index: usize, blocks: Vec<Arc<Block>>) -> Option<(Caret, Caret)> {
    let start = flow::stops(blocks.first()?).next()?;
    let end = flow::stops(blocks.last()?).next_back()?;
    for (offset, block) in blocks.into_iter().enumerate() {
        work.insert(index + offset, block)?;
    }
    let start = flow::edge(&work.story, start, Way::Back)?;
    Some((start, flow::edge(&work.story, end, Way::On)?))
}

fn put_into_text(
    work: &mut Work,
    caret: Caret,
    kind: BlockKind,
    mut blocks: Vec<Arc<Block>>,
    ids: &mut Ids,
) -> Option<(Caret, Caret)> {
    let TextAt::Block(id, _) = caret.at else { return None };
    let index = work.story.position(id)?;
    let TextRef::Rich(text) = work.story.text(caret.at)? else { return None };
    let tail = text.slice(caret.byte..text.len());
    let is_graf = matches!(kind, BlockKind::Paragraph(_));
    // At the start all goes above, and only a last graf joins the words of a graf.
    if caret.byte == 0 && !tail.is_empty() {
        let last = match &blocks.last()?.kind {
            BlockKind::Paragraph(words) if is_graf => Some(words.clone()),
            _ => None,
        };
        if last.is_some() {
            blocks.pop();
        }
        let ends = put_blocks(work, index, blocks);
        return match last {
            Some(words) => {
                let end = work.splice(caret.at, 0..0, words)?;
                Some((ends.map_or(caret, |(start, _)| start), end))
            }
            None => ends,
        };
    }
    let mut start = None;
    if let (BlockKind::Paragraph(words), false) =
        (&blocks.first()?.kind, matches!(kind, BlockKind::DeskNote(_)))
    {
        let len = flow::len(&work.story, caret.at)?;
        work.splice(caret.at, caret.byte..len, words.clone())?;
        start = Some(work.place(caret.at, caret.byte)?);
        blocks.remove(0);
    } else if !tail.is_empty() {
        let len = flow::len(&work.story, caret.at)?;
        work.splice(caret.at, caret.byte..len, RichText::default())?;
    }
    let count = blocks.len();
    let ends = put_blocks(work, index + 1, blocks)?;
    let start = start.unwrap_or(ends.0);
    if tail.is_empty() {
        return Some((start, ends.1));
    }
    let last = work.story.block(ends.1.at.block()?)?;
    if let (BlockKind::Paragraph(_), true) = (&last.kind, is_graf) {
        let byte = ends.1.byte;
        work.splice(ends.1.at, byte..byte, tail)?;
        return Some((start, work.place(ends.1.at, byte)?));
    }
    // What stood behind the caret goes on in a block of its own.
    let rest = match kind {
        BlockKind::Heading(..) => BlockKind::Paragraph(tail),
        kind => with_words(&kind, tail, true),
    };
    work.insert(index + 1 + count, ids.block(rest))?;
    Some((start, ends.1))
}

/// Grafs and lists become items; from the first block on that cannot be one, the list is cut.
fn put_into_list(
    work: &mut Work,
    id: BlockId,
    nth: usize,
    byte: usize,
    blocks: Vec<Arc<Block>>,
    ids: &mut Ids,
) -> Option<(Caret, Caret)> {
    let BlockKind::List(List { ordered, mut items }) = work.story.block(id)?.kind.clone() else {
        return None;
    };
    let ListItem { level, text } = items.get(nth)?.clone();
    let below = items.split_off(nth + 1);
    let at = |nth| TextAt::Block(id, Part::Item(nth));
    let mut lines: Vec<ListItem> = Vec::new();
    let mut rest = Vec::new();
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(words) if rest.is_empty() => {
                lines.push(ListItem { level, text: words.clone() });
            }
            BlockKind::List(list) if rest.is_empty() => {
                let nested = |item: &ListItem| {
                    let level = level.saturating_add(item.level);
                    ListItem { level, text: item.text.clone() }
                };
                lines.extend(list.items.iter().map(nested));
            }
            _ => rest.push(block),
        }
    }
    let tail = text.slice(byte..text.len());
    let joins = !lines.is_empty();
    let mut added = lines.into_iter();
    if let Some(first) = added.next() {
        items.get_mut(nth)?.text.splice(byte..text.len(), &first.text);
        items.extend(added);
    } else if byte == 0 {
        items.pop();
    } else {
        items.get_mut(nth)?.text.splice(byte..text.len(), &RichText::default());
    }
    if rest.is_empty() {
        let last = items.len().checked_sub(1)?;
        let end = items.get(last)?.text.len();
        items.get_mut(last)?.text.push(&tail);
        items.extend(below);
        work.set_items(id, items)?;
        return Some((work.place(at(nth), byte)?, work.place(at(last), end)?));
    }
    let mut index = work.story.position(id)? + usize::from(!items.is_empty());
    work.set_items(id, items)?;
    let start = if joins { Some(work.place(at(nth), byte)?) } else { None };
    let count = rest.len();
    let ends = put_blocks(work, index, rest)?;
    index += count;
    let mut items = below;
    if !tail.is_empty() {
        items.insert(0, ListItem { level, text: tail });
    }
    if !items.is_empty() {
        work.insert(index, ids.block(super::shapes::list(ordered, items)))?;
    }
    Some((start.unwrap_or(ends.0), ends.1))
}

fn one_line(blocks: &[Arc<Block>]) -> RichText {
    let mut line = RichText::default();
    for text in blocks.iter().flat_map(|block| block.kind.texts()) {
        if !line.is_empty() {
            line.push(&RichText::plain(" "));
        }
        line.push(text);
    }
    line
}
