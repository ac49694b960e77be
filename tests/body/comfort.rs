//! Handles and their menu, focus mode, typewriter scrolling, outline, counts.

use nightdesk::desk::Command;

use super::window::Window;

#[test]
fn the_menu_of_a_handle_turns_moves_and_deletes_its_block() {
    let mut window = Window::sketch("¶ One| / ¶ Two / ¶ Three");
    let choose = |window: &mut Window, index: usize, what: &str| {
        let handle = window.handle(index).center();
        window.click(handle);
        window.click_on(what);
    };
    choose(&mut window, 1, "Make it: Subhead");
    assert_eq!(window.story().body.get(1).unwrap().kind.name(), "Subhead");
    choose(&mut window, 1, "Make it: List");
    assert_eq!(window.story().body.get(1).unwrap().kind.name(), "List");
    choose(&mut window, 1, "Move down");
    assert_eq!(window.texts(), ["One", "Three", "Two"]);
    choose(&mut window, 2, "Move up");
    assert_eq!(window.texts(), ["One", "Two", "Three"]);
    choose(&mut window, 0, "Add graf below");
    assert_eq!(window.texts(), ["One", "", "Two", "Three"]);
    choose(&mut window, 1, "Delete block");
    assert_eq!(window.texts(), ["One", "Two", "Three"]);
    while window.desk().can_undo() {
        window.press("Ctrl+Z");
    }
    assert_eq!(window.show().replace('|', ""), "¶ One / ¶ Two / ¶ Three");
}

#[test]
fn a_graf_added_by_the_menu_is_written_into_at_once() {
    let mut window = Window::sketch("¶ One| / ¶ Two");
    let handle = window.handle(0).center();
    window.click(handle);
    window.click_on("Add graf below");
    window.write("New");
    assert_eq!(window.show(), "¶ One / ¶ New| / ¶ Two");
}

#[test]
fn deleting_the_last_block_by_its_menu_leaves_a_graf_to_write_in() {
    let mut window = Window::sketch("¶ One|");
    let handle = window.handle(0).center();
    window.click(handle);
    window.click_on("Delete block");
    window.focus("Body");
    window.write("New");
    assert_eq!(window.show(), "¶ New|");
}

#[test]
fn two_pictures_become_a_gallery_and_part_again() {
    let mut window = Window::sketch("¶ One| / [picture: a] / [picture: b]");
    let handle = window.handle(1).center();
    window.click(handle);
    window.click_on("Join with the picture below into a gallery");
    assert_eq!(window.story().body.get(1).unwrap().kind.name(), "Gallery");
    let handle = window.handle(1).center();
    window.click(handle);
    window.click_on("Take the gallery apart");
    assert_eq!(window.show().replace('|', ""), "¶ One / [picture: a] / [picture: b]");
}

#[test]
fn alt_and_arrows_move_what_is_selected_and_ctrl_shift_backspace_deletes_the_block() {
    let mut window = Window::sketch("¶ One / ¶ T«wo / - Thr»ee");
    window.press("Alt+Up");
    assert_eq!(window.show(), "¶ T«wo / - Thr»ee / ¶ One");
    let mut window = Window::sketch("¶ One / ¶ T|wo / ¶ Three");
    window.press("Ctrl+Shift+Backspace");
    assert_eq!(window.show(), "¶ One / ¶ |Three");
    window.press("Ctrl+Z");
    assert_eq!(window.texts(), ["One", "Two", "Three"]);
}

/// How strongly words are drawn, 0 to 1.
fn strength(window: &Window, words: &str) -> f32 {
    let shapes = window.harness.output().shapes.iter().map(|clipped| &clipped.shape);
    let mut drawn = shapes.filter_map(|shape| match shape {
        egui::Shape::Text(text) if text.galley.text() == words => {
            let letters = &text.galley.rows.first()?.visuals.mesh.vertices;
            Some(f32::from(letters.first()?.color.a()) / 255.0)
        }
        _ => None,
    });
    drawn.next().unwrap_or_else(|| panic!("{words:?} is drawn"))
}

