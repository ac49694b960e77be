//! Where a story lies below the desk folder, as bytes that can be kept and found again.
//!
//! Must not know: what lies there.

use std::path::{Path, PathBuf};

/// The folder of stories that are put away, below the desk folder; in it one folder a year.
pub(in crate::store) const ARCHIVE_FOLDER: &str = "archive";
/// The folder of templates below the desk folder.
pub(in crate::store) const TEMPLATES_FOLDER: &str = "templates";

/// The bytes for a path below the desk folder; `None` for a name that cannot be kept.
#[cfg(unix)]
pub(super) fn to_bytes(below: &Path) -> Option<Vec<u8>> {
    use std::os::unix::ffi::OsStrExt as _;
    Some(below.as_os_str().as_bytes().to_vec())
}

/// The path of such bytes.
#[cfg(unix)]
pub(super) fn from_bytes(bytes: &[u8]) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStrExt as _;
    Some(PathBuf::from(std::ffi::OsStr::from_bytes(bytes)))
}

/// The bytes for a path below the desk folder; `None` for a name that cannot be kept.
#[cfg(not(unix))]
pub(super) fn to_bytes(below: &Path) -> Option<Vec<u8>> {
    Some(below.to_str()?.as_bytes().to_vec())
}

/// The path of such bytes.
#[cfg(not(unix))]
pub(super) fn from_bytes(bytes: &[u8]) -> Option<PathBuf> {
    Some(PathBuf::from(std::str::from_utf8(bytes).ok()?))
}

/// Whether a path below the desk folder lies in the archive.
pub(super) fn is_archived(below: &Path) -> bool {
    below.starts_with(ARCHIVE_FOLDER) && below.components().count() > 1
}
