//! The caption desk, by its accessible names: real keys and clicks in, captions and credits out.

#![expect(clippy::unwrap_used, reason = "a test stops at what it does not expect")]

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};
use nightdesk::desk::Desk;
use nightdesk::media::credit;
use nightdesk::story::{Alt, BlockKind, Figure, FigureAt, FileSays, Ids, RichText, Story, TextAt};
use nightdesk::ui::{App, Runner};
use nightdesk::{desk, store};

/// A story whose lead and body have these pictures, with a graf before each of the body.
fn story_of(figures: Vec<Figure>) -> Story {
    let mut ids = Ids::from_seed(1);
    let mut story = Story::new(ids.story());
    let mut figures = figures.into_iter();
    story.lead = figures.next();
    for figure in figures {
        story.body.push(ids.block(BlockKind::Paragraph(RichText::plain("Words between."))));
        story.body.push(ids.block(BlockKind::Figure(Box::new(figure))));
    }
    story.body.push(ids.block(BlockKind::Paragraph(RichText::plain("The end."))));
    story
}

/// A window with the caption desk open on these pictures, checked.
fn window(figures: Vec<Figure>) -> Harness<'static, App> {
    let story = story_of(figures);
    let mut window = Harness::builder()
        .with_size(egui::vec2(1280.0, 800.0))
        .allow_missing_glyphs()
        .with_max_steps(20)
        .build_eframe(move |creation| {
            let now = chrono::DateTime::from_timestamp(1_793_000_000, 0).unwrap();
            let seed = uuid::Uuid::from_u128(1 << 100);
            let desk = Desk::with_story(store::Settings::default(), seed, story, now);
            App::new(&creation.egui_ctx, desk, Runner::Inline, true)
        });
    let mut settings = window.state().desk().settings().clone();
    settings.check.graf_most_words += 1;
    window.state_mut().command(desk::Command::Settings(Box::new(settings)));
    ctrl(&mut window, Key::Num3);
    window
}

fn captioned(caption: &str) -> Figure {
    Figure { caption: RichText::plain(caption), ..Figure::default() }
}

fn figures(window: &Harness<'_, App>) -> Vec<Figure> {
    let figures = window.state().desk().story().figures();
    figures.into_iter().map(|(_, figure)| figure.clone()).collect()
}

fn press(window: &mut Harness<'_, App>, key: Key) {
    window.key_press(key);
    window.run();
}

fn ctrl(window: &mut Harness<'_, App>, key: Key) {
    window.key_press_modifiers(Modifiers::COMMAND, key);
    window.run();
}

fn write(window: &mut Harness<'_, App>, words: &str) {
    window.event(Event::Text(words.to_owned()));
    window.run();
}

fn click(window: &mut Harness<'_, App>, name: &str) {
    window.get_by_label(name).scroll_to_me();
    window.run();
    window.get_by_label(name).click();
    window.run();
}

fn key(key: Key) -> Event {
    let (modifiers, repeat, physical_key) = (Modifiers::NONE, false, None);
    Event::Key { key, pressed: true, modifiers, repeat, physical_key }
}

/// The field that has the keyboard.
fn focused(window: &Harness<'_, App>) -> String {
    let fields =
        window.query_all(egui_kittest::kittest::By::new().predicate(|node| node.is_focused()));
    let names: Vec<String> = fields.filter_map(|node| node.accesskit_node().label()).collect();
    names.join(" and ")
}

/// The rows that are laid out, by the names of their caption fields.
fn captions(window: &Harness<'_, App>) -> Vec<String> {
    let is_caption = |node: &Node<'_>| {
        let node = node.accesskit_node();
        node.role() == Role::TextInput
            && node.label().is_some_and(|label| label.starts_with("Caption of picture"))
    };
    let by = egui_kittest::kittest::By::new();
    let all = window.query_all(by).filter(is_caption);
    all.filter_map(|node| node.accesskit_node().label()).collect()
}

