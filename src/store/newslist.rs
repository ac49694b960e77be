//! All stories of a desk folder: listed, searched as you type, and kept up to date.
//!
//! An index in the cache folder holds what the list shows and every word of every story. The
//! stories themselves know nothing of it: whoever deletes it loses the seconds that a scan takes.
//! [`Newslist::rows`] and [`Newslist::search`] answer from the index alone; [`Newslist::scan`] compares it
//! with the folder and reads what has changed. All of them are for a thread that may wait, any
//! number at once and in any number of programs.
//!
//! ```no_run
//! use nightdesk::store::Watch;
//! use nightdesk::store::newslist::{Newslist, Query};
//!
//! let newslist = Newslist::open("desk".as_ref(), Some("cache".as_ref()))?;
//! let rows = newslist.rows(&Query::default())?;
//! let changes = newslist.scan(&Watch::NOBODY)?;
//! let found = newslist.search(&Query::with_words("harbour -ferry by:quill"), 50)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Must not know: windows, what is done to stories.

mod find;
mod index;
mod look;
pub(super) mod place;
mod row;
mod scan;
mod texts;
mod typed;
mod write;

pub use find::{Found, FoundIn, Hit, Marked};
pub use row::{Column, Drawer, Query, Row};
pub use scan::Changes;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::Watch;
use super::disk::{Trouble, trouble, words};
use index::{Ailment, Index};
use scan::ScanError;

/// The stories of a desk folder.
#[derive(Debug)]
pub struct Newslist {
    desk: PathBuf,
    cache: Option<PathBuf>,
    kept: Mutex<Kept>,
}

/// Where the index is kept now.
#[derive(Debug)]
struct Kept {
    index: Arc<Index>,
    notice: Option<String>,
}

/// Why the stories of a desk folder cannot be listed.
#[derive(Debug, thiserror::Error)]
pub enum NewslistError {
    /// There is no such folder, or it has gone.
    #[error(
        "The stories cannot be listed: the desk folder is not there. Connect its disk, or choose another folder in the settings. {}",
        path.display()
    )]
    NoDesk {
        /// The desk folder.
        path: PathBuf,
    },
    /// The folder may not be read.
    #[error(
        "The stories cannot be listed: you have no permission to read the desk folder. Ask its owner for it, or choose another folder in the settings. {}",
        path.display()
    )]
    NoPermission {
        /// The desk folder.
        path: PathBuf,
    },
    /// Another program has been writing the list for long.
    #[error("The stories cannot be listed: another Nightdesk is busy with the list. Try again. {}", path.display())]
    Busy {
        /// The desk folder.
        path: PathBuf,
    },
    /// Something else.
    #[error("The stories cannot be listed: {why}. Try again, or choose another desk folder. {}", path.display())]
    Other {
        /// The system's words, or the index's.
        why: String,
        /// The desk folder.
        path: PathBuf,
    },
}

impl Newslist {
    /// Opens the list of a desk folder with its index in the cache folder. An index that is
    /// missing, damaged or of another version is begun anew; [`Newslist::scan`] fills it. Where none
    /// can be kept it is in memory, and [`Newslist::notice`] says so.
    pub fn open(desk_folder: &Path, cache_folder: Option<&Path>) -> Result<Self, NewslistError> {
        let failed = |error: io::Error| no_desk(desk_folder, &error);
        let desk = desk_folder.canonicalize().map_err(failed)?;
        if !desk.is_dir() {
            return Err(failed(io::ErrorKind::NotFound.into()));
        }
        let opened = cache_folder.map(|cache| Index::open(cache, &desk));
        let kept = match opened {
            Some(Ok(index)) => Kept { index: index.into(), notice: None },
            Some(Err(error)) => in_memory(Some(&error), &desk)?,
            None => in_memory(None, &desk)?,
        };
        Ok(Self { desk, cache: cache_folder.map(Path::to_path_buf), kept: kept.into() })
    }

    /// The desk folder, without links and dots on the way.
    pub fn desk_folder(&self) -> &Path {
        &self.desk
    }

    /// What an editor should know about the list, as whole sentences: that it is not kept.
    pub fn notice(&self) -> Option<String> {
        self.kept().notice.clone()
    }

    /// Compares the index with the desk folder, and reads the stories that have changed. A story
    /// that cannot be read is a row with its error. Stopped by `watch`, it has done a part.
    pub fn scan(&self, watch: &Watch<'_>) -> Result<Changes, NewslistError> {
        if self.index().is_gone() {
            self.begin_anew(&self.index())?;
        }
        self.scan_or_heal(watch)
    }

    /// The stories that a query asks for, in its order, as they were at the last scan.
    pub fn rows(&self, query: &Query) -> Result<Vec<Row>, NewslistError> {
        self.look_up(|index| find::rows(&index.read(), &self.desk, query))
    }

