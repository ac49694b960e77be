//! What a change does to places in the story, for whoever keeps places across changes: findings,
//! matches of a search, a paste that is still being read.
//!
//! Must not know: what the places are kept for.

use std::ops::Range;

use super::{Edit, Value};
use crate::story::{BlockId, FigureAt, Part, TextAt};

/// What became of some words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moved {
    /// Words of a text gave way to others.
    Words {
        /// Which text.
        at: TextAt,
        /// The first byte that was replaced.
        from: usize,
        /// How many bytes went.
        removed: usize,
        /// How many bytes came.
        inserted: usize,
    },
    /// A block was taken out, or holds something else now.
    Block(BlockId),
    /// A picture was set whole.
    Figure(FigureAt),
    /// A picture's crops or its focal point were set.
    Crops(FigureAt),
    /// The people of the byline were set whole.
    People,
    /// The tags were set whole.
    Tags,
}

/// What an edit moved, told by the inverse that [`super::apply`] returned for it, in the order in
/// which it happened.
pub fn by(inverse: &Edit) -> Vec<Moved> {
    let mut moved = Vec::new();
    collect(inverse, &mut moved);
    moved
}

fn collect(inverse: &Edit, moved: &mut Vec<Moved>) {
    match inverse {
        Edit::Splice { at, range, with } => moved.push(Moved::Words {
            at: *at,
            from: range.start,
            removed: with.len(),
            inserted: range.len(),
        }),
        // The inverse of taking out is putting in.
        Edit::Insert { block, .. } => moved.push(Moved::Block(block.id)),
        Edit::Replace { id, .. } => moved.push(Moved::Block(*id)),
        Edit::Remove { .. } | Edit::Move { .. } => {}
        Edit::Set(value) => moved.extend(by_value(value)),
        // The last inverse takes back what happened first.
        Edit::Batch(edits) => edits.iter().rev().for_each(|edit| collect(edit, moved)),
    }
}

fn by_value(value: &Value) -> Option<Moved> {
    match value {
        Value::Bylines(_) => Some(Moved::People),
        Value::Lead(_) => Some(Moved::Figure(FigureAt::Lead)),
        Value::Figure(at, _) | Value::Credit(at, _) | Value::Alt(at, _) => Some(Moved::Figure(*at)),
        Value::Crops(at, _) | Value::FocalPoint(at, _) => Some(Moved::Crops(*at)),
        Value::Tags(_) => Some(Moved::Tags),
        _ => None,
    }
}

impl Moved {
    /// Whether a text is touched at all.
    pub fn touches(&self, text: TextAt) -> bool {
        match self {
            Self::Words { at, .. } => *at == text,
            Self::Block(id) => text.block() == Some(*id),
            Self::Figure(at) => matches!(text, TextAt::Alt(of) | TextAt::Credit(of)
                | TextAt::Caption(of) | TextAt::UsageTerms(of) if of == *at),
            Self::Crops(_) => false,
            Self::People => matches!(text, TextAt::Person(..)),
            Self::Tags => matches!(text, TextAt::Tag(_)),
        }
    }

    /// Where a range of a text is afterwards; `None` when its own words changed.
    ///
    /// ```
    /// use nightdesk::edit::moved::Moved;
    /// use nightdesk::story::TextAt;
    ///
    /// let at = TextAt::Headline;
    /// let typed = Moved::Words { at, from: 0, removed: 0, inserted: 4 };
    /// assert_eq!(typed.range(at, &(2..5)), Some(6..9));
    /// let deleted = Moved::Words { at, from: 3, removed: 1, inserted: 0 };
    /// assert_eq!(deleted.range(at, &(2..5)), None);
    /// ```
    pub fn range(&self, text: TextAt, range: &Range<usize>) -> Option<Range<usize>> {
        match self {
            Self::Words { at, from, removed, inserted } if *at == text => {
                if range.end <= *from {
                    Some(range.clone())
                } else if from + removed <= range.start {
                    let moved = |byte: usize| byte - removed + inserted;
                    Some(moved(range.start)..moved(range.end))
                } else {
                    None
                }
            }
            moved if moved.touches(text) => None,
            _ => Some(range.clone()),
        }
    }

    /// Where a byte of a text is afterwards; what was typed at it comes before it. `None` when
    /// the text is gone or is another.
    pub fn byte(&self, text: TextAt, byte: usize) -> Option<usize> {
        match self {
            Self::Words { at, from, removed, inserted } if *at == text => Some(if byte < *from {
                byte
            } else if byte >= from + removed {
                byte - removed + inserted
            } else {
                from + inserted
            }),
            Self::Block(_) if matches!(text, TextAt::Block(_, Part::Whole)) => Some(byte),
            moved if moved.touches(text) => None,
            _ => Some(byte),
        }
    }

    /// Carries the places in an edit along; false when it no longer fits what it was made for.
    pub fn carry(&self, edit: &mut Edit) -> bool {
        match edit {
            Edit::Splice { at, range, .. } => match self.range(*at, range) {
                Some(moved) => {
                    *range = moved;
                    true
                }
                None => false,
            },
            Edit::Batch(edits) => edits.iter_mut().all(|edit| self.carry(edit)),
            Edit::Replace { id, .. } => match self {
                Self::Words { at, .. } => at.block() != Some(*id),
                Self::Block(gone) => gone != id,
                _ => true,
            },
            Edit::Remove { id } | Edit::Move { id, .. } => *self != Self::Block(*id),
            Edit::Set(Value::Figure(at, _)) if *self == Self::Crops(*at) => false,
            Edit::Set(Value::Crops(at, _) | Value::FocalPoint(at, _)) => {
                *self != Self::Crops(*at)
                    && *self != Self::Figure(*at)
                    && at.block().is_none_or(|id| *self != Self::Block(id))
            }
            Edit::Set(Value::Figure(at, _) | Value::Credit(at, _) | Value::Alt(at, _)) => {
                !self.touches(TextAt::Alt(*at)) && !self.touches(TextAt::Caption(*at))
            }
            Edit::Set(Value::Bylines(_)) => {
                !matches!(self, Self::People | Self::Words { at: TextAt::Person(..), .. })
            }
            Edit::Set(Value::Tags(_)) => {
                !matches!(self, Self::Tags | Self::Words { at: TextAt::Tag(_), .. })
            }
            Edit::Insert { .. } | Edit::Set(_) => true,
        }
    }
}
