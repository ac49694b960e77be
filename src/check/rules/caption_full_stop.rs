//! A caption of whole sentences without the last full stop.

use crate::check::captions::{first_sentence, verb};
use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::{Role, Text, Tongue};
use crate::check::{Group, Level};
use crate::media::credit::split_caption;

pub(super) const RULE: Rule = Rule {
    id: "caption-full-stop",
    group: Group::Captions,
    level: Level::Advice,
    what: "A caption that is a sentence has no full stop.",
    why: "A sentence ends with one; without it the caption looks cut off.",
    source: "AP and Guardian style: captions that are sentences are punctuated as sentences.",
    wrong: "A ferry leaves Port Vessany on Monday",
    right: "A ferry leaves Port Vessany on Monday.",
    looks: &[Look::Text(look)],
};

fn look(text: &Text<'_>, found: &mut Found<'_>) {
    let caption = text.words.trim_end();
    if text.role != Role::Caption || !caption.ends_with(char::is_alphanumeric) {
        return;
    }
    let first = first_sentence(caption);
    let has_more = first.len() < caption.len();
    let is_sentence = text.reading.tongue == Tongue::English && verb(first).is_some();
    if !(has_more || is_sentence) {
        return;
    }
    // `Photo: Ines Bak` at the end is a credit; `credit-in-caption` speaks of it.
    let credit = text.rich.map(|rich| split_caption(rich).1);
    if credit.is_some_and(|credit| !credit.verbatim.is_empty()) {
        return;
    }
    let start = caption.char_indices().last().map_or(0, |(at, _)| at);
    let message = "The caption is a sentence and has no full stop at its end.";
    let edit = text.replace(caption.len()..caption.len(), ".");
    found.add(Spot::words(text, start..caption.len(), message).fixed_by("Add a full stop", edit));
}
