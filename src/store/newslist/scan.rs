//! Walking a desk folder and writing down what has changed.
//!
//! The folders are looked at on all cores; one thread, the caller's, writes. What was found goes
//! into the index in parts, so that a first scan fills the list while it runs. Links are not
//! followed, names that begin with a dot are passed over.
//!
//! Must not know: what the list looks like.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use super::super::{STORY_FILE, Watch};
use super::index::Index;
use super::look::{Known, Look, News, is_same_holder, look};
use super::place::{ARCHIVE_FOLDER, TEMPLATES_FOLDER};
use super::write::{self, AllKnown};

/// The most stories of a desk folder; what is more is not listed.
const MOST_STORIES: usize = 200_000;
/// The most threads that look.
const MOST_THREADS: usize = 8;
/// How many stories wait to be written down, for each thread that looks.
const WAITING: usize = 4;
/// A part is written down when it has so many stories, so many bytes of text, or so old a first
/// story.
const PART_STORIES: usize = 400;
const PART_BYTES: usize = 8 << 20;
const PART_AGE: Duration = Duration::from_millis(200);
/// After so many new stories the index is put in order, which makes searches quicker.
const MANY: usize = 2_000;

/// What a scan found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Stories that were not known.
    pub added: Vec<PathBuf>,
    /// Stories that are others than before, or can no longer or again be read.
    pub changed: Vec<PathBuf>,
    /// Folders in which there is no story any more.
    pub gone: Vec<PathBuf>,
    /// Stories that somebody has taken up or put down; otherwise as they were.
    pub held: Vec<PathBuf>,
    /// How many stories there are.
    pub stories: usize,
    /// What an editor should know, as whole sentences.
    pub notices: Vec<String>,
    /// Whether the scan was stopped before it had seen everything.
    pub is_cut_short: bool,
}

impl Changes {
    /// Whether the list is the same as before.
    pub fn is_empty(&self) -> bool {
        [&self.added, &self.changed, &self.gone, &self.held].iter().all(|paths| paths.is_empty())
    }
}

/// Why a scan did not come about.
#[derive(Debug)]
pub(super) enum ScanError {
    /// The desk folder cannot be read.
    Desk(io::Error),
    /// The index cannot be written.
    Index(rusqlite::Error),
}

impl From<rusqlite::Error> for ScanError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Index(error)
    }
}

/// Scans a desk folder.
pub(super) fn scan(index: &Index, desk: &Path, watch: &Watch<'_>) -> Result<Changes, ScanError> {
    let walk = Walk::of(desk).map_err(ScanError::Desk)?;
    let known = write::known(&index.read())?;
    let mut changes = Changes { notices: walk.notices.clone(), ..Changes::default() };
    let looking = Looking {
        desk,
        walk: &walk,
        known: &known,
        large: Mutex::new(()),
        next: AtomicUsize::new(0),
        same: AtomicUsize::new(0),
        watch,
    };
    let cores = thread::available_parallelism().map_or(1, |cores| cores.get().min(MOST_THREADS));
    let is_started = thread::scope(|scope| {
        let (send, receive) = sync_channel(cores * WAITING);
        for number in 0..cores {
            let (looking, send) = (&looking, send.clone());
            let named = thread::Builder::new().name(format!("scan-{number}"));
            let started = named.spawn_scoped(scope, move || looking.run(&send));
            if started.is_err() && number == 0 {
                // Without threads there is no list; the next scan may have some again.
                return Ok(false);
            }
        }
        drop(send);
        // With the receiver gone those who look stop.
        write_down(index, desk, &known, receive, &mut changes).map(|()| true)
    })?;
    changes.is_cut_short = !is_started || (watch.stopped)();
    if !changes.is_cut_short {
        let gone = walk.gone(&known, &changes, desk);
        write::remove(index, &gone)?;
        changes.gone.extend(gone.into_iter().map(|(below, _)| desk.join(below)));
    }
    changes.stories += looking.same.into_inner();
    if changes.added.len() + changes.changed.len() >= MANY {
        index.write().execute_batch("INSERT INTO texts (texts) VALUES ('optimize')")?;
    }
    for paths in [&mut changes.added, &mut changes.changed, &mut changes.gone, &mut changes.held] {
        paths.sort_unstable();
    }
    Ok(changes)
}

/// The folders that may be stories.
struct Walk {
    /// Below the desk folder, sorted.
    folders: Vec<PathBuf>,
    /// Those above them that could not be read, or not to their end; nothing in them is gone.
    unread: Vec<PathBuf>,
    notices: Vec<String>,
}

impl Walk {
    fn of(desk: &Path) -> io::Result<Self> {
        let mut walk = Self { folders: Vec::new(), unread: Vec::new(), notices: Vec::new() };
        let top = walk.folders_in(desk, Path::new(""))?;
        if top.iter().any(|below| below == Path::new(ARCHIVE_FOLDER)) {
            for year in walk.folders_or_notice(desk, Path::new(ARCHIVE_FOLDER)) {
                let stories = walk.folders_or_notice(desk, &year);
                walk.folders.extend(stories);
                // A story that was put there by hand.
                walk.folders.push(year);
            }
        }
        let is_template = |below: &PathBuf| {
            below == Path::new(TEMPLATES_FOLDER) && !desk.join(below).join(STORY_FILE).is_file()
        };
        walk.folders.extend(top.into_iter().filter(|below| !is_template(below)));
        walk.folders.sort_unstable();
        if walk.folders.len() > MOST_STORIES {
            walk.folders.truncate(MOST_STORIES);
            walk.unread.push(PathBuf::new());
            walk.notices.push(format!(
                "The desk folder has more than {MOST_STORIES} folders; the others are not listed. Move stories elsewhere."
            ));
        }
        Ok(walk)
    }

