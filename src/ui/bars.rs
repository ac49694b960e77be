//! The menu bar, the bars for questions and messages, and the status bar.

use std::time::Duration;

use chrono::{DateTime, Utc};
use egui::Ui;

use super::action::{Action, Entry, Menu, Panel, keys_text};
use super::theme;
use crate::check::Level;
use crate::desk::{Command, Desk, Question, Tone};
use crate::story::Status;

/// Reading speed in words a minute, for the reading time.
const WORDS_A_MINUTE: usize = 230;

/// The menu bar with the switches of views and panels at its end; `on` are those that are on.
pub(super) fn menus(ui: &mut Ui, entries: &[Entry], on: &[Action], actions: &mut Vec<Action>) {
    egui::MenuBar::new().ui(ui, |ui| {
        for menu in Menu::ALL {
            ui.menu_button(menu.name(), |ui| {
                ui.set_min_width(230.0);
                let mut shown: Vec<&Action> = Vec::new();
                for entry in entries.iter().filter(|entry| entry.menu == menu) {
                    if shown.contains(&&entry.action) {
                        continue;
                    }
                    shown.push(&entry.action);
                    let keys = theme::quiet(ui, keys_text(ui.ctx(), entry.keys));
                    let button = egui::Button::new(entry.label).right_text(keys);
                    if ui.add(button).clicked() {
                        actions.push(entry.action.clone());
                        ui.close();
                    }
                }
            });
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            // A menu bar sets its buttons close; these are switches and need room around words.
            ui.spacing_mut().button_padding = egui::vec2(theme::GAP_M, theme::GAP_S);
            let mut switch = |ui: &mut Ui, name: &str, action: Action| {
                if ui.selectable_label(on.contains(&action), name).clicked() {
                    actions.push(action);
                }
            };
            switch(ui, "Preview", Action::TogglePreview);
            switch(ui, "Captions", Action::CaptionDesk);
            ui.separator();
            for (name, panel) in [
                ("History", Panel::History),
                ("Outline", Panel::Outline),
                ("Receipt", Panel::Receipt),
                ("Details", Panel::Details),
                ("Desk check", Panel::Check),
            ] {
                switch(ui, name, Action::Panel(panel));
            }
        });
    });
}

/// The question that is open, if any, and the reason typed for going on.
#[derive(Clone, Debug, Default)]
pub(super) struct Questions {
    reason: String,
}

/// How a question is worded that wants a reason for going on.
struct Against<'a> {
    title: &'a str,
    reason: &'a str,
    go_on: &'a str,
    stay: &'a str,
}

