//! Saving: pictures first, then the text, in steps that each leave a whole story behind.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};

use super::disk::{
    Disk, RealDisk, Trouble, hold, replace, take_away, trouble, words, write_temporary,
};
use super::{
    ContentHash, MEDIA_FOLDER, MOST_INPUT_BYTES, STORY_FILE, Unknown, history, read_picture,
};
use crate::media::Picture;
use crate::record;
use crate::story::{MediaRef, Story};

/// What a save needs.
#[derive(Clone, Copy, Debug)]
pub struct Save<'a> {
    /// The story.
    pub story: &'a Story,
    /// What a newer version wrote that this one does not know.
    pub unknown: &'a Unknown,
    /// What the file on disk must still be; `None` where there must be none.
    pub expected: Option<&'a ContentHash>,
    /// Pictures that may not be in the folder yet.
    pub pictures: &'a [Picture],
    /// A story folder to copy the story's other pictures from.
    pub copy_media_from: Option<&'a Path>,
    /// Who saves, for the history; may be empty.
    pub who: &'a str,
    /// When.
    pub now: DateTime<Utc>,
}

/// Why a story was not saved. The story on disk is as it was.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// Somebody else has changed, moved or deleted the file: save beside it, or open it again.
    #[error(
        "The story was not saved: somebody else has changed or moved its file since it was opened. Save yours as a new story beside it, or open theirs. {}",
        path.display()
    )]
    ChangedOnDisk {
        /// The file.
        path: PathBuf,
    },
    /// There is a story in the folder already: choose another one.
    #[error(
        "The story was not saved: there is a story in this folder already. Choose another folder, or open that story. {}",
        path.display()
    )]
    AlreadyThere {
        /// The file that is there.
        path: PathBuf,
    },
    /// The folder may not be written to: choose another one.
    #[error(
        "The story was not saved: you have no permission to write here. Choose another folder, or ask for permission. {}",
        path.display()
    )]
    NoPermission {
        /// What could not be written.
        path: PathBuf,
    },
    /// There is no room: make some, then save again.
    #[error(
        "The story was not saved: the disk is full. Make room or choose another disk, then save again. {}",
        path.display()
    )]
    DiskFull {
        /// What could not be written.
        path: PathBuf,
    },
    /// The story is so long that it could not be opened again.
    #[error(
        "The story was not saved: its text is larger than {} MB, more than can be opened again. Split it into several stories. {}",
        MOST_INPUT_BYTES >> 20,
        path.display()
    )]
    TooLong {
        /// The file.
        path: PathBuf,
    },
    /// A picture's bytes are not those that its id says.
    #[error(
        "The story was not saved: the bytes of a picture changed on the way. Add the picture again. {}",
        path.display()
    )]
    WrongPicture {
        /// The file that the picture would have had.
        path: PathBuf,
    },
    /// Something else.
    #[error("The story was not saved: {why}. Try again, or choose another folder. {}", path.display())]
    Other {
        /// The system's words.
        why: String,
        /// What could not be written.
        path: PathBuf,
    },
}

impl SaveError {
    fn at(path: &Path) -> impl Fn(io::Error) -> Self {
        move |error| {
            let path = path.to_path_buf();
            match trouble(&error) {
                Trouble::NoPermission => Self::NoPermission { path },
                Trouble::DiskFull => Self::DiskFull { path },
                Trouble::NotThere | Trouble::Other => Self::Other { why: words(&error), path },
            }
        }
    }
}

/// Saves a story into its folder, which is made if need be, and returns what its file is now.
///
/// Pictures are written first, each once and for good; then the text into a temporary file; then
/// the old text goes into the history; then, if the file on disk still is what was expected, the
/// new one takes its place in one step.
pub fn save(folder: &Path, save: &Save<'_>) -> Result<ContentHash, SaveError> {
    save_on(&RealDisk, folder, save)
}

