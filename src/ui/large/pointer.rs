//! What the mouse draws on the large picture: a crop, the focal point, or the picture itself.

use egui::{CursorIcon, Pos2, Rect, Ui, Vec2, pos2, vec2};

use super::lens::Lens;
use super::{LargeView, Mode, Subject};
use crate::desk::Command;
use crate::media::crop::{self, Handle};
use crate::story::{Crop, FocalPoint};

/// How near to a corner or edge of the crop the mouse takes hold of it, in points.
const REACH: f32 = 10.0;

/// What the mouse has hold of.
#[derive(Clone, Copy, Debug)]
pub(super) enum Held {
    /// The picture.
    Picture,
    /// The whole crop: as it was, and as it would be.
    Crop(Crop, Crop),
    /// A corner or edge of the crop: as it was, and as it would be.
    Handle(Handle, Crop, Crop),
    /// The focal point.
    Point(FocalPoint),
}

impl Held {
    /// Puts what is being drawn in place of what stands in the story.
    pub(super) fn show_in(self, subject: &mut Subject) {
        match self {
            Self::Crop(_, crop) | Self::Handle(_, _, crop) => {
                subject.figure.crops = crop::with(&subject.figure.crops, crop);
            }
            Self::Point(point) => subject.figure.focal_point = Some(point),
            Self::Picture => {}
        }
    }
}

impl LargeView {
    /// Takes what the mouse does in the view. Letting go makes one change of a drag.
    pub(super) fn pointer(
        &mut self,
        ui: &Ui,
        response: &egui::Response,
        subject: &mut Subject,
        commands: &mut Vec<Command>,
    ) {
        if response.clicked() || response.drag_started() {
            response.request_focus();
        }
        self.wheel(ui, response);
        let Some(pos) = response.interact_pointer_pos() else {
            if let Some(pos) = response.hover_pos() {
                ui.ctx().set_cursor_icon(self.cursor(subject, pos));
            }
            return;
        };
        let pressed = ui.input(|input| input.pointer.press_origin());
        if response.drag_started() {
            self.held = Some(self.hold(subject, pressed.unwrap_or(pos)));
        }
        if response.dragged()
            && let Some(held) = self.held
        {
            let held = self.draw(held, subject, pressed.unwrap_or(pos), pos, response.drag_delta());
            self.held = Some(held);
            held.show_in(subject);
        }
        if response.drag_stopped() {
            match self.held.take() {
                Some(Held::Crop(_, crop) | Held::Handle(_, _, crop)) => {
                    commands.extend(one_step(subject, |subject, commands| {
                        let crops = crop::with(&subject.figure.crops, crop);
                        // What is shown already has it; the story does not.
                        subject.figure.crops.clear();
                        subject.set_crops(crops, commands);
                    }));
                }
                Some(Held::Point(point)) => commands.extend(point_step(subject, point)),
                Some(Held::Picture) | None => {}
            }
        }
        if self.mode == Mode::FocalPoint && response.clicked() {
            let point = point_of(self.lens.part_at(pos));
            commands.extend(point_step(subject, point));
        }
        if self.mode != Mode::FocalPoint && response.double_clicked() {
            self.lens.toggle(pos);
        }
        ui.ctx().set_cursor_icon(self.cursor(subject, pressed.unwrap_or(pos)));
    }

    fn wheel(&mut self, ui: &Ui, response: &egui::Response) {
        if !response.contains_pointer() {
            return;
        }
        let (zoom, scrolled) = ui.input(|input| (input.zoom_delta(), input.smooth_scroll_delta()));
        if (zoom - 1.0).abs() > 1e-4 {
            self.lens.zoom(zoom, response.hover_pos());
        } else if scrolled != Vec2::ZERO {
            self.lens.pan(scrolled);
        }
    }

    /// What the mouse takes hold of at a place.
    fn hold(&self, subject: &Subject, pos: Pos2) -> Held {
        match self.mode {
            Mode::Look => Held::Picture,
            Mode::FocalPoint => Held::Point(point_of(self.lens.part_at(pos))),
            Mode::Crop(ratio) => {
                let crop = subject.crop(ratio);
                let frame = frame(&self.lens, &crop);
                match handle_at(frame, pos) {
                    Some(handle) => Held::Handle(handle, crop, crop),
                    None if frame.contains(pos) => Held::Crop(crop, crop),
                    None => Held::Picture,
                }
            }
        }
    }

