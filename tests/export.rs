//! A story leaves the desk in six formats: what is in them, what is not, and what is said about it.

#![expect(
    clippy::unwrap_used,
    clippy::string_slice,
    clippy::assigning_clones,
    reason = "a test stops at what it does not expect"
)]

#[path = "export/hostile.rs"]
mod hostile;
#[path = "export/pictures.rs"]
mod pictures;
#[path = "export/report.rs"]
mod report;
#[path = "fixtures/export/stories.rs"]
mod stories;

use std::collections::BTreeSet;

use hostile::plant;
use nightdesk::export::{self, Export, Fate, Format, Options};
use nightdesk::media::rendition::Wish;
use nightdesk::story::{BlockKind, Ids, Language, RichText, Status, Story};
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;
use stories::{SECRET, arabic, full, minimal, options, time};

fn write(story: &Story, format: Format) -> Export {
    export::export(story, format, &options())
}

fn text_of(export: &Export) -> String {
    String::from_utf8(export.files[0].bytes.clone()).unwrap()
}

fn page(story: &Story) -> Html {
    Html::parse_document(&text_of(&write(story, Format::Html)))
}

fn select(css: &str) -> Selector {
    Selector::parse(css).unwrap()
}

fn first<'a>(html: &'a Html, css: &str) -> ElementRef<'a> {
    html.select(&select(css)).next().unwrap_or_else(|| panic!("no {css}"))
}

fn words(element: ElementRef<'_>) -> String {
    element.text().collect()
}

fn attribute<'a>(html: &'a Html, css: &str, name: &str) -> &'a str {
    first(html, css).attr(name).unwrap_or_else(|| panic!("{css} has no {name}"))
}

#[test]
fn snapshots() {
    for format in Format::ALL {
        for (name, story) in [("full", full()), ("minimal", minimal())] {
            let name = format!("export_{}_{name}", format.word());
            // The style sheet has its own file; a change there is no change of the markup.
            let text = text_of(&write(&story, format)).replace(css(), "/* article.css */");
            let text = text.replace("><", ">\n<");
            insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
                insta::assert_snapshot!(name, text);
            });
        }
    }
}

fn css() -> &'static str {
    include_str!("../assets/export/article.css")
}

#[test]
fn every_format_has_its_word_label_and_file() {
    for (format, word, is_folder, extension, path) in [
        (Format::Html, "html", true, "html", "index.html"),
        (Format::HtmlFragment, "html-fragment", false, "html", "fragment.html"),
        (Format::Json, "json", false, "json", "story.json"),
        (Format::Ninjs, "ninjs", false, "json", "story.ninjs.json"),
        (Format::Markdown, "markdown", false, "md", "story.md"),
        (Format::Text, "text", false, "txt", "story.txt"),
    ] {
        assert_eq!(format.word(), word);
        assert_eq!(Format::from_word(word), Some(format));
        assert_eq!((format.is_folder(), format.extension()), (is_folder, extension));
        assert!(!format.label().is_empty());
        assert_eq!(write(&full(), format).files[0].path, path);
    }
    assert_eq!(Format::from_word("docx"), None);
    assert_eq!(BTreeSet::from(Format::ALL.map(Format::word)).len(), Format::ALL.len());
}

#[test]
fn a_web_page_takes_each_picture_along_once() {
    let mut story = full();
    let again = story.lead.clone().unwrap();
    let block = nightdesk::story::Ids::from_seed(99).block(BlockKind::Figure(Box::new(again)));
    story.body.push(block);
    let export = write(&story, Format::Html);
    let paths: Vec<_> = export.media.iter().map(|file| file.path.clone()).collect();
    assert_eq!(paths.len(), 5, "lead, chart, two of the gallery, portrait: {paths:?}");
    let html = Html::parse_document(&text_of(&export));
    let shown: BTreeSet<_> =
        html.select(&select("img")).map(|img| img.attr("src").unwrap().to_owned()).collect();
    assert_eq!(shown, paths.into_iter().collect(), "no picture points nowhere");
    for format in Format::ALL.into_iter().filter(|format| !format.is_folder()) {
        assert!(write(&story, format).media.is_empty());
    }
}