#[test]
fn three_pictures_are_gone_through_by_keyboard_alone() {
    let mut window = window(vec![Figure::default(), Figure::default(), Figure::default()]);
    for number in 1..=3 {
        assert_eq!(focused(&window), format!("Caption of picture {number}"));
        write(&mut window, &format!("The quay, {number}"));
        press(&mut window, Key::Tab);
        assert_eq!(focused(&window), format!("Credit of picture {number}"));
        write(&mut window, "KIT ORME/REUTERS");
        press(&mut window, Key::Tab);
        assert_eq!(focused(&window), format!("Description of picture {number}"));
        write(&mut window, &format!("A stone quay with {number} boats."));
        press(&mut window, Key::Tab);
    }
    assert_eq!(focused(&window), "Description of picture 3", "there is no picture after the last");
    for (index, figure) in figures(&window).iter().enumerate() {
        let number = index + 1;
        assert_eq!(figure.caption.as_str(), format!("The quay, {number}"));
        assert_eq!(figure.credit.creators, ["Kit Orme"]);
        assert_eq!(figure.alt.text(), format!("A stone quay with {number} boats."));
    }
    window.key_press_modifiers(Modifiers::SHIFT, Key::Tab);
    window.run();
    assert_eq!(focused(&window), "Credit of picture 3");
    ctrl(&mut window, Key::PageUp);
    assert_eq!(focused(&window), "Credit of picture 2");
    ctrl(&mut window, Key::Home);
    assert_eq!(focused(&window), "Credit of picture 1");
    press(&mut window, Key::Enter);
    assert_eq!(focused(&window), "Description of picture 1");
}

#[test]
fn what_is_typed_faster_than_frames_goes_to_the_field_that_it_is_for() {
    let mut window = window(vec![Figure::default(), Figure::default()]);
    let text = |words: &str| Event::Text(words.to_owned());
    let events = [
        text("One"),
        key(Key::Tab),
        text("Kit Orme/AFP"),
        key(Key::Tab),
        text("A quay"),
        key(Key::Enter),
        text("Two"),
    ];
    window.input_mut().events.extend(events);
    window.run();
    let figures = figures(&window);
    let words = |index: usize| {
        let figure: &Figure = &figures[index];
        (figure.caption.as_str(), figure.credit.verbatim.as_str(), figure.alt.text())
    };
    assert_eq!(words(0), ("One", "Kit Orme/AFP", "A quay"));
    assert_eq!(words(1), ("Two", "", ""));
}

#[test]
fn other_fields_are_reached_by_ctrl_tab_and_tab_goes_on_to_the_next_picture() {
    let mut window = window(vec![Figure::default(), Figure::default()]);
    press(&mut window, Key::Tab);
    press(&mut window, Key::Tab);
    ctrl(&mut window, Key::Tab);
    assert_eq!(focused(&window), "Persons in picture 1");
    write(&mut window, "Ada Marlowe, Kit Orme,");
    assert_eq!(figures(&window)[0].persons, ["Ada Marlowe", "Kit Orme"]);
    press(&mut window, Key::Tab);
    assert_eq!(focused(&window), "Caption of picture 2");
    assert_eq!(figures(&window)[0].persons, ["Ada Marlowe", "Kit Orme"]);
    ctrl(&mut window, Key::Z);
    assert!(figures(&window)[0].persons.is_empty());
}

#[test]
fn escape_goes_back_to_the_picture_on_the_sheet() {
    let mut window = window(vec![captioned("One"), captioned("Two"), captioned("Three")]);
    ctrl(&mut window, Key::PageDown);
    ctrl(&mut window, Key::PageDown);
    press(&mut window, Key::Escape);
    window.get_by_label("Graf 1");
    let story = window.state().desk().story();
    let caret = window.state().selection().unwrap().head;
    assert_eq!(caret.at, TextAt::Caption(story.figures()[2].0));
    write(&mut window, "!");
    assert_eq!(figures(&window)[2].caption.as_str(), "Three!");
    // It opens again where the caret is.
    ctrl(&mut window, Key::Num3);
    assert_eq!(focused(&window), "Caption of picture 3");
    ctrl(&mut window, Key::Num3);
    window.get_by_label("Graf 1");
}

#[test]
fn the_files_words_are_taken_or_ours_kept_and_either_is_undone() {
    let says = FileSays { caption: "Ferries at the quay.".to_owned(), ..FileSays::default() };
    let mut window = window(vec![Figure { file_says: Some(says), ..captioned("Back to sea.") }]);
    let question = "The file says: Ferries at the quay.";
    click(&mut window, "Take the file’s words: caption of picture 1");
    assert_eq!(figures(&window)[0].caption.as_str(), "Ferries at the quay.");
    assert_eq!(window.query_all_by_label(question).count(), 0);
    ctrl(&mut window, Key::Z);
    assert_eq!(figures(&window)[0].caption.as_str(), "Back to sea.");
    click(&mut window, "Keep ours: caption of picture 1");
    assert_eq!(figures(&window)[0].caption.as_str(), "Back to sea.");
    assert_eq!(window.query_all_by_label(question).count(), 0);
    ctrl(&mut window, Key::Z);
    window.get_by_label(question);
}

