//! The loss report, held against the bytes of every format.

use std::collections::BTreeSet;

use nightdesk::export::{Fate, Format};
use nightdesk::story::Story;
use scraper::Html;

use super::stories::full;
use super::{css, select, text_of, write};

/// Lines of the report, and words that tell whether the field is in an export; any of them does.
const NEEDLES: [(&str, &[&str]); 64] = [
    ("Headline", &["ferries sail again"]),
    ("Web headline", &["ferry timetable resumes"]),
    ("Social headline", &["the boats are back"]),
    ("Push headline", &["ferries resume at noon"]),
    ("Section", &["coast &"]),
    ("Kicker", &["after the storm"]),
    ("Standfirst", &["the harbour wall "]),
    ("Name of author 1", &["ada lindqvist"]),
    ("Name of author 2", &["bo marsh"]),
    ("Role of author 1", &["islands correspondent"]),
    ("Outlet of author 1", &["skerrin post"]),
    ("Bio of author 1", &["ada has covered"]),
    ("E-mail of author 1", &["ada@ledger.example"]),
    ("Handle of author 1", &["@ada.ledger.example"]),
    ("Link of author 1", &["people/ada"]),
    ("Unusable link of author 1", &["alert(41)"]),
    ("Portrait of author 1", &["0a0a0a0a"]),
    ("Dateline place", &["port ellery\"", "port ellery,"]),
    ("Dateline date", &["29 october 2026", "2026-10-29\""]),
    ("Picture 1", &["01010101"]),
    ("Caption of picture 1", &["inner basin"]),
    ("Credit of picture 1", &["saltwater images"]),
    ("Credit as it came of picture 1", &["cem aslan/pool"]),
    ("Alt text of picture 1", &["passes a broken crane"]),
    ("Persons of picture 1", &["person shown"]),
    ("Focal point of picture 1", &["0.25", "\"x\": 400"]),
    ("Crops of picture 1", &["0.125"]),
    ("Usage terms of picture 1", &["end of the season"]),
    ("Expiry of picture 1", &["2029-06-30"]),
    ("Content Credentials of picture 1", &["nordpix signing"]),
    ("Digital source type of picture 1", &["digitalcapture", "captured"]),
    ("File’s own words of picture 1", &["file caption words"]),
    ("Copyright notice of picture 1", &["© 2026 nordpix"]),
    ("Source of picture 1", &["lead-source"]),
    ("Picture 2", &["02020202"]),
    ("Caption of picture 2", &["chart of the basin"]),
    ("Credit of picture 2", &["courtesy who knows"]),
    ("Caption of picture 3", &["before it fell"]),
    ("Alt text of picture 3", &["tall crane, upright"]),
    ("Source of picture 3", &["not-here.jpg"]),
    ("Picture 4", &["03030303"]),
    ("Caption of picture 4", &["morning at the slip"]),
    ("Picture 5", &["04040404"]),
    ("Alt text of picture 5", &["evening light"]),
    ("Paragraph (3)", &["ferry in nine days"]),
    ("Subhead", &["who pays for it"]),
    ("Subhead whose level leaves one out", &["what the wall cost"]),
    ("Quote", &["we asked twice"]),
    ("Pull quote", &["nobody answered the islands"]),
    ("List", &["fares"]),
    ("List whose levels leave one out", &["lamps"]),
    ("Embed (2)", &["watch the isobel leave"]),
    ("Address of embed", &["watch?v=isobel"]),
    ("Unsafe or broken address of embed", &["broken-embed"]),
    ("Related link", &["storm closes"]),
    ("Related link without a usable address", &["harbour in numbers"]),
    ("Promo", &["tide letter"]),
    ("Promo without a usable address", &["download our app"]),
    ("Table", &["412"]),
    ("Table caption", &["crossings by year"]),
    ("Link", &["plan?a=1"]),
    ("Link title", &["the plan in full"]),
    ("Unsafe or broken link", &["alert(42)"]),
    ("Tag 2", &["maritime transport"]),
];

const MORE_NEEDLES: [(&str, &[&str]); 16] = [
    ("Tag 1", &["\"ferries\"", ">ferries<", ": ferries,"]),
    ("Code of tag 2", &["20000999"]),
    ("Related story 1", &["how the wall was built"]),
    ("Related story 2", &["no page yet"]),
    ("Correction 1", &["wrong tonnage"]),
    ("Clarification 2", &["two winters"]),
    ("Editor’s note 3", &["author’s brother"]),
    ("Slug", &["quayside"]),
    ("Language", &["en-gb"]),
    ("Story id", &["0000-0007-"]),
    ("Embargo", &["05:30"]),
    ("Deadline", &["2031-01-01"]),
    ("Target length", &["7312"]),
    ("Time of creation", &["07:07:07"]),
    ("Time of last change", &["2026-10-31t16:20", "31 october 2026, 16:20"]),
    ("Source of the copy", &["source/4711"]),
];

/// Lines about fields that are not words.
const NO_WORDS: [&str; 15] = [
    "Alt text of picture 2",
    "Alt text of picture 4",
    "Picture 3",
    "Gallery",
    "Divider",
    "Bold (2)",
    "Italics (3)",
    "Struck out",
    "Superscript",
    "Subscript",
    "Status",
    "Note to desk",
    "Desk note",
    "Ignored findings",
    "Confirmed exports",
];

#[test]
fn the_loss_report_is_true_to_the_bytes() {
    let story = full();
    for format in Format::ALL {
        let export = write(&story, format);
        // The style sheet is no part of the story.
        let text = text_of(&export).replace(css(), "").to_lowercase();
        for line in &export.report {
            let name = line.field.as_str();
            let mut needles = NEEDLES.iter().chain(&MORE_NEEDLES);
            let Some((_, needles)) = needles.find(|(field, _)| *field == name) else {
                let known = NO_WORDS.contains(&name) || name == "Comment (4)";
                assert!(known, "no test holds “{name}” against the bytes");
                continue;
            };
            let is_there = needles.iter().any(|needle| text.contains(needle));
            let said_there = !matches!(line.fate, Fate::Lost(_));
            assert_eq!(is_there, said_there, "{} says {line:?}\n{text}", format.word());
        }
        let named: BTreeSet<_> = export.report.iter().map(|line| line.field.as_str()).collect();
        let expected = NEEDLES.iter().chain(&MORE_NEEDLES).map(|(name, _)| *name).chain(NO_WORDS);
        for name in expected {
            assert!(named.contains(name), "{}: {name} is not reported", format.word());
        }
        assert_eq!(named.len(), export.report.len(), "each line once");
    }
}

#[test]
fn a_picture_that_nobody_described_is_reported() {
    for format in Format::ALL {
        let export = write(&full(), format);
        let line = export.report.iter().find(|line| line.field == "Alt text of picture 4").unwrap();
        assert!(matches!(line.fate, Fate::Lost(_)), "{}: {line:?}", format.word());
    }
}

#[test]
fn an_empty_story_exports_and_reports_next_to_nothing() {
    let story = Story::new(nightdesk::story::Ids::from_seed(1).story());
    for format in Format::ALL {
        let export = write(&story, format);
        let names: Vec<_> = export.report.iter().map(|line| line.field.as_str()).collect();
        assert_eq!(names, ["Language", "Story id", "Status"], "{}", format.word());
        let page = Html::parse_document(&text_of(&export));
        assert_eq!(page.select(&select("p, figure, img, ul, address")).count(), 0);
    }
}
