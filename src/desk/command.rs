//! What an editor can ask of the desk.

use std::path::PathBuf;
use std::sync::Arc;

use super::captions::Bulk;
use crate::edit::find::Wanted;
use crate::edit::flow::By;
use crate::edit::make::Shape;
use crate::edit::{Caret, Change, Selection};
use crate::export;
use crate::store;
use crate::story::{BlockId, FigureAt, MarkKind, MediaRef, Person, RichText, Status, TextAt};

/// A wish of the editor. The window turns keys and clicks into these and nothing else.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Make a change that can be undone.
    Change(Change),
    /// The hand has let go: the next change is a step of undo of its own.
    LetGo,
    /// Put a whole new text into a plain or rich field.
    SetText {
        /// Which field.
        at: TextAt,
        /// Its new words.
        text: String,
    },
    /// Search the story, or with `None` end the search.
    Search(Option<Wanted>),
    /// Go to the next or the previous match.
    GoToMatch {
        /// Where the caret is, for a search that has not gone anywhere yet.
        from: Option<Selection>,
        /// To the next.
        on: bool,
    },
    /// Replace what was found, as one step of undo.
    Replace {
        /// By what; in the replacement of a pattern `$1` stands for a group.
        with: String,
        /// Follow the capitals of what is replaced.
        keep_case: bool,
        /// All matches rather than the one that was gone to.
        all: bool,
    },
    /// Take the last step back.
    Undo,
    /// Bring the last undone step back.
    Redo,
    /// Write at a selection.
    Write {
        /// Where; the wish is about what is selected.
        selection: Selection,
        /// What is to happen.
        wish: Wish,
    },
    /// Copy what is selected to the clipboard.
    Copy {
        /// What.
        selection: Selection,
        /// Delete it as well.
        cut: bool,
    },
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
        /// What it replaces, or the caret; `None` for the end of the body.
        at: Option<Selection>,
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
    /// Read again what the file of a picture that is in the story says, and what its Content
    /// Credentials say.
    ReadAgain(FigureAt),
    /// Make the small version of a picture. Asked again in every frame that misses it: what nobody
    /// asks for any more is not made. The same holds for the two below.
    Thumbnail(MediaRef),
    /// Make the version of a picture that is as wide as the copy.
    WidePicture(MediaRef),
    /// Make the version of a picture to look at closely.
    LargePicture(MediaRef),
    /// Write the story in another format.
    Export {
        /// Which.
        format: export::Format,
        /// The file or folder to write.
        out: PathBuf,
        /// The reason to let it go in spite of warnings.
        confirmed: Option<String>,
    },
    /// Stop the exports that are under way. What was there before stays as it was.
    CancelExport,
    /// Put the export report away.
    DismissReport,
    /// Apply the fix of the finding with this key.
    Fix(String),
    /// Apply the fixes of all findings of one rule, as one step of undo.
    FixAll(&'static str),
    /// Do not show the finding with this key any more in this story.
    Ignore(String),
    /// Do not show findings of this rule about the same words any more.
    IgnoreAlike {
        /// The key of one of them.
        key: String,
        /// In every story, rather than in this one.
        house: bool,
    },
    /// Switch a rule off, or on again, in every story.
    SwitchRule {
        /// Its id.
        rule: &'static str,
        /// On.
        on: bool,
    },
    /// Give the story another status. One that says that it is in order is questioned while the
    /// checklist is not green.
    SetStatus(Status),
    /// Show it again.
    StopIgnoring(String),
    /// List the older versions of the story.
    ListHistory,
    /// Bring an older version back, as one step of undo.
    Restore(PathBuf),
    /// Look for stories in the desk folder.
    LookFor(store::newslist::Query),
    /// Put words into a dictionary: they are right as they are.
    Learn {
        /// The words.
        words: String,
        /// Whose dictionary.
        layer: Layer,
    },
    /// Set a picture's credit line, parsed into its parts.
    CreditLine {
        /// Which picture.
        at: FigureAt,
        /// The line as typed.
        text: String,
    },
    /// Do something to the captions, credits or descriptions of all pictures, as one step of undo.
    Captions(Bulk),
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

/// Whose dictionary a word goes into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// Of whoever works here: right in every story.
    Mine,
    /// Of this story, kept in its file: right for everybody who opens it.
    Story,
    /// Of the house: a list that desks may share.
    House,
}

/// What keys and the pointer ask for at a selection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Words in place of what is selected.
    Type(RichText),
    /// Delete what is selected, or towards the start.
    Backspace(By),
    /// Delete what is selected, or towards the end.
    Delete(By),
    /// Delete so many bytes before and behind the caret, as an input method asks.
    Around {
        /// Bytes before the caret.
        before: usize,
        /// Bytes behind it.
        after: usize,
    },
    /// End the graf, the item, the list.
    Enter,
    /// Break the line inside the graf.
    SoftBreak,
    /// Set a mark, or take it off where all has it.
    Mark(MarkKind),
    /// Set a link; `None` takes it off.
    Link(Option<MarkKind>),
    /// Make the blocks another sort of block.
    Shape(Shape),
    /// Move the blocks up or down.
    Shift(isize),
    /// Nest list items deeper, or less with a negative number.
    Indent(i8),
    /// Carry what is selected to another place.
    Drop {
        /// Where.
        to: Caret,
        /// Leave the original where it is.
        copy: bool,
    },
    /// Carry a block to another place.
    Reorder {
        /// Which.
        block: BlockId,
        /// Before the block of this index; the number of blocks for the end.
        to: usize,
    },
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
