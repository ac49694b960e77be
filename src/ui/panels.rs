//! The panels to the left and right of the sheet.

pub(super) mod check;
pub(super) mod details;
pub(super) mod export_settings;
pub(super) mod history;
pub(super) mod outline;
pub(super) mod people;
pub(super) mod receipt;
pub(super) mod shortcuts;
pub(super) mod stories;

use egui::Ui;

use super::theme;

/// The heading of a panel.
pub(super) fn title(ui: &mut Ui, text: &str) {
    ui.add_space(theme::GAP_S);
    ui.label(theme::bold(text).size(17.0));
    ui.add_space(theme::GAP_S);
}

/// The heading of a group inside a panel.
pub(super) fn group(ui: &mut Ui, text: &str) {
    ui.add_space(theme::GAP_L);
    ui.label(theme::bold(text));
    ui.add_space(2.0);
}
