//! Every name of a story, by spelling.
//!
//! Worked out once a run, when the first rule asks for it. What bios say is not on it: they are
//! about the writer, not about the story.
//!
//! Must not know: what rules make of it.

use foldhash::{HashMap, HashSet};

use super::near::Letters;
use super::{Mention, is_particle};
use crate::check::view::Role;
use crate::story::{PersonPart, TextAt};

/// The names of a story.
#[derive(Debug, Default)]
pub(in crate::check) struct Roll<'a> {
    /// All of them, furniture first, then the body in order.
    pub(in crate::check) mentions: Vec<&'a Mention>,
    /// Names of several words, as they stand.
    pub(in crate::check) full: Spellings<'a>,
    /// Names of one word.
    pub(in crate::check) bare: Spellings<'a>,
    /// The words of names of several words that may be a surname: all but the first.
    pub(in crate::check) surnames: Spellings<'a>,
    /// Every word of a name of several words.
    pub(in crate::check) inside: HashSet<&'a str>,
}

/// Spellings in the order of their first mention.
#[derive(Debug, Default)]
pub(in crate::check) struct Spellings<'a> {
    numbers: HashMap<&'a str, usize>,
    list: Vec<Spelling<'a>>,
}

/// One spelling and where it stands.
#[derive(Debug)]
pub(in crate::check) struct Spelling<'a> {
    /// As it is written.
    pub(in crate::check) words: &'a str,
    /// In small letters without accents.
    pub(in crate::check) folded: &'a str,
    pub(in crate::check) letters: Letters,
    /// Numbers of its mentions.
    pub(in crate::check) at: Vec<usize>,
}

impl<'a> Spellings<'a> {
    fn add(&mut self, words: &'a str, folded: &'a str, mention: usize) {
        let number = *self.numbers.entry(words).or_insert_with(|| {
            let letters = Letters::of(folded);
            self.list.push(Spelling { words, folded, letters, at: Vec::new() });
            self.list.len() - 1
        });
        if let Some(spelling) = self.list.get_mut(number) {
            spelling.at.push(mention);
        }
    }

    pub(in crate::check) fn list(&self) -> &[Spelling<'a>] {
        &self.list
    }

    pub(in crate::check) fn get(&self, words: &str) -> Option<&Spelling<'a>> {
        self.list.get(*self.numbers.get(words)?)
    }

    /// How often a spelling stands in the story.
    pub(in crate::check) fn count(&self, words: &str) -> usize {
        self.get(words).map_or(0, |spelling| spelling.at.len())
    }
}

impl<'a> Roll<'a> {
    pub(in crate::check) fn of(mentions: impl Iterator<Item = &'a Mention>) -> Self {
        let mut roll = Self::default();
        for mention in mentions {
            let is_bio = matches!(mention.at, TextAt::Person(_, part) if part != PersonPart::Name);
            // In capitals, `MACASKILL` is spelled like `Macaskill`.
            let is_shouted = !mention.name.chars().any(char::is_lowercase);
            if is_bio || is_shouted {
                continue;
            }
            let number = roll.mentions.len();
            roll.mentions.push(mention);
            let (name, folded): (&str, &str) = (&mention.name, &mention.folded);
            if !name.contains(' ') {
                roll.bare.add(name, folded, number);
                continue;
            }
            roll.full.add(name, folded, number);
            roll.inside.extend(name.split(' '));
            if mention.signs.thing {
                continue;
            }
            // `Remedios Alcántara Gil` is Alcántara in the second graf: all but the first word.
            for (word, folded) in name.split(' ').zip(folded.split(' ')).skip(1) {
                if !is_particle(word) {
                    roll.surnames.add(word, folded, number);
                }
            }
        }
        roll
    }

    pub(in crate::check) fn mention(&self, number: usize) -> Option<&'a Mention> {
        self.mentions.get(number).copied()
    }

    /// How often a surname stands in the story, with a given name or without.
    pub(in crate::check) fn uses(&self, surname: &str) -> usize {
        self.surnames.count(surname) + self.bare.count(surname)
    }

    /// Whether some of these mentions are in the body’s running copy.
    pub(in crate::check) fn is_in_copy(&self, numbers: &[usize]) -> bool {
        numbers
            .iter()
            .filter_map(|number| self.mention(*number))
            .any(|mention| matches!(mention.role, Role::Graf | Role::Item | Role::Quote))
    }
}
