//! Who has a story open: `lock.ron` in its folder, and a heartbeat.
//!
//! A lock tells, it does not hold: a save still compares the file on disk with what was opened, and
//! only that decides whether anything is written. So a lock that is lost, late or wrong (a network
//! disk, a clock) costs a question and never a word.
//!
//! Whoever holds a lock on this machine also holds the file itself at the system, which lets go
//! when the process dies: a lock left by a crash is known at once. One from another machine is
//! stale when its heart has not beaten for a minute.
//!
//! Must not know: windows, when a heartbeat is due.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::disk::{RealDisk, replace};
use super::read_input;

/// The lock's file in a story folder.
pub(super) const LOCK_FILE: &str = "lock.ron";
/// The file that the system holds for whoever has the story ends in their session and has no
/// content.
const HELD_FILE: &str = ".lock-";
/// The most bytes that a lock file can have.
const MOST_BYTES: u64 = 4 << 10;
/// A heart that has not beaten for so long is still.
const STALE: TimeDelta = TimeDelta::seconds(60);
/// How often it should beat.
pub const BEAT: TimeDelta = TimeDelta::seconds(15);

/// Who has a story open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Holder {
    /// Their name, as the settings have it; may be empty.
    pub who: String,
    /// Their machine.
    pub host: String,
    /// One run of the program.
    pub session: Uuid,
    /// Since when.
    pub since: DateTime<Utc>,
    /// When they were last there.
    pub beat: DateTime<Utc>,
}

impl Default for Holder {
    fn default() -> Self {
        let (since, beat) = (DateTime::UNIX_EPOCH, DateTime::UNIX_EPOCH);
        Self { who: String::new(), host: String::new(), session: Uuid::nil(), since, beat }
    }
}

impl Holder {
    /// Somebody on this machine, from now on.
    pub fn here(who: &str, session: Uuid, now: DateTime<Utc>) -> Self {
        Self { who: who.to_owned(), host: host(), session, since: now, beat: now }
    }

    /// `Ada Marsh on press-3`, with as much as is known.
    pub fn name(&self) -> String {
        match (self.who.is_empty(), self.host.is_empty()) {
            (false, false) => format!("{} on {}", self.who, self.host),
            (false, true) => self.who.clone(),
            (true, false) => format!("somebody on {}", self.host),
            (true, true) => "somebody else".to_owned(),
        }
    }

    fn is_stale(&self, now: DateTime<Utc>) -> bool {
        // A beat from the future is another machine's clock, and proves that it beats.
        now - self.beat > STALE
    }
}

/// A story that is ours until this is dropped.
#[derive(Debug)]
pub struct Lock {
    folder: PathBuf,
    holder: Holder,
    _held: Option<File>,
}

/// What became of the wish to have a story.
#[derive(Debug)]
pub enum Locked {
    /// It is ours.
    Ours(Box<Lock>),
    /// Somebody else has it.
    Theirs(Holder),
    /// Nobody can say, such as in a folder that is read-only; what is written is compared anyway.
    Unknown(io::Error),
}

/// Who has the story in a folder, if anybody does.
pub fn holder(folder: &Path, now: DateTime<Utc>) -> Option<Holder> {
    let holder = written(folder)?;
    (!holder.is_stale(now) && !is_left_behind(folder, &holder)).then_some(holder)
}

/// What the lock file says, stale or not.
fn written(folder: &Path) -> Option<Holder> {
    let file = folder.join(LOCK_FILE);
    // The list of stories asks this of thousands of folders that anybody may write into.
    file.symlink_metadata().ok().filter(|about| about.is_file() && about.len() <= MOST_BYTES)?;
    let bytes = read_input(&file).ok()?;
    ron::from_str(std::str::from_utf8(&bytes).ok()?).ok()
}

/// Whether a holder on this machine is gone: the system has let go of their file.
fn is_left_behind(folder: &Path, holder: &Holder) -> bool {
    holder.host == host()
        && File::open(held_file(folder, holder)).is_ok_and(|file| file.try_lock().is_ok())
}

fn held_file(folder: &Path, holder: &Holder) -> PathBuf {
    folder.join(format!("{HELD_FILE}{}", holder.session.simple()))
}

/// Takes a story, unless somebody else has it; `by_force` takes it from them.
pub fn lock(folder: &Path, me: &Holder, by_force: bool) -> Locked {
    if let Some(theirs) = holder(folder, me.beat)
        && theirs.session != me.session
        && !by_force
    {
        return Locked::Theirs(theirs);
    }
    match take(folder, me) {
        Ok(held) => Locked::Ours(Box::new(Lock {
            folder: folder.to_path_buf(),
            holder: me.clone(),
            _held: held,
        })),
        Err(error) => Locked::Unknown(error),
    }
}

