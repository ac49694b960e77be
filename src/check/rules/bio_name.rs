//! A bio that does not name the person it is about.

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::StoryView;
use crate::check::words::plain;
use crate::check::{Group, Level};
use crate::story::{PersonPart, Place, TextAt};

pub(super) const RULE: Rule = Rule {
    id: "bio-name",
    group: Group::People,
    level: Level::Advice,
    what: "A bio does not name its author.",
    why: "It is shown far from the byline, in feeds and on topic pages.",
    source: "Desk practice: a bio is a sentence about somebody.",
    wrong: "Covers ports and shipping.",
    right: "Ada Marlowe covers ports and shipping.",
    looks: &[Look::Story(look)],
};

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    for (index, person) in view.story.bylines.iter().enumerate() {
        let (name, bio) = (plain(&person.name), plain(person.bio.as_str()));
        let Some(surname) = name.split(' ').next_back().filter(|name| !name.is_empty()) else {
            continue;
        };
        let bare = |word: &str| word.trim_end_matches("’s").trim_end_matches("'s") == surname;
        if bio.is_empty() || bio.split(' ').any(bare) {
            continue;
        }
        let place = Place::Text(TextAt::Person(index, PersonPart::Bio));
        let message = format!("The bio does not name {}; begin with the name.", person.name.trim());
        found.add(Spot::place(place, bio, message));
    }
}
