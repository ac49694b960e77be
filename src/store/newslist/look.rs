//! One story folder: whether its story has changed, and if so, what the index is to know of it.
//!
//! Looking costs two questions to the disk; the story is read only where its stamps are others
//! than before, or where they could hide a change: a save within the same moment as the last look
//! leaves the same stamps.
//!
//! Must not know: the index, other folders.

use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::Utc;
use sha2::{Digest as _, Sha256};

use super::super::disk::words;
use super::super::{Holder, ReadError, STORY_FILE, holder, read_input};
use super::texts::Texts;
use crate::record;
use crate::story::Story;

/// How coarse the clock of a disk may be, in nanoseconds: two seconds on those of memory sticks.
const COARSE_NS: i64 = 2_000_000_000;
/// Story files from this size on are read one at a time, so that memory stays bounded.
const LARGE_BYTES: u64 = 2 << 20;
/// The longest message about a story that cannot be read, in characters.
const MOST_MESSAGE: usize = 500;

/// What tells whether a file has changed, without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamps {
    modified_ns: i64,
    /// When the file became what it is: also set where a copy keeps the time of its original.
    changed_ns: i64,
    len: u64,
}

impl Stamps {
    fn of(about: &Metadata) -> Self {
        let modified_ns = about.modified().map_or(0, nanoseconds);
        Self { modified_ns, changed_ns: changed_ns(about), len: about.len() }
    }

    pub(super) fn to_bytes(self) -> [u8; 24] {
        let mut bytes = [0; 24];
        let parts =
            [self.modified_ns.to_be_bytes(), self.changed_ns.to_be_bytes(), self.len.to_be_bytes()];
        for (to, from) in bytes.iter_mut().zip(parts.into_iter().flatten()) {
            *to = from;
        }
        bytes
    }
}

#[cfg(unix)]
fn changed_ns(about: &Metadata) -> i64 {
    use std::os::unix::fs::MetadataExt as _;
    about.ctime().saturating_mul(1_000_000_000).saturating_add(about.ctime_nsec())
}

#[cfg(not(unix))]
fn changed_ns(_: &Metadata) -> i64 {
    0
}

/// Nanoseconds since 1970, as far as the years that files can be of.
pub(super) fn nanoseconds(time: SystemTime) -> i64 {
    let to_i64 = |nanoseconds: u128| i64::try_from(nanoseconds).unwrap_or(i64::MAX);
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => to_i64(after.as_nanos()),
        Err(before) => to_i64(before.duration().as_nanos()).saturating_neg(),
    }
}

/// What the index knows of a story.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub(super) id: i64,
    pub(super) stamps: Vec<u8>,
    /// The SHA-256 of its file; `None` where that could not be read.
    pub(super) hash: Option<Vec<u8>>,
    /// When it was read.
    pub(super) seen_ns: i64,
    /// Who had it, as it stands in the index.
    pub(super) holder: Option<String>,
}

impl Known {
    /// Whether both tell of the same look at the story.
    pub(super) fn is_same_look(&self, other: &Self) -> bool {
        (self.seen_ns, &self.hash, &self.stamps) == (other.seen_ns, &other.hash, &other.stamps)
    }
}

/// What a look found.
#[derive(Debug)]
pub(super) enum Look {
    /// There is no story.
    Nothing,
    /// Nothing has changed.
    Same,
    /// Something has changed.
    News(Box<News>),
}

/// What has changed.
#[derive(Debug)]
pub(super) struct News {
    /// The place below the desk folder.
    pub(super) below: PathBuf,
    pub(super) stamps: Stamps,
    pub(super) hash: Option<[u8; 32]>,
    pub(super) seen_ns: i64,
    pub(super) holder: Option<String>,
    /// What the story says now; `None` where that has not changed.
    pub(super) content: Option<Content>,
}

/// What a story says.
#[derive(Debug)]
pub(super) struct Content {
    /// The story, or why it cannot be read.
    pub(super) story: Result<Story, String>,
    pub(super) texts: Texts,
}

