//! One block of the body on the sheet, with its handle.

use egui::{Sense, Ui};

use super::field::{self, Face, Field, Lines, Writing};
use super::{picture, theme};
use crate::desk::{Command, Desk};
use crate::edit::make::{self, Shape};
use crate::edit::{Change, Edit, Value};
use crate::story::{
    BlockId, BlockKind, FigureAt, HeadingLevel, List, ListItem, Part, RichText, TextAt,
};

/// Shows a block and its handle.
pub(super) fn ui(
    ui: &mut Ui,
    desk: &Desk,
    id: BlockId,
    textures: &mut picture::Textures,
    writing: &mut Option<Writing>,
    commands: &mut Vec<Command>,
) {
    let Some(block) = desk.story().block(id) else { return };
    let top = ui.cursor().left_top();
    match &block.kind {
        BlockKind::Paragraph(_) => {
            copy(
                ui,
                desk,
                id,
                ("Graf", "Write here, or paste a story"),
                Face::serif(18.0, 400.0),
                writing,
                commands,
            );
        }
        BlockKind::Heading(level, _) => {
            let size = match level {
                HeadingLevel::Two => 24.0,
                HeadingLevel::Three => 20.0,
                HeadingLevel::Four => 18.0,
            };
            copy(ui, desk, id, ("Subhead", "Subhead"), Face::serif(size, 650.0), writing, commands);
        }
        BlockKind::Quote(_) => {
            quote(ui, desk, id, "Quote", Face::serif(18.0, 400.0), writing, commands);
        }
        BlockKind::PullQuote(_) => {
            quote(ui, desk, id, "Pull quote", Face::serif(26.0, 500.0), writing, commands);
        }
        BlockKind::List(items) => list(ui, desk, id, items, writing, commands),
        BlockKind::Figure(_) => {
            let number = number_of(desk, FigureAt::Block(id));
            let card = picture::Card { at: FigureAt::Block(id), number, compact: false };
            card.ui(ui, desk, textures, writing, commands);
        }
        BlockKind::Gallery(figures) => {
            ui.label(theme::quiet(ui, format!("Gallery of {}", figures.len())));
            for index in 0..figures.len() {
                let at = FigureAt::Gallery(id, index);
                let card = picture::Card { at, number: number_of(desk, at), compact: true };
                card.ui(ui, desk, textures, writing, commands);
            }
        }
        BlockKind::Embed(_) => form(
            ui,
            desk,
            id,
            "Embed",
            &[
                (Part::Title, "Embed title"),
                (Part::Url, "Embed address"),
                (Part::Provider, "Embed provider"),
                (Part::Fallback, "Words where it cannot be shown"),
            ],
            writing,
            commands,
        ),
        BlockKind::Related(_) => form(
            ui,
            desk,
            id,
            "Related story",
            &[(Part::Title, "Related headline"), (Part::Url, "Related address")],
            writing,
            commands,
        ),
        BlockKind::Promo(_) => form(
            ui,
            desk,
            id,
            "Promo",
            &[(Part::Title, "Promo text"), (Part::Url, "Promo address")],
            writing,
            commands,
        ),
        BlockKind::Table(_) => table(ui, desk, id, writing, commands),
        BlockKind::Divider => {
            let size = egui::vec2(ui.available_width(), 18.0);
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            let stroke = egui::Stroke::new(1.5, theme::palette(ui).rule);
            ui.painter().hline(rect.x_range(), rect.center().y, stroke);
        }
        BlockKind::DeskNote(_) => {
            let palette = theme::palette(ui);
            egui::Frame::new().fill(palette.raised).inner_margin(10).corner_radius(6).show(
                ui,
                |ui| {
                    ui.label(theme::quiet(ui, "Desk note, never published"));
                    copy(
                        ui,
                        desk,
                        id,
                        ("Desk note", "Note to colleagues"),
                        Face::sans(15.0, 400.0),
                        writing,
                        commands,
                    );
                },
            );
        }
    }
    handle(ui, desk, id, &block.kind, top, writing.as_ref(), commands);
}

/// The number of a picture among all of the story, from 1.
pub(super) fn number_of(desk: &Desk, at: FigureAt) -> usize {
    desk.story().figures().iter().position(|(place, _)| *place == at).map_or(0, |index| index + 1)
}

fn copy(
    ui: &mut Ui,
    desk: &Desk,
    id: BlockId,
    (label, hint): (&str, &str),
    face: Face,
    writing: &mut Option<Writing>,
    commands: &mut Vec<Command>,
) {
    let number = desk.story().position(id).map_or(0, |index| index + 1);
    let only = desk.story().body.len() == 1;
    let label = format!("{label} {number}");
    let field = Field {
        at: TextAt::Block(id, Part::Text),
        label: &label,
        hint: if only || !hint.starts_with("Write") { hint } else { "" },
        face,
        lines: Lines::Soft,
        framed: false,
    };
    field::show(ui, desk, &field, writing, commands);
}

