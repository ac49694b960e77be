//! The sheet in the middle: the story from top to bottom as it will read.
//!
//! Only the rows in view are laid out; the heights of the others are remembered or estimated.

use std::collections::BTreeMap;

use egui::{Event, Key, Modifiers, Rect, Ui, UiBuilder, Vec2};

use super::field::{self, Writing};
use super::{block, furniture, picture, theme};
use crate::desk::{Command, Desk, Pasted, PictureFrom, PictureTo};
use crate::edit::{Caret, Selection, make};
use crate::story::{BlockId, BlockKind, FigureAt, Part, TextAt, TextRef};

/// What the sheet remembers between frames.
#[derive(Default)]
pub(super) struct Sheet {
    /// The text that has the keyboard.
    pub(super) writing: Option<Writing>,
    heights: BTreeMap<Row, f32>,
    width: f32,
    /// Where the caret should go, from undo, a split, a finding.
    go_to: Option<Selection>,
    scroll_to: Option<Row>,
    textures: picture::Textures,
}

/// One row of the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Row {
    Kicker,
    Headline,
    Standfirst,
    Byline,
    Lead,
    Block(BlockId),
    Tail,
}

/// How far above and below the window rows are laid out, so that scrolling shows no gaps.
const MARGIN: f32 = 200.0;

impl Sheet {
    /// Puts the caret somewhere and brings it into view.
    pub(super) fn go_to(&mut self, selection: Selection) {
        self.scroll_to = Some(row_of(selection.head.at));
        self.go_to = Some(selection);
    }

    /// Brings a block or picture into view.
    pub(super) fn show_block(&mut self, id: BlockId) {
        self.scroll_to = Some(Row::Block(id));
    }

    /// Brings the lead picture into view.
    pub(super) fn show_lead(&mut self) {
        self.scroll_to = Some(Row::Lead);
    }

    /// The body block that has the keyboard.
    pub(super) fn block(&self) -> Option<BlockId> {
        self.writing.as_ref().and_then(|writing| writing.at.block())
    }

    /// Pictures as textures, shared with the panels.
    pub(super) fn textures(&mut self) -> &mut picture::Textures {
        &mut self.textures
    }

    /// Forgets everything about the story that was open.
    pub(super) fn reset(&mut self) {
        *self = Self::default();
    }

    /// Shows the story.
    pub(super) fn ui(&mut self, ui: &mut Ui, desk: &Desk, commands: &mut Vec<Command>) {
        self.keys(ui.ctx(), desk, commands);
        if let Some(selection) = self.go_to.take() {
            field::place_caret(ui.ctx(), desk, selection);
        }
        let sheet = theme::palette(ui).sheet;
        egui::Frame::new().fill(sheet).show(ui, |ui| {
            egui::ScrollArea::vertical()
                .id_salt("sheet")
                .auto_shrink(false)
                .show_viewport(ui, |ui, viewport| self.rows(ui, viewport, desk, commands));
        });
        let focused = ui.ctx().memory(|memory| memory.focused());
        if let Some(writing) = &self.writing
            && focused.is_some()
            && focused != Some(field::id_of(writing.at))
        {
            // The keyboard went to a panel: the caret stays known, so that a click on
            // “Strong” in a menu still has a text to work on, unless another text took it.
            let gone = desk.story().text(writing.at).is_none();
            if gone {
                self.writing = None;
            }
        }
    }

