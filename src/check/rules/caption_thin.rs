//! A caption that says next to nothing.

use crate::check::captions::{has_date, verb};
use crate::check::found::{Found, Spot};
use crate::check::names::mentions;
use crate::check::rule::{Look, Rule};
use crate::check::view::{Role, Text, Tongue};
use crate::check::words::words;
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "caption-thin",
    group: Group::Captions,
    level: Level::Advice,
    what: "A caption is a name or a thing and nothing else.",
    why: "It tells what everybody sees and none of what they want to know.",
    source: "Reuters and AP caption practice: who, what, where, when, and why it matters.",
    wrong: "The rink.",
    right: "The rink in Bell Coulee, which closed on Tuesday.",
    looks: &[Look::Text(look)],
};

fn look(text: &Text<'_>, found: &mut Found<'_>) {
    if text.role == Role::Caption && is_thin(text) {
        let all = 0..text.words.trim_end().len();
        let message = "The caption says next to nothing; tell who, what, where and when.";
        found.add(Spot::words(text, all, message));
    }
}

/// Whether a caption is too thin for other rules to be worth a word.
pub(super) fn is_thin(text: &Text<'_>) -> bool {
    const FEW: usize = 4;
    const SOME: usize = 7;
    let count = words(text.words).count();
    if count == 0 || count > SOME || text.reading.tongue == Tongue::Other {
        return false;
    }
    let says_when = has_date(text.words);
    let has_verb = text.reading.tongue == Tongue::English && verb(text.words).is_some();
    if says_when || has_verb {
        return false;
    }
    count <= FEW || mentions(std::slice::from_ref(text)).iter().all(|it| it.signs.opens)
}
