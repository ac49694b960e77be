//! Somebody called by the given name after the full name was given.

use crate::check::found::{Found, Spot};
use crate::check::names::{Mention, Roll};
use crate::check::rule::{Look, Rule};
use crate::check::view::{Role, StoryView, Tongue};
use crate::check::words::shown;
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "surname-after-first",
    group: Group::Names,
    level: Level::Advice,
    what: "Somebody speaks under the given name alone.",
    why: "News calls adults by the surname; the given name sounds like taking sides, or like a child.",
    source: "AP and Guardian style: the surname after the first mention; children by the given name.",
    wrong: "Lupe Arroyo was stung. “It is fine,” Lupe said.",
    right: "Lupe Arroyo was stung. “It is fine,” Arroyo said.",
    looks: &[Look::Story(look)],
};

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    if view.reading.tongue == Tongue::Other {
        return;
    }
    let roll = view.roll();
    for name in roll.bare.list() {
        if !roll.inside.contains(name.words) || roll.surnames.get(name.words).is_some() {
            continue;
        }
        let mentions =
            || name.at.iter().filter_map(|number| Some((*number, roll.mention(*number)?)));
        let is_copy = |it: &Mention| matches!(it.role, Role::Graf | Role::Item);
        let Some((number, first)) = mentions().find(|(_, it)| it.signs.speaks && is_copy(it))
        else {
            continue;
        };
        if mentions().any(|(_, it)| it.signs.article || it.signs.placed || it.signs.titled) {
            continue;
        }
        let Some(full) = person(roll, name.words, number) else { continue };
        let surname = full.name.rsplit(' ').next().unwrap_or_default();
        let Some(text) = view.text(first.at, first.role) else { continue };
        let message = format!(
            "“{}” is “{}”; after the full name, write “{}”.",
            shown(name.words),
            shown(&full.name),
            shown(surname)
        );
        found.add(Spot::words(&text, first.range.clone(), message));
    }
}

/// The one person of this given name, when the surname stands alone for nobody else: brothers and
/// families are called by their given names to be told apart.
fn person<'a>(roll: &Roll<'a>, given: &str, before: usize) -> Option<&'a Mention> {
    let is_named = |it: &&&Mention| it.name.split(' ').next() == Some(given) && !it.signs.thing;
    let named = roll.mentions.iter().take(before).find(is_named)?;
    // `Han So-yeon`: in many languages the surname comes first.
    if named.len() != 2 || named.signs.titled && named.name.contains('-') {
        return None;
    }
    let surname = named.name.rsplit(' ').next()?;
    let shared = roll.surnames.get(surname)?.at.iter().filter_map(|number| roll.mention(*number));
    let mut givens = shared.filter(|other| other.name != named.name);
    givens.next().is_none().then_some(*named)
}
