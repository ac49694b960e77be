//! What every key, paste and drop does to the words at a selection.
//!
//! Each function looks at the story and the selection and returns a [`Change`] that can be undone,
//! with the selection before and after it; `None` where nothing happens. All work in islands such
//! as a caption too, as far as it makes sense there; [`flow`] says what an island is. A keystroke in
//! one text is one [`Edit::Splice`], so that a run of typing joins into one step of undo; anything
//! larger is one batch of edits.
//!
//! Rules that hold throughout:
//! - Where two blocks join, the first one's kind stays. The attribution of a quote whose words join
//!   another block goes with them, on a line of its own.
//! - A desk note is not copy. It joins nothing but another desk note, so that a word meant for
//!   colleagues is never published by a Backspace, nor a word of copy lost in a note.
//! - The body is never left without a block: an empty graf takes the place of the last.
//! - Two lists of a kind that meet where something between them is deleted become one, and grafs
//!   that become a list join the one beside them.
//! - List items keep to their nesting: the first is at level 0, none is more than one level below
//!   the one above it.
//!
//! Must not know: keys by their names, clipboards, windows, languages.

mod clip;
mod cut;
mod keys;
mod lines;
mod marks;
mod moves;
mod shapes;
mod work;

pub(super) use clip::with_own_ids;
pub use clip::{copied, paste};
pub use keys::{Stroke, backspace, delete_on};
pub use lines::{enter, soft_break, typed_rule, typed_start};
pub use marks::{as_typed, is_marked, like_before, link_at, set_link, toggle_mark};
pub use moves::{drop_at, indent, move_blocks, shift};
pub use shapes::{shape, shape_of};

use super::flow::{self, Way};
use super::{Caret, Change, Edit, Selection};
use crate::story::{Ids, Part, RichText, Story, TextAt};
use cut::Spot;
use work::Work;

/// Puts words in place of the selection: typing, or the paste of a line. A `\n` in them is a soft
/// line break. Over a block selected as a whole they become a graf in its place; beside one, a
/// graf before or after it.
pub fn insert(
    story: &Story,
    selection: Selection,
    with: &RichText,
    ids: &mut Ids,
) -> Option<Change> {
    let selection = flow::settle(story, selection)?;
    if with.is_empty() {
        return delete(story, selection, ids);
    }
    if is_in_one_text(selection) {
        return in_one_text(story, selection, with.clone());
    }
    let mut work = Work::new(story, selection);
    let caret = match cut::cut(&mut work, selection)? {
        Spot::Text(caret) => work.splice(caret.at, caret.byte..caret.byte, with.clone())?,
        Spot::Between(index) => {
            let at = work.graf(index, with.clone(), ids)?;
            Caret { at, byte: with.len() }
        }
    };
    work.done(Selection { anchor: caret, head: caret })
}

/// Deletes what is selected; `None` where nothing is. After a block is deleted as a whole the caret
/// stands in the words below it or, where there are none, above.
pub fn delete(story: &Story, selection: Selection, ids: &mut Ids) -> Option<Change> {
    delete_towards(story, selection, Way::On, ids)
}

/// Deletes what is selected and leaves the caret in the words that are nearest in a direction.
fn delete_towards(story: &Story, selection: Selection, way: Way, ids: &mut Ids) -> Option<Change> {
    let selection = flow::settle(story, selection)?;
    if selection.anchor == selection.head {
        return None;
    }
    if is_in_one_text(selection) {
        return in_one_text(story, selection, RichText::default());
    }
    let mut work = Work::new(story, selection);
    let spot = cut::cut(&mut work, selection)?;
    let caret = work.rest(spot, way, ids)?;
    if let Spot::Between(index) = spot {
        work.knit(index)?;
    }
    work.done(Selection { anchor: caret, head: caret })
}

/// Whether both ends of a selection lie in one text, which may be an island.
fn is_in_one_text(selection: Selection) -> bool {
    let at = selection.anchor.at;
    at == selection.head.at && !matches!(at, TextAt::Block(_, Part::Whole))
}

/// A change of one text, as one splice.
fn in_one_text(story: &Story, selection: Selection, with: RichText) -> Option<Change> {
    let (from, to) = flow::ordered(story, selection);
    spliced(story, selection, Caret { at: from.at, byte: from.byte }, to.byte, with)
}

/// Puts words in place of the bytes from a caret to `end`; the caret goes behind them.
fn spliced(
    story: &Story,
    before: Selection,
    from: Caret,
    end: usize,
    with: RichText,
) -> Option<Change> {
    let at = from.at;
    let range = from.byte..end;
    if matches!(at, TextAt::Credit(_)) || (range.is_empty() && with.is_empty()) {
        return None;
    }
    let text = story.text(at)?.as_str();
    let byte = work::landing(text, &range, with.as_str());
    let after = Some(Selection::caret(at, byte));
    Some(Change { edit: Edit::Splice { at, range, with }, before: Some(before), after })
}
