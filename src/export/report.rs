//! What an export carries and what it loses, field by field.
//!
//! [`fields`] names every field of a story that is not empty. Each format says in one exhaustive
//! `match` what becomes of a [`Field`], so a field that is new to the story does not compile until
//! every format has said so. Tests hold the answers against the bytes.
//!
//! Must not know: how a format writes anything.

mod tally;

use super::page::{safe_address, said, target};
use crate::story::{
    Alt, CreditState, Figure, MediaRef, Person, Provenance, PublishedNoteKind, SourceType, Story,
    Tag,
};

/// What became of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is in the export as it is.
    Carried,
    /// It is in the export under another name or in another shape, which is told.
    CarriedAs(String),
    /// The format has no place for it; why is told.
    Lost(String),
}

/// One line of a loss report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldReport {
    /// The field in the newsroom's words, such as `Alt text of picture 2`.
    pub field: String,
    /// What became of it.
    pub fate: Fate,
}

/// A field as far as a format must tell it from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Field {
    Id,
    Slug,
    Language,
    Section,
    Kicker,
    Headline,
    WebHeadline,
    SocialHeadline,
    PushHeadline,
    Standfirst,
    DatelinePlace,
    DatelineDate,
    SourceUrl,
    Created,
    Updated,
    Status,
    Embargo,
    Deadline,
    TargetWords,
    Person(PersonField),
    Picture(Seat, PictureField),
    Block(BlockField),
    Mark(MarkField),
    /// A link in the copy that must not be written.
    UnsafeLink,
    TagName,
    TagCode,
    RelatedStory,
    /// Words without an address, or with one that must not be written.
    RelatedWithoutAddress,
    Note(PublishedNoteKind),
    /// What stays at the desk whatever the format.
    Internal,
}

/// The parts of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum PersonField {
    /// Whether the byline can name them is the question for the other parts too.
    Name,
    Role,
    Outlet,
    Bio,
    Email,
    Handle,
    Portrait(MediaRef),
    Link,
    /// An address that must not be a link.
    UnsafeLink,
}

/// Where a picture stands, and whether there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Seat {
    pub(super) lead: bool,
    /// Without its file a picture is nothing but its words.
    pub(super) has_file: bool,
}

/// The parts of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum PictureField {
    /// Its file; `None` when there are only words about it.
    File(Option<MediaRef>),
    Caption,
    Credit,
    UnparsedCredit,
    /// The credit as it came, where its parts are known.
    CreditVerbatim,
    Alt,
    Decorative,
    NotDescribed,
    Persons,
    FocalPoint,
    Crops,
    UsageTerms,
    Expiry,
    Provenance,
    SourceType,
    FileSays,
    FileCopyright,
    SourceUrl,
}

/// The kinds of blocks and their parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum BlockField {
    Paragraph,
    Heading,
    /// A subhead whose level would leave one out.
    SkippedHeading,
    Quote,
    PullQuote,
    List,
    /// A list with levels that leave one out, or too many.
    SkippedList,
    Gallery,
    Embed,
    EmbedUrl,
    UnsafeEmbedUrl,
    Related,
    RelatedWithoutAddress,
    Promo,
    PromoWithoutAddress,
    Table,
    TableCaption,
    Divider,
}

/// The marks of running copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum MarkField {
    Strong,
    Emphasis,
    Strike,
    Superscript,
    Subscript,
    Link,
    LinkTitle,
}

const INTERNAL: &str = "internal: never leaves the desk";

/// It is there in another shape.
pub(super) fn carried_as(shape: &str) -> Fate {
    Fate::CarriedAs(shape.to_owned())
}

/// It is not there, and why.
pub(super) fn lost(why: &str) -> Fate {
    Fate::Lost(why.to_owned())
}

/// The loss report of a story by what a format says about each field.
pub(super) fn report(story: &Story, fate: impl Fn(Field) -> Fate) -> Vec<FieldReport> {
    fields(story)
        .into_iter()
        .map(|(name, field)| {
            let fate = match field {
                Field::Internal => lost(INTERNAL),
                field => fate(field),
            };
            FieldReport { field: name, fate }
        })
        .collect()
}

