//! IPTC ninjs 3.1 (<https://www.iptc.org/std/ninjs/>).
//!
//! The schema is closed and has no property for alt text, credits, biographies or corrections:
//! roles carry them, on `descriptions[]` and `infoSources[]`. Pictures are associations. The body
//! is there twice, as XHTML with the alt texts in its `img` elements and as plain text. `edNote`
//! is not written, because what it is for never leaves the desk.
//!
//! Must not know: the other formats, but for the markup of the fragment.

mod picture;

use serde_json::{Map, Value, json};

use super::fragment::file_fate;
use super::html::{
    Address, DESK_ONLY, NOT_DESCRIBED, UNSAFE_ADDRESS, UNSAFE_LINK, block_fate, mark_fate, stamp,
};
use super::page::{Page, safe_address, said, tidy, who};
use super::pictures::{self, Offer};
use super::report::{Fate, Field, PersonField, PictureField, carried_as, lost};
use super::{File, Leaf, Options, Written, fragment};
use crate::story::{Person, PublishedNoteKind, Status, Story, Tag};

/// The format.
pub(super) const LEAF: Leaf =
    Leaf { word: "ninjs", label: "ninjs 3.1", extension: "json", is_folder: false, write, fate };

const SCHEMA: &str = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json";

fn write(story: &Story, options: &Options<'_>) -> Written {
    let text = format!("{:#}\n", news_item(story, options));
    let page = Page::of(story, options.credit_line);
    let made = pictures::renditions_only(pictures::all(story, &page, options));
    (vec![File { path: "story.ninjs.json".to_owned(), bytes: text.into_bytes() }], made)
}

/// An object being filled with what is not empty.
#[derive(Default)]
struct Item(Map<String, Value>);

impl Item {
    fn with(&mut self, key: &str, value: Value) -> &mut Self {
        let is_empty = match &value {
            Value::Null => true,
            Value::Array(items) => items.is_empty(),
            _ => false,
        };
        if !is_empty {
            self.0.insert(key.to_owned(), value);
        }
        self
    }

    fn text(&mut self, key: &str, text: &str) -> &mut Self {
        self.with(key, said(text).map_or(Value::Null, |text| json!(tidy(text))))
    }

    fn done(&mut self) -> Value {
        Value::Object(std::mem::take(&mut self.0))
    }
}

/// Words in a role, for headlines and descriptions.
fn in_role(role: &str, text: &str) -> Option<Value> {
    said(text).map(|text| json!({ "role": role, "contentType": "text/plain", "value": tidy(text) }))
}

fn uri(story: &Story, part: &str) -> String {
    format!("urn:uuid:{}{part}", story.id)
}

fn news_item(story: &Story, options: &Options<'_>) -> Value {
    let page = Page::of(story, options.credit_line);
    let epoch = chrono::DateTime::UNIX_EPOCH;
    let begun = (story.created > epoch).then(|| stamp(story.created));
    let version = if story.updated > epoch { story.updated } else { options.now };
    let people: Vec<_> = story.bylines.iter().filter(|it| !who(it).is_empty()).collect();
    let by: Vec<_> = people.iter().map(|person| who(person).join(", ")).collect();
    let mut item = Item::default();
    item.with("uri", json!(uri(story, "")))
        .with("standard", json!({ "name": "ninjs", "version": "3.1", "schema": SCHEMA }))
        .with("type", json!("text"))
        .with("representationType", json!("full"))
        .with("firstCreated", json!(begun))
        .with("versionCreated", json!(stamp(version)))
        .with("embargoedUntil", json!(story.embargo.map(stamp)))
        .with("pubStatus", json!(pub_status(story.status)))
        .with("language", json!(page.language))
        .text("title", story.title())
        .text("slugline", &story.slug)
        .text("by", &page.words.row(&by))
        .text("located", &story.dateline.place)
        .with("headlines", json!(headlines(story)))
        .with("descriptions", json!(descriptions(story)))
        .with("bodies", json!(bodies(story, &page, options)))
        .with("people", json!(people.iter().map(|it| author(it)).collect::<Vec<_>>()))
        .with("organisations", json!(organisations(story)))
        .with("infoSources", json!(publisher(options)))
        .with("subjects", json!(subjects(story)))
        .with("associations", json!(associations(story, &page, options)))
        .done()
}

