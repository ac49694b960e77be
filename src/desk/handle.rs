//! What each command does, and which jobs it starts.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::autosave::Autosave;
use super::job::{self, By, Job};
use super::shown::{Shown, Size};
use super::{
    Checking, Command, Desk, ExportJob, Findings, Message, PictureTo, Progress, Question, Tone,
};
use crate::check;
use crate::edit::{Change, Edit, Value, adopt, flow, make};
use crate::export;
use crate::media;
use crate::store;
use crate::story::{BlockKind, FigureAt, MediaRef, Override, RichText, Status, TextAt};

impl Desk {
    /// Does what can be done at once and returns the jobs for the rest.
    pub fn handle(&mut self, command: Command, now: DateTime<Utc>) -> Vec<Job> {
        let revision = self.draft.revision();
        let mut jobs = self.obey(command, now);
        if self.draft.revision() != revision {
            self.follow(revision);
            self.follow_search(revision);
            jobs.extend(self.find_job());
            jobs.extend(self.check(now));
        }
        if self.draft.revision() != revision {
            self.autosave.changed(now);
        }
        self.begin(&jobs);
        jobs
    }

    /// Remembers what is under way.
    pub(super) fn begin(&mut self, jobs: &[Job]) {
        self.busy.extend(jobs.iter().filter_map(Job::name));
    }

    fn obey(&mut self, command: Command, now: DateTime<Utc>) -> Vec<Job> {
        match command {
            Command::Change(change) => self.change(change, now),
            Command::LetGo => self.draft.end_run(),
            Command::SetText { at, text } => self.set_text(at, &text, now),
            Command::Undo => {
                let restored = self.draft.undo();
                self.wanted = restored.and_then(|step| step.selection).or(self.wanted);
            }
            Command::Redo => {
                let restored = self.draft.redo();
                self.wanted = restored.and_then(|step| step.selection).or(self.wanted);
            }
            Command::Search(wanted) => return self.search_for(wanted),
            Command::GoToMatch { from, on } => self.go_to_match(from, on),
            Command::Replace { with, keep_case, all: false } => {
                self.replace_one(&with, keep_case, now);
            }
            Command::Replace { with, keep_case, all: true } => {
                let wanted = self.search.as_ref().map(|search| search.wanted().clone());
                let job = wanted.map(|wanted| self.replace_job(wanted, with, keep_case));
                return job.into_iter().collect();
            }
            Command::Write { selection, wish } => self.write(selection, wish, now),
            Command::Copy { selection, cut } => return self.copy(selection, cut, now),
            Command::ListHistory => return self.list_history().into_iter().collect(),
            Command::Restore(path) => return vec![Job::ReadCopy { path }],
            Command::LookFor(query) => return self.look_for(query, now).into_iter().collect(),
            Command::Learn { words, layer } => return self.learn(&words, layer, now),
            Command::AddBlock { below, kind } => {
                let story = self.draft.story();
                let (mut change, id) = make::insert_below(story, below, *kind, &mut self.ids);
                change.after = first_stop(&change.edit, id);
                self.draft.end_run();
                self.change(change, now);
            }
            Command::Scatter(id) => {
                let change = make::scatter(self.draft.story(), id, &mut self.ids);
                self.change_if(change, now);
            }
            Command::BringBack(index) => self.bring_back(index, now),
            Command::DismissReceipt => self.receipt = None,
            Command::CancelExport => self.exports.iter().for_each(|export| export.stop()),
            Command::DismissReport => self.export_report = None,
            Command::DismissMessage => self.message = None,
            Command::Fix(key) => self.fix(|finding| finding.key == key, now),
            Command::FixAll(rule) => self.fix(|finding| finding.rule == rule, now),
            Command::Ignore(key) => self.ignore(key, true, now),
            Command::StopIgnoring(key) => return self.stop_ignoring(&key, now),
            Command::IgnoreAlike { key, house: false } => {
                self.ignore(check::alike(&key), true, now);
            }
            Command::IgnoreAlike { key, house: true } => {
                let mut settings = self.settings.clone();
                settings.check.ignored.insert(check::alike(&key));
                return self.keep_settings(settings, now);
            }
            Command::SwitchRule { rule, on } => {
                let mut settings = self.settings.clone();
                if on {
                    settings.check.off.remove(rule);
                } else {
                    settings.check.off.insert(rule.to_owned());
                }
                return self.keep_settings(settings, now);
            }
            Command::SetStatus(status) => self.set_status(status, None, now),
            Command::CreditLine { at, text } => {
                let credit = media::credit::parse(&text);
                self.change(Edit::Set(Value::Credit(at, credit)).into(), now);
            }
            Command::Captions(bulk) => self.captions(bulk, now),
            Command::Paste { at, pasted, plain } => return self.paste(at, pasted, plain, now),
            Command::AddPicture { to, from } => {
                let trusted = self.settings.trusted.clone();
                return vec![Job::ReadPicture { to, from, trusted }];
            }
            Command::ReadAgain(at) => return self.read_again_job(at).into_iter().collect(),
            Command::Thumbnail(media) => return self.show_picture(Size::Small, media, now),
            Command::WidePicture(media) => return self.show_picture(Size::Wide, media, now),
            Command::LargePicture(media) => return self.show_picture(Size::Large, media, now),
            Command::Export { format, out, confirmed } => {
                return self.export(format, out, confirmed, now);
            }
            Command::New => return self.leave_for(Command::New, now),
            Command::Open(path) => return self.leave_for(Command::Open(path), now),
            Command::Import(path) => return self.leave_for(Command::Import(path), now),
            Command::Close => return self.leave_for(Command::Close, now),
            Command::Save => return self.save(now),
            Command::SaveIn(parent) => {
                let folder = self.folder_by_name(&parent);
                return self.save_as(folder, now);
            }
            Command::SaveAs(folder) => return self.save_as(folder, now),
            Command::SaveFirst => return self.save_first(now),
            Command::GoOn(reason) => return self.go_on(reason, now),
            Command::NeverMind => {
                self.question = None;
                self.after_save = None;
            }
            Command::KeepPerson(person) => {
                let mut settings = self.settings.clone();
                settings.people.retain(|known| known.name != person.name);
                settings.people.push(person);
                settings.people.sort_by(|a, b| a.name.cmp(&b.name));
                return self.keep_settings(settings, now);
            }
            Command::ForgetPerson(name) => {
                let mut settings = self.settings.clone();
                settings.people.retain(|known| known.name != name);
                return self.keep_settings(settings, now);
            }
            Command::Settings(settings) => return self.keep_settings(*settings, now),
        }
        Vec::new()
    }

