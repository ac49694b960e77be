//! A standfirst, kicker or web headline that says what another line of furniture says already.

use std::collections::HashSet;

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::StoryView;
use crate::check::words::words;
use crate::check::{Group, Level};
use crate::story::{BlockKind, Place, TextAt};

pub(super) const RULE: Rule = Rule {
    id: "standfirst-repeats",
    group: Group::Headlines,
    level: Level::Warning,
    what: "The standfirst says the headline or the lede over again.",
    why: "It is the second thing that is read; it has to add something.",
    source: "Headline and standfirst style of most houses.",
    wrong: "Ferries sail again / Ferries are sailing again after storm.",
    right: "Ferries sail again / Nine days of repairs ended on Thursday at noon.",
    looks: &[Look::Story(look)],
};

/// How much of the shorter text’s words have to be in the longer one, in per cent.
const MOST_SHARED: usize = 75;
/// Texts of fewer words share them by chance.
const LEAST_WORDS: usize = 5;

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    let story = view.story;
    let standfirst = story.standfirst.as_str();
    let told = weighty(standfirst);
    if told.len() < LEAST_WORDS {
        return;
    }
    let place = || Place::Text(TextAt::Standfirst);
    if shared(&weighty(&story.headline), &told) {
        let message = "The standfirst repeats the headline; say what the headline leaves out.";
        found.add(Spot::place(place(), standfirst, message));
        return;
    }
    let lede = story.body.iter().find_map(|block| match &block.kind {
        BlockKind::Paragraph(text) if !text.is_blank() => Some(text.as_str()),
        _ => None,
    });
    let lede = weighty(lede.unwrap_or_default());
    if lede.len() >= LEAST_WORDS && told.len() * 100 >= lede.len() * 60 && shared(&told, &lede) {
        let message = "The standfirst repeats the first graf; say it once.";
        found.add(Spot::place(place(), standfirst, message));
    }
}

/// Whether nearly all words of one text are in the other.
fn shared(one: &HashSet<String>, other: &HashSet<String>) -> bool {
    let both = one.iter().filter(|word| other.contains(*word)).count();
    let fewer = one.len().min(other.len());
    one.len() >= LEAST_WORDS && both * 100 >= fewer * MOST_SHARED
}

/// The words of a text that carry meaning, cut to their stems roughly.
fn weighty(text: &str) -> HashSet<String> {
    words(text)
        .filter_map(|range| text.get(range))
        .map(|word| word.to_lowercase())
        .filter(|word| word.chars().count() > 3 || word.chars().all(char::is_numeric))
        .map(|word| {
            let stem = word.trim_end_matches("’s").trim_end_matches("'s");
            let stem = ["ing", "ed", "es", "s", "n"]
                .iter()
                .find_map(|end| stem.strip_suffix(end).filter(|stem| stem.chars().count() > 3))
                .unwrap_or(stem);
            stem.to_owned()
        })
        .collect()
}
