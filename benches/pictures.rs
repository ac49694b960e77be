//! What pictures cost: one of 24 megapixels to what is seen of it, and twenty to what leaves.
//!
//! The baseline is `vips thumbnail` (Debian: libvips-tools) with the same sizes and qualities, in
//! the same run; without it that half is skipped and said so. `vips` starts a process for each
//! size, so its start is measured on its own; where `python3` has `pyvips`, vips at its best is
//! measured too: one process, each picture decoded once.
//!
//! All figures are processor time, of this process and those that it started, so that a busy
//! machine does not spoil them; only what goes by “all cores” is time on the wall. What is said to
//! be of one core is pinned to one (`taskset`), vips with `VIPS_CONCURRENCY=1`.
//!
//! `cargo bench --bench pictures`

#![expect(clippy::print_stdout, reason = "the ratios are what the bench is for")]

#[path = "support/photograph.rs"]
mod photograph;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use criterion::Criterion;
use nightdesk::media::rendition::{Stamp, Wish, renditions};
use nightdesk::media::thumbnail;

/// How many different pictures there are; twenty are these five times.
const PICTURES: usize = 4;
const TIMES: usize = 5;
const SIZES_PX: [u32; 4] = [1600, 1200, 800, 400];
/// The size of a picture in a list, as the desk makes it.
const SMALL_PX: u32 = 512;
/// As wide as the copy on a dense screen.
const WIDE_PX: u32 = 1400;

fn main() {
    let mut criterion = Criterion::default().sample_size(10).configure_from_args();
    let folder = tempfile::tempdir().expect("there is room for temporary files");
    let bench = Bench::new(folder.path());
    pin_to(Some(0));
    bench.to_the_screen(&mut criterion);
    bench.to_renditions(&mut criterion);
    bench.twenty_on_one_core();
    pin_to(None);
    bench.twenty_on_all_cores();
    bench.ratios();
}

/// A file and its bytes.
type Photograph = (PathBuf, Vec<u8>);

struct Bench {
    folder: PathBuf,
    pictures: Vec<Photograph>,
    has_vips: bool,
    /// The least time of each row.
    least: RefCell<BTreeMap<&'static str, Duration>>,
}

impl Bench {
    fn new(folder: &Path) -> Self {
        let pictures = (0..PICTURES)
            .map(|seed| {
                let bytes = photograph::jpeg(seed as u32 + 1);
                let path = folder.join(format!("photograph-{seed}.jpg"));
                fs::write(&path, &bytes).expect("there is room for temporary files");
                (path, bytes)
            })
            .collect();
        let has_vips = vips(&["--version"]);
        if !has_vips {
            println!("vips is not installed: its half is skipped (Debian: libvips-tools).");
        }
        Self { folder: folder.to_path_buf(), pictures, has_vips, least: RefCell::default() }
    }

    fn to_the_screen(&self, criterion: &mut Criterion) {
        let (path, bytes) = &self.pictures[0];
        println!("One picture: 6000 × 4000 pixels, {:.1} MB", bytes.len() as f64 / 1e6);
        self.row(criterion, "screen: 512 px", || to_pixels(bytes, SMALL_PX));
        self.row(criterion, "screen: 1400 px", || to_pixels(bytes, WIDE_PX));
        self.row(criterion, "screen: 400 px", || to_pixels(bytes, 400));
        if self.has_vips {
            let out = self.folder.join("small.jpg");
            let to = |px: u32| assert!(vips_thumbnail(path, &out, "Q=80", px), "vips failed");
            self.row(criterion, "screen: 512 px, vips", || to(SMALL_PX));
            self.row(criterion, "screen: 1400 px, vips", || to(WIDE_PX));
            self.row(criterion, "screen: 400 px, vips", || to(400));
            self.row(criterion, "vips, its start alone", || assert!(vips(&["--version"])));
        }
    }