impl Questions {
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        desk: &Desk,
        commands: &mut Vec<Command>,
        actions: &mut Vec<Action>,
    ) {
        let Some(question) = desk.question() else {
            self.reason.clear();
            return;
        };
        let palette = theme::palette(ui);
        egui::Frame::new().fill(palette.selection).inner_margin(10).show(ui, |ui| {
            ui.set_width(ui.available_width());
            match question {
                Question::Unsaved(_) => {
                    ui.label(theme::bold(
                        "The story could not be saved. Leaving it now loses what is not on disk.",
                    ));
                    ui.horizontal(|ui| {
                        if ui.button("Try again").clicked() {
                            commands.push(Command::SaveFirst);
                        }
                        if ui.button("Save elsewhere…").clicked() {
                            commands.push(Command::NeverMind);
                            actions.push(Action::SaveAs);
                        }
                        if ui.button("Leave without saving").clicked() {
                            commands.push(Command::GoOn(String::new()));
                        }
                        if ui.button("Stay here").clicked() {
                            commands.push(Command::NeverMind);
                        }
                    });
                }
                Question::Export { reasons, .. } => {
                    let words = Against {
                        title: "This story should not leave the desk yet.",
                        reason: "Reason to export it all the same",
                        go_on: "Export anyway",
                        stay: "Do not export",
                    };
                    self.against(ui, &words, reasons, commands);
                }
                Question::Status { status, reasons } => {
                    let title = format!("This story is not {} yet.", status.name().to_lowercase());
                    let words = Against {
                        title: &title,
                        reason: "Reason to call it so all the same",
                        go_on: "Set it anyway",
                        stay: "Go on working on it",
                    };
                    self.against(ui, &words, reasons, commands);
                }
                Question::ChangedOnDisk => {
                    ui.label(theme::bold(
                        "Somebody else has changed this story on disk. Theirs stays as it is.",
                    ));
                    ui.horizontal(|ui| {
                        if ui.button("Save mine beside it").clicked() {
                            commands.push(Command::GoOn(String::new()));
                        }
                        if ui.button("Not now").clicked() {
                            commands.push(Command::NeverMind);
                        }
                    });
                }
                Question::Held(holder) => {
                    let since = holder.since.with_timezone(&chrono::Local).format("%H:%M");
                    ui.label(theme::bold(format!(
                        "{} has this story open since {since}. You can read it.",
                        holder.name()
                    )));
                    ui.horizontal(|ui| {
                        if ui.button("Take it over").clicked() {
                            commands.push(Command::GoOn(String::new()));
                        }
                        if ui.button("Read only").clicked() {
                            commands.push(Command::NeverMind);
                        }
                    });
                }
                Question::Damaged { problem, copy } => {
                    ui.label(problem);
                    ui.label(theme::bold(format!("A good copy is there: {}", copy.display())));
                    ui.horizontal(|ui| {
                        if ui.button("Open the copy").clicked() {
                            commands.push(Command::GoOn(String::new()));
                        }
                        if ui.button("Not now").clicked() {
                            commands.push(Command::NeverMind);
                        }
                    });
                }
            }
        });
    }

    /// Reasons against something, and a line for the reason to do it all the same.
    fn against(
        &mut self,
        ui: &mut Ui,
        words: &Against<'_>,
        reasons: &[String],
        commands: &mut Vec<Command>,
    ) {
        ui.label(theme::bold(words.title));
        for reason in reasons {
            ui.label(format!("• {reason}"));
        }
        ui.horizontal(|ui| {
            let label = ui.label(words.reason);
            let edit = egui::TextEdit::singleline(&mut self.reason).desired_width(260.0);
            ui.add(edit).labelled_by(label.id);
            let given = !self.reason.trim().is_empty();
            if ui.add_enabled(given, egui::Button::new(words.go_on)).clicked() {
                commands.push(Command::GoOn(self.reason.trim().to_owned()));
            }
            if ui.button(words.stay).clicked() {
                commands.push(Command::NeverMind);
            }
        });
    }
}

/// The latest message.
pub(super) fn message(ui: &mut Ui, desk: &Desk, commands: &mut Vec<Command>) {
    let Some(message) = desk.message() else { return };
    if message.tone == Tone::Done {
        return;
    }
    let palette = theme::palette(ui);
    egui::Frame::new().fill(palette.raised).inner_margin(10).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_wrapped(|ui| {
            theme::level_sign(ui, Level::Error);
            ui.label(&message.text);
            if ui.button("Dismiss").clicked() {
                commands.push(Command::DismissMessage);
            }
        });
    });
}

