//! Story to findings: the copy desk's checks.
//!
//! Must not know: files, clocks, windows, the other rooms of its floor.

use crate::edit::Edit;
use crate::story::Place;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// Worth a thought.
    Advice,
    /// Probably wrong.
    Warning,
    /// Must not go out like this.
    Error,
}

/// Something that a sub-editor would stop at.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule's id, such as `caption-missing`.
    pub rule: &'static str,
    /// How much it matters.
    pub level: Level,
    /// What it is about.
    pub place: Place,
    /// What is wrong and what to do, in one sentence.
    pub message: String,
    /// What puts it right, where that is safe.
    pub fix: Option<Fix>,
    /// The same for the same fault in the same words, wherever they move to; ignoring goes by it.
    pub key: String,
}

/// A change that puts a finding right.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// What it does, for the button: `Delete the second “the”`.
    pub label: String,
    /// The change.
    pub edit: Edit,
}