    fn to_renditions(&self, criterion: &mut Criterion) {
        let (path, bytes) = &self.pictures[0];
        self.row(criterion, "one picture to renditions", || self.export(bytes));
        if self.has_vips {
            self.row(criterion, "one picture to renditions, vips", || self.vips_export(path));
        }
    }

    fn twenty_on_one_core(&self) {
        let files = || self.pictures.iter().cycle().take(PICTURES * TIMES);
        self.once("twenty, one core", processor_time, || {
            files().for_each(|(_, bytes)| self.export(bytes));
        });
        if !self.has_vips {
            return;
        }
        self.once("twenty, one core, vips", processor_time, || {
            files().for_each(|(path, _)| self.vips_export(path));
        });
        let wish = Wish::default();
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/support/vips_best.py");
        let best = Command::new("python3")
            .arg(script)
            .arg(&self.folder)
            .args([wish.jpeg_quality.to_string(), wish.webp_quality.to_string()])
            .args(self.pictures.iter().map(|(path, _)| path))
            .stderr(Stdio::null())
            .output();
        let told = best.ok().and_then(|best| String::from_utf8(best.stdout).ok());
        match told.and_then(|told| told.trim().parse::<f64>().ok()) {
            Some(ms) => self.note("twenty, one core, vips at its best", secs(ms / 1000.0 * 20.0)),
            None => println!("python3 has no pyvips: vips at its best is skipped."),
        }
    }

    fn twenty_on_all_cores(&self) {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let on_all = |work: &(dyn Fn(&Photograph) + Sync)| {
            let next = AtomicUsize::new(0);
            let pictures = &self.pictures;
            std::thread::scope(|scope| {
                for _ in 0..cores {
                    scope.spawn(|| {
                        let take = || next.fetch_add(1, Ordering::Relaxed);
                        std::iter::repeat_with(take)
                            .take_while(|at| *at < PICTURES * TIMES)
                            .for_each(|at| work(&pictures[at % PICTURES]));
                    });
                }
            });
        };
        let start = Instant::now();
        let wall = move || start.elapsed();
        self.once("twenty, all cores", wall, || on_all(&|(_, bytes)| export_into(bytes, None)));
        if self.has_vips {
            let folder = &self.folder;
            self.once("twenty, all cores, vips", wall, || {
                on_all(&|(path, _)| vips_export_into(path, folder));
            });
        }
        println!("{cores} cores");
    }

    /// Our files, written as an export writes them.
    fn export(&self, bytes: &[u8]) {
        export_into(bytes, Some(&self.folder));
    }

    fn vips_export(&self, path: &Path) {
        vips_export_into(path, &self.folder);
    }

    /// A row that criterion repeats.
    fn row(&self, criterion: &mut Criterion, name: &'static str, work: impl Fn()) {
        criterion.bench_function(name, |b| {
            b.iter_custom(|times| {
                let start = processor_time();
                (0..times).for_each(|_| work());
                let spent = processor_time().saturating_sub(start);
                // The clock ticks every ten milliseconds: short samples say nothing.
                if spent > Duration::from_millis(400) {
                    self.note(name, spent / u32::try_from(times).unwrap_or(u32::MAX));
                }
                spent.max(Duration::from_nanos(1))
            });
        });
    }

    /// A row that takes long enough to be measured once.
    fn once(&self, name: &'static str, clock: impl Fn() -> Duration, work: impl Fn()) {
        let start = clock();
        work();
        self.note(name, clock().saturating_sub(start));
    }

    fn note(&self, name: &'static str, time: Duration) {
        let mut least = self.least.borrow_mut();
        let known = least.entry(name).or_insert(time);
        *known = time.min(*known);
    }

    fn ratios(&self) {
        let least = self.least.borrow();
        for (name, time) in least.iter() {
            let against = |suffix: &str| {
                let base = name.strip_suffix(suffix)?;
                let ours = least.get(base)?.as_secs_f64();
                Some(format!("ours / this = {:.2}", ours / time.as_secs_f64()))
            };
            let ratio = against(", vips").or_else(|| against(", vips at its best"));
            let ms = time.as_secs_f64() * 1000.0;
            println!("{name:<36} {ms:>8.0} ms   {}", ratio.unwrap_or_default());
        }
    }
}

