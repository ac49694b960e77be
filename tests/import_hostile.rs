//! The front door against sources that are broken, huge, or meant to do harm.

#![expect(clippy::unwrap_used, reason = "a test stops at what it does not expect")]

#[path = "support/expected.rs"]
#[expect(dead_code, reason = "only the words of a story are asked for here")]
mod expected;

use std::time::{Duration, Instant};

use nightdesk::export::{self, Options};
use nightdesk::import::{self, Format, Import, ImportError};
use nightdesk::story::{BlockKind, Ids, MarkKind, NoticeKind, Story};
use proptest::prelude::*;
use scraper::{Html, Selector};

fn read(source: impl AsRef<[u8]>, format: Format) -> Import {
    import::import(source.as_ref(), format, &mut Ids::from_seed(1)).unwrap()
}

fn pasted(source: &str, format: Format) -> Import {
    import::paste(source.as_bytes(), format, &mut Ids::from_seed(1)).unwrap()
}

/// Every word of the story and of what its notices keep.
fn all_words(import: &Import) -> String {
    let mut words = expected::all_words(&import.story);
    for notice in &import.notices {
        let blocks = notice.kept.iter().flat_map(|kept| &kept.blocks);
        for text in blocks.flat_map(|block| block.kind.texts()) {
            words.push('\n');
            words.push_str(text.as_str());
        }
    }
    words
}

fn has(import: &Import, kind: NoticeKind) -> bool {
    import.notices.iter().any(|notice| notice.kind == kind)
}

/// Reads within the time that an editor would wait. A debug build is slow; a reader whose time
/// grows with the square of its input would take many minutes.
fn read_in_time(what: &str, source: &str, format: Format) -> Import {
    let started = Instant::now();
    let import = read(source, format);
    let took = started.elapsed();
    assert!(took < Duration::from_mins(1), "{what} took {took:?}");
    import
}