/// Every field of the story that is not empty, with its name, in reading order.
fn fields(story: &Story) -> Vec<(String, Field)> {
    let mut list = Fields::default();
    list.text("Headline", Field::Headline, &story.headline);
    list.text("Web headline", Field::WebHeadline, &story.variants.web);
    list.text("Social headline", Field::SocialHeadline, &story.variants.social);
    list.text("Push headline", Field::PushHeadline, &story.variants.push);
    list.text("Section", Field::Section, &story.section);
    list.text("Kicker", Field::Kicker, &story.kicker);
    list.text("Standfirst", Field::Standfirst, story.standfirst.as_str());
    for (index, person) in story.bylines.iter().enumerate() {
        list.person(index, person);
    }
    list.text("Dateline place", Field::DatelinePlace, &story.dateline.place);
    list.when("Dateline date", Field::DatelineDate, story.dateline.date.is_some());
    let mut number = 0;
    if let Some(lead) = &story.lead {
        number += 1;
        list.picture(number, true, lead);
    }
    tally::body(story, &mut list, &mut number);
    for (index, tag) in story.tags.iter().enumerate() {
        list.tag(index, tag);
    }
    for (index, link) in story.related.iter().enumerate() {
        if said(&link.title).or(said(&link.url)).is_some() {
            let field = match target(link).map(|target| target.href.is_some()) {
                Some(true) => Field::RelatedStory,
                _ => Field::RelatedWithoutAddress,
            };
            list.push(format!("Related story {}", index + 1), field);
        }
    }
    for (index, note) in story.notes.iter().enumerate() {
        list.push(format!("{} {}", note.kind.name(), index + 1), Field::Note(note.kind));
    }
    list.text("Slug", Field::Slug, &story.slug);
    list.push("Language", Field::Language);
    list.push("Story id", Field::Id);
    list.push("Status", Field::Status);
    list.when("Embargo", Field::Embargo, story.embargo.is_some());
    list.when("Deadline", Field::Deadline, story.deadline.is_some());
    list.when("Target length", Field::TargetWords, story.target_words.is_some());
    let epoch = chrono::DateTime::UNIX_EPOCH;
    list.when("Time of creation", Field::Created, story.created > epoch);
    list.when("Time of last change", Field::Updated, story.updated > epoch);
    list.text("Source of the copy", Field::SourceUrl, &story.source_url);
    list.text("Note to desk", Field::Internal, &story.note_to_desk);
    list.when("Ignored findings", Field::Internal, !story.ignored.is_empty());
    list.when("Words taught", Field::Internal, !story.words_taught.is_empty());
    list.when("Confirmed exports", Field::Internal, !story.overrides.is_empty());
    list.0
}

/// The list in the making.
#[derive(Debug, Default)]
struct Fields(Vec<(String, Field)>);

impl Fields {
    fn push(&mut self, name: impl Into<String>, field: Field) {
        self.0.push((name.into(), field));
    }

    fn when(&mut self, name: impl Into<String>, field: Field, present: bool) {
        if present {
            self.push(name, field);
        }
    }

    fn text(&mut self, name: impl Into<String>, field: Field, text: &str) {
        self.when(name, field, said(text).is_some());
    }

    fn person(&mut self, index: usize, person: &Person) {
        let number = index + 1;
        let mut text = |part: &str, field, text: &str| {
            self.text(format!("{part} of author {number}"), Field::Person(field), text);
        };
        text("Name", PersonField::Name, &person.name);
        text("Role", PersonField::Role, &person.role);
        text("Outlet", PersonField::Outlet, &person.outlet);
        text("Bio", PersonField::Bio, person.bio.as_str());
        text("E-mail", PersonField::Email, &person.email);
        for handle in &person.handles {
            text("Handle", PersonField::Handle, &handle.name);
        }
        for link in &person.links {
            let is_safe = safe_address(link).is_some();
            let field = if is_safe { PersonField::Link } else { PersonField::UnsafeLink };
            text(if is_safe { "Link" } else { "Unusable link" }, field, link);
        }
        if let Some(media) = person.portrait {
            let portrait = Field::Person(PersonField::Portrait(media));
            self.push(format!("Portrait of author {number}"), portrait);
        }
    }

    fn tag(&mut self, index: usize, tag: &Tag) {
        let number = index + 1;
        self.text(format!("Tag {number}"), Field::TagName, &tag.name);
        self.when(format!("Code of tag {number}"), Field::TagCode, tag.code.is_some());
    }

    fn picture(&mut self, number: usize, lead: bool, figure: &Figure) {
        use PictureField as P;
        let seat = Seat { lead, has_file: figure.media.is_some() };
        let mut when = |part: &str, field, present: bool| {
            let name = if part.is_empty() {
                format!("Picture {number}")
            } else {
                format!("{part} of picture {number}")
            };
            self.when(name, Field::Picture(seat, field), present);
        };
        when("", P::File(figure.media), true);
        when("Caption", P::Caption, !figure.caption.is_blank());
        match figure.credit.state() {
            CreditState::Missing => {}
            CreditState::Unparsed => when("Credit", P::UnparsedCredit, true),
            CreditState::Parsed => {
                when("Credit", P::Credit, true);
                let verbatim = said(&figure.credit.verbatim).is_some();
                when("Credit as it came", P::CreditVerbatim, verbatim);
            }
        }
        match &figure.alt {
            Alt::NotDescribed => when("Alt text", P::NotDescribed, seat.has_file),
            Alt::Decorative => when("Alt text", P::Decorative, true),
            Alt::Text(text) => when("Alt text", P::Alt, said(text).is_some()),
        }
        let named = figure.persons.iter().any(|name| said(name).is_some());
        when("Persons", P::Persons, named);
        when("Focal point", P::FocalPoint, figure.focal_point.is_some());
        when("Crops", P::Crops, !figure.crops.is_empty());
        when("Usage terms", P::UsageTerms, said(&figure.usage_terms).is_some());
        when("Expiry", P::Expiry, figure.expires.is_some());
        let has_credentials =
            !matches!(figure.provenance, Provenance::NotChecked | Provenance::None);
        when("Content Credentials", P::Provenance, has_credentials);
        when("Digital source type", P::SourceType, figure.source_type != SourceType::Unknown);
        when("File’s own words", P::FileSays, figure.file_says.is_some());
        let copyright = figure.file_says.as_ref().and_then(|says| said(&says.copyright));
        when("Copyright notice", P::FileCopyright, copyright.is_some());
        when("Source", P::SourceUrl, said(&figure.source_url).is_some());
    }
}
