//! Motion by rows as they are laid out: up and down, pages, row ends, between fields and body.

use nightdesk::edit::Selection;
use nightdesk::story::{Ids, Part, TextAt};

use super::screen::runs;
use super::sketch;
use super::window::Window;

/// Grafs that wrap to three rows and more, at the width of the sheet.
fn wrapped() -> Window {
    let long = "The harbour reopened on Monday after the storm and the first ferry left at dawn \
        with two hundred people on board, many of whom had waited for three days in the halls \
        of the terminal and in the schools of the town.";
    let mut window =
        Window::sketch(&format!("¶ {long} / ¶ Short / ¶ {long} / [picture: Rain] / ¶ {long}"));
    window.focus("Body");
    window
}

/// How many rows a text has.
fn rows(window: &Window, nth: usize) -> usize {
    runs(window.text_node(window.nth(nth))).len()
}

fn x(window: &Window) -> f32 {
    window.caret_rect().center().x
}

fn at(window: &Window) -> (TextAt, usize) {
    let head = window.selection().unwrap().head;
    (head.at, head.byte)
}

#[test]
fn up_and_down_keep_their_column_over_short_lines_and_blocks() {
    let mut window = wrapped();
    assert!(rows(&window, 0) >= 3);
    for _ in 0..40 {
        window.press("Right");
    }
    let column = x(&window);
    let mut way = vec![at(&window)];
    let mut columns = Vec::new();
    let last = window.nth(4);
    while at(&window).0 != last {
        window.press("Down");
        way.push(at(&window));
        let is_short = at(&window).0 == window.nth(1);
        if window.harness.output().platform_output.ime.is_some() && !is_short {
            columns.push(x(&window));
        }
        assert!(way.len() < 40, "the way ends");
    }
    assert!(way.iter().any(|(at, _)| *at == window.nth(1)), "over the short one");
    // The picture is one step, and its place in the row is not known; the rows keep to the column.
    let rows_near = columns.iter().filter(|x| (*x - column).abs() < 8.0).count();
    assert!(rows_near >= columns.len() - 1, "{column}: {columns:?}");
    for expected in way.iter().rev().skip(1) {
        window.press("Up");
        assert_eq!(at(&window), *expected, "the same way back");
    }
}

#[test]
fn a_key_that_goes_sideways_sets_a_new_column() {
    let mut window = Window::sketch("¶ One two| three / ¶ x / ¶ One two three");
    window.press("Down Left Down");
    assert_eq!(window.show(), "¶ One two three / ¶ x / ¶ |One two three");
    window.press("End Up Up");
    assert_eq!(window.show(), "¶ One two three| / ¶ x / ¶ One two three");
    window.press("Down");
    window.write("y");
    window.press("Down");
    assert_eq!(window.show(), "¶ One two three / ¶ xy / ¶ On|e two three");
}

#[test]
fn down_selects_a_picture_and_goes_on_in_the_same_column() {
    let mut window = Window::sketch("¶ One t|wo / [picture] / [divider] / ¶ One two");
    for shown in [
        "¶ One two / «[picture]» / [divider] / ¶ One two",
        "¶ One two / [picture] / «[divider]» / ¶ One two",
        "¶ One two / [picture] / [divider] / ¶ One t|wo",
    ] {
        window.press("Down");
        assert_eq!(window.show(), shown);
    }
    for shown in [
        "¶ One two / [picture] / «[divider]» / ¶ One two",
        "¶ One two / «[picture]» / [divider] / ¶ One two",
        "¶ One t|wo / [picture] / [divider] / ¶ One two",
    ] {
        window.press("Up");
        assert_eq!(window.show(), shown);
    }
}

#[test]
fn shift_and_down_reach_over_rows_and_pictures() {
    let mut window = Window::sketch("¶ One t|wo / [picture] / ¶ One two");
    window.press("Shift+Down Shift+Down");
    assert_eq!(window.show(), "¶ One t«wo / [picture] / ¶ One t»wo");
    window.press("Shift+Up Shift+Up");
    assert_eq!(window.show(), "¶ One t|wo / [picture] / ¶ One two");
}

