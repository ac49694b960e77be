//! A byline without a word about the author.

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::StoryView;
use crate::check::words::words;
use crate::check::{Group, Level};
use crate::story::{Person, PersonPart, Place, TextAt};

pub(super) const RULE: Rule = Rule {
    id: "bio-missing",
    group: Group::People,
    level: Level::Advice,
    what: "An author has no bio.",
    why: "A sentence on who writes, and why they know, is what readers trust.",
    source: "The Trust Project’s indicators: who wrote it.",
    wrong: "By Ada Marlowe, and no word about her.",
    right: "Ada Marlowe covers ports and shipping.",
    looks: &[Look::Story(look)],
};

/// Words that make a byline an office rather than a person.
const OFFICES: [&str; 24] = [
    "staff",
    "agencies",
    "agency",
    "newsroom",
    "desk",
    "editors",
    "editorial",
    "reporters",
    "correspondents",
    "press",
    "news",
    "redaktion",
    "agentur",
    "agenturen",
    "rédaction",
    "agences",
    "agence",
    "redacción",
    "agencias",
    "agencia",
    "reuters",
    "team",
    "bureau",
    "wire",
];

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    for (index, person) in view.story.bylines.iter().enumerate() {
        let name = person.name.trim();
        if !name.is_empty() && person.bio.is_blank() && is_somebody(person) {
            let place = Place::Text(TextAt::Person(index, PersonPart::Bio));
            let message = format!("{name} has no bio; add a sentence about them.");
            found.add(Spot::place(place, name, message));
        }
    }
}

/// A first name and a surname, none of them an office: `AP`, `dpa` and `Harbour Post staff` have
/// no bio.
fn is_somebody(person: &Person) -> bool {
    let name = person.name.as_str();
    let mut count = 0;
    let is_office = words(name).filter_map(|range| name.get(range)).any(|word| {
        count += 1;
        OFFICES.contains(&word.to_lowercase().as_str())
    });
    !is_office && count >= 2 && !person.outlet.trim().eq_ignore_ascii_case(name.trim())
}
