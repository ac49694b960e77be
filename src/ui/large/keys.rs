//! Keys of the large view: they move the crop, the focal point or the picture.

use egui::{Event, FocusDirection, Key, Modifiers, Ui, vec2};

use super::{LargeView, Mode, Subject};
use crate::desk::Command;
use crate::media::crop;
use crate::story::{AspectRatio, Crop, FocalPoint};

/// How far an arrow moves a crop or the focal point, as a part of the picture's side.
const STEP: f32 = 0.01;
/// The same with Shift.
const FINE_STEP: f32 = 0.001;
/// How much larger + makes a crop.
const LARGER: f32 = 1.02;
/// How far an arrow moves the picture in its view, in points.
const PAN: f32 = 48.0;

impl LargeView {
    /// Takes the keys of the frame, one by one; each sees what the one before left.
    pub(super) fn keys(
        &mut self,
        ui: &Ui,
        id: egui::Id,
        subject: &mut Subject,
        ratios: &[AspectRatio],
        commands: &mut Vec<Command>,
    ) {
        let tab = matches!(self.mode, Mode::Crop(_));
        let filter = egui::EventFilter {
            tab,
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: self.mode != Mode::Look,
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        if self.list_is_open {
            return;
        }
        let pressed: Vec<(Key, Modifiers)> =
            ui.input(|input| input.events.iter().filter_map(pressed).collect());
        for (key, modifiers) in pressed {
            self.key(ui, key, modifiers, subject, ratios, commands);
        }
    }

    fn key(
        &mut self,
        ui: &Ui,
        key: Key,
        modifiers: Modifiers,
        subject: &mut Subject,
        ratios: &[AspectRatio],
        commands: &mut Vec<Command>,
    ) {
        match (key, self.mode) {
            (Key::ArrowLeft | Key::ArrowRight | Key::ArrowUp | Key::ArrowDown, _) => {
                self.arrow(key, modifiers.shift, subject, commands);
            }
            (Key::Plus | Key::Equals | Key::Minus, Mode::Crop(ratio)) => {
                let factor = if key == Key::Minus { 1.0 / LARGER } else { LARGER };
                let (width_px, height_px) = subject.size_px();
                let crop = crop::zoomed(&subject.crop(ratio), factor, width_px, height_px);
                set_crop(crop, subject, commands);
            }
            (Key::Plus | Key::Equals, _) => self.lens.zoom(1.25, None),
            (Key::Minus, _) => self.lens.zoom(0.8, None),
            (Key::Num0, _) => self.lens.fit(),
            (Key::F, Mode::FocalPoint) | (Key::C, Mode::Crop(_)) => {
                self.turn_to(Mode::Look, commands);
            }
            (Key::F, _) => self.turn_to(Mode::FocalPoint, commands),
            (Key::C, _) => {
                let first = ratios.first().copied().unwrap_or(crop::RATIOS[0]);
                self.turn_to(Mode::Crop(first), commands);
            }
            (Key::Delete | Key::Backspace, Mode::Crop(_) | Mode::FocalPoint) => {
                self.take_off(subject, commands);
            }
            (Key::Tab, Mode::Crop(ratio)) => {
                let here = ratios.iter().position(|other| *other == ratio).unwrap_or(0);
                let there = if modifiers.shift { here.checked_sub(1) } else { Some(here + 1) };
                if let Some(next) = there.and_then(|there| ratios.get(there)) {
                    self.turn_to(Mode::Crop(*next), commands);
                } else {
                    // Behind the last shape Tab goes on to the next control.
                    let way = if modifiers.shift {
                        FocusDirection::Previous
                    } else {
                        FocusDirection::Next
                    };
                    ui.memory_mut(|memory| memory.move_focus(way));
                }
            }
            (Key::Escape, _) => {
                self.escape();
            }
            _ => {}
        }
    }

    fn arrow(&mut self, key: Key, shift: bool, subject: &mut Subject, commands: &mut Vec<Command>) {
        let (right, down) = match key {
            Key::ArrowLeft => (-1.0, 0.0),
            Key::ArrowRight => (1.0, 0.0),
            Key::ArrowUp => (0.0, -1.0),
            _ => (0.0, 1.0),
        };
        let step = if shift { FINE_STEP } else { STEP };
        let (width_px, height_px) = subject.size_px();
        match self.mode {
            // The view goes where the arrow points.
            Mode::Look => self.lens.pan(vec2(-right, -down) * PAN),
            Mode::Crop(ratio) => {
                let (right, down) = (right * step, down * step);
                let crop = crop::moved(&subject.crop(ratio), right, down, width_px, height_px);
                set_crop(crop, subject, commands);
            }
            Mode::FocalPoint => {
                let from = subject.figure.focal_point.unwrap_or(FocalPoint { x: 0.5, y: 0.5 });
                // Whole steps, so that a hundred of them end where they should.
                let to = |from: f32, by: f32| {
                    ((from + by * step) * 1000.0).round().clamp(0.0, 1000.0) / 1000.0
                };
                let point = FocalPoint { x: to(from.x, right), y: to(from.y, down) };
                subject.set_point(Some(point), commands);
            }
        }
    }
}

/// Sets the crop, unless it is where it was: an arrow at an edge is not a change.
fn set_crop(crop: Crop, subject: &mut Subject, commands: &mut Vec<Command>) {
    if crop != subject.crop(crop.ratio) {
        let crops = crop::with(&subject.figure.crops, crop);
        subject.set_crops(crops, commands);
    }
}

/// A key that is pressed without Ctrl or Alt, which are shortcuts.
fn pressed(event: &Event) -> Option<(Key, Modifiers)> {
    match event {
        Event::Key { key, pressed: true, modifiers, .. }
            if !modifiers.command && !modifiers.ctrl && !modifiers.alt =>
        {
            Some((*key, *modifiers))
        }
        _ => None,
    }
}
