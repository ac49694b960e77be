//! The story's subheads, to see its shape and to go to a part of it.

use egui::Ui;

use super::super::theme;
use super::title;
use crate::desk::Desk;
use crate::edit::Selection;
use crate::story::{BlockId, BlockKind, Part, TextAt};

/// The subheads, found once for a revision.
#[derive(Clone, Debug, Default)]
pub(in crate::ui) struct Outline {
    revision: Option<u64>,
    rows: Vec<Row>,
}

#[derive(Clone, Debug)]
struct Row {
    id: BlockId,
    /// The place of the block in the body.
    index: usize,
    level: u8,
    words: String,
}

impl Outline {
    /// Shows the subheads and returns where a click leads.
    pub(in crate::ui) fn ui(
        &mut self,
        ui: &mut Ui,
        desk: &Desk,
        caret: Option<BlockId>,
    ) -> Option<Selection> {
        title(ui, "Outline");
        if self.revision != Some(desk.revision()) {
            self.rows = rows(desk);
            self.revision = Some(desk.revision());
        }
        if self.rows.is_empty() {
            ui.label("No subheads yet. Type # and a space at the start of a graf to make one.");
            return None;
        }
        let at = caret.and_then(|id| desk.story().position(id));
        let here = at.and_then(|at| self.rows.iter().rposition(|row| row.index <= at));
        let mut goal = None;
        egui::ScrollArea::vertical().auto_shrink(false).id_salt("outline").show(ui, |ui| {
            for (number, row) in self.rows.iter().enumerate() {
                ui.horizontal(|ui| {
                    ui.add_space(16.0 * f32::from(row.level.saturating_sub(2)));
                    let words = if row.words.is_empty() { "Empty subhead" } else { &row.words };
                    let label = egui::Button::selectable(here == Some(number), words)
                        .wrap_mode(egui::TextWrapMode::Truncate);
                    if ui.add(label).clicked() {
                        goal = Some(Selection::caret(TextAt::Block(row.id, Part::Text), 0));
                    }
                });
            }
            ui.add_space(theme::GAP_L);
        });
        goal
    }
}

fn rows(desk: &Desk) -> Vec<Row> {
    let blocks = desk.story().body.iter().enumerate();
    let subheads = blocks.filter_map(|(index, block)| match &block.kind {
        BlockKind::Heading(level, text) => Some(Row {
            id: block.id,
            index,
            level: level.number(),
            words: text.as_str().to_owned(),
        }),
        _ => None,
    });
    subheads.collect()
}
