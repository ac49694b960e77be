//! What checking costs: a whole story, and a story after a keystroke, at 1,000, 10,000 and 100,000
//! words; and what other programs take for the same words.
//!
//! The words are those of the English texts of `tests/fixtures/copydesk/clean`, gone through again
//! as often as it takes. Each time round, every graf ends in a number of its own, so that nothing
//! is told twice of the same words.
//!
//! Baselines in the same run: going through the words of every text once; and, where they are
//! installed and `NIGHTDESK_LINTERS` names the folder of the programs, `proselint` (`PyPI`),
//! `write-good` and `textlint` (npm), each once with the words and once with an empty file, which
//! is what starting it costs. Beside them stands `nightdesk check`, started and with the reading
//! of the file, as they are.
//!
//! `cargo bench --bench check`

#![expect(
    clippy::unwrap_used,
    clippy::string_slice,
    clippy::print_stderr,
    reason = "a text that is not as its README has it should stop the bench; a program that is missing is told"
)]

#[expect(dead_code, reason = "the planted errors are for tests/copydesk.rs")]
#[path = "../tests/support/copydesk.rs"]
mod copydesk;
#[path = "support/saved.rs"]
mod saved;

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use chrono::{DateTime, Utc};
use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use nightdesk::check;
use nightdesk::edit::{self, Edit};
use nightdesk::story::{BlockKind, Ids, Language, Part, RichText, Story, TextAt};
use saved::save;

const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;
const LENGTHS: [usize; 3] = [1_000, 10_000, 100_000];
/// What other programs read in a time that a bench can wait for.
const FOR_OTHERS: usize = 10_000;

/// A story of about so many words of news copy.
fn story(words: usize) -> Story {
    let grafs: Vec<String> = copydesk::clean()
        .iter()
        .filter(|text| text.story.language.primary() == "en")
        .flat_map(|text| text.story.body.iter())
        .filter_map(|block| match &block.kind {
            BlockKind::Paragraph(text) => Some(text.as_str().to_owned()),
            _ => None,
        })
        .collect();
    let mut ids = Ids::from_seed(7);
    let mut story = Story::new(ids.story());
    story.language = Language::new("en-GB").expect("a tag");
    "Harbour reopens after the storm".clone_into(&mut story.headline);
    let mut so_far = 0;
    for (count, graf) in grafs.iter().cycle().enumerate() {
        if so_far >= words {
            break;
        }
        let text = if count < grafs.len() {
            graf.clone()
        } else {
            format!("{graf} That was in ward {}.", count / grafs.len() * 1_000 + count)
        };
        so_far += nightdesk::story::count_words(&text);
        story.body.push(ids.block(BlockKind::Paragraph(RichText::plain(text))));
    }
    story
}

fn ours(c: &mut Criterion) {
    let mut group = c.benchmark_group("check");
    let settings = check::Settings::default();
    for words in LENGTHS {
        let story = story(words);
        group.throughput(Throughput::Elements(story.words() as u64));
        group.sample_size(if words > 10_000 { 20 } else { 100 });
        group.bench_function(BenchmarkId::new("whole", words), |b| {
            b.iter(|| check::run(black_box(&story), &settings, NOW, &mut check::Cache::default()));
        });
        for (place, part) in [("start", 0), ("middle", 1), ("end", 2)] {
            let name = format!("after a keystroke at the {place}");
            group.bench_function(BenchmarkId::new(name, words), |b| {
                let mut cache = check::Cache::default();
                check::run(&story, &settings, NOW, &mut cache);
                let mut count = 0;
                b.iter_batched_ref(
                    || {
                        count += 1;
                        typed(&story, part, &format!(" word{count}"))
                    },
                    |typed| check::run(typed, &settings, NOW, &mut cache),
                    BatchSize::SmallInput,
                );
            });
        }
        group.bench_function(BenchmarkId::new("baseline: words once", words), |b| {
            b.iter(|| words_once(black_box(&story)));
        });
    }
    group.finish();
}

fn words_once(story: &Story) -> usize {
    let texts = story.body.iter().flat_map(|block| block.kind.texts());
    texts.map(|text| nightdesk::story::count_words(text.as_str())).sum()
}

/// The story with something typed at the end of its first, middle or last graf.
fn typed(story: &Story, part: usize, word: &str) -> Story {
    let mut story = story.clone();
    let last = story.body.len().saturating_sub(1);
    let block = story.body.iter().nth(last * part / 2).expect("a story has grafs");
    let at = TextAt::Block(block.id, Part::Text);
    let end = story.text(at).map_or(0, |text| text.as_str().len());
    let edit = Edit::Splice { at, range: end..end, with: RichText::plain(word) };
    edit::apply(&mut story, edit).expect("the graf is there");
    story
}

fn others(c: &mut Criterion) {
    let home = tempfile::tempdir().expect("a folder can be made");
    let story = story(FOR_OTHERS);
    let mut group = c.benchmark_group("check as a program");
    group.sample_size(10).measurement_time(Duration::from_secs(10));
    group.throughput(Throughput::Elements(story.words() as u64));
    let folder = home.path().join("story");
    save(&story, &folder, None, NOW);
    let ours = Path::new(env!("CARGO_BIN_EXE_nightdesk"));
    group.bench_function("nightdesk check", |b| {
        b.iter(|| ran(ours, &["check".as_ref(), folder.as_os_str()]));
    });
    let empty = home.path().join("empty");
    save(&Story::new(Ids::from_seed(1).story()), &empty, None, NOW);
    group.bench_function("nightdesk check, start-up", |b| {
        b.iter(|| ran(ours, &["check".as_ref(), empty.as_os_str()]));
    });
    let (full, nothing) = (home.path().join("full.txt"), home.path().join("nothing.txt"));
    let copy: Vec<&str> =
        story.body.iter().flat_map(|block| block.kind.texts()).map(|text| text.as_str()).collect();
    fs::write(&full, copy.join("\n\n")).expect("there is room");
    fs::write(&nothing, "Rain.\n").expect("there is room");
    let Some(programs) = std::env::var_os("NIGHTDESK_LINTERS").map(PathBuf::from) else { return };
    for (name, arguments) in [
        ("proselint", &["check"][..]),
        ("write-good", &[]),
        ("textlint", &["--rule", "write-good", "--rule", "alex"]),
    ] {
        let program = programs.join(name);
        if !program.exists() {
            eprintln!("{name} is not in {}", programs.display());
            continue;
        }
        for (what, file) in [("", &full), (", start-up", &nothing)] {
            let mut arguments: Vec<_> = arguments.iter().map(AsRef::as_ref).collect();
            arguments.push(file.as_os_str());
            group.bench_function(format!("{name}{what}"), |b| b.iter(|| ran(&program, &arguments)));
        }
    }
    group.finish();
}

/// Runs a program and waits for it; what it finds is not looked at.
fn ran(program: &Path, arguments: &[&std::ffi::OsStr]) {
    let mut command = Command::new(program);
    command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
    // Settings of whoever runs this do not count.
    command.env("NIGHTDESK_SETTINGS", concat!(env!("CARGO_TARGET_TMPDIR"), "/no-settings"));
    if let Some(folder) = program.parent() {
        // npm's programs look for their rules beside themselves.
        command.current_dir(folder);
    }
    command.status().expect("the program can be started");
}

criterion_group!(benches, ours, others);
criterion_main!(benches);
