//! The strip below the large picture: what every shape shows of it, and house shapes to add.

use egui::{
    Color32, Pos2, Rect, Role, Sense, Stroke, StrokeKind, TextureId, Ui, WidgetInfo, pos2, vec2,
};

use super::{LargeView, Mode, Subject};
use crate::desk::{Command, Desk};
use crate::media::crop;
use crate::story::{AspectRatio, Crop};
use crate::ui::theme;

/// The room for a small picture, in points.
const MOST_WIDTH: f32 = 104.0;
const HEIGHT: f32 = 62.0;
/// The narrowest card: its words need room.
const LEAST_WIDTH: f32 = 66.0;
/// Room around the small picture, and for the two lines of words below it.
const PAD: f32 = 6.0;
const WORDS: f32 = 34.0;

impl LargeView {
    /// Shows a card for the whole picture and one for each shape; returns what was chosen.
    pub(super) fn shapes(
        &self,
        ui: &mut Ui,
        subject: &Subject,
        ratios: &[AspectRatio],
        texture: Option<TextureId>,
    ) -> Option<Mode> {
        let mut chosen = None;
        let area = egui::ScrollArea::horizontal().id_salt("shapes").auto_shrink([false, true]);
        area.show(ui, |ui| {
            ui.horizontal_top(|ui| {
                let whole = Rect::from_min_size(Pos2::ZERO, vec2(1.0, 1.0));
                let size = vec2(subject.media.width_px as f32, subject.media.height_px as f32);
                let card = Card { part: whole, size, name: "Whole".to_owned(), state: "picture" };
                if card.ui(ui, texture, self.mode == Mode::Look, "Whole picture") {
                    chosen = Some(Mode::Look);
                }
                for ratio in ratios {
                    let part = part_of(&subject.crop(*ratio));
                    let state = if subject.is_set(*ratio) { "by hand" } else { "automatic" };
                    let name = crop::name(*ratio);
                    let spoken = format!("{name} crop, {state}");
                    let size = vec2(f32::from(ratio.width), f32::from(ratio.height));
                    let card = Card { part, size, name, state };
                    if card.ui(ui, texture, self.mode == Mode::Crop(*ratio), &spoken) {
                        chosen = Some(Mode::Crop(*ratio));
                    }
                }
            });
        });
        chosen
    }

    /// The shapes that the house has added, to add to and to forget.
    pub(super) fn house_shapes(
        &mut self,
        ui: &mut Ui,
        desk: &Desk,
        ratios: &[AspectRatio],
        commands: &mut Vec<Command>,
    ) {
        let button = ui.button("House shapes…");
        let popup = egui::Popup::from_toggle_button_response(&button)
            .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
        popup.show(|ui| {
            ui.set_min_width(210.0);
            let mut settings = desk.settings().clone();
            let house = &mut settings.crop_ratios;
            house.retain(|ratio| {
                let forget = format!("Forget the shape {}", crop::name(*ratio));
                !ui.button(forget).clicked()
            });
            if house.len() < crop::MOST_HOUSE_RATIOS {
                house.extend(self.new_shape(ui, ratios));
            }
            if settings.crop_ratios == desk.settings().crop_ratios {
                return;
            }
            match settings.crop_ratios.last() {
                Some(new) if settings.crop_ratios.len() > desk.settings().crop_ratios.len() => {
                    self.turn_to(Mode::Crop(*new), commands);
                    ui.close();
                }
                _ => self.mode = Mode::Look,
            }
            commands.push(Command::Settings(Box::new(settings)));
        });
    }

    /// A field for one more shape; returns it when it is entered.
    fn new_shape(&mut self, ui: &mut Ui, ratios: &[AspectRatio]) -> Option<AspectRatio> {
        let label = ui.label(theme::quiet(ui, "New shape, width to height"));
        ui.horizontal(|ui| {
            let field = egui::TextEdit::singleline(&mut self.new_shape).hint_text("3:2");
            let response = ui.add(field.desired_width(64.0)).labelled_by(label.id);
            let enter = ui.input(|input| input.key_pressed(egui::Key::Enter));
            let entered = response.lost_focus() && enter;
            let typed = crop::ratio_of(&self.new_shape);
            let new = typed.filter(|new| !ratios.iter().any(|old| crop::is_same(*old, *new)));
            let add = ui.add_enabled(new.is_some(), egui::Button::new("Add shape"));
            let new = new.filter(|_| add.clicked() || entered)?;
            self.new_shape.clear();
            Some(new)
        })
        .inner
    }
}

/// The part of a texture that a crop shows.
fn part_of(crop: &Crop) -> Rect {
    Rect::from_min_size(pos2(crop.left, crop.top), vec2(crop.width, crop.height))
}

/// A small picture to choose, with its name and state below it.
struct Card<'a> {
    /// The part of the picture that it shows, 0 to 1 each way.
    part: Rect,
    /// Its shape, as any width and height.
    size: egui::Vec2,
    name: String,
    state: &'a str,
}

impl Card<'_> {
    fn ui(&self, ui: &mut Ui, texture: Option<TextureId>, chosen: bool, spoken: &str) -> bool {
        let size = self.size.max(vec2(1.0, 1.0));
        let scale = (MOST_WIDTH / size.x).min(HEIGHT / size.y);
        let picture = (size * scale).max(vec2(2.0, 2.0));
        let width = picture.x.max(LEAST_WIDTH) + 2.0 * PAD;
        let card = vec2(width, HEIGHT + WORDS + 2.0 * PAD);
        let (rect, response) = ui.allocate_exact_size(card, Sense::click());
        let palette = theme::palette(ui);
        let fill = if chosen || response.hovered() { palette.selection } else { palette.raised };
        let marked = chosen || response.has_focus();
        let colour = if marked { palette.accent } else { palette.rule };
        let stroke = Stroke::new(if response.has_focus() { 2.0 } else { 1.0 }, colour);
        let painter = ui.painter();
        painter.rect(rect, 6.0, fill, stroke, StrokeKind::Inside);
        let middle = rect.center_top() + vec2(0.0, PAD + HEIGHT / 2.0);
        let small = Rect::from_center_size(middle, picture);
        match texture {
            Some(texture) => drop(painter.image(texture, small, self.part, Color32::WHITE)),
            None => drop(painter.rect_filled(small, 2.0, palette.rule)),
        }
        let line = |y: f32, words: &str, size: f32, colour: Color32| {
            let at = rect.center_top() + vec2(0.0, y);
            painter.text(at, egui::Align2::CENTER_TOP, words, theme::sans(size), colour);
        };
        let top = PAD + HEIGHT + 3.0;
        line(top, &self.name, theme::CONTROL_SIZE, palette.ink);
        line(top + 17.0, self.state, theme::SMALL_SIZE, palette.ink);
        response
            .widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), chosen, spoken));
        response.clicked()
    }
}
