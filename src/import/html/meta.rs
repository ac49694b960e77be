//! What a page says about itself where readers do not look: JSON-LD, `OpenGraph`, meta, `<title>`.
//!
//! Must not know: what the page shows; whoever puts the story together weighs the two.

use super::dom::{Dom, one_line};
use super::json_ld;
use crate::story::Language;

use super::super::recognise;

/// A longer value is not what it says it is.
const LONGEST_BYTES: usize = 2_000;
const MOST_VALUES: usize = 200;

/// Somebody whom the page names as author.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Author {
    /// Name.
    pub(super) name: String,
    /// Position.
    pub(super) role: String,
    /// Paper or site.
    pub(super) outlet: String,
    /// E-mail address.
    pub(super) email: String,
}

/// What a page says about itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Metadata {
    /// Headlines in order of trust: JSON-LD, `OpenGraph`, Twitter, `<title>` without the site.
    pub(super) headlines: Vec<String>,
    /// JSON-LD's other headline.
    pub(super) alternative: String,
    /// `OpenGraph`'s headline.
    pub(super) social: String,
    /// Summaries in order of trust.
    pub(super) descriptions: Vec<String>,
    /// JSON-LD's or `OpenGraph`'s summary, which may stand in for a standfirst.
    pub(super) summary: String,
    /// Who wrote it.
    pub(super) authors: Vec<Author>,
    /// Name of the site.
    pub(super) site: String,
    /// Section.
    pub(super) section: String,
    /// Tags that the page itself files the story under.
    pub(super) tags: Vec<String>,
    /// Words for search engines, used when there are no tags.
    pub(super) keywords: Vec<String>,
    /// Language.
    pub(super) language: Option<Language>,
    /// When it was published, as written.
    pub(super) published: String,
    /// The address of the page.
    pub(super) url: String,
    /// The address of its picture.
    pub(super) image: String,
    /// Whether there is a head that speaks of an article.
    pub(super) is_page: bool,
}