/// The status in the three words that ninjs has.
fn pub_status(status: Status) -> &'static str {
    match status {
        Status::Ready | Status::Published => "usable",
        Status::Draft | Status::OnRim | Status::InSlot | Status::Held => "withheld",
        Status::Spiked | Status::Killed => "canceled",
    }
}

fn headlines(story: &Story) -> Vec<Value> {
    let all = [
        in_role("main", &story.headline),
        in_role("kicker", &story.kicker),
        in_role("web", &story.variants.web),
        in_role("social", &story.variants.social),
        in_role("push", &story.variants.push),
    ];
    all.into_iter().flatten().collect()
}

fn descriptions(story: &Story) -> Vec<Value> {
    let mut list: Vec<_> = in_role("summary", story.standfirst.as_str()).into_iter().collect();
    list.extend(story.dateline.date.and_then(|date| in_role("datelineDate", &date.to_string())));
    list.extend(story.bylines.iter().filter_map(|person| {
        let bio = said(person.bio.as_str())?;
        let text = match said(&person.name) {
            Some(name) => format!("{name}: {bio}"),
            None => bio.to_owned(),
        };
        in_role("authorBio", &text)
    }));
    list.extend(story.notes.iter().filter_map(|note| {
        let role = match note.kind {
            PublishedNoteKind::Correction => "correction",
            PublishedNoteKind::Clarification => "clarification",
            PublishedNoteKind::EditorsNote => "editorsNote",
        };
        in_role(role, &format!("{}: {}", stamp(note.at), note.text))
    }));
    list
}

/// The body as XHTML, and as plain text for receivers that take nothing else.
fn bodies(story: &Story, page: &Page<'_>, options: &Options<'_>) -> Vec<Value> {
    let xhtml = xhtml(&fragment::markup(story, options));
    let plain = super::text::grafs(page).join("\n\n");
    let plain = tidy(&plain);
    let mut bodies = Vec::new();
    for (role, kind, value) in
        [("main", "application/xhtml+xml", xhtml.as_str()), ("plain", "text/plain", &plain)]
    {
        if said(value).is_some() {
            bodies.push(json!({
                "role": role,
                "contentType": kind,
                "charCount": plain.chars().count(),
                "wordCount": story.words(),
                "value": value,
            }));
        }
    }
    bodies
}

/// Markup of ours with its empty elements closed as XML asks. Copy in it is escaped, attributes
/// too, so that every `<` begins a tag and every `>` ends one.
fn xhtml(markup: &str) -> String {
    let mut out = String::with_capacity(markup.len() + 64);
    for piece in markup.split_inclusive('>') {
        let tag = piece.rfind('<').and_then(|at| piece.get(at..)).unwrap_or_default();
        let is_empty = ["<img ", "<br>", "<hr>"].iter().any(|start| tag.starts_with(start));
        match piece.strip_suffix('>') {
            Some(rest) if is_empty => {
                out.push_str(rest);
                out.push_str("/>");
            }
            _ => out.push_str(piece),
        }
    }
    out
}

fn author(person: &Person) -> Value {
    let mut contacts = Vec::new();
    if let Some(email) = said(&person.email) {
        contacts.push(json!({ "type": "email", "value": tidy(email) }));
    }
    for handle in &person.handles {
        if let Some(name) = said(&handle.name) {
            let mut contact = Item::default();
            let contact = contact.with("type", json!("social")).text("name", &handle.network);
            contacts.push(contact.text("value", name).done());
        }
    }
    for link in &person.links {
        if let Some(link) = safe_address(link) {
            contacts.push(json!({ "type": "web", "value": &*link }));
        }
    }
    let mut item = Item::default();
    let name = who(person).first().copied().unwrap_or_default();
    item.text("name", name).with("rel", json!("author")).with("contactInfo", json!(contacts)).done()
}

