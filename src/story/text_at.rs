//! Reading and reaching a text by its address.

use super::{
    Alt, Block, BlockKind, Figure, FigureAt, Part, Person, PersonPart, RichText, Story, TextAt,
    Variant,
};

/// A text as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextRef<'a> {
    /// A field without marks.
    Plain(&'a str),
    /// A field with marks.
    Rich(&'a RichText),
}

impl<'a> TextRef<'a> {
    /// The text alone.
    pub fn as_str(self) -> &'a str {
        match self {
            Self::Plain(text) => text,
            Self::Rich(text) => text.as_str(),
        }
    }
}

/// A text to change; only `edit::apply` does.
#[derive(Debug)]
pub enum TextMut<'a> {
    /// A field without marks.
    Plain(&'a mut String),
    /// A field with marks.
    Rich(&'a mut RichText),
    /// A picture's description, whose states are more than a text.
    Alt(&'a mut Alt),
}

impl Story {
    /// The text at an address; `None` where the story has no such place.
    pub fn text(&self, at: TextAt) -> Option<TextRef<'_>> {
        use TextRef::{Plain, Rich};
        Some(match at {
            TextAt::Slug => Plain(&self.slug),
            TextAt::Section => Plain(&self.section),
            TextAt::Kicker => Plain(&self.kicker),
            TextAt::Headline => Plain(&self.headline),
            TextAt::Variant(Variant::Web) => Plain(&self.variants.web),
            TextAt::Variant(Variant::Social) => Plain(&self.variants.social),
            TextAt::Variant(Variant::Push) => Plain(&self.variants.push),
            TextAt::Standfirst => Rich(&self.standfirst),
            TextAt::DatelinePlace => Plain(&self.dateline.place),
            TextAt::NoteToDesk => Plain(&self.note_to_desk),
            TextAt::SourceUrl => Plain(&self.source_url),
            TextAt::Person(index, part) => person_text(self.bylines.get(index)?, part),
            TextAt::Tag(index) => Plain(&self.tags.get(index)?.name),
            TextAt::Block(id, part) => block_text(self.block(id)?, part)?,
            TextAt::Caption(at) => Rich(&self.figure(at)?.caption),
            TextAt::Alt(at) => Plain(self.figure(at)?.alt.text()),
            TextAt::Credit(at) => Plain(&self.figure(at)?.credit.verbatim),
            TextAt::UsageTerms(at) => Plain(&self.figure(at)?.usage_terms),
        })
    }

    /// The same text to change; `None` where the story has no such place, and for credits, which
    /// are set whole.
    pub(crate) fn text_mut(&mut self, at: TextAt) -> Option<TextMut<'_>> {
        use TextMut::{Plain, Rich};
        Some(match at {
            TextAt::Slug => Plain(&mut self.slug),
            TextAt::Section => Plain(&mut self.section),
            TextAt::Kicker => Plain(&mut self.kicker),
            TextAt::Headline => Plain(&mut self.headline),
            TextAt::Variant(Variant::Web) => Plain(&mut self.variants.web),
            TextAt::Variant(Variant::Social) => Plain(&mut self.variants.social),
            TextAt::Variant(Variant::Push) => Plain(&mut self.variants.push),
            TextAt::Standfirst => Rich(&mut self.standfirst),
            TextAt::DatelinePlace => Plain(&mut self.dateline.place),
            TextAt::NoteToDesk => Plain(&mut self.note_to_desk),
            TextAt::SourceUrl => Plain(&mut self.source_url),
            TextAt::Person(index, part) => person_text_mut(self.bylines.get_mut(index)?, part),
            TextAt::Tag(index) => Plain(&mut self.tags.get_mut(index)?.name),
            TextAt::Block(id, part) => block_text_mut(self.block_mut(id)?, part)?,
            TextAt::Caption(at) => Rich(&mut self.figure_mut(at)?.caption),
            TextAt::Alt(at) => TextMut::Alt(&mut self.figure_mut(at)?.alt),
            TextAt::Credit(_) => return None,
            TextAt::UsageTerms(at) => Plain(&mut self.figure_mut(at)?.usage_terms),
        })
    }

    pub(crate) fn block_mut(&mut self, id: super::BlockId) -> Option<&mut Block> {
        self.body.block_mut(id)
    }

    pub(crate) fn figure_mut(&mut self, at: FigureAt) -> Option<&mut Figure> {
        match at {
            FigureAt::Lead => self.lead.as_mut(),
            FigureAt::Block(id) => match &mut self.block_mut(id)?.kind {
                BlockKind::Figure(figure) => Some(figure),
                _ => None,
            },
            FigureAt::Gallery(id, index) => match &mut self.block_mut(id)?.kind {
                BlockKind::Gallery(figures) => figures.get_mut(index),
                _ => None,
            },
        }
    }
}

