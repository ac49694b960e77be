//! What typed signs become by the habits of a language, each a step of undo of its own.

use nightdesk::edit::smart::Habits;
use nightdesk::store::Settings;
use nightdesk::story::{Ids, Language};

use super::sketch;
use super::window::Window;

const NO_BREAK: &str = "\u{a0}";
const NARROW: &str = "\u{202f}";

/// An empty graf in a language, with the caret in it.
fn writing(language: &str) -> Window {
    let mut story = sketch::read("¶", &mut Ids::from_seed(1)).story;
    story.language = Language::new(language).unwrap();
    let mut window = Window::on(story);
    window.focus("Body");
    window
}

#[test]
fn each_sign_is_set_as_the_language_has_it_and_undone_alone() {
    let rows = [
        // What is typed, what comes, and what one Ctrl+Z makes of it.
        ("en", "\"", "“", "\""),
        ("en", "No,\"", "No,”", "No,\""),
        ("en", "don'", "don’", "don'"),
        ("en", "'", "‘", "'"),
        ("en", "war--", "war—", "war--"),
        ("en", "So...", "So…", "So..."),
        ("en", "May - ", "May – ", "May - "),
        ("en-GB", "war --", "war –", "war --"),
        ("de", "\"", "„", "\""),
        ("de", "Er sagte: \"", "Er sagte: „", "Er sagte: \""),
        ("de", "geht'", "geht’", "geht'"),
        ("de", "Mai - ", "Mai – ", "Mai - "),
        ("de", "Nun...", "Nun…", "Nun..."),
        ("fr", "\"", &format!("«{NO_BREAK}"), "\""),
        ("fr", "Oui !", &format!("Oui{NARROW}!"), "Oui !"),
        ("fr", "Oui ?", &format!("Oui{NARROW}?"), "Oui ?"),
        ("fr", "A :", &format!("A{NO_BREAK}:"), "A :"),
        ("fr", "l'", "l’", "l'"),
    ];
    for (language, typed, comes, undone) in rows {
        let mut window = writing(language);
        window.write(typed);
        assert_eq!(window.texts(), [comes], "{language}: {typed}");
        let caret = window.selection().unwrap();
        assert_eq!(caret.head.byte, comes.len(), "{language}: the caret stands behind it");
        window.press("Ctrl+Z");
        assert_eq!(window.texts(), [undone], "{language}: {typed}, taken back");
        assert_eq!(window.selection().unwrap().head.byte, undone.len(), "{language}: {typed}");
        window.press("Ctrl+Z");
        assert_eq!(window.texts(), [""], "{language}: the next one takes the typing back");
        window.press("Ctrl+Y");
        assert_eq!(window.texts(), [undone]);
        window.press("Ctrl+Y");
        assert_eq!(window.texts(), [comes]);
    }
}

#[test]
fn whole_sentences_come_out_as_they_are_printed() {
    let rows = [
        (
            "en",
            "\"It's 5 o'clock,\" she said -- \"don't go...\"",
            "“It’s 5 o’clock,” she said — “don’t go…”",
        ),
        (
            "de",
            "\"Geht's?\", fragte sie. 'Ja', sagte er.",
            "„Geht’s?“, fragte sie. ‚Ja‘, sagte er.",
        ),
        (
            "fr",
            "\"Oui\" ? dit-il ; l'affaire...",
            "«\u{a0}Oui\u{a0}»\u{202f}? dit-il\u{202f}; l’affaire…",
        ),
    ];
    for (language, typed, comes) in rows {
        let mut window = writing(language);
        window.write(typed);
        assert_eq!(window.texts(), [comes], "{language}");
        while window.desk().can_undo() {
            window.press("Ctrl+Z");
        }
        assert_eq!(window.texts(), [""]);
    }
}

#[test]
fn a_sign_that_was_taken_back_stays_as_typed_when_writing_goes_on() {
    let mut window = writing("en");
    window.write("The 5\" ");
    window.write("\"");
    window.press("Ctrl+Z");
    window.write("a b");
    assert_eq!(window.texts(), ["The 5\" \"a b"]);
}