fn quote(
    ui: &mut Ui,
    desk: &Desk,
    id: BlockId,
    name: &str,
    face: Face,
    writing: &mut Option<Writing>,
    commands: &mut Vec<Command>,
) {
    let palette = theme::palette(ui);
    let frame = egui::Frame::new().inner_margin(egui::Margin { left: 22, ..egui::Margin::ZERO });
    let inner = frame.show(ui, |ui| {
        copy(ui, desk, id, (name, "Their words"), face, writing, commands);
        let number = desk.story().position(id).map_or(0, |index| index + 1);
        let label = format!("Quote attribution {number}");
        let field = Field {
            at: TextAt::Block(id, Part::Attribution),
            label: &label,
            hint: "Who said it",
            face: Face::sans(13.5, 500.0).quiet(),
            lines: Lines::One,
            framed: false,
        };
        field::show(ui, desk, &field, writing, commands);
    });
    let bar = egui::Rect::from_min_max(
        inner.response.rect.left_top() + egui::vec2(4.0, 0.0),
        inner.response.rect.left_bottom() + egui::vec2(7.0, 0.0),
    );
    ui.painter().rect_filled(bar, 1.0, palette.rule);
}

fn list(
    ui: &mut Ui,
    desk: &Desk,
    id: BlockId,
    list: &List,
    writing: &mut Option<Writing>,
    commands: &mut Vec<Command>,
) {
    let block = desk.story().position(id).map_or(0, |index| index + 1);
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
        ui.horizontal_top(|ui| {
            ui.add_space(8.0 + 22.0 * f32::from(item.level.min(15)));
            let text = egui::RichText::new(sign).font(theme::serif(18.0)).line_height(Some(27.0));
            ui.label(text);
            let label = format!("List {block} item {}", index + 1);
            let field = Field {
                at: TextAt::Block(id, Part::Item(index)),
                label: &label,
                hint: "",
                face: Face::serif(18.0, 400.0),
                lines: Lines::Soft,
                framed: false,
            };
            field::show(ui, desk, &field, writing, commands);
        });
    }
}

fn form(
    ui: &mut Ui,
    desk: &Desk,
    id: BlockId,
    title: &str,
    parts: &[(Part, &str)],
    writing: &mut Option<Writing>,
    commands: &mut Vec<Command>,
) {
    let palette = theme::palette(ui);
    let number = desk.story().position(id).map_or(0, |index| index + 1);
    egui::Frame::new()
        .fill(palette.raised)
        .stroke(egui::Stroke::new(1.0, palette.rule))
        .inner_margin(12)
        .corner_radius(6)
        .show(ui, |ui| {
            ui.label(theme::quiet(ui, title));
            for (index, (part, name)) in parts.iter().enumerate() {
                let label = format!("{name} {number}");
                let face =
                    if index == 0 { Face::sans(16.0, 600.0) } else { Face::sans(13.5, 400.0) };
                let field = Field {
                    at: TextAt::Block(id, *part),
                    label: &label,
                    hint: name,
                    face,
                    lines: Lines::One,
                    framed: index > 0,
                };
                field::show(ui, desk, &field, writing, commands);
            }
        });
}

fn table(
    ui: &mut Ui,
    desk: &Desk,
    id: BlockId,
    writing: &mut Option<Writing>,
    commands: &mut Vec<Command>,
) {
    let Some(BlockKind::Table(table)) = desk.story().block(id).map(|block| &block.kind) else {
        return;
    };
    let columns = table.rows().first().map_or(0, Vec::len);
    let width = (ui.available_width() / columns.max(1) as f32 - 10.0).max(60.0);
    let number = desk.story().position(id).map_or(0, |index| index + 1);
    let label = format!("Table caption {number}");
    let caption = Field {
        at: TextAt::Block(id, Part::Title),
        label: &label,
        hint: "What the table shows",
        face: Face::sans(13.5, 600.0),
        lines: Lines::One,
        framed: false,
    };
    field::show(ui, desk, &caption, writing, commands);
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
                        lines: Lines::Soft,
                        framed: false,
                    };
                    field::show(ui, desk, &field, writing, commands);
                });
            }
            ui.end_row();
        }
    });
}

/// The handle in the gutter: shown while the pointer or the caret is at the block.
fn handle(
    ui: &mut Ui,
    desk: &Desk,
    id: BlockId,
    kind: &BlockKind,
    top: egui::Pos2,
    writing: Option<&Writing>,
    commands: &mut Vec<Command>,
) {
    let rect =
        egui::Rect::from_min_size(top - egui::vec2(theme::GUTTER, 0.0), egui::vec2(24.0, 24.0));
    let row = egui::Rect::from_min_max(rect.min, ui.min_rect().max);
    let near = ui.rect_contains_pointer(row)
        || writing.is_some_and(|writing| writing.at.block() == Some(id));
    let number = desk.story().position(id).map_or(0, |index| index + 1);
    let button = egui::Button::new("").frame(false);
    let menu_id = ui.scope_id().with("block menu");
    let open = egui::Popup::is_id_open(ui.ctx(), menu_id);
    let mut handle_ui = ui.new_child(egui::UiBuilder::new().max_rect(rect));
    if !near && !open {
        handle_ui.set_opacity(0.0);
    }
    let response = handle_ui.add_sized(rect.size(), button).on_hover_text(kind.name());
    let ink = theme::palette(ui).muted;
    for dy in [-5.0, 0.0, 5.0] {
        for dx in [-2.5, 2.5] {
            let dot = response.rect.center() + egui::vec2(dx, dy);
            handle_ui.painter().circle_filled(dot, 1.4, ink);
        }
    }
    let name = format!("Block {number}: {}", kind.name());
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
    egui::Popup::menu(&response).id(menu_id).show(|ui| menu(ui, desk, id, kind, commands));
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
