//! The story as readers get it: header, lead picture, body and footer in reading order.
//!
//! Every format but JSON and ninjs is written from a [`Page`], and the preview in the window is
//! drawn from the same one, so that what an editor sees is what leaves the desk. It borrows from
//! the story. What is internal (note to desk, desk notes, comments, ignored findings, confirmed
//! exports) is not in it, nor is anything that is empty.
//!
//! ```
//! use nightdesk::export::page::{HeaderPart, Page};
//! use nightdesk::story::{Ids, Story};
//!
//! let mut story = Story::new(Ids::from_seed(1).story());
//! story.headline = "Harbour reopens".to_owned();
//! let page = Page::of(&story, &|credit| credit.verbatim.clone());
//! assert_eq!(page.header, [HeaderPart::Headline("Harbour reopens")]);
//! ```
//!
//! Must not know: how a format writes any of this.

mod link;
mod prose;
mod words;

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

use crate::story::{
    Alt, BlockId, BlockKind, Credit, Embed, Figure, FigureAt, HeadingLevel, Link, List, MediaRef,
    Person, PublishedNote, RichText, Story, Table,
};

pub use link::safe_address;
pub(super) use prose::tidy;
pub use prose::{Prose, Run, Style};
pub use words::Words;

/// How deep lists are nested at most on a page.
pub const DEEPEST_LIST: u8 = 5;

/// A story in reading order.
#[derive(Clone, Debug, PartialEq)]
pub struct Page<'a> {
    /// The language of the copy (BCP 47).
    pub language: &'a str,
    /// Whether it is written from right to left.
    pub right_to_left: bool,
    /// The standing words of the page, such as `By` and `Updated`, in the language of the copy.
    pub words: &'static Words,
    /// What stands above the body.
    pub header: Vec<HeaderPart<'a>>,
    /// The picture that leads the story.
    pub lead: Option<Picture<'a>>,
    /// The blocks of the body.
    pub body: Vec<PageBlock<'a>>,
    /// What stands below the body.
    pub footer: Vec<FooterPart<'a>>,
}

