//! What the mouse does to the selection and to the story.

use egui::{Event, Modifiers, PointerButton, Pos2};

use nightdesk::story::{FigureAt, Part, TextAt};

use super::window::{CTRL, Window};

/// A window whose body is long enough to scroll: grafs of two rows and more.
fn long_story() -> Window {
    let grafs: Vec<String> = (0..60)
        .map(|nth| format!("¶ Graf number {nth} of the harbour story says a little more than fits on one row, so that it wraps."))
        .collect();
    let mut window = Window::sketch(&grafs.join(" / "));
    window.focus("Body");
    window
}

#[test]
fn a_click_puts_the_caret_between_two_letters() {
    let mut window = Window::sketch("¶ One two / ¶ Three");
    for (nth, before, shown) in [
        (0, "two", "¶ One |two / ¶ Three"),
        (1, "ree", "¶ One two / ¶ Th|ree"),
        (0, "One", "¶ |One two / ¶ Three"),
    ] {
        let pos = window.at(nth, before);
        window.click(pos);
        assert_eq!(window.show(), shown);
    }
    window.write("x");
    assert_eq!(window.show(), "¶ x|One two / ¶ Three");
}

#[test]
fn two_clicks_take_the_word_and_three_the_graf() {
    let mut window = Window::sketch("¶ Rain fell, heavily / ¶ Three");
    let pos = window.at(0, "eavily");
    window.clicks(pos, 2);
    assert_eq!(window.show(), "¶ Rain fell, «heavily» / ¶ Three");
    window.clicks(pos, 3);
    assert_eq!(window.show(), "¶ «Rain fell, heavily» / ¶ Three");
    window.clicks(pos, 4);
    assert_eq!(window.show(), "¶ Rain fell, h|eavily / ¶ Three");
}

#[test]
fn two_slow_clicks_are_no_double_click() {
    let mut window = Window::sketch("¶ Rain fell");
    let pos = window.at(0, "ell");
    window.click(pos);
    window.click(pos);
    assert_eq!(window.show(), "¶ Rain f|ell");
}

#[test]
fn two_quick_clicks_at_different_places_are_no_double_click() {
    let mut window = Window::sketch("¶ Rain fell");
    let (there, here) = (window.at(0, "ain"), window.at(0, "ell"));
    window.click(there);
    window.down(here);
    window.up(here);
    assert_eq!(window.show(), "¶ Rain f|ell");
}

#[test]
fn shift_and_a_click_reach_from_the_caret_to_the_click() {
    let mut window = Window::sketch("¶ One t|wo / ¶ Three / ¶ Four");
    window.hold(Modifiers::SHIFT);
    let pos = window.at(2, "ur");
    window.click(pos);
    assert_eq!(window.show(), "¶ One t«wo / ¶ Three / ¶ Fo»ur");
    let pos = window.at(0, "One");
    window.click(pos);
    assert_eq!(window.show(), "¶ «|One t»wo / ¶ Three / ¶ Four");
}

#[test]
fn a_drag_selects_within_a_text_and_across_blocks_both_ways() {
    let mut window = Window::sketch("¶ One two / ## Head / - Item / ¶ Last words");
    let drags = [
        ((0, "ne"), (0, "wo"), "¶ O«ne t»wo / ## Head / - Item / ¶ Last words"),
        ((0, "wo"), (0, "ne"), "¶ O«|ne t»wo / ## Head / - Item / ¶ Last words"),
        ((0, "two"), (3, "words"), "¶ One «two / ## Head / - Item / ¶ Last »words"),
        ((3, "words"), (1, "ead"), "¶ One two / ## H«|ead / - Item / ¶ Last »words"),
    ];
    for (from, to, shown) in drags {
        let (from, to) = (window.at(from.0, from.1), window.at(to.0, to.1));
        window.drag_to(from, to);
        assert_eq!(window.show(), shown);
        let aside = window.at(2, "tem");
        window.click(aside);
    }
}

