//! What the desk does when a job is finished.

use std::path::Path;

use chrono::{DateTime, Utc};

use super::job::{By, PictureRead, Saved};
use super::{
    Checked, Desk, Done, ExportReport, Exported, Job, OnDisk, PictureTo, Question, Receipt, Tone,
};
use crate::edit::{Edit, Value};
use crate::export;
use crate::import::Import;
use crate::media::fill;
use crate::store;
use crate::story::{BlockKind, Figure, FigureAt, MediaId, SourceType, Story};

impl Desk {
    /// Takes the result of a job and returns the jobs that follow from it.
    pub fn receive(&mut self, done: Done, now: DateTime<Utc>) -> Vec<Job> {
        if let Some(name) = done_name(&done)
            && let Some(index) = self.busy.iter().position(|busy| *busy == name)
        {
            self.busy.remove(index);
        }
        let revision = self.draft.revision();
        let mut jobs = self.take(done, now);
        if self.draft.revision() != revision {
            self.follow(revision);
            self.follow_search(revision);
            jobs.extend(self.find_job());
            jobs.extend(self.check(now));
        }
        for name in jobs.iter().filter_map(Job::name) {
            self.busy.push(name);
        }
        jobs
    }

    fn take(&mut self, done: Done, now: DateTime<Utc>) -> Vec<Job> {
        match done {
            Done::Checked { story, revision, findings, ignored, checklist, lexicon, cache } => {
                self.lexicon = lexicon;
                self.check_cache = Some(cache);
                self.checking = None;
                if std::mem::take(&mut self.check_again) {
                    return self.check_anew(now).into_iter().collect();
                }
                self.checks += 1;
                let is_this_story = story == self.draft.story().id;
                if is_this_story {
                    let new = Checked { findings, ignored, checklist, revision: Some(revision) };
                    let old = std::mem::replace(&mut self.checked, new);
                    self.spent = Some(old.findings);
                    self.follow(revision);
                }
                if !is_this_story || revision != self.draft.revision() {
                    return self.check(now).into_iter().collect();
                }
            }
            Done::Saved(saved) => return self.saved(*saved, now),
            Done::Opened(result) => return self.opened(*result, now),
            Done::CopyOpened(result) => {
                let opened = result.is_ok();
                let jobs = self.opened(*result, now);
                // What is shown is not what is on disk: the damaged file still stands there.
                if opened {
                    self.saved_revision = u64::MAX;
                }
                return jobs;
            }
            Done::Imported { path, result } => match result {
                Ok(import) => {
                    let from = path
                        .file_name()
                        .map(|name| name.to_string_lossy().into_owned())
                        .unwrap_or_default();
                    let mut import = *import;
                    import.story.created = now;
                    import.story.updated = now;
                    self.show(import.story.clone());
                    // An import is a change that is not on disk yet.
                    self.saved_revision = u64::MAX;
                    self.keep_pictures(&import);
                    self.receipt = Some(receipt(from, &import));
                    return self.check(now).into_iter().collect();
                }
                Err(problem) => self.say(Tone::Problem, problem, now),
            },
            Done::Pasted { at, revision, result } => match result {
                Ok(import) => self.pasted(at, revision, *import, now),
                Err(problem) => self.say(Tone::Problem, problem, now),
            },
            Done::PictureRead { to, name, result } => match result {
                Ok(read) => {
                    let media = read.picture.media;
                    let figure = self.filled(&to, &name, &read);
                    if let Some(problem) = &read.problem {
                        let text = format!(
                            "{name} was added, but cannot be shown. {problem} The file is kept \
                             with the story and leaves as it is."
                        );
                        self.say(Tone::Problem, text, now);
                    }
                    self.pictures.insert(media.id, read.picture);
                    if let Some(change) = self.picture_change(to, figure) {
                        self.draft.end_run();
                        self.change(change, now);
                    }
                }
                Err(problem) => self.say(Tone::Problem, problem, now),
            },
            Done::ReadAgain { at, id, result } => match result {
                Ok(read) => self.read_again(at, id, &read, now),
                Err(problem) => self.say(Tone::Problem, problem, now),
            },
            Done::PictureShown { size, id, result } => {
                self.shown.keep(size, id, result);
                return self.next_picture().into_iter().collect();
            }
            Done::Exported { format, out, progress, result } => {
                self.exports.retain(|going| !std::sync::Arc::ptr_eq(going, &progress));
                self.exported(format, out, result, now);
            }
            Done::Found { wanted, revision, result } => {
                return self.found(wanted, revision, result);
            }
            Done::Replaced(job, result) => return self.replaced(*job, result, now),
            Done::Copied(ready) => self.copied(*ready),
            Done::SettingsKept(Ok(())) | Done::Nothing => {}
            Done::History { folder, versions } => self.listed(&folder, versions),
            Done::CopyRead(result) => self.restore(*result, now),
            Done::Looked(looked) => return self.looked(*looked, now).into_iter().collect(),
            Done::Locked { folder, locked } => return self.locked(&folder, locked, now),
            Done::Beaten { lock, result } => return self.beaten(lock, result, now),
            Done::Taught(Ok(words)) => {
                self.say(Tone::Done, format!("“{words}” is a word of the house now."), now);
                return self.house_words_changed(now);
            }
            Done::Taught(Err(problem)) | Done::SettingsKept(Err(problem)) => {
                self.say(Tone::Problem, problem, now);
            }
        }
        Vec::new()
    }

