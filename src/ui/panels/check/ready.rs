//! Ready for the slot: what must be in order, and what is.
//!
//! Must not know: what the list asks for.

use egui::Ui;

use crate::check::Level;
use crate::desk::Desk;
use crate::ui::theme;

/// The list, folded up until somebody wants it.
pub(super) fn ui(ui: &mut Ui, desk: &Desk) {
    let list = desk.checklist();
    if list.is_empty() {
        return;
    }
    let green = list.iter().filter(|item| item.is_green()).count();
    let title = if green == list.len() {
        "Ready for the slot".to_owned()
    } else {
        format!("Ready for the slot: {green} of {}", list.len())
    };
    egui::CollapsingHeader::new(title).id_salt("ready").show(ui, |ui| {
        let palette = theme::palette(ui);
        for item in list {
            ui.horizontal_wrapped(|ui| {
                if item.is_green() {
                    ui.label(theme::quiet(ui, "✔"));
                    ui.label(theme::quiet(ui, item.what));
                } else {
                    theme::level_sign(ui, Level::Error);
                    let words = format!("{}: {}", item.what, item.missing);
                    ui.label(egui::RichText::new(words).color(palette.ink));
                }
            });
        }
    });
    ui.add_space(theme::GAP_M);
}
