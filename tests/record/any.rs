//! Any story: every kind of block and every field, with words that are hard to keep.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use nightdesk::story::{
    Alt, AspectRatio, Block, BlockId, BlockKind, Credit, Crop, Dateline, Embed, Figure, FileField,
    FileSays, FocalPoint, Handle, HeadingLevel, HeadlineVariants, Language, Link, List, ListItem,
    Mark, MarkKind, Marker, MediaId, MediaRef, Override, Person, PictureFormat, Provenance,
    PublishedNote, PublishedNoteKind, Quote, RichText, SourceType, Status, Story, StoryId, Table,
    Tag,
};
// Boxed, since a strategy for a whole story is a type so large that it fills a test's stack.
use proptest::option;
use proptest::prelude::*;
use uuid::Uuid;

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::collection::vec(
            prop::sample::select(vec![
                "Ferries ", "a", "\n", "\"", "\\", "é", "e\u{301}", "🇫🇷", "👩\u{200d}👧", "日本", "ש",
                "\u{202e}", "\u{0}", "\r\n", "“", "{", ")", "//", "\u{2028}",
            ]),
            0..8,
        )
        .prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
    ]
}

fn time() -> impl Strategy<Value = DateTime<Utc>> {
    (-62_000_000_000i64..250_000_000_000, prop_oneof![Just(0u32), 0u32..1_000_000_000])
        .prop_map(|(seconds, nanos)| DateTime::from_timestamp(seconds, nanos).unwrap())
}

fn mark_kind() -> BoxedStrategy<MarkKind> {
    prop_oneof![
        Just(MarkKind::Strong),
        Just(MarkKind::Emphasis),
        Just(MarkKind::Strike),
        Just(MarkKind::Superscript),
        Just(MarkKind::Subscript),
        (text(), text()).prop_map(|(url, title)| MarkKind::Link { url, title }),
        (text(), text()).prop_map(|(author, text)| MarkKind::Comment { author, text }),
    ]
    .boxed()
}

fn rich() -> BoxedStrategy<RichText> {
    let marks = prop::collection::vec((0usize..40, 1usize..20, mark_kind()), 0..4);
    (text(), marks)
        .prop_map(|(text, marks)| {
            let mark = |(start, len, kind)| Mark { range: start..start + len, kind };
            RichText::new(text, marks.into_iter().map(mark).collect())
        })
        .boxed()
}

fn media() -> impl Strategy<Value = MediaRef> {
    let format = prop::sample::select(PictureFormat::ALL.to_vec());
    (any::<[u8; 32]>(), format, any::<u32>(), any::<u32>()).prop_map(
        |(id, format, width_px, height_px)| MediaRef {
            id: MediaId(id),
            format,
            width_px,
            height_px,
        },
    )
}

fn credit() -> BoxedStrategy<Credit> {
    let markers = vec![
        Marker::Pool,
        Marker::Handout,
        Marker::File,
        Marker::Courtesy,
        Marker::Screengrab,
        Marker::Illustration,
    ];
    (
        prop::collection::vec(text(), 0..3),
        prop::collection::vec(text(), 0..3),
        prop::sample::subsequence(markers, 0..3),
        option::of(text()),
        text(),
    )
        .prop_map(|(creators, agencies, markers, provider, verbatim)| Credit {
            creators,
            agencies,
            markers,
            provider,
            verbatim,
        })
        .boxed()
}

fn share() -> impl Strategy<Value = f32> {
    prop_oneof![0.0f32..=1.0, prop::num::f32::NORMAL, Just(0.1), Just(-0.0)]
}

fn crop() -> impl Strategy<Value = Crop> {
    (any::<(u16, u16)>(), share(), share(), share(), share()).prop_map(
        |((across, down), left, top, width, height)| Crop {
            ratio: AspectRatio { width: across, height: down },
            left,
            top,
            width,
            height,
        },
    )
}

fn alt() -> impl Strategy<Value = Alt> {
    prop_oneof![Just(Alt::NotDescribed), Just(Alt::Decorative), text().prop_map(Alt::Text)]
}

