//! What the desk does when a job is finished.

use chrono::{DateTime, Utc};

use super::job::PictureRead;
use super::{Checked, Desk, Done, ExportReport, Job, OnDisk, PictureTo, Question, Receipt, Tone};
use crate::import::Import;
use crate::media::fill;
use crate::store;
use crate::story::{BlockKind, Figure, Story};

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
            Done::Saved { folder, revision, pictures, unknown, result } => {
                return self.saved(folder, revision, &pictures, unknown, result, now);
            }
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
                    self.pictures.insert(media.id, read.picture);
                    if let Some(change) = self.picture_change(to, figure) {
                        self.draft.end_run();
                        self.change(change, now);
                    }
                }
                Err(problem) => self.say(Tone::Problem, problem, now),
            },
            Done::Thumbnail { id, result } => match result {
                Ok(thumbnail) => {
                    self.thumbnails.insert(id, Some(thumbnail));
                }
                Err(problem) => {
                    self.thumbnails_failed.insert(id, problem);
                }
            },
            Done::Exported { format, out, result } => match result {
                Ok(fields) => {
                    let text = format!("Exported as {} to {}", format.label(), out.display());
                    self.say(Tone::Done, text, now);
                    self.export_report = Some(ExportReport { format, path: out, fields });
                }
                Err(problem) => self.say(Tone::Problem, problem, now),
            },
            Done::Found { wanted, revision, result } => {
                return self.found(wanted, revision, result);
            }
            Done::Replaced(job, result) => return self.replaced(*job, result, now),
            Done::Copied(ready) => self.copied(*ready),
            Done::SettingsKept(Ok(())) => {}
            Done::SettingsKept(Err(problem)) => self.say(Tone::Problem, problem, now),
        }
        Vec::new()
    }

    fn saved(
        &mut self,
        folder: std::path::PathBuf,
        revision: u64,
        pictures: &[crate::story::MediaId],
        unknown: store::Unknown,
        result: Result<store::ContentHash, store::SaveError>,
        now: DateTime<Utc>,
    ) -> Vec<Job> {
        self.saving = false;
        match result {
            Ok(hash) => {
                self.saved_revision = revision;
                self.read_only = None;
                for id in pictures {
                    self.pictures.remove(id);
                }
                self.say(Tone::Done, "Saved", now);
                let mut settings = self.settings.clone();
                settings.remember(&folder, self.draft.story().title());
                self.disk = Some(OnDisk { folder, hash, unknown });
                self.settings = settings.clone();
                let mut jobs = vec![Job::KeepSettings { settings: Box::new(settings) }];
                if let Some(command) = self.after_save.take() {
                    // Words typed while the save was under way are asked about again.
                    jobs.extend(self.handle(command, now));
                }
                jobs
            }
            Err(store::SaveError::ChangedOnDisk { .. }) => {
                self.question = Some(Question::ChangedOnDisk);
                self.after_save = None;
                Vec::new()
            }
            Err(error) => {
                self.after_save = None;
                self.say(Tone::Problem, error.to_string(), now);
                Vec::new()
            }
        }
    }

    fn opened(
        &mut self,
        result: Result<store::Opened, store::OpenError>,
        now: DateTime<Utc>,
    ) -> Vec<Job> {
        match result {
            Ok(opened) => {
                self.show(opened.story);
                self.read_only = opened.read_only;
                self.message = None;
                if !opened.notices.is_empty() {
                    self.receipt = Some(Receipt {
                        from: opened.folder.display().to_string(),
                        came_in: "Opened".to_owned(),
                        notices: opened.notices,
                    });
                }
                let mut settings = self.settings.clone();
                settings.remember(&opened.folder, self.draft.story().title());
                self.settings = settings.clone();
                self.disk = Some(OnDisk {
                    folder: opened.folder,
                    hash: opened.hash,
                    unknown: opened.unknown,
                });
                let mut jobs = vec![Job::KeepSettings { settings: Box::new(settings) }];
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
        }
        figure.media = Some(read.picture.media);
        fill::fill(&mut figure, &read.metadata, name, story.language.tag());
        figure
    }

    pub(super) fn keep_pictures(&mut self, import: &Import) {
        for picture in &import.pictures {
            self.pictures.insert(picture.media.id, picture.clone());
        }
    }
}

fn done_name(done: &Done) -> Option<&'static str> {
    match done {
        Done::Saved { .. } => Some("Saving…"),
        Done::Opened(_) | Done::CopyOpened(_) => Some("Opening…"),
        Done::Imported { .. } => Some("Importing…"),
        Done::Pasted { .. } => Some("Reading the paste…"),
        Done::PictureRead { .. } => Some("Reading the picture…"),
        Done::Exported { .. } => Some("Exporting…"),
        Done::Checked { .. }
        | Done::Thumbnail { .. }
        | Done::SettingsKept(_)
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
