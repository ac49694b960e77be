//! Asking for a path inside the window, where the system has no dialog to offer.

use std::path::PathBuf;

use egui::Ui;

use super::files::Ask;
use super::theme;

/// What came of the question in this frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    NotYet,
    Cancelled,
    Path(PathBuf),
}

/// A question for a path that is open in the window.
#[derive(Clone, Debug)]
pub(super) struct PathPrompt {
    pub(super) ask: Ask,
    pub(super) path: String,
    fresh: bool,
}

impl PathPrompt {
    pub(super) fn new(ask: Ask, start: String) -> Self {
        Self { ask, path: start, fresh: true }
    }

    /// Shows the question as a bar.
    pub(super) fn ui(&mut self, ui: &mut Ui) -> Typed {
        let mut answer = Typed::NotYet;
        ui.horizontal(|ui| {
            let label = ui.label(theme::bold(self.ask.title()));
            let width = (ui.available_width() - 180.0).max(160.0);
            let edit = egui::TextEdit::singleline(&mut self.path)
                .hint_text("Type or paste a path")
                .desired_width(width);
            let field = ui.add(edit).labelled_by(label.id);
            if self.fresh {
                field.request_focus();
                self.fresh = false;
            }
            let entered =
                field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            if (ui.button("Choose").clicked() || entered) && !self.path.trim().is_empty() {
                answer = Typed::Path(PathBuf::from(self.path.trim()));
            }
            let escaped = ui.input(|input| input.key_pressed(egui::Key::Escape));
            if ui.button("Cancel").clicked() || escaped {
                answer = Typed::Cancelled;
            }
        });
        answer
    }
}
