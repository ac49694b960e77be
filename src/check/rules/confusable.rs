//! Words that are taken for each other: `its` and `it’s`, `led` and `lead`.
//!
//! The pairs, and the neighbours that give them away, are `assets/check/confusables.ron`.

use std::sync::LazyLock;

use crate::check::found::Found;
use crate::check::patterns::{self, Table};
use crate::check::rule::{Look, Rule};
use crate::check::view::Text;
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "confusable",
    group: Group::Grammar,
    level: Level::Error,
    what: "A word stands where another one that sounds or looks like it is meant.",
    why: "No spelling check catches a word that exists; readers do.",
    source: "Desk practice; the lists of the stylebooks of AP, Reuters and the Guardian.",
    wrong: "The storm had lead to floods.",
    right: "The storm had led to floods.",
    looks: &[Look::Text(look)],
};

pub(in crate::check) const SOURCE: &str = include_str!("../../../assets/check/confusables.ron");

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::new(SOURCE));

fn look(text: &Text<'_>, found: &mut Found<'_>) {
    patterns::tell(text, &TABLE, found);
}