#[test]
fn decorative_and_not_described_are_different_states() {
    let described = Figure { alt: Alt::Text("A quay.".to_owned()), ..Figure::default() };
    let mut window = window(vec![described]);
    let field =
        |window: &Harness<'_, App>| window.query_all_by_label("Description of picture 1").count();
    window.get_by_label("2 words, 7 characters");
    click(&mut window, "Picture 1 is decorative");
    assert_eq!((figures(&window)[0].alt.clone(), field(&window)), (Alt::Decorative, 0));
    click(&mut window, "Picture 1 is not described yet");
    assert_eq!((figures(&window)[0].alt.clone(), field(&window)), (Alt::NotDescribed, 1));
    ctrl(&mut window, Key::Z);
    ctrl(&mut window, Key::Z);
    assert_eq!(figures(&window)[0].alt.text(), "A quay.");
    // By keys: the choice has the keyboard where there is nothing to write.
    click(&mut window, "Picture 1 is decorative");
    ctrl(&mut window, Key::Home);
    window.get_by_label("Credit of picture 1").focus();
    window.run();
    press(&mut window, Key::Tab);
    assert_eq!(focused(&window), "Picture 1 is decorative");
    press(&mut window, Key::ArrowLeft);
    assert_eq!(focused(&window), "Picture 1 is described");
    press(&mut window, Key::Space);
    assert_eq!(focused(&window), "Description of picture 1");
    write(&mut window, "Boats.");
    assert_eq!(figures(&window)[0].alt.text(), "Boats.");
}

#[test]
fn a_filter_shows_what_is_to_be_done_and_rows_stay_until_they_are_put_away() {
    let described = |caption: &str| Figure {
        alt: Alt::Text("A crane above water.".to_owned()),
        ..captioned(caption)
    };
    let mut window = window(vec![
        captioned("A ferry leaves the quay."),
        described("A crane stands on the quay."),
        captioned("A crew waits on the quay."),
    ]);
    window.get_by_label("3 pictures, 3 with findings, 2 not described");
    click(&mut window, "Not described 2");
    assert_eq!(captions(&window), ["Caption of picture 1", "Caption of picture 3"]);
    assert_eq!(focused(&window), "Caption of picture 1", "writing goes on in the list");
    window.get_by_label("Description of picture 1").focus();
    window.run();
    write(&mut window, "A quay at dawn.");
    assert_eq!(captions(&window), ["Caption of picture 1", "Caption of picture 3"]);
    window.get_by_label("Not described 1");
    click(&mut window, "Put 1 done away");
    assert_eq!(captions(&window), ["Caption of picture 3"]);
    click(&mut window, "File differs 0");
    window.get_by_label("No picture’s file says anything that the story does not.");
    click(&mut window, "All 3");
    assert_eq!(captions(&window).get(1).map(String::as_str), Some("Caption of picture 2"));
    assert_eq!(focused(&window), "Caption of picture 3", "the one that was worked on");
}

#[test]
fn each_change_to_all_pictures_is_one_step_of_undo() {
    let says = FileSays { usage_terms: "Editorial use only".to_owned(), ..FileSays::default() };
    let with = |line: &str| Figure {
        credit: credit::parse(line),
        file_says: Some(says.clone()),
        ..captioned("Ferries at the quay.")
    };
    let mut window = window(vec![with("Photo by KIT ORME / REUTERS"), with("BO SAMPLE/AFP")]);
    let before = figures(&window);
    let lines = |figures: &[Figure]| -> Vec<String> {
        figures.iter().map(|figure| figure.credit.verbatim.clone()).collect()
    };
    let mut done = |name: &str, message: &str| {
        click(&mut window, "For all pictures");
        window.get_by_label(name).click();
        window.run();
        window.get_by_label(message);
        let after = figures(&window);
        ctrl(&mut window, Key::Z);
        assert_eq!(figures(&window), before, "{name}");
        after
    };
    let after = done("House format for all credits", "2 credits are in house format now");
    assert_eq!(lines(&after), ["Kit Orme/Reuters", "Bo Sample/AFP"]);
    let after = done("Proper case for capitals in credits", "2 credits are in proper case now");
    assert_eq!(lines(&after), ["Photo by Kit Orme / Reuters", "Bo Sample/AFP"]);
    let after = done(
        "Copy caption to description",
        "2 descriptions begin as the captions now; edit each of them",
    );
    assert_eq!(after[1].alt.text(), "Ferries at the quay.");
    let after =
        done("Take from files what is still empty", "2 pictures have more from their files now");
    assert_eq!(after[0].usage_terms, "Editorial use only");
}

