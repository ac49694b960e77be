//! `nightdesk rules`: what the desk checks, and why.
//!
//! Must not know: any particular rule.

use std::process::ExitCode;

use clap::{Args, ValueEnum};
use serde_json::json;

use super::check::level_word;
use super::print::say;
use crate::check::{self, Card};
use crate::store;

/// Which rules to tell, and how.
#[derive(Debug, Args)]
pub(super) struct Rules {
    /// The id of one rule, such as caption-missing; without it all are listed.
    id: Option<String>,
    /// How to print them.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Text,
    Json,
}

pub(super) fn run(arguments: &Rules) -> anyhow::Result<ExitCode> {
    let all = check::cards(&store::Settings::open().checks());
    let wanted: Vec<&Card> = match &arguments.id {
        None => all.iter().collect(),
        Some(id) => {
            let rule = all.iter().find(|rule| rule.id == *id);
            let rule = rule.ok_or_else(|| {
                anyhow::anyhow!("There is no rule {id}. `nightdesk rules` lists them all.")
            })?;
            vec![rule]
        }
    };
    match arguments.format {
        Format::Json => {
            let rows: Vec<_> = wanted
                .iter()
                .map(|rule| {
                    json!({
                        "id": rule.id,
                        "group": rule.group.name(),
                        "level": level_word(rule.level),
                        "what": rule.what,
                        "why": rule.why,
                        "source": rule.source,
                        "wrong": rule.wrong,
                        "right": rule.right,
                        "sheet": rule.sheet,
                    })
                })
                .collect();
            say(&serde_json::to_string_pretty(&rows)?);
        }
        Format::Text if arguments.id.is_some() => wanted.into_iter().for_each(explain),
        Format::Text => list(&wanted),
    }
    Ok(ExitCode::SUCCESS)
}

/// One rule in full.
fn explain(rule: &Card) {
    say(&format!("{} ({}, {})", rule.id, rule.group.name(), level_word(rule.level)));
    say(&format!("What:   {}", rule.what));
    say(&format!("Why:    {}", rule.why));
    say(&format!("Source: {}", rule.source));
    say(&format!("Wrong:  {}", rule.wrong));
    say(&format!("Right:  {}", rule.right));
}

/// All rules, a line each, by group.
fn list(rules: &[&Card]) {
    let mut groups: Vec<_> = rules.iter().map(|rule| rule.group).collect();
    groups.sort();
    groups.dedup();
    for group in groups {
        say(&format!("{}:", group.name()));
        for rule in rules.iter().filter(|rule| rule.group == group) {
            say(&format!("  {} ({}): {}", rule.id, level_word(rule.level), rule.what));
        }
    }
    say(&format!("{} rules. `nightdesk rules ID` tells more about one.", rules.len()));
}
