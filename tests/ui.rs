//! The window, by its accessible names: real keys and clicks in, a story out.

#![expect(clippy::unwrap_used, reason = "a test stops at what it does not expect")]

use std::path::Path;

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use nightdesk::desk::Desk;
use nightdesk::edit::Selection;
use nightdesk::story::{Alt, BlockKind, MarkKind, Part, Story, TextAt};
use nightdesk::ui::{App, Runner};
use nightdesk::{desk, store};

/// A window on an empty story, with jobs run at once and paths asked for inside the window.
fn window(settings: store::Settings) -> Harness<'static, App> {
    Harness::builder().with_size(egui::vec2(1280.0, 800.0)).build_eframe(move |creation| {
        let now = chrono::DateTime::from_timestamp(1_793_000_000, 0).unwrap();
        let desk = Desk::new(settings, uuid::Uuid::from_u128(1 << 100), now);
        App::new(&creation.egui_ctx, desk, Runner::Inline, true)
    })
}

fn story<'a>(window: &'a Harness<'_, App>) -> &'a Story {
    window.state().desk().story()
}

fn texts(window: &Harness<'_, App>) -> Vec<String> {
    let texts = story(window).body.iter().flat_map(|block| block.kind.texts());
    texts.map(|text| text.as_str().to_owned()).collect()
}

fn type_into(window: &mut Harness<'_, App>, label: &str, text: &str) {
    field(window, label).focus();
    window.run();
    field(window, label).type_text(text);
    window.run();
}

/// The text field of this name; the desk check shows headings of the same words.
fn field<'w>(window: &'w Harness<'_, App>, label: &'w str) -> egui_kittest::Node<'w> {
    use egui::accesskit::Role;
    let texts = [Role::Paragraph, Role::Heading, Role::ListItem, Role::Blockquote, Role::Note];
    window.get_by(move |node| {
        (node.is_text_input() || texts.contains(&node.role()))
            && node.label().as_deref() == Some(label)
    })
}

fn ctrl(window: &mut Harness<'_, App>, key: Key) {
    window.key_press_modifiers(Modifiers::COMMAND, key);
    window.run();
}

fn press(window: &mut Harness<'_, App>, key: Key) {
    window.key_press(key);
    window.run();
}

#[test]
fn a_story_is_typed_from_headline_to_body() {
    let mut window = window(store::Settings::default());
    type_into(&mut window, "Headline", "Harbour reopens");
    type_into(&mut window, "Standfirst", "Ferries sail again after the storm.");
    type_into(&mut window, "Graf 1", "The first ferry left at dawn.");
    press(&mut window, Key::Enter);
    field(&window, "Graf 2").type_text("It was full.");
    window.run();
    assert_eq!(story(&window).headline, "Harbour reopens");
    assert_eq!(texts(&window), ["The first ferry left at dawn.", "It was full."]);
}

#[test]
fn backspace_at_the_start_joins_a_graf_to_the_one_above() {
    let mut window = window(store::Settings::default());
    type_into(&mut window, "Graf 1", "One.");
    press(&mut window, Key::Enter);
    field(&window, "Graf 2").type_text("Two.");
    window.run();
    press(&mut window, Key::Home);
    press(&mut window, Key::Backspace);
    assert_eq!(texts(&window), ["One.Two."]);
    ctrl(&mut window, Key::Z);
    assert_eq!(texts(&window), ["One.", "Two."]);
}

#[test]
fn undo_and_redo_go_across_fields() {
    let mut window = window(store::Settings::default());
    type_into(&mut window, "Headline", "Rain");
    type_into(&mut window, "Graf 1", "Much rain.");
    ctrl(&mut window, Key::Z);
    assert_eq!(texts(&window), [""]);
    ctrl(&mut window, Key::Z);
    assert_eq!(story(&window).headline, "");
    ctrl(&mut window, Key::Y);
    ctrl(&mut window, Key::Y);
    assert_eq!(story(&window).headline, "Rain");
    assert_eq!(texts(&window), ["Much rain."]);
}

