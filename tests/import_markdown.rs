//! Markdown as reporters, note apps and site generators write it, and as we write it ourselves.

#![expect(clippy::unwrap_used, reason = "a test stops at what it does not expect")]

#[path = "support/expected.rs"]
mod expected;
#[path = "support/kept.rs"]
mod kept;

use std::fs;
use std::path::Path;

use nightdesk::export::{self, Options};
use nightdesk::import::{self, Format, Import};
use nightdesk::record;
use nightdesk::story::{BlockKind, Figure, Ids, MarkKind, NoticeKind, Story};
use proptest::prelude::*;

/// Signs of marks, which may begin and end inside a word.
const MARKS: [char; 4] = ['*', '_', '~', '`'];

fn document(text: &str) -> Import {
    import::import(text.as_bytes(), Format::Markdown, &mut Ids::from_seed(1)).unwrap()
}

fn pasted(text: &str) -> Import {
    import::paste(text.as_bytes(), Format::Markdown, &mut Ids::from_seed(1)).unwrap()
}

/// The blocks of the body as short rows.
fn rows(story: &Story) -> Vec<String> {
    story
        .body
        .iter()
        .map(|block| {
            let texts: Vec<&str> = block.kind.texts().iter().map(|text| text.as_str()).collect();
            let more = match &block.kind {
                BlockKind::List(list) => {
                    let levels: Vec<String> =
                        list.items.iter().map(|item| item.level.to_string()).collect();
                    format!(" {}", levels.join(""))
                }
                BlockKind::Quote(quote) if !quote.attribution.is_empty() => {
                    format!(" by {}", quote.attribution)
                }
                BlockKind::Figure(figure) => format!(" {}", figure.source_url),
                BlockKind::Embed(embed) => format!(" {} {}", embed.provider, embed.url),
                _ => String::new(),
            };
            format!("{}{more}: {}", block.kind.name(), texts.join(" | "))
        })
        .collect()
}

#[test]
fn every_file_becomes_the_story_that_an_editor_would_make_of_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/markdown");
    let (mut right, mut wanted, mut names) = (0, 0, Vec::new());
    for entry in fs::read_dir(folder).unwrap() {
        let folder = entry.unwrap().path();
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let input = fs::read_to_string(folder.join("input.md")).unwrap();
        let json = fs::read_to_string(folder.join("expected.json")).unwrap();
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let auto = import::import(input.as_bytes(), Format::Auto, &mut Ids::from_seed(1)).unwrap();
        assert_eq!(auto, document(&input), "{name} is not taken for Markdown");
        let tally = expected::check(&auto, &json);
        expected::print(&name, &tally);
        right += tally.right;
        wanted += tally.expected;
        names.push(name);
    }
    assert!(names.len() >= 3);
    assert_eq!(right, wanted);
}

#[test]
fn blocks_come_as_what_they_are() {
    for (markdown, expected) in [
        ("One\ntwo", vec!["Paragraph: One two"]),
        ("One  \ntwo", vec!["Paragraph: One\ntwo"]),
        (
            "## Two\n\n### Three\n\n###### Six",
            vec!["Subhead: Two", "Subhead 3: Three", "Subhead 4: Six"],
        ),
        ("# One\n\nGraf", vec!["Subhead: One", "Paragraph: Graf"]),
        ("- a\n  - b\n    - c\n- d", vec!["List 0120: a | b | c | d"]),
        ("1. a\n2. b", vec!["Numbered list 00: a | b"]),
        ("- a\n\n  more\n- b", vec!["List 00: a\nmore | b"]),
        ("- a\n  - b\n\n  tail", vec!["List 010: a | b | tail"]),
        ("12. November was cold.", vec!["Paragraph: 12. November was cold."]),
        ("- a\n\n***\n\n- b", vec!["List 0: a", "Divider: ", "List 0: b"]),
        ("> a\n>\n> b", vec!["Quote: a\nb"]),
        ("> a\n>\n> — Ada Example, fisher", vec!["Quote by Ada Example, fisher: a"]),
        ("> a\n\n— Ada Example", vec!["Quote by Ada Example: a"]),
        ("> a\n> > b\n>\n> c", vec!["Quote: a", "Quote: b", "Quote: c"]),
        ("> a\n>\n> - b", vec!["Quote: a", "List 0: b"]),
        ("- > a", vec!["List 0: a"]),
        ("|A|B|\n|-|-|\n|1|2|", vec!["Table: A | B | 1 | 2"]),
        ("||\n|-|\n|1|", vec!["Table: 1"]),
        ("```rust\nlet a = 1;\n```", vec!["Paragraph: let a = 1;"]),
        ("![Alt](https://a.example/1.jpg)", vec!["Picture https://a.example/1.jpg: "]),
        (
            "![Alt](https://a.example/1.jpg \"Words.\")",
            vec!["Picture https://a.example/1.jpg: Words."],
        ),
        ("![Alt](1.jpg)\\\nWords below.", vec!["Picture 1.jpg: Words below."]),
        ("A ![b](1.jpg) c.", vec!["Paragraph: A  c.", "Picture 1.jpg: "]),
        ("![b](javascript:alert(1))", vec!["Picture : "]),
        ("- ![b](1.jpg) c\n- d", vec!["List 00: c | d", "Picture 1.jpg: "]),
        ("https://youtu.be/abc123DEF45", vec!["Embed YouTube https://youtu.be/abc123DEF45: "]),
        ("a[^1]\n\n[^1]: b\n\nc", vec!["Paragraph: a1", "Paragraph: c", "Paragraph: 1 b"]),
        ("<div>\n<p>One</p>\n<script>two()</script>\n</div>", vec!["Paragraph: One"]),
        ("One <script>two()</script>three", vec!["Paragraph: One three"]),
        ("One <script>two", vec!["Paragraph: One two"]),
        ("One <u onclick=x>two</u>", vec!["Paragraph: One two"]),
        ("<!-- -->", vec![]),
    ] {
        assert_eq!(rows(&pasted(markdown).story), expected, "{markdown}");
    }
}

