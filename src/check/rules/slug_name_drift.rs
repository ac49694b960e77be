//! A slug that keeps a name as it was spelled before somebody put it right.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::check::found::{Found, Spot};
use crate::check::names::{Letters, Roll, fold, undialected};
use crate::check::rule::{Look, Rule};
use crate::check::view::{Role, StoryView, Tongue};
use crate::check::words::{shown, words};
use crate::check::{Group, Level};
use crate::story::{TextAt, Variant};

pub(super) const RULE: Rule = Rule {
    id: "slug-name-drift",
    group: Group::Names,
    level: Level::Warning,
    what: "A name in the slug is one slip away from a name of the story.",
    why: "The slug goes into addresses and file names and keeps a mistake that the copy no longer has.",
    source: "Desk practice: when a name is put right, the slug is too.",
    wrong: "Slug finegan-interview, copy “Delroy Finnegan”",
    right: "Slug finnegan-interview, copy “Delroy Finnegan”",
    looks: &[Look::Story(look)],
};

/// Shorter words of a slug are words, or cut.
const LEAST_CHARS: usize = 5;

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    let Some(slug) = view.text(TextAt::Slug, Role::Label) else { return };
    if slug.words.is_empty() || view.reading.tongue == Tongue::Other {
        return;
    }
    let known = words_of_headings(view);
    let strange: Vec<(Range<usize>, String)> = words(slug.words)
        .map(|range| (range.clone(), fold(slug.words.get(range).unwrap_or_default())))
        .filter(|(_, word)| word.chars().count() >= LEAST_CHARS && !known.contains(word))
        .collect();
    if strange.is_empty() {
        return;
    }
    let parts = parts(view.roll());
    for (range, word) in strange {
        let letters = Letters::of(&word);
        let own = parts.counts.get(word.as_str()).copied().unwrap_or_default();
        let is_meant = |part: &&&str| {
            let other = Letters::of(part);
            other.len() >= LEAST_CHARS
                && other.begins_like(&letters)
                && other.distance(&letters, 1) == Some(1)
                && !is_cut(&word, part)
                && undialected(&word) != undialected(part)
                && parts.counts.get(**part).is_some_and(|count| own == 0 || *count >= 2 * own)
        };
        let Some(meant) = parts.list.iter().find(is_meant) else { continue };
        if is_a_word_of(view, &word) {
            continue;
        }
        let (has, has_not) = (shown(&word), shown(meant));
        let message = format!("The slug has “{has}”, the story “{has_not}”; check the name.");
        let edit = slug.replace(range.clone(), meant);
        found.add(Spot::words(&slug, range, message).fixed_by(format!("Write “{has_not}”"), edit));
    }
}

/// Whether the copy has a word in small letters: a vote for a party, by one Pardy.
fn is_a_word_of(view: &StoryView<'_>, word: &str) -> bool {
    let mut texts = view.story.body.iter().flat_map(|block| block.kind.texts());
    texts.any(|text| text.as_str().contains(word))
}

/// The words of names, folded, and how often each stands.
#[derive(Default)]
struct Parts<'a> {
    counts: HashMap<&'a str, usize>,
    list: Vec<&'a str>,
}

fn parts<'a>(roll: &Roll<'a>) -> Parts<'a> {
    let mut parts = Parts::default();
    // In a heading in capitals, every word looks like a name.
    let names =
        roll.mentions.iter().filter(|it| !it.signs.opens || it.len() > 1 || it.signs.speaks);
    for mention in names {
        // A slug has surnames; first words of longer names are words of their language.
        let last = mention.folded.rsplit(' ').next().unwrap_or_default();
        for part in last.split(['-', '\'']) {
            let count = parts.counts.entry(part).or_default();
            *count += 1;
            if *count == 1 {
                parts.list.push(part);
            }
        }
    }
    parts
}

/// Words that headline and standfirst have: whatever they mean, the slug has them from there.
fn words_of_headings(view: &StoryView<'_>) -> HashSet<String> {
    let story = view.story;
    let mut known = HashSet::new();
    let web = story.text(TextAt::Variant(Variant::Web)).map_or("", |text| text.as_str());
    for text in [&*story.headline, web, story.standfirst.as_str(), &*story.kicker] {
        known.extend(words(text).filter_map(|range| Some(fold(text.get(range)?))));
    }
    known
}

/// Whether two words are one but for an ending.
fn is_cut(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    long.strip_prefix(short).is_some_and(|ending| matches!(ending, "s" | "n" | "d" | "r"))
}
