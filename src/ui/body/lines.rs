//! Movement that depends on how the text is laid out: rows, pages, row ends.

use egui::Context;

use super::set::{Face, Laid, lay_out};
use super::{Drawn, Surface, in_flow};
use crate::desk::Desk;
use crate::edit::{Caret, Selection, flow};
use crate::story::{BlockKind, FigureAt, HeadingLevel, Part, RichText, TextAt, TextRef};

/// How a text of the running body is set, and how far it is moved in.
#[derive(Clone, Debug)]
pub(in crate::ui) struct Setting {
    pub(in crate::ui) face: Face,
    /// Points from the left edge of the column.
    pub(in crate::ui) indent: f32,
}

/// Room for the sign of a list item and for each level, in points.
pub(in crate::ui) const LIST_STEP: f32 = 26.0;
/// Room for the bar of a quote.
pub(in crate::ui) const QUOTE_INDENT: f32 = 22.0;
/// Room inside the frame of a desk note.
pub(in crate::ui) const NOTE_INDENT: f32 = 10.0;

/// How a text of a block is set.
pub(in crate::ui) fn setting(kind: &BlockKind, part: Part) -> Setting {
    let (face, indent) = match kind {
        BlockKind::Heading(level, _) => {
            let size = match level {
                HeadingLevel::Two => 24.0,
                HeadingLevel::Three => 20.0,
                HeadingLevel::Four => 18.0,
            };
            (Face::serif(size, 650.0), 0.0)
        }
        BlockKind::Quote(_) => (Face::serif(18.0, 400.0), QUOTE_INDENT),
        BlockKind::PullQuote(_) => (Face::serif(26.0, 500.0), QUOTE_INDENT),
        BlockKind::DeskNote(_) => (Face::sans(15.0, 400.0), NOTE_INDENT),
        BlockKind::List(list) => {
            let level = match part {
                Part::Item(item) => list.items.get(item).map_or(0, |item| item.level),
                _ => 0,
            };
            (Face::serif(18.0, 400.0), LIST_STEP * (1.0 + f32::from(level.min(12))))
        }
        _ => (Face::serif(18.0, 400.0), 0.0),
    };
    Setting { face, indent }
}

/// Up or down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Vertical {
    Up,
    Down,
}

impl Surface {
    /// The text at an address as it is laid out now, with the distance of its left edge from that
    /// of the column of copy (for islands: from the left of the window).
    pub(super) fn laid_now(&self, ctx: &Context, desk: &Desk, at: TextAt) -> Option<(Laid, f32)> {
        let text = match desk.story().text(at)? {
            TextRef::Rich(text) => text.clone(),
            TextRef::Plain(text) => RichText::plain(text),
        };
        let seen = self.seen_text(at);
        if let TextAt::Block(id, part) = at
            && in_flow(at)
        {
            let setting = setting(&desk.story().block(id)?.kind, part);
            let width = match seen.and_then(|seen| seen.laid.as_ref().map(|_| seen.rect.width())) {
                Some(width) => width,
                None => self.measure - setting.indent - right_indent(part, desk, at),
            };
            return Some((lay_out(ctx, &text, &setting.face, width, None), setting.indent));
        }
        let seen = seen?;
        let face = seen.face.as_ref()?;
        Some((lay_out(ctx, &text, face, seen.rect.width(), None), 0.0))
    }

    pub(super) fn seen_text(&self, at: TextAt) -> Option<&Drawn> {
        self.seen.iter().find(|drawn| drawn.at == at)
    }

    /// Start and end of the row that a caret is in.
    pub(super) fn row_ends(&self, ctx: &Context, desk: &Desk, caret: Caret) -> (Caret, Caret) {
        let Some((laid, _)) = self.laid_now(ctx, desk, caret.at) else {
            let byte = usize::from(caret.byte != 0);
            return (Caret { at: caret.at, byte: 0 }, Caret { at: caret.at, byte });
        };
        let (start, end) = laid.row_ends(caret.byte, self.upstream);
        (Caret { at: caret.at, byte: start }, Caret { at: caret.at, byte: end })
    }

