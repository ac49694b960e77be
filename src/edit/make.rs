//! Edits that editors ask for, made from the story as it stands.
//!
//! Each function returns `None` where the wish makes no sense, such as merging the first block
//! with the one above it.

use std::ops::Range;

use super::{Caret, Change, Edit, Selection};
use crate::story::{
    BlockId, BlockKind, HeadingLevel, Ids, List, ListItem, MarkKind, Part, Quote, RichText, Story,
    TextAt, TextRef,
};

/// What a block of words can be converted to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A graf.
    Paragraph,
    /// A subhead.
    Heading(HeadingLevel),
    /// A quotation.
    Quote,
    /// A pull quote.
    PullQuote,
    /// A list, numbered or not.
    List {
        /// Numbered.
        ordered: bool,
    },
    /// A note to colleagues.
    DeskNote,
}

/// Puts a mark on a range, or takes it off where all of it has it already.
pub fn toggle_mark(
    story: &Story,
    at: TextAt,
    range: Range<usize>,
    kind: MarkKind,
) -> Option<Change> {
    let TextRef::Rich(text) = story.text(at)? else { return None };
    if range.is_empty() {
        return None;
    }
    let mut with = text.slice(range.clone());
    let all = 0..with.len();
    if with.is_marked(all.clone(), &kind) {
        with.unmark(all, &kind);
    } else {
        with.mark(all, kind);
    }
    let selection =
        Selection { anchor: Caret { at, byte: range.start }, head: Caret { at, byte: range.end } };
    let edit = Edit::Splice { at, range, with };
    Some(Change { edit, before: Some(selection), after: Some(selection) })
}

/// Splits a block of words in two at a caret (Enter). The second half of a heading is a paragraph;
/// an empty list item ends its list.
pub fn split(story: &Story, caret: Caret, ids: &mut Ids) -> Option<Change> {
    let TextAt::Block(id, part) = caret.at else { return None };
    let index = story.position(id)?;
    let block = story.block(id)?;
    let before = Some(Selection { anchor: caret, head: caret });
    if let (BlockKind::List(list), Part::Item(item)) = (&block.kind, part) {
        return split_item(list, item, id, index, caret.byte, ids);
    }
    let TextRef::Rich(text) = story.text(caret.at)? else { return None };
    let tail = text.slice(caret.byte..text.len());
    let kind = match &block.kind {
        BlockKind::Paragraph(_) | BlockKind::Heading(..) => BlockKind::Paragraph(tail.clone()),
        BlockKind::DeskNote(_) => BlockKind::DeskNote(tail.clone()),
        BlockKind::Quote(quote) => {
            BlockKind::Quote(Quote { text: tail.clone(), attribution: quote.attribution.clone() })
        }
        _ => return None,
    };
    let cut =
        Edit::Splice { at: caret.at, range: caret.byte..text.len(), with: RichText::default() };
    let block = ids.block(kind);
    let after = Some(Selection::caret(TextAt::Block(block.id, Part::Text), 0));
    let insert = Edit::Insert { index: index + 1, block };
    Some(Change { edit: Edit::Batch(vec![cut, insert]), before, after })
}

fn split_item(
    list: &List,
    item: usize,
    id: BlockId,
    index: usize,
    byte: usize,
    ids: &mut Ids,
) -> Option<Change> {
    let text = &list.items.get(item)?.text;
    let before = Some(Selection::caret(TextAt::Block(id, Part::Item(item)), byte));
    let mut items = list.items.clone();
    if text.is_blank() {
        // Enter on an empty item leaves the list: what follows becomes a list of its own.
        let rest = items.split_off(item + 1);
        items.pop();
        let mut edits = Vec::new();
        let mut at = index + 1;
        if items.is_empty() {
            edits.push(Edit::Remove { id });
            at = index;
        } else {
            edits.push(Edit::Replace {
                id,
                kind: BlockKind::List(List { ordered: list.ordered, items }),
            });
        }
        let graf = ids.block(BlockKind::Paragraph(RichText::default()));
        let after = Some(Selection::caret(TextAt::Block(graf.id, Part::Text), 0));
        edits.push(Edit::Insert { index: at, block: graf });
        if !rest.is_empty() {
            let list = List { ordered: list.ordered, items: rest };
            edits.push(Edit::Insert { index: at + 1, block: ids.block(BlockKind::List(list)) });
        }
        return Some(Change { edit: Edit::Batch(edits), before, after });
    }
    let level = list.items.get(item)?.level;
    let (head, tail) = (text.slice(0..byte), text.slice(byte..text.len()));
    items.splice(item..=item, [ListItem { level, text: head }, ListItem { level, text: tail }]);
    let kind = BlockKind::List(List { ordered: list.ordered, items });
    let after = Some(Selection::caret(TextAt::Block(id, Part::Item(item + 1)), 0));
    Some(Change { edit: Edit::Replace { id, kind }, before, after })
}

