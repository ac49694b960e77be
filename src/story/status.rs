//! How far along the desk a story is, and what was said about it in public.

use chrono::{DateTime, Utc};

/// The stations of a story on its way through the desk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// Being written.
    #[default]
    Draft,
    /// With the copy desk for its first edit.
    OnRim,
    /// Final read.
    InSlot,
    /// May go out.
    Ready,
    /// Out.
    Published,
    /// Stopped while something is checked.
    Held,
    /// Dropped before publication; can be taken back.
    Spiked,
    /// Withdrawn after publication, with the reason.
    Killed,
}

impl Status {
    /// All stations in the order of the desk.
    pub const ALL: [Self; 8] = [
        Self::Draft,
        Self::OnRim,
        Self::InSlot,
        Self::Ready,
        Self::Published,
        Self::Held,
        Self::Spiked,
        Self::Killed,
    ];

    /// What the desk calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "Draft",
            Self::OnRim => "On the rim",
            Self::InSlot => "In the slot",
            Self::Ready => "Ready",
            Self::Published => "Published",
            Self::Held => "Held",
            Self::Spiked => "Spiked",
            Self::Killed => "Killed",
        }
    }

    /// The word used for it in files: `draft`, `on-rim`, `in-slot`, …
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::OnRim => "on-rim",
            Self::InSlot => "in-slot",
            Self::Ready => "ready",
            Self::Published => "published",
            Self::Held => "held",
            Self::Spiked => "spiked",
            Self::Killed => "killed",
        }
    }

    /// The status for such a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.word() == word)
    }

    /// Whether a story in this state must not leave the desk without somebody saying so.
    pub fn stops_export(self) -> bool {
        matches!(self, Self::Held | Self::Spiked | Self::Killed)
    }
}

/// Something that readers are told about the story itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedNote {
    /// What sort of note it is.
    pub kind: PublishedNoteKind,
    /// When it was added.
    pub at: DateTime<Utc>,
    /// Its words.
    pub text: String,
}

/// The sorts of published notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PublishedNoteKind {
    /// Something was wrong and is now right.
    Correction,
    /// Something was right but could be misread.
    Clarification,
    /// Anything else from the editor.
    EditorsNote,
}

impl PublishedNoteKind {
    /// What readers see above the note.
    pub fn name(self) -> &'static str {
        match self {
            Self::Correction => "Correction",
            Self::Clarification => "Clarification",
            Self::EditorsNote => "Editor’s note",
        }
    }
}

/// An export that was stopped by a warning, and the person who said to go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// When.
    pub at: DateTime<Utc>,
    /// What was let through: the format and the warnings.
    pub what: String,
    /// The reason given.
    pub why: String,
}