#[test]
fn a_selection_is_made_strong_by_its_shortcut() {
    let mut window = window(store::Settings::default());
    type_into(&mut window, "Graf 1", "Very strong words");
    ctrl(&mut window, Key::A);
    ctrl(&mut window, Key::B);
    let BlockKind::Paragraph(text) = &story(&window).body[0].kind else { panic!("a graf") };
    assert!(text.is_marked(0..17, &MarkKind::Strong));
    ctrl(&mut window, Key::B);
    let BlockKind::Paragraph(text) = &story(&window).body[0].kind else { panic!("a graf") };
    assert!(text.marks().is_empty());
}

#[test]
fn a_graf_becomes_a_subhead_and_moves_up() {
    let mut window = window(store::Settings::default());
    type_into(&mut window, "Graf 1", "First.");
    press(&mut window, Key::Enter);
    field(&window, "Graf 2").type_text("Second");
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::ALT, Key::Num2);
    window.run();
    window.key_press_modifiers(Modifiers::ALT, Key::ArrowUp);
    window.run();
    assert_eq!(texts(&window), ["Second", "First."]);
    assert!(matches!(story(&window).body[0].kind, BlockKind::Heading(..)));
}

#[test]
fn the_palette_runs_a_command_by_its_name() {
    let mut window = window(store::Settings::default());
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    window.run();
    window.get_by_label("Find a command").type_text("divider");
    window.run();
    press(&mut window, Key::Enter);
    assert!(story(&window).body.iter().any(|block| block.kind == BlockKind::Divider));
}

/// A picture of one colour, as the bytes of a PNG file.
fn png(width: u32, height: u32) -> Vec<u8> {
    let rgba = [40, 90, 160, 255].repeat((width * height) as usize);
    nightdesk::media::clean_rgba_to_png(width, height, &rgba).unwrap()
}

/// Settings that keep everything below a folder of the test's own.
fn settings_in(folder: &Path) -> store::Settings {
    store::Settings { desk_folder: Some(folder.to_path_buf()), ..store::Settings::default() }
}

#[derive(Debug)]
struct Dropped(std::path::PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

fn drop_file(window: &mut Harness<'_, App>, path: &Path) {
    let file = std::sync::Arc::new(Dropped(path.to_path_buf()));
    window.input_mut().dropped_files.push(file);
    window.step();
    window.input_mut().dropped_files.clear();
    window.run();
}

#[test]
fn a_dropped_picture_leads_the_story_and_takes_caption_and_credit() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("quay.png");
    std::fs::write(&file, png(60, 40)).unwrap();
    let mut window = window(settings_in(folder.path()));
    drop_file(&mut window, &file);
    let lead = story(&window).lead.clone().expect("the picture leads");
    assert_eq!(lead.media.map(|media| (media.width_px, media.height_px)), Some((60, 40)));
    type_into(&mut window, "Caption of picture 1", "The quay at dawn");
    type_into(&mut window, "Credit of picture 1", "JANE ROE/AFP via Getty Images");
    let lead = story(&window).lead.clone().unwrap();
    assert_eq!(lead.caption.as_str(), "The quay at dawn");
    assert_eq!(lead.credit.creators, ["Jane Roe"]);
    assert_eq!(lead.credit.provider.as_deref(), Some("Getty Images"));
    assert_eq!(lead.credit.verbatim, "JANE ROE/AFP via Getty Images");
    window.get_by_label("Picture 1 is decorative").scroll_to_me();
    window.run();
    window.get_by_label("Picture 1 is decorative").click();
    window.run();
    assert_eq!(story(&window).lead.as_ref().unwrap().alt, Alt::Decorative);
}

#[test]
fn a_dropped_file_that_is_no_picture_is_named_in_a_message() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("empty.png");
    std::fs::write(&file, b"").unwrap();
    let mut window = window(settings_in(folder.path()));
    drop_file(&mut window, &file);
    let message = window.state().desk().message().expect("a message").text.clone();
    assert!(message.contains("empty.png"), "{message}");
    assert!(story(&window).lead.is_none());
}

