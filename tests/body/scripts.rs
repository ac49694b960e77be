//! Copy in other scripts through the window: what is told, where the caret stands, where a click
//! lands, where rows break.

use nightdesk::story::{is_boundary, next_boundary};

use super::screen::runs;
use super::window::Window;

/// Texts that run from left to right.
const ONWARD: [&str; 9] = [
    "Plain words",
    "Прага и Москва",
    "Ῥόδος και Αθήνα",
    "한국 사람",
    "日本語と漢字",
    "cafe\u{301} noir",
    "a👩‍👧b 🇫🇷🇩🇪 c",
    "की हिन्दी",
    "กี่ ไทย",
];

const BACKWARD: [&str; 4] = ["שלום עולם", "Der Name שלום steht hier", "مرحبا بالعالم", "a מגדל b"];

fn told(window: &Window) -> String {
    runs(window.text_node(window.nth(0))).into_iter().map(|run| run.words).collect()
}

/// The starts of all graphemes, and the end.
fn boundaries(text: &str) -> Vec<usize> {
    let mut all = vec![0];
    while let Some(last) = all.last().copied().filter(|last| *last < text.len()) {
        all.push(next_boundary(text, last));
    }
    all
}

#[test]
fn every_script_is_told_as_it_is_stored() {
    for text in ONWARD.iter().chain(&BACKWARD) {
        let window = Window::sketch(&format!("¶ {text}|"));
        assert_eq!(told(&window), *text);
        assert_eq!(window.named("Graf 1").value().as_deref(), Some(*text));
    }
}

#[test]
fn the_caret_goes_from_grapheme_to_grapheme_and_to_the_right_on_the_screen() {
    for text in ONWARD {
        let mut window = Window::sketch(&format!("¶ {text}"));
        window.focus("Body");
        let mut x = window.caret_rect().center().x;
        for byte in boundaries(text).into_iter().skip(1) {
            window.press("Right");
            assert_eq!(window.selection().unwrap().head.byte, byte, "{text}");
            let here = window.caret_rect().center().x;
            assert!(here > x, "{text} at {byte}: {here} after {x}");
            x = here;
        }
        for byte in boundaries(text).into_iter().rev().skip(1) {
            window.press("Left");
            assert_eq!(window.selection().unwrap().head.byte, byte, "{text}");
        }
    }
}

#[test]
fn a_click_where_the_caret_was_drawn_puts_it_there_again() {
    for text in ONWARD.iter().chain(&BACKWARD) {
        let mut window = Window::sketch(&format!("¶ {text}"));
        window.focus("Body");
        for byte in boundaries(text) {
            let at = window.nth(0);
            window.select(nightdesk::edit::Selection::caret(at, byte));
            let drawn = window.caret_rect();
            window.press("Ctrl+End");
            window.click(drawn.center());
            let hit = window.selection().unwrap().head.byte;
            assert!(is_boundary(text, hit), "{text}: {hit} is inside a grapheme");
            let again = window.caret_rect();
            let off = (again.center().x - drawn.center().x).abs();
            assert!(off < 1.0, "{text}: drawn at {drawn:?} for {byte}, after the click {again:?}");
        }
    }
}

#[test]
fn long_copy_without_blanks_breaks_into_rows() {
    for letter in ["漢", "가", "あ"] {
        let text = letter.repeat(120);
        let mut window = Window::sketch(&format!("¶ {text}|"));
        let at = window.nth(0);
        let rows = runs(window.text_node(at));
        assert!(rows.len() >= 3, "{} rows of {letter}", rows.len());
        for row in &rows {
            assert!(row.rect.width() <= 641.0, "{} wide", row.rect.width());
        }
        let words: String = rows.iter().map(|row| row.words.as_str()).collect();
        assert_eq!(words, text, "and no letter is lost");
        window.press("Up Backspace");
        assert_eq!(window.texts()[0].len(), text.len() - letter.len());
    }
}

#[test]
fn rows_of_copy_from_right_to_left_stand_from_top_to_bottom() {
    let words = "הנמל נפתח מחדש ביום שני אחרי הסערה והמעבורת הראשונה יצאה עם שחר ועליה מאתיים \
        איש ואישה שחיכו שלושה ימים באולמות הנמל ובבתי הספר של העיר הקטנה";
    let mut window = Window::sketch(&format!("¶ |{words}"));
    let at = window.nth(0);
    assert!(runs(window.text_node(at)).len() >= 2);
    let top = window.caret_rect().center().y;
    let last = words.rfind(' ').unwrap();
    let mut y = top;
    for (byte, _) in words.match_indices(' ').filter(|(byte, _)| *byte < last) {
        window.select(nightdesk::edit::Selection::caret(at, byte));
        let here = window.caret_rect().center().y;
        assert!(here >= y - 0.5, "down the graf, word by word");
        y = here;
    }
    window.press("Ctrl+End");
    assert!(window.caret_rect().center().y > top + 20.0);
    window.press("Ctrl+Home");
    assert!((window.caret_rect().center().y - top).abs() < 1.0);
}

#[test]
fn latin_words_beside_words_from_right_to_left_keep_their_order() {
    let text = "a שלום bold";
    let mut window = Window::sketch(&format!("¶ |{text}"));
    let at = window.nth(0);
    let mut x = Vec::new();
    for words in ["a", " ", "bold", "old", "ld", "d"] {
        let byte = text.find(words).unwrap();
        window.select(nightdesk::edit::Selection::caret(at, byte));
        x.push(window.caret_rect().center().x);
    }
    assert!(x.is_sorted(), "read on from left to right: {x:?}");
    window.press("Ctrl+Home");
    // Typing goes where it is told to, whatever is drawn.
    window.press("Ctrl+Right Right Delete");
    assert_eq!(window.texts(), ["a שום bold"]);
    window.write("ל");
    assert_eq!(window.texts(), ["a שלום bold"]);
}

#[test]
fn a_word_in_hangul_is_selected_and_deleted_as_a_word() {
    let mut window = Window::sketch("¶ 한국 사|람 이야기");
    let pos = window.at(0, "람");
    window.clicks(pos, 2);
    assert_eq!(window.show(), "¶ 한국 «사람» 이야기");
    window.press("Delete Ctrl+Backspace");
    assert_eq!(window.texts()[0].trim(), "이야기");
}