#[test]
fn a_credit_shows_its_parts_and_its_house_format_is_one_click() {
    let credit = credit::parse("Photo by KIT ORME/POOL/AFP via GETTY IMAGES");
    let mut window = window(vec![Figure { credit, ..Figure::default() }]);
    for part in ["Kit Orme creator", "AFP agency", "Pool marker", "Getty Images provider"] {
        window.get_by_label(part);
    }
    click(&mut window, "Use house format for the credit of picture 1");
    let figure = &figures(&window)[0];
    assert_eq!(figure.credit.verbatim, "Kit Orme/AFP via Getty Images, Pool");
    assert_eq!(figure.credit.creators, ["Kit Orme"]);
    ctrl(&mut window, Key::Z);
    assert_eq!(figures(&window)[0].credit.verbatim, "Photo by KIT ORME/POOL/AFP via GETTY IMAGES");
}

#[test]
fn findings_stand_in_the_row_and_are_fixed_and_ignored_there() {
    let mut window = window(vec![captioned("The the ferry leaves the quay at dawn.")]);
    let rules = |window: &Harness<'_, App>| -> Vec<&str> {
        let findings = window.state().desk().findings();
        findings.of_figure(FigureAt::Lead).map(|finding| finding.rule).collect()
    };
    assert_eq!(rules(&window), ["picture-missing", "doubled-word"]);
    let findings = window.state().desk().findings();
    let found: Vec<_> = findings.of_figure(FigureAt::Lead).cloned().collect();
    let fix = format!("{} (picture 1)", found[1].fix.as_ref().unwrap().label);
    click(&mut window, &fix);
    assert_eq!(figures(&window)[0].caption.as_str(), "The ferry leaves the quay at dawn.");
    click(&mut window, &format!("Ignore for picture 1: {}", found[0].message));
    assert_eq!(rules(&window), [""; 0]);
}

#[test]
fn the_rights_of_a_picture_are_edited_in_its_row() {
    let mut window = window(vec![Figure::default()]);
    let enter = |window: &mut Harness<'_, App>, name: &str, words: &str| {
        window.get_by_label(name).focus();
        window.run();
        write(window, words);
    };
    click(&mut window, "Rights and file of picture 1");
    enter(&mut window, "Usage terms of picture 1", "One use, print only");
    enter(&mut window, "Last day of use of picture 1", "2030-05-31");
    let figure = figures(&window)[0].clone();
    assert_eq!(figure.usage_terms, "One use, print only");
    assert_eq!(figure.expires.unwrap().to_rfc3339(), "2030-05-31T23:59:59+00:00");
    ctrl(&mut window, Key::Z);
    assert!(figures(&window)[0].expires.is_none());
    enter(&mut window, "Last day of use of picture 1", "31 May");
    window.get_by_label("Not taken yet. Write it like 2026-12-31");
    assert!(figures(&window)[0].expires.is_none());
}

#[test]
fn arrows_stay_in_the_field_that_they_move_in() {
    let mut window = window(vec![captioned("One"), captioned("Two")]);
    for key in [Key::ArrowDown, Key::ArrowDown, Key::PageDown, Key::ArrowUp] {
        press(&mut window, key);
        assert_eq!(focused(&window), "Caption of picture 1");
    }
    write(&mut window, "!");
    assert_eq!(figures(&window)[0].caption.as_str(), "!One");
}

