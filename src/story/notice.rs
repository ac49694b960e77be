//! What an importer or exporter has to say about what it did.

use std::sync::Arc;

use super::{Block, BlockId, Place};

/// What sort of thing happened to the copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NoticeKind {
    /// Page furniture was taken out: buttons, share bars, adverts, most-read lists.
    FurnitureRemoved,
    /// Something that could do harm was taken out: a script, an unsafe link.
    UnsafeRemoved,
    /// Something was kept, but in another shape than it came.
    Changed,
    /// Something came in that no field has room for.
    NotCarried,
    /// The input was longer, deeper or larger than is taken.
    CutShort,
    /// A picture is known by its address only and its bytes are not here.
    PictureMissing,
    /// Something was read that an editor should look at.
    Doubtful,
    /// Something was recognised and put in its field.
    Recognised,
}

/// One thing that an editor should know about an import or export.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// What sort of thing happened.
    pub kind: NoticeKind,
    /// One plain sentence.
    pub message: String,
    /// Where in the story, when it is about a place.
    pub place: Option<Place>,
    /// What was taken out or changed, ready to be brought back as blocks.
    pub kept: Option<Kept>,
}

/// Copy that was taken out, so that one key brings it back.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// The blocks as they would have stood.
    pub blocks: Vec<Arc<Block>>,
    /// The block after which they stood; `None` for the start of the body.
    pub after: Option<BlockId>,
}

impl Notice {
    /// A notice about nothing in particular.
    pub fn new(kind: NoticeKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), place: None, kept: None }
    }

    /// The same notice, about this place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// The same notice with what was taken out.
    #[must_use]
    pub fn keeping(mut self, blocks: Vec<Arc<Block>>, after: Option<BlockId>) -> Self {
        self.kept = Some(Kept { blocks, after });
        self
    }
}
