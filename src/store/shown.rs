//! Small copies of pictures, kept on disk for the next time that a story is shown.
//!
//! One file a picture in the cache folder, named after the picture's hash, so that it can neither
//! be out of date nor belong to another picture. The file ends in the hash of what stands before
//! it: one that was cut, damaged or put there by hand is as good as none. Losing them costs time
//! and nothing else, so nothing here is an error.
//!
//! Must not know: pixels, how the copies are made.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use sha2::{Digest as _, Sha256};

use super::disk::{self, Disk, RealDisk};
use super::read_input;
use crate::story::MediaId;

/// The most that all copies take: those of about a thousand pictures.
const MOST_BYTES: u64 = 256 << 20;
/// The largest copy that is kept.
const MOST_BYTES_A_COPY: usize = 8 << 20;
/// After so much has been written the folder is looked through again.
const LOOK_EVERY_BYTES: u64 = 16 << 20;
/// Reading a copy makes it young again, unless it was young already.
const YOUNG: Duration = Duration::from_hours(24);
const ENDING: &str = "thumb";
/// The edition of the copies: to be raised when they are made in another way.
const FOLDER: &str = "thumbnails-1";

/// The small copies of a cache folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownPictures {
    folder: PathBuf,
}

impl ShownPictures {
    /// Those in this cache folder.
    pub fn in_cache(folder: &Path) -> Self {
        Self { folder: folder.join(FOLDER) }
    }

    /// The copy of a picture, if a whole one is there.
    pub fn get(&self, id: MediaId) -> Option<Vec<u8>> {
        let path = self.path(id);
        let mut bytes = read_input(&path).ok().filter(|bytes| bytes.len() <= MOST_BYTES_A_COPY)?;
        let (copy, hash) = bytes.split_last_chunk::<32>()?;
        if Sha256::digest(copy)[..] != hash[..] {
            return None;
        }
        bytes.truncate(bytes.len() - 32);
        make_young(&path);
        Some(bytes)
    }

    /// Keeps the copy of a picture, and lets the oldest go where there are too many.
    pub fn keep(&self, id: MediaId, copy: &[u8]) {
        if let Err(error) = self.write(id, copy) {
            tracing::debug!(%error, folder = %self.folder.display(), "a thumbnail was not kept");
        }
    }

    fn write(&self, id: MediaId, copy: &[u8]) -> std::io::Result<()> {
        // Unknown at the start of the program: what an earlier run left counts too.
        static SINCE_LOOKED: AtomicU64 = AtomicU64::new(LOOK_EVERY_BYTES);
        if copy.len() + 32 > MOST_BYTES_A_COPY {
            return Ok(());
        }
        RealDisk.make_folder(&self.folder)?;
        let bytes = [copy, &Sha256::digest(copy)].concat();
        disk::replace(&Careless, &self.path(id), &bytes)?;
        let written = bytes.len() as u64;
        if SINCE_LOOKED.fetch_add(written, Ordering::Relaxed) >= LOOK_EVERY_BYTES {
            SINCE_LOOKED.store(0, Ordering::Relaxed);
            self.let_go(MOST_BYTES)?;
        }
        Ok(())
    }

    /// Takes the oldest files away until those that stay are within the bound.
    fn let_go(&self, most_bytes: u64) -> std::io::Result<()> {
        let mut files: Vec<(SystemTime, u64, PathBuf)> = fs::read_dir(&self.folder)?
            .filter_map(|entry| {
                let entry = entry.ok()?;
                let about = entry.metadata().ok().filter(fs::Metadata::is_file)?;
                Some((about.modified().ok()?, about.len(), entry.path()))
            })
            .collect();
        files.sort_unstable_by(|a, b| b.cmp(a));
        let mut sum = 0_u64;
        for (_, len, path) in files {
            sum = sum.saturating_add(len);
            if sum > most_bytes {
                fs::remove_file(path)?;
            }
        }
        Ok(())
    }

    fn path(&self, id: MediaId) -> PathBuf {
        self.folder.join(format!("{}.{ENDING}", id.hex()))
    }
}

