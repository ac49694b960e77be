//! Where a caret can stand, and how it moves.
//!
//! The running copy of the body is a line of *stops* from top to bottom: the words of a graf,
//! subhead, quote, pull quote or desk note, each item of a list, and every other block as one
//! thing ([`Part::Whole`]: byte 0 before it, 1 after it; an empty list counts as one thing too).
//! A caret goes from stop to stop, and a selection may reach over many.
//!
//! Every other text (headline, caption, attribution, cell, …) is an island: a caret stays inside,
//! and a selection lies in one island alone.
//!
//! Must not know: what a key does to the words, lines as they are laid out, windows.

mod words;

use std::cmp::Ordering;
use std::ops::Range;

use super::{Caret, Selection};
use crate::story::{
    Block, BlockId, BlockKind, Part, Story, TextAt, TextRef, is_boundary, next_boundary,
    previous_boundary,
};

/// How far a caret goes in one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum By {
    /// To the next grapheme (UAX 29, extended).
    Grapheme,
    /// To the start of a word. The end of a text counts as a word, as in Word.
    Word,
    /// To the start or end of this text, and from there to that of the next.
    Text,
    /// To the start or end of the body.
    Story,
}

/// Which way a caret goes, in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// Towards the start.
    Back,
    /// Towards the end.
    On,
}

/// Whether an address is a stop of the running copy, rather than an island.
pub fn is_in_flow(at: TextAt) -> bool {
    matches!(at, TextAt::Block(_, Part::Text | Part::Item(_) | Part::Whole))
}

/// The stops of a block, top to bottom; at least one.
pub fn stops(block: &Block) -> impl DoubleEndedIterator<Item = TextAt> + ExactSizeIterator + use<> {
    let (count, part): (usize, fn(usize) -> Part) = match &block.kind {
        BlockKind::Paragraph(_)
        | BlockKind::Heading(..)
        | BlockKind::DeskNote(_)
        | BlockKind::Quote(_)
        | BlockKind::PullQuote(_) => (1, |_| Part::Text),
        BlockKind::List(list) if !list.items.is_empty() => (list.items.len(), Part::Item),
        _ => (1, |_| Part::Whole),
    };
    let id = block.id;
    (0..count).map(move |nth| TextAt::Block(id, part(nth)))
}

/// Whether the block is one thing to a caret: a picture, a table, a divider, …
pub fn is_one_thing(block: &Block) -> bool {
    stops(block).next().is_some_and(|at| matches!(at, TextAt::Block(_, Part::Whole)))
}

/// The first stop of the body.
pub fn first(story: &Story) -> Option<TextAt> {
    stops(story.body.first()?).next()
}

/// The last stop of the body.
pub fn last(story: &Story) -> Option<TextAt> {
    stops(story.body.last()?).next_back()
}

/// The stop after this one; `None` at the end of the body and in an island.
pub fn next(story: &Story, at: TextAt) -> Option<TextAt> {
    let TextAt::Block(id, part) = at else { return None };
    if !is_in_flow(at) {
        return None;
    }
    if let Part::Item(nth) = part {
        let item = TextAt::Block(id, Part::Item(nth + 1));
        if story.text(item).is_some() {
            return Some(item);
        }
    }
    stops(story.body.get(story.position(id)? + 1)?).next()
}

/// The stop before this one; `None` at the start of the body and in an island.
pub fn previous(story: &Story, at: TextAt) -> Option<TextAt> {
    let TextAt::Block(id, part) = at else { return None };
    if !is_in_flow(at) {
        return None;
    }
    if let Part::Item(nth @ 1..) = part {
        return Some(TextAt::Block(id, Part::Item(nth - 1)));
    }
    stops(story.body.get(story.position(id)?.checked_sub(1)?)?).next_back()
}

/// Length of a text in bytes, 1 for a whole block; `None` where the story has no such place.
pub fn len(story: &Story, at: TextAt) -> Option<usize> {
    match at {
        TextAt::Block(id, Part::Whole) => is_one_thing(story.block(id)?).then_some(1),
        _ => story.text(at).map(|text| text.as_str().len()),
    }
}

/// Which of two carets comes first. Furniture comes before the body, in no order that means
/// anything; islands of a block come after its running words.
pub fn compare(story: &Story, a: Caret, b: Caret) -> Ordering {
    let rank = |at: TextAt| match at.block() {
        None => (0, at),
        Some(id) => (story.position(id).map_or(usize::MAX, |index| index + 1), at),
    };
    if a.at == b.at {
        return a.byte.cmp(&b.byte);
    }
    rank(a.at).cmp(&rank(b.at)).then(a.byte.cmp(&b.byte))
}

