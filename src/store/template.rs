//! Templates: stories to begin others with.
//!
//! A template is a story folder or a single `.ron` file of a story, in `templates` in the desk
//! folder or in the settings folder. Its pictures come along; `{date}` and `{author}` in it are
//! filled in ([`Fill`]).
//!
//! Must not know: which story is open.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::disk::words;
use super::newslist::place::TEMPLATES_FOLDER;
use super::open::read_story;
use super::{
    Fill, MEDIA_FOLDER, ReadError, STORY_FILE, Save, SaveError, Unknown, folder_for, save,
};
use crate::record::{Newer, Read};
use crate::story::{Status, Story, StoryId};

/// The most templates of one folder.
const MOST_TEMPLATES: usize = 500;

/// A story to begin others with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// Its name: that of its folder or file.
    pub name: String,
    /// Its folder or file.
    pub path: PathBuf,
}

/// A story that was begun from a template and is nowhere on disk yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Begun {
    /// The story.
    pub story: Story,
    /// What a newer version wrote into the template; [`Save::unknown`] wants it.
    pub unknown: Unknown,
    /// Where its pictures are; [`Save::copy_media_from`] wants it.
    pub copy_media_from: Option<PathBuf>,
}

/// Why a template cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// It cannot be read.
    #[error("The template was not used. {0}")]
    NotRead(#[from] ReadError),
    /// It is no story.
    #[error("The template was not used: {why}. Put that right in a text editor. {}", path.display())]
    Damaged {
        /// Where and what.
        why: String,
        /// The file.
        path: PathBuf,
    },
    /// It is of a newer version.
    #[error(
        "The template was not used: a newer version of Nightdesk wrote it. Update this one, or use another template. {}",
        path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
    },
    /// The story that was begun with it was not saved.
    #[error(transparent)]
    NotSaved(#[from] SaveError),
}

/// The templates of a desk: those in its folder first, then those in the settings folder, each
/// sorted by name. What cannot be looked through is told in whole sentences.
pub fn templates(desk: &Path, settings: Option<&Path>) -> (Vec<Template>, Vec<String>) {
    let (mut found, mut notices) = (Vec::new(), Vec::new());
    for home in [Some(desk), settings].into_iter().flatten() {
        let folder = home.join(TEMPLATES_FOLDER);
        match templates_in(&folder) {
            Ok(mut here) => {
                here.sort_by(|a, b| a.name.cmp(&b.name));
                found.append(&mut here);
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => notices.push(format!(
                "The templates cannot be listed: {}. Check the folder’s permissions. {}",
                words(&error),
                folder.display()
            )),
        }
    }
    (found, notices)
}

fn templates_in(folder: &Path) -> std::io::Result<Vec<Template>> {
    let template = |entry: fs::DirEntry| {
        let path = entry.path();
        let name = entry.file_name();
        let kind = entry.file_type().ok()?;
        let is_story_folder = kind.is_dir() && path.join(STORY_FILE).is_file();
        let is_file = kind.is_file()
            && path.extension().is_some_and(|ending| ending == "ron")
            && name != STORY_FILE;
        let name = if is_file { path.file_stem()? } else { path.file_name()? };
        let name = name.to_string_lossy().into_owned();
        let is_hidden = name.starts_with('.');
        ((is_story_folder || is_file) && !is_hidden).then_some(Template { name, path })
    };
    Ok(fs::read_dir(folder)?
        .filter_map(|entry| template(entry.ok()?))
        .take(MOST_TEMPLATES)
        .collect())
}

/// Begins a story with a template: a draft with an id of its own, without the template's past.
pub fn from_template(
    template: &Path,
    fill: &Fill,
    id: StoryId,
    now: DateTime<Utc>,
) -> Result<Begun, TemplateError> {
    let (file, folder) = if template.is_dir() {
        (template.join(STORY_FILE), Some(template.to_path_buf()))
    } else {
        (template.to_path_buf(), None)
    };
    let read = read(&file)?;
    let mut story = read.story;
    fill.fill_in(&mut story);
    make_new(&mut story, id, now);
    let copy_media_from = folder.filter(|folder| folder.join(MEDIA_FOLDER).is_dir());
    Ok(Begun { story, unknown: read.unknown, copy_media_from })
}

/// Begins a story with a template, saves it into a new folder on the desk, and returns that.
pub fn from_template_on_desk(
    desk: &Path,
    template: &Path,
    fill: &Fill,
    id: StoryId,
    now: DateTime<Utc>,
) -> Result<PathBuf, TemplateError> {
    let begun = from_template(template, fill, id, now)?;
    let name = [&begun.story.slug, &begun.story.headline].into_iter().find(|name| !name.is_empty());
    let folder = folder_for(desk, name.map_or("story", String::as_str));
    let new = Save {
        story: &begun.story,
        unknown: &begun.unknown,
        expected: None,
        pictures: &[],
        copy_media_from: begun.copy_media_from.as_deref(),
        who: &fill.author,
        now,
    };
    save(&folder, &new)?;
    Ok(folder)
}

/// Makes another story of what was read: nothing that was decided about the old one holds.
pub(super) fn make_new(story: &mut Story, id: StoryId, now: DateTime<Utc>) {
    story.id = id;
    story.status = Status::Draft;
    story.created = now;
    story.updated = now;
    story.overrides.clear();
}

/// Reads a story file of which a new story is to be made.
fn read(file: &Path) -> Result<Read, TemplateError> {
    let path = || file.to_path_buf();
    let read = read_story(file)?
        .map_err(|problem| TemplateError::Damaged { why: problem.to_string(), path: path() })?;
    match read.newer {
        Newer::Major => Err(TemplateError::Newer { path: path() }),
        Newer::No | Newer::Minor => Ok(read),
    }
}
