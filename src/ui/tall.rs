//! A list of any length whose rows differ in height: only those in view are laid out.
//!
//! Must not know: what the rows show.

use egui::{Rect, Ui, UiBuilder, Vec2};

/// The heights of the rows, as far as they have been seen.
#[derive(Clone, Debug, Default)]
pub(super) struct Tall {
    heights: Vec<f32>,
    width: f32,
    /// A row that is laid out wherever it is, such as the one that has the keyboard.
    pub(super) kept: Option<usize>,
}

impl Tall {
    /// Shows the rows of a list inside a scroll area. `estimate` is the height of a row that was
    /// not seen yet, in points; `wanted` is brought into view. Returns by how much the rows above
    /// the view have grown, in points.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        viewport: Rect,
        (count, estimate): (usize, f32),
        wanted: Option<usize>,
        mut row: impl FnMut(&mut Ui, usize),
    ) -> f32 {
        let width = ui.available_width();
        if (width - self.width).abs() > 0.5 {
            self.heights.clear();
            self.width = width;
        }
        self.heights.resize(count, estimate);
        let (left, top) = (ui.max_rect().left(), ui.max_rect().top());
        let mut y = 0.0;
        let (mut changed, mut grown) = (false, 0.0);
        for (index, height) in self.heights.iter_mut().enumerate() {
            let in_view = y + *height >= viewport.top() - 60.0 && y <= viewport.bottom() + 60.0;
            if in_view || wanted == Some(index) || self.kept == Some(index) {
                let rect =
                    Rect::from_min_size(egui::pos2(left, top + y), Vec2::new(width, *height));
                let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(index));
                row(&mut child, index);
                let used = child.min_rect();
                if wanted == Some(index) {
                    ui.scroll_to_rect(used.expand(12.0), None);
                }
                if y + *height <= viewport.top() {
                    grown += used.height() - *height;
                }
                changed |= (*height - used.height()).abs() > 0.5;
                *height = used.height();
            }
            y += *height;
        }
        ui.set_min_size(Vec2::new(width, y));
        if changed {
            ui.ctx().request_repaint();
        }
        grown
    }
}
