//! Where the picture's file and the story disagree, and what else the file says.
//!
//! Must not know: how files are read; what counts as a disagreement.

use egui::{Stroke, Ui};

use super::Tools;
use super::fields::{named, small_button, small_line};
use super::row::Row;
use crate::desk::Command;
use crate::edit::{Change, Edit, Selection, Value};
use crate::media::fill;
use crate::story::{Figure, FigureAt, FileField, FileSays, TextAt};
use crate::ui::theme;

/// What the file says about a field, where that differs and nobody has decided yet.
/// `name` stands beside it where the field itself is not above it.
pub(super) fn disagreement(
    ui: &mut Ui,
    tools: &mut Tools<'_>,
    row: &Row<'_>,
    field: FileField,
    name: &str,
) {
    let Some(difference) = row.difference(field) else { return };
    let palette = theme::palette(ui);
    named(ui, name, |ui| {
        let frame = egui::Frame::new()
            .fill(palette.raised)
            .stroke(Stroke::new(1.0, palette.rule))
            .inner_margin(egui::Margin::symmetric(8, 6))
            .corner_radius(6);
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            let words = format!("The file says: {}", difference.file);
            ui.add(egui::Label::new(egui::RichText::new(words).size(theme::SMALL_SIZE)).wrap());
            small_line(ui, |ui| {
                let what = format!("{} of picture {}", field.name().to_lowercase(), row.number);
                let (take, keep) = ("Take the file’s words", "Keep ours");
                if small_button(ui, take, &format!("{take}: {what}")) {
                    decide(tools, row.at, field, fill::taken(row.figure, field));
                }
                if small_button(ui, keep, &format!("{keep}: {what}")) {
                    decide(tools, row.at, field, fill::kept(row.figure, field));
                }
            });
        });
    });
}

/// Makes the figure what an editor decided for, as one step of undo, and goes on in the field.
fn decide(tools: &mut Tools<'_>, at: FigureAt, field: FileField, figure: Option<Figure>) {
    let Some(figure) = figure else { return };
    let after = match field {
        FileField::Caption => {
            Some(Selection::caret(TextAt::Caption(at), figure.caption.as_str().len()))
        }
        FileField::Alt => Some(Selection::caret(TextAt::Alt(at), figure.alt.text().len())),
        _ => None,
    };
    let edit = Edit::Set(Value::Figure(at, Box::new(figure)));
    tools.commands.push(Command::LetGo);
    tools.commands.push(Command::Change(Change { edit, before: None, after }));
    tools.commands.push(Command::LetGo);
}

/// What else the file says, to read and to copy from.
pub(super) fn rest(ui: &mut Ui, says: &FileSays) {
    let lines = [
        ("Headline", &says.headline),
        ("Long description", &says.extended_description),
        ("Copyright", &says.copyright),
        ("Source", &says.source),
        ("City", &says.city),
        ("Country", &says.country),
        ("Taken", &says.created),
        ("Instructions", &says.instructions),
    ];
    for (name, words) in lines.into_iter().filter(|(_, words)| !words.trim().is_empty()) {
        named(ui, name, |ui| {
            ui.add_space(6.0);
            let words = egui::RichText::new(words.as_str()).size(theme::SMALL_SIZE);
            ui.add(egui::Label::new(words).wrap().selectable(true));
        });
    }
}
