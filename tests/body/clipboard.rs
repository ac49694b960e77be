//! Copy, cut and paste: our own copies come back as they were, everything else is read by the
//! importer, and one Ctrl+Z takes a paste back whole.

use std::sync::Arc;

use egui::{Color32, ColorImage, Event, ViewportCommand};
use nightdesk::desk::{Command, Desk, Pasted, Wish};
use nightdesk::edit::Selection;
use nightdesk::store::Settings;
use nightdesk::story::{BlockKind, Ids, Part, RichText, TextAt};

use super::sketch;
use super::window::Window;

/// Hands HTML over together with its plain words, as a browser does.
fn paste_html(window: &mut Window, html: &str, words: &str) {
    *window.html.lock().unwrap() = Some(html.to_owned());
    window.paste(words);
    *window.html.lock().unwrap() = None;
}

fn picture() -> Event {
    Event::PasteImage(Arc::new(ColorImage::filled([12, 8], Color32::from_rgb(40, 90, 160))))
}

#[test]
fn a_copy_puts_plain_words_on_the_clipboard() {
    for (sketch, words) in [
        ("¶ One «two» three", "two"),
        ("¶ One <b>t«wo</b> thr»ee", "wo thr"),
        ("¶ A «<a https://a.example>link</a>»", "link"),
        ("¶ One« two·»three", " two "),
        ("¶ O«ne / ¶ Tw»o", "ne\n\nTw"),
        ("¶ One⏎t«wo⏎thr»ee", "wo\nthr"),
        ("¶ wide  «gaps  stay»", "gaps  stay"),
        ("! For «colleagues»", "colleagues"),
        ("## «Head»", "Head"),
    ] {
        let mut window = Window::sketch(sketch);
        let before = window.story().clone();
        window.press("Ctrl+C");
        assert_eq!(window.clipboard, words, "{sketch}");
        assert_eq!(*window.story(), before);
        assert!(!window.desk().can_undo());
    }
}

#[test]
fn a_copy_of_blocks_reads_well_as_plain_words() {
    let mut window =
        Window::sketch("## «Head / ¶ One / - Two / - Three / [picture: Rain] / > Words» ~ Ida");
    window.press("Ctrl+C");
    let words = window.clipboard.clone();
    let mut from = 0;
    for part in ["Head", "One", "Two", "Three", "Rain", "Words"] {
        let at = words[from..].find(part);
        from += at.unwrap_or_else(|| panic!("{part} in order in {words:?}"));
    }
    assert!(!words.contains("PICTURES"), "{words:?}");
}

#[test]
fn nothing_selected_leaves_the_clipboard_alone() {
    let mut window = Window::sketch("¶ One| two");
    window.clipboard = "kept".to_owned();
    window.press("Ctrl+C Ctrl+X");
    assert_eq!(window.clipboard, "kept");
    assert_eq!(window.show(), "¶ One| two");
}

#[test]
fn our_own_copy_comes_back_with_everything() {
    for copied in [
        "¶ «<b>Bold</b> and <i>slanted</i>»",
        "## «Head / ¶ One»",
        "- «One / -- Two / --- Three»",
        "1. «One / 1. Two»",
        "> «Words ~ Ida / ¶ One»",
        ">> «Loud ~ Bo / ¶ One»",
        "! «For colleagues»",
        "«[picture: The <i>quay</i>]»",
        "«[table: cell]»",
        "«[divider] / ¶ One»",
        "«[picture] / [divider]»",
        "¶ «A <a https://a.example>link</a> and a <c>remark</c>»",
        "¶ «x<sup>2</sup> H<sub>2</sub>O <s>gone</s>»",
    ] {
        let mut window = Window::sketch(&format!("{copied} / ¶"));
        let blocks = window.story().body.len();
        let start = window.story().clone();
        window.press("Ctrl+C");
        assert!(!window.clipboard.is_empty(), "{copied}: there is something to paste");
        window.press("Ctrl+End Ctrl+V");
        let kinds = |from: usize| -> Vec<BlockKind> {
            let blocks = window.story().body.iter().skip(from).take(blocks - 1);
            blocks.map(|block| block.kind.clone()).collect()
        };
        assert_eq!(kinds(0), kinds(blocks - 1), "{copied}");
        window.press("Ctrl+Z");
        assert_eq!(*window.story(), start, "{copied}: one undo takes it back");
    }
}

#[test]
fn a_cut_is_one_step_and_can_be_pasted_twice() {
    let mut window = Window::sketch("¶ O«ne <b>two</b> / ¶ Thr»ee");
    window.press("Ctrl+X");
    assert_eq!(window.show(), "¶ O|ee");
    window.press("Ctrl+Z");
    assert_eq!(window.show(), "¶ O«ne <b>two</b> / ¶ Thr»ee");
    window.press("Ctrl+Y Ctrl+V Ctrl+V");
    assert_eq!(window.show(), "¶ One <b>two</b> / ¶ Thrne <b>two</b> / ¶ Thr|ee");
}

