//! `nightdesk check`: findings as text or JSON.

use std::path::Path;
use std::process::ExitCode;

use chrono::{DateTime, Utc};
use clap::ValueEnum;
use serde::Serialize;

use super::print::say;
use crate::check::{self, Finding, Level};
use crate::store;
use crate::story::{Place, Story};

/// How findings are printed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Format {
    /// A line for each, to read.
    Text,
    /// A JSON array, for scripts.
    Json,
}

/// A finding as JSON.
#[derive(Debug, Serialize)]
struct Row<'a> {
    rule: &'a str,
    level: &'static str,
    place: String,
    /// First byte of the words in question, in UTF-8, where the finding is about a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<&'a str>,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<&'a str>,
}

pub(super) fn run(path: &Path, format: Format) -> anyhow::Result<ExitCode> {
    let settings = store::Settings::open();
    let story = store::open(path)?.story;
    let findings = findings(&story, &settings, Utc::now());
    let rows: Vec<_> = findings.iter().map(|finding| row(&story, finding)).collect();
    match format {
        Format::Json => say(&serde_json::to_string_pretty(&rows)?),
        Format::Text => {
            for row in &rows {
                let words = row.words.map(|words| format!(" “{words}”")).unwrap_or_default();
                say(&format!(
                    "{}: {}{words}: {} [{}]",
                    row.level, row.place, row.message, row.rule
                ));
            }
            say(&summary(&findings));
        }
    }
    let failed = findings.iter().any(|finding| finding.level == Level::Error);
    Ok(if failed { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// How many findings of level error a story has.
pub(super) fn errors(story: &Story, settings: &store::Settings, now: DateTime<Utc>) -> usize {
    let findings = findings(story, settings, now);
    findings.iter().filter(|finding| finding.level == Level::Error).count()
}

fn findings(story: &Story, settings: &store::Settings, now: DateTime<Utc>) -> Vec<Finding> {
    check::run(story, &settings.check, now, &mut check::Cache::default()).findings
}

fn row<'a>(story: &'a Story, finding: &'a Finding) -> Row<'a> {
    let range = match &finding.place {
        Place::Range(at, range) => Some((*at, *range)),
        _ => None,
    };
    let words = range.and_then(|(at, range)| story.text(at)?.as_str().get(range.start..range.end));
    Row {
        rule: finding.rule,
        level: match finding.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Advice => "advice",
        },
        place: story.place_name(&finding.place),
        start: range.map(|(_, range)| range.start),
        end: range.map(|(_, range)| range.end),
        words,
        message: &finding.message,
        fix: finding.fix.as_ref().map(|fix| fix.label.as_str()),
    }
}

fn summary(findings: &[Finding]) -> String {
    if findings.is_empty() {
        return "Nothing to correct.".to_owned();
    }
    let count = |level| findings.iter().filter(|finding| finding.level == level).count();
    let told = |level, one: &str, many: &str| match count(level) {
        1 => format!("1 {one}"),
        count => format!("{count} {many}"),
    };
    format!(
        "{}, {}, {}.",
        told(Level::Error, "error", "errors"),
        told(Level::Warning, "warning", "warnings"),
        told(Level::Advice, "piece of advice", "pieces of advice")
    )
}
