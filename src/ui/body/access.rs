//! The surface for screen readers: texts as nodes with their letters, caret and selection.

use egui::accesskit::{Role, TextPosition, TextSelection};
use egui::emath::TSTransform;
use egui::text_selection::accesskit_text;
use egui::{Context, Ui};

use super::{Drawn, Surface, body_id, node_of, widget_of};
use crate::edit::Caret;
use crate::story::{BlockKind, HeadingLevel};

/// Letters in one run at most, as the toolkit cuts them.
const MOST_CHARS: usize = 255;

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

/// The rows of a text as runs of letters.
pub(super) fn runs(ctx: &Context, drawn: &Drawn) {
    if let Some(laid) = &drawn.laid {
        let place = TSTransform::from_translation(drawn.origin.to_vec2() + laid.place());
        accesskit_text::update_accesskit_for_text_widget(
            ctx,
            node_of(drawn.at),
            None,
            place,
            &laid.galley,
        );
    }
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
        let (row, column) = drawn.laid.as_ref()?.row_and_column(caret.byte, self.upstream);
        let chunk = match column {
            0 => 0,
            column if column % MOST_CHARS == 0 => column / MOST_CHARS - 1,
            column => column / MOST_CHARS,
        };
        let node = node_of(caret.at).with(row).with(chunk).accesskit_id();
        Some(TextPosition { node, character_index: column - chunk * MOST_CHARS })
    }

    /// The caret at a place that a screen reader names.
    pub(super) fn place_of(&self, position: &TextPosition) -> Option<Caret> {
        for drawn in &self.seen {
            let Some(laid) = &drawn.laid else { continue };
            for (row, placed) in laid.galley.rows.iter().enumerate() {
                let chunks = placed.glyphs.len() / MOST_CHARS + 1;
                for chunk in 0..chunks {
                    let node = node_of(drawn.at).with(row).with(chunk).accesskit_id();
                    if node == position.node {
                        let column = chunk * MOST_CHARS + position.character_index;
                        return Some(Caret { at: drawn.at, byte: laid.byte_of(row, column) });
                    }
                }
            }
        }
        None
    }

    /// The body as a widget that can be written in.
    pub(in crate::ui) fn tell_body(ctx: &Context) {
        ctx.accesskit_node_builder(body_id(), |node| {
            node.set_role(Role::MultilineTextInput);
            node.set_label("Body");
        });
    }
}