/// The two ends of a selection in reading order.
pub fn ordered(story: &Story, selection: Selection) -> (Caret, Caret) {
    let Selection { anchor, head } = selection;
    match compare(story, anchor, head) {
        Ordering::Greater => (head, anchor),
        _ => (anchor, head),
    }
}

/// Where a caret comes to stand after one step; it stays where there is nowhere to go.
///
/// A caret that comes to a picture, or to another block without running words, goes over it at
/// once: it lands on the far side, so that a selection that is being extended covers the block in
/// one step. See [`go`] for what that means to a plain caret.
#[must_use]
pub fn step(story: &Story, caret: Caret, by: By, way: Way) -> Caret {
    let Some(caret) = settled(story, caret) else { return caret };
    let in_flow = is_in_flow(caret.at);
    let inside = match by {
        By::Grapheme | By::Word => within(story, caret, by, way),
        By::Text => edge(story, caret.at, way).filter(|edge| *edge != caret),
        By::Story if in_flow => {
            let end = match way {
                Way::Back => first(story),
                Way::On => last(story),
            };
            return end.and_then(|at| edge(story, at, way)).unwrap_or(caret);
        }
        By::Story => edge(story, caret.at, way),
    };
    let across = || match way {
        Way::Back => previous(story, caret.at),
        Way::On => next(story, caret.at),
    };
    // What a step into the next text comes to: its far end by text, and over a whole block.
    let into = |at: TextAt| {
        let near = match way {
            Way::Back => Way::On,
            Way::On => Way::Back,
        };
        let far = by == By::Text || matches!(at, TextAt::Block(_, Part::Whole));
        edge(story, at, if far { way } else { near })
    };
    inside.or_else(|| across().and_then(into)).unwrap_or(caret)
}

/// A plain arrow key: moves the caret and drops the selection.
///
/// As in `ProseMirror`, a caret that comes to a picture or another block without running words
/// selects it as a whole, and the next step leaves it on the other side. Where nothing follows (or
/// comes before), that step leaves the caret beside the block, so that something can be written
/// there. A step by grapheme from selected words goes to their end, as everywhere.
#[must_use]
pub fn go(story: &Story, selection: Selection, by: By, way: Way) -> Selection {
    let (from, to) = ordered(story, selection);
    let end = match way {
        Way::Back => from,
        Way::On => to,
    };
    let whole = is_whole(story, selection).is_some();
    if from != to && by == By::Grapheme && !whole {
        return Selection { anchor: end, head: end };
    }
    let start = if whole { end } else { selection.head };
    let head = step(story, start, by, way);
    let selects = by != By::Story && head != start;
    match head.at {
        TextAt::Block(_, Part::Whole) if selects => {
            Selection { anchor: Caret { byte: 1 - head.byte.min(1), ..head }, head }
        }
        _ => Selection { anchor: head, head },
    }
}

/// An arrow key with Shift: moves the head and leaves the anchor. A block that is selected as a
/// whole stays selected whichever way it goes.
#[must_use]
pub fn extend(story: &Story, selection: Selection, by: By, way: Way) -> Selection {
    let Selection { mut anchor, mut head } = selection;
    if is_whole(story, selection).is_some() {
        let (from, to) = ordered(story, selection);
        (anchor, head) = match way {
            Way::Back => (to, from),
            Way::On => (from, to),
        };
    }
    Selection { anchor, head: step(story, head, by, way) }
}

/// The word at a caret (double click). Between two, a word wins over the space or punctuation
/// beside it; a caret in white space or in punctuation takes the run of it.
pub fn word_at(story: &Story, caret: Caret) -> Selection {
    let Some(caret) = settled(story, caret) else { return Selection::caret(caret.at, caret.byte) };
    match story.text(caret.at) {
        Some(text) => {
            let range = words::word_at(text.as_str(), caret.byte);
            let start = boundary(text.as_str(), range.start, Way::Back);
            selection_in(caret.at, start..boundary(text.as_str(), range.end, Way::On))
        }
        None => text_at(story, caret),
    }
}

/// The whole text around a caret (triple click).
pub fn text_at(story: &Story, caret: Caret) -> Selection {
    selection_in(caret.at, 0..len(story, caret.at).unwrap_or(0))
}

/// Everything (Ctrl+A): first the text around the caret; where that is empty or selected already,
/// the whole body. In an island, the island.
pub fn all(story: &Story, selection: Selection) -> Selection {
    let text = text_at(story, selection.head);
    let (from, to) = ordered(story, selection);
    let one = text.anchor == text.head || (from, to) == (text.anchor, text.head);
    let reaches_out = from.at != to.at;
    if !is_in_flow(selection.head.at) || !(one || reaches_out) {
        return text;
    }
    let start = first(story).and_then(|at| edge(story, at, Way::Back));
    let end = last(story).and_then(|at| edge(story, at, Way::On));
    match (start, end) {
        (Some(anchor), Some(head)) => Selection { anchor, head },
        _ => text,
    }
}

