//! One finding: what is wrong, what puts it right, and on request why it is a rule.
//!
//! Must not know: which findings are shown.

use egui::Ui;

use super::CheckPanel;
use crate::check::{self, Finding, Level};
use crate::desk::{Command, Desk};
use crate::ui::theme;

/// Room for the button of what is wanted less often.
const MORE_WIDTH: f32 = 44.0;

impl CheckPanel {
    /// Shows a finding; says whether its words were clicked.
    pub(super) fn finding(
        &mut self,
        ui: &mut Ui,
        desk: &Desk,
        finding: &Finding,
        commands: &mut Vec<Command>,
    ) -> bool {
        let palette = theme::palette(ui);
        let is_current = self.current.as_ref() == Some(&finding.key);
        let stroke = if is_current { palette.accent } else { palette.rule };
        let mut clicked = false;
        let frame = egui::Frame::new()
            .fill(palette.sheet)
            .stroke(egui::Stroke::new(1.0, stroke))
            .inner_margin(10)
            .corner_radius(6);
        let shown = frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_top(|ui| {
                theme::level_sign(ui, finding.level).on_hover_text(level_name(finding.level));
                let words = egui::Button::new(&finding.message)
                    .frame(false)
                    .wrap_mode(egui::TextWrapMode::Wrap);
                let width = ui.available_width() - MORE_WIDTH;
                let words = ui
                    .allocate_ui(egui::vec2(width, 0.0), |ui| {
                        ui.set_width(width);
                        ui.add(words)
                    })
                    .inner;
                clicked = words.clicked();
                words.on_hover_ui(|ui| {
                    if let Some(rule) = check::card(finding.rule, desk.rules()) {
                        ui.label(rule.why);
                    }
                });
                self.more(ui, finding, commands);
            });
            ui.horizontal_wrapped(|ui| buttons(ui, desk, finding, commands));
            if self.explained.as_ref() == Some(&finding.key) {
                explain(ui, desk, finding.rule);
            }
        });
        if is_current && self.scroll {
            shown.response.scroll_to_me(None);
        }
        clicked
    }

    /// What is wanted less often.
    fn more(&mut self, ui: &mut Ui, finding: &Finding, commands: &mut Vec<Command>) {
        let more = ui.menu_button("…", |ui| {
            let is_explained = self.explained.as_ref() == Some(&finding.key);
            let why = if is_explained { "Hide what the rule says" } else { "Why is this a rule?" };
            if ui.button(why).clicked() {
                self.explained = (!is_explained).then(|| finding.key.clone());
            }
            if ui.button("Ignore the same words in this story").clicked() {
                commands.push(Command::IgnoreAlike { key: finding.key.clone(), house: false });
            }
            if ui.button("Ignore the same words in every story").clicked() {
                commands.push(Command::IgnoreAlike { key: finding.key.clone(), house: true });
            }
            if ui.button("Switch this rule off").clicked() {
                commands.push(Command::SwitchRule { rule: finding.rule, on: false });
            }
        });
        let name = format!("More about: {}", finding.message);
        ui.ctx().accesskit_node_builder(more.response.id, |node| node.set_label(name));
    }
}

fn buttons(ui: &mut Ui, desk: &Desk, finding: &Finding, commands: &mut Vec<Command>) {
    if let Some(fix) = &finding.fix
        && ui.button(&fix.label).clicked()
    {
        commands.push(Command::Fix(finding.key.clone()));
    }
    let alike = desk.findings().fixes_of(finding.rule);
    if finding.fix.is_some() && alike > 1 && ui.button(format!("Fix all {alike}")).clicked() {
        commands.push(Command::FixAll(finding.rule));
    }
    if ui.button("Ignore").on_hover_text("Leave this one as it is").clicked() {
        commands.push(Command::Ignore(finding.key.clone()));
    }
}

/// What a rule says of itself.
fn explain(ui: &mut Ui, desk: &Desk, id: &str) {
    let Some(rule) = check::card(id, desk.rules()) else { return };
    ui.add_space(theme::GAP_S);
    ui.label(rule.why);
    egui::Grid::new(("explained", id)).num_columns(2).show(ui, |ui| {
        let mut line = |name: &str, words: &str| {
            ui.label(theme::quiet(ui, name));
            ui.add(egui::Label::new(words).wrap());
            ui.end_row();
        };
        line("Wrong", &rule.wrong);
        line("Right", &rule.right);
        line("After", &rule.source);
        line("Rule", &rule.id);
    });
}

fn level_name(level: Level) -> &'static str {
    match level {
        Level::Error => "Must not go out like this",
        Level::Warning => "Probably wrong",
        Level::Advice => "Worth a thought",
    }
}