fn provenance() -> impl Strategy<Value = Provenance> {
    prop_oneof![
        Just(Provenance::NotChecked),
        Just(Provenance::None),
        Just(Provenance::Altered),
        Just(Provenance::Damaged),
        Just(Provenance::Unverified),
        text().prop_map(|signer| Provenance::Verified { signer }),
        text().prop_map(|signer| Provenance::Untrusted { signer }),
    ]
}

fn source_type() -> impl Strategy<Value = SourceType> {
    prop_oneof![
        Just(SourceType::Unknown),
        Just(SourceType::Captured),
        Just(SourceType::Composite),
        Just(SourceType::Generated),
        Just(SourceType::PartlyGenerated),
        text().prop_map(|term| SourceType::Other(format!("http://terms.example/{term}"))),
    ]
}

fn file_says() -> BoxedStrategy<FileSays> {
    let settled = prop::sample::subsequence(FileField::ALL.to_vec(), 0..=FileField::ALL.len());
    (
        (text(), text(), text(), text(), text(), text(), text()),
        (text(), text(), text(), text(), text(), text()),
        (prop::collection::vec(text(), 0..3), option::of(time()), settled),
    )
        .prop_map(|(first, second, third)| {
            let (file_name, headline, caption, credit, alt, extended_description, copyright) =
                first;
            let (source, city, country, created, instructions, usage_terms) = second;
            let (persons, expires, settled) = third;
            FileSays {
                file_name,
                headline,
                caption,
                credit,
                alt,
                extended_description,
                copyright,
                source,
                persons,
                city,
                country,
                created,
                instructions,
                usage_terms,
                expires,
                settled,
            }
        })
        .boxed()
}

fn figure() -> BoxedStrategy<Figure> {
    let focal = option::of((share(), share()).prop_map(|(x, y)| FocalPoint { x, y }));
    (
        (option::of(media()), text(), rich(), credit(), alt(), focal),
        (prop::collection::vec(crop(), 0..3), text(), option::of(time())),
        (provenance(), source_type(), option::of(file_says())),
        prop::collection::vec(text(), 0..3),
    )
        .prop_map(|(first, second, third, persons)| {
            let (media, source_url, caption, credit, alt, focal_point) = first;
            let (crops, usage_terms, expires) = second;
            let (provenance, source_type, file_says) = third;
            Figure {
                media,
                source_url,
                caption,
                credit,
                alt,
                persons,
                focal_point,
                crops,
                usage_terms,
                expires,
                provenance,
                source_type,
                file_says,
            }
        })
        .boxed()
}

fn person() -> BoxedStrategy<Person> {
    let handle = (text(), text()).prop_map(|(network, name)| Handle { network, name });
    (
        (text(), text(), text(), rich(), text()),
        prop::collection::vec(handle, 0..3),
        option::of(media()),
        prop::collection::vec(text(), 0..3),
    )
        .prop_map(|((name, role, outlet, bio, email), handles, portrait, links)| Person {
            name,
            role,
            outlet,
            bio,
            email,
            handles,
            portrait,
            links,
        })
        .boxed()
}

fn link() -> impl Strategy<Value = Link> {
    (text(), text()).prop_map(|(title, url)| Link { title, url })
}

