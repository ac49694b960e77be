//! Stories on disk, for benches that read or write them there.
//!
//! Must not know: what is measured.

use std::path::Path;

use chrono::{DateTime, Utc};
use nightdesk::store::{self, ContentHash, Save, Unknown};
use nightdesk::story::Story;

/// Saves a story into a folder; `expected` is what its file is now, where there is one.
pub(crate) fn save(
    story: &Story,
    folder: &Path,
    expected: Option<&ContentHash>,
    now: DateTime<Utc>,
) -> ContentHash {
    let save = Save {
        story,
        unknown: &Unknown::default(),
        expected,
        pictures: &[],
        copy_media_from: None,
        who: "bench",
        now,
    };
    store::save(folder, &save).expect("there is room")
}