/// Reads the metadata of a page.
pub(super) fn read(dom: &Dom) -> Metadata {
    let mut meta = Metadata::default();
    let json = json_ld::read(dom);
    let mut found: Vec<(String, String)> = Vec::new();
    for index in dom.find(0, "meta") {
        let name =
            ["property", "name", "itemprop"].iter().find_map(|name| dom.attribute(index, name));
        let (Some(name), Some(content)) = (name, dom.attribute(index, "content")) else { continue };
        if found.len() < MOST_VALUES && !content.is_empty() && content.len() <= LONGEST_BYTES {
            let name = name.to_ascii_lowercase();
            let name = name
                .strip_prefix("og:article:")
                .map(|rest| format!("article:{rest}"))
                .unwrap_or(name);
            found.push((name, one_line(content)));
        }
    }
    let all = |wanted: &str| -> Vec<String> {
        let values = found.iter().filter(|(name, _)| name == wanted);
        values.map(|(_, value)| value.clone()).collect()
    };
    let first = |wanted: &[&str]| -> String {
        wanted.iter().find_map(|wanted| all(wanted).into_iter().next()).unwrap_or_default()
    };
    let title = dom.find(0, "title").next().map(|index| dom.words(index)).unwrap_or_default();
    meta.site = [first(&["og:site_name", "application-name"]), json.publisher.clone()]
        .into_iter()
        .find(|name| !name.is_empty())
        .unwrap_or_default();
    if meta.site.is_empty() {
        let (_, site) = recognise::without_site_name(&title);
        site.unwrap_or_default().clone_into(&mut meta.site);
    }
    meta.social = first(&["og:title", "twitter:title"]);
    let (title, _) = recognise::without_site_name(&title);
    for headline in [json.headline.as_str(), meta.social.as_str(), title] {
        let headline = headline.trim();
        if !headline.is_empty() && !meta.headlines.iter().any(|known| known == headline) {
            meta.headlines.push(headline.to_owned());
        }
    }
    meta.alternative = json.alternative;
    let social = first(&["og:description", "twitter:description"]);
    let search = first(&["description", "dc.description"]);
    meta.summary = [json.description.clone(), social.clone()]
        .into_iter()
        .find(|text| !text.is_empty())
        .unwrap_or_default();
    meta.descriptions = vec![json.description, social, search];
    meta.descriptions.retain(|text| !text.is_empty());
    meta.authors = json.authors;
    if meta.authors.is_empty() {
        meta.authors = named_authors(&all("author"), &all("article:author"), &meta.site);
    }
    meta.section = [json.section, first(&["article:section", "section"]), json.crumb]
        .into_iter()
        .find(|section| !section.is_empty())
        .unwrap_or_default();
    meta.tags = all("article:tag");
    if let [one] = meta.tags.as_slice() {
        meta.tags = split_list(one);
    }
    for tag in json.keywords {
        if !meta.tags.iter().any(|known| known.to_lowercase() == tag.to_lowercase()) {
            meta.tags.push(tag);
        }
    }
    meta.keywords = split_list(&first(&["keywords", "news_keywords"]));
    let html = dom.find(0, "html").next();
    let lang =
        html.and_then(|index| dom.attribute(index, "lang").or(dom.attribute(index, "xml:lang")));
    let languages = [
        lang.unwrap_or_default().to_owned(),
        json.language,
        first(&["og:locale", "language", "content-language"]),
    ];
    meta.language = languages.iter().find_map(|tag| Language::new(tag));
    meta.published = [
        json.published,
        first(&[
            "article:published_time",
            "date",
            "dc.date",
            "pubdate",
            "datepublished",
            "publish-date",
        ]),
    ]
    .into_iter()
    .find(|date| !date.is_empty())
    .unwrap_or_default();
    let canonical = dom.find(0, "link").find_map(|index| {
        let is_canonical =
            dom.attribute(index, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
        is_canonical.then(|| dom.attribute(index, "href")).flatten()
    });
    meta.url = [canonical.unwrap_or_default().to_owned(), first(&["og:url"]), json.url]
        .into_iter()
        .find(|url| url.starts_with("http://") || url.starts_with("https://"))
        .unwrap_or_default();
    meta.image = [json.image, first(&["og:image", "twitter:image"])]
        .into_iter()
        .find(|url| url.starts_with("http"))
        .unwrap_or_default();
    meta.is_page = json.is_article
        || found.iter().any(|(name, _)| {
            name.starts_with("og:") || name.starts_with("article:") || name.starts_with("twitter:")
        });
    meta
}

/// Authors of `<meta>`: names, several in one, never addresses and never the site itself.
fn named_authors(authors: &[String], article: &[String], site: &str) -> Vec<Author> {
    let mut found: Vec<Author> = Vec::new();
    for line in authors.iter().chain(article) {
        if line.contains("://") || line.starts_with('@') || same(line, site) {
            continue;
        }
        for person in recognise::people(line) {
            let known = found.iter().any(|author| author.name == person.name);
            if !known && recognise::is_name(&person.name) {
                found.push(Author {
                    name: person.name,
                    role: person.role,
                    outlet: person.outlet,
                    email: person.email,
                });
            }
        }
    }
    found
}

/// The parts of "One, two; three".
pub(super) fn split_list(list: &str) -> Vec<String> {
    let separator = if list.contains(';') { ';' } else { ',' };
    list.split(separator)
        .map(str::trim)
        .filter(|tag| !tag.is_empty() && tag.len() <= 80)
        .take(MOST_VALUES)
        .map(str::to_owned)
        .collect()
}

/// Whether two lines say the same but for case, signs and spaces.
pub(super) fn same(first: &str, second: &str) -> bool {
    !first.is_empty() && folded(first) == folded(second)
}

/// Letters and digits in lower case.
pub(super) fn folded(line: &str) -> String {
    line.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
