//! Edits that editors ask for, made from the story as it stands.
//!
//! Each function returns `None` where the wish makes no sense, such as merging the first block
//! with the one above it.

use super::{Change, Edit, Selection};
use crate::story::{
    BlockId, BlockKind, HeadingLevel, Ids, List, ListItem, Part, Quote, RichText, Story, TextAt,
};

/// What a block of words can be converted to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A graf.
    Paragraph,
    /// A subhead.
    Heading(HeadingLevel),
    /// A quotation.
    Quote,
    /// A pull quote.
    PullQuote,
    /// A list, numbered or not.
    List {
        /// Numbered.
        ordered: bool,
    },
    /// A note to colleagues.
    DeskNote,
}

/// Makes a block of words another sort of block; the words stay.
pub fn convert(story: &Story, id: BlockId, to: Shape) -> Option<Change> {
    let block = story.block(id)?;
    let texts: Vec<RichText> = match &block.kind {
        BlockKind::Paragraph(text) | BlockKind::Heading(_, text) | BlockKind::DeskNote(text) => {
            vec![text.clone()]
        }
        BlockKind::Quote(quote) | BlockKind::PullQuote(quote) => vec![quote.text.clone()],
        BlockKind::List(list) => list.items.iter().map(|item| item.text.clone()).collect(),
        _ => return None,
    };
    let attribution = match &block.kind {
        BlockKind::Quote(quote) | BlockKind::PullQuote(quote) => quote.attribution.clone(),
        _ => String::new(),
    };
    let mut text = RichText::default();
    for (index, part) in texts.iter().enumerate() {
        if index > 0 {
            text.push(&RichText::plain("\n"));
        }
        text.push(part);
    }
    // An attribution has no place outside a quote, so it joins the words rather than get lost.
    let with_attribution = |mut text: RichText| {
        if !attribution.is_empty() {
            text.push(&RichText::plain(format!("\n— {attribution}")));
        }
        text
    };
    let kind = match to {
        Shape::Paragraph => BlockKind::Paragraph(with_attribution(text)),
        Shape::Heading(level) => BlockKind::Heading(level, with_attribution(text)),
        Shape::Quote => BlockKind::Quote(Quote { text, attribution }),
        Shape::PullQuote => BlockKind::PullQuote(Quote { text, attribution }),
        Shape::DeskNote => BlockKind::DeskNote(with_attribution(text)),
        Shape::List { ordered } => {
            let items = match &block.kind {
                BlockKind::List(list) => list.items.clone(),
                _ => lines(&with_attribution(text))
                    .into_iter()
                    .map(|text| ListItem { level: 0, text })
                    .collect(),
            };
            BlockKind::List(List { ordered, items })
        }
    };
    if kind == block.kind {
        return None;
    }
    let part = if matches!(kind, BlockKind::List(_)) { Part::Item(0) } else { Part::Text };
    let after = Some(Selection::caret(TextAt::Block(id, part), 0));
    Some(Change { edit: Edit::Replace { id, kind }, before: None, after })
}

/// Joins a picture or gallery with the one below it into one gallery.
pub fn gather(story: &Story, id: BlockId) -> Option<Change> {
    let pictures = |block: &crate::story::Block| match &block.kind {
        BlockKind::Figure(figure) => Some(vec![figure.as_ref().clone()]),
        BlockKind::Gallery(figures) => Some(figures.clone()),
        _ => None,
    };
    let index = story.position(id)?;
    let mut figures = pictures(story.body.get(index)?)?;
    let below = story.body.get(index + 1)?;
    figures.extend(pictures(below)?);
    let kind = BlockKind::Gallery(figures);
    let edits = vec![Edit::Remove { id: below.id }, Edit::Replace { id, kind }];
    Some(Edit::Batch(edits).into())
}

/// Takes a gallery apart into pictures that follow each other.
pub fn scatter(story: &Story, id: BlockId, ids: &mut Ids) -> Option<Change> {
    let BlockKind::Gallery(figures) = &story.block(id)?.kind else { return None };
    let index = story.position(id)?;
    let mut edits = vec![Edit::Remove { id }];
    for (offset, figure) in figures.iter().enumerate() {
        let block = ids.block(BlockKind::Figure(Box::new(figure.clone())));
        edits.push(Edit::Insert { index: index + offset, block });
    }
    Some(Edit::Batch(edits).into())
}

/// Moves a block by some places; it stops at the ends of the body.
pub fn shift(story: &Story, id: BlockId, by: isize) -> Option<Change> {
    let from = story.position(id)?;
    let to = from.saturating_add_signed(by).min(story.body.len().saturating_sub(1));
    (to != from).then(|| Edit::Move { id, to }.into())
}

/// Puts a new block below another, or at the end of the body.
pub fn insert_below(
    story: &Story,
    below: Option<BlockId>,
    kind: BlockKind,
    ids: &mut Ids,
) -> (Change, BlockId) {
    let index =
        below.and_then(|id| story.position(id)).map_or(story.body.len(), |position| position + 1);
    let block = ids.block(kind);
    let id = block.id;
    (Edit::Insert { index, block }.into(), id)
}

/// A text cut at its line breaks, marks kept.
fn lines(text: &RichText) -> Vec<RichText> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.as_str().split('\n') {
        lines.push(text.slice(start..start + line.len()));
        start += line.len() + 1;
    }
    lines
}
