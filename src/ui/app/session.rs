//! Where the editor was: written down while they work, gone back to at the next start.
//!
//! Must not know: words of stories, how a session is written.

use chrono::{DateTime, TimeDelta, Utc};

use super::App;
use crate::desk::{Command, Job};
use crate::edit::{Selection, find};
use crate::store::Session;
use crate::ui::action::Panel;

/// A place may be lost that is not older than this.
const WAIT: TimeDelta = TimeDelta::seconds(2);

/// What is written down, and when it is due again.
#[derive(Clone, Debug, Default)]
pub(super) struct Kept {
    last: Option<Session>,
    due: Option<DateTime<Utc>>,
    /// Where the editor was in the last frame: working out the rest takes a walk over the story.
    place: Option<(Option<std::path::PathBuf>, Option<Selection>)>,
    /// Where to go once the story is there.
    back_to: Option<Session>,
}

impl Kept {
    pub(super) fn due(&self) -> Option<DateTime<Utc>> {
        self.due
    }
}

/// The panels by the names that they are kept under.
const PANELS: [(&str, Panel); 5] = [
    ("history", Panel::History),
    ("check", Panel::Check),
    ("details", Panel::Details),
    ("receipt", Panel::Receipt),
    ("outline", Panel::Outline),
];

impl App {
    /// Opens what was open, where it was.
    pub fn resume(&mut self, session: Session) {
        if let Some((_, panel)) = PANELS.iter().find(|(name, _)| *name == session.panel) {
            self.panel = *panel;
        }
        if let Some(folder) = session.story.clone() {
            self.session.back_to = Some(session);
            self.command(Command::Open(folder));
            self.go_back();
        }
    }

    /// Goes to the caret of the last session once its story is open.
    pub(super) fn go_back(&mut self) {
        let is_open = |session: &Session| session.story.as_deref() == self.desk.folder();
        if !self.session.back_to.as_ref().is_some_and(is_open) {
            return;
        }
        let Some(session) = self.session.back_to.take() else { return };
        if let Some((number, byte)) = session.caret
            && let Some((at, text)) = find::texts(self.desk.story()).nth(number)
        {
            let byte = (0..=byte.min(text.len())).rev().find(|byte| text.is_char_boundary(*byte));
            self.sheet.surface.take(Selection::caret(at, byte.unwrap_or_default()));
            self.sheet.scroll_back(session.scrolled);
        }
        if !session.ended_well {
            self.desk.tell_recovered(session.at, Utc::now());
        }
    }

    fn session_now(&self) -> Session {
        let story = self.desk.story();
        let caret = self.selection().and_then(|selection| {
            let here = selection.head;
            let number = find::texts(story).position(|(at, _)| at == here.at)?;
            Some((number, here.byte))
        });
        let panel = PANELS.iter().find(|(_, panel)| *panel == self.panel);
        Session {
            story: self.desk.folder().map(std::path::Path::to_path_buf),
            caret,
            scrolled: self.sheet.scrolled(),
            panel: panel.map(|(name, _)| (*name).to_owned()).unwrap_or_default(),
            ended_well: self.desk.is_closing(),
            at: None,
        }
    }

    /// Writes down where the editor is, some time after they went there, and at once on leaving.
    pub(super) fn keep_session(&mut self, now: DateTime<Utc>) {
        let Some(folder) = self.desk.settings().kept_in.clone() else { return };
        let place = (self.desk.folder().map(std::path::Path::to_path_buf), self.selection());
        let leaves = self.desk.is_closing();
        if self.session.place.as_ref() == Some(&place) && !leaves && self.session.due.is_none() {
            return;
        }
        self.session.place = Some(place);
        if !leaves && *self.session.due.get_or_insert(now + WAIT) > now {
            return;
        }
        self.session.due = None;
        let session = self.session_now();
        if self.session.last.as_ref() == Some(&session) {
            return;
        }
        self.session.last = Some(session.clone());
        let session = Box::new(Session { at: Some(now), ..session });
        self.run(vec![Job::KeepSession { session, folder }]);
    }
}
