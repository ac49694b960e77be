//! From the model to the records.
//!
//! Must not know: how a file looks. [`super::ron_text`] does.

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::Value;

use super::shape::{
    BlockKindRecord, BlockRecord, CreditRecord, CropRecord, DatelineRecord, EmbedRecord,
    FigureRecord, FileSaysRecord, FocalPointRecord, HandleRecord, ItemRecord, LinkRecord,
    MarkKindRecord, MarkRecord, MediaRecord, NoteRecord, OverrideRecord, PersonRecord,
    ProvenanceRecord, QuoteRecord, Rendition, RowRecord, StoryRecord, TagRecord, TextRecord,
    VariantsRecord,
};
use super::words;
use crate::story::{
    Alt, Block, BlockKind, Credit, Crop, Dateline, Embed, Figure, FileSays, FocalPoint,
    HeadlineVariants, Link, Mark, MarkKind, MediaRef, Person, Provenance, PublishedNote, Quote,
    RichText, SourceType, Story, Table, Tag,
};

/// Who will read the records.
#[derive(Clone, Copy)]
pub(super) enum Audience<'a> {
    /// The desk itself: everything.
    Desk,
    /// Everybody: nothing internal, and the files in which a picture leaves.
    Public(&'a dyn Fn(&Figure) -> Vec<Rendition>),
}

/// The story as a tree of plain values.
pub(super) fn story(story: &Story, audience: Audience<'_>) -> Value {
    let record = Writer { audience }.story(story);
    serde_json::to_value(record).expect("records hold string keys and finite numbers only")
}

/// A person as a tree of plain values, for the desk.
pub(super) fn person(person: &Person) -> Value {
    let record = Writer { audience: Audience::Desk }.person(person);
    serde_json::to_value(record).expect("records hold string keys and finite numbers only")
}

/// A desk note as it stands in the body's list.
pub(super) fn block(block: &Block) -> Value {
    let record = Writer { audience: Audience::Desk }.block(block);
    serde_json::to_value(record).expect("records hold string keys and finite numbers only")
}

#[derive(Clone, Copy)]
struct Writer<'a> {
    audience: Audience<'a>,
}

