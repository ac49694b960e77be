//! File dialogs, asked on a thread of their own so that the window goes on.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use crate::desk::{PictureTo, work};
use crate::export;

/// What a path is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ask {
    /// A story folder.
    Open,
    /// A file to make a story of.
    Import,
    /// A folder to save the story in.
    SaveAs,
    /// A picture.
    Picture(PictureTo),
    /// Where an export goes.
    Export(export::Format),
}

impl Ask {
    /// The title of the dialog.
    pub(super) fn title(&self) -> String {
        match self {
            Self::Open => "Open a story folder".to_owned(),
            Self::Import => "Import a page or text".to_owned(),
            Self::SaveAs => "Choose the folder to save the story in".to_owned(),
            Self::Picture(_) => "Add a picture".to_owned(),
            Self::Export(format) => format!("Export as {}", format.label()),
        }
    }
}

/// An answer to a question; no path when it was cancelled.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) ask: Ask,
    pub(super) path: Option<PathBuf>,
    /// No dialog could be shown: ask for the path inside the window.
    pub(super) no_dialog: bool,
}

/// Asks for paths with the system's dialogs.
#[derive(Debug)]
pub(super) struct Dialogs {
    answers: Receiver<Answer>,
    sender: SyncSender<Answer>,
    /// Always ask inside the window.
    pub(super) inside: bool,
}

/// A dialog that is gone sooner than this was never there: no portal answered.
const NO_DIALOG: Duration = Duration::from_millis(400);

impl Dialogs {
    pub(super) fn new(inside: bool) -> Self {
        let (sender, answers) = sync_channel(16);
        Self { answers, sender, inside }
    }

    /// Shows a dialog; its answer comes through [`Self::answers`].
    pub(super) fn ask(&self, ctx: &egui::Context, ask: Ask, name: &str, start: Option<PathBuf>) {
        let sender = self.sender.clone();
        if self.inside {
            let answer = Answer { ask, path: None, no_dialog: true };
            if sender.try_send(answer).is_err() {
                tracing::warn!("too many questions for a path are open");
            }
            return;
        }
        let mut dialog = rfd::AsyncFileDialog::new().set_title(ask.title());
        if let Some(start) = start {
            dialog = dialog.set_directory(start);
        }
        let ctx = ctx.clone();
        let shown = Instant::now();
        let finish = move |ask: Ask, file: Option<rfd::FileHandle>| {
            let no_dialog = file.is_none() && shown.elapsed() < NO_DIALOG;
            let path = file.map(|file| file.path().to_path_buf());
            if sender.send(Answer { ask, path, no_dialog }).is_ok() {
                ctx.request_repaint();
            }
        };
        match ask {
            Ask::Open | Ask::SaveAs => {
                let future = dialog.pick_folder();
                work::spawn("dialog", move || finish(ask, pollster::block_on(future)));
            }
            Ask::Import => {
                let future = dialog
                    .add_filter("Pages and text", &["html", "htm", "txt", "md", "markdown", "json"])
                    .add_filter("All files", &["*"])
                    .pick_file();
                work::spawn("dialog", move || finish(ask, pollster::block_on(future)));
            }
            Ask::Picture(_) => {
                let future = dialog
                    .add_filter(
                        "Pictures",
                        &[
                            "jpg", "jpeg", "png", "webp", "avif", "heic", "heif", "gif", "tif",
                            "tiff",
                        ],
                    )
                    .pick_file();
                work::spawn("dialog", move || finish(ask, pollster::block_on(future)));
            }
            Ask::Export(_) => {
                let future = dialog.set_file_name(name).save_file();
                work::spawn("dialog", move || finish(ask, pollster::block_on(future)));
            }
        }
    }

    /// Answers that have come in.
    pub(super) fn answers(&self) -> Vec<Answer> {
        self.answers.try_iter().collect()
    }
}
