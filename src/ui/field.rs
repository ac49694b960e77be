//! One text of the story as an editable field.
//!
//! egui's own `TextEdit` does the keys and the mouse; a [`Recorder`] stands in for its text and
//! writes down what it does as edits. The body's own widget will take this place for body text;
//! what it hands on, changes with a selection before and after, stays the same.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use egui::text::{CCursor, CharIndex, LayoutJob, TextFormat};
use egui::text_selection::CCursorRange;
use egui::{Align, Color32, FontId, Id, Key, KeyboardShortcut, Modifiers, Stroke, TextBuffer, Ui};

use super::theme;
use crate::check::{Finding, Level};
use crate::desk::{Command, Desk};
use crate::edit::{Caret, Change, Edit, Selection};
use crate::story::{
    Mark, MarkKind, Place, RichText, TextAt, TextRef, is_boundary, next_boundary, previous_boundary,
};

/// What the window knows about the text that has the keyboard.
#[derive(Clone, Debug)]
pub(super) struct Writing {
    /// Which text.
    pub(super) at: TextAt,
    /// The selected bytes; empty for a plain caret.
    pub(super) range: Range<usize>,
    /// Where the caret is.
    pub(super) head: usize,
    /// Whether it is on the first row as laid out.
    pub(super) on_first_row: bool,
    /// Whether it is on the last row.
    pub(super) on_last_row: bool,
    /// Length of the text in bytes.
    pub(super) len: usize,
}

impl Writing {
    /// The caret.
    pub(super) fn caret(&self) -> Caret {
        Caret { at: self.at, byte: self.head }
    }

    /// The selection, from its anchor to the caret.
    pub(super) fn selection(&self) -> Selection {
        let anchor = if self.head == self.range.start { self.range.end } else { self.range.start };
        Selection { anchor: Caret { at: self.at, byte: anchor }, head: self.caret() }
    }
}

/// How a field looks and what it is called.
#[derive(Clone, Debug)]
pub(super) struct Field<'a> {
    pub(super) at: TextAt,
    /// The name for screen readers and tests.
    pub(super) label: &'a str,
    /// What stands there while it is empty.
    pub(super) hint: &'a str,
    pub(super) face: Face,
    /// May it hold line breaks (by Shift+Enter in the copy, by Enter in a form)?
    pub(super) lines: Lines,
    /// With a frame (in a form) or bare (on the sheet).
    pub(super) framed: bool,
}

/// What Enter does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lines {
    /// The text is one paragraph that wraps; Enter is the window's affair.
    One,
    /// Shift+Enter breaks the line; Enter is the window's affair.
    Soft,
    /// Enter breaks the line.
    Many,
}

/// How a text is set.
#[derive(Clone, Debug)]
pub(super) struct Face {
    pub(super) font: FontId,
    pub(super) italic: FontId,
    pub(super) weight: f32,
    pub(super) line_height: f32,
    pub(super) quiet: bool,
}

impl Face {
    /// The serif of the copy.
    pub(super) fn serif(size: f32, weight: f32) -> Self {
        Self {
            font: theme::serif(size),
            italic: theme::serif_italic(size),
            weight,
            line_height: (size * if size > 24.0 { 1.2 } else { 1.5 }).round(),
            quiet: false,
        }
    }

    /// The sans of forms.
    pub(super) fn sans(size: f32, weight: f32) -> Self {
        Self {
            font: theme::sans(size),
            italic: theme::sans(size),
            weight,
            line_height: (size * 1.4).round(),
            quiet: false,
        }
    }

    /// The same, standing back.
    pub(super) fn quiet(mut self) -> Self {
        self.quiet = true;
        self
    }
}

/// Where the field's widget keeps its state.
pub(super) fn id_of(at: TextAt) -> Id {
    Id::unique(("story text", at))
}

