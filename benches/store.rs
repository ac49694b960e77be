//! What the desk of stories and the disk cost: listing and searching 10,000 stories, saving and
//! opening one.
//!
//! | group | baseline |
//! |---|---|
//! | desk of 10,000 stories | reading every `story.ron` and looking for the letters |
//! | save, open | `serde_json` on the same story, written and synced |
//!
//! Peak memory is printed, in a line each. `cargo bench --bench store`, or
//! `cargo bench --bench store -- search`.

#![expect(clippy::print_stdout, reason = "criterion knows nothing of memory")]

#[path = "support/newsroom.rs"]
mod newsroom;
mod support;

use std::fs;
use std::hint::black_box;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use nightdesk::media::Picture;
use nightdesk::record;
use nightdesk::store::newslist::{Newslist, Query};
use nightdesk::store::{self, ContentHash, Save, Unknown, Watch};
use nightdesk::story::{BlockKind, Figure, Ids, MediaId, MediaRef, PictureFormat, RichText, Story};
use sha2::{Digest as _, Sha256};
use support::NOW;

const STORIES: usize = 10_000;
/// What is typed, letter by letter.
const TYPED: [&str; 12] = [
    "h",
    "ha",
    "har",
    "harb",
    "harbo",
    "harbou",
    "harbour",
    "harbour c",
    "harbour co",
    "harbour -ferry",
    "\"the harbour",
    "by:st status:ready h",
];
/// How many hits the panel asks for.
const HITS: usize = 50;
const LENGTHS: [usize; 2] = [1_000, 100_000];
const PICTURES: [usize; 2] = [0, 200];

fn desk_of_stories(c: &mut Criterion) {
    let home = tempfile::tempdir().expect("a folder can be made");
    let desk = home.path().join("desk");
    let cache = home.path().join("cache");
    newsroom::write(&desk, STORIES);
    let open = || Newslist::open(&desk, Some(&cache)).expect("the desk is there");
    let scan = |list: &Newslist| list.scan(&Watch::NOBODY).expect("the desk is there");
    let mut memory = Memory::new();

    let mut group = c.benchmark_group("desk of 10,000 stories");
    group.sample_size(10);
    group.bench_function("first list, index missing", |b| {
        b.iter_custom(|rounds| {
            let mut took = Duration::ZERO;
            for _ in 0..rounds {
                forget(&cache);
                let began = Instant::now();
                let list = open();
                scan(&list);
                assert_eq!(list.rows(&Query::default()).expect("it is scanned").len(), STORIES);
                took += began.elapsed();
            }
            took
        });
    });
    memory.print("first list, index missing");
    // Whichever was run before; and once more, since files this young are looked at twice.
    scan(&open());
    scan(&open());
    println!("index: {} MB", size(&cache) / 1_000_000);

    group.sample_size(30);
    group.bench_function("first list, warm", |b| {
        b.iter(|| open().rows(black_box(&Query::default())).expect("it was scanned"));
    });
    memory.print("first list, warm");
    let list = open();
    group.bench_function("list again", |b| {
        b.iter(|| list.rows(black_box(&Query::default())).expect("it was scanned"));
    });
    group.bench_function("rescan, nothing changed", |b| {
        b.iter(|| assert!(scan(&list).is_empty()));
    });
    memory.print("rescan, nothing changed");
    for typed in TYPED {
        let query = Query::with_words(typed);
        group.bench_function(BenchmarkId::new("search", typed), |b| {
            b.iter(|| list.search(black_box(&query), HITS).expect("it was scanned"));
        });
    }
    memory.print("search");
    group.sample_size(10);
    group.bench_function("search, baseline: every file for harbour", |b| {
        b.iter(|| files_with(&desk, black_box("harbour")));
    });
    group.finish();
}

fn forget(cache: &Path) {
    if cache.exists() {
        fs::remove_dir_all(cache).expect("it is ours");
    }
}

fn size(cache: &Path) -> u64 {
    let folders = fs::read_dir(cache).expect("it is there");
    let files = folders.flat_map(|folder| fs::read_dir(folder.expect("it is there").path()));
    files.flatten().map(|file| file.expect("it is there").metadata().map_or(0, |it| it.len())).sum()
}

/// How many stories hold these letters, found by reading all of them, as many at once as there are
/// cores.
fn files_with(desk: &Path, letters: &str) -> usize {
    let folders: Vec<PathBuf> = fs::read_dir(desk)
        .expect("it is there")
        .map(|it| it.expect("it is there").path())
        .collect();
    let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get());
    let count = |part: &[PathBuf]| {
        let holds = |folder: &&PathBuf| {
            let text = fs::read_to_string(folder.join("story.ron")).expect("it is there");
            text.to_lowercase().contains(letters)
        };
        part.iter().filter(holds).count()
    };
    std::thread::scope(|scope| {
        let parts = folders.chunks(folders.len().div_ceil(cores));
        let counting: Vec<_> = parts.map(|part| scope.spawn(move || count(part))).collect();
        counting.into_iter().map(|it| it.join().expect("it counts")).sum()
    })
}