    pub(super) fn change(&mut self, change: Change, now: DateTime<Utc>) {
        let after = change.after;
        match self.draft.change(change, now) {
            Ok(()) => {
                self.wanted = after.or(self.wanted);
                self.keep_a_graf();
            }
            Err(misfit) => {
                // Only a command made from an older story gets here, and it did nothing.
                tracing::warn!(%misfit, "a change did not fit the story");
                self.say(Tone::Problem, "That place has changed meanwhile. Please try again.", now);
            }
        }
    }

    /// The body is never left without a block: there would be nothing to write in.
    fn keep_a_graf(&mut self) {
        if !self.draft.story().body.is_empty() {
            return;
        }
        let graf = BlockKind::Paragraph(crate::story::RichText::default());
        let block = self.ids.block(graf);
        let at = TextAt::Block(block.id, crate::story::Part::Text);
        if self.draft.amend(Edit::Insert { index: 0, block }).is_ok() {
            self.wanted = Some(crate::edit::Selection::caret(at, 0));
        }
    }

    pub(super) fn change_if(&mut self, change: Option<Change>, now: DateTime<Utc>) {
        if let Some(change) = change {
            self.draft.end_run();
            self.change(change, now);
        }
    }

    fn set_text(&mut self, at: TextAt, text: &str, now: DateTime<Utc>) {
        let Some(old) = self.draft.story().text(at) else { return };
        let old = old.as_str();
        if old == text {
            return;
        }
        let edit = Edit::Splice { at, range: 0..old.len(), with: RichText::plain(text) };
        self.change(edit.into(), now);
    }

    /// A line for the editor.
    pub(super) fn say(&mut self, tone: Tone, text: impl Into<String>, at: DateTime<Utc>) {
        self.message = Some(Message { tone, text: text.into(), at });
    }

    /// Takes the findings along with what has changed since a revision.
    pub(super) fn follow(&mut self, revision: u64) {
        match self.draft.moves_since(revision) {
            Some(moves) => moves.for_each(|moved| self.checked.findings.follow(moved)),
            // So much has changed that only the next result can tell.
            None => *self.checked.findings = Findings::default(),
        }
    }

    /// Starts a check of the story as it stands, unless one is under way: its end starts the next.
    pub(super) fn check(&mut self, now: DateTime<Utc>) -> Option<Job> {
        let cache = self.check_cache.take()?;
        self.check_again = false;
        let progress = Arc::new(Checking::since(now));
        self.checking = Some(Arc::clone(&progress));
        Some(Job::Check {
            story: Box::new(self.draft.story().clone()),
            revision: self.draft.revision(),
            settings: self.rules.clone(),
            lexicon: self.lexicon.clone(),
            shelf: self.settings.shelf(),
            now,
            cache,
            progress,
            spent: self.spent.take(),
        })
    }