#[test]
fn a_cut_picture_keeps_its_caption_and_file() {
    let mut window = Window::sketch("¶ One| / ¶ Two");
    window.frame(vec![picture()]);
    window.settle();
    let before = window.story().body.get(1).unwrap().kind.clone();
    assert!(matches!(&before, BlockKind::Figure(figure) if figure.media.is_some()));
    window.press("Up Ctrl+Home Ctrl+Down Right");
    assert_eq!(window.show(), "¶ One / «[picture]» / ¶ Two");
    window.press("Ctrl+X Ctrl+End");
    assert_eq!(window.show(), "¶ One / ¶ Two|");
    window.press("Ctrl+V");
    assert_eq!(window.story().body.get(2).unwrap().kind, before);
}

#[test]
fn words_copied_elsewhere_that_happen_to_be_the_same_are_plain() {
    let mut window = Window::sketch("¶ A «<b>word</b>» here / ¶");
    window.press("Ctrl+C Ctrl+End");
    // Somebody copies the same word out of a page where it stands in italics.
    paste_html(&mut window, "<p><i>word</i></p>", "word");
    let pasted = window.show();
    assert!(pasted.contains("<i>word</i>"), "{pasted}");
}

#[test]
fn html_goes_through_the_importer() {
    let mut window = Window::sketch("¶ One / ¶ |");
    let html = "<h2>Tides</h2><p>Rain <b>fell</b> at <a href=\"https://a.example/x\">noon</a>.\
        <script>alert(1)</script></p><ul><li>First</li><li>Second</li></ul>\
        <p style=\"color:red\" onclick=\"x()\">Last.</p>";
    paste_html(&mut window, html, "Tides\nRain fell at noon.\nFirst\nSecond\nLast.");
    assert_eq!(
        window.show(),
        "¶ One / ## Tides / ¶ Rain <b>fell</b> at <a https://a.example/x>noon</a>. \
         / - First / - Second / ¶ Last.|"
    );
    window.press("Ctrl+Z");
    assert_eq!(window.show(), "¶ One / ¶ |");
    assert!(!window.desk().can_undo());
    window.press("Ctrl+Y");
    assert_eq!(window.story().body.len(), 5);
}

#[test]
fn a_stale_html_flavour_does_not_come_in_place_of_new_words() {
    let mut window = Window::sketch("¶ |");
    paste_html(&mut window, "<p>Yesterday's page</p>", "Fresh words");
    assert_eq!(window.show(), "¶ Fresh words|");
}

#[test]
fn a_styled_word_pasted_into_a_graf_stays_in_that_graf() {
    let mut window = Window::sketch("¶ One |three");
    paste_html(&mut window, "<meta charset=utf-8><b>two</b>", "two");
    let shown = window.show();
    assert!(shown == "¶ One <b>two|</b>three" || shown == "¶ One <b>two</b>|three", "{shown}");
}

#[test]
fn plain_words_of_several_paragraphs_become_grafs() {
    let mut window = Window::sketch("¶ On|e / ¶ Last");
    window.paste("first line\n\nsecond line\n\nthird line");
    assert_eq!(window.show(), "¶ Onfirst line / ¶ second line / ¶ third line|e / ¶ Last");
    window.press("Ctrl+Z");
    assert_eq!(window.show(), "¶ On|e / ¶ Last");
}

#[test]
fn one_line_goes_straight_in_where_the_caret_is() {
    let mut window = Window::sketch("¶ One <b>b|b</b>");
    window.paste("two");
    window.write("x");
    assert!(window.show().starts_with("¶ One <b>b"), "{}", window.show());
    assert_eq!(window.texts(), ["One btwoxb"]);
}

#[test]
fn ctrl_shift_v_asks_for_the_clipboard_and_leaves_marks_and_structure_behind() {
    let mut window = Window::sketch("¶ |");
    *window.html.lock().unwrap() = Some("<h2>Head</h2><p><b>bold</b> words</p>".to_owned());
    window.press("Ctrl+Shift+V");
    assert!(window.asked.contains(&ViewportCommand::RequestPaste));
    window.frame(vec![Event::Paste("Head\n\nbold words".to_owned())]);
    window.settle();
    assert_eq!(window.show(), "¶ Head / ¶ bold words|");
    window.press("Ctrl+Z");
    assert_eq!(window.show(), "¶ |");
    // The next paste has its structure again.
    window.paste("Head\n\nbold words");
    assert!(window.show().starts_with("## Head"), "{}", window.show());
}

#[test]
fn ctrl_shift_v_leaves_the_marks_of_our_own_copy_behind_too() {
    let mut window = Window::sketch("¶ A «<b>word</b>» here");
    window.press("Ctrl+C Ctrl+End Ctrl+Shift+V");
    let words = window.clipboard.clone();
    window.frame(vec![Event::Paste(words)]);
    window.settle();
    assert_eq!(window.show(), "¶ A <b>word</b> hereword|");
}

