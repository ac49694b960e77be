//! The stories on the left: new, open, import, and those worked on lately.

use egui::Ui;

use super::super::action::Action;
use super::super::theme;
use super::group;
use crate::desk::{Command, Desk};

pub(in crate::ui) fn ui(
    ui: &mut Ui,
    desk: &Desk,
    commands: &mut Vec<Command>,
    actions: &mut Vec<Action>,
) {
    ui.add_space(theme::GAP_M);
    let full = egui::vec2(ui.available_width(), 30.0);
    for (name, action) in
        [("New story", Action::New), ("Open…", Action::Open), ("Import…", Action::Import)]
    {
        if ui.add(egui::Button::new(name).min_size(full)).clicked() {
            actions.push(action);
        }
    }
    group(ui, "Recent stories");
    let recent = &desk.settings().recent;
    if recent.is_empty() {
        ui.label(theme::quiet(ui, "Stories that you save or open are listed here."));
    }
    egui::ScrollArea::vertical().auto_shrink(false).id_salt("recent").show(ui, |ui| {
        for story in recent {
            let open = desk.folder() == Some(story.folder.as_path());
            let button = egui::Button::selectable(open, &story.title)
                .wrap_mode(egui::TextWrapMode::Truncate)
                .min_size(egui::vec2(ui.available_width(), 28.0));
            let response = ui.add(button).on_hover_text(story.folder.display().to_string());
            if response.clicked() && !open {
                commands.push(Command::Open(story.folder.clone()));
            }
        }
    });
}