fn save_on(disk: &impl Disk, folder: &Path, save: &Save<'_>) -> Result<ContentHash, SaveError> {
    let file = folder.join(STORY_FILE);
    let text = record::to_ron(save.story, save.unknown);
    if text.len() > MOST_INPUT_BYTES {
        return Err(SaveError::TooLong { path: file });
    }
    disk.make_folder(folder).map_err(SaveError::at(folder))?;
    // Nobody else on this machine comes between the last look at the file and the rename.
    let _held = hold(folder);
    let hash = ContentHash::of(text.as_bytes());
    let is_there = compare(&file, save.expected)?;
    write_pictures(disk, folder, save)?;
    if is_there && save.expected.is_some_and(|expected| expected.is_same_content(&hash)) {
        return Ok(hash);
    }
    let temporary = write_temporary(disk, &file, text.as_bytes()).map_err(SaveError::at(&file))?;
    let placed = put_in_place(disk, folder, save, &temporary, is_there);
    if let Err(error) = placed {
        take_away(disk, &temporary);
        return Err(error);
    }
    // The new story stands; nothing after this can take it back.
    if let Err(error) = disk.sync_folder(folder) {
        tracing::warn!(%error, folder = %folder.display(), "the folder was not synced");
    }
    history::thin(disk, folder);
    Ok(hash)
}

/// Whether the file on disk is what the save expects; returns whether there is one.
fn compare(file: &Path, expected: Option<&ContentHash>) -> Result<bool, SaveError> {
    let path = || file.to_path_buf();
    let found = ContentHash::of_file(file).map_err(SaveError::at(file))?;
    match expected {
        None if found.is_absent() => Ok(false),
        None => Err(SaveError::AlreadyThere { path: path() }),
        Some(expected) if expected.is_same_content(&found) => Ok(!found.is_absent()),
        Some(_) => Err(SaveError::ChangedOnDisk { path: path() }),
    }
}

fn put_in_place(
    disk: &impl Disk,
    folder: &Path,
    save: &Save<'_>,
    temporary: &Path,
    is_there: bool,
) -> Result<(), SaveError> {
    let file = folder.join(STORY_FILE);
    if !is_there {
        return disk.rename_new(temporary, &file).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => SaveError::AlreadyThere { path: file.clone() },
            _ => SaveError::at(&file)(error),
        });
    }
    let kept = match save.expected.filter(|expected| expected.is_damaged()) {
        Some(damaged) => history::keep_damaged(disk, folder, &file, damaged),
        None => history::keep(disk, folder, &file, save.who, None, save.now),
    };
    // Without its old version kept, a story is not replaced.
    let kept = kept.map_err(SaveError::at(&folder.join(super::HISTORY_FOLDER)))?;
    // Somebody who knows nothing of our lock may have written meanwhile.
    let placed = compare(&file, save.expected)
        .and_then(|_| disk.rename(temporary, &file).map_err(SaveError::at(&file)));
    if placed.is_err() {
        take_away(disk, &kept);
    }
    placed
}

/// Writes the pictures that are not in the folder yet.
fn write_pictures(disk: &impl Disk, folder: &Path, save: &Save<'_>) -> Result<(), SaveError> {
    let media = folder.join(MEDIA_FOLDER);
    let mut is_made = false;
    let mut write = |about: &MediaRef, bytes: &[u8]| {
        let path = media.join(about.file_name());
        // The name is the content, so a file of the same length is the same file. Only the length
        // is looked at: saving costs what the text costs.
        let len = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if std::fs::metadata(&path).is_ok_and(|found| found.is_file() && found.len() == len) {
            return Ok(());
        }
        if Sha256::digest(bytes)[..] != about.id.0 {
            return Err(SaveError::WrongPicture { path });
        }
        if !is_made {
            disk.make_folder(&media).map_err(SaveError::at(&media))?;
            is_made = true;
        }
        replace(disk, &path, bytes).map_err(SaveError::at(&path))
    };
    for picture in save.pictures {
        write(&picture.media, &picture.bytes)?;
    }
    let Some(from) = save.copy_media_from.filter(|from| *from != folder) else { return Ok(()) };
    for about in named(save.story).values() {
        if media.join(about.file_name()).is_file() {
            continue;
        }
        match read_picture(from, about) {
            Ok(bytes) => write(about, &bytes)?,
            // It was missing before; opening has said so, and the words must not wait for it.
            Err(error) => tracing::warn!(%error, "a picture was not copied"),
        }
    }
    Ok(())
}

