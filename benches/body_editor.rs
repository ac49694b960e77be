//! How long the window takes for one frame, however long the story is.
//!
//! Measured is all that happens between two pictures on the screen, short of the graphics card:
//! events in, desk, hand-over to the thread of the checks, undo history, layout, painting,
//! tessellation, and the snapshot that an autosave would take. The window is the real one, with
//! its threads; only its pixels are not drawn. Before a frame is measured the window comes to
//! rest, so that each keystroke hands a story over to the checks and finds the processor as cold
//! as a typist leaves it; "frame after frame" is without that rest, as fast as frames go.
//!
//! | group | baseline in the same group |
//! |---|---|
//! | keystroke | egui's own multiline `TextEdit` over the same text in the same styles |
//!
//! `cargo bench --bench body_editor`, or `cargo bench --bench body_editor -- keystroke` for one
//! group.

#[path = "support/faults.rs"]
mod faults;
#[path = "support/saved.rs"]
mod saved;
mod support;
#[path = "support/text_edit.rs"]
mod text_edit;
#[path = "support/window.rs"]
mod window;

use std::path::Path;
use std::time::{Duration, Instant};

use criterion::measurement::WallTime;
use criterion::{
    BenchmarkGroup, BenchmarkId, Criterion, SamplingMode, criterion_group, criterion_main,
};
use egui::{Key, Modifiers};
use nightdesk::desk::Command;
use nightdesk::edit::find::Wanted;
use nightdesk::edit::{Selection, flow};
use nightdesk::story::{Story, TextAt};
use saved::save;
use text_edit::TextEditWindow;
use window::{Window, key, page_down, typed};

const LENGTHS: [usize; 4] = [1_000, 10_000, 100_000, 1_000_000];

/// Where the caret stands.
#[derive(Clone, Copy, Debug)]
enum Spot {
    Start,
    Middle,
    End,
}

impl Spot {
    const ALL: [Self; 3] = [Self::Start, Self::Middle, Self::End];

    fn name(self) -> &'static str {
        match self {
            Self::Start => "at the start",
            Self::Middle => "in the middle",
            Self::End => "at the end",
        }
    }

    /// The text, and the byte of it before which letters are typed.
    fn of(self, story: &Story) -> (TextAt, usize) {
        let middle = story.body.get(faults::middle(story.body.len()));
        let at = match self {
            Self::Start => flow::first(story),
            Self::Middle => middle.and_then(|block| flow::stops(block).next()),
            Self::End => flow::last(story),
        };
        let at = at.expect("the story has texts");
        let byte = match self {
            Self::Start => 0,
            Self::Middle => words_of(story, at).len() / 2,
            Self::End => words_of(story, at).len(),
        };
        (at, byte)
    }
}

fn words_of(story: &Story, at: TextAt) -> &str {
    story.text(at).map_or("", |text| text.as_str())
}

fn keystrokes(c: &mut Criterion) {
    let mut group = quick(c, "keystroke");
    for words in LENGTHS {
        let mut window = checked(words);
        for spot in Spot::ALL {
            go(&mut window, spot);
            a_letter_is_in_the_story_after_its_frame(&mut window, spot);
            group.bench_function(BenchmarkId::new(spot.name(), words), |b| {
                b.iter_custom(|frames| (0..frames).map(|_| keystroke(&mut window)).sum());
            });
        }
        go(&mut window, Spot::Middle);
        group.bench_function(BenchmarkId::new("frame after frame", words), |b| {
            b.iter_custom(|frames| (0..frames).map(|_| letter(&mut window)).sum());
            window.rest();
        });
        group.bench_function(BenchmarkId::new("the frame that takes the findings", words), |b| {
            b.iter_custom(|frames| (0..frames).map(|_| result(&mut window)).sum());
        });
        let mut baseline = TextEditWindow::new(window.app().desk());
        baseline.a_letter_is_in_the_text_after_its_frame();
        group.bench_function(BenchmarkId::new("baseline: TextEdit, in the middle", words), |b| {
            let one = |baseline: &mut TextEditWindow| {
                let took = baseline.letter();
                baseline.rest();
                took
            };
            b.iter_custom(|frames| (0..frames).map(|_| one(&mut baseline)).sum());
        });
        group.bench_function(BenchmarkId::new("baseline: frame after frame", words), |b| {
            b.iter_custom(|frames| (0..frames).map(|_| baseline.letter()).sum());
        });
    }
    group.finish();
}