#[test]
fn on_the_first_row_up_goes_to_its_start_and_on_the_last_down_to_its_end() {
    let mut window = Window::sketch("¶ One / ¶ Tw|o three");
    window.press("Down");
    assert_eq!(window.show(), "¶ One / ¶ Two three|");
    window.press("Shift+Up Shift+Up Shift+Up");
    assert_eq!(window.show(), "¶ «|One / ¶ Two three»", "a selection stays in the body");
}

#[test]
fn home_and_end_go_to_the_ends_of_a_wrapped_row() {
    let mut window = wrapped();
    window.press("Down");
    let graf = window.nth(0);
    let all = runs(window.text_node(graf));
    let first: usize = all[0].words.len();
    let second: usize = first + all[1].words.len();
    window.press("Home");
    assert_eq!(at(&window), (graf, first));
    assert!((window.caret_rect().center().y - all[1].rect.center().y).abs() < 3.0);
    window.press("End");
    let (_, end) = at(&window);
    assert!(end == second || end == second - 1, "{end} of {first}..{second}");
    assert!((window.caret_rect().center().y - all[1].rect.center().y).abs() < 3.0, "same row");
    window.press("End");
    assert_eq!(at(&window), (graf, end), "it stays there");
    window.press("Shift+Home");
    let selection = window.selection().unwrap();
    assert_eq!((selection.anchor.byte, selection.head.byte), (end, first));
    window.press("Home Left");
    window.press("Home");
    assert_eq!(at(&window), (graf, 0));
}

#[test]
fn up_from_the_end_of_a_wrapped_row_goes_to_the_row_above() {
    let mut window = wrapped();
    let graf = window.nth(0);
    let all = runs(window.text_node(graf));
    window.press("Down Down End");
    let y = |row: usize| all[row].rect.center().y;
    assert!((window.caret_rect().center().y - y(2)).abs() < 3.0);
    window.press("Up");
    assert!((window.caret_rect().center().y - y(1)).abs() < 3.0);
    window.press("End Down");
    assert!((window.caret_rect().center().y - y(2)).abs() < 3.0);
}

#[test]
fn page_down_goes_about_a_screen_and_page_up_comes_back() {
    let grafs: Vec<String> =
        (0..200).map(|nth| format!("¶ Graf number {nth} of the harbour story.")).collect();
    let mut window = Window::sketch(&grafs.join(" / "));
    window.focus("Body");
    let index = |window: &Window| window.story().position(at(window).0.block().unwrap()).unwrap();
    let mut seen = vec![0];
    for _ in 0..4 {
        window.press("PageDown");
        seen.push(index(&window));
        let body = window.named("Body").rect();
        assert!(body.y_range().contains(window.caret_rect().center().y), "the caret is in view");
    }
    for pair in seen.windows(2) {
        let by = pair[1] - pair[0];
        assert!((10..=20).contains(&by), "{seen:?}");
    }
    for place in seen.iter().rev().skip(1) {
        window.press("PageUp");
        assert_eq!(index(&window), *place, "{seen:?}");
    }
    window.press("Shift+PageDown");
    let selection = window.selection().unwrap();
    assert_eq!(selection.anchor.at, window.nth(0));
    assert_eq!(index(&window), seen[1]);
    window.press("Ctrl+End PageDown PageDown");
    assert_eq!(index(&window), 199);
}

#[test]
fn ctrl_home_and_end_bring_the_ends_of_a_long_story_into_view() {
    let grafs: Vec<String> =
        (0..400).map(|nth| format!("¶ Graf number {nth} of the harbour story.")).collect();
    let mut window = Window::sketch(&grafs.join(" / "));
    window.focus("Body");
    window.press("Ctrl+End");
    assert!(window.has("Graf 400"));
    let body = window.named("Body").rect();
    assert!(body.contains(window.spot(window.nth(399), 0)));
    window.press("Ctrl+Home");
    assert!(window.has("Graf 1") && window.harness.state().scrolled() < 60.0);
}

#[test]
fn up_and_down_go_between_the_furniture_and_the_body() {
    let mut window = Window::sketch("^ Head|line / ¶ One");
    let heads = |window: &Window| at(window).0;
    for expected in [TextAt::Standfirst, TextAt::DatelinePlace] {
        window.press("Down");
        assert_eq!(heads(&window), expected);
    }
    window.press("Down");
    assert_eq!(window.show(), "^ Headline / ¶ |One");
    window.write("x");
    assert_eq!(window.show(), "^ Headline / ¶ x|One");
    window.press("Up Up Up Up");
    assert_eq!(heads(&window), TextAt::Kicker);
    window.press("Up");
    assert_eq!(heads(&window), TextAt::Kicker);
}

