//! Enter, the soft break, and the signs at the start of a line that stand for a kind of block.

use super::cut::{self, Spot};
use super::marks::like_before;
use super::shapes;
use super::work::Work;
use crate::edit::flow::{self, Way};
use crate::edit::make::Shape;
use crate::edit::{Caret, Change, Selection};
use crate::story::{
    BlockId, BlockKind, HeadingLevel, Ids, ListItem, Part, RichText, Story, TextAt, TextRef,
};

/// Enter: deletes the selection and begins a new graf, item or line; nothing in an island.
///
/// The second half of a subhead is a graf, and at the start of one an empty graf comes above it. A
/// quote goes on in a new line; Enter in an empty last line leaves it. An empty item goes up a
/// level, then out of its list; an empty desk note becomes a graf. On a block selected as a whole
/// an empty graf comes below it.
pub fn enter(story: &Story, selection: Selection, ids: &mut Ids) -> Option<Change> {
    let selection = flow::settle(story, selection)?;
    if !flow::is_in_flow(selection.head.at) {
        return None;
    }
    let mut work = Work::new(story, selection);
    let spot = match flow::is_whole(story, selection) {
        Some(id) => Spot::Between(story.position(id)? + 1),
        None => cut::cut(&mut work, selection)?,
    };
    let caret = match spot {
        Spot::Text(caret) => split(&mut work, caret, ids)?,
        Spot::Between(index) => empty_graf(&mut work, index, ids)?,
    };
    work.done(Selection { anchor: caret, head: caret })
}

/// A line break inside the text (Shift+Enter). In fields without marks only the note to the desk
/// has lines.
pub fn soft_break(story: &Story, selection: Selection, ids: &mut Ids) -> Option<Change> {
    let selection = flow::settle(story, selection)?;
    let (from, _) = flow::ordered(story, selection);
    let with = match story.text(from.at) {
        Some(TextRef::Rich(text)) => like_before(text, from.byte, "\n"),
        Some(TextRef::Plain(_)) if from.at == TextAt::NoteToDesk => RichText::plain("\n"),
        _ => return None,
    };
    super::insert(story, selection, &with, ids)
}

/// What a sign typed at the start of a graf asks for, right after the space behind it: `# `,
/// `## `, `### ` a subhead; `> ` a quote; `- ` or `* ` a list; `1. ` a numbered one. Below a list
/// of its kind the graf becomes the next item of that one, if it is numbered by its next number.
pub fn typed_start(story: &Story, caret: Caret) -> Option<Change> {
    let TextAt::Block(id, Part::Text) = caret.at else { return None };
    let BlockKind::Paragraph(text) = &story.block(id)?.kind else { return None };
    let sign = text.as_str().get(..caret.byte)?;
    let to = match sign {
        "# " => Shape::Heading(HeadingLevel::Two),
        "## " => Shape::Heading(HeadingLevel::Three),
        "### " => Shape::Heading(HeadingLevel::Four),
        "> " => Shape::Quote,
        "- " | "* " => Shape::List { ordered: false },
        "1. " => Shape::List { ordered: true },
        _ if Some(sign) == next_number(story, id).as_deref() => Shape::List { ordered: true },
        _ => return None,
    };
    let before = Selection { anchor: caret, head: caret };
    let mut work = Work::new(story, before);
    work.splice(caret.at, 0..caret.byte, RichText::default())?;
    let BlockKind::Paragraph(text) = work.story.block(id)?.kind.clone() else { return None };
    work.replace(id, shapes::kind_of(to, text))?;
    let at = flow::stops(work.story.block(id)?).next()?;
    // `1. ` begins a list of its own.
    if sign != "1. " {
        work.knit(story.position(id)?)?;
    }
    let head = work.carried(Caret { at, byte: 0 });
    let head = work.place(head.at, 0)?;
    work.done(Selection { anchor: head, head })
}

/// What is typed to go on with the numbered list above a block.
fn next_number(story: &Story, id: BlockId) -> Option<String> {
    let above = story.body.get(story.position(id)?.checked_sub(1)?)?;
    let BlockKind::List(list) = &above.kind else { return None };
    let count = list.items.iter().filter(|item| item.level == 0).count();
    list.ordered.then(|| format!("{}. ", count + 1))
}

