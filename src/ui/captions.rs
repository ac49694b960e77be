//! The caption desk: every picture of the story in a row with its caption, credit, description,
//! persons and rights, to be gone through by keyboard alone.
//!
//! Only the rows in view are laid out. What the editor asks for is pushed as commands; which field
//! comes next after which key is in `captions/keys.rs`.
//!
//! Must not know: rules, how files are read, how pictures are decoded.

mod bar;
mod fields;
mod found;
pub(super) mod keys;
mod listing;
mod persons;
mod rights;
mod row;
mod says;

use std::collections::HashSet;

use egui::{Id, Rect, Response, Ui, vec2};

use self::keys::Stop;
use self::listing::Listing;
use self::persons::Typed;
use self::row::Row;
use super::action::Action;
use super::body::Surface;
use super::large::LargeView;
use super::picture::Textures;
use super::tall::Tall;
use super::theme;
use crate::desk::{Command, Desk};
use crate::story::FigureAt;

/// About the height of a row, in points.
const ROW_HEIGHT: f32 = 300.0;
/// The widest that a row is, in points: a caption as wide as copy beside its picture.
const WIDEST: f32 = theme::MEASURE + 420.0;
/// In how many frames a row may settle into view while the rows above it are measured.
const SETTLING: u8 = 4;

/// What a row reads, draws with, and asks for.
pub(super) struct Tools<'a> {
    pub(super) desk: &'a Desk,
    pub(super) surface: &'a mut Surface,
    pub(super) textures: &'a mut Textures,
    pub(super) commands: &'a mut Vec<Command>,
    pub(super) actions: &'a mut Vec<Action>,
}

/// What the caption desk remembers between frames.
#[derive(Default)]
pub(super) struct CaptionDesk {
    listing: Listing,
    rows: Tall,
    /// The picture that is being worked on.
    current: Option<FigureAt>,
    /// The field that had the keyboard when it was drawn last.
    held: Option<(FigureAt, Stop, Id)>,
    /// The field that is to have the keyboard.
    goal: Option<(FigureAt, Stop)>,
    /// The current row is still being brought into view.
    settling: u8,
    scroll_to: Option<f32>,
    /// The width of the list when it was drawn last.
    width: f32,
    /// The current picture is shown large, beside its fields.
    large: Option<LargeView>,
    /// Pictures whose rights are unfolded.
    unfolded: HashSet<FigureAt>,
    typed: Typed,
    /// Keys that wait for the field that they are for.
    later: Vec<egui::Event>,
    /// What is looked at in this frame has waited.
    late: bool,
}

impl CaptionDesk {
    /// Opens at a picture, or at the first.
    pub(super) fn at(at: Option<FigureAt>, desk: &Desk) -> Self {
        let mut opened = Self::default();
        opened.listing.follow(desk);
        let at = at.or_else(|| opened.listing.beside(None, 0));
        opened.go(at, Stop::Caption);
        opened
    }

    /// The picture that is being worked on.
    pub(super) fn current(&self) -> Option<FigureAt> {
        self.current
    }

    /// Whether one picture is shown large.
    pub(super) fn is_large(&self) -> bool {
        self.large.is_some()
    }

    /// Shows the current picture large, or the list again.
    pub(super) fn toggle_large(&mut self) {
        self.large = if self.large.is_some() { None } else { Some(LargeView::default()) };
        let stop = if self.large.is_some() { Stop::Description } else { Stop::Caption };
        self.go(self.current, self.held.map_or(stop, |(_, stop, _)| stop));
    }

    /// Shows the current picture large and begins to crop it.
    pub(super) fn crop(&mut self) {
        self.goal = None;
        self.large.get_or_insert_default().start_crop();
    }

    /// Brings a picture into view and gives one of its fields the keyboard.
    pub(super) fn go(&mut self, at: Option<FigureAt>, stop: Stop) {
        let Some(at) = at else { return };
        if self.listing.row_of(at).is_none() {
            self.listing.choose(listing::Filter::All);
            self.rows = Tall::default();
        }
        self.current = Some(at);
        self.goal = Some((at, stop));
        self.settling = SETTLING;
    }

    /// Brings a picture into view whose field has got the keyboard already.
    pub(super) fn go_along(&mut self, at: FigureAt) {
        self.go(Some(at), Stop::Caption);
        self.goal = None;
    }