#[test]
fn marks_come_along() {
    let link = |url: &str| MarkKind::Link { url: url.to_owned(), title: String::new() };
    for (markdown, words, kind) in [
        ("a **b c** d", "b c", MarkKind::Strong),
        ("a *b* d", "b", MarkKind::Emphasis),
        ("a _b_ d", "b", MarkKind::Emphasis),
        ("a ~~b~~ d", "b", MarkKind::Strike),
        ("a <s>b</s> d", "b", MarkKind::Strike),
        ("m<sup>2</sup>", "2", MarkKind::Superscript),
        ("H<sub>2</sub>O", "2", MarkKind::Subscript),
        ("a [b](https://b.example/) d", "b", link("https://b.example/")),
        ("a [b][1] d\n\n[1]: mailto:b@b.example", "b", link("mailto:b@b.example")),
        ("a <https://b.example/> d", "https://b.example/", link("https://b.example/")),
        ("a https://b.example/ d", "https://b.example/", link("https://b.example/")),
    ] {
        let import = pasted(markdown);
        let text = import.story.body[0].kind.texts()[0].clone();
        let [mark] = text.marks() else { panic!("{markdown}: {:?}", text.marks()) };
        assert_eq!(text.as_str().get(mark.range.clone()), Some(words), "{markdown}");
        assert_eq!(mark.kind, kind, "{markdown}");
    }
}

#[test]
fn an_unsafe_link_keeps_its_words_and_is_told_once() {
    let import =
        pasted("[a](javascript:x) [b](data:text/html,x) [c](<java\tscript:x>) [d](vbscript:x)");
    assert_eq!(rows(&import.story), ["Paragraph: a b c d"]);
    assert!(import.story.body[0].kind.texts()[0].marks().is_empty());
    let told: Vec<&str> = import
        .notices
        .iter()
        .filter(|notice| notice.kind == NoticeKind::UnsafeRemoved)
        .map(|notice| notice.message.as_str())
        .collect();
    assert_eq!(told, ["4 unsafe links were taken out; the words stayed."]);
}

#[test]
fn what_was_changed_is_told() {
    for (markdown, kind, says) in [
        ("> a\n> > b", NoticeKind::Changed, "quotation inside a quotation"),
        ("```rust\nx\n```", NoticeKind::Changed, "(rust)"),
        ("a ![b](1.jpg) c", NoticeKind::Changed, "picture inside running text"),
        ("- a\n  1. b", NoticeKind::Changed, "list inside a list of another kind"),
        ("5. a\n6. b", NoticeKind::Changed, "made to begin at 1"),
        ("a[^1]\n\n[^1]: b", NoticeKind::Changed, "footnote"),
        ("a <u>b</u>", NoticeKind::Changed, "2 HTML tags"),
        ("a <script>b</script>", NoticeKind::UnsafeRemoved, "1 script"),
        ("[a](/b)", NoticeKind::NotCarried, "/b"),
        ("a <!-- ask Ada --> b", NoticeKind::NotCarried, "Comments"),
        ("a\n\n[Note]: this", NoticeKind::NotCarried, "definitions"),
        ("|a|\n|-|\n|b|c|", NoticeKind::NotCarried, "Cells beyond the columns"),
        ("![a](https://b.example/c.jpg)", NoticeKind::PictureMissing, "1 picture"),
    ] {
        let notices = pasted(markdown).notices;
        let told = notices.iter().any(|it| it.kind == kind && it.message.contains(says));
        assert!(told, "{markdown}: {notices:?}");
    }
}

