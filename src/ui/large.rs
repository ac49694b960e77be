//! One picture, large: to look at while its description is written, to crop, and to set its focal
//! point in.
//!
//! Crops and focal point are parts of the figure; the file is never touched. While the mouse draws
//! one, the view shows what it would be; letting go makes one change of it. Keys change at once,
//! and a run of them is one step of undo.
//!
//! Must not know: where it is shown, how pictures are decoded.

mod canvas;
mod keys;
mod lens;
mod pixels;
mod pointer;
mod shapes;
mod words;

use egui::{Id, Ui};

use self::lens::Lens;
use self::pixels::Pixels;
use self::pointer::Held;
use super::picture::Textures;
use super::theme;
use crate::desk::{Command, Desk};
use crate::edit::{Edit, Value};
use crate::media::crop;
use crate::story::{AspectRatio, Crop, Figure, FigureAt, FocalPoint, MediaId, MediaRef};

/// What the editor does with the picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Mode {
    /// Looks at it.
    #[default]
    Look,
    /// Crops it to a shape.
    Crop(AspectRatio),
    /// Says where the eye should rest.
    FocalPoint,
}

/// The least height of the picture, in points.
const LEAST_HEIGHT: f32 = 80.0;

/// What the view remembers between frames.
#[derive(Default)]
pub(super) struct LargeView {
    lens: Lens,
    pixels: Pixels,
    mode: Mode,
    /// What the mouse is drawing.
    held: Option<Held>,
    shown: Option<(FigureAt, MediaId)>,
    /// The picture's widget, once it was shown.
    canvas: Option<Id>,
    /// The picture is to have the keyboard.
    wants_keyboard: bool,
    /// A list lies over the picture, and keys are for it, Escape too that closes it.
    list_is_open: bool,
    /// How much room the words and the strip below the picture took, in points.
    below: f32,
    /// A house shape that is being typed.
    new_shape: String,
}

/// The picture with its crops as they are, or would be if the mouse let go now.
struct Subject {
    at: FigureAt,
    /// Its number among all pictures, from 1.
    number: usize,
    media: MediaRef,
    figure: Figure,
}

impl Subject {
    fn of(desk: &Desk, at: FigureAt) -> Option<Self> {
        let story = desk.story();
        let figure = story.figure(at)?.clone();
        let index = at.block().and_then(|id| story.position(id)).unwrap_or(0);
        let number = super::block::number_of(desk, at, index);
        Some(Self { at, number, media: figure.media?, figure })
    }

    fn size_px(&self) -> (u32, u32) {
        (self.media.width_px, self.media.height_px)
    }

    /// What is shown in a shape.
    fn crop(&self, ratio: AspectRatio) -> Crop {
        crop::of(&self.figure, ratio, self.media.width_px, self.media.height_px)
    }

    fn is_set(&self, ratio: AspectRatio) -> bool {
        crop::set_by_hand(&self.figure.crops, ratio).is_some()
    }

    fn set_crops(&mut self, crops: Vec<Crop>, commands: &mut Vec<Command>) {
        if self.figure.crops != crops {
            self.figure.crops.clone_from(&crops);
            commands.push(Command::Change(Edit::Set(Value::Crops(self.at, crops)).into()));
        }
    }

    fn set_point(&mut self, point: Option<FocalPoint>, commands: &mut Vec<Command>) {
        if self.figure.focal_point != point {
            self.figure.focal_point = point;
            commands.push(Command::Change(Edit::Set(Value::FocalPoint(self.at, point)).into()));
        }
    }
}

impl LargeView {
    /// Gives the picture the keyboard in the next frame.
    pub(super) fn take_keyboard(&mut self) {
        self.wants_keyboard = true;
    }

    /// Whether keys go to the picture.
    pub(super) fn has_keyboard(&self, ui: &Ui) -> bool {
        self.canvas.is_some_and(|canvas| ui.memory(|memory| memory.has_focus(canvas)))
    }

    /// Begins to crop, with the shape that was cropped last or the first one.
    pub(super) fn start_crop(&mut self) {
        if !matches!(self.mode, Mode::Crop(_)) {
            self.mode = Mode::Crop(crop::RATIOS[0]);
        }
        self.take_keyboard();
    }

    /// Leaves what is going on, one thing at a time; false when there is nothing to leave.
    pub(super) fn escape(&mut self) -> bool {
        if self.held.take().is_some() {
            return true;
        }
        std::mem::take(&mut self.mode) != Mode::Look
    }

