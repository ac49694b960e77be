//! How a text is set: its faces, marks, findings and matches, and where its letters come to lie.
//!
//! Must not know: keys, pointers, which text has the caret.

use std::ops::Range;
use std::sync::Arc;

use egui::epaint::text::cursor::CCursor;
use egui::text::{ByteIndex, CharIndex, LayoutJob, LayoutSection, TextFormat};
use unicode_segmentation::UnicodeSegmentation as _;

use egui::{Align, Context, FontId, Galley, Pos2, Rect, Stroke, Vec2};

use super::shaped;
use crate::story::{
    MarkKind, RichText, is_boundary, next_boundary, previous_boundary, runs_right_to_left,
};
use crate::ui::theme;

/// How a text is set.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui) struct Face {
    pub(in crate::ui) font: FontId,
    pub(in crate::ui) italic: FontId,
    pub(in crate::ui) weight: f32,
    pub(in crate::ui) line_height: f32,
    pub(in crate::ui) quiet: bool,
}

impl Face {
    /// The serif of the copy.
    pub(in crate::ui) fn serif(size: f32, weight: f32) -> Self {
        Self {
            font: theme::serif(size),
            italic: theme::serif_italic(size),
            weight,
            line_height: (size * if size > 24.0 { 1.2 } else { 1.5 }).round(),
            quiet: false,
        }
    }

    /// The sans of forms.
    pub(in crate::ui) fn sans(size: f32, weight: f32) -> Self {
        Self {
            font: theme::sans(size),
            italic: theme::sans(size),
            weight,
            line_height: (size * 1.4).round(),
            quiet: false,
        }
    }

    /// The same, standing back.
    pub(in crate::ui) fn quiet(mut self) -> Self {
        self.quiet = true;
        self
    }
}

/// Text that an input method is still composing: shown in place, not yet part of the story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ui) struct Preedit {
    /// The bytes of the text that it stands in for.
    pub(in crate::ui) over: Range<usize>,
    pub(in crate::ui) text: String,
}

/// A text as it was laid out, with the composition of an input method in it.
#[derive(Clone, Debug)]
pub(in crate::ui) struct Laid {
    pub(in crate::ui) galley: Arc<Galley>,
    preedit: Option<Preedit>,
    words: Vec<shaped::Word>,
    /// How far the letters are moved to stand at the right edge, in points.
    shift: f32,
    /// Where bytes that are not in `chars` begin; pairs of byte and char index, some apart.
    marks: Vec<(usize, usize)>,
}

/// One row of a text as shown.
#[derive(Clone, Copy, Debug)]
pub(in crate::ui) struct Row<'a> {
    /// The byte of the text as shown at which it begins.
    pub(in crate::ui) start: usize,
    pub(in crate::ui) words: &'a str,
    pub(in crate::ui) rect: Rect,
}

/// Bytes between the places at which the number of characters is noted.
const STRIDE: usize = 64;

/// Lays a text out in a column.
pub(in crate::ui) fn lay_out(
    ctx: &Context,
    text: &RichText,
    face: &Face,
    width: f32,
    preedit: Option<&Preedit>,
) -> Laid {
    let palette = theme::palette_of(ctx);
    let mut job = LayoutJob::default();
    match preedit {
        None => append(&mut job, text, 0..text.len(), face, &palette),
        Some(preedit) => {
            append(&mut job, text, 0..preedit.over.start, face, &palette);
            let mut format = format(face, &palette, &[]);
            format.underline = Stroke::new(1.5, palette.accent);
            append_pieces(&mut job, &preedit.text, &format);
            append(&mut job, text, preedit.over.end..text.len(), face, &palette);
        }
    }
    if job.is_empty() {
        job.append("", 0.0, format(face, &palette, &[]));
    }
    job.wrap.max_width = width.max(20.0);
    job.keep_trailing_whitespace = true;
    let from_the_right = runs_right_to_left(&job.text) == Some(true);
    let shift = if from_the_right { job.wrap.max_width } else { 0.0 };
    if from_the_right {
        job.halign = Align::RIGHT;
    }
    let marks = stride(&job.text);
    let words = right_to_left(ctx, &job);
    let galley = ctx.fonts_mut(|fonts| fonts.layout_job(job));
    Laid { galley, preedit: preedit.cloned(), words, shift, marks }
}

