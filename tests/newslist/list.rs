//! What the list shows, in which order, and what a scan makes of a folder.

use nightdesk::store::newslist::{Column, Drawer};
use nightdesk::store::{self, Holder, Locked};
use nightdesk::story::StoryId;
use uuid::Uuid;

use super::*;

#[test]
fn a_row_shows_what_the_story_says() {
    let told = with(story("ferry", "Ferry sails again", "Four words of copy."), |story| {
        story.section = "Coast".into();
        story.status = Status::InSlot;
        story.deadline = Some(at(60));
        story.embargo = Some(at(90));
        story.updated = at(7);
        story.target_words = Some(400);
        story.bylines = vec![Person::named("Ada Quill"), Person::named("Jo Marsh")];
    });
    let desk = Desk::with([told.clone()]);
    let list = desk.scanned();
    let row = Row {
        folder: desk.folder().join("ferry"),
        is_archived: false,
        id: Some(StoryId(told.id.0)),
        slug: "ferry".into(),
        headline: "Ferry sails again".into(),
        status: Status::InSlot,
        section: "Coast".into(),
        deadline: Some(at(60)),
        embargo: Some(at(90)),
        updated: at(7),
        words: 4,
        target_words: Some(400),
        bylines: vec!["Ada Quill".into(), "Jo Marsh".into()],
        language: told.language,
        error: None,
        who_has_it: None,
    };
    assert_eq!(rows(&list), [row]);
    assert_eq!(list.sections().unwrap(), ["Coast"]);
}

#[test]
fn every_column_sorts_both_ways() {
    let desk = Desk::with([
        with(story("apple", "Zebra crossing", "One."), |story| {
            story.status = Status::Ready;
            story.section = "World".into();
            story.deadline = Some(at(5));
            story.embargo = Some(at(1));
            story.updated = at(2);
            story.target_words = Some(300);
            story.bylines = by("Éva Bor");
        }),
        with(story("birch", "apple harvest", "One two three."), |story| {
            story.section = "Coast".into();
            story.deadline = Some(at(2));
            story.embargo = Some(at(3));
            story.updated = at(3);
            story.target_words = Some(200);
            story.bylines = by("Finn Low");
        }),
        with(story("cedar", "“Nobody came”", "One two."), |story| {
            story.status = Status::OnRim;
            story.section = "Local".into();
            story.deadline = Some(at(9));
            story.embargo = Some(at(2));
            story.updated = at(1);
            story.target_words = Some(250);
            story.bylines = by("Dora Ash");
        }),
    ]);
    let list = desk.scanned();
    for (column, expected) in [
        (Column::Slug, ["apple", "birch", "cedar"]),
        (Column::Folder, ["apple", "birch", "cedar"]),
        (Column::Headline, ["birch", "cedar", "apple"]),
        (Column::Status, ["birch", "cedar", "apple"]),
        (Column::Section, ["birch", "cedar", "apple"]),
        (Column::Deadline, ["birch", "apple", "cedar"]),
        (Column::Embargo, ["apple", "cedar", "birch"]),
        (Column::Updated, ["cedar", "apple", "birch"]),
        (Column::Words, ["apple", "cedar", "birch"]),
        (Column::TargetWords, ["birch", "cedar", "apple"]),
        (Column::Bylines, ["cedar", "apple", "birch"]),
    ] {
        for is_descending in [false, true] {
            let query = Query { sort: column, is_descending, ..Query::default() };
            let rows = list.rows(&query).unwrap();
            let mut expected = expected.to_vec();
            if is_descending {
                expected.reverse();
            }
            assert_eq!(slugs(&rows), expected, "{column:?} {is_descending}");
        }
    }
}