#[test]
fn a_finding_is_walked_to_fixed_and_the_fix_undone() {
    let mut window = window(store::Settings::default());
    type_into(&mut window, "Headline", "Harbour reopens");
    type_into(&mut window, "Graf 1", "The the ferry left.");
    let doubled = |window: &Harness<'_, App>| {
        let findings = window.state().desk().findings();
        findings.iter().filter(|finding| finding.rule == "doubled-word").count()
    };
    assert_eq!(doubled(&window), 1);
    let label = window
        .state()
        .desk()
        .findings()
        .iter()
        .find(|finding| finding.rule == "doubled-word")
        .and_then(|finding| Some(finding.fix.as_ref()?.label.clone()))
        .expect("a fix");
    window.get_by_label(&label).click();
    window.run();
    assert_eq!(texts(&window), ["The ferry left."]);
    assert_eq!(doubled(&window), 0);
    ctrl(&mut window, Key::Z);
    assert_eq!(texts(&window), ["The the ferry left."]);
    assert_eq!(doubled(&window), 1);
}

#[test]
fn a_story_is_saved_reopened_and_exported() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = window(settings_in(folder.path()));
    type_into(&mut first, "Headline", "Harbour reopens");
    type_into(&mut first, "Graf 1", "The first ferry left at dawn.");
    ctrl(&mut first, Key::S);
    let saved = first.state().desk().folder().expect("a folder").to_path_buf();
    assert!(saved.starts_with(folder.path()) && saved.join("story.ron").is_file());
    assert!(!first.state().desk().is_dirty());

    let mut second = window(settings_in(folder.path()));
    second.state_mut().command(desk::Command::Open(saved.clone()));
    second.run();
    let (a, b) = (story(&first).clone(), story(&second).clone());
    assert_eq!(a, b);
    second.get_by_label("6 words");

    let out = folder.path().join("page");
    second.state_mut().command(desk::Command::Export {
        format: nightdesk::export::Format::Html,
        out: out.clone(),
        confirmed: None,
    });
    second.run();
    if second.state().desk().question().is_some() {
        type_into(&mut second, "Reason to export it all the same", "Proof for the slot");
        second.get_by_label("Export anyway").click();
        second.run();
        assert_eq!(story(&second).overrides[0].why, "Proof for the slot");
    }
    let page = std::fs::read_to_string(out.join("index.html")).unwrap();
    assert!(page.contains("Harbour reopens") && page.contains("The first ferry left at dawn."));
    let report = second.state().desk().export_report().expect("a loss report");
    assert!(report.fields.iter().any(|row| row.field == "Headline"));
    second.get_by_label("Exported as Web page (HTML)");
}

#[test]
fn a_closing_window_saves_and_asks_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window(settings_in(folder.path()));
    type_into(&mut window, "Headline", "Harbour reopens");
    ctrl(&mut window, Key::Q);
    assert!(window.state().desk().is_closing());
    let saved = store::open(&folder.path().join("harbour-reopens")).unwrap();
    assert_eq!(saved.story.headline, "Harbour reopens");
}

#[test]
fn a_window_that_cannot_save_does_not_close_before_somebody_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let blocked = folder.path().join("desk");
    std::fs::write(&blocked, "a file where the desk folder should be").unwrap();
    let mut window = window(settings_in(&blocked));
    type_into(&mut window, "Headline", "Harbour reopens");
    ctrl(&mut window, Key::Q);
    assert!(!window.state().desk().is_closing());
    window.get_by_label_contains("could not be saved");
    std::fs::remove_file(&blocked).unwrap();
    window.get_by_label("Try again").click();
    window.run();
    assert!(window.state().desk().is_closing());
    assert!(store::open(&blocked.join("harbour-reopens")).is_ok());
}

