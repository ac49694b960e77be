//! The application without a window: the open story, what is known about it, and what is going on.
//!
//! A [`Command`] goes in, [`Job`]s come out; a job runs anywhere and its [`Done`] comes back in.
//! The desk itself never waits for a disk, a decoder or a check, and it never asks the time: both
//! are handed in. The window runs jobs on threads ([`work`]), tests and the command line run them
//! on the spot.
//!
//! ```
//! use nightdesk::desk::{Command, Desk};
//! use nightdesk::story::TextAt;
//!
//! let now = chrono::DateTime::UNIX_EPOCH;
//! let mut desk = Desk::new(Default::default(), uuid::Uuid::from_u128(7), now);
//! let _checks = desk.handle(Command::SetText { at: TextAt::Kicker, text: "Harbour".into() }, now);
//! assert_eq!(desk.story().kicker, "Harbour");
//! ```
//!
//! Must not know: windows, keys, fonts, pixels on a screen.

mod autosave;
pub mod captions;
mod checking;
mod command;
mod dictionary;
mod findings;
mod handle;
mod history;
pub mod job;
mod newsdesk;
mod outgoing;
mod presence;
mod receive;
mod search;
mod shown;
pub mod work;
mod write;
use write::plain_words;

pub use checking::Checking;
pub use command::{Command, Layer, Pasted, PictureFrom, PictureTo, Wish};
pub use findings::Findings;
pub use job::{Done, Job};
pub use newsdesk::{Listed, Looked};
pub use outgoing::{ExportJob, Exported, Outgoing, Progress};
pub use search::{Matches, Search};
pub use shown::Size;
pub use write::ForClipboard;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::check::{self, Finding};
use crate::edit::{Draft, Selection, StepId};
use crate::export;
use crate::media::{Picture, Thumbnail};
use crate::story::{Ids, MediaId, Notice, Status, Story};
use crate::{media, store};

/// How loud a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something went as asked.
    Done,
    /// Something could not be done.
    Problem,
}

/// A line for the editor about something that has just happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// How loud.
    pub tone: Tone,
    /// One or two plain sentences.
    pub text: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// What a paste or import brought, dropped and changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Receipt {
    /// Where it came from: a file name, or `Clipboard`.
    pub from: String,
    /// What came in, counted: `14 grafs, 2 pictures`.
    pub came_in: String,
    /// Everything that an editor should know, in the order of the source.
    pub notices: Vec<Notice>,
}

/// What the last export carried and lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportReport {
    /// The format.
    pub format: export::Format,
    /// Where it was written.
    pub path: PathBuf,
    /// Field by field.
    pub fields: Vec<export::FieldReport>,
    /// What became of its pictures.
    pub batch: store::Batch,
}

/// Something that the editor must decide before the desk goes on.
#[derive(Clone, Debug, PartialEq)]
pub enum Question {
    /// The open story has changes that are not on disk, and the command would leave it.
    Unsaved(Box<Command>),
    /// The story should not leave the desk; these are the reasons.
    Export {
        /// What was asked for.
        format: export::Format,
        /// Where to.
        out: PathBuf,
        /// Why it should not leave.
        reasons: Vec<String>,
    },
    /// The story is not in order, and this status says that it is; these are the reasons.
    Status {
        /// The status that was asked for.
        status: Status,
        /// What is not in order.
        reasons: Vec<String>,
    },
    /// Somebody else has changed the story on disk.
    ChangedOnDisk,
    /// Somebody else has the story open; it can be taken over, or read.
    Held(store::Holder),
    /// The story file is damaged, but a good copy is there.
    Damaged {
        /// What is wrong with the file.
        problem: String,
        /// The newest good copy.
        copy: PathBuf,
    },
}

/// The open story's place on disk.
#[derive(Clone, Debug)]
struct OnDisk {
    folder: PathBuf,
    hash: store::ContentHash,
    unknown: store::Unknown,
}

/// The result of the last check.
#[derive(Debug, Default)]
struct Checked {
    findings: Box<Findings>,
    ignored: Vec<Finding>,
    checklist: Vec<check::Item>,
    /// The revision that was checked; `None` before the first result.
    revision: Option<u64>,
}

