//! The small window in which a link's address is typed.

use egui::{Context, Key};

use crate::desk::{Command, Desk, Wish};
use crate::edit::{Selection, write};
use crate::story::MarkKind;

/// A link that is being typed.
#[derive(Clone, Debug)]
pub(super) struct LinkPrompt {
    selection: Selection,
    url: String,
    title: String,
    fresh: bool,
}

impl LinkPrompt {
    /// For the link at the caret, or a new one over the selection; `None` when there is neither.
    pub(super) fn open(desk: &Desk, selection: Selection) -> Option<Self> {
        let story = desk.story();
        if let Some((_, url, title)) = write::link_at(story, selection.head) {
            let (url, title) = (url.to_owned(), title.to_owned());
            return Some(Self { selection, url, title, fresh: true });
        }
        let (url, title) = (String::new(), String::new());
        let some = selection.anchor != selection.head;
        some.then_some(Self { selection, url, title, fresh: true })
    }

    /// Shows the window and returns whether it stays open.
    pub(super) fn ui(&mut self, ctx: &Context, commands: &mut Vec<Command>) -> bool {
        let mut keep = true;
        let window = egui::Window::new("Link").collapsible(false).resizable(false);
        let pointer = ctx.input(|input| input.pointer.latest_pos()).unwrap_or_default();
        window.default_pos(pointer + egui::vec2(0.0, 24.0)).show(ctx, |ui| {
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
            let label = ui.label("Title, shown to readers on hover");
            let edit = egui::TextEdit::singleline(&mut self.title).desired_width(360.0);
            ui.add(edit).labelled_by(label.id);
            ui.horizontal(|ui| {
                if ui.button("Set link").clicked() || entered {
                    commands.push(self.set());
                    keep = false;
                }
                if ui.button("Take link off").clicked() {
                    self.url.clear();
                    commands.push(self.set());
                    keep = false;
                }
                let url = self.url.trim();
                let leads_out = ["http://", "https://", "mailto:"];
                if leads_out.iter().any(|scheme| url.starts_with(scheme))
                    && ui.button("Open in the browser").clicked()
                {
                    ctx.open_url(egui::OpenUrl::new_tab(url));
                }
                let escaped = ui.input(|input| input.key_pressed(Key::Escape));
                if ui.button("Cancel").clicked() || escaped {
                    keep = false;
                }
            });
        });
        keep
    }

    fn set(&self) -> Command {
        let (url, title) = (self.url.trim().to_owned(), self.title.trim().to_owned());
        let link = (!url.is_empty()).then_some(MarkKind::Link { url, title });
        Command::Write { selection: self.selection, wish: Wish::Link(link) }
    }
}
