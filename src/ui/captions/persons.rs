//! The persons in a picture, written as one line.
//!
//! Must not know: whether they are named in the copy.

use egui::{Response, Ui};

use super::fields::{FIELD_MARGIN, named};
use super::keys::Stop;
use super::row::Row;
use super::{CaptionDesk, Tools, says};
use crate::desk::Command;
use crate::edit::{Edit, Value};
use crate::story::{Figure, FigureAt, FileField};

/// A line that is being typed and read into something else: it stays as typed for as long as it
/// has the keyboard and the story has what it gave.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed {
    of: Option<(FigureAt, FileField)>,
    words: String,
    /// The line of what the story has, as of the last letter.
    gave: String,
}

impl Typed {
    /// Shows a field. `known` is the line of what the story has; `read` returns the line of what a
    /// typed one gives, or `None` for one that gives nothing. The typed line is returned when it
    /// was changed.
    pub(super) fn line(
        &mut self,
        ui: &mut Ui,
        of: (FigureAt, FileField),
        known: &str,
        (hint, width): (&str, f32),
        read: impl FnOnce(&str) -> Option<String>,
    ) -> (Response, Option<String>) {
        if self.of == Some(of) && self.gave != known {
            self.of = None;
        }
        let mut words = if self.of == Some(of) { self.words.clone() } else { known.to_owned() };
        let edit = egui::TextEdit::singleline(&mut words)
            .id(egui::Id::unique(("line on the caption desk", of)))
            .hint_text(hint)
            .margin(FIELD_MARGIN)
            .desired_width(width);
        let response = ui.add(edit);
        if response.changed() {
            self.of = Some(of);
            self.gave = read(&words).unwrap_or_else(|| known.to_owned());
            self.words.clone_from(&words);
            return (response, Some(words));
        }
        (response, None)
    }

    /// The line as it is being typed.
    pub(super) fn words(&self, of: (FigureAt, FileField)) -> Option<&str> {
        (self.of == Some(of)).then_some(self.words.as_str())
    }

    /// Shows what the story has again.
    pub(super) fn forget(&mut self, of: (FigureAt, FileField)) {
        if self.of == Some(of) {
            self.of = None;
        }
    }
}

impl CaptionDesk {
    pub(super) fn persons(&mut self, ui: &mut Ui, tools: &mut Tools<'_>, row: &Row<'_>) {
        let of = (row.at, FileField::Persons);
        let known = line(&row.figure.persons);
        named(ui, "Persons", |ui| {
            let hint = ("Names, left to right, with commas", f32::INFINITY);
            let read = |typed: &str| Some(line(&names(typed)));
            let (response, typed) = self.typed.line(ui, of, &known, hint, read);
            let name = format!("Persons in picture {}", row.number);
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
            if self.stop(ui, row.at, Stop::Persons, &response) {
                response.request_focus();
            }
            if response.lost_focus() {
                self.typed.forget(of);
            }
            let persons = typed.map(|typed| names(&typed));
            if let Some(persons) = persons.filter(|persons| *persons != row.figure.persons) {
                let figure = Figure { persons, ..row.figure.clone() };
                let edit = Edit::Set(Value::Figure(row.at, Box::new(figure)));
                tools.commands.push(Command::Change(edit.into()));
            }
        });
        says::disagreement(ui, tools, row, FileField::Persons, "");
    }
}

/// Names as one line.
fn line(persons: &[String]) -> String {
    persons.join(", ")
}

/// The names of a line.
fn names(line: &str) -> Vec<String> {
    let names = line.split([',', ';', '，', '、']).map(str::trim);
    names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_into_names_and_empty_ones_are_none() {
        for (typed, expected) in [
            ("", vec![]),
            (" , ,", vec![]),
            ("Ada Marlowe", vec!["Ada Marlowe"]),
            ("Ada Marlowe,Kit Orme , ", vec!["Ada Marlowe", "Kit Orme"]),
            ("Ada Marlowe; Kit Orme", vec!["Ada Marlowe", "Kit Orme"]),
        ] {
            assert_eq!(names(typed), expected, "{typed:?}");
        }
    }
}
