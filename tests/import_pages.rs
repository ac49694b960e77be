//! Whole pages of many outlets' shapes, against what a careful editor would make of them.

#![expect(clippy::unwrap_used, reason = "a test stops at what it does not expect")]

#[path = "support/expected.rs"]
mod expected;

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
