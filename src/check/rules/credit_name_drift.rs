//! A photographer who is spelled in two ways.

use crate::check::found::{Found, Spot};
use crate::check::names::{Letters, fold};
use crate::check::rule::{Look, Rule};
use crate::check::view::StoryView;
use crate::check::words::shown;
use crate::check::{Group, Level};
use crate::story::{FigureAt, Place, TextAt};

pub(super) const RULE: Rule = Rule {
    id: "credit-name-drift",
    group: Group::Credits,
    level: Level::Warning,
    what: "A photographer is spelled in two ways in one story.",
    why: "One of the two is wrong, and photographers are paid by their names.",
    source: "Desk practice: one spelling for one person.",
    wrong: "Kit Orme/AFP and, two pictures on, Kit Orne/AFP",
    right: "Kit Orme/AFP both times",
    looks: &[Look::Story(look)],
};

/// The most photographers that are compared; a story has a few.
const MOST: usize = 60;

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    let figures = view.story.figures();
    let mut known: Vec<(&str, String, Letters, Vec<FigureAt>)> = Vec::new();
    for (at, figure) in &figures {
        for name in &figure.credit.creators {
            if let Some((_, _, _, places)) = known.iter_mut().find(|(other, ..)| other == name) {
                places.push(*at);
            } else if known.len() < MOST {
                let folded = fold(name);
                let letters = Letters::of(&folded);
                known.push((name, folded, letters, vec![*at]));
            }
        }
    }
    for (index, (name, folded, letters, places)) in known.iter().enumerate() {
        let near = known.iter().take(index).find(|(_, other, others, _)| {
            let most = if letters.len() > 9 { 2 } else { 1 };
            folded.contains(' ')
                && folded.split(' ').count() == other.split(' ').count()
                && folded.split(' ').zip(other.split(' ')).filter(|(a, b)| a != b).count() < 2
                && letters.distance(others, most).is_some()
        });
        let Some((first, _, _, others)) = near else { continue };
        let (wrong, right, at) = if places.len() <= others.len() {
            (*name, *first, places)
        } else {
            (*first, *name, others)
        };
        for at in at {
            let message = format!(
                "“{}” here, “{}” under another picture; check the name.",
                shown(wrong),
                shown(right)
            );
            found.add(Spot::place(Place::Text(TextAt::Credit(*at)), wrong, message));
        }
    }
}
