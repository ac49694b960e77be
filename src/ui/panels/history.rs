//! The older versions of the story: when, who, why, and a way back.
//!
//! Must not know: how versions are kept.

use chrono::{DateTime, Local, Utc};
use egui::Ui;

use super::super::tall::Tall;
use super::super::theme;
use super::title;
use crate::desk::{Command, Desk};
use crate::store::Snapshot;

/// About the height of a version, in points.
const ROW_HEIGHT: f32 = 64.0;

/// What the panel remembers.
#[derive(Clone, Debug, Default)]
pub(in crate::ui) struct HistoryPanel {
    rows: Tall,
}

impl HistoryPanel {
    pub(in crate::ui) fn ui(
        &mut self,
        ui: &mut Ui,
        desk: &Desk,
        now: DateTime<Utc>,
        commands: &mut Vec<Command>,
    ) {
        title(ui, "History");
        if !desk.are_versions_listed() {
            commands.push(Command::ListHistory);
        }
        let versions = desk.versions();
        ui.label(theme::quiet(
            ui,
            match versions.len() {
                0 => "Versions of this story are kept here while you work: of every ten minutes, and of what happens to it.".to_owned(),
                1 => "1 older version. Bringing it back can be undone.".to_owned(),
                count => format!("{count} older versions. Bringing one back can be undone."),
            },
        ));
        ui.add_space(theme::GAP_M);
        let mut rows = std::mem::take(&mut self.rows);
        egui::ScrollArea::vertical().auto_shrink(false).id_salt("history").show_viewport(
            ui,
            |ui, viewport| {
                rows.show(ui, viewport, (versions.len(), ROW_HEIGHT), None, |ui, index| {
                    let Some(version) = versions.get(index) else { return };
                    row(ui, version, now, commands);
                    ui.add_space(theme::GAP_S);
                });
            },
        );
        self.rows = rows;
    }
}

fn row(ui: &mut Ui, version: &Snapshot, now: DateTime<Utc>, commands: &mut Vec<Command>) {
    let palette = theme::palette(ui);
    egui::Frame::new().fill(palette.raised).corner_radius(6.0).inner_margin(8).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            ui.vertical(|ui| {
                ui.set_width((ui.available_width() - 110.0).max(80.0));
                ui.label(theme::bold(time(version.at, now)));
                let why = version.why();
                let text = match version.who.as_str() {
                    "" | "desk" => why.to_owned(),
                    who => format!("{why} · {who}"),
                };
                ui.label(theme::quiet(ui, text));
            });
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let button = ui.button("Bring back");
                let name = format!("Bring back the version of {}", time(version.at, now));
                ui.ctx().accesskit_node_builder(button.id, |node| node.set_label(name));
                if button.clicked() {
                    commands.push(Command::Restore(version.path.clone()));
                }
            });
        });
    });
}

/// `10:02:31` today, `Tuesday 10:02` this week, `3 March 2026 10:02` before.
fn time(at: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let (at, now) = (at.with_timezone(&Local), now.with_timezone(&Local));
    let days = (now.date_naive() - at.date_naive()).num_days();
    let form = match days {
        0 => "%H:%M:%S",
        1..7 => "%A %H:%M",
        _ => "%-d %B %Y %H:%M",
    };
    at.format(form).to_string()
}