#[test]
fn a_sign_in_place_of_a_selection_is_set_too_and_undo_brings_the_selection_back() {
    let mut window = Window::sketch("¶ One «two» three");
    window.write("\"");
    assert_eq!(window.show(), "¶ One “| three");
    window.press("Ctrl+Z");
    assert_eq!(window.show(), "¶ One \"| three");
    window.press("Ctrl+Z");
    assert_eq!(window.show(), "¶ One «two» three");
}

#[test]
fn a_sign_keeps_the_marks_that_it_was_typed_in() {
    let mut window = Window::sketch("¶ <b>bo|ld</b>");
    window.write("'");
    assert_eq!(window.show(), "¶ <b>bo’|ld</b>");
}

#[test]
fn habits_that_are_off_leave_what_is_typed() {
    let habits = Habits { quotes: false, apostrophes: false, ..Habits::default() };
    let settings = Settings { habits, ..Settings::default() };
    let story = sketch::read("¶", &mut Ids::from_seed(1)).story;
    let mut window = Window::with(settings, story, egui::vec2(1280.0, 800.0));
    window.focus("Body");
    window.write("\"don't\" -- so...");
    assert_eq!(window.texts(), ["\"don't\" — so…"]);
}

#[test]
fn headline_and_caption_have_curly_quotes_and_an_address_has_none() {
    let mut window = Window::sketch("^ | / ¶ One / [picture: |]".replacen("|]", "]", 1).as_str());
    window.write("Ferry's \"slow\" year");
    assert_eq!(window.story().headline, "Ferry’s “slow” year");
    let mut window = Window::sketch("¶ One / [picture: Quay|]");
    window.write("'s");
    assert_eq!(window.show(), "¶ One / [picture: Quay’s|]");
    let mut window = Window::sketch("¶ One / [embed]");
    let pos = window.named("Embed address 2").rect().center();
    window.click(pos);
    window.write("a--b'c");
    let kind = &window.story().body.get(1).unwrap().kind;
    let nightdesk::story::BlockKind::Embed(embed) = kind else { panic!("an embed") };
    assert_eq!(embed.url, "a--b'c");
}

#[test]
fn a_sign_at_the_start_makes_the_block_and_one_undo_brings_the_sign_back() {
    for (typed, comes, undone) in [
        ("# ", "## |", "¶ #·|"),
        ("## ", "### |", "¶ ##·|"),
        ("> ", "> |", "¶ >·|"),
        ("- ", "- |", "¶ -·|"),
        ("* ", "- |", "¶ *·|"),
        ("1. ", "1. |", "¶ 1.·|"),
    ] {
        let mut window = writing("en");
        window.write(typed);
        assert_eq!(window.show(), comes, "{typed:?}");
        window.press("Ctrl+Z");
        assert_eq!(window.show(), undone, "{typed:?} taken back");
        window.press("Ctrl+Z");
        assert_eq!(window.show(), "¶ |", "{typed:?} taken back with the typing");
        window.press("Ctrl+Y Ctrl+Y");
        assert_eq!(window.show(), comes);
        window.write("Words");
        assert!(window.show().ends_with("Words|"), "{}", window.show());
    }
}

#[test]
fn a_list_is_written_from_sign_to_end_without_the_mouse() {
    let mut window = writing("en");
    window.write("- First");
    window.press("Enter");
    window.write("Second");
    window.press("Enter Tab");
    window.write("Nested");
    window.press("Enter Enter");
    window.write("Third");
    window.press("Enter Enter");
    window.write("After it");
    assert_eq!(window.show(), "- First / - Second / -- Nested / - Third / ¶ After it|");
}

#[test]
fn three_hyphens_and_enter_make_a_divider() {
    for typed in ["---", "***"] {
        let mut window = writing("en");
        window.write(typed);
        window.press("Enter");
        window.write("After");
        assert_eq!(window.show(), "[divider] / ¶ After|", "{typed}");
    }
}