impl Writer<'_> {
    fn is_for_desk(self) -> bool {
        matches!(self.audience, Audience::Desk)
    }

    fn story(self, story: &Story) -> StoryRecord {
        let desk = self.is_for_desk();
        let body = story
            .body
            .iter()
            .filter(|block| desk || !matches!(block.kind, BlockKind::DeskNote(_)))
            .map(|block| self.block(block))
            .collect();
        StoryRecord {
            schema: super::SCHEMA.to_owned(),
            id: story.id.to_string(),
            slug: story.slug.clone(),
            language: story.language.tag().to_owned(),
            status: story.status.word(),
            embargo: story.embargo.map(time),
            deadline: story.deadline.map(time),
            target_words: story.target_words,
            created: time(story.created),
            updated: time(story.updated),
            source_url: story.source_url.clone(),
            section: story.section.clone(),
            kicker: story.kicker.clone(),
            headline: story.headline.clone(),
            variants: variants(&story.variants),
            standfirst: self.text_if_any(&story.standfirst),
            bylines: story.bylines.iter().map(|person| self.person(person)).collect(),
            dateline: dateline(&story.dateline),
            lead: story.lead.as_ref().map(|figure| self.figure(figure)),
            body,
            tags: story.tags.iter().map(tag).collect(),
            related: story.related.iter().map(link).collect(),
            notes: story.notes.iter().map(note).collect(),
            note_to_desk: if desk { story.note_to_desk.clone() } else { String::new() },
            ignored: if desk { story.ignored.clone() } else { Vec::new() },
            words_taught: if desk { story.words_taught.clone() } else { Vec::new() },
            overrides: if desk {
                let record = |confirmed: &crate::story::Override| OverrideRecord {
                    at: time(confirmed.at),
                    what: confirmed.what.clone(),
                    why: confirmed.why.clone(),
                };
                story.overrides.iter().map(record).collect()
            } else {
                Vec::new()
            },
        }
    }

    fn text(self, text: &RichText) -> TextRecord {
        let is_public =
            |mark: &&Mark| self.is_for_desk() || !matches!(mark.kind, MarkKind::Comment { .. });
        let mark = |mark: &Mark| MarkRecord {
            start: mark.range.start,
            end: mark.range.end,
            kind: mark_kind(&mark.kind),
        };
        TextRecord {
            text: text.as_str().to_owned(),
            marks: text.marks().iter().filter(is_public).map(mark).collect(),
        }
    }

    fn text_if_any(self, text: &RichText) -> Option<TextRecord> {
        (!text.is_empty()).then(|| self.text(text))
    }

    fn block(self, block: &Block) -> BlockRecord {
        BlockRecord { id: block.id.to_string(), kind: self.block_kind(&block.kind) }
    }

    fn block_kind(self, kind: &BlockKind) -> BlockKindRecord {
        match kind {
            BlockKind::Paragraph(text) => BlockKindRecord::Paragraph { text: self.text(text) },
            BlockKind::Heading(level, text) => {
                BlockKindRecord::Heading { level: level.number(), text: self.text(text) }
            }
            BlockKind::Quote(quote) => BlockKindRecord::Quote(self.quote(quote)),
            BlockKind::PullQuote(quote) => BlockKindRecord::PullQuote(self.quote(quote)),
            BlockKind::List(list) => BlockKindRecord::List {
                ordered: list.ordered,
                items: list
                    .items
                    .iter()
                    .map(|item| ItemRecord { level: item.level, text: self.text(&item.text) })
                    .collect(),
            },
            BlockKind::Figure(figure) => {
                BlockKindRecord::Figure { figure: Box::new(self.figure(figure)) }
            }
            BlockKind::Gallery(figures) => BlockKindRecord::Gallery {
                figures: figures.iter().map(|figure| self.figure(figure)).collect(),
            },
            BlockKind::Embed(embed) => BlockKindRecord::Embed(self::embed(embed)),
            BlockKind::Related(related) => BlockKindRecord::Related(link(related)),
            BlockKind::Promo(promo) => BlockKindRecord::Promo(link(promo)),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Divider => BlockKindRecord::Divider,
            BlockKind::DeskNote(text) => BlockKindRecord::DeskNote { text: self.text(text) },
        }
    }

    fn quote(self, quote: &Quote) -> QuoteRecord {
        QuoteRecord { text: self.text(&quote.text), attribution: quote.attribution.clone() }
    }

    fn table(self, table: &Table) -> BlockKindRecord {
        let row = |row: &Vec<RichText>| RowRecord {
            cells: row.iter().map(|cell| self.text(cell)).collect(),
        };
        BlockKindRecord::Table {
            has_header: table.has_header,
            caption: table.caption.clone(),
            rows: table.rows().iter().map(row).collect(),
        }
    }

    fn figure(self, figure: &Figure) -> FigureRecord {
        FigureRecord {
            media: figure.media.as_ref().map(media),
            source_url: figure.source_url.clone(),
            caption: self.text_if_any(&figure.caption),
            credit: credit(&figure.credit),
            alt: match &figure.alt {
                Alt::Text(text) => Some(text.clone()),
                Alt::NotDescribed | Alt::Decorative => None,
            },
            decorative: figure.alt == Alt::Decorative,
            persons: figure.persons.clone(),
            focal_point: figure.focal_point.and_then(focal_point),
            crops: figure.crops.iter().filter_map(crop).collect(),
            usage_terms: figure.usage_terms.clone(),
            expires: figure.expires.map(time),
            provenance: provenance(&figure.provenance),
            source_type: match &figure.source_type {
                SourceType::Unknown => None,
                SourceType::Captured => Some(words::CAPTURED.to_owned()),
                SourceType::Composite => Some(words::COMPOSITE.to_owned()),
                SourceType::Generated => Some(words::GENERATED.to_owned()),
                SourceType::PartlyGenerated => Some(words::PARTLY_GENERATED.to_owned()),
                SourceType::Other(address) => Some(address.clone()),
            },
            file_says: figure.file_says.as_ref().map(file_says),
            renditions: match self.audience {
                Audience::Desk => Vec::new(),
                Audience::Public(renditions) => renditions(figure),
            },
        }
    }

    fn person(self, person: &Person) -> PersonRecord {
        PersonRecord {
            name: person.name.clone(),
            role: person.role.clone(),
            outlet: person.outlet.clone(),
            bio: self.text_if_any(&person.bio),
            email: person.email.clone(),
            handles: person
                .handles
                .iter()
                .map(|handle| HandleRecord {
                    network: handle.network.clone(),
                    name: handle.name.clone(),
                })
                .collect(),
            portrait: person.portrait.as_ref().map(media),
            links: person.links.clone(),
        }
    }
}

