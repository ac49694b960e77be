//! A web page or a piece of one, into a story.
//!
//! The markup is bounded, parsed, and read into pieces (`walk`); then the story is found on the
//! page (`scope`), boxes and lines that are furniture are told from copy (`boxes`, `lines`), the
//! fields are filled (`top`, `tail`, `meta`), and what is left becomes the body (`assemble`).
//! Nothing of the markup itself gets through: blocks and marks are built anew.
//!
//! Must not know: where the page came from; one outlet's way of building pages.

mod assemble;
mod bound;
mod boxes;
mod clip;
mod dom;
mod embed;
mod figure;
mod hints;
mod inline;
mod json_ld;
mod lines;
mod links;
mod list;
mod look;
mod meta;
mod piece;
mod quote;
mod receipt;
mod related;
mod scope;
mod table;
mod tail;
mod top;
mod walk;

use self::bound::Bounded;
use self::boxes::{Fate, Fates};
use self::dom::Dom;
use self::links::Links;
use self::meta::Metadata;
use self::piece::{Page, Piece, Read, What};
use super::{Import, Mode, recognise};
use crate::story::{Dateline, Ids, Language, Notice, NoticeKind, Person, RichText, Story, Tag};

/// A shorter text at the start of the copy is a label, not a graf.
const SHORTEST_GRAF_CHARS: usize = 40;

/// Reads a page or a fragment.
pub(crate) fn import(source: &str, mode: Mode, ids: &mut Ids) -> Import {
    let clip = clip::read(source);
    let bounded = bound::bounded(clip.html);
    let dom = Dom::parse(&bounded.html);
    let hints = hints::all(&dom);
    let mut links = Links::of_page(&dom);
    if let Some(url) = clip.source_url {
        links.assume(url);
    }
    let page = Page { dom: &dom, hints: &hints, links: &links };
    let mut read = walk::walk(&page);
    let mut meta = meta::read(&dom);
    if meta.url.is_empty() {
        clip.source_url.unwrap_or_default().clone_into(&mut meta.url);
    }
    let mut story = Story::new(ids.story());
    let notices = if mode == Mode::Document || is_whole_page(&dom, &read.pieces, &meta) {
        whole(&page, &mut read, &meta, &mut story, ids)
    } else {
        fragment(&page, &mut read, &meta, &mut story, ids)
    };
    finish(story, notices, &bounded, read, ids)
}

/// A piece of Markdown's raw HTML: its blocks and what was said about them, no fields.
pub(crate) fn blocks(source: &str, ids: &mut Ids) -> Import {
    import(source, Mode::Fragment, ids)
}

/// Whether what was pasted is a page with headline and furniture, not a piece of one.
fn is_whole_page(dom: &Dom, pieces: &[Piece], meta: &Metadata) -> bool {
    let has_headline =
        pieces.iter().any(|piece| matches!(piece.what, What::Heading(1, _)) && !piece.hidden);
    let around = ["nav", "header", "footer", "main", "article", "form"]
        .iter()
        .filter(|tag| dom.find(0, tag).next().is_some())
        .count();
    (has_headline && (around >= 2 || meta.is_page)) || (meta.is_page && around >= 2)
}

/// A page of its own, with headline, byline and the rest.
fn whole(
    page: &Page<'_>,
    read: &mut Read,
    meta: &Metadata,
    story: &mut Story,
    ids: &mut Ids,
) -> Vec<Notice> {
    let scope = scope::find(page, &read.pieces, meta);
    let mut fates = boxes::judge(page, &read.pieces, &scope);
    let mut top = top::read(page, &read.pieces, &scope, meta, &mut fates);
    let signed = lines::decide(page, &read.pieces, &scope, &mut fates);
    let mut bylines = std::mem::take(&mut top.bylines);
    if bylines.is_empty() {
        bylines = meta.authors.iter().map(|author| Person::named(author.name.clone())).collect();
    }
    if bylines.is_empty() {
        bylines = tail::marked_authors(page);
    }
    add_metadata(&mut bylines, meta);
    tail::bios(page, &read.pieces, &scope, top.body_from, &mut bylines, &mut fates);
    if bylines.is_empty() {
        bylines = signed;
    }
    tail::give_handles(&mut bylines, &top.handles);

    story.headline = if top.headline.is_empty() {
        meta.headlines.first().cloned().unwrap_or_default()
    } else {
        top.headline
    };
    story.kicker = top.kicker;
    story.standfirst = top.standfirst;
    story.section = tail::section(page, &read.pieces, &fates, meta, &story.headline, &top.section);
    let tags = tail::tags(page, &read.pieces, &fates, meta, &story.section);
    story.tags = tags.into_iter().map(Tag::free).collect();
    story.source_url.clone_from(&meta.url);
    add_variants(story, meta);
    story.language = language(&read.pieces, &fates, meta);

    let lead = top.lead.filter(|index| matches!(fates.get(*index), Fate::Body));
    let agency = take_dateline(&mut read.pieces, &fates, top.body_from, story);
    add_outlets(&mut bylines, meta, page.links.host(), agency.as_deref());
    story.bylines = bylines;
    if story.standfirst.is_blank() {
        story.standfirst = summary(&read.pieces, &fates, meta);
    }
    assemble::assemble(page, read, &fates, lead, story, ids)
}

