//! A bio that spells its writer otherwise than the byline.

use crate::check::found::{Found, Spot};
use crate::check::names::{Letters, mentions};
use crate::check::rule::{Look, Rule};
use crate::check::view::{Role, StoryView};
use crate::check::words::shown;
use crate::check::{Group, Level};
use crate::story::{PersonPart, TextAt};

pub(super) const RULE: Rule = Rule {
    id: "byline-bio-drift",
    group: Group::People,
    level: Level::Warning,
    what: "A bio spells its writer’s name otherwise than the byline.",
    why: "Readers look the writer up under one of the two.",
    source: "Desk practice: byline and bio come from one list.",
    wrong: "By Araminta Faulk. Araminta Fawlk writes about travel.",
    right: "By Araminta Faulk. Araminta Faulk writes about travel.",
    looks: &[Look::Story(look)],
};

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    for (index, person) in view.story.bylines.iter().enumerate() {
        let name = view.text(TextAt::Person(index, PersonPart::Name), Role::Label);
        let bio = view.text(TextAt::Person(index, PersonPart::Bio), Role::Bio);
        let (Some(name), Some(bio)) = (name, bio) else { continue };
        let named = mentions(&[name]);
        let [named] = named.as_slice() else { continue };
        let is_other = |folded: &str| {
            view.story.bylines.iter().any(|other| crate::check::names::fold(&other.name) == folded)
        };
        for mention in mentions(&[bio]) {
            if mention.name == named.name || mention.len() != named.len() || mention.len() < 2 {
                continue;
            }
            let slips = Letters::of(&mention.folded).distance(&Letters::of(&named.folded), 2);
            if slips.is_none() || is_other(&mention.folded) && mention.folded != named.folded {
                continue;
            }
            let message = format!(
                "The bio has “{}”, the byline “{}”; check the name.",
                shown(&mention.name),
                shown(&person.name)
            );
            let edit = bio.replace(mention.range.clone(), person.name.trim());
            let label = format!("Write “{}”", shown(&person.name));
            found.add(Spot::words(&bio, mention.range, message).fixed_by(label, edit));
        }
    }
}