/// One letter typed in a window at rest; coming to rest again is not measured.
fn keystroke(window: &mut Window) -> Duration {
    let took = letter(window);
    window.rest();
    took
}

/// One letter typed; the frame that takes it back is not measured.
fn letter(window: &mut Window) -> Duration {
    let took = timed(|| {
        window.frame(typed(Key::E, "e"));
        window.snapshot();
    });
    window.frame(key(Key::Backspace, Modifiers::NONE));
    took
}

/// The frame in which the findings of the story as it is now arrive.
fn result(window: &mut Window) -> Duration {
    window.frame(typed(Key::E, "e"));
    let took = loop {
        window.wait_for_work();
        let took = timed(|| window.frame(Vec::new()));
        if window.app().desk().is_checked() {
            break took;
        }
    };
    window.frame(key(Key::Backspace, Modifiers::NONE));
    window.rest();
    took
}

/// What is measured is what somebody gets who types.
fn a_letter_is_in_the_story_after_its_frame(window: &mut Window, spot: Spot) {
    let story = window.app().desk().story().clone();
    let (at, byte) = spot.of(&story);
    let mut expected = words_of(&story, at).to_owned();
    expected.insert(byte, 'e');
    window.frame(typed(Key::E, "e"));
    assert_eq!(words_of(window.app().desk().story(), at), expected);
    window.frame(key(Key::Backspace, Modifiers::NONE));
    assert_eq!(window.app().desk().story().body, story.body);
    window.rest();
}

/// The caret goes where it is wanted, as it does for somebody who clicks there.
fn go(window: &mut Window, spot: Spot) {
    let (at, byte) = spot.of(window.app().desk().story());
    window.put_caret(Selection::caret(at, byte));
    match spot {
        Spot::Start => window.frame(key(Key::Home, Modifiers::COMMAND)),
        Spot::Middle => {}
        Spot::End => window.frame(key(Key::End, Modifiers::COMMAND)),
    }
    window.rest();
    assert!(window.shows_caret(), "the caret {} is not on the screen", spot.name());
}

fn idle(c: &mut Criterion) {
    let mut group = quick(c, "idle frame");
    for words in LENGTHS {
        let mut window = checked(words);
        go(&mut window, Spot::Middle);
        group.bench_function(BenchmarkId::from_parameter(words), |b| {
            b.iter_custom(|frames| (0..frames).map(|_| timed(|| window.frame(Vec::new()))).sum());
        });
    }
    group.finish();
}

fn scrolling(c: &mut Criterion) {
    let mut group = quick(c, "scroll by a page");
    for words in LENGTHS {
        let mut window = checked(words);
        window.point_at_the_sheet();
        let mut pages = 0;
        let mut sign = -1.0;
        group.bench_function(BenchmarkId::from_parameter(words), |b| {
            b.iter_custom(|frames| {
                let one = |_| {
                    // A page of copy is some 250 words; at the ends it turns round.
                    pages += 1;
                    if pages % (words / 300).clamp(2, 100) == 0 {
                        sign = -sign;
                    }
                    let events = page_down(sign);
                    timed(|| window.frame(events))
                };
                (0..frames).map(one).sum()
            });
        });
    }
    group.finish();
}

fn selecting(c: &mut Criterion) {
    let mut group = quick(c, "select all");
    for words in LENGTHS {
        let mut window = checked(words);
        go(&mut window, Spot::Middle);
        let all = || key(Key::A, Modifiers::COMMAND);
        group.bench_function(BenchmarkId::from_parameter(words), |b| {
            b.iter_custom(|frames| {
                let one = |_| {
                    // The first Ctrl+A takes the graf, the second the story.
                    window.frame(all());
                    let took = timed(|| window.frame(all()));
                    window.frame(key(Key::Home, Modifiers::COMMAND));
                    window.rest();
                    took
                };
                (0..frames).map(one).sum()
            });
        });
    }
    group.finish();
}