/// Words, reading time, target, status, saved state, findings.
pub(super) fn status(
    ui: &mut Ui,
    desk: &Desk,
    words: usize,
    selected: Option<usize>,
    now: DateTime<Utc>,
    commands: &mut Vec<Command>,
    actions: &mut Vec<Action>,
) {
    let story = desk.story();
    ui.horizontal(|ui| {
        let count = match (selected, story.target_words) {
            (Some(selected), _) => format!("{selected} of {words} words"),
            (None, Some(target)) => format!("{words} of {target} words"),
            (None, None) => format!("{words} words"),
        };
        ui.label(theme::quiet(ui, count));
        let minutes = words.div_ceil(WORDS_A_MINUTE).max(1);
        ui.label(theme::quiet(ui, format!("{minutes} min")));
        status_menu(ui, story.status, commands);
        ui.label(theme::quiet(ui, saved_state(ui, desk, now)));
        busy(ui, desk, commands);
        if let Some(message) = desk.message().filter(|message| message.tone == Tone::Done) {
            ui.label(theme::quiet(ui, message.text.clone()));
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let palette = theme::palette(ui);
            let findings = desk.findings();
            for level in [Level::Advice, Level::Warning, Level::Error] {
                let count = findings.of_level(level);
                if count == 0 {
                    continue;
                }
                let text = egui::RichText::new(count.to_string())
                    .size(theme::SMALL_SIZE)
                    .color(palette.level(level));
                let hover = format!("{count} findings of this level: open the desk check");
                if ui.add(egui::Button::new(text).frame(false)).on_hover_text(hover).clicked() {
                    actions.push(Action::Panel(Panel::Check));
                }
                theme::level_sign(ui, level);
            }
            if findings.is_empty() && desk.is_checked() {
                ui.label(theme::quiet(ui, "Nothing to correct"));
            }
        });
    });
}

/// What is going on, and the way to stop what may take long.
fn busy(ui: &mut Ui, desk: &Desk, commands: &mut Vec<Command>) {
    if let Some(progress) = desk.exporting() {
        ui.add(egui::Spinner::new().size(12.0));
        ui.label(theme::quiet(ui, progress.words()));
        let text = egui::RichText::new("Cancel").size(theme::SMALL_SIZE);
        let button = ui.add_enabled(!progress.is_stopped(), egui::Button::new(text));
        ui.ctx().accesskit_node_builder(button.id, |node| node.set_label("Cancel the export"));
        if button.clicked() {
            commands.push(Command::CancelExport);
        }
    } else if let Some(name) = desk.busy().last() {
        ui.add(egui::Spinner::new().size(12.0));
        ui.label(theme::quiet(ui, *name));
    }
}

fn status_menu(ui: &mut Ui, status: Status, commands: &mut Vec<Command>) {
    let title = egui::RichText::new(status.name()).size(theme::SMALL_SIZE);
    let button = ui.menu_button(title, |ui| {
        for other in Status::ALL {
            if ui.selectable_label(other == status, other.name()).clicked() && other != status {
                commands.push(Command::SetStatus(other));
                ui.close();
            }
        }
    });
    let name = format!("Status: {}", status.name());
    ui.ctx().accesskit_node_builder(button.response.id, |node| node.set_label(name));
}

/// What is on disk, in words that are true until the frame that is asked for next.
fn saved_state(ui: &Ui, desk: &Desk, now: DateTime<Utc>) -> String {
    let age = desk.saved_at().map(|at| (now - at).num_seconds().max(0));
    let again = |seconds: i64| {
        ui.ctx().request_repaint_after(Duration::from_secs(seconds.max(1).unsigned_abs()));
    };
    if desk.read_only().is_some() {
        return "Read only".to_owned();
    }
    if desk.is_save_failing() {
        return "NOT SAVED; trying again".to_owned();
    }
    match (age, desk.is_dirty()) {
        // While somebody types, the last save is never older than this.
        (Some(age @ 0..3), _) | (Some(age @ 3..10), false) => {
            again(1);
            format!("Saved {age} s ago")
        }
        (_, true) => "Not saved".to_owned(),
        (Some(age @ 10..60), false) => {
            again(60 - age);
            "Saved less than a minute ago".to_owned()
        }
        (Some(_), false) => {
            let at = desk.saved_at().unwrap_or(now).with_timezone(&chrono::Local);
            format!("Saved at {}", at.format("%H:%M"))
        }
        (None, false) if desk.folder().is_some() => "Saved".to_owned(),
        (None, false) => "New".to_owned(),
    }
}
