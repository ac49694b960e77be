//! The writing surface: one caret and one selection for every text of the story.
//!
//! The body is one widget. Its blocks are drawn wherever the sheet has room for them, but keys,
//! selection and input method belong to the surface, so that words are selected, copied and
//! deleted across blocks. Texts beside the running copy (headline, captions, forms) are islands:
//! drawn by the same code, each a widget of its own. What keys ask for becomes a
//! [`Command`](crate::desk::Command); the surface itself changes no story.
//!
//! Must not know: files, rules, what a block is for.

mod access;
pub(super) mod heights;
pub(super) mod keys;
pub(super) mod lines;
pub(super) mod menu;
pub(super) mod paint;
mod pointer;
pub(super) mod set;
mod shaped;

use egui::{Context, Id, Pos2, Rect};

use crate::desk::Desk;
use crate::edit::{Caret, Selection, flow};
use crate::story::{BlockId, MarkKind, Part, TextAt};
use set::{Face, Laid};

/// What the window knows about where the editor is writing.
pub(super) struct Surface {
    selection: Option<Selection>,
    /// Where the caret of the body rests while an island has the keyboard.
    resting: Option<Selection>,
    /// The caret stands at the end of a wrapped row rather than at the start of the next.
    upstream: bool,
    /// The distance from the left that vertical movement keeps to.
    column: Option<f32>,
    preedit: Option<String>,
    /// Marks that the next typed words get or lose.
    pending: Vec<MarkKind>,
    /// The caret is to be brought into view.
    reveal: bool,
    /// When the caret last did something, in the window's seconds: it blinks from then on.
    touched: f64,
    /// Texts drawn in this frame, and those of the last one.
    texts: Vec<Drawn>,
    seen: Vec<Drawn>,
    held: pointer::Held,
    /// The block that is carried by its handle.
    carried: Option<BlockId>,
    /// The first and the last place that is selected, for drawing.
    span: Option<Span>,
    /// The place in the body of the block that is being drawn.
    pub(super) drawing: usize,
    /// The place of the caret's block in the body.
    index: usize,
    wants_focus: bool,
    /// The link at the caret was clicked with Ctrl.
    wants_link: bool,
    /// Where the caret was drawn last.
    caret_rect: Rect,
    /// Width of the column of copy.
    measure: f32,
    /// How high the part of the sheet is that can be seen.
    page: f32,
    /// Other blocks than the one with the caret stand back.
    pub(super) dimmed: bool,
    /// The caret's row stays in the middle of the sheet.
    pub(super) typewriter: bool,
    /// Texts are forms on their own: the caret does not walk from one to the next by rows.
    pub(super) apart: bool,
}

impl Default for Surface {
    fn default() -> Self {
        Self {
            selection: None,
            resting: None,
            upstream: false,
            column: None,
            preedit: None,
            pending: Vec::new(),
            reveal: false,
            touched: 0.0,
            texts: Vec::new(),
            seen: Vec::new(),
            held: pointer::Held::default(),
            carried: None,
            span: None,
            drawing: 0,
            index: 0,
            wants_focus: false,
            wants_link: false,
            caret_rect: Rect::ZERO,
            measure: super::theme::MEASURE,
            page: 600.0,
            dimmed: false,
            typewriter: false,
            apart: false,
        }
    }
}

/// A text or a block without text, as it was drawn.
struct Drawn {
    at: TextAt,
    /// The place of its letters; `None` for a block that is one thing.
    laid: Option<Laid>,
    /// Where the letters begin.
    origin: Pos2,
    rect: Rect,
    face: Option<Face>,
    lines: Lines,
}

/// The selected stretch of the body as places that can be compared: block, text, byte.
#[derive(Clone, Copy, Debug)]
struct Span {
    start: (usize, usize, usize),
    end: (usize, usize, usize),
}

/// What Enter does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lines {
    /// The text is one paragraph that wraps; Enter goes on to the next text.
    One,
    /// Enter is the body's affair; Shift+Enter breaks the line.
    Soft,
    /// Enter breaks the line.
    Many,
}