    /// Shows the caption desk.
    pub(super) fn ui(&mut self, ui: &mut Ui, tools: &mut Tools<'_>) {
        // The room that the rows leave.
        ui.painter().rect_filled(ui.max_rect(), 0.0, theme::palette(ui).desk);
        self.listing.follow(tools.desk);
        if self.current.is_some_and(|at| tools.desk.story().figure(at).is_none()) {
            // Undo or an import took it away.
            self.current = self.listing.beside(None, 0);
        }
        ui.spacing_mut().item_spacing.y = theme::GAP_S;
        self.bar(ui, tools);
        if self.listing.has_no_pictures() {
            self.large = None;
            nothing(ui, tools.actions);
        } else if self.listing.shows_none() {
            notice(ui, self.listing.filter.nothing_left());
        } else if self.large.is_some() {
            self.beside_large(ui, tools);
        } else {
            self.list(ui, tools);
        }
    }

    fn list(&mut self, ui: &mut Ui, tools: &mut Tools<'_>) {
        let width = ui.available_width();
        if (width - self.width).abs() > 0.5 {
            // Every row has another height now; the current one stays in view.
            self.width = width;
            self.settling = SETTLING;
        }
        let mut rows = std::mem::take(&mut self.rows);
        let listing = std::mem::take(&mut self.listing);
        let row_of = |at: Option<FigureAt>| at.and_then(|at| listing.row_of(at));
        let caret_at = tools.surface.revealing().and_then(crate::story::TextAt::figure);
        let held = self.held_now(ui.ctx()).map(|(at, _)| at);
        rows.kept = row_of(self.goal.map(|(at, _)| at).or(caret_at).or(held));
        let wanted = row_of(self.current).filter(|_| self.settling > 0);
        rows.kept = wanted.or(rows.kept);
        let frame =
            egui::Frame::new().inner_margin(egui::Margin { left: 14, right: 2, top: 0, bottom: 0 });
        let mut moved = None;
        frame.show(ui, |ui| {
            let mut area = egui::ScrollArea::vertical().auto_shrink(false).id_salt("captions");
            if let Some(to) = self.scroll_to.take() {
                area = area.vertical_scroll_offset(to);
            }
            let output = area.show_viewport(ui, |ui, viewport| {
                rows.show(ui, viewport, (listing.rows(), ROW_HEIGHT), None, |ui, index| {
                    let Some((number, picture)) = listing.row(index) else { return };
                    let Some(figure) = tools.desk.story().figure(picture.at) else { return };
                    // Beyond that lines are hard to read.
                    ui.set_max_width((ui.available_width() - 12.0).clamp(200.0, WIDEST));
                    let differences = picture.differences();
                    let row = Row { at: picture.at, number, figure, differences: &differences };
                    self.row(ui, tools, &row);
                    if wanted == Some(index) && self.settling > 1 {
                        let view = ui.clip_rect();
                        let by = beyond(ui.min_rect().y_range(), view.y_range());
                        moved = by.map(|by| (viewport.top() + by).max(0.0));
                    }
                    ui.add_space(theme::GAP_M);
                })
            });
            self.scroll_to = moved;
            // What was measured above the view moves the rest: the view moves along.
            if output.inner.abs() > 0.5 && self.settling == 0 {
                self.scroll_to = Some((output.state.unclamped_offset().y + output.inner).max(0.0));
                ui.ctx().request_repaint();
            }
        });
        if self.settling > 0 {
            // Once the row is in its place, only its field has still to come into view.
            self.settling =
                if moved.is_some() { self.settling - 1 } else { self.settling.min(2) - 1 };
            ui.ctx().request_repaint();
        }
        self.rows = rows;
        self.listing = listing;
    }

