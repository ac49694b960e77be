//! Who has a story open: what its lock file says.
//!
//! `lock.ron` in the story folder, a small record:
//!
//! ```ron
//! (who: "Ada Marsh", host: "rim-3", pid: 4711,
//!     since: "2026-03-01T10:15:02Z", heartbeat: "2026-03-01T10:20:02Z")
//! ```
//!
//! Must not know: when a lock is taken or let go.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::record;

/// The name of the lock file.
pub(super) const LOCK_FILE: &str = "lock.ron";
/// The most bytes that are read of one.
const MOST_BYTES: u64 = 4 << 10;
/// After so long without a heartbeat nobody has the story any more.
const SILENT_AFTER: TimeDelta = TimeDelta::minutes(2);

/// Somebody who has a story open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Their name; may be empty.
    pub who: String,
    /// The name of their machine.
    pub host: String,
    /// The number of their process there.
    pub pid: u32,
    /// Since when.
    pub since: DateTime<Utc>,
    /// When they were last heard of.
    pub heartbeat: DateTime<Utc>,
}

impl Holder {
    /// Whether they were heard of lately, so that they still have it. A heartbeat from the future
    /// is one of a clock that goes wrong, and counts.
    pub fn is_there(&self, now: DateTime<Utc>) -> bool {
        now.signed_duration_since(self.heartbeat) < SILENT_AFTER
    }
}

/// Who has the story of this folder. A lock file that is no file, or cannot be read, is none: it
/// tells nobody whom to ask.
pub(super) fn holder_of(folder: &Path) -> Option<Holder> {
    let path = folder.join(LOCK_FILE);
    let about = path.symlink_metadata().ok()?;
    if !about.is_file() || about.len() > MOST_BYTES {
        return None;
    }
    let mut text = String::new();
    File::open(path).ok()?.take(MOST_BYTES).read_to_string(&mut text).ok()?;
    serde_json::from_value(record::tree_from_ron(&text).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_file_is_read_or_is_none() {
        let home = tempfile::tempdir().unwrap();
        let lock = r#"(who: "Ada", host: "rim-3", pid: 7, since: "2026-03-01T10:15:02Z",
            heartbeat: "2026-03-01T10:20:02Z", newer: "field")"#;
        let long = format!("{lock}{}", " ".repeat(5_000));
        for (text, expected) in [
            (lock, Some("Ada")),
            ("", None),
            ("(who: \"Ada\"", None),
            ("(who: \"Ada\")", None),
            (&long, None),
        ] {
            std::fs::write(home.path().join(LOCK_FILE), text).unwrap();
            let found = holder_of(home.path());
            assert_eq!(found.as_ref().map(|holder| holder.who.as_str()), expected, "{text}");
        }
    }

    #[test]
    fn a_holder_who_was_not_heard_of_for_long_is_gone() {
        let heartbeat = DateTime::from_timestamp(1_000_000, 0).unwrap();
        let holder =
            Holder { who: "Ada".into(), host: "rim-3".into(), pid: 7, since: heartbeat, heartbeat };
        for (later_secs, expected) in [(-600, true), (0, true), (119, true), (121, false)] {
            let now = heartbeat + TimeDelta::seconds(later_secs);
            assert_eq!(holder.is_there(now), expected, "{later_secs}");
        }
    }
}
