//! One picture in place of the sheet: opened at the caret, gone through from picture to picture.

use egui::{Key, Modifiers};

use super::App;
use crate::desk::Command;
use crate::story::{BlockKind, FigureAt};
use crate::ui::large::LargeView;
use crate::ui::theme;

/// The picture that is shown in place of the sheet.
pub(super) struct Large {
    at: FigureAt,
    view: LargeView,
}

impl App {
    /// Shows the picture at the caret, else the first of the story; `crop` begins to crop it.
    pub(super) fn open_large(&mut self, crop: bool) {
        let at = match &self.large {
            Some(large) => Some(large.at),
            None => self.picture_at_caret().or_else(|| self.pictures().first().copied()),
        };
        let Some(at) = at else { return };
        let large = self.large.get_or_insert_with(|| Large { at, view: LargeView::default() });
        if crop {
            large.view.start_crop();
        } else {
            large.view.take_keyboard();
        }
    }

    /// Goes by so many pictures while one is shown large; says whether one is.
    pub(super) fn turn_large(&mut self, by: isize) -> bool {
        let all = self.pictures();
        let Some(large) = &mut self.large else { return false };
        let here = all.iter().position(|at| *at == large.at).unwrap_or(0);
        if let Some(at) = all.get(here.saturating_add_signed(by)) {
            large.at = *at;
            large.view.take_keyboard();
        }
        true
    }

    /// Goes back to the sheet.
    pub(super) fn close_large(&mut self) {
        if self.large.take().is_some() {
            self.sheet.surface.give_keyboard();
        }
    }

    /// Every picture of the story, in order.
    fn pictures(&self) -> Vec<FigureAt> {
        self.desk.story().figures().into_iter().map(|(at, _)| at).collect()
    }

    /// The picture that is shown large in place of the sheet.
    pub(super) fn large_at(&self) -> Option<FigureAt> {
        self.large.as_ref().map(|large| large.at)
    }

    /// The picture that the caret is in.
    pub(super) fn picture_at_caret(&self) -> Option<FigureAt> {
        let at = self.sheet.surface.caret()?.at;
        if let Some(at) = at.figure() {
            return Some(at);
        }
        let id = at.block()?;
        match self.desk.story().block(id)?.kind {
            BlockKind::Figure(_) => Some(FigureAt::Block(id)),
            BlockKind::Gallery(_) => Some(FigureAt::Gallery(id, 0)),
            _ => None,
        }
    }

    /// Shows the large picture, and what leads from it to others and back.
    pub(super) fn large(&mut self, ui: &mut egui::Ui, commands: &mut Vec<Command>) {
        let all = self.pictures();
        let Some(mut large) = self.large.take() else { return };
        let Some(here) = all.iter().position(|at| *at == large.at) else {
            // Undo or an import took it away.
            self.sheet.surface.give_keyboard();
            return;
        };
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        // A list that is open over the picture goes first, and words that are being written.
        let elsewhere =
            egui::Popup::is_any_open(ui.ctx()) || self.sheet.surface.has_keyboard(ui.ctx());
        let escaped = !elsewhere && pressed(Key::Escape);
        let mut closed = escaped && !large.view.escape();
        if ui.memory(|memory| memory.focused().is_none()) {
            // A list that was closed, or a click beside everything, leaves it to nobody.
            large.view.take_keyboard();
        }
        let mut there = here;
        if large.view.has_keyboard(ui) {
            if pressed(Key::PageDown) {
                there = here + 1;
            } else if pressed(Key::PageUp) {
                there = here.saturating_sub(1);
            }
        }
        let palette = theme::palette(ui);
        let frame = egui::Frame::new().fill(palette.sheet).inner_margin(12);
        frame.show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                closed |= ui.button("Back to the story").on_hover_text("Esc").clicked();
                ui.separator();
                let title = format!("Picture {} of {}", here + 1, all.len());
                ui.label(theme::bold(title));
                let previous = ui.add_enabled(here > 0, egui::Button::new("Previous picture"));
                if previous.on_hover_text("Page up").clicked() {
                    there = here.saturating_sub(1);
                }
                let more = here + 1 < all.len();
                let next = ui.add_enabled(more, egui::Button::new("Next picture"));
                if next.on_hover_text("Page down").clicked() {
                    there = here + 1;
                }
            });
            ui.add_space(theme::GAP_S);
            let textures = self.sheet.textures();
            large.view.ui(ui, &self.desk, large.at, textures, commands);
        });
        if let Some(at) = all.get(there).filter(|_| there != here) {
            large.at = *at;
            large.view.take_keyboard();
        }
        if closed {
            self.sheet.surface.give_keyboard();
        } else {
            self.large = Some(large);
        }
    }
}