    fn folders_or_notice(&mut self, desk: &Path, below: &Path) -> Vec<PathBuf> {
        match self.folders_in(desk, below) {
            Ok(folders) => folders,
            Err(error) => {
                let why = super::super::disk::words(&error);
                let path = desk.join(below);
                self.notices.push(format!(
                    "A folder of the archive cannot be read: {why}. {}",
                    path.display()
                ));
                self.unread.push(below.to_path_buf());
                Vec::new()
            }
        }
    }

    /// The folders in a folder below the desk folder; links are none.
    fn folders_in(&mut self, desk: &Path, below: &Path) -> io::Result<Vec<PathBuf>> {
        let mut folders = Vec::new();
        for entry in fs::read_dir(desk.join(below))? {
            // A network disk may lose the thread half-way.
            let Ok(entry) = entry else {
                self.unread.push(below.to_path_buf());
                continue;
            };
            let name = entry.file_name();
            let is_hidden = name.as_encoded_bytes().starts_with(b".");
            if !is_hidden && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                folders.push(below.join(name));
            }
            if folders.len() > MOST_STORIES {
                break;
            }
        }
        Ok(folders)
    }

    /// Of the stories that were known, those that are there no more.
    fn gone<'a>(
        &self,
        known: &'a AllKnown,
        changes: &Changes,
        desk: &Path,
    ) -> Vec<(&'a PathBuf, &'a Known)> {
        let there: HashSet<&Path> = self.folders.iter().map(PathBuf::as_path).collect();
        let emptied: HashSet<&Path> = changes.gone.iter().map(PathBuf::as_path).collect();
        let is_gone = |below: &Path| {
            let is_unread = self.unread.iter().any(|unread| below.starts_with(unread));
            !there.contains(below) && !is_unread && !emptied.contains(desk.join(below).as_path())
        };
        let mut gone: Vec<_> = known.iter().filter(|(below, _)| is_gone(below)).collect();
        gone.sort_unstable_by_key(|(below, _)| *below);
        gone
    }
}

/// What those who look share.
struct Looking<'a> {
    desk: &'a Path,
    walk: &'a Walk,
    known: &'a AllKnown,
    large: Mutex<()>,
    /// The number of the folder that nobody has looked at yet.
    next: AtomicUsize,
    /// How many were as before.
    same: AtomicUsize,
    watch: &'a Watch<'a>,
}

/// What one who looks tells the one who writes.
enum Told {
    News(Box<News>),
    Nothing(PathBuf),
}

impl Looking<'_> {
    fn run(&self, tell: &SyncSender<Told>) {
        let all = self.walk.folders.len();
        while !(self.watch.stopped)() {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            let Some(below) = self.walk.folders.get(number) else { return };
            let known = self.known.get(below);
            let told = match look(self.desk, below, known, &self.large) {
                Look::Same => {
                    self.same.fetch_add(1, Ordering::Relaxed);
                    Ok(())
                }
                Look::Nothing if known.is_none() => Ok(()),
                Look::Nothing => tell.send(Told::Nothing(below.clone())),
                Look::News(news) => tell.send(Told::News(news)),
            };
            if told.is_err() {
                return;
            }
            (self.watch.progress)(number + 1, all);
        }
    }
}

/// Writes down what is told, in parts.
fn write_down(
    index: &Index,
    desk: &Path,
    known: &AllKnown,
    told: Receiver<Told>,
    changes: &mut Changes,
) -> rusqlite::Result<()> {
    let (mut part, mut bytes, mut since) = (Vec::new(), 0, Instant::now());
    for told in told {
        let news = match told {
            Told::Nothing(below) => {
                let was_known: Vec<_> = known.get_key_value(&below).into_iter().collect();
                write::remove(index, &was_known)?;
                changes.gone.push(desk.join(below));
                continue;
            }
            Told::News(news) => news,
        };
        let was_known = known.get(&news.below);
        let path = desk.join(&news.below);
        let was_held = was_known.and_then(|known| known.holder.as_deref());
        let list = match (&news.content, was_known) {
            (Some(_), None) => Some(&mut changes.added),
            // One that could not be read still cannot, for all that is known.
            (Some(content), Some(known)) if known.hash.is_some() || content.story.is_ok() => {
                Some(&mut changes.changed)
            }
            _ if !is_same_holder(was_held, news.holder.as_deref()) => Some(&mut changes.held),
            // Written at another time, the same words: nobody needs to hear of that.
            _ => None,
        };
        changes.stories += 1;
        if let Some(list) = list {
            list.push(path);
        }
        if part.is_empty() {
            since = Instant::now();
        }
        bytes += news.content.as_ref().map_or(0, |content| {
            content.texts.columns().iter().map(|text| text.len()).sum::<usize>()
        });
        part.push(news);
        if part.len() >= PART_STORIES || bytes >= PART_BYTES || since.elapsed() >= PART_AGE {
            write::write_part(index, desk, known, &part)?;
            part.clear();
            bytes = 0;
        }
    }
    write::write_part(index, desk, known, &part)
}
