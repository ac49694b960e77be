//! Bold, italics and their kin over any number of texts, and links.

use std::ops::Range;

use crate::edit::flow;
use crate::edit::{Caret, Change, Edit, Selection};
use crate::story::{Mark, MarkKind, RichText, Story, TextAt, TextRef};

/// Words as they are when typed at a byte of a text: with the marks that they stand in, and those
/// that end there, but a link or a comment does not go on at its end.
#[must_use]
pub fn like_before(text: &RichText, byte: usize, words: &str) -> RichText {
    let marks = text
        .marks()
        .iter()
        .filter(|mark| {
            let inside = mark.range.start < byte && byte < mark.range.end;
            let at_end = byte == mark.range.end && mark.range.start < byte;
            let sticks = !matches!(mark.kind, MarkKind::Link { .. } | MarkKind::Comment { .. });
            inside || (at_end && sticks)
        })
        .map(|mark| Mark { range: 0..words.len(), kind: mark.kind.clone() })
        .collect();
    RichText::new(words, marks)
}

/// Words as they are when typed in place of a selection: with the marks of the first letter that
/// they replace, but a link or a comment only goes on if it reaches over more than the selection on
/// both sides. At a caret, as [`like_before`].
#[must_use]
pub fn as_typed(story: &Story, selection: Selection, words: &str) -> RichText {
    let (from, to) = flow::ordered(story, selection);
    let Some(TextRef::Rich(text)) = story.text(from.at) else { return RichText::plain(words) };
    let starts_here = from.byte < text.len() && from != to;
    if !starts_here {
        return like_before(text, from.byte, words);
    }
    let marks = text.marks().iter().filter(|mark| {
        let covers = mark.range.start <= from.byte && from.byte < mark.range.end;
        let around = mark.range.start < from.byte && from.at == to.at && to.byte < mark.range.end;
        let sticks = !matches!(mark.kind, MarkKind::Link { .. } | MarkKind::Comment { .. });
        covers && (sticks || around)
    });
    let marks = marks.map(|mark| Mark { range: 0..words.len(), kind: mark.kind.clone() });
    RichText::new(words, marks.collect())
}

/// Puts a mark on the selected words, or takes it off where all of them have it already. Fields
/// without marks are passed over. Raised and lowered exclude each other.
pub fn toggle_mark(story: &Story, selection: Selection, kind: MarkKind) -> Option<Change> {
    let selection = flow::settle(story, selection)?;
    let takes_off = marked(story, selection, &kind);
    remark(story, selection, |text| {
        let all = 0..text.len();
        match &kind {
            MarkKind::Superscript => text.unmark(all.clone(), &MarkKind::Subscript),
            MarkKind::Subscript => text.unmark(all.clone(), &MarkKind::Superscript),
            _ => {}
        }
        if takes_off { text.unmark(all, &kind) } else { text.mark(all, kind.clone()) }
    })
}

/// Whether all selected words have a mark; at a caret, whether words typed there would have it.
pub fn is_marked(story: &Story, selection: Selection, kind: &MarkKind) -> bool {
    let Some(selection) = flow::settle(story, selection) else { return false };
    if selection.anchor != selection.head {
        return marked(story, selection, kind);
    }
    match story.text(selection.head.at) {
        Some(TextRef::Rich(text)) => {
            like_before(text, selection.head.byte, "x").is_marked(0..1, kind)
        }
        _ => false,
    }
}

/// Makes the selected words a link, or takes the links off them. At a caret, changes the whole link
/// around it.
pub fn set_link(story: &Story, selection: Selection, link: Option<MarkKind>) -> Option<Change> {
    let before = flow::settle(story, selection)?;
    let is_caret = before.anchor == before.head;
    let selection = if is_caret { link_at(story, before.head)?.0 } else { before };
    let any = MarkKind::Link { url: String::new(), title: String::new() };
    if link.as_ref().is_some_and(|link| !link.is_like(&any)) {
        return None;
    }
    let change = remark(story, selection, |text| match &link {
        Some(link) => text.mark(0..text.len(), link.clone()),
        None => text.unmark(0..text.len(), &any),
    })?;
    Some(Change { before: Some(before), after: Some(before), ..change })
}

/// The whole link around a caret, its address and its title; a caret at either end counts.
pub fn link_at(story: &Story, caret: Caret) -> Option<(Selection, &str, &str)> {
    let TextRef::Rich(text) = story.text(caret.at)? else { return None };
    let mut touching = text.marks().iter().filter_map(|mark| match &mark.kind {
        MarkKind::Link { url, title }
            if mark.range.start <= caret.byte && caret.byte <= mark.range.end =>
        {
            Some((mark.range.clone(), url.as_str(), title.as_str()))
        }
        _ => None,
    });
    // Between two links the second, whose words come next.
    let (range, url, title) = touching.next_back()?;
    let caret = |byte| Caret { at: caret.at, byte };
    let selection = Selection { anchor: caret(range.start), head: caret(range.end) };
    Some((selection, url, title))
}

/// The selected stretches that can have marks.
fn stretches(
    story: &Story,
    selection: Selection,
) -> impl Iterator<Item = (TextAt, Range<usize>, &RichText)> {
    flow::selected(story, selection).filter_map(|(at, range)| match story.text(at) {
        Some(TextRef::Rich(text)) if !range.is_empty() => Some((at, range, text)),
        _ => None,
    })
}

fn marked(story: &Story, selection: Selection, kind: &MarkKind) -> bool {
    let mut some = false;
    stretches(story, selection).all(|(_, range, text)| {
        some = true;
        text.is_marked(range, kind)
    }) && some
}

/// Changes the marks of what is selected; the words and the selection stay.
fn remark(story: &Story, selection: Selection, change: impl Fn(&mut RichText)) -> Option<Change> {
    let mut edits: Vec<Edit> = stretches(story, selection)
        .filter_map(|(at, range, text)| {
            let old = text.slice(range.clone());
            let mut with = old.clone();
            change(&mut with);
            (with != old).then_some(Edit::Splice { at, range, with })
        })
        .collect();
    let edit = match edits.len() {
        0 => return None,
        1 => edits.pop()?,
        _ => Edit::Batch(edits),
    };
    Some(Change { edit, before: Some(selection), after: Some(selection) })
}
