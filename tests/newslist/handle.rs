//! Stories duplicated, begun from templates, put away and brought back; snippets.

use chrono::NaiveDate;
use nightdesk::media::{self, Picture};
use nightdesk::store::newslist::Drawer;
use nightdesk::store::{self, Fill, Save, ShelveError, SnippetKind};
use nightdesk::story::{Figure, Language, MarkKind, Override, StoryId};
use uuid::Uuid;

use super::*;

fn id(number: u128) -> StoryId {
    StoryId(Uuid::from_u128(number))
}

fn picture() -> Picture {
    let bytes = media::clean_rgba_to_png(2, 2, &[7; 16]).unwrap();
    media::picture(bytes.into()).unwrap()
}

fn fill() -> Fill {
    Fill { date: NaiveDate::from_ymd_opt(2026, 3, 4).unwrap(), author: "Ada Quill".into() }
}

/// Saves a story twice, with a picture, so that it has a history.
fn save_twice(folder: &Path, story: &mut Story) -> Picture {
    let picture = picture();
    story.lead = Some(Figure { media: Some(picture.media), ..Figure::default() });
    let mut expected = None;
    for headline in ["Before", "Harbour wall"] {
        story.headline = headline.into();
        let unknown = Unknown::default();
        let save = Save {
            story,
            unknown: &unknown,
            expected: expected.as_ref(),
            pictures: std::slice::from_ref(&picture),
            copy_media_from: None,
            who: "ada",
            now: at(3),
        };
        expected = Some(store::save(folder, &save).unwrap());
    }
    picture
}

#[test]
fn a_duplicate_is_a_draft_of_its_own_with_the_same_pictures() {
    let desk = Desk::new();
    let folder = desk.folder().join("harbour");
    let mut old = with(story("harbour", "", "The wall fell."), |story| {
        story.status = Status::Published;
        story.overrides = vec![Override { at: at(1), what: "HTML".into(), why: "late".into() }];
        story.note_to_desk = "Call the port.".into();
    });
    let picture = save_twice(&folder, &mut old);
    let before = fs::read(folder.join("story.ron")).unwrap();

    let copy = store::duplicate(&desk.folder(), &folder, id(5), at(60)).unwrap();
    assert_eq!(copy, desk.folder().join("harbour-2"));
    let opened = store::open(&copy).unwrap();
    let expected = with(old, |story| {
        story.id = id(5);
        story.slug = "harbour-2".into();
        story.status = Status::Draft;
        story.overrides = vec![];
        (story.created, story.updated) = (at(60), at(60));
    });
    assert_eq!(opened.story, expected);
    assert_eq!(opened.notices, []);
    assert!(folder.join("history").is_dir() && !copy.join("history").exists());
    store::read_picture(&copy, &picture.media).unwrap();
    assert_eq!(fs::read(folder.join("story.ron")).unwrap(), before);

    let third = store::duplicate(&desk.folder(), &copy, id(6), at(61)).unwrap();
    assert_eq!(third, desk.folder().join("harbour-3"));
    let fourth = store::duplicate(&desk.folder(), &folder, id(7), at(62)).unwrap();
    assert_eq!(fourth, desk.folder().join("harbour-4"));
    assert_eq!(store::open(&fourth).unwrap().story.slug, "harbour-4");
}

#[cfg(unix)]
#[test]
fn a_duplicate_shares_the_bytes_of_its_pictures() {
    use std::os::unix::fs::MetadataExt as _;
    let desk = Desk::new();
    let folder = desk.folder().join("harbour");
    let picture = save_twice(&folder, &mut story("harbour", "", "One."));
    let copy = store::duplicate(&desk.folder(), &folder, id(5), at(60)).unwrap();
    let number = |folder: &Path| {
        let file = folder.join("media").join(picture.media.file_name());
        fs::metadata(file).unwrap().ino()
    };
    assert_eq!(number(&folder), number(&copy));
}

