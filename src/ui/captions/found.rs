//! The findings about a picture, in its row.
//!
//! Must not know: rules; it shows what they say.

use egui::Ui;

use super::fields::{named, small_button, small_line};
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
    small_line(ui, |ui| {
        theme::level_sign(ui, finding.level);
        ui.label(egui::RichText::new(&finding.message).size(theme::SMALL_SIZE).color(colour));
        if let Some(fix) = &finding.fix
            && small_button(ui, &fix.label, &format!("{} (picture {number})", fix.label))
        {
            commands.push(Command::Fix(finding.key.clone()));
        }
        let name = format!("Ignore for picture {number}: {}", finding.message);
        if small_button(ui, "Ignore", &name) {
            commands.push(Command::Ignore(finding.key.clone()));
        }
    });
}
