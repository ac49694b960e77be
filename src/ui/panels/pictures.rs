//! Every picture of the story at a glance.

use egui::Ui;

use super::super::action::Action;
use super::super::{badge, picture, theme};
use super::rights::Rights;
use super::title;
use crate::desk::{Command, Desk};

pub(in crate::ui) fn ui(
    ui: &mut Ui,
    desk: &Desk,
    textures: &mut picture::Textures,
    rights: &mut Rights,
    commands: &mut Vec<Command>,
    actions: &mut Vec<Action>,
) {
    title(ui, "Pictures");
    ui.horizontal(|ui| {
        if ui.button("Add lead picture…").clicked() {
            actions.push(Action::AddLead);
        }
        if ui.button("Add picture…").clicked() {
            actions.push(Action::AddPicture);
        }
    });
    let figures = desk.story().figures();
    if figures.is_empty() {
        ui.label("No pictures yet. Drop files on the story, paste one, or add one here.");
    }
    // The sheet shows the same texts; only one widget may hold a text's caret, so the panel
    // reads and the sheet writes.
    egui::ScrollArea::vertical().auto_shrink(false).id_salt("pictures").show(ui, |ui| {
        let palette = theme::palette(ui);
        for (index, (at, figure)) in figures.into_iter().enumerate() {
            egui::Frame::new().fill(palette.sheet).inner_margin(10).corner_radius(6).show(
                ui,
                |ui| {
                    ui.set_width(ui.available_width());
                    picture::summary(ui, desk, index + 1, figure, textures, commands);
                    badge::provenance(ui, &figure.provenance);
                    ui.horizontal_wrapped(|ui| {
                        if ui.button(format!("Edit picture {}", index + 1)).clicked() {
                            actions.push(Action::ShowPicture(at));
                        }
                        if figure.media.is_some() {
                            let again = ui.button("Read file again").on_hover_text(
                                "What the file says, and its Content Credentials. Your words stay.",
                            );
                            let name = format!("Read the file of picture {} again", index + 1);
                            ui.ctx().accesskit_node_builder(again.id, |node| node.set_label(name));
                            if again.clicked() {
                                commands.push(Command::ReadAgain(at));
                            }
                        }
                    });
                    rights.ui(ui, desk, (index + 1, at), commands);
                },
            );
            ui.add_space(theme::GAP_M);
        }
    });
}
