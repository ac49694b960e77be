//! Which boxes inside the story are not part of it: share bars, sign-ups, adverts, lists of other
//! stories, tags, bios.
//!
//! A box is judged by its tag, by what its names hint at, by the words of its lines and by its
//! shape: how much of it is links, whether there is something to click. A box that holds much of
//! the copy is never judged, only what is inside it.
//!
//! Must not know: which field a line belongs to.

use super::dom::Dom;
use super::hints::Hint;
use super::list::is_all_link;
use super::piece::{Page, Piece, What};
use super::scope::{Scope, unlinked_chars};

use super::super::recognise;

/// A graf of this many letters is copy.
const LONG_GRAF: usize = 120;
/// A box with more letters than this is not a promo.
const LONGEST_PROMO: usize = 700;

/// What becomes of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It stays in the body.
    Body,
    /// It went into a field.
    Field,
    /// It is furniture, in the group of this number.
    Out(usize),
    /// It points to other stories.
    Related(usize),
    /// It names tags.
    Tags(usize),
    /// It is about the author.
    Bio(usize),
    /// It says where on the site the story stands.
    Crumbs(usize),
}

/// What a box is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Furniture(&'static str),
    Related,
    Tags,
    Bio,
    Crumbs,
    /// To be judged by what is inside.
    Open,
    Copy,
}

/// Pieces that are taken out together.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// What the desk calls it.
    pub(super) name: &'static str,
}

/// The fates of all pieces.
#[derive(Debug, Default)]
pub(super) struct Fates {
    pub(super) of: Vec<Fate>,
    pub(super) groups: Vec<Group>,
}

impl Fates {
    /// A new group.
    pub(super) fn group(&mut self, name: &'static str) -> usize {
        self.groups.push(Group { name });
        self.groups.len() - 1
    }

    /// The fate of a piece.
    pub(super) fn get(&self, index: usize) -> Fate {
        self.of.get(index).copied().unwrap_or(Fate::Body)
    }

    /// Decides on a piece.
    pub(super) fn set(&mut self, index: usize, fate: Fate) {
        if let Some(slot) = self.of.get_mut(index) {
            *slot = fate;
        }
    }
}

/// Judges every box of the page.
pub(super) fn judge(page: &Page<'_>, pieces: &[Piece], scope: &Scope) -> Fates {
    let dom = page.dom;
    let mut fates = Fates { of: vec![Fate::Body; pieces.len()], groups: Vec::new() };
    outside(page, pieces, scope, &mut fates);
    let mut waiting: Vec<usize> = dom.children(scope.root).collect();
    waiting.reverse();
    while let Some(node) = waiting.pop() {
        let range = scope.pieces(dom, node);
        if range.is_empty() || dom.text(node).is_some() {
            continue;
        }
        let inside: Vec<&Piece> = pieces.get(range.clone()).unwrap_or_default().iter().collect();
        // A line inside a graf is no box.
        let is_box = inside.iter().any(|piece| dom.is_within(piece.block, node));
        if !is_box {
            continue;
        }
        let verdict = if scope.is_heavy(dom, node) {
            Verdict::Open
        } else {
            of_box(page, node, &inside, scope)
        };
        let fate = match verdict {
            Verdict::Open => {
                let from = waiting.len();
                waiting.extend(dom.children(node));
                if let Some(children) = waiting.get_mut(from..) {
                    children.reverse();
                }
                continue;
            }
            Verdict::Copy => continue,
            Verdict::Furniture(name) => Fate::Out(fates.group(name)),
            Verdict::Related => Fate::Related(fates.group("links to other stories")),
            Verdict::Tags => Fate::Tags(fates.group("tags")),
            Verdict::Bio => Fate::Bio(fates.group("words about the author")),
            Verdict::Crumbs => Fate::Crumbs(fates.group("navigation")),
        };
        for index in range {
            if fates.get(index) == Fate::Body {
                fates.set(index, fate);
            }
        }
    }
    hidden(pieces, &mut fates);
    fates
}

