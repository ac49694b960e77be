//! The body's part of a loss report: blocks and marks counted by kind, pictures one by one.

use std::collections::BTreeMap;

use super::{BlockField, Field, Fields, MarkField};
use crate::export::page::{DEEPEST_LIST, Levels, safe_address, said};
use crate::story::{BlockKind, Link, List, MarkKind, RichText, Story};

/// Adds the fields of the body, and the marks of every text of the story.
pub(super) fn body(story: &Story, list: &mut Fields, pictures: &mut usize) {
    let mut counts = Counts::default();
    let mut levels = Levels::default();
    counts.marks(&story.standfirst);
    story.lead.iter().for_each(|figure| counts.marks(&figure.caption));
    story.bylines.iter().for_each(|person| counts.marks(&person.bio));
    for block in &story.body {
        count(&block.kind, &mut counts, &mut levels);
        let figures = match &block.kind {
            BlockKind::Figure(figure) => std::slice::from_ref(figure.as_ref()),
            BlockKind::Gallery(figures) => figures,
            _ => &[],
        };
        for figure in figures {
            *pictures += 1;
            list.picture(*pictures, false, figure);
        }
        if !matches!(block.kind, BlockKind::DeskNote(_)) {
            block.kind.texts().into_iter().for_each(|text| counts.marks(text));
        }
    }
    for ((_, name), (count, field)) in counts.0 {
        list.push(if count == 1 { name.to_owned() } else { format!("{name} ({count})") }, field);
    }
}

/// What was found, by its place in the report and name.
#[derive(Default)]
struct Counts(BTreeMap<(u8, &'static str), (usize, Field)>);

impl Counts {
    fn add(&mut self, place: u8, name: &'static str, field: Field) {
        self.0.entry((place, name)).or_insert((0, field)).0 += 1;
    }

    fn block(&mut self, place: u8, name: &'static str, field: BlockField) {
        self.add(place, name, Field::Block(field));
    }

    fn marks(&mut self, text: &RichText) {
        use MarkField as M;
        for mark in text.marks() {
            let (name, field) = match &mark.kind {
                MarkKind::Strong => ("Bold", M::Strong),
                MarkKind::Emphasis => ("Italics", M::Emphasis),
                MarkKind::Strike => ("Struck out", M::Strike),
                MarkKind::Superscript => ("Superscript", M::Superscript),
                MarkKind::Subscript => ("Subscript", M::Subscript),
                MarkKind::Link { url, .. } if safe_address(url).is_none() => {
                    self.add(45, "Unsafe or broken link", Field::UnsafeLink);
                    continue;
                }
                MarkKind::Link { title, .. } => {
                    if said(title).is_some() {
                        self.add(44, "Link title", Field::Mark(M::LinkTitle));
                    }
                    ("Link", M::Link)
                }
                MarkKind::Comment { .. } => {
                    self.add(50, "Comment", Field::Internal);
                    continue;
                }
            };
            self.add(40, name, Field::Mark(field));
        }
    }

    fn link(&mut self, place: u8, names: [&'static str; 2], fields: [BlockField; 2], link: &Link) {
        let [with, without] = fields;
        let [name, name_without] = names;
        if safe_address(&link.url).is_some() {
            self.block(place, name, with);
        } else if said(&link.title).or(said(&link.url)).is_some() {
            self.block(place, name_without, without);
        }
    }
}

fn count(kind: &BlockKind, counts: &mut Counts, levels: &mut Levels) {
    use BlockField as B;
    match kind {
        BlockKind::Paragraph(text) if !text.is_blank() => {
            counts.block(0, "Paragraph", B::Paragraph);
        }
        BlockKind::Heading(level, text) if !text.is_blank() => {
            if levels.next(*level) == level.number() {
                counts.block(1, "Subhead", B::Heading);
            } else {
                counts.block(2, "Subhead whose level leaves one out", B::SkippedHeading);
            }
        }
        BlockKind::Quote(quote) if !quote.text.is_blank() => counts.block(3, "Quote", B::Quote),
        BlockKind::PullQuote(quote) if !quote.text.is_blank() => {
            counts.block(4, "Pull quote", B::PullQuote);
        }
        BlockKind::List(list) if list.items.iter().any(|item| !item.text.is_blank()) => {
            if is_evenly_nested(list) {
                counts.block(5, "List", B::List);
            } else {
                counts.block(6, "List whose levels leave one out", B::SkippedList);
            }
        }
        BlockKind::Gallery(figures) if !figures.is_empty() => {
            counts.block(7, "Gallery", B::Gallery);
        }
        BlockKind::Embed(embed) => {
            let words = [&embed.title, &embed.provider, &embed.fallback];
            if words.into_iter().any(|text| said(text).is_some()) {
                counts.block(8, "Embed", B::Embed);
            }
            if safe_address(&embed.url).is_some() {
                counts.block(9, "Address of embed", B::EmbedUrl);
            } else if said(&embed.url).is_some() {
                counts.block(10, "Unsafe or broken address of embed", B::UnsafeEmbedUrl);
            }
        }
        BlockKind::Related(link) => {
            let names = ["Related link", "Related link without a usable address"];
            counts.link(11, names, [B::Related, B::RelatedWithoutAddress], link);
        }
        BlockKind::Promo(link) => {
            let names = ["Promo", "Promo without a usable address"];
            counts.link(13, names, [B::Promo, B::PromoWithoutAddress], link);
        }
        BlockKind::Table(table) => {
            if table.rows().iter().flatten().any(|cell| !cell.is_blank()) {
                counts.block(15, "Table", B::Table);
            }
            if said(&table.caption).is_some() {
                counts.block(16, "Table caption", B::TableCaption);
            }
        }
        BlockKind::Divider => counts.block(17, "Divider", B::Divider),
        BlockKind::DeskNote(text) if !text.is_blank() => {
            counts.add(51, "Desk note", Field::Internal);
        }
        _ => {}
    }
}

/// Whether the items' levels are those that a page shows.
fn is_evenly_nested(list: &List) -> bool {
    let mut deepest = 0;
    list.items.iter().filter(|item| !item.text.is_blank()).all(|item| {
        let fits = item.level <= deepest;
        deepest = (item.level + 1).min(DEEPEST_LIST);
        fits
    })
}
