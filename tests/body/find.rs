//! Find and replace from the keyboard, over the whole story.

use nightdesk::story::{FigureAt, TextAt};

use super::window::Window;

/// The numbers of the matches that are drawn, and of the one that was gone to.
fn marked(window: &Window) -> (usize, usize) {
    let mut all = Vec::new();
    let body = window.story().body.iter();
    all.extend(body.flat_map(|block| nightdesk::edit::flow::stops(block)));
    let mut texts = vec![TextAt::Kicker, TextAt::Headline, TextAt::Standfirst];
    texts.extend(window.story().figures().iter().map(|(at, _)| TextAt::Caption(*at)));
    all.extend(texts);
    let matches = all.into_iter().flat_map(|at| window.desk().matches_in(at).collect::<Vec<_>>());
    let matches: Vec<bool> = matches.map(|(_, is_current)| is_current).collect();
    (matches.len(), matches.iter().filter(|current| **current).count())
}

#[test]
fn typing_into_the_bar_counts_and_marks_while_the_caret_stays() {
    let mut window = Window::sketch("¶ Rain| and rain / ¶ Sun / ¶ More rain");
    window.press("Ctrl+F");
    assert!(window.named("Find").is_focused());
    for (letters, count, words) in
        [("ra", 3, "3 places"), ("in", 3, "3 places"), ("s", 0, "Not in this story")]
    {
        window.write(letters);
        assert_eq!(marked(&window), (count, 0), "{letters}");
        assert!(window.has_words(words), "{words}");
    }
    assert_eq!(window.show(), "¶ Rain| and rain / ¶ Sun / ¶ More rain");
    window.press("Backspace");
    assert!(window.has_words("3 places"));
}

#[test]
fn enter_goes_on_and_shift_enter_back_round_the_ends() {
    let mut window = Window::sketch("¶ One x two / ¶ x| here / ¶ and x");
    window.press("Ctrl+F");
    window.write("x");
    for (key, shown, count) in [
        ("Enter", "¶ One x two / ¶ x here / ¶ and «x»", "3 of 3"),
        ("Enter", "¶ One «x» two / ¶ x here / ¶ and x", "1 of 3"),
        ("Enter", "¶ One x two / ¶ «x» here / ¶ and x", "2 of 3"),
        ("Shift+Enter", "¶ One «x» two / ¶ x here / ¶ and x", "1 of 3"),
        ("Shift+Enter", "¶ One x two / ¶ x here / ¶ and «x»", "3 of 3"),
    ] {
        window.press(key);
        assert_eq!(window.show(), shown, "{key}");
        assert!(window.has_words(count), "{count}");
        assert_eq!(marked(&window), (3, 1));
        assert!(window.named("Find").is_focused(), "the keyboard stays in the bar");
    }
}

#[test]
fn f3_goes_on_from_the_copy_itself() {
    let mut window = Window::sketch("¶ |One x two / ¶ x here");
    window.press("Ctrl+F");
    window.write("x");
    window.press("Escape F3");
    // With the bar closed there is nothing to go to.
    assert_eq!(window.show(), "¶ |One x two / ¶ x here");
    window.press("Ctrl+F F3");
    assert_eq!(window.show(), "¶ One «x» two / ¶ x here");
    window.press("F3");
    assert_eq!(window.show(), "¶ One x two / ¶ «x» here");
    window.press("Shift+F3");
    assert_eq!(window.show(), "¶ One «x» two / ¶ x here");
}

#[test]
fn escape_gives_the_keyboard_back_to_the_copy() {
    let mut window = Window::sketch("¶ One x two| / ¶ Three");
    window.press("Ctrl+F");
    window.write("x");
    window.press("Enter Escape");
    assert!(!window.has("Find"));
    assert!(window.desk().search().is_none());
    assert_eq!(window.show(), "¶ One «x» two / ¶ Three");
    window.write("y");
    assert_eq!(window.show(), "¶ One y| two / ¶ Three");
}

#[test]
fn what_is_selected_is_looked_for_at_once() {
    let mut window = Window::sketch("¶ One «two» three / ¶ two");
    window.press("Ctrl+F");
    assert_eq!(window.named("Find").value().as_deref(), Some("two"));
    assert!(window.has_words("2 places"));
    // And what is typed comes in its place.
    window.write("one");
    assert_eq!(window.named("Find").value().as_deref(), Some("one"));
    assert!(window.has_words("1 place"));
}

#[test]
fn case_whole_words_and_patterns_can_be_asked_for() {
    let mut window = Window::sketch("¶ Rain rain raining / ¶ 12 and 345");
    window.focus("Body");
    window.press("Ctrl+F");
    window.write("rain");
    assert!(window.has_words("3 places"));
    window.click_on("Capitals matter");
    assert!(window.has_words("2 places"));
    window.click_on("Whole words only");
    assert!(window.has_words("1 place"));
    window.click_on("Whole words only");
    window.click_on("Regular expression");
    window.focus("Find");
    window.press("Ctrl+A");
    window.write(r"\d+");
    assert!(window.has_words("2 places"));
    window.press("Enter");
    assert_eq!(window.show(), "¶ Rain rain raining / ¶ «12» and 345");
}

