//! One block of the body on the sheet, with its handle.

use egui::{Sense, Ui};

use super::body::lines::{LIST_STEP, NOTE_INDENT, QUOTE_INDENT, setting};
use super::body::set::{Face, lay_out};
use super::body::{Field, Lines, Surface};
use super::{picture, theme};
use crate::desk::{Command, Desk};
use crate::edit::make::{self, Shape};
use crate::edit::{Change, Edit, Value};
use crate::story::{
    Block, BlockId, BlockKind, FigureAt, HeadingLevel, List, ListItem, Part, RichText, Table,
    TextAt,
};

/// Where a block stands and what it is, while it is drawn.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    pub(super) block: &'a Block,
    /// Its place in the body, from 0.
    pub(super) index: usize,
}

/// Shows a block and its handle.
pub(super) fn ui(
    ui: &mut Ui,
    desk: &Desk,
    at: At<'_>,
    textures: &mut picture::Textures,
    surface: &mut Surface,
    commands: &mut Vec<Command>,
) {
    let top = ui.cursor().left_top();
    let At { block, index } = at;
    let (id, number) = (block.id, index + 1);
    surface.drawing = index;
    match &block.kind {
        BlockKind::Paragraph(_) => {
            let hint =
                if desk.story().body.len() == 1 { "Write here, or paste a story" } else { "" };
            surface.text(ui, desk, block, Part::Text, (&format!("Graf {number}"), hint));
        }
        BlockKind::Heading(..) => {
            let name = format!("Subhead {number}");
            surface.text(ui, desk, block, Part::Text, (&name, "Subhead"));
        }
        BlockKind::Quote(_) => quote(ui, desk, at, "Quote", surface, commands),
        BlockKind::PullQuote(_) => quote(ui, desk, at, "Pull quote", surface, commands),
        BlockKind::List(items) => list(ui, desk, at, items, surface),
        BlockKind::DeskNote(_) => {
            let fill = theme::palette(ui).raised;
            let margin = egui::Margin::same(NOTE_INDENT as i8);
            egui::Frame::new().fill(fill).inner_margin(margin).corner_radius(6).show(ui, |ui| {
                ui.label(theme::quiet(ui, "Desk note, never published"));
                let name = format!("Desk note {number}");
                let hint = "Note to colleagues";
                surface.text(ui, desk, block, Part::Text, (&name, hint));
            });
        }
        _ => {
            let rect =
                ui.scope(|ui| thing(ui, desk, at, textures, surface, commands)).response.rect;
            surface.thing(ui, block, rect);
        }
    }
    let mut handle = Handle { at, top, surface };
    handle.ui(ui, desk, id, commands);
}

/// A block that is one thing to the running copy, with what can be written inside it.
fn thing(
    ui: &mut Ui,
    desk: &Desk,
    at: At<'_>,
    textures: &mut picture::Textures,
    surface: &mut Surface,
    commands: &mut Vec<Command>,
) {
    let At { block, index } = at;
    let id = block.id;
    match &block.kind {
        BlockKind::Figure(_) => {
            let number = number_of(desk, FigureAt::Block(id), index);
            let card = picture::Card { at: FigureAt::Block(id), number, compact: false };
            card.ui(ui, desk, textures, surface, commands);
        }
        BlockKind::Gallery(figures) => {
            ui.label(theme::quiet(ui, format!("Gallery of {}", figures.len())));
            for picture in 0..figures.len() {
                let at = FigureAt::Gallery(id, picture);
                let number = number_of(desk, at, index);
                let card = picture::Card { at, number, compact: true };
                card.ui(ui, desk, textures, surface, commands);
            }
        }
        BlockKind::Embed(_) => {
            let parts = [
                (Part::Title, "Embed title"),
                (Part::Url, "Embed address"),
                (Part::Provider, "Embed provider"),
                (Part::Fallback, "Words where it cannot be shown"),
            ];
            form(ui, desk, at, "Embed", &parts, surface, commands);
        }
        BlockKind::Related(_) => {
            let parts = [(Part::Title, "Related headline"), (Part::Url, "Related address")];
            form(ui, desk, at, "Related story", &parts, surface, commands);
        }
        BlockKind::Promo(_) => {
            let parts = [(Part::Title, "Promo text"), (Part::Url, "Promo address")];
            form(ui, desk, at, "Promo", &parts, surface, commands);
        }
        BlockKind::Table(cells) => table(ui, desk, at, cells, surface, commands),
        _ => {
            let size = egui::vec2(ui.available_width(), 18.0);
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            let stroke = egui::Stroke::new(1.5, theme::palette(ui).rule);
            ui.painter().hline(rect.x_range(), rect.center().y, stroke);
        }
    }
}