    fn rows(&mut self, ui: &mut Ui, viewport: Rect, desk: &Desk, commands: &mut Vec<Command>) {
        let full = ui.available_width();
        let width = (full - 2.0 * theme::GUTTER).clamp(120.0, theme::MEASURE);
        if (self.width - width).abs() > 0.5 {
            self.heights.clear();
            self.width = width;
        }
        let left = ui.max_rect().left() + ((full - width) / 2.0).max(theme::GUTTER);
        let top = ui.max_rect().top();
        let mut y = 28.0;
        let mut changed = false;
        let holds_keyboard = self.writing.as_ref().map(|writing| row_of(writing.at));
        for row in rows(desk) {
            let known = self.heights.get(&row).copied();
            let height = known.unwrap_or_else(|| estimate(row, desk, width));
            let in_view = y + height >= viewport.top() - MARGIN && y <= viewport.bottom() + MARGIN;
            let wanted = self.scroll_to == Some(row);
            if in_view || wanted || holds_keyboard == Some(row) {
                let rect = Rect::from_min_size(egui::pos2(left, top + y), Vec2::new(width, height));
                let builder = UiBuilder::new().max_rect(rect).id_salt(("row", row_salt(row)));
                let mut child = ui.new_child(builder);
                self.row(&mut child, row, desk, commands);
                let used = child.min_rect().height();
                if known.is_none_or(|known| (known - used).abs() > 0.5) {
                    self.heights.insert(row, used);
                    changed = true;
                }
                if wanted {
                    ui.scroll_to_rect(child.min_rect().expand(24.0), None);
                    self.scroll_to = None;
                }
                y += used;
            } else {
                y += height;
            }
            y += gap_below(row);
        }
        ui.set_min_size(Vec2::new(full, y + 120.0));
        if changed {
            ui.ctx().request_repaint();
        }
    }

    fn row(&mut self, ui: &mut Ui, row: Row, desk: &Desk, commands: &mut Vec<Command>) {
        let writing = &mut self.writing;
        match row {
            Row::Kicker => furniture::kicker(ui, desk, writing, commands),
            Row::Headline => furniture::headline(ui, desk, writing, commands),
            Row::Standfirst => furniture::standfirst(ui, desk, writing, commands),
            Row::Byline => furniture::byline(ui, desk, writing, commands),
            Row::Lead => {
                let card = picture::Card { at: FigureAt::Lead, number: 1, compact: false };
                card.ui(ui, desk, &mut self.textures, writing, commands);
            }
            Row::Block(id) => {
                block::ui(ui, desk, id, &mut self.textures, writing, commands);
            }
            Row::Tail => {
                ui.horizontal(|ui| {
                    if ui.button("Add graf").clicked() {
                        let kind = BlockKind::Paragraph(crate::story::RichText::default());
                        commands.push(Command::AddBlock { below: None, kind: Box::new(kind) });
                    }
                    let hint = "Drop pictures anywhere on the story, or paste from a page.";
                    ui.label(theme::quiet(ui, hint));
                });
            }
        }
    }

    /// Keys that mean more than typing in one text: Enter, Backspace at the start, arrows that
    /// leave the text, Tab in a list, paste.
    fn keys(&mut self, ctx: &egui::Context, desk: &Desk, commands: &mut Vec<Command>) {
        let Some(writing) = self.writing.clone() else {
            paste_without_caret(ctx, commands);
            return;
        };
        let has_focus = ctx.memory(|memory| memory.has_focus(field::id_of(writing.at)));
        if !has_focus {
            paste_without_caret(ctx, commands);
            return;
        }
        let pressed = |modifiers, key| ctx.input_mut(|input| input.consume_key(modifiers, key));
        let plain = writing.range.is_empty();
        let in_block = matches!(writing.at, TextAt::Block(_, Part::Text | Part::Item(_)));
        if is_on_sheet(writing.at) {
            let multi_line_form =
                matches!(writing.at, TextAt::Block(_, Part::Cell(..) | Part::Fallback));
            if !multi_line_form && pressed(Modifiers::NONE, Key::Enter) {
                if in_block {
                    delete_selection(&writing, commands);
                    let caret = Caret { at: writing.at, byte: writing.range.start };
                    commands.push(Command::Split(caret));
                } else {
                    self.step(desk, writing.at, 1);
                }
            }
            if writing.on_first_row && plain && pressed(Modifiers::NONE, Key::ArrowUp) {
                self.step(desk, writing.at, -1);
            }
            if writing.on_last_row && plain && pressed(Modifiers::NONE, Key::ArrowDown) {
                self.step(desk, writing.at, 1);
            }
        }
        if in_block && plain {
            let story = desk.story();
            if writing.head == 0 && pressed(Modifiers::NONE, Key::Backspace) {
                commands.extend(make::merge_up(story, writing.at).map(Command::Change));
            }
            if writing.head == writing.len && pressed(Modifiers::NONE, Key::Delete) {
                commands.extend(make::merge_down(story, writing.at).map(Command::Change));
            }
        }
        if let TextAt::Block(id, Part::Item(item)) = writing.at {
            for (modifiers, by) in [(Modifiers::NONE, 1), (Modifiers::SHIFT, -1)] {
                if pressed(modifiers, Key::Tab) {
                    let change = make::indent(desk.story(), id, item, by);
                    commands.extend(change.map(Command::Change));
                }
            }
        }
        paste_at_caret(ctx, &writing, commands);
    }

