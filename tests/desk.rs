//! The desk without a window: commands in, jobs run on the spot, a story out.

#![expect(clippy::unwrap_used, reason = "a test stops at what it does not expect")]

#[path = "desk/pictures.rs"]
mod pictures;

use std::fs;
use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};
use nightdesk::desk::{Command, Desk, Job, Layer, Pasted, PictureFrom, PictureTo, Question, Tone};
use nightdesk::edit::{Caret, Edit, Selection, Value, make};
use nightdesk::export::Format;
use nightdesk::story::{BlockKind, Ids, Part, Person, Status, Story, TextAt};
use nightdesk::{media, store};

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_793_000_000, 0).unwrap()
}

fn desk_in(folder: &Path) -> Desk {
    let settings =
        store::Settings { desk_folder: Some(folder.to_path_buf()), ..store::Settings::default() };
    Desk::new(settings, uuid::Uuid::from_u128(1 << 100), now())
}

/// Gives a command and runs everything that follows from it.
fn obey(desk: &mut Desk, command: Command) {
    let mut jobs = desk.handle(command, now());
    while let Some(job) = jobs.pop() {
        jobs.extend(desk.receive(job.run(), now()));
    }
}

fn set(desk: &mut Desk, at: TextAt, text: &str) {
    obey(desk, Command::SetText { at, text: text.to_owned() });
}

fn first_graf(desk: &Desk) -> TextAt {
    TextAt::Block(desk.story().body[0].id, Part::Text)
}

fn rules(desk: &Desk) -> Vec<&'static str> {
    desk.findings().iter().map(|finding| finding.rule).collect()
}

#[test]
fn a_save_writes_what_a_second_desk_opens() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = desk_in(folder.path());
    set(&mut first, TextAt::Headline, "Harbour reopens");
    assert!(first.is_dirty());
    obey(&mut first, Command::Save);
    assert!(!first.is_dirty());
    let mut second = desk_in(folder.path());
    obey(&mut second, Command::Open(first.folder().unwrap().to_path_buf()));
    assert_eq!(first.story(), second.story());
}

#[test]
fn a_story_changed_by_somebody_else_is_never_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let mut mine = desk_in(folder.path());
    set(&mut mine, TextAt::Headline, "Harbour reopens");
    obey(&mut mine, Command::Save);
    let place = mine.folder().unwrap().to_path_buf();
    let mut theirs = desk_in(folder.path());
    obey(&mut theirs, Command::Open(place.clone()));
    set(&mut theirs, TextAt::Headline, "Harbour stays shut");
    obey(&mut theirs, Command::Save);

    set(&mut mine, TextAt::Kicker, "Storm");
    obey(&mut mine, Command::Save);
    assert_eq!(mine.question(), Some(&Question::ChangedOnDisk));
    obey(&mut mine, Command::GoOn(String::new()));
    assert_ne!(mine.folder(), Some(place.as_path()), "mine goes beside theirs");
    assert!(!mine.is_dirty());
    assert_eq!(store::open(&place).unwrap().story.headline, "Harbour stays shut");
    let beside = store::open(mine.folder().unwrap()).unwrap().story;
    assert_eq!((beside.headline.as_str(), beside.kicker.as_str()), ("Harbour reopens", "Storm"));
}

#[test]
fn a_damaged_story_opens_from_its_newest_good_copy_and_keeps_the_damaged_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_in(folder.path());
    set(&mut desk, TextAt::Headline, "Harbour reopens");
    obey(&mut desk, Command::Save);
    set(&mut desk, TextAt::Kicker, "Storm");
    obey(&mut desk, Command::Save);
    let place = desk.folder().unwrap().to_path_buf();
    let torn = "(version: \"1.0\", headline: \"Harb";
    fs::write(place.join("story.ron"), torn).unwrap();

    obey(&mut desk, Command::Open(place.clone()));
    let Some(Question::Damaged { problem, .. }) = desk.question() else { panic!("a question") };
    assert!(problem.contains("line 1") && problem.contains("story.ron"), "{problem}");
    obey(&mut desk, Command::GoOn(String::new()));
    assert_eq!(desk.story().headline, "Harbour reopens");
    assert!(desk.is_dirty(), "what is shown is not what is on disk");
    set(&mut desk, TextAt::Kicker, "Storm again");
    obey(&mut desk, Command::Save);
    assert_eq!(store::open(&place).unwrap().story.kicker, "Storm again");
    let kept = fs::read_dir(place.join("history"))
        .unwrap()
        .any(|file| fs::read(file.unwrap().path()).unwrap() == torn.as_bytes());
    assert!(kept, "the damaged file is kept in the history");
}