/// Joins a block of words to the one above it (Backspace at its start). A block above that holds
/// no words, such as a picture, is not eaten.
pub fn merge_up(story: &Story, at: TextAt) -> Option<Change> {
    let TextAt::Block(id, part) = at else { return None };
    let before = Some(Selection::caret(at, 0));
    let block = story.block(id)?;
    if let (BlockKind::List(list), Part::Item(item)) = (&block.kind, part) {
        if item > 0 {
            let mut items = list.items.clone();
            let removed = items.remove(item);
            let above = items.get_mut(item - 1)?;
            let byte = above.text.len();
            above.text.push(&removed.text);
            let kind = BlockKind::List(List { ordered: list.ordered, items });
            let after = Some(Selection::caret(TextAt::Block(id, Part::Item(item - 1)), byte));
            return Some(Change { edit: Edit::Replace { id, kind }, before, after });
        }
        return convert(story, id, Shape::Paragraph);
    }
    if !matches!(block.kind, BlockKind::Paragraph(_)) && part == Part::Text {
        return convert(story, id, Shape::Paragraph);
    }
    let TextRef::Rich(text) = story.text(at)? else { return None };
    let above = story.body.get(story.position(id)?.checked_sub(1)?)?;
    let above_at = match &above.kind {
        BlockKind::Paragraph(_) | BlockKind::Heading(..) | BlockKind::Quote(_) => {
            TextAt::Block(above.id, Part::Text)
        }
        BlockKind::List(list) => {
            TextAt::Block(above.id, Part::Item(list.items.len().checked_sub(1)?))
        }
        _ if text.is_empty() => {
            return Some(Change { edit: Edit::Remove { id }, before, after: None });
        }
        _ => return None,
    };
    let end = story.text(above_at)?.as_str().len();
    let join = Edit::Splice { at: above_at, range: end..end, with: text.clone() };
    Some(Change {
        edit: Edit::Batch(vec![join, Edit::Remove { id }]),
        before,
        after: Some(Selection::caret(above_at, end)),
    })
}

/// Joins the block below to this one (Delete at its end).
pub fn merge_down(story: &Story, at: TextAt) -> Option<Change> {
    let TextAt::Block(id, part) = at else { return None };
    let end = story.text(at)?.as_str().len();
    let here = Some(Selection::caret(at, end));
    let below_at = match (&story.block(id)?.kind, part) {
        (BlockKind::List(list), Part::Item(item)) if item + 1 < list.items.len() => {
            TextAt::Block(id, Part::Item(item + 1))
        }
        _ => {
            let below = story.body.get(story.position(id)? + 1)?;
            match &below.kind {
                BlockKind::Paragraph(_) => TextAt::Block(below.id, Part::Text),
                _ => return None,
            }
        }
    };
    let change = merge_up(story, below_at)?;
    Some(Change { before: here, after: here, ..change })
}

