//! Drawing texts: letters, selection, caret, findings, matches of a search.

use std::ops::Range;

use egui::style::ScrollAnimation;
use egui::text_selection::visuals::paint_text_cursor;
use egui::{Align, Color32, Painter, Pos2, Rect, Response, Sense, Stroke, Ui, Vec2, pos2, vec2};

use super::set::{Laid, Preedit, lay_out};
use super::{Drawn, Field, Lines, Surface, access, in_flow, node_of, rank, widget_of};
use crate::check::Level;
use crate::desk::{Command, Desk};
use crate::edit::{Caret, Selection};
use crate::story::{Block, ByteRange, Part, Place, RichText, TextAt, TextRef};
use crate::ui::body::lines::setting;
use crate::ui::theme;

impl Surface {
    /// Draws a text of the body in the room that there is.
    pub(in crate::ui) fn text(
        &mut self,
        ui: &mut Ui,
        desk: &Desk,
        block: &Block,
        part: Part,
        (name, hint): (&str, &str),
    ) {
        let at = TextAt::Block(block.id, part);
        let Some(TextRef::Rich(text)) = desk.story().text(at) else { return };
        let face = setting(&block.kind, part).face;
        let width = ui.available_width();
        let preedit = self.preedit_in(at);
        let laid = lay_out(ui.ctx(), text, &face, width, preedit.as_ref());
        let size = vec2(width, laid.galley.size().y.max(face.line_height));
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let drawn = Drawn {
            at,
            laid: Some(laid),
            origin: rect.min,
            rect,
            face: Some(face),
            lines: Lines::Soft,
        };
        access::text(ui, &drawn, name, text.as_str(), &block.kind);
        if text.is_empty() && preedit.is_none() && !hint.is_empty() {
            show_hint(ui, &drawn, hint);
        }
        self.paint(ui, desk, &drawn, text.len());
        self.texts.push(drawn);
    }

    /// Remembers where a block stands that is one thing, and shows when it is selected.
    pub(in crate::ui) fn thing(&mut self, ui: &Ui, block: &Block, rect: Rect) {
        let at = TextAt::Block(block.id, Part::Whole);
        let selected = self.selected_in(at, 1);
        let palette = theme::palette(ui);
        if selected.is_some_and(|range| !range.is_empty()) {
            let stroke = Stroke::new(2.0, palette.accent);
            let frame = rect.expand(5.0);
            ui.painter().rect_stroke(frame, 4.0, stroke, egui::StrokeKind::Outside);
        }
        let caret = self.caret().filter(|caret| caret.at == at && !self.is_selecting());
        if let Some(caret) = caret {
            let y = if caret.byte == 0 { rect.top() - 4.0 } else { rect.bottom() + 4.0 };
            ui.painter().hline(rect.x_range(), y, Stroke::new(2.0, palette.accent));
        }
        if self.reveal && self.caret().is_some_and(|caret| caret.at == at) {
            ui.scroll_to_rect_animation(rect.expand(16.0), None, ScrollAnimation::none());
            self.reveal = false;
        }
        let (laid, face) = (None, None);
        self.texts.push(Drawn { at, laid, origin: rect.min, rect, face, lines: Lines::Soft });
    }

    /// Draws an island; what the pointer asks for is pushed as a command.
    pub(in crate::ui) fn field(
        &mut self,
        ui: &mut Ui,
        desk: &Desk,
        field: &Field<'_>,
        commands: &mut Vec<Command>,
    ) -> Response {
        let plain;
        let text = match desk.story().text(field.at) {
            Some(TextRef::Rich(text)) => text,
            Some(TextRef::Plain(text)) => {
                plain = RichText::plain(text);
                &plain
            }
            None => return ui.label(""),
        };
        let margin = if field.framed { vec2(8.0, 5.0) } else { Vec2::ZERO };
        let width = (ui.available_width() - 2.0 * margin.x).max(24.0);
        let preedit = self.preedit_in(field.at);
        let laid = lay_out(ui.ctx(), text, &field.face, width, preedit.as_ref());
        let height = laid.galley.size().y.max(field.face.line_height);
        let size = vec2(width, height) + 2.0 * margin;
        let (frame, _) = ui.allocate_exact_size(size, Sense::hover());
        let rect = frame.shrink2(margin);
        let id = node_of(field.at);
        let mut response = ui.interact(frame, id, Sense::click_and_drag());
        self.entered(ui.ctx(), desk, field.at);
        let has_keyboard = response.has_focus();
        if has_keyboard {
            lock_keys(ui, id, Selection::caret(field.at, 0));
        }
        let palette = theme::palette(ui);
        if field.framed {
            let stroke = if has_keyboard { palette.accent } else { palette.rule };
            ui.painter().rect(
                frame,
                6.0,
                palette.sheet,
                Stroke::new(1.0, stroke),
                egui::StrokeKind::Inside,
            );
        }
        let (laid, face) = (Some(laid), Some(field.face.clone()));
        let drawn = Drawn { at: field.at, laid, origin: rect.min, rect, face, lines: field.lines };
        tell_field(ui, field, text.as_str(), id);
        access::runs(ui.ctx(), &drawn);
        if text.is_empty() && preedit.is_none() {
            show_hint(ui, &drawn, field.hint);
        }
        self.paint(ui, desk, &drawn, text.len());
        if has_keyboard && !field.framed {
            focus_bar(ui, rect);
        }
        let hits = self.seen.iter().any(|seen| seen.at == field.at);
        if hits {
            let view = ui.clip_rect();
            commands.extend(self.pointer(ui, desk, &response, view, Some(field.at)));
        }
        response = self.explain(ui, desk, response, Some(field.at));
        response.context_menu(|ui| self.menu(ui, desk, commands));
        self.texts.push(drawn);
        response
    }

