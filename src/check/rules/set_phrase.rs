//! Set phrases that go wrong in one way: `for all intensive purposes`.
//!
//! The pairs, and the neighbours that give them away, are `assets/check/phrases.ron`.

use std::sync::LazyLock;

use crate::check::found::Found;
use crate::check::patterns::{self, Table};
use crate::check::rule::{Look, Rule};
use crate::check::view::Text;
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "set-phrase",
    group: Group::Grammar,
    level: Level::Warning,
    what: "A set phrase is not as it is set, or has a word too many or too few.",
    why: "The slip is an old one, and readers know it.",
    source: "Desk practice; Garner’s Modern English Usage.",
    wrong: "It is for all intensive purposes over.",
    right: "It is for all intents and purposes over.",
    looks: &[Look::Text(look)],
};

pub(in crate::check) const SOURCE: &str = include_str!("../../../assets/check/phrases.ron");

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::new(SOURCE));

fn look(text: &Text<'_>, found: &mut Found<'_>) {
    patterns::tell(text, &TABLE, found);
}
