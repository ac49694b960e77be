//! The lines around the headline: kicker, standfirst, byline, date, lead picture.
//!
//! Must not know: what stands below the first graf.

use super::boxes::{Fate, Fates, atoms, is_links};
use super::hints::Hint;
use super::meta::{self, Metadata};
use super::piece::{Page, Piece, What};
use super::scope::{Scope, alike, unlinked_chars};
use crate::story::{MarkKind, Person, RichText};

use super::super::recognise;

/// A longer line above the headline is not a kicker.
const LONGEST_KICKER_CHARS: usize = 70;
const SHORTEST_STANDFIRST_CHARS: usize = 30;
const LONGEST_STANDFIRST_CHARS: usize = 700;

/// What the lines around the headline gave.
#[derive(Clone, Debug, Default)]
pub(super) struct Top {
    pub(super) kicker: String,
    pub(super) headline: String,
    pub(super) standfirst: RichText,
    pub(super) bylines: Vec<Person>,
    /// The piece with the lead picture.
    pub(super) lead: Option<usize>,
    /// Lines that name accounts of the authors.
    pub(super) handles: Vec<String>,
    /// A line above the headline that names the section.
    pub(super) section: String,
    /// The first piece of the body.
    pub(super) body_from: usize,
}

/// Reads the lines around the headline.
pub(super) fn read(
    page: &Page<'_>,
    pieces: &[Piece],
    scope: &Scope,
    meta: &Metadata,
    fates: &mut Fates,
) -> Top {
    let mut top = Top::default();
    let Some(at) = scope.headline else {
        top.body_from = scope.pieces(page.dom, scope.root).start;
        return without_headline(page, pieces, scope, meta, fates, top);
    };
    fates.set(at, Fate::Field);
    split_headline(page, pieces, at, meta, &mut top);
    above(page, pieces, scope, at, meta, fates, &mut top);
    below(page, pieces, scope, at + 1, meta, fates, &mut top);
    top
}

/// A page whose headline is in its head alone may still show byline and date above its body.
fn without_headline(
    page: &Page<'_>,
    pieces: &[Piece],
    scope: &Scope,
    meta: &Metadata,
    fates: &mut Fates,
    mut top: Top,
) -> Top {
    let from = top.body_from;
    below(page, pieces, scope, from, meta, fates, &mut top);
    top
}

/// The headline without a kicker that stands in the same heading.
fn split_headline(page: &Page<'_>, pieces: &[Piece], at: usize, meta: &Metadata, top: &mut Top) {
    let Some(piece) = pieces.get(at) else { return };
    let words = piece.words();
    let inner: Vec<usize> = page
        .dom
        .range(piece.block)
        .skip(1)
        .filter(|index| !page.dom.tag(*index).is_empty() && !page.dom.words(*index).is_empty())
        .take(20)
        .collect();
    for index in inner {
        let label = page.dom.words(index);
        let Some(rest) = words.strip_prefix(label.as_str()) else { continue };
        let rest = rest.trim_start_matches([':', ' ', '|', '–', '—', '/', '\n']).trim();
        let short = label.chars().count() <= LONGEST_KICKER_CHARS && label.len() < words.len();
        let titled = meta.headlines.iter().any(|title| meta::same(rest, title));
        if short && !rest.is_empty() && (titled || page.hints(index).has(Hint::Kicker)) {
            label.trim_end_matches([':', '|', ' ']).clone_into(&mut top.kicker);
            rest.clone_into(&mut top.headline);
            return;
        }
    }
    top.headline = words.replace('\n', " ");
}