#[test]
fn what_is_internal_leaves_in_no_format() {
    let story = full();
    assert!(format!("{story:?}").matches(SECRET).count() >= 12, "the secret is planted");
    for format in Format::ALL {
        let export = write(&story, format);
        for file in &export.files {
            let text = String::from_utf8_lossy(&file.bytes);
            assert!(!text.contains(SECRET), "{}: {text}", format.word());
        }
        for name in
            ["Note to desk", "Desk note", "Comment (4)", "Ignored findings", "Confirmed exports"]
        {
            let line = export.report.iter().find(|line| line.field == name);
            let fate = &line.unwrap_or_else(|| panic!("{name} is reported")).fate;
            assert_eq!(*fate, Fate::Lost("internal: never leaves the desk".to_owned()));
        }
    }
}

#[test]
fn a_story_from_right_to_left_says_so() {
    let html = page(&arabic());
    assert_eq!(attribute(&html, "html", "lang"), "ar");
    assert_eq!(attribute(&html, "html", "dir"), "rtl");
    assert_eq!(words(first(&html, ".byline")), "بقلم سلمى نجار");
    assert_eq!(words(first(&html, ".dateline time")), "29 أكتوبر 2026");
    assert!(words(first(&html, ".note")).starts_with("تصحيح"));
    // Boxes and indents follow the writing.
    for side in ["margin-left", "margin-right", "padding-left", "padding-right", "text-align: left"]
    {
        assert!(!css().contains(side), "{side}");
    }
}

#[test]
fn a_text_that_runs_the_other_way_than_its_page_says_so() {
    let mut ids = Ids::from_seed(1);
    let mut story = Story::new(ids.story());
    for words in ["Ferry at 6", "שלום, Ferry", "2026: 42"] {
        story.body.push(ids.block(BlockKind::Paragraph(RichText::plain(words))));
    }
    let dirs = |story: &Story| -> Vec<Option<String>> {
        let html = page(story);
        let grafs = select("article > p");
        html.select(&grafs).map(|p| p.attr("dir").map(str::to_owned)).collect()
    };
    assert_eq!(dirs(&story), [None, Some("rtl".to_owned()), None]);
    story.language = Language::new("he").unwrap();
    assert_eq!(dirs(&story), [Some("ltr".to_owned()), None, None]);
    // Logical order: the letters stand as they are read.
    let text = text_of(&write(&story, Format::HtmlFragment));
    assert!(text.contains(">שלום, Ferry</p>"), "{text}");
}

#[test]
fn subheads_leave_no_level_out_and_the_headline_is_the_only_first_one() {
    let html = page(&full());
    let levels: Vec<u32> = html
        .select(&select("h1, h2, h3, h4, h5, h6"))
        .map(|heading| heading.value().name()[1..].parse().unwrap())
        .collect();
    assert_eq!(levels[0], 1);
    assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
    assert_eq!(html.select(&select("main")).count(), 1);
}

fn json_ld(story: &Story) -> Value {
    serde_json::from_str(&words(first(&page(story), "script[type='application/ld+json']"))).unwrap()
}

#[test]
fn json_ld_tells_search_engines_what_the_page_says() {
    let data = json_ld(&full());
    assert_eq!(data["@type"], "NewsArticle");
    assert_eq!(data["headline"], full().headline);
    assert_eq!(data["author"][0]["jobTitle"], "Islands correspondent");
    assert_eq!(data["author"][0]["worksFor"]["name"], "Skerrin Post");
    assert_eq!(data["image"][0]["creditText"], "Photo: Cem Aslan / Nordpix / via Saltwater Images");
    assert_eq!(data["image"][0]["creator"][0]["name"], "Cem Aslan");
    assert_eq!(data["image"][1]["creditText"], "Chart courtesy who knows", "unparsed: as it came");
    assert_eq!(data["correction"][0]["@type"], "CorrectionComment");
    assert_eq!(data["correction"][0]["datePublished"], "2026-10-30T09:15:00Z");
    assert_eq!(data["mainEntityOfPage"], "https://ledger.example/news/quayside-reopening/");
    assert_eq!(data["wordCount"], full().words());
    let without_base = Options { base_url: "", ..options() };
    let export = export::export(&full(), Format::Html, &without_base);
    assert!(!text_of(&export).contains("mainEntityOfPage"));
    assert!(!text_of(&export).contains("og:image"), "it would have to be a full address");
}

