//! Findings as a JSON array, for scripts.
//!
//! Must not know: rules.

use serde::Serialize;

use super::{Checked, level_word, range_of};

/// A finding as JSON.
#[derive(Debug, Serialize)]
struct Row<'a> {
    story: String,
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
    /// The same for the same fault in the same words.
    key: &'a str,
}

/// The findings of all stories as one array.
pub(super) fn print(stories: &[Checked<'_>]) -> Result<String, serde_json::Error> {
    let rows: Vec<Row<'_>> = stories
        .iter()
        .flat_map(|story| story.findings().iter().map(move |finding| (story, finding)))
        .map(|(story, finding)| {
            let range = range_of(finding).map(|(_, range)| range);
            Row {
                story: story.path.display().to_string(),
                rule: finding.rule,
                level: level_word(finding.level),
                place: story.place(finding),
                start: range.map(|range| range.start),
                end: range.map(|range| range.end),
                words: story.words(finding),
                message: &finding.message,
                fix: finding.fix.as_ref().map(|fix| fix.label.as_str()),
                key: &finding.key,
            }
        })
        .collect();
    serde_json::to_string_pretty(&rows)
}
