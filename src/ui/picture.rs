//! A picture with its caption, credit and description, on the sheet.

mod textures;

use egui::{Ui, Vec2};

use super::body::set::Face;
use super::body::{Field, Lines, Surface};
use super::theme;
use crate::desk::{Command, Desk};
use crate::edit::{Edit, Value};
use crate::story::{Alt, CreditState, FigureAt, MediaRef, TextAt};

pub(super) use textures::Textures;

/// One picture of the story.
#[derive(Clone, Copy, Debug)]
pub(super) struct Card {
    pub(super) at: FigureAt,
    /// Its number among all pictures, from 1.
    pub(super) number: usize,
    /// Small, for the panel and for galleries.
    pub(super) compact: bool,
}

impl Card {
    pub(super) fn ui(
        self,
        ui: &mut Ui,
        desk: &Desk,
        textures: &mut Textures,
        surface: &mut Surface,
        commands: &mut Vec<Command>,
    ) {
        let Some(figure) = desk.story().figure(self.at) else { return };
        match &figure.media {
            Some(media) => self.image(ui, desk, media, textures, commands),
            None => missing(ui, &figure.source_url),
        }
        let number = self.number;
        let size = if self.compact { 14.0 } else { 15.0 };
        let label = format!("Caption of picture {number}");
        let caption = Field {
            at: TextAt::Caption(self.at),
            label: &label,
            hint: "Caption",
            face: Face::sans(size, 400.0),
            lines: Lines::One,
            framed: self.compact,
        };
        surface.field(ui, desk, &caption, commands);
        self.credit(ui, desk, commands);
        self.alt(ui, desk, surface, commands);
    }

    fn image(
        self,
        ui: &mut Ui,
        desk: &Desk,
        media: &MediaRef,
        textures: &mut Textures,
        commands: &mut Vec<Command>,
    ) {
        let width = ui.available_width();
        let most = if self.compact { 180.0 } else { 460.0 };
        let ratio = media.height_px as f32 / media.width_px.max(1) as f32;
        let height = (width * ratio).min(most);
        let size = Vec2::new(height / ratio.max(0.01), height);
        if let Some(problem) = desk.picture_problem(media.id) {
            not_shown(ui, media, problem);
            return;
        }
        let alt = desk.story().figure(self.at).map(|figure| figure.alt.text().to_owned());
        let Some(texture) = textures.sharp(ui, desk, media, size, commands) else {
            empty_frame(ui, size);
            return;
        };
        let image = egui::Image::new((texture.id(), size))
            .corner_radius(3)
            .alt_text(alt.unwrap_or_default());
        ui.add(if self.compact { image.max_width(width) } else { image });
    }

    /// The credit line is typed as one text and understood as its parts.
    fn credit(self, ui: &mut Ui, desk: &Desk, commands: &mut Vec<Command>) {
        let Some(figure) = desk.story().figure(self.at) else { return };
        let palette = theme::palette(ui);
        let mut line = figure.credit.verbatim.clone();
        let name = format!("Credit of picture {}", self.number);
        ui.horizontal(|ui| {
            ui.label(theme::quiet(ui, "Credit"));
            let edit = egui::TextEdit::singleline(&mut line)
                .id(egui::Id::unique(("credit", self.at, self.compact)))
                .hint_text("Name/Agency")
                .font(theme::sans(13.5))
                .desired_width(f32::INFINITY);
            let response = ui.add(edit);
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
            if response.changed() {
                commands.push(Command::CreditLine { at: self.at, text: line });
            }
        });
        match figure.credit.state() {
            CreditState::Parsed => {
                let house = desk.credit_line(&figure.credit);
                if house != figure.credit.verbatim {
                    ui.label(theme::quiet(ui, format!("In house format: {house}")));
                }
            }
            CreditState::Unparsed => {
                let words = "Its parts could not be told apart; it is kept as it is.";
                ui.label(egui::RichText::new(words).size(theme::SMALL_SIZE).color(palette.ink));
            }
            CreditState::Missing => {}
        }
    }

    fn alt(self, ui: &mut Ui, desk: &Desk, surface: &mut Surface, commands: &mut Vec<Command>) {
        let Some(figure) = desk.story().figure(self.at) else { return };
        let mut decorative = figure.alt == Alt::Decorative;
        let number = self.number;
        if !decorative {
            let label = format!("Description of picture {number}");
            let field = Field {
                at: TextAt::Alt(self.at),
                label: &label,
                hint: "Description for readers who do not see it",
                face: Face::sans(13.5, 400.0),
                lines: Lines::One,
                framed: true,
            };
            surface.field(ui, desk, &field, commands);
        }
        let toggle = ui.checkbox(&mut decorative, "Decorative: readers miss nothing without it");
        let name = format!("Picture {number} is decorative");
        ui.ctx().accesskit_node_builder(toggle.id, |node| node.set_label(name));
        if toggle.changed() {
            let alt = if decorative { Alt::Decorative } else { Alt::NotDescribed };
            commands.push(Command::Change(Edit::Set(Value::Alt(self.at, alt)).into()));
        }
    }
}

fn missing(ui: &mut Ui, source_url: &str) {
    let palette = theme::palette(ui);
    egui::Frame::new().fill(palette.raised).inner_margin(16).corner_radius(3).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label("The picture itself is not here yet. Drop its file on the story to add it.");
        if !source_url.is_empty() {
            ui.label(theme::quiet(ui, format!("It came from {source_url}")));
        }
    });
}

/// What stands in place of a picture that cannot be shown.
pub(super) fn not_shown(ui: &mut Ui, media: &MediaRef, problem: &str) {
    let palette = theme::palette(ui);
    egui::Frame::new().fill(palette.raised).inner_margin(16).corner_radius(3).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(theme::bold(format!("This {} file cannot be shown", media.format.name())));
        ui.label(egui::RichText::new(problem).color(palette.problem()));
        ui.label(theme::quiet(ui, "It is kept with the story and leaves as it is."));
    });
}

/// A picture alone, as wide as there is room, as readers see it.
pub(super) fn at_full_width(
    ui: &mut Ui,
    desk: &Desk,
    media: &MediaRef,
    alt: &str,
    textures: &mut Textures,
    commands: &mut Vec<Command>,
) {
    let width = ui.available_width();
    let ratio = media.height_px as f32 / media.width_px.max(1) as f32;
    let size = Vec2::new(width, width * ratio.min(1.5));
    if let Some(problem) = desk.picture_problem(media.id) {
        not_shown(ui, media, problem);
        return;
    }
    match textures.sharp(ui, desk, media, size, commands) {
        Some(texture) => drop(ui.add(egui::Image::new((texture.id(), size)).alt_text(alt))),
        None => empty_frame(ui, size),
    }
}

/// The room of a picture that is still being decoded.
fn empty_frame(ui: &mut Ui, size: Vec2) {
    let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
    ui.painter().rect_filled(rect, 3.0, theme::palette(ui).raised);
}
