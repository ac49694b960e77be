//! Bytes to story: plain text, HTML, Markdown, our JSON.
//!
//! Import never fails on content. Only "this is not that format at all" is an error. What was
//! recognised, dropped or changed is said in notices, and whatever was taken out can be brought
//! back from them.
//!
//! ```
//! use nightdesk::{import, story::Ids};
//!
//! let page = b"<article><h1>Harbour reopens</h1><p>Ferries sail again.</p></article>";
//! let import = import::import(page, import::Format::Auto, &mut Ids::from_seed(1))?;
//! assert_eq!(import.story.headline, "Harbour reopens");
//! # Ok::<(), import::ImportError>(())
//! ```
//!
//! Must not know: files, clocks, networks, windows, the other rooms of its floor.

mod decode;
mod html;
mod json;
mod markdown;
mod recognise;
mod sniff;
mod text;

use crate::media::Picture;
use crate::story::{Ids, Notice, NoticeKind, Story};

/// More bytes than this are cut off before anything is read (64 MiB).
pub const MOST_BYTES: usize = 64 * 1024 * 1024;
/// More elements than this on one page are read as if their tags were not there.
pub const MOST_ELEMENTS: usize = 1_000_000;
/// Elements nested deeper than this are read as if their tags were not there.
pub const DEEPEST: usize = 256;
/// More blocks than this are not taken.
pub const MOST_BLOCKS: usize = 100_000;
/// A longer text (in bytes) is broken into several grafs.
pub const LONGEST_TEXT_BYTES: usize = 64 * 1024;
/// More marks than this in one text, links among them, are left off.
pub const MOST_MARKS: usize = 1_000;
/// More pictures than this that come along inside a page are left where they are.
pub const MOST_PICTURES: usize = 200;

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
    /// Markdown (`CommonMark`).
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

/// Why nothing could be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// There is nothing in it.
    #[error(
        "There is nothing to import: the source is empty. Copy the story again, or choose another file."
    )]
    Empty,
    /// It is a file of another kind, named by its article: `a PDF document`.
    #[error("This cannot be imported as a story: it is {what}. {hint}")]
    NotText {
        /// What it is: `a PDF document`.
        what: &'static str,
        /// What to do about it.
        hint: &'static str,
    },
    /// It was said to be our JSON, or looks like it, and cannot be read as such.
    #[error("This cannot be read as a Nightdesk story in JSON: {0}")]
    Json(String),
}

impl ImportError {
    /// What failed, why, and what to do: plain sentences for the window and the command line.
    pub fn message(&self) -> String {
        self.to_string()
    }
}

/// Whether a source is a story of its own or a piece of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// A whole document: headline, byline and the rest are looked for.
    Document,
    /// A piece from the clipboard: no headline is made of its first line.
    Fragment,
}

/// Reads a whole document into a story.
///
/// # Errors
/// When the source is empty, is a file of another kind, or is not the JSON that it should be.
pub fn import(bytes: &[u8], format: Format, ids: &mut Ids) -> Result<Import, ImportError> {
    read(bytes, format, Mode::Document, ids)
}

/// Reads a piece from the clipboard: a fragment without the rest of its page becomes blocks of a
/// body and nothing else; a whole page still brings its headline and furniture.
///
/// # Errors
/// As [`import`].
pub fn paste(bytes: &[u8], format: Format, ids: &mut Ids) -> Result<Import, ImportError> {
    read(bytes, format, Mode::Fragment, ids)
}

fn read(bytes: &[u8], format: Format, mode: Mode, ids: &mut Ids) -> Result<Import, ImportError> {
    sniff::refuse_other_files(bytes)?;
    let kept = bytes.get(..MOST_BYTES).unwrap_or(bytes);
    let decoded = decode::decode(kept);
    if decoded.text.trim().is_empty() {
        return Err(ImportError::Empty);
    }
    let format = match format {
        Format::Auto => sniff::format_of(&decoded.text),
        named => named,
    };
    let mut import = match format {
        Format::Json => json::import(&decoded.text, ids)?,
        Format::Html => html::import(&decoded.text, mode, ids),
        Format::Markdown => markdown::import(&decoded.text, mode, ids),
        Format::Text | Format::Auto => text::import(&decoded.text, mode, ids),
    };
    let mut first = Vec::new();
    if kept.len() < bytes.len() {
        first.push(Notice::new(
            NoticeKind::CutShort,
            format!(
                "The source is {} MB long; only its first {} MB were read.",
                bytes.len() / 1_000_000,
                MOST_BYTES / 1_000_000
            ),
        ));
    }
    first.extend(decoded.notice);
    import.notices.splice(0..0, first);
    Ok(import)
}