#[test]
fn the_walk_through_the_findings_shows_the_picture_or_the_sheet() {
    let quiet = Figure { alt: Alt::Text("A quay.".to_owned()), ..captioned("Quay") };
    let mut window = window(vec![quiet.clone(), quiet.clone(), captioned("The the quay")]);
    let findings = window.state().desk().findings();
    let is_of_picture: Vec<bool> =
        findings.iter().map(|finding| finding.place.figure().is_some()).collect();
    let first = is_of_picture.iter().position(|of_picture| *of_picture).unwrap();
    let last = is_of_picture.iter().rposition(|of_picture| *of_picture).unwrap();
    assert!(first > 0, "furniture comes first");
    let is_open =
        |window: &Harness<'_, App>| window.query_all_by_label("Back to the story").count() == 1;
    press(&mut window, Key::F8);
    assert!(!is_open(&window), "what is wrong with the headline is shown on the sheet");
    for _ in 1..=first {
        press(&mut window, Key::F8);
    }
    ctrl(&mut window, Key::Num3);
    for _ in first..last {
        press(&mut window, Key::F8);
    }
    assert!(is_open(&window));
    assert_eq!(focused(&window), "Caption of picture 3");
}

#[test]
fn of_many_pictures_only_those_in_view_are_laid_out() {
    let mut window = window((1..=300).map(|number| captioned(&format!("No. {number}"))).collect());
    assert!(captions(&window).len() < 8, "{:?}", captions(&window));
    ctrl(&mut window, Key::End);
    assert_eq!(focused(&window), "Caption of picture 300");
    assert!(captions(&window).len() < 8, "{:?}", captions(&window));
    let row = window.get_by_label("Caption of picture 300").rect();
    assert!(row.top() > 100.0 && row.bottom() < 780.0, "it is in view: {row:?}");
    write(&mut window, "!");
    assert_eq!(figures(&window)[299].caption.as_str(), "No. 300!");
}

#[test]
fn a_picture_is_looked_at_large_while_it_is_described() {
    let mut window = window(vec![captioned("One"), captioned("Two")]);
    ctrl(&mut window, Key::L);
    assert_eq!(captions(&window), ["Caption of picture 1"]);
    press(&mut window, Key::Tab);
    press(&mut window, Key::Tab);
    write(&mut window, "A quay.");
    press(&mut window, Key::Tab);
    assert_eq!(captions(&window), ["Caption of picture 2"]);
    assert_eq!(focused(&window), "Caption of picture 2");
    assert_eq!(figures(&window)[0].alt.text(), "A quay.");
    press(&mut window, Key::Escape);
    assert_eq!(captions(&window).len(), 2);
    press(&mut window, Key::Escape);
    window.get_by_label("Graf 1");
}

#[test]
fn the_large_picture_is_cropped_and_has_its_keys_to_itself() {
    let bytes = std::fs::read("tests/fixtures/metadata/rich-jpg.jpg").unwrap();
    let mut window = window(vec![captioned("One"), captioned("Two")]);
    let from = desk::PictureFrom::Bytes { name: "ferry.jpg".to_owned(), bytes: bytes.into() };
    let to = desk::PictureTo::Replace(FigureAt::Lead);
    window.state_mut().command(desk::Command::AddPicture { to, from });
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    window.run();
    assert_eq!(captions(&window), ["Caption of picture 1"]);
    let large = focused(&window);
    assert!(!large.contains("of picture"), "{large}");
    press(&mut window, Key::Tab);
    assert_eq!(focused(&window), large, "Tab goes to the next shape");
    press(&mut window, Key::Escape);
    assert_eq!(captions(&window), ["Caption of picture 1"], "it is no longer cropped");
    press(&mut window, Key::Escape);
    assert_eq!(captions(&window).len(), 2);
    assert_eq!(focused(&window), "Caption of picture 1");
}

#[test]
fn a_story_without_pictures_says_how_to_add_some() {
    let window = window(Vec::new());
    window.get_by_label("No pictures yet.");
    window.get_by_label("Add lead picture…");
    window.get_by_label("Add picture…");
}

#[test]
fn undo_of_something_on_the_sheet_shows_the_sheet() {
    let mut window = window(vec![captioned("One")]);
    press(&mut window, Key::Escape);
    window.get_by_label("Graf 1").focus();
    window.run();
    write(&mut window, "Not ");
    ctrl(&mut window, Key::Num3);
    ctrl(&mut window, Key::Z);
    window.get_by_label("Graf 1");
    let story = window.state().desk().story();
    assert_eq!(story.body[0].kind.texts()[0].as_str(), "The end.");
}
