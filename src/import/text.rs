//! Plain text to story, as copied from a published page, a wire, a mail, a press office.
//!
//! Line by line the text is put right (`lines`), a mail around it taken off (`mail`), hard-wrapped
//! lines joined (`pieces`), every piece sorted by its own words (`sort`), what belongs together
//! gathered (`gather`). Then the head of the page (`head`) and its body (`body`, `runs`) are read
//! by shape and place.
//!
//! No word is lost: what is not in the story is in a notice, ready to be brought back.
//!
//! Must not know: markup, files, clocks.

mod body;
mod gather;
mod head;
mod headline;
mod ledger;
mod lines;
mod mail;
mod page;
mod phrase;
mod pieces;
mod reading;
mod runs;
mod sort;
mod view;

use body::Whole;
use gather::Part;
use reading::Reading;

use super::{Import, Mode, recognise};
use crate::story::{BlockKind, Ids, Notice, NoticeKind, Story};

/// More lines than this are not a story: a book has some ten thousand.
const MOST_LINES: usize = 4 * super::MOST_BLOCKS;

/// So much of the copy tells its language.
const LANGUAGE_BYTES: usize = 64 * 1024;

/// Reads plain text. A document gets its headline, byline and the rest; a fragment becomes grafs,
/// unless it is a whole page by the looks of its top.
pub(super) fn import(text: &str, mode: Mode, ids: &mut Ids) -> Import {
    let clean = lines::cleaned(text);
    let mut lines = lines::lines(&clean);
    let beyond = lines.len().saturating_sub(MOST_LINES);
    lines.truncate(MOST_LINES);
    let mail = mail::unwrap(&mut lines);
    let mut reading = Reading::new(ids);
    if beyond > 0 {
        let message = format!(
            "The text is too long: {beyond} lines after line {MOST_LINES} were not read. Import the rest as a story of its own."
        );
        reading.ledger.push(Notice::new(NoticeKind::CutShort, message));
    }
    let parts = gather::gathered(sort::sorted(pieces::pieces(&lines)));
    tell_language(&mut reading, &parts);
    if let Some(mail) = &mail {
        tell_mail(&mut reading, mail);
    }
    let whole = mode == Mode::Document || mail.is_some() || page::is_page(&parts);
    if whole {
        let rest = head::read(&mut reading, parts, mail.as_ref());
        body::read(&mut reading, rest, Whole::Page);
    } else {
        body::read(&mut reading, parts, Whole::Piece);
    }
    let (story, mut notices) = reading.finish();
    if let Some(summary) = summary(&story) {
        notices.insert(0, Notice::new(NoticeKind::Recognised, summary));
    }
    Import { story, notices, pictures: Vec::new() }
}

fn tell_language(reading: &mut Reading<'_>, parts: &[Part]) {
    let mut copy = String::new();
    for part in parts {
        if let Part::One(one) = part
            && one.is_copy()
        {
            let room = LANGUAGE_BYTES.saturating_sub(copy.len());
            if room == 0 {
                break;
            }
            copy.extend(one.text().chars().take(room));
            copy.push(' ');
        }
    }
    if let Some(language) = recognise::language_of(&copy) {
        reading.story.language = language;
    }
}

fn tell_mail(reading: &mut Reading<'_>, mail: &mail::Mail) {
    for line in &mail.header {
        reading.ledger.remove("mail header", line);
    }
    for line in &mail.note {
        reading.note(line);
    }
    if !mail.note.is_empty() {
        reading.ledger.recognised("Note to desk", &ledger::shortened(&mail.note.join(" ")));
    }
    if mail.unquoted {
        let message = "All of the copy stood behind “>” signs of a mail; they were taken off";
        reading.ledger.push(Notice::new(NoticeKind::Changed, message));
    }
}

/// What was found around the body, in one line.
fn summary(story: &Story) -> Option<String> {
    let counted = |count: usize, one: &str, many: &str| match count {
        0 => None,
        1 => Some(one.to_owned()),
        more => Some(format!("{more} {many}")),
    };
    let pictures = story.figures().len();
    let embeds =
        story.body.iter().filter(|block| matches!(block.kind, BlockKind::Embed(_))).count();
    let found: Vec<String> = [
        (!story.section.is_empty()).then(|| "section".to_owned()),
        (!story.kicker.is_empty()).then(|| "kicker".to_owned()),
        (!story.headline.is_empty()).then(|| "headline".to_owned()),
        (!story.standfirst.is_blank()).then(|| "standfirst".to_owned()),
        counted(story.bylines.len(), "byline", "bylines"),
        story.bylines.iter().any(|person| !person.bio.is_blank()).then(|| "bio".to_owned()),
        (!story.dateline.place.is_empty()).then(|| "dateline".to_owned()),
        counted(pictures, "a picture’s caption", "captions"),
        counted(embeds, "a video or post", "videos or posts"),
        counted(story.tags.len(), "a tag", "tags"),
        story.embargo.map(|_| "embargo".to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!found.is_empty()).then(|| format!("Recognised: {}", found.join(", ")))
}