    /// Shows the picture, as large as there is room, with what can be done with it.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        desk: &Desk,
        at: FigureAt,
        textures: &mut Textures,
        commands: &mut Vec<Command>,
    ) {
        let Some(mut subject) = Subject::of(desk, at) else {
            ui.label("The picture itself is not here yet. Drop its file on the story to add it.");
            return;
        };
        if let Some(problem) = desk.picture_problem(subject.media.id) {
            ui.label(egui::RichText::new(problem).color(theme::palette(ui).problem()));
            return;
        }
        let shown = Some((at, subject.media.id));
        if self.shown != shown {
            self.shown = shown;
            self.lens = Lens::default();
            self.held = None;
        }
        self.list_is_open = egui::Popup::is_any_open(ui.ctx());
        let canvas = ui.scope_id().with("large picture");
        self.canvas = Some(canvas);
        if let Some(held) = self.held {
            held.show_in(&mut subject);
        }
        let shown = self.pixels.of(ui, desk, &subject.media, textures, commands);
        let ratios = crop::ratios(&desk.settings().crop_ratios);
        self.tools(ui, desk, &mut subject, (canvas, &ratios), commands);
        // The picture comes before the strip for Tab and screen readers, and has what that leaves.
        let mut room = ui.available_rect_before_wrap();
        room.max.y = (room.max.y - self.below).max(room.min.y + LEAST_HEIGHT);
        self.canvas(ui, (canvas, room), &mut subject, shown.large, &ratios, commands);
        let top = ui.cursor().top();
        self.state(ui, &subject);
        if let Some(mode) = self.shapes(ui, &subject, &ratios, shown.small) {
            self.turn_to(mode, commands);
        }
        let below = ui.min_rect().bottom() - top + ui.spacing().item_spacing.y;
        if (self.below - below).abs() > 0.5 {
            self.below = below;
            ui.ctx().request_repaint();
        }
    }

    /// Changes what the editor does; the keyboard goes to the picture, and what comes next is a
    /// step of undo of its own.
    fn turn_to(&mut self, mode: Mode, commands: &mut Vec<Command>) {
        self.mode = mode;
        self.held = None;
        self.take_keyboard();
        commands.push(Command::LetGo);
    }

    /// The row above the picture.
    fn tools(
        &mut self,
        ui: &mut Ui,
        desk: &Desk,
        subject: &mut Subject,
        (canvas, ratios): (Id, &[AspectRatio]),
        commands: &mut Vec<Command>,
    ) {
        ui.horizontal_wrapped(|ui| {
            self.zoom_tools(ui);
            ui.separator();
            let pointing = self.mode == Mode::FocalPoint;
            let button =
                egui::Button::selectable(pointing, "Focal point").frame_when_inactive(true);
            let hint = "Where the eye should rest; automatic crops follow it (F)";
            if ui.add(button).on_hover_text(hint).clicked() {
                let mode = if pointing { Mode::Look } else { Mode::FocalPoint };
                self.turn_to(mode, commands);
            }
            let off = match self.mode {
                Mode::Crop(ratio) if subject.is_set(ratio) => {
                    Some(format!("Take the {} crop off", crop::name(ratio)))
                }
                Mode::FocalPoint if subject.figure.focal_point.is_some() => {
                    Some("Take the focal point off".to_owned())
                }
                _ => None,
            };
            if off.is_some_and(|off| ui.button(off).clicked()) {
                self.take_off(subject, commands);
            }
            self.house_shapes(ui, desk, ratios, commands);
        });
        if std::mem::take(&mut self.wants_keyboard) {
            ui.memory_mut(|memory| memory.request_focus(canvas));
        }
    }

    fn zoom_tools(&mut self, ui: &mut Ui) {
        let fit = egui::Button::selectable(self.lens.is_fit(), "Fit").frame_when_inactive(true);
        if ui.add(fit).on_hover_text("All of the picture (0)").clicked() {
            self.lens.fit();
        }
        let whole = self.lens.is_times(1.0);
        let whole = egui::Button::selectable(whole, "100 %").frame_when_inactive(true);
        let hint = "One pixel of the picture for one of the screen (double click)";
        if ui.add(whole).on_hover_text(hint).clicked() {
            self.lens.times(1.0);
        }
        for (sign, name, factor) in [("−", "Zoom out", 0.8), ("+", "Zoom in", 1.25)] {
            let button = egui::Button::new(sign).min_size(egui::vec2(28.0, 0.0));
            let response = ui.add(button).on_hover_text(name);
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
            if response.clicked() {
                self.lens.zoom(factor, None);
            }
        }
        let percent = format!("{:.0} %", self.lens.percent());
        ui.add_sized([44.0, 20.0], egui::Label::new(theme::quiet(ui, percent)));
    }

    /// Takes the crop or the focal point off, as a step of its own.
    fn take_off(&mut self, subject: &mut Subject, commands: &mut Vec<Command>) {
        commands.push(Command::LetGo);
        match self.mode {
            Mode::Crop(ratio) => {
                let crops = crop::without(&subject.figure.crops, ratio);
                subject.set_crops(crops, commands);
            }
            Mode::FocalPoint => subject.set_point(None, commands),
            Mode::Look => {}
        }
        commands.push(Command::LetGo);
        self.take_keyboard();
    }

    /// What is set, in words that screen readers say when it changes, and which keys there are.
    fn state(&self, ui: &mut Ui, subject: &Subject) {
        let label = ui.label(words::state(self.mode, subject));
        ui.ctx().accesskit_node_builder(label.id, |node| {
            node.set_live(egui::accesskit::Live::Polite);
        });
        ui.label(theme::quiet(ui, words::keys(self.mode)));
    }
}
