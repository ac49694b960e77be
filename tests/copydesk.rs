//! The copy desk against 120 news texts: what it finds of the errors planted in sixty, and what it
//! says about sixty that have none.
//!
//! `cargo test --test copydesk -- --nocapture` prints the tables; `fixtures/copydesk/README.md`
//! says what is in the texts.

#![expect(
    clippy::unwrap_used,
    clippy::string_slice,
    reason = "a text that is not as the README has it should stop the test; the tables are read by people"
)]

#[path = "support/copydesk.rs"]
mod copydesk;

use std::collections::BTreeMap;

use nightdesk::check::{self, Cache, Finding, Level, Settings};

use copydesk::{Text, clean, compare, planted, shown};

/// Findings above advice that meet no planted error. The number may only fall.
const FALSE_ALARMS_ON_PLANTED_TEXTS: usize = 1;
/// Planted errors that are found. The number may only rise.
const FOUND_AT_LEAST: usize = 640;

fn findings(text: &Text) -> Vec<Finding> {
    check::run(&text.story, &Settings::default(), text.now, &mut Cache::default()).findings
}

fn told(text: &Text, finding: &Finding) -> String {
    let place = text.story.place_name(&finding.place);
    let words = shown(&text.story, finding).unwrap_or_default();
    format!("{}: {}: {place}: “{words}”: {}", text.name, finding.rule, finding.message)
}

#[test]
fn every_planted_error_stands_where_its_list_says() {
    let texts = planted();
    assert_eq!(texts.len(), 60);
    // The model has no room yet for a description for search engines.
    let has_room = |place: &str| !matches!(place, "seo description" | "correction");
    for text in &texts {
        for expected in text.expected.iter().filter(|expected| has_room(&expected.place)) {
            assert!(!text.find(expected).is_empty(), "{}: {expected:?}", text.name);
            assert!(matches!(expected.level.as_str(), "error" | "warning" | "advice"));
        }
    }
    let errors: usize = texts.iter().map(|text| text.expected.len()).sum();
    assert_eq!(errors, 768);
}

#[test]
fn clean_texts_are_left_alone() {
    let texts = clean();
    assert_eq!(texts.len(), 60);
    let words: usize = texts.iter().map(|text| text.story.words()).sum();
    let mut by_rule: BTreeMap<(&str, Level), usize> = BTreeMap::new();
    let mut alarms = Vec::new();
    for text in &texts {
        for finding in findings(text) {
            *by_rule.entry((finding.rule, finding.level)).or_default() += 1;
            if finding.level > Level::Advice {
                alarms.push(told(text, &finding));
            }
        }
    }
    for ((rule, level), count) in by_rule {
        println!("{count:5} {level:?} {rule}");
    }
    println!("{} false alarms above advice in {words} words", alarms.len());
    assert!(alarms.is_empty(), "{}\n{} alarms", alarms.join("\n"), alarms.len());
}

#[test]
fn planted_errors_are_found() {
    let mut groups: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    let mut rules: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    let mut alarms = Vec::new();
    let mut missed = Vec::new();
    for text in planted() {
        let findings = findings(&text);
        let tally = compare(&text, &findings);
        for (expected, caught) in text.expected.iter().zip(&tally.caught_by) {
            let [all, found] = groups.entry(expected.group.clone()).or_default();
            *all += 1;
            if caught.is_empty() {
                let (place, words, right) = (&expected.place, &expected.words, &expected.right);
                let rule = &expected.rule;
                missed.push(format!("{}: {rule}: {place}: “{words}” → “{right}”", text.name));
            } else {
                *found += 1;
            }
        }
        for (index, finding) in findings.iter().enumerate() {
            let [all, right] = rules.entry(finding.rule).or_default();
            *all += 1;
            if !tally.false_alarms.contains(&index) {
                *right += 1;
            } else if finding.level > Level::Advice {
                alarms.push(told(&text, finding));
            }
        }
    }
    println!("{}", missed.join("\n"));
    println!("\nfound of planted, by group:");
    for (group, [all, found]) in &groups {
        println!("  {group:12} {found:4} of {all:4}  {:3} %", found * 100 / all);
    }
    println!("right of told, by rule:");
    for (rule, [all, right]) in &rules {
        println!("  {rule:24} {right:4} of {all:4}  {:3} %", right * 100 / all);
    }
    let found: usize = groups.values().map(|[_, found]| found).sum();
    println!("{found} planted errors found, {} false alarms above advice", alarms.len());
    assert!(found >= FOUND_AT_LEAST, "{found} found");
    let alarms_are_few = alarms.len() <= FALSE_ALARMS_ON_PLANTED_TEXTS;
    assert!(alarms_are_few, "{}\n{} alarms", alarms.join("\n"), alarms.len());
}