/// From the bytes of a file to the pixels that go to the graphics card.
fn to_pixels(bytes: &[u8], longest_px: u32) {
    let shown = thumbnail(black_box(bytes), longest_px).expect("it is a picture");
    let size = [shown.width_px as usize, shown.height_px as usize];
    black_box(egui::ColorImage::from_rgba_unmultiplied(size, &shown.rgba));
}

fn export_into(bytes: &[u8], folder: Option<&Path>) {
    let wish = Wish { widths: SIZES_PX.to_vec(), ..Wish::default() };
    let stamp = Stamp { credit: "Jonah Peel/Northlight".to_owned(), ..Stamp::default() };
    let made =
        renditions(black_box(bytes), &wish, None, &stamp, &|| false).expect("it is a picture");
    for file in made {
        let name = format!("ours-{}.{}", file.width_px, file.encoding.extension());
        if let Some(folder) = folder {
            fs::write(folder.join(name), file.bytes).expect("there is room for temporary files");
        }
    }
}

fn vips_export_into(path: &Path, folder: &Path) {
    let wish = Wish::default();
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    for width in SIZES_PX {
        for (ending, options) in [
            ("jpg", format!("Q={},interlace,optimize-coding,strip", wish.jpeg_quality)),
            ("webp", format!("Q={},strip", wish.webp_quality)),
        ] {
            let out = folder.join(format!("vips-{name}-{width}.{ending}"));
            assert!(vips_thumbnail(path, &out, &options, width), "vips failed");
        }
    }
}

fn vips_thumbnail(path: &Path, out: &Path, options: &str, width: u32) -> bool {
    let (path, out) = (path.display().to_string(), format!("{}[{options}]", out.display()));
    let width = width.to_string();
    let size = ["--height", "100000", "--size", "down", "--export-profile", "srgb"];
    vips(&[&["thumbnail", &path, &out, &width][..], &size].concat())
}

fn vips(arguments: &[&str]) -> bool {
    let ended = Command::new("vips")
        .args(arguments)
        .env("VIPS_CONCURRENCY", "1")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    ended.is_ok_and(|status| status.success())
}

/// Keeps this process and those that it starts on one core, or lets them go on all.
fn pin_to(core: Option<usize>) {
    let last = std::thread::available_parallelism().map_or(1, usize::from);
    let cores = core.map_or_else(|| format!("0-{}", last.max(64) - 1), |core| core.to_string());
    let id = std::process::id().to_string();
    let pinned = Command::new("taskset")
        .args(["-a", "-p", "-c", &cores, &id])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    if !pinned.is_ok_and(|status| status.success()) {
        println!("taskset is not there or failed: nothing is pinned to a core.");
    }
}

/// Processor time of this process and of those that it started and that have ended; time on the
/// wall where the system does not tell.
fn processor_time() -> Duration {
    /// Ticks are of ten milliseconds on every Linux (`getconf CLK_TCK`).
    const TICK: Duration = Duration::from_millis(10);
    let told = || {
        let line = fs::read_to_string("/proc/self/stat").ok()?;
        // Behind the name, which may hold anything, comes the third field.
        let (_, fields) = line.rsplit_once(')')?;
        let fields: Vec<&str> = fields.split_whitespace().collect();
        let ticks: u32 = fields.get(11..15)?.iter().filter_map(|it| it.parse::<u32>().ok()).sum();
        Some(TICK * ticks)
    };
    thread_local!(static START: Instant = Instant::now());
    told().unwrap_or_else(|| START.with(Instant::elapsed))
}

fn secs(secs: f64) -> Duration {
    Duration::from_secs_f64(secs.max(0.0))
}