/// Everything behind the window.
#[derive(Debug)]
pub struct Desk {
    draft: Draft,
    ids: Ids,
    disk: Option<OnDisk>,
    read_only: Option<String>,
    saved_revision: u64,
    saving: bool,
    /// Pictures whose bytes are not in a story folder yet.
    pictures: BTreeMap<MediaId, Picture>,
    shown: shown::Shown,
    check_cache: Option<Box<check::Cache>>,
    /// The check that is under way.
    checking: Option<Arc<Checking>>,
    /// Whether the check that is under way goes by what is no longer so.
    check_again: bool,
    /// The dictionaries that checks have found so far.
    lexicon: check::Lexicon,
    /// How many results of checks there have been.
    checks: u64,
    checked: Checked,
    /// Old findings, to be freed by the next check: thousands of words are not freed in a frame.
    spent: Option<Box<Findings>>,
    settings: store::Settings,
    /// What the checks go by: the settings' own and the house's.
    rules: check::Settings,
    receipt: Option<Receipt>,
    export_report: Option<ExportReport>,
    question: Option<Question>,
    message: Option<Message>,
    wanted: Option<Selection>,
    copied: Option<write::Copied>,
    search: Option<Search>,
    for_clipboard: Option<ForClipboard>,
    autosave: autosave::Autosave,
    presence: presence::Presence,
    newsdesk: newsdesk::Newsdesk,
    /// The message is about a save that failed.
    is_save_message: bool,
    /// What has happened to the story that is worth a copy with the next save.
    event: Option<store::Event>,
    /// Why the version on disk is kept before the next save takes its place.
    before: Option<store::Event>,
    versions: history::Versions,
    /// What to do once the save that is under way has ended well.
    after_save: Option<Command>,
    closing: bool,
    busy: Vec<&'static str>,
    /// The exports that are under way, the oldest first.
    exports: Vec<Arc<Progress>>,
}

impl Desk {
    /// A desk with an empty draft. `seed` is a fresh UUID version 7; ids count up from it.
    pub fn new(settings: store::Settings, seed: Uuid, now: DateTime<Utc>) -> Self {
        let mut ids = Ids::from_uuid(seed);
        let story = blank(&mut ids, &settings, now);
        // Settings that could not be read are told once, where the editor looks.
        let message = settings.problem().map(|problem| Message {
            tone: Tone::Problem,
            text: problem.to_owned(),
            at: now,
        });
        Self {
            draft: Draft::new(story),
            ids,
            disk: None,
            read_only: None,
            saved_revision: 0,
            saving: false,
            pictures: BTreeMap::new(),
            shown: shown::Shown::default(),
            check_cache: Some(Box::default()),
            checking: None,
            check_again: false,
            lexicon: check::Lexicon::default(),
            checks: 0,
            checked: Checked::default(),
            spent: None,
            rules: settings.checks(),
            settings,
            receipt: None,
            export_report: None,
            question: None,
            message,
            wanted: None,
            copied: None,
            search: None,
            for_clipboard: None,
            autosave: autosave::Autosave::default(),
            presence: presence::Presence::new(seed),
            newsdesk: newsdesk::Newsdesk::default(),
            is_save_message: false,
            event: None,
            before: None,
            versions: history::Versions::default(),
            after_save: None,
            closing: false,
            busy: Vec::new(),
            exports: Vec::new(),
        }
    }

    /// A desk with a story on it that is on no disk yet.
    pub fn with_story(
        settings: store::Settings,
        seed: Uuid,
        story: Story,
        now: DateTime<Utc>,
    ) -> Self {
        let mut desk = Self::new(settings, seed, now);
        desk.show(story);
        desk
    }

    /// The open story.
    pub fn story(&self) -> &Story {
        self.draft.story()
    }

    /// Goes up with every change of the open story.
    pub fn revision(&self) -> u64 {
        self.draft.revision()
    }

    /// Whether there is something to take back.
    pub fn can_undo(&self) -> bool {
        self.draft.can_undo()
    }

    /// Whether there is something to bring back.
    pub fn can_redo(&self) -> bool {
        self.draft.can_redo()
    }

    /// The folder of the open story; `None` until it is saved for the first time.
    pub fn folder(&self) -> Option<&Path> {
        self.disk.as_ref().map(|disk| disk.folder.as_path())
    }

    /// Why the open story cannot be saved over its file, if it cannot.
    pub fn read_only(&self) -> Option<&str> {
        self.read_only.as_deref()
    }

    /// Whether the story has changes that are not on disk.
    pub fn is_dirty(&self) -> bool {
        self.draft.revision() != self.saved_revision
    }

    /// The names of the jobs that are under way, oldest first.
    pub fn busy(&self) -> &[&'static str] {
        &self.busy
    }

