//! What is done to whole story folders: duplicated, put into the archive, brought back.
//!
//! Putting away and bringing back undo each other. A duplicate is a story of its own, and its
//! pictures are links to the same bytes where the disk has links.
//!
//! Must not know: which story is open. Whoever has it open lets go of it first.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Datelike as _, Utc};

use super::disk::{Disk as _, RealDisk, Trouble, hold, trouble, words};
use super::folder::plain_name;
use super::newslist::place::ARCHIVE_FOLDER;
use super::open::read_story;
use super::save::named;
use super::template::make_new;
use super::{MEDIA_FOLDER, OpenError, STORY_FILE, Save, SaveError, holder, save};
use crate::record::Newer;
use crate::story::{Story, StoryId};

/// The highest number that a name gets.
const MOST_NUMBER: u32 = 100_000;

/// Why a story folder was left as it is.
#[derive(Debug, thiserror::Error)]
pub enum ShelveError {
    /// It is no story folder of this desk.
    #[error(
        "The story was left where it is: this is no story folder of the desk. Choose a story from the list. {}",
        path.display()
    )]
    NotOfThisDesk {
        /// What was asked for.
        path: PathBuf,
    },
    /// Somebody has it open.
    #[error(
        "The story was left where it is: {who} has it open. Ask them to close it, then try again. {}",
        path.display()
    )]
    InUse {
        /// Who.
        who: String,
        /// The folder.
        path: PathBuf,
    },
    /// A newer version wrote it, and a copy could lose parts of it.
    #[error(
        "The story was not duplicated: a newer version of Nightdesk wrote it. Update this one. {}",
        path.display()
    )]
    Newer {
        /// The folder.
        path: PathBuf,
    },
    /// It cannot be read.
    #[error("The story was not duplicated. {0}")]
    NotRead(#[from] OpenError),
    /// The copy was not saved.
    #[error("The story was not duplicated. {0}")]
    NotSaved(#[from] SaveError),
    /// The folder may not be changed.
    #[error(
        "The story was left where it is: you have no permission to change this folder. Ask its owner for it. {}",
        path.display()
    )]
    NoPermission {
        /// The folder.
        path: PathBuf,
    },
    /// Something else.
    #[error("The story was left where it is: {why}. Try again. {}", path.display())]
    Other {
        /// The system's words.
        why: String,
        /// The folder.
        path: PathBuf,
    },
}

impl ShelveError {
    fn at(path: &Path) -> impl Fn(io::Error) -> Self {
        move |error| {
            let path = path.to_path_buf();
            match trouble(&error) {
                Trouble::NoPermission => Self::NoPermission { path },
                Trouble::NotThere => Self::NotOfThisDesk { path },
                Trouble::DiskFull | Trouble::Other => Self::Other { why: words(&error), path },
            }
        }
    }
}

/// Duplicates a story onto the desk and returns the new folder: a draft with an id of its own,
/// `-2` (or `-3`, …) behind its slug, and no history. To take it back, delete the folder.
pub fn duplicate(
    desk: &Path,
    folder: &Path,
    id: StoryId,
    now: DateTime<Utc>,
) -> Result<PathBuf, ShelveError> {
    let file = folder.join(STORY_FILE);
    let read = read_story(&file).map_err(OpenError::from)?;
    let read = read.map_err(|problem| {
        let (line, column, cause) = (problem.line, problem.column, problem.cause);
        OpenError::Damaged { path: file, line, column, cause, copy: None }
    })?;
    if read.newer == Newer::Major {
        return Err(ShelveError::Newer { path: folder.to_path_buf() });
    }
    let mut story = read.story;
    make_new(&mut story, id, now);
    let (slug, copy) = begin_copy(desk, folder, &story.slug)?;
    story.slug = slug;
    let new = Save {
        story: &story,
        unknown: &read.unknown,
        expected: None,
        pictures: &[],
        // What could not be linked is copied.
        copy_media_from: Some(folder),
        who: "",
        now,
    };
    link_pictures(folder, &copy, &story);
    match save(&copy, &new) {
        Ok(_) => Ok(copy),
        Err(error) => {
            // The folder was made here, a moment ago.
            if let Err(error) = fs::remove_dir_all(&copy) {
                tracing::warn!(%error, path = %copy.display(), "half a duplicate was left behind");
            }
            Err(error.into())
        }
    }
}

