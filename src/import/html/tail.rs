//! What stands below the last graf or beside the story and still belongs to it: bio, tags,
//! section, the authors where no byline names them.
//!
//! Must not know: blocks.

use super::boxes::{Fate, Fates};
use super::hints::Hint;
use super::meta::{self, Metadata};
use super::piece::{Page, Piece, What};
use super::scope::Scope;
use super::top::{is_whole, own_hints};
use crate::story::{Handle, MarkKind, Person, RichText};

use super::super::recognise;

/// So many of the last grafs may be about the author.
const LAST_GRAFS: usize = 6;
const MOST_TAGS: usize = 100;
const LONGEST_TAG_CHARS: usize = 60;

/// The tags that the page shows, in order, each once.
pub(super) fn tags(
    page: &Page<'_>,
    pieces: &[Piece],
    fates: &Fates,
    meta: &Metadata,
    section: &str,
) -> Vec<String> {
    let dom = page.dom;
    let mut found: Vec<String> = Vec::new();
    let mut add = |tag: &str| {
        let tag = tag.trim_matches(|letter: char| {
            letter.is_whitespace() || matches!(letter, ',' | '#' | ':' | ';' | '|' | '·' | '•')
        });
        let fits = !tag.is_empty() && tag.chars().count() <= LONGEST_TAG_CHARS;
        let new = !found.iter().any(|known| known.to_lowercase() == tag.to_lowercase());
        let is_tag = fits
            && new
            && !meta::same(tag, section)
            && !meta::same(tag, &meta.site)
            && recognise::furniture(tag).is_none()
            && recognise::tags_line(tag).is_none_or(|tags| !tags.is_empty());
        if is_tag && found.len() < MOST_TAGS {
            found.push(tag.to_owned());
        }
    };
    for index in dom.find(0, "a") {
        let rel = dom.attribute(index, "rel").unwrap_or_default();
        let mut words = rel.split_whitespace();
        let is_tag = rel.split_whitespace().any(|word| word == "tag")
            && !words.any(|word| word == "category");
        if is_tag {
            add(&dom.words(index));
        }
    }
    for (index, piece) in pieces.iter().enumerate() {
        if !matches!(fates.get(index), Fate::Tags(_)) || piece.hidden {
            continue;
        }
        let named: Vec<String> =
            dom.find(piece.block, "a").map(|link| dom.words(link)).take(MOST_TAGS).collect();
        if matches!(piece.what, What::Text(_)) && !named.is_empty() {
            for tag in &named {
                add(tag);
            }
            continue;
        }
        for text in piece.texts() {
            for tag in tags_of(text, matches!(piece.what, What::List(_))) {
                add(&tag);
            }
        }
    }
    for tag in &meta.tags {
        add(tag);
    }
    if found.is_empty() {
        for tag in &meta.keywords {
            if found.len() < MOST_TAGS && !meta::same(tag, section) && !found.contains(tag) {
                found.push(tag.clone());
            }
        }
    }
    found
}

/// The tags of one line: its links, else what is parted by commas after its label.
fn tags_of(text: &RichText, is_item: bool) -> Vec<String> {
    let linked: Vec<String> = text
        .marks()
        .iter()
        .filter(|mark| matches!(mark.kind, MarkKind::Link { .. }))
        .filter_map(|mark| text.as_str().get(mark.range.clone()))
        .map(str::to_owned)
        .collect();
    if !linked.is_empty() {
        return linked;
    }
    recognise::tags_line(text.as_str())
        .unwrap_or_else(|| if is_item { vec![text.as_str().to_owned()] } else { Vec::new() })
}

/// The section: what the head says, else the link that files the story, else the crumbs.
pub(super) fn section(
    page: &Page<'_>,
    pieces: &[Piece],
    fates: &Fates,
    meta: &Metadata,
    headline: &str,
    shown: &str,
) -> String {
    if !meta.section.is_empty() {
        return meta.section.clone();
    }
    if !shown.is_empty() {
        return shown.to_owned();
    }
    let dom = page.dom;
    let filed = dom.find(0, "a").find(|index| {
        dom.attribute(*index, "rel")
            .is_some_and(|rel| rel.split_whitespace().any(|word| word == "category"))
    });
    if let Some(index) = filed {
        return dom.words(index);
    }
    let in_scope = crumbs_in(page, pieces, fates, headline);
    if !in_scope.is_empty() {
        return in_scope;
    }
    let container = (1..dom.len()).find(|index| {
        let hints = page.hints(*index);
        let labelled = dom
            .attribute(*index, "aria-label")
            .is_some_and(|label| label.to_ascii_lowercase().contains("breadcrumb"));
        (hints.has(Hint::Breadcrumb) || labelled)
            && !dom.words(*index).is_empty()
            && dom.range(*index).len() < 200
    });
    container
        .map(|index| {
            last_crumb(dom.find(index, "a").map(|link| dom.words(link)).collect(), headline)
        })
        .unwrap_or_default()
}

