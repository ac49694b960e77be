//! Composition by an input method: shown in place, and words of the story only when it is committed.

use egui::{Event, ImeEvent, Rect, Stroke};

use super::screen::runs;
use super::window::Window;

/// The rows of a text as they are shown, composition included.
fn shown(window: &Window, nth: usize) -> String {
    runs(window.text_node(window.nth(nth))).into_iter().map(|run| run.words).collect()
}

/// Words that are drawn with a line under them, as a composition is.
fn underlined(window: &Window) -> Vec<String> {
    let shapes = window.harness.output().shapes.iter().map(|clipped| &clipped.shape);
    let galleys = shapes.filter_map(|shape| match shape {
        egui::Shape::Text(text) => Some(&text.galley),
        _ => None,
    });
    let sections = galleys.flat_map(|galley| {
        let text = &galley.job.text;
        let lined = galley.job.sections.iter().filter(|part| part.format.underline != Stroke::NONE);
        lined.map(|part| text[part.byte_range.start.0..part.byte_range.end.0].to_owned())
    });
    sections.filter(|words| !words.is_empty()).collect()
}

#[test]
fn a_composition_is_shown_in_place_and_is_not_in_the_story() {
    let mut window = Window::sketch("¶ Fahrt nach | am Abend");
    window.compose("にほ");
    assert_eq!(shown(&window, 0), "Fahrt nach にほ am Abend");
    assert_eq!(underlined(&window), ["にほ"]);
    assert_eq!(window.show(), "¶ Fahrt nach | am Abend");
    assert!(!window.desk().can_undo(), "it is not in the history");
    assert!(!window.desk().is_dirty(), "and nothing is to be saved");
    window.compose("にほん");
    assert_eq!(shown(&window, 0), "Fahrt nach にほん am Abend");
    assert!(!window.desk().can_undo());
}

#[test]
fn a_commit_is_one_step_of_undo() {
    let mut window = Window::sketch("¶ Nach | am Abend");
    for words in ["n", "に", "にほ", "にほん", "日本"] {
        window.compose(words);
    }
    window.compose("");
    window.commit("日本");
    assert_eq!(window.show(), "¶ Nach 日本| am Abend");
    assert!(underlined(&window).is_empty());
    window.press("Ctrl+Z");
    assert_eq!(window.show(), "¶ Nach | am Abend");
    assert!(!window.desk().can_undo());
    window.press("Ctrl+Y");
    assert_eq!(window.show(), "¶ Nach 日本| am Abend");
}

#[test]
fn a_cancelled_composition_leaves_nothing() {
    let mut window = Window::sketch("¶ One |two");
    window.compose("に");
    window.compose("");
    assert_eq!(shown(&window, 0), "One two");
    assert_eq!(window.show(), "¶ One |two");
    assert!(!window.desk().can_undo());
    window.write("x");
    assert_eq!(window.show(), "¶ One x|two");
}

#[test]
fn a_composition_over_a_selection_stands_in_for_it() {
    let mut window = Window::sketch("¶ One «two» three");
    window.compose("に");
    assert_eq!(shown(&window, 0), "One に three");
    assert_eq!(window.show(), "¶ One «two» three");
    window.compose("");
    assert_eq!(shown(&window, 0), "One two three");
    assert_eq!(window.show(), "¶ One «two» three");
    window.compose("に");
    window.commit("二");
    assert_eq!(window.show(), "¶ One 二| three");
    window.press("Ctrl+Z");
    assert_eq!(window.show(), "¶ One «two» three");
}

#[test]
fn a_commit_over_several_blocks_takes_their_place() {
    let mut window = Window::sketch("¶ O«ne / [picture] / ¶ Tw»o");
    window.compose("に");
    assert_eq!(window.show(), "¶ O«ne / [picture] / ¶ Tw»o");
    window.commit("二");
    assert_eq!(window.show(), "¶ O二|o");
    window.press("Ctrl+Z");
    assert_eq!(window.show(), "¶ O«ne / [picture] / ¶ Tw»o");
}

#[test]
fn a_commit_over_a_picture_becomes_a_graf_in_its_place() {
    let mut window = Window::sketch("¶ One / «[picture]» / ¶ Two");
    window.compose("に");
    window.commit("二");
    assert_eq!(window.show(), "¶ One / ¶ 二| / ¶ Two");
}

#[test]
fn hangul_is_composed_letter_by_letter_into_syllables() {
    // 한국 as a Korean keyboard sends it: a syllable is handed over when the next one begins.
    let mut window = Window::sketch("¶ |");
    for jamo in ["ㅎ", "하", "한"] {
        window.compose(jamo);
        assert_eq!(shown(&window, 0), jamo);
        assert_eq!(window.show(), "¶ |");
    }
    window.compose("");
    window.commit("한");
    assert_eq!(window.show(), "¶ 한|");
    for jamo in ["ㄱ", "구", "국"] {
        window.compose(jamo);
        assert_eq!(shown(&window, 0), format!("한{jamo}"));
    }
    window.compose("");
    window.commit("국");
    assert_eq!(window.show(), "¶ 한국|");
    window.press("Backspace");
    assert_eq!(window.show(), "¶ 한|");
    window.press("Ctrl+Z Ctrl+Z");
    assert_eq!(window.texts(), [""]);
}

