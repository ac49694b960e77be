//! The older versions of the open story, and bringing one back.
//!
//! Must not know: how versions are kept; windows.

use std::path::Path;

use chrono::{DateTime, Utc};

use super::{Desk, Job, Tone};
use crate::edit::adopt;
use crate::store::{Event, OpenError, Opened, Snapshot};

/// The older versions of a story, as far as they have been asked for.
#[derive(Debug, Default)]
pub(super) struct Versions {
    /// Newest first.
    all: Vec<Snapshot>,
    /// The save that they were listed after; another one may have made more.
    listed_after: Option<DateTime<Utc>>,
    are_listed: bool,
}

impl Desk {
    /// The older versions of the open story, newest first, as they were listed last.
    pub fn versions(&self) -> &[Snapshot] {
        &self.versions.all
    }

    /// Whether the list of versions is that of the story as it was saved last.
    pub fn are_versions_listed(&self) -> bool {
        let is_latest = self.versions.listed_after == self.saved_at();
        self.folder().is_none() || self.versions.are_listed && is_latest
    }

    pub(super) fn list_history(&mut self) -> Option<Job> {
        self.versions.listed_after = self.saved_at();
        self.versions.are_listed = true;
        Some(Job::ReadHistory { folder: self.folder()?.to_path_buf() })
    }

    pub(super) fn listed(&mut self, folder: &Path, versions: Vec<Snapshot>) {
        if self.folder() == Some(folder) {
            self.versions.all = versions;
        }
    }

    /// Puts an older version in the place of this one: one step of undo. What is on disk now is
    /// kept before the next save.
    pub(super) fn restore(&mut self, copy: Result<Opened, OpenError>, now: DateTime<Utc>) {
        let copy = match copy {
            Ok(copy) => copy,
            Err(error) => {
                self.say(Tone::Problem, error.to_string(), now);
                return;
            }
        };
        if self.folder() != Some(copy.folder.as_path()) || self.read_only.is_some() {
            let text = "The older version was not brought back: another story is open, or this one is read-only.";
            self.say(Tone::Problem, text, now);
            return;
        }
        let change = adopt::whole(self.draft.story(), &copy.story);
        self.draft.end_run();
        self.change(change, now);
        self.draft.end_run();
        self.before.get_or_insert(Event::Restored);
        self.say(Tone::Done, "The older version is back. Undo takes it away again.", now);
    }
}
