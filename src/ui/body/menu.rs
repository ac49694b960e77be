//! What a right click on the copy offers, and carrying blocks by their handles.

use egui::Ui;

use super::paint::covers;
use super::{Surface, in_flow};
use crate::check::Finding;
use crate::desk::{Command, Desk, Layer, Wish};
use crate::edit::{Caret, flow};
use crate::story::{BlockId, MarkKind, Place};

impl Surface {
    /// Sets the room that there is: the width of the column and the height of the view.
    pub(in crate::ui) fn room(&mut self, measure: f32, page: f32) {
        self.measure = measure;
        self.page = page;
    }

    /// The menu of a right click: what can be done about the finding there, then the clipboard
    /// and the marks.
    pub(in crate::ui) fn menu(&mut self, ui: &mut Ui, desk: &Desk, commands: &mut Vec<Command>) {
        ui.set_min_width(230.0);
        let Some(selection) = self.selection else { return };
        let before = commands.len();
        for finding in findings_at(desk, selection.head) {
            finding_menu(ui, desk, finding, commands);
            ui.separator();
        }
        let selecting = self.is_selecting();
        for (label, cut) in [("Cut", true), ("Copy", false)] {
            if ui.add_enabled(selecting, egui::Button::new(label)).clicked() {
                commands.push(Command::Copy { selection, cut });
                ui.close();
            }
        }
        let mut chosen = false;
        if ui.button("Paste").clicked() {
            chosen = true;
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::RequestPaste);
            ui.close();
        }
        ui.separator();
        for (label, kind) in [("Strong", MarkKind::Strong), ("Emphasis", MarkKind::Emphasis)] {
            if ui.add_enabled(selecting, egui::Button::new(label)).clicked() {
                commands.push(Command::Write { selection, wish: Wish::Mark(kind) });
                ui.close();
            }
        }
        if ui.button("Link…").clicked() {
            self.wants_link = true;
            ui.close();
        }
        if ui.button("Select all").clicked() {
            let text = flow::all(desk.story(), selection);
            self.selection = Some(flow::all(desk.story(), text));
            chosen = true;
            ui.close();
        }
        // The menu had the keyboard; whatever was chosen, writing goes on.
        self.wants_focus |= chosen || commands.len() > before;
    }

    /// The block that is being carried by its handle.
    pub(in crate::ui) fn carried_block(&self) -> Option<BlockId> {
        self.carried
    }

    /// Takes a block up, or puts it down where it was.
    pub(in crate::ui) fn carry_block(&mut self, id: Option<BlockId>) {
        self.carried = id;
    }

    /// What letting a carried block go before the block of this index asks for.
    pub(in crate::ui) fn drop_block(&self, desk: &Desk, id: BlockId, to: usize) -> Option<Command> {
        let from = desk.story().position(id)?;
        let stays = to == from || to == from + 1;
        let selection = self.selection.filter(|selection| in_flow(selection.head.at));
        let selection = selection.or_else(|| {
            let at = flow::stops(desk.story().block(id)?).next()?;
            Some(crate::edit::Selection::caret(at, 0))
        })?;
        (!stays).then_some(Command::Write { selection, wish: Wish::Reorder { block: id, to } })
    }
}

/// The findings about the words at a caret.
pub(in crate::ui) fn findings_at(desk: &Desk, caret: Caret) -> Vec<&Finding> {
    let here = |finding: &&Finding| match &finding.place {
        Place::Range(_, range) => covers(*range, caret),
        _ => false,
    };
    desk.findings().in_text(caret.at).filter(here).collect()
}

/// A finding in a menu: what it is, its fix, and the ways to let it be.
pub(in crate::ui) fn finding_menu(
    ui: &mut Ui,
    desk: &Desk,
    finding: &Finding,
    commands: &mut Vec<Command>,
) {
    ui.horizontal_top(|ui| {
        ui.set_max_width(340.0);
        crate::ui::theme::level_sign(ui, finding.level);
        ui.label(crate::ui::theme::quiet(ui, finding.message.clone()));
    });
    let fix = finding.fix.as_ref().map(|fix| ui.button(&fix.label));
    if let Some(button) = fix {
        first_choice(ui, &button);
        if button.clicked() {
            commands.push(Command::Fix(finding.key.clone()));
            ui.close();
        }
    }
    let ignore = ui.button("Ignore");
    if finding.fix.is_none() {
        first_choice(ui, &ignore);
    }
    if ignore.clicked() {
        commands.push(Command::Ignore(finding.key.clone()));
        ui.close();
    }
    if let Some(words) = words_of(desk, finding)
        && let Some(layer) = dictionaries(ui, words)
    {
        commands.push(Command::Learn { words: words.to_owned(), layer });
        ui.close();
    }
}

/// The dictionaries that a word can go into; the one that was chosen.
fn dictionaries(ui: &mut Ui, words: &str) -> Option<Layer> {
    if ui.button(format!("Add “{words}” to the dictionary")).clicked() {
        return Some(Layer::Mine);
    }
    let others = [("In this story only", Layer::Story), ("For the house", Layer::House)];
    let row = ui.horizontal(|ui| {
        ui.add_space(crate::ui::theme::GAP_M);
        others.into_iter().find(|(name, _)| ui.button(*name).clicked()).map(|(_, layer)| layer)
    });
    row.inner
}

/// Remembers the button that the keyboard goes to when the menu was opened by a key.
fn first_choice(ui: &Ui, button: &egui::Response) {
    let memory = egui::Id::unique("first fix");
    ui.ctx().data_mut(|data| data.insert_temp(memory, button.id));
}

/// Gives the keyboard to the first button of a menu of findings.
pub(in crate::ui) fn focus_first_choice(ctx: &egui::Context) {
    let memory = egui::Id::unique("first fix");
    if let Some(button) = ctx.data(|data| data.get_temp::<egui::Id>(memory)) {
        ctx.memory_mut(|memory| memory.request_focus(button));
    }
}

/// The words of a finding that can be learnt: one word or a short name.
pub(in crate::ui) fn words_of<'a>(desk: &'a Desk, finding: &Finding) -> Option<&'a str> {
    let Place::Range(at, range) = &finding.place else { return None };
    if !finding.is_about_words() {
        return None;
    }
    let words = desk.story().text(*at)?.as_str().get(range.start..range.end)?.trim();
    let few = words.chars().count() <= 40 && words.split_whitespace().count() <= 4;
    (few && words.chars().any(char::is_alphabetic)).then_some(words)
}
