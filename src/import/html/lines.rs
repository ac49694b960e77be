//! Lines of the body that are furniture though no box holds them: a label above a list of links, a
//! sign-off, a button, a link to another story between two grafs.
//!
//! Must not know: boxes, fields.

use super::boxes::{Fate, Fates, is_links};
use super::hints::Hint;
use super::piece::{Page, Piece, What};
use super::scope::Scope;
use crate::story::Person;

use super::super::recognise;

/// Decides on lines of the body one by one. The people of a sign-off are returned.
pub(super) fn decide(
    page: &Page<'_>,
    pieces: &[Piece],
    scope: &Scope,
    fates: &mut Fates,
) -> Vec<Person> {
    let mut signed = Vec::new();
    let mut index = 0;
    while index < pieces.len() {
        let at = index;
        index += 1;
        let Some(piece) =
            pieces.get(at).filter(|_| fates.get(at) == Fate::Body && Some(at) != scope.headline)
        else {
            continue;
        };
        let words = piece.words();
        match &piece.what {
            What::Control(_) => take(fates, at, "button"),
            What::Text(_) | What::Heading(..) => {
                if let Some(people) = recognise::signed_off(&words) {
                    signed.extend(people);
                    take(fates, at, "sign-off");
                } else if recognise::sign_off(&words) && !is_above_copy(scope, at) {
                    take(fates, at, "sign-off");
                } else if labels_a_list(page, pieces, fates, at, &words) {
                    take(fates, at, "label");
                } else {
                    index = at + label(page, pieces, fates, at, &words);
                }
            }
            What::List(_) if is_links(piece) && !follows_colon(pieces, fates, at) => {
                let group = fates.group("links to other stories");
                fates.set(at, Fate::Related(group));
            }
            What::List(list) => {
                // A list of buttons in list markup.
                let furniture = list
                    .items
                    .iter()
                    .all(|item| recognise::furniture(item.text.as_str()).is_some());
                if furniture {
                    take(fates, at, "toolbar");
                }
            }
            _ => {}
        }
    }
    signed
}

fn take(fates: &mut Fates, index: usize, name: &'static str) {
    // Lines of one kind that follow each other go together.
    let before = index.checked_sub(1).map(|before| fates.get(before));
    let group = match before {
        Some(Fate::Out(group))
            if fates.groups.get(group).is_some_and(|group| group.name == name) =>
        {
            group
        }
        _ => fates.group(name),
    };
    fates.set(index, Fate::Out(group));
}

/// Whether the line stands before the first graf.
fn is_above_copy(scope: &Scope, index: usize) -> bool {
    scope.headline.is_some_and(|headline| index <= headline)
}

/// A line that is furniture or labels what follows. Returns how many pieces were dealt with.
fn label(page: &Page<'_>, pieces: &[Piece], fates: &mut Fates, at: usize, words: &str) -> usize {
    let following = |fates: &Fates| {
        pieces
            .iter()
            .enumerate()
            .skip(at + 1)
            .take_while(|(index, piece)| fates.get(*index) == Fate::Body && belongs_to_label(piece))
            .count()
    };
    let Some(piece) = pieces.get(at) else { return 1 };
    let is_heading = matches!(piece.what, What::Heading(..));
    if let Some(what) = recognise::furniture(words) {
        let more = following(fates);
        if what.is_weak() && more == 0 && (is_heading || !is_links(piece)) {
            return 1;
        }
        // A sentence of the copy that looks like a label of furniture would be a heading of its own
        // only with furniture under it.
        let take_more = if what.is_weak() || is_heading { more } else { 0 };
        if is_heading && more == 0 && !is_button_like(words) {
            return 1;
        }
        let group = fates.group(what.name());
        for index in at..=at + take_more {
            fates.set(index, Fate::Out(group));
        }
        return take_more + 1;
    }
    if words.len() < 200 && recognise::relative_time(words) {
        take(fates, at, "list of other stories");
        return 1;
    }
    let related = recognise::related_line(words);
    let is_label = related.as_ref().is_some_and(|line| line.title.is_empty());
    if is_label {
        let more = following(fates);
        if more == 0 {
            return 1;
        }
        let group = fates.group("links to other stories");
        for index in at..=at + more {
            fates.set(index, Fate::Related(group));
        }
        return more + 1;
    }
    let is_text = matches!(piece.what, What::Text(_));
    let marked_related = related.is_some() && has_link(piece);
    let promo =
        is_text && is_links(piece) && words.split_whitespace().count() >= 2 && has_link(piece);
    if is_text
        && (marked_related || promo || (recognise::is_promo_line(words) && has_link(piece)))
        && !follows_colon(pieces, fates, at)
    {
        let group = fates.group("links to other stories");
        fates.set(at, Fate::Related(group));
        return 1;
    }
    if page.is_hinted(piece.node, 0, Hint::Live) && words.chars().count() <= 20 && !is_heading {
        take(fates, at, "badge");
    }
    1
}

/// A word or two above the list of a box that the page calls its summary. A heading that the page
/// marks as one stays.
fn labels_a_list(page: &Page<'_>, pieces: &[Piece], fates: &Fates, at: usize, words: &str) -> bool {
    let (Some(piece), Some(below)) = (pieces.get(at), pieces.get(at + 1)) else { return false };
    let dom = page.dom;
    matches!(piece.what, What::Text(_))
        && matches!(below.what, What::List(_))
        && fates.get(at + 1) == Fate::Body
        && dom.tag(piece.block) != "p"
        && words.split_whitespace().count() <= 4
        && !words.ends_with(['.', ':', '?', '!'])
        && dom.upwards(piece.node).take_while(|outer| dom.text_bytes(*outer) < 2_000).any(|outer| {
            page.hints(outer).has(Hint::Standfirst) && dom.is_within(below.node, outer)
        })
}

/// One or two words that can only be a button.
fn is_button_like(words: &str) -> bool {
    words.chars().count() <= 24
}

/// Links, times and buttons belong to the label above them.
fn belongs_to_label(piece: &Piece) -> bool {
    let words = piece.words();
    is_links(piece)
        || matches!(piece.what, What::Control(_))
        || recognise::relative_time(&words)
        || recognise::furniture(&words).is_some_and(|what| !what.is_weak())
}

fn has_link(piece: &Piece) -> bool {
    piece.texts().iter().any(|text| {
        text.marks().iter().any(|mark| matches!(&mark.kind, crate::story::MarkKind::Link { url, .. } if url.starts_with("http")))
    })
}

/// "The list stands here:" announces what follows as part of the copy.
fn follows_colon(pieces: &[Piece], fates: &Fates, at: usize) -> bool {
    let before = pieces
        .iter()
        .enumerate()
        .take(at)
        .rev()
        .take(6)
        .find(|(index, _)| fates.get(*index) == Fate::Body);
    before.is_some_and(|(_, piece)| {
        matches!(piece.what, What::Text(_)) && piece.words().trim_end().ends_with(':')
    })
}
