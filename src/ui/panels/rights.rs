//! What may be done with a picture: terms, the day on which the right ends, how it was made.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use egui::Ui;

use super::super::theme;
use crate::desk::{Command, Desk};
use crate::edit::{Edit, Value};
use crate::story::{Figure, FigureAt, SourceType, TextAt};

/// Dates that are being typed.
#[derive(Clone, Debug, Default)]
pub(in crate::ui) struct Rights {
    expires: BTreeMap<FigureAt, String>,
}

impl Rights {
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        desk: &Desk,
        (number, at): (usize, FigureAt),
        commands: &mut Vec<Command>,
    ) {
        let Some(figure) = desk.story().figure(at) else { return };
        egui::CollapsingHeader::new("Rights").id_salt(("rights", at)).show(ui, |ui| {
            terms(ui, figure, number, at, commands);
            self.expires(ui, figure, number, at, commands);
            origin(ui, figure, number, at, commands);
        });
    }

    fn expires(
        &mut self,
        ui: &mut Ui,
        figure: &Figure,
        number: usize,
        at: FigureAt,
        commands: &mut Vec<Command>,
    ) {
        let known = figure.expires.map(|time| time.format("%Y-%m-%d").to_string());
        let known = known.unwrap_or_default();
        let typed = self.expires.entry(at).or_insert_with(|| known.clone());
        let label = ui.label(theme::quiet(ui, format!("Last day of use of picture {number}")));
        let edit =
            egui::TextEdit::singleline(typed).hint_text("2026-12-31").desired_width(f32::INFINITY);
        let response = ui.add(edit).labelled_by(label.id);
        // A right that ends on a day ends with that day.
        let end_of = |day: NaiveDate| day.and_hms_opt(23, 59, 59).map(|time| time.and_utc());
        let day = NaiveDate::parse_from_str(typed.trim(), "%Y-%m-%d").ok().and_then(end_of);
        let is_read = typed.trim().is_empty() || day.is_some();
        if response.changed() && is_read {
            set(Figure { expires: day, ..figure.clone() }, at, commands);
        }
        if !is_read {
            let words = "Not taken yet. Write it like 2026-12-31";
            let colour = theme::palette(ui).problem();
            ui.label(egui::RichText::new(words).size(theme::SMALL_SIZE).color(colour));
        } else if !response.has_focus() {
            *typed = known;
        }
    }
}

fn terms(ui: &mut Ui, figure: &Figure, number: usize, at: FigureAt, commands: &mut Vec<Command>) {
    let mut text = figure.usage_terms.clone();
    let label = ui.label(theme::quiet(ui, format!("Usage terms of picture {number}")));
    let edit = egui::TextEdit::multiline(&mut text).desired_rows(1).desired_width(f32::INFINITY);
    if ui.add(edit).labelled_by(label.id).changed() {
        commands.push(Command::SetText { at: TextAt::UsageTerms(at), text });
    }
}

fn origin(ui: &mut Ui, figure: &Figure, number: usize, at: FigureAt, commands: &mut Vec<Command>) {
    let label = ui.label(theme::quiet(ui, format!("Origin of picture {number}")));
    let combo =
        egui::ComboBox::from_id_salt(("origin", at)).selected_text(name(&figure.source_type));
    let shown = combo.show_ui(ui, |ui| {
        for origin in [
            SourceType::Unknown,
            SourceType::Captured,
            SourceType::Composite,
            SourceType::Generated,
            SourceType::PartlyGenerated,
        ] {
            let is_this = figure.source_type == origin;
            if ui.selectable_label(is_this, name(&origin)).clicked() && !is_this {
                set(Figure { source_type: origin, ..figure.clone() }, at, commands);
            }
        }
    });
    shown.response.labelled_by(label.id);
}

fn name(origin: &SourceType) -> &str {
    match origin {
        SourceType::Unknown => "Not known",
        SourceType::Captured => "Taken by a camera",
        SourceType::Composite => "Put together from several",
        SourceType::Generated => "Made by a trained model (AI)",
        SourceType::PartlyGenerated => "Partly made by a trained model (AI)",
        SourceType::Other(term) => term,
    }
}

fn set(figure: Figure, at: FigureAt, commands: &mut Vec<Command>) {
    commands.push(Command::Change(Edit::Set(Value::Figure(at, Box::new(figure))).into()));
}
