//! The sheet in the middle: the story from top to bottom as it will read.
//!
//! Only what is in view is laid out. The furniture above the body is a handful of rows; the
//! heights of the body's blocks are kept by [`Heights`].

use std::collections::BTreeMap;

use egui::{Rect, Sense, Ui, UiBuilder, Vec2};

use super::body::heights::Heights;
use super::body::{self, Surface};
use super::scrolls::Scrolls;
use super::{block, furniture, picture, theme};
use crate::desk::{Command, Desk};
use crate::edit::Selection;
use crate::story::{Block, BlockId, BlockKind, FigureAt, Story, TextAt};

/// What the sheet remembers between frames.
#[derive(Default)]
pub(super) struct Sheet {
    pub(super) surface: Surface,
    /// Where the sheet was scrolled to at each step of undo.
    pub(super) scrolls: Scrolls,
    heights: Heights,
    furniture: BTreeMap<Row, f32>,
    width: f32,
    show: Option<Row>,
    textures: picture::Textures,
    /// Where the body begins, and the part of the sheet in view, in points from its top.
    body_top: f32,
    /// The height of the whole sheet.
    height: f32,
    view: (f32, f32),
    /// The sheet is to be scrolled to this distance from its top.
    scroll_to: Option<f32>,
}

/// One row of the furniture above the body, or a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Row {
    Kicker,
    Headline,
    Standfirst,
    Byline,
    Lead,
    Block(BlockId),
}

/// How far above and below the view blocks are laid out, so that most are measured before they
/// come into it.
const MARGIN: f32 = 64.0;
/// The gap below a block, in points.
const BLOCK_GAP: f32 = 12.0;
/// Room above the kicker.
const TOP: f32 = 28.0;
/// Room below the last block.
const TAIL: f32 = 160.0;

impl Sheet {
    /// Puts the caret somewhere and brings it into view.
    pub(super) fn go_to(&mut self, selection: Selection) {
        self.surface.go_to(selection);
    }

    /// Brings a block or picture into view.
    pub(super) fn show_block(&mut self, id: BlockId) {
        self.show = Some(Row::Block(id));
    }

    /// Brings the lead picture into view.
    pub(super) fn show_lead(&mut self) {
        self.show = Some(Row::Lead);
    }

    /// The body block that the caret is in.
    pub(super) fn block(&self) -> Option<BlockId> {
        self.surface.block()
    }

    /// Pictures as textures, shared with the panels.
    pub(super) fn textures(&mut self) -> &mut picture::Textures {
        &mut self.textures
    }

    /// The writing surface and the pictures, for a view that takes the place of the sheet.
    pub(super) fn lend(&mut self) -> (&mut Surface, &mut picture::Textures) {
        (&mut self.surface, &mut self.textures)
    }

    /// Forgets everything about the story that was open.
    pub(super) fn reset(&mut self) {
        *self = Self { scroll_to: Some(0.0), ..Self::default() };
    }

    /// How far the sheet is scrolled, in points.
    pub(super) fn scrolled(&self) -> f32 {
        self.view.0
    }

    /// Scrolls the sheet to where it was, and leaves it there.
    pub(super) fn scroll_back(&mut self, to: f32) {
        self.scroll_to = Some(to);
        self.surface.stay();
    }

    /// Shows the story.
    pub(super) fn ui(&mut self, ui: &mut Ui, desk: &Desk, commands: &mut Vec<Command>) {
        let fill = theme::palette(ui).sheet;
        egui::Frame::new().fill(fill).show(ui, |ui| {
            let mut area = egui::ScrollArea::vertical().id_salt("sheet").auto_shrink(false);
            if let Some(to) = self.scroll_to.take() {
                area = area.vertical_scroll_offset(to);
            }
            let output = area.show_viewport(ui, |ui, viewport| {
                self.view = (viewport.top(), viewport.bottom());
                // Words on the sheet are the story's; a press on a hint goes to what is beneath.
                ui.style_mut().interaction.selectable_labels = false;
                self.rows(ui, viewport, desk, commands)
            });
            // What was measured above the view moves the rest: the view moves along.
            let scrolled = output.state.unclamped_offset().y;
            if output.inner.abs() > 0.1 && self.scroll_to.is_none() {
                self.scroll_to = Some(scrolled + output.inner);
            }
            // A jump by an estimate may go beyond the end; the toolkit would slide back slowly.
            let most = (self.height - output.inner_rect.height()).max(0.0);
            if scrolled > most + 0.5 && self.scroll_to.is_none() {
                self.scroll_to = Some(most);
            }
            if let Some(to) = &mut self.scroll_to {
                *to = to.clamp(0.0, most);
                ui.ctx().request_repaint();
            }
        });
    }

