//! Two or more spaces in a row.

use std::ops::Range;

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::Text;
use crate::check::{Group, Level};
use crate::edit::Edit;

pub(super) const RULE: Rule = Rule {
    id: "double-space",
    group: Group::Words,
    level: Level::Advice,
    what: "Two or more spaces stand in a row.",
    why: "They show in print and in plain text. A text with many is told of once.",
    source: "Typesetting: one space between words and sentences.",
    wrong: "The ferry  sails.",
    right: "The ferry sails.",
    looks: &[Look::Text(look)],
};

fn look(text: &Text<'_>, found: &mut Found<'_>) {
    if !text.words.contains("  ") {
        return;
    }
    let gaps = gaps(text.words);
    let Some(first) = gaps.first().cloned() else { return };
    let (message, label) = match gaps.len() {
        1 => ("Two spaces stand in a row; leave one.".to_owned(), "Leave one space"),
        count => (
            format!("Double spaces stand in {count} places, this being the first; leave one each."),
            "Leave one space each",
        ),
    };
    // Back to front, so that each edit leaves the places before it where they are. Where a
    // combining mark sits on the last space, nothing is safe to delete.
    let edits: Option<Vec<Edit>> =
        gaps.into_iter().rev().map(|gap| text.replace(gap.start + 1..gap.end, "")).collect();
    let edit = edits.map(|mut edits| match (edits.pop(), edits.is_empty()) {
        (Some(only), true) => only,
        (Some(last), false) => {
            edits.push(last);
            Edit::Batch(edits)
        }
        (None, _) => Edit::Batch(edits),
    });
    found.add(Spot::words(text, first, message).fixed_by(label, edit));
}

/// The most places that one fix mends, so that what a click costs stays bounded.
const MOST_GAPS: usize = 500;

/// Runs of spaces between two words; those at the ends of a line are nobody's business, and the
/// last space of a run stays when a combining mark sits on it.
fn gaps(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut gaps = Vec::new();
    let mut at = 0;
    while let Some(offset) = text.get(at..).and_then(|rest| rest.find("  ")) {
        let start = at + offset;
        let len = bytes.iter().skip(start).take_while(|byte| **byte == b' ').count();
        at = start + len;
        let before = text.get(..start).and_then(|text| text.chars().next_back());
        let after = text.get(at..).and_then(|text| text.chars().next());
        let is_inside = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
        if is_inside(before) && is_inside(after) {
            gaps.push(start..at);
        }
        if gaps.len() == MOST_GAPS {
            break;
        }
    }
    gaps
}
