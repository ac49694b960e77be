//! Where a story lies below the desk folder, as bytes that can be kept and found again.
//!
//! Must not know: what lies there.

use std::path::{Path, PathBuf};

/// The folder of stories that are put away, below the desk folder; in it one folder a year.
pub(in crate::store) const ARCHIVE_FOLDER: &str = "archive";
/// The folder of templates below the desk folder.
pub(in crate::store) const TEMPLATES_FOLDER: &str = "templates";

/// The bytes for a path below the desk folder; `None` for a name that cannot be kept.
pub(super) fn to_bytes(below: &Path) -> Option<Vec<u8>> {
    #[cfg(unix)]
    let bytes = Some(std::os::unix::ffi::OsStrExt::as_bytes(below.as_os_str()));
    #[cfg(not(unix))]
    let bytes = below.to_str().map(str::as_bytes);
    bytes.map(<[u8]>::to_vec)
}

/// The path of such bytes.
pub(super) fn from_bytes(bytes: &[u8]) -> Option<PathBuf> {
    #[cfg(unix)]
    let name: Option<&std::ffi::OsStr> = Some(std::os::unix::ffi::OsStrExt::from_bytes(bytes));
    #[cfg(not(unix))]
    let name = std::str::from_utf8(bytes).ok();
    name.map(PathBuf::from)
}

/// Whether a path below the desk folder lies in the archive.
pub(super) fn is_archived(below: &Path) -> bool {
    below.starts_with(ARCHIVE_FOLDER) && below.components().count() > 1
}