/// The number of a picture among all of the story, from 1; `index` is the place of its block.
pub(super) fn number_of(desk: &Desk, at: FigureAt, index: usize) -> usize {
    let story = desk.story();
    let lead = usize::from(story.lead.is_some());
    match at {
        FigureAt::Lead => 1,
        FigureAt::Block(_) => lead + story.body.figures_before(index) + 1,
        FigureAt::Gallery(_, nth) => lead + story.body.figures_before(index) + nth + 1,
    }
}

fn quote(
    ui: &mut Ui,
    desk: &Desk,
    at: At<'_>,
    name: &str,
    surface: &mut Surface,
    commands: &mut Vec<Command>,
) {
    let number = at.index + 1;
    let margin = egui::Margin { left: QUOTE_INDENT as i8, ..egui::Margin::ZERO };
    let inner = egui::Frame::new().inner_margin(margin).show(ui, |ui| {
        let name = format!("{name} {number}");
        surface.text(ui, desk, at.block, Part::Text, (&name, "Their words"));
        let label = format!("Quote attribution {number}");
        let field = Field {
            at: TextAt::Block(at.block.id, Part::Attribution),
            label: &label,
            hint: "Who said it",
            face: Face::sans(13.5, 500.0).quiet(),
            lines: Lines::One,
            framed: false,
        };
        surface.field(ui, desk, &field, commands);
    });
    let bar = egui::Rect::from_min_max(
        inner.response.rect.left_top() + egui::vec2(4.0, 0.0),
        inner.response.rect.left_bottom() + egui::vec2(7.0, 0.0),
    );
    ui.painter().rect_filled(bar, 1.0, theme::palette(ui).rule);
}

fn list(ui: &mut Ui, desk: &Desk, at: At<'_>, list: &List, surface: &mut Surface) {
    let mut numbers = [0usize; 16];
    for (index, item) in list.items.iter().enumerate() {
        let level = usize::from(item.level).min(numbers.len() - 1);
        for (depth, number) in numbers.iter_mut().enumerate().skip(level) {
            *number = if depth == level { *number + 1 } else { 0 };
        }
        let sign = if list.ordered {
            format!("{}.", numbers.get(level).copied().unwrap_or(1))
        } else {
            "•".to_owned()
        };
        let indent = LIST_STEP * (1.0 + f32::from(item.level.min(12)));
        let left = ui.cursor().left();
        // Set like the item itself, so that both stand on one line.
        let face = setting(&at.block.kind, Part::Item(index)).face.quiet();
        let laid = lay_out(ui.ctx(), &RichText::plain(sign), &face, 200.0, None);
        let x = left + indent - 8.0 - laid.galley.size().x;
        let place = egui::pos2(x, ui.cursor().top());
        ui.painter().galley(place, laid.galley, theme::palette(ui).muted);
        let margin = egui::Margin { left: indent as i8, ..egui::Margin::ZERO };
        egui::Frame::new().inner_margin(margin).show(ui, |ui| {
            let name = format!("List {} item {}", at.index + 1, index + 1);
            surface.text(ui, desk, at.block, Part::Item(index), (&name, ""));
        });
    }
}

