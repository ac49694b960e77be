//! Saving by itself: when it is due, and what becomes of a story that had no place yet.
//!
//! A change is on disk within a second of being made, whoever asks for it or not, so that nothing
//! that happens to the machine takes more. It is not due at a pause in typing, as in editors that
//! may take longer: somebody who writes without a pause is the one who loses most.
//!
//! An autosave is not felt: the run of typing goes on, and with it what undo takes back.
//!
//! Must not know: how a story is written; windows.

use std::path::PathBuf;

use chrono::{DateTime, TimeDelta, Utc};

use super::job::By;
use super::{Desk, Job, Question};
use crate::edit::adopt;
use crate::store;

/// A change waits for so long, then it is saved. The save itself takes some 20 ms.
const WAIT: TimeDelta = TimeDelta::milliseconds(700);
/// After a save that failed, the next try waits for so long.
const RETRY: TimeDelta = TimeDelta::seconds(10);

/// What is known of the story's way to the disk.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Autosave {
    /// When the oldest change was made that is not on disk.
    since: Option<DateTime<Utc>>,
    /// When the save that is under way was started.
    started: Option<DateTime<Utc>>,
    /// When the last save ended.
    done: Option<DateTime<Utc>>,
    /// When the last save failed, if it did.
    failed: Option<DateTime<Utc>>,
}

impl Autosave {
    /// Remembers that the story has changed.
    pub(super) fn changed(&mut self, now: DateTime<Utc>) {
        self.since.get_or_insert(now);
    }

    pub(super) fn started(&mut self, now: DateTime<Utc>) {
        self.started = Some(now);
    }

    /// A save has ended well; `more` when the story has changed since it was started.
    pub(super) fn ended(&mut self, more: bool, now: DateTime<Utc>) {
        self.since = more.then_some(self.started).flatten();
        self.started = None;
        self.done = Some(now);
        self.failed = None;
    }

    pub(super) fn failed(&mut self, now: DateTime<Utc>) {
        self.started = None;
        self.failed = Some(now);
    }

    fn due(&self) -> Option<DateTime<Utc>> {
        let wait = self.since? + WAIT;
        Some(self.failed.map_or(wait, |failed| wait.max(failed + RETRY)))
    }
}

impl Desk {
    /// When [`Desk::tick`] has something to do; `None` while there is nothing to wait for.
    pub fn due(&self) -> Option<DateTime<Utc>> {
        let save = self.can_save_by_itself().then(|| self.autosave.due()).flatten();
        let beat = self.presence.due();
        save.into_iter().chain(beat).chain(self.newsdesk_due()).min()
    }

    /// Does what is due by now.
    pub fn tick(&mut self, now: DateTime<Utc>) -> Vec<Job> {
        let mut jobs = Vec::new();
        if self.can_save_by_itself() && self.autosave.due().is_some_and(|due| due <= now) {
            jobs = self.save_by(By::Itself, now);
        }
        jobs.extend(self.beat(now));
        jobs.extend(self.look_again(now));
        self.begin(&jobs);
        jobs
    }

    /// When the story was last written to disk since it is open.
    pub fn saved_at(&self) -> Option<DateTime<Utc>> {
        self.autosave.done
    }

    /// Whether the last save failed and the story is not on disk as it stands.
    pub fn is_save_failing(&self) -> bool {
        self.is_dirty() && self.autosave.failed.is_some()
    }

    /// Says that the program did not end in order the last time, and what came back.
    pub fn tell_recovered(&mut self, last_seen: Option<DateTime<Utc>>, now: DateTime<Utc>) {
        let updated = self.draft.story().updated.max(last_seen.unwrap_or_default());
        let updated = updated.with_timezone(&chrono::Local).format("%H:%M:%S");
        let text = format!(
            "Nightdesk was cut off the last time. The story is here as it was saved at {updated}; older versions are in its history."
        );
        self.say(super::Tone::Problem, text, now);
    }

    /// Whether saving needs nobody's decision.
    fn can_save_by_itself(&self) -> bool {
        self.is_dirty()
            && !self.saving
            && self.read_only.is_none()
            && !matches!(
                self.question,
                Some(Question::ChangedOnDisk | Question::Damaged { .. } | Question::Unsaved(_))
            )
            && (self.disk.is_some() || !adopt::is_pristine(self.draft.story()))
    }

    /// Whether what the story is called now is meant: somebody saves it, or it is left. A name that
    /// is still being typed is none.
    pub(super) fn is_name_final(&self, by: By) -> bool {
        by == By::Hand || self.after_save.is_some()
    }

    /// Where a story without a place goes.
    pub(super) fn folder_for_new(&self, by: By) -> PathBuf {
        // What came in whole has its headline.
        let is_named = self.is_name_final(by) || self.receipt.is_some();
        let name = if is_named { self.name() } else { UNTITLED };
        store::folder_for(&self.settings.desk_folder_or_default(), name)
    }

    /// A new folder below another, named after the story.
    pub(super) fn folder_by_name(&self, parent: &std::path::Path) -> PathBuf {
        store::folder_for(parent, self.name())
    }

    fn name(&self) -> &str {
        let story = self.draft.story();
        let slug = story.slug.trim();
        if !slug.is_empty() {
            return slug;
        }
        if story.headline.trim().is_empty() { UNTITLED } else { story.title() }
    }

    /// The folder that an untitled story moves to with a save by hand, now that it has a name.
    pub(super) fn better_folder(&self) -> Option<PathBuf> {
        let folder = &self.disk.as_ref()?.folder;
        let parent = folder.parent()?;
        let name = folder.file_name()?.to_str()?;
        let number = name.strip_prefix(UNTITLED)?;
        let is_untitled =
            number.is_empty() || number.strip_prefix('-').is_some_and(|n| n.parse::<u32>().is_ok());
        (is_untitled && self.name() != UNTITLED).then(|| store::folder_for(parent, self.name()))
    }
}

/// What a story's folder is called before it has a slug or headline.
const UNTITLED: &str = "untitled";