fn crumbs_in(_page: &Page<'_>, pieces: &[Piece], fates: &Fates, headline: &str) -> String {
    let steps: Vec<String> = pieces
        .iter()
        .enumerate()
        .filter(|(index, piece)| matches!(fates.get(*index), Fate::Crumbs(_)) && !piece.hidden)
        .flat_map(|(_, piece)| {
            piece.texts().into_iter().flat_map(|text| tags_of(text, true)).collect::<Vec<_>>()
        })
        .collect();
    last_crumb(steps, headline)
}

/// The last step that is neither the front page nor the story itself.
fn last_crumb(steps: Vec<String>, headline: &str) -> String {
    steps
        .into_iter()
        .rfind(|step| {
            !recognise::lead_crumb_is_home(step)
                && !meta::same(step, headline)
                && (1..=40).contains(&step.chars().count())
        })
        .unwrap_or_default()
}

/// People marked as authors anywhere but in the comments.
pub(super) fn marked_authors(page: &Page<'_>) -> Vec<Person> {
    let dom = page.dom;
    let mut found: Vec<Person> = Vec::new();
    let mut index = 1;
    while index < dom.len() && found.len() < 8 {
        let small = dom.text_bytes(index) * 3 < dom.text_bytes(0);
        if small && page.hints(index).has(Hint::Comments) {
            index = dom.end(index);
            continue;
        }
        let tag = dom.tag(index);
        let marked = matches!(tag, "a" | "span" | "address" | "p" | "div" | "strong" | "b")
            && page.hints(index).has(Hint::Byline)
            && dom.text_bytes(index) < 200;
        if marked {
            let words = linked_name(page, index).unwrap_or_else(|| dom.words(index));
            let people = recognise::byline(&words).unwrap_or_else(|| {
                if recognise::is_name(&words) { recognise::people(&words) } else { Vec::new() }
            });
            for person in people {
                if !recognise::merge(&mut found, person.clone()) {
                    found.push(person);
                }
            }
        }
        index += 1;
    }
    found
}

/// The name of the only link inside a byline. What stands around it ("Author", "Posted by") is for
/// screen readers and no part of the name.
fn linked_name(page: &Page<'_>, node: usize) -> Option<String> {
    let mut links = page.dom.find(node, "a");
    let name = page.dom.words(links.next()?);
    (links.next().is_none() && recognise::is_name(&name)).then_some(name)
}

/// Finds the words about the authors, takes them out of the body and fills in the people.
pub(super) fn bios(
    page: &Page<'_>,
    pieces: &[Piece],
    scope: &Scope,
    body_from: usize,
    bylines: &mut Vec<Person>,
    fates: &mut Fates,
) {
    boxed(pieces, bylines, fates);
    let to = scope.pieces(page.dom, scope.root).end;
    let last: Vec<usize> = (body_from..to)
        .rev()
        .filter(|index| {
            fates.get(*index) == Fate::Body
                && pieces
                    .get(*index)
                    .is_some_and(|piece| matches!(piece.what, What::Text(_) | What::List(_)))
        })
        .take(LAST_GRAFS)
        .collect();
    let mut group = None;
    for index in last {
        let Some(piece) = pieces.get(index) else { continue };
        let What::Text(text) = &piece.what else { continue };
        let hinted = own_hints(page, piece, scope.root, Hint::Bio);
        let Some(person) = person_of(text, bylines, hinted) else { continue };
        add(bylines, person);
        let group = *group.get_or_insert_with(|| fates.group("words about the author"));
        fates.set(index, Fate::Bio(group));
    }
}

/// Boxes about the author: a name as heading, then a sentence or two.
fn boxed(pieces: &[Piece], bylines: &mut Vec<Person>, fates: &Fates) {
    let mut named: Option<String> = None;
    for (index, piece) in pieces.iter().enumerate() {
        if !matches!(fates.get(index), Fate::Bio(_)) || piece.hidden {
            continue;
        }
        let words = piece.words();
        if recognise::is_name(&words) {
            if bylines.is_empty() {
                bylines.push(Person::named(words.clone()));
            }
            named = Some(words);
            continue;
        }
        let What::Text(text) = &piece.what else { continue };
        if recognise::about_author(&words) || recognise::furniture(&words).is_some() {
            continue;
        }
        let text = without_last_link(text);
        let person = person_of(&text, bylines, true).or_else(|| {
            let name = named.clone().or_else(|| Some(bylines.first()?.name.clone()))?;
            (text.as_str().chars().count() > 30).then(|| described(&name, &text))
        });
        if let Some(person) = person {
            add(bylines, person);
        }
    }
}

