//! What a caption says and how: its sentences, its verb, its people, its date.
//!
//! English only where it is about verbs: a list of those that captions use, and the places where
//! a verb can stand. In doubt a word is one, so that a rule that misses a verb stays silent.
//!
//! Must not know: rules, pictures.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

use super::names::{Mention, is_calendar, mentions};
use super::view::{Text, Tongue};
use super::words::words;

type Words = HashSet<Box<str>>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    verbs: Words,
    past: Words,
    positions: Positions,
    dates: Words,
    with: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Positions {
    en: Words,
    de: Words,
    fr: Words,
    es: Words,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    ron::from_str(include_str!("../../assets/check/captions.ron"))
        .expect("the words of captions can be read")
});

/// When what a sentence says takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Present,
    Past,
}

/// The first sentence of a caption, without its full stop.
pub(super) fn first_sentence(caption: &str) -> &str {
    for (at, _) in caption.match_indices(['.', '!', '?']) {
        let (before, after) =
            (caption.get(..at).unwrap_or_default(), caption.get(at + 1..).unwrap_or_default());
        let begins = after.trim_start_matches(['”', '’', ')', '"']);
        let is_gap = begins.starts_with(char::is_whitespace);
        let goes_on = begins
            .trim_start()
            .chars()
            .next()
            .is_some_and(|c| c.is_uppercase() || "“‘\"(".contains(c));
        let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        // `St. Louis`, `Coun. Ada Moss`
        let is_short = word.chars().next().is_some_and(char::is_uppercase)
            && (word.chars().count() < 5 || word == "Calif")
            && !is_calendar(word)
            || word.chars().count() < 2;
        if is_gap && goes_on && !is_short {
            return before;
        }
    }
    caption.trim_end().trim_end_matches(['.', '!', '?'])
}

/// What a picture may be of another picture, which has no place and does nothing.
const DEPICTIONS: [&str; 14] = [
    "photograph",
    "photo",
    "picture",
    "portrait",
    "image",
    "still",
    "rendering",
    "drawing",
    "illustration",
    "sketch",
    "map",
    "graphic",
    "screenshot",
    "painting",
];

/// Whether a caption is about another picture: `Ada Moss in an undated photograph.`
pub(super) fn is_of_a_picture(sentence: &str) -> bool {
    words(sentence)
        .filter_map(|range| sentence.get(range))
        .any(|word| DEPICTIONS.contains(&word.to_lowercase().as_str()))
}

/// Words that open a clause of their own, whose verb is not the sentence’s.
const CLAUSES: [&str; 14] = [
    "who", "which", "that", "whose", "where", "when", "as", "while", "after", "before", "because",
    "until", "since", "what",
];

/// Words before which and after which nothing is a verb: what follows them is a noun.
const BEFORE_NOUNS: [&str; 36] = [
    "a", "an", "the", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my",
    "of", "in", "on", "at", "by", "for", "from", "with", "under", "over", "near", "behind", "out",
    "beside", "between", "into", "during", "outside", "inside", "several", "many", "some", "two",
];

const ARTICLES: [&str; 10] =
    ["a", "an", "the", "his", "her", "its", "their", "this", "these", "those"];

/// The verb of an English sentence: where it is and its tense.
pub(super) fn verb(sentence: &str) -> Option<(Range<usize>, Tense)> {
    let list: Vec<(Range<usize>, &str)> =
        words(sentence).filter_map(|range| Some((range.clone(), sentence.get(range)?))).collect();
    let mut past = None;
    let mut in_clause = false;
    let mut end_before = 0;
    for (index, (range, word)) in list.iter().enumerate() {
        let gap = sentence.get(end_before..range.start).unwrap_or_default();
        end_before = range.end;
        in_clause &= !gap.contains(',');
        if CLAUSES.contains(word) && index > 0 {
            in_clause = true;
            continue;
        }
        let before = index.checked_sub(1).and_then(|index| list.get(index)).map(|(_, word)| *word);
        let after = list.get(index + 1).map(|(_, word)| *word);
        let Some(tense) = tense(word, before, after, gap) else { continue };
        if in_clause {
            in_clause = false;
            continue;
        }
        match tense {
            Tense::Present => return Some((range.clone(), tense)),
            // A participle may stand before the verb: `Two people injured in a crash are led`.
            Tense::Past => past = past.or(Some((range.clone(), tense))),
        }
    }
    past
}

