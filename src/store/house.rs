//! The house's own checks and style: a RON file that may be shared by the whole desk.
//!
//! It holds what [`check::Settings`] holds: limits, rules that are off, levels, a dictionary, and
//! rules of style. `Some(…)` may be left out around values.
//!
//! Must not know: rules.

use std::path::{Path, PathBuf};

use super::{ReadError, read_input};
use crate::{check, record};

/// Why a house file is not used, or not all of it.
#[derive(Debug, thiserror::Error)]
pub enum HouseError {
    /// It cannot be read.
    #[error("The house rules were not read. {0}")]
    NotRead(#[from] ReadError),
    /// It is no text.
    #[error("The house rules were not read: the file is no text (UTF-8). {}", path.display())]
    NotText {
        /// The file.
        path: PathBuf,
    },
    /// It is not written as it should be.
    #[error("The house rules were not read: line {line}, column {column}: {why}. {}", path.display())]
    NotWellFormed {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What is wrong there.
        why: String,
        /// The file.
        path: PathBuf,
    },
    /// Single rules cannot be used; the others are.
    #[error("Some house rules are not used. {first} {}", path.display())]
    Rules {
        /// The first problem, which names its rule.
        first: String,
        /// Everything that can be used.
        rest: Box<check::Settings>,
        /// The file.
        path: PathBuf,
    },
}

/// Reads a house file.
pub fn read_house(path: &Path) -> Result<check::Settings, HouseError> {
    let text = String::from_utf8(read_input(path)?)
        .map_err(|_not_utf8| HouseError::NotText { path: path.to_path_buf() })?;
    let read = ron::Options::default()
        .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
        .from_str::<check::Settings>(&text);
    let settings = read.map_err(|error| HouseError::NotWellFormed {
        line: error.span.start.line,
        column: error.span.start.col,
        why: error.code.to_string(),
        path: path.to_path_buf(),
    })?;
    if let Some(name) = unknown_field(&text) {
        let why = format!("there is no setting `{name}`");
        let line = 1 + text.lines().position(|line| line.contains(&name)).unwrap_or(0);
        let path = path.to_path_buf();
        return Err(HouseError::NotWellFormed { line, column: 1, why, path });
    }
    match settings.house.problems().first().cloned() {
        None => Ok(settings),
        Some(first) => {
            let path = path.to_path_buf();
            Err(HouseError::Rules { first, rest: Box::new(settings), path })
        }
    }
}

/// A field that no setting is called by, which is most likely a misspelling.
fn unknown_field(text: &str) -> Option<String> {
    let known = serde_json::to_value(check::Settings::default()).ok()?;
    let Ok(serde_json::Value::Object(fields)) = record::tree_from_ron(text) else { return None };
    fields.keys().find(|name| known.get(name.as_str()).is_none()).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<check::Settings, HouseError> {
        let folder = tempfile::tempdir().expect("a folder of the test’s own");
        let path = folder.path().join("house.ron");
        std::fs::write(&path, text).expect("it can be written to");
        read_house(&path)
    }

    #[test]
    fn a_house_file_sets_what_it_names_and_leaves_the_rest() {
        let house = read(
            r#"(
                sheet: guardian,
                off: ["graf-long"],
                levels: {"double-space": error},
                headline_most_graphemes: 70,
                dictionary: ["Vessany"],
                house: [(id: "quay", find: r"\bwharf\b", with: "quay", wrong: "the wharf", right: "the quay")],
            )"#,
        )
        .expect("it is well formed");
        assert_eq!(house.headline_most_graphemes, 70);
        assert_eq!(house.web_most_graphemes, check::Settings::default().web_most_graphemes);
        assert_eq!(house.sheet, check::style::Sheet::Guardian);
        assert_eq!(house.levels["double-space"], check::Level::Error);
        assert_eq!(house.house.rules().len(), 1);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        for (text, told) in [
            ("(\n  sheet: daily,\n)", "line 2"),
            ("(off: [)", "line 1"),
            ("(no_such_field: 1)", "no_such_field"),
            ("(house: [(id: \"a\", wrong: \"x\", right: \"y\")])", "Rule a: it looks for nothing"),
            (
                "(house: [(id: \"b\", find: \"(\", wrong: \"x\", right: \"y\")])",
                "Rule b: its pattern cannot be read",
            ),
        ] {
            let problem = read(text).expect_err("it is not right").to_string();
            assert!(problem.contains(told), "{text}: {problem}");
            assert!(problem.ends_with("house.ron"), "{problem}");
        }
    }
}