/// Looks at a story folder. `large` is held while a large story is read.
pub(super) fn look(desk: &Path, below: &Path, known: Option<&Known>, large: &Mutex<()>) -> Look {
    let folder = desk.join(below);
    let file = folder.join(STORY_FILE);
    let seen_ns = nanoseconds(SystemTime::now());
    let name = || below.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let unreadable = |stamps: Stamps, why: String, holder: Option<String>| {
        let why = why.chars().take(MOST_MESSAGE).collect();
        let content = Content { story: Err(why), texts: Texts::named(&name()) };
        let content = Some(content);
        let below = below.to_path_buf();
        Look::News(Box::new(News { below, stamps, hash: None, seen_ns, holder, content }))
    };
    let nowhere = Stamps { modified_ns: 0, changed_ns: 0, len: 0 };
    let about = match file.symlink_metadata() {
        Ok(about) => about,
        Err(error) if is_nothing(&error) => return Look::Nothing,
        Err(error) => {
            let why = format!("The story cannot be read: {}.", words(&error));
            return unreadable(nowhere, why, None);
        }
    };
    let stamps = Stamps::of(&about);
    let holder = holder(&folder, Utc::now()).and_then(|holder| as_text(&holder));
    if !about.is_file() {
        let why = format!("The story cannot be read: its {STORY_FILE} is no file of its own.");
        return unreadable(stamps, why, holder);
    }
    if let Some(known) = known {
        let is_doubtful = known.hash.is_none()
            || stamps.modified_ns >= known.seen_ns.saturating_sub(COARSE_NS)
            || known.stamps != stamps.to_bytes();
        if !is_doubtful && is_same_holder(known.holder.as_deref(), holder.as_deref()) {
            return Look::Same;
        }
        if !is_doubtful {
            let hash = known.hash.as_deref().and_then(|hash| hash.try_into().ok());
            let (below, seen_ns) = (below.to_path_buf(), known.seen_ns);
            let news = News { below, stamps, hash, seen_ns, holder, content: None };
            return Look::News(Box::new(news));
        }
    }
    let _one_at_a_time =
        (about.len() >= LARGE_BYTES).then(|| large.lock().unwrap_or_else(PoisonError::into_inner));
    let bytes = match read_input(&file) {
        Ok(bytes) => bytes,
        Err(ReadError::NotThere { .. }) => return Look::Nothing,
        // A crash of the machine can leave a file of no length.
        Err(ReadError::Empty { .. }) => Vec::new(),
        Err(error) => return unreadable(stamps, error.to_string(), holder),
    };
    let hash: [u8; 32] = Sha256::digest(&bytes).into();
    let is_same = known.is_some_and(|known| known.hash.as_deref() == Some(hash.as_slice()));
    let content = (!is_same).then(|| content(&bytes, &name()));
    let below = below.to_path_buf();
    Look::News(Box::new(News { below, stamps, hash: Some(hash), seen_ns, holder, content }))
}

fn content(bytes: &[u8], name: &str) -> Content {
    let story = match std::str::from_utf8(bytes) {
        Ok("") => Err("The story’s file is empty.".to_owned()),
        Ok(text) => match record::from_ron(text) {
            Ok(read) => Ok(read.story),
            Err(problem) => Err(format!("The story’s file is damaged: {problem}.")),
        },
        Err(_) => Err("The story’s file is damaged: it is no text in UTF-8.".to_owned()),
    };
    let story = story.map_err(|why| why.chars().take(MOST_MESSAGE).collect());
    let texts = story.as_ref().map_or_else(|_| Texts::named(name), Texts::of);
    Content { story, texts }
}

/// Whether there is no such file, or nothing that could have one.
fn is_nothing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// A holder as it is kept in the index.
pub(super) fn as_text(holder: &Holder) -> Option<String> {
    serde_json::to_string(holder).ok()
}

/// Whether the same one has a story as before, or nobody still. That their heart has beaten since is
/// no news.
pub(super) fn is_same_holder(before: Option<&str>, now: Option<&str>) -> bool {
    let session = |text: &str| from_text(text).map(|holder| holder.session);
    before.and_then(session) == now.and_then(session)
}

/// A holder as it was kept in the index.
pub(super) fn from_text(text: &str) -> Option<Holder> {
    serde_json::from_str(text).ok()
}