fn tense(word: &str, before: Option<&str>, after: Option<&str>, gap: &str) -> Option<Tense> {
    if !word.chars().next()?.is_lowercase() {
        return None;
    }
    match word {
        "is" | "are" | "has" | "have" | "does" | "do" | "can" | "will" | "isn’t" | "aren’t" => {
            return Some(Tense::Present);
        }
        "was" | "were" | "had" | "did" | "could" | "would" => return Some(Tense::Past),
        _ => {}
    }
    let before = before?;
    let is_joined = gap.trim().is_empty();
    let is_noun = is_joined && BEFORE_NOUNS.contains(&before);
    let is_name = before.chars().next().is_some_and(char::is_uppercase);
    let takes_object = after.is_some_and(|after| ARTICLES.contains(&after));
    if is_noun || before == "to" {
        return None;
    }
    if let Some(stem) = word.strip_suffix('s') {
        let is_known = is_verb(stem)
            || stem.strip_suffix('e').is_some_and(is_verb)
            || stem.strip_suffix("ie").is_some_and(|stem| is_verb(&format!("{stem}y")));
        let is_like_one = !word.ends_with("ss") && takes_object;
        if is_known || is_like_one {
            return Some(Tense::Present);
        }
    }
    // After one doer, a verb has an s: `The guide dog`.
    let is_after_many = before.ends_with('s') || is_name || !is_joined || MANY.contains(&before);
    if is_verb(word) && (is_after_many || takes_object) {
        return Some(Tense::Present);
    }
    let is_past = TABLE.past.contains(word) && (word != "left" || takes_object)
        || word.strip_suffix("ed").is_some_and(|stem| {
            is_verb(stem)
                || is_verb(&format!("{stem}e"))
                || stem.strip_suffix('i').is_some_and(|stem| is_verb(&format!("{stem}y")))
                || doubled(stem).is_some_and(is_verb)
        });
    is_past.then_some(Tense::Past)
}

/// More than one without an s.
const MANY: [&str; 12] = [
    "people", "men", "women", "children", "police", "crew", "staff", "cattle", "sheep", "deer",
    "teammate", "crowd",
];

fn is_verb(word: &str) -> bool {
    TABLE.verbs.contains(word)
}

/// `stopp` without the second p.
fn doubled(stem: &str) -> Option<&str> {
    let mut chars = stem.chars().rev();
    let last = chars.next()?;
    (chars.next()? == last).then(|| stem.strip_suffix(last)).flatten()
}

/// Whether a text says when: a day, a month, a year, or that it is from the archive.
pub(super) fn has_date(text: &str) -> bool {
    has_year(text) || has_word(text, &TABLE.dates)
}

/// Whether a text has a year, or says that there is none to give.
pub(super) fn has_year(text: &str) -> bool {
    words(text).filter_map(|range| text.get(range)).any(|word| {
        let is_year = matches!(word.len(), 4 | 5)
            && word.get(..4).is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()))
            && (word.starts_with("19") || word.starts_with("20") || word.starts_with("18"));
        is_year || matches!(word, "undated" | "file" | "century")
    })
}

fn has_word(text: &str, list: &Words) -> bool {
    words(text)
        .filter_map(|range| text.get(range))
        .any(|word| list.contains(word) || list.contains(word.to_lowercase().as_str()))
}

/// Whether a caption tells where people stand.
pub(super) fn has_positions(text: &str, tongue: Tongue) -> bool {
    let positions = &TABLE.positions;
    let list = match tongue {
        Tongue::English => &positions.en,
        Tongue::German => &positions.de,
        Tongue::French => &positions.fr,
        Tongue::Spanish => &positions.es,
        Tongue::Other => return false,
    };
    has_word(text, list)
        || text.contains(['#', '№'])
        || text.contains("Nr.")
        || text.contains("No.")
}

