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
#[path = "write/rows.rs"]
mod rows;
#[path = "write/sketch.rs"]
mod sketch;

use keyboard::Keyboard;
use nightdesk::story::Ids;
use rows::{Row, canonical, rows};

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
            Err(_) => wrong.push(format!("{}: panics: {}", row.place, row.line)),
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
