//! Where renditions are made, on all cores, and kept, so that none is made twice.
//!
//! They lie in the cache folder under their own names, which are keys of everything that they were
//! made of ([`crate::media::rendition::key`]). A file gets its name when it is whole, so that one
//! that is there is right. Without a cache folder they lie in a temporary one for as long as the
//! export takes.
//!
//! Must not know: formats of exports, windows, jobs.

mod budget;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::SystemTime;

use self::budget::Budget;
use super::disk::{Disk as _, RealDisk, TEMPORARY, replace};
use super::export::{self, ExportError, PictureSource};
use crate::export::{Export, MediaFile, Order, Unmade};
use crate::media::rendition::{self, Problem, RenditionKey, is_rendition_name};
use crate::story::{MediaId, MediaRef};

/// The folder of the renditions inside the cache folder.
const FOLDER: &str = "renditions";
/// How much is kept; the oldest goes first.
const MOST_KEPT_BYTES: u64 = 1 << 30;
/// How much memory pictures that are being made may take together.
const MOST_MEMORY_BYTES: u64 = 1 << 30;
/// After how long a file that a crashed program left half written is taken away, in seconds.
const LEFTOVER_SECS: u64 = 24 * 60 * 60;

/// Who looks on while an export is made: is told how far it is, and may stop it.
#[derive(Clone, Copy)]
pub struct Watch<'a> {
    /// Whether to stop.
    pub stopped: &'a (dyn Fn() -> bool + Sync),
    /// Takes how many pictures are made, and of how many.
    pub progress: &'a (dyn Fn(usize, usize) + Sync),
}

impl std::fmt::Debug for Watch<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Watch").finish_non_exhaustive()
    }
}

impl Watch<'static> {
    /// Nobody looks on.
    pub const NOBODY: Self = Self { stopped: &|| false, progress: &|_, _| {} };
}

/// What became of the pictures of an export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// How many sets of renditions were made: one of each picture, one of each crop.
    pub made: usize,
    /// How many were there already.
    pub kept: usize,
    /// Pictures of which none can be made.
    pub originals: BTreeMap<MediaId, Unmade>,
}

impl Batch {
    /// Why pictures left as their original, one sentence for each.
    pub fn left_as_originals(&self) -> Vec<&str> {
        let mut reasons = Vec::new();
        for unmade in self.originals.values() {
            if let Unmade::Unreadable(why) = unmade {
                reasons.push(why.as_str());
            }
        }
        reasons
    }
}

/// The place.
#[derive(Debug)]
pub struct Darkroom {
    folder: PathBuf,
    /// Taken away with everything in it when the darkroom is closed.
    _temporary: Option<tempfile::TempDir>,
}

/// Renditions that are made together.
struct Set {
    media: MediaRef,
    order: Arc<Order>,
    names: Vec<String>,
}

impl Darkroom {
    /// Opens the darkroom in a cache folder; where there is none or it cannot be written to, in a
    /// temporary folder.
    pub fn open(cache: Option<&Path>) -> Result<Self, ExportError> {
        let kept = cache.map(|cache| cache.join(FOLDER));
        if let Some(folder) = kept.filter(|folder| can_be_written(folder)) {
            return Ok(Self { folder, _temporary: None });
        }
        let temporary = tempfile::Builder::new().prefix("nightdesk-").tempdir();
        let temporary = temporary.map_err(ExportError::at(&tempfile::env::temp_dir()))?;
        Ok(Self { folder: temporary.path().to_path_buf(), _temporary: Some(temporary) })
    }

