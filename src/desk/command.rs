//! What an editor can ask of the desk.

use std::path::PathBuf;
use std::sync::Arc;

use crate::edit::{Caret, Change};
use crate::export;
use crate::store;
use crate::story::{BlockId, FigureAt, MediaRef, Person, TextAt};

/// A wish of the editor. The window turns keys and clicks into these and nothing else.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Make a change that can be undone.
    Change(Change),
    /// Put a whole new text into a plain or rich field.
    SetText {
        /// Which field.
        at: TextAt,
        /// Its new words.
        text: String,
    },
    /// Take the last step back.
    Undo,
    /// Bring the last undone step back.
    Redo,
    /// Split the block at the caret (Enter).
    Split(Caret),
    /// Put a block of this kind below another, or at the end.
    AddBlock {
        /// The block above; `None` for the end of the body.
        below: Option<BlockId>,
        /// What it holds.
        kind: Box<crate::story::BlockKind>,
    },
    /// Take a gallery apart into its pictures.
    Scatter(BlockId),
    /// Begin a new story.
    New,
    /// Open a story folder or its `story.ron`.
    Open(PathBuf),
    /// Save the story where it is.
    Save,
    /// Save the story as a new folder inside this one, named after its slug.
    SaveIn(PathBuf),
    /// Save the story into exactly this folder.
    SaveAs(PathBuf),
    /// Make a new story of a file.
    Import(PathBuf),
    /// Put what was copied elsewhere into the story.
    Paste {
        /// Where it goes; `None` for the end of the body.
        at: Option<Caret>,
        /// What was copied.
        pasted: Pasted,
        /// Leave marks and structure behind.
        plain: bool,
    },
    /// Bring something back that the last paste or import took out, by its place in the receipt.
    BringBack(usize),
    /// Put the receipt away.
    DismissReceipt,
    /// Add a picture.
    AddPicture {
        /// Where it goes.
        to: PictureTo,
        /// Where it comes from.
        from: PictureFrom,
    },
    /// Make the small version of a picture.
    Thumbnail(MediaRef),
    /// Write the story in another format.
    Export {
        /// Which.
        format: export::Format,
        /// The file or folder to write.
        out: PathBuf,
        /// The reason to let it go in spite of warnings.
        confirmed: Option<String>,
    },
    /// Put the export report away.
    DismissReport,
    /// Apply the fix of the finding with this key.
    Fix(String),
    /// Apply the fixes of all findings of one rule, as one step of undo.
    FixAll(&'static str),
    /// Do not show the finding with this key any more in this story.
    Ignore(String),
    /// Show it again.
    StopIgnoring(String),
    /// Set a picture's credit line, parsed into its parts.
    CreditLine {
        /// Which picture.
        at: FigureAt,
        /// The line as typed.
        text: String,
    },
    /// Keep somebody in the people library, or replace the entry of the same name.
    KeepPerson(Person),
    /// Take somebody out of the people library.
    ForgetPerson(String),
    /// Change the settings.
    Settings(Box<store::Settings>),
    /// Answer the open question: save first.
    SaveFirst,
    /// Answer the open question: go on without saving, or overwrite, or open the good copy.
    GoOn(String),
    /// Put the open question away and do nothing.
    NeverMind,
    /// Put the message away.
    DismissMessage,
    /// Close the window.
    Close,
}

/// What was copied elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pasted {
    /// Plain words.
    Text(String),
    /// HTML, with the plain words for where it has nothing to say.
    Html {
        /// The markup, hostile until imported.
        html: String,
        /// The same as plain words.
        text: String,
    },
}

/// Where a picture goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureTo {
    /// It leads the story; a lead that is there already moves to the top of the body.
    Lead,
    /// Below a block, or at the end of the body.
    Below(Option<BlockId>),
    /// In place of the file of a picture that is there; caption and credit stay.
    Replace(FigureAt),
    /// The portrait of somebody in the byline, by their place in it.
    Portrait(usize),
}

/// Where a picture comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PictureFrom {
    /// A file.
    File(PathBuf),
    /// The bytes of a file.
    Bytes {
        /// The name to show.
        name: String,
        /// The file.
        bytes: Arc<[u8]>,
    },
    /// Pixels off the clipboard: RGBA, 8 bits, not premultiplied.
    Pixels {
        /// Width in pixels.
        width_px: u32,
        /// Height in pixels.
        height_px: u32,
        /// Four bytes a pixel, row by row.
        rgba: Arc<[u8]>,
    },
}
