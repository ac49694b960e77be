//! A headline, or one of its sisters, that is longer than its place has room for.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::{Role, Text};
use crate::check::{Group, Level};
use crate::story::{Place, Variant};

pub(super) const RULE: Rule = Rule {
    id: "headline-long",
    group: Group::Headlines,
    level: Level::Warning,
    what: "A headline is longer than the limit for where it is shown.",
    why: "Search engines, phones and the page itself cut what does not fit.",
    source: "What search engines, networks and phones show.",
    wrong: "A headline that goes on for longer than any page or phone has room to show it in one piece to its readers",
    right: "Ferries sail again after nine days",
    looks: &[Look::Text(look)],
};

fn look(text: &Text<'_>, found: &mut Found<'_>) {
    let settings = text.reading.settings;
    let (name, about, most) = match text.role {
        Role::Headline => ("headline", "headline", settings.headline_most_graphemes),
        Role::Variant(Variant::Web) => ("web headline", "web", settings.web_most_graphemes),
        Role::Variant(Variant::Social) => {
            ("social headline", "social", settings.social_most_graphemes)
        }
        Role::Variant(Variant::Push) => ("push headline", "push", settings.push_most_graphemes),
        _ => return,
    };
    let graphemes = text.words.trim().graphemes(true).count();
    if graphemes > most {
        let over = graphemes - most;
        let message = format!(
            "The {name} has {graphemes} characters where {most} fit; take {over} or more out."
        );
        found.add(Spot::place(Place::Text(text.at), about, message));
    }
}
