//! What word processors, browsers and mail programs put on the clipboard.

#![expect(clippy::unwrap_used, reason = "a test stops at what it does not expect")]

#[path = "support/expected.rs"]
mod expected;

use std::fs;
use std::path::Path;

use nightdesk::import::{self, Format, Import};
use nightdesk::story::{BlockKind, Ids, MarkKind};

fn pasted(html: &str) -> Import {
    import::paste(html.as_bytes(), Format::Auto, &mut Ids::from_seed(1)).unwrap()
}

fn fixture(name: &str) -> Import {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/fragments");
    pasted(&fs::read_to_string(folder.join(name).join("input.html")).unwrap())
}

/// The words under marks of one kind, in reading order.
fn marked(import: &Import, kind: &MarkKind) -> Vec<String> {
    let texts = import.story.body.iter().flat_map(|block| block.kind.texts());
    texts
        .flat_map(|text| {
            text.marks()
                .iter()
                .filter(|mark| mark.kind.is_like(kind))
                .map(|mark| text.as_str().get(mark.range.clone()).unwrap_or_default().to_owned())
        })
        .collect()
}

#[test]
fn every_clipboard_becomes_the_blocks_that_an_editor_would_make_of_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/fragments");
    let (mut right, mut wanted, mut names) = (0, 0, Vec::new());
    for entry in fs::read_dir(folder).unwrap() {
        let folder = entry.unwrap().path();
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let json = fs::read_to_string(folder.join("expected.json")).unwrap();
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let tally = expected::check(&fixture(&name), &json);
        expected::print(&name, &tally);
        right += tally.right;
        wanted += tally.expected;
        names.push(name);
    }
    assert!(names.len() >= 6);
    assert_eq!(right, wanted);
}

#[test]
fn bold_and_italics_come_along_and_the_wrapper_of_google_docs_is_not_bold() {
    let docs = fixture("google-docs");
    assert_eq!(marked(&docs, &MarkKind::Strong), ["eleven minutes slow"]);
    assert_eq!(marked(&docs, &MarkKind::Emphasis), ["at least"]);
    assert_eq!(marked(&docs, &MarkKind::Strike), ["twice"]);
    let word = fixture("word-clipboard");
    assert_eq!(marked(&word, &MarkKind::Strong).first().unwrap(), "nine coils");
    assert_eq!(marked(&word, &MarkKind::Emphasis), ["Kittiwake"]);
    let office = fixture("libreoffice");
    assert_eq!(marked(&office, &MarkKind::Strong).first().unwrap(), "Lotte");
    assert_eq!(marked(&office, &MarkKind::Emphasis), ["immer"]);
}

#[test]
fn lists_keep_their_levels() {
    for name in ["word-clipboard", "google-docs"] {
        let import = fixture(name);
        let levels: Vec<Vec<u8>> = import
            .story
            .body
            .iter()
            .filter_map(|block| match &block.kind {
                BlockKind::List(list) => Some(list.items.iter().map(|item| item.level).collect()),
                _ => None,
            })
            .collect();
        assert_eq!(levels, [[0, 1, 0]], "{name}");
    }
}

#[test]
fn a_few_words_from_a_page_stay_a_graf() {
    for (html, expected) in [
        ("<span style=\"color: red\">lock keeper</span>", "lock keeper"),
        ("<!--StartFragment--><b>lock</b> keeper<!--EndFragment-->", "lock keeper"),
        ("<p>By Ada Example</p>", "By Ada Example"),
        ("<meta charset='utf-8'><a href=\"https://a.example/\">the log</a>", "the log"),
        ("<p>Share</p>", "Share"),
    ] {
        let import = import::paste(html.as_bytes(), Format::Html, &mut Ids::from_seed(1)).unwrap();
        let texts: Vec<&str> = import
            .story
            .body
            .iter()
            .flat_map(|block| block.kind.texts())
            .map(|text| text.as_str())
            .collect();
        assert_eq!(texts, [expected], "{html}");
    }
}
