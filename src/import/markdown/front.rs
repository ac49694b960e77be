//! The front matter: lines of `key: value` between two lines of hyphens.
//!
//! Enough of YAML for what editors and site generators write: texts with and without quotes, lists
//! in brackets or below their key, and lists of people.
//!
//! Must not know: blocks.

use chrono::{DateTime, NaiveDate, Utc};

use super::super::recognise;
use super::address::{self, Target};
use crate::story::{Handle, Language, Person, RichText, Story, Tag};

/// A longer front matter is none.
const MOST_BYTES: usize = 64 * 1024;
const MOST_TAGS: usize = 200;
const MOST_PEOPLE: usize = 60;

/// One key with its lines, as written.
#[derive(Debug)]
pub(super) struct Entry<'t> {
    key: &'t str,
    value: &'t str,
    below: Vec<&'t str>,
}

/// The front matter and the Markdown below it; no entries when there is none.
pub(super) fn split(text: &str) -> (Vec<Entry<'_>>, &str) {
    let text = text.trim_start_matches(['\u{feff}', '\n', '\r']);
    let none = (Vec::new(), text);
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| line.trim_end() == "---") else { return none };
    let mut read = first.len();
    let mut entries: Vec<Entry<'_>> = Vec::new();
    for line in lines {
        read += line.len();
        if read > MOST_BYTES {
            return none;
        }
        let bare = line.trim_end();
        if bare == "---" || bare == "..." {
            let rest = text.get(read..).unwrap_or_default();
            return if entries.is_empty() { none } else { (entries, rest) };
        }
        let indented = bare.starts_with([' ', '\t']) || bare.starts_with("- ") || bare.is_empty();
        if let Some((key, value)) = bare.split_once(':').filter(|(key, value)| {
            !indented && is_key(key) && (value.is_empty() || value.starts_with([' ', '\t']))
        }) {
            entries.push(Entry { key, value: value.trim(), below: Vec::new() });
        } else if bare.trim_start().starts_with('#') {
            // A remark in the front matter is nobody's copy.
        } else if let Some(entry) = entries.last_mut() {
            entry.below.push(bare);
        } else if !bare.is_empty() {
            return none;
        }
    }
    none
}

fn is_key(key: &str) -> bool {
    (1..=40).contains(&key.len())
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
}

impl Entry<'_> {
    /// Whether it names the language of the copy.
    pub(super) fn is_language(&self) -> bool {
        matches!(self.key.to_ascii_lowercase().as_str(), "lang" | "language" | "locale")
            && Language::new(&self.text()).is_some()
    }

    /// The entry as it was written.
    fn lines(&self) -> String {
        let mut lines = format!("{}: {}", self.key, self.value);
        for line in self.below.iter().filter(|line| !line.is_empty()) {
            lines.push('\n');
            lines.push_str(line);
        }
        lines
    }

    /// Its value as one text; lines below it belong to it.
    fn text(&self) -> String {
        let folded = matches!(self.value, "|" | ">" | "|-" | ">-" | "|+" | ">+" | "");
        let own = if folded { String::new() } else { unquoted(self.value) };
        let below = self.below.iter().map(|line| line.trim()).filter(|line| !line.is_empty());
        let parts: Vec<&str> = std::iter::once(own.trim()).chain(below).collect();
        parts.join(" ").trim().to_owned()
    }

    /// Its value as a list: in brackets, below the key, or texts parted by commas.
    fn list(&self) -> Vec<String> {
        let below: Vec<String> = self
            .below
            .iter()
            .filter_map(|line| line.trim().strip_prefix('-'))
            .map(|item| unquoted(item.trim()))
            .collect();
        let items = if below.is_empty() { flow(&self.text()) } else { below };
        items.into_iter().filter(|item| !item.is_empty()).collect()
    }
}

/// `["One", "two"]`, `[one, two]` or `one, two`.
fn flow(value: &str) -> Vec<String> {
    if let Ok(serde_json::Value::Array(items)) = serde_json::from_str(value) {
        return items
            .into_iter()
            .map(|item| match item {
                serde_json::Value::String(text) => text,
                other => other.to_string(),
            })
            .collect();
    }
    let inner = value.strip_prefix('[').and_then(|value| value.strip_suffix(']')).unwrap_or(value);
    // A comma between quotes parts nothing.
    let mut quote: Option<char> = None;
    let mut before = ',';
    let parted = inner.split(|letter: char| {
        let opens = quote.is_none() && matches!(letter, '"' | '\'') && before == ',';
        if opens {
            quote = Some(letter);
        } else if quote == Some(letter) {
            quote = None;
        }
        if !letter.is_whitespace() {
            before = letter;
        }
        letter == ',' && quote.is_none()
    });
    parted.map(|item| unquoted(item.trim())).collect()
}

/// A YAML text without its quotes.
fn unquoted(value: &str) -> String {
    if value.starts_with('"') && value.ends_with('"') {
        if let Ok(text) = serde_json::from_str::<String>(value) {
            return text;
        }
        if value.len() >= 2 {
            return value.trim_matches('"').to_owned();
        }
    }
    let single = value.strip_prefix('\'').and_then(|value| value.strip_suffix('\''));
    single.map_or_else(|| value.to_owned(), |inner| inner.replace("''", "'"))
}

