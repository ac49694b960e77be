//! Undo and redo bring back words, marks, caret, selection and view, across body and furniture.

use super::window::Window;

#[test]
fn undo_brings_back_words_marks_and_selection_and_redo_the_caret_after() {
    for (before, keys, after) in [
        ("¶ O<b>n«e tw</b>o» three", "type:x", "¶ O<b>nx|</b> three"),
        ("¶ O«ne / ¶ <i>Tw»o</i>", "Delete", "¶ O|<i>o</i>"),
        ("¶ O«|ne / ¶ Tw»o", "Delete", "¶ O|o"),
        ("¶ One / ¶ |Two", "Backspace", "¶ One|Two"),
        ("¶ On|e", "Enter", "¶ On / ¶ |e"),
        ("¶ A «word»", "Ctrl+B", "¶ A «<b>word</b>»"),
        ("¶ O«ne / ¶ T»wo", "Ctrl+Alt+2", "## O«ne / ## T»wo"),
        ("¶ One / ¶ T«w»o", "Alt+Up", "¶ T«w»o / ¶ One"),
        ("- One / - |Two", "Tab", "- One / -- |Two"),
        ("¶ One / «[picture: Rain]» / ¶ Two", "Delete", "¶ One / ¶ |Two"),
        ("> Wor|ds ~ Ida", "Ctrl+Alt+0", "¶ Wor|ds⏎— Ida"),
        ("¶ One «two»", "Ctrl+X", "¶ One |"),
    ] {
        let mut window = Window::sketch(before);
        let start = window.story().clone();
        match keys.strip_prefix("type:") {
            Some(words) => window.write(words),
            None => window.press(keys),
        }
        let after = super::rows::canonical(after);
        assert_eq!(window.show(), after, "{before} {keys}");
        window.press("Ctrl+End Ctrl+Z");
        assert_eq!(window.show(), super::rows::canonical(before), "{keys} taken back");
        assert_eq!(*window.story(), start);
        window.press("Ctrl+Home Ctrl+Y");
        assert_eq!(window.show(), after, "{before} {keys} brought back");
    }
}

#[test]
fn undo_and_redo_go_across_headline_body_and_caption_and_take_the_keyboard_along() {
    let mut window = Window::sketch("^ Head| / ¶ One / [picture: Rain]");
    window.write("line");
    let pos = window.at(0, "e");
    window.click(pos);
    window.write("x");
    let id = window.story().body.get(1).unwrap().id;
    let caption = nightdesk::story::TextAt::Caption(nightdesk::story::FigureAt::Block(id));
    let pos = window.spot(caption, 4);
    window.click(pos);
    window.write("s");
    assert_eq!(window.show(), "^ Headline / ¶ Onxe / [picture: Rains|]");
    for shown in [
        "^ Headline / ¶ Onxe / [picture: Rain|]",
        "^ Headline / ¶ On|e / [picture: Rain]",
        "^ Head| / ¶ One / [picture: Rain]",
    ] {
        window.press("Ctrl+Z");
        assert_eq!(window.show(), shown);
    }
    // The keyboard went along: what is typed comes where the caret is.
    for shown in [
        "^ Headline| / ¶ One / [picture: Rain]",
        "^ Headline / ¶ Onx|e / [picture: Rain]",
        "^ Headline / ¶ Onxe / [picture: Rains|]",
    ] {
        window.press("Ctrl+Y");
        assert_eq!(window.show(), shown);
    }
    window.write("!");
    assert_eq!(window.show(), "^ Headline / ¶ Onxe / [picture: Rains!|]");
    window.press("Ctrl+Z Ctrl+Z Ctrl+Z Ctrl+Z");
    window.write("er");
    assert_eq!(window.show(), "^ Header| / ¶ One / [picture: Rain]");
    assert!(!window.desk().can_redo(), "writing on ends what could be brought back");
}

/// A story longer than the window.
fn long() -> Window {
    let grafs: Vec<String> = (0..120)
        .map(|nth| format!("¶ Graf number {nth} of the harbour story says a little more than fits on one row, so that it wraps."))
        .collect();
    let mut window = Window::sketch(&grafs.join(" / "));
    window.focus("Body");
    window
}

#[test]
fn undo_brings_the_view_back_to_where_it_was() {
    let mut window = long();
    window.press("Ctrl+End");
    let below = window.harness.state().scrolled();
    window.write("x");
    window.press("Ctrl+Home");
    window.write("y");
    let above = window.harness.state().scrolled();
    assert!(above < 60.0 && below > 1_000.0, "{above} and {below}");
    for (key, was, step) in [
        ("Ctrl+Z", above, "the step at the top taken back"),
        ("Ctrl+Z", below, "the step at the end taken back"),
        ("Ctrl+Y", below, "the step at the end brought back"),
        ("Ctrl+Y", above, "the step at the top brought back"),
    ] {
        window.press(key);
        let scrolled = window.harness.state().scrolled();
        assert!((scrolled - was).abs() < 1.0, "{step}: {scrolled}, it was {was}");
    }
}

#[test]
fn undo_of_a_deletion_over_screens_brings_all_of_it_back() {
    let mut window = long();
    let start = window.story().clone();
    for _ in 0..12 {
        window.press("PageDown");
    }
    assert!(window.harness.state().scrolled() > 500.0);
    let selection = window.selection();
    window.press("Ctrl+Shift+Home Delete");
    assert!(window.story().body.len() < 100);
    assert!(window.harness.state().scrolled() < 60.0);
    window.press("Ctrl+Z");
    assert_eq!(*window.story(), start);
    assert_eq!(window.selection().unwrap().anchor, selection.unwrap().head);
    window.press("Ctrl+Y Ctrl+Z");
    assert_eq!(*window.story(), start);
}

#[test]
fn a_run_of_typing_is_one_step_and_a_pause_by_mouse_begins_another() {
    let mut window = Window::sketch("¶ |One");
    window.write("Two ");
    let pos = window.at(0, "ne");
    window.click(pos);
    window.write("xy");
    window.press("Ctrl+Z");
    assert_eq!(window.show(), "¶ Two O|ne");
    window.press("Ctrl+Z");
    assert_eq!(window.show(), "¶ |One");
    assert!(!window.desk().can_undo());
}

#[test]
fn several_undo_keys_in_one_frame_are_several_steps() {
    let mut window = Window::sketch("¶ |One / ¶ Two / ¶ Three");
    window.press("Alt+Down Alt+Down");
    assert_eq!(window.texts(), ["Two", "Three", "One"]);
    // A slow frame: the key repeats before the window gets to look.
    let mut events = window.key_events("Ctrl+Z");
    events.extend(window.key_events("Ctrl+Z"));
    window.frame(events);
    window.settle();
    assert_eq!(window.show(), "¶ |One / ¶ Two / ¶ Three");
}

#[test]
fn keys_and_letters_of_one_frame_happen_in_their_order() {
    let mut window = Window::sketch("¶ |One");
    let mut events = vec![egui::Event::Text("a".to_owned())];
    events.extend(window.key_events("Ctrl+B"));
    events.push(egui::Event::Text("b".to_owned()));
    events.extend(window.key_events("Enter"));
    events.push(egui::Event::Text("c".to_owned()));
    window.frame(events);
    window.settle();
    assert_eq!(window.show(), "¶ a<b>b</b> / ¶ c|One");
}
