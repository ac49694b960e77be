//! Stories and settings on disk.
//!
//! A story is a folder: `story.ron`, `media/<sha256>.<ext>`, `history/<time>-<who>.ron`. Plain
//! files, so they sync, diff and back up with what people already have. Saving costs what the text
//! costs, never what the pictures do. History copies are plain RON for now; packing them is a
//! matter of the file's ending and can come later without touching old ones.
//!
//! After a kill at any step, `story.ron` is the last complete save. Nothing is ever written over
//! that somebody else has changed: [`save`] compares the file with what was opened.
//!
//! ```no_run
//! use nightdesk::store::{self, Save};
//!
//! let opened = store::open("desk/harbour".as_ref())?;
//! let save = Save {
//!     story: &opened.story,
//!     unknown: &opened.unknown,
//!     expected: Some(&opened.hash),
//!     pictures: &[],
//!     copy_media_from: None,
//!     who: "ada",
//!     now: chrono::Utc::now(),
//! };
//! store::save(&opened.folder, &save)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Must not know: windows, jobs, the open story of the desk.

mod collect;
mod darkroom;
mod dictionaries;
mod disk;
mod export;
mod fill;
mod folder;
mod history;
mod house;
mod leftover;
mod lock;
pub mod newslist;
mod open;
mod read;
mod sample;
mod save;
mod session;
mod settings;
mod shelve;
mod shown;
mod snippets;
mod template;

pub use crate::record::Unknown;
pub use collect::collect_pictures;
pub use darkroom::{Batch, Darkroom, Watch};
pub use dictionaries::{Shelf, TeachError, add_house_word, fill_lexicon};
pub use export::{ExportError, PictureSource, write_export};
pub use fill::Fill;
pub use folder::{folder_for, move_story};
pub use history::{Event, Snapshot, history, keep_for};
pub use house::{HouseError, read_house};
pub use lock::{BEAT, Holder, Lock, Locked, holder, lock};
pub use newslist::Newslist;
pub use open::{OpenError, Opened, open, open_snapshot};
pub use read::{ContentHash, ReadError, read_input, read_picture};
pub use sample::SampleError;
pub use save::{Save, SaveError, save};
pub use session::Session;
pub use settings::{Recent, Renditions, Settings, SettingsError, ThemeChoice};
pub use shelve::{ShelveError, archive, bring_back, duplicate};
pub use shown::ShownPictures;
pub use snippets::{Snippet, SnippetError, SnippetKind, read_snippets};
pub use template::{
    Begun, Template, TemplateError, from_template, from_template_on_desk, templates,
};

/// The most bytes that are read of one file: 64 MiB.
pub const MOST_INPUT_BYTES: usize = 64 << 20;

/// The story's own file in its folder.
const STORY_FILE: &str = "story.ron";
/// The folder of its pictures.
const MEDIA_FOLDER: &str = "media";
/// The folder of its older versions.
const HISTORY_FOLDER: &str = "history";
