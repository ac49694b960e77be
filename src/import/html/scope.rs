//! Where on the page the story is: its headline, the element with its grafs, and the smallest
//! element around both.
//!
//! It goes by where the running copy is, not by what elements are called; names and tags only say
//! what cannot be copy.
//!
//! Must not know: what is furniture inside the story.

use super::dom::Dom;
use super::hints::Hint;
use super::meta::{self, Metadata};
use super::piece::{Page, Piece, What};
use crate::story::{MarkKind, RichText};

/// A line with fewer letters outside its links is not a graf.
const GRAF_CHARS: usize = 60;
/// The body is the innermost element that holds this share of the copy.
const BODY_SHARE: f32 = 0.7;

/// Where the story is.
#[derive(Clone, Debug)]
pub(super) struct Scope {
    /// The element around headline and body.
    pub(super) root: usize,
    /// The innermost element with the grafs.
    pub(super) body: usize,
    /// The piece that is the headline.
    pub(super) headline: Option<usize>,
    /// Letters of copy before each piece, and at the end those of the whole page.
    copy_before: Vec<usize>,
    /// The nodes of the pieces, in order.
    nodes: Vec<usize>,
}

impl Scope {
    /// The pieces inside a node.
    pub(super) fn pieces(&self, dom: &Dom, node: usize) -> std::ops::Range<usize> {
        let range = dom.range(node);
        let start = self.nodes.partition_point(|piece| *piece < range.start);
        let end = self.nodes.partition_point(|piece| *piece < range.end);
        start..end.max(start)
    }

    /// Letters of copy inside a node.
    pub(super) fn copy(&self, dom: &Dom, node: usize) -> usize {
        let range = self.pieces(dom, node);
        let before = |index: usize| self.copy_before.get(index).copied().unwrap_or(0);
        before(range.end).saturating_sub(before(range.start))
    }

    /// Whether a node holds so much of the story that it cannot be furniture.
    pub(super) fn is_heavy(&self, dom: &Dom, node: usize) -> bool {
        let holds_headline = self
            .headline
            .and_then(|headline| self.nodes.get(headline))
            .is_some_and(|headline| dom.is_within(*headline, node));
        let whole = self.copy(dom, self.root);
        holds_headline
            || (whole > 0 && self.copy(dom, node) * 3 > whole)
            || dom.is_within(self.body, node)
    }
}

/// Letters and digits of a text that stand in no link.
pub(super) fn unlinked_chars(text: &RichText) -> usize {
    let count = |words: &str| words.chars().filter(|letter| letter.is_alphanumeric()).count();
    let linked: usize = text
        .marks()
        .iter()
        .filter(|mark| matches!(mark.kind, MarkKind::Link { .. }))
        .filter_map(|mark| text.as_str().get(mark.range.clone()))
        .map(count)
        .sum();
    count(text.as_str()).saturating_sub(linked)
}

/// Finds the story on a page.
pub(super) fn find(page: &Page<'_>, pieces: &[Piece], meta: &Metadata) -> Scope {
    let dom = page.dom;
    let chrome = chrome(page);
    let is_chrome =
        |piece: &Piece| piece.hidden || chrome.get(piece.node).copied().unwrap_or(false);
    let mut copy: Vec<usize> = pieces
        .iter()
        .map(|piece| if is_chrome(piece) { 0 } else { copy_of(piece, GRAF_CHARS) })
        .collect();
    if copy.iter().all(|chars| *chars == 0) {
        copy = pieces
            .iter()
            .map(|piece| if is_chrome(piece) { 0 } else { copy_of(piece, 1) })
            .collect();
    }
    let mut before = Vec::with_capacity(pieces.len() + 1);
    let mut sum = 0;
    for chars in &copy {
        before.push(sum);
        sum += chars;
    }
    before.push(sum);
    let mut scope = Scope {
        root: 0,
        body: 0,
        headline: None,
        copy_before: before,
        nodes: pieces.iter().map(|piece| piece.node).collect(),
    };
    scope.body = body(dom, &scope, sum);
    scope.headline = headline(page, pieces, meta, &scope, &chrome);
    scope.root = match scope.headline.and_then(|headline| pieces.get(headline)) {
        Some(headline) => dom.common(headline.block, scope.body),
        None => whole_article(dom, scope.body),
    };
    scope
}

fn copy_of(piece: &Piece, least: usize) -> usize {
    match &piece.what {
        What::Text(text) => Some(unlinked_chars(text)).filter(|chars| *chars >= least).unwrap_or(0),
        What::Quote(quote) => unlinked_chars(&quote.text),
        _ => 0,
    }
}

