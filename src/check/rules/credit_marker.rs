//! A picture from somebody with an interest that is not marked as such.

use crate::check::found::{Found, Spot};
use crate::check::names::fold;
use crate::check::rule::{Look, Rule};
use crate::check::view::FigureView;
use crate::check::words::shown;
use crate::check::{Group, Level};
use crate::story::{Place, TextAt};

pub(super) const RULE: Rule = Rule {
    id: "credit-marker",
    group: Group::Credits,
    level: Level::Advice,
    what: "A picture from police, family, ministry or the like is not marked as given out by them.",
    why: "Readers should see that nobody independent took it.",
    source: "AP and Reuters practice: pictures from parties carry Handout or Courtesy.",
    wrong: "Wexcombe police",
    right: "Wexcombe police, Handout",
    looks: &[Look::Figure(look)],
};

/// Those who give out pictures of what they are part of.
const GIVERS: [&str; 40] = [
    "police",
    "family",
    "ministry",
    "department",
    "council",
    "hospital",
    "museum",
    "university",
    "school",
    "court",
    "embassy",
    "army",
    "navy",
    "coastguard",
    "government",
    "club",
    "company",
    "polizei",
    "familie",
    "feuerwehr",
    "ministerium",
    "stadt",
    "gemeinde",
    "universitat",
    "museum",
    "famille",
    "mairie",
    "prefecture",
    "ministere",
    "gendarmerie",
    "pompiers",
    "policia",
    "familia",
    "ayuntamiento",
    "gobierno",
    "ministerio",
    "bomberos",
    "sheriff",
    "prosecutors",
    "office",
];

fn look(view: &FigureView<'_>, found: &mut Found<'_>) {
    let credit = &view.figure.credit;
    let [owner] = credit.agencies.as_slice() else { return };
    if !credit.creators.is_empty() || !credit.markers.is_empty() || credit.provider.is_some() {
        return;
    }
    let folded = fold(owner);
    let mut words = folded.split(' ');
    if words.any(|word| GIVERS.contains(&word)) {
        let name = shown(owner);
        let message = format!("The picture is from “{name}”; mark it as handout or courtesy.");
        let place = Place::Text(TextAt::Credit(view.at));
        found.add(Spot::place(place, owner, message));
    }
}