/// One part of the header. Parts come in the order of this list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeaderPart<'a> {
    /// The part of the paper or site.
    Section(&'a str),
    /// The short line above the headline.
    Kicker(&'a str),
    /// The headline.
    Headline(&'a str),
    /// The sentence or two below it.
    Standfirst(Prose<'a>),
    /// Who wrote it; [`who`] writes each of them.
    Byline(Vec<&'a Person>),
    /// Place and date; at least one of them.
    Dateline {
        /// Where it was reported from; may be empty.
        place: &'a str,
        /// The day that it names.
        date: Option<NaiveDate>,
    },
    /// When the story was last changed.
    Updated(DateTime<Utc>),
}

/// One block of the body.
#[derive(Clone, Debug, PartialEq)]
pub struct PageBlock<'a> {
    /// The story's block that it shows.
    pub id: BlockId,
    /// What it shows.
    pub part: BodyPart<'a>,
}

/// What a block of the body shows.
#[derive(Clone, Debug, PartialEq)]
pub enum BodyPart<'a> {
    /// A graf.
    Paragraph(Prose<'a>),
    /// A subhead. Its level may be smaller than in the story, since levels on a page leave none
    /// out: 2 comes first, 3 after a 2.
    Heading {
        /// 2 to 4.
        level: u8,
        /// The words.
        words: Prose<'a>,
    },
    /// Words of somebody else.
    Quote(Quotation<'a>),
    /// A line repeated large.
    PullQuote(Quotation<'a>),
    /// A list.
    List {
        /// Numbered rather than bulleted.
        ordered: bool,
        /// The items. The first is at level 0, each at most one level deeper than the one before,
        /// none deeper than [`DEEPEST_LIST`].
        items: Vec<Item<'a>>,
    },
    /// A picture.
    Figure(Picture<'a>),
    /// Several pictures shown together.
    Gallery(Vec<Picture<'a>>),
    /// Something that lives elsewhere.
    Embed {
        /// Where it leads, and the words to click on.
        target: Target<'a>,
        /// Who hosts it; may be empty.
        provider: &'a str,
        /// What readers get in its place; may be empty.
        fallback: &'a str,
    },
    /// A link to another story.
    Related(Target<'a>),
    /// A standing promotion.
    Promo(Target<'a>),
    /// A table.
    Table(&'a Table),
    /// A break between parts.
    Divider,
}

/// A quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation<'a> {
    /// Its grafs, parted by line breaks.
    pub words: Prose<'a>,
    /// Who said it; may be empty.
    pub attribution: &'a str,
}

/// An item of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item<'a> {
    /// How deep it is nested; 0 is the outermost.
    pub level: u8,
    /// The words.
    pub words: Prose<'a>,
}

/// A picture with the words around it.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture<'a> {
    /// Counted through the story from 1, the lead first.
    pub number: usize,
    /// Where it stands in the story.
    pub at: FigureAt,
    /// The picture; `None` when only its words are here. It is shown as caption and credit then.
    pub media: Option<MediaRef>,
    /// What is said to readers who do not see it.
    pub alt: &'a Alt,
    /// The text under it; may be empty.
    pub caption: Prose<'a>,
    /// The credit in house format; may be empty.
    pub credit: String,
    /// The story's own figure, for what a page does not show.
    pub figure: &'a Figure,
}

/// Words that lead somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target<'a> {
    /// The words to click on, never empty.
    pub title: &'a str,
    /// Where they lead; `None` when the story has no address, or none that is safe.
    pub href: Option<Arc<str>>,
}

/// One part of the footer. Parts come in the order of this list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FooterPart<'a> {
    /// Corrections and editor's notes, oldest first.
    Notes(&'a [PublishedNote]),
    /// The people of the byline of whom more is known than what the byline says.
    Authors(Vec<&'a Person>),
    /// Names of the tags.
    Tags(Vec<&'a str>),
    /// Other stories to read.
    Related(Vec<Target<'a>>),
}

impl<'a> Page<'a> {
    /// The page of a story, with credits written by `credit_line`.
    pub fn of(story: &'a Story, credit_line: &dyn Fn(&Credit) -> String) -> Self {
        let mut pictures = Pictures { shown: 0, credit_line };
        let lead = story.lead.as_ref().map(|figure| pictures.next(FigureAt::Lead, figure));
        let mut levels = Levels::default();
        let body = story
            .body
            .iter()
            .filter_map(|block| {
                let part = body_part(block.id, &block.kind, &mut pictures, &mut levels)?;
                Some(PageBlock { id: block.id, part })
            })
            .collect();
        Self {
            language: story.language.tag(),
            right_to_left: story.language.is_right_to_left(),
            words: Words::of(&story.language),
            header: header(story),
            lead: lead.filter(Picture::shows_anything),
            body,
            footer: footer(story),
        }
    }

    /// Every picture that is shown, in reading order.
    pub fn pictures(&self) -> impl Iterator<Item = &Picture<'a>> {
        self.lead.iter().chain(self.body.iter().flat_map(|block| match &block.part {
            BodyPart::Figure(picture) => std::slice::from_ref(picture),
            BodyPart::Gallery(pictures) => pictures,
            _ => &[],
        }))
    }
}

fn header(story: &Story) -> Vec<HeaderPart<'_>> {
    let mut header = Vec::new();
    for (text, part) in [
        (&story.section, HeaderPart::Section as fn(_) -> _),
        (&story.kicker, HeaderPart::Kicker),
        (&story.headline, HeaderPart::Headline),
    ] {
        header.extend(said(text).map(part));
    }
    if !story.standfirst.is_blank() {
        header.push(HeaderPart::Standfirst(Prose::of(&story.standfirst)));
    }
    let named: Vec<_> = story.bylines.iter().filter(|person| !who(person).is_empty()).collect();
    if !named.is_empty() {
        header.push(HeaderPart::Byline(named));
    }
    let (place, date) = (story.dateline.place.as_str(), story.dateline.date);
    if said(place).is_some() || date.is_some() {
        header.push(HeaderPart::Dateline { place, date });
    }
    if story.updated > DateTime::UNIX_EPOCH {
        header.push(HeaderPart::Updated(story.updated));
    }
    header
}

fn body_part<'a>(
    id: BlockId,
    kind: &'a BlockKind,
    pictures: &mut Pictures<'_>,
    levels: &mut Levels,
) -> Option<BodyPart<'a>> {
    Some(match kind {
        BlockKind::Paragraph(text) => BodyPart::Paragraph(prose(text)?),
        BlockKind::Heading(level, text) => {
            let words = prose(text)?;
            BodyPart::Heading { level: levels.next(*level), words }
        }
        BlockKind::Quote(quote) => {
            let words = prose(&quote.text)?;
            BodyPart::Quote(Quotation { words, attribution: quote.attribution.trim() })
        }
        BlockKind::PullQuote(quote) => {
            let words = prose(&quote.text)?;
            BodyPart::PullQuote(Quotation { words, attribution: quote.attribution.trim() })
        }
        BlockKind::List(list) => {
            let items = items(list);
            if items.is_empty() {
                return None;
            }
            BodyPart::List { ordered: list.ordered, items }
        }
        BlockKind::Figure(figure) => {
            let picture = pictures.next(FigureAt::Block(id), figure);
            picture.shows_anything().then_some(BodyPart::Figure(picture))?
        }
        BlockKind::Gallery(figures) => {
            let mut shown: Vec<_> = figures
                .iter()
                .enumerate()
                .map(|(index, figure)| pictures.next(FigureAt::Gallery(id, index), figure))
                .collect();
            shown.retain(Picture::shows_anything);
            if shown.is_empty() {
                return None;
            }
            BodyPart::Gallery(shown)
        }
        BlockKind::Embed(embed) => embed_part(embed)?,
        BlockKind::Related(link) => BodyPart::Related(target(link)?),
        BlockKind::Promo(link) => BodyPart::Promo(target(link)?),
        BlockKind::Table(table) => {
            let filled = table.rows().iter().flatten().any(|cell| !cell.is_blank());
            (filled || said(&table.caption).is_some()).then_some(BodyPart::Table(table))?
        }
        BlockKind::Divider => BodyPart::Divider,
        BlockKind::DeskNote(_) => return None,
    })
}

fn footer(story: &Story) -> Vec<FooterPart<'_>> {
    let mut footer = Vec::new();
    if !story.notes.is_empty() {
        footer.push(FooterPart::Notes(&story.notes));
    }
    let authors: Vec<_> = story.bylines.iter().filter(|person| says_more(person)).collect();
    if !authors.is_empty() {
        footer.push(FooterPart::Authors(authors));
    }
    let tags: Vec<_> = story.tags.iter().filter_map(|tag| said(&tag.name)).collect();
    if !tags.is_empty() {
        footer.push(FooterPart::Tags(tags));
    }
    let related: Vec<_> = story.related.iter().filter_map(target).collect();
    if !related.is_empty() {
        footer.push(FooterPart::Related(related));
    }
    footer
}

/// A text that is more than white space, as it stands.
pub(super) fn said(text: &str) -> Option<&str> {
    (!text.trim().is_empty()).then_some(text)
}

fn prose(text: &RichText) -> Option<Prose<'_>> {
    (!text.is_blank()).then_some(Prose::of(text))
}

/// Name, role and outlet of a person, as far as they are known.
pub fn who(person: &Person) -> Vec<&str> {
    [&person.name, &person.role, &person.outlet].into_iter().filter_map(|part| said(part)).collect()
}

fn says_more(person: &Person) -> bool {
    !person.bio.is_blank()
        || person.portrait.is_some()
        || said(&person.email).is_some()
        || person.handles.iter().any(|handle| said(&handle.name).is_some())
        || person.links.iter().any(|link| said(link).is_some())
}

pub(super) fn target(link: &Link) -> Option<Target<'_>> {
    let href = safe_address(&link.url);
    let title = said(&link.title).or(href.is_some().then_some(link.url.as_str()))?;
    Some(Target { title, href })
}

fn embed_part(embed: &Embed) -> Option<BodyPart<'_>> {
    let href = safe_address(&embed.url);
    let fallback = said(&embed.fallback).unwrap_or_default();
    let provider = said(&embed.provider).unwrap_or_default();
    let (title, provider, fallback) = match said(&embed.title) {
        Some(title) => (title, provider, fallback),
        None if href.is_some() => (embed.url.as_str(), provider, fallback),
        None if !fallback.is_empty() => (fallback, provider, ""),
        None if !provider.is_empty() => (provider, "", ""),
        None => return None,
    };
    Some(BodyPart::Embed { target: Target { title, href }, provider, fallback })
}

fn items(list: &List) -> Vec<Item<'_>> {
    let mut deepest = 0;
    let filled = list.items.iter().filter(|item| !item.text.is_blank());
    filled
        .map(|item| {
            let level = item.level.min(deepest);
            deepest = (level + 1).min(DEEPEST_LIST);
            Item { level, words: Prose::of(&item.text) }
        })
        .collect()
}