    /// How far the export is that is under way.
    pub fn exporting(&self) -> Option<&Progress> {
        self.exports.first().map(Arc::as_ref)
    }

    /// Findings about the story as it stands. Those about words that have changed since the last
    /// check are left out until the next result comes; the others have moved with their words.
    pub fn findings(&self) -> &Findings {
        &self.checked.findings
    }

    /// Differs whenever other findings are there than before, so that lists of them can be kept.
    pub fn findings_stamp(&self) -> (u64, usize) {
        (self.checks, self.checked.findings.gone())
    }

    /// Findings that an editor chose to ignore, as of the last check.
    pub fn ignored(&self) -> &[Finding] {
        &self.checked.ignored
    }

    /// What must be in order before the story is ready, as of the last check.
    pub fn checklist(&self) -> &[check::Item] {
        &self.checked.checklist
    }

    /// Whether the findings are those of the story as it stands.
    pub fn is_checked(&self) -> bool {
        self.checked.revision == Some(self.draft.revision())
    }

    /// Settings and the people library.
    pub fn settings(&self) -> &store::Settings {
        &self.settings
    }

    /// What the checks go by: the house's rules with those of the settings on top.
    pub fn rules(&self) -> &check::Settings {
        &self.rules
    }

    /// What the last paste or import brought.
    pub fn receipt(&self) -> Option<&Receipt> {
        self.receipt.as_ref()
    }

    /// What the last export carried and lost.
    pub fn export_report(&self) -> Option<&ExportReport> {
        self.export_report.as_ref()
    }

    /// What the editor must decide.
    pub fn question(&self) -> Option<&Question> {
        self.question.as_ref()
    }

    /// The latest message.
    pub fn message(&self) -> Option<&Message> {
        self.message.as_ref()
    }

    /// Whether the window may close.
    pub fn is_closing(&self) -> bool {
        self.closing
    }

    /// The step that undo would take back.
    pub fn last_step(&self) -> Option<StepId> {
        self.draft.last_step()
    }

    /// The step that redo would bring back.
    pub fn next_step(&self) -> Option<StepId> {
        self.draft.next_step()
    }

    /// The selection that the last change asks for; taking it leaves none.
    pub fn take_wanted_selection(&mut self) -> Option<Selection> {
        self.wanted.take()
    }

    /// A small version of a picture, once it is decoded: 512 pixels on its longer side. The desk
    /// keeps the latest hundred or so; see [`Command::Thumbnail`].
    pub fn thumbnail(&self, id: MediaId) -> Option<&Arc<Thumbnail>> {
        self.shown.get(Size::Small, id)
    }

    /// A picture as wide as the copy, once it is decoded: 1400 pixels on its longer side. The desk
    /// keeps the latest few; see [`Command::WidePicture`].
    pub fn wide_picture(&self, id: MediaId) -> Option<&Arc<Thumbnail>> {
        self.shown.get(Size::Wide, id)
    }

    /// A picture to look at closely, once it is decoded: 2400 pixels on its longer side. The desk
    /// keeps the latest two; see [`Command::LargePicture`].
    pub fn large_picture(&self, id: MediaId) -> Option<&Arc<Thumbnail>> {
        self.shown.get(Size::Large, id)
    }

    /// Why a picture cannot be shown, if it cannot.
    pub fn picture_problem(&self, id: MediaId) -> Option<&str> {
        self.shown.problem(id)
    }

    /// A credit in house format.
    pub fn credit_line(&self, credit: &crate::story::Credit) -> String {
        house_credit(&self.settings, credit)
    }
}

/// An empty draft, ready to write into.
fn blank(ids: &mut Ids, settings: &store::Settings, now: DateTime<Utc>) -> Story {
    let mut story = Story::new(ids.story());
    story.created = now;
    story.updated = now;
    if let Some(language) = crate::story::Language::new(&settings.language) {
        story.language = language;
    }
    let graf = crate::story::BlockKind::Paragraph(crate::story::RichText::default());
    story.body.push(ids.block(graf));
    story
}

/// A credit in the house format of the settings; verbatim where it could not be parsed.
pub fn house_credit(settings: &store::Settings, credit: &crate::story::Credit) -> String {
    match media::credit::Template::parse(&settings.credit_template) {
        Ok(template) if credit.state() == crate::story::CreditState::Parsed => {
            media::credit::render(credit, &template)
        }
        _ => credit.verbatim.clone(),
    }
}
