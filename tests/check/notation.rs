//! Stories written down for the fixtures of the check, and read back after its fixes.
//!
//! `# subhead`, `> quote -- attribution`, `- item`, `|cell|cell|`, `---`, `~` for an empty graf,
//! `⏎` for a line break, `[words](address)`, `!picture name | caption | credit | description` (a
//! description of `?` is none yet, `-` is decorative; a credit in brackets is one that could not
//! be parsed, one after `=` came as a line), `!embed`, `!related` and `!promo` with `title | address`, `!note`. Everything else
//! is a graf.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use nightdesk::media::crop::ratio_of;
use nightdesk::story::{
    Alt, BlockKind, Credit, Crop, Embed, Figure, FocalPoint, HeadingLevel, Ids, Language, Link,
    List, ListItem, Mark, MarkKind, MediaId, MediaRef, Person, PictureFormat, Provenance,
    PublishedNote, PublishedNoteKind, Quote, RichText, SourceType, Status, Story, Table, Tag,
};
use serde::Deserialize;

/// The examples of one rule.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Examples {
    pub(crate) catches: Vec<Example>,
    pub(crate) leaves: Vec<Example>,
}

/// A story that is fine but for what the example says.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Example {
    /// Language, `en` when not given.
    pub(crate) language: String,
    /// Fields outside the body; see `Sheet::set`.
    pub(crate) set: BTreeMap<String, String>,
    /// The body.
    pub(crate) copy: String,
    /// The words of each finding, or the name of its place where it is not about words.
    pub(crate) finds: Vec<String>,
    /// The level, where it is not the rule's own.
    pub(crate) level: Option<String>,
    /// The body once every fix is made.
    pub(crate) after: Option<String>,
    /// Fields once every fix is made.
    pub(crate) after_set: BTreeMap<String, String>,
}

/// Writes and reads stories in the notation of the fixtures.
pub(crate) struct Sheet {
    pub(crate) story: Story,
    pub(crate) ids: Ids,
}

pub(crate) fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_770_000_000, 0).unwrap()
}

fn hours_from_now(hours: &str) -> DateTime<Utc> {
    now() + TimeDelta::hours(hours.parse().unwrap())
}

impl Sheet {
    /// A story that lacks nothing but copy.
    pub(crate) fn complete() -> Self {
        let mut ids = Ids::from_seed(1);
        let mut story = Story::new(ids.story());
        story.headline = "Harbour reopens after storm".into();
        story.slug = "harbour-storm".into();
        story.standfirst = RichText::plain("Ferries sail again from Monday");
        let bio = RichText::plain("Ada Moss covers the coast.");
        story.bylines = vec![Person { bio, ..Person::named("Ada Moss") }];
        story.tags = vec![Tag::free("Harbour")];
        Self { story, ids }
    }

    pub(crate) fn from(example: &Example) -> Self {
        let mut sheet = Self::complete();
        if !example.language.is_empty() {
            sheet.story.language = Language::new(&example.language).unwrap();
        }
        sheet.write(&example.copy);
        // The bio is that of the first in the byline.
        let (people, rest): (Vec<_>, Vec<_>) =
            example.set.iter().partition(|(field, _)| *field == "bylines");
        for (field, value) in people.into_iter().chain(rest) {
            sheet.set(field, value);
        }
        sheet
    }

    pub(crate) fn set(&mut self, field: &str, value: &str) {
        let story = &mut self.story;
        match field {
            "headline" => story.headline = value.into(),
            "web" => story.variants.web = value.into(),
            "social" => story.variants.social = value.into(),
            "push" => story.variants.push = value.into(),
            "kicker" => story.kicker = value.into(),
            "standfirst" => story.standfirst = rich(value),
            "slug" => story.slug = value.into(),
            "bylines" => {
                story.bylines = parts(value, ',').map(Person::named).collect();
            }
            "bio" => story.bylines[0].bio = rich(value),
            "person_link" => story.bylines[0].links = vec![value.to_owned()],
            "tags" => story.tags = parts(value, ',').map(Tag::free).collect(),
            "related" => story.related = vec![link(value)],
            "date" => story.dateline.date = Some(value.parse().unwrap()),
            "place" => story.dateline.place = value.into(),
            "status" => story.status = Status::from_word(value).unwrap(),
            "embargo" => story.embargo = Some(hours_from_now(value)),
            "note" => story.note_to_desk = value.into(),
            "correction" => story.notes.push(PublishedNote {
                kind: PublishedNoteKind::Correction,
                at: now(),
                text: value.to_owned(),
            }),
            "published_note" => story.notes.push(PublishedNote {
                kind: PublishedNoteKind::EditorsNote,
                at: now(),
                text: value.to_owned(),
            }),
            "lead" => story.lead = Some(picture(value)),
            "lead_expires" => {
                let figure = story.lead.as_mut().unwrap();
                figure.expires = Some(hours_from_now(value));
            }
            "lead_point" => {
                let (x, y) = value.split_once(' ').unwrap();
                let (x, y) = (x.parse().unwrap(), y.parse().unwrap());
                story.lead.as_mut().unwrap().focal_point = Some(FocalPoint { x, y });
            }
            "lead_crops" => {
                story.lead.as_mut().unwrap().crops = parts(value, ',').map(crop).collect();
            }
            "lead_origin" => {
                story.lead.as_mut().unwrap().source_type = SourceType::from_term(value);
            }
            "lead_provenance" => {
                story.lead.as_mut().unwrap().provenance = provenance(value);
            }
            other => panic!("no such field: {other}"),
        }
    }

