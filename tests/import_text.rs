//! Plain text as editors paste it, against what a careful editor would make of it.

#![expect(clippy::unwrap_used, reason = "a test stops at what it does not expect")]

#[path = "support/expected.rs"]
mod expected;
#[path = "support/kept.rs"]
mod kept;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use nightdesk::import::{self, Format, Import};
use nightdesk::story::{BlockKind, Ids, NoticeKind};
use proptest::prelude::*;

fn document(text: &str) -> Import {
    import::import(text.as_bytes(), Format::Text, &mut Ids::from_seed(1)).unwrap()
}

fn pasted(text: &str) -> Import {
    import::paste(text.as_bytes(), Format::Text, &mut Ids::from_seed(1)).unwrap()
}

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/text");
    let mut found: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found
}

#[test]
fn every_text_becomes_the_story_that_an_editor_would_make_of_it() {
    let (mut right, mut wanted, mut all_kept) = (0, 0, true);
    let fixtures = fixtures();
    assert!(fixtures.len() >= 10);
    for folder in fixtures {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let input = fs::read_to_string(folder.join("input.txt")).unwrap();
        let json = fs::read_to_string(folder.join("expected.json")).unwrap();
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        // A page is a page, whether it comes as a file or from the clipboard.
        for (how, import) in [("", document(&input)), (" (pasted)", pasted(&input))] {
            let tally = expected::check(&import, &json);
            expected::print(&format!("{name}{how}"), &tally);
            right += tally.right;
            wanted += tally.expected;
            let lost = kept::lost_words(&input, &import, &[]);
            println!("  lost: {lost:?}");
            all_kept &= lost.is_empty();
        }
    }
    assert!(all_kept);
    println!("import accuracy on plain text: {right} fields right of {wanted}");
    assert_eq!(right, wanted);
}

fn rows(import: &Import) -> Vec<&'static str> {
    import.story.body.iter().map(|block| block.kind.name()).collect()
}

#[test]
fn a_short_paste_is_grafs_and_nothing_else() {
    for text in [
        "Ferry line reprieved",
        "Share",
        "A sentence, and no more.",
        "Ferry line reprieved\nThe council voted on Monday.",
        "By then it was over",
        "COAST GUARD REPORTS RECORD NUMBER OF WINCH ACCIDENTS",
        "Published March 3, 2025",
    ] {
        let import = pasted(text);
        assert_eq!(import.story.headline, "", "{text}");
        let lines = text.lines().count();
        assert_eq!(rows(&import), vec!["Paragraph"; lines], "{text}");
        let copy: Vec<&str> = import
            .story
            .body
            .iter()
            .flat_map(|block| block.kind.texts())
            .map(|t| t.as_str())
            .collect();
        assert_eq!(copy.join("\n"), text);
    }
}

#[test]
fn two_grafs_from_the_clipboard_stay_two_grafs() {
    let import = pasted("NORDAU (dpa) - Die Fähre kam zu spät.\n\nNiemand wurde verletzt.");
    assert_eq!(rows(&import), ["Paragraph", "Paragraph"]);
    assert_eq!(import.story.dateline.place, "");
}

#[test]
fn a_furniture_word_in_a_sentence_is_copy() {
    let text = "Share prices fell on Monday.\nComments by the minister drew anger.\nClose to the quay, a crane fell.\nVideo of the fall was shown.";
    let import = document(text);
    let removed =
        import.notices.iter().filter(|notice| notice.kind == NoticeKind::FurnitureRemoved);
    assert_eq!(removed.count(), 0);
    assert_eq!(import.story.body.len(), 4);
}

#[test]
fn what_was_taken_out_comes_back_from_its_notice() {
    let text = "The ferry sailed at noon on Monday.\nShare\nclose\nIt was late by an hour, the skipper said.\nMost read\nCat found in chimney after nine days\n2 hours ago\n";
    let import = document(text);
    let kept: Vec<Vec<String>> = import
        .notices
        .iter()
        .filter_map(|notice| notice.kept.as_ref())
        .map(|kept| {
            kept.blocks
                .iter()
                .flat_map(|block| block.kind.texts())
                .map(|t| t.as_str().to_owned())
                .collect()
        })
        .collect();
    assert_eq!(
        kept,
        [
            vec!["Share", "close"],
            vec!["Most read", "Cat found in chimney after nine days", "2 hours ago"]
        ]
    );
    let after = import.notices.iter().find_map(|notice| notice.kept.as_ref()).unwrap().after;
    assert_eq!(after, import.story.body.first().map(|block| block.id));
}

#[test]
fn run_together_words_are_told_with_their_place() {
    let import = document(
        "It was over, he said.The crew left at noon.\nNobody was hurt, the Coast Guard said.",
    );
    let notice = import.notices.iter().find(|notice| notice.kind == NoticeKind::Doubtful).unwrap();
    assert!(notice.message.contains("said.The"), "{}", notice.message);
    assert!(notice.place.is_some());
}

