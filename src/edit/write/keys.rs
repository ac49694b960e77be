//! Backspace and Delete.

use super::cut::{self, can_join};
use super::shapes;
use super::work::Work;
use super::{delete_towards, spliced};
use crate::edit::flow::{self, By, Way};
use crate::edit::make::{self, Shape};
use crate::edit::{Caret, Change, Edit, Selection};
use crate::story::{
    BlockId, BlockKind, Ids, Part, RichText, Story, TextAt, TextRef, next_boundary,
    previous_boundary,
};

/// What a key comes to.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "there is one a keystroke, taken apart at once")]
pub enum Stroke {
    /// The story changes.
    Change(Change),
    /// Only the selection does: Backspace after a picture selects it, and a second one deletes it.
    Select(Selection),
}

/// Backspace. `By::Word` takes what Ctrl+Left goes over, and so on.
///
/// A grapheme goes as a whole (emoji with joiners, flags, Hangul syllables, Latin letters with
/// their accents), but in the scripts that are written with signs around a letter (Hebrew, Arabic,
/// Devanagari, Thai, …) the last sign goes alone, as in Pango and so in GTK.
///
/// At the start of a text: an item goes up a level, then out of its list as a graf; a subhead,
/// quote or desk note becomes a graf; a graf joins the words above. After a picture or another
/// block without running words, the first Backspace selects it; an empty graf goes first.
pub fn backspace(story: &Story, selection: Selection, by: By, ids: &mut Ids) -> Option<Stroke> {
    let selection = flow::settle(story, selection)?;
    if selection.anchor != selection.head {
        return without(story, selection, Way::Back, ids);
    }
    let caret = selection.head;
    let TextAt::Block(id, Part::Whole) = caret.at else {
        if caret.byte > 0 {
            return take_back(story, caret, by, ids).map(Stroke::Change);
        }
        return at_start(story, selection, ids);
    };
    if caret.byte > 0 {
        return Some(Stroke::Select(flow::whole(id)));
    }
    beside(story, selection, flow::previous(story, caret.at)?, Way::Back)
}

/// Delete, the mirror of [`backspace`]: takes a whole grapheme; at the end of a text the words
/// below join it, and an empty graf goes rather than eat a subhead.
pub fn delete_on(story: &Story, selection: Selection, by: By, ids: &mut Ids) -> Option<Stroke> {
    let selection = flow::settle(story, selection)?;
    if selection.anchor != selection.head {
        return without(story, selection, Way::On, ids);
    }
    let caret = selection.head;
    let len = flow::len(story, caret.at)?;
    let TextAt::Block(id, Part::Whole) = caret.at else {
        if caret.byte < len {
            let text = story.text(caret.at)?.as_str();
            let change = match by {
                By::Grapheme => {
                    let end = next_boundary(text, caret.byte);
                    spliced(story, selection, caret, end, RichText::default())
                }
                _ => take(story, caret, by, Way::On, ids),
            };
            return change.map(Stroke::Change);
        }
        return at_end(story, selection, flow::next(story, caret.at)?);
    };
    if caret.byte == 0 {
        return Some(Stroke::Select(flow::whole(id)));
    }
    beside(story, selection, flow::next(story, caret.at)?, Way::On)
}

/// Deletes the selection. Where there is nothing in it that can go, such as the break between a
/// desk note and the copy, it is only let go.
fn without(story: &Story, selection: Selection, way: Way, ids: &mut Ids) -> Option<Stroke> {
    if let Some(change) = delete_towards(story, selection, way, ids) {
        return Some(Stroke::Change(change));
    }
    let mut work = Work::new(story, selection);
    let spot = cut::cut(&mut work, selection)?;
    let caret = work.rest(spot, way, ids)?;
    Some(Stroke::Select(Selection { anchor: caret, head: caret }))
}

/// Deletes from the caret to where a step takes it.
fn take(story: &Story, caret: Caret, by: By, way: Way, ids: &mut Ids) -> Option<Change> {
    let head = flow::step(story, caret, by, way);
    let change = delete_towards(story, Selection { anchor: caret, head }, way, ids)?;
    Some(Change { before: Some(Selection { anchor: caret, head: caret }), ..change })
}

fn take_back(story: &Story, caret: Caret, by: By, ids: &mut Ids) -> Option<Change> {
    if by != By::Grapheme {
        return take(story, caret, by, Way::Back, ids);
    }
    let text = story.text(caret.at)?;
    let start = previous_boundary(text.as_str(), caret.byte);
    let grapheme = text.as_str().get(start..caret.byte)?;
    let mut signs = grapheme.char_indices().rev();
    let (last, _) = signs.next()?;
    let keeps_letter = last > 0 && grapheme.chars().next().is_some_and(is_written_with_signs);
    let with = match text {
        _ if !keeps_letter => RichText::default(),
        TextRef::Plain(_) => RichText::plain(grapheme.get(..last)?),
        TextRef::Rich(text) => {
            let marks = text.slice(start..caret.byte).marks().to_vec();
            RichText::new(grapheme.get(..last)?, marks)
        }
    };
    let before = Selection { anchor: caret, head: caret };
    spliced(story, before, Caret { at: caret.at, byte: start }, caret.byte, with)
}