/// Lines above the headline: the nearest short one is the kicker, unless it only says which
/// section this is.
fn above(
    page: &Page<'_>,
    pieces: &[Piece],
    scope: &Scope,
    at: usize,
    meta: &Metadata,
    fates: &mut Fates,
    top: &mut Top,
) {
    let from = scope.pieces(page.dom, scope.root).start;
    let mut group = None;
    for index in (from..at).rev() {
        let Some(piece) = pieces.get(index).filter(|_| fates.get(index) == Fate::Body) else {
            continue;
        };
        match &piece.what {
            What::Figure(_) => {
                top.lead.get_or_insert(index);
                continue;
            }
            What::Text(_) | What::Heading(..) => {}
            What::Embed(_) | What::Gallery(_) => continue,
            _ => {
                out(fates, &mut group, index, "lines above the headline");
                continue;
            }
        }
        let words = piece.words();
        let names_section = meta::same(&words, &meta.section)
            || meta.tags.iter().chain(&meta.keywords).any(|tag| meta::same(&words, tag))
            || (recognise::is_section(&words) && meta.section.is_empty());
        if names_section {
            if recognise::is_section(&words) && top.section.is_empty() {
                top.section.clone_from(&words);
            }
            fates.set(index, Fate::Field);
            continue;
        }
        let is_kicker = top.kicker.is_empty()
            && words.chars().count() <= LONGEST_KICKER_CHARS
            && words.chars().filter(|letter| letter.is_alphabetic()).count() >= 2
            && !meta::same(&words, &meta.site)
            && !page.is_hinted(piece.node, scope.root, Hint::Live)
            && recognise::furniture(&words).is_none()
            && recognise::publication_line(&words).is_none()
            && !recognise::relative_time(&words)
            && recognise::byline(&words).is_none()
            && !in_element(page, piece.node, scope.root, "time")
            && crumbs(&words) < 2;
        if is_kicker {
            top.kicker = words;
            fates.set(index, Fate::Field);
        } else {
            out(fates, &mut group, index, "lines above the headline");
        }
    }
}

/// How many signs of breadcrumbs are in a line.
fn crumbs(line: &str) -> usize {
    line.matches(['>', '»', '›', '/']).count()
}

fn out(fates: &mut Fates, group: &mut Option<usize>, index: usize, name: &'static str) {
    let group = *group.get_or_insert_with(|| fates.group(name));
    fates.set(index, Fate::Out(group));
}

fn in_element(page: &Page<'_>, node: usize, top: usize, tag: &str) -> bool {
    page.dom.upwards(node).take_while(|outer| *outer != top).any(|outer| page.dom.tag(outer) == tag)
}

/// Lines between the headline and the first graf.
fn below(
    page: &Page<'_>,
    pieces: &[Piece],
    scope: &Scope,
    from: usize,
    meta: &Metadata,
    fates: &mut Fates,
    top: &mut Top,
) {
    let dom = page.dom;
    let to = scope.pieces(dom, scope.root).end;
    let apart = scope.body != scope.root;
    let mut group = None;
    let mut seen_copy = false;
    top.body_from = to;
    for index in from..to {
        let Some(piece) = pieces.get(index).filter(|_| fates.get(index) == Fate::Body) else {
            continue;
        };
        let in_body = dom.is_within(piece.node, scope.body) && (apart || scope.headline.is_none());
        let words = piece.words();
        match &piece.what {
            What::Figure(figure) => {
                if !seen_copy && is_portrait(pieces, index, figure) {
                    out(fates, &mut group, index, "portrait of the author");
                    continue;
                }
                // The nearest to the copy wins over one above the headline only when that is bare.
                if top.lead.is_none() && !(seen_copy && figure.caption.is_blank()) {
                    top.lead = Some(index);
                }
            }
            What::Heading(level, text) => {
                let lone = *level >= 2 && top.standfirst.is_blank() && !seen_copy;
                let says = own_hints(page, piece, scope.root, Hint::Standfirst);
                let sentence = words.chars().count() >= 40 && !in_body;
                if lone && (says || sentence || described(&words, meta)) {
                    top.standfirst = text.clone();
                    fates.set(index, Fate::Field);
                    continue;
                }
                top.body_from = index;
                return;
            }
            What::Text(text) => {
                if read_byline(page, pieces, index, meta, top, fates, scope) {
                    continue;
                }
                if is_about_time(page, piece, &words, scope)
                    || recognise::furniture(&words).is_some_and(|what| !what.is_weak())
                {
                    out(fates, &mut group, index, "lines around the headline");
                    continue;
                }
                if top.standfirst.is_blank()
                    && is_standfirst(page, pieces, index, in_body, seen_copy, meta, fates, scope)
                {
                    top.standfirst = without_whole_mark(text);
                    fates.set(index, Fate::Field);
                    continue;
                }
                let names_section = meta::same(&words, &meta.section)
                    || recognise::is_section(&words) && is_links(piece);
                if !in_body
                    && apart
                    && (words.chars().count() < 40
                        || names_section
                        || (is_links(piece) && words.chars().count() < 80))
                {
                    out(fates, &mut group, index, "lines around the headline");
                    continue;
                }
                top.body_from = index;
                return;
            }
            What::Quote(_) | What::Table(_) => {
                top.body_from = index;
                return;
            }
            What::List(list)
                if !list.items.is_empty()
                    && list.items.iter().all(|item| {
                        let words = item.text.as_str();
                        recognise::publication_line(words).is_some()
                            || recognise::relative_time(words)
                            || recognise::furniture(words).is_some()
                    }) =>
            {
                out(fates, &mut group, index, "lines around the headline");
            }
            What::List(_) | What::Gallery(_) | What::Embed(_) | What::Pull(_) | What::Divider => {
                seen_copy |= matches!(piece.what, What::List(_) | What::Gallery(_));
            }
            What::Item(..) | What::Control(_) => {}
        }
    }
}