/// Fills the fields that the front matter names. Returns the lines that no field has room for.
pub(super) fn fill(story: &mut Story, entries: &[Entry<'_>]) -> Vec<String> {
    let mut unplaced = Vec::new();
    for entry in entries {
        if !put(story, entry) {
            unplaced.push(entry.lines());
        } else if is_about_people(entry.key) {
            let unknown = entry
                .below
                .iter()
                .filter(|line| field(line).is_some_and(|(key, _)| !PERSON_KEYS.contains(&key)));
            unplaced.extend(unknown.map(|line| line.trim().to_owned()));
        }
    }
    unplaced
}

/// What is read of a person.
const PERSON_KEYS: [&str; 11] = [
    "name",
    "role",
    "title",
    "position",
    "outlet",
    "organisation",
    "organization",
    "bio",
    "email",
    "handles",
    "links",
];

fn is_about_people(key: &str) -> bool {
    matches!(key.to_ascii_lowercase().as_str(), "author" | "authors" | "byline")
}

/// Whether the entry found its field, which was empty before.
fn put(story: &mut Story, entry: &Entry<'_>) -> bool {
    let text = || entry.text();
    let key = entry.key.to_ascii_lowercase().replace('-', "_");
    match key.as_str() {
        "title" | "headline" => set(&mut story.headline, text()),
        "kicker" | "eyebrow" => set(&mut story.kicker, text()),
        "standfirst" | "description" | "dek" | "subtitle" | "summary" | "excerpt" => {
            let free = story.standfirst.is_blank();
            if free {
                story.standfirst = RichText::plain(text());
            }
            free
        }
        "title_web" | "seo_title" => set(&mut story.variants.web, text()),
        "title_social" | "og_title" => set(&mut story.variants.social, text()),
        "title_push" => set(&mut story.variants.push, text()),
        "slug" => set(&mut story.slug, text()),
        "section" | "category" => set(&mut story.section, text()),
        "dateline" => set(&mut story.dateline.place, text()),
        "dateline_date" => match text().parse::<NaiveDate>() {
            Ok(date) if story.dateline.date.is_none() => {
                story.dateline.date = Some(date);
                true
            }
            _ => false,
        },
        "embargo" | "embargoed_until" => match DateTime::parse_from_rfc3339(&text()) {
            Ok(time) if story.embargo.is_none() => {
                story.embargo = Some(time.with_timezone(&Utc));
                true
            }
            _ => false,
        },
        "canonical" | "canonical_url" | "source_url" => match address::target(&text()) {
            Target::Address(url) if url.starts_with("http") => set(&mut story.source_url, url),
            _ => false,
        },
        "lang" | "language" | "locale" => Language::new(&text()).is_some_and(|language| {
            story.language = language;
            true
        }),
        "tags" | "tag" | "keywords" => {
            let tags = entry.list();
            let fits = story.tags.is_empty() && tags.len() <= MOST_TAGS && !has_maps(entry);
            if fits {
                story.tags = tags.into_iter().map(Tag::free).collect();
            }
            fits
        }
        _ if is_about_people(&key) => {
            let people = people(entry);
            let fits = story.bylines.is_empty() && people.len() <= MOST_PEOPLE;
            if fits {
                story.bylines = people;
            }
            fits
        }
        _ => false,
    }
}

fn set(field: &mut String, text: String) -> bool {
    let free = field.is_empty();
    if free {
        *field = text;
    }
    free
}

/// Whether the lines below are entries of their own, not plain items.
fn has_maps(entry: &Entry<'_>) -> bool {
    entry.below.iter().any(|line| !line.is_empty() && !line.trim().starts_with('-'))
}

fn people(entry: &Entry<'_>) -> Vec<Person> {
    if !entry.below.iter().any(|line| field(line).is_some()) {
        let names = if entry.below.is_empty() && !entry.value.starts_with('[') {
            vec![entry.text()]
        } else {
            entry.list()
        };
        return names.iter().filter(|name| !name.is_empty()).flat_map(|name| named(name)).collect();
    }
    let mut people: Vec<Person> = Vec::new();
    for line in &entry.below {
        if line.trim().starts_with('-') || people.is_empty() {
            people.push(Person::default());
        }
        let Some(person) = people.last_mut() else { continue };
        let Some((key, value)) = field(line) else { continue };
        match key {
            "name" => person.name = unquoted(value),
            "role" | "title" | "position" => person.role = unquoted(value),
            "outlet" | "organisation" | "organization" => person.outlet = unquoted(value),
            "bio" => person.bio = RichText::plain(unquoted(value)),
            "email" => person.email = unquoted(value),
            "handles" => person.handles = flow(value).iter().map(|name| handle(name)).collect(),
            "links" => {
                person.links = flow(value)
                    .iter()
                    .filter_map(|link| match address::target(link) {
                        Target::Address(url) => Some(url),
                        _ => None,
                    })
                    .collect();
            }
            _ => {}
        }
    }
    people.retain(|person| !person.name.is_empty());
    people
}

/// `- name: "Ada"` or `  role: desk` as key and value.
fn field(line: &str) -> Option<(&str, &str)> {
    let line = line.trim();
    let line = line.strip_prefix('-').unwrap_or(line).trim();
    let (key, value) = line.split_once(':')?;
    (is_key(key) && value.starts_with(' ')).then(|| (key, value.trim()))
}

/// `@ada (bluesky)` as name and network.
fn handle(text: &str) -> Handle {
    let parted = text
        .strip_suffix(')')
        .and_then(|text| text.rsplit_once(" ("))
        .map(|(name, network)| (name.to_owned(), network.to_owned()));
    let (name, network) = parted.unwrap_or_else(|| (text.to_owned(), String::new()));
    Handle { network, name }
}

/// "By Ada Example", "Ada Example and Bo Sample", or a name that looks like none.
fn named(line: &str) -> Vec<Person> {
    let people = recognise::byline(line).unwrap_or_else(|| recognise::people(line));
    if people.is_empty() { vec![Person::named(line)] } else { people }
}
