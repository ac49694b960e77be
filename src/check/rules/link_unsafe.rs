//! A link that runs something, or leads to somebody's own disk.

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::{BlockView, StoryView, Text};
use crate::check::words::shown;
use crate::check::{Group, Level};
use crate::edit::Edit;
use crate::story::{BlockKind, MarkKind, Part, Place, RichText, TextAt};

pub(super) const RULE: Rule = Rule {
    id: "link-unsafe",
    group: Group::Links,
    level: Level::Error,
    what: "A link’s address runs a script, holds data, or names a file on a disk.",
    why: "It can do harm on the reader’s side, or leads nowhere from there.",
    source: "OWASP on links: only http, https, mailto and tel.",
    wrong: "javascript:alert(1)",
    right: "https://harbour.example/report",
    looks: &[Look::Text(marks), Look::Block(block), Look::Story(elsewhere)],
};

const SCHEMES: [&str; 4] = ["javascript", "data", "vbscript", "file"];

/// The scheme that makes an address unsafe. Browsers skip control characters and white space in
/// and before a scheme, so they are skipped here.
fn unsafe_scheme(url: &str) -> Option<&'static str> {
    let mut scheme = String::new();
    for c in url.chars().filter(|c| !c.is_control() && !c.is_whitespace()) {
        if c == ':' {
            return SCHEMES.into_iter().find(|unsafe_one| *unsafe_one == scheme);
        }
        if scheme.len() > "javascript".len() || !c.is_ascii_alphanumeric() {
            return None;
        }
        scheme.push(c.to_ascii_lowercase());
    }
    None
}

fn message(scheme: &str) -> String {
    format!("The address is a “{scheme}:” address; link to a page or take the link off.")
}

fn marks(text: &Text<'_>, found: &mut Found<'_>) {
    for mark in text.marks() {
        let MarkKind::Link { url, .. } = &mark.kind else { continue };
        let Some(scheme) = unsafe_scheme(url) else { continue };
        let edit = text.unlink(mark.range.clone());
        let spot = Spot::words(text, mark.range.clone(), message(scheme));
        found.add(spot.fixed_by("Take the link off", edit));
    }
}

fn block(view: &BlockView<'_>, found: &mut Found<'_>) {
    let url = match &view.block.kind {
        BlockKind::Embed(embed) => &embed.url,
        BlockKind::Related(link) | BlockKind::Promo(link) => &link.url,
        _ => return,
    };
    let Some(scheme) = unsafe_scheme(url) else { return };
    let at = TextAt::Block(view.block.id, Part::Url);
    let edit = Edit::Splice { at, range: 0..url.len(), with: RichText::default() };
    let spot = Spot::place(Place::Text(at), url.as_str(), message(scheme));
    found.add(spot.fixed_by("Clear the address", Some(edit)));
}

/// Addresses outside the body, which are set whole and so have no fix of their own.
fn elsewhere(view: &StoryView<'_>, found: &mut Found<'_>) {
    for person in &view.story.bylines {
        for url in &person.links {
            if let Some(scheme) = unsafe_scheme(url) {
                let message = format!("{} ({})", message(scheme), shown(url));
                found.add(Spot::place(Place::Bylines, url.as_str(), message));
            }
        }
    }
    for (index, link) in view.story.related.iter().enumerate() {
        if let Some(scheme) = unsafe_scheme(&link.url) {
            let place = Place::RelatedStory(index);
            found.add(Spot::place(place, link.url.as_str(), message(scheme)));
        }
    }
}