fn form(
    ui: &mut Ui,
    desk: &Desk,
    at: At<'_>,
    title: &str,
    parts: &[(Part, &str)],
    surface: &mut Surface,
    commands: &mut Vec<Command>,
) {
    let palette = theme::palette(ui);
    egui::Frame::new()
        .fill(palette.raised)
        .stroke(egui::Stroke::new(1.0, palette.rule))
        .inner_margin(12)
        .corner_radius(6)
        .show(ui, |ui| {
            ui.label(theme::quiet(ui, title));
            for (index, (part, name)) in parts.iter().enumerate() {
                let label = format!("{name} {}", at.index + 1);
                let face =
                    if index == 0 { Face::sans(16.0, 600.0) } else { Face::sans(13.5, 400.0) };
                let field = Field {
                    at: TextAt::Block(at.block.id, *part),
                    label: &label,
                    hint: name,
                    face,
                    lines: Lines::One,
                    framed: index > 0,
                };
                surface.field(ui, desk, &field, commands);
            }
        });
}

fn table(
    ui: &mut Ui,
    desk: &Desk,
    at: At<'_>,
    table: &Table,
    surface: &mut Surface,
    commands: &mut Vec<Command>,
) {
    let (id, number) = (at.block.id, at.index + 1);
    let columns = table.rows().first().map_or(0, Vec::len);
    let width = (ui.available_width() / columns.max(1) as f32 - 10.0).max(60.0);
    let label = format!("Table caption {number}");
    let caption = Field {
        at: TextAt::Block(id, Part::Title),
        label: &label,
        hint: "What the table shows",
        face: Face::sans(13.5, 600.0),
        lines: Lines::One,
        framed: false,
    };
    surface.field(ui, desk, &caption, commands);
    egui::Grid::new(("table", id)).striped(true).show(ui, |ui| {
        for (row, cells) in table.rows().iter().enumerate() {
            for column in 0..cells.len() {
                ui.vertical(|ui| {
                    ui.set_width(width);
                    let label = format!("Table {number} row {} column {}", row + 1, column + 1);
                    let weight = if table.has_header && row == 0 { 600.0 } else { 400.0 };
                    let field = Field {
                        at: TextAt::Block(id, Part::Cell(row, column)),
                        label: &label,
                        hint: "",
                        face: Face::sans(14.0, weight),
                        lines: Lines::Many,
                        framed: false,
                    };
                    surface.field(ui, desk, &field, commands);
                });
            }
            ui.end_row();
        }
    });
}

/// The handle in the gutter: shown while the pointer or the caret is at the block. A click opens
/// its menu, a drag carries the block to another place.
struct Handle<'a> {
    at: At<'a>,
    top: egui::Pos2,
    surface: &'a mut Surface,
}

impl Handle<'_> {
    fn ui(&mut self, ui: &mut Ui, desk: &Desk, id: BlockId, commands: &mut Vec<Command>) {
        let kind = &self.at.block.kind;
        let corner = self.top - egui::vec2(theme::GUTTER, 0.0);
        let rect = egui::Rect::from_min_size(corner, egui::vec2(24.0, 24.0));
        let row = egui::Rect::from_min_max(rect.min, ui.min_rect().max);
        let carried = self.surface.carried_block() == Some(id);
        let near = ui.rect_contains_pointer(row) || self.surface.block() == Some(id) || carried;
        // Not on the way of Tab: everything in its menu has a key of its own.
        let sense = Sense::CLICK | Sense::DRAG;
        let response = ui.interact(rect, ui.scope_id().with("handle"), sense);
        let menu_id = ui.scope_id().with("block menu");
        let open = egui::Popup::is_id_open(ui.ctx(), menu_id);
        if near || open || response.has_focus() {
            let palette = theme::palette(ui);
            if response.hovered() || response.has_focus() || open {
                ui.painter().rect_filled(rect, 4.0, palette.selection);
            }
            for dy in [-5.0, 0.0, 5.0] {
                for dx in [-2.5, 2.5] {
                    let dot = rect.center() + egui::vec2(dx, dy);
                    ui.painter().circle_filled(dot, 1.4, palette.muted);
                }
            }
        }
        let name = format!("Block {}: {}", self.at.index + 1, kind.name());
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_role(egui::accesskit::Role::Button);
            node.set_label(name);
            // Told here, since only what Tab reaches is told of by itself.
            node.set_bounds(egui::accesskit::Rect {
                x0: rect.min.x.into(),
                y0: rect.min.y.into(),
                x1: rect.max.x.into(),
                y1: rect.max.y.into(),
            });
            node.add_action(egui::accesskit::Action::Click);
        });
        if response.drag_started() {
            self.surface.carry_block(Some(id));
        }
        if carried {
            ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
        }
        let hint = format!("{}: click for its menu, drag to move it", kind.name());
        let response = response.on_hover_text(hint);
        egui::Popup::menu(&response).id(menu_id).show(|ui| menu(ui, desk, id, kind, commands));
    }
}