#[test]
fn focus_mode_dims_all_blocks_but_the_one_with_the_caret() {
    let mut window = Window::sketch("¶ One| / ¶ Two / ¶ Three");
    assert!((strength(&window, "Two") - 1.0).abs() < 0.01);
    window.press("Ctrl+Shift+F");
    assert!(window.desk().settings().focus_mode);
    assert!((strength(&window, "One") - 1.0).abs() < 0.01);
    assert!(strength(&window, "Two") < 0.6 && strength(&window, "Three") < 0.6);
    window.press("Down");
    assert!((strength(&window, "Two") - 1.0).abs() < 0.01);
    assert!(strength(&window, "One") < 0.6);
    window.press("Ctrl+Shift+F");
    assert!((strength(&window, "One") - 1.0).abs() < 0.01);
}

fn long() -> Window {
    let grafs: Vec<String> = (0..120)
        .map(|nth| match nth % 20 {
            0 => format!("## Part {}", nth / 20),
            _ => format!("¶ Graf number {nth} of the harbour story."),
        })
        .collect();
    let mut window = Window::sketch(&grafs.join(" / "));
    window.focus("Body");
    window
}

#[test]
fn typewriter_scrolling_keeps_the_row_in_the_middle() {
    let mut window = long();
    window.press("Ctrl+Shift+T");
    assert!(window.desk().settings().typewriter);
    for _ in 0..40 {
        window.press("Down");
    }
    let body = window.named("Body").rect();
    let middle = |window: &Window| (window.caret_rect().center().y - body.center().y).abs();
    for _ in 0..5 {
        window.press("Down");
        assert!(middle(&window) < 40.0, "{}", middle(&window));
        window.write("x");
        assert!(middle(&window) < 40.0, "{}", middle(&window));
    }
    window.press("Ctrl+Shift+T");
    assert!(!window.desk().settings().typewriter);
    for _ in 0..5 {
        window.press("Down");
    }
    assert!(middle(&window) > 60.0, "without it the caret goes down the window");
}

#[test]
fn the_outline_shows_the_subheads_and_a_click_goes_there() {
    let mut window = long();
    window.press("Ctrl+5");
    for part in 0..6 {
        assert!(window.all_named(&format!("Part {part}")).len() == 1, "Part {part}");
    }
    window.click_on("Part 4");
    let place = window.selection().unwrap().head.at.block().unwrap();
    assert_eq!(window.story().position(place), Some(80));
    assert!(window.has("Subhead 81"), "it is in view");
    window.write("New ");
    assert_eq!(window.texts()[80], "New Part 4", "and can be written in at once");
    assert!(window.has("New Part 4"), "the outline follows");
}

#[test]
fn the_status_bar_counts_the_words_of_the_selection() {
    let mut window =
        Window::sketch("¶ |One two three / [picture: Rain fell] / - Four / - Five six");
    assert!(window.has_words("6 words") || window.has_words("8 words"), "words of the story");
    for (keys, words) in [
        ("Shift+End", "3 of "),
        ("Shift+Down", "3 of "),
        ("Ctrl+Shift+End", "6 of "),
        ("Ctrl+End Ctrl+Shift+Left", "1 of "),
    ] {
        window.press(keys);
        let told = window.words_that_start(words);
        assert!(!told.is_empty(), "after {keys} {}: {words}", window.show());
    }
    window.press("Left");
    assert!(window.words_that_start("1 of ").is_empty());
}

#[test]
fn words_half_selected_over_many_blocks_are_counted_as_selected() {
    let mut grafs = vec!["¶ One tw«o three".to_owned()];
    grafs.extend((0..30).map(|_| "¶ a b c".to_owned()));
    grafs.push("¶ four fi»ve".to_owned());
    let window = Window::sketch(&grafs.join(" / "));
    // `o three`, thirty grafs of three, `four fi`.
    assert!(!window.words_that_start("94 of ").is_empty());
}