#[test]
fn a_window_goes_back_to_the_caret_and_says_when_it_was_cut_off() {
    let folder = tempfile::tempdir().unwrap();
    let settings = || store::Settings {
        kept_in: Some(folder.path().join("settings")),
        ..settings_in(folder.path())
    };
    let mut first = window(settings());
    let now = chrono::DateTime::from_timestamp(1_793_000_000, 0).unwrap();
    type_into(&mut first, "Graf 1", "The ferry left.");
    for seconds in 0..8 {
        first
            .state_mut()
            .tick(now + chrono::TimeDelta::days(365) + chrono::TimeDelta::seconds(seconds));
    }
    assert!(!first.state().desk().is_dirty(), "saved by itself");
    let session = store::Session::read(&folder.path().join("settings")).unwrap();
    assert_eq!((session.caret.map(|(_, byte)| byte), session.ended_well), (Some(15), false));
    let mut second = window(settings());
    second.state_mut().resume(session.clone());
    second.run();
    assert_eq!(texts(&second), ["The ferry left."]);
    assert_eq!(second.state().selection().unwrap().head.byte, 15);
    second.get_by_label_contains("cut off the last time");
    field(&second, "Graf 1").type_text(" Again.");
    second.run();
    assert_eq!(texts(&second), ["The ferry left. Again."], "the caret is where it was");
    let mut third = window(settings());
    third.state_mut().resume(store::Session { ended_well: true, ..session });
    third.run();
    assert!(third.query_by_label_contains("cut off the last time").is_none());
}

const PASTED_PAGE: &str = "Harbour
Published March 3, 2025 8:41am EST
Ferry crews at Brindle Bay agree new rota, union says
By Ada Example Lantern News
Share
Crews on the Brindle Bay ferries have agreed a new rota after three weeks of talks.
CLICK HERE TO GET THE LANTERN APP
The rota starts in May, the union said on Monday. Sailings will not change before then.
\"We can all live with it,\" said the union's secretary, Bo Sample.
";

#[test]
fn a_pasted_page_becomes_a_story_and_one_key_brings_back_what_was_left_out() {
    let mut window = window(store::Settings::default());
    field(&window, "Graf 1").focus();
    window.run();
    window.event(egui::Event::Paste(PASTED_PAGE.to_owned()));
    window.run();
    assert_eq!(story(&window).headline, "Ferry crews at Brindle Bay agree new rota, union says");
    assert_eq!(story(&window).bylines[0].name, "Ada Example");
    let copy = texts(&window).join("\n");
    assert!(!copy.contains("CLICK HERE") && copy.contains("three weeks of talks"), "{copy}");
    let receipt = window.state().desk().receipt().expect("a receipt");
    assert!(receipt.notices.iter().any(|notice| notice.kept.is_some()));
    let blocks = story(&window).body.len();
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::B);
    window.run();
    assert!(story(&window).body.len() > blocks);
    ctrl(&mut window, Key::Z);
    ctrl(&mut window, Key::Z);
    assert_eq!(story(&window).headline, "");
}

#[test]
fn a_paste_comes_in_by_way_of_the_threads_as_well() {
    let mut window =
        Harness::builder().with_size(egui::vec2(1280.0, 800.0)).build_eframe(|creation| {
            let now = chrono::DateTime::from_timestamp(1_793_000_000, 0).unwrap();
            let desk = Desk::new(store::Settings::default(), uuid::Uuid::from_u128(1 << 100), now);
            let workers = desk::work::Workers::start(|| ());
            App::new(&creation.egui_ctx, desk, Runner::Threads(workers), true)
        });
    field(&window, "Graf 1").focus();
    window.step();
    window.event(egui::Event::Paste(PASTED_PAGE.to_owned()));
    for _ in 0..200_000 {
        window.step();
        if window.state().desk().receipt().is_some() {
            break;
        }
        std::thread::yield_now();
    }
    assert_eq!(story(&window).bylines[0].name, "Ada Example");
    // Another paste goes behind the first words, and takes the caret along.
    let graf = story(&window).body.first().unwrap().id;
    let at = TextAt::Block(graf, Part::Text);
    let selection = Selection::caret(at, story(&window).text(at).unwrap().as_str().len());
    let pasted = desk::Pasted::Text("One more.\n\nAnd the last.".to_owned());
    window.state_mut().command(desk::Command::Paste { at: Some(selection), pasted, plain: false });
    for _ in 0..200_000 {
        window.step();
        if texts(&window).iter().any(|text| text == "And the last.") {
            break;
        }
        std::thread::yield_now();
    }
    let caret = window.state().selection().unwrap().head;
    let text = story(&window).text(caret.at).unwrap().as_str();
    assert_eq!((text, caret.byte), ("And the last.", "And the last.".len()));
}