fn take(folder: &Path, me: &Holder) -> io::Result<Option<File>> {
    let before = written(folder);
    let file = File::options().create(true).write(true).truncate(false).open(held_file(folder, me));
    // Held before it is named. Where the system cannot hold files, the heartbeat has to do.
    let held = file.ok().filter(|file| file.try_lock().is_ok());
    write(folder, me)?;
    if let Some(before) = before.filter(|before| before.session != me.session) {
        // Theirs says nothing any more, whether they are gone or have been told.
        remove(&held_file(folder, &before));
    }
    Ok(held)
}

fn write(folder: &Path, me: &Holder) -> io::Result<()> {
    let text = ron::ser::to_string_pretty(me, ron::ser::PrettyConfig::default())
        .map_err(io::Error::other)?;
    replace(&RealDisk, &folder.join(LOCK_FILE), text.as_bytes())
}

impl Lock {
    /// The folder of the story.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Says that we are still there. `Some` when somebody has taken the story from us.
    pub fn beat(&mut self, now: DateTime<Utc>) -> io::Result<Option<Holder>> {
        match written(&self.folder) {
            Some(theirs) if theirs.session != self.holder.session => return Ok(Some(theirs)),
            _ => {}
        }
        self.holder.beat = now;
        write(&self.folder, &self.holder)?;
        Ok(None)
    }

    /// The story's folder has another name now.
    pub fn moved_to(&mut self, folder: &Path) {
        self.folder = folder.to_path_buf();
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let is_ours = |holder: &Holder| holder.session == self.holder.session;
        if written(&self.folder).as_ref().is_some_and(is_ours) {
            remove(&self.folder.join(LOCK_FILE));
        }
        remove(&held_file(&self.folder, &self.holder));
    }
}

fn remove(path: &Path) {
    if let Err(error) = std::fs::remove_file(path) {
        tracing::debug!(%error, path = %path.display(), "a lock was left behind");
    }
}

/// The name of this machine.
fn host() -> String {
    let file = || std::fs::read_to_string("/etc/hostname").ok();
    let name = std::env::var("HOSTNAME").or_else(|_| std::env::var("COMPUTERNAME")).ok();
    name.or_else(file).map(|name| name.trim().to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_793_000_000 + seconds, 0).unwrap()
    }

    fn me(number: u128, seconds: i64) -> Holder {
        Holder::here("Ada Marsh", Uuid::from_u128(number), at(seconds))
    }

    #[test]
    fn one_has_it_and_the_other_is_told_who() {
        let home = tempfile::tempdir().unwrap();
        let Locked::Ours(mut first) = lock(home.path(), &me(1, 0), false) else { panic!() };
        let Locked::Theirs(theirs) = lock(home.path(), &me(2, 1), false) else { panic!() };
        assert!(theirs.name().starts_with("Ada Marsh on "), "{}", theirs.name());
        assert_eq!(first.beat(at(2)).unwrap(), None);
        let Locked::Ours(second) = lock(home.path(), &me(2, 3), true) else { panic!() };
        let taken = first.beat(at(4)).unwrap().unwrap();
        assert_eq!(taken.session, Uuid::from_u128(2));
        drop(first);
        assert!(holder(home.path(), at(5)).is_some(), "the old holder takes nothing away");
        drop(second);
        assert_eq!(holder(home.path(), at(5)), None);
        assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_lock_of_another_machine_is_stale_after_a_minute_without_a_beat() {
        let home = tempfile::tempdir().unwrap();
        let there = Holder { host: "elsewhere".to_owned(), ..me(1, 0) };
        write(home.path(), &there).unwrap();
        for (seconds, is_there) in [(0, true), (60, true), (61, false), (-3_600, true)] {
            assert_eq!(holder(home.path(), at(seconds)).is_some(), is_there, "{seconds}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_lock_that_a_crash_left_on_this_machine_is_nobodys() {
        let home = tempfile::tempdir().unwrap();
        write(home.path(), &me(1, 0)).unwrap();
        std::fs::write(held_file(home.path(), &me(1, 0)), "").unwrap();
        assert_eq!(holder(home.path(), at(1)), None);
        assert!(matches!(lock(home.path(), &me(2, 1), false), Locked::Ours(_)));
    }

    #[test]
    fn a_lock_that_cannot_be_read_is_no_lock() {
        let home = tempfile::tempdir().unwrap();
        let long = [&b"(who: \"Ada\")"[..], &[b' '; 5_000]].concat();
        for bytes in [&b"("[..], b"", b"\xff\xfe", b"(who: 3)", &long] {
            std::fs::write(home.path().join(LOCK_FILE), bytes).unwrap();
            assert_eq!(holder(home.path(), at(0)), None);
        }
    }
}
