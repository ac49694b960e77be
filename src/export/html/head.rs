//! What search engines, social networks and browsers read: title, meta, JSON-LD.

use chrono::{DateTime, Utc};
use maud::{Markup, PreEscaped, html};
use serde_json::{Map, Value, json};

use super::prose::Plain;
use super::{Address, END, stamp};
use crate::export::Options;
use crate::export::page::{Page, Picture, safe_address, said, tidy};
use crate::export::pictures::Offer;
use crate::story::{Person, PublishedNoteKind, SourceType, Story};

/// The head of a page, from `meta charset` to the style sheet.
pub(super) fn head(
    story: &Story,
    page: &Page<'_>,
    options: &Options<'_>,
    address: &Address,
    css: &str,
) -> Markup {
    let title = said(&story.variants.web).unwrap_or(story.title());
    let social = said(&story.variants.social).or(said(&story.headline)).unwrap_or(story.title());
    let description = description(story);
    let lead = page.pictures().find(|picture| picture.media.is_some());
    let offer = lead.and_then(|picture| Offer::social(picture.figure, options));
    let shown = offer.as_ref().map(Offer::widest);
    let image = shown.and_then(|file| Some((address.absolute(&file.path)?, file)));
    let image_alt = lead.map(|picture| picture.alt.text()).and_then(said);
    let card = if image.is_some() { "summary_large_image" } else { "summary" };
    html! {
        meta charset="utf-8";
        meta name="viewport" content="width=device-width, initial-scale=1";
        title { (Plain(title)) }
        @if let Some(description) = description { meta name="description" content=(Plain(description)); }
        @for person in &story.bylines {
            @if let Some(name) = said(&person.name) { meta name="author" content=(Plain(name)); }
        }
        @if let Some(url) = &address.story { link rel="canonical" href=(url); }
        meta property="og:type" content="article";
        meta property="og:title" content=(Plain(social));
        @if let Some(description) = description { meta property="og:description" content=(Plain(description)); }
        @if let Some(url) = &address.story { meta property="og:url" content=(url); }
        @if let Some(name) = said(options.publisher) { meta property="og:site_name" content=(Plain(name)); }
        @if let Some(locale) = locale(page.language) { meta property="og:locale" content=(locale); }
        @if let Some((url, file)) = &image {
            meta property="og:image" content=(url);
            meta property="og:image:type" content=(file.media_type);
            @if let Some((width, height)) = file.size_px() {
                meta property="og:image:width" content=(width);
                meta property="og:image:height" content=(height);
            }
            @if let Some(alt) = image_alt { meta property="og:image:alt" content=(Plain(alt)); }
        }
        meta property="article:published_time" content=(stamp(published(story, options.now)));
        @if let Some(modified) = modified(story, options.now) {
            meta property="article:modified_time" content=(stamp(modified));
        }
        @if let Some(section) = said(&story.section) {
            meta property="article:section" content=(Plain(section));
        }
        @for tag in &story.tags {
            @if let Some(name) = said(&tag.name) { meta property="article:tag" content=(Plain(name)); }
        }
        meta name="twitter:card" content=(card);
        // Our own style sheet and JSON with its special characters in \u codes are the only
        // markup that is not escaped by maud.
        style { (END) (PreEscaped(css)) }
        (END)
        script type="application/ld+json" { (PreEscaped(script_json(&news_article(story, page, options, address)))) }
    }
}

/// When readers first get the story, as far as it is known: the end of its embargo, the day of
/// its dateline, when it was begun, or now.
pub(in crate::export) fn published(story: &Story, now: DateTime<Utc>) -> DateTime<Utc> {
    let dateline = story.dateline.date.and_then(|day| day.and_hms_opt(0, 0, 0));
    let begun = (story.created > DateTime::UNIX_EPOCH).then_some(story.created);
    story.embargo.or(dateline.map(|day| day.and_utc())).or(begun).unwrap_or(now)
}

fn modified(story: &Story, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    (story.updated > DateTime::UNIX_EPOCH).then_some(story.updated.max(published(story, now)))
}

/// `en-GB` as `OpenGraph` writes it, `en_GB`; a language without a country has no such form.
fn locale(language: &str) -> Option<String> {
    let (language, country) = language.split_once('-')?;
    (country.len() == 2).then(|| format!("{language}_{}", country.to_ascii_uppercase()))
}

fn description(story: &Story) -> Option<&str> {
    said(story.standfirst.as_str())
}

/// JSON that can stand inside a script element: nothing in it can end the element or begin
/// another.
fn script_json(value: &Value) -> String {
    let json = value.to_string();
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            c => out.push(c),
        }
    }
    out
}

/// An object being filled with what is not empty.
#[derive(Default)]
struct Thing(Map<String, Value>);

impl Thing {
    fn new(kind: &str) -> Self {
        Self::default().with("@type", json!(kind))
    }

    fn with(mut self, key: &str, value: Value) -> Self {
        let is_empty = match &value {
            Value::Null => true,
            Value::Array(items) => items.is_empty(),
            _ => false,
        };
        if !is_empty {
            self.0.insert(key.to_owned(), value);
        }
        self
    }

    fn text(self, key: &str, text: &str) -> Self {
        match said(text) {
            Some(text) => self.with(key, json!(tidy(text))),
            None => self,
        }
    }

