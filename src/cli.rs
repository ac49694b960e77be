//! The command line: the same work as the window, for scripts and tests.
//!
//! Exit status: 0 fine, 1 findings of level error, 2 could not do it. What could not be done is
//! said on standard error: what failed, why, what to do, path last.
//!
//! Must not know: rules, formats. It asks the rooms below and prints what they say.

mod check;
mod history;
mod print;
mod rules;

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::Utc;
use clap::{Parser, Subcommand, ValueEnum};
use uuid::Uuid;

use crate::desk::{self, job};
use crate::edit;
use crate::export::{self, Fate};
use crate::import;
use crate::store;
use crate::story::{Ids, Override, Story};
use crate::ui;
use print::{problem, say};

/// The desktop editing app for a newsroom's copy desk.
#[derive(Debug, Parser)]
#[command(version, args_conflicts_with_subcommands = true)]
struct Cli {
    /// A story folder or its story.ron, to open in the window.
    story: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Task>,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Make a new, empty story folder.
    New {
        /// The folder to make.
        dir: PathBuf,
    },
    /// Make a story folder of a page, text, Markdown or JSON file.
    Import {
        /// The file, or - for standard input.
        input: PathBuf,
        /// The story folder to make.
        #[arg(long)]
        out: PathBuf,
        /// What to read the input as.
        #[arg(long, value_enum, default_value_t = From::Auto)]
        from: From,
    },
    /// Check stories and list what a sub-editor would stop at.
    Check(check::Check),
    /// List what is checked, or explain one rule.
    Rules(rules::Rules),
    /// List the older versions of a story.
    History {
        /// A story folder or its story.ron.
        story: PathBuf,
    },
    /// Put an older version in the place of the current one, which is kept.
    Restore {
        /// A story folder or its story.ron.
        story: PathBuf,
        /// The version, as `history` lists it.
        version: String,
    },
    /// Write a story in another format, with a report of what the format could not carry.
    Export {
        /// A story folder or its story.ron.
        story: PathBuf,
        /// html, html-fragment, json, ninjs, markdown or text.
        #[arg(long, value_parser = parse_format)]
        to: export::Format,
        /// The file to write, or the folder for html.
        #[arg(long)]
        out: PathBuf,
        /// Export in spite of an embargo, a hold or errors. The reason is recorded in the story.
        #[arg(long, value_name = "REASON", num_args = 0..=1, default_missing_value = "no reason given")]
        force: Option<String>,
        #[command(flatten)]
        pictures: Pictures,
    },
    /// Print the JSON Schema of the JSON export.
    Schema,
}

/// In which sizes pictures leave, where that differs from the settings.
#[derive(Debug, clap::Args)]
struct Pictures {
    /// Widths of the pictures in pixels, such as 1600,800. None is enlarged.
    #[arg(long, value_name = "WIDTHS", value_parser = parse_widths, conflicts_with = "no_renditions")]
    widths: Option<Widths>,
    /// Let the originals leave, with everything that is written into them.
    #[arg(long)]
    no_renditions: bool,
}

#[derive(Clone, Debug)]
struct Widths(Vec<u32>);