#[test]
fn a_drag_after_a_double_click_takes_whole_words() {
    let mut window = Window::sketch("¶ One two three four / ¶ Five six seven");
    window.wait(2.0);
    let start = window.at(0, "hree");
    window.down(start);
    window.up(start);
    window.down(start);
    assert_eq!(window.show(), "¶ One two «three» four / ¶ Five six seven");
    for (nth, to, shown) in [
        (0, "our", "¶ One two «three four» / ¶ Five six seven"),
        (1, "ix", "¶ One two «three four / ¶ Five six» seven"),
        (0, "wo", "¶ One «|two three» four / ¶ Five six seven"),
        (0, "hree", "¶ One two «three» four / ¶ Five six seven"),
    ] {
        let pos = window.at(nth, to);
        window.move_to(pos);
        assert_eq!(window.show(), shown);
    }
    window.up(start);
}

#[test]
fn a_drag_after_three_clicks_takes_whole_grafs() {
    let mut window = Window::sketch("¶ One / ¶ Two / ¶ Three");
    window.wait(2.0);
    let start = window.at(1, "wo");
    for _ in 0..2 {
        window.down(start);
        window.up(start);
    }
    window.down(start);
    let pos = window.at(2, "ree");
    window.move_to(pos);
    assert_eq!(window.show(), "¶ One / ¶ «Two / ¶ Three»");
    let pos = window.at(0, "ne");
    window.move_to(pos);
    assert_eq!(window.show(), "¶ «|One / ¶ Two» / ¶ Three");
    window.up(pos);
    assert_eq!(window.show(), "¶ «|One / ¶ Two» / ¶ Three");
}

#[test]
fn a_drag_to_the_lower_edge_scrolls_and_goes_on_selecting() {
    let mut window = long_story();
    let start = window.at(0, "number");
    let beyond = Pos2::new(start.x, 790.0);
    window.drag(start, &[beyond]);
    let reached = |window: &Window| {
        let at = window.selection().unwrap().head.at;
        window.story().position(at.block().unwrap()).unwrap()
    };
    let at_first = reached(&window);
    for _ in 0..60 {
        window.frame(Vec::new());
    }
    assert!(window.harness.state().scrolled() > 200.0, "{}", window.harness.state().scrolled());
    assert!(reached(&window) > at_first + 5, "from {at_first} to {}", reached(&window));
    window.up(beyond);
    // With the button up the sheet stands still.
    let there = window.harness.state().scrolled();
    window.wait(1.0);
    assert!((window.harness.state().scrolled() - there).abs() < 0.5);
    assert_eq!(window.selection().unwrap().anchor.byte, "Graf ".len());
}

#[test]
fn a_drag_to_the_upper_edge_scrolls_back() {
    let mut window = long_story();
    window.press("Ctrl+End");
    let scrolled = window.harness.state().scrolled();
    let last = window.nth(59);
    let start = window.spot(last, 0);
    let top = window.named("Body").rect().top();
    window.drag(start, &[Pos2::new(start.x + 40.0, top + 4.0)]);
    for _ in 0..30 {
        window.frame(Vec::new());
    }
    assert!(window.harness.state().scrolled() < scrolled - 100.0);
    window.up(Pos2::new(start.x + 40.0, top + 4.0));
}

#[test]
fn a_drag_of_what_is_selected_moves_it_and_with_ctrl_copies_it() {
    let mut window = Window::sketch("¶ One «two »three / ¶ Four");
    let (from, to) = (window.at(0, "wo"), window.at(1, "our"));
    window.drag_to(from, to);
    assert_eq!(window.show(), "¶ One three / ¶ F«two »our");
    window.press("Ctrl+Z");
    assert_eq!(window.show(), "¶ One «two »three / ¶ Four");
    window.drag(from, &[to]);
    window.hold(CTRL);
    window.up(to);
    window.hold(Modifiers::NONE);
    assert_eq!(window.show(), "¶ One two three / ¶ F«two »our");
}

#[test]
fn a_drag_of_what_is_selected_that_ends_where_it_began_changes_nothing() {
    let mut window = Window::sketch("¶ One «two »three");
    let (from, to) = (window.at(0, "two"), window.at(0, "o three"));
    window.drag_to(from, to);
    assert_eq!(window.show(), "¶ One «two »three");
    assert!(!window.desk().can_undo());
}