    fn done(self) -> Value {
        Value::Object(self.0)
    }
}

/// The story as a schema.org `NewsArticle`.
fn news_article(story: &Story, page: &Page<'_>, options: &Options<'_>, address: &Address) -> Value {
    let authors: Vec<_> =
        story.bylines.iter().filter_map(|it| person(it, address, options)).collect();
    let images: Vec<_> = page.pictures().filter_map(|it| image(it, address, options)).collect();
    let tags: Vec<_> = story.tags.iter().filter_map(|tag| said(&tag.name)).map(tidy).collect();
    let corrections: Vec<_> = story
        .notes
        .iter()
        .filter(|note| note.kind != PublishedNoteKind::EditorsNote)
        .map(|note| {
            let date = json!(stamp(note.at));
            Thing::new("CorrectionComment")
                .text("text", &note.text)
                .with("datePublished", date)
                .done()
        })
        .collect();
    let publisher = said(options.publisher)
        .map(|name| Thing::new("NewsMediaOrganization").text("name", name).done());
    let other_headline = said(&story.variants.web).unwrap_or(&story.variants.social);
    let mut article = Map::new();
    article.insert("@context".to_owned(), json!("https://schema.org"));
    let rest = Thing::new("NewsArticle")
        .text("headline", story.title())
        .text("alternativeHeadline", other_headline)
        .text("description", story.standfirst.as_str())
        .with("datePublished", json!(stamp(published(story, options.now))))
        .with("dateModified", json!(modified(story, options.now).map(stamp)))
        .with("author", json!(authors))
        .with("publisher", json!(publisher))
        .with("image", json!(images))
        .text("articleSection", &story.section)
        .with("keywords", json!(tags))
        .with("inLanguage", json!(page.language))
        .with("wordCount", json!(story.words()))
        .with("correction", json!(corrections))
        .with("url", json!(address.story))
        .with("mainEntityOfPage", json!(address.story));
    let place = Thing::new("Place").text("name", &story.dateline.place).done();
    let located = said(&story.dateline.place).map(|_| place);
    article.extend(rest.with("locationCreated", json!(located)).0);
    Value::Object(article)
}

fn person(person: &Person, address: &Address, options: &Options<'_>) -> Option<Value> {
    let mut pages = person.links.iter().filter_map(|link| safe_address(link));
    let url = pages.next();
    let more: Vec<_> = pages.collect();
    let outlet = said(&person.outlet)
        .map(|name| Thing::new("NewsMediaOrganization").text("name", name).done());
    said(&person.name)?;
    let portrait = person.portrait.as_ref().map(|media| Offer::portrait(media, options));
    let portrait = portrait.map(|offer| address.of(&offer.widest().path));
    Some(
        Thing::new("Person")
            .text("name", &person.name)
            .with("url", json!(url.as_deref()))
            .text("jobTitle", &person.role)
            .with("worksFor", json!(outlet))
            .text("description", person.bio.as_str())
            .text("email", &person.email)
            .with("image", json!(portrait))
            .with("sameAs", json!(more.iter().map(|link| &**link).collect::<Vec<_>>()))
            .done(),
    )
}

fn image(picture: &Picture<'_>, address: &Address, options: &Options<'_>) -> Option<Value> {
    let offer = Offer::social(picture.figure, options)?;
    let file = offer.widest();
    let url = address.of(&file.path);
    let persons: Vec<_> = picture
        .figure
        .persons
        .iter()
        .filter(|name| said(name).is_some())
        .map(|name| Thing::new("Person").text("name", name).done())
        .collect();
    let credit = &picture.figure.credit;
    let creators: Vec<_> = credit
        .creators
        .iter()
        .filter(|name| said(name).is_some())
        .map(|name| Thing::new("Person").text("name", name).done())
        .collect();
    let copyright = picture.figure.file_says.as_ref().map_or("", |says| says.copyright.as_str());
    Some(
        Thing::new("ImageObject")
            .with("url", json!(url))
            .with("contentUrl", json!(url))
            .with("encodingFormat", json!(file.media_type))
            .with("width", json!(file.size_px().map(|size| size.0)))
            .with("height", json!(file.size_px().map(|size| size.1)))
            .text("caption", picture.caption.as_str())
            .text("description", picture.alt.text())
            .text("creditText", &picture.credit)
            .with("creator", json!(creators))
            .with("about", json!(persons))
            .text("copyrightNotice", copyright)
            .with("expires", json!(picture.figure.expires.map(stamp)))
            .with("digitalSourceType", json!(source_type(&picture.figure.source_type)))
            .done(),
    )
}

/// How a picture came into being, as a term of IPTC's vocabulary.
pub(in crate::export) fn source_type(source: &SourceType) -> Option<String> {
    match source {
        // An address of somebody else's is not passed on unread.
        SourceType::Other(address) => safe_address(address).map(|it| it.to_string()),
        known => known.address(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_in_a_script_cannot_end_it() {
        let hostile = json!({ "a": "</script><!--\u{2028}&\"'" });
        let written = script_json(&hostile);
        assert!(!written.contains(['<', '>', '&', '\u{2028}']), "{written}");
        assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), hostile);
    }
}
