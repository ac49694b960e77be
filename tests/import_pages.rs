//! Whole pages of many outlets' shapes, against what a careful editor would make of them.

#![expect(clippy::unwrap_used, reason = "a test stops at what it does not expect")]

#[path = "support/expected.rs"]
mod expected;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use nightdesk::import::{self, Format};
use nightdesk::story::Ids;

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pages");
    let mut found: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found
}

#[test]
fn every_page_becomes_the_story_that_an_editor_would_make_of_it() {
    let (mut right, mut wanted) = (0, 0);
    let fixtures = fixtures();
    assert!(fixtures.len() >= 12);
    for folder in fixtures {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let input = fs::read(folder.join("input.html")).unwrap();
        let json = fs::read_to_string(folder.join("expected.json")).unwrap();
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        // A page is a page, whether it comes as a file or from the clipboard.
        let file = import::import(&input, Format::Auto, &mut Ids::from_seed(1)).unwrap();
        let pasted = import::paste(&input, Format::Html, &mut Ids::from_seed(1)).unwrap();
        for (how, import) in [("", file), (" (pasted)", pasted)] {
            let tally = expected::check(&import, &json);
            expected::print(&format!("{name}{how}"), &tally);
            right += tally.right;
            wanted += tally.expected;
        }
    }
    println!("import accuracy on pages: {right} fields right of {wanted}");
    assert_eq!(right, wanted);
}

/// Words of the page's body that readers could see, programs and styles left out.
fn visible_words(html: &str) -> BTreeSet<String> {
    let page = scraper::Html::parse_document(html);
    let body = scraper::Selector::parse("body").unwrap();
    let silent = ["script", "style", "noscript", "template", "iframe", "svg"];
    let mut text = String::new();
    for node in page.select(&body).flat_map(|body| body.descendants()) {
        let Some(words) = node.value().as_text() else { continue };
        let outside = node
            .ancestors()
            .filter_map(|outer| outer.value().as_element())
            .all(|element| !silent.contains(&element.name()));
        if outside {
            text.push_str(words);
            text.push(' ');
        }
    }
    words_of(&text)
}

fn words_of(text: &str) -> BTreeSet<String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| word.chars().filter(|letter| letter.is_alphabetic()).count() >= 2)
        .map(str::to_lowercase)
        .collect()
}

#[test]
fn no_word_of_a_page_is_lost() {
    let mut lost_anywhere = Vec::new();
    for folder in fixtures() {
        let input = fs::read_to_string(folder.join("input.html")).unwrap();
        let import =
            import::import(input.as_bytes(), Format::Html, &mut Ids::from_seed(1)).unwrap();
        let mut kept = expected::all_words(&import.story);
        kept.push('\n');
        kept.push_str(&expected::removed_words(&import));
        let kept = kept.to_lowercase();
        let lost: Vec<_> =
            visible_words(&input).into_iter().filter(|word| !kept.contains(word)).collect();
        if !lost.is_empty() {
            let name = folder.file_name().unwrap().to_string_lossy().into_owned();
            lost_anywhere.push(format!("{name}: {}", lost.join(" ")));
        }
    }
    assert!(lost_anywhere.is_empty(), "\n{}", lost_anywhere.join("\n"));
}
