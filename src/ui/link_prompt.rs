//! The small window in which a link's address is typed.

use std::ops::Range;

use egui::{Context, Key};

use super::field::Writing;
use crate::desk::{Command, Desk};
use crate::edit::{Change, Edit};
use crate::story::{MarkKind, TextAt, TextRef};

/// A link that is being typed.
#[derive(Clone, Debug)]
pub(super) struct LinkPrompt {
    at: TextAt,
    range: Range<usize>,
    url: String,
    fresh: bool,
}

impl LinkPrompt {
    /// For the link at the caret, or a new one over the selection; `None` when there is neither.
    pub(super) fn open(desk: &Desk, writing: &Writing) -> Option<Self> {
        let TextRef::Rich(text) = desk.story().text(writing.at)? else { return None };
        let at_caret = text.marks().iter().find_map(|mark| match &mark.kind {
            MarkKind::Link { url, .. }
                if mark.range.start <= writing.head && writing.head <= mark.range.end =>
            {
                Some((mark.range.clone(), url.clone()))
            }
            _ => None,
        });
        let (range, url) = at_caret.unwrap_or_else(|| (writing.range.clone(), String::new()));
        (!range.is_empty()).then_some(Self { at: writing.at, range, url, fresh: true })
    }

    /// Shows the window and returns whether it stays open.
    pub(super) fn ui(&mut self, ctx: &Context, desk: &Desk, commands: &mut Vec<Command>) -> bool {
        let mut keep = true;
        egui::Window::new("Link").collapsible(false).resizable(false).show(ctx, |ui| {
            let label = ui.label("Address");
            let edit = egui::TextEdit::singleline(&mut self.url)
                .hint_text("https://…")
                .desired_width(360.0);
            let field = ui.add(edit).labelled_by(label.id);
            if self.fresh {
                field.request_focus();
                self.fresh = false;
            }
            let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            ui.horizontal(|ui| {
                if ui.button("Set link").clicked() || entered {
                    commands.extend(self.set(desk).map(Command::Change));
                    keep = false;
                }
                if ui.button("Take link off").clicked() {
                    self.url.clear();
                    commands.extend(self.set(desk).map(Command::Change));
                    keep = false;
                }
                let escaped = ui.input(|input| input.key_pressed(Key::Escape));
                if ui.button("Cancel").clicked() || escaped {
                    keep = false;
                }
            });
        });
        keep
    }

    fn set(&self, desk: &Desk) -> Option<Change> {
        let TextRef::Rich(text) = desk.story().text(self.at)? else { return None };
        let mut with = text.slice(self.range.clone());
        let all = 0..with.len();
        let url = self.url.trim().to_owned();
        let kind = MarkKind::Link { url: url.clone(), title: String::new() };
        if url.is_empty() {
            with.unmark(all, &kind);
        } else {
            with.mark(all, kind);
        }
        Some(Edit::Splice { at: self.at, range: self.range.clone(), with }.into())
    }
}
