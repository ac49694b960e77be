//! One word as two, two words as one: `with out`, `aswell`.
//!
//! The pairs, and the neighbours that give them away, are `assets/check/split-words.ron`.

use std::sync::LazyLock;

use crate::check::found::Found;
use crate::check::patterns::{self, Table};
use crate::check::rule::{Look, Rule};
use crate::check::view::Text;
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "split-word",
    group: Group::Spelling,
    level: Level::Warning,
    what: "One word is written as two, or two as one.",
    why: "Both halves are words, so that no dictionary sees it.",
    source: "Dictionaries; the stylebook of AP on compounds.",
    wrong: "They went with out food.",
    right: "They went without food.",
    looks: &[Look::Text(look)],
};

pub(in crate::check) const SOURCE: &str = include_str!("../../../assets/check/split-words.ron");

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::new(SOURCE));

fn look(text: &Text<'_>, found: &mut Found<'_>) {
    patterns::tell(text, &TABLE, found);
}
