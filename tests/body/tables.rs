//! The tables of what every key does, played with real keys, clicks and drags.
//!
//! What has no key goes through the palette or the window for links. Copy from elsewhere is copied
//! in a story of its own before the row's story is opened in the same window.

use std::path::Path;

use egui::{Event, Modifiers, Pos2};
use nightdesk::desk::Command;
use nightdesk::edit::Caret;
use nightdesk::story::{Ids, Part, Story, TextAt};

use super::rows::{Row, canonical, decoded, rows};
use super::sketch;
use super::window::{CTRL, Window};

/// Rows that are another matter in the window, and why.
const OTHERWISE: &[(&str, &str)] = &[
    ("=> Tab => ¶ |One", "Tab leaves the body where there is no list to nest"),
    ("=> Tab => [table: ce|ll] / ¶ One", "Tab goes on to the next field"),
    ("=> Tab => «[picture]»", "Tab goes on to the caption"),
    ("=> Enter => ^ Head|line", "Enter goes on to the next field"),
    ("=> Enter => > Words ~ Ida|", "Enter goes on to the words below"),
    ("=> Shift+Enter => ¶ One / [picture: Cap⏎|tion]", "a caption is one line on the sheet"),
    ("^ A «head»line / ¶ x↓y => Drop", "a drag stays in the field where it began"),
    ("^ A ↓line / ¶ x«<b>head</b>»y => Drop", "a drag stays in the body where it began"),
];

#[test]
fn the_window_does_with_real_keys_what_the_tables_say() {
    let rows = rows();
    let desk = tempfile::tempdir().unwrap();
    let mut wrong = Vec::new();
    let mut played = 0;
    let all: usize = rows.iter().map(|row| row.steps.len()).sum();
    for (nth, row) in rows.iter().enumerate() {
        if OTHERWISE.iter().any(|(part, _)| row.line.contains(part)) {
            continue;
        }
        let folder = desk.path().join(nth.to_string());
        let result = std::panic::catch_unwind(|| play(row, &folder));
        played += row.steps.len();
        match result {
            Ok(problems) => wrong.extend(problems),
            Err(_) => wrong.push(format!("{}: panics: {}", row.place, row.line)),
        }
    }
    println!("{played} of {all} steps in {} rows played in the window", rows.len());
    assert!(wrong.is_empty(), "{} of {} rows:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
    assert!(played * 100 >= all * 95, "only {played} of {all} steps were played");
    for (part, why) in OTHERWISE {
        assert!(rows.iter().any(|row| row.line.contains(part)), "no row for {why:?}");
    }
}

fn play(row: &Row, folder: &Path) -> Vec<String> {
    let mut wrong = Vec::new();
    let elsewhere = row.steps.iter().find_map(|(keys, _)| keys.strip_prefix("paste: "));
    let read = sketch::read(&row.before, &mut Ids::from_seed(1));
    let selection = read.selection.expect("a caret in the sketch");
    let mut window = match elsewhere {
        None => Window::on(read.story),
        Some(blocks) => copied_elsewhere(blocks, read.story, folder),
    };
    window.select(selection);
    let start = window.story().clone();
    for (keys, after) in &row.steps {
        let before = window.show();
        match keys.strip_prefix("paste: ") {
            Some(_) => window.press("Ctrl+V"),
            None => keys.split_whitespace().for_each(|key| press(&mut window, key, read.target)),
        }
        let (shown, expected) = (window.show(), canonical(after));
        if shown != expected {
            wrong.push(format!(
                "{}\n     before {before}\n       keys {keys}\n     should {expected}\n      comes {shown}",
                row.place
            ));
        }
    }
    let end = window.story().clone();
    if row.steps.iter().any(|(keys, _)| keys.contains("Ctrl+Z") || keys.contains("Ctrl+Y")) {
        return wrong;
    }
    while window.desk().can_undo() {
        window.press("Ctrl+Z");
    }
    if *window.story() != start {
        wrong.push(format!("{}: undo does not lead back to the start", row.place));
    }
    while window.desk().can_redo() {
        window.press("Ctrl+Y");
    }
    if *window.story() != end {
        wrong.push(format!("{}: redo does not lead to the end", row.place));
    }
    wrong
}

/// A window in which the blocks of a sketch were copied before the story was opened.
fn copied_elsewhere(blocks: &str, story: Story, folder: &Path) -> Window {
    let mut writing = Window::on(story);
    writing.harness.state_mut().command(Command::SaveAs(folder.to_path_buf()));
    let mut window = Window::on(sketch::read(blocks, &mut Ids::from_seed(5)).story);
    window.focus("Body");
    window.press("Ctrl+A Ctrl+A Ctrl+C");
    window.harness.state_mut().command(Command::Open(folder.to_path_buf()));
    window.wait(1.0);
    assert_eq!(window.story(), writing.story(), "the row's story is open");
    window
}

fn press(window: &mut Window, key: &str, target: Option<Caret>) {
    if let Some(letters) = key.strip_prefix("type:") {
        return window.write(&decoded(letters));
    }
    if let Some(url) = key.strip_prefix("link:") {
        window.press("Ctrl+K");
        if window.has("Address") {
            window.press("Ctrl+A");
            window.write(url);
            window.press("Enter");
        }
        return;
    }
    let shortcut = match key {
        "Graf" => "Ctrl+Alt+0",
        "Heading2" => "Ctrl+Alt+2",
        "Heading3" => "Ctrl+Alt+3",
        "Quote" => "Ctrl+Alt+Q",
        "List" => "Ctrl+Shift+8",
        "Numbers" => "Ctrl+Shift+7",
        _ => key,
    };
    match key {
        "PullQuote" => by_palette(window, "pull quote"),
        "Note" => by_palette(window, "desk note"),
        "Sup" => by_palette(window, "superscript"),
        "Sub" => by_palette(window, "subscript"),
        "Unlink" => {
            window.press("Ctrl+K");
            if window.has("Take link off") {
                window.click_on("Take link off");
            }
        }
        "Drop" | "Ctrl+Drop" => drop_at(window, target.unwrap(), key == "Ctrl+Drop"),
        "DoubleClick" | "TripleClick" => {
            let pos = place(window, window.selection().unwrap().head);
            window.clicks(pos, if key == "DoubleClick" { 2 } else { 3 });
        }
        _ => window.press(shortcut),
    }
}

fn by_palette(window: &mut Window, name: &str) {
    window.press("Ctrl+Shift+P");
    window.write(name);
    window.press("Enter");
}

/// Where a caret is on the screen, also beside a block that is one thing.
fn place(window: &Window, caret: Caret) -> Pos2 {
    match caret.at {
        TextAt::Block(id, Part::Whole) => {
            let index = window.story().position(id).unwrap();
            let area = window.thing(index);
            let y = if caret.byte == 0 { area.top() + 3.0 } else { area.bottom() + 1.0 };
            egui::pos2(area.left() + 2.0, y)
        }
        at => window.spot(at, caret.byte),
    }
}

/// Drags what is selected to a place.
fn drop_at(window: &mut Window, target: Caret, copy: bool) {
    let selection = window.selection().unwrap();
    let (from, _) = nightdesk::edit::flow::ordered(window.story(), selection);
    let (from, to) = (place(window, from), place(window, target));
    window.drag(from, &[to]);
    if copy {
        window.hold(CTRL);
    }
    window.up(to);
    window.hold(Modifiers::NONE);
    window.frame(vec![Event::PointerGone]);
}
