//! Stories on disk: saved whole or not at all, never over somebody else's work, opened again after
//! whatever happened; exports that stay in their folder; settings that survive their file.

#![expect(clippy::unwrap_used, reason = "a test stops at what it does not expect")]

#[path = "store/darkroom.rs"]
mod darkroom;
#[path = "store/exports.rs"]
mod exports;
#[path = "store/settings.rs"]
mod settings;
#[path = "store/trouble.rs"]
mod trouble;

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use nightdesk::media::{self, Picture};
use nightdesk::store::{self, ContentHash, Opened, Save, SaveError, Unknown};
use nightdesk::story::{
    BlockKind, Figure, FigureAt, Ids, NoticeKind, Person, Place, RichText, Story,
};
use tempfile::TempDir;

fn at(minutes: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_772_355_600, 0).unwrap() + TimeDelta::minutes(minutes)
}

fn story(headline: &str) -> Story {
    let mut ids = Ids::from_seed(4);
    let mut story = Story::new(ids.story());
    story.slug = "harbour".into();
    story.headline = headline.into();
    story.updated = at(0);
    story.body.push(ids.block(BlockKind::Paragraph(RichText::plain("Ferries sail again."))));
    story
}

/// A picture of one colour, small and real.
fn picture(shade: u8) -> Picture {
    let bytes = media::clean_rgba_to_png(2, 2, &[shade; 16]).unwrap();
    media::picture(bytes.into()).unwrap()
}

fn figure(picture: &Picture) -> Figure {
    Figure { media: Some(picture.media), ..Figure::default() }
}

/// A desk folder with one story in it.
struct Desk {
    home: TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { home: tempfile::tempdir().unwrap() }
    }

    fn with_story() -> Self {
        let desk = Self::new();
        desk.save(&story("First"), None, 0).unwrap();
        desk
    }

    fn folder(&self) -> PathBuf {
        self.home.path().join("harbour")
    }

    fn file(&self) -> PathBuf {
        self.folder().join("story.ron")
    }

    fn save(
        &self,
        story: &Story,
        expected: Option<&ContentHash>,
        minutes: i64,
    ) -> Result<ContentHash, SaveError> {
        save(&self.folder(), story, expected, &[], minutes)
    }

    fn open(&self) -> Opened {
        store::open(&self.folder()).unwrap()
    }

    fn history(&self) -> Vec<String> {
        names(&self.folder().join("history"))
    }
}

fn save(
    folder: &Path,
    story: &Story,
    expected: Option<&ContentHash>,
    pictures: &[Picture],
    minutes: i64,
) -> Result<ContentHash, SaveError> {
    let save = Save {
        story,
        unknown: &Unknown::default(),
        expected,
        pictures,
        copy_media_from: None,
        who: "Ada Marsh",
        now: at(minutes),
    };
    store::save(folder, &save)
}

fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// The message says what, why and what to do, and ends with the path.
fn assert_told(error: &dyn std::error::Error, why: &str, path: &Path) {
    let message = error.to_string();
    assert!(message.contains(why), "{message}");
    assert!(message.ends_with(&path.display().to_string()), "{message}");
    assert!(message.matches(". ").count() >= 1, "{message}");
}

#[test]
fn a_story_is_saved_with_its_pictures_and_opened_again() {
    let desk = Desk::new();
    let (lead, portrait) = (picture(10), picture(20));
    let mut story = story("First");
    story.lead = Some(figure(&lead));
    story.bylines.push(Person { portrait: Some(portrait.media), ..Person::named("Ada Marsh") });
    let hash = save(&desk.folder(), &story, None, &[lead.clone(), portrait.clone()], 0).unwrap();
    for path in [desk.folder(), desk.file()] {
        let opened = store::open(&path).unwrap();
        assert_eq!(opened.story, story);
        assert_eq!(opened.hash, hash);
        assert_eq!(opened.folder, desk.folder());
        assert_eq!((opened.read_only, opened.notices), (None, vec![]));
    }
    assert_eq!(*store::read_picture(&desk.folder(), &lead.media).unwrap(), *lead.bytes);
    assert_eq!(names(&desk.folder()), ["media", "story.ron"]);
}

#[test]
fn a_second_save_keeps_the_first_in_the_history() {
    let desk = Desk::with_story();
    let before = fs::read(desk.file()).unwrap();
    let hash = desk.open().hash;
    desk.save(&story("Second"), Some(&hash), 3).unwrap();
    assert_eq!(desk.open().story.headline, "Second");
    assert_eq!(desk.history(), ["20260301T090300.000Z-ada-marsh.ron"]);
    assert_eq!(fs::read(desk.folder().join("history").join(&desk.history()[0])).unwrap(), before);
}

