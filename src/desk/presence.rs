//! Who is at a story: we, or somebody else.
//!
//! Must not know: how that is written down; windows.

use std::path::Path;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Desk, Job, Question, Tone};
use crate::store::{self, Holder, Lock, Locked};
use crate::story::first_upper;

/// What is known of who has the open story.
#[derive(Debug, Default)]
pub(super) struct Presence {
    /// This run of the program.
    session: Uuid,
    /// The story is ours; `None` also while the lock is with a job.
    lock: Option<Box<Lock>>,
    /// When we last said that we are here.
    beaten: Option<DateTime<Utc>>,
    /// Who else has it.
    theirs: Option<Holder>,
}

impl Presence {
    pub(super) fn new(session: Uuid) -> Self {
        Self { session, ..Self::default() }
    }

    /// The story's folder has another name now, where it had one before.
    pub(super) fn moved(&mut self, from: Option<&Path>, to: &Path) {
        if let Some(lock) = self.lock.as_mut().filter(|lock| Some(lock.folder()) == from) {
            lock.moved_to(to);
        }
    }

    pub(super) fn due(&self) -> Option<DateTime<Utc>> {
        self.lock.as_ref()?;
        Some(self.beaten? + store::BEAT)
    }
}

impl Desk {
    /// Who else has the open story; it is read-only here then.
    pub fn held_by(&self) -> Option<&Holder> {
        self.presence.theirs.as_ref()
    }

    /// The story is left; whoever wants it may have it.
    pub(super) fn let_go(&mut self) -> Option<Job> {
        self.presence.theirs = None;
        self.presence.beaten = None;
        self.presence.lock.take().map(|lock| Job::LetGo { lock })
    }

    /// Takes a story that was saved or opened.
    pub(super) fn take_lock(&mut self, by_force: bool, now: DateTime<Utc>) -> Option<Job> {
        let folder = self.disk.as_ref()?.folder.clone();
        if self.presence.lock.as_ref().is_some_and(|lock| lock.folder() == folder) {
            return None;
        }
        let (who, session) = (self.settings.author.clone(), self.presence.session);
        Some(Job::Lock { folder, who, session, now, by_force })
    }

    pub(super) fn beat(&mut self, now: DateTime<Utc>) -> Option<Job> {
        if self.presence.due().is_none_or(|due| due > now) {
            return None;
        }
        self.presence.beaten = None;
        let lock = self.presence.lock.take()?;
        Some(Job::Beat { lock, now })
    }

    /// What became of the wish to have the story.
    pub(super) fn locked(&mut self, folder: &Path, locked: Locked, now: DateTime<Utc>) -> Vec<Job> {
        let is_here = self.folder() == Some(folder);
        match locked {
            Locked::Ours(lock) if !is_here => return vec![Job::LetGo { lock }],
            Locked::Ours(lock) => {
                let was_theirs = self.presence.theirs.take().is_some();
                self.presence.lock = Some(lock);
                self.presence.beaten = Some(now);
                if was_theirs {
                    self.read_only = None;
                    // What they wrote last comes in before a word of ours goes out.
                    return vec![Job::Open { path: folder.to_path_buf() }];
                }
            }
            Locked::Theirs(holder) if is_here => {
                let who = first_upper(&holder.name());
                self.read_only = Some(format!("{who} has this story open."));
                self.question = Some(Question::Held(holder.clone()));
                self.presence.theirs = Some(holder);
            }
            Locked::Theirs(_) => {}
            Locked::Unknown(error) => tracing::info!(%error, "no lock could be written"),
        }
        Vec::new()
    }

    /// What became of a heartbeat.
    pub(super) fn beaten(
        &mut self,
        lock: Box<Lock>,
        result: Result<Option<Holder>, std::io::Error>,
        now: DateTime<Utc>,
    ) -> Vec<Job> {
        if self.folder() != Some(lock.folder()) {
            return vec![Job::LetGo { lock }];
        }
        match result {
            Ok(Some(theirs)) => {
                let text = format!(
                    "{} has taken this story over. What you wrote is saved as far as they had it; the rest is compared when you save.",
                    first_upper(&theirs.name())
                );
                self.say(Tone::Problem, text, now);
                self.presence.theirs = Some(theirs);
                return vec![Job::LetGo { lock }];
            }
            Ok(None) => {}
            Err(error) => tracing::warn!(%error, "the heartbeat was not written"),
        }
        self.presence.lock = Some(lock);
        self.presence.beaten = Some(now);
        Vec::new()
    }
}
