//! Loss by force: a real process that types and saves is killed at any moment, again and again.
//!
//! `NIGHTDESK_KILLS` says how often; a few times unless told. The child is this test program.

#![expect(clippy::unwrap_used, reason = "a test stops at what it does not expect")]
#![cfg(unix)]

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command as Program, Stdio};
use std::sync::mpsc::{Receiver, sync_channel};
use std::time::{Duration, Instant};

use chrono::Utc;
use nightdesk::desk::work::{self, Workers};
use nightdesk::desk::{Command, Desk, Job, Wish};
use nightdesk::edit::Selection;
use nightdesk::store;
use nightdesk::story::{Part, RichText, TextAt};

const CHILD: &str = "NIGHTDESK_FORCE_CHILD";
/// How fast the child types: a word every five milliseconds.
const PACE: Duration = Duration::from_millis(5);
/// What may be lost.
const MOST_LOST: Duration = Duration::from_secs(1);

/// Types `w1 w2 w3 …` into the story of a folder, from where the story ends, until it is killed.
/// Says each word on standard output after it is in the draft.
#[test]
fn child_that_types() {
    let Some(folder) = std::env::var_os(CHILD) else { return };
    let settings = store::Settings {
        desk_folder: Some(Path::new(&folder).to_path_buf()),
        ..store::Settings::default()
    };
    let mut desk = Desk::new(settings, uuid::Uuid::now_v7(), Utc::now());
    let workers = Workers::start(|| {});
    let start = |jobs: Vec<Job>| jobs.into_iter().for_each(|job| workers.start_job(job));
    let story = Path::new(&folder).join("untitled");
    if story.exists() {
        start(desk.handle(Command::Open(story.clone()), Utc::now()));
        while desk.folder().is_none() {
            for done in workers.finished() {
                start(desk.receive(done, Utc::now()));
            }
            assert!(desk.question().is_none(), "{:?}", desk.question());
            std::thread::sleep(PACE);
        }
    }
    let mut count = last_word(&words(desk.story()));
    loop {
        count += 1;
        let at = TextAt::Block(desk.story().body[0].id, Part::Text);
        let end = desk.story().text(at).unwrap().as_str().len();
        let wish = Wish::Type(RichText::plain(format!("w{count} ")));
        start(
            desk.handle(Command::Write { selection: Selection::caret(at, end), wish }, Utc::now()),
        );
        println!("typed {count}");
        std::io::stdout().flush().unwrap();
        for done in workers.finished() {
            start(desk.receive(done, Utc::now()));
        }
        start(desk.tick(Utc::now()));
        std::thread::sleep(PACE);
    }
}

fn words(story: &nightdesk::story::Story) -> String {
    story.body[0].kind.texts()[0].as_str().to_owned()
}

fn last_word(words: &str) -> usize {
    words
        .split_whitespace()
        .next_back()
        .map_or(0, |word| word.trim_start_matches('w').parse().unwrap())
}

/// The child and the words that it has said, each with the moment when we heard it.
fn start_child(folder: &Path) -> (Child, Receiver<(usize, Instant)>) {
    let mut child = Program::new(std::env::current_exe().unwrap())
        .args(["child_that_types", "--exact", "--nocapture"])
        .env(CHILD, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let (sender, heard) = sync_channel(1 << 16);
    work::spawn("listener", move || {
        for line in lines.map_while(Result::ok) {
            // The first comes behind what the test harness says.
            let number = line.rsplit_once("typed ").and_then(|(_, number)| number.parse().ok());
            if let Some(number) = number
                && sender.send((number, Instant::now())).is_err()
            {
                return;
            }
        }
    });
    (child, heard)
}

#[test]
fn killed_at_any_moment_a_story_is_whole_and_lacks_a_second_at_most() {
    if std::env::var_os(CHILD).is_some() {
        return;
    }
    let kills: u32 = std::env::var("NIGHTDESK_KILLS").map_or(8, |kills| kills.parse().unwrap());
    let home = tempfile::tempdir().unwrap();
    let story = home.path().join("untitled");
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    let mut dice = move |below: u64| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        random % below
    };
    let mut lost_most = 0;
    let mut before = 0;
    for round in 0..kills {
        let (mut child, heard) = start_child(home.path());
        let first = heard.recv_timeout(Duration::from_secs(30)).unwrap();
        assert_eq!(first.0, before + 1, "round {round} goes on where the story ends");
        std::thread::sleep(Duration::from_micros(dice(1_600_000)));
        let killed_at = Instant::now();
        child.kill().unwrap();
        child.wait().unwrap();
        let heard: Vec<(usize, Instant)> = std::iter::once(first).chain(heard.iter()).collect();
        let old = |(_, when): &&(usize, Instant)| killed_at.duration_since(*when) > MOST_LOST;
        let must = heard.iter().filter(old).map(|(word, _)| *word).max().unwrap_or(before);

        let saved = match store::open(&story) {
            Ok(opened) => words(&opened.story),
            // Killed within the first second of all.
            Err(store::OpenError::NotThere { .. }) if before == 0 => String::new(),
            Err(error) => panic!("round {round}: {error}"),
        };
        let whole: Vec<_> = (1..=last_word(&saved)).map(|number| format!("w{number}")).collect();
        assert_eq!(saved.trim(), whole.join(" "), "round {round}: every word once, in order");
        let last = last_word(&saved);
        assert!(last >= must && last >= before, "round {round}: {last} of {must} words");
        lost_most = lost_most.max(heard.last().unwrap().0.saturating_sub(last));
        before = last;
    }
    println!("{kills} kills, {before} words; at most {lost_most} words of typing were lost at one");
}
