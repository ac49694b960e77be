//! Puts the story together from its pieces and writes the receipt.
//!
//! Must not know: markup.

use std::sync::Arc;

use super::boxes::{Fate, Fates};
use super::piece::{Page, Piece, Read, Remark, What};
use super::related;
use crate::story::{
    Block, BlockId, BlockKind, Ids, Link, Notice, NoticeKind, Part, Place, Story, TextAt,
    first_upper,
};

use super::super::MOST_BLOCKS;
use super::super::recognise;

/// So many notices about fused words are written one by one.
const MOST_FUSED: usize = 12;
/// So many letters of what was taken out are shown in its notice.
const SHOWN_CHARS: usize = 90;

/// What was taken out of one box, as it grows.
struct Taken {
    name: &'static str,
    blocks: Vec<Arc<Block>>,
    after: Option<BlockId>,
    words: String,
}

/// The body with what was taken out of it.
struct Assembly<'a> {
    ids: &'a mut Ids,
    body: Vec<Arc<Block>>,
    taken: Vec<Option<Taken>>,
    /// Labels above or before links to other stories.
    labels: Vec<String>,
    changed: Vec<Notice>,
    fused: usize,
    cut: usize,
}

/// Makes the blocks of the story and the notices about what is not in it.
pub(super) fn assemble(
    page: &Page<'_>,
    read: &mut Read,
    fates: &Fates,
    lead: Option<usize>,
    story: &mut Story,
    ids: &mut Ids,
) -> Vec<Notice> {
    let pieces = std::mem::take(&mut read.pieces);
    let last_copy = last_copy(&pieces, fates);
    let mut assembly = Assembly {
        ids,
        body: Vec::new(),
        // One more than there are groups, for what fields did not keep.
        taken: (0..=fates.groups.len()).map(|_| None).collect(),
        labels: Vec::new(),
        changed: Vec::new(),
        fused: 0,
        cut: 0,
    };
    let fields = field_words(story);
    let mut related_box: Option<(usize, Vec<Link>, Vec<Piece>)> = None;
    for (index, piece) in pieces.into_iter().enumerate() {
        let fate = fates.get(index);
        let same_box = matches!((&related_box, fate), (Some((group, ..)), Fate::Related(now)) if *group == now);
        if !same_box && let Some((group, links, pieces)) = related_box.take() {
            assembly.related(group, links, pieces, fates);
        }
        match fate {
            _ if Some(index) == lead => {
                if let What::Figure(figure) = piece.what {
                    story.lead = Some(*figure);
                }
            }
            Fate::Body => assembly.keep(piece),
            Fate::Field | Fate::Tags(_) | Fate::Bio(_) => {
                // Most words are in their fields now; a line that says more is kept beside them.
                if missing_words(&piece.words(), &fields).next().is_some() {
                    assembly.take(fates.groups.len(), piece, fates);
                }
            }
            // Between grafs they are copy, below the last one they are the page's.
            Fate::Related(group) if index < last_copy => {
                let links = related::links(page, &piece);
                let (_, known, pieces) = related_box.get_or_insert((group, Vec::new(), Vec::new()));
                related::join(known, links);
                pieces.push(piece);
            }
            Fate::Related(group) | Fate::Out(group) | Fate::Crumbs(group) => {
                assembly.take(group, piece, fates);
            }
        }
    }
    if let Some((group, links, pieces)) = related_box.take() {
        assembly.related(group, links, pieces, fates);
    }
    assembly.finish(story)
}

/// The words of the story's fields, in lower case.
fn field_words(story: &Story) -> String {
    let mut words = format!(
        "{}\n{}\n{}\n{}\n{}\n",
        story.section,
        story.kicker,
        story.headline,
        story.standfirst.as_str(),
        story.dateline.place
    );
    for person in &story.bylines {
        for text in [&person.name, &person.role, &person.outlet, &person.email] {
            words.push_str(text);
            words.push('\n');
        }
        words.push_str(person.bio.as_str());
        words.push('\n');
        for handle in &person.handles {
            words.push_str(&handle.name);
            words.push('\n');
        }
    }
    for tag in &story.tags {
        words.push_str(&tag.name);
        words.push('\n');
    }
    words.to_lowercase()
}

/// Words of two letters or more that do not stand in `known`, which is in lower case.
fn missing_words<'w>(words: &'w str, known: &'w str) -> impl Iterator<Item = &'w str> {
    words
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| word.chars().filter(|letter| letter.is_alphabetic()).count() >= 2)
        .filter(|word| !known.contains(&word.to_lowercase()))
}

/// The number of the last piece of running copy.
fn last_copy(pieces: &[Piece], fates: &Fates) -> usize {
    pieces
        .iter()
        .enumerate()
        .rev()
        .find(|(index, piece)| {
            fates.get(*index) == Fate::Body
                && matches!(
                    piece.what,
                    What::Text(_) | What::List(_) | What::Quote(_) | What::Table(_)
                )
        })
        .map_or(0, |(index, _)| index)
}

