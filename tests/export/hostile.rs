//! Copy that would like to be markup: it stays words, and all of them.

use nightdesk::export::Format;
use nightdesk::story::{Alt, BlockKind, Link, MarkKind, Quote, RichText, Story};
use proptest::prelude::*;
use pulldown_cmark::{Event, Tag};
use scraper::{Html, Node};
use serde_json::Value;

use super::stories::{full, minimal};
use super::{attribute, first, json_ld, page, select, text_of, words, write};

/// Puts the same words into every text of a story that an export could carry.
pub(crate) fn plant(words: &str) -> Story {
    let mut story = full();
    let rich = || {
        let mut text = RichText::plain(words);
        let end = text.len();
        text.mark(0..end, MarkKind::Strong);
        text.mark(0..end, MarkKind::Link { url: words.to_owned(), title: words.to_owned() });
        text
    };
    let plain = || words.to_owned();
    let to = || Link { title: plain(), url: plain() };
    for text in [
        &mut story.slug,
        &mut story.section,
        &mut story.kicker,
        &mut story.headline,
        &mut story.variants.web,
        &mut story.variants.social,
        &mut story.variants.push,
        &mut story.dateline.place,
        &mut story.source_url,
    ] {
        *text = plain();
    }
    story.standfirst = rich();
    for person in &mut story.bylines {
        person.name = plain();
        person.role = plain();
        person.outlet = plain();
        person.bio = rich();
        person.email = plain();
        person.links = vec![plain()];
        person.handles = vec![nightdesk::story::Handle { network: plain(), name: plain() }];
    }
    story.tags.iter_mut().for_each(|tag| {
        tag.name = plain();
        tag.code = Some((plain(), plain()));
    });
    story.notes.iter_mut().for_each(|note| note.text = plain());
    story.related = vec![to()];
    let figure = |figure: &mut nightdesk::story::Figure| {
        figure.caption = rich();
        figure.alt = Alt::Text(plain());
        figure.usage_terms = plain();
        figure.source_url = plain();
        figure.credit.creators = vec![plain()];
        figure.credit.agencies = vec![plain()];
        figure.credit.verbatim = plain();
        figure.source_type = nightdesk::story::SourceType::Other(plain());
        if let Some(says) = &mut figure.file_says {
            says.copyright = plain();
        }
    };
    story.lead.iter_mut().for_each(figure);
    let mut body: Vec<_> = story.body.iter().cloned().collect();
    for block in &mut body {
        match &mut std::sync::Arc::make_mut(block).kind {
            BlockKind::Paragraph(text) | BlockKind::Heading(_, text) => *text = rich(),
            BlockKind::Quote(quote) | BlockKind::PullQuote(quote) => {
                *quote = Quote { text: rich(), attribution: plain() };
            }
            BlockKind::List(list) => list.items.iter_mut().for_each(|item| item.text = rich()),
            BlockKind::Figure(shown) => figure(shown),
            BlockKind::Gallery(figures) => figures.iter_mut().for_each(figure),
            BlockKind::Embed(embed) => {
                embed.url = plain();
                embed.title = plain();
                embed.provider = plain();
                embed.fallback = plain();
            }
            BlockKind::Related(link) | BlockKind::Promo(link) => *link = to(),
            BlockKind::Table(table) => {
                table.caption = plain();
                let (rows, columns) = (table.rows().len(), table.rows()[0].len());
                for (row, column) in (0..rows).flat_map(|row| (0..columns).map(move |it| (row, it)))
                {
                    *table.cell_mut(row, column).unwrap() = rich();
                }
            }
            BlockKind::Divider | BlockKind::DeskNote(_) => {}
        }
    }
    story.body = body.into();
    story
}