    fn preedit_in(&self, at: TextAt) -> Option<Preedit> {
        let selection = self.selection?;
        let text = self.preedit.clone()?;
        if selection.head.at != at || selection.anchor.at != at {
            // Over a selection of several texts it is shown at its head.
            let over = selection.head.byte..selection.head.byte;
            return (selection.head.at == at).then_some(Preedit { over, text });
        }
        let (a, b) = (selection.anchor.byte, selection.head.byte);
        Some(Preedit { over: a.min(b)..a.max(b), text })
    }

    /// The bytes of a text that are selected.
    fn selected_in(&self, at: TextAt, len: usize) -> Option<Range<usize>> {
        let selection = self.selection?;
        if selection.anchor.at == at && selection.head.at == at {
            let (a, b) = (selection.anchor.byte, selection.head.byte);
            return Some(a.min(b)..a.max(b));
        }
        let (TextAt::Block(_, part), Some(span)) = (at, self.span) else { return None };
        if !in_flow(at) {
            return None;
        }
        let here = (self.drawing, rank(part));
        let (start, end) = (span.start, span.end);
        if here < (start.0, start.1) || here > (end.0, end.1) {
            return None;
        }
        let from = if here == (start.0, start.1) { start.2 } else { 0 };
        let to = if here == (end.0, end.1) { end.2 } else { len };
        Some(from..to)
    }

    fn paint(&mut self, ui: &Ui, desk: &Desk, drawn: &Drawn, len: usize) {
        let Some(laid) = &drawn.laid else { return };
        let palette = theme::palette(ui);
        let painter = ui.painter();
        let origin = drawn.origin.to_vec2();
        let fill = |range: &Range<usize>, colour: Color32| {
            for rect in laid.rects(range) {
                painter.rect_filled(rect.translate(origin), 2.0, colour);
            }
        };
        for (range, is_current) in desk.matches_in(drawn.at) {
            fill(&range, if is_current { palette.found_here } else { palette.found });
        }
        let selected = self.selected_in(drawn.at, len).filter(|_| self.preedit.is_none());
        if let Some(range) = &selected {
            fill(range, palette.selection);
            // A selection that goes on in the next text shows that the end of the graf is in it.
            let goes_on = self.span.is_some_and(|span| {
                in_flow(drawn.at) && range.end == len && span.end > (self.drawing, 0, usize::MAX)
            });
            if goes_on || (range.is_empty() && self.is_selecting() && len == 0) {
                let end = laid.caret(len, true).translate(origin);
                let tail = Rect::from_min_size(end.min, vec2(5.0, end.height()));
                painter.rect_filled(tail, 1.0, palette.selection);
            }
        }
        painter.galley(drawn.origin + laid.place(), laid.galley.clone(), palette.ink);
        for finding in desk.findings().in_text(drawn.at) {
            if let Place::Range(_, ByteRange { start, end }) = finding.place {
                let colour = palette.level(finding.level);
                for rect in laid.rects(&(start.min(len)..end.min(len))) {
                    underline(painter, rect.translate(origin), finding.level, colour);
                }
            }
        }
        self.paint_caret(ui, drawn, laid);
    }

    fn paint_caret(&mut self, ui: &Ui, drawn: &Drawn, laid: &Laid) {
        let origin = drawn.origin.to_vec2();
        if let Some(to) = self.carried_to().filter(|to| to.at == drawn.at) {
            let rect = laid.caret(to.byte, false).translate(origin);
            let stroke = Stroke::new(2.0, theme::palette(ui).accent);
            ui.painter().line_segment([rect.center_top(), rect.center_bottom()], stroke);
        }
        let Some(caret) = self.caret().filter(|caret| caret.at == drawn.at) else { return };
        let rect = laid.caret(caret.byte, self.upstream).translate(origin);
        self.caret_rect = rect;
        if self.reveal {
            let around = rect.expand2(vec2(0.0, rect.height() * 1.5));
            let align = self.typewriter.then_some(Align::Center);
            ui.scroll_to_rect_animation(around, align, ScrollAnimation::none());
            self.reveal = false;
        }
        let id = widget_of(caret.at);
        if !ui.memory(|memory| memory.has_focus(id)) || !ui.input(|input| input.focused) {
            return;
        }
        let since = ui.input(|input| input.time) - self.touched;
        paint_text_cursor(ui, ui.painter(), rect, since);
        let to_global = ui.ctx().layer_transform_to_global(ui.layer_id()).unwrap_or_default();
        ui.output_mut(|output| {
            output.ime = Some(egui::output::IMEOutput {
                purpose: egui::IMEPurpose::Normal,
                rect: to_global * drawn.rect,
                cursor_rect: to_global * rect,
                should_interrupt_composition: false,
            });
        });
    }