/// A time as RFC 3339, to the nanosecond where it has any.
pub(super) fn time(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

fn mark_kind(kind: &MarkKind) -> MarkKindRecord {
    match kind {
        MarkKind::Strong => MarkKindRecord::Strong,
        MarkKind::Emphasis => MarkKindRecord::Emphasis,
        MarkKind::Strike => MarkKindRecord::Strike,
        MarkKind::Superscript => MarkKindRecord::Superscript,
        MarkKind::Subscript => MarkKindRecord::Subscript,
        MarkKind::Link { url, title } => {
            MarkKindRecord::Link { url: url.clone(), title: title.clone() }
        }
        MarkKind::Comment { author, text } => {
            MarkKindRecord::Comment { author: author.clone(), text: text.clone() }
        }
    }
}

fn variants(variants: &HeadlineVariants) -> Option<VariantsRecord> {
    (*variants != HeadlineVariants::default()).then(|| VariantsRecord {
        web: variants.web.clone(),
        social: variants.social.clone(),
        push: variants.push.clone(),
    })
}

fn dateline(dateline: &Dateline) -> Option<DatelineRecord> {
    (*dateline != Dateline::default()).then(|| DatelineRecord {
        place: dateline.place.clone(),
        date: dateline.date.map(|date| date.to_string()),
    })
}

fn tag(tag: &Tag) -> TagRecord {
    let (scheme, code) = tag.code.clone().unzip();
    TagRecord { name: tag.name.clone(), scheme, code }
}

fn link(link: &Link) -> LinkRecord {
    LinkRecord { title: link.title.clone(), url: link.url.clone() }
}

fn embed(embed: &Embed) -> EmbedRecord {
    EmbedRecord {
        url: embed.url.clone(),
        title: embed.title.clone(),
        provider: embed.provider.clone(),
        fallback: embed.fallback.clone(),
    }
}

fn note(note: &PublishedNote) -> NoteRecord {
    NoteRecord { kind: words::note(note.kind), at: time(note.at), text: note.text.clone() }
}

fn media(media: &MediaRef) -> MediaRecord {
    MediaRecord {
        sha256: media.id.hex(),
        format: words::format(media.format),
        width_px: media.width_px,
        height_px: media.height_px,
    }
}

fn credit(credit: &Credit) -> Option<CreditRecord> {
    (*credit != Credit::default()).then(|| CreditRecord {
        creators: credit.creators.clone(),
        agencies: credit.agencies.clone(),
        markers: credit.markers.iter().copied().map(words::marker).collect(),
        provider: credit.provider.clone(),
        verbatim: credit.verbatim.clone(),
    })
}

fn provenance(provenance: &Provenance) -> Option<ProvenanceRecord> {
    match provenance {
        Provenance::NotChecked => None,
        Provenance::None => Some(ProvenanceRecord::None),
        Provenance::Verified { signer } => {
            Some(ProvenanceRecord::Verified { signer: signer.clone() })
        }
        Provenance::Altered => Some(ProvenanceRecord::Altered),
        Provenance::Untrusted { signer } => {
            Some(ProvenanceRecord::Untrusted { signer: signer.clone() })
        }
        Provenance::Damaged => Some(ProvenanceRecord::Damaged),
        Provenance::Unverified => Some(ProvenanceRecord::Unverified),
    }
}

fn file_says(says: &FileSays) -> FileSaysRecord {
    FileSaysRecord {
        file_name: says.file_name.clone(),
        headline: says.headline.clone(),
        caption: says.caption.clone(),
        credit: says.credit.clone(),
        alt: says.alt.clone(),
        extended_description: says.extended_description.clone(),
        copyright: says.copyright.clone(),
        source: says.source.clone(),
        persons: says.persons.clone(),
        city: says.city.clone(),
        country: says.country.clone(),
        created: says.created.clone(),
        instructions: says.instructions.clone(),
        usage_terms: says.usage_terms.clone(),
        expires: says.expires.map(time),
        settled: says.settled.iter().map(|field| words::file_field(*field)).collect(),
    }
}

fn focal_point(point: FocalPoint) -> Option<FocalPointRecord> {
    Some(FocalPointRecord { x: decimal(point.x)?, y: decimal(point.y)? })
}

fn crop(crop: &Crop) -> Option<CropRecord> {
    Some(CropRecord {
        ratio: format!("{}:{}", crop.ratio.width, crop.ratio.height),
        left: decimal(crop.left)?,
        top: decimal(crop.top)?,
        width: decimal(crop.width)?,
        height: decimal(crop.height)?,
    })
}

/// The number with the digits that an `f32` has, `0.1` rather than `0.10000000149011612`; `None`
/// for what is no number.
fn decimal(number: f32) -> Option<f64> {
    let short: f64 = number.to_string().parse().ok()?;
    #[expect(clippy::float_cmp, reason = "the way back must be exact")]
    let exact = if short as f32 == number { short } else { f64::from(number) };
    exact.is_finite().then_some(exact)
}
