//! Work that takes time: disk, decoding, checking. The only impure line is [`Job::run`].

mod save;
mod show;

pub use save::{By, Save, Saved};

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::newsdesk;
use super::outgoing::{ExportJob, Exported, Outgoing, Progress};
use super::{Checking, Findings, ForClipboard, Matches, Pasted, PictureFrom, PictureTo, Size};
use crate::check::{self, Finding};
use crate::edit::Selection;
use crate::edit::find::{self, Needle, Wanted};
use crate::export;
use crate::import::{self, Import};
use crate::media::provenance::{Credentials, TrustList, provenance};
use crate::media::{self, Picture, Thumbnail};
use crate::store;
use crate::story::{FigureAt, Ids, MediaId, MediaRef, Story, StoryId};

/// Work to be done away from the window.
#[derive(Debug)]
pub enum Job {
    /// Check a story.
    Check {
        /// As it stood.
        story: Box<Story>,
        /// At which revision.
        revision: u64,
        /// By which rules.
        settings: check::Settings,
        /// With which dictionaries; those that it lacks are looked for first.
        lexicon: check::Lexicon,
        /// Where dictionaries and the words of the house may be.
        shelf: store::Shelf,
        /// The time that rules about embargoes and rights go by.
        now: DateTime<Utc>,
        /// What is known from the last time.
        cache: Box<check::Cache>,
        /// How far it is, for whoever waits for it.
        progress: Arc<Checking>,
        /// Findings that nobody needs any more, to be freed away from the window.
        spent: Option<Box<Findings>>,
    },
    /// Write the story to its folder.
    Save(Box<Save>),
    /// Open a story.
    Open {
        /// Its folder or `story.ron`.
        path: PathBuf,
    },
    /// Open an older copy of a damaged story.
    OpenCopy {
        /// The copy.
        path: PathBuf,
    },
    /// Make a story of a file.
    Import {
        /// The file.
        path: PathBuf,
        /// Ids for its blocks.
        ids: Ids,
        /// Who may sign pictures.
        trusted: TrustList,
    },
    /// Search a story.
    Find {
        /// As it stood.
        story: Box<Story>,
        /// For what.
        wanted: Wanted,
        /// At which revision.
        revision: u64,
        /// Matches that nobody needs any more, to be freed away from the window.
        spent: Option<Box<Matches>>,
    },
    /// Work out the replacement of all matches.
    Replace(Box<Replace>),
    /// Make what is on the clipboard of what was copied.
    Copy {
        /// A story of the blocks that were copied.
        story: Box<Story>,
        /// House style.
        settings: Box<store::Settings>,
        /// When.
        now: DateTime<Utc>,
    },
    /// Make blocks of a paste.
    Paste {
        /// Where they go.
        at: Option<Selection>,
        /// The revision that the place belongs to.
        revision: u64,
        /// What was copied.
        pasted: Pasted,
        /// Ids for its blocks.
        ids: Ids,
    },
    /// Read a picture.
    ReadPicture {
        /// Where it goes.
        to: PictureTo,
        /// Where it comes from.
        from: PictureFrom,
        /// Who may sign pictures.
        trusted: TrustList,
    },
    /// Read again what the file of a picture says that is in the story.
    ReadAgain {
        /// Where it stands.
        at: FigureAt,
        /// Which picture.
        media: MediaRef,
        /// Its bytes, when they are not on disk yet.
        bytes: Option<Arc<[u8]>>,
        /// The story folder, when they are.
        folder: Option<PathBuf>,
        /// Who may sign pictures.
        trusted: TrustList,
    },
    /// Make a version of a picture for the screen.
    ShowPicture {
        /// How large.
        size: Size,
        /// Which.
        media: MediaRef,
        /// Its bytes, when they are not on disk yet.
        bytes: Option<Arc<[u8]>>,
        /// The story folder, when they are.
        folder: Option<PathBuf>,
        /// Where small copies are kept for the next time.
        cache: Option<PathBuf>,
    },
    /// Write the story in another format.
    Export(Box<ExportJob>),
    /// Put words on the list of the house.
    Teach {
        /// The words.
        words: String,
        /// The list.
        file: PathBuf,
    },
    /// List the older versions of a story.
    ReadHistory {
        /// Its folder.
        folder: PathBuf,
    },
    /// Read an older version.
    ReadCopy {
        /// Its file.
        path: PathBuf,
    },
    /// List the stories of the desk folder.
    Look {
        /// The index, where there is one open.
        index: Option<Arc<store::newslist::Newslist>>,
        /// The desk folder.
        desk_folder: PathBuf,
        /// Where the index is kept.
        cache: Option<PathBuf>,
        /// Which stories.
        query: store::newslist::Query,
        /// Look through the folder first.
        scan: bool,
    },
    /// Keep the version on disk because of what happened to it.
    KeepCopy {
        /// The story's folder.
        folder: PathBuf,
        /// What happened.
        event: store::Event,
        /// Who was at work.
        who: String,
        /// When.
        now: DateTime<Utc>,
    },
    /// Take a story, so that others know that it is taken.
    Lock {
        /// Its folder.
        folder: PathBuf,
        /// Who takes it.
        who: String,
        /// In which run of the program.
        session: Uuid,
        /// When.
        now: DateTime<Utc>,
        /// Also from somebody else.
        by_force: bool,
    },
    /// Say that we are still at a story.
    Beat {
        /// That it is ours.
        lock: Box<store::Lock>,
        /// When.
        now: DateTime<Utc>,
    },
    /// Leave a story to others.
    LetGo {
        /// That it was ours.
        lock: Box<store::Lock>,
    },
    /// Write down what is open, for the next start.
    KeepSession {
        /// What.
        session: Box<store::Session>,
        /// The settings folder.
        folder: PathBuf,
    },
    /// Write the settings.
    KeepSettings {
        /// The settings.
        settings: Box<store::Settings>,
    },
}