    /// The finding under the pointer in words, and what can be done about it on a right click.
    pub(in crate::ui) fn explain(
        &self,
        ui: &Ui,
        desk: &Desk,
        response: Response,
        island: Option<TextAt>,
    ) -> Response {
        let Some(hit) = response.hover_pos().and_then(|pos| self.hit(pos, island)) else {
            return response;
        };
        let Some(finding) =
            desk.findings().in_text(hit.caret.at).find(|finding| match &finding.place {
                Place::Range(_, range) => covers(*range, hit.caret) && hit.exact,
                _ => false,
            })
        else {
            return response;
        };
        let quiet = theme::quiet(ui, finding.rule);
        response.on_hover_ui_at_pointer(|ui| {
            ui.set_max_width(340.0);
            ui.horizontal_top(|ui| {
                theme::level_sign(ui, finding.level);
                ui.label(&finding.message);
            });
            ui.label(quiet);
        })
    }
}

/// Whether a caret stands in or at a range.
pub(in crate::ui) fn covers(range: ByteRange, caret: Caret) -> bool {
    range.start <= caret.byte && caret.byte <= range.end
}

fn show_hint(ui: &Ui, drawn: &Drawn, hint: &str) {
    let Some(face) = &drawn.face else { return };
    let face = face.clone().quiet();
    let laid = lay_out(ui.ctx(), &RichText::plain(hint), &face, drawn.rect.width(), None);
    ui.painter().galley(drawn.origin + laid.place(), laid.galley, theme::palette(ui).muted);
}

fn tell_field(ui: &Ui, field: &Field<'_>, words: &str, id: egui::Id) {
    ui.ctx().accesskit_node_builder(id, |node| {
        let role = match field.lines {
            Lines::One => egui::accesskit::Role::TextInput,
            Lines::Soft | Lines::Many => egui::accesskit::Role::MultilineTextInput,
        };
        node.set_role(role);
        node.set_label(field.label);
        node.set_value(words);
        node.set_placeholder(field.hint);
    });
}

/// Arrows move the caret, not the focus; Tab leaves, except in a list, which it indents.
pub(in crate::ui) fn lock_keys(ui: &Ui, id: egui::Id, selection: Selection) {
    let keeps = |at| matches!(at, TextAt::Block(_, Part::Item(_)));
    let tab = keeps(selection.anchor.at) || keeps(selection.head.at);
    let filter =
        egui::EventFilter { tab, horizontal_arrows: true, vertical_arrows: true, escape: true };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
}

/// The bar that shows which text has the keyboard.
pub(in crate::ui) fn focus_bar(ui: &Ui, rect: Rect) {
    let bar = Rect::from_min_max(
        rect.left_top() - vec2(10.0, 0.0),
        pos2(rect.left() - 7.0, rect.bottom()),
    );
    ui.painter().rect_filled(bar, 1.5, theme::palette(ui).accent);
}

/// Signs of one size under words, as one shape: width and gap, top and height in points.
fn row_of_signs(
    painter: &Painter,
    rect: Rect,
    (width, gap): (f32, f32),
    (top, height): (f32, f32),
    colour: Color32,
) {
    let mut mesh = egui::Mesh::default();
    let mut x = rect.left();
    while x < rect.right() {
        let right = (x + width).min(rect.right());
        mesh.add_colored_rect(Rect::from_min_max(pos2(x, top), pos2(right, top + height)), colour);
        x += width + gap;
    }
    painter.add(mesh);
}

/// A finding's line under its words: a wave for errors, a zigzag of dashes for warnings, dots for
/// advice, so that colour is not all that tells them apart.
fn underline(painter: &Painter, rect: Rect, level: Level, colour: Color32) {
    let y = rect.bottom() - 2.5;
    let stroke = Stroke::new(1.5, colour);
    match level {
        Level::Error => {
            let mut points: Vec<Pos2> = Vec::new();
            let mut x = rect.left();
            while x < rect.right() + 3.0 {
                let up = points.len().is_multiple_of(2);
                points.push(pos2(x.min(rect.right()), y + if up { 1.25 } else { -1.25 }));
                x += 3.0;
            }
            painter.line(points, stroke);
        }
        Level::Warning => row_of_signs(painter, rect, (5.0, 3.0), (y - 1.0, 2.0), colour),
        Level::Advice => row_of_signs(painter, rect, (2.0, 2.0), (y - 1.0, 2.0), colour),
    }
}
