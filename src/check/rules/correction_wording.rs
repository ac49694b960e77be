//! A correction that does not say what was wrong and what is right, or says it in the wrong tone.
//!
//! English only: what makes a correction vague is told by its words.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::StoryView;
use crate::check::{Group, Level};
use crate::story::{Place, PublishedNoteKind};

pub(super) const RULE: Rule = Rule {
    id: "correction-wording",
    group: Group::Status,
    level: Level::Warning,
    what: "A correction does not say what was wrong and what is right.",
    why: "Readers who have believed the error must learn what it was.",
    source: "The AP’s and the Guardian’s practice: name the error, then the fact, without ornament.",
    wrong: "An error in this story has been fixed.",
    right: "An earlier version misstated the sum. It is $412, not $4,120.",
    looks: &[Look::Story(look)],
};

/// What belongs into a talk, not into a record.
static TONE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:oops|whoops|sorry|our bad|my bad|silly)\b|!")
        .expect("a pattern of our own")
});
/// An error that nobody names.
static VAGUE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:an?|some|several|the|this|these) (?:\w+ )?(?:errors?|mistakes?|inaccurac(?:y|ies)|typos?|problems?)\b|\bhas (?:now |since )?been (?:corrected|fixed|updated|amended|changed)\b",
    )
    .expect("a pattern of our own")
});
/// Words with which the error is named, or the fact.
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\bmis(?:stated|spell?ed|spelt|identified|quoted|named|attributed|reported|represented)\b|\b(?:incorrectly|wrongly|rather than|instead of|not)\b|\b(?:said|stated|gave|named|reported|described|omitted)\b|\b(?:is|was|are|were) [^.]*\d",
    )
    .expect("a pattern of our own")
});

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    if view.story.language.primary() != "en" {
        return;
    }
    for note in &view.story.notes {
        let text = note.text.trim();
        let is_correction = note.kind != PublishedNoteKind::EditorsNote;
        if !is_correction || text.is_empty() {
            continue;
        }
        let message = if TONE.is_match(text) {
            "The correction chats; say what was wrong and what is right, and no more."
        } else if VAGUE.is_match(text) && !NAMED.is_match(text) {
            "The correction does not say what was wrong and what is right."
        } else {
            continue;
        };
        found.add(Spot::place(Place::Story, text, message));
    }
}