fn make_young(path: &Path) {
    let made = || -> std::io::Result<()> {
        let now = SystemTime::now();
        let modified = fs::metadata(path)?.modified()?;
        if now.duration_since(modified).is_ok_and(|age| age > YOUNG) {
            File::options().append(true).open(path)?.set_modified(now)?;
        }
        Ok(())
    };
    if let Err(error) = made() {
        tracing::debug!(%error, "the age of a thumbnail could not be noted");
    }
}

/// The disk of the machine, without waiting until what is written is down on it: after a power
/// cut the copies are made again.
struct Careless;

impl Disk for Careless {
    fn make_folder(&self, path: &Path) -> std::io::Result<()> {
        RealDisk.make_folder(path)
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
        use std::io::Write as _;
        File::options().write(true).create_new(true).open(path)?.write_all(bytes)
    }

    fn rename(&self, from: &Path, to: &Path) -> std::io::Result<()> {
        fs::rename(from, to)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> std::io::Result<()> {
        RealDisk.rename_new(from, to)
    }

    fn copy_new(&self, from: &Path, to: &Path) -> std::io::Result<()> {
        RealDisk.copy_new(from, to)
    }

    fn remove(&self, path: &Path) -> std::io::Result<()> {
        RealDisk.remove(path)
    }

    fn sync_folder(&self, _: &Path) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u8) -> MediaId {
        MediaId([number; 32])
    }

    #[test]
    fn a_copy_comes_back_as_it_was_kept() {
        let cache = tempfile::tempdir().unwrap();
        let shown = ShownPictures::in_cache(&cache.path().join("not there yet"));
        assert_eq!(shown.get(id(1)), None);
        shown.keep(id(1), b"one");
        shown.keep(id(2), b"two");
        shown.keep(id(2), b"two again");
        assert_eq!(shown.get(id(1)).unwrap(), b"one");
        assert_eq!(shown.get(id(2)).unwrap(), b"two again");
        assert_eq!(fs::read_dir(&shown.folder).unwrap().count(), 2, "nothing else is left behind");
    }

    #[test]
    fn a_file_that_was_cut_or_changed_is_as_good_as_none() {
        let cache = tempfile::tempdir().unwrap();
        let shown = ShownPictures::in_cache(cache.path());
        shown.keep(id(1), b"the copy of a picture");
        let path = shown.path(id(1));
        let whole = fs::read(&path).unwrap();
        for len in 0..whole.len() {
            fs::write(&path, &whole[..len]).unwrap();
            assert_eq!(shown.get(id(1)), None, "cut after {len} bytes");
        }
        for at in 0..whole.len() {
            let mut changed = whole.clone();
            changed[at] ^= 1;
            fs::write(&path, changed).unwrap();
            assert_eq!(shown.get(id(1)), None, "changed at byte {at}");
        }
        fs::remove_file(&path).unwrap();
        fs::create_dir(&path).unwrap();
        assert_eq!(shown.get(id(1)), None, "a folder");
    }

    #[test]
    fn what_cannot_be_kept_is_left() {
        let cache = tempfile::tempdir().unwrap();
        let in_the_way = cache.path().join("file");
        fs::write(&in_the_way, "x").unwrap();
        let shown = ShownPictures::in_cache(&in_the_way);
        shown.keep(id(1), b"one");
        assert_eq!(shown.get(id(1)), None);
    }

    #[test]
    fn the_oldest_go_when_there_are_too_many() {
        let cache = tempfile::tempdir().unwrap();
        let shown = ShownPictures::in_cache(cache.path());
        let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        for number in 1..=5_u8 {
            shown.keep(id(number), &[number; 68]);
            let at = long_ago + Duration::from_secs(u64::from(number));
            File::options()
                .append(true)
                .open(shown.path(id(number)))
                .unwrap()
                .set_modified(at)
                .unwrap();
        }
        // Being looked at makes the first one young again.
        assert!(shown.get(id(1)).is_some());
        shown.let_go(250).unwrap();
        let kept: Vec<u8> = (1..=5).filter(|number| shown.get(id(*number)).is_some()).collect();
        assert_eq!(kept, [1, 5]);
    }
}