#[test]
fn a_pasted_word_goes_straight_in_without_a_receipt() {
    let mut window = window(store::Settings::default());
    type_into(&mut window, "Graf 1", "One  two.");
    press(&mut window, Key::Home);
    window.event(egui::Event::Paste("Zero ".to_owned()));
    window.run();
    assert_eq!(texts(&window), ["Zero One  two."]);
    assert!(window.state().desk().receipt().is_none());
}

#[test]
fn the_preview_shows_what_readers_get() {
    let mut window = window(store::Settings::default());
    type_into(&mut window, "Headline", "Harbour reopens");
    type_into(&mut window, "Graf 1", "The first ferry left at dawn.");
    let shown = |window: &Harness<'_, App>| {
        window.query_all_by_label("The first ferry left at dawn.").count()
    };
    assert_eq!(shown(&window), 0);
    ctrl(&mut window, Key::P);
    window.get_by_label("Phone").click();
    window.run();
    assert_eq!(shown(&window), 1, "the graf stands in the preview");
}

#[test]
fn a_person_of_the_byline_gets_role_handle_and_page() {
    let mut window = window(store::Settings::default());
    ctrl(&mut window, Key::Num2);
    window.get_by_label("Add byline").click();
    window.run();
    type_into(&mut window, "Byline 1", "Ada Example");
    type_into(&mut window, "Role of byline 1", "Harbour correspondent");
    type_into(&mut window, "Handles of byline 1", "bluesky: @ada.example");
    type_into(&mut window, "Pages about byline 1", "https://lantern.example/ada");
    let person = &story(&window).bylines[0];
    assert_eq!(
        (person.name.as_str(), person.role.as_str()),
        ("Ada Example", "Harbour correspondent")
    );
    assert_eq!(person.handles[0].network, "bluesky");
    assert_eq!(person.links, ["https://lantern.example/ada"]);
}

#[test]
fn findings_are_hidden_by_level_listed_by_rule_and_explained() {
    let mut window = window(store::Settings::default());
    type_into(&mut window, "Graf 1", "The the ferry  left.");
    let message = |window: &Harness<'_, App>, rule: &str| {
        let findings = window.state().desk().findings();
        findings.iter().find(|it| it.rule == rule).map(|it| it.message.clone()).unwrap()
    };
    let (doubled, spaces) = (message(&window, "doubled-word"), message(&window, "double-space"));
    let is_shown = |window: &Harness<'_, App>, text: &str| window.query_by_label(text).is_some();
    assert!(is_shown(&window, &doubled) && is_shown(&window, &spaces));
    let advice = window.state().desk().findings().of_level(nightdesk::check::Level::Advice);
    window.get_by_label(&format!("{advice} advice")).click();
    window.run();
    assert!(is_shown(&window, &doubled) && !is_shown(&window, &spaces));
    window.get_by_label(&format!("{advice} advice")).click();
    window.get_by_label("By rule").click();
    window.run();
    assert!(is_shown(&window, "A word stands twice in a row."), "the rule heads its findings");

    window.get_by_label(&format!("More about: {doubled}")).click();
    window.run();
    window.get_by_label("Why is this a rule?").click();
    window.run();
    assert!(is_shown(&window, "It sails in the the morning."), "the example is there");

    window.get_by_label(&format!("More about: {doubled}")).click();
    window.run();
    window.get_by_label("Switch this rule off").click();
    window.run();
    assert!(!is_shown(&window, &doubled));
    assert!(window.state().desk().rules().off.contains("doubled-word"));
}

#[test]
fn a_story_that_is_not_in_order_is_called_ready_with_a_reason_only() {
    let mut window = window(store::Settings::default());
    type_into(&mut window, "Headline", "Harbour reopens");
    window.state_mut().command(desk::Command::SetStatus(nightdesk::story::Status::Ready));
    window.run();
    window.get_by_label("This story is not ready yet.");
    window.get_by_label("• Standfirst: there is none");
    type_into(&mut window, "Reason to call it so all the same", "A brief, no room for one");
    window.get_by_label("Set it anyway").click();
    window.run();
    assert_eq!(story(&window).status, nightdesk::story::Status::Ready);
    assert_eq!(story(&window).overrides[0].why, "A brief, no room for one");
}

