//! The index: an `SQLite` file in the cache folder, with the rows of the list and the words of all
//! stories (FTS5).
//!
//! One file a desk folder, named after its path: `newslist-1/<hash>-<number>.sqlite`. Any number of
//! programs have it open at once (write-ahead log). A file that is damaged is never made anew
//! under its own name, because others may have it open; the next number is taken.
//!
//! Must not know: how a desk folder is walked, what is typed.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};
use sha2::{Digest as _, Sha256};

/// The edition of the tables, to be raised when they or what stands in them is made in another way.
const EDITION: i32 = 1;
const FOLDER: &str = "newslist-1";
const ENDING: &str = "sqlite";
/// Files with higher numbers are not ours.
const MOST_NUMBER: u32 = 1_000_000;
/// How long somebody else's write is waited for.
const PATIENCE: Duration = Duration::from_secs(10);
/// How much of the file one connection keeps in memory, in KiB.
const CACHE_KIB: i32 = 8 << 10;
/// How long the log may stay after a large scan.
const LOG_BYTES: i64 = 16 << 20;

/// `texts` has a column for each of [`super::texts::Texts`]; `place` is the folder below the desk
/// folder, `stamps` what tells whether the story has changed, times are microseconds.
///
/// A match in a headline is worth ten in the body.
const TABLES: &str = "
    CREATE TABLE stories (
        id INTEGER PRIMARY KEY,
        place BLOB NOT NULL UNIQUE,
        archived INTEGER NOT NULL,
        stamps BLOB NOT NULL,
        hash BLOB,
        seen INTEGER NOT NULL,
        holder TEXT,
        story TEXT,
        slug TEXT NOT NULL,
        headline TEXT NOT NULL,
        status TEXT NOT NULL,
        section TEXT NOT NULL,
        deadline INTEGER,
        embargo INTEGER,
        updated INTEGER NOT NULL,
        words INTEGER NOT NULL,
        target INTEGER,
        bylines TEXT NOT NULL,
        language TEXT NOT NULL,
        error TEXT
    );
    CREATE VIRTUAL TABLE texts USING fts5 (
        slug, headline, bylines, furniture, body, captions, credits, tags, notes, also,
        tokenize = \"unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'\",
        prefix = '1 2 3'
    );
    INSERT INTO texts (texts, rank) VALUES ('rank', 'bm25(8, 10, 5, 5, 1, 1, 1, 4, 1, 1)');
";

/// An index that is open.
#[derive(Debug)]
pub(super) struct Index {
    /// Its file; `None` where it is kept in memory.
    file: Option<PathBuf>,
    write: Mutex<Connection>,
    /// Lists and searches while a scan writes; `None` in memory, where they take turns.
    read: Option<Mutex<Connection>>,
}

/// What is the matter with an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ailment {
    /// It is damaged or of another edition: a new one is needed.
    Damaged,
    /// Nothing can be kept there: no permission, no room, a disk that fails.
    NoPlace,
    /// Somebody else has been writing for long.
    Busy,
    /// Anything else, which is a fault of ours.
    Other,
}

impl Ailment {
    pub(super) fn of(error: &rusqlite::Error) -> Self {
        use rusqlite::Error as E;
        match error {
            E::FromSqlConversionFailure(..)
            | E::IntegralValueOutOfRange(..)
            | E::InvalidColumnType(..)
            | E::Utf8Error(..) => Self::Damaged,
            E::SqliteFailure(failure, said) => match failure.code {
                ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Self::Damaged,
                ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy,
                ErrorCode::CannotOpen
                | ErrorCode::DiskFull
                | ErrorCode::FileLockingProtocolFailed
                | ErrorCode::NoLargeFileSupport
                | ErrorCode::PermissionDenied
                | ErrorCode::ReadOnly
                | ErrorCode::SystemIoFailure => Self::NoPlace,
                // Tables that another program has changed.
                ErrorCode::Unknown
                    if said.as_ref().is_some_and(|said| said.contains("no such")) =>
                {
                    Self::Damaged
                }
                _ => Self::Other,
            },
            _ => Self::Other,
        }
    }
}

impl Index {
    /// Opens the index of a desk folder, or begins one.
    pub(super) fn open(cache: &Path, desk: &Path) -> rusqlite::Result<Self> {
        let (number, file) = newest(cache, desk).unwrap_or_else(|| (1, name(cache, desk, 1)));
        match Self::open_file(&file) {
            Err(error) if Ailment::of(&error) == Ailment::Damaged => {
                Self::open_numbered(cache, desk, number + 1)
            }
            opened => opened,
        }
    }

    /// Opens another index in the place of one that is damaged or gone: one that somebody else has
    /// begun meanwhile, or a new one.
    pub(super) fn open_anew(cache: &Path, desk: &Path, old: &Self) -> rusqlite::Result<Self> {
        match newest(cache, desk) {
            Some((number, file)) if old.file.as_ref() == Some(&file) => {
                Self::open_numbered(cache, desk, number + 1)
            }
            _ => Self::open(cache, desk),
        }
    }

    fn open_numbered(cache: &Path, desk: &Path, number: u32) -> rusqlite::Result<Self> {
        let opened = Self::open_file(&name(cache, desk, number))?;
        for (_, old) in all(cache, desk).into_iter().filter(|(other, _)| *other < number) {
            forget(&old);
        }
        Ok(opened)
    }

