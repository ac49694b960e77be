//! How large a picture is shown and which part of it: fit, 100 %, and between.
//!
//! Must not know: pictures, crops.

use egui::{Pos2, Rect, Vec2, vec2};

/// The smallest and the largest zoom, as screen pixels for a picture pixel.
const LEAST: f32 = 0.02;
const MOST: f32 = 8.0;
/// Room around a picture that fits, so that its edges and what is drawn on them can be seen.
const MARGIN: f32 = 14.0;

/// How large the picture is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Zoom {
    /// All of it, but never larger than 100 %.
    #[default]
    Fit,
    /// Screen pixels for a picture pixel.
    Times(f32),
}

/// The size and the part of a picture that is in view.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lens {
    zoom: Zoom,
    /// The part of the picture in the middle of the view, 0 to 1 each way.
    centre: Vec2,
    /// The view, in points, as of the last frame.
    view: Rect,
    size_px: Vec2,
    pixels_per_point: f32,
}

impl Default for Lens {
    fn default() -> Self {
        Self {
            zoom: Zoom::Fit,
            centre: Vec2::splat(0.5),
            view: Rect::from_min_size(Pos2::ZERO, Vec2::splat(100.0)),
            size_px: Vec2::splat(1.0),
            pixels_per_point: 1.0,
        }
    }
}

impl Lens {
    /// Looks through a view at a picture, and returns where all of it would be on the screen.
    pub(super) fn look(&mut self, view: Rect, size_px: Vec2, pixels_per_point: f32) -> Rect {
        self.view = view;
        self.size_px = size_px.max(Vec2::splat(1.0));
        self.pixels_per_point = pixels_per_point.max(0.1);
        self.keep_in_view();
        self.rect()
    }

    /// Where all of the picture is on the screen.
    pub(super) fn rect(&self) -> Rect {
        let size = self.size();
        let min = self.view.center() - self.centre * size;
        Rect::from_min_size(min, size)
    }

    fn fit_times(&self) -> f32 {
        let room = (self.view.size() - Vec2::splat(2.0 * MARGIN)).max(Vec2::splat(8.0));
        let by = room / self.size_px;
        (by.x.min(by.y) * self.pixels_per_point).min(1.0)
    }

    fn now(&self) -> f32 {
        match self.zoom {
            Zoom::Fit => self.fit_times(),
            Zoom::Times(times) => times,
        }
    }

    fn size(&self) -> Vec2 {
        self.size_px * (self.now() / self.pixels_per_point)
    }

    /// The zoom in percent.
    pub(super) fn percent(&self) -> f32 {
        self.now() * 100.0
    }

    pub(super) fn is_fit(&self) -> bool {
        self.zoom == Zoom::Fit
    }

    pub(super) fn is_times(&self, times: f32) -> bool {
        matches!(self.zoom, Zoom::Times(now) if (now - times).abs() < 1e-3)
    }

    pub(super) fn fit(&mut self) {
        self.zoom = Zoom::Fit;
        self.keep_in_view();
    }

    /// Shows the picture at so many screen pixels for one of its own.
    pub(super) fn times(&mut self, times: f32) {
        self.zoom(times / self.now(), None);
    }

    /// Makes the picture larger or smaller; what is at a place of the screen stays there.
    pub(super) fn zoom(&mut self, factor: f32, about: Option<Pos2>) {
        let about = about.unwrap_or(self.view.center());
        let part = self.part_at(about);
        let least = LEAST.min(self.fit_times());
        self.zoom = Zoom::Times((self.now() * factor).clamp(least, MOST));
        self.centre = part - (about - self.view.center()) / self.size();
        self.keep_in_view();
    }

    /// Turns between all of the picture and 100 % around a place of the screen.
    pub(super) fn toggle(&mut self, about: Pos2) {
        if self.is_fit() {
            self.zoom(1.0 / self.now(), Some(about));
        } else {
            self.fit();
        }
    }