    /// The stories with the words of a query, the best first and at most so many: a match in the
    /// headline before one in the furniture, and that before one in the body. Nothing that is
    /// typed is wrong; the order of the query's columns plays no part.
    pub fn search(&self, query: &Query, most_hits: usize) -> Result<Found, NewslistError> {
        self.look_up(|index| find::search(&index.read(), &self.desk, query, most_hits))
    }

    /// The sections of the stories, sorted.
    pub fn sections(&self) -> Result<Vec<String>, NewslistError> {
        self.look_up(|index| find::sections(&index.read()))
    }

    /// Looks something up, and makes an index anew that turns out to be damaged.
    fn look_up<T>(&self, look: impl Fn(&Index) -> rusqlite::Result<T>) -> Result<T, NewslistError> {
        let index = self.index();
        let error = match look(&index) {
            Ok(found) => return Ok(found),
            Err(error) => error,
        };
        self.heal(&index, &error)?;
        self.scan_or_heal(&Watch::NOBODY)?;
        look(&self.index()).map_err(|error| self.failed(&error))
    }

    fn scan_or_heal(&self, watch: &Watch<'_>) -> Result<Changes, NewslistError> {
        // Damaged at first, and without room for a new one: memory is what is left.
        for _ in 0..3 {
            let index = self.index();
            match scan::scan(&index, &self.desk, watch) {
                Ok(changes) => return Ok(changes),
                Err(ScanError::Desk(error)) => return Err(no_desk(&self.desk, &error)),
                Err(ScanError::Index(error)) => self.heal(&index, &error)?,
            }
        }
        let why = "its index fails again and again".to_owned();
        Err(NewslistError::Other { why, path: self.desk.clone() })
    }

    /// Puts another index in the place of one that failed; an error where that would not help.
    fn heal(&self, index: &Arc<Index>, error: &rusqlite::Error) -> Result<(), NewslistError> {
        tracing::warn!(%error, desk = %self.desk.display(), "the index of stories failed");
        match Ailment::of(error) {
            Ailment::Damaged => self.begin_anew(index),
            Ailment::NoPlace => self.replace(index, || in_memory(Some(error), &self.desk)),
            Ailment::Busy | Ailment::Other => Err(self.failed(error)),
        }
    }

    fn begin_anew(&self, index: &Arc<Index>) -> Result<(), NewslistError> {
        let open = |cache: &Path| Index::open_anew(cache, &self.desk, index);
        self.replace(index, || match self.cache.as_deref().map(open) {
            Some(Ok(index)) => Ok(Kept { index: index.into(), notice: None }),
            Some(Err(error)) => in_memory(Some(&error), &self.desk),
            None => in_memory(None, &self.desk),
        })
    }

    /// Replaces an index, unless somebody else has done so already.
    fn replace(
        &self,
        index: &Arc<Index>,
        other: impl FnOnce() -> Result<Kept, NewslistError>,
    ) -> Result<(), NewslistError> {
        let mut kept = self.kept();
        if Arc::ptr_eq(&kept.index, index) {
            *kept = other()?;
        }
        Ok(())
    }

    fn index(&self) -> Arc<Index> {
        Arc::clone(&self.kept().index)
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn failed(&self, error: &rusqlite::Error) -> NewslistError {
        failed(&self.desk, error)
    }
}

/// An index in memory, and what is said about it where one should be kept.
fn in_memory(error: Option<&rusqlite::Error>, desk: &Path) -> Result<Kept, NewslistError> {
    let index = Index::in_memory().map_err(|error| failed(desk, &error))?;
    let notice = error.map(|error| {
        format!(
            "The list of stories is not kept and is made anew at every start: {}. Check the permissions of the cache folder and the room on its disk.",
            said(error)
        )
    });
    Ok(Kept { index: index.into(), notice })
}

fn failed(desk: &Path, error: &rusqlite::Error) -> NewslistError {
    let path = desk.to_path_buf();
    match Ailment::of(error) {
        Ailment::Busy => NewslistError::Busy { path },
        _ => NewslistError::Other { why: said(error), path },
    }
}

/// The index's own words, without those of its language.
fn said(error: &rusqlite::Error) -> String {
    match error {
        rusqlite::Error::SqliteFailure(failure, _) => failure.to_string(),
        error => error.to_string(),
    }
}

fn no_desk(desk: &Path, error: &io::Error) -> NewslistError {
    let path = desk.to_path_buf();
    match trouble(error) {
        Trouble::NoPermission => NewslistError::NoPermission { path },
        Trouble::NotThere => NewslistError::NoDesk { path },
        _ => NewslistError::Other { why: words(error), path },
    }
}
