//! Writing the story to its folder, with the copies that the history wants.
//!
//! Must not know: when a save is due.

use std::path::PathBuf;

use chrono::{DateTime, Utc};

use super::Done;
use crate::media::Picture;
use crate::store;
use crate::story::{MediaId, Story};

/// Everything that a save needs.
#[derive(Debug)]
pub struct Save {
    /// The story.
    pub story: Story,
    /// At which revision.
    pub revision: u64,
    /// Where it goes.
    pub folder: PathBuf,
    /// The folder that it was opened from, whose pictures go along to a new one.
    pub copy_media_from: Option<PathBuf>,
    /// What a newer version wrote that this one does not know.
    pub unknown: store::Unknown,
    /// What the file must still be; `None` for a new folder.
    pub expected: Option<store::ContentHash>,
    /// Pictures that may not be on disk yet.
    pub pictures: Vec<Picture>,
    /// Who saves.
    pub who: String,
    /// When.
    pub now: DateTime<Utc>,
    /// Who asked for it.
    pub by: By,
    /// The folder that it moves to afterwards, now that it has a name.
    pub better: Option<PathBuf>,
    /// Why the version that is on disk before is kept.
    pub before: Option<store::Event>,
    /// Why the version that is saved is kept.
    pub event: Option<store::Event>,
}

/// Who asked for a save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Somebody, who is told that it is done.
    Hand,
    /// Nobody: time has passed, or the story is left.
    Itself,
}

/// How a save went.
#[derive(Debug)]
pub struct Saved {
    /// Where.
    pub folder: PathBuf,
    /// The name that the folder had until now, where it has another one.
    pub moved_from: Option<PathBuf>,
    /// The revision that is on disk now.
    pub revision: u64,
    /// The pictures that are on disk now.
    pub pictures: Vec<MediaId>,
    /// What a newer version wrote.
    pub unknown: store::Unknown,
    /// Who asked for it.
    pub by: By,
    /// Why the version before was to be kept.
    pub before: Option<store::Event>,
    /// Why this one was.
    pub event: Option<store::Event>,
    /// How it went.
    pub result: Result<store::ContentHash, store::SaveError>,
}

impl Save {
    pub(super) fn run(self) -> Done {
        if let (Some(event), true) = (self.before, self.expected.is_some()) {
            self.keep(event);
        }
        let result = self.write();
        let mut moved_from = None;
        if result.is_ok() {
            if let Some(event) = self.event {
                self.keep(event);
            }
            if let Some(better) = &self.better {
                match store::move_story(&self.folder, better) {
                    Ok(()) => moved_from = Some(self.folder.clone()),
                    // It is saved; what it is called can wait.
                    Err(error) => tracing::warn!(%error, "the folder keeps its name"),
                }
            }
        }
        let pictures = self.pictures.iter().map(|picture| picture.media.id).collect();
        Done::Saved(Box::new(Saved {
            folder: self.better.filter(|_| moved_from.is_some()).unwrap_or(self.folder),
            moved_from,
            revision: self.revision,
            pictures,
            unknown: self.unknown,
            by: self.by,
            before: self.before,
            event: self.event,
            result,
        }))
    }

    fn keep(&self, event: store::Event) {
        if let Err(error) = store::keep_for(&self.folder, event, &self.who, self.now) {
            tracing::warn!(%error, folder = %self.folder.display(), "no copy was kept");
        }
    }

    fn write(&self) -> Result<store::ContentHash, store::SaveError> {
        let request = store::Save {
            story: &self.story,
            unknown: &self.unknown,
            expected: self.expected.as_ref(),
            pictures: &self.pictures,
            copy_media_from: self.copy_media_from.as_deref(),
            who: &self.who,
            now: self.now,
        };
        store::save(&self.folder, &request)
    }
}
