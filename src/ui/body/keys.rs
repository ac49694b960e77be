//! What keys, the input method and the clipboard mean while a text has the keyboard.

use std::sync::Arc;

use egui::accesskit;
use egui::os::OperatingSystem;
use egui::{Context, Event, ImeEvent, Key, Modifiers};

use super::lines::{self, Vertical};
use super::{Lines, Surface, in_flow, node_of};
use crate::desk::{Command, Desk, Pasted, PictureFrom, PictureTo, Wish};
use crate::edit::flow::{self, By, Way};
use crate::edit::{Caret, Selection, write};
use crate::story::{BlockKind, Part, TextAt};

impl Surface {
    /// Takes one event of the keyboard, the input method, the clipboard or a screen reader. It may
    /// move the caret; what it asks of the story is returned.
    pub(in crate::ui) fn event(
        &mut self,
        ctx: &Context,
        desk: &Desk,
        event: &Event,
    ) -> Option<Command> {
        if let Event::AccessKitActionRequest(request) = event {
            self.request(ctx, desk, request);
            return None;
        }
        if let Event::MiddleClickPaste { pos, text } = event {
            let hit = self.hit(*pos, None).filter(|hit| hit.exact)?;
            let at = Some(Selection { anchor: hit.caret, head: hit.caret });
            return Some(Command::Paste { at, pasted: Pasted::Text(text.clone()), plain: true });
        }
        if !self.has_keyboard(ctx) {
            // Words are never typed into nothing: where no field has the keyboard, they go to the
            // caret, and the keyboard goes along.
            let words = matches!(event, Event::Text(text) if !text.trim().is_empty());
            if !words || ctx.text_edit_focused() {
                return None;
            }
            self.wants_focus = true;
        }
        let selection = self.selection?;
        let wish = |wish| Some(Command::Write { selection, wish });
        match event {
            Event::Text(text) if self.preedit.is_none() => {
                self.touch(ctx);
                self.column = None;
                self.typed(desk, selection, text)
            }
            Event::Ime(event) => self.composed(ctx, desk, selection, event),
            Event::Copy if self.is_selecting() => Some(Command::Copy { selection, cut: false }),
            Event::Cut if self.is_selecting() => Some(Command::Copy { selection, cut: true }),
            Event::Paste(text) => Some(Command::Paste {
                at: Some(selection),
                pasted: Pasted::Text(text.clone()),
                plain: false,
            }),
            Event::PasteImage(image) => {
                Some(pasted_picture(image, PictureTo::Below(selection.head.at.block())))
            }
            Event::Key { key, pressed: true, modifiers, .. } if self.preedit.is_none() => {
                self.touch(ctx);
                if let Some(stroke) = self.stroke(selection, *key, *modifiers, ctx.os()) {
                    self.column = None;
                    return wish(stroke);
                }
                self.motion(ctx, desk, selection, *key, *modifiers);
                None
            }
            _ => None,
        }
    }

    /// Words typed at the selection, with the marks of the words before them.
    fn typed(&mut self, desk: &Desk, selection: Selection, text: &str) -> Option<Command> {
        let text: String = text.chars().filter(|c| !c.is_control()).collect();
        if text.is_empty() {
            return None;
        }
        let mut with = write::as_typed(desk.story(), selection, &text);
        let all = 0..with.len();
        for kind in std::mem::take(&mut self.pending) {
            if with.is_marked(all.clone(), &kind) {
                with.unmark(all.clone(), &kind);
            } else {
                with.mark(all.clone(), kind);
            }
        }
        Some(Command::Write { selection, wish: Wish::Type(with) })
    }

    /// The input method: what is being composed is shown in place and becomes words of the story
    /// only when it is committed.
    fn composed(
        &mut self,
        ctx: &Context,
        desk: &Desk,
        selection: Selection,
        event: &ImeEvent,
    ) -> Option<Command> {
        self.touch(ctx);
        match event {
            ImeEvent::Preedit { text, .. } => {
                self.preedit = (!text.is_empty()).then(|| text.clone());
                None
            }
            ImeEvent::Commit(text) => {
                self.preedit = None;
                self.column = None;
                self.typed(desk, selection, text)
            }
            ImeEvent::DeleteSurrounding { before_chars, after_chars } => {
                let text = desk.story().text(selection.head.at)?.as_str();
                let before = text.get(..selection.head.byte)?.chars().rev().take(*before_chars);
                let after = text.get(selection.head.byte..)?.chars().take(*after_chars);
                let wish = Wish::Around {
                    before: before.map(char::len_utf8).sum(),
                    after: after.map(char::len_utf8).sum(),
                };
                Some(Command::Write { selection, wish })
            }
            #[expect(deprecated, reason = "older integrations still send these")]
            ImeEvent::Enabled => None,
            #[expect(deprecated, reason = "older integrations still send these")]
            ImeEvent::Disabled => {
                self.preedit = None;
                None
            }
        }
    }

