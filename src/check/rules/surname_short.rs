//! Half of a double surname.

use crate::check::found::{Found, Spot};
use crate::check::names::{Mention, Roll};
use crate::check::rule::{Look, Rule};
use crate::check::view::{Role, StoryView, Tongue};
use crate::check::words::shown;
use crate::check::{Group, Level};

pub(super) const RULE: Rule = Rule {
    id: "surname-short",
    group: Group::Names,
    level: Level::Warning,
    what: "Somebody with a double surname is called by half of it.",
    why: "The surname is both halves, and the half may be somebody else’s.",
    source: "AP and Guardian style: the surname as its owner writes it.",
    wrong: "Teodoro Yazzie-Cole said no. “They lie,” Cole said.",
    right: "Teodoro Yazzie-Cole said no. “They lie,” Yazzie-Cole said.",
    looks: &[Look::Story(look)],
};

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    if view.reading.tongue == Tongue::Other {
        return;
    }
    let roll = view.roll();
    for name in roll.bare.list() {
        // Somebody else has the half for a surname, or it is a name of its own.
        if roll.inside.contains(name.words) || name.words.contains('-') {
            continue;
        }
        let mentions = || name.at.iter().filter_map(|number| roll.mention(*number));
        let is_person = |it: &Mention| it.signs.speaks || it.signs.acts;
        if mentions().any(|it| it.signs.article || it.signs.placed) || !mentions().any(is_person) {
            continue;
        }
        let Some(double) = double(roll, name.words) else { continue };
        for mention in mentions().filter(|it| matches!(it.role, Role::Graf | Role::Item)) {
            let Some(text) = view.text(mention.at, mention.role) else { continue };
            let (half, whole) = (shown(name.words), shown(double));
            let message = format!("“{half}” is half of the surname “{whole}”; write all of it.");
            let edit = text.replace(mention.range.clone(), double);
            let label = format!("Write “{whole}”");
            let spot = Spot::words(&text, mention.range.clone(), message);
            found.add(spot.fixed_by(label, edit));
        }
    }
}

/// The one double surname that a word is half of.
fn double<'a>(roll: &Roll<'a>, half: &str) -> Option<&'a str> {
    let mut doubles = roll
        .surnames
        .list()
        .iter()
        .filter(|surname| surname.words.split('-').any(|part| part == half));
    let double = doubles.next()?;
    (double.words != half && doubles.next().is_none()).then_some(double.words)
}