    /// Moves the picture by points of the screen.
    pub(super) fn pan(&mut self, by: Vec2) {
        self.centre -= by / self.size();
        self.keep_in_view();
    }

    /// The part of the picture at a place of the screen; beyond 0 to 1 outside the picture.
    pub(super) fn part_at(&self, pos: Pos2) -> Vec2 {
        self.centre + (pos - self.view.center()) / self.size()
    }

    /// The place on the screen of a part of the picture.
    pub(super) fn place_of(&self, part: Vec2) -> Pos2 {
        self.view.center() + (part - self.centre) * self.size()
    }

    /// The rectangle on the screen of a part of the picture.
    pub(super) fn rect_of(&self, left_top: Vec2, size: Vec2) -> Rect {
        Rect::from_min_max(self.place_of(left_top), self.place_of(left_top + size))
    }

    /// A picture that has room is in the middle; a larger one leaves no gap at an edge.
    fn keep_in_view(&mut self) {
        let (size, view) = (self.size(), self.view.size());
        let side = |centre: f32, size: f32, view: f32| {
            if size <= view {
                return 0.5;
            }
            let half = view / size / 2.0;
            centre.clamp(half, 1.0 - half)
        };
        self.centre =
            vec2(side(self.centre.x, size.x, view.x), side(self.centre.y, size.y, view.y));
    }
}

#[cfg(test)]
mod tests {
    use egui::pos2;

    use super::*;

    fn lens(size_px: Vec2) -> Lens {
        let mut lens = Lens::default();
        lens.look(Rect::from_min_size(pos2(100.0, 50.0), vec2(828.0, 628.0)), size_px, 1.0);
        lens
    }

    #[test]
    fn all_of_a_picture_fits_and_a_small_one_is_not_blown_up() {
        for (size_px, percent) in [
            (vec2(8000.0, 3000.0), 10.0),
            (vec2(3000.0, 6000.0), 10.0),
            (vec2(40.0, 20.0), 100.0),
            (vec2(1.0, 1.0), 100.0),
        ] {
            let lens = lens(size_px);
            assert!((lens.percent() - percent).abs() < 0.01, "{size_px}: {}", lens.percent());
            assert!((lens.rect().center() - lens.view.center()).length() < 0.01);
        }
    }

    #[test]
    fn what_is_at_the_pointer_stays_there_while_the_zoom_changes() {
        let mut lens = lens(vec2(8000.0, 6000.0));
        lens.zoom(4.0, None);
        let pointer = pos2(300.0, 200.0);
        let part = lens.part_at(pointer);
        lens.zoom(1.5, Some(pointer));
        assert!((lens.part_at(pointer) - part).length() < 1e-4);
        lens.zoom(1e9, Some(pointer));
        assert!((lens.percent() - 800.0).abs() < 0.1);
        lens.zoom(0.0, Some(pointer));
        assert!(lens.percent() > 1.0);
        assert!((lens.rect().center() - lens.view.center()).length() < 0.01);
    }

    #[test]
    fn a_picture_cannot_be_lost_by_moving_it() {
        let mut lens = lens(vec2(8000.0, 6000.0));
        lens.pan(vec2(500.0, 0.0));
        assert!((lens.rect().center() - lens.view.center()).length() < 0.01, "it fits");
        lens.times(1.0);
        lens.pan(vec2(-1e9, 1e9));
        let (rect, view) = (lens.rect(), lens.view);
        assert!((rect.right() - view.right()).abs() < 0.1 && (rect.top() - view.top()).abs() < 0.1);
    }

    #[test]
    fn a_double_click_shows_what_is_under_it_at_100_percent_and_back() {
        let mut lens = lens(vec2(8000.0, 6000.0));
        let pointer = pos2(400.0, 300.0);
        let part = lens.part_at(pointer);
        lens.toggle(pointer);
        assert!(lens.is_times(1.0) && (lens.part_at(pointer) - part).length() < 1e-3);
        lens.toggle(pointer);
        assert!(lens.is_fit());
    }
}
