//! Moving things: blocks up and down, items in and out, a selection by drag and drop.

use std::cmp::Ordering;
use std::ops::Range;

use super::clip;
use super::cut::{self, Spot};
use super::shapes::{items_between, touched};
use super::work::Work;
use crate::edit::flow;
use crate::edit::{Caret, Change, Edit, Selection};
use crate::story::{BlockId, BlockKind, Ids, List, ListItem, Part, Story, TextAt};

/// Moves what the selection touches past its neighbours, up or down; the same words stay selected.
/// Within a list the items move, with those nested below them; otherwise the blocks do.
pub fn shift(story: &Story, selection: Selection, by: isize) -> Option<Change> {
    let selection = flow::settle(story, selection)?;
    let (first, last) = touched(story, selection)?;
    // A selection that comes to the start of the next text does not hold on to it.
    let backwards = selection.head == flow::ordered(story, selection).0;
    let (anchor, head) = if backwards { (last, first) } else { (first, last) };
    let held = Selection { anchor, head };
    let (upper, lower) = (first.at.block()?, last.at.block()?);
    if let (true, BlockKind::List(list)) = (upper == lower, &story.block(upper)?.kind) {
        let items = items_between(list, upper, first, last);
        if items.len() < list.items.len() {
            return shift_items(story, (selection, held), upper, list, items, by);
        }
    }
    let (top, bottom) = (story.position(upper)?, story.position(lower)?);
    let mut edits = Vec::new();
    for nth in 0..by.unsigned_abs() {
        let neighbour = match by {
            ..0 => top.checked_sub(nth + 1),
            _ => Some(bottom + nth + 1),
        };
        let Some(block) = neighbour.and_then(|index| story.body.get(index)) else { break };
        let to = if by < 0 { bottom - nth } else { top + nth };
        edits.push(Edit::Move { id: block.id, to });
    }
    let edit = match edits.len() {
        0 => return None,
        1 => edits.pop()?,
        _ => Edit::Batch(edits),
    };
    Some(Change { edit, before: Some(selection), after: Some(held) })
}

/// Moves items past the next ones on their level.
fn shift_items(
    story: &Story,
    (before, held): (Selection, Selection),
    id: BlockId,
    list: &List,
    moved: Range<usize>,
    by: isize,
) -> Option<Change> {
    let mut items = list.items.clone();
    let level = items.get(moved.clone())?.iter().map(|item| item.level).min()?;
    let mut block = branch(&items, moved, level);
    let start = block.start;
    for _ in 0..by.unsigned_abs() {
        let neighbour = match by {
            ..0 => block.start.checked_sub(1).map(|nth| branch(&items, nth..nth + 1, level)),
            _ => Some(branch(&items, block.end..block.end + 1, level)),
        };
        // The neighbour has to begin on the same level: an item does not leave its parent.
        let Some(other) = neighbour
            .filter(|other| items.get(other.start).is_some_and(|item| item.level == level))
        else {
            break;
        };
        let both = block.start.min(other.start)..block.end.max(other.end);
        let len = block.len();
        let stretch = items.get_mut(both.clone())?;
        if by < 0 {
            stretch.rotate_left(other.len());
            block = both.start..both.start + len;
        } else {
            stretch.rotate_left(len);
            block = both.end - len..both.end;
        }
    }
    if block.start == start {
        return None;
    }
    let carried = |caret: Caret| match caret.at {
        TextAt::Block(list, Part::Item(nth)) => {
            let at = TextAt::Block(list, Part::Item((nth + block.start).saturating_sub(start)));
            Caret { at, ..caret }
        }
        _ => caret,
    };
    let mut work = Work::new(story, before);
    work.set_items(id, items)?;
    work.done(Selection { anchor: carried(held.anchor), head: carried(held.head) })
}

/// Items with their parents up to a level, and with all that is nested below them.
fn branch(items: &[ListItem], around: Range<usize>, level: u8) -> Range<usize> {
    let deeper = |nth: usize| items.get(nth).is_some_and(|item| item.level > level);
    let (mut start, mut end) = (around.start, around.end);
    while start > 0 && deeper(start) {
        start -= 1;
    }
    while deeper(end) {
        end += 1;
    }
    start..end
}