/// Enter behind `***` or `---` that is all of a graf, or behind the dash that smart typing has made
/// of the hyphens: a divider, with an empty graf below it.
pub fn typed_rule(story: &Story, caret: Caret, ids: &mut Ids) -> Option<Change> {
    let TextAt::Block(id, Part::Text) = caret.at else { return None };
    let BlockKind::Paragraph(text) = &story.block(id)?.kind else { return None };
    if !matches!(text.as_str(), "***" | "---" | "—" | "–") || caret.byte != text.len() {
        return None;
    }
    let index = story.position(id)?;
    let mut work = Work::new(story, Selection { anchor: caret, head: caret });
    work.insert(index, ids.block(BlockKind::Divider))?;
    work.splice(caret.at, 0..caret.byte, RichText::default())?;
    work.done(Selection::caret(caret.at, 0))
}

fn empty_graf(work: &mut Work, index: usize, ids: &mut Ids) -> Option<Caret> {
    let at = work.graf(index, RichText::default(), ids)?;
    Some(Caret { at, byte: 0 })
}

/// Splits the block of a caret; the caret goes to the start of the second half.
fn split(work: &mut Work, caret: Caret, ids: &mut Ids) -> Option<Caret> {
    let TextAt::Block(id, part) = caret.at else { return None };
    if let Part::Item(nth) = part {
        return split_item(work, id, nth, caret.byte, ids);
    }
    let index = work.story.position(id)?;
    let TextRef::Rich(text) = work.story.text(caret.at)? else { return None };
    let (text, kind) = (text.clone(), work.story.block(id)?.kind.clone());
    let is_note = matches!(kind, BlockKind::DeskNote(_));
    if let BlockKind::Quote(_) | BlockKind::PullQuote(_) = kind {
        return line_of_quote(work, caret, &text, ids);
    }
    if is_note && text.is_empty() {
        work.replace(id, BlockKind::Paragraph(text))?;
        return Some(caret);
    }
    let new = if is_note { BlockKind::DeskNote } else { BlockKind::Paragraph };
    if caret.byte == 0 && !text.is_empty() {
        work.insert(index, ids.block(new(RichText::default())))?;
        return Some(caret);
    }
    let tail = text.slice(caret.byte..text.len());
    work.splice(caret.at, caret.byte..text.len(), RichText::default())?;
    let block = ids.block(new(tail));
    let at = TextAt::Block(block.id, Part::Text);
    work.insert(index + 1, block)?;
    Some(Caret { at, byte: 0 })
}

fn line_of_quote(work: &mut Work, caret: Caret, text: &RichText, ids: &mut Ids) -> Option<Caret> {
    let TextAt::Block(id, _) = caret.at else { return None };
    let in_empty_last_line =
        caret.byte == text.len() && (text.is_empty() || text.as_str().ends_with('\n'));
    if !in_empty_last_line {
        return work.splice(caret.at, caret.byte..caret.byte, like_before(text, caret.byte, "\n"));
    }
    let has_source = match &work.story.block(id)?.kind {
        BlockKind::Quote(quote) | BlockKind::PullQuote(quote) => !quote.attribution.is_empty(),
        _ => false,
    };
    if text.is_empty() && !has_source {
        work.replace(id, BlockKind::Paragraph(RichText::default()))?;
        return Some(caret);
    }
    if let Some(start) = text.len().checked_sub(1) {
        work.splice(caret.at, start..text.len(), RichText::default())?;
    }
    let index = work.story.position(id)?;
    empty_graf(work, index + 1, ids)
}

fn split_item(
    work: &mut Work,
    id: BlockId,
    nth: usize,
    byte: usize,
    ids: &mut Ids,
) -> Option<Caret> {
    let mut items = work.items(id)?;
    let item = items.get_mut(nth)?;
    if item.text.is_empty() {
        if item.level > 0 {
            let caret = Caret { at: TextAt::Block(id, Part::Item(nth)), byte };
            let here = Selection { anchor: caret, head: caret };
            work.make(super::indent(&work.story, here, -1)?.edit)?;
            return Some(caret);
        }
        let grafs = shapes::take_out(work, id, nth..nth + 1, Shape::Paragraph, ids)?;
        return flow::edge(&work.story, TextAt::Block(*grafs.first()?, Part::Text), Way::Back);
    }
    let level = item.level;
    let tail = item.text.slice(byte..item.text.len());
    item.text.splice(byte..item.text.len(), &RichText::default());
    items.insert(nth + 1, ListItem { level, text: tail });
    work.set_items(id, items)?;
    Some(Caret { at: TextAt::Block(id, Part::Item(nth + 1)), byte: 0 })
}