#[test]
fn findings_about_changed_words_wait_for_the_next_check() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_in(folder.path());
    let at = first_graf(&desk);
    set(&mut desk, at, "The the ferry left.");
    assert!(rules(&desk).contains(&"doubled-word"));
    let checks: Vec<Job> =
        desk.handle(Command::SetText { at, text: "The ferry the left.".into() }, now());
    assert!(!rules(&desk).contains(&"doubled-word"), "the old result is about other words");
    assert!(!desk.is_checked());
    for job in checks {
        let more = desk.receive(job.run(), now());
        assert!(more.is_empty());
    }
    assert!(desk.is_checked() && !rules(&desk).contains(&"doubled-word"));
}

#[test]
fn an_ignored_finding_stays_ignored_until_it_is_shown_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_in(folder.path());
    let at = first_graf(&desk);
    set(&mut desk, at, "The the ferry left.");
    let key = desk.findings().iter().find(|f| f.rule == "doubled-word").unwrap().key.clone();
    obey(&mut desk, Command::Ignore(key.clone()));
    assert!(!rules(&desk).contains(&"doubled-word"));
    assert_eq!(desk.ignored().len(), 1);
    set(&mut desk, at, "Monday. The the ferry left.");
    assert!(!rules(&desk).contains(&"doubled-word"), "it is ignored where it moved to");
    obey(&mut desk, Command::StopIgnoring(key));
    assert!(rules(&desk).contains(&"doubled-word"));
}

#[test]
fn all_findings_of_a_kind_are_fixed_in_one_step() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_in(folder.path());
    let at = first_graf(&desk);
    let words = "The the ferry left at at dawn and and sailed.";
    set(&mut desk, at, words);
    obey(&mut desk, Command::FixAll("doubled-word"));
    let text = |desk: &Desk| desk.story().text(at).unwrap().as_str().to_owned();
    assert_eq!(text(&desk), "The ferry left at dawn and sailed.");
    obey(&mut desk, Command::Undo);
    assert_eq!(text(&desk), words);
}

#[test]
fn an_embargoed_story_asks_and_records_the_reason() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.txt");
    let mut desk = desk_in(folder.path());
    set(&mut desk, TextAt::Headline, "Harbour reopens");
    let embargo = Edit::Set(Value::Embargo(Some(now() + TimeDelta::hours(2))));
    obey(&mut desk, Command::Change(embargo.into()));
    obey(&mut desk, Command::Change(Edit::Set(Value::Status(Status::Held)).into()));
    let export = Command::Export { format: Format::Text, out: out.clone(), confirmed: None };
    obey(&mut desk, export);
    let Some(Question::Export { reasons, .. }) = desk.question() else { panic!("a question") };
    let reasons = reasons.join("; ");
    assert!(reasons.contains("embargo") && reasons.contains("Held"), "{reasons}");
    assert!(!out.exists());
    obey(&mut desk, Command::GoOn("The source agreed".to_owned()));
    assert!(out.is_file());
    assert_eq!(desk.story().overrides[0].why, "The source agreed");
}

#[test]
fn what_a_paste_left_out_comes_back_as_blocks() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_in(folder.path());
    let html = "<p>The first ferry left at dawn.</p><blockquote><p>It was full.</p></blockquote>\
        <div class=newsletter><h3>Sign up to our newsletter</h3><input type=email></div>\
        <p>The second sailed at nine.</p>";
    let text = "The first ferry left at dawn. It was full. The second sailed at nine.";
    let pasted = Pasted::Html { html: html.to_owned(), text: text.to_owned() };
    let caret = Selection::caret(first_graf(&desk), 0);
    obey(&mut desk, Command::Paste { at: Some(caret), pasted, plain: false });
    let kinds: Vec<&str> = desk.story().body.iter().map(|block| block.kind.name()).collect();
    assert!(kinds.contains(&"Quote"), "a quote is not flattened: {kinds:?}");
    let copy = |desk: &Desk| format!("{:?}", desk.story().body);
    assert!(!copy(&desk).contains("newsletter"));
    let receipt = desk.receipt().unwrap();
    let index = receipt.notices.iter().position(|notice| notice.kept.is_some()).unwrap();
    obey(&mut desk, Command::BringBack(index));
    assert!(copy(&desk).contains("Sign up to our newsletter"), "{}", copy(&desk));
    obey(&mut desk, Command::Undo);
    assert!(!copy(&desk).contains("newsletter"));
}

