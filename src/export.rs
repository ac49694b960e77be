//! Story to bytes: HTML, JSON, ninjs, Markdown, text.
//!
//! ```
//! use nightdesk::export::{self, Format, Options};
//! use nightdesk::story::{Ids, Story};
//!
//! let mut story = Story::new(Ids::from_seed(1).story());
//! story.headline = "Harbour reopens".to_owned();
//! let options = Options {
//!     credit_line: &|credit| credit.verbatim.clone(),
//!     publisher: "The Harbour Ledger",
//!     base_url: "",
//!     renditions: None,
//!     originals: &export::NO_ORIGINALS,
//!     now: chrono::DateTime::UNIX_EPOCH,
//! };
//! let page = export::export(&story, Format::Html, &options);
//! assert_eq!(page.files[0].path, "index.html");
//! ```
//!
//! Must not know: files, clocks, networks, windows, the other rooms of its floor.

mod fragment;
mod html;
mod json;
mod markdown;
mod ninjs;
pub mod page;
mod pictures;
mod report;
mod text;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};

pub use report::{Fate, FieldReport};

use crate::media::rendition::{Encoding, RenditionKey, Stamp, Wish};
use crate::story::{Credit, Crop, MediaId, MediaRef, Story};
use report::Field;

/// What a story can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// A web page that stands alone: `index.html` with its pictures beside it.
    Html,
    /// The body alone, to paste into a content system.
    HtmlFragment,
    /// Our own JSON, as `nightdesk schema` describes it.
    Json,
    /// IPTC ninjs 3.1.
    Ninjs,
    /// Markdown (`CommonMark`) with front matter.
    Markdown,
    /// Plain text in the shape of a wire story.
    Text,
}

impl Format {
    /// All formats, in the order of the menu.
    pub const ALL: [Self; 6] =
        [Self::Html, Self::HtmlFragment, Self::Json, Self::Ninjs, Self::Markdown, Self::Text];

    fn leaf(self) -> &'static Leaf {
        match self {
            Self::Html => &html::LEAF,
            Self::HtmlFragment => &fragment::LEAF,
            Self::Json => &json::LEAF,
            Self::Ninjs => &ninjs::LEAF,
            Self::Markdown => &markdown::LEAF,
            Self::Text => &text::LEAF,
        }
    }

    /// The word for it on the command line.
    pub fn word(self) -> &'static str {
        self.leaf().word
    }

    /// The format for such a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.word() == word)
    }

    /// What it is called in menus.
    pub fn label(self) -> &'static str {
        self.leaf().label
    }

    /// Whether it is a folder of files rather than one file.
    pub fn is_folder(self) -> bool {
        self.leaf().is_folder
    }

    /// The usual ending of its file's name, without the dot.
    pub fn extension(self) -> &'static str {
        self.leaf().extension
    }
}

/// The files of a format, the main one first, and the pictures that go with them.
type Written = (Vec<File>, Vec<MediaFile>);

/// One format: what it is called, how it is written, what it carries. A format is one file with
/// one of these, one variant of [`Format`] and one line in `Format::leaf`.
struct Leaf {
    word: &'static str,
    label: &'static str,
    extension: &'static str,
    is_folder: bool,
    write: fn(&Story, &Options<'_>) -> Written,
    fate: fn(Field, &Story, &Options<'_>) -> Fate,
}

/// What an export needs besides the story.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// Writes a picture's credit in house format.
    pub credit_line: &'a dyn Fn(&Credit) -> String,
    /// The paper, agency or site that publishes; empty when the settings do not say.
    pub publisher: &'a str,
    /// The address on the web below which stories are published, such as
    /// `https://ledger.example/`; empty when it is not known. A story's own address is this and
    /// its slug.
    pub base_url: &'a str,
    /// In which sizes pictures leave the desk; `None` lets their originals leave.
    pub renditions: Option<&'a Wish>,
    /// Pictures that are named by their original whatever `renditions` says, because nothing can be
    /// made of them.
    pub originals: &'a BTreeMap<MediaId, Unmade>,
    /// The time of the export.
    pub now: DateTime<Utc>,
}

/// Why no renditions can be made of a picture, as a whole sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unmade {
    /// It cannot be read as a picture; its original leaves.
    Unreadable(String),
    /// Its file cannot be had, so that nothing leaves.
    Missing(String),
}

/// No pictures: what [`Options::originals`] is until something could not be made.
pub static NO_ORIGINALS: BTreeMap<MediaId, Unmade> = BTreeMap::new();

/// Writes a story in a format.
pub fn export(story: &Story, format: Format, options: &Options<'_>) -> Export {
    let leaf = format.leaf();
    let (files, media) = (leaf.write)(story, options);
    let report = report::report(story, |field| (leaf.fate)(field, story, options));
    Export { files, media, report }
}

/// Why a story must not leave the desk yet, each reason a plain phrase; empty when it may.
pub fn hold_reasons(story: &Story, now: DateTime<Utc>, errors: usize) -> Vec<String> {
    let mut reasons = Vec::new();
    if let Some(embargo) = story.embargo.filter(|embargo| *embargo > now) {
        reasons.push(format!("it is under embargo until {}", embargo.format("%Y-%m-%d %H:%M UTC")));
    }
    if story.status.stops_export() {
        reasons.push(format!("its status is {}", story.status.name()));
    }
    match errors {
        0 => {}
        1 => reasons.push("the desk check found 1 error that is not put right".to_owned()),
        _ => {
            reasons.push(format!("the desk check found {errors} errors that are not put right"));
        }
    }
    reasons
}
/// One file of an export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path below the folder that was chosen, with `/` between parts.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A picture’s file that goes with an export, to be made or copied by the caller.
#[derive(Clone, Debug, PartialEq)]
pub struct MediaFile {
    /// Which picture.
    pub media: MediaRef,
    /// Its path below the folder that was chosen.
    pub path: String,
    /// How it is made of the original; `None` for the original itself.
    pub made: Option<Made>,
}

/// One rendition of a picture, as it is to be made.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    /// What all renditions that are made together have in common.
    pub order: Arc<Order>,
    /// How the file is encoded.
    pub encoding: Encoding,
    /// Width in pixels.
    pub width_px: u32,
    /// Height in pixels.
    pub height_px: u32,
}

impl Made {
    /// The name of its file.
    pub fn file_name(&self) -> String {
        self.order.key.file_name(self.width_px, self.encoding)
    }
}

/// A set of renditions that are made together, in one decoding of the original.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    /// The key of the set.
    pub key: RenditionKey,
    /// In which sizes and encodings.
    pub wish: Wish,
    /// Of which part; `None` for all of it.
    pub crop: Option<Crop>,
    /// What is written into the files.
    pub stamp: Stamp,
}

/// A finished export.
#[derive(Clone, Debug, PartialEq)]
pub struct Export {
    /// The files, the main one first.
    pub files: Vec<File>,
    /// The pictures to copy beside them.
    pub media: Vec<MediaFile>,
    /// Every field of the story that is not empty, and what became of it.
    pub report: Vec<FieldReport>,
}