/// Whether an element that holds this piece and nothing else says so.
pub(super) fn own_hints(page: &Page<'_>, piece: &Piece, root: usize, hint: Hint) -> bool {
    let bytes = piece.words().len() + 8;
    page.dom
        .upwards(piece.node)
        .take_while(|outer| *outer != root && page.dom.text_bytes(*outer) <= bytes * 5 / 4)
        .any(|outer| page.hints(outer).has(hint))
}

fn described(words: &str, meta: &Metadata) -> bool {
    words.chars().count() >= SHORTEST_STANDFIRST_CHARS
        && meta.descriptions.iter().any(|text| alike(words, text.trim_end_matches(['…', '.'])))
}

#[expect(
    clippy::too_many_arguments,
    clippy::fn_params_excessive_bools,
    reason = "one question about one place on the page"
)]
fn is_standfirst(
    page: &Page<'_>,
    pieces: &[Piece],
    index: usize,
    in_body: bool,
    seen_copy: bool,
    meta: &Metadata,
    fates: &Fates,
    scope: &Scope,
) -> bool {
    let Some(piece) = pieces.get(index) else { return false };
    let What::Text(text) = &piece.what else { return false };
    let chars = text.as_str().chars().count();
    if !(SHORTEST_STANDFIRST_CHARS..=LONGEST_STANDFIRST_CHARS).contains(&chars) {
        return false;
    }
    if own_hints(page, piece, scope.root, Hint::Standfirst) {
        return true;
    }
    let next = pieces.iter().enumerate().skip(index + 1).find(|(index, piece)| {
        fates.get(*index) == Fate::Body
            && matches!(piece.what, What::Text(_))
            && piece.words().chars().count() >= 60
    });
    let next_is_bold = next.is_some_and(|(_, piece)| {
        piece.texts().iter().all(|text| is_whole(text, &MarkKind::Strong))
    });
    let bold = is_whole(text, &MarkKind::Strong) && !next_is_bold && chars >= 60 && next.is_some();
    let outside = !in_body && scope.body != scope.root && unlinked_chars(text) >= 40 && !seen_copy;
    bold || outside
        || (described(text.as_str(), meta) && !in_body && scope.body != scope.root)
        || (in_body
            && own_hints(page, piece, scope.root, Hint::Lead)
            && next.is_some()
            && is_whole(text, &MarkKind::Strong))
}

/// Whether a mark covers all words.
pub(super) fn is_whole(text: &RichText, kind: &MarkKind) -> bool {
    let copy = text.as_str();
    let covered: usize = text
        .marks()
        .iter()
        .filter(|mark| mark.kind.is_like(kind))
        .map(|mark| mark.range.len())
        .sum();
    !copy.is_empty() && covered * 20 >= copy.len() * 19
}

/// A standfirst is not bold word by word.
fn without_whole_mark(text: &RichText) -> RichText {
    let mut text = text.clone();
    for kind in [MarkKind::Strong, MarkKind::Emphasis] {
        if is_whole(&text, &kind) {
            text.unmark(0..text.len(), &kind);
        }
    }
    text
}

/// Dates, reading times, counters.
fn is_about_time(page: &Page<'_>, piece: &Piece, words: &str, scope: &Scope) -> bool {
    let chars = words.chars().count();
    let timed = in_element(page, piece.node, scope.root, "time")
        || in_element(page, piece.node, scope.root, "details");
    let hinted = own_hints(page, piece, scope.root, Hint::Date)
        && words.chars().any(|letter| letter.is_ascii_digit());
    let parts = segments(words);
    let all_times = parts.iter().all(|part| {
        recognise::publication_line(part).is_some()
            || recognise::relative_time(part)
            || recognise::clock_time(part)
            || recognise::furniture(part).is_some()
    });
    chars <= 160 && (timed || hinted || (all_times && !parts.is_empty()))
}

/// The parts of a line between bars, dots and line ends.
fn segments(words: &str) -> Vec<&str> {
    words
        .split(['\n', '·', '•', '|', '●'])
        .map(str::trim)
        .filter(|part| part.chars().any(char::is_alphanumeric))
        .collect()
}