#[test]
fn a_click_on_what_is_selected_puts_the_caret_there() {
    let mut window = Window::sketch("¶ One «two» three");
    let pos = window.at(0, "wo");
    window.click(pos);
    assert_eq!(window.show(), "¶ One t|wo three");
}

#[test]
fn a_drag_of_a_selection_over_blocks_with_a_picture_moves_all_of_it() {
    let mut window = Window::sketch("¶ O«ne / [picture: Rain] / ¶ T»wo / ¶ xy");
    let (from, to) = (window.at(0, "e"), window.at(3, "y"));
    window.drag_to(from, to);
    assert_eq!(window.show(), "¶ Owo / ¶ x«ne / [picture: Rain] / ¶ T»y");
}

#[test]
fn a_click_on_a_picture_selects_it_whole() {
    let mut window = Window::sketch("¶ One| / [picture: Rain] / ¶ Two");
    let pos = window.thing(1).left_top() + egui::vec2(300.0, 20.0);
    window.click(pos);
    assert_eq!(window.show(), "¶ One / «[picture: Rain]» / ¶ Two");
    window.press("Delete");
    assert_eq!(window.show(), "¶ One / ¶ |Two");
}

#[test]
fn a_click_on_the_words_on_a_missing_picture_selects_it_too() {
    let mut window = Window::sketch("¶ One| / [picture] / ¶ Two");
    let words = "The picture itself is not here yet. Drop its file on the story to add it.";
    let pos = window.words_on_screen(words).center();
    window.click(pos);
    assert_eq!(window.show(), "¶ One / «[picture]» / ¶ Two");
}

#[test]
fn a_click_in_a_caption_puts_the_caret_there_and_two_take_the_word() {
    let mut window = Window::sketch("¶ One| / [picture: Rain fell] / > Words ~ Ida Brandt");
    let id = window.story().body.get(1).unwrap().id;
    let caption = TextAt::Caption(FigureAt::Block(id));
    let pos = window.spot(caption, 6);
    window.click(pos);
    assert_eq!(window.show(), "¶ One / [picture: Rain f|ell] / > Words ~ Ida Brandt");
    window.clicks(pos, 2);
    assert_eq!(window.show(), "¶ One / [picture: Rain «fell»] / > Words ~ Ida Brandt");
    let id = window.story().body.get(2).unwrap().id;
    let pos = window.spot(TextAt::Block(id, Part::Attribution), 5);
    window.click(pos);
    assert_eq!(window.show(), "¶ One / [picture: Rain fell] / > Words ~ Ida B|randt");
    window.write("x");
    assert_eq!(window.show(), "¶ One / [picture: Rain fell] / > Words ~ Ida Bx|randt");
}

#[test]
fn a_click_on_a_control_of_a_picture_leaves_the_caret_where_it_is() {
    let mut window = Window::sketch("¶ On|e / [picture: Rain] / ¶ Two");
    window.click_on("Picture 1 is decorative");
    assert_eq!(window.show(), "¶ On|e / [picture: Rain] / ¶ Two");
    window.click_on("Credit of picture 1");
    window.write("Ida");
    let figures = window.story().figures();
    assert_eq!(figures[0].1.credit.verbatim, "Ida");
    assert_eq!(window.texts(), ["One", "Rain", "Two"]);
}

#[test]
fn a_drag_from_words_over_a_picture_takes_the_picture_whole() {
    let mut window = Window::sketch("¶ One / [picture] / ¶ Two");
    let (from, to) = (window.at(0, "ne"), window.at(2, "wo"));
    window.drag_to(from, to);
    assert_eq!(window.show(), "¶ O«ne / [picture] / ¶ T»wo");
}

