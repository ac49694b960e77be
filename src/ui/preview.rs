//! The preview: the story as readers will see it, drawn from the same page as the exported HTML.
//!
//! It has the widths of a phone, a tablet and a desktop, light and dark apart from the window's
//! own theme, and follows the caret. Only the pieces in view are laid out.
//!
//! Must not know: how HTML is written; what is on a page and in which order.

mod piece;

use egui::{Rect, Ui, UiBuilder, Vec2};

use super::{picture, theme};
use crate::desk::{Command, Desk};
use crate::export::page::Page;
use crate::story::{BlockId, StoryId};
use piece::Pieces;

/// The screen that the preview stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Screen {
    Phone,
    Tablet,
    #[default]
    Desktop,
}

impl Screen {
    const ALL: [Self; 3] = [Self::Phone, Self::Tablet, Self::Desktop];

    fn name(self) -> &'static str {
        match self {
            Self::Phone => "Phone",
            Self::Tablet => "Tablet",
            Self::Desktop => "Desktop",
        }
    }

    /// Width of its window in points.
    fn width(self) -> f32 {
        match self {
            Self::Phone => 375.0,
            Self::Tablet => 768.0,
            Self::Desktop => 1280.0,
        }
    }
}

/// What the preview remembers between frames.
#[derive(Default)]
pub(super) struct Preview {
    screen: Screen,
    /// The other theme than the window's.
    other_theme: bool,
    /// Heights of pieces as last laid out, by their place on the page.
    heights: Vec<f32>,
    /// What the heights were measured for.
    measured: Option<(StoryId, usize, egui::emath::OrderedFloat<f32>)>,
    caret: Option<BlockId>,
}

/// Room beside the copy, in points.
const SIDE: f32 = 20.0;
/// How far beyond the window pieces are laid out, so that scrolling shows no gaps.
const MARGIN: f32 = 200.0;
/// The height that a piece is taken for until it has been laid out.
const ESTIMATE: f32 = 90.0;

impl Preview {
    /// Shows the page. `caret` is the block that is being written in; when it changes, the
    /// preview goes there.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        desk: &Desk,
        caret: Option<BlockId>,
        textures: &mut picture::Textures,
        commands: &mut Vec<Command>,
    ) {
        // The bar and the page touch.
        ui.spacing_mut().item_spacing.y = 0.0;
        self.bar(ui);
        if self.other_theme {
            let other = if ui.visuals().dark_mode { egui::Theme::Light } else { egui::Theme::Dark };
            ui.set_style(ui.ctx().style_of(other));
        }
        let credit_line = |credit: &crate::story::Credit| desk.credit_line(credit);
        let page = Page::of(desk.story(), &credit_line);
        let moved = caret != self.caret;
        self.caret = caret;
        let goal = caret.filter(|_| moved);
        egui::Frame::new().fill(theme::palette(ui).sheet).show(ui, |ui| {
            egui::ScrollArea::vertical().id_salt("preview page").auto_shrink(false).show_viewport(
                ui,
                |ui, viewport| {
                    self.page(ui, viewport, desk, &page, goal, textures, commands);
                },
            );
        });
    }

    fn bar(&mut self, ui: &mut Ui) {
        let bar = egui::Frame::new()
            .fill(theme::palette(ui).desk)
            .inner_margin(egui::Margin::symmetric(12, 6));
        bar.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                for screen in Screen::ALL {
                    ui.selectable_value(&mut self.screen, screen, screen.name());
                }
                ui.separator();
                let name = if ui.visuals().dark_mode { "Show it light" } else { "Show it dark" };
                ui.toggle_value(&mut self.other_theme, name);
            });
        });
    }

    #[expect(clippy::too_many_arguments, reason = "one call, from the scroll area above")]
    fn page(
        &mut self,
        ui: &mut Ui,
        viewport: Rect,
        desk: &Desk,
        page: &Page<'_>,
        goal: Option<BlockId>,
        textures: &mut picture::Textures,
        commands: &mut Vec<Command>,
    ) {
        let full = ui.available_width();
        let width = (full.min(self.screen.width()) - 2.0 * SIDE).clamp(120.0, theme::MEASURE);
        let pieces = Pieces::of(page);
        let measured = (desk.story().id, pieces.len(), width.into());
        if self.measured != Some(measured) {
            self.heights = vec![ESTIMATE; pieces.len()];
            self.measured = Some(measured);
        }
        let look = piece::Look { words: page.words, narrow: width < 420.0 };
        let left = ui.max_rect().left() + ((full - width) / 2.0).max(SIDE);
        let top = ui.max_rect().top();
        let mut y = 24.0;
        let mut changed = false;
        for (known, piece) in self.heights.iter_mut().zip(pieces.iter()) {
            let in_view = y + *known >= viewport.top() - MARGIN && y <= viewport.bottom() + MARGIN;
            let wanted = goal.is_some() && piece.block() == goal;
            if in_view || wanted {
                let size = Vec2::new(width, *known);
                let rect = Rect::from_min_size(egui::pos2(left, top + y), size);
                let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(piece.salt()));
                child.spacing_mut().item_spacing.y = theme::GAP_M;
                piece.ui(&mut child, desk, look, textures, commands);
                let used = child.min_rect().height();
                if (*known - used).abs() > 0.5 {
                    *known = used;
                    changed = true;
                }
                if wanted {
                    ui.scroll_to_rect(child.min_rect(), Some(egui::Align::Center));
                }
            }
            y += *known + piece.gap_below();
        }
        ui.set_min_size(Vec2::new(full, y + 60.0));
        if changed {
            ui.ctx().request_repaint();
        }
    }
}
