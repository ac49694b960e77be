//! From what a file says to what is fit for print: one small rule a file.
//!
//! The words as they stood are never lost: each [`Said`] carries the [`Statement`] that it was made
//! of. Order matters once: letters are repaired before anything looks at words.
//!
//! Must not know: blocks and containers.

mod agency;
pub(super) mod boilerplate;
mod byline;
mod label;
mod lines;
mod mojibake;
mod name;

use super::{Field, Said, Statement};
use crate::story::Credit;

/// The most names that are taken from a picture.
const MOST_NAMES: usize = 500;

/// The statement that stands for readers of any language, cleaned.
pub(super) fn one(chosen: &[&Statement]) -> Option<Said> {
    let default = chosen.iter().find(|said| said.language.as_deref() == Some("x-default"));
    default.or_else(|| chosen.first()).and_then(|said| self::said(said))
}

/// One statement, cleaned; `None` if nothing is left.
pub(super) fn said(statement: &Statement) -> Option<Said> {
    let text = words(&statement.value);
    let value = match statement.field {
        Field::Caption => boilerplate::without_empty_end(&text).to_owned(),
        Field::Source => agency::spelled(&text),
        Field::Creator | Field::Person => name::proper(&text),
        Field::Headline | Field::City | Field::Country | Field::CreditLine => {
            lines::one_line(&text)
        }
        _ => text,
    };
    (!value.is_empty()).then(|| Said { value, verbatim: statement.clone() })
}

/// The makers, each once, without labels and agencies.
pub(super) fn creators(chosen: &[&Statement]) -> Vec<Said> {
    let mut creators: Vec<Said> = Vec::new();
    for statement in chosen.iter().take(MOST_NAMES) {
        for name in byline::read(&words(&statement.value)).creators {
            if creators.len() < MOST_NAMES && !creators.iter().any(|said| said.value == name) {
                creators.push(Said { value: name, verbatim: (*statement).clone() });
            }
        }
    }
    creators
}

/// The persons shown.
pub(super) fn persons(named: &[&Statement]) -> Vec<Said> {
    named.iter().filter_map(|statement| said(statement)).collect()
}

/// Makers and suppliers, from byline and credit line together.
pub(super) fn credit(bylines: &[&Statement], line: Option<&Said>) -> Credit {
    let bylines: Vec<String> =
        bylines.iter().take(MOST_NAMES).map(|said| words(&said.value)).collect();
    byline::credit(&bylines, line.map(|line| line.value.as_str()).unwrap_or_default())
}

/// The words as they were meant: letters repaired, lines ended alike, ends trimmed.
fn words(value: &str) -> String {
    lines::tidy(&mojibake::repaired(value))
}