    /// Goes to the next or previous text of the sheet.
    fn step(&mut self, desk: &Desk, at: TextAt, by: isize) {
        let texts = texts_in_order(desk);
        let Some(index) = texts.iter().position(|text| *text == at) else { return };
        let Some(target) = index.checked_add_signed(by).and_then(|index| texts.get(index)) else {
            return;
        };
        let len = desk.story().text(*target).map_or(0, |text| text.as_str().len());
        self.go_to(Selection::caret(*target, if by < 0 { len } else { 0 }));
    }
}

/// Takes a paste away from the text field: structure is the importer's affair.
fn paste_at_caret(ctx: &egui::Context, writing: &Writing, commands: &mut Vec<Command>) {
    for event in take_pastes(ctx) {
        delete_selection(writing, commands);
        let caret = Caret { at: writing.at, byte: writing.range.start };
        match event {
            Event::Paste(text) => commands.push(Command::Paste {
                at: Some(caret),
                pasted: Pasted::Text(text),
                plain: false,
            }),
            Event::PasteImage(image) => {
                let below = writing.at.block();
                commands.push(pasted_picture(&image, PictureTo::Below(below)));
            }
            _ => {}
        }
    }
}

fn paste_without_caret(ctx: &egui::Context, commands: &mut Vec<Command>) {
    if ctx.memory(|memory| memory.focused()).is_some() {
        return;
    }
    for event in take_pastes(ctx) {
        match event {
            Event::Paste(text) => {
                commands.push(Command::Paste {
                    at: None,
                    pasted: Pasted::Text(text),
                    plain: false,
                });
            }
            Event::PasteImage(image) => {
                commands.push(pasted_picture(&image, PictureTo::Below(None)));
            }
            _ => {}
        }
    }
}

fn take_pastes(ctx: &egui::Context) -> Vec<Event> {
    let is_paste = |event: &Event| matches!(event, Event::Paste(_) | Event::PasteImage(_));
    ctx.input_mut(|input| input.events.extract_if(.., |event| is_paste(event)).collect())
}

fn pasted_picture(image: &egui::ColorImage, to: PictureTo) -> Command {
    let rgba: Vec<u8> =
        image.pixels.iter().flat_map(|pixel| pixel.to_srgba_unmultiplied()).collect();
    let [width, height] = image.size;
    let from = PictureFrom::Pixels {
        width_px: u32::try_from(width).unwrap_or(0),
        height_px: u32::try_from(height).unwrap_or(0),
        rgba: rgba.into(),
    };
    Command::AddPicture { to, from }
}

fn delete_selection(writing: &Writing, commands: &mut Vec<Command>) {
    if writing.range.is_empty() {
        return;
    }
    let edit = crate::edit::Edit::Splice {
        at: writing.at,
        range: writing.range.clone(),
        with: crate::story::RichText::default(),
    };
    let change = crate::edit::Change { edit, before: Some(writing.selection()), after: None };
    commands.push(Command::Change(change));
}

