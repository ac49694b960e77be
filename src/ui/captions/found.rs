//! The findings about a picture, in its row.
//!
//! Must not know: rules; it shows what they say.

use egui::Ui;

use super::fields::named;
use super::row::Row;
use super::{CaptionDesk, Tools};
use crate::check::Finding;
use crate::desk::Command;
use crate::ui::theme;

impl CaptionDesk {
    #[expect(clippy::unused_self, reason = "a part of the row like the others")]
    pub(super) fn findings(&self, ui: &mut Ui, tools: &mut Tools<'_>, row: &Row<'_>) {
        let mut found = tools.desk.findings().of_figure(row.at).peekable();
        if found.peek().is_none() {
            return;
        }
        named(ui, "Findings", |ui| {
            for finding in found {
                line(ui, tools.commands, finding, row.number);
            }
        });
    }
}

fn line(ui: &mut Ui, commands: &mut Vec<Command>, finding: &Finding, number: usize) {
    let colour = theme::palette(ui).level(finding.level);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(6.0, theme::GAP_S);
        theme::level_sign(ui, finding.level);
        ui.label(egui::RichText::new(&finding.message).size(theme::SMALL_SIZE).color(colour));
        if let Some(fix) = &finding.fix
            && ui.small_button(&fix.label).clicked()
        {
            commands.push(Command::Fix(finding.key.clone()));
        }
        let ignore = ui.small_button("Ignore").on_hover_text("Leave this one as it is");
        let name = format!("Ignore for picture {number}: {}", finding.message);
        ui.ctx().accesskit_node_builder(ignore.id, |node| node.set_label(name));
        if ignore.clicked() {
            commands.push(Command::Ignore(finding.key.clone()));
        }
    });
}