#[test]
fn the_list_is_filtered_by_status_section_words_and_drawer() {
    let desk = Desk::with([
        with(story("draft", "Ferry", "Sails."), |story| story.section = "Coast".into()),
        with(story("ready", "Ferry", "Rests."), |story| story.status = Status::Ready),
        with(story("held", "Bus", "Rests."), |story| story.status = Status::Held),
    ]);
    desk.put("archive/2025/old", &story("old", "Ferry", "Sank."));
    desk.put("archive/by-hand", &story("by-hand", "Ferry", "Sank."));
    let list = desk.scanned();
    let none = Query { sort: Column::Slug, ..Query::default() };
    let coast = || vec!["Coast".to_owned()];
    for (query, expected) in [
        (none.clone(), vec!["draft", "held", "ready"]),
        (
            Query { statuses: vec![Status::Ready, Status::Held], ..none.clone() },
            vec!["held", "ready"],
        ),
        (Query { sections: coast(), ..none.clone() }, vec!["draft"]),
        (Query { words: "fer".into(), ..none.clone() }, vec!["draft", "ready"]),
        (Query { words: "fer -sails".into(), ..none.clone() }, vec!["ready"]),
        (Query { words: "rests status:held".into(), ..none.clone() }, vec!["held"]),
        (Query { words: "-ferry".into(), ..none.clone() }, vec!["held"]),
        (Query { drawer: Drawer::Archive, ..none.clone() }, vec!["by-hand", "old"]),
        (
            Query { drawer: Drawer::Both, words: "ferry".into(), ..none.clone() },
            vec!["by-hand", "draft", "old", "ready"],
        ),
        (Query { sections: coast(), statuses: vec![Status::Held], ..none.clone() }, vec![]),
    ] {
        assert_eq!(slugs(&list.rows(&query).unwrap()), expected, "{query:?}");
    }
}

#[test]
fn a_scan_tells_what_has_changed_and_reads_nothing_else() {
    let desk = Desk::with([
        story("ferry", "Ferry sails", "One."),
        story("bus", "Bus stops", "Two."),
        story("tram", "Tram bends", "Three."),
    ]);
    let list = desk.newslist();
    assert_eq!(rows(&list), [], "nothing has been looked at");
    let first = scan(&list);
    assert_eq!(names(&first.added), ["bus", "ferry", "tram"]);
    assert_eq!((first.stories, first.is_cut_short), (3, false));

    let again = scan(&list);
    assert!(again.is_empty(), "{again:?}");
    assert_eq!(again.stories, 3);

    desk.put("ferry", &story("ferry", "Ferry sinks", "One."));
    fs::remove_dir_all(desk.folder().join("bus")).unwrap();
    fs::remove_file(desk.folder().join("tram/story.ron")).unwrap();
    desk.put("plane", &story("plane", "Plane lands", "Four."));
    let more = scan(&list);
    assert_eq!(names(&more.added), ["plane"]);
    assert_eq!(names(&more.changed), ["ferry"]);
    assert_eq!(names(&more.gone), ["bus", "tram"]);
    assert_eq!(more.stories, 2);
    assert_eq!(found(&list, "sinks"), ["ferry"]);
    assert_eq!(found(&list, "stops"), [""; 0], "words of a story that is gone are gone");
}

#[test]
fn a_change_that_leaves_time_and_length_is_seen() {
    let desk = Desk::with([story("ferry", "Ferry sails", "One.")]);
    let file = desk.folder().join("ferry/story.ron");
    let long_ago = std::time::SystemTime::now() - std::time::Duration::from_hours(9);
    let age = || fs::File::options().append(true).open(&file).unwrap().set_modified(long_ago);
    age().unwrap();
    let list = desk.scanned();
    desk.put("ferry", &story("ferry", "Ferry sinks", "One."));
    age().unwrap();
    assert_eq!(names(&scan(&list).changed), ["ferry"]);
    assert_eq!(rows(&list)[0].headline, "Ferry sinks");
}

#[test]
fn a_story_that_was_only_touched_has_not_changed() {
    let desk = Desk::with([story("ferry", "Ferry sails", "One.")]);
    let list = desk.scanned();
    let file = desk.folder().join("ferry/story.ron");
    let text = fs::read(&file).unwrap();
    fs::write(&file, text).unwrap();
    assert!(scan(&list).is_empty());
}

