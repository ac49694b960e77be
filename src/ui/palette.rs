//! The command palette: every action by a few letters of its name.

use egui::{Key, Modifiers, Ui};

use super::action::{Action, Entry, keys_text};
use super::theme;

/// The open palette.
#[derive(Clone, Debug)]
pub(super) struct Palette {
    query: String,
    chosen: usize,
    fresh: bool,
}

impl Default for Palette {
    fn default() -> Self {
        Self { query: String::new(), chosen: 0, fresh: true }
    }
}

/// What the editor did with the palette.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Picked {
    Nothing,
    Run(Action),
    Close,
}

impl Palette {
    pub(super) fn ui(&mut self, ui: &mut Ui, entries: &[Entry]) -> Picked {
        let mut picked = Picked::Nothing;
        let down = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::ArrowDown));
        let up = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::ArrowUp));
        let enter = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let escape = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        let found: Vec<_> =
            entries.iter().filter(|entry| matches(entry.label, &self.query)).collect();
        let area = egui::Area::new(egui::Id::unique("palette"))
            .order(egui::Order::Foreground)
            .anchor(egui::Align2::CENTER_TOP, egui::vec2(0.0, 80.0));
        area.show(ui.ctx(), |ui| {
            egui::Frame::popup(ui.style()).inner_margin(10).show(ui, |ui| {
                ui.set_width(460.0);
                let edit = egui::TextEdit::singleline(&mut self.query)
                    .hint_text("Find a command")
                    .desired_width(f32::INFINITY);
                let response = ui.add(edit);
                ui.ctx().accesskit_node_builder(response.id, |node| {
                    node.set_label("Find a command");
                });
                if self.fresh {
                    response.request_focus();
                    self.fresh = false;
                }
                if response.changed() {
                    self.chosen = 0;
                }
                let last = found.len().saturating_sub(1);
                self.chosen = (self.chosen + usize::from(down)).min(last);
                self.chosen = self.chosen.saturating_sub(usize::from(up));
                egui::ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
                    for (index, entry) in found.iter().enumerate() {
                        let row = egui::Button::selectable(index == self.chosen, entry.label)
                            .right_text(theme::quiet(ui, keys_text(ui.ctx(), entry.keys)))
                            .min_size(egui::vec2(ui.available_width(), 26.0));
                        let row = ui.add(row);
                        if index == self.chosen && (down || up) {
                            row.scroll_to_me(None);
                        }
                        if row.clicked() {
                            picked = Picked::Run(entry.action.clone());
                        }
                    }
                    if found.is_empty() {
                        ui.label(theme::quiet(ui, "No command has these letters."));
                    }
                });
            });
        });
        if enter && let Some(entry) = found.get(self.chosen) {
            picked = Picked::Run(entry.action.clone());
        }
        if escape {
            picked = Picked::Close;
        }
        picked
    }
}

/// Whether every word of the query occurs in the label.
fn matches(label: &str, query: &str) -> bool {
    let label = label.to_lowercase();
    query.to_lowercase().split_whitespace().all(|word| label.contains(word))
}
