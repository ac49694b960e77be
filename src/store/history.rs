//! Older versions of a story: `history/<time>-<who>.ron`.
//!
//! Every save puts the version that it replaces into the history, so the newest copy is always the
//! save before the last. `<time>` is when it was replaced and `<who>` by whom. Copies are thinned
//! to the newest one of every ten minutes and fifty in all; files with other names, damaged ones
//! among them, are nobody's to delete.
//!
//! Must not know: when a save is due.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDateTime, Utc};

use super::disk::Disk;
use super::folder::plain_name;
use super::{ContentHash, HISTORY_FOLDER};

/// One copy is kept for every span of this length.
const SPAN_SECS: i64 = 600;
/// The most copies that are kept.
const MOST_COPIES: usize = 50;
/// `20260301T101502.123Z`, which sorts by time and is a valid name on every disk.
const TIME: &str = "%Y%m%dT%H%M%S%.3fZ";
/// The most names of copies that are tried when two fall on one millisecond.
const MOST_NAMES: usize = 100;

/// Puts a copy of a file into the story's history, and returns where.
pub(super) fn keep(
    disk: &impl Disk,
    folder: &Path,
    file: &Path,
    who: &str,
    now: DateTime<Utc>,
) -> io::Result<PathBuf> {
    let history = folder.join(HISTORY_FOLDER);
    disk.make_folder(&history)?;
    let name = format!("{}-{}", now.format(TIME), plain_name(who, "desk"));
    for count in 1..=MOST_NAMES {
        let more = if count == 1 { String::new() } else { format!("-{count}") };
        let copy = history.join(format!("{name}{more}.ron"));
        match disk.copy_new(file, &copy) {
            Ok(()) => return Ok(copy),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Keeps a damaged story file under a name of its own.
pub(super) fn keep_damaged(
    disk: &impl Disk,
    folder: &Path,
    file: &Path,
    hash: &ContentHash,
) -> io::Result<PathBuf> {
    let history = folder.join(HISTORY_FOLDER);
    disk.make_folder(&history)?;
    let copy = history.join(format!("damaged-{}.ron", hash.short()));
    match disk.copy_new(file, &copy) {
        // The name comes from the content, so it is the same file.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(copy),
        kept => kept.map(|()| copy),
    }
}

/// Deletes the copies that thinning leaves no room for. What cannot be deleted stays.
pub(super) fn thin(disk: &impl Disk, folder: &Path) {
    for (_, path) in too_many(copies(folder)) {
        if let Err(error) = disk.remove(&path) {
            tracing::warn!(%error, path = %path.display(), "an old copy was not deleted");
        }
    }
}

/// The copies of a story, newest first.
pub(super) fn copies(folder: &Path) -> Vec<(DateTime<Utc>, PathBuf)> {
    let Ok(entries) = fs::read_dir(folder.join(HISTORY_FOLDER)) else { return Vec::new() };
    let mut copies: Vec<_> = entries
        .filter_map(Result::ok)
        .filter_map(|entry| {
            let path = entry.path();
            Some((time_of(path.file_name()?.to_str()?)?, path))
        })
        .collect();
    copies.sort_by(|a, b| b.cmp(a));
    copies
}

fn time_of(name: &str) -> Option<DateTime<Utc>> {
    let (time, _who) = name.strip_suffix(".ron")?.split_once('-')?;
    NaiveDateTime::parse_from_str(time, TIME).ok().map(|time| time.and_utc())
}

/// Of copies, newest first, those that are to go.
fn too_many(copies: Vec<(DateTime<Utc>, PathBuf)>) -> Vec<(DateTime<Utc>, PathBuf)> {
    let mut last_span = None;
    let mut kept = 0;
    copies
        .into_iter()
        .filter(|(time, _)| {
            let span = time.timestamp().div_euclid(SPAN_SECS);
            let is_kept = last_span != Some(span) && kept < MOST_COPIES;
            if is_kept {
                last_span = Some(span);
                kept += 1;
            }
            !is_kept
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thinning_keeps_the_newest_of_ten_minutes_and_fifty_in_all() {
        let at = |seconds: i64| DateTime::from_timestamp(seconds, 0).unwrap();
        let times = |kept: &[i64]| {
            let copies = kept.iter().map(|time| (at(*time), PathBuf::from(time.to_string())));
            let gone: Vec<i64> =
                too_many(copies.collect()).iter().map(|(time, _)| time.timestamp()).collect();
            gone
        };
        assert_eq!(times(&[1250, 1201, 1199, 700, 600, 10]), [1201, 700, 600]);
        let many: Vec<i64> = (0..60).rev().map(|span| span * SPAN_SECS).collect();
        assert_eq!(times(&many), (0..10).rev().map(|span| span * SPAN_SECS).collect::<Vec<_>>());
        assert_eq!(times(&[]), [0i64; 0]);
    }

    #[test]
    fn only_our_own_names_are_copies() {
        assert!(time_of("20260301T101502.123Z-ada-marsh.ron").is_some());
        for other in ["damaged-0a1b2c3d.ron", "notes.ron", "20260301T101502.123Z-ada.txt", "-.ron"]
        {
            assert_eq!(time_of(other), None, "{other}");
        }
    }
}