/// How an island looks and what it is called.
#[derive(Clone, Debug)]
pub(super) struct Field<'a> {
    pub(super) at: TextAt,
    /// The name for screen readers and tests.
    pub(super) label: &'a str,
    /// What stands there while it is empty.
    pub(super) hint: &'a str,
    pub(super) face: Face,
    /// May it hold line breaks?
    pub(super) lines: Lines,
    /// With a frame (in a form) or bare (on the sheet).
    pub(super) framed: bool,
}

/// The widget of the body.
pub(super) fn body_id() -> Id {
    Id::unique("body")
}

/// Whether a text belongs to the running body.
pub(super) fn in_flow(at: TextAt) -> bool {
    matches!(at, TextAt::Block(_, Part::Text | Part::Item(_) | Part::Whole))
}

/// The widget that has the keyboard while the caret is in a text.
fn widget_of(at: TextAt) -> Id {
    if in_flow(at) { body_id() } else { node_of(at) }
}

/// The node of a text for screen readers.
fn node_of(at: TextAt) -> Id {
    Id::unique(("story text", at))
}

/// Where a text stands inside its block.
fn rank(part: Part) -> usize {
    match part {
        Part::Item(item) => item,
        _ => 0,
    }
}

impl Surface {
    /// What is selected, or the caret.
    pub(super) fn selection(&self) -> Option<Selection> {
        self.selection
    }

    /// The caret.
    pub(super) fn caret(&self) -> Option<Caret> {
        self.selection.map(|selection| selection.head)
    }

    /// The block that the caret is in.
    pub(super) fn block(&self) -> Option<BlockId> {
        self.caret().and_then(|caret| caret.at.block())
    }

    /// Shows a selection and leaves the keyboard where it is, such as in the field of a search.
    pub(super) fn show(&mut self, selection: Selection) {
        self.column = None;
        self.select(selection);
    }

    /// Takes the selection that a change asks for; the keyboard goes along.
    pub(super) fn take(&mut self, selection: Selection) {
        let from = self.caret().map(|caret| widget_of(caret.at));
        self.wants_focus |= from != Some(widget_of(selection.head.at));
        self.column = None;
        self.upstream = false;
        self.select(selection);
    }

    /// Whether more than a caret is selected.
    pub(super) fn is_selecting(&self) -> bool {
        self.selection.is_some_and(|selection| selection.anchor != selection.head)
    }

    /// Puts the caret or a selection somewhere, gives it the keyboard and brings it into view.
    pub(super) fn go_to(&mut self, selection: Selection) {
        self.select(selection);
        self.column = None;
        self.upstream = false;
        self.wants_focus = true;
    }

    /// Takes the selection that a change asks for.
    fn select(&mut self, selection: Selection) {
        if in_flow(selection.head.at) {
            self.resting = Some(selection);
        }
        if self.selection != Some(selection) {
            self.pending.clear();
        }
        self.selection = Some(selection);
        self.reveal = true;
    }

    /// Whether the keyboard is with the text of the caret.
    pub(super) fn has_keyboard(&self, ctx: &Context) -> bool {
        let focused = ctx.memory(|memory| memory.focused());
        self.caret().is_some_and(|caret| focused == Some(widget_of(caret.at)))
    }

    /// Whether the input method is composing words.
    pub(super) fn is_composing(&self) -> bool {
        self.preedit.is_some()
    }

    /// Gives the keyboard back to the text of the caret.
    pub(super) fn give_keyboard(&mut self) {
        self.wants_focus = true;
    }

    /// Where the caret is on the screen.
    pub(super) fn caret_rect(&self) -> Rect {
        self.caret_rect
    }

    /// Whether the link at the caret should be shown; asking takes the wish back.
    pub(super) fn take_wants_link(&mut self) -> bool {
        std::mem::take(&mut self.wants_link)
    }