/// Moves blocks together to a place, counted in the body as it is before the move (drag to
/// reorder); their order among themselves stays.
pub fn move_blocks(story: &Story, blocks: &[BlockId], to: usize) -> Option<Change> {
    let mut moved: Vec<(usize, BlockId)> =
        blocks.iter().filter_map(|id| Some((story.position(*id)?, *id))).collect();
    moved.sort_unstable();
    moved.dedup();
    let above = moved.iter().filter(|(index, _)| *index < to).count();
    let first = to.min(story.body.len()) - above;
    let mut edits = Vec::new();
    // Those from above go down from the last on, those from below go up from the first on, so that
    // none changes where another one of them is to go.
    let steps = (0..above).rev().chain(above..moved.len());
    for nth in steps {
        let (index, id) = *moved.get(nth)?;
        if index != first + nth {
            edits.push(Edit::Move { id, to: first + nth });
        }
    }
    let edit = match edits.len() {
        0 => return None,
        1 => edits.pop()?,
        _ => Edit::Batch(edits),
    };
    Some(edit.into())
}

/// Nests the touched items deeper or, with a number below 0, less deep, and what is nested below
/// them too; `None` where none of them is an item or none can go there.
pub fn indent(story: &Story, selection: Selection, by: i8) -> Option<Change> {
    let selection = flow::settle(story, selection)?;
    let (first, last) = touched(story, selection)?;
    let (top, bottom) = (story.position(first.at.block()?)?, story.position(last.at.block()?)?);
    let mut work = Work::new(story, selection);
    for index in top..=bottom {
        let block = story.body.get(index)?;
        let BlockKind::List(list) = &block.kind else { continue };
        let touched = items_between(list, block.id, first, last);
        let mut items = list.items.clone();
        match u8::try_from(by) {
            Ok(by) => nest_deeper(&mut items, touched, by)?,
            Err(_) => lift(&mut items, touched, by.unsigned_abs())?,
        }
        work.set_items(block.id, items)?;
    }
    work.done(selection)
}

/// Nests items and their branches deeper, together, as far as the item above the first lets them.
fn nest_deeper(items: &mut [ListItem], touched: Range<usize>, by: u8) -> Option<()> {
    let deepest = match touched.start.checked_sub(1) {
        Some(above) => items.get(above)?.level.saturating_add(1),
        None => 0,
    };
    let by = by.min(deepest.saturating_sub(items.get(touched.start)?.level));
    let level = items.get(touched.clone())?.iter().map(|item| item.level).min()?;
    let end = branch(items, touched.clone(), level).end;
    for item in items.get_mut(touched.start..end)? {
        item.level = item.level.saturating_add(by);
    }
    Some(())
}

/// Takes items up some levels, each as far as it can go; what is nested in the last ones goes along.
fn lift(items: &mut [ListItem], touched: Range<usize>, by: u8) -> Option<()> {
    let old: Vec<u8> = items.iter().map(|item| item.level).collect();
    for nth in touched.clone() {
        let level = *old.get(nth)?;
        let by = by.min(level);
        items.get_mut(nth)?.level = level - by;
        let nested = old.iter().skip(nth + 1).take_while(|other| **other > level).count();
        let below = touched.end..(nth + 1 + nested).max(touched.end);
        for (item, old) in items.iter_mut().zip(&old).take(below.end).skip(below.start) {
            item.level = old - by;
        }
    }
    Some(())
}

