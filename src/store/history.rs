//! Older versions of a story: `history/<time>-<who>.ron`, and `….<event>.ron` where something
//! happened to it then.
//!
//! Every save puts the version that it replaces into the history, as a second name of the same
//! file, which costs nothing. `<time>` is when it was replaced and `<who>` by whom. Copies are
//! thinned: the newest of every ten minutes in the last day of work, of every hour in the week, of
//! every day before that; those of events stay longer. All but the newest are packed (`.ron.zst`).
//! Files with other names, damaged ones among them, are nobody's to delete.
//!
//! Must not know: when a save is due.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};

use super::disk::{Disk, replace, take_away};
use super::folder::plain_name;
use super::{ContentHash, HISTORY_FOLDER, MOST_INPUT_BYTES, ReadError, read_input};

/// How old copies are, counted from the newest, and the spans of which one is kept, in seconds.
const SPANS: [(TimeDelta, i64); 3] =
    [(TimeDelta::days(1), 600), (TimeDelta::days(7), 3_600), (TimeDelta::MAX, 86_400)];
/// The most copies that are kept for their time, and the most for what happened.
const MOST_COPIES: usize = 200;
/// `20260301T101502.123Z`, which sorts by time and is a valid name on every disk.
const TIME: &str = "%Y%m%dT%H%M%S%.3fZ";
/// The most names of copies that are tried when two fall on one millisecond.
const MOST_NAMES: usize = 100;
/// How hard copies are packed: text becomes about a fifth in the time that reading it takes.
const PACKING: i32 = 6;
/// How packed copies end.
const PACKED: &str = ".zst";

/// What happened to a story when a version of it was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Event {
    /// It came to the desk: the copy as it was before anybody here touched it.
    Opened,
    /// It was imported.
    Imported,
    /// Its status changed.
    Status,
    /// It left the desk.
    Exported,
    /// An older version is about to take its place.
    Restored,
    /// Somebody else's changes are about to come in.
    Merged,
    /// A save that was cut off.
    Recovered,
}

impl Event {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Opened,
        Self::Imported,
        Self::Status,
        Self::Exported,
        Self::Restored,
        Self::Merged,
        Self::Recovered,
    ];

    /// Its word in the names of files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Imported => "imported",
            Self::Status => "status",
            Self::Exported => "exported",
            Self::Restored => "restored",
            Self::Merged => "merged",
            Self::Recovered => "recovered",
        }
    }

    /// What an editor reads.
    fn name(self) -> &'static str {
        match self {
            Self::Opened => "As it came to the desk",
            Self::Imported => "Imported",
            Self::Status => "New status",
            Self::Exported => "Exported",
            Self::Restored => "Before an older version came back",
            Self::Merged => "Before somebody else’s changes came in",
            Self::Recovered => "A save that was cut off",
        }
    }
}

/// An older version of a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// When it was kept.
    pub at: DateTime<Utc>,
    /// Who was at work then, as far as the name of a file can tell.
    pub who: String,
    /// Why it was kept; `None` for the time alone.
    pub event: Option<Event>,
    /// Its file.
    pub path: PathBuf,
}

/// The older versions of the story in a folder, newest first.
pub fn history(folder: &Path) -> Vec<Snapshot> {
    let Ok(entries) = fs::read_dir(folder.join(HISTORY_FOLDER)) else { return Vec::new() };
    let mut found: Vec<_> =
        entries.filter_map(Result::ok).filter_map(|entry| Snapshot::named(entry.path())).collect();
    found.sort_by(|a, b| (b.at, &b.path).cmp(&(a.at, &a.path)));
    found
}

/// Keeps the version that is on disk now because of an event, unless the newest kept for the same
/// reason is the same file.
pub fn keep_for(
    folder: &Path,
    event: Event,
    who: &str,
    now: DateTime<Utc>,
) -> io::Result<Option<PathBuf>> {
    let file = folder.join(super::STORY_FILE);
    let now_there = ContentHash::of_file(&file)?;
    let newest = history(folder).into_iter().find(|known| known.event == Some(event));
    if let Some(newest) = newest
        && read_copy(&newest.path)
            .is_ok_and(|old| ContentHash::of(&old).is_same_content(&now_there))
    {
        return Ok(None);
    }
    keep(&super::disk::RealDisk, folder, &file, who, Some(event), now).map(Some)
}