/// Letters of scripts whose vowels and points are signs of their own to those who type them:
/// Hebrew to Georgian without Hangul, the scripts of India and South-East Asia.
fn is_written_with_signs(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{10ff}' | '\u{1200}'..='\u{1cff}' | '\u{a800}'..='\u{a95f}'
        | '\u{a980}'..='\u{abff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
        | '\u{10a00}'..='\u{11fff}' | '\u{1e900}'..='\u{1e95f}')
}

/// Backspace at the start of a text.
fn at_start(story: &Story, selection: Selection, ids: &mut Ids) -> Option<Stroke> {
    let caret = selection.head;
    let TextAt::Block(id, part) = caret.at else { return None };
    let kind = &story.block(id)?.kind;
    match (kind, part) {
        (BlockKind::List(list), Part::Item(nth)) => {
            if list.items.get(nth)?.level > 0 {
                return super::indent(story, selection, -1).map(Stroke::Change);
            }
            let mut work = Work::new(story, selection);
            let grafs = shapes::take_out(&mut work, id, nth..nth + 1, Shape::Paragraph, ids)?;
            let at = TextAt::Block(*grafs.first()?, Part::Text);
            work.done(Selection::caret(at, 0)).map(Stroke::Change)
        }
        (BlockKind::Paragraph(text), Part::Text) => {
            let above = flow::previous(story, caret.at)?;
            join_above(story, selection, id, text, above)
        }
        (_, Part::Text) => {
            let change = make::convert(story, id, Shape::Paragraph)?;
            let (before, after) = (Some(selection), Some(selection));
            Some(Stroke::Change(Change { before, after, ..change }))
        }
        _ => None,
    }
}

fn join_above(
    story: &Story,
    selection: Selection,
    id: BlockId,
    text: &RichText,
    above: TextAt,
) -> Option<Stroke> {
    let end = flow::edge(story, above, Way::On)?;
    let there = match above {
        TextAt::Block(above, Part::Whole) => flow::whole(above),
        _ => Selection { anchor: end, head: end },
    };
    let mut work = Work::new(story, selection);
    if text.is_empty() {
        work.remove(id)?;
        work.knit(story.position(id)?)?;
        return work.done(there).map(Stroke::Change);
    }
    if matches!(above, TextAt::Block(_, Part::Whole)) || !can_join(story, above, selection.head.at)
    {
        return Some(Stroke::Select(there));
    }
    let caret = cut::join(&mut work, end, selection.head)?;
    work.done(Selection { anchor: caret, head: caret }).map(Stroke::Change)
}

/// Delete at the end of a text.
fn at_end(story: &Story, selection: Selection, below: TextAt) -> Option<Stroke> {
    let caret = selection.head;
    let id = caret.at.block()?;
    let start = flow::edge(story, below, Way::Back)?;
    let there = match below {
        TextAt::Block(below, Part::Whole) => flow::whole(below),
        _ => Selection { anchor: start, head: start },
    };
    let mut work = Work::new(story, selection);
    let index = story.position(id)?;
    if is_empty_graf(story, id) {
        work.remove(id)?;
        work.knit(index)?;
        return work.done(there).map(Stroke::Change);
    }
    if matches!(below, TextAt::Block(_, Part::Whole)) {
        return Some(Stroke::Select(there));
    }
    if below.block().is_some_and(|below| is_empty_graf(story, below)) {
        work.remove(below.block()?)?;
        work.knit(index + 1)?;
        return work.done(selection).map(Stroke::Change);
    }
    if !can_join(story, caret.at, below) {
        return Some(Stroke::Select(there));
    }
    let caret = cut::join(&mut work, caret, start)?;
    work.done(Selection { anchor: caret, head: caret }).map(Stroke::Change)
}

/// Backspace before, or Delete behind, a block without running words: an empty graf there goes,
/// another such block is selected, and into words the caret only moves.
fn beside(story: &Story, selection: Selection, there: TextAt, way: Way) -> Option<Stroke> {
    let TextAt::Block(id, part) = there else { return None };
    if part == Part::Whole {
        return Some(Stroke::Select(flow::whole(id)));
    }
    if is_empty_graf(story, id) {
        let change = Change::from(Edit::Remove { id });
        let (before, after) = (Some(selection), Some(selection));
        return Some(Stroke::Change(Change { before, after, ..change }));
    }
    let caret = match way {
        Way::Back => flow::edge(story, there, Way::On)?,
        Way::On => flow::edge(story, there, Way::Back)?,
    };
    Some(Stroke::Select(Selection { anchor: caret, head: caret }))
}

/// Whether a block is a graf without words.
fn is_empty_graf(story: &Story, id: BlockId) -> bool {
    let block = story.block(id);
    block.is_some_and(|block| matches!(&block.kind, BlockKind::Paragraph(text) if text.is_empty()))
}
