//! A caption that says the lede again.

use std::collections::HashSet;

use crate::check::captions::first_sentence;
use crate::check::found::{Found, Spot};
use crate::check::names::fold;
use crate::check::rule::{Look, Rule};
use crate::check::view::{Role, StoryView};
use crate::check::words::words;
use crate::check::{Group, Level};
use crate::story::{BlockKind, TextAt};

pub(super) const RULE: Rule = Rule {
    id: "caption-repeats-lede",
    group: Group::Captions,
    level: Level::Warning,
    what: "A caption repeats the first graf or the standfirst.",
    why: "The reader has read it a line above; the caption should say what the picture shows.",
    source: "Desk practice: caption, standfirst and lede each say something of their own.",
    wrong: "Caption and first graf: Three shots were fired at a crowded bus stop on Tuesday.",
    right: "Caption: Police officers stand at a bus stop in Hollis Point on Tuesday.",
    looks: &[Look::Story(look)],
};

/// Shorter captions repeat a word or two by chance.
const LEAST_WORDS: usize = 6;

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    let figures = view.story.figures();
    if figures.is_empty() {
        return;
    }
    let lede = view.story.body.iter().find_map(|block| match &block.kind {
        BlockKind::Paragraph(text) if !text.is_blank() => Some(text.as_str()),
        _ => None,
    });
    let told = [lede.unwrap_or_default(), view.story.standfirst.as_str()].map(content);
    for (at, _) in figures {
        let Some(text) = view.text(TextAt::Caption(at), Role::Caption) else { continue };
        let sentence = first_sentence(text.words);
        let caption = content(sentence);
        if caption.len() < LEAST_WORDS {
            continue;
        }
        let is_repeated = told.iter().any(|told| {
            let same = caption.intersection(told).count();
            same * 4 >= caption.len() * 3
        });
        if is_repeated {
            let message = "The caption repeats what the reader has just read; say what is seen.";
            found.add(Spot::words(&text, 0..sentence.len(), message));
        }
    }
}

/// The words that carry what a text says, folded.
fn content(text: &str) -> HashSet<String> {
    words(text)
        .filter_map(|range| text.get(range))
        .filter(|word| word.chars().count() > 3)
        .map(fold)
        .collect()
}