#[test]
fn a_picture_off_the_clipboard_becomes_a_figure_below_the_caret() {
    let mut window = Window::sketch("¶ On|e / ¶ Two");
    window.frame(vec![picture()]);
    window.settle();
    assert_eq!(window.story().body.len(), 3);
    let BlockKind::Figure(figure) = &window.story().body.get(1).unwrap().kind else {
        panic!("a picture: {}", window.show())
    };
    let media = figure.media.expect("its file");
    assert_eq!((media.width_px, media.height_px), (12, 8));
    // What comes next is its caption.
    window.write("Rain");
    assert_eq!(window.show(), "¶ One / [picture: Rain|] / ¶ Two");
    window.press("Ctrl+Z Ctrl+Z");
    assert_eq!(window.show(), "¶ On|e / ¶ Two");
}

#[test]
fn an_address_pasted_on_a_selection_makes_it_a_link() {
    let mut window = Window::sketch("¶ A «word» here");
    window.paste("https://a.example/page?x=1");
    assert_eq!(window.show(), "¶ A «<a https://a.example/page?x=1>word</a>» here");
    window.press("Ctrl+Z");
    assert_eq!(window.show(), "¶ A «word» here");
    // Over blocks too; without a selection it is words.
    window.press("Ctrl+A");
    window.paste("mailto:desk@lantern.example");
    assert_eq!(window.show(), "¶ «<a mailto:desk@lantern.example>A word here</a>»");
    window.press("Ctrl+End");
    window.paste("https://b.example");
    assert_eq!(window.texts(), ["A word herehttps://b.example"]);
}

#[test]
fn an_address_of_our_own_copy_pasted_on_a_selection_makes_a_link_as_well() {
    let mut window = Window::sketch("¶ «https://a.example» and word");
    window.press("Ctrl+C End Ctrl+Shift+Left Ctrl+V");
    assert_eq!(window.show(), "¶ https://a.example and «|<a https://a.example>word</a>»");
}

#[test]
fn a_dangerous_address_pasted_on_a_selection_is_only_words() {
    let mut window = Window::sketch("¶ A «word» here");
    window.paste("javascript:alert(1)");
    assert_eq!(window.show(), "¶ A javascript:alert(1)| here");
}

#[test]
fn a_paste_takes_the_place_of_a_selection_over_blocks() {
    let mut window = Window::sketch("¶ O«ne / [picture] / > Two ~ Ida / ¶ Thr»ee");
    window.paste("x");
    assert_eq!(window.show(), "¶ Ox|ee");
    window.press("Ctrl+Z");
    assert_eq!(window.show(), "¶ O«ne / [picture] / > Two ~ Ida / ¶ Thr»ee");
    window.paste("first line\n\nsecond line");
    assert_eq!(window.show(), "¶ Ofirst line / ¶ second line|ee");
    window.press("Ctrl+Z");
    assert_eq!(window.show(), "¶ O«ne / [picture] / > Two ~ Ida / ¶ Thr»ee");
    assert!(!window.desk().can_undo());
}

#[test]
fn a_paste_into_the_headline_is_one_line() {
    let mut window = Window::sketch("^ Head|line / ¶ One");
    window.paste("first\nsecond\n\nthird");
    assert_eq!(window.show(), "^ Headfirst second third|line / ¶ One");
    window.press("Ctrl+Z");
    assert_eq!(window.show(), "^ Head|line / ¶ One");
}

#[test]
fn a_paste_with_no_keyboard_anywhere_goes_to_the_end_of_the_story() {
    let mut window = Window::on(sketch::read("¶ One", &mut Ids::from_seed(1)).story);
    window.paste("two");
    assert_eq!(window.texts(), ["One", "two"]);
}

#[test]
fn a_paste_that_takes_its_time_goes_to_where_its_place_has_moved() {
    let now = chrono::DateTime::UNIX_EPOCH;
    let story = sketch::read("¶ One two / ¶ Three", &mut Ids::from_seed(1)).story;
    let at = TextAt::Block(story.body.get(0).unwrap().id, Part::Text);
    let seed = uuid::Uuid::from_u128(1 << 100);
    let mut desk = Desk::with_story(Settings::default(), seed, story, now);
    let pasted = Pasted::Text("first line\n\nsecond line".to_owned());
    let paste = Command::Paste { at: Some(Selection::caret(at, 4)), pasted, plain: false };
    let reading = desk.handle(paste, now);
    // The editor goes on writing before it.
    let (selection, wish) = (Selection::caret(at, 0), Wish::Type(RichText::plain("So ")));
    drop(desk.handle(Command::Write { selection, wish }, now));
    for job in reading {
        drop(desk.receive(job.run(), now));
    }
    assert_eq!(
        sketch::show(desk.story(), None),
        "¶ So One first line / ¶ second linetwo / ¶ Three"
    );
    drop(desk.handle(Command::Undo, now));
    assert_eq!(sketch::show(desk.story(), None), "¶ So One two / ¶ Three");
}
