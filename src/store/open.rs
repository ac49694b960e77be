//! Opening a story folder, or an older copy of it.

use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::disk::{Trouble, trouble};
use super::{
    ContentHash, HISTORY_FOLDER, MEDIA_FOLDER, ReadError, STORY_FILE, Save, SaveError, Unknown,
    history, leftover, read_input, save,
};
use crate::record::{self, Newer, Read, RonProblem};
use crate::story::{MediaRef, Notice, NoticeKind, Place, Story};

/// A story that was opened, with what is needed to save it again.
#[derive(Debug)]
pub struct Opened {
    /// The story.
    pub story: Story,
    /// Its folder.
    pub folder: PathBuf,
    /// What its file was; [`super::Save::expected`] wants it.
    pub hash: ContentHash,
    /// What a newer version wrote that this one does not know; [`super::Save::unknown`] wants it.
    pub unknown: Unknown,
    /// Why it cannot be saved where it is, as a whole sentence.
    pub read_only: Option<String>,
    /// What an editor should know: missing pictures, saves that were cut off, fields that did not
    /// fit.
    pub notices: Vec<Notice>,
}

impl Opened {
    /// Saves the story, as it is now, where it was opened, and returns what its file is then.
    pub fn save(&self, who: &str, now: DateTime<Utc>) -> Result<ContentHash, SaveError> {
        let request = Save {
            story: &self.story,
            unknown: &self.unknown,
            expected: Some(&self.hash),
            pictures: &[],
            copy_media_from: None,
            who,
            now,
        };
        save::save(&self.folder, &request)
    }
}

/// Why a story cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is no story in the folder, or no folder.
    #[error(
        "The story was not opened: there is no {STORY_FILE} here. Choose a story folder{}. {}",
        copy_hint(copy.as_deref()),
        path.display()
    )]
    NotThere {
        /// What was asked for.
        path: PathBuf,
        /// The newest copy in its history that reads well.
        copy: Option<PathBuf>,
    },
    /// It is some other file.
    #[error(
        "The story was not opened: this is not a story folder. Import the file to make a story of it. {}",
        path.display()
    )]
    NotAStory {
        /// What was asked for.
        path: PathBuf,
    },
    /// The file cannot be read at all.
    #[error("The story was not opened. {0}")]
    Read(#[from] ReadError),
    /// The file can be read, but not as a story.
    #[error(
        "The story was not opened: line {line}, column {column}: {cause}. Put that right in a text editor{}. {}",
        copy_hint(copy.as_deref()),
        path.display()
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// Line, counted from 1.
        line: usize,
        /// Column in characters, counted from 1.
        column: usize,
        /// What is wrong there.
        cause: String,
        /// The newest copy in its history that reads well.
        copy: Option<PathBuf>,
    },
}

impl OpenError {
    /// The newest copy in the story's history that reads well, for [`open_snapshot`].
    pub fn offer(&self) -> Option<PathBuf> {
        match self {
            Self::NotThere { copy, .. } | Self::Damaged { copy, .. } => copy.clone(),
            Self::NotAStory { .. } | Self::Read(_) => None,
        }
    }
}

fn copy_hint(copy: Option<&Path>) -> String {
    copy.map(|copy| format!(", or open the good copy {}", copy.display())).unwrap_or_default()
}

/// Opens a story folder or its `story.ron`.
pub fn open(path: &Path) -> Result<Opened, OpenError> {
    let folder = folder_of(path)?;
    let file = folder.join(STORY_FILE);
    let bytes = match read_input(&file) {
        Ok(bytes) => bytes,
        Err(ReadError::NotThere { .. }) => {
            leftover::clear_up(&folder, None);
            let copy = newest_good(&folder);
            return Err(OpenError::NotThere { path: path.to_path_buf(), copy });
        }
        // A crash of the machine can leave a file of no length.
        Err(ReadError::Empty { .. }) => Vec::new(),
        Err(error) => return Err(error.into()),
    };
    let read = match parse(&bytes) {
        Ok(read) => read,
        Err(problem) => {
            leftover::clear_up(&folder, None);
            let RonProblem { line, column, cause } = problem;
            let copy = newest_good(&folder);
            return Err(OpenError::Damaged { path: file, line, column, cause, copy });
        }
    };
    let notices = leftover::clear_up(&folder, Some(read.story.updated));
    Ok(opened(folder, read, ContentHash::of(&bytes), notices))
}

