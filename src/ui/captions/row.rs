//! One picture: what it looks like at the left, what is said about it at the right.
//!
//! Must not know: which pictures are shown, and which key leads where.

use egui::{Align, Layout, Sense, Stroke, Ui, Vec2, vec2};

use super::{CaptionDesk, Tools};
use crate::media::fill::Difference;
use crate::story::{Figure, FigureAt, FileField, MediaRef};
use crate::ui::action::Action;
use crate::ui::{badge, theme};

/// A picture with what is known of it.
pub(super) struct Row<'a> {
    pub(super) at: FigureAt,
    /// Its number among all pictures, from 1.
    pub(super) number: usize,
    pub(super) figure: &'a Figure,
    /// Where its file and the story disagree.
    pub(super) differences: &'a [Difference],
}

impl Row<'_> {
    /// Where its file and the story disagree about one field.
    pub(super) fn difference(&self, field: FileField) -> Option<&Difference> {
        self.differences.iter().find(|difference| difference.field == field)
    }

    fn file_name(&self) -> Option<&str> {
        let says = self.figure.file_says.as_ref()?;
        Some(says.file_name.as_str()).filter(|name| !name.is_empty())
    }
}

/// The least room that the fields have beside the picture; with less they stand below it.
const LEAST_FIELDS: f32 = 330.0;

impl CaptionDesk {
    pub(super) fn row(&mut self, ui: &mut Ui, tools: &mut Tools<'_>, row: &Row<'_>) {
        let palette = theme::palette(ui);
        let is_current = self.current == Some(row.at);
        let (width, colour) = if is_current { (1.5, palette.accent) } else { (1.0, palette.rule) };
        let frame = egui::Frame::new()
            .fill(palette.sheet)
            .stroke(Stroke::new(width, colour))
            .inner_margin(12)
            .corner_radius(6);
        let shown = frame.show(ui, |ui| {
            let room = ui.available_width();
            ui.set_width(room);
            let picture = if room >= 640.0 { 240.0 } else { 180.0 };
            if room - picture < LEAST_FIELDS {
                self.picture(ui, tools, row, room.min(240.0));
                ui.add_space(theme::GAP_M);
                self.fields(ui, tools, row);
                return;
            }
            ui.horizontal_top(|ui| {
                ui.vertical(|ui| {
                    ui.set_width(picture);
                    self.picture(ui, tools, row, picture);
                });
                ui.add_space(theme::GAP_M);
                ui.vertical(|ui| {
                    ui.set_width(ui.available_width());
                    self.fields(ui, tools, row);
                });
            });
        });
        let rect = shown.response.rect;
        if ui.rect_contains_pointer(rect) && ui.input(|input| input.pointer.any_pressed()) {
            self.current = Some(row.at);
        }
    }

    /// The picture small, and what its file is.
    fn picture(&mut self, ui: &mut Ui, tools: &mut Tools<'_>, row: &Row<'_>, width: f32) {
        let Some(media) = &row.figure.media else {
            missing(ui, row, tools.actions);
            return;
        };
        if let Some(problem) = tools.desk.picture_problem(media.id) {
            let colour = theme::palette(ui).problem();
            ui.label(egui::RichText::new(problem).color(colour));
        } else if thumbnail(ui, tools, row, media, width) {
            self.current = Some(row.at);
            self.large = None;
            self.toggle_large();
        }
        let format = media.format.extension().to_uppercase();
        let size = media.size_px().map(|(width, height)| format!("{width} × {height} · {format}"));
        ui.label(theme::quiet(ui, size.unwrap_or(format)));
        badge::provenance(ui, &row.figure.provenance);
    }

    /// Everything that is said about a picture.
    pub(super) fn fields(&mut self, ui: &mut Ui, tools: &mut Tools<'_>, row: &Row<'_>) {
        ui.spacing_mut().item_spacing.y = 6.0;
        ui.horizontal(|ui| {
            ui.label(theme::bold(format!("Picture {}", row.number)));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let button =
                    ui.add(egui::Button::new(theme::quiet(ui, "Show in story")).frame(false));
                let name = format!("Show in story: picture {}", row.number);
                ui.ctx().accesskit_node_builder(button.id, |node| node.set_label(name));
                if button.clicked() {
                    tools.actions.push(Action::ShowPicture(row.at));
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    if let Some(name) = row.file_name() {
                        let words = egui::Label::new(theme::quiet(ui, name)).truncate();
                        ui.add(words).on_hover_text(name);
                    }
                });
            });
        });
        if self.large.is_some() {
            badge::provenance(ui, &row.figure.provenance);
        }
        self.caption(ui, tools, row);
        self.credit(ui, tools, row);
        self.description(ui, tools, row);
        self.persons(ui, tools, row);
        self.findings(ui, tools, row);
        self.rights(ui, tools, row);
    }
}

/// Shows the picture; says whether it was clicked.
fn thumbnail(
    ui: &mut Ui,
    tools: &mut Tools<'_>,
    row: &Row<'_>,
    media: &MediaRef,
    width: f32,
) -> bool {
    let ratio = media.height_px as f32 / media.width_px.max(1) as f32;
    let height = (width * ratio).clamp(24.0, width);
    let size = Vec2::new((height / ratio.max(0.01)).min(width), height);
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    let picture = egui::Align2::LEFT_TOP.align_size_within_rect(size, rect);
    let palette = theme::palette(ui);
    match tools.textures.get(ui, tools.desk, media, tools.commands) {
        Some(texture) => {
            egui::Image::new((texture.id(), size)).corner_radius(3).paint_at(ui, picture);
        }
        None => drop(ui.painter().rect_filled(picture, 3.0, palette.raised)),
    }
    if response.hovered() || response.has_focus() {
        let stroke = Stroke::new(2.0, palette.accent);
        ui.painter().rect_stroke(picture, 3.0, stroke, egui::StrokeKind::Outside);
    }
    let name = format!("Show picture {} large", row.number);
    let alt = row.figure.alt.text();
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(egui::accesskit::Role::Button);
        node.set_label(name.as_str());
        if !alt.is_empty() {
            node.set_description(alt);
        }
    });
    response.on_hover_text("Show it large (Ctrl+L)").clicked()
}

/// A picture of which only the address is known.
fn missing(ui: &mut Ui, row: &Row<'_>, actions: &mut Vec<Action>) {
    let frame = egui::Frame::new().fill(theme::palette(ui).raised).inner_margin(12);
    frame.corner_radius(3).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label("The picture itself is not here yet.");
        if !row.figure.source_url.is_empty() {
            let words = theme::quiet(ui, format!("It came from {}", row.figure.source_url));
            ui.add(egui::Label::new(words).truncate()).on_hover_text(&row.figure.source_url);
        }
        let button = ui.button("Add its file…");
        let name = format!("Add its file… (picture {})", row.number);
        ui.ctx().accesskit_node_builder(button.id, |node| node.set_label(name));
        if button.clicked() {
            actions.push(Action::ReplacePicture(row.at));
        }
    });
}
