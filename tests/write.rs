//! What every key does to the body: tables of before, keys and after, and a plain model that the
//! body has to agree with whatever is pressed.
//!
//! The tables are `fixtures/body/*.txt`, a row a line: `before => keys => after`, with more keys
//! and what they come to behind it if the row goes on. `write/sketch.rs` says how to read a body,
//! `write/keyboard.rs` which keys there are.

#![expect(clippy::unwrap_used, reason = "a test stops at what it does not expect")]
#![expect(clippy::string_slice, reason = "sketches and the model are cut where they were searched")]

#[path = "write/keyboard.rs"]
mod keyboard;
#[path = "write/model.rs"]
mod model;
#[path = "write/parts.rs"]
mod parts;
#[path = "write/random.rs"]
mod random;
#[path = "write/sketch.rs"]
mod sketch;

use std::fs;
use std::path::Path;

use keyboard::Keyboard;
use nightdesk::story::Ids;

/// One row of a table.
struct Row {
    place: String,
    before: String,
    /// Keys and what stands there after them.
    steps: Vec<(String, String)>,
}

fn rows() -> Vec<Row> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/body");
    let mut files: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut rows = Vec::new();
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        for (nth, line) in fs::read_to_string(&file).unwrap().lines().enumerate() {
            if line.trim().is_empty() || line.starts_with("// ") {
                continue;
            }
            let place = format!("{name}:{}", nth + 1);
            let mut parts = line.split(" => ").map(|part| part.trim().to_owned());
            let before = parts.next().unwrap();
            let parts: Vec<String> = parts.collect();
            assert!(!parts.is_empty() && parts.len().is_multiple_of(2), "{place}: {line}");
            let steps = parts.chunks(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect();
            rows.push(Row { place, before, steps });
        }
    }
    rows
}

/// A sketch as it is always written.
fn canonical(sketch: &str) -> String {
    let read = sketch::read(sketch, &mut Ids::from_seed(9));
    sketch::show(&read.story, read.selection)
}

fn sit_down(sketch: &str) -> Keyboard {
    let mut ids = Ids::from_seed(1);
    let read = sketch::read(sketch, &mut ids);
    let selection = read.selection.expect("a caret in the sketch");
    keyboard::assert_sound(&read.story, selection);
    Keyboard::new(read.story, selection, read.target, ids)
}

#[test]
fn every_key_does_what_the_tables_say() {
    let rows = rows();
    let mut wrong = Vec::new();
    for row in &rows {
        let played = std::panic::catch_unwind(|| play(row));
        match played {
            Ok(problems) => wrong.extend(problems),
            Err(_) => wrong.push(format!("{}: panics", row.place)),
        }
    }
    assert!(wrong.is_empty(), "{} of {} rows:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
    let steps: usize = rows.iter().map(|row| row.steps.len()).sum();
    assert!(steps >= 250, "only {steps} rows: are the tables all there?");
}

fn play(row: &Row) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut hands = sit_down(&row.before);
    let (start, selection) = (hands.draft.story().clone(), hands.selection);
    for (keys, after) in &row.steps {
        let before = hands.show();
        hands.press(keys);
        let (shown, expected) = (hands.show(), canonical(after));
        if shown != expected {
            wrong.push(format!(
                "{}\n     before {before}\n       keys {keys}\n     should {expected}\n      comes {shown}",
                row.place
            ));
        }
    }
    let end = hands.draft.story().clone();
    if row.steps.iter().any(|(keys, _)| keys.contains("Ctrl+Z") || keys.contains("Ctrl+Y")) {
        return wrong;
    }
    let changed = hands.draft.can_undo();
    let mut first = None;
    while let Some(restored) = hands.draft.undo() {
        first = restored.selection;
    }
    if *hands.draft.story() != start {
        wrong.push(format!("{}: undo does not lead back to the start", row.place));
    }
    // A key that only moves the caret may come before the first change.
    let moves_first = row.steps.first().is_some_and(|(keys, _)| keys.split(' ').count() > 1);
    if changed && row.steps.len() == 1 && !moves_first && first != Some(selection) {
        wrong.push(format!("{}: undo does not bring the selection back", row.place));
    }
    while hands.draft.redo().is_some() {}
    if *hands.draft.story() != end {
        wrong.push(format!("{}: redo does not lead to the end", row.place));
    }
    wrong
}