#[test]
fn a_story_that_cannot_be_read_is_a_row_with_its_error() {
    let desk = Desk::with([story("ferry", "Ferry sails", "One.")]);
    desk.put_text("torn", b"(schema: \"nightdesk/1.0\", headline: \"Fer");
    desk.put_text("empty", b"");
    desk.put_text("bytes", b"\xff\xfe\x00");
    desk.put_text("other", b"(name: \"no story\")");
    desk.put_text("deep", "[".repeat(100_000).as_bytes());
    fs::create_dir_all(desk.folder().join("folder/story.ron")).unwrap();
    let list = desk.scanned();
    let rows = list.rows(&Query { sort: Column::Slug, ..Query::default() }).unwrap();
    for (slug, expected) in [
        ("bytes", Some("no text in UTF-8")),
        ("deep", Some("nested too deeply")),
        ("empty", Some("is empty")),
        ("ferry", None),
        ("folder", Some("no file of its own")),
        ("other", Some("not a story of Nightdesk")),
        ("torn", Some("line 1, column")),
    ] {
        let row = rows.iter().find(|row| row.slug == slug).unwrap();
        let error = row.error.as_deref();
        assert_eq!(error.is_some(), expected.is_some(), "{slug}: {error:?}");
        if let (Some(error), Some(expected)) = (error, expected) {
            assert!(error.contains(expected), "{slug}: {error}");
            assert!(error.ends_with(['.', ' ']) || error.contains(". "), "{slug}: {error}");
        }
    }
    assert_eq!(rows.len(), 7);
    assert!(scan(&list).is_empty(), "what could not be read before is no news");

    desk.put("torn", &story("torn", "Mended", "One."));
    assert_eq!(names(&scan(&list).changed), ["torn"]);
    desk.put_text("ferry", b"(");
    assert_eq!(names(&scan(&list).changed), ["ferry"]);
    assert_eq!(found(&list, "sails"), [""; 0]);
    assert_eq!(found(&list, "ferry"), ["ferry"], "by the name of its folder");
}

#[test]
fn names_in_any_script_are_listed_and_found() {
    let names = ["überschwemmung", "東京で大雨", "बाढ़", "e\u{301}clair", "a b’c", "-x", "%s"];
    let desk = Desk::with(names.map(|name| story(name, name, "One.")));
    let list = desk.scanned();
    let mut listed: Vec<_> = rows(&list).into_iter().map(|row| row.folder).collect();
    let mut expected: Vec<_> = names.iter().map(|name| desk.folder().join(name)).collect();
    listed.sort();
    expected.sort();
    assert_eq!(listed, expected);
    assert!(listed.iter().all(|folder| folder.join("story.ron").is_file()));
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_text_is_listed_too() {
    use std::os::unix::ffi::OsStrExt as _;
    let desk = Desk::with([story("ferry", "Ferry sails", "One.")]);
    let name = std::ffi::OsStr::from_bytes(b"tram-\xff");
    fs::rename(desk.folder().join("ferry"), desk.folder().join(name)).unwrap();
    let list = desk.scanned();
    assert_eq!(rows(&list)[0].folder, desk.folder().join(name));
    assert!(scan(&list).is_empty());
}

#[cfg(unix)]
#[test]
fn links_hidden_folders_and_deeper_ones_are_not_followed() {
    use std::os::unix::fs::symlink;
    let desk = Desk::with([story("ferry", "Ferry sails", "One.")]);
    let elsewhere = desk.home.path().join("elsewhere");
    fs::create_dir_all(&elsewhere).unwrap();
    fs::rename(desk.put("secret", &story("secret", "Secret", "Two.")), elsewhere.join("secret"))
        .unwrap();
    symlink(elsewhere.join("secret"), desk.folder().join("link")).unwrap();
    symlink(&elsewhere, desk.folder().join("archive")).unwrap();
    fs::create_dir(desk.folder().join("inside")).unwrap();
    symlink(elsewhere.join("secret/story.ron"), desk.folder().join("inside/story.ron")).unwrap();
    symlink(desk.folder(), desk.folder().join("loop")).unwrap();
    desk.put(".hidden", &story("hidden", "Hidden", "Three."));
    desk.put("ferry/media", &story("deeper", "Deeper", "Four."));
    let list = desk.scanned();
    let query = Query { sort: Column::Slug, drawer: Drawer::Both, ..Query::default() };
    let rows = list.rows(&query).unwrap();
    assert_eq!(slugs(&rows), ["ferry", "inside"]);
    assert!(rows[1].error.as_deref().unwrap().contains("no file of its own"));
    assert_eq!(found(&list, "secret"), [""; 0]);
}

#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_a_story_stops_nothing() {
    let desk = Desk::with([story("ferry", "Ferry sails", "One.")]);
    fs::create_dir(desk.folder().join("pipe")).unwrap();
    let made =
        std::process::Command::new("mkfifo").arg(desk.folder().join("pipe/story.ron")).status();
    if made.is_ok_and(|status| status.success()) {
        let list = desk.scanned();
        assert_eq!(rows(&list).len(), 2);
    }
}

