//! The few things that are done to a disk, so that tests can let each of them fail.
//!
//! Must not know: stories, exports, settings.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// What writing needs of a disk.
pub(super) trait Disk {
    /// Makes a folder and those above it.
    fn make_folder(&self, path: &Path) -> io::Result<()>;
    /// Writes a file that was not there, whole and down to the disk itself.
    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Moves a file over another one, in one step.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Moves a file to a place where there is none, in one step.
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Makes a second file with the same content where there is none.
    fn copy_new(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Takes a file away.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Brings the names in a folder down to the disk itself.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;
}

/// The disk of the machine.
#[derive(Clone, Copy, Debug)]
pub(super) struct RealDisk;

impl Disk for RealDisk {
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        // Not by `tempfile`, whose files only their owner can read: desks share folders.
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        if let Ok(old) = fs::metadata(to)
            && let Err(error) = fs::set_permissions(from, old.permissions())
        {
            tracing::debug!(%error, "the new file has other permissions than the old one");
        }
        fs::rename(from, to)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        let path = tempfile::TempPath::try_from_path(from)?;
        match path.persist_noclobber(to) {
            Ok(()) => Ok(()),
            Err(error) if error.error.kind() == ErrorKind::AlreadyExists => {
                // The caller decides what becomes of the file.
                error.path.keep().map_err(|error| error.error)?;
                Err(ErrorKind::AlreadyExists.into())
            }
            Err(error) => {
                // Network disks that know neither of the ways to do it in one step.
                let from = error.path.keep().map_err(|error| error.error)?;
                if to.symlink_metadata().is_ok() {
                    return Err(ErrorKind::AlreadyExists.into());
                }
                fs::rename(from, to)
            }
        }
    }

    fn copy_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        match fs::hard_link(from, to) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(error),
            // Not every disk has links.
            Err(_) => {
                let mut old = File::open(from)?;
                let mut copy = OpenOptions::new().write(true).create_new(true).open(to)?;
                io::copy(&mut old, &mut copy)?;
                copy.sync_all()
            }
        }
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        // Only Unix lets a folder be opened and synced; elsewhere the rename has to do.
        if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
    }
}

/// How temporary files are called: a dot, the name of the file that they will be, the process and
/// a number, and this ending: `.story.ron.4711-0.tmp`.
pub(super) const TEMPORARY: &str = ".tmp";
/// The most names that are tried; a crashed process with our number may have left some behind.
const MOST_NAMES: usize = 1_000;

/// Writes a temporary file beside `path` and returns where.
pub(super) fn write_temporary(disk: &impl Disk, path: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    for _ in 0..MOST_NAMES {
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let temporary =
            path.with_file_name(format!(".{name}.{}-{count}{TEMPORARY}", std::process::id()));
        match disk.write_new(&temporary, bytes) {
            Ok(()) => return Ok(temporary),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => {
                take_away(disk, &temporary);
                return Err(error);
            }
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

/// Writes a file through a temporary one, so that there is always either the old or the new.
pub(super) fn replace(disk: &impl Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let temporary = write_temporary(disk, path, bytes)?;
    let renamed = disk.rename(&temporary, path);
    if renamed.is_err() {
        take_away(disk, &temporary);
    }
    renamed
}

/// Takes a temporary file away after a failure, as far as that goes.
pub(super) fn take_away(disk: &impl Disk, temporary: &Path) {
    match disk.remove(temporary) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        // The failure that led here is told; the next opening clears the file up.
        Err(error) => tracing::warn!(%error, path = %temporary.display(), "left behind"),
    }
}

/// Holds a folder against other savers on this machine until it is dropped. `None` where the
/// system cannot; the comparison of content still stands then.
pub(super) fn hold(folder: &Path) -> Option<File> {
    let held = File::open(folder).ok()?;
    held.lock().ok()?;
    Some(held)
}

/// Like [`hold`], but does not wait: `None` also where another saver is at work.
pub(super) fn hold_if_free(folder: &Path) -> Option<File> {
    let held = File::open(folder).ok()?;
    held.try_lock().ok()?;
    Some(held)
}

/// What an error of the system means for the person at the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    NoPermission,
    DiskFull,
    NotThere,
    Other,
}

/// Sorts an error of the system.
pub(super) fn trouble(error: &io::Error) -> Trouble {
    match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Trouble::NoPermission,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            Trouble::DiskFull
        }
        ErrorKind::NotFound => Trouble::NotThere,
        _ => Trouble::Other,
    }
}

/// The system's own words for an error, without its number: `No space left on device`.
pub(super) fn words(error: &io::Error) -> String {
    let said = error.to_string();
    said.split(" (os error").next().unwrap_or_default().to_owned()
}