impl Assembly<'_> {
    /// A piece stays in the body.
    fn keep(&mut self, piece: Piece) {
        let remark = piece.remark.clone();
        let Some(mut kind) = piece.into_block() else { return };
        if self.body.len() >= MOST_BLOCKS {
            self.cut += 1;
            return;
        }
        if let BlockKind::Paragraph(text) = &mut kind {
            recognise::mark_bare_links(text);
        }
        let fused = match &kind {
            BlockKind::Paragraph(text) if self.fused < MOST_FUSED => {
                let ranges = recognise::fused_words(text.as_str());
                ranges.first().and_then(|range| text.as_str().get(range.clone())).map(str::to_owned)
            }
            _ => None,
        };
        let block = self.ids.block(kind);
        if let Some(words) = fused {
            self.fused += 1;
            self.changed.push(
                Notice::new(
                    NoticeKind::Doubtful,
                    format!("Words stand together without a space: “{words}”."),
                )
                .at(Place::Text(TextAt::Block(block.id, Part::Text))),
            );
        }
        if let Some(remark) = remark {
            self.remark(remark, &block);
        }
        self.body.push(block);
    }

    fn remark(&mut self, remark: Remark, block: &Arc<Block>) {
        let (message, quotes) = match remark {
            Remark::Indented(quote) => (
                "An indented passage came in as an ordinary graf; here it is as a quote.",
                vec![quote],
            ),
            Remark::QuoteInside(quotes) => (
                "A quotation inside a list or table came in as running text there; here it is as a quote.",
                quotes,
            ),
            Remark::QuoteTakenApart => {
                let message = "A quotation held more than words and came in as several blocks.";
                if self.changed.last().is_some_and(|notice| notice.message == message) {
                    return;
                }
                (message, Vec::new())
            }
            Remark::QuotesJoined => {
                ("Quotations inside each other came in as one quote.", Vec::new())
            }
            Remark::CellsSplit => (
                "Cells that spanned several columns or rows stand in the first of them.",
                Vec::new(),
            ),
        };
        let mut notice = Notice::new(NoticeKind::Changed, message).at(Place::Block(block.id));
        if !quotes.is_empty() {
            let blocks =
                quotes.into_iter().map(|quote| self.ids.block(BlockKind::Quote(quote))).collect();
            notice = notice.keeping(blocks, Some(block.id));
        }
        self.changed.push(notice);
    }

    /// The links of a box between two grafs become blocks; its label is furniture.
    fn related(&mut self, group: usize, links: Vec<Link>, pieces: Vec<Piece>, fates: &Fates) {
        let links: Vec<Link> = links.into_iter().filter(|link| !link.title.is_empty()).collect();
        for piece in pieces {
            let words = piece.words();
            let carried = super::boxes::is_links(&piece)
                || links.iter().any(|link| {
                    words.contains(&link.title) && words.len() <= link.title.len() + 40
                });
            let titles: String =
                links.iter().map(|link| link.title.to_lowercase() + "\n").collect();
            if carried {
                let label: Vec<&str> = missing_words(&words, &titles).collect();
                if !label.is_empty() {
                    self.labels.push(label.join(" "));
                }
            }
            if links.is_empty() || !carried {
                self.take(group, piece, fates);
            } else if let What::Figure(_) = piece.what {
                self.take(group, piece, fates);
            }
        }
        for link in links {
            if self.body.len() >= MOST_BLOCKS {
                self.cut += 1;
                continue;
            }
            let block = self.ids.block(BlockKind::Related(link));
            self.body.push(block);
        }
    }

    /// A piece goes, and is kept in the notice of its group.
    fn take(&mut self, group: usize, piece: Piece, fates: &Fates) {
        let after = self.body.last().map(|block| block.id);
        let name = fates.groups.get(group).map_or("words around the story", |group| group.name);
        let words = piece.words();
        let shows_picture_alone = matches!(piece.what, What::Figure(_)) && words.is_empty();
        let Some(slot) = self.taken.get_mut(group) else { return };
        let taken = slot.get_or_insert_with(|| Taken {
            name,
            blocks: Vec::new(),
            after,
            words: String::new(),
        });
        if taken.words.chars().count() < SHOWN_CHARS && !words.is_empty() {
            if !taken.words.is_empty() {
                taken.words.push_str(" · ");
            }
            taken.words.push_str(&words);
        }
        if shows_picture_alone && matches!(name, "page header" | "navigation") {
            return;
        }
        if taken.blocks.len() >= MOST_BLOCKS {
            self.cut += 1;
            return;
        }
        if let Some(kind) = piece.into_block() {
            taken.blocks.push(self.ids.block(kind));
        }
    }

    fn finish(self, story: &mut Story) -> Vec<Notice> {
        story.body = self.body.into();
        let mut notices = Vec::new();
        for taken in self.taken.into_iter().flatten() {
            if taken.words.trim().is_empty()
                && taken.blocks.iter().all(|block| matches!(block.kind, BlockKind::Divider))
            {
                continue;
            }
            let name = first_upper(taken.name);
            let message = match shortened(&taken.words) {
                shown if shown.is_empty() => format!("{name} left out."),
                shown => format!("{name} left out: “{shown}”."),
            };
            notices.push(
                Notice::new(NoticeKind::FurnitureRemoved, message)
                    .keeping(taken.blocks, taken.after),
            );
        }
        if !self.labels.is_empty() {
            let mut labels = self.labels;
            labels.dedup();
            notices.push(Notice::new(
                NoticeKind::FurnitureRemoved,
                format!("Labels of related stories left out: “{}”.", labels.join("”, “")),
            ));
        }
        notices.extend(self.changed);
        if self.cut > 0 {
            notices.push(Notice::new(
                NoticeKind::CutShort,
                format!("{} blocks beyond the first {MOST_BLOCKS} were not taken.", self.cut),
            ));
        }
        notices
    }
}

fn shortened(words: &str) -> String {
    let words = words.trim();
    if words.chars().count() <= SHOWN_CHARS {
        return words.to_owned();
    }
    let cut: String = words.chars().take(SHOWN_CHARS).collect();
    format!("{}…", cut.trim_end())
}
