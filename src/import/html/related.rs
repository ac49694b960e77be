//! Links to other stories, as blocks.
//!
//! Must not know: where they stood.

use super::piece::{Page, Piece, What};
use crate::story::{Link, MarkKind, RichText};

use super::super::recognise;

const MOST_LINKS: usize = 60;

/// The links of a piece: one for each address, titled with its longest words, the label
/// ("Read more:") taken off.
pub(super) fn links(page: &Page<'_>, piece: &Piece) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    match &piece.what {
        What::List(list) => {
            for item in list.items.iter().take(MOST_LINKS) {
                of_text(&item.text, None, &mut links);
            }
        }
        What::Text(text) | What::Heading(_, text) => {
            of_text(text, label_in(page, piece), &mut links);
        }
        _ => {}
    }
    links
}

fn of_text(text: &RichText, label: Option<String>, links: &mut Vec<Link>) {
    for mark in text.marks() {
        let MarkKind::Link { url, .. } = &mark.kind else { continue };
        if !url.starts_with("http") {
            continue;
        }
        let words = text.as_str().get(mark.range.clone()).unwrap_or_default().trim();
        let words = label.as_deref().and_then(|label| words.strip_prefix(label)).unwrap_or(words);
        let title = match recognise::related_line(words) {
            Some(line) if line.title.is_empty() => "",
            Some(line) => line.title,
            None => words,
        };
        let title =
            title.trim_matches([' ', '\u{a0}', ':', '|', '›', '»', '→', '▶']).replace('\n', " ");
        if title.is_empty() && !links.iter().any(|link| link.url == *url) {
            continue;
        }
        let known = links.iter().position(|link| link.url == *url);
        let count = links.len();
        match known.and_then(|index| links.get_mut(index)) {
            Some(known) if known.title.len() < title.len() => known.title = title,
            None if count < MOST_LINKS => links.push(Link { title, url: url.clone() }),
            _ => {}
        }
    }
}

/// A label in an element of its own inside the link: `<a><span>mehr</span> <span>Title</span></a>`.
fn label_in(page: &Page<'_>, piece: &Piece) -> Option<String> {
    let dom = page.dom;
    let first = dom.range(piece.block).find_map(|index| {
        dom.text(index).map(super::dom::one_line).filter(|words| !words.is_empty())
    })?;
    let is_label = first.split_whitespace().count() <= 4
        && (recognise::related_line(&first).is_some_and(|line| line.title.is_empty())
            || recognise::video_marker(&first) == Some(""));
    (is_label && first.len() < piece.words().len()).then_some(first)
}

/// The same links under one address are one, across the pieces of a box.
pub(super) fn join(links: &mut Vec<Link>, more: Vec<Link>) {
    for link in more {
        match links.iter_mut().find(|known| known.url == link.url) {
            Some(known) => {
                let label = recognise::furniture(&link.title).is_some()
                    || recognise::related_line(&link.title).is_some();
                if known.title.len() < link.title.len() && !label {
                    known.title = link.title;
                }
            }
            None => links.push(link),
        }
    }
}