fn opening(c: &mut Criterion) {
    let mut group = quick(c, "open");
    for words in LENGTHS {
        let desk = tempfile::tempdir().expect("a folder can be made");
        let folder = desk.path().join("made-up");
        save(&faults::story(words), &folder, None, support::NOW);
        let mut window = Window::empty();
        group.bench_function(BenchmarkId::new("read, to the first frame", words), |b| {
            b.iter_custom(|times| (0..times).map(|_| open(&mut window, &folder).1).sum());
        });
        group.bench_function(BenchmarkId::new("from disk to the first frame", words), |b| {
            b.iter_custom(|times| (0..times).map(|_| open(&mut window, &folder).0).sum());
        });
    }
    group.finish();
}

/// Opens a story and closes it again. Returns how long it took until the story stood on the
/// screen, and how much of that the window was busy: one frame takes the story, one shows it.
fn open(window: &mut Window, folder: &Path) -> (Duration, Duration) {
    let start = Instant::now();
    window.command(Command::Open(folder.to_owned()));
    let took = loop {
        window.wait_for_work();
        let took = timed(|| window.frame(Vec::new()));
        if window.app().desk().folder().is_some() {
            break took;
        }
    };
    let took = took + timed(|| window.frame(Vec::new()));
    let whole = start.elapsed();
    window.rest();
    window.command(Command::New);
    window.rest();
    assert!(window.app().desk().folder().is_none(), "the story made way for an empty one");
    (whole, took)
}

fn replacing(c: &mut Criterion) {
    let mut group = quick(c, "replace all");
    for words in LENGTHS {
        let mut window = checked(words);
        go(&mut window, Spot::Middle);
        // One word in fifty.
        let wanted = Wanted { words: "harbour".to_owned(), ..Wanted::default() };
        window.command(Command::Search(Some(wanted)));
        window.rest();
        for (name, part) in [
            ("the frame that has it", 0),
            ("from the command to that frame", 1),
            ("the frame that undoes it", 2),
        ] {
            group.bench_function(BenchmarkId::new(name, words), |b| {
                b.iter_custom(|times| (0..times).map(|_| replace(&mut window)[part]).sum());
            });
        }
    }
    group.finish();
}

/// Replaces a word throughout and takes that back. Returns what the frame took that brought the
/// new words, how long it was until then, and what the frame took that undid it.
fn replace(window: &mut Window) -> [Duration; 3] {
    let before = window.app().desk().story().clone();
    let start = Instant::now();
    window.command(Command::Replace { with: "quayside".to_owned(), keep_case: true, all: true });
    let took = loop {
        window.wait_for_work();
        let took = timed(|| window.frame(Vec::new()));
        if window.app().desk().busy().is_empty() {
            break took;
        }
    };
    let whole = start.elapsed();
    assert!(window.app().desk().story().body != before.body, "words were replaced");
    window.rest();
    let undone = timed(|| window.frame(key(Key::Z, Modifiers::COMMAND)));
    assert!(window.app().desk().story().body == before.body, "one undo takes all of it back");
    window.rest();
    [took, whole, undone]
}

/// A window on a story of this length, checked and at rest.
fn checked(words: usize) -> Window {
    let desk = tempfile::tempdir().expect("a folder can be made");
    let folder = desk.path().join("made-up");
    save(&faults::story(words), &folder, None, support::NOW);
    let mut window = Window::empty();
    window.command(Command::Open(folder));
    window.rest();
    let findings = window.app().desk().findings().len();
    let expected = if words >= 10_000 { 1_900..2_100 } else { 150..300 };
    assert!(expected.contains(&findings), "{words} words have {findings} findings");
    window
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// A group whose samples are few: coming to rest between two frames takes longer than a frame.
fn quick<'a>(c: &'a mut Criterion, name: &str) -> BenchmarkGroup<'a, WallTime> {
    let mut group = c.benchmark_group(name);
    group
        .sampling_mode(SamplingMode::Flat)
        .sample_size(20)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(3));
    group
}

criterion_group!(benches, keystrokes, idle, scrolling, selecting, opening, replacing);
criterion_main!(benches);
