//! Two pictures with the same caption.

use std::collections::HashSet;

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::StoryView;
use crate::check::words::plain;
use crate::check::{Group, Level};
use crate::story::{Place, TextAt};

pub(super) const RULE: Rule = Rule {
    id: "caption-duplicate",
    group: Group::Captions,
    level: Level::Warning,
    what: "Two pictures have the same caption.",
    why: "One of them was most likely copied and not rewritten.",
    source: "Desk practice: a caption is written for one picture.",
    wrong: "Two pictures: The ferry leaves the harbour.",
    right: "The ferry leaves. / The crew waves from the deck.",
    looks: &[Look::Story(look)],
};

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    let figures = view.story.figures();
    if figures.len() < 2 {
        return;
    }
    let mut seen = HashSet::new();
    for (at, figure) in figures {
        let caption = plain(figure.caption.as_str());
        if caption.is_empty() || seen.insert(caption.clone()) {
            continue;
        }
        let message = "An earlier picture has this caption; write what is seen in this one.";
        found.add(Spot::place(Place::Text(TextAt::Caption(at)), caption, message));
    }
}