    fn exported(
        &mut self,
        format: export::Format,
        path: std::path::PathBuf,
        result: Result<Exported, store::ExportError>,
        now: DateTime<Utc>,
    ) {
        match result {
            Ok(Exported { report: fields, batch }) => {
                let text = format!("Exported as {} to {}", format.label(), path.display());
                self.say(Tone::Done, text, now);
                let originals = batch.left_as_originals();
                if let Some(why) = originals.first() {
                    let text = match originals.len() {
                        1 => format!("1 picture left as its original, private data and all. {why}"),
                        many => format!(
                            "{many} pictures left as their originals, private data and all. {why}"
                        ),
                    };
                    self.say(Tone::Problem, text, now);
                }
                self.export_report = Some(ExportReport { format, path, fields, batch });
            }
            // As asked.
            Err(error @ store::ExportError::Stopped) => {
                self.say(Tone::Done, error.to_string(), now);
            }
            Err(error) => self.say(Tone::Problem, error.to_string(), now),
        }
    }

    fn saved(&mut self, saved: Saved, now: DateTime<Utc>) -> Vec<Job> {
        let Saved { folder, moved_from, revision, pictures, unknown, by, before, event, result } =
            saved;
        self.saving = false;
        match result {
            Ok(hash) => {
                self.saved_revision = revision;
                self.read_only = None;
                for id in &pictures {
                    self.pictures.remove(id);
                }
                self.autosave.ended(revision != self.draft.revision(), now);
                // The status bar says that it is saved, and when; nothing else needs to.
                let is_old_news = |message: &super::Message| message.tone == Tone::Done;
                let is_by_hand = by == By::Hand;
                if self.is_save_message
                    || is_by_hand && self.message.as_ref().is_some_and(is_old_news)
                {
                    self.message = None;
                }
                self.is_save_message = false;
                // What was saved as another story leaves the first one to others.
                let is_elsewhere = self.folder().is_some_and(|old| old != folder);
                let left = (moved_from.is_none() && is_elsewhere).then(|| self.let_go()).flatten();
                self.presence.moved(moved_from.as_deref(), &folder);
                self.disk = Some(OnDisk { folder, hash, unknown });
                let mut jobs = self.remember_story(moved_from.as_deref(), now);
                jobs.extend(left);
                if self.after_save.is_none() {
                    jobs.extend(self.take_lock(false, now));
                }
                if let Some(command) = self.after_save.take() {
                    // Words typed while the save was under way are asked about again.
                    jobs.extend(self.handle(command, now));
                }
                jobs
            }
            Err(store::SaveError::ChangedOnDisk { .. }) => {
                self.kept_nothing(before, event);
                self.question = Some(Question::ChangedOnDisk);
                self.after_save = None;
                Vec::new()
            }
            Err(error) => {
                self.kept_nothing(before, event);
                self.autosave.failed(now);
                if let Some(command) = self.after_save.take() {
                    // Nothing is left behind that is not on disk, unless somebody says so.
                    self.question = Some(Question::Unsaved(Box::new(command)));
                }
                self.say(Tone::Problem, error.to_string(), now);
                self.is_save_message = true;
                Vec::new()
            }
        }
    }

    /// A save that failed has kept no copies; the next one has to.
    fn kept_nothing(&mut self, before: Option<store::Event>, event: Option<store::Event>) {
        self.before = self.before.or(before);
        self.event = self.event.or(event);
    }

    /// Puts the open story at the top of the latest ones, in place of the name that it had.
    fn remember_story(&mut self, moved_from: Option<&Path>, now: DateTime<Utc>) -> Vec<Job> {
        let Some(disk) = &self.disk else { return Vec::new() };
        let mut settings = self.settings.clone();
        if let Some(old) = moved_from {
            settings.recent.retain(|known| known.folder != old);
        }
        settings.remember(&disk.folder, self.draft.story().title());
        self.keep_settings(settings, now)
    }

    fn opened(
        &mut self,
        result: Result<store::Opened, store::OpenError>,
        now: DateTime<Utc>,
    ) -> Vec<Job> {
        match result {
            Ok(opened) => {
                let left = self.let_go();
                self.show(opened.story);
                self.before = Some(store::Event::Opened);
                self.read_only = opened.read_only;
                self.message = None;
                if !opened.notices.is_empty() {
                    self.receipt = Some(Receipt {
                        from: opened.folder.display().to_string(),
                        came_in: "Opened".to_owned(),
                        notices: opened.notices,
                    });
                }
                self.disk = Some(OnDisk {
                    folder: opened.folder,
                    hash: opened.hash,
                    unknown: opened.unknown,
                });
                let mut jobs = self.remember_story(None, now);
                jobs.extend(left);
                if self.read_only.is_none() {
                    jobs.extend(self.take_lock(false, now));
                }
                jobs.extend(self.check(now));
                jobs
            }
            Err(error) => {
                match error.offer() {
                    Some(copy) => {
                        self.question =
                            Some(Question::Damaged { problem: error.to_string(), copy });
                    }
                    None => self.say(Tone::Problem, error.to_string(), now),
                }
                Vec::new()
            }
        }
    }

