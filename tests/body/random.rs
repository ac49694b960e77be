//! Random hands at the window: nothing panics, the story stays sound, and undo leads back to the
//! start exactly.

use egui::{Event, ImeEvent, Modifiers, PointerButton, Pos2};
use nightdesk::edit::flow;
use nightdesk::story::{Ids, RichText, Story, is_boundary};
use proptest::prelude::*;

use super::sketch;
use super::window::{CTRL, Window};

/// Something that hands do.
#[derive(Clone, Debug)]
enum Act {
    /// A key, by its place in [`KEYS`].
    Key(usize),
    Type(&'static str),
    /// A press at a place of the window, in thousandths of its size, with a number of clicks.
    Click(u16, u16, usize, bool),
    Drag((u16, u16), (u16, u16), bool),
    RightClick(u16, u16),
    Compose(&'static str),
    Commit(&'static str),
    Paste(&'static str),
    PasteHtml(&'static str),
    Scroll(i16),
    Resize(u16, u16),
    /// A button of the menu or window that is open, by its place among those with a name.
    Button(usize),
}

/// Keys that stay in the window: none opens a file or leaves the story.
const KEYS: [&str; 66] = [
    "Left",
    "Right",
    "Up",
    "Down",
    "Home",
    "End",
    "PageUp",
    "PageDown",
    "Shift+Left",
    "Shift+Right",
    "Shift+Up",
    "Shift+Down",
    "Shift+Home",
    "Shift+End",
    "Shift+PageDown",
    "Ctrl+Left",
    "Ctrl+Right",
    "Ctrl+Up",
    "Ctrl+Down",
    "Ctrl+Home",
    "Ctrl+End",
    "Ctrl+Shift+Left",
    "Ctrl+Shift+Right",
    "Ctrl+Shift+Up",
    "Ctrl+Shift+Down",
    "Ctrl+Shift+Home",
    "Ctrl+Shift+End",
    "Ctrl+A",
    "Backspace",
    "Delete",
    "Ctrl+Backspace",
    "Ctrl+Delete",
    "Enter",
    "Shift+Enter",
    "Tab",
    "Shift+Tab",
    "Escape",
    "Alt+Up",
    "Alt+Down",
    "Ctrl+B",
    "Ctrl+I",
    "Ctrl+K",
    "Ctrl+Shift+X",
    "Ctrl+Alt+0",
    "Ctrl+Alt+2",
    "Ctrl+Alt+3",
    "Ctrl+Alt+Q",
    "Ctrl+Shift+8",
    "Ctrl+Shift+7",
    "Ctrl+C",
    "Ctrl+X",
    "Ctrl+V",
    "Ctrl+Z",
    "Ctrl+Z",
    "Ctrl+Y",
    "Ctrl+F",
    "Ctrl+H",
    "F3",
    "Shift+F3",
    "F8",
    "Shift+F8",
    "Ctrl+.",
    "Ctrl+Enter",
    "Ctrl+Shift+Backspace",
    "Ctrl+5",
    "Ctrl+Shift+F",
];

const WORDS: [&str; 16] = [
    "x",
    " ",
    "\"",
    "'",
    "--",
    "...",
    "# ",
    "- ",
    "1. ",
    "> ",
    "e\u{301}",
    "👩‍👧",
    "한국",
    "שלום",
    "the the ",
    "日本語",
];

const PASTED: [&str; 6] =
    ["word", "two\n\ngrafs", "https://a.example", "a\tb\nc", "\u{301}", "line one\nline two\n"];

const HTML: [&str; 5] = [
    "<h2>Head</h2><p>One <b>two</b></p>",
    "<ul><li>a<ul><li>b</li></ul></li></ul>",
    "<blockquote>Said</blockquote><hr><p>x</p>",
    "<table><tr><td>a<td>b</table>",
    "<img src=x alt=y><figure><img src=z><figcaption>c</figcaption></figure>",
];

const STORIES: [&str; 7] = [
    "¶ |",
    "^ Headline / ¶ One |two / ## Head / ¶ Three",
    "- One / -- T|wo / - Three / ¶ x",
    "¶ One| / [picture: Rain] / [divider] / [table: cell] / > Words ~ Ida",
    "! As|k / >> Loud ~ Bo / 1. One / 1. Two / ~ / 1. Three",
    "[picture] / [embed: a] / [gallery]|",
    "¶ A <b>bo|ld</b> <a https://a.example>link</a> e{301} 한국 👩‍👧 the the end",
];

fn act() -> impl Strategy<Value = Act> {
    let place = || (0u16..1000, 0u16..1000);
    prop_oneof![
        14 => (0..KEYS.len()).prop_map(Act::Key),
        5 => prop::sample::select(WORDS.to_vec()).prop_map(Act::Type),
        3 => (0u16..1000, 0u16..1000, 1usize..5, any::<bool>())
            .prop_map(|(x, y, count, shift)| Act::Click(x, y, count, shift)),
        2 => (place(), place(), any::<bool>()).prop_map(|(a, b, copy)| Act::Drag(a, b, copy)),
        1 => place().prop_map(|(x, y)| Act::RightClick(x, y)),
        1 => prop::sample::select(vec!["に", "ㅎ", ""]).prop_map(Act::Compose),
        1 => prop::sample::select(vec!["日本", "한", ""]).prop_map(Act::Commit),
        2 => prop::sample::select(PASTED.to_vec()).prop_map(Act::Paste),
        1 => prop::sample::select(HTML.to_vec()).prop_map(Act::PasteHtml),
        1 => (-900i16..900).prop_map(Act::Scroll),
        1 => (300u16..1500, 200u16..900).prop_map(|(w, h)| Act::Resize(w, h)),
        2 => (0usize..40).prop_map(Act::Button),
    ]
}

/// Buttons that write files, ask the system or leave the story.
const NOT_THESE: [&str; 14] = [
    "Story",
    "Open",
    "Import",
    "Save",
    "Export",
    "Quit",
    "New",
    "Picture…",
    "Lead picture",
    "Close",
    "Send",
    "Choose",
    "Add portrait",
    "Replace picture",
];

fn at(window: &Window, x: u16, y: u16) -> Pos2 {
    let size = window.harness.ctx.content_rect().size();
    Pos2::new(f32::from(x) / 1000.0 * size.x, f32::from(y) / 1000.0 * size.y)
}

/// Whether a place is on the sheet rather than on the bars and panels beside it.
fn on_the_sheet(window: &Window, pos: Pos2) -> bool {
    window.all_named("Body").first().is_some_and(|body| body.rect().contains(pos))
}

fn play(window: &mut Window, act: &Act) {
    match act {
        Act::Key(nth) => {
            let events = window.key_events(KEYS[*nth]);
            window.frame(events);
        }
        // The toolkit's own fields lose count of letters that run from right to left.
        Act::Type("שלום") if !window.is_focused_on("Body") => {}
        Act::Type(words) => {
            words.chars().for_each(|c| window.frame(vec![Event::Text(c.to_string())]));
        }
        Act::Click(x, y, count, shift) => {
            let pos = at(window, *x, *y);
            if on_the_sheet(window, pos) {
                window.hold(if *shift { Modifiers::SHIFT } else { Modifiers::NONE });
                for _ in 0..*count {
                    window.down(pos);
                    window.button(pos, PointerButton::Primary, false);
                }
                window.hold(Modifiers::NONE);
            }
        }
        Act::Drag(from, to, copy) => {
            let (from, to) = (at(window, from.0, from.1), at(window, to.0, to.1));
            if on_the_sheet(window, from) {
                window.down(from);
                window.move_to(from.lerp(to, 0.5));
                window.move_to(to);
                if *copy {
                    window.hold(CTRL);
                }
                window.button(to, PointerButton::Primary, false);
                window.hold(Modifiers::NONE);
            }
        }
        Act::RightClick(x, y) => {
            let pos = at(window, *x, *y);
            if on_the_sheet(window, pos) {
                window.move_to(pos);
                window.button(pos, PointerButton::Secondary, true);
                window.button(pos, PointerButton::Secondary, false);
            }
        }
        Act::Compose(words) => {
            let (text, active_range_chars) = ((*words).to_owned(), None);
            window.frame(vec![Event::Ime(ImeEvent::Preedit { text, active_range_chars })]);
        }
        Act::Commit(words) => {
            window.frame(vec![Event::Ime(ImeEvent::Commit((*words).to_owned()))]);
        }
        Act::Paste(words) => window.frame(vec![Event::Paste((*words).to_owned())]),
        Act::PasteHtml(html) => {
            *window.html.lock().unwrap() = Some((*html).to_owned());
            window.frame(vec![Event::Paste("-".to_owned())]);
            *window.html.lock().unwrap() = None;
        }
        Act::Scroll(by) => {
            let centre = at(window, 400, 500);
            window.move_to(centre);
            window.wheel(f32::from(*by));
        }
        Act::Resize(width, height) => {
            window.harness.set_size(egui::vec2(f32::from(*width), f32::from(*height)));
            window.frame(Vec::new());
        }
        Act::Button(nth) => {
            let names = window.button_names();
            let allowed = |name: &&String| !NOT_THESE.iter().any(|not| name.starts_with(not));
            let names: Vec<&String> = names.iter().filter(allowed).collect();
            if let Some(name) = names.get(*nth)
                && let Some(button) = window.all_named(name).first()
            {
                button.click_accesskit();
                window.harness.step();
            }
        }
    }
    window.frame(Vec::new());
}

/// What holds whatever was pressed.
fn assert_sound(window: &Window) {
    let story = window.story();
    if let Some(selection) = window.selection() {
        assert_eq!(flow::settle(story, selection), Some(selection), "a selection that can be");
    }
    assert!(!story.body.is_empty(), "a body has a block");
    let mut ids = std::collections::HashSet::new();
    for block in &story.body {
        assert!(ids.insert(block.id), "a block stands there once");
        if let nightdesk::story::BlockKind::List(list) = &block.kind {
            let mut deepest = 0;
            for item in &list.items {
                assert!(item.level <= deepest, "{}", window.show());
                deepest = item.level + 1;
            }
        }
        for text in block.kind.texts() {
            let again = RichText::new(text.as_str(), text.marks().to_vec());
            assert_eq!(&again, text, "marks in normal form");
            for mark in text.marks() {
                assert!(is_boundary(text.as_str(), mark.range.start));
                assert!(is_boundary(text.as_str(), mark.range.end));
            }
        }
    }
}

/// Takes everything back, and brings it forth again.
fn there_and_back(window: &mut Window, start: &Story) {
    use nightdesk::desk::Command;
    while window.desk().can_redo() {
        window.harness.state_mut().command(Command::Redo);
    }
    let end = window.story().clone();
    while window.desk().can_undo() {
        window.harness.state_mut().command(Command::Undo);
    }
    assert_eq!(window.story(), start, "undo leads back to the start");
    window.frame(Vec::new());
    while window.desk().can_redo() {
        window.harness.state_mut().command(Command::Redo);
    }
    assert_eq!(*window.story(), end, "redo leads to the end");
    window.frame(Vec::new());
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 160, max_shrink_iters: 400, failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn random_hands_at_the_window_never_break_the_story(
        sketch in prop::sample::select(STORIES.to_vec()),
        acts in prop::collection::vec(act(), 1..40),
    ) {
        let mut window = Window::sketch(sketch);
        let start = window.story().clone();
        for act in &acts {
            play(&mut window, act);
            assert_sound(&window);
        }
        there_and_back(&mut window, &start);
    }
}

#[test]
fn sketches_of_the_random_hands_are_sound() {
    for sketch in STORIES {
        let read = sketch::read(sketch, &mut Ids::from_seed(1));
        assert_sound(&Window::on(read.story));
    }
}
