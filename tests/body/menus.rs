//! What a right click offers, what hovering tells, and the window for links.

use egui::{Event, Modifiers};

use nightdesk::story::{FigureAt, TextAt};

use super::window::{CTRL, Window};

#[test]
fn a_right_click_beside_the_selection_puts_the_caret_there_and_on_it_keeps_it() {
    let mut window = Window::sketch("¶ One «two» three");
    let pos = window.at(0, "wo");
    window.right_click(pos);
    assert_eq!(window.show(), "¶ One «two» three");
    assert!(window.has("Cut") && window.has("Copy") && window.has("Paste"));
    window.press("Escape");
    let pos = window.at(0, "ree");
    window.right_click(pos);
    assert_eq!(window.show(), "¶ One two th|ree");
}

#[test]
fn the_menu_of_a_right_click_cuts_copies_marks_and_links() {
    let mut window = Window::sketch("¶ One «two» three");
    let on_it = |window: &mut Window, button: &str| {
        let pos = window.at(0, "wo");
        window.right_click(pos);
        window.click_on(button);
    };
    on_it(&mut window, "Strong");
    assert_eq!(window.show(), "¶ One «<b>two</b>» three");
    on_it(&mut window, "Copy");
    assert_eq!(window.clipboard, "two");
    on_it(&mut window, "Link…");
    assert!(window.has("Address"));
    window.write("https://a.example");
    window.press("Enter");
    assert_eq!(window.show(), "¶ One «<b><a https://a.example>two</a></b>» three");
    on_it(&mut window, "Cut");
    assert_eq!(window.show(), "¶ One | three");
    let pos = window.at(0, "ne");
    window.right_click(pos);
    window.click_on("Select all");
    assert_eq!(window.show(), "¶ «One  three»");
}

#[test]
fn after_the_menu_of_a_right_click_the_keyboard_is_with_the_copy() {
    let mut window = Window::sketch("¶ One «two» three");
    let pos = window.at(0, "wo");
    window.right_click(pos);
    window.click_on("Cut");
    window.write("x");
    assert_eq!(window.show(), "¶ One x| three");
}

#[test]
fn paste_in_the_menu_asks_the_system_for_the_clipboard() {
    let mut window = Window::sketch("¶ One «two» three");
    let pos = window.at(0, "wo");
    window.right_click(pos);
    window.click_on("Paste");
    assert!(window.asked.contains(&egui::ViewportCommand::RequestPaste));
    window.frame(vec![Event::Paste("x".to_owned())]);
    window.settle();
    assert_eq!(window.show(), "¶ One x| three");
}

#[test]
fn a_right_click_on_a_finding_offers_to_fix_and_to_ignore_it() {
    let words = "¶ Rain / ¶ The the ferry left.";
    let mut window = Window::sketch(words);
    window.check();
    let message = window.finding("doubled-word").message.clone();
    let pos = window.at(1, "he ferry");
    window.right_click(pos);
    assert!(window.has_words(&message), "the menu tells what is wrong");
    window.click_in_menu("Ignore");
    assert!(window.desk().findings().iter().all(|finding| finding.rule != "doubled-word"));
    window.press("Ctrl+Z");
    let fix = window.finding("doubled-word").fix.clone().unwrap().label;
    window.right_click(pos);
    window.click_in_menu(&fix);
    assert_eq!(window.texts(), ["Rain", "The ferry left."]);
}

#[test]
fn a_right_click_puts_a_word_into_the_dictionary() {
    let mut window = Window::sketch("¶ Rain / ¶ Ask TK about it.");
    window.check();
    assert_eq!(window.finding("placeholder").rule, "placeholder");
    let pos = window.at(1, "K about");
    window.right_click(pos);
    window.click_in_menu("Add “TK” to the dictionary");
    assert!(window.desk().settings().check.dictionary.contains("TK"));
    assert!(window.desk().findings().iter().all(|finding| finding.rule != "placeholder"));
}

#[test]
fn a_right_click_teaches_a_word_to_the_story_and_undo_forgets_it() {
    let mut window = Window::sketch("¶ Rain / ¶ Ask the qualdring about it.");
    window.check();
    let pos = window.at(1, "aldring about");
    window.right_click(pos);
    window.click_in_menu("In this story only");
    assert_eq!(window.desk().story().words_taught, ["qualdring"]);
    assert!(window.desk().settings().check.dictionary.is_empty());
    assert!(window.desk().findings().iter().all(|finding| finding.rule != "misspelling"));
    window.press("Ctrl+Z");
    assert_eq!(window.finding("misspelling").rule, "misspelling");
}

#[test]
fn a_finding_under_the_pointer_tells_its_reason_and_rule() {
    let mut window = Window::sketch("¶ Rain / ¶ The the ferry left.");
    window.check();
    let message = window.finding("doubled-word").message.clone();
    let count = window.count_words(&message);
    let pos = window.at(1, "he ferry");
    window.move_to(pos);
    window.wait(1.5);
    assert_eq!(window.count_words(&message), count + 1, "the tooltip says it once more");
    assert!(window.has_words("doubled-word"));
}

#[test]
fn ctrl_and_a_click_on_a_link_open_the_window_for_it() {
    let mut window = Window::sketch("¶ A <a https://a.example>link</a> here|");
    window.hold(CTRL);
    let pos = window.at(0, "nk");
    window.click(pos);
    window.hold(Modifiers::NONE);
    assert!(window.has("Address"));
    assert_eq!(window.named("Address").value().as_deref(), Some("https://a.example"));
    window.press("Escape");
    assert!(!window.has("Address"));
    // Beside a link there is nothing to open.
    window.hold(CTRL);
    let pos = window.at(0, "ere");
    window.click(pos);
    assert!(!window.has("Address"));
}

#[test]
fn ctrl_k_links_what_is_selected_and_gives_the_keyboard_back() {
    let mut window = Window::sketch("¶ A «word» here");
    window.press("Ctrl+K");
    window.write("https://a.example");
    window.press("Enter");
    assert_eq!(window.show(), "¶ A «<a https://a.example>word</a>» here");
    window.press("Right");
    window.write("s");
    assert_eq!(window.show(), "¶ A <a https://a.example>word</a>s| here");
    window.press("Left Left Ctrl+K");
    assert_eq!(window.named("Address").value().as_deref(), Some("https://a.example"));
    window.press("Escape");
    window.write("x");
    assert_eq!(window.show(), "¶ A <a https://a.example>worx|d</a>s here");
}

#[test]
fn a_right_click_in_the_headline_and_in_a_caption_offers_the_same() {
    let mut window = Window::sketch("^ The the ferry| / ¶ One / [picture: Rain rain fell]");
    window.check();
    let headline = TextAt::Headline;
    let id = window.story().body.get(1).unwrap().id;
    let caption = TextAt::Caption(FigureAt::Block(id));
    for (at, byte) in [(headline, 5), (caption, 6)] {
        let pos = window.spot(at, byte);
        window.right_click(pos);
        assert_eq!(window.selection().unwrap().head.at, at);
        assert!(window.has("Cut") && window.has("Paste"), "the menu of {at:?}");
        window.click_in_menu("Ignore");
    }
    assert!(window.desk().findings().iter().all(|finding| finding.rule != "doubled-word"));
}