/// Which nodes stand in something that is never copy, by tag and name.
fn chrome(page: &Page<'_>) -> Vec<bool> {
    let dom = page.dom;
    let total = dom.text_bytes(0);
    let mut chrome = vec![false; dom.len()];
    for index in 1..dom.len() {
        let outer = chrome.get(dom.parent(index)).copied().unwrap_or(false);
        let own = || {
            let tag = dom.tag(index);
            let by_tag = matches!(
                tag,
                "nav" | "dialog" | "form" | "footer" | "aside" | "menu" | "button" | "select"
            );
            let by_name = page.hints(index).has_any(&[
                Hint::Comments,
                Hint::Cookie,
                Hint::Newsletter,
                Hint::MostRead,
                Hint::Navigation,
                Hint::Sidebar,
                Hint::Share,
                Hint::Advert,
            ]) && !matches!(tag, "article" | "main" | "p" | "h1");
            !tag.is_empty() && (by_tag || by_name) && dom.text_bytes(index) * 2 < total
        };
        let is_chrome = outer || own();
        if let Some(slot) = chrome.get_mut(index) {
            *slot = is_chrome;
        }
    }
    chrome
}

/// Goes down from the page as long as one element holds most of the copy.
fn body(dom: &Dom, scope: &Scope, whole: usize) -> usize {
    let mut here = 0;
    loop {
        let next = dom.children(here).find(|child| {
            let is_container =
                !matches!(
                    dom.tag(*child),
                    "" | "p"
                        | "li"
                        | "ul"
                        | "ol"
                        | "blockquote"
                        | "span"
                        | "a"
                        | "b"
                        | "i"
                        | "em"
                        | "strong"
                        | "h1"
                        | "h2"
                        | "h3"
                        | "h4"
                        | "h5"
                        | "h6"
                        | "pre"
                        | "figure"
                        | "font"
                        | "u"
                ) || (dom.children(*child).any(|inner| super::dom::is_block(dom.tag(inner)))
                    && dom.tag(*child) != "blockquote");
            let copy = scope.copy(dom, *child);
            is_container && copy > 0 && copy as f32 >= BODY_SHARE * whole as f32
        });
        match next {
            Some(child) => here = child,
            None => return here,
        }
    }
}

/// Without a headline the story is the article around its body.
fn whole_article(dom: &Dom, body: usize) -> usize {
    dom.upwards(body).find(|outer| matches!(dom.tag(*outer), "article" | "main")).unwrap_or(body)
}

/// The headline: a heading of level 1, else a heading or line that says what the page's title
/// says, else a heading above the first graf.
fn headline(
    page: &Page<'_>,
    pieces: &[Piece],
    meta: &Metadata,
    scope: &Scope,
    chrome: &[bool],
) -> Option<usize> {
    let seen = |piece: &Piece| !piece.hidden && !chrome.get(piece.node).copied().unwrap_or(false);
    let body_pieces = scope.pieces(page.dom, scope.body);
    let first_copy = (0..pieces.len())
        .find(|index| scope.copy_before.get(index + 1) > scope.copy_before.get(*index))
        .unwrap_or(pieces.len());
    let titled = |words: &str| meta.headlines.iter().any(|title| alike(words, title));
    let ones: Vec<usize> = (0..pieces.len())
        .filter(|index| {
            pieces.get(*index).is_some_and(|piece| {
                matches!(piece.what, What::Heading(1, _))
                    && seen(piece)
                    && !meta::same(&piece.words(), &meta.site)
            })
        })
        .collect();
    let words = |index: &usize| pieces.get(*index).map(Piece::words).unwrap_or_default();
    if let Some(index) = ones.iter().find(|index| titled(&words(index))) {
        return Some(*index);
    }
    let above = |index: &&usize| **index <= first_copy;
    if let Some(index) = ones.iter().rfind(above).or_else(|| ones.first()) {
        return Some(*index);
    }
    let lines = || {
        pieces
            .iter()
            .enumerate()
            .filter(|(index, piece)| *index <= first_copy.max(body_pieces.start) && seen(piece))
    };
    let same_as_title = lines().find(|(_, piece)| {
        matches!(piece.what, What::Heading(..) | What::Text(_)) && titled(&piece.words())
    });
    let named = || {
        lines().find(|(_, piece)| {
            let hinted = page.hints(piece.block).has(Hint::Headline);
            let class = page.dom.attribute(piece.block, "class").unwrap_or_default();
            matches!(piece.what, What::Heading(..) | What::Text(_))
                && (hinted || class.contains("MsoTitle"))
        })
    };
    let heading = || {
        lines().find(|(index, piece)| {
            matches!(piece.what, What::Heading(2 | 3, _)) && *index < first_copy
        })
    };
    same_as_title.or_else(named).or_else(heading).map(|(index, _)| index)
}

/// Whether a heading says what a title says; titles are cut short and carry the site's name.
pub(super) fn alike(words: &str, title: &str) -> bool {
    let (words, title) = (meta::folded(words), meta::folded(title));
    let shorter = words.len().min(title.len());
    shorter >= 8
        && (words.starts_with(&title) || title.starts_with(&words) || words.ends_with(&title))
        || (!words.is_empty() && words == title)
}