#[test]
fn saving_what_is_there_already_writes_nothing() {
    let desk = Desk::with_story();
    let hash = desk.open().hash;
    assert_eq!(desk.save(&story("First"), Some(&hash), 1).unwrap(), hash);
    assert_eq!(desk.history(), [""; 0]);
}

#[test]
fn the_history_keeps_one_copy_for_ten_minutes_and_packs_the_older_ones() {
    let desk = Desk::with_story();
    let mut hash = desk.open().hash;
    for minute in (5..=600).step_by(5) {
        hash = desk.save(&story(&format!("Minute {minute}")), Some(&hash), minute).unwrap();
    }
    let history = store::history(&desk.folder());
    assert_eq!(history.len(), 61);
    let headline =
        |copy: &store::Snapshot| store::open_snapshot(&copy.path).unwrap().story.headline;
    assert_eq!(headline(&history[0]), "Minute 595");
    assert_eq!(headline(&history[60]), "First");
    let packed = |name: &&String| name.ends_with(".ron.zst");
    assert_eq!(desk.history().iter().filter(packed).count(), 60, "all but the newest");
}

#[test]
fn other_files_in_the_history_are_left_alone() {
    let desk = Desk::with_story();
    let history = desk.folder().join("history");
    fs::create_dir_all(&history).unwrap();
    fs::write(history.join("damaged-0a1b2c3d.ron"), "(").unwrap();
    fs::write(history.join("my notes.txt"), "mine").unwrap();
    let mut hash = desk.open().hash;
    for minute in 1..30 {
        hash = desk.save(&story(&minute.to_string()), Some(&hash), minute).unwrap();
    }
    assert!(desk.history().contains(&"damaged-0a1b2c3d.ron".to_owned()));
    assert!(desk.history().contains(&"my notes.txt".to_owned()));
}

#[test]
fn who_saves_cannot_lead_out_of_the_history() {
    let desk = Desk::with_story();
    let hash = desk.open().hash;
    let second = story("Second");
    let save = Save {
        story: &second,
        unknown: &Unknown::default(),
        expected: Some(&hash),
        pictures: &[],
        copy_media_from: None,
        who: "../../../Ada: <Marsh>\u{0}",
        now: at(1),
    };
    store::save(&desk.folder(), &save).unwrap();
    assert_eq!(desk.history(), ["20260301T090100.000Z-ada-marsh.ron"]);
}

#[test]
fn nothing_is_saved_over_a_story_that_is_there() {
    let desk = Desk::with_story();
    let error = desk.save(&story("Another"), None, 1).unwrap_err();
    assert!(matches!(error, SaveError::AlreadyThere { .. }));
    assert_told(&error, "there is a story in this folder already", &desk.file());
    assert_eq!(desk.open().story.headline, "First");
}

#[test]
fn nothing_is_saved_over_what_somebody_else_has_changed() {
    let desk = Desk::with_story();
    let (ada, ben) = (desk.open(), desk.open());
    desk.save(&story("Ada's"), Some(&ada.hash), 1).unwrap();
    let error = desk.save(&story("Ben's"), Some(&ben.hash), 2).unwrap_err();
    assert!(matches!(error, SaveError::ChangedOnDisk { .. }));
    assert_told(&error, "somebody else has changed", &desk.file());
    assert_eq!(desk.open().story.headline, "Ada's");
    assert_eq!(names(&desk.folder()), ["history", "story.ron"]);

    fs::remove_file(desk.file()).unwrap();
    let error = desk.save(&story("Ben's"), Some(&ben.hash), 3).unwrap_err();
    assert!(matches!(error, SaveError::ChangedOnDisk { .. }));
}

#[test]
fn of_many_savers_at_once_exactly_one_wins() {
    let desk = Desk::with_story();
    let hash = desk.open().hash;
    let results: Vec<_> = std::thread::scope(|scope| {
        let savers: Vec<_> = (0..8)
            .map(|saver| {
                let (desk, hash) = (&desk, &hash);
                scope.spawn(move || desk.save(&story(&format!("Saver {saver}")), Some(hash), 1))
            })
            .collect();
        savers.into_iter().map(|saver| saver.join().unwrap()).collect()
    });
    let won: Vec<_> = results.iter().filter_map(|result| result.as_ref().ok()).collect();
    assert_eq!(won.len(), 1, "{results:?}");
    assert_eq!(desk.open().hash, *won[0]);
    let lost = |result: &Result<_, _>| matches!(result, Err(SaveError::ChangedOnDisk { .. }));
    assert_eq!(results.iter().filter(|result| lost(result)).count(), 7, "{results:?}");
}