/// Makes the folder of a duplicate; returns its slug and where it is.
fn begin_copy(desk: &Path, folder: &Path, slug: &str) -> Result<(String, PathBuf), ShelveError> {
    let of_folder = folder.file_name().unwrap_or_default().to_string_lossy();
    let name = if slug.trim().is_empty() { &of_folder } else { slug };
    let (stem, last) = numbered(name);
    for number in last + 1..=MOST_NUMBER {
        let next = format!("{stem}-{number}");
        let copy = desk.join(plain_name(&next, "story"));
        match fs::create_dir(&copy) {
            Ok(()) if slug.trim().is_empty() => return Ok((String::new(), copy)),
            Ok(()) => return Ok((next, copy)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(ShelveError::at(desk)(error)),
        }
    }
    Err(ShelveError::at(desk)(ErrorKind::AlreadyExists.into()))
}

/// A name without its number, and that number: `("storm", 2)` of `storm-2`, `("storm", 1)` of
/// `storm`. A year is no number.
fn numbered(name: &str) -> (&str, u32) {
    let parts = name.rsplit_once('-').and_then(|(stem, number)| {
        let number: u32 = number.parse().ok().filter(|number| (2..1000).contains(number))?;
        (!stem.is_empty()).then_some((stem, number))
    });
    parts.unwrap_or((name, 1))
}

/// Links the story's pictures, which never change, into a new folder. What goes wrong is copied.
fn link_pictures(from: &Path, to: &Path, story: &Story) {
    let (from, to) = (from.join(MEDIA_FOLDER), to.join(MEDIA_FOLDER));
    let names = named(story).into_keys().map(|name| (from.join(&name), to.join(name)));
    // A link to elsewhere is not a picture of the story.
    let pictures: Vec<_> = names
        .filter(|(picture, _)| picture.symlink_metadata().is_ok_and(|about| about.is_file()))
        .collect();
    if pictures.is_empty() || fs::create_dir(&to).is_err() {
        return;
    }
    for (picture, link) in pictures {
        if let Err(error) = fs::hard_link(&picture, &link) {
            tracing::debug!(%error, "a picture is copied rather than linked");
        }
    }
}

/// Puts a story into the archive, under the year in which it was last saved, and returns where.
pub fn archive(desk: &Path, folder: &Path, now: DateTime<Utc>) -> Result<PathBuf, ShelveError> {
    let folder = of_desk(desk, folder, &|parent, desk| parent == desk)?;
    let read = read_story(&folder.join(STORY_FILE));
    let updated = match read {
        Ok(Ok(read)) => read.story.updated,
        // One that cannot be read may be put away all the same.
        _ => now,
    };
    let year = format!("{:04}", updated.year().clamp(0, 9999));
    move_to(&folder, &desk.join(ARCHIVE_FOLDER).join(year), now)
}

/// Brings a story back out of the archive, and returns where it is.
pub fn bring_back(desk: &Path, folder: &Path, now: DateTime<Utc>) -> Result<PathBuf, ShelveError> {
    let is_archive = |parent: &Path, desk: &Path| {
        let archive = desk.join(ARCHIVE_FOLDER);
        parent == archive || parent.parent() == Some(&archive)
    };
    let folder = of_desk(desk, folder, &is_archive)?;
    move_to(&folder, desk, now)
}

/// The story folder without links and dots on the way, if it lies where it should.
fn of_desk(
    desk: &Path,
    folder: &Path,
    is_right: &dyn Fn(&Path, &Path) -> bool,
) -> Result<PathBuf, ShelveError> {
    let path = || folder.to_path_buf();
    let is_folder = folder.symlink_metadata().map_err(ShelveError::at(folder))?.is_dir();
    let real = folder.canonicalize().map_err(ShelveError::at(folder))?;
    let desk = desk.canonicalize().map_err(ShelveError::at(desk))?;
    let is_story = real.join(STORY_FILE).symlink_metadata().is_ok();
    match real.parent() {
        Some(parent) if is_folder && is_story && is_right(parent, &desk) => Ok(real),
        _ => Err(ShelveError::NotOfThisDesk { path: path() }),
    }
}

fn move_to(folder: &Path, parent: &Path, now: DateTime<Utc>) -> Result<PathBuf, ShelveError> {
    let path = || folder.to_path_buf();
    if let Some(holder) = holder(folder, now) {
        return Err(ShelveError::InUse { who: holder.name(), path: path() });
    }
    RealDisk.make_folder(parent).map_err(ShelveError::at(parent))?;
    // Whoever is saving it on this machine gets done first.
    let _held = hold(folder);
    let to = free_place(parent, folder);
    fs::rename(folder, &to).map_err(ShelveError::at(folder))?;
    for changed in [Some(parent), folder.parent()].into_iter().flatten() {
        if let Err(error) = RealDisk.sync_folder(changed) {
            tracing::warn!(%error, folder = %changed.display(), "the folder was not synced");
        }
    }
    Ok(to)
}

/// Where a folder finds room: under its own name, or with a number behind it.
fn free_place(parent: &Path, folder: &Path) -> PathBuf {
    let name = folder.file_name().unwrap_or_default();
    let numbered = |number: u32| {
        let mut name = name.to_owned();
        name.push(format!("-{number}"));
        parent.join(name)
    };
    let is_free = |path: &PathBuf| path.symlink_metadata().is_err();
    let first = parent.join(name);
    if is_free(&first) {
        return first;
    }
    // With all of them taken, the system will say so.
    (2..=MOST_NUMBER).map(numbered).find(is_free).unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_behind_a_name_goes_up_and_a_year_does_not() {
        for (name, expected) in [
            ("storm", ("storm", 1)),
            ("storm-2", ("storm", 2)),
            ("storm-19", ("storm", 19)),
            ("budget-2026", ("budget-2026", 1)),
            ("storm-1", ("storm-1", 1)),
            ("-2", ("-2", 1)),
            ("storm-x", ("storm-x", 1)),
        ] {
            assert_eq!(numbered(name), expected, "{name}");
        }
    }
}
