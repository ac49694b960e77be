//! `nightdesk check`: what a sub-editor would stop at, in many stories at once, for people and
//! for machines.
//!
//! One way of printing is one file below `check/`.
//!
//! Must not know: any particular rule.

mod github;
mod json;
mod sarif;
mod text;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use chrono::{DateTime, Utc};
use clap::{Args, ValueEnum};

use super::print::{problem, say};
use crate::check::{self, Finding, Outcome};
use crate::store;
use crate::story::{ByteRange, Place, Story, TextAt};

/// What to check and how to say it.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// Story folders, or their story.ron.
    #[arg(required = true, value_name = "STORY")]
    stories: Vec<PathBuf>,
    /// How to print the findings.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// House rules to check by, in RON, instead of those of the settings.
    #[arg(long, value_name = "FILE")]
    rules: Option<PathBuf>,
    /// Leave out findings below this level.
    #[arg(long, value_enum, default_value_t = Level::Advice)]
    level: Level,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// A line for each, to read.
    Text,
    /// A JSON array, for scripts.
    Json,
    /// SARIF 2.1.0 (OASIS), for tools that collect such reports.
    Sarif,
    /// Annotations as GitHub Actions shows them.
    Github,
}

/// How much a finding must matter to be told.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Level {
    Advice,
    Warning,
    Error,
}

impl Level {
    fn level(self) -> check::Level {
        match self {
            Self::Advice => check::Level::Advice,
            Self::Warning => check::Level::Warning,
            Self::Error => check::Level::Error,
        }
    }
}

/// A story and what was found in it.
struct Checked<'a> {
    /// The path as it was given.
    path: &'a Path,
    story: Story,
    outcome: Outcome,
}

impl Checked<'_> {
    fn findings(&self) -> &[Finding] {
        &self.outcome.findings
    }

    /// The words that a finding is about, where it is about some.
    fn words(&self, finding: &Finding) -> Option<&str> {
        let (at, range) = range_of(finding)?;
        self.story.text(at)?.as_str().get(range.start..range.end)
    }

    /// Where a finding is, in an editor's words: `graf 3`.
    fn place(&self, finding: &Finding) -> String {
        self.story.place_name(&finding.place)
    }
}

fn range_of(finding: &Finding) -> Option<(TextAt, ByteRange)> {
    match &finding.place {
        Place::Range(at, range) => Some((*at, *range)),
        _ => None,
    }
}

/// The word for a level.
pub(super) fn level_word(level: check::Level) -> &'static str {
    match level {
        check::Level::Error => "error",
        check::Level::Warning => "warning",
        check::Level::Advice => "advice",
    }
}

/// Checks the stories and prints what was found. A story that cannot be opened does not hold up
/// the others.
pub(super) fn run(arguments: &Check) -> anyhow::Result<ExitCode> {
    let mut settings = store::Settings::open();
    if let Some(file) = &arguments.rules {
        settings.house = Some(Box::new(store::read_house(file)?));
    }
    let (rules, shelf) = (settings.checks(), settings.shelf());
    let least = arguments.level.level();
    let now = Utc::now();
    // A dictionary is read once, however many stories are in its language.
    let lexicon = Mutex::new(check::Lexicon::default());
    let results = in_parallel(&arguments.stories, |path| {
        let story = store::open(path)?.story;
        let known = {
            let mut lexicon = lexicon.lock().unwrap_or_else(PoisonError::into_inner);
            store::fill_lexicon(&mut lexicon, &story.language, &shelf);
            lexicon.clone()
        };
        let mut outcome =
            check::run_with(&known, &story, &rules, now, &mut check::Cache::default());
        outcome.findings.retain(|finding| finding.level >= least);
        outcome.ignored.retain(|finding| finding.level >= least);
        Ok(Checked { path, story, outcome })
    });
    let (mut checked, mut failed) = (Vec::new(), false);
    for result in results {
        match result {
            Ok(story) => checked.push(story),
            Err(error) => {
                let error: store::OpenError = error;
                problem(&error.to_string());
                failed = true;
            }
        }
    }
    match arguments.format {
        Format::Text => text::print(&checked),
        Format::Json => say(&json::print(&checked)?),
        Format::Sarif => say(&sarif::print(&checked, &rules)?),
        Format::Github => github::print(&checked),
    }
    let mut levels = checked.iter().flat_map(Checked::findings).map(|finding| finding.level);
    Ok(match (failed, levels.any(|level| level == check::Level::Error)) {
        (true, _) => ExitCode::from(2),
        (false, true) => ExitCode::from(1),
        (false, false) => ExitCode::SUCCESS,
    })
}

/// How many findings of level error a story has.
pub(super) fn errors(story: &Story, settings: &store::Settings, now: DateTime<Utc>) -> usize {
    let mut lexicon = check::Lexicon::default();
    store::fill_lexicon(&mut lexicon, &story.language, &settings.shelf());
    let mut cache = check::Cache::default();
    let outcome = check::run_with(&lexicon, story, &settings.checks(), now, &mut cache);
    outcome.findings.iter().filter(|finding| finding.level == check::Level::Error).count()
}

/// Does the same with every path on all cores; the results are in the order of the paths.
fn in_parallel<'a, T: Send>(paths: &'a [PathBuf], work: impl Fn(&'a Path) -> T + Sync) -> Vec<T> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(paths.len()));
    let lend = || done.lock().unwrap_or_else(PoisonError::into_inner);
    thread::scope(|scope| {
        for _ in 0..cores.min(paths.len()) {
            scope.spawn(|| {
                while let Some((index, path)) = {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    paths.get(index).map(|path| (index, path))
                } {
                    let result = work(path);
                    lend().push((index, result));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}