fn rows(desk: &Desk) -> impl Iterator<Item = Row> {
    let story = desk.story();
    let lead = story.lead.is_some().then_some(Row::Lead);
    [Row::Kicker, Row::Headline, Row::Standfirst, Row::Byline]
        .into_iter()
        .chain(lead)
        .chain(story.body.iter().map(|block| Row::Block(block.id)))
        .chain([Row::Tail])
}

/// The texts that the arrow keys walk through, top to bottom.
fn texts_in_order(desk: &Desk) -> Vec<TextAt> {
    let story = desk.story();
    let mut texts = vec![TextAt::Kicker, TextAt::Headline, TextAt::Standfirst];
    texts.push(TextAt::DatelinePlace);
    if story.lead.is_some() {
        texts.push(TextAt::Caption(FigureAt::Lead));
    }
    for block in &story.body {
        let id = block.id;
        match &block.kind {
            BlockKind::List(list) => {
                texts.extend((0..list.items.len()).map(|item| TextAt::Block(id, Part::Item(item))));
            }
            BlockKind::Figure(_) => texts.push(TextAt::Caption(FigureAt::Block(id))),
            BlockKind::Gallery(figures) => texts.extend(
                (0..figures.len()).map(|index| TextAt::Caption(FigureAt::Gallery(id, index))),
            ),
            BlockKind::Embed(_) | BlockKind::Related(_) | BlockKind::Promo(_) => {
                texts.push(TextAt::Block(id, Part::Title));
            }
            BlockKind::Table(_) | BlockKind::Divider => {}
            _ => texts.push(TextAt::Block(id, Part::Text)),
        }
    }
    texts.retain(|at| story.text(*at).is_some());
    texts
}

/// Whether a text stands on the sheet rather than in a panel.
fn is_on_sheet(at: TextAt) -> bool {
    matches!(
        at,
        TextAt::Kicker
            | TextAt::Headline
            | TextAt::Standfirst
            | TextAt::DatelinePlace
            | TextAt::Block(..)
            | TextAt::Caption(_)
            | TextAt::Alt(_)
    )
}

fn row_of(at: TextAt) -> Row {
    match at {
        TextAt::Kicker | TextAt::Section | TextAt::Slug => Row::Kicker,
        TextAt::Headline => Row::Headline,
        TextAt::Standfirst => Row::Standfirst,
        TextAt::Caption(FigureAt::Lead)
        | TextAt::Alt(FigureAt::Lead)
        | TextAt::Credit(FigureAt::Lead)
        | TextAt::UsageTerms(FigureAt::Lead) => Row::Lead,
        other => other.block().map_or(Row::Byline, Row::Block),
    }
}

fn row_salt(row: Row) -> String {
    format!("{row:?}")
}

fn gap_below(row: Row) -> f32 {
    match row {
        Row::Kicker => 2.0,
        Row::Headline => 8.0,
        Row::Standfirst | Row::Lead | Row::Byline => 16.0,
        Row::Block(_) | Row::Tail => 12.0,
    }
}

/// A guess at the height of a row that was never laid out.
fn estimate(row: Row, desk: &Desk, width: f32) -> f32 {
    let Row::Block(id) = row else { return 48.0 };
    let Some(block) = desk.story().block(id) else { return 0.0 };
    let chars_per_line = (width / (theme::BODY_SIZE * 0.47)).max(8.0);
    match &block.kind {
        BlockKind::Figure(_) | BlockKind::Gallery(_) => width * 0.75 + 160.0,
        BlockKind::Divider => 24.0,
        kind => {
            let lines: f32 = kind
                .texts()
                .into_iter()
                .map(|text| (text.len() as f32 / chars_per_line).ceil().max(1.0))
                .sum();
            lines.max(1.0) * theme::BODY_SIZE * 1.5
        }
    }
}

/// The words that are selected, for links and counts.
pub(super) fn selected_text<'a>(desk: &'a Desk, writing: &Writing) -> Option<&'a str> {
    let text = desk.story().text(writing.at).map(TextRef::as_str)?;
    text.get(writing.range.clone()).filter(|text| !text.is_empty())
}
