//! What came in, in a few plain sentences.
//!
//! Must not know: how it was found.

use super::bound::Bounded;
use super::piece::Read;
use crate::story::{
    BlockKind, Embed, FigureAt, Ids, Link, Notice, NoticeKind, Place, Story, TextAt,
};

use super::super::{DEEPEST, MOST_ELEMENTS, MOST_MARKS};

/// One sentence for every field that was filled and one for the body.
pub(super) fn recognised(story: &Story) -> Vec<Notice> {
    let mut notices = Vec::new();
    let mut say = |at: TextAt, text: String| {
        notices.push(Notice::new(NoticeKind::Recognised, text).at(Place::Text(at)));
    };
    for (at, name, value) in [
        (TextAt::Section, "Section", story.section.as_str()),
        (TextAt::Kicker, "Kicker", &story.kicker),
        (TextAt::Headline, "Headline", &story.headline),
        (TextAt::Standfirst, "Standfirst", story.standfirst.as_str()),
    ] {
        if !value.is_empty() {
            say(at, format!("{name}: {}", shortened(value)));
        }
    }
    if !story.bylines.is_empty() {
        let names: Vec<String> = story
            .bylines
            .iter()
            .map(|person| {
                let mut parts = vec![person.name.clone()];
                if !person.role.is_empty() {
                    parts.push(person.role.clone());
                }
                if !person.bio.is_empty() {
                    parts.push("with a bio".to_owned());
                }
                parts.join(", ")
            })
            .collect();
        notices.push(
            Notice::new(NoticeKind::Recognised, format!("Byline: {}", names.join("; ")))
                .at(Place::Bylines),
        );
    }
    if !story.dateline.place.is_empty() {
        let notice =
            Notice::new(NoticeKind::Recognised, format!("Dateline: {}", story.dateline.place));
        notices.push(notice.at(Place::Text(TextAt::DatelinePlace)));
    }
    if let Some(lead) = &story.lead {
        let caption = shortened(lead.caption.as_str());
        let text = if caption.is_empty() {
            "Lead picture".to_owned()
        } else {
            format!("Lead picture: {caption}")
        };
        notices.push(Notice::new(NoticeKind::Recognised, text).at(Place::Figure(FigureAt::Lead)));
    }
    if !story.tags.is_empty() {
        let names: Vec<&str> = story.tags.iter().map(|tag| tag.name.as_str()).collect();
        notices.push(
            Notice::new(NoticeKind::Recognised, format!("Tags: {}", shortened(&names.join(", "))))
                .at(Place::Tags),
        );
    }
    if !story.body.is_empty() {
        notices.push(Notice::new(NoticeKind::Recognised, format!("Body: {}", counts(story))));
    }
    notices
}

/// "14 grafs, 2 subheads, 1 picture".
fn counts(story: &Story) -> String {
    /// One, many, and which blocks are meant.
    type Sort = (&'static str, &'static str, fn(&BlockKind) -> bool);
    let kinds: [Sort; 9] = [
        ("graf", "grafs", |kind| matches!(kind, BlockKind::Paragraph(_))),
        ("subhead", "subheads", |kind| matches!(kind, BlockKind::Heading(..))),
        ("quote", "quotes", |kind| matches!(kind, BlockKind::Quote(_))),
        ("pull quote", "pull quotes", |kind| matches!(kind, BlockKind::PullQuote(_))),
        ("list", "lists", |kind| matches!(kind, BlockKind::List(_))),
        ("table", "tables", |kind| matches!(kind, BlockKind::Table(_))),
        ("picture block", "picture blocks", |kind| {
            matches!(kind, BlockKind::Figure(_) | BlockKind::Gallery(_))
        }),
        ("embed", "embeds", |kind| matches!(kind, BlockKind::Embed(_))),
        ("related story", "related stories", |kind| matches!(kind, BlockKind::Related(_))),
    ];
    let parts: Vec<String> = kinds
        .iter()
        .filter_map(|(one, many, is)| {
            let count = story.body.iter().filter(|block| is(&block.kind)).count();
            match count {
                0 => None,
                1 => Some(format!("1 {one}")),
                _ => Some(format!("{count} {many}")),
            }
        })
        .collect();
    if parts.is_empty() { format!("{} blocks", story.body.len()) } else { parts.join(", ") }
}