#[test]
fn a_story_without_a_slug_is_duplicated_by_its_folder() {
    let desk = Desk::new();
    let folder = desk.put(
        "untitled",
        &with(story("x", "Ferry", "One."), |story| {
            story.slug = String::new();
        }),
    );
    let copy = store::duplicate(&desk.folder(), &folder, id(5), at(60)).unwrap();
    assert_eq!(copy, desk.folder().join("untitled-2"));
    assert_eq!(store::open(&copy).unwrap().story.slug, "");
}

#[test]
fn what_cannot_be_duplicated_leaves_nothing_behind() {
    let desk = Desk::new();
    let newer = record::to_ron(&story("a", "A", "One."), &Unknown::default())
        .replace("nightdesk/1.0", "nightdesk/9.0");
    let folders = [
        (desk.put_text("torn", b"(schema: "), "line 1"),
        (desk.put_text("bytes", b"(\xff)"), "UTF-8"),
        (desk.put_text("newer", newer.as_bytes()), "newer version"),
        (desk.folder().join("nowhere"), "not there"),
    ];
    let names = || fs::read_dir(desk.folder()).unwrap().count();
    let before = names();
    for (folder, expected) in folders {
        let error = store::duplicate(&desk.folder(), &folder, id(5), at(0)).unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
        assert_eq!(names(), before);
    }
}

#[test]
fn a_story_goes_into_the_archive_and_comes_back() {
    let desk = Desk::with([story("ferry", "Ferry sails", "One.")]);
    let list = desk.scanned();
    let folder = desk.folder().join("ferry");
    let text = fs::read(folder.join("story.ron")).unwrap();

    let put_away = store::archive(&desk.folder(), &folder, at(0)).unwrap();
    assert_eq!(put_away, desk.folder().join("archive/2026/ferry"));
    let changes = scan(&list);
    assert_eq!((changes.gone, changes.added), (vec![folder.clone()], vec![put_away.clone()]));
    assert_eq!(rows(&list), []);
    let archive = Query { drawer: Drawer::Archive, ..Query::with_words("sails") };
    let rows_there = list.rows(&archive).unwrap();
    assert_eq!(rows_there[0].folder, put_away);
    assert!(rows_there[0].is_archived);

    // Somebody else took the name meanwhile.
    desk.put("ferry", &story("ferry", "Another", "Two."));
    let back = store::bring_back(&desk.folder(), &put_away, at(0)).unwrap();
    assert_eq!(back, desk.folder().join("ferry-2"));
    assert_eq!(fs::read(back.join("story.ron")).unwrap(), text);
    scan(&list);
    assert_eq!(rows(&list).len(), 2);
}

#[test]
fn only_story_folders_of_the_desk_are_moved() {
    let desk = Desk::with([story("ferry", "Ferry sails", "One.")]);
    let other = Desk::with([story("bus", "Bus", "Two.")]);
    fs::create_dir(desk.folder().join("empty")).unwrap();
    desk.put("archive/2025/old", &story("old", "Old", "Three."));
    #[cfg(unix)]
    std::os::unix::fs::symlink(other.folder().join("bus"), desk.folder().join("link")).unwrap();
    for folder in [
        desk.folder(),
        desk.folder().join("empty"),
        desk.folder().join("nowhere"),
        desk.folder().join("link"),
        desk.folder().join("archive/2025/old"),
        desk.folder().join("ferry/.."),
        other.folder().join("bus"),
    ] {
        let error = store::archive(&desk.folder(), &folder, at(0)).unwrap_err();
        assert!(matches!(error, ShelveError::NotOfThisDesk { .. }), "{error}");
    }
    let error = store::bring_back(&desk.folder(), &desk.folder().join("ferry"), at(0)).unwrap_err();
    assert!(matches!(error, ShelveError::NotOfThisDesk { .. }), "{error}");
    assert!(other.folder().join("bus/story.ron").is_file());
}