    /// The bytes of a rendition that is here.
    pub(super) fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        fs::read(self.place(name))
    }

    fn place(&self, name: &str) -> PathBuf {
        let (first, _) = name.split_at_checked(2).unwrap_or((name, ""));
        self.folder.join(first).join(name)
    }

    /// Makes the renditions of an export that are neither here nor where it goes, the largest
    /// pictures first. A picture that cannot be read holds up no other.
    pub fn make(
        &self,
        export: &Export,
        is_folder: bool,
        pictures: &PictureSource<'_>,
        out: &Path,
        watch: &Watch<'_>,
    ) -> Result<Batch, ExportError> {
        let base = export::base(out, is_folder);
        let (kept, mut wanted): (Vec<_>, Vec<_>) =
            sets(&export.media, base).into_iter().partition(|set| self.is_here(set));
        wanted.sort_by_key(|set| {
            let area = u64::from(set.media.width_px) * u64::from(set.media.height_px);
            (std::cmp::Reverse(area), set.order.key)
        });
        let work = Work {
            darkroom: self,
            wanted: &wanted,
            pictures,
            watch,
            budget: Budget::of(MOST_MEMORY_BYTES),
            next: AtomicUsize::new(0),
            done: AtomicUsize::new(0),
            batch: Mutex::new(Batch { kept: kept.len(), ..Batch::default() }),
            failed: Mutex::new(None),
        };
        if !wanted.is_empty() {
            (watch.progress)(0, wanted.len());
            work.on_all_cores();
        }
        if let Some(error) = work.failed.into_inner().unwrap_or_else(PoisonError::into_inner) {
            return Err(error);
        }
        Ok(work.batch.into_inner().unwrap_or_else(PoisonError::into_inner))
    }

    /// Whether every file of a set is here. Those that are used stay the longest.
    fn is_here(&self, set: &Set) -> bool {
        let places: Vec<_> = set.names.iter().map(|name| self.place(name)).collect();
        if !places.iter().all(|place| place.is_file()) {
            return false;
        }
        for place in places {
            let touched = File::options().append(true).open(&place);
            if let Err(error) = touched.and_then(|file| file.set_modified(SystemTime::now())) {
                tracing::debug!(%error, "the age of a rendition could not be noted");
            }
        }
        true
    }

    /// Takes the oldest renditions away until no more is kept than there should be.
    pub fn tidy(&self) {
        self.tidy_to(MOST_KEPT_BYTES);
    }

    fn tidy_to(&self, most_bytes: u64) {
        let mut kept: Vec<(SystemTime, PathBuf, u64)> = Vec::new();
        for file in files_below(&self.folder) {
            let Ok(about) = file.metadata() else { continue };
            let Ok(modified) = about.modified() else { continue };
            let name = file.file_name();
            let name = name.to_string_lossy();
            let is_leftover = name.ends_with(TEMPORARY)
                && modified.elapsed().is_ok_and(|age| age.as_secs() > LEFTOVER_SECS);
            if is_leftover {
                take_away(&file.path());
            } else if is_rendition_name(&name) {
                kept.push((modified, file.path(), about.len()));
            }
        }
        kept.sort();
        let mut total: u64 = kept.iter().map(|(_, _, bytes)| bytes).sum();
        for (_, path, bytes) in kept {
            if total <= most_bytes {
                break;
            }
            take_away(&path);
            total = total.saturating_sub(bytes);
        }
    }
}

/// The sets of which some file is not where the export goes.
fn sets(files: &[MediaFile], base: &Path) -> Vec<Set> {
    let mut sets: BTreeMap<RenditionKey, Set> = BTreeMap::new();
    for file in files {
        let Some(made) = &file.made else { continue };
        let new = || Set { media: file.media, order: Arc::clone(&made.order), names: Vec::new() };
        let set = sets.entry(made.order.key).or_insert_with(new);
        let is_there = export::below(base, &file.path).is_ok_and(|path| path.is_file());
        if !is_there {
            set.names.push(made.file_name());
        }
    }
    sets.into_values().collect()
}

/// Everything that the threads share.
struct Work<'a> {
    darkroom: &'a Darkroom,
    wanted: &'a [Set],
    pictures: &'a PictureSource<'a>,
    watch: &'a Watch<'a>,
    budget: Budget,
    next: AtomicUsize,
    done: AtomicUsize,
    batch: Mutex<Batch>,
    /// What ends the whole export: it was stopped, or the disk is full.
    failed: Mutex<Option<ExportError>>,
}