#[test]
fn export_settings_are_typed_and_taken_when_they_mean_something() {
    let mut window = window(store::Settings::default());
    window.get_by_label("Story").click();
    window.run();
    window.get_by_label_contains("Export settings").click();
    window.run();
    let typed = |window: &mut Harness<'_, App>, text: &str| {
        window.get_by_label("Widths in pixels").focus();
        window.run();
        ctrl(window, Key::A);
        window.get_by_label("Widths in pixels").type_text(text);
        window.run();
    };
    let widths =
        |window: &Harness<'_, App>| window.state().desk().settings().renditions.wish.widths.clone();
    typed(&mut window, "900, 300");
    assert_eq!(widths(&window), [900, 300]);
    typed(&mut window, "wide");
    assert_eq!(widths(&window), [900, 300], "not taken");
    window.get_by_label_contains("Not taken yet");
    window.get_by_label("Make smaller copies").click();
    window.run();
    assert!(!window.state().desk().settings().renditions.on);
    assert!(window.query_by_label("Widths in pixels").is_none());
    window.get_by_label_contains("Originals leave as they are");
}

#[test]
fn the_list_finds_a_story_of_the_desk_by_its_words_and_opens_it() {
    let folder = tempfile::tempdir().unwrap();
    for (headline, graf) in [
        ("Harbour reopens", "The first ferry left at dawn."),
        ("School closes", "Pupils will go to Holm."),
    ] {
        let mut first = window(settings_in(folder.path()));
        type_into(&mut first, "Headline", headline);
        type_into(&mut first, "Graf 1", graf);
        ctrl(&mut first, Key::Q);
    }
    let mut window = window(settings_in(folder.path()));
    let all = desk::Command::LookFor(store::newslist::Query::default());
    window.state_mut().command(all);
    window.run();
    let button = egui::accesskit::Role::Button;
    window.get_by_role_and_label(button, "Harbour reopens");
    window.get_by_role_and_label(button, "School closes");
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::O);
    window.run();
    window.get_by_label("Search all stories").type_text("ferr");
    window.run();
    assert!(window.query_by_role_and_label(button, "School closes").is_none());
    window.get_by_role_and_label(button, "Harbour reopens").click();
    window.run();
    assert_eq!(texts(&window), ["The first ferry left at dawn."]);
}

#[test]
fn an_older_version_comes_back_from_the_history_and_undo_takes_it_away() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window(settings_in(folder.path()));
    type_into(&mut window, "Headline", "Harbour reopens");
    type_into(&mut window, "Graf 1", "The first ferry left at dawn.");
    ctrl(&mut window, Key::S);
    let place = window.state().desk().folder().unwrap().to_path_buf();
    window.state_mut().command(desk::Command::Open(place.clone()));
    window.run();
    type_into(&mut window, "Kicker", "Storm");
    type_into(&mut window, "Headline", "Hm. ");
    ctrl(&mut window, Key::S);
    ctrl(&mut window, Key::Num6);
    window.get_by_label_contains("As it came to the desk");
    let bring_back = window.get_all_by_label_contains("Bring back the version").next().unwrap();
    bring_back.click();
    window.run();
    assert_eq!(
        (story(&window).headline.as_str(), story(&window).kicker.as_str()),
        ("Harbour reopens", "")
    );
    ctrl(&mut window, Key::S);
    assert_eq!(store::open(&place).unwrap().story.headline, "Harbour reopens");
    let kept = store::history(&place);
    let before = kept.iter().find(|copy| copy.event == Some(store::Event::Restored)).unwrap();
    let before = store::open_snapshot(&before.path).unwrap().story;
    assert!(before.headline.contains("Hm. "), "{}", before.headline);
    ctrl(&mut window, Key::Z);
    assert_eq!(story(&window).kicker, "Storm");
}