/// Blocks of a body, and nothing else.
fn fragment(
    page: &Page<'_>,
    read: &mut Read,
    meta: &Metadata,
    story: &mut Story,
    ids: &mut Ids,
) -> Vec<Notice> {
    let mut scope = scope::find(page, &read.pieces, meta);
    scope.root = 0;
    scope.headline = None;
    let mut fates = boxes::judge(page, &read.pieces, &scope);
    // Tags, crumbs and words about somebody are copy when there is no page around them.
    for index in 0..read.pieces.len() {
        if matches!(fates.get(index), Fate::Tags(_) | Fate::Bio(_) | Fate::Crumbs(_)) {
            fates.set(index, Fate::Body);
        }
    }
    lines::decide(page, &read.pieces, &scope, &mut fates);
    // A word or a link pasted alone is what the editor wants, whatever it would be on a page.
    let is_copy = |index: usize| fates.get(index) == Fate::Body;
    if !(0..read.pieces.len()).any(is_copy) {
        for (index, piece) in read.pieces.iter().enumerate() {
            if !piece.hidden {
                fates.set(index, Fate::Body);
            }
        }
    }
    story.language = language(&read.pieces, &fates, meta);
    assemble::assemble(page, read, &fates, None, story, ids)
}

fn finish(
    mut story: Story,
    mut notices: Vec<Notice>,
    bounded: &Bounded,
    read: Read,
    ids: &mut Ids,
) -> Import {
    if story.slug.is_empty() && story.body.is_empty() && story.headline.is_empty() {
        notices.insert(0, Notice::new(NoticeKind::Doubtful, "No copy was found on the page."));
    }
    if !story.headline.is_empty() || !story.bylines.is_empty() {
        let mut all = receipt::recognised(&story);
        all.append(&mut notices);
        notices = all;
    }
    notices.extend(receipt::losses(bounded, &read, &story, ids));
    if story.headline.trim().len() < story.headline.len() {
        story.headline = story.headline.trim().into();
    }
    Import { story, notices, pictures: read.pictures }
}

/// What the head says about people that the page names.
fn add_metadata(bylines: &mut [Person], meta: &Metadata) {
    for author in &meta.authors {
        let person = Person {
            name: author.name.clone(),
            role: author.role.clone(),
            outlet: author.outlet.clone(),
            email: author.email.clone(),
            ..Person::default()
        };
        recognise::merge(bylines, person);
    }
}

/// The site is the outlet of somebody who writes from its mailbox, for its wire, or whose bio names
/// it. Guests stay guests.
fn add_outlets(bylines: &mut [Person], meta: &Metadata, host: &str, agency: Option<&str>) {
    if meta.site.is_empty() {
        return;
    }
    let is_wire = agency.is_some_and(|agency| meta::same(agency, &meta.site));
    for person in bylines.iter_mut().filter(|person| person.outlet.is_empty()) {
        let mailbox =
            person.email.rsplit_once('@').map(|(_, host)| host.to_lowercase()).unwrap_or_default();
        let site = meta::folded(&meta.site);
        let name = meta::folded(mailbox.split('.').next().unwrap_or_default());
        let of_house = !mailbox.is_empty()
            && (mailbox == host
                || (name.len() >= 4
                    && (name == site || site.starts_with(&name) || name.starts_with(&site))));
        let says_so = meta.site.chars().count() >= 4 && person.bio.as_str().contains(&meta.site);
        if of_house || says_so || is_wire {
            person.outlet.clone_from(&meta.site);
        }
    }
}