#[test]
fn a_piece_makes_no_headline_and_a_document_does() {
    let text = "# Ferry line reprieved\n\nBy Ada Example\n\nThe council voted.";
    let piece = pasted(text).story;
    assert_eq!(piece.headline, "");
    assert_eq!(piece.body.len(), 3);
    let whole = document(text).story;
    assert_eq!(whole.headline, "Ferry line reprieved");
    assert_eq!(whole.bylines[0].name, "Ada Example");
    assert_eq!(rows(&whole), ["Paragraph: The council voted."]);
    let late = document("The council voted.\n\n# Ferry line").story;
    assert_eq!(late.headline, "");
    assert_eq!(late.body.len(), 2);
}

#[test]
fn what_we_export_comes_back() {
    let ron = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample/story.ron");
    let story = record::from_ron(&fs::read_to_string(ron).unwrap()).unwrap().story;
    let options = Options {
        credit_line: &|credit| credit.verbatim.clone(),
        publisher: "The Skellan Mercury",
        base_url: "https://mercury.example/",
        renditions: None,
        originals: &nightdesk::export::NO_ORIGINALS,
        now: chrono::DateTime::UNIX_EPOCH,
    };
    let export = export::export(&story, export::Format::Markdown, &options);
    let text = String::from_utf8(export.files[0].bytes.clone()).unwrap();
    let import = import::import(text.as_bytes(), Format::Auto, &mut Ids::from_seed(1)).unwrap();
    let back = &import.story;

    assert_eq!(back.headline, story.headline);
    assert_eq!(back.standfirst.as_str(), story.standfirst.as_str());
    assert_eq!(back.kicker, story.kicker);
    assert_eq!(back.section, story.section);
    assert_eq!(back.slug, story.slug);
    assert_eq!(back.language, story.language);
    assert_eq!(back.dateline, story.dateline);
    assert_eq!(back.variants, story.variants);
    let names =
        |story: &Story| -> Vec<String> { story.tags.iter().map(|tag| tag.name.clone()).collect() };
    assert_eq!(names(back), names(&story));
    assert_eq!(back.related, story.related);
    assert_eq!(back.bylines.len(), story.bylines.len());
    for (back, person) in back.bylines.iter().zip(&story.bylines) {
        assert_eq!(back.name, person.name);
        assert_eq!(back.role, person.role);
        assert_eq!(back.outlet, person.outlet);
        assert_eq!(back.email, person.email);
        assert_eq!(back.handles, person.handles);
        assert_eq!(back.links, person.links);
        assert_eq!(back.bio.as_str(), person.bio.as_str());
    }
    let pictures = |story: &Story| -> Vec<(String, String, String)> {
        let words = |figure: &Figure| {
            (
                figure.caption.as_str().to_owned(),
                figure.alt.text().to_owned(),
                figure.credit.creators.join(", "),
            )
        };
        story.figures().into_iter().map(|(_, figure)| words(figure)).collect()
    };
    assert_eq!(pictures(back), pictures(&story));
    for kind in ["Paragraph", "Subhead", "List", "Numbered list", "Table", "Quote", "Divider"] {
        let of = |story: &Story| -> Vec<String> {
            let blocks = story.body.iter().filter(|block| {
                let name = block.kind.name();
                // A pull quote is a quotation in Markdown.
                name == kind || (kind == "Quote" && name == "Pull quote")
            });
            blocks
                .map(|block| {
                    let texts: Vec<String> =
                        block.kind.texts().iter().map(|text| text.as_str().to_owned()).collect();
                    let by = match &block.kind {
                        BlockKind::Quote(quote) | BlockKind::PullQuote(quote) => &quote.attribution,
                        _ => "",
                    };
                    format!("{} {by}", texts.join(" | "))
                })
                .collect()
        };
        // What has no sign of its own in Markdown comes back as grafs, so there may be more.
        let (now, then) = (of(back), of(&story));
        let lost: Vec<&String> = then.iter().filter(|row| !now.contains(row)).collect();
        assert!(lost.is_empty(), "{kind}: {lost:#?} of {now:#?}");
        assert!(kind == "Paragraph" || now.len() == then.len(), "{kind}: {now:#?}");
    }
}

