//! The picture itself, with the frame of its crop and its focal point drawn over it.

use egui::{
    Color32, Painter, Pos2, Rect, Sense, Shape, Stroke, StrokeKind, TextureId, Ui, pos2, vec2,
};

use super::pointer::{frame, handle_pos};
use super::{LargeView, Mode, Subject, words};
use crate::desk::Command;
use crate::media::crop::Handle;
use crate::story::{AspectRatio, FocalPoint};
use crate::ui::theme;

/// All of a texture.
const WHOLE: Rect = Rect { min: Pos2::ZERO, max: pos2(1.0, 1.0) };

impl LargeView {
    /// Shows the picture in the room that is left, and takes what mouse and keys do with it.
    pub(super) fn canvas(
        &mut self,
        ui: &mut Ui,
        (id, view): (egui::Id, Rect),
        subject: &mut Subject,
        texture: Option<TextureId>,
        ratios: &[AspectRatio],
        commands: &mut Vec<Command>,
    ) {
        let (width_px, height_px) = subject.size_px();
        let size_px = vec2(width_px as f32, height_px as f32);
        self.lens.look(view, size_px, ui.ctx().pixels_per_point());
        // Before the picture takes part in the walk of the Tab key, so that a key can end it.
        if ui.memory(|memory| memory.has_focus(id)) {
            self.keys(ui, id, subject, ratios, commands);
        }
        let response = ui.interact(view, id, Sense::click_and_drag());
        self.pointer(ui, &response, subject, commands);
        let rect = self.lens.look(view, size_px, ui.ctx().pixels_per_point());
        let palette = theme::palette(ui);
        let painter = ui.painter_at(view);
        painter.rect_filled(view, 6.0, palette.desk);
        match texture {
            Some(texture) => drop(painter.image(texture, rect, WHOLE, Color32::WHITE)),
            None => drop(painter.rect_filled(rect, 0.0, palette.raised)),
        }
        if let Mode::Crop(ratio) = self.mode {
            let crop = subject.crop(ratio);
            let frame = frame(&self.lens, &crop);
            shade_around(&painter, rect, frame);
            paint_frame(&painter, frame, subject.is_set(ratio));
        }
        if self.mode != Mode::Look
            && let Some(point) = subject.figure.focal_point
        {
            self.paint_point(&painter, point);
        }
        let stroke = if response.has_focus() { palette.accent } else { palette.rule };
        painter.rect_stroke(view, 6.0, Stroke::new(1.0, stroke), StrokeKind::Inside);
        let (number, state) = (subject.number, words::state(self.mode, subject));
        let alt = subject.figure.alt.text().to_owned();
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(egui::accesskit::Role::Canvas);
            node.set_label(format!("Large picture {number}"));
            node.set_description(alt);
            node.set_value(state);
        });
        ui.advance_cursor_after_rect(view);
    }

    fn paint_point(&self, painter: &Painter, point: FocalPoint) {
        let at = self.lens.place_of(vec2(point.x, point.y));
        let active = self.mode == Mode::FocalPoint;
        let (reach, radius) = if active { (18.0, 10.0) } else { (11.0, 6.0) };
        for (width, colour) in [(4.0, theme::ON_PICTURE_DARK), (1.75, theme::ON_PICTURE_LIGHT)] {
            let stroke = Stroke::new(width, colour);
            painter.circle_stroke(at, radius, stroke);
            // Open in the middle: what it points at stays to be seen.
            for way in [vec2(1.0, 0.0), vec2(-1.0, 0.0), vec2(0.0, 1.0), vec2(0.0, -1.0)] {
                painter.line_segment([at + way * (radius - 4.0), at + way * reach], stroke);
            }
        }
    }
}

/// Darkens what the crop leaves out.
fn shade_around(painter: &Painter, all: Rect, frame: Rect) {
    let frame = frame.intersect(all);
    for rect in [
        Rect::from_min_max(all.min, pos2(all.right(), frame.top())),
        Rect::from_min_max(pos2(all.left(), frame.bottom()), all.max),
        Rect::from_min_max(pos2(all.left(), frame.top()), pos2(frame.left(), frame.bottom())),
        Rect::from_min_max(pos2(frame.right(), frame.top()), pos2(all.right(), frame.bottom())),
    ] {
        if rect.is_positive() {
            painter.rect_filled(rect, 0.0, theme::OFF_PICTURE);
        }
    }
}

/// A frame with its thirds and handles; dashed while it is automatic.
fn paint_frame(painter: &Painter, frame: Rect, set: bool) {
    let thirds = Stroke::new(1.0, theme::ON_PICTURE_FAINT);
    for third in [1.0 / 3.0, 2.0 / 3.0] {
        let (x, y) = (
            egui::lerp(frame.left()..=frame.right(), third),
            egui::lerp(frame.top()..=frame.bottom(), third),
        );
        painter.vline(x, frame.y_range(), thirds);
        painter.hline(frame.x_range(), y, thirds);
    }
    let dark = Stroke::new(3.5, theme::ON_PICTURE_DARK);
    let light = Stroke::new(1.75, theme::ON_PICTURE_LIGHT);
    painter.rect_stroke(frame, 0.0, dark, StrokeKind::Middle);
    if set {
        painter.rect_stroke(frame, 0.0, light, StrokeKind::Middle);
    } else {
        let corners =
            [frame.left_top(), frame.right_top(), frame.right_bottom(), frame.left_bottom()];
        for (index, from) in corners.into_iter().enumerate() {
            let to = corners[(index + 1) % 4];
            painter.extend(Shape::dashed_line(&[from, to], light, 8.0, 6.0));
        }
    }
    for handle in Handle::ALL {
        let size = match handle.direction() {
            (_, 0) => vec2(5.0, 18.0),
            (0, _) => vec2(18.0, 5.0),
            _ => vec2(10.0, 10.0),
        };
        let knob = Rect::from_center_size(handle_pos(frame, handle), size);
        let outline = Stroke::new(1.0, theme::ON_PICTURE_DARK);
        painter.rect(knob, 2.0, theme::ON_PICTURE_LIGHT, outline, StrokeKind::Outside);
    }
}
