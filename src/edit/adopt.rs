//! Bringing another story's words into this one: pastes, imports, things brought back.

use std::sync::Arc;

use super::{Caret, Change, Edit, Selection, Value, flow, write};
use crate::story::{
    Block, BlockId, BlockKind, HeadingLevel, Ids, Notice, NoticeKind, Part, RichText, Story,
    TextAt, TextRef, Variant,
};

/// Puts blocks in at a caret, as [`write::paste`] does. Without a caret, or where its text is gone
/// by now, they go to the end of the body.
pub fn blocks(
    story: &Story,
    at: Option<Caret>,
    blocks: Vec<Arc<Block>>,
    ids: &mut Ids,
) -> Option<Change> {
    if let Some(caret) = at.filter(|caret| flow::len(story, caret.at).is_some()) {
        let selection = Selection { anchor: caret, head: caret };
        return write::paste(story, selection, blocks, ids);
    }
    let blocks = write::with_own_ids(story, blocks, ids);
    let after = end_of(blocks.last()?);
    Some(Change { edit: appended(story, blocks), before: None, after })
}

/// Puts blocks back below the one they stood after, or at the start.
pub fn below(story: &Story, after: Option<BlockId>, blocks: Vec<Arc<Block>>) -> Option<Change> {
    let index = match after {
        Some(id) => story.position(id).map_or(story.body.len(), |index| index + 1),
        None => 0,
    };
    let fresh: Vec<_> =
        blocks.into_iter().filter(|block| story.position(block.id).is_none()).collect();
    let selection = fresh.first().and_then(end_of);
    (!fresh.is_empty()).then(|| Change {
        edit: inserted(index, fresh),
        before: None,
        after: selection,
    })
}

/// Whether nobody has written anything into the story yet.
pub fn is_pristine(story: &Story) -> bool {
    let furniture =
        [&story.headline, &story.kicker, &story.slug, &story.section, &story.dateline.place];
    furniture.into_iter().all(|text| text.trim().is_empty())
        && story.standfirst.is_blank()
        && story.bylines.is_empty()
        && story.lead.is_none()
        && story.tags.is_empty()
        && story
            .body
            .iter()
            .all(|block| matches!(&block.kind, BlockKind::Paragraph(text) if text.is_blank()))
}

/// Takes over a whole story, furniture included, as one step of undo. The id, the times and the
/// status of this story stay.
pub fn whole(story: &Story, other: &Story) -> Change {
    let mut edits: Vec<Edit> =
        story.body.iter().map(|block| Edit::Remove { id: block.id }).collect();
    edits.push(inserted(0, other.body.iter().cloned().collect()));
    for (at, text) in furniture(other) {
        let len = story.text(at).map_or(0, |text| text.as_str().len());
        edits.push(Edit::Splice { at, range: 0..len, with: text });
    }
    edits.push(Edit::Set(Value::Language(other.language.clone())));
    edits.push(Edit::Set(Value::Bylines(other.bylines.clone())));
    edits.push(Edit::Set(Value::DatelineDate(other.dateline.date)));
    edits.push(Edit::Set(Value::Lead(other.lead.clone().map(Box::new))));
    edits.push(Edit::Set(Value::Tags(other.tags.clone())));
    edits.push(Edit::Set(Value::Related(other.related.clone())));
    edits.push(Edit::Set(Value::Notes(other.notes.clone())));
    Edit::Batch(edits).into()
}

/// What a story has beside its body, as notices that keep it, for where there is no room for it.
pub fn set_aside(other: &Story, ids: &mut Ids) -> Vec<Notice> {
    let mut notices = Vec::new();
    let mut keep = |message: String, kind: BlockKind| {
        let notice = Notice::new(NoticeKind::NotCarried, message);
        notices.push(notice.keeping(vec![ids.block(kind)], None));
    };
    for (at, text) in furniture(other) {
        if text.is_blank() || matches!(at, TextAt::Slug | TextAt::SourceUrl) {
            continue;
        }
        let name = field_name(at);
        let kind = match at {
            TextAt::Headline => BlockKind::Heading(HeadingLevel::Two, text.clone()),
            _ => BlockKind::Paragraph(text.clone()),
        };
        keep(format!("{name} not used, the story has its own: “{}”", text.as_str()), kind);
    }
    for person in &other.bylines {
        let mut words = RichText::plain(person.name.clone());
        if !person.bio.is_empty() {
            words.push(&RichText::plain(". "));
            words.push(&person.bio);
        }
        keep(
            format!("Byline not used, the story has its own: {}", person.name),
            BlockKind::Paragraph(words),
        );
    }
    if let Some(figure) = &other.lead {
        keep("Lead picture put aside".to_owned(), BlockKind::Figure(Box::new(figure.clone())));
    }
    for link in &other.related {
        keep(format!("Related story put aside: {}", link.title), BlockKind::Related(link.clone()));
    }
    notices
}

fn furniture(story: &Story) -> Vec<(TextAt, RichText)> {
    [
        TextAt::Slug,
        TextAt::Section,
        TextAt::Kicker,
        TextAt::Headline,
        TextAt::Variant(Variant::Web),
        TextAt::Variant(Variant::Social),
        TextAt::Variant(Variant::Push),
        TextAt::Standfirst,
        TextAt::DatelinePlace,
        TextAt::NoteToDesk,
        TextAt::SourceUrl,
    ]
    .into_iter()
    .filter_map(|at| match story.text(at)? {
        TextRef::Plain(text) => Some((at, RichText::plain(text))),
        TextRef::Rich(text) => Some((at, text.clone())),
    })
    .collect()
}

fn field_name(at: TextAt) -> &'static str {
    match at {
        TextAt::Section => "Section",
        TextAt::Kicker => "Kicker",
        TextAt::Headline => "Headline",
        TextAt::Standfirst => "Standfirst",
        TextAt::DatelinePlace => "Dateline",
        TextAt::NoteToDesk => "Note to desk",
        _ => "Headline variant",
    }
}

fn inserted(index: usize, blocks: Vec<Arc<Block>>) -> Edit {
    let inserts = blocks
        .into_iter()
        .enumerate()
        .map(|(offset, block)| Edit::Insert { index: index + offset, block });
    Edit::Batch(inserts.collect())
}

/// At the end of the body; an empty graf that is the last block makes room.
fn appended(story: &Story, blocks: Vec<Arc<Block>>) -> Edit {
    let empty = story
        .body
        .last()
        .filter(|block| matches!(&block.kind, BlockKind::Paragraph(text) if text.is_empty()));
    match empty {
        Some(block) => {
            Edit::Batch(vec![Edit::Remove { id: block.id }, inserted(story.body.len() - 1, blocks)])
        }
        None => inserted(story.body.len(), blocks),
    }
}

/// The caret behind a block.
fn end_of(block: &Arc<Block>) -> Option<Selection> {
    let at = flow::stops(block).next_back()?;
    let byte = match (&block.kind, at) {
        (BlockKind::List(list), _) => list.items.last().map_or(1, |item| item.text.len()),
        (_, TextAt::Block(_, Part::Whole)) => 1,
        _ => block.kind.texts().first()?.len(),
    };
    Some(Selection::caret(at, byte))
}
