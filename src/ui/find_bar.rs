//! The bar for find and replace, above the sheet.
//!
//! Must not know: how words are found.

use egui::{Context, Id, Key, Modifiers, Ui};

use super::theme;
use crate::desk::{Command, Desk};
use crate::edit::Selection;
use crate::edit::find::Wanted;

/// What has been typed into the bar.
#[derive(Clone, Debug, Default)]
pub(super) struct FindBar {
    wanted: Wanted,
    with: String,
    keep_case: bool,
    replaces: bool,
    fresh: bool,
}

/// What became of the bar in a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stays {
    Open,
    Closed,
}

fn words_id() -> Id {
    Id::unique("find words")
}

impl FindBar {
    /// Opens the bar, with what is selected where that is a few words on one line.
    pub(super) fn open(&mut self, selected: Option<String>, replaces: bool) {
        if let Some(selected) = selected {
            self.wanted.words = selected;
            self.wanted.regex = false;
        }
        self.replaces |= replaces;
        self.fresh = true;
    }

    /// Shows the bar.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        desk: &Desk,
        from: Option<Selection>,
        commands: &mut Vec<Command>,
    ) -> Stays {
        let before = self.wanted.clone();
        let mut stays = Stays::Open;
        let mut escaped = false;
        let field_width = (ui.available_width() - 440.0).clamp(140.0, 340.0);
        ui.horizontal_wrapped(|ui| {
            let edit = egui::TextEdit::singleline(&mut self.wanted.words)
                .id(words_id())
                .hint_text("Find in the whole story")
                .return_key(None)
                .desired_width(field_width);
            let field = ui.add(edit);
            ui.ctx().accesskit_node_builder(field.id, |node| node.set_label("Find"));
            if self.fresh {
                field.request_focus();
                select_all(ui.ctx(), &self.wanted.words);
            }
            if field.has_focus() {
                commands.extend(enter(ui.ctx(), from));
            }
            escaped |= left_by_escape(&field);
            toggle(ui, &mut self.wanted.case, "Aa", "Capitals matter");
            toggle(ui, &mut self.wanted.whole_words, "Word", "Whole words only");
            toggle(ui, &mut self.wanted.regex, ".*", "Regular expression");
            for (sign, name, on) in [("↑", "Previous match", false), ("↓", "Next match", true)]
            {
                if sign_button(ui, sign, name).clicked() {
                    commands.push(Command::GoToMatch { from, on });
                }
            }
            count(ui, desk);
            if !self.replaces && ui.button("Replace…").clicked() {
                self.replaces = true;
            }
            if sign_button(ui, "✕", "Close the search").clicked() {
                stays = Stays::Closed;
            }
        });
        if self.replaces {
            ui.horizontal_wrapped(|ui| escaped |= self.replace(ui, field_width, commands));
        }
        if self.fresh || before != self.wanted {
            commands.push(Command::Search(Some(self.wanted.clone())));
        }
        self.fresh = false;
        if escaped { Stays::Closed } else { stays }
    }

    /// The second row; returns whether it was left by Escape.
    fn replace(&mut self, ui: &mut Ui, width: f32, commands: &mut Vec<Command>) -> bool {
        let edit = egui::TextEdit::singleline(&mut self.with)
            .id(with_id())
            .hint_text("Replace with")
            .return_key(None)
            .desired_width(width);
        let field = ui.add(edit);
        ui.ctx().accesskit_node_builder(field.id, |node| node.set_label("Replace with"));
        let entered = field.has_focus()
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        toggle(ui, &mut self.keep_case, "Keep capitals", "Follow the capitals of what is replaced");
        let one = ui.button("Replace").clicked() || entered;
        let all = ui.button("Replace all").clicked();
        if one || all {
            let with = self.with.clone();
            commands.push(Command::Replace { with, keep_case: self.keep_case, all });
        }
        left_by_escape(&field)
    }
}

fn with_id() -> Id {
    Id::unique("replace with")
}

/// Escape takes the keyboard from a field before the frame is drawn.
fn left_by_escape(field: &egui::Response) -> bool {
    field.lost_focus() && field.ctx.input(|input| input.key_pressed(Key::Escape))
}

/// Enter goes to the next match, with Shift to the one before.
fn enter(ctx: &Context, from: Option<Selection>) -> Option<Command> {
    let pressed = |modifiers| ctx.input_mut(|input| input.consume_key(modifiers, Key::Enter));
    if pressed(Modifiers::SHIFT) {
        return Some(Command::GoToMatch { from, on: false });
    }
    pressed(Modifiers::NONE).then_some(Command::GoToMatch { from, on: true })
}

fn select_all(ctx: &Context, words: &str) {
    use egui::text::CCursor;
    use egui::text_selection::CCursorRange;
    let mut state = egui::TextEdit::load_state(ctx, words_id()).unwrap_or_default();
    let end = CCursor::new(words.chars().count());
    state.cursor.set_char_range(Some(CCursorRange::two(CCursor::new(0), end)));
    egui::TextEdit::store_state(ctx, words_id(), state);
}

/// A button with a sign, and a name for those who do not see it.
fn sign_button(ui: &mut Ui, sign: &str, name: &str) -> egui::Response {
    let response = ui.button(sign).on_hover_text(name);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
    response
}

fn toggle(ui: &mut Ui, on: &mut bool, label: &str, hint: &str) {
    let response = ui.toggle_value(on, label).on_hover_text(hint);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(hint));
}

fn count(ui: &mut Ui, desk: &Desk) {
    let Some(search) = desk.search() else { return };
    if let Some(problem) = search.problem() {
        let colour = theme::palette(ui).problem();
        ui.label(egui::RichText::new(problem).size(theme::SMALL_SIZE).color(colour));
        return;
    }
    let words = match (search.is_found(), search.count(), search.current()) {
        _ if search.wanted().words.is_empty() => return,
        (false, ..) => "Searching…".to_owned(),
        (true, 0, _) => "Not in this story".to_owned(),
        (true, count, Some(current)) => format!("{current} of {count}"),
        (true, 1, None) => "1 place".to_owned(),
        (true, count, None) => format!("{count} places"),
    };
    ui.label(theme::quiet(ui, words));
}