/// The bytes of a copy, packed or not.
pub(super) fn read_copy(path: &Path) -> Result<Vec<u8>, ReadError> {
    let bytes = read_input(path)?;
    if !path.to_string_lossy().ends_with(PACKED) {
        return Ok(bytes);
    }
    let wrong = |error: io::Error| ReadError::Other {
        why: format!("the copy cannot be unpacked ({error})"),
        path: path.to_path_buf(),
    };
    // However small a file is, what it unpacks to is bounded.
    let most = MOST_INPUT_BYTES as u64 + 1;
    let mut plain = Vec::new();
    let unpacked = zstd::Decoder::new(bytes.as_slice()).map_err(wrong)?;
    unpacked.take(most).read_to_end(&mut plain).map_err(wrong)?;
    if plain.len() > MOST_INPUT_BYTES {
        return Err(ReadError::TooLarge { path: path.to_path_buf() });
    }
    Ok(plain)
}

impl Snapshot {
    /// Why it was kept, as an editor reads it.
    pub fn why(&self) -> &'static str {
        self.event.map_or("As it stood then", Event::name)
    }

    fn named(path: PathBuf) -> Option<Self> {
        let name = path.file_name()?.to_str()?;
        let name = name.strip_suffix(PACKED).unwrap_or(name).strip_suffix(".ron")?;
        let (time, rest) = name.split_once("Z-")?;
        let at = NaiveDateTime::parse_from_str(&format!("{time}Z"), TIME).ok()?.and_utc();
        let (who, event) = match rest.split_once('.') {
            Some((who, word)) => {
                (who, Some(Event::ALL.into_iter().find(|event| event.word() == word)?))
            }
            None => (rest, None),
        };
        Some(Self { at, who: who.to_owned(), event, path })
    }

    fn is_packed(&self) -> bool {
        self.path.to_string_lossy().ends_with(PACKED)
    }
}