/// What stands outside the story goes, one group for each of the page's boxes.
fn outside(page: &Page<'_>, pieces: &[Piece], scope: &Scope, fates: &mut Fates) {
    let dom = page.dom;
    let mut last: Option<(usize, usize)> = None;
    for (index, piece) in pieces.iter().enumerate() {
        if dom.is_within(piece.node, scope.root) || piece.hidden {
            continue;
        }
        let top = dom
            .upwards(piece.node)
            .take_while(|outer| !dom.is_within(scope.root, *outer))
            .last()
            .unwrap_or(piece.node);
        let group = match last {
            Some((node, group)) if node == top => group,
            _ => {
                let inside: Vec<&Piece> =
                    pieces.get(scope.pieces(dom, top)).unwrap_or_default().iter().collect();
                let name = match of_box(page, top, &inside, scope) {
                    Verdict::Furniture(name) => name,
                    Verdict::Related => "links to other stories",
                    Verdict::Tags => "tags",
                    Verdict::Bio => "words about the author",
                    Verdict::Crumbs => "navigation",
                    Verdict::Open | Verdict::Copy => match dom.tag(top) {
                        "header" => "page header",
                        "footer" => "page footer",
                        "aside" => "sidebar",
                        _ => "text beside the story",
                    },
                };
                let group = fates.group(name);
                last = Some((top, group));
                group
            }
        };
        // Tags, bios and crumbs beside the story are still read as such.
        let fate = match fates.groups.get(group).map(|group| group.name) {
            Some("tags") => Fate::Tags(group),
            Some("words about the author") => Fate::Bio(group),
            _ => Fate::Out(group),
        };
        fates.set(index, fate);
    }
}

fn hidden(pieces: &[Piece], fates: &mut Fates) {
    let mut group = None;
    for (index, piece) in pieces.iter().enumerate() {
        if piece.hidden {
            let group = *group.get_or_insert_with(|| fates.group("hidden text"));
            fates.set(index, Fate::Out(group));
        }
    }
}

/// What was counted in a box.
struct Shape {
    chars: usize,
    unlinked: usize,
    links: usize,
    controls: usize,
    pictures: usize,
    long_grafs: usize,
    relative_times: usize,
    first: String,
    words: String,
}

fn shape(page: &Page<'_>, node: usize, inside: &[&Piece]) -> Shape {
    const MOST_PIECES: usize = 80;
    let mut shape = Shape {
        chars: 0,
        unlinked: 0,
        links: 0,
        controls: 0,
        pictures: 0,
        long_grafs: 0,
        relative_times: 0,
        first: String::new(),
        words: String::new(),
    };
    for piece in inside.iter().filter(|piece| !piece.hidden).take(MOST_PIECES) {
        let words = piece.words();
        shape.chars += words.chars().count();
        match &piece.what {
            What::Control(_) => shape.controls += 1,
            What::Figure(_) | What::Gallery(_) | What::Embed(_) | What::Table(_) => {
                shape.pictures += 1;
            }
            _ => {}
        }
        for text in piece.texts() {
            let unlinked = unlinked_chars(text);
            shape.unlinked += unlinked;
            shape.links += text
                .marks()
                .iter()
                .filter(|mark| matches!(mark.kind, crate::story::MarkKind::Link { .. }))
                .count();
            shape.long_grafs += usize::from(unlinked >= LONG_GRAF);
            shape.relative_times +=
                usize::from(text.as_str().len() < 200 && ends_in_relative_time(text.as_str()));
        }
        if shape.first.is_empty() && !words.is_empty() {
            shape.first.clone_from(&words);
        }
        if shape.words.len() < 4_000 {
            shape.words.push_str(&words);
            shape.words.push(' ');
        }
    }
    // Links that lead nowhere ("#") are links in the eyes of the reader.
    if page.dom.range(node).len() < 2_000 {
        let anchors = page.dom.find(node, "a").count();
        shape.links = shape.links.max(anchors);
    }
    shape
}

/// "Storm Petra: what to expect 2 hours ago".
fn ends_in_relative_time(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    (1..=6.min(words.len())).any(|count| {
        words
            .get(words.len() - count..)
            .is_some_and(|tail| recognise::relative_time(&tail.join(" ")))
    })
}