/// The words of a job that run from right to left, each with the number of its glyphs.
fn right_to_left(ctx: &Context, job: &LayoutJob) -> Vec<shaped::Word> {
    // Nearly all copy has none, and then nothing is counted.
    if job.sections.iter().all(|section| {
        let words = job.text.get(section.byte_range.start.0..section.byte_range.end.0);
        runs_right_to_left(words.unwrap_or_default()) != Some(true)
    }) {
        return Vec::new();
    }
    let mut chars_before = 0;
    let mut words = Vec::new();
    for section in &job.sections {
        let bytes = section.byte_range.start.0..section.byte_range.end.0;
        let text = job.text.get(bytes.clone()).unwrap_or_default();
        let chars = text.chars().count();
        if runs_right_to_left(text) == Some(true) {
            let mut alone = LayoutJob::single_section(text.to_owned(), section.format.clone());
            alone.keep_trailing_whitespace = true;
            let alone = ctx.fonts_mut(|fonts| fonts.layout_job(alone));
            let glyphs = alone.rows.iter().map(|row| row.glyphs.len()).sum::<usize>().max(chars);
            words.push(shaped::Word { bytes, chars_before, chars, glyphs });
        }
        chars_before += chars;
    }
    words
}

fn stride(text: &str) -> Vec<(usize, usize)> {
    let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
    let mut next = 0;
    for (index, (byte, _)) in text.char_indices().enumerate() {
        if byte >= next {
            marks.push((byte, index));
            next = byte + STRIDE;
        }
    }
    marks
}

impl Laid {
    /// Where a byte of the story's text is in the text as shown.
    fn shown(&self, byte: usize) -> usize {
        match &self.preedit {
            Some(preedit) if byte >= preedit.over.end && byte > preedit.over.start => {
                byte - preedit.over.len() + preedit.text.len()
            }
            Some(preedit) if byte >= preedit.over.start => preedit.over.start + preedit.text.len(),
            _ => byte,
        }
    }

    fn stored(&self, shown: usize) -> usize {
        match &self.preedit {
            Some(preedit) if shown > preedit.over.start + preedit.text.len() => {
                shown - preedit.text.len() + preedit.over.len()
            }
            Some(preedit) if shown >= preedit.over.start => preedit.over.start,
            _ => shown,
        }
    }

    fn cursor(&self, shown: usize, upstream: bool) -> CCursor {
        let text = self.galley.text();
        let from = self.marks.partition_point(|(byte, _)| *byte <= shown).saturating_sub(1);
        let (byte, index) = self.marks.get(from).copied().unwrap_or((0, 0));
        let rest = text.get(byte..shown.min(text.len())).unwrap_or_default();
        let glyph = shaped::glyph_of(&self.words, shown, index + rest.chars().count());
        CCursor { index: CharIndex(glyph), prefer_next_row: !upstream }
    }

    fn byte(&self, glyph: usize) -> usize {
        let text = self.galley.text();
        let index = shaped::char_of(&self.words, glyph);
        let from = self.marks.partition_point(|(_, known)| *known <= index).saturating_sub(1);
        let (byte, known) = self.marks.get(from).copied().unwrap_or((0, 0));
        let rest = text.get(byte..).unwrap_or_default();
        rest.char_indices().nth(index - known).map_or(text.len(), |(more, _)| byte + more)
    }

    /// The caret before a byte, as a thin rectangle from the galley's corner. `upstream` is for a
    /// byte at which a row wraps: at the end of the upper row rather than the start of the lower.
    pub(in crate::ui) fn caret(&self, byte: usize, upstream: bool) -> Rect {
        let rect = self.galley.pos_from_cursor(self.cursor(self.shown(byte), upstream));
        rect.translate(self.place())
    }

    /// Where the galley is drawn, from the corner of the text.
    pub(in crate::ui) fn place(&self) -> Vec2 {
        Vec2::new(self.shift, 0.0)
    }

    /// The byte at a place, on a grapheme boundary, and whether it is the end of a wrapped row.
    pub(in crate::ui) fn byte_at(&self, place: Vec2) -> (usize, bool) {
        let place = place - self.place();
        let cursor = self.galley.cursor_from_pos(place);
        let shown = self.byte(cursor.index.0);
        let byte = self.stored(self.on_boundary(shown, place.x));
        (byte, !cursor.prefer_next_row)
    }