#[test]
fn pictures_go_to_the_story_folder_once_and_a_second_lead_moves_the_first() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_in(folder.path());
    for shade in [10_u8, 200] {
        let bytes = media::clean_rgba_to_png(8, 8, &[shade; 256]).unwrap();
        let from = PictureFrom::Bytes { name: "quay.png".to_owned(), bytes: bytes.into() };
        obey(&mut desk, Command::AddPicture { to: PictureTo::Lead, from });
    }
    assert!(desk.story().lead.is_some());
    assert!(matches!(desk.story().body[0].kind, BlockKind::Figure(_)));
    obey(&mut desk, Command::Save);
    let media = || fs::read_dir(desk.folder().unwrap().join("media")).unwrap().count();
    assert_eq!(media(), 2);
}

/// A desk with a lead picture, saved.
fn desk_with_a_picture(folder: &Path) -> Desk {
    let mut desk = desk_in(folder);
    set(&mut desk, TextAt::Headline, "Harbour reopens");
    let bytes = media::clean_rgba_to_png(64, 36, &[200; 64 * 36 * 4]).unwrap();
    let from = PictureFrom::Bytes { name: "quay.png".to_owned(), bytes: bytes.into() };
    obey(&mut desk, Command::AddPicture { to: PictureTo::Lead, from });
    obey(&mut desk, Command::Save);
    let mut settings = desk.settings().clone();
    settings.renditions.wish.widths = vec![40, 20];
    settings.kept_in = Some(folder.join("settings"));
    obey(&mut desk, Command::Settings(Box::new(settings)));
    desk
}

fn export_page(out: &Path) -> Command {
    let confirmed = Some("a proof".to_owned());
    Command::Export { format: Format::Html, out: out.to_path_buf(), confirmed }
}

#[test]
fn an_export_makes_the_pictures_once_and_says_how_many() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_with_a_picture(folder.path());
    let out = folder.path().join("page");
    for expected in [(1, 0), (0, 1)] {
        obey(&mut desk, export_page(&out));
        let batch = &desk.export_report().unwrap().batch;
        assert_eq!((batch.made, batch.kept), expected, "{:?}", desk.message());
        assert!(desk.exporting().is_none() && desk.busy().is_empty());
    }
    let mut endings: Vec<_> = fs::read_dir(out.join("media"))
        .unwrap()
        .map(|file| file.unwrap().file_name().to_string_lossy().into_owned().split_off(32))
        .collect();
    endings.sort();
    assert_eq!(endings, ["-20.jpg", "-20.webp", "-40.jpg", "-40.webp"]);
    let page = fs::read_to_string(out.join("index.html")).unwrap();
    assert!(page.contains("width=\"40\" height=\"23\""), "{page}");
}

#[test]
fn an_export_that_is_stopped_says_so_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_with_a_picture(folder.path());
    let out = folder.path().join("page");
    let jobs = desk.handle(export_page(&out), now());
    assert_eq!(desk.exporting().unwrap().words(), "Exporting…");
    obey(&mut desk, Command::CancelExport);
    assert_eq!(desk.exporting().unwrap().words(), "Stopping the export…");
    for job in jobs {
        desk.receive(job.run(), now());
    }
    assert!(!out.join("index.html").exists());
    assert!(desk.exporting().is_none() && desk.export_report().is_none());
    let message = desk.message().unwrap();
    assert_eq!(message.tone, Tone::Done, "it is as asked");
    assert!(message.text.starts_with("The export was stopped."), "{}", message.text);
    // The next one is not stopped.
    obey(&mut desk, export_page(&out));
    assert!(out.join("index.html").is_file());
}

#[test]
fn an_original_that_leaves_is_a_message_that_nobody_overlooks() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_with_a_picture(folder.path());
    let mut lead = desk.story().lead.clone().unwrap();
    lead.media.as_mut().unwrap().width_px = 63;
    let set = Edit::Set(Value::Lead(Some(Box::new(lead))));
    obey(&mut desk, Command::Change(set.into()));
    let out = folder.path().join("page");
    obey(&mut desk, export_page(&out));
    let message = desk.message().unwrap();
    assert_eq!(message.tone, Tone::Problem);
    assert!(message.text.contains("1 picture left as its original"), "{}", message.text);
    assert!(out.join("index.html").is_file());
}

