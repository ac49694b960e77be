//! The keys that go through the pictures.
//!
//! Must not know: how a row looks.

use egui::{Context, Event, FocusDirection, Key};

use super::CaptionDesk;
use crate::story::FigureAt;
use crate::ui::body::Surface;

/// What the keys of the caption desk do, for the help.
pub(in crate::ui) const HELP: [(&str, &str); 6] = [
    ("Tab", "Caption, credit, description, then the next picture’s caption"),
    ("Shift+Tab", "The same way back"),
    ("Enter", "As Tab"),
    ("Ctrl+Tab", "Every field and button: persons, rights, findings"),
    ("Ctrl+Home", "First picture; Ctrl+End: last picture"),
    ("Esc", "From the large picture to the list, from the list to the story"),
];

/// A field of a row in which Tab stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) enum Stop {
    Caption,
    Credit,
    Description,
    /// Tab does not come here, but goes on from here.
    Persons,
}

/// What became of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) enum Taken {
    /// It means nothing here.
    Passed,
    /// It was done.
    Done,
    /// The caption desk is to be left.
    Leaves,
}

impl CaptionDesk {
    /// Lets in what is typed up to a key that leads to another field, or that key alone: what
    /// follows it in the same frame is for the field that it leads to, and waits for the next.
    pub(in crate::ui) fn portion(&mut self, ctx: &Context) {
        let in_stop = self.held_now(ctx).is_some();
        let leads = |event: &Event| match event {
            Event::Key { key: Key::Tab, pressed: true, .. } => true,
            Event::Key { key, pressed: true, modifiers, .. } => {
                (*key == Key::Enter && in_stop)
                    || (modifiers.command && matches!(key, Key::PageDown | Key::PageUp))
            }
            _ => false,
        };
        let waits = ctx.input_mut(|input| {
            let mut events = std::mem::take(&mut self.later);
            self.late = !events.is_empty();
            events.append(&mut input.events);
            let first = events.iter().position(leads);
            let cut = match first {
                Some(index) if events.iter().take(index).any(writes) => index,
                Some(index) => index + 1,
                None => events.len(),
            };
            self.later = events.split_off(cut);
            input.events = events;
            !self.later.is_empty()
        });
        if waits {
            // The toolkit has seen the keys that wait and would move the keyboard by itself.
            let tabs = ctx.input(|input| input.events.iter().any(leads));
            if in_stop || !tabs {
                ctx.memory_mut(|memory| memory.move_focus(FocusDirection::None));
            }
            ctx.request_repaint();
        }
    }

    /// Takes a key.
    pub(in crate::ui) fn key(&mut self, ctx: &Context, surface: &Surface, event: &Event) -> Taken {
        let Event::Key { key, pressed: true, modifiers, .. } = event else { return Taken::Passed };
        if surface.is_composing() || egui::Popup::is_any_open(ctx) {
            return Taken::Passed;
        }
        let held = self.held_now(ctx);
        let plain = !modifiers.command && !modifiers.alt;
        match key {
            Key::Escape if modifiers.is_none() => {
                let has_words = surface.has_keyboard(ctx) && surface.is_selecting();
                if has_words {
                    return Taken::Passed;
                }
                if let Some(view) = &mut self.large {
                    if view.escape() {
                        return Taken::Done;
                    }
                    self.large = None;
                    self.go(self.current, held.map_or(Stop::Caption, |(_, stop)| stop));
                    return Taken::Done;
                }
                Taken::Leaves
            }
            Key::Tab if modifiers.command => {
                let on = !modifiers.shift;
                walk(ctx, on);
                Taken::Done
            }
            Key::Tab | Key::Enter if plain => match held {
                Some((at, stop)) => {
                    ctx.memory_mut(|memory| memory.move_focus(FocusDirection::None));
                    ctx.input_mut(|input| input.consume_key(*modifiers, *key));
                    self.step(at, stop, !modifiers.shift);
                    Taken::Done
                }
                // From nowhere it leads into the list.
                None if *key == Key::Tab && ctx.memory(|memory| memory.focused()).is_none() => {
                    ctx.memory_mut(|memory| memory.move_focus(FocusDirection::None));
                    self.go(self.current, Stop::Caption);
                    Taken::Done
                }
                // The toolkit has not seen a key that came late.
                None if *key == Key::Tab && self.late => {
                    walk(ctx, !modifiers.shift);
                    Taken::Done
                }
                None => Taken::Passed,
            },
            Key::Home | Key::End if modifiers.command && !modifiers.shift && held.is_some() => {
                let by = if *key == Key::Home { isize::MIN } else { isize::MAX };
                self.turn(by);
                Taken::Done
            }
            _ => Taken::Passed,
        }
    }

    /// Goes by so many pictures, to the same field.
    pub(in crate::ui) fn turn(&mut self, by: isize) {
        let stop = match self.held {
            Some((_, Stop::Persons, _)) | None => Stop::Caption,
            Some((_, stop, _)) => stop,
        };
        self.go(self.listing.beside(self.current, by), stop);
    }

    /// Goes from one field to the next or the one before.
    fn step(&mut self, at: FigureAt, stop: Stop, on: bool) {
        let beside = |by| self.listing.beside(Some(at), by).filter(|beside| *beside != at);
        let to = match (stop, on) {
            (Stop::Caption, true) | (Stop::Description, false) => Some((at, Stop::Credit)),
            (Stop::Credit, true) | (Stop::Persons, false) => Some((at, Stop::Description)),
            (Stop::Credit, false) => Some((at, Stop::Caption)),
            (Stop::Description | Stop::Persons, true) => beside(1).map(|at| (at, Stop::Caption)),
            (Stop::Caption, false) => beside(-1).map(|at| (at, Stop::Description)),
        };
        // At the ends it stays where it is.
        let (at, stop) = to.unwrap_or((at, stop));
        self.go(Some(at), stop);
    }

    /// The picture and the field that have the keyboard.
    pub(in crate::ui) fn held_now(&self, ctx: &Context) -> Option<(FigureAt, Stop)> {
        let (at, stop, id) = self.held?;
        ctx.memory(|memory| memory.has_focus(id)).then_some((at, stop))
    }
}

/// Goes to the next widget, whatever it is.
fn walk(ctx: &Context, on: bool) {
    let way = if on { FocusDirection::Next } else { FocusDirection::Previous };
    ctx.memory_mut(|memory| memory.move_focus(way));
}

/// Whether an event may change what stands in a field.
fn writes(event: &Event) -> bool {
    match event {
        Event::Text(_)
        | Event::Ime(_)
        | Event::Paste(_)
        | Event::PasteImage(_)
        | Event::Copy
        | Event::Cut
        | Event::PointerButton { .. } => true,
        Event::Key { pressed, .. } => *pressed,
        _ => false,
    }
}