#[test]
fn a_long_headline_is_walked_through_row_by_row() {
    let words = "Harbour reopens after the storm of the century while the ferries wait for a berth \
        that nobody has promised them and the town counts what it has lost";
    let mut story = sketch::read("¶ One", &mut Ids::from_seed(1)).story;
    words.clone_into(&mut story.headline);
    let mut window = Window::on(story);
    let rows = runs(window.text_node(TextAt::Headline)).len();
    assert!(rows >= 3);
    let spot = window.spot(TextAt::Headline, 0);
    window.click(spot);
    for _ in 1..rows {
        window.press("Down");
        assert_eq!(at(&window).0, TextAt::Headline);
    }
    window.press("Down");
    assert_eq!(at(&window).0, TextAt::Standfirst);
}

#[test]
fn up_from_a_caption_goes_to_its_picture_and_down_to_the_words_below() {
    let mut window = Window::sketch("¶ One / [picture: Ra|in] / ¶ Two");
    window.press("Down");
    assert_eq!(window.show(), "¶ One / [picture: Rain] / ¶ |Two");
    let id = window.story().body.get(1).unwrap().id;
    let spot = window.spot(TextAt::Caption(nightdesk::story::FigureAt::Block(id)), 2);
    window.click(spot);
    window.press("Up");
    assert_eq!(window.show(), "¶ One / «[picture: Rain]» / ¶ Two");
    let whole = TextAt::Block(id, Part::Whole);
    assert_ne!(window.selection(), Some(Selection::caret(whole, 0)));
}

#[test]
fn a_soft_line_break_is_a_row_of_its_own() {
    let mut window = Window::sketch("¶ One⏎tw|o⏎three");
    window.press("Up");
    assert_eq!(window.show(), "¶ On|e⏎two⏎three");
    window.press("Down Down");
    assert_eq!(window.show(), "¶ One⏎two⏎th|ree");
    window.press("Home");
    assert_eq!(window.show(), "¶ One⏎two⏎|three");
    window.press("Up End");
    assert_eq!(window.show(), "¶ One⏎two|⏎three");
}

#[test]
fn typing_after_the_wheel_brings_the_caret_back_into_view() {
    let grafs: Vec<String> =
        (0..300).map(|nth| format!("¶ Graf number {nth} of the harbour story.")).collect();
    let mut window = Window::sketch(&grafs.join(" / "));
    window.focus("Body");
    let centre = window.named("Body").rect().center();
    window.move_to(centre);
    for _ in 0..6 {
        window.wheel(-600.0);
    }
    // The toolkit smooths what the wheel does over some frames.
    for _ in 0..200 {
        window.frame(Vec::new());
    }
    window.settle();
    let far = window.harness.state().scrolled();
    assert!(far > 2_000.0, "{far}");
    window.wait(1.0);
    let later = window.harness.state().scrolled();
    assert!((later - far).abs() < 1.0, "it stays where the wheel left it");
    window.write("x");
    assert!(window.harness.state().scrolled() < 100.0);
    assert!(window.has("Graf 1"));
    assert!(window.texts()[0].starts_with("xGraf"));
}

#[test]
fn the_wheel_beyond_the_end_comes_to_rest_at_the_end() {
    let grafs: Vec<String> =
        (0..300).map(|nth| format!("¶ Graf number {nth} of the harbour story.")).collect();
    let mut window = Window::sketch(&grafs.join(" / "));
    window.focus("Body");
    let centre = window.named("Body").rect().center();
    window.move_to(centre);
    for _ in 0..40 {
        window.wheel(-600.0);
    }
    let mut frames = 0;
    while !window.is_at_rest() {
        window.frame(Vec::new());
        frames += 1;
        assert!(frames < 400, "an idle window uses no processor");
    }
    assert!(window.has("Graf 300"));
    let body = window.named("Body").rect();
    assert!(body.contains(window.spot(window.nth(299), 0)));
}