fn disk(c: &mut Criterion) {
    for words in LENGTHS {
        for pictures in PICTURES {
            let what = format!("{words} words, {pictures} pictures");
            let mut group = c.benchmark_group(format!("disk, {what}"));
            group.sample_size(20).measurement_time(Duration::from_secs(6));
            let desk = tempfile::tempdir().expect("a folder can be made");
            let mut saver = Saver::new(desk.path().join("made-up"), words, pictures);
            group.bench_function("save", |b| b.iter(|| saver.save()));
            group.bench_function("save, CPU time", |b| {
                b.iter_custom(|rounds| cpu_time(rounds, || saver.save()));
            });
            group.bench_function("open", |b| {
                b.iter(|| store::open(black_box(&saver.folder)).expect("it was saved"));
            });
            let tree = record::to_json(&saver.story);
            let file = desk.path().join("baseline.json");
            let save = || {
                let json = serde_json::to_vec(black_box(&tree)).expect("it can be written");
                written_and_synced(&file, &json);
            };
            group.bench_function("save, baseline: serde_json", |b| b.iter(save));
            group.bench_function("save, CPU time, baseline: serde_json", |b| {
                b.iter_custom(|rounds| cpu_time(rounds, save));
            });
            group.bench_function("open, baseline: serde_json", |b| {
                let read = || fs::read(&file).expect("it was written");
                b.iter(|| {
                    serde_json::from_slice::<serde_json::Value>(&read()).expect("it is JSON")
                });
            });
            group.finish();
        }
    }
}

/// Somebody who saves a story again and again, each time with another headline.
struct Saver {
    folder: PathBuf,
    story: Story,
    pictures: Vec<Picture>,
    hash: Option<ContentHash>,
    saves: i64,
}

impl Saver {
    fn new(folder: PathBuf, words: usize, pictures: usize) -> Self {
        let mut story = support::story(words, support::graf);
        let mut ids = Ids::from_seed(77);
        let pictures: Vec<_> = (0..pictures).map(picture).collect();
        let every = story.body.len() / pictures.len().max(1);
        for (number, picture) in pictures.iter().enumerate() {
            let caption = RichText::plain("A quay at low tide, with boats.");
            let figure = Figure { media: Some(picture.media), caption, ..Figure::default() };
            let place = (number * (every + 1)).min(story.body.len());
            story.body.insert(place, ids.block(BlockKind::Figure(Box::new(figure))));
        }
        let mut saver = Self { folder, story, pictures, hash: None, saves: 0 };
        saver.save();
        saver
    }

    fn save(&mut self) {
        self.saves += 1;
        self.story.headline = format!("Ferry takes the long way round, {}", self.saves);
        let unknown = Unknown::default();
        let save = Save {
            story: &self.story,
            unknown: &unknown,
            expected: self.hash.as_ref(),
            pictures: &self.pictures,
            copy_media_from: None,
            who: "bench",
            now: NOW + TimeDelta::seconds(self.saves),
        };
        self.hash = Some(store::save(&self.folder, black_box(&save)).expect("there is room"));
    }
}

/// Bytes that pass for a picture of 100 kB.
fn picture(number: usize) -> Picture {
    let bytes: Arc<[u8]> = number.to_be_bytes().repeat(12_500).into();
    let id = MediaId(Sha256::digest(&bytes).into());
    let media = MediaRef { id, format: PictureFormat::Jpeg, width_px: 1200, height_px: 800 };
    Picture { media, bytes }
}

fn written_and_synced(path: &Path, bytes: &[u8]) {
    let mut file = fs::File::create(path).expect("there is room");
    file.write_all(bytes).and_then(|()| file.sync_all()).expect("there is room");
}

/// What this thread computes, without what it waits for. Where the system does not tell, the time
/// that passes.
fn cpu_time(rounds: u64, mut work: impl FnMut()) -> Duration {
    let computed = || {
        let text = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        text.split(' ').next()?.parse().ok().map(Duration::from_nanos)
    };
    let (began, before) = (Instant::now(), computed());
    for _ in 0..rounds {
        work();
    }
    match (before, computed()) {
        (Some(before), Some(after)) => after.saturating_sub(before),
        _ => began.elapsed(),
    }
}

/// How much memory something takes at its peak, beyond what was taken before.
struct Memory {
    before_kib: u64,
}

impl Memory {
    fn new() -> Self {
        let mut memory = Self { before_kib: 0 };
        memory.begin();
        memory
    }

    /// Forgets the last peak, where the system lets us.
    fn begin(&mut self) {
        let is_begun = fs::write("/proc/self/clear_refs", "5").is_ok();
        self.before_kib = if is_begun { kib("VmHWM:").unwrap_or(0) } else { 0 };
    }

    fn print(&mut self, what: &str) {
        if let Some(peak) = kib("VmHWM:") {
            let more = peak.saturating_sub(self.before_kib) / 1024;
            println!("{what}: {} MiB at the peak, {more} more than before", peak / 1024);
        }
        self.begin();
    }
}

fn kib(name: &str) -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with(name))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

criterion_group!(benches, desk_of_stories, disk);
criterion_main!(benches);
