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
        let (green, red): (Vec<_>, Vec<_>) = list.iter().partition(|item| item.is_green());
        for item in red {
            ui.horizontal_top(|ui| {
                theme::level_sign(ui, Level::Error);
                let words = format!("{}: {}", item.what, item.missing);
                ui.add(egui::Label::new(egui::RichText::new(words).color(palette.ink)).wrap());
            });
        }
        if !green.is_empty() {
            let names: Vec<&str> = green.iter().map(|item| item.what).collect();
            ui.label(theme::quiet(ui, format!("In order: {}", names.join(", "))));
        }
    });
    ui.add_space(theme::GAP_M);
}