#[test]
fn ninjs_is_valid_by_the_official_schema() {
    let committed = include_str!("fixtures/schemas/ninjs-schema_3.1.json");
    let official =
        concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/standards/ninjs/ninjs-schema_3.1.json");
    if let Ok(official) = std::fs::read_to_string(official) {
        assert_eq!(official, committed, "the schema in the fixtures is the official one");
    }
    let schema: Value = serde_json::from_str(committed).unwrap();
    // The schema refers to GeoJSON's for places with coordinates, which we do not write.
    let geo =
        serde_json::json!({ "$schema": "https://json-schema.org/draft/2020-12/schema", "not": {} });
    let registry = jsonschema::Registry::new()
        .add("https://geojson.org/schema/GeoJSON.json", geo)
        .unwrap()
        .prepare()
        .unwrap();
    let validator = jsonschema::options()
        .with_registry(&registry)
        .should_validate_formats(true)
        .build(&schema)
        .unwrap();
    let mut refused = serde_json::json!({ "uri": "urn:x:1", "altText": "no such property" });
    assert!(!validator.is_valid(&refused), "the schema is closed");
    refused["altText"].take();
    let no_base = Options { base_url: "", publisher: "", ..options() };
    for (name, story) in [
        ("full", full()),
        ("minimal", minimal()),
        ("arabic", arabic()),
        ("hostile", plant("\" <x> & not an address")),
        ("empty", Story::new(nightdesk::story::Ids::from_seed(1).story())),
    ] {
        let wish = Wish::default();
        let with_renditions = Options { renditions: Some(&wish), ..options() };
        for options in [options(), no_base, with_renditions] {
            let text = text_of(&export::export(&story, Format::Ninjs, &options));
            let value: Value = serde_json::from_str(&text).unwrap();
            let errors: Vec<_> = validator
                .iter_errors(&value)
                .map(|error| format!("{}: {error}", error.instance_path()))
                .collect();
            assert!(errors.is_empty(), "{name}: {errors:#?}\n{text}");
        }
    }
}

#[test]
fn ninjs_says_by_its_status_whether_receivers_may_publish() {
    for (status, expected) in [
        (Status::Draft, "withheld"),
        (Status::Held, "withheld"),
        (Status::Ready, "usable"),
        (Status::Published, "usable"),
        (Status::Killed, "canceled"),
    ] {
        let mut story = minimal();
        story.status = status;
        let ninjs: Value = serde_json::from_str(&text_of(&write(&story, Format::Ninjs))).unwrap();
        assert_eq!(ninjs["pubStatus"], expected);
    }
}

#[test]
fn a_story_that_must_not_leave_says_why() {
    let now = time("2026-11-02T08:00:00Z");
    assert_eq!(export::hold_reasons(&full(), now, 0), Vec::<String>::new(), "the embargo is over");
    let mut story = full();
    story.status = Status::Killed;
    story.embargo = Some(time("2026-11-03T06:00:00Z"));
    assert_eq!(
        export::hold_reasons(&story, now, 2),
        [
            "it is under embargo until 2026-11-03 06:00 UTC",
            "its status is Killed",
            "the desk check found 2 errors that are not put right",
        ]
    );
    story.embargo = Some(now);
    story.status = Status::Draft;
    let reasons = export::hold_reasons(&story, now, 1);
    assert_eq!(reasons, ["the desk check found 1 error that is not put right"]);
}

/// The relative luminance of a colour (WCAG 2.2).
fn luminance(colour: &str) -> f64 {
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

#[test]
fn colours_of_the_page_have_contrast_enough_in_light_and_dark() {
    let themes: Vec<_> =
        css().match_indices("--ink: #").map(|(at, _)| &css()[at..]).take(2).collect();
    assert_eq!(themes.len(), 2);
    for theme in themes {
        let colour = |name: &str| {
            let at = theme.find(&format!("--{name}: #")).unwrap() + name.len() + 4;
            luminance(&theme[at..at + 7])
        };
        for words in ["ink", "soft", "accent"] {
            for ground in ["paper", "sheet"] {
                let (a, b) = (colour(words), colour(ground));
                let ratio = (a.max(b) + 0.05) / (a.min(b) + 0.05);
                assert!(ratio >= 4.5, "{words} on {ground}: {ratio:.2}");
            }
        }
    }
}
