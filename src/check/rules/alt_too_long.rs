//! A description that goes on and on.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::{Role, Text};
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "alt-too-long",
    group: Group::Descriptions,
    level: Level::Advice,
    what: "A picture’s description is longer than the house allows.",
    why: "A screen reader says it in one go; listeners cannot skim.",
    source: "IPTC photo metadata: Alt Text is short, Extended Description takes the rest; 250 characters is the usual limit.",
    wrong: "A description of 400 characters that begins with the boat and ends with the captain’s cap.",
    right: "A red boat sails away from a jetty on which people stand and wave.",
    looks: &[Look::Text(look)],
};

fn look(text: &Text<'_>, found: &mut Found<'_>) {
    if text.role != Role::Alt {
        return;
    }
    let most = text.reading.settings.alt_most_graphemes;
    // A grapheme has at least a byte.
    if text.words.len() <= most {
        return;
    }
    let count = text.words.graphemes(true).count();
    if count > most {
        let message = format!("The description has {count} characters; the house allows {most}.");
        let start = text.words.grapheme_indices(true).nth(most).map_or(0, |(at, _)| at);
        found.add(Spot::words(text, start..text.words.len(), message));
    }
}
