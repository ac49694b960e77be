//! A sentence that begins with figures.

use crate::check::facts::{FactView, Kind};
use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::{Role, Tongue};
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "number-starts-sentence",
    group: Group::Numbers,
    level: Level::Advice,
    what: "A sentence that begins with figures.",
    why: "After a full stop the eye takes figures for a decimal, a list or a date.",
    source: "AP style, Guardian style: write it out or turn the sentence round.",
    wrong: "There is a list. 143 people are on it.",
    right: "There is a list of 143 people.",
    looks: &[Look::Facts(look)],
};

fn look(view: &FactView<'_>, found: &mut Found<'_>) {
    let is_copy = matches!(view.facts.role, Role::Graf | Role::Standfirst | Role::Quote);
    if view.text.reading.tongue != Tongue::English || !is_copy {
        return;
    }
    for sentence in &view.facts.sentences {
        let Some(first) = view.facts.all.get(sentence.facts.start) else { continue };
        let before = view.words(sentence.range.start..first.range.start);
        let is_first =
            before.chars().all(|c| matches!(c, '“' | '"' | '‘' | '\'' | '(' | '[' | ' '));
        let is_number =
            matches!(first.kind, Kind::Count | Kind::Percent | Kind::Span | Kind::Measure);
        // `1. Wash the plums`; a label of a list is not in a sentence.
        let behind = view.words(first.range.end..sentence.range.end);
        let is_label = behind.starts_with(['.', ')', ':']) || behind.trim().is_empty();
        if is_first && is_number && !first.is_word && !is_label {
            let message = "The sentence begins with figures; write them out or turn it round.";
            found.add(Spot::words(view.text, first.range.clone(), message));
        }
    }
}
