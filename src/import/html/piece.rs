//! What a page is made of once its markup is read: pieces, in reading order.
//!
//! Must not know: where on the page a piece stands and what that makes of it.

use super::dom::Dom;
use super::hints::{Hint, Hints};
use super::links::Links;
use crate::media::Picture;
use crate::story::{BlockKind, Embed, Figure, HeadingLevel, List, Quote, RichText, Table};

/// A page to read from.
pub(super) struct Page<'a> {
    /// Its nodes.
    pub(super) dom: &'a Dom,
    /// What their names say, by number.
    pub(super) hints: &'a [Hints],
    /// Its addresses.
    pub(super) links: &'a Links,
}

impl Page<'_> {
    /// What a node's names say.
    pub(super) fn hints(&self, index: usize) -> Hints {
        self.hints.get(index).copied().unwrap_or_default()
    }

    /// What the names of a node and of the elements around it say, up to but not including `top`.
    pub(super) fn hints_up_to(&self, index: usize, top: usize) -> Hints {
        self.dom
            .upwards(index)
            .take_while(|outer| *outer != top && *outer != 0)
            .fold(Hints::default(), |hints, outer| hints.and(self.hints(outer)))
    }

    /// Whether a node or something around it, below `top`, has this hint.
    pub(super) fn is_hinted(&self, index: usize, top: usize, hint: Hint) -> bool {
        self.hints_up_to(index, top).has(hint)
    }
}

/// One piece of a page.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// The node that it begins with.
    pub(super) node: usize,
    /// The element on lines of its own that it stands in.
    pub(super) block: usize,
    /// What it is.
    pub(super) what: What,
    /// The page does not show it.
    pub(super) hidden: bool,
    /// What was done to it that an editor should know.
    pub(super) remark: Option<Remark>,
}

/// What a piece can be.
#[derive(Clone, Debug)]
pub(super) enum What {
    /// A graf or any other line of words.
    Text(RichText),
    /// A heading by its markup, 1 to 6.
    Heading(u8, RichText),
    /// An item of a list that has no markup for lists: its level, numbered or not.
    Item(u8, bool, RichText),
    /// A list.
    List(List),
    /// A quotation.
    Quote(Quote),
    /// A line of the copy shown large.
    Pull(Quote),
    /// A picture.
    Figure(Box<Figure>),
    /// Pictures shown together.
    Gallery(Vec<Figure>),
    /// Something that lives elsewhere.
    Embed(Embed),
    /// A table.
    Table(Table),
    /// A line across.
    Divider,
    /// The words of a button or a field.
    Control(String),
}

/// What was done to a piece of copy that an editor should know.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Remark {
    /// It stood indented and is an ordinary graf now; here it is as a quote.
    Indented(Quote),
    /// A quotation stood inside a list or table and is running text there now.
    QuoteInside(Vec<Quote>),
    /// A quotation held more than words and was taken apart.
    QuoteTakenApart,
    /// Quotations inside each other became one.
    QuotesJoined,
    /// Cells that spanned several columns or rows stand in the first of them.
    CellsSplit,
}

impl Piece {
    /// Its words on one line.
    pub(super) fn words(&self) -> String {
        match &self.what {
            What::Text(text) | What::Heading(_, text) | What::Item(_, _, text) => {
                text.as_str().to_owned()
            }
            What::List(list) => {
                list.items.iter().map(|item| item.text.as_str()).collect::<Vec<_>>().join(" ")
            }
            What::Quote(quote) | What::Pull(quote) => {
                format!("{} {}", quote.text.as_str(), quote.attribution).trim().to_owned()
            }
            What::Figure(figure) => figure.caption.as_str().to_owned(),
            What::Gallery(figures) => {
                figures.iter().map(|figure| figure.caption.as_str()).collect::<Vec<_>>().join(" ")
            }
            What::Embed(embed) => format!("{} {}", embed.title, embed.fallback).trim().to_owned(),
            What::Table(table) => {
                table.rows().iter().flatten().map(RichText::as_str).collect::<Vec<_>>().join(" ")
            }
            What::Divider => String::new(),
            What::Control(words) => words.clone(),
        }
    }

    /// Its texts with their marks.
    pub(super) fn texts(&self) -> Vec<&RichText> {
        match &self.what {
            What::Text(text) | What::Heading(_, text) | What::Item(_, _, text) => vec![text],
            What::List(list) => list.items.iter().map(|item| &item.text).collect(),
            What::Quote(quote) | What::Pull(quote) => vec![&quote.text],
            What::Figure(figure) => vec![&figure.caption],
            What::Gallery(figures) => figures.iter().map(|figure| &figure.caption).collect(),
            What::Table(table) => table.rows().iter().flatten().collect(),
            What::Embed(_) | What::Divider | What::Control(_) => Vec::new(),
        }
    }

    /// The block that it becomes; `None` when there is nothing to show.
    pub(super) fn into_block(self) -> Option<BlockKind> {
        let kind = match self.what {
            What::Text(text) => BlockKind::Paragraph(text),
            What::Heading(level, text) => BlockKind::Heading(HeadingLevel::nearest(level), text),
            What::Item(level, ordered, text) => BlockKind::List(List {
                ordered,
                items: vec![crate::story::ListItem { level, text }],
            }),
            What::List(list) => BlockKind::List(list),
            What::Quote(quote) => BlockKind::Quote(quote),
            What::Pull(quote) => BlockKind::PullQuote(quote),
            What::Figure(figure) => BlockKind::Figure(figure),
            What::Gallery(figures) => BlockKind::Gallery(figures),
            What::Embed(embed) => BlockKind::Embed(embed),
            What::Table(table) => BlockKind::Table(table),
            What::Divider => BlockKind::Divider,
            What::Control(words) => BlockKind::Paragraph(RichText::plain(words)),
        };
        match &kind {
            BlockKind::Paragraph(text) | BlockKind::Heading(_, text) if text.is_blank() => None,
            _ => Some(kind),
        }
    }
}

/// What reading the markup gave.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// The pieces in reading order.
    pub(super) pieces: Vec<Piece>,
    /// Pictures whose bytes stand on the page.
    pub(super) pictures: Vec<Picture>,
    /// What was met in the texts.
    pub(super) met: super::inline::Met,
    /// Frames of unknown hosts.
    pub(super) frames: Vec<Embed>,
    /// `onclick` and its like.
    pub(super) program_attributes: usize,
    /// Pictures with bytes that could not be read.
    pub(super) broken_pictures: usize,
}
