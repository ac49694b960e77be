//! What the pointer does to the selection: click, double and triple click, drag, drag and drop.

use egui::{Context, CursorIcon, PointerButton, Pos2, Rect, Response, Ui, Vec2};

use super::lines::whole;
use super::{Drawn, Surface, in_flow};
use crate::desk::{Command, Desk, Wish};
use crate::edit::{Caret, Selection, flow};
use crate::story::{Part, TextAt};

/// What the pressed pointer is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Held {
    /// Nothing.
    #[default]
    No,
    /// Selecting from what was selected at the press, letter by letter, word by word or text by
    /// text.
    Selecting(Selection, Grain),
    /// Pressed on the selection: a drag carries it, a click puts the caret there.
    OnSelection(Pos2),
    /// Carrying the selection to another place.
    Carrying(Caret),
}

/// By how much a drag selects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grain {
    Letter,
    Word,
    Text,
}

/// The last press, for telling double and triple clicks.
#[derive(Clone, Copy, Debug)]
struct Press {
    at: f64,
    pos: Pos2,
    count: u8,
}

/// Two presses within this time and distance are a double click.
const DOUBLE_SECS: f64 = 0.4;
const DOUBLE_POINTS: f32 = 6.0;

/// How far the pointer moves before a press on the selection carries it.
const CARRY_POINTS: f32 = 5.0;

impl Surface {
    /// Follows the pointer over the body or over an island; `view` is what can be seen of it.
    pub(in crate::ui) fn pointer(
        &mut self,
        ui: &Ui,
        desk: &Desk,
        response: &Response,
        view: Rect,
        island: Option<TextAt>,
    ) -> Option<Command> {
        let ctx = ui.ctx().clone();
        if let Some(pos) = response.hover_pos()
            && self.hit(pos, island).is_some_and(|hit| hit.exact)
        {
            ctx.set_cursor_icon(CursorIcon::Text);
        }
        // What lies on top of the copy, such as the caption of a picture, has its own presses.
        // A quick click is pressed and let go within one frame.
        let mine = (response.is_pointer_button_down_on() || response.clicked())
            && !is_under_a_control(&ctx, response);
        if mine || response.hovered() {
            let pressed = |button| ui.input(|input| input.pointer.button_pressed(button));
            let pos = ui.input(|input| input.pointer.interact_pos());
            if let Some(hit) = pos.and_then(|pos| self.hit(pos, island)) {
                if pressed(PointerButton::Primary) && mine {
                    self.press(&ctx, desk, response, pos.unwrap_or_default(), hit);
                } else if pressed(PointerButton::Secondary) && !self.covers(desk, hit.caret) {
                    self.place(hit);
                    response.request_focus();
                    self.touch(&ctx);
                }
            }
        }
        if self.held == Held::No || !response.is_pointer_button_down_on() {
            if self.held != Held::No && !ui.input(|input| input.pointer.primary_down()) {
                return self.release(&ctx, desk, response, island);
            }
            return None;
        }
        let pos = ui.input(|input| input.pointer.interact_pos())?;
        self.drag(ui, desk, pos, view, island);
        None
    }

