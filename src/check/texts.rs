//! Every text and picture of a story that readers get, with its address and its part.
//!
//! Desk notes, the note to the desk and usage terms are for colleagues and are not among them;
//! credits are read by their parts, not as prose.
//!
//! Must not know: rules.

use super::view::{FigureView, Reading, Role, Text};
use crate::story::{
    Alt, Block, BlockKind, Figure, FigureAt, Link, Part, PersonPart, RichText, Story, TextAt,
    Variant,
};

/// Collects texts, leaving out empty ones.
struct Texts<'a> {
    reading: Reading<'a>,
    texts: Vec<Text<'a>>,
}

impl<'a> Texts<'a> {
    fn plain(&mut self, at: TextAt, role: Role, words: &'a str) {
        if !words.is_empty() {
            self.texts.push(Text { at, role, words, rich: None, reading: self.reading });
        }
    }

    fn rich(&mut self, at: TextAt, role: Role, rich: &'a RichText) {
        if !rich.is_empty() {
            let words = rich.as_str();
            self.texts.push(Text { at, role, words, rich: Some(rich), reading: self.reading });
        }
    }

    fn figure(&mut self, at: FigureAt, figure: &'a Figure) {
        self.rich(TextAt::Caption(at), Role::Caption, &figure.caption);
        if let Alt::Text(alt) = &figure.alt {
            self.plain(TextAt::Alt(at), Role::Alt, alt);
        }
    }
}

/// The texts outside the body, the lead picture's included.
pub(super) fn of_furniture<'a>(story: &'a Story, reading: Reading<'a>) -> Vec<Text<'a>> {
    let mut texts = Texts { reading, texts: Vec::new() };
    texts.plain(TextAt::Kicker, Role::Label, &story.kicker);
    texts.plain(TextAt::Headline, Role::Headline, &story.headline);
    for (variant, words) in [
        (Variant::Web, &story.variants.web),
        (Variant::Social, &story.variants.social),
        (Variant::Push, &story.variants.push),
    ] {
        texts.plain(TextAt::Variant(variant), Role::Variant(variant), words);
    }
    texts.rich(TextAt::Standfirst, Role::Standfirst, &story.standfirst);
    texts.plain(TextAt::DatelinePlace, Role::Label, &story.dateline.place);
    texts.plain(TextAt::Section, Role::Label, &story.section);
    if let Some(lead) = &story.lead {
        texts.figure(FigureAt::Lead, lead);
    }
    for (index, person) in story.bylines.iter().enumerate() {
        texts.plain(TextAt::Person(index, PersonPart::Name), Role::Label, &person.name);
        texts.plain(TextAt::Person(index, PersonPart::Role), Role::Label, &person.role);
        texts.plain(TextAt::Person(index, PersonPart::Outlet), Role::Label, &person.outlet);
        texts.rich(TextAt::Person(index, PersonPart::Bio), Role::Bio, &person.bio);
    }
    for (index, tag) in story.tags.iter().enumerate() {
        texts.plain(TextAt::Tag(index), Role::Label, &tag.name);
    }
    texts.texts
}

/// The texts of a block.
pub(super) fn of_block<'a>(block: &'a Block, reading: Reading<'a>) -> Vec<Text<'a>> {
    let mut texts = Texts { reading, texts: Vec::new() };
    let at = |part| TextAt::Block(block.id, part);
    match &block.kind {
        BlockKind::Paragraph(text) => texts.rich(at(Part::Text), Role::Graf, text),
        BlockKind::Heading(_, text) => texts.rich(at(Part::Text), Role::Subhead, text),
        BlockKind::Quote(quote) | BlockKind::PullQuote(quote) => {
            texts.rich(at(Part::Text), Role::Quote, &quote.text);
            texts.plain(at(Part::Attribution), Role::Label, &quote.attribution);
        }
        BlockKind::List(list) => {
            for (index, item) in list.items.iter().enumerate() {
                texts.rich(at(Part::Item(index)), Role::Item, &item.text);
            }
        }
        BlockKind::Figure(figure) => texts.figure(FigureAt::Block(block.id), figure),
        BlockKind::Gallery(figures) => {
            for (index, figure) in figures.iter().enumerate() {
                texts.figure(FigureAt::Gallery(block.id, index), figure);
            }
        }
        BlockKind::Embed(embed) => {
            texts.plain(at(Part::Title), Role::Title, &embed.title);
            texts.plain(at(Part::Provider), Role::Label, &embed.provider);
            texts.plain(at(Part::Fallback), Role::Title, &embed.fallback);
        }
        BlockKind::Related(Link { title, .. }) | BlockKind::Promo(Link { title, .. }) => {
            texts.plain(at(Part::Title), Role::Title, title);
        }
        BlockKind::Table(table) => {
            for (row, cells) in table.rows().iter().enumerate() {
                for (column, cell) in cells.iter().enumerate() {
                    texts.rich(at(Part::Cell(row, column)), Role::Cell, cell);
                }
            }
            texts.plain(at(Part::Title), Role::Title, &table.caption);
        }
        BlockKind::Divider | BlockKind::DeskNote(_) => {}
    }
    texts.texts
}

/// The lead picture, if there is one.
pub(super) fn lead(story: &Story) -> Vec<FigureView<'_>> {
    story.lead.iter().map(|figure| FigureView { at: FigureAt::Lead, figure }).collect()
}

/// The pictures of a block.
pub(super) fn figures(block: &Block) -> Vec<FigureView<'_>> {
    match &block.kind {
        BlockKind::Figure(figure) => vec![FigureView { at: FigureAt::Block(block.id), figure }],
        BlockKind::Gallery(figures) => figures
            .iter()
            .enumerate()
            .map(|(index, figure)| FigureView { at: FigureAt::Gallery(block.id, index), figure })
            .collect(),
        _ => Vec::new(),
    }
}
