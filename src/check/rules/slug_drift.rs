//! A name in the slug that the story spells another way: the slug keeps a mistake that was put right.

use std::collections::BTreeMap;

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::texts;
use crate::check::view::{StoryView, Text};
use crate::check::words::words;
use crate::check::{Group, Level};
use crate::story::TextAt;

pub(super) const RULE: Rule = Rule {
    id: "slug-drift",
    group: Group::Consistency,
    level: Level::Warning,
    what: "A name in the slug that the story spells another way.",
    why: "The slug keeps a mistake that was put right elsewhere, and often becomes the address.",
    source: "Desk practice.",
    wrong: "delroy-finegan-interview for Delroy Finnegan",
    right: "delroy-finnegan-interview",
    looks: &[Look::Story(look)],
};

/// Shorter words are too often near to another one.
const LEAST_CHARS: usize = 6;
/// The blocks from the top that are looked at; who gives a story its name stands there.
const FIRST_BLOCKS: usize = 12;

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    let slug = view.story.slug.as_str();
    if slug.len() < LEAST_CHARS {
        return;
    }
    let furniture = texts::of_furniture(view.story, view.reading);
    let blocks = view.story.body.iter().take(FIRST_BLOCKS);
    let body: Vec<Text<'_>> =
        blocks.flat_map(|block| texts::of_block(block, view.reading)).collect();
    let (mut known, mut names) = (BTreeMap::new(), BTreeMap::new());
    for text in furniture.iter().chain(&body) {
        for word in words(text.words).filter_map(|range| text.words.get(range)) {
            let is_name = word.starts_with(char::is_uppercase);
            let word = word.trim_end_matches("’s").trim_end_matches("'s").to_lowercase();
            // A slug has plain letters: `karaosmanoglu` is how it writes Karaosmanoğlu.
            if is_name && word.is_ascii() && word.len() >= LEAST_CHARS {
                *names.entry(word.clone()).or_insert(0_usize) += 1;
            }
            *known.entry(word).or_insert(0_usize) += 1;
        }
    }
    for range in words(slug) {
        let Some(word) = slug.get(range.clone()).map(str::to_lowercase) else { continue };
        let times = known.get(&word).copied().unwrap_or(0);
        // A mistake may have been left in a second place too.
        if word.chars().count() < LEAST_CHARS || times > 2 {
            continue;
        }
        let near = names.iter().filter(|(name, _)| is_one_off(name, &word));
        let mut near = near.filter(|(_, count)| **count > 3 * times).map(|(name, _)| name);
        // `ferry` and `ferries`: another form of a word is no other name.
        if let Some(name) = near.next().filter(|name| !is_a_form(name, &word)) {
            let text = Text {
                at: TextAt::Slug,
                role: crate::check::view::Role::Label,
                words: slug,
                rich: None,
                reading: view.reading,
            };
            let message = format!("The story spells it “{name}”; the slug keeps another form.");
            let edit = text.replace(range.clone(), name);
            let spot = Spot::words(&text, range, message);
            found.add(spot.fixed_by(format!("Write “{name}”"), edit));
        }
    }
}

fn is_a_form(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    long.starts_with(short) || a.chars().next() != b.chars().next()
}

/// Whether one letter was changed, left out, put in, or two changed places.
fn is_one_off(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > 1 || a == b {
        return false;
    }
    let start = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let rest = |of: &[char], from: usize| of.get(from..).unwrap_or_default().to_vec();
    let (x, y) = (rest(&a, start), rest(&b, start));
    rest(&x, 1) == rest(&y, 1)
        || x == rest(&y, 1)
        || rest(&x, 1) == y
        || x.len() > 1
            && y.len() > 1
            && x.first() == y.get(1)
            && x.get(1) == y.first()
            && rest(&x, 2) == rest(&y, 2)
}
