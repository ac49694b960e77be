//! Tables, row by row.
//!
//! Must not know: how a cell's words are read.

use std::ops::Range;

use pulldown_cmark::{Event, TagEnd};

use super::super::changes::Change;
use super::super::run::{self, Finished};
use super::{Kind, Reader};
use crate::story::{BlockKind, RichText, Table};

/// Larger tables become grafs.
const MOST_CELLS: usize = 100_000;

#[derive(Debug, Default)]
pub(super) struct TableInside {
    pub(super) rows: Vec<Vec<RichText>>,
    pub(super) row: Vec<RichText>,
    /// Where the last cell ends in the source.
    cell_end: usize,
}

impl Reader<'_> {
    /// A row may have more cells than the table has columns; the parser leaves them out.
    pub(super) fn table_ends_at(&mut self, event: &Event<'_>, range: Range<usize>, source: &str) {
        let Some(table) = &mut self.table else { return };
        match event {
            Event::End(TagEnd::TableCell) => table.cell_end = table.cell_end.max(range.end),
            Event::End(TagEnd::TableRow) => {
                let rest = source.get(table.cell_end..range.end).unwrap_or_default();
                let rest =
                    rest.trim_matches(|letter: char| letter == '|' || letter.is_whitespace());
                if !rest.is_empty() {
                    self.body.changes.surplus_cell(rest);
                }
            }
            _ => {}
        }
    }

    pub(super) fn end_table(&mut self) {
        let Some(TableInside { mut rows, .. }) = self.table.take() else { return };
        // A table without names for its columns has an empty first row in Markdown.
        let has_header = rows.first().is_some_and(|row| row.iter().any(|cell| !cell.is_blank()));
        if !has_header && !rows.is_empty() {
            rows.remove(0);
        }
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let inside = self.lists.is_open() || self.footnote.is_some();
        if inside || columns.saturating_mul(rows.len()) > MOST_CELLS {
            self.body.changes.note(Change::TableAsGrafs, None);
            for row in rows {
                let cells: Vec<RichText> =
                    row.into_iter().filter(|cell| !cell.is_blank()).collect();
                let text = run::joined(&cells, ' ');
                if !text.is_blank() {
                    self.text(Kind::Graf, Finished { text, ..Finished::default() });
                }
            }
        } else if columns > 0 {
            if self.quote_depth > 0 {
                self.close_quote();
                self.body.changes.note(Change::QuoteTakenApart, None);
            }
            self.put(BlockKind::Table(Table::new(rows, has_header, String::new())));
        }
        self.put_waiting();
    }
}
