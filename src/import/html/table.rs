//! Tables of data, and tables that only lay out a page.
//!
//! Must not know: what a table says.

use super::dom::Dom;
use super::inline;
use super::look;
use super::piece::{Page, Read, Remark};
use super::quote;
use crate::story::{RichText, Table};

/// A table with more columns is cut off there.
const MOST_COLUMNS: usize = 100;
/// A table with more rows is not one to read; it is taken apart into its words.
const MOST_ROWS: usize = 5_000;
/// A cell with more words than this holds copy, not data.
const LONGEST_CELL_BYTES: usize = 600;

/// The cells of a table, row by row, those of inner tables left out.
fn rows(dom: &Dom, table: usize) -> Vec<Vec<usize>> {
    let mut rows: Vec<Vec<usize>> = Vec::new();
    let end = dom.end(table);
    let mut index = table + 1;
    while index < end {
        match dom.tag(index) {
            "table" => index = dom.end(index),
            "tr" => {
                rows.push(Vec::new());
                index += 1;
            }
            "td" | "th" => {
                if let Some(row) = rows.last_mut() {
                    row.push(index);
                }
                index = dom.end(index);
            }
            _ => index += 1,
        }
    }
    rows.retain(|row| !row.is_empty());
    rows
}

/// Whether a table holds data. One that lays out a page has tables, headings or forms inside, a
/// single row or column, or cells full of copy.
pub(super) fn is_data(page: &Page<'_>, table: usize) -> bool {
    let dom = page.dom;
    if matches!(dom.attribute(table, "role"), Some("presentation" | "none")) {
        return false;
    }
    let mut names_columns = false;
    let mut skip_to = 0;
    for index in dom.range(table).skip(1) {
        if index < skip_to {
            continue;
        }
        match dom.tag(index) {
            "table" | "h1" | "h2" | "h3" | "article" | "form" | "iframe" | "video" | "nav"
            | "figure" => {
                return false;
            }
            "caption" => {
                names_columns = true;
                skip_to = dom.end(index);
            }
            "th" => names_columns = true,
            _ => {}
        }
    }
    let rows = rows(dom, table);
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let short = rows.iter().flatten().all(|cell| dom.words(*cell).len() <= LONGEST_CELL_BYTES);
    let even = rows.iter().filter(|row| row.len() == columns).count() * 3 >= rows.len() * 2;
    rows.len() <= MOST_ROWS
        && short
        && (names_columns && columns >= 1
            || rows.len() >= 2 && columns >= 2 && even && looks_like_values(dom, &rows))
}

/// Without `th` or `caption` a table has to look like one: figures in it, or short words in every
/// cell.
fn looks_like_values(dom: &Dom, rows: &[Vec<usize>]) -> bool {
    let cells: Vec<String> = rows.iter().flatten().take(400).map(|cell| dom.words(*cell)).collect();
    let filled = cells.iter().filter(|words| !words.is_empty()).count();
    let with_links = rows
        .iter()
        .flatten()
        .take(400)
        .filter(|cell| dom.find(**cell, "a").next().is_some())
        .count();
    let short = cells.iter().filter(|words| words.len() <= 60).count();
    filled * 2 >= cells.len() && short * 10 >= cells.len() * 9 && with_links * 2 <= cells.len()
}

/// A table of data.
pub(super) fn read(page: &Page<'_>, table: usize, read: &mut Read) -> (Table, Option<Remark>) {
    let dom = page.dom;
    let mut split = false;
    let mut quotes = Vec::new();
    // How many rows further down a cell from above still reaches, by column.
    let mut reaching = [0u16; MOST_COLUMNS];
    let mut grid: Vec<Vec<RichText>> = Vec::new();
    let rows = rows(dom, table);
    let has_header = rows.first().is_some_and(|row| row.iter().all(|cell| dom.tag(*cell) == "th"))
        || dom.find(table, "thead").next().is_some();
    for row in &rows {
        let mut cells: Vec<RichText> = Vec::new();
        for cell in row {
            fill_reached(&mut cells, &mut reaching);
            if cells.len() >= MOST_COLUMNS {
                break;
            }
            for inner in dom.find(*cell, "blockquote").take(20) {
                quotes.extend(quote::words(page, inner, read));
            }
            let text = inline::line(dom, *cell, page.links, &mut read.met, &|_| false);
            let text = if dom.tag(*cell) == "th" { without_bold(text) } else { text };
            let across = span(dom, *cell, "colspan");
            let down = span(dom, *cell, "rowspan");
            split |= across > 1 || down > 1;
            for column in 0..across.min(MOST_COLUMNS - cells.len()) {
                if let Some(reaching) = reaching.get_mut(cells.len()) {
                    *reaching = u16::try_from(down - 1).unwrap_or(0);
                }
                cells.push(if column == 0 { text.clone() } else { RichText::default() });
            }
        }
        fill_reached(&mut cells, &mut reaching);
        grid.push(cells);
    }
    let caption = dom.find(table, "caption").next().map(|caption| dom.words(caption));
    let table = Table::new(grid, has_header, caption.unwrap_or_default());
    let remark = if quotes.is_empty() {
        split.then_some(Remark::CellsSplit)
    } else {
        Some(Remark::QuoteInside(quotes))
    };
    (table, remark)
}

fn fill_reached(cells: &mut Vec<RichText>, reaching: &mut [u16; MOST_COLUMNS]) {
    while let Some(rows) = reaching.get_mut(cells.len()).filter(|rows| **rows > 0) {
        *rows -= 1;
        cells.push(RichText::default());
    }
}

fn span(dom: &Dom, cell: usize, name: &str) -> usize {
    dom.attribute(cell, name)
        .and_then(|span| span.parse::<usize>().ok())
        .unwrap_or(1)
        .clamp(1, MOST_COLUMNS)
}

/// A header is bold by itself.
fn without_bold(mut text: RichText) -> RichText {
    text.unmark(0..text.len(), &crate::story::MarkKind::Strong);
    text
}

/// Whether words inside a table stand in none of its cells.
pub(super) fn has_stray_words(dom: &Dom, table: usize) -> bool {
    dom.children(table).any(|child| {
        dom.text(child).is_some_and(|text| !text.trim().is_empty())
            && !look::shows_nothing(dom.tag(child))
    })
}
