//! An empty graf between others.

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::StoryView;
use crate::check::{Group, Level};
use crate::edit::Edit;
use crate::story::Place;

pub(super) const RULE: Rule = Rule {
    id: "graf-empty",
    group: Group::Structure,
    level: Level::Advice,
    what: "A graf holds no words.",
    why: "It becomes a hole in the page.",
    source: "Desk practice: clean copy.",
    wrong: "A graf without words.",
    right: "(take it out)",
    looks: &[Look::Story(look)],
};

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    let blocks = view.story.body.iter().zip(view.gists);
    // The last one is where the writer is going to write.
    let written = view.gists.len().saturating_sub(1);
    for (block, gist) in blocks.take(written) {
        if gist.is_empty_graf {
            let id = block.id;
            let message = "The graf is empty; delete it.";
            let spot = Spot::place(Place::Block(id), "", message);
            found.add(spot.fixed_by("Delete the empty graf", Some(Edit::Remove { id })));
        }
    }
}
