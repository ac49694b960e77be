//! A link that nobody can see or hear.

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::{BlockView, StoryView, Text};
use crate::check::{Group, Level};
use crate::story::{BlockKind, MarkKind, Part, Place, TextAt};

pub(super) const RULE: Rule = Rule {
    id: "link-without-words",
    group: Group::Links,
    level: Level::Warning,
    what: "A link covers no words, or a related story has no title.",
    why: "There is nothing to click on, and a screen reader spells out the address.",
    source: "WCAG 2.2, 2.4.4.",
    wrong: "[](https://harbour.example/report)",
    right: "[the harbour report](https://harbour.example/report)",
    looks: &[Look::Text(marks), Look::Block(block), Look::Story(related)],
};

fn marks(text: &Text<'_>, found: &mut Found<'_>) {
    for mark in text.marks() {
        let MarkKind::Link { url, .. } = &mark.kind else { continue };
        let words = text.words.get(mark.range.clone()).unwrap_or_default();
        if words.chars().any(|c| !c.is_whitespace() && !is_invisible(c)) {
            continue;
        }
        let edit = text.unlink(mark.range.clone());
        let message = "The link lies on an empty space; take it off.";
        let place = Place::Range(text.at, mark.range.clone().into());
        let spot = Spot::place(place, url.as_str(), message);
        found.add(spot.fixed_by("Take the link off", edit));
    }
}

fn block(view: &BlockView<'_>, found: &mut Found<'_>) {
    let (BlockKind::Related(link) | BlockKind::Promo(link)) = &view.block.kind else { return };
    if link.title.trim().is_empty() && !link.url.trim().is_empty() {
        let place = Place::Text(TextAt::Block(view.block.id, Part::Title));
        let message = "The link has no words to click on; write its title.";
        found.add(Spot::place(place, link.url.as_str(), message));
    }
}

fn related(view: &StoryView<'_>, found: &mut Found<'_>) {
    for (index, link) in view.story.related.iter().enumerate() {
        if link.title.trim().is_empty() && !link.url.trim().is_empty() {
            let message = "The related story has no title; write one.";
            found.add(Spot::place(Place::RelatedStory(index), link.url.as_str(), message));
        }
    }
}

/// Spaces of no width and the like.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}