/// The elements of a page in order with the names of their attributes.
fn skeleton(html: &Html) -> Vec<String> {
    let elements = html.tree.nodes().filter_map(|node| match node.value() {
        Node::Element(element) => {
            let mut names: Vec<_> = element.attrs().map(|(name, _)| name).collect();
            names.sort_unstable();
            Some(format!("{} {names:?}", element.name()))
        }
        Node::Comment(_) => Some("comment".to_owned()),
        _ => None,
    });
    elements.collect()
}

/// Every address that a browser would follow or load.
fn addresses(html: &Html) -> Vec<String> {
    let mut list = Vec::new();
    for name in ["href", "src", "action", "formaction", "data", "srcset", "poster", "xlink:href"] {
        let found =
            html.select(&select(&format!("[{}]", name.replace(':', "\\:")))).collect::<Vec<_>>();
        list.extend(found.iter().filter_map(|element| element.attr(name)).map(str::to_owned));
    }
    list
}

const PAYLOADS: [&str; 66] = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</SCRIPT ><svg/onload=alert(1)>",
    "<ScRiPt src=//x.example></sCrIpT>",
    "<scr<script>ipt>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)//",
    "<img/src=`x`onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x>",
    "<body onload=alert(1)>",
    "<iframe src=javascript:alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<form action=javascript:alert(1)><button>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)>",
    "<audio src=x onerror=alert(1)>",
    "<marquee onstart=alert(1)>",
    "<math><mi xlink:href=\"javascript:alert(1)\">",
    "<a href=javascript:alert(1)>x</a>",
    "<base href=javascript:alert(1)//>",
    "<link rel=stylesheet href=javascript:alert(1)>",
    "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
    "<style>@import 'javascript:alert(1)';</style>",
    "</style><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</noscript><script>alert(1)</script>",
    "<template><script>alert(1)</script></template>",
    "<!--><script>alert(1)</script>-->",
    "--><script>alert(1)</script><!--",
    "<!-- --!><img src=x onerror=alert(1)>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><script/>",
    "\"><script>alert(1)</script>",
    "'><script>alert(1)</script>",
    "\" onmouseover=\"alert(1)",
    "' onmouseover='alert(1)",
    "\" autofocus onfocus=alert(1) x=\"",
    "` onmouseover=alert(1) `",
    "\" style=\"background:url(javascript:alert(1))",
    "\"/><svg onload=alert(1)>",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "\u{1}javascript:alert(1)",
    "javascript&colon;alert(1)",
    "&#106;avascript:alert(1)",
    "javascript://x.example/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "blob:x",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&quot;onload=&quot;alert(1)",
    "{{constructor.constructor('alert(1)')()}}",
    "${alert(1)}",
    "<x\0script>alert(1)</x\0script>",
    "\u{2028}</script>\u{2029}<script>",
    "＜script＞alert(1)＜/script＞",
];

#[test]
fn hostile_copy_is_words_and_nothing_else() {
    for payload in PAYLOADS {
        // Copy of the same length and line breaks that means nothing to a browser.
        let harmless = "x".repeat(payload.chars().count());
        for format in [Format::Html, Format::HtmlFragment] {
            let text = text_of(&write(&plant(payload), format));
            let html = Html::parse_document(&text);
            let expected = Html::parse_document(&text_of(&write(&plant(&harmless), format)));
            assert_eq!(skeleton(&html), skeleton(&expected), "{payload:?}");
            let with_scripts = text.to_lowercase().matches("<script").count();
            let expected_scripts = usize::from(format == Format::Html);
            assert_eq!(with_scripts, expected_scripts, "{payload:?}: only the JSON-LD");
            for address in addresses(&html) {
                let is_fine = ["https://", "http://", "mailto:", "tel:", "media/"]
                    .iter()
                    .any(|start| address.starts_with(start));
                assert!(is_fine, "{payload:?}: {address}");
            }
            assert!(!skeleton(&html).iter().any(|line| line.contains("\"on")), "{payload:?}");
        }
        let ninjs: Value =
            serde_json::from_str(&text_of(&write(&plant(payload), Format::Ninjs))).unwrap();
        let body = ninjs["bodies"][0]["value"].as_str().unwrap();
        assert!(!body.to_lowercase().contains("<script"), "{payload:?}");
        let markdown = text_of(&write(&plant(payload), Format::Markdown));
        let body = markdown.splitn(3, "---\n").nth(2).unwrap();
        for event in pulldown_cmark::Parser::new(body) {
            match event {
                Event::InlineHtml(tag) | Event::Html(tag) => {
                    let ours = ["<strong>", "</strong>", "<em>", "</em>", "<br>", "<!-- -->\n"];
                    assert!(ours.contains(&tag.as_ref()), "{payload:?}: {tag}");
                }
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    assert!(
                        dest_url.starts_with("https://ledger.example/"),
                        "{payload:?}: {dest_url}"
                    );
                }
                _ => {}
            }
        }
    }
}

