//! `nightdesk history` and `nightdesk restore`: older versions of a story.
//!
//! Must not know: how versions are kept.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::Utc;

use super::print::say;
use crate::edit;
use crate::edit::adopt;
use crate::store::{self, Event};

/// A version, as it is listed and asked for.
fn name(version: &store::Snapshot) -> String {
    version.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Lists the older versions of a story, newest first: file, why it was kept.
pub(super) fn list(story: &Path) -> anyhow::Result<ExitCode> {
    let opened = store::open(story)?;
    let versions = store::history(&opened.folder);
    for version in &versions {
        say(&format!("{}  {}", name(version), version.why()));
    }
    let count = versions.len();
    say(&format!("{count} older version{}", if count == 1 { "" } else { "s" }));
    Ok(ExitCode::SUCCESS)
}

/// Puts an older version in the place of the current one, which is kept in the history.
pub(super) fn restore(story: &Path, version: &str) -> anyhow::Result<ExitCode> {
    let mut opened = store::open(story)?;
    if let Some(reason) = &opened.read_only {
        anyhow::bail!("Nothing was brought back. {reason} {}", story.display());
    }
    let versions = store::history(&opened.folder);
    let asked = PathBuf::from(version);
    let wanted = versions.iter().find(|known| name(known) == version || known.path == asked);
    let Some(wanted) = wanted else {
        anyhow::bail!(
            "Nothing was brought back: there is no version {version}. `nightdesk history` lists them. {}",
            story.display()
        );
    };
    let older = store::open_snapshot(&wanted.path)?.story;
    let now = Utc::now();
    let settings = store::Settings::open();
    if let Some(holder) = store::holder(&opened.folder, now) {
        anyhow::bail!(
            "Nothing was brought back: {} has the story open. {}",
            holder.name(),
            story.display()
        );
    }
    store::keep_for(&opened.folder, Event::Restored, &settings.author, now)?;
    let change = adopt::whole(&opened.story, &older);
    edit::apply(&mut opened.story, change.edit)?;
    edit::apply(&mut opened.story, edit::Edit::Set(edit::Value::Updated(now)))?;
    opened.save(&settings.author, now)?;
    say(&format!("Brought back {}; the version before is in the history.", name(wanted)));
    Ok(ExitCode::SUCCESS)
}