    /// Asks for a mark on the next words typed, or takes the wish back.
    pub(super) fn toggle_pending(&mut self, kind: MarkKind) {
        match self.pending.iter().position(|known| *known == kind) {
            Some(index) => drop(self.pending.remove(index)),
            None => self.pending.push(kind),
        }
    }

    /// Whether the caret is still to be brought into view, and the block that has it.
    pub(super) fn revealing(&self) -> Option<TextAt> {
        self.caret().filter(|_| self.reveal).map(|caret| caret.at)
    }

    /// Brings the caret into view.
    pub(super) fn reveal(&mut self) {
        self.reveal = true;
    }

    /// Leaves the view where it is.
    pub(super) fn stay(&mut self) {
        self.reveal = false;
    }

    /// Before a frame is drawn: keeps the selection inside the story as it has become, and follows
    /// the keyboard to where Tab or a screen reader took it.
    pub(super) fn begin(&mut self, ctx: &Context, desk: &Desk) {
        self.seen = std::mem::take(&mut self.texts);
        let story = desk.story();
        self.resting = self.resting.and_then(|resting| flow::settle(story, resting));
        if let Some(selection) = self.selection {
            // Where the block of the caret is gone, the one that took its place has the caret.
            let near = || flow::near(story, self.index).filter(|_| in_flow(selection.head.at));
            let caret = |caret: Caret| Selection { anchor: caret, head: caret };
            self.selection =
                flow::settle(story, selection).or_else(|| near().map(caret)).or(self.resting);
        }
        let block = self.block().and_then(|id| story.position(id));
        self.index = block.unwrap_or(self.index);
        if std::mem::take(&mut self.wants_focus)
            && let Some(caret) = self.caret()
        {
            ctx.memory_mut(|memory| memory.request_focus(widget_of(caret.at)));
        }
        if !self.has_keyboard(ctx) {
            self.preedit = None;
        }
        let focused = ctx.memory(|memory| memory.focused());
        if focused == Some(body_id()) && !self.caret().is_some_and(|caret| in_flow(caret.at)) {
            let first = || flow::first(story).map(|at| Selection::caret(at, 0));
            if let Some(selection) = self.resting.or_else(first) {
                self.select(selection);
            }
        }
        if !ctx.input(|input| input.pointer.any_down() || input.pointer.any_released()) {
            self.carried = None;
        }
        self.span = self.selection.and_then(|selection| span(desk, selection));
    }

    /// After a change in the middle of a frame: the caret is where the change left it.
    pub(super) fn begin_again(&mut self, desk: &Desk) {
        let settled = self.selection.and_then(|caret| flow::settle(desk.story(), caret));
        self.selection = settled.or(self.selection);
        self.span = self.selection.and_then(|selection| span(desk, selection));
    }

    /// A widget of another text got the keyboard by Tab or a screen reader.
    fn entered(&mut self, ctx: &Context, desk: &Desk, at: TextAt) {
        let is_elsewhere = !self.wants_focus && self.caret().is_none_or(|caret| caret.at != at);
        if is_elsewhere && ctx.memory(|memory| memory.has_focus(node_of(at))) {
            let len = desk.story().text(at).map_or(0, |text| text.as_str().len());
            self.select(Selection::caret(at, len));
            self.touch(ctx);
        }
    }

    /// The caret has moved or written: it shows itself before it blinks again.
    fn touch(&mut self, ctx: &Context) {
        self.touched = ctx.input(|input| input.time);
        self.reveal = true;
    }
}

/// A selection of the body as places that can be compared.
fn span(desk: &Desk, selection: Selection) -> Option<Span> {
    let place = |caret: Caret| match caret.at {
        TextAt::Block(id, part) if in_flow(caret.at) => {
            Some((desk.story().position(id)?, rank(part), caret.byte))
        }
        _ => None,
    };
    let (anchor, head) = (place(selection.anchor)?, place(selection.head)?);
    Some(Span { start: anchor.min(head), end: anchor.max(head) })
}
