//! Forms that do not go together: `the tests was`, `had threw`, `would of`.
//!
//! The pairs, and the neighbours that give them away, are `assets/check/verb-forms.ron`.

use std::sync::LazyLock;

use crate::check::found::Found;
use crate::check::patterns::{self, Table};
use crate::check::rule::{Look, Rule};
use crate::check::view::Text;
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "verb-form",
    group: Group::Grammar,
    level: Level::Error,
    what: "A verb does not have the form that its neighbours ask for.",
    why: "It is a slip of half a rewrite: one word was changed and the other was not.",
    source: "Grammar; Quirk et al., A Comprehensive Grammar of the English Language.",
    wrong: "The tests was negative.",
    right: "The tests were negative.",
    looks: &[Look::Text(look)],
};

pub(in crate::check) const SOURCE: &str = include_str!("../../../assets/check/verb-forms.ron");

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::new(SOURCE));

fn look(text: &Text<'_>, found: &mut Found<'_>) {
    patterns::tell(text, &TABLE, found);
}