    /// Draws the rows in view and returns by how much those above it have grown.
    fn rows(
        &mut self,
        ui: &mut Ui,
        viewport: Rect,
        desk: &Desk,
        commands: &mut Vec<Command>,
    ) -> f32 {
        let full = ui.available_width();
        let width = (full - 2.0 * theme::GUTTER).clamp(120.0, theme::MEASURE);
        if (self.width - width).abs() > 0.5 {
            self.furniture.clear();
            self.width = width;
        }
        self.surface.room(width, viewport.height());
        let story = desk.story();
        self.heights.follow(&story.body, width, |block| estimate(block, width));
        let left = ui.max_rect().left() + ((full - width) / 2.0).max(theme::GUTTER);
        let top = ui.max_rect().top();
        let place = Place { left, top, width };
        let mut y = TOP;
        for row in furniture_rows(story) {
            y += self.furniture_row(ui, row, place.at(y, 0.0), viewport, desk, commands);
        }
        self.body_top = y;
        let grown = self.blocks(ui, place, viewport, desk, commands);
        let end = y + self.heights.total();
        if end + 80.0 >= viewport.top() && end <= viewport.bottom() {
            let rect = place.at(end, 40.0);
            let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt("tail"));
            tail(&mut child, commands);
        }
        // With what has just been measured.
        self.height = y + self.heights.total() + TAIL;
        ui.set_min_size(Vec2::new(full, self.height));
        grown
    }

    fn furniture_row(
        &mut self,
        ui: &mut Ui,
        row: Row,
        mut rect: Rect,
        viewport: Rect,
        desk: &Desk,
        commands: &mut Vec<Command>,
    ) -> f32 {
        let known = self.furniture.get(&row).copied();
        let height = known.unwrap_or(48.0);
        let top = rect.top() - ui.max_rect().top();
        rect.set_height(height);
        let in_view = top + height >= viewport.top() - MARGIN && top <= viewport.bottom() + MARGIN;
        let has_caret = self.surface.revealing().is_some_and(|at| row_of(at) == Some(row));
        let wanted = self.show == Some(row) || has_caret;
        if !in_view && !wanted && known.is_some() {
            return height + gap_below(row);
        }
        let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(format!("{row:?}")));
        let surface = &mut self.surface;
        match row {
            Row::Kicker => furniture::kicker(&mut child, desk, surface, commands),
            Row::Headline => furniture::headline(&mut child, desk, surface, commands),
            Row::Standfirst => furniture::standfirst(&mut child, desk, surface, commands),
            Row::Byline => furniture::byline(&mut child, desk, surface, commands),
            Row::Lead => {
                let card = picture::Card { at: FigureAt::Lead, number: 1, compact: false };
                card.ui(&mut child, desk, &mut self.textures, surface, commands);
            }
            Row::Block(_) => {}
        }
        if self.show.take_if(|show| *show == row).is_some() {
            ui.scroll_to_rect(child.min_rect().expand(24.0), None);
        }
        let used = child.min_rect().height();
        if known.is_none_or(|known| (known - used).abs() > 0.5) {
            ui.ctx().request_repaint();
        }
        self.furniture.insert(row, used);
        used + gap_below(row)
    }

    fn blocks(
        &mut self,
        ui: &mut Ui,
        place: Place,
        viewport: Rect,
        desk: &Desk,
        commands: &mut Vec<Command>,
    ) -> f32 {
        let story = desk.story();
        let body = &story.body;
        self.widget(ui, place, viewport, desk, commands);
        let from = viewport.top() - MARGIN - self.body_top;
        let Some((first, mut y)) = self.heights.at(from.max(0.0)) else { return 0.0 };
        let until = viewport.bottom() + MARGIN - self.body_top;
        let mut grown = 0.0;
        let mut index = first;
        // Blocks in a row are next to each other in memory; looking each one up is not needed.
        for block in body.iter_from(first) {
            if y > until {
                break;
            }
            let known = self.heights.get(index);
            let more = self.block_row(ui, place, (block, index), y, desk, commands);
            let is_above = self.body_top + y + known <= viewport.top();
            if is_above {
                // What is above the view keeps its place in this frame; the next one scrolls.
                grown += more;
                y += known;
            } else {
                y += known + more;
            }
            index += 1;
        }
        // To the block that the caret goes to, or that is to be shown, however far it is.
        let caret_at = self.surface.revealing().and_then(TextAt::block);
        let shown = match self.show {
            Some(Row::Block(id)) => Some(id),
            _ => None,
        };
        for id in [caret_at, shown].into_iter().flatten() {
            let Some(at) = story.position(id) else { continue };
            if (first..index).contains(&at) {
                self.surface.stay();
                continue;
            }
            // The toolkit scrolls a frame late, so it is told the place and not a distance: the
            // next frame draws the block and brings the caret itself into view.
            let y = self.body_top + self.heights.top_of(at);
            self.scroll_to = Some((y - viewport.height() / 3.0).max(0.0));
            ui.ctx().request_repaint();
        }
        grown
    }

    /// Draws one block and returns by how much it differs from what was known of it.
    fn block_row(
        &mut self,
        ui: &mut Ui,
        place: Place,
        (block, index): (&Block, usize),
        y: f32,
        desk: &Desk,
        commands: &mut Vec<Command>,
    ) -> f32 {
        let rect = place.at(self.body_top + y, self.heights.get(index));
        let mut builder = UiBuilder::new().max_rect(rect).id_salt(block.id);
        if crate::edit::flow::is_one_thing(block) {
            builder = builder.sense(Sense::hover());
        } else {
            builder = builder.accessibility_parent(body::body_id());
        }
        let mut child = ui.new_child(builder);
        if self.surface.dimmed && self.surface.block().is_some_and(|id| id != block.id) {
            child.set_opacity(0.4);
        }
        let at = block::At { block, index };
        block::ui(&mut child, desk, at, &mut self.textures, &mut self.surface, commands);
        let used = child.min_rect();
        if self.show.take_if(|show| *show == Row::Block(block.id)).is_some() {
            ui.scroll_to_rect(used.expand(24.0), None);
        }
        self.heights.measured(index, used.height() + BLOCK_GAP)
    }

    /// The body as one widget: it has the keyboard and the pointer for all its texts.
    fn widget(
        &mut self,
        ui: &mut Ui,
        place: Place,
        viewport: Rect,
        desk: &Desk,
        commands: &mut Vec<Command>,
    ) {
        let top = (place.top + self.body_top).max(place.top + viewport.top());
        let bottom =
            place.top + (self.body_top + self.heights.total() + TAIL).min(viewport.bottom());
        let left = place.left - theme::GUTTER;
        let size = Vec2::new(place.width + 2.0 * theme::GUTTER, (bottom - top).max(0.0));
        let rect = Rect::from_min_size(egui::pos2(left, top), size);
        let response = ui.interact(rect, body::body_id(), Sense::click_and_drag());
        Surface::tell_body(ui.ctx());
        if let Some(selection) = self.surface.selection().filter(|_| response.has_focus()) {
            body::paint::lock_keys(ui, body::body_id(), selection);
        }
        let view = ui.clip_rect();
        commands.extend(self.surface.pointer(ui, desk, &response, view, None));
        self.carry_block(ui, place, desk, commands);
        let response = self.surface.explain(ui, desk, response, None);
        response.context_menu(|ui| self.surface.menu(ui, desk, commands));
    }

    /// Shows where a block that is dragged by its handle would go, and lets it go there.
    fn carry_block(&self, ui: &Ui, place: Place, desk: &Desk, commands: &mut Vec<Command>) {
        let Some(id) = self.surface.carried_block() else { return };
        let Some(pos) = ui.input(|input| input.pointer.interact_pos()) else { return };
        let y = pos.y - place.top - self.body_top;
        let Some((index, top)) = self.heights.at(y.max(0.0)) else { return };
        let height = self.heights.get(index);
        let below = y > top + height / 2.0;
        let line =
            place.top + self.body_top + top - BLOCK_GAP / 2.0 + if below { height } else { 0.0 };
        let stroke = egui::Stroke::new(3.0, theme::palette(ui).accent);
        let painter =
            ui.ctx().layer_painter(egui::LayerId::new(egui::Order::Foreground, body::body_id()));
        painter.hline(place.left..=place.left + place.width, line, stroke);
        if ui.input(|input| input.pointer.any_released()) {
            let to = index + usize::from(below);
            commands.extend(self.surface.drop_block(desk, id, to));
        }
        let view = ui.clip_rect();
        let beyond = (view.top() + 24.0 - pos.y).max(0.0) - (pos.y - view.bottom() + 24.0).max(0.0);
        if beyond != 0.0 {
            ui.scroll_with_delta(Vec2::new(0.0, beyond * 0.4));
            ui.ctx().request_repaint();
        }
    }
}

