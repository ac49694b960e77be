//! What the main job costs: import, export, open, save. Checking has a bench of its own.
//!
//! Every group has a baseline that does the least that could be done with the same bytes, so that
//! a number from any machine can be read as a ratio:
//!
//! | group | baseline |
//! |---|---|
//! | import | the HTML parser alone; looking at every character of the text |
//! | export, open, save | `serde_json` on the same story |
//!
//! `cargo bench --bench story`, or `cargo bench --bench story -- export` for one group.

#[path = "support/pages.rs"]
mod pages;
#[path = "support/saved.rs"]
mod saved;
mod support;

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use nightdesk::edit::{self, Edit};
use nightdesk::story::{BlockKind, Ids, Part, RichText, Story, TextAt};
use nightdesk::{export, import, record, store};
use saved::save;
use support::NOW;

const LENGTHS: [usize; 2] = [1_000, 100_000];
const MEGABYTE: usize = 1_000_000;

fn imports(c: &mut Criterion) {
    let mut group = c.benchmark_group("import 1 MB");
    group.throughput(Throughput::Bytes(MEGABYTE as u64));
    let page = pages::page(MEGABYTE);
    group.bench_function("html", |b| b.iter(|| imported(&page, import::Format::Html)));
    group.bench_function("html, baseline: parser alone", |b| {
        b.iter(|| scraper::Html::parse_document(black_box(&page)));
    });
    let text = pages::pasted_text(MEGABYTE);
    group.bench_function("text", |b| b.iter(|| imported(&text, import::Format::Text)));
    group.bench_function("text, baseline: every character", |b| {
        b.iter(|| black_box(&text).chars().filter(|letter| letter.is_alphabetic()).count());
    });
    group.finish();
}

fn imported(source: &str, format: import::Format) -> import::Import {
    let mut ids = Ids::from_seed(1);
    import::import(black_box(source).as_bytes(), format, &mut ids).expect("it is that format")
}

/// The same story with one more word in a graf in its middle.
fn with_one_more_word(story: &Story, word: &str) -> Story {
    let mut story = story.clone();
    let middle = story.body.len() / 2;
    let graf = story.body.iter().skip(middle).find_map(|block| match &block.kind {
        BlockKind::Paragraph(text) => Some((TextAt::Block(block.id, Part::Text), text.len())),
        _ => None,
    });
    if let Some((at, end)) = graf {
        let with = RichText::plain(format!(" {word}"));
        edit::apply(&mut story, Edit::Splice { at, range: end..end, with })
            .expect("a graf is there");
    }
    story
}

fn exports(c: &mut Criterion) {
    let mut group = c.benchmark_group("export");
    let options = export::Options {
        credit_line: &|credit| credit.creators.join(", "),
        publisher: "The Made-up Mercury",
        base_url: "https://mercury.example/",
        renditions: None,
        originals: &nightdesk::export::NO_ORIGINALS,
        now: NOW,
    };
    for words in LENGTHS {
        let story = support::story(words, support::graf);
        for format in [export::Format::Html, export::Format::Json] {
            group.bench_function(BenchmarkId::new(format.word(), words), |b| {
                b.iter(|| export::export(black_box(&story), format, &options));
            });
        }
        bench_json_alone(&mut group, &story, words);
    }
    group.finish();
}

/// The baseline: the story as a tree of JSON values, written out by `serde_json`.
fn bench_json_alone(
    group: &mut criterion::BenchmarkGroup<'_, criterion::measurement::WallTime>,
    story: &Story,
    words: usize,
) {
    let tree = record::to_json(story);
    group.bench_function(BenchmarkId::new("baseline: serde_json::to_vec", words), |b| {
        b.iter(|| serde_json::to_vec(black_box(&tree)).expect("a tree of JSON can be written"));
    });
}

fn disk(c: &mut Criterion) {
    let mut group = c.benchmark_group("disk");
    // A save waits for the disk twice; more samples would only tell about the disk.
    group.sample_size(20).measurement_time(Duration::from_secs(8));
    for words in LENGTHS {
        let story = support::story(words, support::graf);
        let typed = with_one_more_word(&story, "boat");
        let desk = tempfile::tempdir().expect("a folder can be made");
        let folder = desk.path().join("made-up");
        let mut hash = save(&story, &folder, None, NOW);
        group.bench_function(BenchmarkId::new("open", words), |b| {
            b.iter(|| store::open(black_box(&folder)).expect("it was saved"));
        });
        group.bench_function(BenchmarkId::new("save", words), |b| {
            // A story that is as it was on disk is not written again, so two take turns.
            let mut versions = [&typed, &story].into_iter().cycle();
            b.iter(|| {
                let version = versions.next().expect("they go round");
                hash = save(black_box(version), &folder, Some(&hash), NOW);
            });
        });
        let json = serde_json::to_vec(&record::to_json(&story)).expect("it can be written");
        group.bench_function(BenchmarkId::new("open, baseline: serde_json", words), |b| {
            b.iter(|| serde_json::from_slice::<serde_json::Value>(black_box(&json)));
        });
        let file = desk.path().join("baseline.json");
        group.bench_function(BenchmarkId::new("save, baseline: write and sync", words), |b| {
            b.iter(|| written_and_synced(&file, black_box(&json)));
        });
    }
    group.finish();
}

fn written_and_synced(path: &std::path::Path, bytes: &[u8]) {
    use std::io::Write as _;
    let mut file = std::fs::File::create(path).expect("there is room");
    file.write_all(bytes).and_then(|()| file.sync_all()).expect("there is room");
}

criterion_group!(benches, imports, exports, disk);
criterion_main!(benches);