    fn press(&mut self, ctx: &Context, desk: &Desk, response: &Response, pos: Pos2, hit: Hit) {
        let (now, modifiers) = ctx.input(|input| (input.time, input.modifiers));
        let memory = egui::Id::unique("last press on the surface");
        let last: Option<Press> = ctx.data(|data| data.get_temp(memory));
        let count = match last {
            Some(last) if now - last.at < DOUBLE_SECS && pos.distance(last.pos) < DOUBLE_POINTS => {
                last.count % 3 + 1
            }
            _ => 1,
        };
        ctx.data_mut(|data| data.insert_temp(memory, Press { at: now, pos, count }));
        response.request_focus();
        self.column = None;
        if self.preedit.take().is_some() {
            ctx.memory_mut(|memory| memory.interrupt_ime());
        }
        let story = desk.story();
        self.held = match count {
            1 if modifiers.shift && self.selection.is_some_and(|s| joins(s.anchor, hit.caret)) => {
                let anchor = self.selection.map_or(hit.caret, |selection| selection.anchor);
                self.select(Selection { anchor, head: hit.caret });
                self.upstream = hit.upstream;
                Held::Selecting(Selection { anchor, head: anchor }, Grain::Letter)
            }
            1 if self.covers(desk, hit.caret) && hit.exact => Held::OnSelection(pos),
            1 => {
                self.place(hit);
                self.wants_link = modifiers.command;
                let caret = Selection { anchor: hit.caret, head: hit.caret };
                Held::Selecting(self.selection.unwrap_or(caret), Grain::Letter)
            }
            2 => {
                let word = flow::word_at(story, hit.caret);
                self.select(word);
                Held::Selecting(word, Grain::Word)
            }
            _ => {
                let text = flow::text_at(story, hit.caret);
                self.select(text);
                Held::Selecting(text, Grain::Text)
            }
        };
        self.touch(ctx);
        // What was clicked is in view; the sheet does not move under the pointer.
        self.reveal = false;
    }

    fn place(&mut self, hit: Hit) {
        if let TextAt::Block(_, Part::Whole) = hit.caret.at {
            self.select(whole(hit.caret.at));
        } else {
            self.select(Selection { anchor: hit.caret, head: hit.caret });
        }
        self.upstream = hit.upstream;
        self.reveal = false;
    }

    fn drag(&mut self, ui: &Ui, desk: &Desk, pos: Pos2, view: Rect, island: Option<TextAt>) {
        let ctx = ui.ctx();
        let Some(hit) = self.hit(pos, island) else { return };
        match self.held {
            Held::Selecting(from, grain) => {
                let selection = extended(desk, from, grain, hit.caret);
                if self.selection != Some(selection) && joins(selection.anchor, selection.head) {
                    self.select(selection);
                    self.upstream = hit.upstream;
                    self.touch(ctx);
                    self.reveal = false;
                }
            }
            Held::OnSelection(from) if from.distance(pos) > CARRY_POINTS => {
                self.held = Held::Carrying(hit.caret);
            }
            Held::Carrying(_) => self.held = Held::Carrying(hit.caret),
            Held::OnSelection(_) | Held::No => return,
        }
        if matches!(self.held, Held::Carrying(_)) {
            ctx.set_cursor_icon(CursorIcon::Grabbing);
        }
        // Beyond the edge the sheet scrolls, the faster the farther.
        let beyond = (view.top() + 24.0 - pos.y).max(0.0) - (pos.y - view.bottom() + 24.0).max(0.0);
        if island.is_none() && beyond != 0.0 {
            ui.scroll_with_delta(Vec2::new(0.0, beyond * 0.4));
            ctx.request_repaint();
        }
    }

    fn release(
        &mut self,
        ctx: &Context,
        desk: &Desk,
        response: &Response,
        island: Option<TextAt>,
    ) -> Option<Command> {
        let is_mine = match self.selection {
            Some(selection) => {
                island.map_or(in_flow(selection.head.at), |at| at == selection.head.at)
            }
            None => false,
        };
        if !is_mine {
            return None;
        }
        match std::mem::take(&mut self.held) {
            Held::Selecting(..) => {
                self.tell_settled(ctx, desk);
                None
            }
            Held::OnSelection(pos) => {
                let hit = self.hit(pos, island)?;
                self.place(hit);
                response.request_focus();
                None
            }
            Held::Carrying(to) => {
                let copy = ctx.input(|input| input.modifiers.command);
                let selection = self.selection?;
                Some(Command::Write { selection, wish: Wish::Drop { to, copy } })
            }
            Held::No => None,
        }
    }