    /// A byte inside a grapheme goes to the nearer end of it.
    fn on_boundary(&self, shown: usize, x: f32) -> usize {
        let text = self.galley.text();
        if is_boundary(text, shown) {
            return shown;
        }
        let (before, after) = (previous_boundary(text, shown), next_boundary(text, shown));
        let middle = |byte| self.galley.pos_from_cursor(self.cursor(byte, true)).center().x;
        if (x - middle(before)).abs() <= (middle(after) - x).abs() { before } else { after }
    }

    /// The row of a byte, from 0, and how many rows there are.
    pub(in crate::ui) fn row(&self, byte: usize, upstream: bool) -> (usize, usize) {
        let cursor = self.cursor(self.shown(byte), upstream);
        (self.galley.layout_from_cursor(cursor).row, self.galley.rows.len())
    }

    /// The rows of the text as shown, from top to bottom: the words of each with the line break at
    /// their end, and their place.
    pub(in crate::ui) fn rows(&self) -> Vec<Row<'_>> {
        let text = self.galley.text();
        let mut glyphs = 0;
        let mut rows = Vec::with_capacity(self.galley.rows.len());
        for row in &self.galley.rows {
            let start = self.byte(glyphs);
            glyphs += row.char_count_including_newline().0;
            let words = text.get(start..self.byte(glyphs).max(start)).unwrap_or_default();
            rows.push(Row { start, words, rect: row.rect().translate(self.place()) });
        }
        rows
    }

    /// The row of a byte, and how many letters (graphemes) of it come before.
    pub(in crate::ui) fn row_and_letter(&self, byte: usize, upstream: bool) -> (usize, usize) {
        let (row, _) = self.row(byte, upstream);
        let start = self.rows().get(row).map_or(0, |row| row.start);
        let before = self.galley.text().get(start..self.shown(byte)).unwrap_or_default();
        (row, before.graphemes(true).count())
    }

    /// The byte before a letter of a row.
    pub(in crate::ui) fn byte_of_letter(&self, row: usize, letter: usize) -> usize {
        let rows = self.rows();
        let Some(row) = rows.get(row) else { return self.stored(self.galley.text().len()) };
        let before: usize = row.words.graphemes(true).take(letter).map(str::len).sum();
        self.stored(row.start + before)
    }

    /// How far from the left of the text a place in the text as shown is.
    pub(in crate::ui) fn x_of_shown(&self, shown: usize, upstream: bool) -> f32 {
        let rect = self.galley.pos_from_cursor(self.cursor(shown, upstream));
        rect.center().x + self.shift
    }

    /// The byte of a row that is nearest to a distance from the left.
    pub(in crate::ui) fn byte_in_row(&self, row: usize, x: f32) -> (usize, bool) {
        let Some(rect) = self.galley.rows.get(row).map(|row| row.rect()) else {
            return (self.stored(self.galley.text().len()), false);
        };
        self.byte_at(Vec2::new(x, rect.center().y))
    }

    /// First and last byte of the row that a byte is in.
    pub(in crate::ui) fn row_ends(&self, byte: usize, upstream: bool) -> (usize, usize) {
        let cursor = self.cursor(self.shown(byte), upstream);
        let ends =
            [self.galley.cursor_begin_of_row(&cursor), self.galley.cursor_end_of_row(&cursor)];
        let [start, end] = ends.map(|cursor| self.stored(self.byte(cursor.index.0)));
        (start, end)
    }

    /// The places that a range of bytes covers, one rectangle a row.
    pub(in crate::ui) fn rects(&self, range: &Range<usize>) -> Vec<Rect> {
        if range.start >= range.end {
            return Vec::new();
        }
        let from = self.galley.layout_from_cursor(self.cursor(self.shown(range.start), false));
        let to = self.galley.layout_from_cursor(self.cursor(self.shown(range.end), true));
        let rows = self.galley.rows.iter().enumerate().skip(from.row);
        rows.take_while(|(index, _)| *index <= to.row)
            .map(|(index, row)| {
                let left = if index == from.row { row.x_offset(from.column) } else { 0.0 };
                let right = if index == to.row { row.x_offset(to.column) } else { row.size.x };
                let (left, right) = (row.pos.x + left.min(right), row.pos.x + right.max(left));
                Rect::from_min_max(Pos2::new(left, row.min_y()), Pos2::new(right, row.max_y()))
                    .translate(self.place())
            })
            .collect()
    }
}