    fn bring_back(&mut self, index: usize, now: DateTime<Utc>) {
        let kept = self
            .receipt
            .as_mut()
            .and_then(|receipt| receipt.notices.get_mut(index))
            .and_then(|notice| notice.kept.take());
        let Some(kept) = kept else { return };
        let change = adopt::below(self.draft.story(), kept.after, kept.blocks);
        self.change_if(change, now);
    }

    fn fix(&mut self, wanted: impl Fn(&crate::check::Finding) -> bool, now: DateTime<Utc>) {
        // Back to front, so that an edit does not move the places of those before it.
        let mut fixes: Vec<_> = self
            .findings()
            .iter()
            .filter(|finding| wanted(finding))
            .filter_map(|finding| Some((finding.place.clone(), finding.fix.clone()?.edit)))
            .collect();
        fixes.sort_by(|a, b| b.0.cmp(&a.0));
        let edits: Vec<_> = fixes.into_iter().map(|(_, edit)| edit).collect();
        if !edits.is_empty() {
            self.draft.end_run();
            self.change(Edit::Batch(edits).into(), now);
        }
    }

    fn ignore(&mut self, key: String, ignore: bool, now: DateTime<Utc>) {
        let mut ignored = self.draft.story().ignored.clone();
        ignored.retain(|known| *known != key);
        if ignore {
            ignored.push(key);
            ignored.sort();
        }
        self.draft.end_run();
        self.change(Edit::Set(Value::Ignored(ignored)).into(), now);
    }

    /// Shows a finding again that is ignored by its own key or together with those like it.
    fn stop_ignoring(&mut self, key: &str, now: DateTime<Utc>) -> Vec<Job> {
        let alike = check::alike(key);
        let old = &self.draft.story().ignored;
        let ignored: Vec<String> =
            old.iter().filter(|known| *known != key && **known != alike).cloned().collect();
        if ignored.len() != old.len() {
            self.draft.end_run();
            self.change(Edit::Set(Value::Ignored(ignored)).into(), now);
        }
        if !self.settings.check.ignored.contains(&alike) {
            return Vec::new();
        }
        let mut settings = self.settings.clone();
        settings.check.ignored.remove(&alike);
        self.keep_settings(settings, now)
    }

    /// Sets the status. `why` is the reason to do so in spite of the checklist; it is recorded.
    fn set_status(&mut self, status: Status, why: Option<String>, now: DateTime<Utc>) {
        let says_in_order = matches!(status, Status::Ready | Status::Published);
        let red = self.checked.checklist.iter().filter(|item| !item.is_green());
        let reasons: Vec<String> = if says_in_order {
            red.map(|item| format!("{}: {}", item.what, item.missing)).collect()
        } else {
            Vec::new()
        };
        let mut edits = Vec::new();
        match why {
            None if !reasons.is_empty() => {
                self.question = Some(Question::Status { status, reasons });
                return;
            }
            Some(why) if !reasons.is_empty() => {
                let mut overrides = self.draft.story().overrides.clone();
                let what = format!("{}: {}", status.word(), reasons.join("; "));
                overrides.push(Override { at: now, what, why });
                edits.push(Edit::Set(Value::Overrides(overrides)));
            }
            _ => {}
        }
        edits.push(Edit::Set(Value::Status(status)));
        self.event = Some(store::Event::Status);
        self.draft.end_run();
        self.change(Edit::Batch(edits).into(), now);
    }

    fn read_again_job(&self, at: FigureAt) -> Option<Job> {
        let media = self.draft.story().figure(at)?.media?;
        Some(Job::ReadAgain {
            at,
            media,
            bytes: self.pictures.get(&media.id).map(|picture| picture.bytes.clone()),
            folder: self.disk.as_ref().map(|disk| disk.folder.clone()),
            trusted: self.settings.trusted.clone(),
        })
    }

    fn show_picture(&mut self, size: Size, media: MediaRef, now: DateTime<Utc>) -> Vec<Job> {
        self.shown.ask(size, media, now);
        self.next_picture().into_iter().collect()
    }