#[test]
fn pictures_go_along_to_a_new_folder() {
    let desk = Desk::new();
    let (lead, gone) = (picture(1), picture(2));
    let mut story = story("First");
    story.lead = Some(figure(&lead));
    let missing = Ids::from_seed(99).block(BlockKind::Figure(Box::new(figure(&gone))));
    story.body.push(missing);
    save(&desk.folder(), &story, None, std::slice::from_ref(&lead), 0).unwrap();
    let copy = desk.home.path().join("copy");
    let save = Save {
        story: &story,
        unknown: &Unknown::default(),
        expected: None,
        pictures: &[],
        copy_media_from: Some(&desk.folder()),
        who: "",
        now: at(1),
    };
    store::save(&copy, &save).unwrap();
    assert_eq!(*store::read_picture(&copy, &lead.media).unwrap(), *lead.bytes);
    let opened = store::open(&copy).unwrap();
    let place = Place::Figure(FigureAt::Block(story.body[1].id));
    assert_eq!(opened.notices.len(), 1);
    assert_eq!(opened.notices[0].kind, NoticeKind::PictureMissing);
    assert_eq!(opened.notices[0].place, Some(place));
}

#[test]
fn a_picture_is_written_once_and_then_left_alone() {
    let desk = Desk::new();
    let lead = picture(1);
    let mut story = story("First");
    story.lead = Some(figure(&lead));
    let pictures = [lead.clone()];
    let hash = save(&desk.folder(), &story, None, &pictures, 0).unwrap();
    let path = desk.folder().join("media").join(lead.media.file_name());
    let written = fs::metadata(&path).unwrap().modified().unwrap();
    story.headline = "Second".to_owned();
    let hash = save(&desk.folder(), &story, Some(&hash), &pictures, 1).unwrap();
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), written);
    // One that was torn by somebody else's copying is written again.
    fs::write(&path, &lead.bytes[..10]).unwrap();
    save(&desk.folder(), &story, Some(&hash), &pictures, 2).unwrap();
    assert_eq!(fs::read(&path).unwrap(), *lead.bytes);
}

#[test]
fn a_picture_that_was_changed_is_not_shown_as_the_story_s() {
    let desk = Desk::new();
    let lead = picture(1);
    save(&desk.folder(), &story("First"), None, std::slice::from_ref(&lead), 0).unwrap();
    let path = desk.folder().join("media").join(lead.media.file_name());
    fs::write(&path, &picture(2).bytes[..]).unwrap();
    let error = store::read_picture(&desk.folder(), &lead.media).unwrap_err();
    assert_told(&error, "its file has been changed", &path);
}

#[test]
fn reading_is_bounded_and_says_what_is_wrong() {
    let home = tempfile::tempdir().unwrap();
    let path = |name: &str| home.path().join(name);
    fs::write(path("empty"), "").unwrap();
    fs::create_dir(path("folder")).unwrap();
    // As long as it says, and takes no room.
    let large = fs::File::create(path("large")).unwrap();
    large.set_len(store::MOST_INPUT_BYTES as u64 + 1).unwrap();
    for (name, why) in [
        ("empty", "it is empty"),
        ("folder", "this is a folder"),
        ("large", "it is larger than 64 MB"),
        ("nothing", "it is not there"),
    ] {
        let error = store::read_input(&path(name)).unwrap_err();
        assert_told(&error, why, &path(name));
    }
    fs::write(path("page"), "Rain").unwrap();
    assert_eq!(store::read_input(&path("page")).unwrap(), b"Rain");
}

#[cfg(unix)]
#[test]
fn devices_and_pipes_are_not_waited_for() {
    let home = tempfile::tempdir().unwrap();
    let pipe = home.path().join("pipe.jpg");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for path in [Path::new("/dev/zero"), Path::new("/dev/null"), &pipe] {
        let error = store::read_input(path).unwrap_err();
        assert_told(&error, "this is a device or a pipe", path);
    }
}

#[test]
fn a_folder_name_is_fresh() {
    let home = tempfile::tempdir().unwrap();
    let name = "../Harbour: reopens?";
    for expected in ["harbour-reopens", "harbour-reopens-2", "harbour-reopens-3"] {
        let folder = store::folder_for(home.path(), name);
        assert_eq!(folder, home.path().join(expected));
        fs::create_dir(folder).unwrap();
    }
}

#[test]
fn a_story_of_a_hundred_thousand_words_comes_back() {
    let desk = Desk::new();
    let mut ids = Ids::from_seed(6);
    let mut long = story("Long");
    let graf = RichText::plain("Ferries sail again from the old harbour. ".repeat(7));
    long.body = (0..2_100).map(|_| ids.block(BlockKind::Paragraph(graf.clone()))).collect();
    assert!(long.words() > 100_000);
    desk.save(&long, None, 0).unwrap();
    assert_eq!(desk.open().story, long);
}
