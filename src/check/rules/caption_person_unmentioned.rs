//! Somebody whom only a caption names.

use std::collections::HashSet;

use crate::check::found::{Found, Spot};
use crate::check::names::{Mention, Roll};
use crate::check::rule::{Look, Rule};
use crate::check::view::{Role, StoryView, Tongue};
use crate::check::words::shown;
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "caption-person-unmentioned",
    group: Group::Captions,
    level: Level::Advice,
    what: "A caption names somebody whom the story does not mention.",
    why: "The reader looks for them in the copy; often the graf about them was cut, or it is another picture.",
    source: "Desk practice: who is shown is in the story, or the caption says why they are shown.",
    wrong: "Caption: Ines Bak waves from a boat. The copy does not know her.",
    right: "Caption: Ines Bak waves from a boat. Copy: Ines Bak sailed at nine.",
    looks: &[Look::Story(look)],
};

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    if view.reading.tongue == Tongue::Other || view.story.body.len() < 2 {
        return;
    }
    let roll = view.roll();
    let captions = roll.mentions.iter().filter(|it| it.role == Role::Caption && is_person(it));
    let mut captions = captions.peekable();
    if captions.peek().is_none() {
        return;
    }
    let known = known(roll);
    let mut told = HashSet::new();
    for mention in captions {
        let mut parts = mention.folded.split(' ').filter(|part| part.len() > 2);
        if parts.any(|part| known.contains(part)) || !told.insert(&mention.folded) {
            continue;
        }
        let Some(text) = view.text(mention.at, mention.role) else { continue };
        let name = shown(&mention.name);
        let message = format!("“{name}” is shown and not in the copy; say who it is, or why.");
        found.add(Spot::words(&text, mention.range.clone(), message));
    }
}

/// Whether a name of a caption is surely a person’s: two words and more, and something that only
/// people do or have.
fn is_person(mention: &Mention) -> bool {
    let signs = mention.signs;
    mention.len() > 1
        && !signs.thing
        && !signs.article
        && !signs.placed
        && (signs.titled || signs.acts)
}

/// The words of all names outside captions, and words near them: a slip is told by
/// `name-spelling`.
fn known<'a>(roll: &Roll<'a>) -> HashSet<&'a str> {
    let outside = roll.mentions.iter().filter(|it| !matches!(it.role, Role::Caption | Role::Alt));
    outside.flat_map(|mention| mention.folded.split(' ')).collect()
}
