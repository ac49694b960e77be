//! What was done to the copy that an editor should know, counted while it is read.
//!
//! Must not know: Markdown's signs.

use std::sync::Arc;

use crate::import::MOST_BLOCKS;
use crate::import::MOST_MARKS;
use crate::story::{Block, BlockId, BlockKind, Ids, Notice, NoticeKind, Place, RichText};

use super::run;

/// More notices of the HTML inside are not given.
const MOST_MARKUP_NOTICES: usize = 50;
/// More names of languages than this are not repeated.
const MOST_LANGUAGES: usize = 100;
/// More addresses than this are not named in a message.
const MOST_NAMED: usize = 3;

/// Something that happened, perhaps many times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    UnsafeLink,
    UnsafePicture,
    Script,
    QuoteInQuote,
    QuoteInside,
    QuoteTakenApart,
    MixedList,
    ListBegins,
    TableAsGrafs,
    PictureInside,
    Footnote,
    TagsInside,
}

impl Change {
    const ALL: [Self; 12] = [
        Self::UnsafeLink,
        Self::UnsafePicture,
        Self::Script,
        Self::QuoteInQuote,
        Self::QuoteInside,
        Self::QuoteTakenApart,
        Self::MixedList,
        Self::ListBegins,
        Self::TableAsGrafs,
        Self::PictureInside,
        Self::Footnote,
        Self::TagsInside,
    ];

    fn kind(self) -> NoticeKind {
        match self {
            Self::UnsafeLink | Self::UnsafePicture | Self::Script => NoticeKind::UnsafeRemoved,
            _ => NoticeKind::Changed,
        }
    }

    /// What happened: what it happened to, once and more often, and what was done.
    fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::UnsafeLink => ("unsafe link", "unsafe links", "taken out; the words stayed"),
            Self::UnsafePicture => {
                ("unsafe picture address", "unsafe picture addresses", "taken out")
            }
            Self::Script => ("script", "scripts", "taken out"),
            Self::QuoteInQuote => (
                "quotation inside a quotation",
                "quotations inside quotations",
                "kept as a quote of its own",
            ),
            Self::QuoteInside => (
                "quotation inside a list or footnote",
                "quotations inside lists or footnotes",
                "kept as running text",
            ),
            Self::QuoteTakenApart => (
                "quotation with more than words in it",
                "quotations with more than words in them",
                "taken apart into blocks",
            ),
            Self::MixedList => (
                "list inside a list of another kind",
                "lists inside lists of another kind",
                "given the marks of the outer list",
            ),
            Self::ListBegins => (
                "numbered list that began later",
                "numbered lists that began later",
                "made to begin at 1",
            ),
            Self::TableAsGrafs => (
                "table inside a list, or too large",
                "tables inside lists, or too large",
                "kept as lines of text",
            ),
            Self::PictureInside => (
                "picture inside running text",
                "pictures inside running text",
                "moved below its graf",
            ),
            Self::Footnote => ("footnote", "footnotes", "moved to the end as a graf"),
            Self::TagsInside => {
                ("HTML tag inside a graf", "HTML tags inside grafs", "left out; the words stayed")
            }
        }
    }
}

/// What happened so far.
#[derive(Debug, Default)]
pub(super) struct Changes {
    seen: Vec<(Change, usize, Option<BlockId>)>,
    relative: Vec<String>,
    unlinked: Vec<String>,
    code: Vec<(String, Option<BlockId>)>,
    comments: Vec<String>,
    definitions: Vec<String>,
    surplus: Vec<String>,
    markup: Vec<Notice>,
    pub(super) marks_left_off: usize,
}

impl Changes {
    pub(super) fn note(&mut self, change: Change, at: Option<BlockId>) {
        match self.seen.iter_mut().find(|(seen, ..)| *seen == change) {
            Some((_, count, _)) => *count += 1,
            None => self.seen.push((change, 1, at)),
        }
    }

    /// A link whose page is not known.
    pub(super) fn relative(&mut self, url: String) {
        self.relative.push(url);
    }

    /// A link around a picture.
    pub(super) fn unlinked(&mut self, url: String) {
        self.unlinked.push(url);
    }

    pub(super) fn code(&mut self, language: &str, at: Option<BlockId>) {
        self.code.push((language.trim().to_owned(), at));
    }

    pub(super) fn comment(&mut self, text: &str) {
        let text = text.trim();
        if !text.is_empty() && !text.eq_ignore_ascii_case("more") {
            self.comments.push(text.to_owned());
        }
    }

    /// The definition of an address that no link uses.
    pub(super) fn definition(&mut self, line: &str) {
        self.definitions.push(line.trim().to_owned());
    }