/// Drops a selection somewhere else, moved or copied; what was dropped is selected afterwards.
/// `None` where it would fall into itself. A block that is moved as a whole keeps its id, and does
/// not cut the text that it is dropped on: it goes before a text whose start it falls on, else
/// below the block.
pub fn drop_at(
    story: &Story,
    from: Selection,
    to: Caret,
    copy: bool,
    ids: &mut Ids,
) -> Option<Change> {
    let from = flow::settle(story, from)?;
    let to = flow::settle(story, Selection { anchor: to, head: to })?.head;
    let (start, end) = flow::ordered(story, from);
    let past_start = flow::compare(story, start, to);
    let before_end = flow::compare(story, to, end);
    let inside = past_start != Ordering::Greater && before_end != Ordering::Greater;
    let strictly = past_start == Ordering::Less && before_end == Ordering::Less;
    if start == end || strictly || (inside && !copy) {
        return None;
    }
    if let (Some(id), true) = (flow::is_whole(story, from), flow::is_in_flow(to.at)) {
        return drop_whole(story, from, id, to, copy, ids);
    }
    let blocks = clip::copied(story, from, ids);
    if !flow::is_in_flow(to.at) && blocks.iter().any(|block| flow::is_one_thing(block)) {
        return None;
    }
    let mut work = Work::on_all(story, from);
    let mut target = to;
    if !copy {
        let joined = cut::can_join(story, start.at, end.at);
        let spot = cut::cut(&mut work, from)?;
        target = work.carried(carried(story, to, (start, end), spot, joined)?);
    }
    let target = flow::settle(&work.story, Selection { anchor: target, head: target })?.head;
    let spot = cut::spot(&work.story, target)?;
    let (anchor, head) = clip::put(&mut work, spot, blocks, ids)?;
    // The first letter may have become part of the grapheme before it.
    let after = flow::settle(&work.story, Selection { anchor, head })?;
    work.done(after)
}

/// Where a caret outside of a selection is after the selection was cut out.
fn carried(
    old: &Story,
    caret: Caret,
    (from, to): (Caret, Caret),
    spot: Spot,
    joined: bool,
) -> Option<Caret> {
    let is_behind = flow::compare(old, to, caret) != Ordering::Greater;
    if !is_behind || to.at.block() != caret.at.block() || to.at.block().is_none() {
        // In an island without a block, such as the headline.
        if is_behind && to.at == caret.at {
            return Some(Caret { byte: caret.byte - to.byte + from.byte, ..caret });
        }
        return Some(caret);
    }
    if to.at == caret.at {
        return match (spot, to.at) {
            (_, TextAt::Block(_, Part::Whole)) => Some(caret),
            (Spot::Text(spot), _) if joined || from.at == to.at => {
                Some(Caret { at: spot.at, byte: spot.byte + caret.byte - to.byte })
            }
            (_, TextAt::Block(id, Part::Item(_))) => {
                let at = TextAt::Block(id, Part::Item(0));
                Some(Caret { at, byte: caret.byte - to.byte })
            }
            _ => Some(Caret { byte: caret.byte - to.byte, ..caret }),
        };
    }
    // A later item of the list that the selection ends in.
    let (TextAt::Block(id, Part::Item(nth)), TextAt::Block(_, Part::Item(last))) =
        (caret.at, to.at)
    else {
        return Some(caret);
    };
    let gone = match from.at {
        TextAt::Block(block, Part::Item(first)) if block == id => last - first,
        TextAt::Block(_, Part::Whole) => last,
        _ => last + usize::from(joined),
    };
    Some(Caret { at: TextAt::Block(id, Part::Item(nth.checked_sub(gone)?)), ..caret })
}

fn drop_whole(
    story: &Story,
    from: Selection,
    id: BlockId,
    to: Caret,
    copy: bool,
    ids: &mut Ids,
) -> Option<Change> {
    let block = story.block(to.at.block()?)?;
    let before = flow::stops(block).next() == Some(to.at) && to.byte == 0;
    let index = story.position(block.id)? + usize::from(!before);
    if copy {
        let block = ids.block(story.block(id)?.kind.clone());
        let after = Some(flow::whole(block.id));
        return Some(Change { edit: Edit::Insert { index, block }, before: Some(from), after });
    }
    let change = move_blocks(story, &[id], index)?;
    Some(Change { before: Some(from), after: Some(flow::whole(id)), ..change })
}