/// The column of copy on the screen.
#[derive(Clone, Copy)]
struct Place {
    left: f32,
    top: f32,
    width: f32,
}

impl Place {
    fn at(self, y: f32, height: f32) -> Rect {
        let min = egui::pos2(self.left, self.top + y);
        Rect::from_min_size(min, Vec2::new(self.width, height))
    }
}

fn tail(ui: &mut Ui, commands: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        if ui.button("Add graf").clicked() {
            let kind = BlockKind::Paragraph(crate::story::RichText::default());
            commands.push(Command::AddBlock { below: None, kind: Box::new(kind) });
        }
        let hint = "Drop pictures anywhere on the story, or paste from a page.";
        ui.label(theme::quiet(ui, hint));
    });
}

fn furniture_rows(story: &Story) -> impl Iterator<Item = Row> + use<> {
    let lead = story.lead.is_some().then_some(Row::Lead);
    [Row::Kicker, Row::Headline, Row::Standfirst, Row::Byline].into_iter().chain(lead)
}

/// The row of the furniture that a text stands in; `None` for texts of the body and of panels.
fn row_of(at: TextAt) -> Option<Row> {
    match at {
        TextAt::Kicker => Some(Row::Kicker),
        TextAt::Headline => Some(Row::Headline),
        TextAt::Standfirst => Some(Row::Standfirst),
        TextAt::DatelinePlace => Some(Row::Byline),
        TextAt::Caption(FigureAt::Lead)
        | TextAt::Alt(FigureAt::Lead)
        | TextAt::Credit(FigureAt::Lead) => Some(Row::Lead),
        _ => None,
    }
}

fn gap_below(row: Row) -> f32 {
    match row {
        Row::Kicker => 2.0,
        Row::Headline => 8.0,
        _ => 16.0,
    }
}

/// A guess at the height of a block that was never laid out, with the gap below it.
fn estimate(block: &Block, width: f32) -> f32 {
    let chars_per_line = (width / (theme::BODY_SIZE * 0.47)).max(8.0);
    let lines = |bytes: usize| (bytes as f32 / chars_per_line).ceil().max(1.0);
    let line = theme::BODY_SIZE * 1.5;
    BLOCK_GAP
        + match &block.kind {
            BlockKind::Paragraph(text) => lines(text.len()) * line,
            BlockKind::Figure(_) => width * 0.75 + 160.0,
            BlockKind::Gallery(figures) => figures.len() as f32 * 380.0,
            BlockKind::Divider => 24.0,
            BlockKind::Embed(_) => 190.0,
            BlockKind::Related(_) | BlockKind::Promo(_) => 110.0,
            kind => {
                let texts = kind.texts().into_iter();
                texts.map(|text| lines(text.len()) * line).sum::<f32>().max(line)
            }
        }
}