fn kind() -> BoxedStrategy<BlockKind> {
    let quote = || (rich(), text()).prop_map(|(text, attribution)| Quote { text, attribution });
    let item = (any::<u8>(), rich()).prop_map(|(level, text)| ListItem { level, text });
    let level =
        prop::sample::select(vec![HeadingLevel::Two, HeadingLevel::Three, HeadingLevel::Four]);
    prop_oneof![
        rich().prop_map(BlockKind::Paragraph),
        (level, rich()).prop_map(|(level, text)| BlockKind::Heading(level, text)),
        quote().prop_map(BlockKind::Quote),
        quote().prop_map(BlockKind::PullQuote),
        (any::<bool>(), prop::collection::vec(item, 0..4))
            .prop_map(|(ordered, items)| BlockKind::List(List { ordered, items })),
        figure().prop_map(|figure| BlockKind::Figure(Box::new(figure))),
        prop::collection::vec(figure(), 0..3).prop_map(BlockKind::Gallery),
        (text(), text(), text(), text()).prop_map(|(url, title, provider, fallback)| {
            BlockKind::Embed(Embed { url, title, provider, fallback })
        }),
        link().prop_map(BlockKind::Related),
        link().prop_map(BlockKind::Promo),
        (prop::collection::vec(prop::collection::vec(rich(), 0..3), 0..3), any::<bool>(), text())
            .prop_map(|(rows, has_header, caption)| BlockKind::Table(Table::new(
                rows, has_header, caption
            ))),
        Just(BlockKind::Divider),
        rich().prop_map(BlockKind::DeskNote),
    ]
    .boxed()
}

fn note() -> BoxedStrategy<PublishedNote> {
    let kind = prop::sample::select(vec![
        PublishedNoteKind::Correction,
        PublishedNoteKind::Clarification,
        PublishedNoteKind::EditorsNote,
    ]);
    (kind, time(), text()).prop_map(|(kind, at, text)| PublishedNote { kind, at, text }).boxed()
}

/// Any story at all.
pub(crate) fn story() -> impl Strategy<Value = Story> {
    let tag = (text(), option::of((text(), text()))).prop_map(|(name, code)| Tag { name, code });
    let date = option::of((0i32..366_000).prop_map(|days| {
        NaiveDate::from_ymd_opt(1700, 1, 1).unwrap() + chrono::Days::new(days.unsigned_abs().into())
    }));
    let confirmed = (time(), text(), text()).prop_map(|(at, what, why)| Override { at, what, why });
    let furniture = (text(), text(), text(), text(), (text(), text(), text()), rich(), text());
    let people = (prop::collection::vec(person(), 0..3), text(), date, option::of(figure()));
    let body = prop::collection::vec(kind(), 0..6);
    let lists = (
        prop::collection::vec(tag, 0..3),
        prop::collection::vec(link(), 0..3),
        prop::collection::vec(note(), 0..3),
        prop::collection::vec(text(), 0..3),
        prop::collection::vec(confirmed, 0..3),
    );
    let desk = (
        text(),
        prop::sample::select(Status::ALL.to_vec()),
        option::of(time()),
        option::of(time()),
        option::of(any::<u32>()),
        (time(), time()),
        prop::sample::select(vec!["en", "pt-BR", "zh-Hant-HK", "ur"]),
    );
    (any::<u128>(), furniture, people, body, lists, desk).prop_map(
        |(id, furniture, people, body, lists, desk)| {
            let mut story = Story::new(StoryId(Uuid::from_u128(id)));
            let (slug, section, kicker, headline, variants, standfirst, source_url) = furniture;
            story.slug = slug;
            story.section = section;
            story.kicker = kicker;
            story.headline = headline;
            let (web, social, push) = variants;
            story.variants = HeadlineVariants { web, social, push };
            story.standfirst = standfirst;
            story.source_url = source_url;
            let (bylines, place, date, lead) = people;
            story.bylines = bylines;
            story.dateline = Dateline { place, date };
            story.lead = lead;
            story.body = body
                .into_iter()
                .enumerate()
                .map(|(index, kind)| {
                    let id = BlockId(Uuid::from_u128(id.wrapping_add(index as u128 + 1)));
                    Arc::new(Block { id, kind })
                })
                .collect();
            (story.tags, story.related, story.notes, story.ignored, story.overrides) = lists;
            let (note_to_desk, status, embargo, deadline, target_words, times, language) = desk;
            story.note_to_desk = note_to_desk;
            story.status = status;
            story.embargo = embargo;
            story.deadline = deadline;
            story.target_words = target_words;
            (story.created, story.updated) = times;
            story.language = Language::new(language).unwrap();
            story
        },
    )
}