    pub(crate) fn write(&mut self, copy: &str) {
        let mut kinds: Vec<BlockKind> = Vec::new();
        for line in copy.lines() {
            match (kind(line.trim_start()), kinds.last_mut()) {
                (BlockKind::List(more), Some(BlockKind::List(list))) => {
                    list.items.extend(more.items);
                }
                (BlockKind::Table(more), Some(BlockKind::Table(table))) => {
                    let rows = [table.rows(), more.rows()].concat();
                    *table = Table::new(rows, false, String::new());
                }
                (kind, _) => kinds.push(kind),
            }
        }
        let blocks: Vec<_> = kinds.into_iter().map(|kind| self.ids.block(kind)).collect();
        self.story.body.extend(blocks);
    }
}

fn provenance(state: &str) -> Provenance {
    let signer = "Nordpix Signing".to_owned();
    match state {
        "none" => Provenance::None,
        "verified" => Provenance::Verified { signer },
        "altered" => Provenance::Altered,
        "untrusted" => Provenance::Untrusted { signer },
        "damaged" => Provenance::Damaged,
        other => panic!("no such state: {other}"),
    }
}

fn parts(value: &str, sign: char) -> impl Iterator<Item = &str> {
    value.split(sign).map(str::trim).filter(|part| !part.is_empty())
}

/// `shape left top width height`, such as `16:9 0 0.1 1 0.5`.
fn crop(text: &str) -> Crop {
    let mut fields = text.split_whitespace();
    let ratio = ratio_of(fields.next().unwrap()).unwrap();
    let mut side = || fields.next().unwrap().parse().unwrap();
    Crop { ratio, left: side(), top: side(), width: side(), height: side() }
}

fn kind(line: &str) -> BlockKind {
    if let Some(rest) = line.strip_prefix("# ") {
        return BlockKind::Heading(HeadingLevel::Two, rich(rest));
    }
    if let Some(rest) = line.strip_prefix("> ") {
        let (words, attribution) = rest.split_once(" -- ").unwrap_or((rest, ""));
        return BlockKind::Quote(Quote { text: rich(words), attribution: attribution.to_owned() });
    }
    if let Some(rest) = line.strip_prefix("- ") {
        let items = vec![ListItem { level: 0, text: rich(rest) }];
        return BlockKind::List(List { ordered: false, items });
    }
    if let Some(rest) = line.strip_prefix('|') {
        let cells = rest.trim_end_matches('|').split('|').map(rich).collect();
        return BlockKind::Table(Table::new(vec![cells], false, String::new()));
    }
    if let Some(rest) = line.strip_prefix("!picture") {
        return BlockKind::Figure(Box::new(picture(rest)));
    }
    if let Some(rest) = line.strip_prefix("!embed ") {
        let Link { title, url } = link(rest);
        return BlockKind::Embed(Embed { title, url, ..Embed::default() });
    }
    if let Some(rest) = line.strip_prefix("!related ") {
        return BlockKind::Related(link(rest));
    }
    if let Some(rest) = line.strip_prefix("!promo ") {
        return BlockKind::Promo(link(rest));
    }
    if let Some(rest) = line.strip_prefix("!note ") {
        return BlockKind::DeskNote(rich(rest));
    }
    match line {
        "---" => BlockKind::Divider,
        "~" => BlockKind::Paragraph(RichText::default()),
        _ => BlockKind::Paragraph(rich(line)),
    }
}