/// Makes a block of words another sort of block; the words stay.
pub fn convert(story: &Story, id: BlockId, to: Shape) -> Option<Change> {
    let block = story.block(id)?;
    let texts: Vec<RichText> = match &block.kind {
        BlockKind::Paragraph(text) | BlockKind::Heading(_, text) | BlockKind::DeskNote(text) => {
            vec![text.clone()]
        }
        BlockKind::Quote(quote) | BlockKind::PullQuote(quote) => vec![quote.text.clone()],
        BlockKind::List(list) => list.items.iter().map(|item| item.text.clone()).collect(),
        _ => return None,
    };
    let attribution = match &block.kind {
        BlockKind::Quote(quote) | BlockKind::PullQuote(quote) => quote.attribution.clone(),
        _ => String::new(),
    };
    let mut text = RichText::default();
    for (index, part) in texts.iter().enumerate() {
        if index > 0 {
            text.push(&RichText::plain("\n"));
        }
        text.push(part);
    }
    // An attribution has no place outside a quote, so it joins the words rather than get lost.
    let with_attribution = |mut text: RichText| {
        if !attribution.is_empty() {
            text.push(&RichText::plain(format!("\n— {attribution}")));
        }
        text
    };
    let kind = match to {
        Shape::Paragraph => BlockKind::Paragraph(with_attribution(text)),
        Shape::Heading(level) => BlockKind::Heading(level, with_attribution(text)),
        Shape::Quote => BlockKind::Quote(Quote { text, attribution }),
        Shape::PullQuote => BlockKind::PullQuote(Quote { text, attribution }),
        Shape::DeskNote => BlockKind::DeskNote(with_attribution(text)),
        Shape::List { ordered } => {
            let items = match &block.kind {
                BlockKind::List(list) => list.items.clone(),
                _ => lines(&with_attribution(text))
                    .into_iter()
                    .map(|text| ListItem { level: 0, text })
                    .collect(),
            };
            BlockKind::List(List { ordered, items })
        }
    };
    if kind == block.kind {
        return None;
    }
    let part = if matches!(kind, BlockKind::List(_)) { Part::Item(0) } else { Part::Text };
    let after = Some(Selection::caret(TextAt::Block(id, part), 0));
    Some(Change { edit: Edit::Replace { id, kind }, before: None, after })
}

/// Nests a list item one deeper or, with `-1`, one less.
pub fn indent(story: &Story, id: BlockId, item: usize, by: i8) -> Option<Change> {
    let BlockKind::List(list) = &story.block(id)?.kind else { return None };
    let mut items = list.items.clone();
    let deepest = match item.checked_sub(1) {
        Some(above) => items.get(above)?.level + 1,
        None => 0,
    };
    let target = items.get_mut(item)?;
    let level = target.level.saturating_add_signed(by).min(deepest);
    if level == target.level {
        return None;
    }
    target.level = level;
    let kind = BlockKind::List(List { ordered: list.ordered, items });
    Some(Edit::Replace { id, kind }.into())
}

/// Joins a picture or gallery with the one below it into one gallery.
pub fn gather(story: &Story, id: BlockId) -> Option<Change> {
    let pictures = |block: &crate::story::Block| match &block.kind {
        BlockKind::Figure(figure) => Some(vec![figure.as_ref().clone()]),
        BlockKind::Gallery(figures) => Some(figures.clone()),
        _ => None,
    };
    let index = story.position(id)?;
    let mut figures = pictures(story.body.get(index)?)?;
    let below = story.body.get(index + 1)?;
    figures.extend(pictures(below)?);
    let kind = BlockKind::Gallery(figures);
    let edits = vec![Edit::Remove { id: below.id }, Edit::Replace { id, kind }];
    Some(Edit::Batch(edits).into())
}

/// Takes a gallery apart into pictures that follow each other.
pub fn scatter(story: &Story, id: BlockId, ids: &mut Ids) -> Option<Change> {
    let BlockKind::Gallery(figures) = &story.block(id)?.kind else { return None };
    let index = story.position(id)?;
    let mut edits = vec![Edit::Remove { id }];
    for (offset, figure) in figures.iter().enumerate() {
        let block = ids.block(BlockKind::Figure(Box::new(figure.clone())));
        edits.push(Edit::Insert { index: index + offset, block });
    }
    Some(Edit::Batch(edits).into())
}

/// Moves a block by some places; it stops at the ends of the body.
pub fn shift(story: &Story, id: BlockId, by: isize) -> Option<Change> {
    let from = story.position(id)?;
    let to = from.saturating_add_signed(by).min(story.body.len().saturating_sub(1));
    (to != from).then(|| Edit::Move { id, to }.into())
}

/// Puts a new block below another, or at the end of the body.
pub fn insert_below(
    story: &Story,
    below: Option<BlockId>,
    kind: BlockKind,
    ids: &mut Ids,
) -> (Change, BlockId) {
    let index =
        below.and_then(|id| story.position(id)).map_or(story.body.len(), |position| position + 1);
    let block = ids.block(kind);
    let id = block.id;
    (Edit::Insert { index, block }.into(), id)
}

/// A text cut at its line breaks, marks kept.
fn lines(text: &RichText) -> Vec<RichText> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.as_str().split('\n') {
        lines.push(text.slice(start..start + line.len()));
        start += line.len() + 1;
    }
    lines
}