fn of_box(page: &Page<'_>, node: usize, inside: &[&Piece], scope: &Scope) -> Verdict {
    let dom = page.dom;
    let tag = dom.tag(node);
    let is_heading = matches!(tag, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
    if is_heading || !inside.iter().any(|piece| !piece.hidden) {
        return Verdict::Copy;
    }
    if let Some(name) = by_tag(dom, node) {
        return Verdict::Furniture(name);
    }
    let hints = page.hints(node);
    let shape = shape(page, node, inside);
    if let Some(verdict) = by_hint(page, node, inside, &shape, scope) {
        return verdict;
    }
    let is_leaf =
        inside.iter().all(|piece| piece.block == node && matches!(piece.what, What::Text(_)));
    if let Some(verdict) = by_words(page, node, inside, &shape) {
        return verdict;
    }
    if holds_byline(page, node, &shape) {
        return Verdict::Open;
    }
    let short = shape.chars <= LONGEST_PROMO && shape.long_grafs <= 1;
    let boxed = !is_leaf || (tag != "p" && dom.parent(node) != 0);
    let by_click = shape.controls > 0 && short && shape.pictures == 0;
    let by_phrase = boxed
        && tag != "p"
        && short
        && shape.pictures == 0
        && shape.long_grafs == 0
        && tag != "ul"
        && tag != "ol"
        && recognise::promo_phrase(&shape.words);
    if by_click || by_phrase {
        return Verdict::Furniture("promo box");
    }
    if shape.links > 0 && shape.relative_times > 0 && shape.long_grafs == 0 {
        return Verdict::Furniture("list of other stories");
    }
    let all_links = shape.links > 0 && shape.unlinked * 4 <= shape.chars && shape.long_grafs == 0;
    let boxed_links = all_links && !is_leaf && !matches!(tag, "p" | "ul" | "ol" | "dl");
    if boxed_links
        && (tag == "aside" || inside.iter().all(|piece| !matches!(piece.what, What::Embed(_))))
        && !(inside.len() == 1 && shape.pictures == 1)
    {
        return Verdict::Related;
    }
    if hints.has(Hint::Sidebar) && shape.long_grafs < 3
        || (tag == "aside" && shape.long_grafs == 0 && shape.pictures == 0 && shape.links > 0)
    {
        return Verdict::Furniture("sidebar");
    }
    if is_leaf { Verdict::Copy } else { Verdict::Open }
}

fn by_tag(dom: &Dom, node: usize) -> Option<&'static str> {
    let by_tag = match dom.tag(node) {
        "nav" | "menu" | "amp-sidebar" => Some("navigation"),
        "dialog" | "amp-consent" => Some("dialog"),
        "form" | "search" => Some("form"),
        "button" | "select" | "label" | "textarea" => Some("button"),
        "footer" => Some("page footer"),
        "amp-ad" | "amp-embed" => Some("advert"),
        "amp-social-share" => Some("share bar"),
        _ => None,
    };
    let by_role = || match dom.attribute(node, "role")? {
        "navigation" | "menu" | "menubar" => Some("navigation"),
        "dialog" | "alertdialog" => Some("dialog"),
        "search" | "form" => Some("form"),
        "contentinfo" => Some("page footer"),
        "toolbar" | "tablist" => Some("toolbar"),
        _ => None,
    };
    by_tag.or_else(by_role)
}

/// What the names of a box say, as far as its shape agrees.
fn by_hint(
    page: &Page<'_>,
    node: usize,
    inside: &[&Piece],
    shape: &Shape,
    scope: &Scope,
) -> Option<Verdict> {
    let hints = page.hints(node);
    let dom = page.dom;
    let tag = dom.tag(node);
    let is_graf = tag == "p" && shape.unlinked >= LONG_GRAF;
    let holds_field = holds_byline(page, node, shape);
    if hints.has(Hint::Bio)
        && shape.chars < 2_000
        && !hints.has(Hint::Comments)
        && scope.headline.is_some()
        && shape.unlinked > 30
    {
        return Some(Verdict::Bio);
    }
    // Lists of tags are links or short items; "topics" is a word for sections as well.
    let items_short = inside
        .iter()
        .flat_map(|piece| piece.texts())
        .all(|text| text.as_str().chars().count() <= 300 && unlinked_chars(text) <= 60);
    if hints.has(Hint::Tags)
        && shape.links > 0
        && items_short
        && shape.long_grafs == 0
        && shape.controls <= 2
    {
        return Some(Verdict::Tags);
    }
    if hints.has(Hint::Breadcrumb) && shape.long_grafs == 0 {
        return Some(Verdict::Crumbs);
    }
    const SURE: [(Hint, &str); 3] = [
        (Hint::Cookie, "cookie box"),
        (Hint::Comments, "comments"),
        (Hint::Newsletter, "newsletter box"),
    ];
    for (hint, name) in SURE {
        if hints.has(hint)
            && !is_graf
            && (shape.long_grafs < 3 || hint == Hint::Comments)
            && !holds_field
        {
            return Some(Verdict::Furniture(name));
        }
    }
    const LIKELY: [(Hint, &str); 7] = [
        (Hint::Share, "share bar"),
        (Hint::Advert, "advert"),
        (Hint::MostRead, "list of other stories"),
        (Hint::Navigation, "navigation"),
        (Hint::Paywall, "sign-in or subscription box"),
        (Hint::App, "app promo"),
        (Hint::Toolbar, "toolbar"),
    ];
    let holds_pictures = shape.pictures > 0 && shape.links == 0;
    for (hint, name) in LIKELY {
        if hints.has(hint) && shape.long_grafs == 0 && !holds_field && !holds_pictures {
            return Some(Verdict::Furniture(name));
        }
    }
    if hints.has(Hint::Related)
        && shape.links > 0
        && shape.long_grafs == 0
        && !hints.has(Hint::Standfirst)
    {
        let has_times = shape.relative_times > 0;
        return Some(if has_times {
            Verdict::Furniture("list of other stories")
        } else {
            Verdict::Related
        });
    }
    None
}