#[test]
fn a_file_that_cannot_be_read_is_a_message_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_in(folder.path());
    set(&mut desk, TextAt::Headline, "Harbour reopens");
    obey(&mut desk, Command::Save);
    let before = desk.story().clone();
    for command in [
        Command::Open(folder.path().join("nowhere")),
        Command::Import(folder.path().join("nothing.html")),
        Command::AddPicture {
            to: PictureTo::Lead,
            from: PictureFrom::File(folder.path().join("no.jpg")),
        },
    ] {
        obey(&mut desk, command);
        let message = desk.message().unwrap();
        assert_eq!(message.tone, Tone::Problem);
        assert!(message.text.len() > 20, "{}", message.text);
    }
    assert_eq!(desk.story(), &before);
    assert!(desk.busy().is_empty());
}

#[test]
fn pictures_are_gathered_into_a_gallery_and_taken_apart() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_in(folder.path());
    for shade in [10_u8, 100, 200] {
        let bytes = media::clean_rgba_to_png(8, 8, &[shade; 256]).unwrap();
        let from = PictureFrom::Bytes { name: "quay.png".to_owned(), bytes: bytes.into() };
        obey(&mut desk, Command::AddPicture { to: PictureTo::Below(None), from });
    }
    let kinds = |desk: &Desk| -> Vec<&str> {
        desk.story().body.iter().map(|block| block.kind.name()).collect()
    };
    assert_eq!(kinds(&desk), ["Paragraph", "Picture", "Picture", "Picture"]);
    let first = desk.story().body[1].id;
    for _ in 0..2 {
        let change = make::gather(desk.story(), first).expect("a picture stands below");
        obey(&mut desk, Command::Change(change));
    }
    assert_eq!(kinds(&desk), ["Paragraph", "Gallery"]);
    assert_eq!(desk.story().figures().len(), 3);
    assert!(make::gather(desk.story(), first).is_none(), "nothing stands below");
    obey(&mut desk, Command::Scatter(first));
    assert_eq!(kinds(&desk), ["Paragraph", "Picture", "Picture", "Picture"]);
    obey(&mut desk, Command::Undo);
    assert_eq!(kinds(&desk), ["Paragraph", "Gallery"]);
}

#[test]
fn a_portrait_goes_to_its_person_and_into_the_story_folder() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_in(folder.path());
    let people = vec![Person::named("Ada Example")];
    obey(&mut desk, Command::Change(Edit::Set(Value::Bylines(people)).into()));
    let bytes = media::clean_rgba_to_png(8, 8, &[90; 256]).unwrap();
    let from = PictureFrom::Bytes { name: "ada.png".to_owned(), bytes: bytes.into() };
    obey(&mut desk, Command::AddPicture { to: PictureTo::Portrait(0), from });
    let portrait = desk.story().bylines[0].portrait.expect("a portrait");
    obey(&mut desk, Command::Save);
    assert!(desk.folder().unwrap().join("media").join(portrait.file_name()).is_file());
}

#[test]
fn a_copy_leaves_notes_to_colleagues_behind_unless_they_are_all_of_it() {
    let mut ids = Ids::from_seed(1);
    let mut story = Story::new(ids.story());
    let graf = |words: &str| BlockKind::Paragraph(words.into());
    for kind in [graf("One."), BlockKind::DeskNote("Ask the source.".into()), graf("Two.")] {
        story.body.push(ids.block(kind));
    }
    let blocks: Vec<_> = story.body.iter().map(|block| block.id).collect();
    let caret = |nth: usize, byte| Caret { at: TextAt::Block(blocks[nth], Part::Text), byte };
    let (all, note) = (
        Selection { anchor: caret(0, 0), head: caret(2, 4) },
        Selection { anchor: caret(1, 0), head: caret(1, 15) },
    );
    let seed = uuid::Uuid::from_u128(1 << 90);
    let mut desk = Desk::with_story(store::Settings::default(), seed, story, now());
    obey(&mut desk, Command::Copy { selection: all, cut: false });
    let copied = desk.take_for_clipboard().unwrap();
    assert_eq!(copied.text, "One.\n\nTwo.");
    assert!(!copied.html.contains("source"), "{}", copied.html);
    obey(&mut desk, Command::Copy { selection: note, cut: false });
    assert_eq!(desk.take_for_clipboard().unwrap().text, "Ask the source.");
    // Here the copy comes back with its note.
    obey(&mut desk, Command::Copy { selection: all, cut: false });
    let pasted = Pasted::Text(desk.take_for_clipboard().unwrap().text);
    let at = Some(Selection::caret(TextAt::Block(blocks[2], Part::Text), 4));
    obey(&mut desk, Command::Paste { at, pasted, plain: false });
    let notes = desk.story().body.iter().filter(|block| block.kind.name() == "Desk note").count();
    assert_eq!(notes, 2);
}

