//! Two people in a picture and no word on who is who.

use crate::check::captions::{first_sentence, has_positions, joins, people};
use crate::check::found::{Found, Spot};
use crate::check::names::{Mention, Vocabulary};
use crate::check::rule::{Look, Rule};
use crate::check::view::{Role, Text, Tongue};
use crate::check::words::words;
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "caption-left-right",
    group: Group::Captions,
    level: Level::Warning,
    what: "A caption names two or more people and does not say who is who.",
    why: "Readers who know neither guess, and one of the two is mistaken for the other.",
    source: "AP and Reuters caption practice: left, right, center when two or more are named.",
    wrong: "Ada Moss and Ines Bak inspect a boat in Vessany.",
    right: "Ada Moss, left, and Ines Bak inspect a boat in Vessany.",
    looks: &[Look::Text(look)],
};

fn look(text: &Text<'_>, found: &mut Found<'_>) {
    let tongue = text.reading.tongue;
    if text.role != Role::Caption || tongue == Tongue::Other {
        return;
    }
    let sentence = first_sentence(text.words);
    if has_positions(sentence, tongue) {
        return;
    }
    let people = people(text);
    let together = people.windows(2).find_map(|pair| match pair {
        [one, other] => Some((one, other, together(text, one, other)?)),
        _ => None,
    });
    let pair = together.map(|(one, other, level)| (one.range.start..other.range.end, level));
    let Some((range, level)) = pair.or_else(|| couple(text, &people)) else { return };
    let message = "Two or more people are named; say who is left and who is right.";
    found.add(Spot::words(text, range, message).at_level(level));
}

/// How surely two names are of two people who are both in the picture.
fn together(text: &Text<'_>, one: &Mention, other: &Mention) -> Option<Level> {
    const MOST_WORDS: usize = 9;
    let between = text.words.get(one.range.end..other.range.start)?;
    let list: Vec<&str> = words(between).filter_map(|range| between.get(range)).collect();
    let vocabulary = Vocabulary::of(text.reading.tongue);
    // German writes `Finder Karl Obermoser`.
    let is_plain = |word: &&str| {
        text.reading.tongue == Tongue::German
            || vocabulary.is_title(word)
            || word.chars().next().is_some_and(char::is_lowercase)
    };
    let is_apart = between.contains(['.', ';', ':', '“']);
    if !list.iter().all(is_plain) || list.len() > MOST_WORDS || is_apart {
        return None;
    }
    // `with Woman Waiting for the Bus` may be with a work of art.
    let is_sure = joins(between) && (list.last() != Some(&"with") || other.signs.titled);
    Some(if is_sure { Level::Warning } else { Level::Advice })
}

/// `Walt and June Archambault`: the surname is said once.
fn couple(text: &Text<'_>, people: &[Mention]) -> Option<(std::ops::Range<usize>, Level)> {
    let [second] = people else { return None };
    let before = text.words.get(..second.range.start)?;
    let given = before.strip_suffix(" and ").or_else(|| before.strip_suffix(" und "))?;
    let start = given.rfind(' ').map_or(0, |at| at + 1);
    let given = given.get(start..)?;
    let is_name = given.chars().next()?.is_uppercase() && given.chars().all(char::is_alphabetic);
    (is_name && second.len() == 2).then_some((start..second.range.end, Level::Advice))
}
