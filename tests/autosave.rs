//! Words are on disk by themselves, and nobody feels it.

#![expect(clippy::unwrap_used, reason = "a test stops at what it does not expect")]

use std::fs;
use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};
use nightdesk::desk::{Command, Desk, Job, Question, Wish};
use nightdesk::edit::flow::By;
use nightdesk::edit::{Caret, Selection};
use nightdesk::store::{self, Event};
use nightdesk::story::{Part, RichText, Status, TextAt};
use proptest::prelude::*;

fn at(millis: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(1_793_000_000_000 + millis).unwrap()
}

fn desk_of(number: u128, folder: &Path) -> Desk {
    let settings =
        store::Settings { desk_folder: Some(folder.to_path_buf()), ..store::Settings::default() };
    Desk::new(settings, uuid::Uuid::from_u128(number << 100), at(0))
}

fn run(desk: &mut Desk, jobs: Vec<Job>, now: DateTime<Utc>) {
    let mut jobs = jobs;
    while !jobs.is_empty() {
        let job = jobs.remove(0);
        jobs.extend(desk.receive(job.run(), now));
    }
}

fn obey(desk: &mut Desk, command: Command, now: DateTime<Utc>) {
    let jobs = desk.handle(command, now);
    run(desk, jobs, now);
}

fn tick(desk: &mut Desk, now: DateTime<Utc>) {
    let jobs = desk.tick(now);
    run(desk, jobs, now);
}

fn set(desk: &mut Desk, text_at: TextAt, text: &str, now: DateTime<Utc>) {
    obey(desk, Command::SetText { at: text_at, text: text.to_owned() }, now);
}

fn first_graf(desk: &Desk) -> TextAt {
    TextAt::Block(desk.story().body[0].id, Part::Text)
}

/// Types at the end of the first graf, as a key does.
fn type_words(desk: &mut Desk, words: &str, now: DateTime<Utc>) {
    let at = first_graf(desk);
    let byte = desk.story().text(at).unwrap().as_str().len();
    let selection = Selection::caret(at, byte);
    obey(desk, Command::Write { selection, wish: Wish::Type(RichText::plain(words)) }, now);
}

#[test]
fn the_first_letter_of_a_new_story_is_on_disk_within_a_second() {
    let home = tempfile::tempdir().unwrap();
    let mut desk = desk_of(1, home.path());
    tick(&mut desk, at(10_000));
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0, "an empty draft is no story");
    assert_eq!(desk.due(), None);
    type_words(&mut desk, "R", at(20_000));
    let due = desk.due().unwrap();
    assert!(due > at(20_000) && due <= at(20_900), "{due}");
    tick(&mut desk, due - TimeDelta::milliseconds(1));
    assert!(desk.is_dirty(), "not before it is due");
    tick(&mut desk, due);
    assert!(!desk.is_dirty() && desk.saved_at() == Some(due));
    let saved = store::open(&home.path().join("untitled")).unwrap();
    assert_eq!(saved.story.body[0].kind.texts()[0].as_str(), "R");
}

#[test]
fn somebody_who_types_without_a_pause_is_saved_all_the_same() {
    let home = tempfile::tempdir().unwrap();
    let mut desk = desk_of(1, home.path());
    let mut oldest_unsaved = 0;
    for count in 0..300usize {
        let now = at(i64::try_from(count).unwrap() * 100);
        type_words(&mut desk, "a", now);
        tick(&mut desk, now);
        if desk.is_dirty() {
            let on_disk = store::open(&home.path().join("untitled"))
                .map_or(0, |opened| opened.story.body[0].kind.texts()[0].as_str().len());
            oldest_unsaved = oldest_unsaved.max((count + 1 - on_disk) * 100);
        }
    }
    assert!(oldest_unsaved > 0 && oldest_unsaved <= 900, "{oldest_unsaved} ms of typing");
}

#[test]
fn a_story_gets_its_name_with_a_save_by_hand_and_keeps_its_history() {
    let home = tempfile::tempdir().unwrap();
    let mut desk = desk_of(1, home.path());
    set(&mut desk, TextAt::Headline, "Har", at(0));
    tick(&mut desk, at(1_000));
    assert_eq!(desk.folder(), Some(home.path().join("untitled").as_path()));
    set(&mut desk, TextAt::Headline, "Harbour reopens", at(2_000));
    obey(&mut desk, Command::Save, at(2_100));
    let named = home.path().join("harbour-reopens");
    assert_eq!(desk.folder(), Some(named.as_path()));
    assert!(!home.path().join("untitled").exists());
    assert_eq!(store::history(&named).len(), 1);
    assert_eq!(desk.settings().recent.len(), 1, "{:?}", desk.settings().recent);
    // A name that it was given stays, whatever the headline becomes.
    set(&mut desk, TextAt::Headline, "Harbour closes", at(3_000));
    obey(&mut desk, Command::Save, at(3_100));
    assert_eq!(desk.folder(), Some(named.as_path()));
    assert!(store::holder(&named, at(3_200)).is_some(), "the lock moved along");
}

