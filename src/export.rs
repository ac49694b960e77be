//! Story to bytes: HTML, JSON, ninjs, Markdown, text.
//!
//! Must not know: files, clocks, networks, windows, the other rooms of its floor.

use crate::story::MediaRef;

/// One file of an export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path below the folder that was chosen, with `/` between parts.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A picture that goes with an export, to be copied by the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaFile {
    /// Which picture.
    pub media: MediaRef,
    /// Its path below the folder that was chosen.
    pub path: String,
}

/// What became of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is in the export as it is.
    Carried,
    /// It is in the export under another name or in another shape, which is told.
    CarriedAs(String),
    /// The format has no place for it; why is told.
    Lost(String),
}

/// One line of a loss report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldReport {
    /// The field in the newsroom's words, such as `Alt text of picture 2`.
    pub field: String,
    /// What became of it.
    pub fate: Fate,
}

/// A finished export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// The files, the main one first.
    pub files: Vec<File>,
    /// The pictures to copy beside them.
    pub media: Vec<MediaFile>,
    /// Every field of the story that is not empty, and what became of it.
    pub report: Vec<FieldReport>,
}