/// Everything that a replacement of all matches needs.
#[derive(Debug)]
pub struct Replace {
    /// The story as it stood.
    pub story: Story,
    /// At which revision.
    pub revision: u64,
    /// What is replaced.
    pub wanted: Wanted,
    /// By what.
    pub with: String,
    /// Follow the capitals of what is replaced.
    pub keep_case: bool,
}

/// A picture and what its file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureRead {
    /// The picture.
    pub picture: Picture,
    /// Caption, credit, rights and the rest, from the file.
    pub metadata: media::metadata::Metadata,
    /// Why it cannot be shown, if its header tells so.
    pub problem: Option<String>,
    /// What its Content Credentials say.
    pub credentials: Credentials,
}

/// What came of a job.
#[derive(Debug)]
pub enum Done {
    /// A check is finished.
    Checked {
        /// The story that was checked.
        story: StoryId,
        /// At which revision.
        revision: u64,
        /// What was found.
        findings: Box<Findings>,
        /// What was found and is ignored.
        ignored: Vec<Finding>,
        /// What must be in order before the story is ready.
        checklist: Vec<check::Item>,
        /// With which dictionaries.
        lexicon: check::Lexicon,
        /// For the next time.
        cache: Box<check::Cache>,
    },
    /// A save is finished.
    Saved(Box<Saved>),
    /// A story is open, or not.
    Opened(Box<Result<store::Opened, store::OpenError>>),
    /// An older copy is open in place of a damaged story, or not.
    CopyOpened(Box<Result<store::Opened, store::OpenError>>),
    /// A file has been read as a story, or not.
    Imported {
        /// The file.
        path: PathBuf,
        /// The story, or why not.
        result: Result<Box<Import>, String>,
    },
    /// A paste has been read.
    Pasted {
        /// Where it goes.
        at: Option<Selection>,
        /// The revision that the place belongs to.
        revision: u64,
        /// What it holds, or why it could not be read.
        result: Result<Box<Import>, String>,
    },
    /// A picture has been read.
    PictureRead {
        /// Where it goes.
        to: PictureTo,
        /// The name to show.
        name: String,
        /// The picture, or why not.
        result: Result<Box<PictureRead>, String>,
    },
    /// A picture of the story has been read again.
    ReadAgain {
        /// Where it stands.
        at: FigureAt,
        /// Which picture it was then.
        id: MediaId,
        /// What its file says, or why it could not be read.
        result: Result<Box<PictureRead>, String>,
    },
    /// A picture for the screen is there.
    PictureShown {
        /// How large.
        size: Size,
        /// Of which picture.
        id: MediaId,
        /// The pixels, or why not.
        result: Result<Arc<Thumbnail>, String>,
    },
    /// An export is written.
    Exported {
        /// The format.
        format: export::Format,
        /// Where.
        out: PathBuf,
        /// That of the job.
        progress: Arc<Progress>,
        /// What left, or why it could not be written.
        result: Result<Exported, store::ExportError>,
    },
    /// A search is finished.
    Found {
        /// What was searched for.
        wanted: Wanted,
        /// At which revision.
        revision: u64,
        /// The matches, or why the words cannot be searched for.
        result: Result<Box<Matches>, String>,
    },
    /// A replacement is worked out, or cannot be.
    Replaced(Box<Replace>, Result<Option<find::Replaced>, String>),
    /// What was copied is ready for the clipboard.
    Copied(Box<ForClipboard>),
    /// The settings are written, or not.
    SettingsKept(Result<(), String>),
    /// The older versions of a story, newest first.
    History {
        /// Its folder.
        folder: PathBuf,
        /// What is there.
        versions: Vec<store::Snapshot>,
    },
    /// An older version, to be brought back.
    CopyRead(Box<Result<store::Opened, store::OpenError>>),
    /// The stories of the desk folder.
    Looked(Box<super::Looked>),
    /// What became of the wish to have a story.
    Locked {
        /// Its folder.
        folder: PathBuf,
        /// Whose it is.
        locked: store::Locked,
    },
    /// We have said that we are still there, or heard that we are not.
    Beaten {
        /// The lock.
        lock: Box<store::Lock>,
        /// Who has taken the story, if anybody has.
        result: Result<Option<store::Holder>, std::io::Error>,
    },
    /// Something that nobody waits for is done.
    Nothing,
    /// Words that are on the list of the house now.
    Taught(Result<String, String>),
}

