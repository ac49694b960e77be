//! Page furniture that came along with pasted copy: `Share`, `Advertisement`, `10 hours ago`.
//!
//! Only a graf or subhead that is nothing else counts. The vocabulary is in
//! `assets/check/furniture.ron`.

use std::collections::HashSet;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::BlockView;
use crate::check::words::{shown, words};
use crate::check::{Group, Level};
use crate::edit::Edit;
use crate::story::{BlockKind, Place};

pub(super) const RULE: Rule = Rule {
    id: "furniture-left",
    group: Group::Words,
    level: Level::Warning,
    what: "A graf is page furniture: a button, an advert’s label, a relative time.",
    why: "It came along with a paste and means nothing outside the page it was on.",
    source: "Desk practice: clean copy.",
    wrong: "CLICK HERE TO GET THE APP",
    right: "(take it out)",
    looks: &[Look::Block(look)],
};

/// The longest graf that can be furniture, in bytes.
const MOST_BYTES: usize = 160;

/// The longest graf that begins like furniture and is it, in words.
const MOST_WORDS: usize = 14;

#[derive(Debug, Deserialize)]
struct Vocabulary {
    /// Whole grafs, in lower case; `#` stands for a number.
    grafs: HashSet<String>,
    /// How short grafs begin.
    begins: Vec<String>,
}

fn vocabulary() -> &'static Vocabulary {
    static VOCABULARY: OnceLock<Vocabulary> = OnceLock::new();
    VOCABULARY.get_or_init(|| {
        ron::from_str(include_str!("../../../assets/check/furniture.ron"))
            .expect("the vocabulary that we ship is well-formed")
    })
}

fn look(view: &BlockView<'_>, found: &mut Found<'_>) {
    let (BlockKind::Paragraph(text) | BlockKind::Heading(_, text)) = &view.block.kind else {
        return;
    };
    if text.len() > MOST_BYTES || text.is_blank() || !is_furniture(text.as_str()) {
        return;
    }
    let id = view.block.id;
    let message = format!("“{}” is left over from a page; take it out.", shown(text.as_str()));
    let spot = Spot::place(Place::Block(id), text.as_str().trim(), message);
    let label = format!("Delete “{}”", shown(text.as_str()));
    found.add(spot.fixed_by(label, Some(Edit::Remove { id })));
}

fn is_furniture(text: &str) -> bool {
    let (graf, words) = shape(text);
    let vocabulary = vocabulary();
    vocabulary.grafs.contains(&graf)
        || (words <= MOST_WORDS
            && vocabulary.begins.iter().any(|begins| {
                graf.strip_prefix(begins.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
            }))
}

/// A text's words in lower case with `#` for numbers, and how many there are.
fn shape(text: &str) -> (String, usize) {
    let mut shape = String::with_capacity(text.len());
    let mut count = 0;
    for word in words(text).filter_map(|range| text.get(range)) {
        if count > 0 {
            shape.push(' ');
        }
        count += 1;
        let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
        if rest.len() < word.len() {
            shape.push('#');
        }
        let straight = rest.chars().map(|c| if c == '’' { '\'' } else { c });
        shape.extend(straight.flat_map(char::to_lowercase));
    }
    (shape, count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vocabulary_is_written_as_grafs_are_compared() {
        for entry in vocabulary().grafs.iter().chain(&vocabulary().begins) {
            let again = shape(&entry.replace('#', "7")).0;
            assert_eq!(*entry, again);
            assert!(entry.len() <= MOST_BYTES);
        }
    }
}