#[test]
fn a_faulty_pattern_is_told_in_words_and_harms_nothing() {
    let mut window = Window::sketch("¶ One (two|");
    window.press("Ctrl+F");
    window.click_on("Regular expression");
    window.focus("Find");
    window.write("(two");
    let problem = window.desk().search().unwrap().problem().expect("a fault").to_owned();
    assert!(window.has_words(&problem), "{problem}");
    assert!(!problem.contains("regex parse error"), "in an editor's words: {problem}");
    window.press("Enter Shift+Enter F3");
    assert_eq!(marked(&window), (0, 0));
    window.press("Backspace Backspace Backspace Backspace");
    window.write("two");
    assert!(window.has_words("1 place"));
}

#[test]
fn replace_takes_the_match_that_was_gone_to_and_goes_on() {
    let mut window = Window::sketch("¶ |x one / ¶ two x / ¶ x three");
    window.press("Ctrl+H");
    window.write("x");
    window.press("Enter Tab");
    window.focus("Replace with");
    window.write("yes");
    window.press("Enter");
    assert_eq!(window.show(), "¶ yes one / ¶ two «x» / ¶ x three");
    assert!(window.named("Replace with").is_focused());
    window.press("Enter");
    assert_eq!(window.show(), "¶ yes one / ¶ two yes / ¶ «x» three");
    window.press("Escape Ctrl+Z");
    assert_eq!(window.texts(), ["yes one", "two x", "x three"]);
    window.press("Ctrl+Z");
    assert_eq!(window.texts(), ["x one", "two x", "x three"]);
    assert!(!window.desk().can_undo());
}

#[test]
fn replace_all_is_one_step_over_body_headline_and_captions() {
    let sketch = "^ Rain ahead / ¶ The rain| fell / - Rain / [picture: Rain on the quay] / ¶ RAIN";
    let mut window = Window::sketch(sketch);
    let start = window.story().clone();
    window.press("Ctrl+H");
    window.write("rain");
    assert!(window.has_words("5 places"));
    assert_eq!(marked(&window).0, 5);
    window.focus("Replace with");
    window.write("snow");
    window.click_on("Follow the capitals of what is replaced");
    window.click_on("Replace all");
    assert_eq!(window.story().headline, "Snow ahead");
    assert_eq!(window.texts(), ["The snow fell", "Snow", "Snow on the quay", "SNOW"]);
    let said = window.desk().message().expect("a message").text.clone();
    assert_eq!(said, "Replaced in 5 places");
    window.focus("Body");
    window.press("Ctrl+Z");
    assert_eq!(*window.story(), start);
    assert!(!window.desk().can_undo());
}

#[test]
fn a_match_in_the_headline_or_a_caption_is_gone_to_there() {
    let mut window = Window::sketch("^ Rain / ¶ |One / [picture: Rain] / ¶ rain");
    window.press("Ctrl+F");
    window.write("rain");
    window.press("Enter");
    assert_eq!(window.show(), "^ Rain / ¶ One / [picture: «Rain»] / ¶ rain");
    let id = window.story().body.get(1).unwrap().id;
    let caption = TextAt::Caption(FigureAt::Block(id));
    assert_eq!(window.selection().unwrap().head.at, caption);
    window.press("Enter Enter");
    assert_eq!(window.show(), "^ «Rain» / ¶ One / [picture: Rain] / ¶ rain");
    window.press("Escape");
    window.write("Sun");
    assert_eq!(window.story().headline, "Sun");
}

#[test]
fn a_match_far_below_is_brought_into_view() {
    let mut grafs = vec!["¶ |Start".to_owned()];
    grafs.extend((0..200).map(|nth| format!("¶ Graf number {nth} of the harbour story.")));
    grafs.push("¶ The needle".to_owned());
    let mut window = Window::sketch(&grafs.join(" / "));
    window.press("Ctrl+F");
    window.write("needle");
    window.press("Enter");
    assert!(window.harness.state().scrolled() > 1_000.0);
    let view = window.named("Body").rect();
    assert!(view.contains(window.at(201, "needle")), "the match is in view");
    assert!(window.named("Find").is_focused());
}

#[test]
fn matches_follow_what_is_typed_before_them() {
    let mut window = Window::sketch("¶ |One x / ¶ x");
    window.press("Ctrl+F");
    window.write("x");
    let pos = window.at(0, "One");
    window.click(pos);
    window.write("An x! ");
    assert!(window.has_words("3 places"));
    assert_eq!(window.texts(), ["An x! One x", "x"]);
    let at = window.nth(0);
    let ranges: Vec<_> = window.desk().matches_in(at).map(|(range, _)| range).collect();
    assert_eq!(ranges, [3..4, 10..11]);
}