fn append(
    job: &mut LayoutJob,
    text: &RichText,
    part: Range<usize>,
    face: &Face,
    palette: &theme::Palette,
) {
    let mut cuts: Vec<usize> = vec![part.start, part.end];
    for mark in text.marks() {
        cuts.extend([mark.range.start, mark.range.end].map(|at| at.clamp(part.start, part.end)));
    }
    cuts.sort_unstable();
    cuts.dedup();
    for pair in cuts.windows(2) {
        let [start, end] = *pair else { continue };
        let Some(words) = text.as_str().get(start..end) else { continue };
        let covers = |range: &Range<usize>| range.start <= start && end <= range.end;
        let marks: Vec<&MarkKind> =
            text.marks().iter().filter(|mark| covers(&mark.range)).map(|mark| &mark.kind).collect();
        let format = format(face, palette, &marks);
        append_pieces(job, words, &format);
    }
}

/// Adds words, those from right to left each as a section of its own. The toolkit's own way of
/// adding joins sections that look alike.
fn append_pieces(job: &mut LayoutJob, words: &str, format: &TextFormat) {
    for (piece, _) in shaped::pieces(words) {
        let start = job.text.len();
        job.text.push_str(words.get(piece).unwrap_or_default());
        job.sections.push(LayoutSection {
            leading_space: 0.0,
            byte_range: ByteIndex(start)..ByteIndex(job.text.len()),
            format: format.clone(),
        });
    }
}

fn format(face: &Face, palette: &theme::Palette, marks: &[&MarkKind]) -> TextFormat {
    let ink = if face.quiet { palette.muted } else { palette.ink };
    let mut format = TextFormat {
        font_id: face.font.clone(),
        color: ink,
        line_height: Some(face.line_height),
        coords: theme::weight(face.weight),
        ..TextFormat::default()
    };
    for mark in marks {
        match mark {
            MarkKind::Strong => format.coords = theme::weight((face.weight + 300.0).min(900.0)),
            MarkKind::Emphasis if theme::is_sans(&face.font) => format.italics = true,
            MarkKind::Emphasis => format.font_id = face.italic.clone(),
            MarkKind::Strike => format.strikethrough = Stroke::new(1.0, ink),
            MarkKind::Superscript | MarkKind::Subscript => {
                format.font_id.size *= 0.7;
                let raised = matches!(mark, MarkKind::Superscript);
                format.valign = if raised { Align::TOP } else { Align::BOTTOM };
            }
            MarkKind::Link { .. } => {
                format.color = palette.accent;
                format.underline = Stroke::new(1.0, palette.accent);
            }
            MarkKind::Comment { .. } => format.background = palette.remark,
        }
    }
    format
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lays a text out with the fonts of the window.
    fn laid(text: &str, look: impl FnOnce(&Laid)) {
        let ctx = Context::default();
        theme::install(&ctx);
        let mut laid = None;
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            let face = Face::serif(18.0, 400.0);
            laid = Some(lay_out(ui.ctx(), &RichText::plain(text), &face, 600.0, None));
        });
        output.textures_delta.clear();
        look(&laid.expect("the frame was drawn"));
    }

    #[test]
    fn carets_and_clicks_find_each_other_behind_words_from_right_to_left() {
        for text in ["The ferry שלום sails at noon", "and العبّارة waits for nobody"] {
            laid(text, |laid| {
                let latin = (0..=text.len()).filter(|byte| {
                    let rest = text.get(*byte..);
                    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii()))
                });
                let mut x = -1.0;
                for byte in latin {
                    let caret = laid.caret(byte, false);
                    assert!(caret.center().x > x, "{text}: byte {byte} at {}", caret.center().x);
                    x = caret.center().x;
                    assert_eq!(laid.byte_at(caret.center().to_vec2()).0, byte, "{text}");
                }
            });
        }
    }
}
