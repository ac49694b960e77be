//! The surface for screen readers: texts as nodes with their letters, caret and selection.

use egui::accesskit::{Node, Role, TextDirection, TextPosition, TextSelection};
use egui::emath::TSTransform;
use egui::text_selection::accesskit_text;
use egui::{Context, Rect, Ui};
use unicode_segmentation::UnicodeSegmentation as _;

use super::set::{Laid, Row};
use super::{Drawn, Surface, body_id, node_of, widget_of};
use crate::edit::Caret;
use crate::story::{BlockKind, HeadingLevel, TextAt};

/// What a block is for a screen reader.
pub(in crate::ui) fn role(kind: &BlockKind) -> Role {
    match kind {
        BlockKind::Heading(..) => Role::Heading,
        BlockKind::Quote(_) | BlockKind::PullQuote(_) => Role::Blockquote,
        BlockKind::List(_) => Role::ListItem,
        BlockKind::DeskNote(_) => Role::Note,
        BlockKind::Figure(_) | BlockKind::Gallery(_) => Role::Figure,
        _ => Role::Paragraph,
    }
}

/// Tells about a text of the body, inside the node of the body.
pub(super) fn text(ui: &Ui, drawn: &Drawn, name: &str, words: &str, kind: &BlockKind) {
    let id = node_of(drawn.at);
    ui.interact(drawn.rect, id, egui::Sense::hover());
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_role(role(kind));
        node.set_label(name);
        node.set_value(words);
        if let BlockKind::Heading(level, _) = kind {
            node.set_level(usize::from(match level {
                HeadingLevel::Two => 2u8,
                HeadingLevel::Three => 3,
                HeadingLevel::Four => 4,
            }));
        }
        node.add_action(egui::accesskit::Action::Focus);
        node.add_action(egui::accesskit::Action::Click);
    });
    runs(ui.ctx(), drawn);
}

/// The rows of a text as runs of letters, in the order in which they are read. Without a screen
/// reader there is nothing to tell.
///
/// The toolkit makes the nodes, of glyphs; the words of the story take their place.
pub(super) fn runs(ctx: &Context, drawn: &Drawn) {
    let Some(laid) = &drawn.laid else { return };
    let id = node_of(drawn.at);
    let place = TSTransform::from_translation(drawn.origin.to_vec2() + laid.place());
    accesskit_text::update_accesskit_for_text_widget(ctx, id, None, place, &laid.galley);
    if ctx.accesskit_node_builder(id, |_node| ()).is_none() {
        return;
    }
    for (number, row) in laid.rows().into_iter().enumerate() {
        let rect = row.rect.translate(drawn.origin.to_vec2());
        ctx.accesskit_node_builder(run_of(drawn.at, number), |node| {
            tell_row(node, laid, row, rect);
        });
        // A row of more glyphs than the toolkit has room for in one node is told in the first.
        let glyphs = laid.galley.rows.get(number).map_or(0, |row| row.glyphs.len() + 1);
        for more in 1..glyphs.div_ceil(MOST_GLYPHS) {
            ctx.accesskit_node_builder(node_of(drawn.at).with(number).with(more), |node| {
                node.set_value("");
                node.set_character_lengths([]);
                node.set_character_positions([]);
                node.set_character_widths([]);
                node.set_word_starts([]);
            });
        }
    }
}

/// Glyphs in one node of the toolkit at most.
const MOST_GLYPHS: usize = 255;

/// The node that the toolkit makes for a row, or for the first part of it.
fn run_of(at: TextAt, row: usize) -> egui::Id {
    node_of(at).with(row).with(0usize)
}

fn tell_row(node: &mut Node, laid: &Laid, row: Row<'_>, rect: Rect) {
    node.set_role(Role::TextRun);
    node.set_text_direction(TextDirection::LeftToRight);
    node.set_bounds(egui::accesskit::Rect {
        x0: rect.min.x.into(),
        y0: rect.min.y.into(),
        x1: rect.max.x.into(),
        y1: rect.max.y.into(),
    });
    node.set_value(row.words);
    let (mut lengths, mut positions, mut widths) = (Vec::new(), Vec::new(), Vec::new());
    let mut at = row.start;
    for letter in row.words.graphemes(true) {
        let (left, right) = (laid.x_of_shown(at, false), laid.x_of_shown(at + letter.len(), true));
        lengths.push(u8::try_from(letter.len()).unwrap_or(u8::MAX));
        positions.push(left.min(right) - row.rect.left());
        widths.push((right - left).abs());
        at += letter.len();
    }
    // The number of a letter at which a word begins has room for 255.
    let mut starts: Vec<u8> = Vec::new();
    let mut letters = 0;
    for word in row.words.split_word_bounds() {
        if word.chars().any(char::is_alphanumeric) {
            starts.extend(u8::try_from(letters).ok());
        }
        letters += word.graphemes(true).count();
    }
    node.set_character_lengths(lengths);
    node.set_character_positions(positions);
    node.set_character_widths(widths);
    node.set_word_starts(starts);
}

impl Surface {
    /// Tells where the caret and the selection are. Ends that are not on the screen are told as
    /// the nearest place that is.
    pub(in crate::ui) fn tell_selection(&self, ctx: &Context) {
        let Some(selection) = self.selection else { return };
        let ends = (self.position(selection.anchor), self.position(selection.head));
        let (anchor, focus) = match ends {
            (Some(anchor), Some(focus)) => (anchor, focus),
            (None, Some(focus)) => (focus, focus),
            _ => return,
        };
        ctx.accesskit_node_builder(widget_of(selection.head.at), |node| {
            node.set_text_selection(TextSelection { anchor, focus });
        });
    }

    fn position(&self, caret: Caret) -> Option<TextPosition> {
        let drawn = self.texts.iter().find(|drawn| drawn.at == caret.at)?;
        let (row, character_index) = drawn.laid.as_ref()?.row_and_letter(caret.byte, self.upstream);
        Some(TextPosition { node: run_of(caret.at, row).accesskit_id(), character_index })
    }

    /// The caret at a place that a screen reader names.
    pub(super) fn place_of(&self, position: &TextPosition) -> Option<Caret> {
        self.seen.iter().find_map(|drawn| {
            let laid = drawn.laid.as_ref()?;
            let mut rows = 0..laid.galley.rows.len();
            let row = rows.find(|row| run_of(drawn.at, *row).accesskit_id() == position.node)?;
            let byte = laid.byte_of_letter(row, position.character_index);
            Some(Caret { at: drawn.at, byte })
        })
    }

    /// The body as a widget that can be written in.
    pub(in crate::ui) fn tell_body(ctx: &Context) {
        ctx.accesskit_node_builder(body_id(), |node| {
            node.set_role(Role::MultilineTextInput);
            node.set_label("Body");
        });
    }
}