/// What is selected, text by text in reading order, also where nothing of a text is; found as it
/// is asked for.
pub fn selected(
    story: &Story,
    selection: Selection,
) -> impl Iterator<Item = (TextAt, Range<usize>)> + '_ {
    let ends = settle(story, selection).map(|selection| ordered(story, selection));
    let mut coming = ends.map(|(from, _)| from.at);
    std::iter::from_fn(move || {
        let (from, to) = ends?;
        let at = coming?;
        coming = if at == to.at { None } else { next(story, at) };
        let start = if at == from.at { from.byte } else { 0 };
        let end = if at == to.at { to.byte } else { len(story, at)? };
        Some((at, start..end))
    })
}

/// The block that is selected as a whole, when it is one and nothing else.
pub fn is_whole(story: &Story, selection: Selection) -> Option<BlockId> {
    let Selection { anchor, head } = selection;
    match anchor.at {
        TextAt::Block(id, Part::Whole) if head.at == anchor.at && head.byte != anchor.byte => {
            story.position(id).map(|_index| id)
        }
        _ => None,
    }
}

/// A block that is selected as a whole.
pub fn whole(id: BlockId) -> Selection {
    selection_in(TextAt::Block(id, Part::Whole), 0..1)
}

/// The nearest selection that the story allows, after it changed: bytes go back to the start of
/// their grapheme, and where the anchor is gone the head is left. `None` when the head's block or
/// field is gone.
pub fn settle(story: &Story, selection: Selection) -> Option<Selection> {
    let head = settled(story, selection.head)?;
    if selection.anchor == selection.head {
        return Some(Selection { anchor: head, head });
    }
    let together =
        |anchor: &Caret| anchor.at == head.at || (is_in_flow(anchor.at) && is_in_flow(head.at));
    let anchor = settled(story, selection.anchor).filter(together).unwrap_or(head);
    Some(Selection { anchor, head })
}

/// A caret at the start of the block at a place, or at the end of the body where it is shorter.
pub fn near(story: &Story, index: usize) -> Option<Caret> {
    match story.body.get(index) {
        Some(block) => edge(story, stops(block).next()?, Way::Back),
        None => edge(story, last(story)?, Way::On),
    }
}

/// The start or the end of a text.
pub fn edge(story: &Story, at: TextAt, way: Way) -> Option<Caret> {
    let len = len(story, at)?;
    let byte = match way {
        Way::Back => 0,
        Way::On => len,
    };
    Some(Caret { at, byte })
}

/// A step that stays inside the text; `None` at its end.
fn within(story: &Story, caret: Caret, by: By, way: Way) -> Option<Caret> {
    if edge(story, caret.at, way)? == caret {
        return None;
    }
    let Some(text) = story.text(caret.at) else { return edge(story, caret.at, way) };
    let text = text.as_str();
    let byte = match (by, way) {
        (By::Word, Way::Back) => boundary(text, words::start_before(text, caret.byte), way),
        (By::Word, Way::On) => boundary(text, words::start_after(text, caret.byte), way),
        (_, Way::Back) => previous_boundary(text, caret.byte),
        (_, Way::On) => next_boundary(text, caret.byte),
    };
    Some(Caret { at: caret.at, byte })
}

fn settled(story: &Story, caret: Caret) -> Option<Caret> {
    let caret = match (len(story, caret.at), caret.at) {
        (Some(len), at) => Caret { at, byte: caret.byte.min(len) },
        // The block became another sort of block, or the list shorter.
        (None, TextAt::Block(id, part)) if is_in_flow(caret.at) => {
            let mut stops = stops(story.block(id)?);
            let at = match part {
                Part::Item(nth) => stops.nth(nth),
                _ => stops.next(),
            };
            match at {
                Some(at) => Caret { at, byte: caret.byte.min(len(story, at)?) },
                None => edge(story, self::stops(story.block(id)?).next_back()?, Way::On)?,
            }
        }
        _ => return None,
    };
    let text = story.text(caret.at).map(TextRef::as_str);
    let byte = text.map_or(caret.byte, |text| boundary(text, caret.byte, Way::Back));
    Some(Caret { at: caret.at, byte })
}

/// The grapheme boundary at a byte, or the nearest one in a direction. (A word boundary of UAX 29
/// may lie inside a grapheme, before a Thai SARA AM for one.)
pub(super) fn boundary(text: &str, byte: usize, way: Way) -> usize {
    match way {
        _ if is_boundary(text, byte) => byte,
        Way::Back => previous_boundary(text, byte),
        Way::On => next_boundary(text, byte),
    }
}

fn selection_in(at: TextAt, range: Range<usize>) -> Selection {
    Selection { anchor: Caret { at, byte: range.start }, head: Caret { at, byte: range.end } }
}