/// "View all posts by Ada Example" at the end of a bio.
fn without_last_link(text: &RichText) -> RichText {
    let copy = text.as_str();
    let last =
        text.marks().iter().rev().find(|mark| {
            matches!(mark.kind, MarkKind::Link { .. }) && mark.range.end == copy.len()
        });
    let Some(link) = last else { return text.clone() };
    let before = copy.get(..link.range.start).unwrap_or_default().trim_end();
    if before.ends_with(['.', '!', '?', '”', '"', '»']) {
        text.slice(0..before.len())
    } else {
        text.clone()
    }
}

/// The person that a text is about: it says what somebody does in a newsroom, or it begins with a
/// name of the byline and is set apart from the copy.
fn person_of(text: &RichText, bylines: &[Person], hinted: bool) -> Option<Person> {
    if let Some(person) = recognise::bio(text, bylines) {
        return Some(with_contacts(person, text));
    }
    let copy = text.as_str();
    let name = bylines
        .iter()
        .map(|person| &person.name)
        .find(|name| !name.is_empty() && copy.starts_with(name.as_str()))?;
    let apart = is_whole(text, &MarkKind::Emphasis) || hinted;
    let reachable = copy.contains('@') && copy.chars().count() < 600;
    (apart || reachable).then(|| described(name, text))
}

fn described(name: &str, text: &RichText) -> Person {
    let mut bio = text.trimmed();
    if is_whole(&bio, &MarkKind::Emphasis) {
        bio.unmark(0..bio.len(), &MarkKind::Emphasis);
    }
    with_contacts(Person { name: name.to_owned(), bio, ..Person::default() }, text)
}

/// Mailboxes and accounts that a text links to.
fn with_contacts(mut person: Person, text: &RichText) -> Person {
    for mark in text.marks() {
        let MarkKind::Link { url, .. } = &mark.kind else { continue };
        let words = text.as_str().get(mark.range.clone()).unwrap_or_default().trim();
        if let Some(mailbox) = url.strip_prefix("mailto:") {
            let mailbox = mailbox.split('?').next().unwrap_or_default();
            if person.email.is_empty() && mailbox.contains('@') {
                mailbox.clone_into(&mut person.email);
            }
        } else if words.starts_with('@')
            && words.len() > 1
            && !words.contains(' ')
            && !person.handles.iter().any(|handle| handle.name == words)
        {
            person.handles.push(Handle { network: network(url), name: words.to_owned() });
        }
    }
    person
}

/// The network of an account by the host of its page.
fn network(url: &str) -> String {
    const HOSTS: [(&str, &str); 9] = [
        ("twitter.com", "x"),
        ("x.com", "x"),
        ("bsky.app", "bluesky"),
        ("instagram.com", "instagram"),
        ("facebook.com", "facebook"),
        ("linkedin.com", "linkedin"),
        ("threads.net", "threads"),
        ("tiktok.com", "tiktok"),
        ("mastodon.social", "mastodon"),
    ];
    let host = url.split("://").nth(1).unwrap_or_default().split('/').next().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    HOSTS
        .iter()
        .find(|(known, _)| *known == host)
        .map(|(_, network)| (*network).to_owned())
        .unwrap_or_default()
}

fn add(bylines: &mut Vec<Person>, person: Person) {
    if !recognise::merge(bylines, person.clone()) {
        bylines.push(person);
    }
}

/// Gives accounts named beside the byline to the person whose name is in them, else to the first.
pub(super) fn give_handles(bylines: &mut [Person], handles: &[String]) {
    for name in handles.iter().flat_map(|line| line.split_whitespace()) {
        let letters = meta::folded(name);
        let owner = bylines
            .iter()
            .position(|person| {
                person
                    .name
                    .split_whitespace()
                    .any(|part| part.chars().count() > 2 && letters.contains(&meta::folded(part)))
            })
            .unwrap_or(0);
        if let Some(person) = bylines.get_mut(owner)
            && !person.handles.iter().any(|handle| handle.name == name)
        {
            person.handles.push(Handle { network: String::new(), name: name.to_owned() });
        }
    }
}