    /// The next picture to be decoded for the screen.
    pub(super) fn next_picture(&mut self) -> Option<Job> {
        let (size, media) = self.shown.next()?;
        let bytes = self.pictures.get(&media.id).map(|picture| picture.bytes.clone());
        let folder = self.disk.as_ref().map(|disk| disk.folder.clone());
        let cache = self.settings.cache_folder();
        Some(Job::ShowPicture { size, media, bytes, folder, cache })
    }

    pub(super) fn keep_settings(
        &mut self,
        settings: store::Settings,
        now: DateTime<Utc>,
    ) -> Vec<Job> {
        if settings == self.settings {
            return Vec::new();
        }
        let rules = settings.checks();
        let recheck = rules != self.rules;
        self.rules = rules;
        self.settings = settings.clone();
        let mut jobs = vec![Job::KeepSettings { settings: Box::new(settings) }];
        if recheck {
            // Findings of the old settings are worth nothing.
            self.checked = super::Checked::default();
            self.checks += 1;
            jobs.extend(self.check_anew(now));
        }
        jobs
    }

    /// Does a command that leaves the open story, or asks first when that would lose changes.
    fn leave_for(&mut self, command: Command, now: DateTime<Utc>) -> Vec<Job> {
        let worth_keeping = self.is_dirty() && !adopt::is_pristine(self.draft.story());
        if !worth_keeping {
            return self.leave(command, now);
        }
        if self.read_only.is_some() {
            // Only somebody who was told so can have got here.
            self.question = Some(Question::Unsaved(Box::new(command)));
            return Vec::new();
        }
        self.question = None;
        self.after_save = Some(command);
        self.save_by(By::Itself, now)
    }

