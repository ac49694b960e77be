//! Every change to a story, as a small value that can be turned round.
//!
//! [`apply`] is the only function that changes a [`Story`]; it returns the edit that takes the
//! change back. Undo, redo, history and the property tests all follow from it.
//!
//! ```
//! use nightdesk::edit::{self, Edit};
//! use nightdesk::story::{Ids, RichText, Story, TextAt};
//!
//! let mut story = Story::new(Ids::from_seed(1).story());
//! let typed = Edit::Splice { at: TextAt::Headline, range: 0..0, with: RichText::plain("Rain") };
//! let back = edit::apply(&mut story, typed).unwrap();
//! assert_eq!(story.headline, "Rain");
//! edit::apply(&mut story, back).unwrap();
//! assert_eq!(story.headline, "");
//! ```
//!
//! Must not know: files, clocks, checks, windows.

pub mod adopt;
mod draft;
pub mod find;
pub mod flow;
pub mod make;
pub mod moved;
pub mod smart;
mod value;
pub mod write;

pub use draft::{Caret, Change, Draft, Restored, Selection, StepId};
pub use value::Value;

use std::ops::Range;
use std::sync::Arc;

use crate::story::{Alt, Block, BlockId, BlockKind, RichText, Story, TextAt, TextMut};

/// One change to a story.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Puts a text in place of a range of bytes of another. Marks are dropped in plain fields.
    Splice {
        /// Which text.
        at: TextAt,
        /// Which bytes; widened to whole graphemes.
        range: Range<usize>,
        /// What comes there.
        with: RichText,
    },
    /// Puts a block into the body.
    Insert {
        /// Where it will stand, 0 to the number of blocks.
        index: usize,
        /// The block, whose id must be new to the story.
        block: Arc<Block>,
    },
    /// Takes a block out of the body.
    Remove {
        /// Which one.
        id: BlockId,
    },
    /// Moves a block.
    Move {
        /// Which one.
        id: BlockId,
        /// Where it stands afterwards.
        to: usize,
    },
    /// Changes what a block holds; its id stays.
    Replace {
        /// Which one.
        id: BlockId,
        /// What it holds afterwards.
        kind: BlockKind,
    },
    /// Sets a field that is not running text.
    Set(Value),
    /// Several changes as one, each on the result of those before it.
    Batch(Vec<Self>),
}

/// Why an edit does not fit the story; the story is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// The text that the edit names is not there.
    #[error("the story has no text at {0:?}")]
    NoSuchText(TextAt),
    /// The range lies beyond the text.
    #[error("bytes {0:?} lie beyond the text of {1} bytes")]
    BeyondText(Range<usize>, usize),
    /// The block that the edit names is not there.
    #[error("the story has no block {0}")]
    NoSuchBlock(BlockId),
    /// A block with this id is there already.
    #[error("the story has the block {0} already")]
    BlockExists(BlockId),
    /// The place lies beyond the end of the body.
    #[error("place {index} lies beyond the {blocks} blocks of the body")]
    BeyondBody {
        /// The place asked for.
        index: usize,
        /// How many blocks there are.
        blocks: usize,
    },
    /// The picture that the edit names is not there.
    #[error("the story has no such picture")]
    NoSuchFigure,
}

/// Makes a change and returns the one that takes it back exactly. On a misfit the story is
/// left as it was.
pub fn apply(story: &mut Story, edit: Edit) -> Result<Edit, Misfit> {
    match edit {
        Edit::Splice { at, range, with } => splice(story, at, range, with),
        Edit::Insert { index, block } => {
            if index > story.body.len() {
                return Err(Misfit::BeyondBody { index, blocks: story.body.len() });
            }
            if story.position(block.id).is_some() {
                return Err(Misfit::BlockExists(block.id));
            }
            let id = block.id;
            story.body.insert(index, block);
            Ok(Edit::Remove { id })
        }
        Edit::Remove { id } => {
            let index = story.position(id).ok_or(Misfit::NoSuchBlock(id))?;
            let block = story.body.remove(index).ok_or(Misfit::NoSuchBlock(id))?;
            Ok(Edit::Insert { index, block })
        }
        Edit::Move { id, to } => {
            let from = story.position(id).ok_or(Misfit::NoSuchBlock(id))?;
            if to >= story.body.len() {
                return Err(Misfit::BeyondBody { index: to, blocks: story.body.len() });
            }
            let block = story.body.remove(from).ok_or(Misfit::NoSuchBlock(id))?;
            story.body.insert(to, block);
            Ok(Edit::Move { id, to: from })
        }
        Edit::Replace { id, kind } => {
            let block = story.block_mut(id).ok_or(Misfit::NoSuchBlock(id))?;
            let kind = std::mem::replace(&mut block.kind, kind);
            Ok(Edit::Replace { id, kind })
        }
        Edit::Set(value) => value::set(story, value).map(Edit::Set),
        Edit::Batch(edits) => batch(story, edits),
    }
}

fn splice(
    story: &mut Story,
    at: TextAt,
    range: Range<usize>,
    with: RichText,
) -> Result<Edit, Misfit> {
    let text = story.text_mut(at).ok_or(Misfit::NoSuchText(at))?;
    let len = match &text {
        TextMut::Plain(text) => text.len(),
        TextMut::Rich(text) => text.len(),
        TextMut::Alt(alt) => alt.text().len(),
    };
    if range.start > range.end || range.end > len {
        return Err(Misfit::BeyondText(range, len));
    }
    match text {
        TextMut::Rich(text) => {
            let (range, with) = text.splice(range, &with);
            Ok(Edit::Splice { at, range, with })
        }
        TextMut::Plain(text) => {
            let (range, with) = splice_plain(text, range, &with);
            Ok(Edit::Splice { at, range, with })
        }
        TextMut::Alt(alt) => {
            let old = alt.clone();
            let mut text = old.text().to_owned();
            splice_plain(&mut text, range, &with);
            *alt = if text.is_empty() { Alt::NotDescribed } else { Alt::Text(text) };
            let TextAt::Alt(at) = at else { return Err(Misfit::NoSuchText(at)) };
            Ok(Edit::Set(Value::Alt(at, old)))
        }
    }
}

fn splice_plain(
    text: &mut String,
    range: Range<usize>,
    with: &RichText,
) -> (Range<usize>, RichText) {
    let mut rich = RichText::plain(std::mem::take(text));
    let inverse = rich.splice(range, &RichText::plain(with.as_str()));
    rich.as_str().clone_into(text);
    inverse
}

fn batch(story: &mut Story, edits: Vec<Edit>) -> Result<Edit, Misfit> {
    let mut inverses = Vec::with_capacity(edits.len());
    for edit in edits {
        match apply(story, edit) {
            Ok(inverse) => inverses.push(inverse),
            Err(misfit) => {
                for inverse in inverses.into_iter().rev() {
                    apply(story, inverse).expect("the inverse of a change that was just made fits");
                }
                return Err(misfit);
            }
        }
    }
    inverses.reverse();
    Ok(Edit::Batch(inverses))
}