impl Job {
    /// What the status bar says while the job runs; `None` for those that nobody waits for.
    pub fn name(&self) -> Option<&'static str> {
        match self {
            Self::Save(save) if save.by == By::Itself => None,
            Self::Save(_) => Some("Saving…"),
            Self::Open { .. } | Self::OpenCopy { .. } => Some("Opening…"),
            Self::Import { .. } => Some("Importing…"),
            Self::Paste { .. } => Some("Reading the paste…"),
            Self::ReadPicture { .. } | Self::ReadAgain { .. } => Some("Reading the picture…"),
            Self::Export(_) => Some("Exporting…"),
            Self::Check { .. }
            | Self::ShowPicture { .. }
            | Self::KeepSettings { .. }
            | Self::Teach { .. }
            | Self::KeepCopy { .. }
            | Self::Look { .. }
            | Self::ReadHistory { .. }
            | Self::ReadCopy { .. }
            | Self::Lock { .. }
            | Self::Beat { .. }
            | Self::LetGo { .. }
            | Self::KeepSession { .. }
            | Self::Find { .. }
            | Self::Copy { .. } => None,
            Self::Replace(_) => Some("Replacing…"),
        }
    }

    /// Whether the job follows from every keystroke, so that drawing the letter comes first.
    pub(super) fn lets_the_frame_go_first(&self) -> bool {
        matches!(self, Self::Check { .. } | Self::Find { .. })
    }

    /// Does the work. Never panics on what it reads; what goes wrong is in the [`Done`].
    pub fn run(self) -> Done {
        match self {
            Self::Check {
                story,
                revision,
                settings,
                mut lexicon,
                shelf,
                now,
                mut cache,
                progress,
                spent,
            } => {
                drop(spent);
                store::fill_lexicon(&mut lexicon, &story.language, &shelf);
                let check::Outcome { findings, ignored, checklist } = {
                    let watch = |done, all| progress.tell(done, all);
                    check::run_watched(&lexicon, &story, &settings, now, &mut cache, &watch)
                };
                let findings = Box::new(Findings::from(findings));
                let story = story.id;
                Done::Checked { story, revision, findings, ignored, checklist, lexicon, cache }
            }
            Self::Save(save) => save.run(),
            Self::Open { path } => Done::Opened(Box::new(store::open(&path))),
            Self::OpenCopy { path } => Done::CopyOpened(Box::new(store::open_snapshot(&path))),
            Self::Import { path, mut ids, trusted } => {
                let result =
                    import_file(&path, import::Format::Auto, &trusted, &mut ids).map(Box::new);
                Done::Imported { path, result }
            }
            Self::Find { story, wanted, revision, spent } => {
                drop(spent);
                let needle = Needle::new(&wanted, &story.language);
                let result = needle
                    .map(|needle| Box::new(Matches::from(find::find(&story, &needle))))
                    .map_err(|problem| problem.to_string());
                Done::Found { wanted, revision, result }
            }
            Self::Replace(job) => {
                let needle = Needle::new(&job.wanted, &job.story.language);
                let result = needle
                    .map(|needle| find::replaced(&job.story, &needle, &job.with, job.keep_case))
                    .map_err(|problem| problem.to_string());
                Done::Replaced(job, result)
            }
            Self::Copy { story, settings, now } => {
                Done::Copied(Box::new(for_clipboard(&story, &settings, now)))
            }
            Self::Paste { at, revision, pasted, mut ids } => {
                let result = match &pasted {
                    Pasted::Text(text) => {
                        import::paste(text.as_bytes(), import::Format::Text, &mut ids)
                    }
                    Pasted::Html { html, .. } => {
                        import::paste(html.as_bytes(), import::Format::Html, &mut ids)
                    }
                };
                Done::Pasted {
                    at,
                    revision,
                    result: result.map(Box::new).map_err(|e| e.to_string()),
                }
            }
            Self::ReadPicture { to, from, trusted } => read_picture(to, from, &trusted),
            Self::ReadAgain { at, media, bytes, folder, trusted } => {
                let result = original(&media, bytes, folder).map(|bytes| {
                    let picture = Picture { media, bytes };
                    Box::new(PictureRead::of(picture, &trusted))
                });
                Done::ReadAgain { at, id: media.id, result }
            }
            Self::ShowPicture { size, media, bytes, folder, cache } => {
                let cache = cache.as_deref().map(store::ShownPictures::in_cache);
                let original = || original(&media, bytes, folder);
                let result = show::picture(size, &media, original, cache.as_ref()).map(Arc::new);
                Done::PictureShown { size, id: media.id, result }
            }
            Self::Export(export) => export.run(),
            Self::ReadHistory { folder } => {
                let versions = store::history(&folder);
                Done::History { folder, versions }
            }
            Self::ReadCopy { path } => Done::CopyRead(Box::new(store::open_snapshot(&path))),
            Self::Look { index, desk_folder, cache, query, scan } => {
                let cache = cache.as_deref();
                Done::Looked(Box::new(newsdesk::look(index, &desk_folder, cache, query, scan)))
            }
            Self::KeepCopy { folder, event, who, now } => {
                if let Err(error) = store::keep_for(&folder, event, &who, now) {
                    tracing::warn!(%error, folder = %folder.display(), "no copy was kept");
                }
                Done::Nothing
            }
            Self::Lock { folder, who, session, now, by_force } => {
                // The name of the machine may be in a file.
                let me = store::Holder::here(&who, session, now);
                let locked = store::lock(&folder, &me, by_force);
                Done::Locked { folder, locked }
            }
            Self::Beat { mut lock, now } => {
                let result = lock.beat(now);
                Done::Beaten { lock, result }
            }
            Self::LetGo { lock } => {
                drop(lock);
                Done::Nothing
            }
            Self::KeepSession { session, folder } => {
                if let Err(error) = session.keep(&folder) {
                    tracing::warn!(%error, "the session was not kept");
                }
                Done::Nothing
            }
            Self::Teach { words, file } => Done::Taught(
                store::add_house_word(&file, &words)
                    .map(|()| words)
                    .map_err(|error| error.to_string()),
            ),
            Self::KeepSettings { settings } => {
                Done::SettingsKept(settings.keep().map_err(|error| error.to_string()))
            }
        }
    }
}

