//! Somebody who speaks before the reader was told who they are.

use std::collections::HashMap;

use crate::check::found::{Found, Spot};
use crate::check::names::{Letters, Mention, Roll};
use crate::check::rule::{Look, Rule};
use crate::check::view::{Role, StoryView, Tongue};
use crate::check::words::shown;
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "first-mention-bare",
    group: Group::Names,
    level: Level::Advice,
    what: "Somebody is called by the surname before the full name and role were given.",
    why: "The reader has not met them; often the graf that introduced them was cut.",
    source: "AP and Guardian style: full name and role at first mention, then the surname.",
    wrong: "Tamayo apologized to passengers.",
    right: "The airport’s director, Rolf Tamayo, apologized to passengers.",
    looks: &[Look::Story(look)],
};

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    if view.reading.tongue == Tongue::Other {
        return;
    }
    let roll = view.roll();
    let introduced = introduced(roll);
    for name in roll.bare.list() {
        if found.is_full() {
            return;
        }
        let mentions =
            || name.at.iter().filter_map(|number| Some((*number, roll.mention(*number)?)));
        let Some((number, first)) = mentions().find(|(_, it)| is_copy(it)) else { continue };
        let is_person = |it: &Mention| it.signs.speaks && !it.signs.titled;
        let is_other = mentions().any(|(_, it)| {
            it.signs.article || it.signs.placed || it.signs.titled || it.signs.thing
        });
        if is_other || !is_person(first) || name.letters.len() < 3 {
            continue;
        }
        let message = match introduced.get(name.words) {
            Some(full) if *full < number => continue,
            Some(full) => {
                let full = roll.mention(*full).map_or("", |mention| &mention.name);
                format!("The full name, “{}”, comes only later; give it here.", shown(full))
            }
            // `Latchkey` of `Latchkey Systems`, `Lupe` of `Lupe Arroyo`
            None if roll.inside.contains(name.words) => continue,
            // `Doctors say`, and what is told as a slip of a name
            None if first.signs.opens && name.folded.ends_with('s') => continue,
            None if is_slip(roll, &name.letters) => continue,
            None => format!("Who is “{}”? Give the full name and the role.", shown(name.words)),
        };
        let Some(text) = view.text(first.at, first.role) else { continue };
        found.add(Spot::words(&text, first.range.clone(), message));
    }
}

fn is_copy(mention: &Mention) -> bool {
    matches!(mention.role, Role::Graf | Role::Item)
}

/// Whether a word is near a surname of the story; `name-spelling` speaks of it.
fn is_slip(roll: &Roll<'_>, letters: &Letters) -> bool {
    roll.surnames.list().iter().any(|surname| surname.letters.distance(letters, 2).is_some())
}

/// Where each surname first stands with a given name in the running copy or, failing that, in a
/// heading or caption, which readers see before.
fn introduced<'a>(roll: &Roll<'a>) -> HashMap<&'a str, usize> {
    let mut introduced: HashMap<&str, usize> = HashMap::new();
    for surname in roll.surnames.list() {
        let mut numbers = surname.at.iter().copied();
        if let Some(first) = numbers.next() {
            introduced.insert(surname.words, first);
            for half in surname.words.split('-') {
                introduced.entry(half).or_insert(first);
            }
        }
    }
    introduced
}