fn organisations(story: &Story) -> Vec<Value> {
    let mut names: Vec<_> = story.bylines.iter().filter_map(|it| said(&it.outlet)).collect();
    let mut seen = std::collections::HashSet::new();
    names.retain(|name| seen.insert(*name));
    names.iter().map(|name| json!({ "name": tidy(name), "rel": "authorOutlet" })).collect()
}

fn publisher(options: &Options<'_>) -> Vec<Value> {
    let name = said(options.publisher);
    name.map(|name| json!({ "name": tidy(name), "role": "publisher" })).into_iter().collect()
}

fn subjects(story: &Story) -> Vec<Value> {
    let section = said(&story.section).map(|name| json!({ "name": tidy(name), "rel": "section" }));
    let tags = story.tags.iter().filter_map(subject);
    section.into_iter().chain(tags).collect()
}

/// A tag; its code as a full address where the scheme is one, and as it stands.
fn subject(tag: &Tag) -> Option<Value> {
    let mut item = Item::default();
    item.text("name", &tag.name).with("rel", json!("about"));
    if let Some((scheme, code)) = &tag.code {
        if let Some(scheme) = safe_address(scheme) {
            let id = code.rsplit(':').next().unwrap_or_default();
            let joint = if scheme.ends_with(['/', '#', '=']) { "" } else { "/" };
            let uri = safe_address(&format!("{scheme}{joint}{id}"));
            item.with("uri", json!(uri.as_deref()));
        }
        item.text("literal", code);
    }
    (said(&tag.name).is_some() || tag.code.is_some()).then(|| item.done())
}

fn associations(story: &Story, page: &Page<'_>, options: &Options<'_>) -> Vec<Value> {
    let address = Address::of_story(story, options);
    let mut list: Vec<_> = page
        .pictures()
        .map(|shown| picture::association(story, shown, &address, options))
        .collect();
    for (index, person) in story.bylines.iter().enumerate() {
        if let Some(portrait) = &person.portrait {
            let offer = Offer::portrait(portrait, options);
            let mut item = Item::default();
            item.with("name", json!(format!("portrait-{}", index + 1)))
                .with("uri", json!(uri(story, &format!("#portrait-{}", index + 1))))
                .with("rel", json!("authorPortrait"))
                .with("type", json!("picture"))
                .text("title", &person.name)
                .with("renditions", json!(picture::renditions(&offer, None, None, &address)));
            list.push(item.done());
        }
    }
    for (index, link) in story.related.iter().enumerate() {
        if let Some(target) = super::page::target(link) {
            let own = uri(story, &format!("#related-{}", index + 1));
            list.push(json!({
                "name": tidy(target.title),
                "uri": target.href.as_deref().unwrap_or(&own),
                "rel": "related",
            }));
        }
    }
    list
}