/// Copied blocks as plain words and as HTML. Notes to colleagues stay behind, as in every export.
fn for_clipboard(story: &Story, settings: &store::Settings, now: DateTime<Utc>) -> ForClipboard {
    let format = export::Format::HtmlFragment;
    let outgoing = Outgoing { story, format, settings, folder: None, pictures: &[], now };
    // What is pasted elsewhere names the pictures as they are kept: nothing is made in passing.
    let files = outgoing.export(None, &export::NO_ORIGINALS).files;
    let html = files.first().map(|file| file.bytes.as_slice()).unwrap_or_default();
    let html = String::from_utf8_lossy(html).trim().to_owned();
    let mut text = super::plain_words(story);
    if text.trim().is_empty() {
        // A clipboard without words would not tell anybody that something is on it.
        let name = story.body.first().map_or("Nothing", |block| block.kind.name());
        text = format!("[{name}]");
    }
    ForClipboard { text, html }
}

/// Reads a file and makes a story of it, with the pictures that lie beside a saved page; the
/// command line uses this too.
pub fn import_file(
    path: &std::path::Path,
    format: import::Format,
    trusted: &TrustList,
    ids: &mut Ids,
) -> Result<Import, String> {
    let bytes = store::read_input(path).map_err(|error| error.to_string())?;
    let named = match path.extension().and_then(|ending| ending.to_str()) {
        Some("md" | "markdown") if format == import::Format::Auto => import::Format::Markdown,
        Some("html" | "htm" | "xhtml") if format == import::Format::Auto => import::Format::Html,
        _ => format,
    };
    let mut import = import::import(&bytes, named, ids)
        .map_err(|error| format!("{error} {}", path.display()))?;
    store::collect_pictures(&mut import, path, trusted);
    Ok(import)
}