/// The people whom a caption’s first sentence names, who are surely people: two words and more,
/// or a title before them, and no word of a place.
pub(super) fn people(text: &Text<'_>) -> Vec<Mention> {
    let end = first_sentence(text.words).len();
    let is_person = |it: &Mention| {
        let signs = it.signs;
        let before = text.words.get(..it.range.start).unwrap_or_default();
        it.range.end <= end
            && (it.len() > 1 || signs.titled || is_kin(before))
            && !(signs.thing || signs.article || signs.placed)
            && !follows_place(text.words, it)
    };
    let mut people = mentions(std::slice::from_ref(text));
    people.retain(is_person);
    people
}

/// `and her sister, Rukayya`
fn is_kin(before: &str) -> bool {
    let Some(before) = before.strip_suffix(", ") else { return false };
    let mut words = before.rsplit(' ').skip(1);
    let whose = words.find(|word| {
        word.chars().next().is_none_or(char::is_uppercase) || POSSESSIVES.contains(word)
    });
    whose.is_some_and(|word| POSSESSIVES.contains(&word))
}

const POSSESSIVES: [&str; 8] = ["his", "her", "their", "its", "sa", "son", "seine", "ihre"];

/// `on Blackshaw Moss`, `of Ada Moss`, `in Mill River, Ohio`.
fn follows_place(text: &str, mention: &Mention) -> bool {
    let before = text.get(..mention.range.start).unwrap_or_default().trim_end();
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    matches!(
        word,
        "on" | "of"
            | "under"
            | "over"
            | "above"
            | "below"
            | "against"
            | "for"
            | "by"
            | "du"
            | "des"
            | "sur"
            | "sobre"
            | "del"
            | "la"
            | "le"
            | "auf"
            | "von"
            | "the"
            | "der"
    )
}

/// Whether what stands between two names joins two people who are both there.
pub(super) fn joins(between: &str) -> bool {
    between.split_whitespace().any(|word| {
        TABLE.with.contains(word.trim_matches(|c: char| !c.is_alphanumeric() && c != '&'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_at_stops_that_are_no_part_of_a_word() {
        for (caption, first) in [
            ("Boats lie here. They rot.", "Boats lie here"),
            ("A train in St. Louis on Tuesday. It is late.", "A train in St. Louis on Tuesday"),
            ("Coun. Ada Moss waves.", "Coun. Ada Moss waves"),
            ("In Coal Lick, W.Va., in 2004. “No,” she says.", "In Coal Lick, W.Va., in 2004"),
            ("No stop", "No stop"),
            ("", ""),
        ] {
            assert_eq!(first_sentence(caption), first);
        }
    }

    #[test]
    fn the_verb_of_a_caption_is_found() {
        for (caption, expected) in [
            ("Firefighters spray the remains of a garage", Some(("spray", Tense::Present))),
            ("The path above the bay on the second day", None),
            ("Ada Moss, left, drives past Bo Lind", Some(("drives", Tense::Present))),
            ("Protesters outside the baths in Marsholme on Monday", None),
            ("The burnt out remains of buses at a depot", None),
            ("The mailboat Solveig leaving the quay at dusk", None),
            ("Ada Moss, center, arrived at the courthouse", Some(("arrived", Tense::Past))),
            ("The center was photographed on Thursday", Some(("was", Tense::Past))),
            ("The rink, which closed on Tuesday, is shown", Some(("is", Tense::Present))),
            ("A reservoir, which is at 44% of capacity, on Monday", None),
            ("Two people injured in a crash are led away", Some(("are", Tense::Present))),
            ("A wall of water destroyed six houses", Some(("destroyed", Tense::Past))),
            ("Ada Moss in a hat", None),
            ("", None),
        ] {
            let found = verb(caption).map(|(range, tense)| (caption.get(range).unwrap(), tense));
            assert_eq!(found, expected, "{caption}");
        }
    }

    #[test]
    fn dates_are_days_months_and_years() {
        for (text, date, year) in [
            ("on Monday, Sept. 21, 2026", true, true),
            ("le mardi 3 mars", true, false),
            ("in 1991", true, true),
            ("in an undated photo", true, true),
            ("in the bay", false, false),
            ("12000 people", false, false),
        ] {
            assert_eq!((has_date(text), has_year(text)), (date, year), "{text}");
        }
    }
}