#[test]
fn hostile_text_is_read_without_harm() {
    let long_line = "word ".repeat(400_000);
    let brackets = "(".repeat(200_000);
    let quotes = format!("{} x", ">".repeat(100_000));
    let bullets = "- a\n".repeat(8_000);
    let colons = "a:\n".repeat(8_000);
    let dashes = "—\n- —\n".repeat(4_000);
    let marks = "\u{301}\u{301}a\u{202e}\u{200d}".repeat(50_000);
    let addresses = "a@b.example ".repeat(20_000);
    let stars = "* * *\n".repeat(8_000);
    let photo = "(Photo by ".repeat(20_000);
    let tabs = "\t".repeat(100_000);
    for text in
        [long_line, brackets, quotes, bullets, colons, dashes, marks, addresses, stars, photo, tabs]
    {
        for mode in [document as fn(&str) -> Import, pasted] {
            if text.trim().is_empty() {
                continue;
            }
            let started = Instant::now();
            let import = mode(&text);
            let head: String = text.chars().take(20).collect();
            assert!(import.story.body.len() <= import::MOST_BLOCKS, "{head}");
            assert!(started.elapsed() < Duration::from_secs(20), "{head}: {:?}", started.elapsed());
        }
    }
}

#[test]
fn twice_the_text_takes_twice_the_time_and_no_more() {
    let page = fs::read_to_string(fixtures().first().unwrap().join("input.txt")).unwrap();
    let time = |copies: usize| {
        let text = page.repeat(copies);
        let started = Instant::now();
        document(&text);
        started.elapsed()
    };
    time(10);
    let (small, large) = (time(50), time(400));
    // Eight times the text; a quadratic reader would take 64 times as long.
    assert!(large < small * 24, "{small:?} for 50 copies, {large:?} for 400");
}

#[test]
fn text_beyond_the_last_block_is_kept_aside() {
    let text = "One graf of the story ends here.\n".repeat(import::MOST_BLOCKS + 3);
    let import = document(&text);
    assert_eq!(import.story.body.len(), import::MOST_BLOCKS);
    let cut = import.notices.iter().find(|notice| notice.kind == NoticeKind::CutShort).unwrap();
    let kept = cut.kept.as_ref().unwrap();
    let BlockKind::Paragraph(text) = &kept.blocks[0].kind else { panic!("a graf") };
    assert_eq!(text.as_str().lines().count(), 3);
}

fn line() -> impl Strategy<Value = String> {
    let lines = [
        "",
        "",
        "Health",
        " › Hospitals",
        "Share",
        "close",
        "Video",
        "Most read",
        "Related Topics",
        "Related: Ferry line reprieved",
        "By Ada Example Outlet News",
        "By ADA EXAMPLE and Bo Sample, Health Correspondent",
        "Published March 3, 2025 8:41am EST",
        "Surgeons rebuild hand after winch accident, officials say",
        "The deckhand’s fingers were reattached.",
        "NEWYou can now listen to articles!",
        "NEWYou can now listen to articles!A deckhand was hurt on Monday.",
        "Deckhand in bed (Photo by JANE ROE/POOL/AFP via Getty Images)",
        "(AP Photo/Bo Sample)",
        "Foto: Ada Beispiel/dpa",
        "COAST GUARD REPORTS RECORD NUMBER OF WINCH ACCIDENTS",
        "10 hours ago",
        "    Indented words of somebody else here",
        "> quoted words of a mail here",
        "- a first thing",
        "1. one",
        "2. two",
        "* * *",
        "---",
        "ENDS",
        "URGENT",
        "(Eds: adds quotes)",
        "EMBARGOED UNTIL 0001 GMT 4 March 2025",
        "NORDAU (dpa) - Die Fähre kam am Montag zu spät.",
        "What happens next?",
        "“We were lucky,” said Bo Sample.",
        "Ada Example is a health reporter for Outlet News. Write to ada@outlet.example or on X: @ada.",
        "The list includes:",
        "ropes;",
        "Tags: ferry, winch",
        "Comments (148)",
        "12.41 Uhr",
        "14:05",
        "Image source, PA Media",
        "Image caption,",
        "Subject: Fwd: Ferry line",
        "From: Ada Example",
        "a\tb\tc",
        "d\te\tf",
        "said.The crew",
        "well-",
        "known words go on here until the line is at its end,",
        "Contact: Ada Example, ada@outlet.example",
        "Reporting by Ada Example; Editing by Bo Sample",
        "https://youtu.be/abcdef",
        "HEADLINE: Ferry line",
        "About the author",
        "Ada Example",
        "Read more",
        "Topics",
        "7",
        "[image: a grey dog]",
        "watch: the ferry limps home",
        "12. November war es kalt.",
        "— Ada Example, fisher",
    ];
    prop_oneof![
        4 => prop::sample::select(lines.to_vec()).prop_map(str::to_owned),
        1 => "[ >\t]{0,4}[A-Za-zäéñ“”\"'.,:;!?()/|›-]{0,12}( [A-Za-zäéñ“”\"'.,:;!?()/|›-]{1,12}){0,14}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_word_is_ever_lost(lines in prop::collection::vec(line(), 1..40)) {
        let text = lines.join("\n");
        prop_assume!(!text.trim().is_empty());
        for import in [document(&text), pasted(&text)] {
            let lost = kept::lost_words(&text, &import, &[]);
            prop_assert!(lost.is_empty(), "lost {lost:?}");
        }
    }

    #[test]
    fn nothing_that_can_be_typed_does_harm(text in "\\PC{1,400}|[\\s\\S]{1,200}") {
        prop_assume!(!text.trim().is_empty());
        drop(import::import(text.as_bytes(), Format::Text, &mut Ids::from_seed(1)));
    }
}