#[test]
fn the_measure_stays_readable_in_a_wide_and_in_a_narrow_window() {
    for (width, least, most) in [(2200.0, 60, 80), (1280.0, 60, 80), (900.0, 20, 80)] {
        let words = "word ".repeat(400);
        let mut story = super::sketch::read("¶", &mut nightdesk::story::Ids::from_seed(1)).story;
        let id = story.body.get(0).unwrap().id;
        let at = nightdesk::story::TextAt::Block(id, nightdesk::story::Part::Text);
        let with = nightdesk::story::RichText::plain(words);
        let edit = nightdesk::edit::Edit::Splice { at, range: 0..0, with };
        nightdesk::edit::apply(&mut story, edit).unwrap();
        let settings = nightdesk::store::Settings::default();
        let window = Window::with(settings, story, egui::vec2(width, 700.0));
        let rows = super::screen::runs(window.text_node(at));
        let longest = rows.iter().map(|row| row.words.trim_end().len()).max().unwrap();
        assert!(longest <= most, "{longest} characters a row at {width}");
        assert!(longest >= least, "{longest} characters a row at {width}");
    }
}

#[test]
fn zoom_keeps_the_caret_and_the_story() {
    let mut window = Window::sketch("¶ One t|wo");
    window.press("Ctrl+Plus Ctrl+Plus");
    assert!(window.desk().settings().zoom > 1.1);
    assert_eq!(window.show(), "¶ One t|wo");
    window.write("x");
    assert_eq!(window.show(), "¶ One tx|wo");
    window.press("Ctrl+0");
    assert!((window.desk().settings().zoom - 1.0).abs() < 0.001);
}

#[test]
fn a_command_of_the_palette_gives_the_keyboard_back() {
    let mut window = Window::sketch("¶ One |two");
    window.press("Ctrl+Shift+P");
    window.write("subhead 3");
    window.press("Enter");
    assert_eq!(window.show(), "### One |two");
    window.write("x");
    assert_eq!(window.show(), "### One x|two");
    window.press("Ctrl+Shift+P Escape");
    window.write("y");
    assert_eq!(window.show(), "### One xy|two");
}

#[test]
fn a_command_of_the_menu_bar_gives_the_keyboard_back() {
    let mut window = Window::sketch("¶ One «two»");
    window.click_on("Format");
    let entry = window.name_that_starts("Strong");
    window.click_on(&entry);
    assert_eq!(window.show(), "¶ One «<b>two</b>»");
    window.write("x");
    assert_eq!(window.show(), super::rows::canonical("¶ One <b>x|</b>"));
}

#[test]
fn marks_asked_for_at_a_caret_go_to_the_next_words() {
    let mut window = Window::sketch("¶ One |two");
    window.press("Ctrl+B");
    window.write("x");
    window.press("Ctrl+B");
    window.write("y");
    assert_eq!(window.show(), "¶ One <b>x</b>y|two");
    window.press("Ctrl+I Left");
    window.write("z");
    let shown = super::rows::canonical("¶ One <b>xz|</b>ytwo");
    assert_eq!(window.show(), shown, "a caret that moves forgets the wish");
}

#[test]
fn an_idle_window_wants_no_frame() {
    let mut window = long();
    window.write("x");
    window.harness.state_mut().command(Command::DismissMessage);
    window.wait(5.0);
    // A blinking caret aside, which the tests switch off, nothing is asked for.
    assert!(window.is_at_rest());
}

#[test]
fn shortcuts_with_shift_and_a_sign_work_where_shift_gives_another_sign() {
    // On a German keyboard Shift+7 is `/` and Shift+. is `:`.
    let mut window = Window::sketch("¶ On|e");
    let (modifiers, physical) = super::window::stroke("Ctrl+Shift+7");
    let key = egui::Key::Slash;
    let (repeat, physical_key, pressed) = (false, Some(physical), true);
    let event = egui::Event::Key { key, physical_key, pressed, repeat, modifiers };
    window.frame(vec![egui::Event::ModifiersChanged(modifiers), event]);
    window.hold(egui::Modifiers::NONE);
    window.settle();
    assert_eq!(window.show(), "1. On|e");
}