/// Reads a line as a byline, when it is one.
fn read_byline(
    page: &Page<'_>,
    pieces: &[Piece],
    index: usize,
    meta: &Metadata,
    top: &mut Top,
    fates: &mut Fates,
    scope: &Scope,
) -> bool {
    let Some(piece) = pieces.get(index) else { return false };
    let words = piece.words();
    if words.chars().count() > 320 {
        return false;
    }
    let hinted =
        page.is_hinted(piece.node, scope.root, Hint::Byline) || piece_holds_author(page, piece);
    if hinted && words.split_whitespace().all(|word| word.starts_with('@')) {
        top.handles.push(words);
        fates.set(index, Fate::Field);
        return true;
    }
    let read = byline_of(page, piece, &words, hinted, meta);
    let found = linked_people(page, piece, &words, &read).unwrap_or(read);
    if found.is_empty() {
        return false;
    }
    for person in found {
        if !recognise::merge(&mut top.bylines, person.clone()) {
            top.bylines.push(person);
        }
    }
    fates.set(index, Fate::Field);
    true
}

/// Whether an element of the line is marked as its author.
fn piece_holds_author(page: &Page<'_>, piece: &Piece) -> bool {
    let dom = page.dom;
    dom.range(piece.block).len() < 200
        && dom.text_bytes(piece.block) < 600
        && dom.range(piece.block).any(|index| page.hints(index).has(Hint::Byline))
}

/// The names that a byline links to, where date, role and reading time run on in the same line:
/// "By <a>Ada</a> and <a>Bo</a> Staff writers May 4 5 min read".
fn linked_people(
    page: &Page<'_>,
    piece: &Piece,
    words: &str,
    read: &[Person],
) -> Option<Vec<Person>> {
    const MOST_PEOPLE: usize = 8;
    let names: Vec<String> = page
        .dom
        .find(piece.block, "a")
        .take(MOST_PEOPLE)
        .map(|link| page.dom.words(link))
        .filter(|name| recognise::is_name(name))
        .collect();
    // Up to the first name the line must read as a byline.
    let first = names.first()?;
    let start = words.get(..words.find(first.as_str())? + first.len())?;
    recognise::byline(start)?;
    if names.iter().all(|name| read.iter().any(|person| person.name == *name)) {
        return None;
    }
    Some(names.into_iter().map(Person::named).collect())
}

/// Whether a picture without a caption shows somebody whom the line beside it names: it is the
/// author's portrait, not the picture of the story.
fn is_portrait(pieces: &[Piece], index: usize, figure: &crate::story::Figure) -> bool {
    let name = figure.alt.text();
    figure.caption.is_blank()
        && recognise::is_name(name)
        && pieces
            .get(index + 1..)
            .unwrap_or_default()
            .iter()
            .take(2)
            .any(|piece| piece.words().contains(name))
}

fn byline_of(
    page: &Page<'_>,
    piece: &Piece,
    words: &str,
    hinted: bool,
    meta: &Metadata,
) -> Vec<Person> {
    let parts = segments(words);
    let read = parts.iter().find_map(|part| recognise::byline(part));
    let named: Vec<&str> = meta
        .authors
        .iter()
        .map(|author| author.name.as_str())
        .filter(|name| words.contains(name))
        .collect();
    if let Some(people) = read {
        let all_known = named.iter().all(|name| people.iter().any(|person| person.name == *name));
        if all_known || named.is_empty() {
            return people;
        }
    }
    let is_by_word_less = hinted
        || (!named.is_empty()
            && words.chars().count() <= named.iter().map(|name| name.chars().count() + 40).sum());
    if !is_by_word_less {
        let atoms = if page.dom.text_bytes(piece.block) < 400 {
            atoms(page.dom, piece.block)
        } else {
            Vec::new()
        };
        return atoms.iter().find_map(|atom| recognise::byline(atom)).unwrap_or_default();
    }
    let atoms = atoms(page.dom, piece.block);
    if let Some(people) = atoms.iter().find_map(|atom| recognise::byline(atom)) {
        return people;
    }
    let people: Vec<Person> = parts
        .iter()
        .flat_map(|part| recognise::people(part))
        .filter(|person| recognise::is_name(&person.name))
        .collect();
    let fits = named.iter().all(|name| people.iter().any(|person| person.name == *name));
    if !people.is_empty() && fits {
        return people;
    }
    named.into_iter().map(Person::named).collect()
}