    /// What was selected with the pointer can be pasted with the middle button, where the system
    /// has that.
    fn tell_settled(&self, ctx: &Context, desk: &Desk) {
        /// The most texts that are told; a whole book is copied by a key.
        const MOST_TEXTS: usize = 400;
        let Some(selection) = self.selection.filter(|_| self.is_selecting()) else { return };
        let texts: Vec<&str> = flow::selected(desk.story(), selection)
            .take(MOST_TEXTS)
            .filter_map(|(at, range)| desk.story().text(at)?.as_str().get(range))
            .collect();
        ctx.send_cmd(egui::OutputCommand::TextSelectionSettled(texts.join("\n\n")));
    }

    /// Where a carried selection would go.
    pub(super) fn carried_to(&self) -> Option<Caret> {
        match self.held {
            Held::Carrying(to) => Some(to),
            _ => None,
        }
    }

    /// Whether a caret lies in what is selected.
    pub(super) fn covers(&self, desk: &Desk, caret: Caret) -> bool {
        let Some(selection) = self.selection.filter(|s| s.anchor != s.head) else { return false };
        if !joins(selection.anchor, caret) {
            return false;
        }
        let (start, end) = flow::ordered(desk.story(), selection);
        flow::compare(desk.story(), start, caret).is_le()
            && flow::compare(desk.story(), caret, end).is_le()
    }

    /// The place in the texts of the last frame that is nearest to a point.
    pub(super) fn hit(&self, pos: Pos2, island: Option<TextAt>) -> Option<Hit> {
        let mine = |drawn: &&Drawn| match island {
            Some(at) => drawn.at == at,
            None => in_flow(drawn.at),
        };
        let distance = |drawn: &Drawn| {
            let rect = drawn.rect;
            let y = (rect.top() - pos.y).max(pos.y - rect.bottom()).max(0.0);
            let x = (rect.left() - pos.x).max(pos.x - rect.right()).max(0.0);
            y * 1_000.0 + x
        };
        let drawn =
            self.seen.iter().filter(mine).min_by(|a, b| distance(a).total_cmp(&distance(b)))?;
        let exact = drawn.rect.expand(2.0).contains(pos);
        let Some(laid) = &drawn.laid else {
            let byte = usize::from(pos.y > drawn.rect.center().y);
            return Some(Hit { caret: Caret { at: drawn.at, byte }, upstream: false, exact });
        };
        let (byte, upstream) = laid.byte_at(pos - drawn.origin);
        Some(Hit { caret: Caret { at: drawn.at, byte }, upstream, exact })
    }
}

/// Whether a button or a box on top of the copy takes the click; the copy beneath it still gets
/// the drag.
fn is_under_a_control(ctx: &Context, response: &Response) -> bool {
    let hovered: Vec<egui::Id> = ctx.interaction_snapshot(|seen| {
        seen.hovered.iter().copied().filter(|id| *id != response.id).collect()
    });
    let takes = |id: egui::Id| ctx.read_response(id).is_some_and(|top| top.sense.senses_click());
    hovered.into_iter().any(takes)
}

/// What is under the pointer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    pub(super) caret: Caret,
    upstream: bool,
    /// The pointer is on the text rather than beside it.
    pub(super) exact: bool,
}

/// Whether one selection may reach from a place to another.
fn joins(a: Caret, b: Caret) -> bool {
    a.at == b.at || (in_flow(a.at) && in_flow(b.at))
}

/// A selection that keeps what was selected at the press and reaches to where the pointer is.
fn extended(desk: &Desk, from: Selection, grain: Grain, to: Caret) -> Selection {
    let story = desk.story();
    let reached = match grain {
        Grain::Letter => Selection { anchor: to, head: to },
        Grain::Word => flow::word_at(story, to),
        Grain::Text => flow::text_at(story, to),
    };
    let (first, last) = flow::ordered(story, from);
    let (start, end) = flow::ordered(story, reached);
    if flow::compare(story, start, first).is_lt() {
        Selection { anchor: last, head: start }
    } else {
        let head = if flow::compare(story, end, last).is_lt() { last } else { end };
        Selection { anchor: first, head }
    }
}