fn person_text(person: &Person, part: PersonPart) -> TextRef<'_> {
    match part {
        PersonPart::Name => TextRef::Plain(&person.name),
        PersonPart::Role => TextRef::Plain(&person.role),
        PersonPart::Outlet => TextRef::Plain(&person.outlet),
        PersonPart::Bio => TextRef::Rich(&person.bio),
        PersonPart::Email => TextRef::Plain(&person.email),
    }
}

fn person_text_mut(person: &mut Person, part: PersonPart) -> TextMut<'_> {
    match part {
        PersonPart::Name => TextMut::Plain(&mut person.name),
        PersonPart::Role => TextMut::Plain(&mut person.role),
        PersonPart::Outlet => TextMut::Plain(&mut person.outlet),
        PersonPart::Bio => TextMut::Rich(&mut person.bio),
        PersonPart::Email => TextMut::Plain(&mut person.email),
    }
}

fn block_text(block: &Block, part: Part) -> Option<TextRef<'_>> {
    use TextRef::{Plain, Rich};
    Some(match (&block.kind, part) {
        (
            BlockKind::Paragraph(text) | BlockKind::Heading(_, text) | BlockKind::DeskNote(text),
            Part::Text,
        ) => Rich(text),
        (BlockKind::Quote(quote) | BlockKind::PullQuote(quote), Part::Text) => Rich(&quote.text),
        (BlockKind::Quote(quote) | BlockKind::PullQuote(quote), Part::Attribution) => {
            Plain(&quote.attribution)
        }
        (BlockKind::List(list), Part::Item(index)) => Rich(&list.items.get(index)?.text),
        (BlockKind::Table(table), Part::Cell(row, column)) => {
            Rich(table.rows().get(row)?.get(column)?)
        }
        (BlockKind::Table(table), Part::Title) => Plain(&table.caption),
        (BlockKind::Embed(embed), Part::Title) => Plain(&embed.title),
        (BlockKind::Embed(embed), Part::Url) => Plain(&embed.url),
        (BlockKind::Embed(embed), Part::Provider) => Plain(&embed.provider),
        (BlockKind::Embed(embed), Part::Fallback) => Plain(&embed.fallback),
        (BlockKind::Related(link) | BlockKind::Promo(link), Part::Title) => Plain(&link.title),
        (BlockKind::Related(link) | BlockKind::Promo(link), Part::Url) => Plain(&link.url),
        _ => return None,
    })
}

fn block_text_mut(block: &mut Block, part: Part) -> Option<TextMut<'_>> {
    use TextMut::{Plain, Rich};
    Some(match (&mut block.kind, part) {
        (
            BlockKind::Paragraph(text) | BlockKind::Heading(_, text) | BlockKind::DeskNote(text),
            Part::Text,
        ) => Rich(text),
        (BlockKind::Quote(quote) | BlockKind::PullQuote(quote), Part::Text) => {
            Rich(&mut quote.text)
        }
        (BlockKind::Quote(quote) | BlockKind::PullQuote(quote), Part::Attribution) => {
            Plain(&mut quote.attribution)
        }
        (BlockKind::List(list), Part::Item(index)) => Rich(&mut list.items.get_mut(index)?.text),
        (BlockKind::Table(table), Part::Cell(row, column)) => Rich(table.cell_mut(row, column)?),
        (BlockKind::Table(table), Part::Title) => Plain(&mut table.caption),
        (BlockKind::Embed(embed), Part::Title) => Plain(&mut embed.title),
        (BlockKind::Embed(embed), Part::Url) => Plain(&mut embed.url),
        (BlockKind::Embed(embed), Part::Provider) => Plain(&mut embed.provider),
        (BlockKind::Embed(embed), Part::Fallback) => Plain(&mut embed.fallback),
        (BlockKind::Related(link) | BlockKind::Promo(link), Part::Title) => Plain(&mut link.title),
        (BlockKind::Related(link) | BlockKind::Promo(link), Part::Url) => Plain(&mut link.url),
        _ => return None,
    })
}
