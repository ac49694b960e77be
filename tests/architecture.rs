//! A module uses only floors below its own; the lower floors are pure; only `ui` knows the window.
//!
//! Reads the source line by line and names the line that breaks a rule.

#![expect(
    clippy::unwrap_used,
    clippy::string_slice,
    reason = "a test stops at what it does not expect, and source is cut at ASCII"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms of each floor, from the ground up. ARCHITECTURE.md says why.
const FLOORS: [&[&str]; 6] = [
    &["story"],
    &["edit", "media", "record"],
    &["check", "import", "export"],
    &["store"],
    &["desk"],
    &["ui", "cli"],
];

/// Rooms of the top floor that may be used from another one of it: the command line opens the
/// window.
const SAME_FLOOR: [(&str, &str); 1] = [("cli", "ui")];

/// What no room up to this floor may name: the outside world.
const PURE_UP_TO: usize = 2;
const OUTSIDE: [&str; 12] = [
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::thread",
    "SystemTime::now",
    "Instant::now",
    "Utc::now",
    "Local::now",
    "Uuid::now_v7",
    "Uuid::new_v4",
    "rand::",
];

/// Crates of the window, and the one room that may name them.
const WINDOW_CRATES: [&str; 5] = ["egui", "eframe", "rfd", "arboard", "pollster"];

struct Line {
    file: PathBuf,
    number: usize,
    room: String,
    text: String,
}

#[test]
fn a_room_uses_only_floors_below_its_own() {
    let mut broken = Vec::new();
    for line in source_lines() {
        for used in rooms_used(&line.text) {
            let allowed = used == line.room
                || floor(&used) < floor(&line.room)
                || SAME_FLOOR.contains(&(line.room.as_str(), used.as_str()));
            if !allowed {
                broken.push(complaint(&line, &format!("{} may not use {used}", line.room)));
            }
        }
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn the_lower_floors_ask_nothing_of_the_outside_world() {
    let mut broken = Vec::new();
    for line in source_lines() {
        if floor(&line.room) > Some(PURE_UP_TO) {
            continue;
        }
        for name in OUTSIDE {
            if line.text.contains(name) {
                broken.push(complaint(&line, &format!("{} may not name {name}", line.room)));
            }
        }
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn only_the_window_knows_the_window() {
    let mut broken = Vec::new();
    for line in source_lines().into_iter().filter(|line| line.room != "ui") {
        for name in WINDOW_CRATES {
            if line.text.contains(&format!("{name}::"))
                || line.text.contains(&format!("use {name}"))
            {
                broken.push(complaint(&line, &format!("{} may not name {name}", line.room)));
            }
        }
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn every_room_has_a_floor_and_every_floor_its_rooms() {
    let lib = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let mut declared: Vec<&str> = lib
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod "))
        .map(|name| name.trim_end_matches(';'))
        .collect();
    let mut known: Vec<&str> = FLOORS.iter().flat_map(|rooms| rooms.iter().copied()).collect();
    declared.sort_unstable();
    known.sort_unstable();
    assert_eq!(declared, known);
}

#[test]
fn a_file_does_one_thing() {
    const MOST_LINES: usize = 640;
    let mut long = Vec::new();
    for file in files() {
        let lines = fs::read_to_string(&file).unwrap().lines().count();
        if lines > MOST_LINES {
            long.push(format!("{}: {lines} lines, at most {MOST_LINES}", file.display()));
        }
    }
    assert!(long.is_empty(), "\n{}", long.join("\n"));
}

#[test]
fn every_module_says_what_it_is_for() {
    let mut silent = Vec::new();
    for file in files() {
        let text = fs::read_to_string(&file).unwrap();
        if !text.starts_with("//! ") {
            silent.push(file.display().to_string());
        }
    }
    assert!(silent.is_empty(), "begin with //!:\n{}", silent.join("\n"));
}

#[test]
fn the_test_itself_sees_a_broken_rule() {
    assert_eq!(rooms_used("use crate::{check, story::Story};"), ["check", "story"]);
    assert_eq!(rooms_used("    let x = crate::desk::Desk::new();"), ["desk"]);
    assert_eq!(rooms_used("use crate::ui::App;"), ["ui"]);
    assert!(floor("ui") > floor("desk") && floor("edit") > floor("story"));
}

fn complaint(line: &Line, rule: &str) -> String {
    format!("{}:{}: {rule}: {}", line.file.display(), line.number, line.text.trim())
}

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

/// The rooms that a line of code names through `crate::`.
fn rooms_used(line: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    for (at, _) in line.match_indices("crate::") {
        let rest = &line[at + "crate::".len()..];
        let names: Vec<&str> = match rest.strip_prefix('{') {
            Some(group) => top_level_names(group),
            None => vec![rest],
        };
        for name in names {
            let name: String =
                name.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if floor(&name).is_some() {
                rooms.push(name);
            }
        }
    }
    rooms
}

/// The names of a braced group that are not inside a further one.
fn top_level_names(group: &str) -> Vec<&str> {
    let (mut depth, mut start, mut names) = (0, 0, Vec::new());
    for (index, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                names.push(&group[start..index]);
                return names;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                names.push(&group[start..index]);
                start = index + 1;
            }
            _ => {}
        }
    }
    names
}

/// Every line of code outside comments and outside `#[cfg(test)]` modules at the end of files.
fn source_lines() -> Vec<Line> {
    let source = root().join("src");
    let mut lines = Vec::new();
    for file in files() {
        let path = file.strip_prefix(&source).unwrap();
        let first = path.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
        let room = first.trim_end_matches(".rs").to_owned();
        if floor(&room).is_none() {
            continue;
        }
        for (index, text) in fs::read_to_string(&file).unwrap().lines().enumerate() {
            if text.starts_with("#[cfg(test)]") {
                break;
            }
            if text.trim_start().starts_with("//") {
                continue;
            }
            let file = path.to_path_buf();
            lines.push(Line { file, number: index + 1, room: room.clone(), text: text.to_owned() });
        }
    }
    assert!(lines.len() > 1000, "the source was not found");
    lines
}

fn files() -> Vec<PathBuf> {
    let mut files = Vec::new();
    collect(&root().join("src"), &mut files);
    files.sort();
    files
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