    /// The figure for a picture that has been read: what stands in the story, if anything does,
    /// and what its file says where the story says nothing.
    fn filled(&self, to: &PictureTo, name: &str, read: &PictureRead) -> Figure {
        let story = self.draft.story();
        let mut figure = match to {
            PictureTo::Replace(at) => story.figure(*at).cloned().unwrap_or_default(),
            PictureTo::Lead | PictureTo::Below(_) | PictureTo::Portrait(_) => Figure::default(),
        };
        if figure.media != Some(read.picture.media) {
            // Crops are parts of the picture that they were set in.
            figure.crops.clear();
            figure.focal_point = None;
            // So is how it came into being.
            figure.source_type = SourceType::Unknown;
        }
        figure.media = Some(read.picture.media);
        fill::fill(&mut figure, &read.metadata, name, story.language.tag());
        fill::note_credentials(&mut figure, &read.credentials);
        figure
    }

    /// Takes what a picture's file says now, as one step of undo.
    fn read_again(&mut self, at: FigureAt, id: MediaId, read: &PictureRead, now: DateTime<Utc>) {
        let story = self.draft.story();
        let Some(figure) = story.figure(at) else { return };
        if figure.media.map(|media| media.id) != Some(id) {
            // Another picture stands there meanwhile, and it was read when it came.
            return;
        }
        let language = story.language.tag();
        let again = fill::read_again(figure, &read.metadata, &read.credentials, language);
        let Some(again) = again else {
            self.say(Tone::Done, "The picture’s file says what it said before", now);
            return;
        };
        self.draft.end_run();
        self.change(Edit::Set(Value::Figure(at, Box::new(again))).into(), now);
        self.say(Tone::Done, "Read the picture’s file again", now);
    }

    pub(super) fn keep_pictures(&mut self, import: &Import) {
        for picture in &import.pictures {
            self.pictures.insert(picture.media.id, picture.clone());
        }
    }
}

fn done_name(done: &Done) -> Option<&'static str> {
    match done {
        Done::Saved(saved) if saved.by == By::Hand => Some("Saving…"),
        Done::Opened(_) | Done::CopyOpened(_) => Some("Opening…"),
        Done::Imported { .. } => Some("Importing…"),
        Done::Pasted { .. } => Some("Reading the paste…"),
        Done::PictureRead { .. } | Done::ReadAgain { .. } => Some("Reading the picture…"),
        Done::Exported { .. } => Some("Exporting…"),
        Done::Checked { .. }
        | Done::PictureShown { .. }
        | Done::SettingsKept(_)
        | Done::Taught(_)
        | Done::Saved(_)
        | Done::History { .. }
        | Done::CopyRead(_)
        | Done::Looked(_)
        | Done::Locked { .. }
        | Done::Beaten { .. }
        | Done::Nothing
        | Done::Found { .. }
        | Done::Copied(_) => None,
        Done::Replaced(..) => Some("Replacing…"),
    }
}

pub(super) fn receipt(from: String, import: &Import) -> Receipt {
    Receipt { from, came_in: came_in(&import.story), notices: import.notices.clone() }
}

/// What a story holds, counted in a desk's words.
fn came_in(story: &Story) -> String {
    let count = |wanted: fn(&BlockKind) -> bool| {
        story.body.iter().filter(|block| wanted(&block.kind)).count()
    };
    let parts = [
        (count(|kind| matches!(kind, BlockKind::Paragraph(_))), "graf", "grafs"),
        (count(|kind| matches!(kind, BlockKind::Heading(..))), "subhead", "subheads"),
        (
            count(|kind| matches!(kind, BlockKind::Quote(_) | BlockKind::PullQuote(_))),
            "quote",
            "quotes",
        ),
        (count(|kind| matches!(kind, BlockKind::List(_))), "list", "lists"),
        (story.figures().len(), "picture", "pictures"),
        (count(|kind| matches!(kind, BlockKind::Embed(_))), "embed", "embeds"),
        (count(|kind| matches!(kind, BlockKind::Table(_))), "table", "tables"),
        (count(|kind| matches!(kind, BlockKind::Related(_))), "related link", "related links"),
    ];
    let counted: Vec<String> = parts
        .into_iter()
        .filter(|(count, _, _)| *count > 0)
        .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
        .collect();
    if counted.is_empty() { "Nothing came in".to_owned() } else { counted.join(", ") }
}