    pub(super) fn leave(&mut self, command: Command, now: DateTime<Utc>) -> Vec<Job> {
        self.question = None;
        match command {
            Command::New => {
                let story = super::blank(&mut self.ids, &self.settings, now);
                let left = self.let_go();
                self.show(story);
                left.into_iter().chain(self.check(now)).collect()
            }
            Command::Open(path) => vec![Job::Open { path }],
            Command::Import(path) => {
                let trusted = self.settings.trusted.clone();
                vec![Job::Import { path, ids: self.ids.reserve(), trusted }]
            }
            Command::Close => {
                self.closing = true;
                self.let_go().into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// Puts another story on the desk. Nothing of the old one stays.
    pub(super) fn show(&mut self, story: crate::story::Story) {
        self.autosave = Autosave::default();
        self.event = None;
        self.before = None;
        self.versions = super::history::Versions::default();
        self.draft = self.draft.succeeded_by(story);
        self.saved_revision = self.draft.revision();
        self.disk = None;
        self.read_only = None;
        self.pictures.clear();
        self.shown = Shown::default();
        self.checked = super::Checked::default();
        self.checks += 1;
        self.receipt = None;
        self.export_report = None;
        self.wanted = None;
    }

    fn save(&mut self, now: DateTime<Utc>) -> Vec<Job> {
        self.save_by(By::Hand, now)
    }

    pub(super) fn save_by(&mut self, by: By, now: DateTime<Utc>) -> Vec<Job> {
        if let Some(reason) = self.read_only.clone() {
            self.say(Tone::Problem, format!("{reason} Use Save as… to keep a copy."), now);
            return Vec::new();
        }
        let (folder, expected) = match &self.disk {
            Some(disk) => (disk.folder.clone(), Some(disk.hash.clone())),
            None => (self.folder_for_new(by), None),
        };
        self.save_job(folder, expected, by, now)
    }

    fn save_as(&mut self, folder: PathBuf, now: DateTime<Utc>) -> Vec<Job> {
        if self.disk.as_ref().is_some_and(|disk| disk.folder == folder) {
            return self.save(now);
        }
        self.save_job(folder, None, By::Hand, now)
    }

    fn save_job(
        &mut self,
        folder: PathBuf,
        expected: Option<store::ContentHash>,
        by: By,
        now: DateTime<Utc>,
    ) -> Vec<Job> {
        if self.saving {
            // The save under way ends with a look at what has changed since.
            return Vec::new();
        }
        if self.is_dirty() && self.draft.note(Value::Updated(now)).is_err() {
            return Vec::new();
        }
        self.saving = true;
        self.autosave.started(now);
        if by == By::Hand {
            self.draft.end_run();
        }
        // A save into a new folder has its name already.
        let may_move = expected.is_some() && self.is_name_final(by);
        let better = may_move.then(|| self.better_folder()).flatten();
        vec![Job::Save(Box::new(job::Save {
            story: self.draft.story().clone(),
            revision: self.draft.revision(),
            folder,
            copy_media_from: self.disk.as_ref().map(|disk| disk.folder.clone()),
            unknown: self.disk.as_ref().map(|disk| disk.unknown.clone()).unwrap_or_default(),
            expected,
            pictures: self.pictures.values().cloned().collect(),
            who: self.settings.author.clone(),
            now,
            by,
            better,
            before: self.before.take(),
            event: self.event.take(),
        }))]
    }

    fn save_first(&mut self, now: DateTime<Utc>) -> Vec<Job> {
        match self.question.take() {
            Some(Question::Unsaved(command)) => {
                self.after_save = Some(*command);
                self.save(now)
            }
            other => {
                self.question = other;
                Vec::new()
            }
        }
    }

    fn go_on(&mut self, reason: String, now: DateTime<Utc>) -> Vec<Job> {
        match self.question.take() {
            Some(Question::Unsaved(command)) => self.leave(*command, now),
            Some(Question::Export { format, out, .. }) => {
                self.export(format, out, Some(reason), now)
            }
            Some(Question::Status { status, .. }) => {
                self.set_status(status, Some(reason), now);
                Vec::new()
            }
            Some(Question::ChangedOnDisk) => {
                // Their version stays on disk as it is; ours goes beside it.
                let Some(folder) = self.folder().map(PathBuf::from) else { return Vec::new() };
                let parent = folder.parent().map(PathBuf::from).unwrap_or_default();
                self.obey(Command::SaveIn(parent), now)
            }
            Some(Question::Held(_)) => self.take_lock(true, now).into_iter().collect(),
            Some(Question::Damaged { copy, .. }) => vec![Job::OpenCopy { path: copy }],
            None => Vec::new(),
        }
    }

    fn export(
        &mut self,
        format: export::Format,
        out: PathBuf,
        confirmed: Option<String>,
        now: DateTime<Utc>,
    ) -> Vec<Job> {
        let errors = self.findings().of_level(crate::check::Level::Error);
        let reasons = export::hold_reasons(self.draft.story(), now, errors);
        match confirmed {
            None if !reasons.is_empty() => {
                self.question = Some(Question::Export { format, out, reasons });
                return Vec::new();
            }
            Some(why) if !reasons.is_empty() => {
                let mut overrides = self.draft.story().overrides.clone();
                let what = format!("{}: {}", format.word(), reasons.join("; "));
                overrides.push(Override { at: now, what, why });
                self.change(Edit::Set(Value::Overrides(overrides)).into(), now);
            }
            _ => {}
        }
        let progress = Arc::new(Progress::default());
        self.exports.push(Arc::clone(&progress));
        vec![Job::Export(Box::new(ExportJob {
            story: self.draft.story().clone(),
            format,
            out,
            settings: self.settings.clone(),
            folder: self.disk.as_ref().map(|disk| disk.folder.clone()),
            pictures: self.pictures.values().cloned().collect(),
            now,
            progress,
        }))]
    }

    /// The change that puts a new picture where it was asked for.
    pub(super) fn picture_change(
        &mut self,
        to: PictureTo,
        figure: crate::story::Figure,
    ) -> Option<Change> {
        let story = self.draft.story();
        match to {
            PictureTo::Lead => {
                let mut edits = Vec::new();
                if let Some(old) = &story.lead {
                    let block = self.ids.block(BlockKind::Figure(Box::new(old.clone())));
                    edits.push(Edit::Insert { index: 0, block });
                }
                edits.push(Edit::Set(Value::Lead(Some(Box::new(figure)))));
                Some(Edit::Batch(edits).into())
            }
            PictureTo::Below(below) => {
                let kind = BlockKind::Figure(Box::new(figure));
                let (mut change, id) = make::insert_below(story, below, kind, &mut self.ids);
                let at = TextAt::Caption(crate::story::FigureAt::Block(id));
                change.after = Some(crate::edit::Selection::caret(at, 0));
                Some(change)
            }
            PictureTo::Portrait(index) => {
                let mut people = story.bylines.clone();
                people.get_mut(index)?.portrait = figure.media;
                Some(Edit::Set(Value::Bylines(people)).into())
            }
            PictureTo::Replace(at) => {
                story.figure(at)?;
                Some(Edit::Set(Value::Figure(at, Box::new(figure))).into())
            }
        }
    }
}

/// The caret in a block that an edit puts in, or the block whole.
fn first_stop(edit: &Edit, id: crate::story::BlockId) -> Option<crate::edit::Selection> {
    let Edit::Insert { block, .. } = edit else { return None };
    if flow::is_one_thing(block) {
        return Some(flow::whole(id));
    }
    Some(crate::edit::Selection::caret(flow::stops(block).next()?, 0))
}
