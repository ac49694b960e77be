//! The story as it grows while the text is read from top to bottom.

use super::ledger::{Ledger, shortened};
use super::pieces::Piece;
use crate::import::recognise;
use crate::import::{LONGEST_TEXT_BYTES, MOST_BLOCKS};
use crate::story::{
    BlockId, BlockKind, Ids, Notice, NoticeKind, Part, Person, Place, RichText, Story, Tag, TextAt,
};

/// More notices about words that have run together are not given.
const MOST_FUSED_NOTICES: usize = 20;

/// More tags than this are set aside.
const MOST_TAGS: usize = 200;
/// More people than this are set aside; the notice about the byline has their names.
const MOST_BYLINES: usize = 60;

/// The story, its notices, and where the last block stands.
#[derive(Debug)]
pub(super) struct Reading<'a> {
    pub(super) story: Story,
    pub(super) ledger: Ledger,
    pub(super) ids: &'a mut Ids,
    /// The last block of the body.
    pub(super) last: Option<BlockId>,
    /// Grafs put so far.
    pub(super) grafs: usize,
    fused: usize,
    /// What came after the last block that there is room for.
    beyond: Vec<String>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(ids: &'a mut Ids) -> Self {
        Self {
            story: Story::new(ids.story()),
            ledger: Ledger::default(),
            ids,
            last: None,
            grafs: 0,
            fused: 0,
            beyond: Vec::new(),
        }
    }

    /// Adds a block to the body.
    pub(super) fn put(&mut self, kind: BlockKind) -> BlockId {
        self.ledger.flush(self.last, self.ids);
        if self.story.body.len() >= MOST_BLOCKS {
            self.beyond.extend(words_of(&kind));
            return self.last.unwrap_or(BlockId(self.story.id.0));
        }
        let block = self.ids.block(kind);
        let id = block.id;
        self.story.body.push(block);
        self.last = Some(id);
        id
    }

    /// Adds a graf with its links marked and its doubts told.
    pub(super) fn put_graf(&mut self, piece: &Piece) {
        for part in in_parts(&piece.text) {
            let id = self.put(BlockKind::Paragraph(linked(part)));
            self.grafs += 1;
            self.doubts(part, TextAt::Block(id, Part::Text));
        }
        self.tell_joins(piece);
    }

    /// Words that have run together, told with their place.
    fn doubts(&mut self, text: &str, at: TextAt) {
        for range in recognise::fused_words(text) {
            if self.fused >= MOST_FUSED_NOTICES {
                return;
            }
            self.fused += 1;
            let words = text.get(range.clone()).unwrap_or_default();
            let message = format!("A space may be missing: “{}”", shortened(words));
            let notice = Notice::new(NoticeKind::Doubtful, message);
            self.ledger.push(notice.at(Place::Range(at, range.into())));
        }
    }

    /// Words that were broken at a line end, told with what was made of them.
    pub(super) fn tell_joins(&mut self, piece: &Piece) {
        for (was, is) in &piece.joined {
            let message = format!("Broken word “{was}” joined as “{is}”");
            let mut notice = Notice::new(NoticeKind::Doubtful, message);
            notice.place = self.last.map(Place::Block);
            self.ledger.push(notice);
        }
    }

    /// Adds to the note to the desk.
    pub(super) fn note(&mut self, text: &str) {
        if !self.story.note_to_desk.is_empty() {
            self.story.note_to_desk.push('\n');
        }
        self.story.note_to_desk.push_str(text);
    }

    /// Adds a tag that is not there yet; the line that it stood in is told by the caller.
    pub(super) fn tag(&mut self, name: &str) {
        let name = name.trim().trim_end_matches([',', ';']).trim();
        if !name.is_empty() && !self.has_tag(name) && self.story.tags.len() < MOST_TAGS {
            self.story.tags.push(Tag::free(name));
        }
    }

    pub(super) fn has_tag(&self, name: &str) -> bool {
        self.story.tags.iter().any(|tag| tag.name.to_lowercase() == name.to_lowercase())
    }

    /// Adds people to the byline, or fills in what is not known of them.
    pub(super) fn people(&mut self, people: Vec<Person>) {
        for person in people {
            let merged = recognise::merge(&mut self.story.bylines, person.clone());
            if !merged && self.story.bylines.len() < MOST_BYLINES {
                self.story.bylines.push(person);
            }
        }
    }

    /// The last notices, and the story.
    pub(super) fn finish(mut self) -> (Story, Vec<Notice>) {
        self.ledger.flush(self.last, self.ids);
        if !self.beyond.is_empty() {
            let message = format!(
                "The text is too long: {} grafs after the first {MOST_BLOCKS} blocks were set aside",
                self.beyond.len()
            );
            let mut kept = Vec::new();
            let mut part = String::new();
            for text in std::mem::take(&mut self.beyond) {
                if part.len() + text.len() > LONGEST_TEXT_BYTES && !part.is_empty() {
                    let whole = std::mem::take(&mut part);
                    kept.push(self.ids.block(BlockKind::Paragraph(RichText::plain(whole))));
                }
                if !part.is_empty() {
                    part.push('\n');
                }
                part.push_str(&text);
            }
            kept.push(self.ids.block(BlockKind::Paragraph(RichText::plain(part))));
            let notice = Notice::new(NoticeKind::CutShort, message);
            self.ledger.push(notice.keeping(kept, self.last));
        }
        (self.story, self.ledger.into_notices())
    }
}

/// A text with its bare addresses marked as links.
pub(super) fn linked(text: &str) -> RichText {
    let mut rich = RichText::plain(text);
    recognise::mark_bare_links(&mut rich);
    rich
}

/// A graf in parts that a block has room for, broken between words.
pub(super) fn in_parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while rest.len() > LONGEST_TEXT_BYTES {
        let mut end = LONGEST_TEXT_BYTES;
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        let head = rest.get(..end).unwrap_or_default();
        let end = head.rfind(char::is_whitespace).filter(|at| *at > 0).unwrap_or(end);
        let (part, after) = rest.split_at(end);
        parts.push(part.trim_end());
        rest = after.trim_start();
    }
    parts.push(rest);
    parts
}

fn words_of(kind: &BlockKind) -> Vec<String> {
    let texts: Vec<String> =
        kind.texts().into_iter().map(|text| text.as_str().to_owned()).collect();
    match kind {
        BlockKind::Related(link) | BlockKind::Promo(link) => vec![link.title.clone()],
        BlockKind::Embed(embed) => {
            vec![embed.title.clone(), embed.fallback.clone(), embed.url.clone()]
        }
        BlockKind::Figure(figure) => {
            let credit = figure.credit.verbatim.clone();
            texts.into_iter().chain([credit, figure.alt.text().to_owned()]).collect()
        }
        BlockKind::Quote(quote) => texts.into_iter().chain([quote.attribution.clone()]).collect(),
        _ => texts,
    }
}