#[test]
fn a_click_beside_the_text_finds_the_nearest_row() {
    let mut window = Window::sketch("¶ One / ¶ Two");
    let one = window.at(0, "One");
    let two = window.at(1, "Two");
    let body = window.named("Body").rect();
    for (pos, shown) in [
        (Pos2::new(body.right() - 4.0, one.y), "¶ One| / ¶ Two"),
        (Pos2::new(body.left() + 30.0, two.y), "¶ One / ¶ |Two"),
        (Pos2::new(one.x + 400.0, two.y), "¶ One / ¶ Two|"),
        // Below the last block, at the right of the button there.
        (Pos2::new(body.right() - 10.0, body.bottom() - 6.0), "¶ One / ¶ Two|"),
        // Between two blocks: the nearer one.
        (Pos2::new(one.x, one.y + 18.0), "¶ |One / ¶ Two"),
        (Pos2::new(two.x, two.y - 19.0), "¶ One / ¶ |Two"),
    ] {
        window.click(pos);
        assert_eq!(window.show(), shown, "at {pos}");
        window.write("x");
        window.press("Ctrl+Z");
    }
}

#[test]
fn a_click_at_the_end_of_a_wrapped_row_keeps_to_that_row() {
    let mut window = long_story();
    let at = window.nth(0);
    let rows = super::screen::runs(window.text_node(at));
    let (upper, lower) = (rows[0].rect, rows[1].rect);
    window.click(Pos2::new(upper.right() + 30.0, upper.center().y));
    assert!((window.caret_rect().center().y - upper.center().y).abs() < 3.0);
    window.click(Pos2::new(lower.left(), lower.center().y));
    assert!((window.caret_rect().center().y - lower.center().y).abs() < 3.0);
}

#[test]
fn a_block_is_carried_by_its_handle() {
    let mut window = Window::sketch("¶ One| / ¶ Two / [divider] / ¶ Four");
    let from = window.handle(0).center();
    let below = window.handle(2).center() + egui::vec2(0.0, 14.0);
    window.drag(from, &[below]);
    window.frame(Vec::new());
    assert!(window.paints_a_line_at(below.y), "a line shows where it would go");
    window.up(below);
    assert_eq!(window.show(), "¶ Two / [divider] / ¶ One| / ¶ Four");
    window.press("Ctrl+Z");
    assert_eq!(window.show(), "¶ One| / ¶ Two / [divider] / ¶ Four");
    let (from, top) = (window.handle(3).center(), window.handle(0).center());
    window.drag_to(from, top - egui::vec2(0.0, 8.0));
    assert_eq!(window.texts(), ["Four", "One", "Two"]);
}

#[test]
fn a_block_that_is_let_go_where_it_was_stays() {
    let mut window = Window::sketch("¶ One / ¶ Two|");
    let handle = window.handle(0).center();
    window.drag_to(handle, handle + egui::vec2(3.0, 12.0));
    assert_eq!(window.show(), "¶ One / ¶ Two|");
    assert!(!window.desk().can_undo());
}

#[test]
fn the_middle_button_and_a_lost_pointer_harm_nothing() {
    let mut window = Window::sketch("¶ One two| three");
    let pos = window.at(0, "three");
    window.move_to(pos);
    window.button(pos, PointerButton::Middle, true);
    window.button(pos, PointerButton::Middle, false);
    window.settle();
    window.down(pos);
    window.frame(vec![Event::PointerGone]);
    window.settle();
    window.press("Ctrl+End");
    window.write("!");
    assert_eq!(window.show(), "¶ One two three!|");
}

#[test]
fn a_drag_in_the_headline_selects_there_and_stays_there() {
    let mut window = Window::sketch("^ Harbour reopens / ¶ One| two");
    let (from, to) = (window.spot(TextAt::Headline, 3), window.spot(TextAt::Headline, 9));
    window.drag_to(from, to);
    assert_eq!(window.show(), "^ Har«bour r»eopens / ¶ One two");
    let below = window.at(0, "two");
    window.click(to);
    window.drag(from, &[to, below]);
    window.up(below);
    let selection = window.selection().unwrap();
    assert_eq!((selection.anchor.at, selection.head.at), (TextAt::Headline, TextAt::Headline));
    assert_eq!(window.story().headline, "Harbour reopens");
}

#[test]
fn a_drag_from_the_body_into_the_headline_stays_in_the_body() {
    let mut window = Window::sketch("^ Harbour reopens / ¶ One| two");
    let (from, to) = (window.at(0, "two"), window.spot(TextAt::Headline, 3));
    window.drag_to(from, to);
    assert_eq!(window.show(), "^ Harbour reopens / ¶ «|One »two");
}