/// Every picture that a story names, once.
pub(super) fn named(story: &Story) -> BTreeMap<String, MediaRef> {
    let figures = story.figures().into_iter().filter_map(|(_, figure)| figure.media);
    let portraits = story.bylines.iter().filter_map(|person| person.portrait);
    figures.chain(portraits).map(|media| (media.file_name(), media)).collect()
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::fs;

    use super::*;
    use crate::story::{BlockKind, Figure, Ids, MediaId, PictureFormat, RichText};

    /// A disk that goes wrong at one step: from then on it is full, or the machine is off.
    struct Failing {
        steps_left: Cell<usize>,
        as_what: Failure,
    }

    #[derive(Clone, Copy, Debug, PartialEq)]
    enum Failure {
        Full,
        Off,
    }

    impl Failing {
        fn after(steps: usize, as_what: Failure) -> Self {
            Self { steps_left: Cell::new(steps), as_what }
        }

        fn step(&self, takes_room: bool) -> io::Result<()> {
            match (self.steps_left.get(), self.as_what) {
                (0, Failure::Off) => Err(io::ErrorKind::Other.into()),
                (0, Failure::Full) if takes_room => Err(io::ErrorKind::StorageFull.into()),
                (0, Failure::Full) => Ok(()),
                (left, _) => {
                    self.steps_left.set(left - 1);
                    Ok(())
                }
            }
        }
    }

    impl Disk for Failing {
        fn make_folder(&self, path: &Path) -> io::Result<()> {
            // A folder that is there needs no room.
            self.step(!path.is_dir()).and_then(|()| RealDisk.make_folder(path))
        }

        fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
            let half = bytes.get(..bytes.len() / 2).unwrap_or_default();
            self.step(true).inspect_err(|_| fs::write(path, half).unwrap())?;
            RealDisk.write_new(path, bytes)
        }

        fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
            self.step(false).and_then(|()| RealDisk.rename(from, to))
        }

        fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
            self.step(false).and_then(|()| RealDisk.rename_new(from, to))
        }

        fn copy_new(&self, from: &Path, to: &Path) -> io::Result<()> {
            self.step(true).and_then(|()| RealDisk.copy_new(from, to))
        }

        fn remove(&self, path: &Path) -> io::Result<()> {
            self.step(false).and_then(|()| RealDisk.remove(path))
        }

        fn sync_folder(&self, path: &Path) -> io::Result<()> {
            self.step(false).and_then(|()| RealDisk.sync_folder(path))
        }
    }

    /// A disk that tells of every step before it is done.
    struct Watched<F: Fn(&str, &Path)>(F);

    impl<F: Fn(&str, &Path)> Disk for Watched<F> {
        fn make_folder(&self, path: &Path) -> io::Result<()> {
            self.0("make", path);
            RealDisk.make_folder(path)
        }

        fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
            self.0("write", path);
            RealDisk.write_new(path, bytes)
        }

        fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
            self.0("rename", to);
            RealDisk.rename(from, to)
        }

        fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
            self.0("rename new", to);
            RealDisk.rename_new(from, to)
        }

        fn copy_new(&self, from: &Path, to: &Path) -> io::Result<()> {
            self.0("copy", from);
            RealDisk.copy_new(from, to)
        }

        fn remove(&self, path: &Path) -> io::Result<()> {
            self.0("remove", path);
            RealDisk.remove(path)
        }

        fn sync_folder(&self, path: &Path) -> io::Result<()> {
            self.0("sync", path);
            RealDisk.sync_folder(path)
        }
    }

    /// The save of a story with one picture.
    struct Version {
        story: Story,
        pictures: Vec<Picture>,
        now: DateTime<Utc>,
    }

    impl Version {
        fn new(number: u8) -> Self {
            let bytes: std::sync::Arc<[u8]> = vec![number; 3_000].into();
            let id = MediaId(Sha256::digest(&bytes).into());
            let media = MediaRef { id, format: PictureFormat::Jpeg, width_px: 40, height_px: 30 };
            let mut ids = Ids::from_seed(9);
            let mut story = Story::new(ids.story());
            story.headline = format!("Version {number}");
            story.lead = Some(Figure { media: Some(media), ..Figure::default() });
            let words = RichText::plain("Ferries sail again. ".repeat(50));
            story.body.push(ids.block(BlockKind::Paragraph(words)));
            story.updated = DateTime::from_timestamp(i64::from(number) * 3600, 0).unwrap();
            let now = story.updated;
            Self { story, pictures: vec![Picture { media, bytes }], now }
        }

        fn save_on(
            &self,
            disk: &impl Disk,
            folder: &Path,
            expected: Option<&ContentHash>,
        ) -> Result<ContentHash, SaveError> {
            let unknown = Unknown::default();
            let save = Save {
                story: &self.story,
                unknown: &unknown,
                expected,
                pictures: &self.pictures,
                copy_media_from: None,
                who: "Ada Marsh",
                now: self.now,
            };
            save_on(disk, folder, &save)
        }
    }

    fn temporaries(folder: &Path) -> usize {
        let count = |folder: &Path| {
            let Ok(entries) = fs::read_dir(folder) else { return 0 };
            entries
                .filter(|entry| {
                    entry.as_ref().unwrap().file_name().to_string_lossy().ends_with(".tmp")
                })
                .count()
        };
        count(folder) + count(&folder.join(MEDIA_FOLDER))
    }

    /// Every picture file is whole: its name is its content.
    fn assert_pictures_are_whole(folder: &Path) {
        let Ok(entries) = fs::read_dir(folder.join(MEDIA_FOLDER)) else { return };
        for entry in entries {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            if let Some(id) = MediaId::from_hex(&name) {
                assert_eq!(Sha256::digest(fs::read(&path).unwrap())[..], id.0, "{name}");
            }
        }
    }

    /// Lets the second save of a story fail at every step in turn, and hands over what is left.
    fn at_every_step(as_what: Failure, look: impl Fn(&Path, &ContentHash, &SaveError)) -> usize {
        for steps in 0.. {
            let home = tempfile::tempdir().unwrap();
            let folder = home.path().join("harbour");
            let first = Version::new(1).save_on(&RealDisk, &folder, None).unwrap();
            let disk = Failing::after(steps, as_what);
            match Version::new(2).save_on(&disk, &folder, Some(&first)) {
                Ok(_) if disk.steps_left.get() > 0 => return steps,
                // Only what comes after the rename went wrong; the story is saved.
                Ok(_) => assert_eq!(
                    super::super::open(&folder).unwrap().story,
                    Version::new(2).story,
                    "{steps}"
                ),
                Err(error) => look(&folder, &first, &error),
            }
        }
        0
    }

    #[test]
    fn a_kill_at_any_step_leaves_a_whole_story_that_can_be_saved_again() {
        let steps = at_every_step(Failure::Off, |folder, _, _| {
            let opened = super::super::open(folder).unwrap();
            let [first, second] = [Version::new(1), Version::new(2)];
            assert!(opened.story == first.story || opened.story == second.story);
            assert_pictures_are_whole(folder);
            assert_eq!(temporaries(folder), 0, "opening clears up");
            second.save_on(&RealDisk, folder, Some(&opened.hash)).unwrap();
            assert_eq!(super::super::open(folder).unwrap().story, second.story);
            assert!(super::super::open(folder).unwrap().notices.is_empty());
        });
        assert!(steps >= 6, "the save has more steps than {steps}");
    }

    #[test]
    fn a_kill_in_the_first_save_leaves_nothing_half_made() {
        for steps in 0..20 {
            let home = tempfile::tempdir().unwrap();
            let folder = home.path().join("harbour");
            let version = Version::new(1);
            let disk = Failing::after(steps, Failure::Off);
            if version.save_on(&disk, &folder, None).is_ok() {
                continue;
            }
            let problem = super::super::open(&folder).unwrap_err();
            assert_pictures_are_whole(&folder);
            // A text that was whole already is offered.
            if let Some(copy) = problem.offer() {
                assert_eq!(super::super::open_snapshot(&copy).unwrap().story, version.story);
            }
            version.save_on(&RealDisk, &folder, None).unwrap();
            assert_eq!(super::super::open(&folder).unwrap().story, version.story);
        }
    }

    #[test]
    fn a_full_disk_is_told_and_leaves_the_old_story_and_no_rubbish() {
        let steps = at_every_step(Failure::Full, |folder, first, error| {
            assert!(matches!(error, SaveError::DiskFull { .. }), "{error}");
            assert!(error.to_string().contains("the disk is full"), "{error}");
            assert_eq!(ContentHash::of_file(&folder.join(STORY_FILE)).unwrap(), *first);
            assert_eq!(temporaries(folder), 0);
            assert_pictures_are_whole(folder);
            // With room again the same save goes through.
            Version::new(2).save_on(&RealDisk, folder, Some(first)).unwrap();
        });
        assert!(steps >= 6, "the save has more steps than {steps}");
    }

    #[test]
    fn the_steps_of_a_save_are_in_the_order_that_loses_nothing() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("harbour");
        let first = Version::new(1).save_on(&RealDisk, &folder, None).unwrap();
        let steps = std::cell::RefCell::new(Vec::new());
        let watched = Watched(|step: &str, path: &Path| {
            let name = path.file_name().unwrap().to_string_lossy();
            let name = name.split('.').take(3).collect::<Vec<_>>().join(".");
            // The name of a picture is its content, which says nothing here.
            let name = if name.len() > 60 { "a picture".to_owned() } else { name };
            steps.borrow_mut().push(format!("{step} {name}"));
        });
        Version::new(2).save_on(&watched, &folder, Some(&first)).unwrap();
        let expected = [
            "make harbour",
            "make media",
            "write a picture",
            "rename a picture",
            "write .story.ron",
            "make history",
            "copy story.ron",
            "rename story.ron",
            "sync harbour",
        ];
        assert_eq!(*steps.borrow(), expected);
    }

    #[cfg(unix)]
    #[test]
    fn no_other_saver_comes_between_the_last_look_and_the_rename() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("harbour");
        let first = Version::new(1).save_on(&RealDisk, &folder, None).unwrap();
        let is_held = Cell::new(false);
        let watched = Watched(|step: &str, _: &Path| {
            if step == "rename" {
                is_held.set(super::super::disk::hold_if_free(&folder).is_none());
            }
        });
        Version::new(2).save_on(&watched, &folder, Some(&first)).unwrap();
        assert!(is_held.get());
        assert!(super::super::disk::hold_if_free(&folder).is_some(), "free again afterwards");
    }

    #[test]
    fn a_change_by_somebody_who_knows_no_lock_is_seen_before_the_rename() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("harbour");
        let first = Version::new(1).save_on(&RealDisk, &folder, None).unwrap();
        let file = folder.join(STORY_FILE);
        let watched = Watched(|step: &str, path: &Path| {
            if step == "copy" && path == file {
                fs::write(&file, "(theirs)").unwrap();
            }
        });
        let error = Version::new(2).save_on(&watched, &folder, Some(&first)).unwrap_err();
        assert!(matches!(error, SaveError::ChangedOnDisk { .. }), "{error}");
        assert_eq!(fs::read_to_string(&file).unwrap(), "(theirs)");
        assert_eq!(temporaries(&folder), 0);
        assert_eq!(fs::read_dir(folder.join("history")).unwrap().count(), 0);
    }

    #[test]
    fn a_picture_that_is_not_what_it_says_is_not_written() {
        let home = tempfile::tempdir().unwrap();
        let mut version = Version::new(1);
        if let Some(picture) = version.pictures.first_mut() {
            picture.bytes = vec![7; 10].into();
        }
        let error = version.save_on(&RealDisk, home.path(), None).unwrap_err();
        assert!(matches!(error, SaveError::WrongPicture { .. }), "{error}");
        assert!(!home.path().join(STORY_FILE).exists());
    }
}
