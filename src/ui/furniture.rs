//! The furniture at the top of the sheet: kicker, headline, standfirst, byline and dateline.

use egui::Ui;

use super::body::set::Face;
use super::body::{Field, Lines, Surface};
use super::theme;
use crate::desk::{Command, Desk};
use crate::edit::{Edit, Value};
use crate::story::{Person, PersonPart, TextAt};

pub(super) fn kicker(ui: &mut Ui, desk: &Desk, surface: &mut Surface, commands: &mut Vec<Command>) {
    let face = Face::sans(13.5, 600.0).quiet();
    bare(ui, desk, (TextAt::Kicker, "Kicker", "Kicker"), face, surface, commands);
}

pub(super) fn headline(
    ui: &mut Ui,
    desk: &Desk,
    surface: &mut Surface,
    commands: &mut Vec<Command>,
) {
    let face = Face::serif(34.0, 650.0);
    bare(ui, desk, (TextAt::Headline, "Headline", "Headline"), face, surface, commands);
    let limit = desk.rules().headline_most_graphemes;
    // Always there, so that nothing below moves when the headline is clicked.
    gauge(ui, &desk.story().headline, limit);
}

pub(super) fn standfirst(
    ui: &mut Ui,
    desk: &Desk,
    surface: &mut Surface,
    commands: &mut Vec<Command>,
) {
    let face = Face::serif(20.0, 400.0).quiet();
    bare(ui, desk, (TextAt::Standfirst, "Standfirst", "Standfirst"), face, surface, commands);
}

/// Size of the names of the byline, in points.
const BYLINE_SIZE: f32 = 14.0;

/// Names of the byline, and the dateline below them.
pub(super) fn byline(ui: &mut Ui, desk: &Desk, surface: &mut Surface, commands: &mut Vec<Command>) {
    let story = desk.story();
    for (index, _) in story.bylines.iter().enumerate() {
        // Word and name are set alike and hang from the same line, so that they read as one.
        ui.horizontal_top(|ui| {
            let by = if index == 0 { "By" } else { "and" };
            let by = theme::quiet(ui, by).size(BYLINE_SIZE);
            ui.label(by.line_height(Some((BYLINE_SIZE * 1.4).round())));
            let label = format!("Byline {}", index + 1);
            let at = TextAt::Person(index, PersonPart::Name);
            let face = Face::sans(BYLINE_SIZE, 600.0);
            bare(ui, desk, (at, &label, "Name"), face, surface, commands);
        });
    }
    if story.bylines.is_empty() && ui.button("Add byline").clicked() {
        let people = vec![Person::default()];
        commands.push(Command::Change(Edit::Set(Value::Bylines(people)).into()));
    }
    ui.horizontal(|ui| {
        let face = Face::sans(13.5, 500.0).quiet();
        let at = TextAt::DatelinePlace;
        bare(ui, desk, (at, "Dateline place", "Dateline place"), face, surface, commands);
    });
}

/// How long a headline is against its limit, in characters as readers count them.
pub(super) fn gauge(ui: &mut Ui, text: &str, limit: usize) {
    use unicode_segmentation::UnicodeSegmentation as _;
    let length = text.graphemes(true).count();
    let palette = theme::palette(ui);
    let too_long = length > limit;
    let colour = if too_long { palette.problem() } else { palette.accent };
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(egui::vec2(120.0, 4.0), egui::Sense::hover());
        ui.painter().rect_filled(rect, 2.0, palette.rule);
        let part = (length as f32 / limit.max(1) as f32).min(1.0);
        let filled =
            egui::Rect::from_min_size(rect.min, egui::vec2(rect.width() * part, rect.height()));
        ui.painter().rect_filled(filled, 2.0, colour);
        let words = if too_long {
            format!("{length} of {limit}, {} too many", length - limit)
        } else {
            format!("{length} of {limit}")
        };
        ui.label(egui::RichText::new(words).size(theme::SMALL_SIZE).color(if too_long {
            palette.problem()
        } else {
            palette.muted
        }));
    });
}

fn bare(
    ui: &mut Ui,
    desk: &Desk,
    (at, label, hint): (TextAt, &str, &str),
    face: Face,
    surface: &mut Surface,
    commands: &mut Vec<Command>,
) {
    let field = Field { at, label, hint, face, lines: Lines::One, framed: false };
    surface.field(ui, desk, &field, commands);
}
