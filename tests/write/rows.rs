//! The rows of the tables `fixtures/body/*.txt`, for the pure functions and for the window.

use std::fs;
use std::path::Path;

use nightdesk::story::Ids;

use super::sketch;

/// One row of a table.
pub(crate) struct Row {
    /// File and line.
    pub(crate) place: String,
    pub(crate) before: String,
    /// Keys and what stands there after them.
    pub(crate) steps: Vec<(String, String)>,
    /// As it stands in the file.
    pub(crate) line: String,
}

/// All rows of all tables.
pub(crate) fn rows() -> Vec<Row> {
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
            rows.push(Row { place, before, steps, line: line.to_owned() });
        }
    }
    rows
}

/// A sketch as it is always written.
pub(crate) fn canonical(sketch: &str) -> String {
    let read = sketch::read(sketch, &mut Ids::from_seed(9));
    sketch::show(&read.story, read.selection)
}

/// `·` is a blank and `{301}` a code point.
pub(crate) fn decoded(letters: &str) -> String {
    let mut text = String::new();
    let mut rest = letters;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '·' => text.push(' '),
            '{' => {
                let (code, after) = rest.split_once('}').expect("a code point ends with }");
                text.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
                rest = after;
            }
            _ => text.push(c),
        }
    }
    text
}