#[test]
fn nothing_and_other_files_are_refused_in_plain_sentences() {
    for (bytes, says) in [
        (&b""[..], "empty"),
        (b" \r\n\t \xC2\xA0 \n", "empty"),
        (b"\xEF\xBB\xBF", "empty"),
        (b"\xFF\xFE \0\n\0", "empty"),
        (b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj", "a PDF document"),
        (b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0", "a ZIP archive or an Office document"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", "an old Office document"),
        (b"{\\rtf1\\ansi Ferry}", "RTF"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG picture"),
        (b"\xFF\xD8\xFF\xE0\0\x10JFIF", "a JPEG picture"),
        (b"GIF89a\x01\0\x01\0", "a GIF picture"),
        (b"\x1F\x8B\x08\0\0\0", "a gzip archive"),
        (b"The ferry\0sailed at noon", "binary data"),
        (b"\x01\x02\x03\x04\x05\x06\x0e\x0f", "binary data"),
    ] {
        for format in [Format::Auto, Format::Text, Format::Html, Format::Markdown] {
            for door in [import::import, import::paste] {
                let error = door(bytes, format, &mut Ids::from_seed(1)).unwrap_err();
                let message = error.message();
                assert!(message.contains(says), "{bytes:?}: {message}");
                let sentence = message.starts_with(char::is_uppercase) && message.ends_with('.');
                assert!(sentence, "{message}");
            }
        }
    }
}

#[test]
fn json_that_is_none_is_refused_and_other_copy_with_braces_is_not() {
    let broken = import::import(b"{\"headline\": ", Format::Json, &mut Ids::from_seed(1));
    assert!(matches!(broken, Err(ImportError::Json(_))));
    let import = read("{curly} braces opened the letter.", Format::Auto);
    assert!(all_words(&import).contains("braces opened the letter"));
}

#[test]
fn every_encoding_gives_the_same_words() {
    let copy = "Größe und “façade” — 5 € für Łódź";
    let page = |charset: &str| {
        format!(
            "<html><head>{charset}</head><body><p>{copy}, sagte sie am Montag.</p></body></html>"
        )
    };
    let utf_16 = |text: &str, big: bool| {
        let mut bytes = if big { vec![0xFE, 0xFF] } else { vec![0xFF, 0xFE] };
        for unit in text.encode_utf16() {
            bytes.extend(if big { unit.to_be_bytes() } else { unit.to_le_bytes() });
        }
        bytes
    };
    for bytes in [
        page("<meta charset=utf-8>").into_bytes(),
        format!("\u{feff}{}", page("")).into_bytes(),
        utf_16(&page(""), false),
        utf_16(&page(""), true),
        utf_16(copy, false),
        utf_16(copy, true),
    ] {
        let words = all_words(&read(&bytes, Format::Auto));
        assert!(words.contains(copy), "{words}");
    }
    // Windows-1252 has no Ł and ź.
    let western = "Größe und \u{201c}façade\u{201d} \u{2014} 5 €";
    for meta in [
        "<meta charset=windows-1252>",
        "<meta charset=\"iso-8859-1\">",
        "<meta http-equiv=Content-Type content=\"text/html; charset=windows-1252\">",
        "",
    ] {
        let mut bytes = format!("<html><head>{meta}</head><body><p>").into_bytes();
        bytes
            .extend(b"Gr\xF6\xDFe und \x93fa\xE7ade\x94 \x97 5 \x80, sagte sie.</p></body></html>");
        let import = read(&bytes, Format::Auto);
        assert!(all_words(&import).contains(western), "{meta}: {}", all_words(&import));
    }
}

#[test]
fn broken_bytes_cost_no_more_than_themselves() {
    for bytes in [
        &b"The ferry \xC3\x28 sailed at noon \xF0\x9F on Monday."[..],
        b"<p>The ferry \xC3\x28 sailed at noon \xF0\x9F on Monday.</p>",
        b"\xEF\xBB\xBFThe ferry \xFF\xFF sailed at noon \xE2\x82 on Monday.",
    ] {
        let words = all_words(&read(bytes, Format::Auto));
        for part in ["The ferry", "sailed at noon", "on Monday."] {
            assert!(words.contains(part), "{words}");
        }
    }
}

#[test]
fn fifty_megabytes_come_in_or_are_cut_with_a_notice() {
    // The reader of plain text looks hard at every line; without optimisation that takes long.
    const PLAIN: usize = if cfg!(debug_assertions) { 5_000_000 } else { 50_000_000 };
    let graf = "The ferry sailed at noon on Monday, an hour late, and nobody minded. ".repeat(30);
    for (what, text, format) in [
        ("long grafs", format!("{}\n\n", graf.trim_end()), Format::Markdown),
        ("one line", "word ".to_owned(), Format::Markdown),
        ("long grafs", format!("{}\n\n", graf.trim_end()), Format::Text),
        ("one line", "word ".to_owned(), Format::Text),
    ] {
        let bytes = if format == Format::Text { PLAIN } else { 50_000_000 };
        let text = text.repeat(bytes / text.len());
        let import = read_in_time(what, &text, format);
        let words = import.story.words();
        assert!(import.story.body.len() < import::MOST_BLOCKS, "{what}");
        assert!(words > bytes / 7, "{what}: {words} words");
    }
}

#[test]
fn what_is_beyond_the_last_byte_is_told() {
    let mut text = "The ferry sailed at noon on Monday, and nobody minded.\n".repeat(10);
    text.push_str(&"\n".repeat(import::MOST_BYTES));
    text.push_str("Not read.");
    let import = read(&text, Format::Markdown);
    let told = import.notices.first().unwrap();
    assert_eq!(told.kind, NoticeKind::CutShort);
    assert!(told.message.contains("67 MB"), "{}", told.message);
    assert!(!all_words(&import).contains("Not read"));
}

#[test]
fn markup_nested_deeply_keeps_its_words() {
    for depth in [200, 20_000] {
        for (open, close) in [
            ("<div>", "</div>"),
            ("<blockquote>", "</blockquote>"),
            ("<ul><li>", "</li></ul>"),
            ("<table><tr><td>", "</td></tr></table>"),
            ("<span>", "</span>"),
            ("<b>", "</b>"),
            ("<section><article>", "</article></section>"),
            ("<a href=https://a.example/>", "</a>"),
            ("<font size=2>", ""),
            ("<svg><g>", "</g></svg>"),
            ("<select><option>", ""),
        ] {
            let (opens, closes) = (open.repeat(depth), close.repeat(depth));
            let page = format!(
                "<p>Above the ferry.</p>{opens}Words in the middle.{closes}<p>Below the ferry.</p>"
            );
            let what = format!("{depth} times {open}");
            let import = read_in_time(&what, &page, Format::Html);
            let words = all_words(&import);
            assert!(words.contains("Above the ferry."), "{what}: {words}");
            // A list of choices and a drawing are not copy.
            if !open.starts_with("<select") && !open.starts_with("<svg") {
                assert!(words.contains("Words in the middle."), "{what}: {words}");
                assert!(words.contains("Below the ferry."), "{what}: {words}");
            }
            if depth > 10_000 && matches!(open, "<div>" | "<blockquote>" | "<span>") {
                assert!(has(&import, NoticeKind::CutShort), "{what}");
            }
        }
    }
}

#[test]
fn markdown_nested_deeply_keeps_its_words() {
    for depth in [200, 20_000] {
        for (open, close) in [
            (">", ""),
            ("- ", ""),
            ("1. ", ""),
            ("> - ", ""),
            ("*a ", " a*"),
            ("**a ", " a**"),
            ("[", "](https://a.example/)"),
            ("![", "](a.jpg)"),
            ("[", ""),
            ("~~a ", " a~~"),
            ("<b>", "</b>"),
            ("<div>", "</div>"),
            ("`", ""),
            ("*_", ""),
            ("\\", ""),
            ("&", ""),
            ("<!--", ""),
            ("[a]: ", ""),
        ] {
            let (opens, closes) = (open.repeat(depth), close.repeat(depth));
            let text = format!(
                "Above the ferry.\n\n{opens}Words in the middle.{closes}\n\nBelow the ferry."
            );
            let what = format!("{depth} times {open}");
            let import = read_in_time(&what, &text, Format::Markdown);
            let words = all_words(&import);
            assert!(words.contains("Above the ferry."), "{what}");
            if open != "<!--" {
                assert!(words.contains("Below the ferry."), "{what}");
            }
            if !matches!(open, "![" | "<!--" | "[a]: ") {
                assert!(words.contains("Words in the middle."), "{what}");
            }
        }
    }
}

#[test]
fn bombs_go_off_quietly() {
    let attributes = |count: usize| -> String {
        let names: Vec<String> = (0..count).map(|at| format!(" a{at}=b")).collect();
        names.concat()
    };
    let graf = "<p>The ferry sailed at noon on Monday.</p>";
    for (what, bomb) in [
        ("100,000 attributes", format!("<div{}>", attributes(100_000))),
        ("one attribute of 5 MB", format!("<div class=\"{}\">", "x ".repeat(2_500_000))),
        (
            "a link of 5 MB",
            format!("<a href=\"https://a.example/{}\">b</a>", "x".repeat(5_000_000)),
        ),
        ("100,000 unclosed tags", "<div><p>".repeat(50_000)),
        ("100,000 open formatting tags", "<b><i>".repeat(50_000)),
        ("formatting opened in every graf", "<p><b><i>word ".repeat(20_000)),
        ("100,000 open links", "<a href=b>c".repeat(100_000)),
        ("100,000 wrong ends", "</b></p></div>".repeat(33_000)),
        ("100,000 entities", "&amp;&#x41;&nbsp;".repeat(33_000)),
        ("100,000 comments", "<!-- a --><!--b".repeat(50_000)),
        ("100,000 brackets", "<".repeat(100_000)),
        ("a table of many columns", format!("<table><tr>{}</tr></table>", "<td>1".repeat(50_000))),
        (
            "a cell that spans everything",
            "<table><tr><td colspan=99999 rowspan=99999>1</table>".into(),
        ),
    ] {
        let page = format!("{graf}{bomb}{graf}");
        let import = read_in_time(what, &page, Format::Html);
        assert!(all_words(&import).contains("The ferry sailed at noon on Monday."), "{what}");
        assert!(import.story.body.len() <= import::MOST_BLOCKS, "{what}");
    }
}

#[test]
fn a_flat_page_of_200_000_elements_is_cut_at_the_last_block() {
    let page = "<p>The <b>ferry</b> sailed.</p>".repeat(import::MOST_BLOCKS + 3);
    let import = read_in_time("200,000 elements", &page, Format::Html);
    assert_eq!(import.story.body.len(), import::MOST_BLOCKS);
    assert!(has(&import, NoticeKind::CutShort));
    let page = "<i>word</i> <b>word</b> ".repeat(100_000);
    let import = read_in_time("200,000 marks", &page, Format::Html);
    assert_eq!(import.story.words(), 200_000);
}

#[test]
fn a_long_markdown_text_is_cut_at_the_last_block_and_the_rest_is_kept() {
    let text = "One graf of the story.\n\n".repeat(import::MOST_BLOCKS + 3);
    let import = read_in_time("many grafs", &text, Format::Markdown);
    assert_eq!(import.story.body.len(), import::MOST_BLOCKS);
    let cut = import.notices.iter().find(|it| it.kind == NoticeKind::CutShort).unwrap();
    let BlockKind::Paragraph(text) = &cut.kept.as_ref().unwrap().blocks[0].kind else {
        panic!("a graf")
    };
    assert_eq!(text.as_str().lines().count(), 3);
    let text = format!("{}\n\n{}", "a *b* ".repeat(100_000), "> a\n> > b\n".repeat(10_000));
    let import = read_in_time("many marks", &text, Format::Markdown);
    assert!(import.story.words() >= 200_000);
    let table =
        format!("|{}\n|{}\n{}", "a|".repeat(2_000), "-|".repeat(2_000), "|b|\n".repeat(2_000));
    let import = read_in_time("a wide table", &table, Format::Markdown);
    assert!(all_words(&import).contains('b'));
}

/// Markup that has done harm somewhere.
const PAYLOADS: [&str; 62] = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=https://evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script/x>alert(1)</script>",
    "<script type=text/plain>alert(1)</script>",
    "<<script>alert(1)//<</script>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=\"alert(1)\" alt=words>",
    "<img src=\"javascript:alert(1)\" alt=words>",
    "<img src='data:image/svg+xml,<svg onload=alert(1)>' alt=words>",
    "<img srcset=\"javascript:alert(1) 2x\" alt=words>",
    "<img \"\"\"><script>alert(1)</script>\">",
    "<picture><source srcset=\"javascript:alert(1)\"><img src=\"vbscript:x\"></picture>",
    "<figure><img src='https://a.example/b.jpg' onload=alert(1)><figcaption onclick=alert(1)>words</figcaption></figure>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href=\"javascript:alert(1)\"><text>words</text></a></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s></svg>",
    "<svg><foreignObject><iframe srcdoc=\"<script>alert(1)</script>\"></iframe></foreignObject></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    "<math href=\"javascript:alert(1)\">words</math>",
    "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<xmp><img title=\"</xmp><img src=x onerror=alert(1)>\"></xmp>",
    "<template><script>alert(1)</script></template>",
    "<textarea><script>alert(1)</script></textarea>",
    "<title><script>alert(1)</script></title>",
    "<iframe src=\"javascript:alert(1)\"></iframe>",
    "<iframe srcdoc=\"&lt;script&gt;alert(1)&lt;/script&gt;\"></iframe>",
    "<iframe src=\"data:text/html,<script>alert(1)</script>\"></iframe>",
    "<iframe src=\"https://evil.example/frame\"></iframe>",
    "<object data=\"javascript:alert(1)\"></object>",
    "<object data=\"data:text/html;base64,PHNjcmlwdD4=\"></object>",
    "<embed src=\"javascript:alert(1)\">",
    "<applet code=x archive=https://evil.example/></applet>",
    "<a href=\"javascript:alert(1)\">words</a>",
    "<a href=\"JaVaScRiPt:alert(1)\">words</a>",
    "<a href=\"java&#10;script:alert(1)\">words</a>",
    "<a href=\"java&Tab;script:alert(1)\">words</a>",
    "<a href=\"&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;alert(1)\">words</a>",
    "<a href=\"&#x6A&#x61&#x76&#x61script&colon;alert(1)\">words</a>",
    "<a href=\"&#1;javascript:alert(1)\">words</a>",
    "<a href=\" \n javascript:alert(1)\">words</a>",
    "<a href=\"javascript&#0;:alert(1)\">words</a>",
    "<a href=\"vbscript:msgbox(1)\">words</a>",
    "<a href=\"data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==\">words</a>",
    "<a href=\"blob:https://evil.example/1\">words</a>",
    "<a href=\"https://a.example/\" onclick=\"alert(1)\" style=\"x:expression(alert(1))\">words</a>",
    "<a href=\"https://a.example/&quot; onmouseover=&quot;alert(1)\">words</a>",
    "<a href='https://a.example/' title='\"><script>alert(1)</script>'>words</a>",
    "<p onclick=alert(1) onmouseover='alert(2)' ONFOCUS=alert(3) tabindex=1>words</p>",
    "<p style=\"background:url(javascript:alert(1))\">words</p>",
    "<style>@import 'javascript:alert(1)'; p{background:url(\"javascript:alert(1)\")}</style>",
    "<link rel=stylesheet href=\"javascript:alert(1)\">",
    "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
    "<base href=\"javascript:alert(1)//\"><a href=\"/words\">words</a>",
    "<form action=\"javascript:alert(1)\"><button formaction=\"javascript:alert(1)\">words</button></form>",
    "<input autofocus onfocus=alert(1)><details open ontoggle=alert(1)>words</details>",
    "<video poster=\"javascript:alert(1)\"><source onerror=alert(1)></video>",
    "<blockquote cite=\"javascript:alert(1)\">words said by nobody</blockquote>",
    "&lt;script&gt;alert(1)&lt;/script&gt; &lt;img src=x onerror=alert(1)&gt;",
];

/// Addresses that must never be followed, as they stand in Markdown.
const DESTINATIONS: [&str; 14] = [
    "javascript:alert(1)",
    "JAVASCRIPT:alert(1)",
    "<javascript:alert(1)>",
    "<java\tscript:alert(1)>",
    "javascript&colon;alert(1)",
    "&#106;avascript:alert(1)",
    "&#x01;javascript:alert(1)",
    "java&#10;script:alert(1)",
    "java&NewLine;script:alert(1)",
    "javascript\\:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html;base64,PHNjcmlwdD4=",
    "data:image/svg+xml,%3Csvg%20onload=alert(1)%3E",
    "file:///etc/hosts",
];

/// Every address in a story.
fn addresses(story: &Story) -> Vec<String> {
    let mut urls = vec![story.source_url.clone()];
    let bodies = story.body.iter().flat_map(|block| block.kind.texts());
    let texts = bodies
        .chain([&story.standfirst])
        .chain(story.lead.iter().map(|figure| &figure.caption))
        .chain(story.bylines.iter().map(|person| &person.bio));
    for text in texts {
        urls.extend(text.marks().iter().filter_map(|mark| match &mark.kind {
            MarkKind::Link { url, .. } => Some(url.clone()),
            _ => None,
        }));
    }
    urls.extend(story.figures().iter().map(|(_, figure)| figure.source_url.clone()));
    urls.extend(story.related.iter().map(|link| link.url.clone()));
    urls.extend(story.bylines.iter().flat_map(|person| person.links.clone()));
    urls.extend(story.body.iter().filter_map(|block| match &block.kind {
        BlockKind::Embed(embed) => Some(embed.url.clone()),
        BlockKind::Related(link) | BlockKind::Promo(link) => Some(link.url.clone()),
        _ => None,
    }));
    urls.retain(|url| !url.is_empty());
    urls
}

/// Whether a browser would take the address for nothing but a page, a mailbox or a telephone.
fn is_safe(url: &str) -> bool {
    let seen: String =
        url.chars().filter(|letter| *letter > ' ').collect::<String>().to_lowercase();
    match seen.split_once(':') {
        Some((scheme, _)) if !scheme.contains(['/', '?', '#']) => {
            matches!(scheme, "http" | "https" | "mailto" | "tel")
        }
        _ => true,
    }
}

/// What a browser would run or load of the exported page.
fn dangers(story: &Story) -> Vec<String> {
    let options = Options {
        credit_line: &|credit| credit.verbatim.clone(),
        publisher: "The Harbour Ledger",
        base_url: "https://ledger.example/",
        renditions: None,
        originals: &nightdesk::export::NO_ORIGINALS,
        now: chrono::DateTime::UNIX_EPOCH,
    };
    let export = export::export(story, export::Format::Html, &options);
    let everything = Selector::parse("*").unwrap();
    let mut found = Vec::new();
    for file in export.files.iter().filter(|file| file.path == "index.html") {
        let page = Html::parse_document(std::str::from_utf8(&file.bytes).unwrap());
        for element in page.select(&everything) {
            let (name, element) = (element.value().name(), element.value());
            let is_data = element.attr("type") == Some("application/ld+json");
            let odd = matches!(
                name,
                "iframe" | "object" | "embed" | "applet" | "base" | "form" | "svg" | "math"
            );
            if odd || (name == "script" && !is_data) {
                found.push(format!("<{name}>"));
            }
            for (attribute, value) in element.attrs() {
                let follows = matches!(
                    attribute,
                    "href" | "src" | "action" | "formaction" | "data" | "poster" | "cite"
                );
                let runs = attribute.starts_with("on")
                    || matches!(attribute, "srcdoc" | "style" | "http-equiv")
                    || (attribute == "srcset" && value.to_lowercase().contains("script:"));
                if runs || (follows && !is_safe(value)) {
                    found.push(format!("{name} {attribute}={value}"));
                }
            }
        }
    }
    assert!(export.files.iter().any(|file| file.path == "index.html"));
    found
}

fn assert_harmless(source: &str, import: &Import) {
    for url in addresses(&import.story) {
        assert!(is_safe(&url), "{source}: {url}");
    }
    let kept = import.notices.iter().filter_map(|notice| notice.kept.as_ref());
    let mut brought_back = import.story.clone();
    brought_back.body.extend(kept.flat_map(|kept| kept.blocks.clone()));
    for url in addresses(&brought_back) {
        assert!(is_safe(&url), "{source}: a notice keeps {url}");
    }
    let dangers = dangers(&brought_back);
    assert!(dangers.is_empty(), "{source}: {dangers:?}");
}

#[test]
fn the_watch_sees_what_it_looks_for() {
    assert!(is_safe("https://a.example/x:y") && is_safe("media/a.jpg") && is_safe("/a?b=c:d"));
    for url in ["javascript:alert(1)", "java\nscript:x", "\u{1}JavaScript:x", "data:text/html,x"] {
        assert!(!is_safe(url), "{url}");
    }
}

#[test]
fn no_payload_gets_through_a_page() {
    for payload in PAYLOADS {
        let page = format!(
            "<html><head><title>Ferry line saved</title></head><body><article><h1>Ferry line saved</h1>\
             <p>The council voted on Monday to keep the ferry.</p>{payload}\
             <p>It was close, the mayor said after the vote.</p></article></body></html>"
        );
        for import in [read(&page, Format::Auto), pasted(&page, Format::Html)] {
            assert_harmless(payload, &import);
            let words = all_words(&import);
            assert!(words.contains("The council voted on Monday"), "{payload}: {words}");
        }
        let piece = format!("<p>The council voted.</p>{payload}");
        assert_harmless(payload, &pasted(&piece, Format::Html));
    }
}

#[test]
fn no_payload_gets_through_markdown() {
    for payload in PAYLOADS {
        for text in [
            format!(
                "# Ferry line saved\n\nThe council voted on Monday.\n\n{payload}\n\nIt was close."
            ),
            format!("The council voted on Monday. {payload} It was close."),
            format!(
                "The council voted on Monday.\n\n- {payload}\n\n> {payload}\n\n| {payload} |\n|-|\n| {payload} |\n"
            ),
            format!(
                "---\ntitle: {payload}\ndescription: \"{payload}\"\ntags: [{payload}]\n---\nThe council voted on Monday."
            ),
        ] {
            let import = read(&text, Format::Markdown);
            assert_harmless(&text, &import);
            assert!(all_words(&import).contains("The council voted on Monday"), "{text}");
        }
    }
    for to in DESTINATIONS {
        // Such brackets and backslashes mean something in Markdown’s links alone.
        let bare = to.trim_start_matches('<').trim_end_matches('>').replace('\\', "");
        let text = format!(
            "---\nauthors:\n  - name: Ada\n    links: [\"{bare}\"]\nsource_url: {bare}\n---\n\
             A [link]({to}), ![picture]({to}), [one][1], [![both]({to})]({to}) and <{bare}>.\n\n\
             ![alone]({to} \"Words.\")\n\n[1]: {to}\n\n\
             <a href=\"{bare}\">raw</a>\n\n<img src=\"{bare}\" alt=\"raw\">\n"
        );
        let import = read(&text, Format::Markdown);
        assert_harmless(&text, &import);
        let words = all_words(&import);
        for word in ["link", "one", "alone", "raw"] {
            assert!(words.contains(word), "{to}: {words}");
        }
    }
}

#[test]
fn plain_text_stays_plain() {
    for payload in PAYLOADS {
        let text = format!("The council voted on Monday.\n\n{payload}\n\nIt was close.");
        let import = read(&text, Format::Text);
        assert_harmless(payload, &import);
    }
    for to in DESTINATIONS {
        assert_harmless(to, &read(format!("Read more at {to} now."), Format::Text));
    }
}

#[test]
fn what_was_unsafe_is_told() {
    for payload in [
        "<script>alert(1)</script>",
        "<a href=\"javascript:alert(1)\">words of a link</a>",
        "<p onclick=alert(1)>words with a handler</p>",
    ] {
        let page = format!("<p>The council voted on Monday.</p>{payload}");
        for format in [Format::Html, Format::Markdown] {
            let source = if format == Format::Html { page.clone() } else { format!("{page}\n") };
            assert!(has(&read(&source, format), NoticeKind::UnsafeRemoved), "{format:?} {payload}");
        }
    }
}

fn soup() -> impl Strategy<Value = String> {
    let parts = [
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<b>",
        "</b>",
        "<a href=\"https://a.example/\">",
        "</a>",
        "<table>",
        "<tr>",
        "<td colspan=3>",
        "</table>",
        "<ul>",
        "<li>",
        "</ul>",
        "<ol start=5>",
        "<blockquote>",
        "</blockquote>",
        "<figure>",
        "<img src=a.jpg alt=b>",
        "<figcaption>",
        "</figure>",
        "<h1>",
        "</h1>",
        "<h2>",
        "<script>",
        "</script>",
        "<style>",
        "</style>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<svg>",
        "</svg>",
        "<math>",
        "<template>",
        "</template>",
        "<select>",
        "<option>",
        "<iframe src=//a.example/>",
        "<br>",
        "<hr>",
        "<pre>",
        "</pre>",
        "<noscript>",
        "</noscript>",
        "<article>",
        "<nav>",
        "<aside class=related>",
        "<time>",
        "<span class=byline>",
        "By Ada Example",
        "Share",
        "words of copy",
        "&amp;",
        "&#x1F600;",
        "&bogus;",
        "<",
        ">",
        "\"",
        "'",
        "=",
        "\u{0}",
        "\u{feff}",
        "e\u{301}",
        "**",
        "*",
        "[a](b)",
        "![c](d)",
        "\n\n",
        "\n> ",
        "\n- ",
        "\n1. ",
        "\n# ",
        "\n```\n",
        "\n|a|b|\n|-|-|\n",
        "---\n",
        "title: a\n",
        "<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'>",
        "<o:p>",
        "<meta name=author content='Ada'>",
        "<script type=application/ld+json>{\"@type\":",
        "<body>",
        "<html>",
        "</html>",
        "<frameset>",
        "<plaintext>",
        "<textarea>",
    ];
    prop_oneof![
        6 => prop::sample::select(parts.to_vec()).prop_map(str::to_owned),
        1 => "\\PC{0,8}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn soup_is_eaten(parts in prop::collection::vec(soup(), 1..60)) {
        let text = parts.concat().replace('\u{0}', "");
        prop_assume!(!text.trim().is_empty());
        for format in [Format::Auto, Format::Html, Format::Markdown, Format::Text] {
            let import = import::import(text.as_bytes(), format, &mut Ids::from_seed(1));
            if let Ok(import) = import {
                for url in addresses(&import.story) {
                    prop_assert!(is_safe(&url), "{url}");
                }
            }
        }
        drop(import::paste(text.as_bytes(), Format::Html, &mut Ids::from_seed(1)));
    }

    #[test]
    fn bytes_are_eaten(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for format in [Format::Auto, Format::Html, Format::Markdown, Format::Text] {
            drop(import::import(&bytes, format, &mut Ids::from_seed(1)));
        }
    }
}
