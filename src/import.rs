//! Bytes to story: plain text, HTML, Markdown, our JSON.
//!
//! Import never fails on content. Only "this is not that format at all" is an error.
//!
//! Must not know: files, clocks, networks, windows, the other rooms of its floor.

use crate::media::Picture;
use crate::story::{Notice, Story};

/// What a source is read as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Whatever it looks like.
    #[default]
    Auto,
    /// Plain text, as copied from a page or a wire.
    Text,
    /// A page or a clipboard fragment.
    Html,
    /// Markdown (CommonMark).
    Markdown,
    /// Our own JSON.
    Json,
}

/// A story that came in, with everything an editor should know about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// The story.
    pub story: Story,
    /// What was recognised, dropped or changed, in the order of the source.
    pub notices: Vec<Notice>,
    /// Pictures whose bytes came along inside the source.
    pub pictures: Vec<Picture>,
}