/// Opens a copy out of a story's history, to go on from there. The next save puts it in the place
/// of the `story.ron` that is there now, which is kept in the history first, damaged or not.
pub fn open_snapshot(path: &Path) -> Result<Opened, OpenError> {
    let history = path.parent().filter(|parent| parent.ends_with(HISTORY_FOLDER));
    let Some(folder) = history.and_then(Path::parent) else {
        return Err(OpenError::NotAStory { path: path.to_path_buf() });
    };
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let bytes = history::read_copy(path)?;
    let read = parse(&bytes).map_err(|RonProblem { line, column, cause }| OpenError::Damaged {
        path: path.to_path_buf(),
        line,
        column,
        cause,
        copy: None,
    })?;
    let file = folder.join(STORY_FILE);
    let now = ContentHash::of_file(&file).map_err(|error| could_not_read(&file, &error))?;
    let is_sound = read_input(&file).is_ok_and(|bytes| parse(&bytes).is_ok());
    let hash = if is_sound { now } else { now.damaged() };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let message = format!(
        "This is the older version {name}. Saving makes it the current one; the file that is there now is kept in the history."
    );
    let notices = vec![Notice::new(NoticeKind::Doubtful, message)];
    Ok(opened(folder.to_path_buf(), read, hash, notices))
}

fn could_not_read(file: &Path, error: &io::Error) -> ReadError {
    let path = file.to_path_buf();
    match trouble(error) {
        Trouble::NoPermission => ReadError::NoPermission { path },
        _ => ReadError::Other { why: super::disk::words(error), path },
    }
}

/// The story folder that a path names.
fn folder_of(path: &Path) -> Result<PathBuf, OpenError> {
    if path.is_dir() {
        return Ok(path.to_path_buf());
    }
    if path.file_name().is_some_and(|name| name == STORY_FILE) {
        let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        return Ok(folder.unwrap_or(Path::new(".")).to_path_buf());
    }
    if path.exists() {
        return Err(OpenError::NotAStory { path: path.to_path_buf() });
    }
    Err(OpenError::NotThere { path: path.to_path_buf(), copy: None })
}

/// Reads a story file alone, without looking at what is around it.
pub(super) fn read_story(file: &Path) -> Result<Result<Read, RonProblem>, ReadError> {
    read_input(file).map(|bytes| parse(&bytes))
}

/// Reads the bytes of a story file.
fn parse(bytes: &[u8]) -> Result<Read, RonProblem> {
    if bytes.is_empty() {
        return Err(RonProblem { line: 1, column: 1, cause: "the file is empty".to_owned() });
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => record::from_ron(text),
        Err(error) => {
            let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let before = String::from_utf8_lossy(before);
            Err(RonProblem {
                line: before.matches('\n').count() + 1,
                column: before.rsplit('\n').next().unwrap_or_default().chars().count() + 1,
                cause: "this byte is not text in UTF-8".to_owned(),
            })
        }
    }
}

fn newest_good(folder: &Path) -> Option<PathBuf> {
    let reads_well =
        |path: &PathBuf| history::read_copy(path).is_ok_and(|bytes| parse(&bytes).is_ok());
    history::history(folder).into_iter().map(|copy| copy.path).find(reads_well)
}

fn opened(folder: PathBuf, read: Read, hash: ContentHash, mut notices: Vec<Notice>) -> Opened {
    let read_only = match read.newer {
        Newer::Major => Some(
            "A newer version of Nightdesk wrote this story, and saving it here could lose parts of it."
                .to_owned(),
        ),
        Newer::No | Newer::Minor => not_writable(&folder),
    };
    notices.extend(read.notices);
    notices.extend(missing_pictures(&folder, &read.story));
    Opened { story: read.story, folder, hash, unknown: read.unknown, read_only, notices }
}

/// Why nothing can be written into a folder, found out by trying: modes, lists of rights and
/// read-only disks all have their own rules.
fn not_writable(folder: &Path) -> Option<String> {
    match tempfile::tempfile_in(folder) {
        Err(error) if trouble(&error) == Trouble::NoPermission => {
            Some("You have no permission to write in this story’s folder.".to_owned())
        }
        // A full disk may have room by the time of the save.
        _ => None,
    }
}

fn missing_pictures(folder: &Path, story: &Story) -> Vec<Notice> {
    let is_missing =
        |media: &MediaRef| !folder.join(MEDIA_FOLDER).join(media.file_name()).is_file();
    let notice = |what: &str, media: &MediaRef, place: Place| {
        let message = format!(
            "The file of {what} is missing: {MEDIA_FOLDER}/{}. Put it back, or add the picture again.",
            media.file_name()
        );
        Notice::new(NoticeKind::PictureMissing, message).at(place)
    };
    let pictures = story.figures().into_iter().filter_map(|(at, figure)| {
        let media = figure.media.as_ref().filter(|media| is_missing(media))?;
        Some(notice("this picture", media, Place::Figure(at)))
    });
    let portraits = story.bylines.iter().filter_map(|person| {
        let media = person.portrait.as_ref().filter(|media| is_missing(media))?;
        Some(notice(&format!("the portrait of {}", person.name), media, Place::Bylines))
    });
    pictures.chain(portraits).collect()
}