/// Shows the field; what is typed becomes commands, and the caret is reported in `writing`.
pub(super) fn show(
    ui: &mut Ui,
    desk: &Desk,
    field: &Field<'_>,
    writing: &mut Option<Writing>,
    commands: &mut Vec<Command>,
) -> egui::Response {
    let Some(text) = desk.story().text(field.at) else {
        return ui.label("");
    };
    let rich = match text {
        TextRef::Plain(text) => RichText::plain(text),
        TextRef::Rich(text) => text.clone(),
    };
    let findings = findings_in(desk, field.at);
    let palette = theme::palette(ui);
    let face = field.face.clone();
    let marks = Rc::new(RefCell::new(rich.clone()));
    let live = Rc::clone(&marks);
    let mut recorder =
        Recorder { text: rich, live: marks, splices: Vec::new(), lines: field.lines };
    let mut layouter = move |ui: &Ui, _: &dyn TextBuffer, wrap_width: f32| {
        let mut job = layout(&live.borrow(), &face, &palette, &findings);
        job.wrap.max_width = wrap_width;
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let id = id_of(field.at);
    let hint = egui::RichText::new(field.hint)
        .font(field.face.font.clone())
        .variation(b"wght", field.face.weight)
        .color(palette.muted);
    let mut edit = egui::TextEdit::multiline(&mut recorder)
        .id(id)
        .hint_text(hint)
        .desired_rows(1)
        .desired_width(f32::INFINITY)
        .layouter(&mut layouter);
    edit = match field.lines {
        Lines::Many => edit,
        Lines::Soft => edit.return_key(KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter)),
        Lines::One => edit.return_key(None),
    };
    if !field.framed {
        edit = edit.frame(egui::Frame::NONE).background_color(Color32::TRANSPARENT);
    }
    let output = edit.show(ui);
    let response = output.response.response.clone();
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(field.label));
    let before = writing.as_ref().filter(|writing| writing.at == field.at).map(Writing::selection);
    let splices = std::mem::take(&mut recorder.splices);
    let now = recorder.text;
    let caret = output.cursor_range.filter(|_| response.has_focus());
    if let Some(cursor) = caret {
        let byte = |cursor: CCursor| byte_of(now.as_str(), cursor.index);
        let (head, anchor) = (byte(cursor.primary), byte(cursor.secondary));
        let rows = output.galley.rows.len();
        let row = output.galley.layout_from_cursor(cursor.primary).row;
        *writing = Some(Writing {
            at: field.at,
            range: head.min(anchor)..head.max(anchor),
            head,
            on_first_row: row == 0,
            on_last_row: row + 1 >= rows,
            len: now.len(),
        });
    }
    let after = writing.as_ref().filter(|writing| writing.at == field.at).map(Writing::selection);
    let last = splices.len().saturating_sub(1);
    for (index, (range, with)) in splices.into_iter().enumerate() {
        commands.push(Command::Change(Change {
            edit: Edit::Splice { at: field.at, range, with },
            before: if index == 0 { before } else { None },
            after: if index == last { after } else { None },
        }));
    }
    if response.has_focus() && !field.framed {
        let bar = egui::Rect::from_min_max(
            response.rect.left_top() - egui::vec2(10.0, 0.0),
            response.rect.left_bottom() - egui::vec2(7.0, 0.0),
        );
        ui.painter().rect_filled(bar, 1.5, palette.accent);
    }
    response
}

/// Puts the caret into a text, as an undo or a split asks for.
pub(super) fn place_caret(ctx: &egui::Context, desk: &Desk, selection: Selection) {
    let id = id_of(selection.head.at);
    let Some(text) = desk.story().text(selection.head.at) else { return };
    let text = text.as_str();
    let mut state = egui::TextEdit::load_state(ctx, id).unwrap_or_default();
    let cursor = |caret: Caret| CCursor::new(char_of(text, caret.byte));
    state
        .cursor
        .set_char_range(Some(CCursorRange::two(cursor(selection.anchor), cursor(selection.head))));
    egui::TextEdit::store_state(ctx, id, state);
    ctx.memory_mut(|memory| memory.request_focus(id));
}

fn findings_in(desk: &Desk, at: TextAt) -> Vec<(Range<usize>, Level)> {
    let ranged = |finding: &&Finding| match &finding.place {
        Place::Range(place, range) if *place == at => Some((range.start..range.end, finding.level)),
        _ => None,
    };
    desk.findings().iter().filter_map(ranged).collect()
}

