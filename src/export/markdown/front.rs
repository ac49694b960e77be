//! The front matter: a block of YAML between two lines of hyphens.
//!
//! Values are written as JSON texts, which YAML 1.2 reads as they are; nothing in the copy can
//! begin a key or end the block.

use serde_json::{Value, json};

use crate::export::Options;
use crate::export::html::{published, stamp};
use crate::export::page::{safe_address, said, tidy};
use crate::story::{Person, Story};

/// The front matter of a story, its lines of hyphens included.
pub(super) fn matter(story: &Story, options: &Options<'_>) -> String {
    let mut yaml = Yaml(String::from("---\n"));
    yaml.text("title", story.title());
    yaml.text("slug", &story.slug);
    yaml.text("lang", story.language.tag());
    yaml.text("section", &story.section);
    yaml.text("kicker", &story.kicker);
    yaml.text("description", story.standfirst.as_str());
    yaml.text("title_web", &story.variants.web);
    yaml.text("title_social", &story.variants.social);
    yaml.text("title_push", &story.variants.push);
    yaml.text("date", &stamp(published(story, options.now)));
    if story.updated > chrono::DateTime::UNIX_EPOCH {
        yaml.text("updated", &stamp(story.updated));
    }
    yaml.text("dateline", &story.dateline.place);
    if let Some(date) = story.dateline.date {
        yaml.text("dateline_date", &date.to_string());
    }
    yaml.list("tags", story.tags.iter().map(|tag| tag.name.as_str()));
    if !story.bylines.is_empty() {
        yaml.0.push_str("authors:\n");
        story.bylines.iter().for_each(|person| yaml.person(person));
    }
    yaml.0.push_str("---\n");
    yaml.0
}

struct Yaml(String);

impl Yaml {
    fn line(&mut self, key: &str, value: &Value) {
        self.0.extend([key, ": ", &value.to_string(), "\n"]);
    }

    fn text(&mut self, key: &str, text: &str) {
        if let Some(text) = said(text) {
            self.line(key, &json!(tidy(text)));
        }
    }

    fn list<'t>(&mut self, key: &str, texts: impl Iterator<Item = &'t str>) {
        let texts: Vec<_> = texts.filter_map(said).map(tidy).collect();
        if !texts.is_empty() {
            self.line(key, &json!(texts));
        }
    }

    fn person(&mut self, person: &Person) {
        self.line("  - name", &json!(tidy(&person.name)));
        for (key, text) in [
            ("    role", person.role.as_str()),
            ("    outlet", &person.outlet),
            ("    bio", person.bio.as_str()),
            ("    email", &person.email),
        ] {
            self.text(key, text);
        }
        let handles: Vec<_> = person
            .handles
            .iter()
            .filter(|handle| said(&handle.name).is_some())
            .map(|handle| match said(&handle.network) {
                Some(network) => format!("{} ({network})", handle.name),
                None => handle.name.clone(),
            })
            .collect();
        self.list("    handles", handles.iter().map(String::as_str));
        // A theme makes links of these, so only safe ones go in.
        let links: Vec<_> = person.links.iter().filter_map(|link| safe_address(link)).collect();
        self.list("    links", links.iter().map(|link| &**link));
    }
}
