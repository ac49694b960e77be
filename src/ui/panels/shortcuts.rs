//! Every command with its keys, drawn from the table that the keys come from.

use egui::Ui;

use super::super::action::{Entry, Menu, keys_text};
use super::super::{captions, theme};
use super::{group, title};

pub(in crate::ui) fn ui(ui: &mut Ui, entries: &[Entry]) {
    title(ui, "Shortcuts");
    egui::ScrollArea::vertical().auto_shrink(false).id_salt("shortcuts").show(ui, |ui| {
        for menu in Menu::ALL {
            group(ui, menu.name());
            egui::Grid::new(("shortcuts", menu.name())).num_columns(2).show(ui, |ui| {
                let with_keys =
                    entries.iter().filter(|entry| entry.menu == menu && entry.keys.is_some());
                for entry in with_keys {
                    ui.label(theme::quiet(ui, keys_text(ui.ctx(), entry.keys)));
                    ui.label(entry.label);
                    ui.end_row();
                }
            });
        }
        group(ui, "On the caption desk");
        egui::Grid::new("shortcuts of the caption desk").num_columns(2).show(ui, |ui| {
            for (keys, words) in captions::keys::HELP {
                ui.label(theme::quiet(ui, keys));
                ui.add(egui::Label::new(words).wrap());
                ui.end_row();
            }
        });
    });
}