    fn open_file(file: &Path) -> rusqlite::Result<Self> {
        if let Some(folder) = file.parent()
            && let Err(error) = fs::create_dir_all(folder)
        {
            tracing::debug!(%error, "the folder of the index was not made");
        }
        let write = connect(file)?;
        begin(&write)?;
        let read = connect(file)?;
        let index =
            Self { file: Some(file.to_path_buf()), write: write.into(), read: Some(read.into()) };
        Ok(index)
    }

    /// An index that nobody else sees and that ends with the program.
    pub(super) fn in_memory() -> rusqlite::Result<Self> {
        let write = Connection::open_in_memory()?;
        begin(&write)?;
        Ok(Self { file: None, write: write.into(), read: None })
    }

    /// Whether its file has been taken away.
    pub(super) fn is_gone(&self) -> bool {
        self.file.as_ref().is_some_and(|file| !file.exists())
    }

    /// To look something up.
    pub(super) fn read(&self) -> MutexGuard<'_, Connection> {
        held(self.read.as_ref().unwrap_or(&self.write))
    }

    /// To write something down.
    pub(super) fn write(&self) -> MutexGuard<'_, Connection> {
        held(&self.write)
    }
}

fn held(connection: &Mutex<Connection>) -> MutexGuard<'_, Connection> {
    // A transaction that was not committed is rolled back, so there is nothing half done.
    connection.lock().unwrap_or_else(PoisonError::into_inner)
}

fn connect(file: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags)?;
    connection.busy_timeout(PATIENCE)?;
    // Where there cannot be one it stays as it was, and readers wait for writers.
    connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "normal")?;
    connection.pragma_update(None, "temp_store", "memory")?;
    connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.pragma_update_and_check(None, "journal_size_limit", LOG_BYTES, |_| Ok(()))?;
    Ok(connection)
}

/// Makes the tables where there are none, and looks whether they are ours.
fn begin(connection: &Connection) -> rusqlite::Result<()> {
    let edition = |connection: &Connection| {
        connection.pragma_query_value(None, "user_version", |row| row.get::<_, i32>(0))
    };
    if edition(connection)? == 0 {
        connection.execute_batch("BEGIN IMMEDIATE")?;
        // Somebody else may have made them meanwhile; somebody else's tables are not ours.
        let made = if edition(connection)? == 0 {
            connection
                .execute_batch(TABLES)
                .and_then(|()| connection.pragma_update(None, "user_version", EDITION))
        } else {
            Ok(())
        };
        let end = if made.is_ok() { "COMMIT" } else { "ROLLBACK" };
        connection.execute_batch(end)?;
        made.map_err(|error| if is_about_tables(&error) { damaged() } else { error })?;
    }
    if edition(connection)? != EDITION {
        return Err(damaged());
    }
    let looks_well = "SELECT (SELECT count(*) FROM (SELECT place FROM stories LIMIT 1)),
                             (SELECT count(*) FROM (SELECT slug FROM texts LIMIT 1))";
    connection.query_row(looks_well, [], |_| Ok(()))
}

/// Whether tables of these names are there already.
fn is_about_tables(error: &rusqlite::Error) -> bool {
    matches!(error, rusqlite::Error::SqliteFailure(failure, _) if failure.code == ErrorCode::Unknown)
}

fn damaged() -> rusqlite::Error {
    let failure = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT);
    rusqlite::Error::SqliteFailure(failure, None)
}

/// The files of a desk folder's index, oldest first.
fn all(cache: &Path, desk: &Path) -> Vec<(u32, PathBuf)> {
    let Ok(entries) = fs::read_dir(cache.join(FOLDER)) else { return Vec::new() };
    let stem = stem(desk);
    let mut found: Vec<_> = entries
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let name = path.file_name()?.to_str()?.strip_prefix(&stem)?;
            let number = name.strip_prefix('-')?.strip_suffix(ENDING)?.strip_suffix('.')?;
            let number = number.parse().ok().filter(|number| *number < MOST_NUMBER)?;
            Some((number, path))
        })
        .collect();
    found.sort_unstable();
    found
}

fn newest(cache: &Path, desk: &Path) -> Option<(u32, PathBuf)> {
    all(cache, desk).pop()
}

fn name(cache: &Path, desk: &Path, number: u32) -> PathBuf {
    cache.join(FOLDER).join(format!("{}-{number}.{ENDING}", stem(desk)))
}

fn stem(desk: &Path) -> String {
    let hash: [u8; 32] = Sha256::digest(desk.as_os_str().as_encoded_bytes()).into();
    let first = hash.first_chunk().copied().map_or(0, u64::from_be_bytes);
    format!("{first:016x}")
}

/// Takes an old file and what belongs to it away, as far as that goes.
fn forget(file: &Path) {
    for more in ["", "-wal", "-shm"] {
        let mut name = file.as_os_str().to_owned();
        name.push(more);
        if let Err(error) = fs::remove_file(PathBuf::from(name)) {
            tracing::debug!(%error, file = %file.display(), "an old index was not deleted");
        }
    }
}
