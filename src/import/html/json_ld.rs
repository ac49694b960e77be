//! JSON-LD: schema.org's description of an article.
//!
//! Must not know: anything else of the page.

use serde_json::{Map, Value};

use super::dom::{Dom, one_line};
use super::meta::{Author, split_list};

const MOST_SCRIPTS: usize = 40;
const MOST_OBJECTS: usize = 5_000;
const LONGEST_BYTES: usize = 4 * 1024 * 1024;

/// What JSON-LD says.
#[derive(Clone, Debug, Default)]
pub(super) struct JsonLd {
    pub(super) is_article: bool,
    pub(super) headline: String,
    pub(super) alternative: String,
    pub(super) description: String,
    pub(super) section: String,
    /// The last but one step of the breadcrumbs.
    pub(super) crumb: String,
    pub(super) authors: Vec<Author>,
    pub(super) keywords: Vec<String>,
    pub(super) language: String,
    pub(super) published: String,
    pub(super) publisher: String,
    pub(super) url: String,
    pub(super) image: String,
}

const ARTICLES: [&str; 13] = [
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BackgroundNewsArticle",
    "ReviewNewsArticle",
    "AskPublicNewsArticle",
    "LiveBlogPosting",
    "BlogPosting",
    "Report",
    "AdvertiserContentArticle",
    "SatiricalArticle",
];

/// Reads the JSON-LD of a page. A script that cannot be read counts as none.
pub(super) fn read(dom: &Dom) -> JsonLd {
    let mut objects: Vec<Map<String, Value>> = Vec::new();
    for script in dom.find(0, "script").take(MOST_SCRIPTS) {
        let text: String = dom.range(script).filter_map(|index| dom.text(index)).collect();
        let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->");
        let text = text.trim().trim_start_matches("//<![CDATA[").trim_end_matches("//]]>").trim();
        if text.len() > LONGEST_BYTES {
            continue;
        }
        if let Ok(value) = serde_json::from_str::<Value>(text) {
            collect(value, &mut objects);
        }
    }
    let articles = objects.iter().filter(|object| is_a(object, &ARTICLES));
    // The richest one: a live blog holds its entries as articles of their own.
    let article = articles.max_by_key(|object| {
        let named =
            ["headline", "author", "articleSection", "keywords", "datePublished", "description"];
        let top = ["mainEntityOfPage", "articleSection", "publisher", "liveBlogUpdate"];
        named.iter().filter(|name| object.contains_key(**name)).count()
            + 10 * top.iter().filter(|name| object.contains_key(**name)).count()
    });
    let mut found = article.map(|article| of_article(article, &objects)).unwrap_or_default();
    found.crumb = objects
        .iter()
        .find(|object| is_a(object, &["BreadcrumbList"]))
        .map(crumb)
        .unwrap_or_default();
    found
}

/// All objects on the upper levels, one after the other.
fn collect(value: Value, objects: &mut Vec<Map<String, Value>>) {
    let mut waiting = vec![(value, 0)];
    while let Some((value, depth)) = waiting.pop() {
        if objects.len() >= MOST_OBJECTS || depth > 6 {
            return;
        }
        match value {
            Value::Array(values) => {
                waiting.extend(
                    values.into_iter().rev().take(MOST_OBJECTS).map(|value| (value, depth + 1)),
                );
            }
            Value::Object(object) => {
                for inner in ["@graph", "mainEntity", "mainEntityOfPage"] {
                    if let Some(inner) = object.get(inner).filter(|inner| !inner.is_string()) {
                        waiting.push((inner.clone(), depth + 1));
                    }
                }
                objects.push(object);
            }
            _ => {}
        }
    }
}

fn is_a(object: &Map<String, Value>, types: &[&str]) -> bool {
    let matches = |value: &Value| {
        value.as_str().is_some_and(|name| types.contains(&name.rsplit('/').next().unwrap_or(name)))
    };
    match object.get("@type") {
        Some(Value::Array(names)) => names.iter().any(matches),
        Some(name) => matches(name),
        None => false,
    }
}

fn of_article(article: &Map<String, Value>, all: &[Map<String, Value>]) -> JsonLd {
    let text = |name: &str| article.get(name).map(first_text).unwrap_or_default();
    let headline = [text("headline"), text("name")].into_iter().find(|text| !text.is_empty());
    JsonLd {
        is_article: true,
        headline: headline.unwrap_or_default(),
        alternative: text("alternativeHeadline"),
        description: text("description"),
        section: text("articleSection"),
        crumb: String::new(),
        authors: article
            .get("author")
            .or_else(|| article.get("creator"))
            .map(|author| authors(author, all))
            .unwrap_or_default(),
        keywords: article.get("keywords").map(keywords).unwrap_or_default(),
        language: text("inLanguage"),
        published: text("datePublished"),
        publisher: article
            .get("publisher")
            .map(|publisher| name_of(publisher, all))
            .unwrap_or_default(),
        url: [text("url"), text("mainEntityOfPage"), text("@id")]
            .into_iter()
            .find(|url| url.starts_with("http"))
            .unwrap_or_default(),
        image: article.get("image").map(image).unwrap_or_default(),
    }
}