#[test]
fn ready_is_questioned_while_the_checklist_is_not_green_and_the_reason_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_in(folder.path());
    set(&mut desk, TextAt::Headline, "Harbour reopens");
    obey(&mut desk, Command::SetStatus(Status::OnRim));
    assert_eq!(desk.story().status, Status::OnRim, "only what says that all is done is questioned");
    obey(&mut desk, Command::SetStatus(Status::Ready));
    assert_eq!(desk.story().status, Status::OnRim);
    let Some(Question::Status { status: Status::Ready, reasons }) = desk.question() else {
        panic!("{:?}", desk.question());
    };
    assert!(reasons.contains(&"Standfirst: there is none".to_owned()), "{reasons:?}");
    obey(&mut desk, Command::GoOn("The editor asked for it".to_owned()));
    assert_eq!(desk.story().status, Status::Ready);
    assert_eq!(desk.story().overrides.len(), 1);
    assert_eq!(desk.story().overrides[0].why, "The editor asked for it");
    obey(&mut desk, Command::Undo);
    assert_eq!(desk.story().status, Status::OnRim);
    assert!(desk.story().overrides.is_empty(), "status and reason are one step");
}

#[test]
fn words_are_ignored_in_every_story_until_somebody_shows_them_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_in(folder.path());
    set(&mut desk, TextAt::Headline, "The the harbour reopens");
    let doubled = |desk: &Desk| desk.findings().iter().any(|it| it.rule == "doubled-word");
    let key = |desk: &Desk| {
        let mut all = desk.findings().iter().chain(desk.ignored());
        all.find(|it| it.rule == "doubled-word").map(|it| it.key.clone()).unwrap()
    };
    assert!(doubled(&desk));
    let stamp = desk.findings_stamp();
    let alike = Command::IgnoreAlike { key: key(&desk), house: true };
    obey(&mut desk, alike);
    assert!(!doubled(&desk));
    assert_ne!(desk.findings_stamp(), stamp);
    assert!(desk.story().ignored.is_empty(), "it is the house’s, not the story’s");
    let again = Command::StopIgnoring(key(&desk));
    obey(&mut desk, again);
    assert!(doubled(&desk));
    obey(&mut desk, Command::SwitchRule { rule: "doubled-word", on: false });
    assert!(!doubled(&desk));
    obey(&mut desk, Command::SwitchRule { rule: "doubled-word", on: true });
    assert!(doubled(&desk));
}

#[test]
fn a_word_of_the_house_is_right_in_every_story_from_then_on() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_in(folder.path());
    let at = first_graf(&desk);
    set(&mut desk, at, "They saw the qualdring twice.");
    assert!(rules(&desk).contains(&"misspelling"));
    let learn = Command::Learn { words: "qualdring".to_owned(), layer: Layer::House };
    obey(&mut desk, learn.clone());
    assert!(desk.message().unwrap().text.contains("no list of house words"));
    assert!(rules(&desk).contains(&"misspelling"));
    let list = folder.path().join("words.txt");
    let mut settings = desk.settings().clone();
    settings.house_words = Some(list.clone());
    obey(&mut desk, Command::Settings(Box::new(settings)));
    obey(&mut desk, learn);
    assert_eq!(std::fs::read_to_string(&list).unwrap(), "qualdring\n");
    assert!(!rules(&desk).contains(&"misspelling"), "{:?}", rules(&desk));
    assert!(desk.story().words_taught.is_empty() && desk.settings().check.dictionary.is_empty());
}

#[test]
fn a_rule_that_is_switched_off_during_a_check_is_not_told_by_it() {
    let mut desk = desk_in(tempfile::tempdir().unwrap().path());
    let at = first_graf(&desk);
    let text = "The the ferry left.".to_owned();
    let checks = desk.handle(Command::SetText { at, text }, now());
    let [check] = <[Job; 1]>::try_from(checks).unwrap();
    assert!(desk.is_checking() && desk.check_progress(now()).is_none());
    assert!(desk.check_progress(now() + chrono::TimeDelta::seconds(2)).is_some());
    let off = Command::SwitchRule { rule: "doubled-word", on: false };
    let jobs = desk.handle(off, now());
    assert!(jobs.iter().all(|job| !matches!(job, Job::Check { .. })), "one check at a time");
    let mut jobs = desk.receive(check.run(), now());
    assert!(rules(&desk).is_empty(), "what went by the old rules is not shown");
    while let Some(job) = jobs.pop() {
        jobs.extend(desk.receive(job.run(), now()));
    }
    assert!(desk.is_checked() && !rules(&desk).contains(&"doubled-word"));
}
