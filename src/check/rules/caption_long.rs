//! A caption that is a story of its own.

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::{Role, Text};
use crate::check::{Group, Level};
use crate::story::{Place, count_words};

pub(super) const RULE: Rule = Rule {
    id: "caption-long",
    group: Group::Captions,
    level: Level::Advice,
    what: "A caption has more words than the house allows.",
    why: "Captions are read at a glance; what needs more room belongs into the copy.",
    source: "Desk practice: two sentences; the limit is a setting.",
    wrong: "A caption of 90 words.",
    right: "A caption of two sentences.",
    looks: &[Look::Text(look)],
};

fn look(text: &Text<'_>, found: &mut Found<'_>) {
    if text.role != Role::Caption {
        return;
    }
    let (count, most) = (count_words(text.words), text.reading.settings.caption_most_words);
    if count > most {
        let message = format!("The caption has {count} words; the house allows {most}.");
        let about = text.words.chars().take(40).collect::<String>();
        found.add(Spot::place(Place::Text(text.at), about, message));
    }
}