impl Work<'_> {
    fn on_all_cores(&self) {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        thread::scope(|scope| {
            // The thread that asks works too.
            for number in 1..cores.min(self.wanted.len()) {
                let name = format!("nightdesk-darkroom-{number}");
                let started = thread::Builder::new().name(name).spawn_scoped(scope, || self.work());
                if let Err(error) = started {
                    tracing::warn!(%error, "fewer threads make the pictures");
                }
            }
            self.work();
        });
    }

    fn work(&self) {
        while !self.is_over() {
            let Some(set) = self.wanted.get(self.next.fetch_add(1, Ordering::Relaxed)) else {
                return;
            };
            match self.make(set) {
                Ok(()) => self.batch().made += 1,
                Err(Trouble::Picture(why)) => {
                    self.batch().originals.insert(set.media.id, why);
                }
                Err(Trouble::All(error)) => {
                    let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
                    failed.get_or_insert(error);
                    return;
                }
            }
            let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
            (self.watch.progress)(done, self.wanted.len());
        }
    }

    fn batch(&self) -> std::sync::MutexGuard<'_, Batch> {
        self.batch.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_over(&self) -> bool {
        self.failed.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    fn make(&self, set: &Set) -> Result<(), Trouble> {
        let Order { wish, crop, stamp, .. } = set.order.as_ref();
        let crop = crop.as_ref();
        if (self.watch.stopped)() {
            return Err(Trouble::All(ExportError::Stopped));
        }
        let bytes = export::original(&set.media, self.pictures)
            .map_err(|why| Trouble::Picture(Unmade::Missing(why)))?;
        let header = rendition::header(&bytes).map_err(|error| unreadable(&error))?;
        if (header.width_px, header.height_px) != (set.media.width_px, set.media.height_px) {
            // A story written by hand or by a program may say anything, and the page says it too.
            let why = "The picture has another size than the story says.".to_owned();
            return Err(Trouble::Picture(Unmade::Unreadable(why)));
        }
        let cost = rendition::cost(&header, wish, crop).saturating_add(bytes.len() as u64);
        let _taken = self.budget.take(cost);
        let stopped = || (self.watch.stopped)() || self.is_over();
        let made = match rendition::renditions(&bytes, wish, crop, stamp, &stopped) {
            Ok(made) => made,
            Err(Problem::Cancelled) => return Err(Trouble::All(ExportError::Stopped)),
            Err(error) => return Err(unreadable(&error)),
        };
        for rendition in made {
            let name = set.order.key.file_name(rendition.width_px, rendition.encoding);
            let place = self.darkroom.place(&name);
            write(&place, &rendition.bytes)
                .map_err(|error| Trouble::All(ExportError::at(&place)(error)))?;
        }
        Ok(())
    }
}

/// What goes wrong with one picture, and what ends everything.
enum Trouble {
    Picture(Unmade),
    All(ExportError),
}

fn unreadable(error: &impl std::error::Error) -> Trouble {
    Trouble::Picture(Unmade::Unreadable(error.to_string()))
}

fn write(place: &Path, bytes: &[u8]) -> io::Result<()> {
    if place.is_file() {
        return Ok(());
    }
    if let Some(folder) = place.parent() {
        RealDisk.make_folder(folder)?;
    }
    replace(&RealDisk, place, bytes)
}

fn can_be_written(folder: &Path) -> bool {
    let tried = RealDisk.make_folder(folder).and_then(|()| tempfile::tempfile_in(folder));
    if let Err(error) = &tried {
        tracing::warn!(%error, path = %folder.display(), "renditions are not kept");
    }
    tried.is_ok()
}

/// The files in the folders of a folder.
fn files_below(folder: &Path) -> Vec<fs::DirEntry> {
    let list = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten();
    let is_folder = |entry: &fs::DirEntry| entry.file_type().is_ok_and(|entry| entry.is_dir());
    list(folder).filter(is_folder).flat_map(|entry| list(&entry.path())).collect()
}

fn take_away(path: &Path) {
    if let Err(error) = fs::remove_file(path) {
        tracing::debug!(%error, path = %path.display(), "a rendition could not be taken away");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn the_oldest_goes_when_there_is_too_much_and_other_files_stay() {
        let home = tempfile::tempdir().unwrap();
        let darkroom = Darkroom::open(Some(home.path())).unwrap();
        let name = |digit: &str| format!("{}-400.jpg", digit.repeat(32));
        for (digit, days) in [("a", 3), ("b", 1), ("c", 2)] {
            let place = darkroom.place(&name(digit));
            write(&place, &[0; 100]).unwrap();
            let then = SystemTime::now() - Duration::from_secs(days * 86_400);
            File::options().append(true).open(&place).unwrap().set_modified(then).unwrap();
        }
        let notes = darkroom.folder.join("aa/notes.txt");
        fs::write(&notes, [0; 1000]).unwrap();
        darkroom.tidy_to(200);
        let is_here = |digit| darkroom.place(&name(digit)).is_file();
        assert_eq!(["a", "b", "c"].map(is_here), [false, true, true]);
        darkroom.tidy_to(0);
        assert_eq!(["a", "b", "c"].map(is_here), [false; 3]);
        assert!(notes.is_file());
    }

    #[test]
    fn without_a_cache_folder_the_darkroom_leaves_nothing_behind() {
        let home = tempfile::tempdir().unwrap();
        let in_the_way = home.path().join("file");
        fs::write(&in_the_way, "x").unwrap();
        for cache in [None, Some(in_the_way.as_path())] {
            let darkroom = Darkroom::open(cache).unwrap();
            let folder = darkroom.folder.clone();
            write(&darkroom.place(&format!("{}-4.jpg", "a".repeat(32))), b"x").unwrap();
            drop(darkroom);
            assert!(!folder.exists(), "{cache:?}");
        }
    }
}