/// What the lines of a box say.
fn by_words(page: &Page<'_>, node: usize, inside: &[&Piece], shape: &Shape) -> Option<Verdict> {
    if shape.long_grafs > 1 || shape.chars > 3_000 {
        return None;
    }
    let dom = page.dom;
    let first = shape.first.as_str();
    let is_alone = inside.iter().filter(|piece| !piece.words().is_empty()).count() == 1;
    if recognise::about_author(first) && !is_alone {
        return Some(Verdict::Bio);
    }
    if !is_alone
        && shape.links > 0
        && recognise::tags_line(first).is_some_and(|tags| tags.is_empty())
        && shape.long_grafs == 0
        && shape.relative_times == 0
    {
        return Some(Verdict::Tags);
    }
    if is_alone && shape.links > 0 && page.dom.tag(node) != "p" {
        let label = atoms(dom, node).into_iter().next().unwrap_or_default();
        if recognise::tags_line(&label).is_some_and(|tags| tags.is_empty())
            && shape.chars.saturating_sub(anchor_chars(dom, node)) <= label.len() + 12
        {
            return Some(Verdict::Tags);
        }
    }
    let furniture = recognise::furniture(first);
    if let Some(what) = furniture {
        let sure = !what.is_weak() || (shape.links > 0 && !is_alone) || shape.controls > 0;
        if sure && shape.long_grafs == 0 && shape.pictures <= 1 {
            return Some(Verdict::Furniture(what.name()));
        }
    }
    let related = recognise::related_line(first).is_some_and(|line| line.title.is_empty());
    if related && !is_alone && shape.links > 0 && shape.long_grafs == 0 {
        return Some(if shape.relative_times > 0 {
            Verdict::Furniture("list of other stories")
        } else {
            Verdict::Related
        });
    }
    // Lines of which every one is furniture, with nothing else between them.
    if shape.chars <= LONGEST_PROMO && shape.pictures == 0 {
        let atoms = atoms(dom, node);
        let all = atoms.len() > 1
            && atoms
                .iter()
                .all(|atom| recognise::furniture(atom).is_some() || recognise::relative_time(atom));
        if all {
            let name = atoms
                .iter()
                .find_map(|atom| recognise::furniture(atom))
                .map_or("toolbar", |what| what.name());
            return Some(Verdict::Furniture(name));
        }
    }
    None
}

/// Letters inside links, wherever they lead: a saved page may not know its own address.
fn anchor_chars(dom: &Dom, node: usize) -> usize {
    dom.find(node, "a").map(|link| dom.words(link).chars().count()).sum()
}

/// The smallest elements with words inside a node, and the words between them.
pub(super) fn atoms(dom: &Dom, node: usize) -> Vec<String> {
    const MOST: usize = 60;
    let mut atoms: Vec<String> = Vec::new();
    for index in dom.range(node) {
        let Some(text) = dom.text(index) else { continue };
        let words = super::dom::one_line(text);
        if words.chars().any(char::is_alphanumeric) {
            atoms.push(words);
        }
        if atoms.len() > MOST {
            break;
        }
    }
    atoms
}

/// Whether a byline stands in a box, so that it must not be thrown away whole.
fn holds_byline(page: &Page<'_>, node: usize, shape: &Shape) -> bool {
    const MOST_NODES: usize = 200;
    let dom = page.dom;
    if dom.range(node).len() > MOST_NODES
        || shape.chars > 600
        || page.hints(node).has(Hint::Comments)
    {
        return false;
    }
    let named = dom.range(node).any(|index| {
        page.hints(index).has(Hint::Byline)
            && !matches!(dom.tag(index), "")
            && dom.words(index).split_whitespace().count() >= 2
    });
    named || recognise::byline(&shape.first).is_some()
}

/// Whether every text of a piece is a link.
pub(super) fn is_links(piece: &Piece) -> bool {
    let texts = piece.texts();
    !texts.is_empty()
        && matches!(piece.what, What::Text(_) | What::Heading(..) | What::List(_))
        && texts.iter().all(|text| is_all_link(text))
}