    /// The current picture large at the left, its fields at the right.
    fn beside_large(&mut self, ui: &mut Ui, tools: &mut Tools<'_>) {
        let at = self.current.or_else(|| self.listing.beside(None, 0));
        let Some((at, row)) = at.and_then(|at| Some((at, self.listing.row_of(at)?))) else {
            return;
        };
        self.current = Some(at);
        self.settling = 0;
        let Some((number, picture)) = self.listing.row(row) else { return };
        let differences = picture.differences();
        let Some(figure) = tools.desk.story().figure(at) else { return };
        let row = Row { at, number, figure, differences: &differences };
        let wide = ui.available_width();
        let fields = (wide * 0.42).clamp(300.0, 560.0);
        egui::Panel::right("fields of the large picture")
            .exact_size(fields)
            .frame(egui::Frame::new().inner_margin(egui::Margin::symmetric(12, 4)))
            .show(ui, |ui| {
                egui::ScrollArea::vertical().auto_shrink(false).id_salt("fields").show(ui, |ui| {
                    ui.set_max_width((ui.available_width() - 10.0).max(200.0));
                    self.fields(ui, tools, &row);
                });
            });
        let frame = egui::Frame::new().fill(theme::palette(ui).sheet).inner_margin(12);
        let Some(view) = &mut self.large else { return };
        egui::CentralPanel::default().frame(frame).show(ui, |ui| {
            view.ui(ui, tools.desk, at, tools.textures, tools.commands);
        });
        if view.has_keyboard(ui) {
            self.page(ui);
        }
    }

    /// The page keys go through the pictures while the large one has the keyboard.
    fn page(&mut self, ui: &Ui) {
        let pressed = |key| ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, key));
        let by =
            isize::from(pressed(egui::Key::PageDown)) - isize::from(pressed(egui::Key::PageUp));
        if by != 0 {
            self.current = self.listing.beside(self.current, by);
            self.large.get_or_insert_default().take_keyboard();
        }
    }

    /// Whether the row is where it stays and only its field has still to come into view.
    fn settles(&self, ui: &Ui, field: Id) -> bool {
        self.settling == 1 && ui.memory(|memory| memory.has_focus(field))
    }

    /// Remembers which field has the keyboard, and says whether this one is to have it.
    fn stop(&mut self, ui: &Ui, at: FigureAt, stop: Stop, widget: &Response) -> bool {
        if widget.has_focus() {
            self.held = Some((at, stop, widget.id));
            self.current = Some(at);
        }
        if self.settles(ui, widget.id) {
            let none = egui::style::ScrollAnimation::none();
            let rect =
                Rect::from_min_size(widget.rect.min, widget.rect.size().min(vec2(40.0, 40.0)));
            ui.scroll_to_rect_animation(rect.expand(theme::GAP_M), None, none);
        }
        self.goal.take_if(|goal| *goal == (at, stop)).is_some()
    }
}

/// By how much the view has to move for a row to come into it; `None` when it need not. A row that
/// is higher than the view is seen from its top.
fn beyond(row: egui::Rangef, view: egui::Rangef) -> Option<f32> {
    let (top, bottom) = (row.min - theme::GAP_S - view.min, row.max + theme::GAP_S - view.max);
    let by = if row.span() + 2.0 * theme::GAP_S > view.span() || top < 0.0 {
        top
    } else {
        bottom.max(0.0)
    };
    (by.abs() > 0.5).then_some(by)
}

/// What to do in a story without pictures.
fn nothing(ui: &mut Ui, actions: &mut Vec<Action>) {
    notice(ui, "No pictures yet.");
    ui.vertical_centered(|ui| {
        ui.label("Drop picture files on this window, paste a picture, or add one:");
        ui.add_space(theme::GAP_M);
        let size = egui::vec2(180.0, 0.0);
        for (name, action) in
            [("Add lead picture…", Action::AddLead), ("Add picture…", Action::AddPicture)]
        {
            if ui.add(egui::Button::new(name).min_size(size)).clicked() {
                actions.push(action);
            }
        }
        ui.add_space(theme::GAP_M);
        ui.label(theme::quiet(ui, "Each comes with the caption and credit that its file has."));
    });
}

fn notice(ui: &mut Ui, words: &str) {
    ui.add_space(ui.available_height() / 4.0);
    ui.vertical_centered(|ui| ui.label(theme::bold(words).size(17.0)));
    ui.add_space(theme::GAP_M);
}

#[cfg(test)]
mod tests {
    use egui::Rangef;

    use super::beyond;

    #[test]
    fn a_row_comes_into_view_by_the_shortest_way() {
        let view = Rangef::new(100.0, 500.0);
        for (row, expected) in [
            ((150.0, 300.0), None),
            ((450.0, 600.0), Some(104.0)),
            ((50.0, 200.0), Some(-54.0)),
            ((600.0, 700.0), Some(204.0)),
            // Higher than the view.
            ((0.0, 900.0), Some(-104.0)),
            ((300.0, 900.0), Some(196.0)),
        ] {
            assert_eq!(beyond(Rangef::new(row.0, row.1), view), expected, "{row:?}");
        }
    }
}
