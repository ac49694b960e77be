//! The story: its words, furniture, pictures, people and status.
//!
//! Plain values and nothing else. A `Story` is built by an importer or opened by `store`, and
//! from then on changed only by [`crate::edit::apply`].
//!
//! ```
//! use nightdesk::story::{BlockKind, Ids, RichText, Story};
//!
//! let mut ids = Ids::from_seed(1);
//! let mut story = Story::new(ids.story());
//! story.headline = "Harbour reopens after storm".to_owned();
//! story.body.push(ids.block(BlockKind::Paragraph(RichText::plain("Ferries sail again."))));
//! assert_eq!(story.words(), 3);
//! ```
//!
//! Must not know: files, clocks, networks, windows, wire formats.

mod block;
mod body;
mod direction;
mod figure;
mod ids;
mod letters;
mod notice;
mod origin;
mod person;
mod place;
mod rich;
mod status;
mod text_at;

pub use block::{Block, BlockKind, Embed, HeadingLevel, Link, List, ListItem, Quote, Table};
pub use body::{Body, Stretch};
pub use direction::runs_right_to_left;
pub use figure::{
    Alt, AspectRatio, Credit, CreditState, Crop, Figure, FocalPoint, Marker, MediaId, MediaRef,
    PictureFormat,
};
pub use ids::{BlockId, Ids, StoryId};
pub use letters::first_upper;
pub use notice::{Kept, Notice, NoticeKind};
pub use origin::{FileField, FileSays, Provenance, SourceType};
pub use person::{Handle, Person};
pub use place::{ByteRange, FigureAt, Part, PersonPart, Place, TextAt, Variant};
pub use rich::{Mark, MarkKind, RichText, is_boundary, next_boundary, previous_boundary};
pub use status::{Override, PublishedNote, PublishedNoteKind, Status};
pub use text_at::{TextMut, TextRef};

use chrono::{DateTime, NaiveDate, Utc};
use unicode_segmentation::UnicodeSegmentation as _;

/// A BCP 47 language tag such as `en-GB`, as written; compared without regard to case.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Language(String);

impl Language {
    /// Takes a tag of letters, digits and hyphens, at most 35 characters (RFC 5646 §4.4.1);
    /// `None` for anything else.
    pub fn new(tag: &str) -> Option<Self> {
        let tag = tag.trim().replace('_', "-");
        let well_formed = !tag.is_empty()
            && tag.len() <= 35
            && tag.split('-').all(|subtag| {
                (1..=8).contains(&subtag.len())
                    && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric())
            });
        let begins_with_letters = tag.bytes().take_while(u8::is_ascii_alphabetic).count() >= 2;
        (well_formed && begins_with_letters).then_some(Self(tag))
    }

    /// The tag as written, `en-GB`.
    pub fn tag(&self) -> &str {
        &self.0
    }

    /// The primary language in lower case, `en` of `en-GB`.
    pub fn primary(&self) -> String {
        self.0.split('-').next().unwrap_or_default().to_ascii_lowercase()
    }

    /// Whether the language is written from right to left (Arabic, Hebrew, Persian, Urdu, …).
    pub fn is_right_to_left(&self) -> bool {
        ["ar", "dv", "fa", "he", "ku-arab", "ps", "sd", "ug", "ur", "yi"]
            .iter()
            .any(|tag| self.0.to_ascii_lowercase() == *tag || self.primary() == *tag)
    }
}

impl Default for Language {
    fn default() -> Self {
        Self("en".to_owned())
    }
}

/// The place and date at the start of a story.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dateline {
    /// Where it was reported from, in the desk's own spelling; empty when none is given.
    pub place: String,
    /// The day that the dateline names.
    pub date: Option<NaiveDate>,
}

/// The headline's shorter or longer sisters, one for each place that it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeadlineVariants {
    /// For search engines and the browser's title.
    pub web: String,
    /// For social networks.
    pub social: String,
    /// For push notifications.
    pub push: String,
}

/// A subject, person, place or organisation that the story is filed under.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tag {
    /// The name as readers see it.
    pub name: String,
    /// Scheme and code where the tag comes from a vocabulary, such as
    /// (`http://cv.iptc.org/newscodes/mediatopic/`, `medtop:20000002`).
    pub code: Option<(String, String)>,
}

impl Tag {
    /// A tag of the desk's own, without a code.
    pub fn free(name: impl Into<String>) -> Self {
        Self { name: name.into(), code: None }
    }
}

