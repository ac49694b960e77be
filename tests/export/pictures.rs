//! Pictures leave as renditions: what each format names, and what it asks to be made.

use std::collections::{BTreeMap, BTreeSet};

use nightdesk::export::{self, Export, Fate, Format, Options, Unmade};
use nightdesk::import;
use nightdesk::media::rendition::{Encoding, Wish};
use nightdesk::story::{AspectRatio, Crop, Ids, Story};
use scraper::Html;
use serde_json::Value;

use super::stories::{full, options};
use super::{attribute, first, select, text_of};

/// The story with a crop of another shape and a second one of the same.
fn story() -> Story {
    let mut story = full();
    let lead = story.lead.as_mut().unwrap();
    let square = AspectRatio { width: 1, height: 1 };
    for left in [0.5, 0.0] {
        lead.crops.push(Crop { ratio: square, left, top: 0.0, width: 0.25, height: 0.444_444 });
    }
    story
}

fn leave(story: &Story, format: Format, change: impl Fn(&mut Options<'_>)) -> Export {
    let wish = Wish { widths: vec![1200, 600, 300], ..Wish::default() };
    let mut options = Options { renditions: Some(&wish), ..options() };
    change(&mut options);
    export::export(story, format, &options)
}

fn made(export: &Export) -> Vec<String> {
    let made = export.media.iter().filter_map(|file| Some((file, file.made.as_ref()?)));
    made.map(|(file, made)| {
        let shape =
            made.order.crop.map(|crop| format!("{}:{} ", crop.ratio.width, crop.ratio.height));
        assert_eq!(file.path, format!("media/{}", made.file_name()));
        let kind = match made.encoding {
            Encoding::Jpeg => "jpeg",
            Encoding::WebP => "webp",
        };
        let id = file.media.id.hex();
        let (id, _) = id.split_at(2);
        format!("{id} {}{}×{} {kind}", shape.unwrap_or_default(), made.width_px, made.height_px)
    })
    .collect()
}

fn fate_of(export: &Export, field: &str) -> String {
    match &export.report.iter().find(|line| line.field == field).unwrap().fate {
        Fate::Carried => "carried".to_owned(),
        Fate::CarriedAs(shape) => shape.clone(),
        Fate::Lost(why) => format!("lost: {why}"),
    }
}

#[test]
fn each_format_asks_for_the_files_that_it_names() {
    let lead = [
        "01 1200×675 jpeg",
        "01 1200×675 webp",
        "01 600×338 jpeg",
        "01 600×338 webp",
        "01 300×169 jpeg",
        "01 300×169 webp",
    ];
    let crops = [
        "01 16:9 800×450 jpeg",
        "01 16:9 800×450 webp",
        "01 16:9 600×338 jpeg",
        "01 16:9 600×338 webp",
        "01 16:9 300×169 jpeg",
        "01 16:9 300×169 webp",
        "01 1:1 400×400 jpeg",
        "01 1:1 400×400 webp",
        "01 1:1 300×300 jpeg",
        "01 1:1 300×300 webp",
    ];
    for format in [Format::Html, Format::Json, Format::Ninjs] {
        let export = leave(&story(), format, |_| {});
        let made = made(&export);
        assert_eq!(made.len(), export.media.len(), "no original leaves");
        assert_eq!(made[..16], [&lead[..], &crops].concat(), "{}", format.word());
        assert_eq!(made.len(), 16 + 3 * 6 + 4, "and three more pictures, and a portrait");
        assert_eq!(
            made[34..],
            ["0a 300×169 jpeg", "0a 300×169 webp", "0a 150×84 jpeg", "0a 150×84 webp"]
        );
    }
    let fragment = made(&leave(&story(), Format::HtmlFragment, |_| {}));
    assert_eq!(fragment.len(), 9, "JPEG alone, without the lead: {fragment:?}");
    let markdown = made(&leave(&story(), Format::Markdown, |_| {}));
    let widest = ["01", "02", "03", "04"].map(|id| format!("{id} 1200×675 jpeg"));
    assert_eq!(markdown, widest, "one file a picture");
    assert_eq!(made(&leave(&story(), Format::Text, |_| {})).len(), 0);
}

/// Every address in the `src` and `srcset` of a page.
fn addresses(html: &Html) -> Vec<String> {
    let mut found = Vec::new();
    for element in html.select(&select("img, source")) {
        found.extend(element.attr("src").map(str::to_owned));
        let srcset = element.attr("srcset").unwrap_or_default().split(", ");
        found.extend(srcset.filter_map(|it| it.split(' ').next()).map(str::to_owned));
    }
    found.retain(|it| !it.is_empty());
    found
}

#[test]
fn a_page_lets_the_browser_choose() {
    let export = leave(&story(), Format::Html, |_| {});
    let html = Html::parse_document(&text_of(&export));
    let paths: BTreeSet<_> = export.media.iter().map(|file| file.path.clone()).collect();
    for address in addresses(&html) {
        assert!(paths.contains(&address), "{address} goes along");
    }
    let source = |name| attribute(&html, "figure.lead picture > source", name);
    let image = |name| attribute(&html, "figure.lead picture > img", name);
    assert_eq!(source("type"), "image/webp");
    let widths = |srcset: &str| -> Vec<String> {
        srcset.split(", ").map(|it| it.split('-').next_back().unwrap().to_owned()).collect()
    };
    assert_eq!(widths(source("srcset")), ["1200.webp 1200w", "600.webp 600w", "300.webp 300w"]);
    assert_eq!(widths(image("srcset")), ["1200.jpg 1200w", "600.jpg 600w", "300.jpg 300w"]);
    assert_eq!(source("sizes"), "(min-width: 48rem) 40rem, calc(100vw - 2.25rem)");
    assert_eq!(image("sizes"), source("sizes"));
    assert!(image("src").ends_with("-600.jpg"), "not the widest: {}", image("src"));
    assert_eq!((image("width"), image("height")), ("1200", "675"));
    assert_eq!(first(&html, "figure.lead img").attr("loading"), None, "it is seen first");
    assert_eq!(attribute(&html, "main figure:not(.lead) img", "loading"), "lazy");
    assert!(attribute(&html, ".gallery img", "sizes").contains("19.5rem"));
    assert_eq!(attribute(&html, "address img", "sizes"), "4.5rem");
    assert_eq!(attribute(&html, "address img", "width"), "300");
}

#[test]
fn networks_and_search_engines_get_the_wide_crop_or_the_whole_picture() {
    for (story, size) in [(story(), ("800", "450")), (without_crops(), ("1200", "675"))] {
        let export = leave(&story, Format::Html, |_| {});
        let html = Html::parse_document(&text_of(&export));
        let of = |name| {
            attribute(&html, &format!("meta[property='og:image{name}']"), "content").to_owned()
        };
        let (image, width, height) = (of(""), of(":width"), of(":height"));
        assert_eq!((width.as_str(), height.as_str()), size);
        assert_eq!(of(":type"), "image/jpeg");
        let path = image.strip_prefix("https://ledger.example/news/quayside-reopening/").unwrap();
        let file = export.media.iter().find(|file| file.path == path).expect("it goes along");
        assert_eq!(file.made.as_ref().unwrap().width_px.to_string(), width);
        let data = first(&html, "script[type='application/ld+json']").text().collect::<String>();
        let data: Value = serde_json::from_str(&data).unwrap();
        assert_eq!(data["image"][0]["contentUrl"], image);
        assert_eq!(data["image"][0]["width"].to_string(), width);
        assert_eq!(data["image"][0]["about"][0]["name"], "Person Shown");
    }
}

fn without_crops() -> Story {
    let mut story = full();
    story.lead.as_mut().unwrap().crops.clear();
    story
}

#[test]
fn a_fragment_has_plain_images_and_markdown_the_widest_file() {
    let export = leave(&story(), Format::HtmlFragment, |options| options.base_url = "");
    let text = text_of(&export);
    let html = Html::parse_fragment(&text);
    assert!(!text.contains("<picture") && !text.contains("webp"), "{text}");
    let named: BTreeSet<_> = addresses(&html).into_iter().collect();
    let beside: BTreeSet<_> = export.media.iter().map(|file| file.path.clone()).collect();
    assert_eq!(named, beside);
    assert!(attribute(&html, "img", "sizes").ends_with("100vw"));

    let export = leave(&story(), Format::Markdown, |options| options.base_url = "");
    let text = text_of(&export);
    for file in &export.media {
        assert!(text.contains(&format!("]({})", file.path)), "{}\n{text}", file.path);
    }
    assert!(text.contains("-1200.jpg") && !text.contains("-600.jpg"));
}

#[test]
fn ninjs_lists_every_file_with_its_size_and_where_the_eye_should_rest() {
    let export = leave(&story(), Format::Ninjs, |_| {});
    let ninjs: Value = serde_json::from_str(&text_of(&export)).unwrap();
    let lead = &ninjs["associations"][0];
    let list: Vec<_> = lead["renditions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| format!("{} {}×{} {}", it["name"], it["width"], it["height"], it["poi"]))
        .collect();
    insta::assert_snapshot!(list.join("\n"), @r#"
    "1200-jpeg" 1200×675 {"x":300,"y":338}
    "1200-webp" 1200×675 {"x":300,"y":338}
    "600-jpeg" 600×338 {"x":150,"y":169}
    "600-webp" 600×338 {"x":150,"y":169}
    "300-jpeg" 300×169 {"x":75,"y":85}
    "300-webp" 300×169 {"x":75,"y":85}
    "16x9-800-jpeg" 800×450 {"x":200,"y":225}
    "16x9-800-webp" 800×450 {"x":200,"y":225}
    "16x9-600-jpeg" 600×338 {"x":150,"y":169}
    "16x9-600-webp" 600×338 {"x":150,"y":169}
    "16x9-300-jpeg" 300×169 {"x":75,"y":85}
    "16x9-300-webp" 300×169 {"x":75,"y":85}
    "1x1-400-jpeg" 400×400 null
    "1x1-400-webp" 400×400 null
    "1x1-300-jpeg" 300×300 null
    "1x1-300-webp" 300×300 null
    "#);
    assert_eq!(lead["people"][0]["name"], "Person Shown");
    let href = lead["renditions"][0]["href"].as_str().unwrap();
    let path = href.strip_prefix("https://ledger.example/news/quayside-reopening/").unwrap();
    assert_eq!(path, export.media[0].path);
}

#[test]
fn our_json_lists_the_files_and_comes_back_without_them() {
    let export = leave(&story(), Format::Json, |options| options.base_url = "");
    let text = text_of(&export);
    let json: Value = serde_json::from_str(&text).unwrap();
    let listed = json["lead"]["renditions"].as_array().unwrap();
    assert_eq!(listed.len(), 16);
    assert_eq!(listed[0]["href"], export.media[0].path);
    assert_eq!(listed[0]["media_type"], "image/jpeg");
    assert_eq!((&listed[0]["width_px"], &listed[0]["height_px"]), (&1200.into(), &675.into()));
    assert_eq!(listed[0].get("ratio"), None);
    assert_eq!(listed[6]["ratio"], "16:9");

    let validator = jsonschema::validator_for(&nightdesk::record::json_schema()).unwrap();
    let errors: Vec<_> = validator.iter_errors(&json).map(|error| error.to_string()).collect();
    assert_eq!(errors, [""; 0]);
    let mut wrong = json.clone();
    wrong["lead"]["renditions"][0]["media_type"] = "image/svg+xml".into();
    assert!(!validator.is_valid(&wrong), "the schema knows renditions");

    let again =
        import::import(text.as_bytes(), import::Format::Json, &mut Ids::from_seed(5)).unwrap();
    let of_renditions = again.notices.iter().any(|notice| notice.message.contains("rendition"));
    assert!(!of_renditions, "{:?}", again.notices);
    let (again, lead) = (again.story.lead.unwrap(), story().lead.unwrap());
    assert_eq!((again.media, again.crops), (lead.media, lead.crops));
}

#[test]
fn a_picture_that_cannot_be_read_leaves_as_its_original_and_the_report_says_so() {
    let story = story();
    let lead = story.lead.as_ref().unwrap().media.unwrap();
    let originals =
        BTreeMap::from([(lead.id, Unmade::Unreadable("The file is damaged.".to_owned()))]);
    let wish = Wish { widths: vec![1200, 600, 300], ..Wish::default() };
    let options = Options { renditions: Some(&wish), originals: &originals, ..options() };
    let export = export::export(&story, Format::Html, &options);
    let html = Html::parse_document(&text_of(&export));
    let path = format!("media/{}", lead.file_name());
    assert_eq!(attribute(&html, "figure.lead img", "src"), path);
    assert_eq!(first(&html, "figure.lead img").attr("srcset"), None);
    assert_eq!(export.media[0].path, path);
    assert_eq!(export.media[0].made, None);
    assert!(made(&export).iter().all(|made| !made.starts_with("01")), "not even its crops");
    let fate = fate_of(&export, "Picture 1");
    assert!(fate.contains("original") && fate.contains("private data"), "{fate}");
    assert!(fate.contains("The file is damaged."), "{fate}");
    let ninjs = export::export(&story, Format::Ninjs, &options);
    let value: Value = serde_json::from_str(&text_of(&ninjs)).unwrap();
    assert_eq!(value["associations"][0]["renditions"][0]["name"], "original");
    assert!(ninjs.media.iter().all(|file| file.made.is_some()), "originals stay with the story");
}

#[test]
fn who_lets_originals_leave_is_told_what_leaves_with_them() {
    let originals = leave(&full(), Format::Html, |options| options.renditions = None);
    let renditions = leave(&full(), Format::Html, |_| {});
    for field in ["Picture 1", "Portrait of author 1"] {
        let fate = fate_of(&originals, field);
        assert!(fate.contains("original") && fate.contains("private data"), "{field}: {fate}");
        let fate = fate_of(&renditions, field);
        assert!(fate.contains("without the camera’s private data"), "{field}: {fate}");
    }
    assert!(fate_of(&renditions, "Crops of picture 1").starts_with("files of their own"));
    assert!(fate_of(&originals, "Crops of picture 1").starts_with("lost"));
}

#[test]
fn another_caption_gives_other_files() {
    let before = leave(&full(), Format::Html, |_| {});
    let mut story = full();
    story.lead.as_mut().unwrap().caption = nightdesk::story::RichText::plain("Another caption.");
    let after = leave(&story, Format::Html, |_| {});
    let keys = |export: &Export, id: &str| -> BTreeSet<String> {
        let of_picture = export.media.iter().filter(|file| file.media.id.hex().starts_with(id));
        of_picture.map(|file| file.path.clone()).collect()
    };
    assert!(keys(&before, "01").is_disjoint(&keys(&after, "01")));
    assert_eq!(keys(&before, "02"), keys(&after, "02"), "the others stay");
}
