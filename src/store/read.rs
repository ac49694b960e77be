//! Reading files whole, within bounds.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::disk::{Trouble, trouble, words};
use super::{MEDIA_FOLDER, MOST_INPUT_BYTES};
use crate::story::MediaRef;

/// Why a file cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// There is no such file.
    #[error("The file was not read: it is not there. Check the name. {}", path.display())]
    NotThere {
        /// The file.
        path: PathBuf,
    },
    /// It may not be read.
    #[error(
        "The file was not read: you have no permission to read it. Ask its owner for it, or choose another file. {}",
        path.display()
    )]
    NoPermission {
        /// The file.
        path: PathBuf,
    },
    /// It is a folder.
    #[error("The file was not read: this is a folder. Choose a file in it. {}", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
    },
    /// It is a device, a pipe or a socket: reading it could take for ever.
    #[error("The file was not read: this is a device or a pipe. Choose a file. {}", path.display())]
    NoFile {
        /// Its path.
        path: PathBuf,
    },
    /// It has no bytes.
    #[error(
        "The file was not read: it is empty. Download or save it again, or choose another file. {}",
        path.display()
    )]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// It is too large.
    #[error(
        "The file was not read: it is larger than {} MB. Make it smaller, or choose another file. {}",
        MOST_INPUT_BYTES >> 20,
        path.display()
    )]
    TooLarge {
        /// The file.
        path: PathBuf,
    },
    /// A picture's bytes are not those that the story knows.
    #[error(
        "The picture is not the one that the story knows: its file has been changed. Put the original back, or add the picture again. {}",
        path.display()
    )]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// Something else.
    #[error("The file was not read: {why}. Try again, or choose another file. {}", path.display())]
    Other {
        /// The system's words.
        why: String,
        /// The file.
        path: PathBuf,
    },
}

/// Reads a whole file of at most [`MOST_INPUT_BYTES`]. A folder, a device, a pipe and a file without
/// bytes are errors; a pipe in particular is not opened, since that waits until somebody writes.
pub fn read_input(path: &Path) -> Result<Vec<u8>, ReadError> {
    let named = || path.to_path_buf();
    let failed = |error: io::Error| match trouble(&error) {
        Trouble::NotThere => ReadError::NotThere { path: named() },
        Trouble::NoPermission => ReadError::NoPermission { path: named() },
        Trouble::DiskFull | Trouble::Other => {
            ReadError::Other { why: words(&error), path: named() }
        }
    };
    let about = std::fs::metadata(path).map_err(failed)?;
    if about.is_dir() {
        return Err(ReadError::Folder { path: named() });
    }
    if !about.is_file() {
        return Err(ReadError::NoFile { path: named() });
    }
    let most = u64::try_from(MOST_INPUT_BYTES).unwrap_or(u64::MAX);
    if about.len() > most {
        return Err(ReadError::TooLarge { path: named() });
    }
    // The length is a promise that growing files do not keep, so reading is bounded too.
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or(0));
    File::open(path).map_err(failed)?.take(most + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() > MOST_INPUT_BYTES {
        return Err(ReadError::TooLarge { path: named() });
    }
    if bytes.is_empty() {
        return Err(ReadError::Empty { path: named() });
    }
    Ok(bytes)
}

/// A picture of a story folder, compared with what the story knows.
pub fn read_picture(folder: &Path, media: &MediaRef) -> Result<Arc<[u8]>, ReadError> {
    let path = folder.join(MEDIA_FOLDER).join(media.file_name());
    let bytes = read_input(&path)?;
    if Sha256::digest(&bytes)[..] != media.id.0 {
        return Err(ReadError::Changed { path });
    }
    Ok(bytes.into())
}

/// What a `story.ron` was when it was read: the SHA-256 of its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentHash(Content);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Content {
    /// There was no file.
    Absent,
    Sound([u8; 32]),
    /// The file could not be read as a story; it is kept aside before anything replaces it.
    Damaged([u8; 32]),
}

impl ContentHash {
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self(Content::Sound(Sha256::digest(bytes).into()))
    }

    /// The hash of a file of any length; that there is none is an answer too.
    pub(super) fn of_file(path: &Path) -> io::Result<Self> {
        let mut file = match File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(Self(Content::Absent));
            }
            Err(error) => return Err(error),
        };
        let mut hash = Sha256::new();
        let mut part = vec![0; 1 << 16];
        loop {
            let read = match file.read(&mut part) {
                Ok(0) => return Ok(Self(Content::Sound(hash.finalize().into()))),
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            hash.update(part.get(..read).unwrap_or_default());
        }
    }

    /// The same content, known to be damaged.
    pub(super) fn damaged(self) -> Self {
        match self.0 {
            Content::Sound(hash) => Self(Content::Damaged(hash)),
            _ => self,
        }
    }

    pub(super) fn is_damaged(&self) -> bool {
        matches!(self.0, Content::Damaged(_))
    }

    pub(super) fn is_absent(&self) -> bool {
        self.0 == Content::Absent
    }

    /// Whether both are the same bytes, whatever is known about them.
    pub(super) fn is_same_content(&self, other: &Self) -> bool {
        self.bytes() == other.bytes()
    }

    /// The first eight digits, for file names.
    pub(super) fn short(&self) -> String {
        let bytes = self.bytes().and_then(|bytes| bytes.first_chunk()).copied().unwrap_or_default();
        format!("{:08x}", u32::from_be_bytes(bytes))
    }

    fn bytes(&self) -> Option<&[u8; 32]> {
        match &self.0 {
            Content::Absent => None,
            Content::Sound(hash) | Content::Damaged(hash) => Some(hash),
        }
    }
}