#[test]
fn leaving_saves_and_asks_nothing() {
    let home = tempfile::tempdir().unwrap();
    for (name, leave) in [("new", Command::New), ("quit", Command::Close)] {
        let mut desk = desk_of(1, home.path());
        set(&mut desk, TextAt::Headline, &format!("Left by {name}"), at(0));
        obey(&mut desk, leave, at(100));
        assert_eq!(desk.question(), None);
        let saved = store::open(&home.path().join(format!("left-by-{name}"))).unwrap();
        assert_eq!(saved.story.headline, format!("Left by {name}"));
        assert_eq!(store::holder(&saved.folder, at(200)), None, "whoever wants it may have it");
    }
}

#[test]
fn a_save_that_fails_is_told_once_and_tried_again() {
    let home = tempfile::tempdir().unwrap();
    let blocked = home.path().join("desk");
    fs::write(&blocked, "a file where the desk folder should be").unwrap();
    let mut desk = desk_of(1, &blocked);
    type_words(&mut desk, "Rain", at(0));
    tick(&mut desk, at(1_000));
    assert!(desk.is_save_failing());
    assert!(desk.message().unwrap().text.contains("not saved"), "{:?}", desk.message());
    let again = desk.due().unwrap();
    assert!(again >= at(5_000), "a disk that is full is not asked all the time");
    fs::remove_file(&blocked).unwrap();
    tick(&mut desk, again);
    assert!(!desk.is_dirty() && !desk.is_save_failing());
    assert_eq!(desk.message(), None, "what is no longer so is no longer told");
}

#[test]
fn the_history_has_the_story_as_it_came_and_what_happened_to_it() {
    let home = tempfile::tempdir().unwrap();
    let mut desk = desk_of(1, home.path());
    set(&mut desk, TextAt::Headline, "From the wire", at(0));
    obey(&mut desk, Command::Save, at(100));
    let folder = desk.folder().unwrap().to_path_buf();
    obey(&mut desk, Command::Close, at(200));

    let mut desk = desk_of(2, home.path());
    obey(&mut desk, Command::Open(folder.clone()), at(60_000));
    for count in 1..5 {
        set(&mut desk, TextAt::Headline, &format!("Subbed {count}"), at(60_000 + count * 1_000));
        tick(&mut desk, at(60_900 + count * 1_000));
    }
    obey(&mut desk, Command::SetStatus(Status::OnRim), at(70_000));
    tick(&mut desk, at(71_000));
    let events: Vec<_> = store::history(&folder)
        .into_iter()
        .filter_map(|copy| Some((copy.event?, store::open_snapshot(&copy.path).unwrap().story)))
        .map(|(event, story)| (event, story.headline, story.status))
        .collect();
    assert_eq!(
        events,
        [
            (Event::Status, "Subbed 4".to_owned(), Status::OnRim),
            (Event::Opened, "From the wire".to_owned(), Status::Draft),
        ]
    );
}

#[test]
fn the_second_to_open_a_story_reads_it_and_may_take_it_over() {
    let home = tempfile::tempdir().unwrap();
    let mut ada = desk_of(1, home.path());
    set(&mut ada, TextAt::Headline, "Harbour reopens", at(0));
    obey(&mut ada, Command::Save, at(100));
    let folder = ada.folder().unwrap().to_path_buf();

    let mut bo = desk_of(2, home.path());
    obey(&mut bo, Command::Open(folder.clone()), at(1_000));
    assert!(matches!(bo.question(), Some(Question::Held(_))));
    assert!(bo.read_only().is_some() && bo.held_by().is_some());
    set(&mut ada, TextAt::Headline, "Harbour reopens at last", at(2_000));
    tick(&mut ada, at(3_000));

    obey(&mut bo, Command::GoOn(String::new()), at(4_000));
    assert_eq!(bo.read_only(), None);
    assert_eq!(bo.story().headline, "Harbour reopens at last", "what Ada wrote last came in");
    tick(&mut ada, at(60_000));
    assert!(ada.message().unwrap().text.contains("taken this story over"), "{:?}", ada.message());
    set(&mut bo, TextAt::Kicker, "Storm", at(61_000));
    tick(&mut bo, at(62_000));
    assert!(!bo.is_dirty());
    // Ada goes on in spite of it: nothing of Bo's is written over.
    set(&mut ada, TextAt::Kicker, "Sea", at(63_000));
    tick(&mut ada, at(64_000));
    assert_eq!(store::open(&folder).unwrap().story.kicker, "Storm");
    assert!(ada.is_dirty() && ada.question().is_some());
}

