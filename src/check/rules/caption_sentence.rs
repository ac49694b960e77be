//! A caption without a verb.

use crate::check::captions::{first_sentence, is_of_a_picture, people, verb};
use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::rules::caption_thin::is_thin;
use crate::check::view::{Role, Text, Tongue};
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "caption-sentence",
    group: Group::Captions,
    level: Level::Advice,
    what: "A caption’s first sentence has no verb.",
    why: "A sentence says who does what; a label leaves readers to guess.",
    source: "AP caption practice: a full sentence in the present tense; Reuters: who, what, where, when.",
    wrong: "Protesters outside the baths in Marsholme on Monday.",
    right: "Protesters stand outside the baths in Marsholme on Monday.",
    looks: &[Look::Text(look)],
};

fn look(text: &Text<'_>, found: &mut Found<'_>) {
    if text.role != Role::Caption || text.reading.tongue != Tongue::English {
        return;
    }
    let sentence = first_sentence(text.words);
    if sentence.is_empty() || is_of_a_picture(sentence) || is_thin(text) || verb(sentence).is_some()
    {
        return;
    }
    // American agencies ask for a sentence; British papers let the name of
    // somebody and a place pass.
    let is_american = text.reading.language.tag().eq_ignore_ascii_case("en-us");
    if !is_american && !people(text).is_empty() {
        return;
    }
    let level = if is_american { Level::Warning } else { Level::Advice };
    let message = "The caption has no verb; say what happens in it.";
    found.add(Spot::words(text, 0..sentence.len(), message).at_level(level));
}
