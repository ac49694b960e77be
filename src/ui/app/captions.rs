//! The caption desk in place of the sheet: how it is opened, left, and reached from elsewhere.

use egui::{Context, Event};

use super::App;
use crate::desk::Command;
use crate::edit::Selection;
use crate::story::TextAt;
use crate::ui::action::Action;
use crate::ui::captions::keys::{Stop, Taken};
use crate::ui::captions::{CaptionDesk, Tools};
use crate::ui::panels::check::Goal;

impl App {
    pub(super) fn toggle_captions(&mut self) {
        if self.captions.is_some() {
            self.close_captions();
        } else {
            let at = self.large_at().or_else(|| self.picture_at_caret());
            self.close_large();
            self.captions = Some(CaptionDesk::at(at, &self.desk));
        }
    }

    /// Goes back to the sheet, to the picture that was worked on.
    pub(super) fn close_captions(&mut self) {
        let Some(captions) = self.captions.take() else { return };
        match captions.current() {
            Some(at) if self.desk.story().figure(at).is_some() => self.show_picture(at),
            _ => self.sheet.surface.give_keyboard(),
        }
    }

    /// Shows a picture large: on the caption desk beside its fields, elsewhere in place of the
    /// sheet.
    pub(super) fn large_picture(&mut self, crop: bool) {
        match &mut self.captions {
            Some(captions) if crop => captions.crop(),
            Some(captions) => captions.toggle_large(),
            None => self.open_large(crop),
        }
    }

    /// Goes to the next picture or the one before.
    pub(super) fn turn_picture(&mut self, by: isize) {
        if let Some(captions) = &mut self.captions {
            captions.turn(by);
            return;
        }
        if self.turn_large(by) {
            return;
        }
        let all = self.desk.story().figures();
        let here = self.picture_at_caret();
        let here = here.and_then(|here| all.iter().position(|(at, _)| *at == here));
        let there = match here {
            Some(here) => here.saturating_add_signed(by).min(all.len().saturating_sub(1)),
            None => 0,
        };
        if let Some(at) = all.get(there).map(|(at, _)| *at) {
            self.show_picture(at);
        }
    }

    /// Gives a key to the caption desk; says whether it goes no further.
    pub(super) fn caption_key(&mut self, ctx: &Context, event: &Event) -> bool {
        if self.palette.is_some() || self.link.is_some() || self.prompt.is_some() || self.fixing {
            return false;
        }
        let surface = &self.sheet.surface;
        let Some(captions) = &mut self.captions else { return false };
        let writes = matches!(event, Event::Text(_) | Event::Paste(_));
        if writes && !surface.has_keyboard(ctx) {
            // Where no field has the keyboard, words do not go to a text that is out of sight.
            let in_sight = surface.caret().is_some_and(|caret| caret.at.figure().is_some());
            return !in_sight && ctx.memory(|memory| memory.focused()).is_none();
        }
        let finding = self.finding && !surface.has_keyboard(ctx);
        if finding && captions.held_now(ctx).is_none() {
            return false;
        }
        match captions.key(ctx, surface, event) {
            Taken::Passed => false,
            Taken::Done => true,
            Taken::Leaves => {
                self.close_captions();
                true
            }
        }
    }

    /// After a change took the caret along: its picture is shown, or the sheet if it went
    /// elsewhere.
    pub(super) fn captions_follow(&mut self, selection: Selection) {
        let Some(captions) = &mut self.captions else { return };
        match selection.head.at.figure() {
            Some(at) => captions.go_along(at),
            None => self.captions = None,
        }
    }

    /// Goes to what a finding is about if that is a picture; the sheet takes over for the rest.
    pub(super) fn go_on_captions(&mut self, goal: &Goal) -> bool {
        let Some(captions) = &mut self.captions else { return false };
        let (figure, text) = match goal {
            Goal::Text(selection) => (selection.head.at.figure(), Some(selection.head.at)),
            Goal::Place(place) => (place.figure(), place.text()),
        };
        let Some(at) = figure else {
            self.captions = None;
            return false;
        };
        let stop = match text {
            Some(TextAt::Credit(_)) => Stop::Credit,
            Some(TextAt::Alt(_)) => Stop::Description,
            _ => Stop::Caption,
        };
        match goal {
            Goal::Text(selection) => {
                captions.go_along(at);
                self.sheet.go_to(*selection);
            }
            Goal::Place(_) => captions.go(Some(at), stop),
        }
        true
    }

    pub(super) fn show_captions(
        &mut self,
        ui: &mut egui::Ui,
        commands: &mut Vec<Command>,
        actions: &mut Vec<Action>,
    ) {
        let Some(captions) = &mut self.captions else { return };
        let (surface, textures) = self.sheet.lend();
        captions.ui(ui, &mut Tools { desk: &self.desk, surface, textures, commands, actions });
    }
}