/// Headlines for search and social networks, where they differ from the one on the page.
fn add_variants(story: &mut Story, meta: &Metadata) {
    let headline = story.headline.clone();
    let differs = |other: &str| {
        !other.is_empty() && !scope::alike(other, &headline) && !scope::alike(&headline, other)
    };
    let (social, _) = recognise::without_site_name(&meta.social);
    if differs(social) {
        social.clone_into(&mut story.variants.social);
    }
    if differs(&meta.alternative) {
        story.variants.web.clone_from(&meta.alternative);
    }
}

/// The language that the page states; without one that of its words, when that is sure.
fn language(pieces: &[Piece], fates: &Fates, meta: &Metadata) -> Language {
    if let Some(language) = &meta.language {
        return language.clone();
    }
    let mut sample = String::new();
    for (index, piece) in pieces.iter().enumerate() {
        if sample.len() > 4_000 {
            break;
        }
        if let (Fate::Body, What::Text(text)) = (fates.get(index), &piece.what) {
            let start: String = text.as_str().chars().take(2_000).collect();
            sample.push_str(&start);
            sample.push('\n');
        }
    }
    recognise::language_of(&sample).unwrap_or_default()
}

/// Takes the dateline off the first graf. Returns the agency that it names.
fn take_dateline(
    pieces: &mut [Piece],
    fates: &Fates,
    from: usize,
    story: &mut Story,
) -> Option<String> {
    // A short line above the copy, such as the label of a summary, is no graf.
    let first = (from..pieces.len()).find(|index| {
        fates.get(*index) == Fate::Body
            && pieces.get(*index).is_some_and(|piece| match &piece.what {
                What::Text(text) => text.as_str().chars().count() >= SHORTEST_GRAF_CHARS,
                _ => false,
            })
    })?;
    let piece = pieces.get_mut(first)?;
    let What::Text(text) = &mut piece.what else { return None };
    if let Some(found) = recognise::dateline(text, &story.language) {
        story.dateline = found.dateline;
        *text = found.rest;
        return found.agency;
    }
    if let Some((place, rest)) = place_in_bold(text) {
        story.dateline = Dateline { place, date: None };
        *text = rest;
    }
    None
}

/// "**Puerto Almenara**. The fire …": a place in bold with its full stop, set off from the graf.
fn place_in_bold(text: &RichText) -> Option<(String, RichText)> {
    let bold = text.marks().iter().find(|mark| mark.kind == crate::story::MarkKind::Strong)?;
    let copy = text.as_str();
    let words = copy.get(bold.range.clone()).filter(|_| bold.range.start == 0)?;
    let after = copy.get(bold.range.end..)?;
    let place = words.trim_end_matches(['.', ',', ':', ' ', '\u{a0}', '-', '–', '—']);
    let rest = after.trim_start_matches(['.', '-', '–', '—', ' ', '\u{a0}', ':']);
    let parted = words.len() > place.len() || after.trim_start().starts_with(['.', '-', '–', '—']);
    let named = place.split_whitespace().count() <= 4
        && (2..=40).contains(&place.chars().count())
        && place
            .split([' ', '-'])
            .filter(|word| word.chars().count() > 3)
            .all(|word| word.starts_with(char::is_uppercase))
        && place.starts_with(char::is_uppercase)
        && !place.chars().any(|letter| {
            letter.is_ascii_digit() || matches!(letter, '?' | '!' | '"' | '“' | ':' | '(' | ';')
        });
    let goes_on = rest.chars().count() > 40
        && rest.starts_with(|first: char| first.is_uppercase() || "“\"„«¿¡".contains(first));
    (parted && named && goes_on)
        .then(|| (place.to_owned(), text.slice(copy.len() - rest.len()..copy.len())))
}

/// The summary in the head stands in for a standfirst that the page does not show, unless it only
/// repeats how the copy begins.
fn summary(pieces: &[Piece], fates: &Fates, meta: &Metadata) -> RichText {
    let text = meta.summary.trim();
    let whole =
        text.split_whitespace().count() >= 5 && !text.ends_with(['…']) && !text.ends_with("...");
    let folded = meta::folded(text);
    let start: String = folded.chars().take(60).collect();
    let repeats = pieces
        .iter()
        .enumerate()
        .filter(|(index, _)| fates.get(*index) == Fate::Body)
        .take(12)
        .any(|(_, piece)| {
            let words = meta::folded(&piece.words());
            !words.is_empty() && (words.contains(&start) || folded.starts_with(&words))
        });
    if whole && !repeats { RichText::plain(text) } else { RichText::default() }
}
