//! What was open and where, for the next start: `session.ron` in the settings folder.
//!
//! It holds no words of any story, so that losing it loses nothing but a place.
//!
//! Must not know: windows.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::disk::{Disk as _, RealDisk, replace};
use super::read_input;

/// The file in the settings folder.
const FILE: &str = "session.ron";

/// What was open, and where.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    /// The folder of the story that was open.
    pub story: Option<PathBuf>,
    /// The number of the text that the caret stood in, in reading order, and the byte in it.
    pub caret: Option<(usize, usize)>,
    /// How far the sheet was scrolled, in points.
    pub scrolled: f32,
    /// The name of the panel on the right.
    pub panel: String,
    /// Whether the program was left in order. A session that is under way says no.
    pub ended_well: bool,
    /// When this was written.
    pub at: Option<DateTime<Utc>>,
}

impl Session {
    /// The last session, as far as it can be read.
    pub fn read(settings_folder: &Path) -> Option<Self> {
        let bytes = read_input(&settings_folder.join(FILE)).ok()?;
        ron::from_str(std::str::from_utf8(&bytes).ok()?).ok()
    }

    /// Keeps the session.
    pub fn keep(&self, settings_folder: &Path) -> std::io::Result<()> {
        let text = ron::ser::to_string_pretty(self, ron::ser::PrettyConfig::default())
            .map_err(std::io::Error::other)?;
        RealDisk.make_folder(settings_folder)?;
        replace(&RealDisk, &settings_folder.join(FILE), text.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_comes_back_and_a_damaged_one_is_none() {
        let home = tempfile::tempdir().unwrap();
        assert_eq!(Session::read(home.path()), None);
        let session = Session {
            story: Some(PathBuf::from("desk/harbour")),
            caret: Some((3, 17)),
            scrolled: 412.5,
            panel: "check".to_owned(),
            ended_well: false,
            at: DateTime::from_timestamp(1_793_000_000, 0),
        };
        session.keep(home.path()).unwrap();
        assert_eq!(Session::read(home.path()), Some(session));
        std::fs::write(home.path().join(FILE), "(story: 4").unwrap();
        assert_eq!(Session::read(home.path()), None);
    }
}
