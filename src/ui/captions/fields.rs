//! Caption, credit and description, edited in place.
//!
//! Must not know: which key leads to which of them.

use egui::{Align, Layout, Margin, Stroke, Ui, vec2};

use super::keys::Stop;
use super::row::Row;
use super::{CaptionDesk, Tools};
use crate::check::Level;
use crate::desk::Command;
use crate::edit::{Edit, Selection, Value};
use crate::story::{Alt, Credit, CreditState, FileField, TextAt, count_words};
use crate::ui::body::set::Face;
use crate::ui::body::{Field, Lines};
use crate::ui::theme;

/// Room for the name of a field, in points.
const NAME_WIDTH: f32 = 80.0;
/// Where there is less room than this, the name stands above the field, in points.
const LEAST_BESIDE: f32 = 310.0;
/// The margin inside a field of one line, as the writing surface has it.
pub(super) const FIELD_MARGIN: Margin = Margin::symmetric(8, 5);

/// A field with its name at the left, or above it where it is narrow.
pub(super) fn named<R>(ui: &mut Ui, name: &str, field: impl FnOnce(&mut Ui) -> R) -> R {
    if ui.available_width() < LEAST_BESIDE {
        if !name.is_empty() {
            ui.label(theme::quiet(ui, name));
        }
        return field(ui);
    }
    let inner = ui.horizontal_top(|ui| {
        let place = vec2(NAME_WIDTH, 28.0);
        ui.allocate_ui_with_layout(place, Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_width(NAME_WIDTH);
            ui.label(theme::quiet(ui, name));
        });
        let inner = ui.vertical(|ui| {
            ui.set_width(ui.available_width());
            field(ui)
        });
        inner.inner
    });
    inner.inner
}

/// A line of small words and buttons that wraps.
pub(super) fn small_line<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    // The height of the first line is that of the controls around it.
    let around = ui.spacing().clone();
    let spacing = ui.spacing_mut();
    spacing.button_padding = vec2(theme::GAP_M, 2.0);
    spacing.interact_size.y = 22.0;
    let inner = ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, theme::GAP_S);
        content(ui)
    });
    *ui.spacing_mut() = around;
    inner.inner
}

/// A small button; `name` is what screen readers call it.
pub(super) fn small_button(ui: &mut Ui, words: &str, name: &str) -> bool {
    let button = ui.add(egui::Button::new(egui::RichText::new(words).size(theme::SMALL_SIZE)));
    ui.ctx().accesskit_node_builder(button.id, |node| node.set_label(name));
    button.clicked()
}

impl CaptionDesk {
    pub(super) fn caption(&mut self, ui: &mut Ui, tools: &mut Tools<'_>, row: &Row<'_>) {
        let at = TextAt::Caption(row.at);
        let label = format!("Caption of picture {}", row.number);
        let field = Field {
            at,
            label: &label,
            hint: "Who, what, where, when",
            face: Face::sans(15.0, 400.0),
            lines: Lines::One,
            framed: true,
        };
        named(ui, "Caption", |ui| self.island(ui, tools, row, &field, Stop::Caption));
        super::says::disagreement(ui, tools, row, FileField::Caption, "");
    }

    /// A field that is drawn and written by the writing surface.
    fn island(
        &mut self,
        ui: &mut Ui,
        tools: &mut Tools<'_>,
        row: &Row<'_>,
        field: &Field<'_>,
        stop: Stop,
    ) {
        let response = tools.surface.field(ui, tools.desk, field, tools.commands);
        if self.stop(ui, row.at, stop, &response) {
            let len = tools.desk.story().text(field.at).map_or(0, |text| text.as_str().len());
            tools.surface.go_to(Selection::caret(field.at, len));
            ui.ctx().request_repaint();
        } else if self.settles(ui, response.id) {
            tools.surface.reveal();
        }
    }

    /// The credit line is typed as one text and understood as its parts.
    pub(super) fn credit(&mut self, ui: &mut Ui, tools: &mut Tools<'_>, row: &Row<'_>) {
        let credit = &row.figure.credit;
        named(ui, "Credit", |ui| {
            let mut line = credit.verbatim.clone();
            let edit = egui::TextEdit::singleline(&mut line)
                .id(egui::Id::unique(("credit on the caption desk", row.at)))
                .hint_text("Name/Agency")
                .margin(FIELD_MARGIN)
                .desired_width(f32::INFINITY);
            let response = ui.add(edit);
            let name = format!("Credit of picture {}", row.number);
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
            if self.stop(ui, row.at, Stop::Credit, &response) {
                response.request_focus();
            }
            if response.changed() {
                tools.commands.push(Command::CreditLine { at: row.at, text: line });
            }
            match credit.state() {
                CreditState::Parsed => parts(ui, tools, row),
                CreditState::Unparsed => {
                    let words = "Its parts could not be told apart; it is kept as it is.";
                    ui.label(egui::RichText::new(words).size(theme::SMALL_SIZE));
                }
                CreditState::Missing => {}
            }
        });
        super::says::disagreement(ui, tools, row, FileField::Credit, "");
    }

