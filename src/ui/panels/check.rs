//! The desk check: findings in reading order, each with what to do about it.

use egui::Ui;

use super::super::action::Action;
use super::super::tall::Tall;
use super::super::theme;
use super::title;
use crate::check::{Finding, Level};
use crate::desk::{Command, Desk, Findings};
use crate::edit::Selection;
use crate::story::{Place, TextAt};

/// What the panel remembers.
#[derive(Clone, Debug, Default)]
pub(in crate::ui) struct CheckPanel {
    /// The key of the finding that F8 is at.
    pub(in crate::ui) current: Option<String>,
    show_ignored: bool,
    scroll: bool,
    rows: Tall,
}

/// About the height of a finding, in points.
const ROW_HEIGHT: f32 = 92.0;

/// Where a click on a finding leads.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui) enum Goal {
    Text(Selection),
    Place(Place),
}

impl CheckPanel {
    /// Goes to the next or previous finding.
    pub(in crate::ui) fn walk(&mut self, desk: &Desk, by: isize) -> Option<Goal> {
        let finding = desk.findings().beside(self.current.as_deref(), by > 0)?;
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
        let findings = desk.findings();
        if findings.is_empty() {
            let words = if desk.is_checked() { "Nothing to correct." } else { "Checking…" };
            ui.label(words);
        } else {
            ui.horizontal(|ui| {
                if ui.button("Previous").clicked() {
                    actions.push(Action::PreviousFinding);
                }
                if ui.button("Next").clicked() {
                    actions.push(Action::NextFinding);
                }
                let count = match findings.len() {
                    1 => "1 finding".to_owned(),
                    many => format!("{many} findings"),
                };
                ui.label(theme::quiet(ui, count));
            });
        }
        let mut goal = None;
        let all: Vec<&Finding> = findings.iter().collect();
        let wanted = self.current.as_ref().filter(|_| self.scroll);
        let wanted = wanted.and_then(|key| all.iter().position(|finding| finding.key == **key));
        let mut rows = std::mem::take(&mut self.rows);
        egui::ScrollArea::vertical().auto_shrink(false).id_salt("findings").show_viewport(
            ui,
            |ui, viewport| {
                // One row more than findings: those that are ignored.
                let count = all.len() + 1;
                rows.show(ui, viewport, (count, ROW_HEIGHT), wanted, |ui, index| {
                    let Some(finding) = all.get(index) else {
                        self.ignored(ui, desk, commands);
                        return;
                    };
                    let above = index.checked_sub(1).and_then(|above| all.get(above));
                    let heading =
                        above.is_none_or(|above| !is_same_place(&above.place, &finding.place));
                    if heading {
                        ui.add_space(theme::GAP_M);
                        ui.label(theme::quiet(ui, desk.story().place_name(&finding.place)));
                    }
                    goal = self.finding(ui, finding, findings, commands).or(goal.take());
                    ui.add_space(theme::GAP_S);
                });
            },
        );
        self.rows = rows;
        self.scroll = false;
        goal
    }

    fn finding(
        &mut self,
        ui: &mut Ui,
        finding: &Finding,
        all: &Findings,
        commands: &mut Vec<Command>,
    ) -> Option<Goal> {
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
                clicked = ui.add(words).clicked();
            });
            ui.horizontal_wrapped(|ui| {
                if let Some(fix) = &finding.fix
                    && ui.button(&fix.label).clicked()
                {
                    commands.push(Command::Fix(finding.key.clone()));
                }
                let alike = all.fixes_of(finding.rule);
                if finding.fix.is_some()
                    && alike > 1
                    && ui.button(format!("Fix all {alike}")).clicked()
                {
                    commands.push(Command::FixAll(finding.rule));
                }
                if ui.button("Ignore").on_hover_text(finding.rule).clicked() {
                    commands.push(Command::Ignore(finding.key.clone()));
                }
            });
        });
        if is_current && self.scroll {
            shown.response.scroll_to_me(None);
        }
        if clicked {
            self.current = Some(finding.key.clone());
            return Some(goal(finding));
        }
        None
    }

    fn ignored(&mut self, ui: &mut Ui, desk: &Desk, commands: &mut Vec<Command>) {
        let ignored = desk.ignored();
        if ignored.is_empty() {
            return;
        }
        ui.add_space(theme::GAP_L);
        ui.checkbox(&mut self.show_ignored, format!("Show the {} ignored", ignored.len()));
        if !self.show_ignored {
            return;
        }
        for finding in ignored {
            ui.horizontal_wrapped(|ui| {
                ui.label(theme::quiet(ui, finding.message.clone()));
                if ui.button("Show again").clicked() {
                    commands.push(Command::StopIgnoring(finding.key.clone()));
                }
            });
        }
    }
}

/// Whether two findings stand under one heading.
fn is_same_place(a: &Place, b: &Place) -> bool {
    let picture = |place: &Place| match place {
        Place::Figure(at)
        | Place::Text(TextAt::Caption(at) | TextAt::Alt(at) | TextAt::Credit(at))
        | Place::Range(TextAt::Caption(at) | TextAt::Alt(at) | TextAt::Credit(at), _) => Some(*at),
        _ => None,
    };
    match (picture(a), picture(b)) {
        (Some(a), Some(b)) => a == b,
        (None, None) => match (a.block(), b.block()) {
            (Some(a), Some(b)) => a == b,
            (None, None) => a.text() == b.text() && (a.text().is_some() || a == b),
            _ => false,
        },
        _ => false,
    }
}

fn level_name(level: Level) -> &'static str {
    match level {
        Level::Error => "Must not go out like this",
        Level::Warning => "Probably wrong",
        Level::Advice => "Worth a thought",
    }
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