    fn draw(
        &mut self,
        held: Held,
        subject: &Subject,
        pressed: Pos2,
        pos: Pos2,
        delta: Vec2,
    ) -> Held {
        let (width_px, height_px) = subject.size_px();
        let moved = self.lens.part_at(pos) - self.lens.part_at(pressed);
        match held {
            Held::Picture => {
                self.lens.pan(delta);
                held
            }
            Held::Point(_) => Held::Point(point_of(self.lens.part_at(pos))),
            Held::Crop(was, _) => {
                Held::Crop(was, crop::moved(&was, moved.x, moved.y, width_px, height_px))
            }
            Held::Handle(handle, was, _) => {
                let (across, down) = handle.direction();
                let middle = vec2(was.left + was.width / 2.0, was.top + was.height / 2.0);
                let half = vec2(was.width * f32::from(across), was.height * f32::from(down)) / 2.0;
                // The hand keeps its distance to the corner, so that nothing jumps.
                let to = middle + half + moved;
                let crop = crop::resized(&was, handle, (to.x, to.y), width_px, height_px);
                Held::Handle(handle, was, crop)
            }
        }
    }

    fn cursor(&self, subject: &Subject, pos: Pos2) -> CursorIcon {
        let held = self.held.unwrap_or_else(|| self.hold(subject, pos));
        match held {
            Held::Point(_) => CursorIcon::Crosshair,
            Held::Crop(..) => CursorIcon::Move,
            Held::Picture if self.held.is_some() => CursorIcon::Grabbing,
            Held::Picture => CursorIcon::Grab,
            Held::Handle(handle, ..) => match handle {
                Handle::Left | Handle::Right => CursorIcon::ResizeHorizontal,
                Handle::Top | Handle::Bottom => CursorIcon::ResizeVertical,
                Handle::TopLeft | Handle::BottomRight => CursorIcon::ResizeNwSe,
                Handle::TopRight | Handle::BottomLeft => CursorIcon::ResizeNeSw,
            },
        }
    }
}

/// A change that joins neither what came before nor what comes after.
fn one_step(
    subject: &mut Subject,
    change: impl FnOnce(&mut Subject, &mut Vec<Command>),
) -> Vec<Command> {
    let mut commands = vec![Command::LetGo];
    change(subject, &mut commands);
    commands.push(Command::LetGo);
    commands
}

fn point_step(subject: &mut Subject, point: FocalPoint) -> Vec<Command> {
    one_step(subject, |subject, commands| {
        // What is shown may have it already; the story does not.
        subject.figure.focal_point = None;
        subject.set_point(Some(point), commands);
    })
}

fn point_of(part: Vec2) -> FocalPoint {
    FocalPoint { x: part.x.clamp(0.0, 1.0), y: part.y.clamp(0.0, 1.0) }
}

/// The crop on the screen.
pub(super) fn frame(lens: &Lens, crop: &Crop) -> Rect {
    lens.rect_of(vec2(crop.left, crop.top), vec2(crop.width, crop.height))
}

/// Where a handle of a frame is.
pub(super) fn handle_pos(frame: Rect, handle: Handle) -> Pos2 {
    let (across, down) = handle.direction();
    frame.center() + vec2(f32::from(across), f32::from(down)) * frame.size() / 2.0
}

/// The corner or edge at a place. All of an edge can be drawn, not only its middle.
fn handle_at(frame: Rect, pos: Pos2) -> Option<Handle> {
    let corner = |handle: Handle| handle.direction().0 != 0 && handle.direction().1 != 0;
    let near = |handle: &&Handle| {
        let at = handle_pos(frame, **handle);
        if corner(**handle) {
            return at.distance(pos) <= REACH * 1.4;
        }
        let nearest = match handle.direction() {
            (_, 0) => pos2(at.x, pos.y.clamp(frame.top(), frame.bottom())),
            _ => pos2(pos.x.clamp(frame.left(), frame.right()), at.y),
        };
        nearest.distance(pos) <= REACH
    };
    Handle::ALL.iter().find(near).copied()
}