    pub(super) fn description(&mut self, ui: &mut Ui, tools: &mut Tools<'_>, row: &Row<'_>) {
        named(ui, "Description", |ui| {
            self.described(ui, tools, row);
            if row.figure.alt == Alt::Decorative {
                return;
            }
            let label = format!("Description of picture {}", row.number);
            let field = Field {
                at: TextAt::Alt(row.at),
                label: &label,
                hint: "What there is to see",
                face: Face::sans(14.0, 400.0),
                lines: Lines::One,
                framed: true,
            };
            self.island(ui, tools, row, &field, Stop::Description);
            if let Alt::Text(text) = &row.figure.alt {
                ui.label(theme::quiet(ui, counted(text)));
            }
        });
        super::says::disagreement(ui, tools, row, FileField::Alt, "");
    }

    /// Described, decorative, or neither yet: one of three.
    fn described(&mut self, ui: &mut Ui, tools: &mut Tools<'_>, row: &Row<'_>) {
        let palette = theme::palette(ui);
        let alt = &row.figure.alt;
        let states = [
            ("Described", matches!(alt, Alt::Text(_)), "is described"),
            ("Decorative", *alt == Alt::Decorative, "is decorative"),
            ("Not yet", *alt == Alt::NotDescribed, "is not described yet"),
        ];
        let frame = egui::Frame::new().stroke(Stroke::new(1.0, palette.rule)).corner_radius(6);
        let mut chosen = None;
        ui.horizontal(|ui| {
            frame.show(ui, |ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                for (words, is_it, said) in states {
                    let is_open = is_it && *alt == Alt::NotDescribed;
                    let colour = if is_open { palette.level(Level::Warning) } else { palette.ink };
                    let words = egui::RichText::new(words).size(theme::SMALL_SIZE).color(colour);
                    let button = ui.add(egui::Button::selectable(is_it, words));
                    let name = format!("Picture {} {said}", row.number);
                    ui.ctx().accesskit_node_builder(button.id, |node| {
                        node.set_role(egui::accesskit::Role::RadioButton);
                        node.set_label(name);
                        node.set_toggled(is_it.into());
                    });
                    // Tab stops here where there is nothing to write.
                    if is_it
                        && *alt == Alt::Decorative
                        && self.stop(ui, row.at, Stop::Description, &button)
                    {
                        button.request_focus();
                    }
                    if button.clicked() && !is_it {
                        chosen = Some(said);
                    }
                }
            });
        });
        if let Some(state) = chosen {
            self.describe(tools, row, state);
        }
    }

    fn describe(&mut self, tools: &mut Tools<'_>, row: &Row<'_>, state: &str) {
        let alt = match state {
            "is decorative" => Alt::Decorative,
            _ => Alt::NotDescribed,
        };
        if state == "is described" {
            // It is described once there are words.
            self.go(Some(row.at), Stop::Description);
        }
        if alt != row.figure.alt {
            tools.commands.push(Command::Change(Edit::Set(Value::Alt(row.at, alt)).into()));
        }
    }
}

/// What a credit is made of, and what it is in house format.
fn parts(ui: &mut Ui, tools: &mut Tools<'_>, row: &Row<'_>) {
    let credit = &row.figure.credit;
    small_line(ui, |ui| {
        for (what, name) in roles(credit) {
            chip(ui, what, &name);
        }
    });
    let Some(house) = tools.desk.in_house(credit) else { return };
    small_line(ui, |ui| {
        ui.label(theme::quiet(ui, format!("In house format: {}", house.verbatim)));
        let name = format!("Use house format for the credit of picture {}", row.number);
        if small_button(ui, "Use house format", &name) {
            let edit = Edit::Set(Value::Credit(row.at, house));
            tools.commands.push(Command::LetGo);
            tools.commands.push(Command::Change(edit.into()));
            tools.commands.push(Command::LetGo);
        }
    });
}

/// The parts of a credit, each with what it is.
fn roles(credit: &Credit) -> Vec<(&'static str, String)> {
    let creators = credit.creators.iter().map(|name| ("creator", name.clone()));
    let agencies = credit.agencies.iter().map(|name| ("agency", name.clone()));
    let markers = credit.markers.iter().map(|marker| ("marker", marker.name().to_owned()));
    let provider = credit.provider.iter().map(|name| ("provider", name.clone()));
    creators.chain(agencies).chain(markers).chain(provider).collect()
}

/// A part of a credit, with what it is in quiet words behind it.
fn chip(ui: &mut Ui, what: &str, name: &str) {
    let palette = theme::palette(ui);
    let mut words = egui::text::LayoutJob::default();
    for (text, colour) in [(name, palette.ink), (" ", palette.ink), (what, palette.muted)] {
        let format = egui::TextFormat::simple(theme::sans(theme::SMALL_SIZE), colour);
        words.append(text, 0.0, format);
    }
    let chip = egui::Button::new(words)
        .sense(egui::Sense::hover())
        .wrap_mode(egui::TextWrapMode::Truncate);
    let shown = ui.add(chip);
    ui.ctx().accesskit_node_builder(shown.id, |node| {
        node.set_role(egui::accesskit::Role::Label);
        node.set_value(format!("{name} {what}"));
    });
}

/// How long a description is.
fn counted(text: &str) -> String {
    let (words, letters) = (count_words(text), text.chars().count());
    let of = |count: usize, one: &str, many: &str| match count {
        1 => format!("1 {one}"),
        _ => format!("{count} {many}"),
    };
    let words = of(words, "word", "words");
    format!("{words}, {}", of(letters, "character", "characters"))
}
