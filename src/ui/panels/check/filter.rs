//! Which findings are shown, and in which order: by place or by rule, by level, by kind.
//!
//! The list is made anew when the findings are others, not in each frame.
//!
//! Must not know: how a finding looks.

use egui::Ui;

use crate::check::{self, Finding, Group, Level};
use crate::desk::Desk;
use crate::story::{Place, TextAt};
use crate::ui::theme;

/// What an editor wants to see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Choice {
    by_rule: bool,
    /// Hidden levels: advice, warnings, errors.
    hidden: [bool; 3],
    group: Option<Group>,
}

/// The choice and the list that it gives.
#[derive(Clone, Debug, Default)]
pub(super) struct Filter {
    choice: Choice,
    /// What the list was made of.
    made_of: Option<((u64, usize), Choice)>,
    rows: Vec<Row>,
    /// Where in the list the walk is; what is put right there is followed by the next one.
    walked: usize,
    groups: Vec<Group>,
}

/// A finding of the list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    /// Its place among the findings.
    pub(super) index: usize,
    /// Whether a heading stands above it.
    pub(super) heads_group: bool,
}

const LEVELS: [(Level, &str, &str); 3] = [
    (Level::Error, "error", "errors"),
    (Level::Warning, "warning", "warnings"),
    (Level::Advice, "advice", "advice"),
];

fn slot(level: Level) -> usize {
    match level {
        Level::Advice => 0,
        Level::Warning => 1,
        Level::Error => 2,
    }
}

fn group_of(desk: &Desk, finding: &Finding) -> Option<Group> {
    let code = check::rules().iter().find(|rule| rule.id == finding.rule);
    code.map(|rule| rule.group)
        .or_else(|| check::card(finding.rule, desk.rules()).map(|card| card.group))
}

impl Filter {
    /// The switches above the list.
    pub(super) fn ui(&mut self, ui: &mut Ui, desk: &Desk) {
        ui.horizontal_wrapped(|ui| {
            for (level, one, many) in LEVELS {
                let count = desk.findings().of_level(level);
                let hidden = &mut self.choice.hidden[slot(level)];
                let words = format!("{count} {}", if count == 1 { one } else { many });
                let switch = ui.selectable_label(!*hidden, words);
                if switch.on_hover_text("Show or hide them").clicked() {
                    *hidden = !*hidden;
                }
            }
        });
        self.shown(desk);
        ui.horizontal_wrapped(|ui| {
            let order = |by_rule| if by_rule { "By rule" } else { "By place" };
            for by_rule in [false, true] {
                let is_it = self.choice.by_rule == by_rule;
                if ui.selectable_label(is_it, order(by_rule)).clicked() {
                    self.choice.by_rule = by_rule;
                }
            }
            let name = self.choice.group.map_or("All kinds", Group::name);
            let kinds = egui::ComboBox::from_id_salt("kinds").selected_text(name);
            let kinds = kinds.show_ui(ui, |ui| {
                ui.selectable_value(&mut self.choice.group, None, "All kinds");
                for group in &self.groups {
                    ui.selectable_value(&mut self.choice.group, Some(*group), group.name());
                }
            });
            let id = kinds.response.id;
            ui.ctx().accesskit_node_builder(id, |node| node.set_label("Kinds of findings"));
        });
        ui.add_space(theme::GAP_S);
        self.shown(desk);
    }

    /// The list as it was made last.
    pub(super) fn listed(&self) -> &[Row] {
        &self.rows
    }

    /// The list, made anew if need be.
    pub(super) fn shown(&mut self, desk: &Desk) -> &[Row] {
        let now = Some((desk.findings_stamp(), self.choice));
        if self.made_of != now {
            self.made_of = now;
            self.make(desk);
        }
        &self.rows
    }

    fn make(&mut self, desk: &Desk) {
        let findings = desk.findings();
        self.groups = findings.iter().filter_map(|finding| group_of(desk, finding)).collect();
        self.groups.sort();
        self.groups.dedup();
        if self.choice.group.is_some_and(|group| !self.groups.contains(&group)) {
            self.choice.group = None;
            self.made_of = Some((desk.findings_stamp(), self.choice));
        }
        let choice = self.choice;
        let wanted = |finding: &Finding| {
            !choice.hidden[slot(finding.level)]
                && choice.group.is_none_or(|group| group_of(desk, finding) == Some(group))
        };
        let mut list: Vec<(usize, &Finding)> =
            findings.numbered().filter(|(_, finding)| wanted(finding)).collect();
        if choice.by_rule {
            // The order of the list of rules; in reading order within a rule.
            let order =
                |finding: &Finding| check::rules().iter().position(|rule| rule.id == finding.rule);
            list.sort_by_key(|(index, finding)| (order(finding), *index));
        }
        self.rows.clear();
        let mut above: Option<&Finding> = None;
        for (index, finding) in list {
            let same = above.is_some_and(|above| {
                if choice.by_rule {
                    above.rule == finding.rule
                } else {
                    is_same_place(&above.place, &finding.place)
                }
            });
            self.rows.push(Row { index, heads_group: !same });
            above = Some(finding);
        }
    }

    /// The heading above a finding.
    pub(super) fn heading(&self, desk: &Desk, finding: &Finding) -> String {
        if self.choice.by_rule {
            let card = check::card(finding.rule, desk.rules());
            return card.map_or_else(|| finding.rule.to_owned(), |card| card.what);
        }
        desk.story().place_name(&finding.place)
    }

    /// The finding of the list after or before the one with this key, round the ends.
    pub(super) fn beside<'a>(
        &mut self,
        desk: &'a Desk,
        key: Option<&str>,
        on: bool,
    ) -> Option<&'a Finding> {
        self.shown(desk);
        let findings = desk.findings();
        let here = key.and_then(|key| {
            let is_it = |row: &Row| findings.at(row.index).is_some_and(|it| it.key == key);
            self.rows.iter().position(is_it)
        });
        let last = self.rows.len().checked_sub(1)?;
        let round = |at: usize| if at > last { 0 } else { at };
        let next = match (here, on) {
            (Some(at), true) => round(at + 1),
            (Some(at), false) => at.checked_sub(1).unwrap_or(last),
            // It was put right: the one that took its place is next.
            (None, true) if key.is_some() => round(self.walked),
            (None, false) if key.is_some() => self.walked.checked_sub(1).unwrap_or(last).min(last),
            (None, true) => 0,
            (None, false) => last,
        };
        self.walked = next;
        findings.at(self.rows.get(next)?.index)
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
