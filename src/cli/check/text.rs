//! Findings as lines to read.
//!
//! Must not know: rules.

use super::{Checked, level_word};
use crate::check::{Finding, Level};
use crate::cli::print::say;

/// Prints a line for each finding and a summary for each story; the stories are named when there
/// are several.
pub(super) fn print(stories: &[Checked<'_>]) {
    let named = stories.len() > 1;
    for story in stories {
        if named {
            say(&format!("{}:", story.path.display()));
        }
        for finding in story.findings() {
            let words = story.words(finding).map(|words| format!(" “{words}”"));
            say(&format!(
                "{}: {}{}: {} [{}]",
                level_word(finding.level),
                story.place(finding),
                words.unwrap_or_default(),
                finding.message,
                finding.rule
            ));
        }
        say(&summary(story.findings()));
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