#[test]
fn templates_are_no_stories() {
    let desk = Desk::with([story("ferry", "Ferry sails", "One.")]);
    desk.put("templates/match-report", &story("match", "Match", "Two."));
    let list = desk.scanned();
    assert_eq!(slugs(&rows(&list)), ["ferry"]);
    // Somebody's story may be called so all the same.
    desk.put("templates", &story("templates", "On templates", "Three."));
    scan(&list);
    assert_eq!(rows(&list).len(), 2);
}

#[test]
fn the_list_tells_who_has_a_story() {
    let desk = Desk::with([story("ferry", "Ferry sails", "One."), story("bus", "Bus", "Two.")]);
    let list = desk.scanned();
    let me = Holder::here("Ada Quill", Uuid::from_u128(7), Utc::now());
    let Locked::Ours(mut lock) = store::lock(&desk.folder().join("ferry"), &me, false) else {
        panic!()
    };
    let taken = scan(&list);
    assert_eq!((names(&taken.held), taken.changed.len()), (vec!["ferry"], 0));
    let query = Query { sort: Column::WhoHasIt, ..Query::default() };
    assert_eq!(list.rows(&query).unwrap()[0].who_has_it.as_ref(), Some(&me));
    lock.beat(Utc::now() + TimeDelta::seconds(1)).unwrap();
    assert!(scan(&list).is_empty(), "that they are still there is no news");
    drop(lock);
    assert_eq!(names(&scan(&list).held), ["ferry"]);
    assert!(rows(&list).iter().all(|row| row.who_has_it.is_none()));
}

#[test]
fn a_scan_can_be_stopped_and_loses_nothing() {
    let desk = Desk::with((0..50).map(|n| story(&format!("s{n}"), "Ferry", "One.")));
    let list = desk.scanned();
    fs::remove_dir_all(desk.folder().join("s7")).unwrap();
    let watch = Watch { stopped: &|| true, ..Watch::NOBODY };
    let stopped = list.scan(&watch).unwrap();
    assert!(stopped.is_cut_short && stopped.gone.is_empty());
    assert_eq!(rows(&list).len(), 50);
    assert_eq!(scan(&list).gone.len(), 1);
}

#[test]
fn a_scan_tells_how_far_it_is() {
    let desk = Desk::with((0..30).map(|n| story(&format!("s{n}"), "Ferry", "One.")));
    let last = std::sync::Mutex::new((0, 0));
    let progress = |done: usize, all: usize| {
        let mut last = last.lock().unwrap();
        *last = (last.0.max(done), all);
    };
    desk.newslist().scan(&Watch { progress: &progress, ..Watch::NOBODY }).unwrap();
    assert_eq!(*last.lock().unwrap(), (30, 30));
}

#[test]
fn a_desk_folder_that_has_gone_leaves_the_list_alone() {
    let desk = Desk::with([story("ferry", "Ferry sails", "One.")]);
    let list = desk.scanned();
    let aside = desk.home.path().join("aside");
    fs::rename(desk.folder(), &aside).unwrap();
    let error = list.scan(&Watch::NOBODY).unwrap_err().to_string();
    assert!(error.contains("the desk folder is not there"), "{error}");
    assert_eq!(rows(&list).len(), 1);
    fs::rename(aside, desk.folder()).unwrap();
    assert!(scan(&list).is_empty());
}