/// A text, the first of several, or the name of an object.
fn first_text(value: &Value) -> String {
    match value {
        Value::String(text) => unescaped(text),
        Value::Array(values) => values.first().map(shallow_text).unwrap_or_default(),
        other => shallow_text(other),
    }
}

fn shallow_text(value: &Value) -> String {
    match value {
        Value::String(text) => unescaped(text),
        Value::Object(object) => ["name", "@value", "alternateName", "@id", "url"]
            .iter()
            .find_map(|name| object.get(*name)?.as_str())
            .map(unescaped)
            .unwrap_or_default(),
        _ => String::new(),
    }
}

/// Many sites write entities into their JSON.
fn unescaped(text: &str) -> String {
    let text = one_line(text);
    if !text.contains('&') {
        return text;
    }
    [
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#039;", "'"),
        ("&apos;", "'"),
        ("&#8217;", "’"),
        ("&#8216;", "‘"),
        ("&#8220;", "“"),
        ("&#8221;", "”"),
        ("&rsquo;", "’"),
        ("&lsquo;", "‘"),
        ("&ldquo;", "“"),
        ("&rdquo;", "”"),
        ("&#8211;", "–"),
        ("&#8212;", "—"),
        ("&nbsp;", "\u{a0}"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(text, |text, (entity, letter)| text.replace(entity, letter))
}

fn authors(value: &Value, all: &[Map<String, Value>]) -> Vec<Author> {
    let values: &[Value] = match value {
        Value::Array(values) => values,
        one => std::slice::from_ref(one),
    };
    let mut found: Vec<Author> = Vec::new();
    for value in values.iter().take(50) {
        let linked = linked(value, all);
        let object = linked.or_else(|| value.as_object());
        let name = object
            .and_then(|object| object.get("name"))
            .map_or_else(|| shallow_text(value), first_text);
        let is_house =
            object.is_some_and(|object| is_a(object, &["Organization", "NewsMediaOrganization"]));
        if name.is_empty() || name.contains("://") || is_house {
            continue;
        }
        let text = |key: &str| {
            object.and_then(|object| object.get(key)).map(first_text).unwrap_or_default()
        };
        let outlet =
            [text("worksFor"), text("affiliation")].into_iter().find(|outlet| !outlet.is_empty());
        let people = super::super::recognise::people(&name);
        let several = people.len() > 1;
        let names: Vec<String> = if several {
            people.into_iter().map(|person| person.name).collect()
        } else {
            vec![name]
        };
        for name in names {
            if !found.iter().any(|author| author.name == name) {
                found.push(Author {
                    name,
                    role: text("jobTitle"),
                    outlet: outlet.clone().unwrap_or_default(),
                    email: text("email").trim_start_matches("mailto:").to_owned(),
                });
            }
        }
    }
    found
}

/// The object that `{"@id": …}` points to.
fn linked<'a>(value: &Value, all: &'a [Map<String, Value>]) -> Option<&'a Map<String, Value>> {
    let object = value.as_object()?;
    let id = object.get("@id")?;
    if object.contains_key("name") {
        return None;
    }
    all.iter().find(|other| other.get("@id") == Some(id) && other.contains_key("name"))
}

fn name_of(value: &Value, all: &[Map<String, Value>]) -> String {
    match linked(value, all).and_then(|object| object.get("name")) {
        Some(name) => first_text(name),
        None => value
            .as_object()
            .and_then(|object| object.get("name"))
            .map(first_text)
            .unwrap_or_default(),
    }
}

fn keywords(value: &Value) -> Vec<String> {
    let list = match value {
        Value::String(text) => split_list(&unescaped(text)),
        Value::Array(values) => values.iter().take(200).map(shallow_text).collect(),
        _ => Vec::new(),
    };
    // "section:politics" is written by a machine for a machine.
    list.into_iter()
        .filter(|tag| !tag.is_empty() && tag.len() <= 80 && !tag.contains(':'))
        .collect()
}

fn image(value: &Value) -> String {
    match value {
        Value::String(url) => url.clone(),
        Value::Array(values) => values.first().map(shallow_image).unwrap_or_default(),
        other => shallow_image(other),
    }
}

fn shallow_image(value: &Value) -> String {
    match value {
        Value::String(url) => url.clone(),
        Value::Object(object) => object
            .get("url")
            .or_else(|| object.get("contentUrl"))
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned(),
        _ => String::new(),
    }
}

/// The section of "Home > News > Politics > This story": the last step that is not the story.
fn crumb(object: &Map<String, Value>) -> String {
    let steps = object.get("itemListElement").and_then(Value::as_array);
    let names: Vec<String> = steps
        .into_iter()
        .flatten()
        .take(20)
        .map(|step| {
            let named = shallow_text(step);
            if named.is_empty() || named.contains("://") {
                step.get("item").map(first_text).unwrap_or_default()
            } else {
                named
            }
        })
        .filter(|name| !name.is_empty() && !super::super::recognise::lead_crumb_is_home(name))
        .collect();
    let mut short = names.iter().filter(|name| name.chars().count() <= 30);
    short.next_back().cloned().unwrap_or_default()
}