impl PictureRead {
    fn of(picture: Picture, trusted: &TrustList) -> Self {
        let metadata = media::metadata::metadata(&picture.bytes);
        let credentials = provenance(&picture.bytes, picture.media.format, trusted);
        Self { picture, metadata, credentials, problem: None }
    }
}

fn read_picture(to: PictureTo, from: PictureFrom, trusted: &TrustList) -> Done {
    let (name, bytes) = match from {
        PictureFrom::File(path) => {
            let name = path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default();
            (name, store::read_input(&path).map(Arc::from).map_err(|error| error.to_string()))
        }
        PictureFrom::Bytes { name, bytes } => (name, Ok(bytes)),
        PictureFrom::Pixels { width_px, height_px, rgba } => (
            "Pasted picture".to_owned(),
            media::clean_rgba_to_png(width_px, height_px, &rgba)
                .map(Arc::from)
                .map_err(|error| error.to_string()),
        ),
    };
    let result = bytes
        .and_then(|bytes| media::attach(bytes).map_err(|error| format!("{name}: {error}")))
        .map(|media::Attached { picture, problem }| {
            let problem = problem.map(|problem| problem.to_string());
            Box::new(PictureRead { problem, ..PictureRead::of(picture, trusted) })
        });
    Done::PictureRead { to, name, result }
}

/// The bytes of a picture, from wherever they are.
fn original(
    media: &MediaRef,
    bytes: Option<Arc<[u8]>>,
    folder: Option<PathBuf>,
) -> Result<Arc<[u8]>, String> {
    match (bytes, folder) {
        (Some(bytes), _) => Ok(bytes),
        (None, Some(folder)) => {
            store::read_picture(&folder, media).map_err(|error| error.to_string())
        }
        (None, None) => Err("The picture’s file is not here.".to_owned()),
    }
}