#[test]
fn front_matter_is_read_as_people_write_it() {
    for (text, headline, bylines, tags, rows_below) in [
        ("---\ntitle: A: b\n---\nc", "A: b", "", "", 1),
        (
            "---\ntitle: 'It''s'\nauthor: Ada Example and Bo Sample\n...\nc",
            "It's",
            "Ada Example, Bo Sample",
            "",
            1,
        ),
        ("---\r\ntitle: A\r\ntags: [b, \"c, d\"]\r\n---\r\nc", "A", "", "b, c, d", 1),
        ("---\ntitle: A\ntags: [\"b\", \"c, d\"]\n---\n", "A", "", "b, c, d", 0),
        ("---\nHeadline: >-\n  A\n  b\nkeywords:\n  - c\n  - d\n---\n", "A b", "", "c, d", 0),
        (
            "---\nauthors: [Ada Example, 'Bo Sample']\n---\n# A\n\nb",
            "A",
            "Ada Example, Bo Sample",
            "",
            1,
        ),
        ("---\n# a remark\ntitle: A\n---\n# A\n\nb", "A", "", "", 1),
        // No front matter: a rule, and copy.
        ("---\nA rule above this graf.\n\n---\n", "", "", "", 3),
        ("---\ntitle: never closed\n\nGraf", "", "", "", 3),
        ("title: A\n---\nb", "", "", "", 2),
    ] {
        let story = document(text).story;
        let names: Vec<&str> = story.bylines.iter().map(|it| it.name.as_str()).collect();
        let of_tags: Vec<&str> = story.tags.iter().map(|tag| tag.name.as_str()).collect();
        assert_eq!(story.headline, headline, "{text}");
        assert_eq!(names.join(", "), bylines, "{text}");
        assert_eq!(of_tags.join(", "), tags, "{text}");
        assert_eq!(story.body.len(), rows_below, "{text}: {:?}", rows(&story));
    }
}

fn line() -> impl Strategy<Value = String> {
    let lines = [
        "",
        "",
        "# Ferry line reprieved",
        "## What happens next",
        "Five minutes",
        "====",
        "---",
        "***",
        "By Ada Example, Health Correspondent",
        "*By Ada Example and Bo Sample*",
        "*The crossing had been under threat since spring.*",
        "Published March 3, 2025",
        "BRINDLE BAY (AP) — The council voted on Monday.",
        "The **council** voted *again* on ~~Monday~~ Tuesday.",
        "- ropes",
        "  - thin ones",
        "    tail of an item",
        "1. first",
        "7. seventh",
        "> quoted words",
        "> > nested words",
        "> - listed words",
        "> — Ada Example, fisher",
        "— Bo Sample",
        "    indented words",
        "```",
        "~~~ text",
        "``` an odd fence",
        "## Related stories",
        "- [A ferry saved](<https://ferry.example/>)",
        "| a1 | bb |",
        "|----|----|",
        "| cc | dd |",
        "![harbour at dawn](dawn.jpg \"Dawn. Photo: Ada Example\")",
        "![harbour](dusk.jpg)",
        "*Dusk. (AP Photo/Bo Sample)*",
        "see [the log](https://log.example/) for ![more](m.jpg) words",
        "[click](javascript:x)",
        "a footnote [^n] here",
        "[^n]: of the page",
        "<div>",
        "</div>",
        "<b>bold words</b>",
        "words <i>in</i> tags<br>and breaks",
        "Ada Example is a reporter for The Outlet. Write to ada@outlet.example.",
        "title: Ferry",
        "authors:",
        "  - name: Ada",
        "odd: key",
        "https://youtu.be/abcdefghijk",
    ];
    prop_oneof![
        5 => prop::sample::select(lines.to_vec()).prop_map(str::to_owned),
        1 => "[ >*_#\\-]{0,3}[A-Za-zäéñ“”*_~|.,:!?()-]{0,10}( [A-Za-zäéñ“”*_~|.,:!?()-]{1,10}){0,10}",
    ]
}

/// Addresses are no copy; their letters are taken out of the input before words are counted.
fn copy_of(text: &str) -> String {
    [
        "(dawn.jpg",
        "(dusk.jpg",
        "(m.jpg",
        "javascript",
        "https://log.example/",
        "https://ferry.example/",
        "<div>",
        "</div>",
        "<br>",
        "<b>",
        "</b>",
        "<i>",
        "</i>",
    ]
    .iter()
    .fold(text.to_owned(), |text, address| text.replace(address, " "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_word_is_ever_lost(lines in prop::collection::vec(line(), 1..30)) {
        let text = lines.join("\n");
        // The keys of a front matter become fields, not words.
        prop_assume!(!text.trim().is_empty() && !text.trim_start().starts_with("---"));
        for import in [document(&text), pasted(&text)] {
            let lost = kept::lost_words(&copy_of(&text), &import, &MARKS);
            prop_assert!(lost.is_empty(), "lost {lost:?}");
        }
    }

    #[test]
    fn nothing_that_can_be_typed_does_harm(text in "[ \\n>*_#`|~\\[\\]()!<>&;:a-c0-2-]{1,300}") {
        prop_assume!(!text.trim().is_empty());
        drop(document(&text));
    }
}
