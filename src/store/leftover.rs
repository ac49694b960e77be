//! What a save that was cut off leaves behind, and how opening clears it up.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::disk::{Disk as _, RealDisk, TEMPORARY, hold_if_free};
use super::{HISTORY_FOLDER, MEDIA_FOLDER, STORY_FILE, history, read_input};
use crate::record;
use crate::story::{Notice, NoticeKind};

/// Clears up temporary files of saves that were cut off. A complete one whose story is newer than
/// `updated` goes into the history; the others say nothing that is not in the story.
pub(super) fn clear_up(folder: &Path, updated: Option<DateTime<Utc>>) -> Vec<Notice> {
    let temporaries = temporaries(folder);
    if temporaries.is_empty() {
        return Vec::new();
    }
    // Somebody may be saving right now; then the files are his.
    let Some(_held) = hold_if_free(folder) else { return Vec::new() };
    temporaries.iter().filter_map(|path| clear_up_one(folder, path, updated)).collect()
}

/// Temporary files of the story and, last, of its pictures.
fn temporaries(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in [folder.to_path_buf(), folder.join(MEDIA_FOLDER)] {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        let mut here: Vec<_> = entries
            .filter_map(Result::ok)
            .map(|entry| entry.path())
            .filter(|path| is_temporary(path))
            .collect();
        here.sort();
        found.append(&mut here);
    }
    found
}

/// Whether a file has a name that only we give: `.story.ron.4711-0.tmp`, `.<sha256>.jpg.4711-1.tmp`.
fn is_temporary(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let parts = name
        .strip_prefix('.')
        .and_then(|name| name.strip_suffix(TEMPORARY))
        .and_then(|name| name.rsplit_once('.'));
    let Some((of, number)) = parts else { return false };
    let is_hash = |stem: &str| stem.len() == 64 && stem.bytes().all(|b| b.is_ascii_hexdigit());
    let is_ours = of == STORY_FILE || of.split_once('.').is_some_and(|(stem, _)| is_hash(stem));
    is_ours && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
}

fn clear_up_one(folder: &Path, path: &Path, updated: Option<DateTime<Utc>>) -> Option<Notice> {
    if path.parent() != Some(folder) {
        // A picture; the next save of whoever has it writes it again.
        remove(path);
        return None;
    }
    let read = read_input(path)
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .and_then(|text| record::from_ron(&text).ok());
    let is_newer = |saved| updated.is_none_or(|updated| saved > updated);
    match read {
        Some(read) if is_newer(read.story.updated) => {
            let time = read.story.updated;
            let kept = history::keep(
                &RealDisk,
                folder,
                path,
                "desk",
                Some(history::Event::Recovered),
                time,
            )
            .ok()?;
            remove(path);
            let name = kept.file_name()?.to_string_lossy().into_owned();
            Some(Notice::new(
                NoticeKind::Doubtful,
                format!(
                    "The last save of {} UTC was cut off. This is the save before it; the newer version is kept as {HISTORY_FOLDER}/{name}.",
                    time.format("%-d %B %Y %H:%M")
                ),
            ))
        }
        Some(_) => {
            remove(path);
            None
        }
        None => {
            remove(path);
            let message = "A save was cut off before it was complete. This is the save before it.";
            Some(Notice::new(NoticeKind::Doubtful, message))
        }
    }
}

fn remove(path: &Path) {
    if let Err(error) = RealDisk.remove(path) {
        tracing::warn!(%error, path = %path.display(), "a temporary file was not deleted");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_save_that_is_under_way_is_left_alone() {
        let home = tempfile::tempdir().unwrap();
        let temporary = home.path().join(".story.ron.4711-0.tmp");
        fs::write(&temporary, "(half").unwrap();
        let saver = super::super::disk::hold(home.path()).unwrap();
        assert_eq!(clear_up(home.path(), None), []);
        assert!(temporary.exists());
        drop(saver);
        assert_eq!(clear_up(home.path(), None).len(), 1);
        assert!(!temporary.exists());
    }

    #[test]
    fn only_names_that_we_give_are_temporary() {
        let hash = "0".repeat(64);
        for (name, expected) in [
            (".story.ron.4711-0.tmp".to_owned(), true),
            (format!(".{hash}.jpg.4711-12.tmp"), true),
            (".story.ron.swp".to_owned(), false),
            (".story.ron.mine.tmp".to_owned(), false),
            ("story.ron.4711-0.tmp".to_owned(), false),
            (".boats.jpg.4711-0.tmp".to_owned(), false),
            (".tmp".to_owned(), false),
        ] {
            assert_eq!(is_temporary(Path::new(&name)), expected, "{name}");
        }
    }
}