fn fate(field: Field, _: &Story, options: &Options<'_>) -> Fate {
    match field {
        Field::Id => carried_as("uri"),
        Field::Slug => carried_as("slugline"),
        Field::Headline | Field::WebHeadline | Field::SocialHeadline | Field::PushHeadline => {
            carried_as("headlines[] with its role")
        }
        Field::Kicker => carried_as("headlines[] with the role kicker"),
        Field::Standfirst => carried_as("descriptions[] with the role summary, without marks"),
        Field::Section => carried_as("subjects[] with the relation section"),
        Field::DatelinePlace => carried_as("located"),
        Field::DatelineDate => carried_as("descriptions[] with the role datelineDate"),
        Field::Created => carried_as("firstCreated"),
        Field::Updated => carried_as("versionCreated"),
        Field::Status => carried_as("pubStatus: usable, withheld or canceled"),
        Field::Embargo => carried_as("embargoedUntil"),
        Field::Language => Fate::Carried,
        Field::Deadline | Field::TargetWords | Field::SourceUrl | Field::Internal => {
            lost(DESK_ONLY)
        }
        Field::Person(person) => match person {
            PersonField::Name => carried_as("people[] and by"),
            PersonField::Role => carried_as("by"),
            PersonField::Outlet => carried_as("by and organisations[]"),
            PersonField::Bio => carried_as("descriptions[] with the role authorBio, without marks"),
            PersonField::Email | PersonField::Handle | PersonField::Link => {
                carried_as("people[].contactInfo[]")
            }
            PersonField::UnsafeLink => lost(UNSAFE_ADDRESS),
            PersonField::Portrait(_) => {
                carried_as("associations[] with the relation authorPortrait")
            }
        },
        Field::TagName => carried_as("subjects[]"),
        Field::TagCode => carried_as("subjects[].uri and literal"),
        Field::RelatedStory => carried_as("associations[] with the relation related"),
        Field::RelatedWithoutAddress => carried_as("associations[] with an address of our own"),
        Field::Note(_) => carried_as("descriptions[] with its role, and the end of the body"),
        Field::Picture(_, part) => picture_fate(part, options),
        Field::Block(block) => block_fate(block),
        Field::Mark(mark) => mark_fate(mark),
        Field::UnsafeLink => lost(UNSAFE_LINK),
    }
}

fn picture_fate(part: PictureField, options: &Options<'_>) -> Fate {
    use PictureField as P;
    match part {
        P::File(None) => lost("its file is not here; its words are in associations[]"),
        P::File(Some(media)) => match file_fate(&media, options) {
            Fate::CarriedAs(shape) => {
                Fate::CarriedAs(format!("associations[].renditions[]: {shape}"))
            }
            fate => fate,
        },
        P::Persons => carried_as("associations[].people[]"),
        P::Caption => carried_as("descriptions[] with the role caption, and the body"),
        P::Alt => carried_as("descriptions[] with the role alttext, and the body"),
        P::Decorative => carried_as("an empty alt text in the body"),
        P::NotDescribed => lost(NOT_DESCRIBED),
        P::Credit => carried_as("infoSources[] with the role credit, in house format, and by"),
        P::UnparsedCredit => carried_as("infoSources[] with the role credit"),
        P::CreditVerbatim => lost("the line in house format stands in its place"),
        P::FocalPoint => carried_as("renditions[].poi"),
        P::Crops if options.renditions.is_some() => {
            carried_as("renditions[] of their own, named by shape and width")
        }
        P::Crops => lost("ninjs 3.1 has renditions, but no crops of one; no renditions are made"),
        P::UsageTerms => carried_as("usageTerms"),
        P::Expiry => carried_as("expires"),
        P::SourceType => carried_as("digitalSourceType"),
        P::FileCopyright => carried_as("copyrightNotice"),
        P::Provenance if options.renditions.is_some() => {
            lost("smaller copies do not carry Content Credentials")
        }
        P::Provenance => lost("the picture’s file has its own Content Credentials"),
        P::FileSays | P::SourceUrl => lost(DESK_ONLY),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_elements_are_closed_and_nothing_else_changes() {
        for (markup, expected) in [
            ("<p>a<br>b</p><hr>\n", "<p>a<br/>b</p><hr/>\n"),
            ("<img src=\"a\" alt=\"x &gt; y\">", "<img src=\"a\" alt=\"x &gt; y\"/>"),
            ("a &lt;br&gt; b", "a &lt;br&gt; b"),
            ("", ""),
        ] {
            assert_eq!(xhtml(markup), expected);
        }
    }
}
