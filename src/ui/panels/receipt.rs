//! The receipt of a paste or import, and the loss report of an export.

use egui::Ui;

use super::super::theme;
use super::{group, title};
use crate::desk::{Command, Desk};
use crate::export::Fate;
use crate::story::NoticeKind;

pub(in crate::ui) fn ui(ui: &mut Ui, desk: &Desk, commands: &mut Vec<Command>) {
    title(ui, "Receipt");
    egui::ScrollArea::vertical().auto_shrink(false).id_salt("receipt").show(ui, |ui| {
        if desk.receipt().is_none() && desk.export_report().is_none() {
            ui.label("Paste or import a story, or export one: what came in, what was left out and what the export could not carry is listed here.");
        }
        receipt(ui, desk, commands);
        report(ui, desk, commands);
    });
}

fn receipt(ui: &mut Ui, desk: &Desk, commands: &mut Vec<Command>) {
    let Some(receipt) = desk.receipt() else { return };
    ui.label(theme::bold(&receipt.from));
    ui.label(&receipt.came_in);
    if ui.button("Put the receipt away").clicked() {
        commands.push(Command::DismissReceipt);
    }
    let palette = theme::palette(ui);
    for (kind, heading) in [
        (NoticeKind::UnsafeRemoved, "Taken out because it could do harm"),
        (NoticeKind::CutShort, "Cut short"),
        (NoticeKind::Doubtful, "Please look at"),
        (NoticeKind::PictureMissing, "Pictures to add by hand"),
        (NoticeKind::NotCarried, "Put aside"),
        (NoticeKind::Changed, "Kept in another shape"),
        (NoticeKind::FurnitureRemoved, "Page furniture left out"),
        (NoticeKind::Recognised, "Recognised"),
    ] {
        let notices: Vec<_> =
            receipt.notices.iter().enumerate().filter(|(_, notice)| notice.kind == kind).collect();
        if notices.is_empty() {
            continue;
        }
        group(ui, heading);
        for (index, notice) in notices {
            egui::Frame::new().fill(palette.sheet).inner_margin(8).corner_radius(6).show(
                ui,
                |ui| {
                    ui.set_width(ui.available_width());
                    ui.label(&notice.message);
                    if let Some(kept) = &notice.kept {
                        let words: Vec<&str> = kept
                            .blocks
                            .iter()
                            .flat_map(|block| block.kind.texts())
                            .map(|text| text.as_str())
                            .collect();
                        let words: String = words.join(" / ").chars().take(220).collect();
                        if !words.is_empty() && !notice.message.contains(&words) {
                            ui.label(theme::quiet(ui, words));
                        }
                        if ui.button("Bring back").clicked() {
                            commands.push(Command::BringBack(index));
                        }
                    }
                },
            );
        }
    }
}

fn report(ui: &mut Ui, desk: &Desk, commands: &mut Vec<Command>) {
    let Some(report) = desk.export_report() else { return };
    group(ui, &format!("Exported as {}", report.format.label()));
    ui.label(theme::quiet(ui, report.path.display().to_string()));
    let batch = &report.batch;
    if batch.made + batch.kept > 0 {
        let words = format!("Pictures: {} made, {} as before.", batch.made, batch.kept);
        ui.label(theme::quiet(ui, words));
    }
    if ui.button("Put the report away").clicked() {
        commands.push(Command::DismissReport);
    }
    for field in &report.fields {
        let (word, detail) = match &field.fate {
            Fate::Carried => continue,
            Fate::CarriedAs(name) => ("as", name),
            Fate::Lost(why) => ("left out:", why),
        };
        ui.horizontal_wrapped(|ui| {
            ui.label(&field.field);
            ui.label(theme::quiet(ui, format!("{word} {detail}")));
        });
    }
    let carried = report.fields.iter().filter(|field| field.fate == Fate::Carried).count();
    ui.label(theme::quiet(ui, format!("{carried} fields went as they are.")));
}
