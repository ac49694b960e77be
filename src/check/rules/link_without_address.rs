//! A link that leads nowhere.

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::{BlockView, StoryView, Text};
use crate::check::{Group, Level};
use crate::story::{BlockKind, MarkKind, Part, Place, TextAt};

pub(super) const RULE: Rule = Rule {
    id: "link-without-address",
    group: Group::Links,
    level: Level::Warning,
    what: "A link, embed or related story has no address.",
    why: "Readers click on it and nothing happens.",
    source: "HTML: href.",
    wrong: "[the harbour report]()",
    right: "[the harbour report](https://harbour.example/report)",
    looks: &[Look::Text(marks), Look::Block(block), Look::Story(related)],
};

fn marks(text: &Text<'_>, found: &mut Found<'_>) {
    for mark in text.marks() {
        let MarkKind::Link { url, .. } = &mark.kind else { continue };
        if leads_nowhere(url) {
            let edit = text.unlink(mark.range.clone());
            let message = "The link has no address; give it one or take the link off.";
            let spot = Spot::words(text, mark.range.clone(), message);
            found.add(spot.fixed_by("Take the link off", edit));
        }
    }
}

fn block(view: &BlockView<'_>, found: &mut Found<'_>) {
    let (url, about, message) = match &view.block.kind {
        BlockKind::Embed(embed) => {
            (&embed.url, &embed.title, "The embed has no address; give it one or take it out.")
        }
        BlockKind::Related(link) => (
            &link.url,
            &link.title,
            "The related story has no address; give it one or take it out.",
        ),
        BlockKind::Promo(link) => {
            (&link.url, &link.title, "The promo has no address; give it one or take it out.")
        }
        _ => return,
    };
    if leads_nowhere(url) {
        let place = Place::Text(TextAt::Block(view.block.id, Part::Url));
        found.add(Spot::place(place, about.as_str(), message));
    }
}

fn related(view: &StoryView<'_>, found: &mut Found<'_>) {
    for (index, link) in view.story.related.iter().enumerate() {
        if leads_nowhere(&link.url) {
            let message = "The related story has no address; give it one or take it out.";
            found.add(Spot::place(Place::RelatedStory(index), link.title.as_str(), message));
        }
    }
}

/// Nothing, or the lone `#` that pages put where a script does the work.
fn leads_nowhere(url: &str) -> bool {
    matches!(url.trim(), "" | "#")
}
