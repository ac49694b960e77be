//! A caption that tells what happened instead of what is seen.

use crate::check::captions::{Tense, first_sentence, verb};
use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::{Role, Text, Tongue};
use crate::check::words::shown;
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "caption-tense",
    group: Group::Captions,
    level: Level::Advice,
    what: "A caption’s first sentence is in the past tense.",
    why: "The picture shows it now; what came before goes into the second sentence.",
    source: "AP caption practice: the first sentence is in the present tense.",
    wrong: "Ada Moss arrived at the courthouse on Friday.",
    right: "Ada Moss arrives at the courthouse on Friday.",
    looks: &[Look::Text(look)],
};

fn look(text: &Text<'_>, found: &mut Found<'_>) {
    if text.role != Role::Caption || text.reading.tongue != Tongue::English {
        return;
    }
    let Some((range, Tense::Past)) = verb(first_sentence(text.words)) else { return };
    let verb = shown(text.words.get(range.clone()).unwrap_or_default());
    let message = format!("“{verb}” is past; say what the picture shows in the present tense.");
    found.add(Spot::words(text, range, message));
}