    /// Cells beyond the columns of their table.
    pub(super) fn surplus_cell(&mut self, text: &str) {
        self.surplus.push(text.to_owned());
    }

    /// What the HTML inside had to say; said again it is said once.
    pub(super) fn markup(&mut self, notices: Vec<Notice>, has_copy: bool) {
        for notice in notices {
            let nothing_found = notice.kind == NoticeKind::Doubtful && !has_copy;
            let missing = notice.kind == NoticeKind::PictureMissing;
            let again = notice.kept.is_none()
                && (self.markup.len() >= MOST_MARKUP_NOTICES
                    || self.markup.iter().any(|said| said.message == notice.message));
            if !nothing_found && !missing && !again {
                self.markup.push(notice);
            }
        }
    }

    /// All of it in plain sentences. `beyond` is what there was no room for.
    pub(super) fn tell(
        &mut self,
        beyond: Vec<RichText>,
        last: Option<BlockId>,
        ids: &mut Ids,
    ) -> Vec<Notice> {
        let mut notices = Vec::new();
        for change in Change::ALL {
            let Some((_, count, at)) = self.seen.iter().find(|(seen, ..)| *seen == change) else {
                continue;
            };
            let (one, many, done) = change.words();
            let what = if *count == 1 { format!("1 {one}") } else { format!("{count} {many}") };
            let verb = if *count == 1 { "was" } else { "were" };
            let mut notice = Notice::new(change.kind(), format!("{what} {verb} {done}."));
            notice.place = at.map(Place::Block);
            notices.push(notice);
        }
        notices.append(&mut self.markup);
        notices.extend(self.tell_code());
        if let Some(list) = named(&self.relative) {
            notices.push(Notice::new(
                NoticeKind::NotCarried,
                format!("Links without a site lost their targets: {list}"),
            ));
        }
        if let Some(list) = named(&self.unlinked) {
            notices.push(Notice::new(
                NoticeKind::NotCarried,
                format!("Links around pictures were left out: {list}"),
            ));
        }
        for (lines, what) in [
            (
                std::mem::take(&mut self.surplus),
                "Cells beyond the columns of their table were left out.",
            ),
            (std::mem::take(&mut self.comments), "Comments in the source were left out."),
            (
                std::mem::take(&mut self.definitions),
                "Link definitions that no link uses were left out.",
            ),
        ] {
            if !lines.is_empty() {
                let kept = kept(lines.into_iter().map(RichText::plain).collect(), ids);
                notices.push(Notice::new(NoticeKind::NotCarried, what).keeping(kept, last));
            }
        }
        if self.marks_left_off > 0 {
            let message = format!(
                "{} links or other marks beyond the first {MOST_MARKS} of a graf were left off.",
                self.marks_left_off
            );
            notices.push(Notice::new(NoticeKind::CutShort, message));
        }
        if !beyond.is_empty() {
            let message = format!(
                "The text is too long: {} texts after the first {MOST_BLOCKS} blocks were set aside.",
                beyond.len()
            );
            let kept = kept(beyond, ids);
            notices.push(Notice::new(NoticeKind::CutShort, message).keeping(kept, last));
        }
        notices
    }

    fn tell_code(&mut self) -> Option<Notice> {
        let code = std::mem::take(&mut self.code);
        let (_, at) = code.first()?;
        let blocks = match code.len() {
            1 => "1 block of code was".to_owned(),
            more => format!("{more} blocks of code were"),
        };
        let languages: Vec<&str> = code
            .iter()
            .map(|(name, _)| name.as_str())
            .filter(|name| !name.is_empty())
            .take(MOST_LANGUAGES)
            .collect();
        let languages = if languages.is_empty() {
            String::new()
        } else {
            format!(" ({})", languages.join(", "))
        };
        let message = format!("{blocks} kept as ordinary text{languages}.");
        let mut notice = Notice::new(NoticeKind::Changed, message);
        notice.place = at.map(Place::Block);
        Some(notice)
    }
}

/// The first few addresses for a message.
fn named(urls: &[String]) -> Option<String> {
    let shown: Vec<&str> = urls.iter().take(MOST_NAMED).map(String::as_str).collect();
    let more = if urls.len() > shown.len() {
        format!(" and {} more", urls.len() - shown.len())
    } else {
        String::new()
    };
    (!urls.is_empty()).then(|| format!("{}{more}", shown.join(", ")))
}

/// Texts as few grafs as there is room for.
pub(super) fn kept(texts: Vec<RichText>, ids: &mut Ids) -> Vec<Arc<Block>> {
    run::groups(texts)
        .into_iter()
        .map(|group| ids.block(BlockKind::Paragraph(run::joined(&group, '\n'))))
        .collect()
}