/// What an editor may do between two autosaves.
#[derive(Clone, Debug)]
enum Deed {
    Type(String),
    Headline(String),
    Split,
    Delete,
    Undo,
    Redo,
    Wait(i64),
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let deed = prop_oneof![
        4 => "[a-c ]{1,3}".prop_map(Deed::Type),
        1 => "[a-c]{0,5}".prop_map(Deed::Headline),
        1 => Just(Deed::Split),
        1 => Just(Deed::Delete),
        2 => Just(Deed::Undo),
        1 => Just(Deed::Redo),
        2 => (0..2_000i64).prop_map(Deed::Wait),
    ];
    proptest::collection::vec(deed, 1..40)
}

fn does(desk: &mut Desk, deed: &Deed, now: DateTime<Utc>) {
    let last = desk.story().body.iter().next_back().unwrap().id;
    let text_at = TextAt::Block(last, Part::Text);
    let byte = desk.story().text(text_at).map_or(0, |text| text.as_str().len());
    let selection =
        Selection { anchor: Caret { at: text_at, byte }, head: Caret { at: text_at, byte } };
    let write = |wish| Command::Write { selection, wish };
    match deed {
        Deed::Type(words) => obey(desk, write(Wish::Type(RichText::plain(words.as_str()))), now),
        Deed::Headline(words) => set(desk, TextAt::Headline, words, now),
        Deed::Split => obey(desk, write(Wish::Enter), now),
        Deed::Delete => {
            obey(desk, write(Wish::Backspace(By::Grapheme)), now);
        }
        Deed::Undo => obey(desk, Command::Undo, now),
        Deed::Redo => obey(desk, Command::Redo, now),
        Deed::Wait(_) => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// The same hands at two desks; one of them saves between any two deeds.
    #[test]
    fn an_autosave_between_any_two_deeds_is_not_felt(deeds in deeds()) {
        let (home, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (mut plain, mut saved) = (desk_of(1, home.path()), desk_of(1, other.path()));
        let mut now = 0;
        for deed in &deeds {
            now += match deed { Deed::Wait(wait) => *wait, _ => 50 };
            does(&mut plain, deed, at(now));
            does(&mut saved, deed, at(now));
            // As late as it can be due.
            if let Some(due) = saved.due() {
                tick(&mut saved, due);
                prop_assert!(!saved.is_dirty());
            }
            prop_assert_eq!(plain.take_wanted_selection(), saved.take_wanted_selection());
            prop_assert_eq!(plain.revision(), saved.revision());
            prop_assert_eq!((plain.can_undo(), plain.can_redo()), (saved.can_undo(), saved.can_redo()));
            prop_assert_eq!(plain.last_step(), saved.last_step());
            let mut same = saved.story().clone();
            same.updated = plain.story().updated;
            prop_assert_eq!(plain.story(), &same);
        }
        while plain.can_undo() {
            obey(&mut plain, Command::Undo, at(now));
            obey(&mut saved, Command::Undo, at(now));
            prop_assert_eq!(&plain.story().body, &saved.story().body);
        }
        prop_assert!(!saved.can_undo());
    }
}

#[test]
fn a_story_saved_as_another_one_leaves_the_first_to_others() {
    let home = tempfile::tempdir().unwrap();
    let mut desk = desk_of(1, home.path());
    set(&mut desk, TextAt::Headline, "Harbour reopens", at(0));
    obey(&mut desk, Command::Save, at(100));
    let first = desk.folder().unwrap().to_path_buf();
    let second = home.path().join("second");
    obey(&mut desk, Command::SaveAs(second.clone()), at(200));
    assert_eq!(store::holder(&first, at(300)), None);
    assert!(store::holder(&second, at(300)).is_some());
    let hidden = |folder: &Path| {
        let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
        names.filter(|name| name.to_string_lossy().starts_with(".lock")).count()
    };
    assert_eq!((hidden(&first), hidden(&second)), (0, 1));
}

#[test]
fn what_happened_to_a_story_is_kept_also_when_the_first_save_after_it_fails() {
    let home = tempfile::tempdir().unwrap();
    let blocked = home.path().join("desk");
    fs::write(&blocked, "a file where the desk folder should be").unwrap();
    let mut desk = desk_of(1, &blocked);
    set(&mut desk, TextAt::Headline, "Harbour reopens", at(0));
    obey(&mut desk, Command::SetStatus(Status::OnRim), at(100));
    obey(&mut desk, Command::Save, at(200));
    assert!(desk.is_save_failing());
    fs::remove_file(&blocked).unwrap();
    obey(&mut desk, Command::Save, at(300));
    let events: Vec<_> =
        store::history(desk.folder().unwrap()).iter().filter_map(|copy| copy.event).collect();
    assert_eq!(events, [Event::Status]);
}
