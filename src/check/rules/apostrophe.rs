//! Apostrophes: `a weeks pay`, `two block’s away`.
//!
//! The pairs, and the neighbours that give them away, are `assets/check/apostrophes.ron`.

use std::sync::LazyLock;

use crate::check::found::Found;
use crate::check::patterns::{self, Table};
use crate::check::rule::{Look, Rule};
use crate::check::view::Text;
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "apostrophe",
    group: Group::Grammar,
    level: Level::Error,
    what: "An apostrophe is missing, or makes a possessive of a plural.",
    why: "It is the mistake that readers write in about.",
    source: "Grammar; the stylebooks of AP and the Guardian.",
    wrong: "He was offered a weeks pay.",
    right: "He was offered a week’s pay.",
    looks: &[Look::Text(look)],
};

pub(in crate::check) const SOURCE: &str = include_str!("../../../assets/check/apostrophes.ron");

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::new(SOURCE));

fn look(text: &Text<'_>, found: &mut Found<'_>) {
    patterns::tell(text, &TABLE, found);
}
