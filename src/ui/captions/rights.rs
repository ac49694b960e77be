//! What may be done with a picture and how it was made, folded until it is asked for: terms, the
//! day on which the right ends, origin, and what else its file says.
//!
//! Must not know: what terms mean.

use chrono::{DateTime, NaiveDate, Utc};
use egui::Ui;

use super::fields::{named, small_button};
use super::row::Row;
use super::{CaptionDesk, Tools, says};
use crate::desk::Command;
use crate::edit::{Edit, Value};
use crate::story::{Figure, FigureAt, FileField, SourceType, TextAt};
use crate::ui::body::set::Face;
use crate::ui::body::{Field, Lines};
use crate::ui::theme;

impl CaptionDesk {
    pub(super) fn rights(&mut self, ui: &mut Ui, tools: &mut Tools<'_>, row: &Row<'_>) {
        let is_open = self.unfolded.contains(&row.at);
        if fold(ui, row, is_open) {
            if is_open {
                self.unfolded.remove(&row.at);
            } else {
                self.unfolded.insert(row.at);
            }
        }
        // A disagreement is never folded away.
        let disagreement = |ui: &mut Ui, tools: &mut Tools<'_>, field: FileField| {
            let name = if is_open { "" } else { field.name() };
            says::disagreement(ui, tools, row, field, name);
        };
        if is_open {
            terms(ui, tools, row);
        }
        disagreement(ui, tools, FileField::UsageTerms);
        if is_open {
            self.expires(ui, tools, row);
        }
        disagreement(ui, tools, FileField::Expires);
        if is_open {
            origin(ui, tools, row);
            if let Some(says) = &row.figure.file_says {
                says::rest(ui, says);
            }
            if row.figure.media.is_some() {
                let name = format!("Read the file of picture {} again", row.number);
                named(ui, "", |ui| {
                    if small_button(ui, "Read the file again", &name) {
                        tools.commands.push(Command::ReadAgain(row.at));
                    }
                });
            }
        }
    }

    fn expires(&mut self, ui: &mut Ui, tools: &mut Tools<'_>, row: &Row<'_>) {
        let of = (row.at, FileField::Expires);
        let known = shown(row.figure.expires);
        named(ui, FileField::Expires.name(), |ui| {
            let read = |typed: &str| read_day(typed).map(shown).ok();
            let (response, typed) = self.typed.line(ui, of, &known, ("2026-12-31", 130.0), read);
            let name = format!("Last day of use of picture {}", row.number);
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
            if let Some(expires) = typed.and_then(|typed| read_day(&typed).ok()) {
                set(Figure { expires, ..row.figure.clone() }, row.at, tools.commands);
            }
            let is_read = self.typed.words(of).is_none_or(|words| read_day(words).is_ok());
            if !is_read {
                let words = "Not taken yet. Write it like 2026-12-31";
                let colour = theme::palette(ui).problem();
                ui.label(egui::RichText::new(words).size(theme::SMALL_SIZE).color(colour));
            } else if response.lost_focus() {
                self.typed.forget(of);
            }
        });
    }
}

/// The line that folds and unfolds; closed, it says the most important.
fn fold(ui: &mut Ui, row: &Row<'_>, is_open: bool) -> bool {
    let figure = row.figure;
    let inner = ui.horizontal(|ui| {
        let sign = if is_open { "⏷" } else { "⏵" };
        let words = theme::quiet(ui, format!("{sign} Rights and file"));
        let button = ui.add(egui::Button::new(words).frame(false));
        let name = format!("Rights and file of picture {}", row.number);
        ui.ctx().accesskit_node_builder(button.id, |node| {
            node.set_label(name);
            node.set_expanded(is_open);
        });
        if !is_open {
            let mut known: Vec<String> = Vec::new();
            if !figure.usage_terms.trim().is_empty() {
                known.push(figure.usage_terms.trim().to_owned());
            }
            if figure.expires.is_some() {
                known.push(format!("use until {}", shown(figure.expires)));
            }
            if figure.source_type != SourceType::Unknown {
                known.push(origin_name(&figure.source_type).to_owned());
            }
            let words = theme::quiet(ui, known.join(" · ")).color(theme::palette(ui).ink);
            ui.add(egui::Label::new(words).truncate());
        }
        button.clicked()
    });
    inner.inner
}

fn terms(ui: &mut Ui, tools: &mut Tools<'_>, row: &Row<'_>) {
    let label = format!("Usage terms of picture {}", row.number);
    let field = Field {
        at: TextAt::UsageTerms(row.at),
        label: &label,
        hint: "What the supplier allows",
        face: Face::sans(14.0, 400.0),
        lines: Lines::One,
        framed: true,
    };
    named(ui, FileField::UsageTerms.name(), |ui| {
        tools.surface.field(ui, tools.desk, &field, tools.commands)
    });
}

fn origin(ui: &mut Ui, tools: &mut Tools<'_>, row: &Row<'_>) {
    named(ui, "Origin", |ui| {
        let kind = &row.figure.source_type;
        let combo = egui::ComboBox::from_id_salt(("origin", row.at)).width(260.0);
        let combo = combo.selected_text(origin_name(kind)).truncate();
        let shown = combo.show_ui(ui, |ui| {
            for origin in [
                SourceType::Unknown,
                SourceType::Captured,
                SourceType::Composite,
                SourceType::Generated,
                SourceType::PartlyGenerated,
            ] {
                let is_this = *kind == origin;
                let choice = ui.selectable_label(is_this, origin_name(&origin));
                if choice.clicked() && !is_this {
                    let figure = Figure { source_type: origin, ..row.figure.clone() };
                    set(figure, row.at, tools.commands);
                }
            }
        });
        let name = format!("Origin of picture {}", row.number);
        ui.ctx().accesskit_node_builder(shown.response.id, |node| node.set_label(name));
    });
}

fn origin_name(origin: &SourceType) -> &str {
    match origin {
        SourceType::Unknown => "Not known",
        SourceType::Captured => "Taken by a camera",
        SourceType::Composite => "Put together from several",
        SourceType::Generated => "Made by a trained model (AI)",
        SourceType::PartlyGenerated => "Partly made by a trained model (AI)",
        SourceType::Other(term) => term,
    }
}

fn shown(expires: Option<DateTime<Utc>>) -> String {
    expires.map(|time| time.format("%Y-%m-%d").to_string()).unwrap_or_default()
}

/// The line is no day.
struct NoDay;

/// The end of a day that was typed; `None` for an empty line. A right that ends on a day ends with
/// that day.
fn read_day(typed: &str) -> Result<Option<DateTime<Utc>>, NoDay> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let day = NaiveDate::parse_from_str(typed, "%Y-%m-%d").ok();
    let end = day.and_then(|day| day.and_hms_opt(23, 59, 59)).ok_or(NoDay)?;
    Ok(Some(end.and_utc()))
}

fn set(figure: Figure, at: FigureAt, commands: &mut Vec<Command>) {
    commands.push(Command::Change(Edit::Set(Value::Figure(at, Box::new(figure))).into()));
}