#[test]
fn a_story_that_somebody_has_open_stays() {
    let desk = Desk::with([story("ferry", "Ferry sails", "One.")]);
    let folder = desk.folder().join("ferry");
    let text = r#"(who: "Jo Marsh", host: "rim-3", session: "00000000-0000-0000-0000-000000000007",
        since: "2026-03-01T10:00:00Z", beat: "2026-03-01T10:05:30Z")"#;
    fs::write(folder.join("lock.ron"), text).unwrap();
    let error = store::archive(&desk.folder(), &folder, at(6)).unwrap_err();
    assert!(error.to_string().contains("Jo Marsh on rim-3 has it open"), "{error}");
    // Who has not been heard of for long has gone home.
    store::archive(&desk.folder(), &folder, at(30)).unwrap();
}

#[test]
fn a_story_that_cannot_be_read_can_be_put_away() {
    let desk = Desk::new();
    let folder = desk.put_text("torn", b"(");
    let put_away = store::archive(&desk.folder(), &folder, at(0)).unwrap();
    assert_eq!(put_away, desk.folder().join("archive/2026/torn"));
}

#[test]
fn a_story_is_begun_with_a_template() {
    let desk = Desk::new();
    let settings = desk.home.path().join("settings");
    let mut template = with(story("markets-{date}", "", "Shares on {date}."), |story| {
        story.status = Status::Held;
        story.bylines = by("{author}");
        story.dateline.place = "Vessany".into();
        story.dateline.date = NaiveDate::from_ymd_opt(2020, 1, 1);
        story.language = Language::new("en-GB").unwrap();
    });
    save_twice(&desk.folder().join("templates/markets"), &mut template);
    let text = record::to_ron(&story("", "Match report", "Goals."), &Unknown::default());
    fs::create_dir_all(settings.join("templates/empty")).unwrap();
    fs::write(settings.join("templates/match.ron"), text).unwrap();
    fs::write(settings.join("templates/torn.ron"), "(").unwrap();
    fs::write(settings.join("templates/readme.txt"), "no template").unwrap();

    let (templates, notices) = store::templates(&desk.folder(), Some(&settings));
    let names: Vec<_> = templates.iter().map(|template| template.name.as_str()).collect();
    assert_eq!((names, notices), (vec!["markets", "match", "torn"], vec![]));

    let begin = |index: usize| {
        let path = &templates[index].path;
        store::from_template_on_desk(&desk.folder(), path, &fill(), id(9), at(60))
    };
    let folder = begin(0).unwrap();
    assert_eq!(folder, desk.folder().join("markets-2026-03-04"));
    let opened = store::open(&folder).unwrap();
    assert_eq!(opened.notices, [], "its picture came along");
    let begun = opened.story;
    assert_eq!((begun.id, begun.status, begun.created), (id(9), Status::Draft, at(60)));
    assert_eq!(begun.slug, "markets-2026-03-04");
    assert_eq!(begun.bylines, by("Ada Quill"));
    assert_eq!(begun.dateline.date, Some(fill().date));
    let BlockKind::Paragraph(graf) = &begun.body.first().unwrap().kind else { panic!() };
    assert_eq!(graf.as_str(), "Shares on 4 March 2026.");
    assert!(!folder.join("history").exists());
    assert_eq!(begin(0).unwrap(), desk.folder().join("markets-2026-03-04-2"));

    assert_eq!(begin(1).unwrap(), desk.folder().join("match-report"));
    let error = begin(2).unwrap_err().to_string();
    assert!(error.contains("The template was not used: line 1, column 1"), "{error}");
    let error =
        store::from_template(&settings.join("templates/nowhere.ron"), &fill(), id(1), at(0));
    assert!(error.unwrap_err().to_string().contains("not there"));
}

#[test]
fn a_new_story_never_takes_a_folder_of_the_desk() {
    let desk = Desk::new();
    for (name, expected) in [("Archive", "archive-story"), ("Templates!", "templates-story")] {
        assert_eq!(store::folder_for(&desk.folder(), name), desk.folder().join(expected));
    }
}

