//! Taking out what is selected, over any number of blocks.

use super::work::Work;
use crate::edit::flow;
use crate::edit::{Caret, Edit, Selection};
use crate::story::{BlockId, BlockKind, Part, RichText, Story, TextAt, TextRef};

/// Where something can be put in.
#[derive(Clone, Copy, Debug)]
pub(super) enum Spot {
    /// Into a text.
    Text(Caret),
    /// Between two blocks: before the one at this place.
    Between(usize),
}

/// The spot at a caret.
pub(super) fn spot(story: &Story, caret: Caret) -> Option<Spot> {
    match caret.at {
        TextAt::Block(id, Part::Whole) => {
            Some(Spot::Between(story.position(id)? + caret.byte.min(1)))
        }
        TextAt::Credit(_) => None,
        _ => Some(Spot::Text(caret)),
    }
}

/// Whether the words at one stop may go on in the block of another: not from a desk note into the
/// copy, nor the other way.
pub(super) fn can_join(story: &Story, a: TextAt, b: TextAt) -> bool {
    let is_note = |at: TextAt| {
        let block = at.block().and_then(|id| story.block(id));
        block.is_some_and(|block| matches!(block.kind, BlockKind::DeskNote(_)))
    };
    is_note(a) == is_note(b)
}

/// Takes the selection out, if there is one, and returns the spot where it was. The first text
/// keeps what stands before the selection, the last what stands behind it, and they join.
pub(super) fn cut(work: &mut Work, selection: Selection) -> Option<Spot> {
    let (from, to) = flow::ordered(&work.story, selection);
    if from == to {
        return spot(&work.story, from);
    }
    let (TextAt::Block(first, from_part), TextAt::Block(last, to_part)) = (from.at, to.at) else {
        return within(work, from, to);
    };
    if from.at == to.at && from_part != Part::Whole {
        return within(work, from, to);
    }
    let index = work.story.position(first)?;
    remove_between(work, first, last)?;
    match (from_part, to_part) {
        (Part::Whole, Part::Whole) => {
            if to.byte == 1 && (first != last || from.byte == 0) {
                work.remove(last)?;
            }
            if from.byte == 0 && first != last {
                work.remove(first)?;
            }
            Some(Spot::Between(index + from.byte.min(1)))
        }
        (Part::Whole, _) => {
            let at = drop_front(work, to)?;
            if from.byte == 0 {
                work.remove(first)?;
                work.knit(index)?;
            }
            let caret = work.carried(Caret { at, byte: 0 });
            Some(Spot::Text(work.place(caret.at, 0)?))
        }
        (_, Part::Whole) => {
            drop_back(work, from, RichText::default())?;
            if to.byte == 1 {
                work.remove(last)?;
                work.knit(index + 1)?;
            }
            Some(Spot::Text(work.place(from.at, from.byte)?))
        }
        _ => join(work, from, to).map(Spot::Text),
    }
}

fn within(work: &mut Work, from: Caret, to: Caret) -> Option<Spot> {
    if matches!(from.at, TextAt::Credit(_)) || from.at != to.at {
        return None;
    }
    work.splice(from.at, from.byte..to.byte, RichText::default()).map(Spot::Text)
}

/// Joins the words before `from` with those behind `to`. Everything in between goes; blocks that
/// lie between the two must be gone already.
pub(super) fn join(work: &mut Work, from: Caret, to: Caret) -> Option<Caret> {
    let (first, last) = (from.at.block()?, to.at.block()?);
    if !can_join(&work.story, from.at, to.at) {
        drop_back(work, from, RichText::default())?;
        drop_front(work, to)?;
        return work.place(from.at, from.byte);
    }
    let tail = take_tail(work, from, to)?;
    if let (true, TextAt::Block(_, Part::Item(upper)), TextAt::Block(_, Part::Item(lower))) =
        (first == last, from.at, to.at)
    {
        let mut items = work.items(first)?;
        items.drain(upper + 1..=lower);
        let text = &mut items.get_mut(upper)?.text;
        text.splice(from.byte..text.len(), &tail);
        work.set_items(first, items)?;
        return work.place(from.at, from.byte);
    }
    if let TextAt::Block(_, Part::Item(nth)) = to.at {
        let items = work.items(last)?.split_off(nth + 1);
        work.set_items(last, items)?;
    } else {
        work.remove(last)?;
    }
    drop_back(work, from, tail)?;
    let index = work.story.position(first)?;
    work.knit(index + 1)?;
    work.place(from.at, from.byte)
}

/// The words behind `to`, with the attribution of a quote that is about to go. A quote that they
/// come to, and that has no attribution of its own, takes it over as its own.
fn take_tail(work: &mut Work, from: Caret, to: Caret) -> Option<RichText> {
    let TextRef::Rich(text) = work.story.text(to.at)? else { return None };
    let mut tail = text.slice(to.byte..text.len());
    let (first, last) = (from.at.block()?, to.at.block()?);
    let attribution = match &work.story.block(last)?.kind {
        BlockKind::Quote(quote) | BlockKind::PullQuote(quote) if !tail.is_empty() => {
            quote.attribution.clone()
        }
        _ => String::new(),
    };
    if attribution.is_empty() {
        return Some(tail);
    }
    match &work.story.block(first)?.kind {
        BlockKind::Quote(quote) | BlockKind::PullQuote(quote) if quote.attribution.is_empty() => {
            let at = TextAt::Block(first, Part::Attribution);
            let with = RichText::plain(attribution);
            work.make(Edit::Splice { at, range: 0..0, with })?;
        }
        _ => tail.push(&RichText::plain(format!("\n— {attribution}"))),
    }
    Some(tail)
}

/// Puts `with` in place of all that stands behind a caret in its block.
fn drop_back(work: &mut Work, from: Caret, with: RichText) -> Option<()> {
    if let TextAt::Block(id, Part::Item(nth)) = from.at {
        let mut items = work.items(id)?;
        if items.len() > nth + 1 {
            items.truncate(nth + 1);
            let text = &mut items.get_mut(nth)?.text;
            text.splice(from.byte..text.len(), &with);
            return work.set_items(id, items);
        }
    }
    let len = flow::len(&work.story, from.at)?;
    work.splice(from.at, from.byte..len, with).map(|_caret| ())
}

/// Takes away all that stands before a caret in its block; the new address of its text.
fn drop_front(work: &mut Work, to: Caret) -> Option<TextAt> {
    if let TextAt::Block(id, Part::Item(nth @ 1..)) = to.at {
        let mut items = work.items(id)?.split_off(nth);
        items.first_mut()?.text.splice(0..to.byte, &RichText::default());
        work.set_items(id, items)?;
        return Some(TextAt::Block(id, Part::Item(0)));
    }
    work.splice(to.at, 0..to.byte, RichText::default())?;
    Some(to.at)
}

fn remove_between(work: &mut Work, first: BlockId, last: BlockId) -> Option<()> {
    let above = work.story.position(first)?;
    let below = work.story.position(last)?;
    let between: Vec<BlockId> =
        (above + 1..below).filter_map(|index| Some(work.story.body.get(index)?.id)).collect();
    // From the end, so that undo puts them back from the start.
    between.into_iter().rev().try_for_each(|id| work.remove(id))
}