/// One article with everything around it.
#[derive(Clone, Debug, PartialEq)]
pub struct Story {
    /// The story's own id, the same for life.
    pub id: StoryId,
    /// The desk's short name for the story; not the address on the web.
    pub slug: String,
    /// The language of the copy.
    pub language: Language,
    /// The part of the paper or site: World, Sport, Opinion.
    pub section: String,
    /// The short line above the headline.
    pub kicker: String,
    /// The headline.
    pub headline: String,
    /// Headlines for other places.
    pub variants: HeadlineVariants,
    /// The sentence or two below the headline (dek).
    pub standfirst: RichText,
    /// Who wrote it, in the order of the byline.
    pub bylines: Vec<Person>,
    /// Place and date.
    pub dateline: Dateline,
    /// The picture that leads the story.
    pub lead: Option<Figure>,
    /// The blocks of the body, in reading order.
    pub body: Body,
    /// What the story is filed under.
    pub tags: Vec<Tag>,
    /// Other stories to read.
    pub related: Vec<Link>,
    /// Internal note to the desk (ninjs `edNote`). Never leaves in an export.
    pub note_to_desk: String,
    /// Editor's notes and corrections, published with the story, oldest first, append-only.
    pub notes: Vec<PublishedNote>,
    /// How far along the desk the story is.
    pub status: Status,
    /// Not to be published before this time.
    pub embargo: Option<DateTime<Utc>>,
    /// When the desk must let go of it.
    pub deadline: Option<DateTime<Utc>>,
    /// How many words the page has room for.
    pub target_words: Option<u32>,
    /// When the story was begun.
    pub created: DateTime<Utc>,
    /// When the story was last saved with changes.
    pub updated: DateTime<Utc>,
    /// Where the copy came from, when it was imported from a page.
    pub source_url: String,
    /// Keys of findings that an editor chose to ignore, sorted.
    pub ignored: Vec<String>,
    /// Words that are right in this story, sorted: names and terms that no dictionary has.
    pub words_taught: Vec<String>,
    /// Exports that somebody confirmed against a warning, oldest first.
    pub overrides: Vec<Override>,
}

impl Story {
    /// An empty draft, created at the Unix epoch until the caller says when.
    pub fn new(id: StoryId) -> Self {
        Self {
            id,
            slug: String::new(),
            language: Language::default(),
            section: String::new(),
            kicker: String::new(),
            headline: String::new(),
            variants: HeadlineVariants::default(),
            standfirst: RichText::default(),
            bylines: Vec::new(),
            dateline: Dateline::default(),
            lead: None,
            body: Body::default(),
            tags: Vec::new(),
            related: Vec::new(),
            note_to_desk: String::new(),
            notes: Vec::new(),
            status: Status::Draft,
            embargo: None,
            deadline: None,
            target_words: None,
            created: DateTime::UNIX_EPOCH,
            updated: DateTime::UNIX_EPOCH,
            source_url: String::new(),
            ignored: Vec::new(),
            words_taught: Vec::new(),
            overrides: Vec::new(),
        }
    }

    /// Where a block stands in the body, counted from 0.
    pub fn position(&self, id: BlockId) -> Option<usize> {
        self.body.position(id)
    }

    /// The block with this id.
    pub fn block(&self, id: BlockId) -> Option<&Block> {
        self.body.block(id).map(AsRef::as_ref)
    }

    /// A picture of the story by its place.
    pub fn figure(&self, at: FigureAt) -> Option<&Figure> {
        match at {
            FigureAt::Lead => self.lead.as_ref(),
            FigureAt::Block(id) => match &self.block(id)?.kind {
                BlockKind::Figure(figure) => Some(figure),
                _ => None,
            },
            FigureAt::Gallery(id, index) => match &self.block(id)?.kind {
                BlockKind::Gallery(figures) => figures.get(index),
                _ => None,
            },
        }
    }

    /// Every picture in reading order: the lead, then those of the body.
    pub fn figures(&self) -> Vec<(FigureAt, &Figure)> {
        let mut figures: Vec<_> = self.lead.iter().map(|figure| (FigureAt::Lead, figure)).collect();
        for block in self.body.with_figures() {
            match &block.kind {
                BlockKind::Figure(figure) => figures.push((FigureAt::Block(block.id), figure)),
                BlockKind::Gallery(gallery) => figures.extend(
                    gallery
                        .iter()
                        .enumerate()
                        .map(|(index, figure)| (FigureAt::Gallery(block.id, index), figure)),
                ),
                _ => {}
            }
        }
        figures
    }

    /// Words of the body as readers get them: no captions, no desk notes, no related links.
    pub fn words(&self) -> usize {
        self.body.words()
    }

    /// The name to show for the story: its headline, else its slug, else `Untitled story`.
    pub fn title(&self) -> &str {
        [self.headline.trim(), self.slug.trim()]
            .into_iter()
            .find(|name| !name.is_empty())
            .unwrap_or("Untitled story")
    }
}

/// Words in a text by Unicode's word boundaries (UAX 29).
pub fn count_words(text: &str) -> usize {
    text.unicode_words().count()
}
