//! A story on its way out: pictures are made, files are written, and somebody may look on and stop
//! it.
//!
//! Must not know: windows; how pictures are made or files are written.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use chrono::{DateTime, Utc};

use super::Done;
use crate::export;
use crate::media::Picture;
use crate::store::{self, Batch, Darkroom, ExportError, Watch};
use crate::story::{MediaId, Story};

/// How far an export is, for whoever waits for it, and their wish to stop it.
#[derive(Debug, Default)]
pub struct Progress {
    made: AtomicUsize,
    all: AtomicUsize,
    stopped: AtomicBool,
}

impl Progress {
    /// What is going on, in plain words: `Making pictures: 12 of 80`.
    pub fn words(&self) -> String {
        if self.stopped.load(Ordering::Relaxed) {
            return "Stopping the export…".to_owned();
        }
        match (self.made.load(Ordering::Relaxed), self.all.load(Ordering::Relaxed)) {
            (made, all) if made < all => format!("Making pictures: {made} of {all}"),
            _ => "Exporting…".to_owned(),
        }
    }

    /// Stops the export as soon as that can be done.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// Whether somebody stopped it.
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }
}

/// Everything that an export needs.
#[derive(Debug)]
pub struct ExportJob {
    /// The story.
    pub story: Story,
    /// The format.
    pub format: export::Format,
    /// The file or folder to write.
    pub out: PathBuf,
    /// House style.
    pub settings: store::Settings,
    /// Where the story's pictures are.
    pub folder: Option<PathBuf>,
    /// Pictures that are not there yet.
    pub pictures: Vec<Picture>,
    /// For the date of change.
    pub now: DateTime<Utc>,
    /// How far it is.
    pub progress: Arc<Progress>,
}

/// An export that has been written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// What became of each field of the story.
    pub report: Vec<export::FieldReport>,
    /// What became of its pictures.
    pub batch: Batch,
}

impl ExportJob {
    pub(super) fn run(self) -> Done {
        let progress = &self.progress;
        let watch = Watch {
            stopped: &|| progress.is_stopped(),
            progress: &|made, all| {
                progress.made.store(made, Ordering::Relaxed);
                progress.all.store(all, Ordering::Relaxed);
            },
        };
        let outgoing = Outgoing {
            story: &self.story,
            format: self.format,
            settings: &self.settings,
            folder: self.folder.as_deref(),
            pictures: &self.pictures,
            now: self.now,
        };
        let result = outgoing.write(&self.out, &watch);
        Done::Exported { format: self.format, out: self.out, progress: self.progress, result }
    }
}

/// What leaves.
#[derive(Clone, Copy, Debug)]
pub struct Outgoing<'a> {
    /// The story.
    pub story: &'a Story,
    /// The format.
    pub format: export::Format,
    /// House style.
    pub settings: &'a store::Settings,
    /// Where the story's pictures are.
    pub folder: Option<&'a Path>,
    /// Pictures that are not there yet.
    pub pictures: &'a [Picture],
    /// The time of the export.
    pub now: DateTime<Utc>,
}

impl Outgoing<'_> {
    /// Makes the pictures and writes the export to a path; the command line uses this too.
    pub fn write(&self, out: &Path, watch: &Watch<'_>) -> Result<Exported, ExportError> {
        let is_folder = self.format.is_folder();
        let mut source =
            store::PictureSource { folder: self.folder, pictures: self.pictures, darkroom: None };
        let wish = self.settings.renditions.wish();
        let mut export = self.export(wish, &export::NO_ORIGINALS);
        if wish.is_none() || export.media.is_empty() {
            store::write_export(&export, is_folder, &source, out, watch)?;
            return Ok(Exported { report: export.report, batch: Batch::default() });
        }
        let darkroom = Darkroom::open(self.settings.cache_folder().as_deref())?;
        let mut batch = darkroom.make(&export, is_folder, &source, out, watch)?;
        // Files of which nobody knows what they show.
        let why = "Such a file cannot be read here, so that no copies are made of it.";
        for file in export.media.iter().filter(|file| file.made.is_none()) {
            let unmade = export::Unmade::Unreadable(why.to_owned());
            batch.originals.entry(file.media.id).or_insert(unmade);
        }
        if !batch.originals.is_empty() {
            // The page must not name files that cannot be made.
            export = self.export(wish, &batch.originals);
        }
        source.darkroom = Some(&darkroom);
        store::write_export(&export, is_folder, &source, out, watch)?;
        darkroom.tidy();
        Ok(Exported { report: export.report, batch })
    }

    /// The files of the export with these renditions.
    pub(super) fn export(
        &self,
        renditions: Option<&crate::media::rendition::Wish>,
        originals: &BTreeMap<MediaId, export::Unmade>,
    ) -> export::Export {
        let credit_line =
            |credit: &crate::story::Credit| super::house_credit(self.settings, credit);
        let options = export::Options {
            credit_line: &credit_line,
            publisher: &self.settings.publisher,
            base_url: &self.settings.base_url,
            renditions,
            originals,
            now: self.now,
        };
        export::export(self.story, self.format, &options)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_waits_is_told_how_far_it_is() {
        let progress = Progress::default();
        assert_eq!(progress.words(), "Exporting…");
        progress.all.store(80, Ordering::Relaxed);
        progress.made.store(12, Ordering::Relaxed);
        assert_eq!(progress.words(), "Making pictures: 12 of 80");
        progress.made.store(80, Ordering::Relaxed);
        assert_eq!(progress.words(), "Exporting…");
        progress.stop();
        assert_eq!(progress.words(), "Stopping the export…");
    }
}