    /// The caret one row up or down, in its column; it crosses pictures and other things as a
    /// whole. `None` at the ends.
    pub(super) fn row_beside(
        &mut self,
        ctx: &Context,
        desk: &Desk,
        caret: Caret,
        way: Vertical,
    ) -> Option<(Selection, bool)> {
        if let Some((laid, left)) = self.laid_now(ctx, desk, caret.at) {
            let (row, rows) = laid.row(caret.byte, self.upstream);
            let column = *self
                .column
                .get_or_insert_with(|| left + laid.caret(caret.byte, self.upstream).center().x);
            let beside = match way {
                Vertical::Up => row.checked_sub(1),
                Vertical::Down => (row + 1 < rows).then_some(row + 1),
            };
            if let Some(row) = beside {
                let (byte, upstream) = laid.byte_in_row(row, column - left);
                return Some((Selection::caret(caret.at, byte), upstream));
            }
        }
        if self.apart {
            return None;
        }
        let beside = match way {
            Vertical::Up => above(desk, caret.at)?,
            Vertical::Down => below(desk, caret.at)?,
        };
        if let TextAt::Block(_, Part::Whole) = beside {
            return Some((whole(beside), false));
        }
        let Some((laid, left)) = self.laid_now(ctx, desk, beside) else {
            let len = desk.story().text(beside).map_or(0, |text| text.as_str().len());
            let byte = if way == Vertical::Up { len } else { 0 };
            return Some((Selection::caret(beside, byte), false));
        };
        let crossing = in_flow(beside) != in_flow(caret.at);
        let column = if crossing { None } else { self.column };
        let x = column.map_or(0.0, |column| column - left);
        let row = match way {
            Vertical::Up => laid.galley.rows.len().saturating_sub(1),
            Vertical::Down => 0,
        };
        let (byte, upstream) = laid.byte_in_row(row, x);
        Some((Selection::caret(beside, byte), upstream))
    }

    /// About a screenful of rows up or down.
    pub(super) fn page_beside(
        &mut self,
        ctx: &Context,
        desk: &Desk,
        caret: Caret,
        way: Vertical,
    ) -> Option<(Selection, bool)> {
        /// More rows than any screen has; it bounds the steps.
        const MOST_ROWS: usize = 400;
        let mut gone = 0.0;
        let mut at = caret;
        let mut found = None;
        let far = (self.page - 60.0).max(60.0);
        for _ in 0..MOST_ROWS {
            if gone >= far {
                break;
            }
            let Some((selection, upstream)) = self.row_beside(ctx, desk, at, way) else { break };
            if !in_flow(selection.head.at) && in_flow(caret.at) {
                break;
            }
            gone += match self.laid_now(ctx, desk, selection.head.at) {
                Some((laid, _)) => laid.caret(selection.head.byte, upstream).height().max(1.0),
                None => self.seen_text(selection.head.at).map_or(320.0, |seen| seen.rect.height()),
            };
            if selection.head.at != at.at {
                gone += 12.0;
            }
            at = selection.head;
            self.upstream = upstream;
            found = Some((selection, upstream));
        }
        found
    }
}

fn right_indent(part: Part, desk: &Desk, at: TextAt) -> f32 {
    let is_note = at
        .block()
        .and_then(|id| desk.story().block(id))
        .is_some_and(|block| matches!(block.kind, BlockKind::DeskNote(_)) && part == Part::Text);
    if is_note { NOTE_INDENT } else { 0.0 }
}

/// A block that is one thing, selected.
pub(super) fn whole(at: TextAt) -> Selection {
    Selection { anchor: Caret { at, byte: 0 }, head: Caret { at, byte: 1 } }
}

/// The texts of the furniture that arrows walk through before the body begins.
fn furniture(desk: &Desk) -> Vec<TextAt> {
    let mut texts =
        vec![TextAt::Kicker, TextAt::Headline, TextAt::Standfirst, TextAt::DatelinePlace];
    if desk.story().lead.is_some() {
        texts.push(TextAt::Caption(FigureAt::Lead));
    }
    texts
}

/// The text above another on the sheet.
pub(super) fn above(desk: &Desk, at: TextAt) -> Option<TextAt> {
    let story = desk.story();
    if in_flow(at) {
        return flow::previous(story, at).or_else(|| furniture(desk).pop());
    }
    let furniture = furniture(desk);
    if let Some(index) = furniture.iter().position(|text| *text == at) {
        return furniture.get(index.checked_sub(1)?).copied();
    }
    let block = story.block(at.block()?)?;
    flow::stops(block).last()
}

/// The text below another on the sheet.
pub(super) fn below(desk: &Desk, at: TextAt) -> Option<TextAt> {
    let story = desk.story();
    if in_flow(at) {
        return flow::next(story, at);
    }
    let furniture = furniture(desk);
    if let Some(index) = furniture.iter().position(|text| *text == at) {
        return furniture.get(index + 1).copied().or_else(|| flow::first(story));
    }
    let block = story.block(at.block()?)?;
    flow::next(story, flow::stops(block).last()?)
}
