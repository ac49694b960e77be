//! Findings as SARIF 2.1.0, the Static Analysis Results Interchange Format of OASIS.
//!
//! A finding is placed by words (`graf 3`), as a logical location: its bytes are those of a text
//! of the story, not of the file that keeps it. Ignored findings are told as suppressed.
//!
//! Must not know: any particular rule.

use serde_json::{Value, json};

use super::{Checked, range_of};
use crate::check::{self, Finding, Level};

/// One run over all stories.
pub(super) fn print(
    stories: &[Checked<'_>],
    rules: &check::Settings,
) -> Result<String, serde_json::Error> {
    let cards = check::cards(rules);
    let rules: Vec<Value> = cards.iter().map(rule).collect();
    let results: Vec<Value> = stories
        .iter()
        .flat_map(|story| {
            let cards = &cards;
            let told = story
                .outcome
                .findings
                .iter()
                .map(move |finding| result(story, finding, cards, false));
            let ignored = story
                .outcome
                .ignored
                .iter()
                .map(move |finding| result(story, finding, cards, true));
            told.chain(ignored)
        })
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "Nightdesk",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&log)
}

fn rule(rule: &check::Card) -> Value {
    json!({
        "id": rule.id,
        "shortDescription": { "text": rule.what },
        "fullDescription": { "text": rule.why },
        "help": { "text": format!("Wrong: {}\nRight: {}\n{}", rule.wrong, rule.right, rule.source) },
        "properties": { "tags": [rule.group.name()] },
        "defaultConfiguration": { "level": level(rule.level) },
    })
}

fn result(
    story: &Checked<'_>,
    finding: &Finding,
    cards: &[check::Card],
    is_ignored: bool,
) -> Value {
    let index = cards.iter().position(|rule| rule.id == finding.rule);
    let mut result = json!({
        "ruleId": finding.rule,
        "level": level(finding.level),
        "message": { "text": finding.message },
        "locations": [{
            "physicalLocation": { "artifactLocation": { "uri": uri(story) } },
            "logicalLocations": [{ "fullyQualifiedName": story.place(finding) }],
        }],
        "partialFingerprints": { "nightdesk/v1": finding.key },
    });
    let mut properties = json!({});
    if let Some(words) = story.words(finding) {
        properties["words"] = json!(words);
    }
    if let Some((_, range)) = range_of(finding) {
        properties["bytes"] = json!([range.start, range.end]);
    }
    if let Some(fix) = &finding.fix {
        properties["fix"] = json!(fix.label);
    }
    result["properties"] = properties;
    if let Some(index) = index {
        result["ruleIndex"] = json!(index);
    }
    if is_ignored {
        result["suppressions"] = json!([{ "kind": "external", "status": "accepted" }]);
    }
    result
}

/// The story's file as a relative or absolute reference (RFC 3986).
fn uri(story: &Checked<'_>) -> String {
    let path = story.path;
    let file = if path.is_dir() { path.join("story.ron") } else { path.to_path_buf() };
    if let Ok(address) = url::Url::from_file_path(&file) {
        return address.to_string();
    }
    // A relative path stays relative, so that a report means the same on another machine.
    let Ok(base) = url::Url::parse("file:///") else { return String::new() };
    let parts = file.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
    let mut address = base;
    let Ok(mut segments) = address.path_segments_mut() else { return String::new() };
    segments.clear().extend(parts.filter(|part| part != "."));
    drop(segments);
    address.path().trim_start_matches('/').to_owned()
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Advice => "note",
    }
}