fn parse_widths(text: &str) -> Result<Widths, String> {
    let problem = "write up to 16 widths from 16 to 8192, such as 1600,1200,800,400";
    store::Renditions::widths(text).map(Widths).ok_or_else(|| problem.to_owned())
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum From {
    Auto,
    Text,
    Html,
    Markdown,
    Json,
}

impl From {
    fn format(self) -> import::Format {
        match self {
            Self::Auto => import::Format::Auto,
            Self::Text => import::Format::Text,
            Self::Html => import::Format::Html,
            Self::Markdown => import::Format::Markdown,
            Self::Json => import::Format::Json,
        }
    }
}

fn parse_format(word: &str) -> Result<export::Format, String> {
    export::Format::from_word(word).ok_or_else(|| {
        let words: Vec<_> = export::Format::ALL.into_iter().map(export::Format::word).collect();
        format!("choose one of {}", words.join(", "))
    })
}

/// Runs the program and returns its exit status.
pub fn run() -> ExitCode {
    let filter = tracing_subscriber::EnvFilter::try_from_env("NIGHTDESK_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("error"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let cli = Cli::parse();
    let result = match cli.command {
        None => window(cli.story),
        Some(Task::New { dir }) => new(&dir),
        Some(Task::Import { input, out, from }) => import_to(&input, &out, from.format()),
        Some(Task::Check(check)) => check::run(&check),
        Some(Task::Rules(rules)) => rules::run(&rules),
        Some(Task::History { story }) => history::list(&story),
        Some(Task::Restore { story, version }) => history::restore(&story, &version),
        Some(Task::Export { story, to, out, force, pictures }) => {
            export_to(&story, to, &out, force, pictures)
        }
        Some(Task::Schema) => schema(),
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            problem(&format!("{error:#}"));
            ExitCode::from(2)
        }
    }
}

fn window(story: Option<PathBuf>) -> anyhow::Result<ExitCode> {
    let settings = store::Settings::open();
    let start = match story {
        Some(path) => ui::Start::Story(path),
        None => match settings.first_start_sample() {
            Ok(Some(sample)) => ui::Start::Story(sample),
            Ok(None) => again(&settings),
            Err(error) => {
                // A desk that cannot show its sample is still a desk.
                tracing::warn!(%error, "no sample story");
                ui::Start::Empty
            }
        },
    };
    ui::open_window(start, settings)
        .map_err(|error| anyhow::anyhow!("The window could not be opened: {error}. A desktop with OpenGL 2.1 or newer is needed; the commands of `nightdesk help` work without."))?;
    Ok(ExitCode::SUCCESS)
}

/// The story that was open last, if it is still there.
fn again(settings: &store::Settings) -> ui::Start {
    let session = settings.kept_in.as_deref().and_then(store::Session::read);
    match session {
        Some(session) if session.story.as_ref().is_some_and(|folder| folder.is_dir()) => {
            ui::Start::Again(session)
        }
        _ => ui::Start::Empty,
    }
}

fn ids() -> Ids {
    Ids::from_uuid(Uuid::now_v7())
}

fn new(dir: &Path) -> anyhow::Result<ExitCode> {
    let now = Utc::now();
    let mut story = Story::new(ids().story());
    story.created = now;
    story.updated = now;
    save_new(&story, &[], dir, now)?;
    say(&format!("Made an empty story: {}", dir.display()));
    Ok(ExitCode::SUCCESS)
}

fn save_new(
    story: &Story,
    pictures: &[crate::media::Picture],
    dir: &Path,
    now: chrono::DateTime<Utc>,
) -> anyhow::Result<()> {
    let save = store::Save {
        story,
        unknown: &store::Unknown::default(),
        expected: None,
        pictures,
        copy_media_from: None,
        who: "",
        now,
    };
    store::save(dir, &save)?;
    Ok(())
}

fn import_to(input: &Path, out: &Path, format: import::Format) -> anyhow::Result<ExitCode> {
    let now = Utc::now();
    let mut ids = ids();
    let mut import = if input == Path::new("-") {
        let mut bytes = Vec::new();
        let most = u64::try_from(store::MOST_INPUT_BYTES).unwrap_or(u64::MAX);
        std::io::stdin().lock().take(most + 1).read_to_end(&mut bytes)?;
        import::import(&bytes, format, &mut ids)?
    } else {
        let trusted = store::Settings::open().trusted;
        job::import_file(input, format, &trusted, &mut ids).map_err(anyhow::Error::msg)?
    };
    import.story.created = now;
    import.story.updated = now;
    save_new(&import.story, &import.pictures, out, now)?;
    for notice in &import.notices {
        say(&format!("{}: {}", print::notice_word(notice.kind), notice.message));
    }
    say(&format!("Imported “{}” to {}", import.story.title(), out.display()));
    Ok(ExitCode::SUCCESS)
}

fn export_to(
    path: &Path,
    format: export::Format,
    out: &Path,
    force: Option<String>,
    pictures: Pictures,
) -> anyhow::Result<ExitCode> {
    let now = Utc::now();
    let mut settings = store::Settings::open();
    if let Some(Widths(widths)) = pictures.widths {
        settings.renditions.on = true;
        settings.renditions.wish.widths = widths;
    }
    settings.renditions.on &= !pictures.no_renditions;
    let mut opened = store::open(path)?;
    let errors = check::errors(&opened.story, &settings, now);
    let reasons = export::hold_reasons(&opened.story, now, errors);
    match force {
        None if !reasons.is_empty() => {
            anyhow::bail!(
                "The story was not exported: {}. Put that right, or add --force \"REASON\", which is recorded in the story. {}",
                reasons.join("; "),
                path.display()
            );
        }
        Some(why) if !reasons.is_empty() => {
            let what = format!("{}: {}", format.word(), reasons.join("; "));
            let confirmed = Override { at: now, what, why };
            let mut overrides = opened.story.overrides.clone();
            overrides.push(confirmed);
            let confirm = edit::Edit::Set(edit::Value::Overrides(overrides));
            edit::apply(&mut opened.story, confirm)?;
            opened.save(&settings.author, now)?;
        }
        _ => {}
    }
    let outgoing = desk::Outgoing {
        story: &opened.story,
        format,
        settings: &settings,
        folder: Some(&opened.folder),
        pictures: &[],
        now,
    };
    let exported = outgoing.write(out, &store::Watch::NOBODY)?;
    for field in exported.report {
        match field.fate {
            Fate::Carried => say(&format!("carried: {}", field.field)),
            Fate::CarriedAs(name) => say(&format!("carried as {name}: {}", field.field)),
            Fate::Lost(why) => say(&format!("lost: {} ({why})", field.field)),
        }
    }
    let store::Batch { made, kept, .. } = exported.batch;
    let originals = exported.batch.left_as_originals().len();
    if made + kept + originals > 0 {
        say(&format!("Pictures: {made} made, {kept} as before, {originals} as their original"));
    }
    say(&format!("Exported to {}", out.display()));
    Ok(ExitCode::SUCCESS)
}

fn schema() -> anyhow::Result<ExitCode> {
    say(&serde_json::to_string_pretty(&crate::record::json_schema())?);
    Ok(ExitCode::SUCCESS)
}