/// Levels of subheads that leave none out.
#[derive(Clone, Debug, Default)]
pub(super) struct Levels(Option<u8>);

impl Levels {
    /// The level at which the next subhead is shown.
    pub(super) fn next(&mut self, level: HeadingLevel) -> u8 {
        let shown = level.number().min(self.0.map_or(2, |before| before + 1));
        self.0 = Some(shown);
        shown
    }
}

struct Pictures<'c> {
    shown: usize,
    credit_line: &'c dyn Fn(&Credit) -> String,
}

impl Pictures<'_> {
    fn next<'a>(&mut self, at: FigureAt, figure: &'a Figure) -> Picture<'a> {
        self.shown += 1;
        Picture {
            number: self.shown,
            at,
            media: figure.media,
            alt: &figure.alt,
            caption: Prose::of(&figure.caption),
            credit: credit(&figure.credit, self.credit_line),
            figure,
        }
    }
}

/// The credit in house format; as it came where its parts are not known.
pub(super) fn credit(credit: &Credit, credit_line: &dyn Fn(&Credit) -> String) -> String {
    use crate::story::CreditState::{Missing, Parsed, Unparsed};
    match credit.state() {
        Missing => String::new(),
        Unparsed => credit.verbatim.trim().to_owned(),
        Parsed => Some(credit_line(credit).trim())
            .filter(|line| !line.is_empty())
            .unwrap_or(credit.verbatim.trim())
            .to_owned(),
    }
}

impl Picture<'_> {
    fn shows_anything(&self) -> bool {
        self.media.is_some() || !self.caption.is_blank() || !self.credit.is_empty()
    }
}