#[test]
fn a_syllable_and_the_next_jamo_may_come_in_one_frame() {
    let mut window = Window::sketch("¶ |");
    window.compose("한");
    let preedit = |text: &str| {
        let text = text.to_owned();
        Event::Ime(ImeEvent::Preedit { text, active_range_chars: None })
    };
    window.frame(vec![preedit(""), Event::Ime(ImeEvent::Commit("한".to_owned())), preedit("ㄱ")]);
    window.settle();
    assert_eq!(window.show(), "¶ 한|");
    assert_eq!(shown(&window, 0), "한ㄱ");
}

#[test]
fn keys_go_to_the_composition_while_there_is_one() {
    let mut window = Window::sketch("¶ One| / ¶ Two");
    window.compose("にほ");
    window.press("Backspace Enter Left Down");
    assert_eq!(window.show(), "¶ One| / ¶ Two");
    window.commit("日本");
    window.press("Enter");
    assert_eq!(window.show(), "¶ One日本 / ¶ | / ¶ Two");
}

#[test]
fn the_candidate_window_is_told_where_the_caret_is() {
    let mut window = Window::sketch("¶ One two| / ¶ Three");
    let inside = |window: &Window, nth: usize, byte: usize| {
        let caret = window.caret_rect();
        let spot = window.spot(window.nth(nth), byte);
        assert!((caret.center().x - spot.x).abs() < 2.0, "{caret:?} and {spot:?}");
        assert!(caret.y_range().contains(spot.y), "{caret:?} and {spot:?}");
        let all: Rect = window.harness.output().platform_output.ime.unwrap().rect;
        assert!(all.expand(1.0).contains_rect(caret), "the caret lies in its text");
    };
    inside(&window, 0, 7);
    window.press("Down");
    assert_eq!(window.show(), "¶ One two / ¶ Three|");
    inside(&window, 1, 5);
    // While something is composed, the caret stands behind it.
    let before = window.caret_rect();
    window.compose("MMMM");
    assert!(window.caret_rect().left() > before.left() + 20.0);
}

#[test]
fn the_input_method_may_delete_around_the_caret() {
    let mut window = Window::sketch("¶ Wörter| hier");
    let around = ImeEvent::DeleteSurrounding { before_chars: 5, after_chars: 2 };
    window.frame(vec![Event::Ime(around)]);
    window.settle();
    assert_eq!(window.show(), "¶ W|ier");
    window.press("Ctrl+Z");
    assert_eq!(window.show(), "¶ Wörter| hier", "the caret comes back, not what was deleted");
    let far = ImeEvent::DeleteSurrounding { before_chars: 500, after_chars: 0 };
    window.frame(vec![Event::Ime(far)]);
    window.settle();
    assert_eq!(window.show(), "¶ |·hier", "no more than there is");
}

#[test]
fn a_dead_key_comes_as_the_letter_with_its_accent() {
    let mut window = Window::sketch("¶ caf|");
    window.frame(vec![Event::Text("é".to_owned())]);
    // Where the pair is not known, the system sends both signs at once.
    window.frame(vec![Event::Text("´x".to_owned())]);
    window.settle();
    assert_eq!(window.show(), "¶ café´x|");
}

#[test]
fn a_composition_goes_with_the_marks_around_it() {
    let mut window = Window::sketch("¶ <b>bo|ld</b>");
    window.compose("に");
    window.commit("二");
    assert_eq!(window.show(), "¶ <b>bo二|ld</b>");
}

#[test]
fn a_composition_in_the_headline_works_the_same() {
    let mut window = Window::sketch("^ Head|line / ¶ One");
    window.compose("に");
    let at = nightdesk::story::TextAt::Headline;
    let words: String = runs(window.text_node(at)).into_iter().map(|run| run.words).collect();
    assert_eq!(words, "Headにline");
    assert_eq!(window.story().headline, "Headline");
    window.commit("二");
    assert_eq!(window.show(), "^ Head二|line / ¶ One");
}

#[test]
fn a_click_elsewhere_ends_the_composition_without_moving_it_there() {
    let mut window = Window::sketch("¶ One| / ¶ Two");
    window.compose("に");
    let pos = window.at(1, "wo");
    window.click(pos);
    assert_eq!(window.show(), "¶ One / ¶ T|wo");
    assert_eq!(shown(&window, 1), "Two", "what was composed does not jump to the click");
    window.write("x");
    assert_eq!(window.show(), "¶ One / ¶ Tx|wo");
}

#[test]
fn a_composition_ends_when_the_keyboard_goes_elsewhere() {
    let mut window = Window::sketch("¶ One| / ¶ Two");
    window.compose("に");
    window.press("Ctrl+F");
    // The system ends the composition; the body has no keyboard to hear of it.
    window.compose("");
    window.press("Escape");
    assert_eq!(shown(&window, 0), "One");
    window.write("x");
    assert_eq!(window.show(), "¶ Onex| / ¶ Two");
}

#[test]
fn undo_by_its_key_while_something_is_composed_takes_back_words_of_the_story_only() {
    let mut window = Window::sketch("¶ One|");
    window.write("x");
    window.compose("に");
    window.press("Ctrl+Z");
    window.commit("二");
    assert_eq!(window.show(), "¶ One二|");
}