fn shortened(text: &str) -> String {
    const CHARS: usize = 80;
    if text.chars().count() <= CHARS {
        return text.to_owned();
    }
    let cut: String = text.chars().take(CHARS).collect();
    format!("{}…", cut.trim_end())
}

/// What was unsafe, beyond the bounds, or not to be had.
pub(super) fn losses(bounded: &Bounded, read: &Read, story: &Story, ids: &mut Ids) -> Vec<Notice> {
    let mut notices = Vec::new();
    notices.extend(unsafe_parts(bounded, read, ids));
    if bounded.tags_left_out > 0 {
        notices.push(Notice::new(
            NoticeKind::CutShort,
            format!(
                "The page nests deeper than {DEEPEST} elements or has more than {MOST_ELEMENTS}: {} tags were left out, their words came in.",
                bounded.tags_left_out
            ),
        ));
    }
    if read.met.marks_left_off > 0 {
        notices.push(Notice::new(
            NoticeKind::CutShort,
            format!(
                "{} links or other marks beyond the first {MOST_MARKS} of a graf were left off.",
                read.met.marks_left_off
            ),
        ));
    }
    let mut unknown = read.met.unknown_links.clone();
    unknown.sort();
    unknown.dedup();
    if !unknown.is_empty() && !story.body.is_empty() {
        let shown: Vec<&str> = unknown.iter().take(3).map(String::as_str).collect();
        notices.push(Notice::new(
            NoticeKind::NotCarried,
            format!(
                "{} came without the page’s address and lost {}: {}{}",
                if unknown.len() == 1 {
                    "1 link".to_owned()
                } else {
                    format!("{} links", unknown.len())
                },
                if unknown.len() == 1 { "its target" } else { "their targets" },
                shown.join(", "),
                if unknown.len() > shown.len() { ", …" } else { "" }
            ),
        ));
    }
    let figures = story.figures();
    let missing = figures.iter().filter(|(_, figure)| figure.media.is_none()).count();
    if missing > 0 {
        let pictures = if missing == 1 {
            "1 picture is".to_owned()
        } else {
            format!("{missing} pictures are")
        };
        notices.push(Notice::new(
            NoticeKind::PictureMissing,
            format!("{pictures} known by address only; add the files in the picture panel."),
        ));
    }
    if read.broken_pictures > 0 {
        notices.push(Notice::new(
            NoticeKind::PictureMissing,
            format!("{} pictures inside the page could not be read.", read.broken_pictures),
        ));
    }
    notices
}

/// One notice for everything that could do harm; frames with an address can be brought back as
/// links.
fn unsafe_parts(bounded: &Bounded, read: &Read, ids: &mut Ids) -> Option<Notice> {
    let parts: Vec<String> = [
        (bounded.scripts, "script", "scripts"),
        (read.program_attributes, "event handler", "event handlers"),
        (read.met.unsafe_links, "unsafe link", "unsafe links"),
        (read.frames.len(), "frame of an unknown site", "frames of unknown sites"),
    ]
    .into_iter()
    .filter(|(count, ..)| *count > 0)
    .map(
        |(count, one, many)| {
            if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
        },
    )
    .collect();
    if parts.is_empty() {
        return None;
    }
    let notice =
        Notice::new(NoticeKind::UnsafeRemoved, format!("Taken out: {}.", parts.join(", ")));
    let framed: Vec<&Embed> =
        read.frames.iter().filter(|frame| frame.url.starts_with("https://")).take(50).collect();
    if framed.is_empty() {
        return Some(notice);
    }
    let blocks = framed
        .into_iter()
        .map(|frame| {
            let title =
                if frame.title.is_empty() { frame.url.clone() } else { frame.title.clone() };
            ids.block(BlockKind::Related(Link { title, url: frame.url.clone() }))
        })
        .collect();
    let last = None;
    Some(notice.keeping(blocks, last))
}