    /// Keys that change the story.
    fn stroke(
        &self,
        selection: Selection,
        key: Key,
        modifiers: Modifiers,
        os: OperatingSystem,
    ) -> Option<Wish> {
        let by = by_word(if os.is_mac() { modifiers.alt } else { modifiers.ctrl });
        let at = selection.head.at;
        let breaks = match self.seen_text(at).map(|seen| seen.lines) {
            _ if in_flow(at) => Lines::Soft,
            Some(lines) => lines,
            None => Lines::One,
        };
        match key {
            Key::Backspace => Some(Wish::Backspace(by)),
            Key::Delete => Some(Wish::Delete(by)),
            Key::Enter if modifiers.command || modifiers.alt => None,
            Key::Enter if in_flow(at) && !modifiers.shift => Some(Wish::Enter),
            Key::Enter if breaks == Lines::Many || (modifiers.shift && breaks == Lines::Soft) => {
                Some(Wish::SoftBreak)
            }
            Key::Tab if !modifiers.command && (is_item(at) || is_item(selection.anchor.at)) => {
                Some(Wish::Indent(if modifiers.shift { -1 } else { 1 }))
            }
            _ => None,
        }
    }

    /// Keys that move the caret or select.
    fn motion(
        &mut self,
        ctx: &Context,
        desk: &Desk,
        selection: Selection,
        key: Key,
        modifiers: Modifiers,
    ) {
        let story = desk.story();
        let mac = ctx.os().is_mac();
        let (word, row_end) =
            if mac { (modifiers.alt, modifiers.command) } else { (modifiers.ctrl, false) };
        let head = selection.head;
        let was_upstream = std::mem::take(&mut self.upstream);
        let plain = |caret: Caret| Some((Selection { anchor: caret, head: caret }, false));
        let by_text = if mac { By::Story } else { By::Text };
        let step = match key {
            Key::ArrowLeft if !row_end => Some((by_word(word), Way::Back)),
            Key::ArrowRight if !row_end => Some((by_word(word), Way::On)),
            Key::ArrowUp if modifiers.command => Some((by_text, Way::Back)),
            Key::ArrowDown if modifiers.command => Some((by_text, Way::On)),
            _ => None,
        };
        if let Some((by, way)) = step {
            self.column = None;
            let go = if modifiers.shift { flow::extend } else { flow::go };
            self.select(go(story, selection, by, way));
            return;
        }
        let target = match key {
            Key::ArrowLeft | Key::Home => {
                if key == Key::Home && modifiers.command && !mac {
                    plain(flow::step(story, head, By::Story, Way::Back))
                } else {
                    self.upstream = was_upstream;
                    let start = self.row_ends(ctx, desk, head).0;
                    self.upstream = false;
                    plain(start)
                }
            }
            Key::ArrowRight | Key::End => {
                if key == Key::End && modifiers.command && !mac {
                    plain(flow::step(story, head, By::Story, Way::On))
                } else {
                    self.upstream = was_upstream;
                    let end = self.row_ends(ctx, desk, head).1;
                    Some((Selection { anchor: end, head: end }, true))
                }
            }
            Key::ArrowUp | Key::ArrowDown | Key::PageUp | Key::PageDown => {
                self.upstream = was_upstream;
                return self.vertical(ctx, desk, selection, key, modifiers);
            }
            Key::A if modifiers.command => {
                self.select(flow::all(story, selection));
                self.reveal = false;
                return;
            }
            Key::Escape => plain(head),
            Key::Enter if !in_flow(head.at) && modifiers.is_none() => {
                lines::below(desk, head.at).and_then(|at| plain(Caret { at, byte: 0 }))
            }
            Key::Tab if modifiers.is_none() => inside(desk, head.at).and_then(|at| {
                let byte = story.text(at)?.as_str().len();
                plain(Caret { at, byte })
            }),
            _ => {
                self.upstream = was_upstream;
                return;
            }
        };
        self.column = None;
        if let Some((target, upstream)) = target {
            self.move_to(selection, target, modifiers.shift && key != Key::Tab);
            self.upstream = upstream;
        }
    }