fn link(text: &str) -> Link {
    let (title, url) = text.split_once('|').unwrap();
    Link { title: title.trim().to_owned(), url: url.trim().to_owned() }
}

/// `name | caption | credit | description`; a picture without a name is not there yet.
fn picture(text: &str) -> Figure {
    let mut fields = text.split('|').map(str::trim);
    let mut next = || fields.next().unwrap_or_default().to_owned();
    let (name, caption, credit, alt) = (next(), next(), next(), next());
    let mut id = [0; 32];
    for (byte, letter) in id.iter_mut().zip(name.bytes()) {
        *byte = letter;
    }
    let media =
        MediaRef { id: MediaId(id), format: PictureFormat::Jpeg, width_px: 600, height_px: 400 };
    // A credit in brackets is one that could not be parsed, one after `=` came as it stands.
    let credit = if let Some(verbatim) = credit.strip_prefix('=') {
        nightdesk::media::credit::parse(verbatim.trim())
    } else {
        bare_credit(&credit)
    };
    let alt = match alt.as_str() {
        "?" => Alt::NotDescribed,
        "-" => Alt::Decorative,
        _ => Alt::Text(alt),
    };
    let media = (!name.is_empty()).then_some(media);
    Figure { media, caption: rich(&caption), credit, alt, ..Figure::default() }
}

fn bare_credit(credit: &str) -> Credit {
    match credit.strip_prefix('(').and_then(|credit| credit.strip_suffix(')')) {
        Some(verbatim) => Credit { verbatim: verbatim.to_owned(), ..Credit::default() },
        None => Credit {
            creators: parts(credit, ',').map(str::to_owned).collect(),
            ..Credit::default()
        },
    }
}

/// Text with `[words](address)` links and `⏎` line breaks.
fn rich(text: &str) -> RichText {
    let (mut words, mut marks) = (String::new(), Vec::new());
    let text = text.replace('⏎', "\n");
    let mut rest = text.as_str();
    while let Some((before, linked, url, after)) = first_link(rest) {
        words.push_str(before);
        let start = words.len();
        words.push_str(linked);
        let kind = MarkKind::Link { url: url.to_owned(), title: String::new() };
        marks.push(Mark { range: start..words.len(), kind });
        rest = after;
    }
    words.push_str(rest);
    RichText::new(words, marks)
}

fn first_link(text: &str) -> Option<(&str, &str, &str, &str)> {
    let middle = text.find("](")?;
    let start = text[..middle].rfind('[')?;
    let end = middle + text[middle..].find(')')?;
    Some((&text[..start], &text[start + 1..middle], &text[middle + 2..end], &text[end + 1..]))
}

/// The body in the notation, where fixes can have changed it.
pub(crate) fn copy_of(story: &Story) -> String {
    let lines = story.body.iter().flat_map(|block| match &block.kind {
        BlockKind::Paragraph(text) if text.is_empty() => vec!["~".to_owned()],
        BlockKind::Paragraph(text) => vec![noted(text)],
        BlockKind::Heading(_, text) => vec![format!("# {}", noted(text))],
        BlockKind::Quote(quote) if quote.attribution.is_empty() => {
            vec![format!("> {}", noted(&quote.text))]
        }
        BlockKind::Quote(quote) => {
            vec![format!("> {} -- {}", noted(&quote.text), quote.attribution)]
        }
        BlockKind::List(list) => {
            list.items.iter().map(|item| format!("- {}", noted(&item.text))).collect()
        }
        BlockKind::Table(table) => table
            .rows()
            .iter()
            .map(|row| format!("|{}|", row.iter().map(noted).collect::<Vec<_>>().join("|")))
            .collect(),
        BlockKind::Embed(embed) => vec![format!("!embed {} | {}", embed.title, embed.url)],
        BlockKind::Related(link) => vec![format!("!related {} | {}", link.title, link.url)],
        BlockKind::Promo(link) => vec![format!("!promo {} | {}", link.title, link.url)],
        other => vec![format!("({})", other.name())],
    });
    lines.map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

fn noted(text: &RichText) -> String {
    let (mut noted, mut from) = (String::new(), 0);
    for mark in text.marks() {
        let MarkKind::Link { url, .. } = &mark.kind else { continue };
        noted.push_str(&text.as_str()[from..mark.range.start]);
        noted.extend(["[", &text.as_str()[mark.range.clone()], "](", url, ")"]);
        from = mark.range.end;
    }
    noted.push_str(&text.as_str()[from..]);
    noted.replace('\n', "⏎")
}