/// Puts a copy of a file into the story's history, and returns where.
pub(super) fn keep(
    disk: &impl Disk,
    folder: &Path,
    file: &Path,
    who: &str,
    event: Option<Event>,
    now: DateTime<Utc>,
) -> io::Result<PathBuf> {
    let history = folder.join(HISTORY_FOLDER);
    disk.make_folder(&history)?;
    let event = event.map(|event| format!(".{}", event.word())).unwrap_or_default();
    let name = format!("{}-{}", now.format(TIME), plain_name(who, "desk"));
    for count in 1..=MOST_NAMES {
        let more = if count == 1 { String::new() } else { format!("-{count}") };
        let copy = history.join(format!("{name}{more}{event}.ron"));
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

/// Deletes the copies that thinning leaves no room for and packs the others but the newest. What
/// cannot be deleted or packed stays as it is.
pub(super) fn thin(disk: &impl Disk, folder: &Path) {
    let (gone, kept) = thinned(history(folder));
    for copy in gone {
        if let Err(error) = disk.remove(&copy.path) {
            tracing::warn!(%error, path = %copy.path.display(), "an old copy was not deleted");
        }
    }
    for copy in kept.iter().skip(1).filter(|copy| !copy.is_packed()) {
        if let Err(error) = pack(disk, &copy.path) {
            tracing::warn!(%error, path = %copy.path.display(), "an old copy was not packed");
        }
    }
}

/// Puts a packed file in the place of a copy. At any moment at least one of the two is there.
fn pack(disk: &impl Disk, path: &Path) -> io::Result<()> {
    let bytes = fs::read(path)?;
    let packed = zstd::bulk::compress(&bytes, PACKING)?;
    let mut name = path.as_os_str().to_owned();
    name.push(PACKED);
    replace(disk, Path::new(&name), &packed)?;
    take_away(disk, path);
    Ok(())
}

/// Of copies, newest first, those that are to go and those that stay.
fn thinned(copies: Vec<Snapshot>) -> (Vec<Snapshot>, Vec<Snapshot>) {
    let newest = copies.first().map(|copy| copy.at);
    let mut last = None;
    let (mut by_time, mut by_event) = (0, 0);
    copies.into_iter().partition(|copy| {
        if copy.event.is_some() {
            by_event += 1;
            return by_event > MOST_COPIES;
        }
        let age = newest.map(|newest| newest - copy.at).unwrap_or_default();
        let seconds = SPANS.iter().find(|(most, _)| age <= *most).map_or(86_400, |(_, span)| *span);
        let span = (seconds, copy.at.timestamp().div_euclid(seconds));
        let is_kept = last != Some(span) && by_time < MOST_COPIES;
        if is_kept {
            last = Some(span);
            by_time += 1;
        }
        !is_kept
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copies(kept: &[i64]) -> Vec<Snapshot> {
        let copy = |time: &i64| Snapshot {
            at: DateTime::from_timestamp(*time, 0).unwrap(),
            who: "ada".to_owned(),
            event: None,
            path: PathBuf::from(time.to_string()),
        };
        kept.iter().map(copy).collect()
    }

    fn gone(kept: &[i64]) -> Vec<i64> {
        thinned(copies(kept)).0.iter().map(|copy| copy.at.timestamp()).collect()
    }

    #[test]
    fn thinning_keeps_the_newest_of_ten_minutes_then_of_hours_then_of_days() {
        assert_eq!(gone(&[1250, 1201, 1199, 700, 600, 10]), [1201, 700, 600]);
        assert_eq!(gone(&[]), [0i64; 0]);
        let (day, hour) = (86_400, 3_600);
        let start = 100 * day;
        // A day and more ago: two in one hour, one in another; long ago: two on one day.
        let old = [start - day - 600, start - day - 1_300, start - day - hour - 10];
        let oldest = [start - 20 * day - 10, start - 20 * day - 9 * hour];
        let all = [&[start][..], &old, &oldest].concat();
        assert_eq!(gone(&all), [old[1], oldest[1]]);
    }

    #[test]
    fn there_are_never_more_than_two_hundred_for_their_time() {
        let many: Vec<i64> = (0..260).rev().map(|day| day * 86_400).collect();
        assert_eq!(gone(&many).len(), 60);
    }

    #[test]
    fn what_is_kept_for_an_event_outlives_its_ten_minutes() {
        let mut all = copies(&[1250, 1240, 1230]);
        all[1].event = Some(Event::Status);
        let (gone, _) = thinned(all);
        assert_eq!(gone.iter().map(|copy| copy.at.timestamp()).collect::<Vec<_>>(), [1230]);
    }

    #[test]
    fn only_our_own_names_are_copies() {
        for (name, expected) in [
            ("20260301T101502.123Z-ada-marsh.ron", Some(("ada-marsh", None))),
            ("20260301T101502.123Z-ada-marsh-2.ron.zst", Some(("ada-marsh-2", None))),
            ("20260301T101502.123Z-ada.status.ron.zst", Some(("ada", Some(Event::Status)))),
            ("20260301T101502.123Z-ada.status.ron", Some(("ada", Some(Event::Status)))),
            ("20260301T101502.123Z-ada.other.ron", None),
            ("damaged-0a1b2c3d.ron", None),
            ("notes.ron", None),
            ("20260301T101502.123Z-ada.txt", None),
            ("-.ron", None),
        ] {
            let found = Snapshot::named(PathBuf::from(name));
            let found = found.as_ref().map(|copy| (copy.who.as_str(), copy.event));
            assert_eq!(found, expected, "{name}");
        }
    }

    #[test]
    fn a_packed_copy_reads_as_before_and_a_bomb_does_not() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("20260301T101502.123Z-ada.ron");
        fs::write(&path, b"(a story)").unwrap();
        pack(&super::super::disk::RealDisk, &path).unwrap();
        let packed = home.path().join("20260301T101502.123Z-ada.ron.zst");
        assert!(!path.exists());
        assert_eq!(read_copy(&packed).unwrap(), b"(a story)");
        let bomb = zstd::bulk::compress(&vec![b' '; MOST_INPUT_BYTES + 1], 1).unwrap();
        fs::write(&packed, &bomb).unwrap();
        assert!(matches!(read_copy(&packed), Err(ReadError::TooLarge { .. })));
        fs::write(&packed, b"no zstd at all").unwrap();
        assert!(read_copy(&packed).is_err());
    }
}
