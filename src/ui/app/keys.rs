//! Keys and the clipboard on their way to the text that has the keyboard, and the bars and menus
//! that keys open over it.

use egui::Context;

use super::{App, Runner};
use crate::desk::{Command, Pasted, PictureTo, work};
use crate::edit::Selection;
use crate::ui::action;
use crate::ui::find_bar::Stays;
use crate::ui::link_prompt::LinkPrompt;
use crate::ui::{body, clipboard, theme};

impl App {
    /// Keys, input method and clipboard go to the text that has the keyboard, one by one: what
    /// is typed is in the story before the next key is looked at, and on the screen in this frame.
    pub(super) fn keys(&mut self, ctx: &Context) {
        if let Some(captions) = &mut self.captions {
            captions.portion(ctx);
        }
        self.sheet.surface.apart = self.captions.is_some();
        self.sheet.surface.begin(ctx, &self.desk);
        for event in ctx.input(|input| input.events.clone()) {
            if self.shortcut(ctx, &event) {
                self.sheet.surface.begin_again(&self.desk);
                continue;
            }
            if self.caption_key(ctx, &event) {
                continue;
            }
            let surface = &mut self.sheet.surface;
            let command = match &event {
                egui::Event::Paste(_) | egui::Event::PasteImage(_)
                    if ctx.memory(|memory| memory.focused()).is_none() =>
                {
                    paste_without_keyboard(&event, surface.selection())
                }
                _ => surface.event(ctx, &self.desk, &event),
            };
            let command = command.and_then(|command| self.complete_paste(ctx, command));
            if let Some(command) = command {
                self.command(command);
                self.sheet.surface.begin_again(&self.desk);
            }
        }
        if self.sheet.surface.take_wants_link() {
            self.open_link();
        }
    }

    /// Does what a shortcut asks for, before the next key is looked at; the key goes no further.
    fn shortcut(&mut self, ctx: &Context, event: &egui::Event) -> bool {
        let egui::Event::Key { key, physical_key, pressed: true, modifiers, .. } = event else {
            return false;
        };
        let entry = action::of_key(&self.entries, *key, *physical_key, *modifiers);
        let Some(entry) = entry else { return false };
        let (action, keys) = (entry.action.clone(), entry.keys);
        if let Some(keys) = keys {
            ctx.input_mut(|input| input.consume_shortcut(&keys));
        }
        let mut commands = Vec::new();
        self.act(ctx, action, &mut commands);
        for command in commands {
            self.command(command);
        }
        true
    }

    pub(super) fn open_link(&mut self) {
        let selection = self.sheet.surface.selection();
        self.link = selection.and_then(|selection| LinkPrompt::open(&self.desk, selection));
    }

    /// What was copied goes to the system's clipboard, with its structure.
    pub(super) fn copied(&mut self, ctx: &Context) {
        let Some(ready) = self.desk.take_for_clipboard() else { return };
        match &self.clipboard {
            Some(clipboard) => clipboard.put(ready),
            None => ctx.copy_text(ready.text),
        }
    }

    /// Find and replace, above the sheet.
    pub(super) fn find_bar(&mut self, ui: &mut egui::Ui, commands: &mut Vec<Command>) {
        if !self.finding {
            return;
        }
        let margin = egui::Margin::symmetric(14, 6);
        let frame = egui::Frame::new().fill(theme::palette(ui).raised).inner_margin(margin);
        let from = self.sheet.surface.selection();
        let stays = egui::Panel::top("find")
            .frame(frame)
            .show(ui, |ui| self.find.ui(ui, &self.desk, from, commands));
        if stays.inner == Stays::Closed {
            self.finding = false;
            commands.push(Command::Search(None));
            if let Some(selection) = from {
                self.sheet.go_to(selection);
            }
        }
    }

    /// What can be done about the findings at the caret, below the caret.
    pub(super) fn fixes(&mut self, ctx: &Context, commands: &mut Vec<Command>) {
        if !self.fixing {
            return;
        }
        let caret = self.sheet.surface.caret();
        let findings = caret.map(|caret| body::menu::findings_at(&self.desk, caret));
        let findings = findings.unwrap_or_default();
        let escaped =
            ctx.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape));
        if findings.is_empty() || escaped {
            self.fixing = false;
            self.sheet.surface.give_keyboard();
            return;
        }
        let before = commands.len();
        let place = self.sheet.surface.caret_rect().left_bottom() + egui::vec2(0.0, 4.0);
        egui::Area::new(egui::Id::unique("fixes"))
            .order(egui::Order::Foreground)
            .fixed_pos(place)
            .show(ctx, |ui| {
                egui::Frame::menu(ui.style()).show(ui, |ui| {
                    ui.set_max_width(340.0);
                    for finding in findings {
                        body::menu::finding_menu(ui, &self.desk, finding, commands);
                    }
                });
            });
        // Opened by a key, it is gone through by keys.
        if self.sheet.surface.has_keyboard(ctx) {
            body::menu::focus_first_choice(ctx);
        }
        if commands.len() > before || ctx.input(|input| input.pointer.any_click()) {
            self.fixing = false;
            self.sheet.surface.give_keyboard();
        }
    }

    /// Gives a paste its HTML, read on a thread, before it goes to the desk.
    pub(super) fn complete_paste(&mut self, ctx: &Context, command: Command) -> Option<Command> {
        let Command::Paste { at, pasted: Pasted::Text(text), .. } = command else {
            return Some(command);
        };
        // Ctrl+Shift+V asks the system for a paste that arrives in a later frame.
        if std::mem::take(&mut self.paste_plain) {
            return Some(Command::Paste { at, pasted: Pasted::Text(text), plain: true });
        }
        let read = self.read_html.clone();
        let complete = move || {
            let html = read().filter(|html| clipboard::belong_together(html, &text));
            let pasted = match html {
                Some(html) => Pasted::Html { html, text },
                None => Pasted::Text(text),
            };
            Command::Paste { at, pasted, plain: false }
        };
        if matches!(self.runner, Runner::Inline) {
            return Some(complete());
        }
        let (sender, ctx) = (self.paste_sender.clone(), ctx.clone());
        work::spawn("clipboard", move || {
            if sender.send(complete()).is_ok() {
                ctx.request_repaint();
            }
        });
        None
    }
}

/// A paste while nothing has the keyboard goes to where the caret was, or to the end of the story.
fn paste_without_keyboard(event: &egui::Event, at: Option<Selection>) -> Option<Command> {
    match event {
        egui::Event::Paste(text) => {
            let pasted = Pasted::Text(text.clone());
            Some(Command::Paste { at, pasted, plain: false })
        }
        egui::Event::PasteImage(image) => {
            let below = at.and_then(|selection| selection.head.at.block());
            Some(body::keys::pasted_picture(image, PictureTo::Below(below)))
        }
        _ => None,
    }
}