#[test]
fn a_safe_link_with_a_payload_cannot_leave_its_attribute() {
    for payload in [
        "https://x.example/\"onmouseover=\"alert(1)",
        "https://x.example/'onmouseover='alert(1)",
        "https://x.example/\"><script>alert(1)</script>",
        "https://x.example/?a=<img src=x onerror=alert(1)>",
        "mailto:a@x.example?body=\"><script>alert(1)</script>",
        "tel:1\"onclick=\"alert(1)",
    ] {
        let html = page(&plant(payload));
        let expected = page(&plant("https://x.example/x"));
        assert_eq!(html.select(&select("script")).count(), 1, "{payload}");
        let of_body = |html: &Html| {
            let lines = skeleton(html);
            lines
                .into_iter()
                .filter(|line| !line.starts_with("link") && !line.starts_with("meta"))
                .collect::<Vec<_>>()
        };
        assert_eq!(of_body(&html), of_body(&expected), "{payload}");
    }
}

#[test]
fn special_characters_are_escaped_once() {
    let mut story = minimal();
    story.headline = "&<>\"' &amp;".to_owned();
    let text = text_of(&write(&story, Format::Html));
    assert!(text.contains("<h1>&amp;&lt;&gt;&quot;' &amp;amp;</h1>"), "{text}");
    let html = page(&story);
    assert_eq!(words(first(&html, "h1")), story.headline);
    assert_eq!(attribute(&html, "meta[property='og:title']", "content"), story.headline);
}

/// What a page may hold of a text: control characters and code points that are no characters go.
fn printable(text: &str) -> String {
    let is_fine = |c: &char| {
        let code = u32::from(*c);
        (!c.is_control() || matches!(c, '\t' | '\n'))
            && !(0xfdd0..=0xfdef).contains(&code)
            && code & 0xfffe != 0xfffe
    };
    text.chars().filter(is_fine).collect()
}

proptest! {
    #[test]
    fn a_page_says_what_the_story_says(text in "[^\r\n]{0,60}") {
        prop_assume!(!printable(&text).trim().is_empty());
        let said = printable(&text);
        let html = page(&plant(&text));
        for css in ["h1", ".section", ".kicker", ".standfirst", "title", ".pullquote p", "caption",
            "article > p", "h2", "ol li li", "figcaption strong", ".note p + p", "address strong", ".tags li", "tbody td, tbody th"] {
            prop_assert_eq!(&words(first(&html, css)), &said, "{}", css);
        }
        let attribution = words(first(&html, "blockquote cite"));
        prop_assert_eq!(attribution, printable(text.trim()));
        prop_assert_eq!(attribute(&html, "figure.lead img", "alt"), &said);
        prop_assert_eq!(attribute(&html, "meta[name=description]", "content"), &said);
        let data = json_ld(&plant(&text));
        prop_assert_eq!(data["headline"].as_str().map(str::trim), Some(said.trim()));
        prop_assert_eq!(&data["description"], &Value::from(said.as_str()));
    }
}