/// Lays a text out with its marks, and findings underlined.
fn layout(
    text: &RichText,
    face: &Face,
    palette: &theme::Palette,
    findings: &[(Range<usize>, Level)],
) -> LayoutJob {
    let mut job = LayoutJob::default();
    let mut cuts: Vec<usize> = vec![0, text.len()];
    for range in text.marks().iter().map(|mark| &mark.range).chain(findings.iter().map(|f| &f.0)) {
        cuts.extend([range.start.min(text.len()), range.end.min(text.len())]);
    }
    cuts.retain(|byte| text.as_str().is_char_boundary(*byte));
    cuts.sort_unstable();
    cuts.dedup();
    for pair in cuts.windows(2) {
        let [start, end] = *pair else { continue };
        let Some(part) = text.as_str().get(start..end) else { continue };
        let covers = |range: &Range<usize>| range.start <= start && end <= range.end;
        let marks: Vec<&MarkKind> =
            text.marks().iter().filter(|mark| covers(&mark.range)).map(|mark| &mark.kind).collect();
        let level =
            findings.iter().filter(|(range, _)| covers(range)).map(|(_, level)| *level).max();
        job.append(part, 0.0, format(face, palette, &marks, level));
    }
    if text.is_empty() {
        job.append("", 0.0, format(face, palette, &[], None));
    }
    job
}

fn format(
    face: &Face,
    palette: &theme::Palette,
    marks: &[&MarkKind],
    level: Option<Level>,
) -> TextFormat {
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
            MarkKind::Comment { .. } => format.background = palette.selection,
        }
    }
    if let Some(level) = level {
        format.underline = Stroke::new(2.0, palette.level(level));
    }
    format
}

fn byte_of(text: &str, index: CharIndex) -> usize {
    text.char_indices().nth(index.0).map_or(text.len(), |(byte, _)| byte)
}

fn char_of(text: &str, byte: usize) -> usize {
    text.char_indices().take_while(|(at, _)| *at < byte).count()
}

/// Stands in for the text inside a `TextEdit` and writes down what happens to it.
struct Recorder {
    text: RichText,
    /// The same text, for the layouter.
    live: Rc<RefCell<RichText>>,
    splices: Vec<(Range<usize>, RichText)>,
    lines: Lines,
}

impl Recorder {
    fn splice(&mut self, range: Range<usize>, with: RichText) {
        self.text.splice(range.clone(), &with);
        self.live.replace(self.text.clone());
        self.splices.push((range, with));
    }

    /// What is typed takes on the marks of what it is typed after, but not its link.
    fn like_before(&self, byte: usize, words: &str) -> RichText {
        let marks = self
            .text
            .marks()
            .iter()
            .filter(|mark| {
                let inside = mark.range.start < byte && byte < mark.range.end;
                let at_end = byte == mark.range.end && mark.range.start < byte;
                let sticks = !matches!(mark.kind, MarkKind::Link { .. } | MarkKind::Comment { .. });
                inside || (at_end && sticks)
            })
            .map(|mark| Mark { range: 0..words.len(), kind: mark.kind.clone() })
            .collect();
        RichText::new(words, marks)
    }
}

/// A type of its own, for `TextBuffer::type_id`.
struct StoryText;

impl TextBuffer for Recorder {
    fn is_mutable(&self) -> bool {
        true
    }

    fn as_str(&self) -> &str {
        self.text.as_str()
    }

    fn insert_text(&mut self, text: &str, char_index: CharIndex) -> usize {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let text = if self.lines == Lines::One { text.replace('\n', " ") } else { text };
        let byte = byte_of(self.as_str(), char_index);
        let with = self.like_before(byte, &text);
        self.splice(byte..byte, with);
        text.chars().count()
    }

    fn delete_char_range(&mut self, char_range: Range<CharIndex>) {
        let start = byte_of(self.as_str(), char_range.start);
        let end = byte_of(self.as_str(), char_range.end);
        if start < end {
            self.splice(start..end, RichText::default());
        }
    }

    fn delete_previous_char(&mut self, ccursor: CCursor) -> CCursor {
        let byte = byte_of(self.as_str(), ccursor.index);
        let start = if byte == 0 { 0 } else { previous_boundary(self.as_str(), byte) };
        let range = CharIndex(char_of(self.as_str(), start))..ccursor.index;
        let caret = CCursor::new(range.start.0);
        self.delete_char_range(range);
        caret
    }

    fn delete_next_char(&mut self, ccursor: CCursor) -> CCursor {
        let byte = byte_of(self.as_str(), ccursor.index);
        let start = if is_boundary(self.as_str(), byte) {
            byte
        } else {
            previous_boundary(self.as_str(), byte)
        };
        let end = next_boundary(self.as_str(), byte);
        let range = char_of(self.as_str(), start)..char_of(self.as_str(), end);
        self.delete_char_range(CharIndex(range.start)..CharIndex(range.end));
        CCursor::new(range.start)
    }

    fn type_id(&self) -> std::any::TypeId {
        std::any::TypeId::of::<StoryText>()
    }
}
