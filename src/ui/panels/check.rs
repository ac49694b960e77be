//! The desk check: findings by place or by rule, each with what to do about it, and the list of
//! what must be in order before the story is ready.
//!
//! Must not know: rules; it shows what they say of themselves.

mod filter;
mod ready;
mod row;

use egui::Ui;

use super::super::action::Action;
use super::super::tall::Tall;
use super::super::theme;
use super::title;
use crate::check::Finding;
use crate::desk::{Command, Desk};
use crate::edit::Selection;
use crate::story::{Place, TextAt};
use filter::Filter;

/// What the panel remembers.
#[derive(Clone, Debug, Default)]
pub(in crate::ui) struct CheckPanel {
    /// The key of the finding that F8 is at.
    pub(in crate::ui) current: Option<String>,
    /// The key of the finding whose rule is explained.
    explained: Option<String>,
    show_ignored: bool,
    scroll: bool,
    filter: Filter,
    rows: Tall,
}

/// About the height of a finding, in points.
const ROW_HEIGHT: f32 = 92.0;

/// How often the bar of a long check moves.
const PROGRESS: std::time::Duration = std::time::Duration::from_millis(250);

/// Where a click on a finding leads.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui) enum Goal {
    Text(Selection),
    Place(Place),
}

impl CheckPanel {
    /// Goes to the next or previous finding of those that are shown.
    pub(in crate::ui) fn walk(&mut self, desk: &Desk, by: isize) -> Option<Goal> {
        let finding = self.filter.beside(desk, self.current.as_deref(), by > 0)?;
        self.current = Some(finding.key.clone());
        self.scroll = true;
        Some(goal(finding))
    }

    /// The finding that F8 is at.
    pub(in crate::ui) fn current<'a>(&self, desk: &'a Desk) -> Option<&'a Finding> {
        desk.findings().get(self.current.as_ref()?)
    }

    pub(in crate::ui) fn ui(
        &mut self,
        ui: &mut Ui,
        desk: &Desk,
        commands: &mut Vec<Command>,
        actions: &mut Vec<Action>,
    ) -> Option<Goal> {
        title(ui, "Desk check");
        ready::ui(ui, desk);
        progress(ui, desk);
        if !desk.is_spelling_checked() {
            spelling_note(ui, desk);
        }
        if desk.findings().is_empty() {
            ui.label(if desk.is_checked() { "Nothing to correct." } else { "Checking…" });
        } else {
            self.filter.ui(ui, desk);
            ui.horizontal(|ui| {
                if ui.button("Previous").clicked() {
                    actions.push(Action::PreviousFinding);
                }
                if ui.button("Next").clicked() {
                    actions.push(Action::NextFinding);
                }
                if self.filter.shown(desk).is_empty() {
                    ui.label(theme::quiet(ui, "All of them are hidden."));
                }
            });
        }
        self.list(ui, desk, commands)
    }

    fn list(&mut self, ui: &mut Ui, desk: &Desk, commands: &mut Vec<Command>) -> Option<Goal> {
        let mut rows = std::mem::take(&mut self.rows);
        let filter = std::mem::take(&mut self.filter);
        let shown = filter.listed();
        let wanted = self.current.as_ref().filter(|_| self.scroll).and_then(|key| {
            let at = |index: usize| desk.findings().at(index);
            shown.iter().position(|row| at(row.index).is_some_and(|it| it.key == **key))
        });
        let mut clicked = None;
        egui::ScrollArea::vertical().auto_shrink(false).id_salt("findings").show_viewport(
            ui,
            |ui, viewport| {
                // One row more than findings: those that are ignored.
                let count = shown.len() + 1;
                rows.show(ui, viewport, (count, ROW_HEIGHT), wanted, |ui, index| {
                    let Some(row) = shown.get(index) else {
                        self.ignored(ui, desk, commands);
                        return;
                    };
                    let Some(finding) = desk.findings().at(row.index) else { return };
                    if row.heads_group {
                        ui.add_space(theme::GAP_M);
                        ui.label(theme::quiet(ui, filter.heading(desk, finding)));
                    }
                    if self.finding(ui, desk, finding, commands) {
                        clicked = Some(finding);
                    }
                    ui.add_space(theme::GAP_S);
                });
            },
        );
        self.rows = rows;
        self.filter = filter;
        self.scroll = false;
        let finding = clicked?;
        self.current = Some(finding.key.clone());
        Some(goal(finding))
    }

    fn ignored(&mut self, ui: &mut Ui, desk: &Desk, commands: &mut Vec<Command>) {
        let ignored = desk.ignored();
        let off = &desk.rules().off;
        if !ignored.is_empty() {
            ui.add_space(theme::GAP_L);
            ui.checkbox(&mut self.show_ignored, format!("Show the {} ignored", ignored.len()));
        }
        if self.show_ignored {
            for finding in ignored {
                ui.horizontal_wrapped(|ui| {
                    ui.label(theme::quiet(ui, finding.message.clone()));
                    if ui.button("Show again").clicked() {
                        commands.push(Command::StopIgnoring(finding.key.clone()));
                    }
                });
            }
        }
        for rule in crate::check::rules().iter().filter(|rule| off.contains(rule.id)) {
            ui.horizontal_wrapped(|ui| {
                ui.label(theme::quiet(ui, format!("Switched off: {}", rule.what)));
                if ui.button("Switch on").clicked() {
                    commands.push(Command::SwitchRule { rule: rule.id, on: true });
                }
            });
        }
    }
}

/// A bar while a check takes long. A check of usual length is over before there is one.
fn progress(ui: &mut Ui, desk: &Desk) {
    if !desk.is_checking() {
        return;
    }
    if let Some(percent) = desk.check_progress(chrono::Utc::now()) {
        let text = format!("Checking: {percent} %");
        ui.add(egui::ProgressBar::new(f32::from(percent) / 100.0).text(text));
    }
    ui.ctx().request_repaint_after(PROGRESS);
}

/// Says that there is no dictionary of the story's language, and what to do about it.
fn spelling_note(ui: &mut Ui, desk: &Desk) {
    let tag = desk.story().language.tag().replace('-', "_");
    let folder = desk.settings().shelf().dictionaries;
    let folder = folder.map(|folder| folder.display().to_string()).unwrap_or_default();
    ui.label(theme::quiet(ui, format!("Spelling is not checked: no {tag} dictionary was found.")))
        .on_hover_text(format!(
            "Put Hunspell’s {tag}.aff and {tag}.dic into {folder}, or install them on this \
             computer, and start again."
        ));
}

fn goal(finding: &Finding) -> Goal {
    match &finding.place {
        Place::Range(at, range) => {
            let caret = |byte| crate::edit::Caret { at: *at, byte };
            Goal::Text(Selection { anchor: caret(range.start), head: caret(range.end) })
        }
        Place::Text(at) if !matches!(at, TextAt::Credit(_)) => Goal::Text(Selection::caret(*at, 0)),
        place => Goal::Place(place.clone()),
    }
}