    fn vertical(
        &mut self,
        ctx: &Context,
        desk: &Desk,
        selection: Selection,
        key: Key,
        modifiers: Modifiers,
    ) {
        let way = match key {
            Key::ArrowUp | Key::PageUp => Vertical::Up,
            _ => Vertical::Down,
        };
        let found = if matches!(key, Key::PageUp | Key::PageDown) {
            self.page_beside(ctx, desk, selection.head, way)
        } else {
            self.row_beside(ctx, desk, selection.head, way)
        };
        // A selection of the body does not reach into the furniture.
        let stays = |target: &Selection| {
            !modifiers.shift || in_flow(target.head.at) == in_flow(selection.head.at)
        };
        if let Some((target, upstream)) = found.filter(|(target, _)| stays(target)) {
            // A field has a column of its own, which means nothing in the body.
            let stays_in = in_flow(target.head.at) == in_flow(selection.head.at);
            let column = self.column.filter(|_| stays_in);
            self.move_to(selection, target, modifiers.shift);
            self.column = column;
            self.upstream = upstream;
            return;
        }
        // On the first row the caret goes to its start, on the last to its end.
        let (start, end) = self.row_ends(ctx, desk, selection.head);
        let caret = if way == Vertical::Up { start } else { end };
        self.move_to(selection, Selection { anchor: caret, head: caret }, modifiers.shift);
        self.column = None;
    }

    /// Moves the caret, or with Shift the head of the selection.
    fn move_to(&mut self, from: Selection, target: Selection, extend: bool) {
        let goes_elsewhere = super::widget_of(target.head.at) != super::widget_of(from.head.at);
        if extend && !goes_elsewhere {
            self.select(Selection { anchor: from.anchor, head: target.head });
        } else {
            self.select(target);
        }
        self.wants_focus |= goes_elsewhere;
    }

    /// What a screen reader asks for.
    fn request(&mut self, ctx: &Context, desk: &Desk, request: &accesskit::ActionRequest) {
        use accesskit::{Action, ActionData};
        match (&request.action, &request.data) {
            (Action::Focus | Action::Click, _) => {
                let node = self.seen.iter().find(|drawn| {
                    in_flow(drawn.at) && node_of(drawn.at).accesskit_id() == request.target_node
                });
                if let Some(at) = node.map(|drawn| drawn.at) {
                    let len = desk.story().text(at).map_or(0, |text| text.as_str().len());
                    self.go_to(Selection::caret(at, len));
                    ctx.memory_mut(|memory| memory.request_focus(super::body_id()));
                    self.wants_focus = false;
                    self.touch(ctx);
                }
            }
            (Action::SetTextSelection, Some(ActionData::SetTextSelection(wanted))) => {
                let place = |position| self.place_of(position);
                if let (Some(anchor), Some(head)) = (place(&wanted.anchor), place(&wanted.focus)) {
                    self.go_to(Selection { anchor, head });
                }
            }
            _ => {}
        }
    }
}

fn by_word(word: bool) -> By {
    if word { By::Word } else { By::Grapheme }
}

fn is_item(at: TextAt) -> bool {
    matches!(at, TextAt::Block(_, Part::Item(_)))
}

/// The first island inside the block of a text of the body: caption, attribution, title, cell.
pub(super) fn inside(desk: &Desk, at: TextAt) -> Option<TextAt> {
    use crate::story::FigureAt;
    let id = if in_flow(at) { at.block()? } else { return None };
    Some(match &desk.story().block(id)?.kind {
        BlockKind::Figure(_) => TextAt::Caption(FigureAt::Block(id)),
        BlockKind::Gallery(_) => TextAt::Caption(FigureAt::Gallery(id, 0)),
        BlockKind::Quote(_) | BlockKind::PullQuote(_) => TextAt::Block(id, Part::Attribution),
        BlockKind::Embed(_) | BlockKind::Related(_) | BlockKind::Promo(_) => {
            TextAt::Block(id, Part::Title)
        }
        BlockKind::Table(_) => TextAt::Block(id, Part::Cell(0, 0)),
        _ => return None,
    })
}

/// A picture off the clipboard.
pub(in crate::ui) fn pasted_picture(image: &Arc<egui::ColorImage>, to: PictureTo) -> Command {
    let rgba: Vec<u8> =
        image.pixels.iter().flat_map(|pixel| pixel.to_srgba_unmultiplied()).collect();
    let [width, height] = image.size;
    let from = PictureFrom::Pixels {
        width_px: u32::try_from(width).unwrap_or(0),
        height_px: u32::try_from(height).unwrap_or(0),
        rgba: rgba.into(),
    };
    Command::AddPicture { to, from }
}