fn menu(ui: &mut Ui, desk: &Desk, id: BlockId, kind: &BlockKind, commands: &mut Vec<Command>) {
    let story = desk.story();
    ui.set_min_width(190.0);
    for (name, shape) in [
        ("Graf", Shape::Paragraph),
        ("Subhead", Shape::Heading(HeadingLevel::Two)),
        ("Subhead 3", Shape::Heading(HeadingLevel::Three)),
        ("Quote", Shape::Quote),
        ("Pull quote", Shape::PullQuote),
        ("List", Shape::List { ordered: false }),
        ("Numbered list", Shape::List { ordered: true }),
        ("Desk note", Shape::DeskNote),
    ] {
        if let Some(change) = make::convert(story, id, shape)
            && ui.button(format!("Make it: {name}")).clicked()
        {
            commands.push(Command::Change(change));
        }
    }
    if let BlockKind::Figure(figure) = kind
        && ui.button("Make it the lead picture").clicked()
    {
        commands.push(Command::Change(lead_instead(desk, id, figure)));
    }
    if let Some(change) = make::gather(story, id)
        && ui.button("Join with the picture below into a gallery").clicked()
    {
        commands.push(Command::Change(change));
    }
    if matches!(kind, BlockKind::Gallery(_)) && ui.button("Take the gallery apart").clicked() {
        commands.push(Command::Scatter(id));
    }
    ui.separator();
    for (name, by) in [("Move up", -1), ("Move down", 1)] {
        if let Some(change) = make::shift(story, id, by)
            && ui.button(name).clicked()
        {
            commands.push(Command::Change(change));
        }
    }
    if ui.button("Add graf below").clicked() {
        let kind = Box::new(BlockKind::Paragraph(RichText::default()));
        commands.push(Command::AddBlock { below: Some(id), kind });
    }
    if let BlockKind::List(list) = kind
        && ui.button("Add item").clicked()
    {
        let mut items = list.items.clone();
        items.push(ListItem::default());
        let kind = BlockKind::List(List { ordered: list.ordered, items });
        commands.push(Command::Change(Edit::Replace { id, kind }.into()));
    }
    ui.separator();
    if ui.button("Delete block").clicked() {
        commands.push(Command::Change(Edit::Remove { id }.into()));
    }
}

/// A picture of the body becomes the lead; the lead that was there takes its place.
fn lead_instead(desk: &Desk, id: BlockId, figure: &crate::story::Figure) -> Change {
    let lead = Edit::Set(Value::Lead(Some(Box::new(figure.clone()))));
    let rest = match &desk.story().lead {
        Some(old) => Edit::Replace { id, kind: BlockKind::Figure(Box::new(old.clone())) },
        None => Edit::Remove { id },
    };
    Edit::Batch(vec![lead, rest]).into()
}