#[test]
fn snippets_become_blocks() {
    let desk = Desk::new();
    let settings = desk.home.path().join("settings");
    fs::create_dir(&settings).unwrap();
    let text = r#"[
        (name: "About", text: "The *Mercury* of {date}.\n\nSecond [graf](https://mercury.example)."),
        (name: "Ada", kind: "bio", text: "{author} covers the coast."),
        (name: "Ten", kind: "promo", text: "The day in ten lines", url: "https://mercury.example/ten"),
    ]"#;
    fs::write(desk.folder().join("snippets.ron"), text).unwrap();
    fs::write(settings.join("snippets.ron"), r#"[(name: "Mine", text: "Mine.")]"#).unwrap();
    let (snippets, errors) = store::read_snippets(&desk.folder(), Some(&settings));
    assert!(errors.is_empty(), "{errors:?}");
    let names: Vec<_> = snippets.iter().map(|snippet| snippet.name.as_str()).collect();
    assert_eq!(names, ["About", "Ada", "Ten", "Mine"]);
    assert_eq!(snippets[1].kind, SnippetKind::Bio);

    let mut ids = Ids::from_seed(3);
    let language = Language::new("en-GB").unwrap();
    let blocks = |index: usize, ids: &mut Ids| snippets[index].blocks(&fill(), &language, ids);
    let about = blocks(0, &mut ids);
    let texts: Vec<_> = about.iter().map(|block| block.kind.texts()[0].as_str()).collect();
    assert_eq!(texts, ["The Mercury of 4 March 2026.", "Second graf."]);
    assert_eq!(about[0].kind.texts()[0].marks()[0].kind, MarkKind::Emphasis);
    assert!(matches!(about[1].kind.texts()[0].marks()[0].kind, MarkKind::Link { .. }));
    let bio = blocks(1, &mut ids);
    let bio = bio[0].kind.texts()[0];
    assert_eq!(bio.as_str(), "Ada Quill covers the coast.");
    assert!(bio.is_marked(0..bio.len(), &MarkKind::Emphasis));
    let BlockKind::Promo(promo) = &blocks(2, &mut ids)[0].kind else { panic!() };
    assert_eq!(promo.url, "https://mercury.example/ten");
    let again = blocks(0, &mut ids);
    assert!(about.iter().all(|block| again.iter().all(|other| other.id != block.id)));
}

#[test]
fn what_is_wrong_with_snippets_is_told_and_costs_no_other() {
    let desk = Desk::new();
    for (text, expected) in [
        (r#"[(name: "A", text: "a"), (name: "B", txt: "b"), (name: "C", text: "c")]"#, "“B”"),
        (r#"[(name: "A", text: "a"), (text: "b"), (name: "C", text: "c")]"#, "number 2"),
        (
            r#"[(name: "A", text: "a"), (name: "B", kind: "promo", text: "b"), (name: "C", text: "c")]"#,
            "a promo needs a url",
        ),
        (
            r#"[(name: "A", text: "a"), (name: "B", kind: "ad", text: "b"), (name: "C", text: "c")]"#,
            "`ad`",
        ),
        (r#"[(name: "A", text: "a"), 7, (name: "C", text: "c")]"#, "number 2"),
    ] {
        fs::write(desk.folder().join("snippets.ron"), text).unwrap();
        let (snippets, errors) = store::read_snippets(&desk.folder(), None);
        let names: Vec<_> = snippets.iter().map(|snippet| snippet.name.as_str()).collect();
        assert_eq!(names, ["A", "C"], "{text}");
        let said = errors[0].to_string();
        assert!(errors.len() == 1 && said.contains(expected), "{said}");
        assert!(said.ends_with("snippets.ron"), "{said}");
    }
    for (text, expected) in [("[(name: ", "line 1"), ("(a: 1)", "no list"), ("", "empty")] {
        fs::write(desk.folder().join("snippets.ron"), text).unwrap();
        let (snippets, errors) = store::read_snippets(&desk.folder(), None);
        assert!(snippets.is_empty() && errors[0].to_string().contains(expected), "{errors:?}");
    }
}
