//! The story as versioned records: what `story.ron` holds and what our JSON shows.
//!
//! The model may change from one version to the next and old files must still open, so a file
//! never holds the model itself. `shape` has every record with its description; the JSON Schema is
//! made of it. `write` goes from the model to the records, `read` back.
//!
//! Both ways pass through a tree of plain values. RON's own generic value and serde's `flatten`
//! lose what a newer version may have added (names of structs and enum values, and through
//! `flatten` numbers and options as well). So the records use nothing but texts, numbers, booleans,
//! lists and records without names; any field can then be read without being known, is kept in
//! [`Unknown`], and is written back to its place.
//!
//! ```
//! use nightdesk::record;
//! use nightdesk::story::{Ids, Story};
//!
//! let mut story = Story::new(Ids::from_seed(1).story());
//! story.headline = "Harbour reopens after storm".to_owned();
//! let text = record::to_ron(&story, &record::Unknown::default());
//! let read = record::from_ron(&text).unwrap();
//! assert_eq!(read.story, story);
//! ```
//!
//! Must not know: files, clocks, windows, the formats of others.

mod read;
mod ron_text;
mod shape;
mod unknown;
mod words;
mod write;

pub use unknown::Unknown;

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::story::{Figure, Ids, Notice, NoticeKind, Person, Story};
use read::{Outcome, Source};
use write::Audience;

pub use shape::Rendition;

/// Name and version of the format that this version writes.
const SCHEMA: &str = "nightdesk/1.0";
const VERSION: (u32, u32) = (1, 0);

/// How the version of a file compares with ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Newer {
    /// Ours, or an older one.
    No,
    /// A newer minor version: it has fields that are not known here.
    Minor,
    /// A newer major version: its fields may mean something else, so it must not be written.
    Major,
}

/// A story that was read from RON.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// The story.
    pub story: Story,
    /// What this version does not know, to be handed to [`to_ron`].
    pub unknown: Unknown,
    /// Whether a newer version wrote it.
    pub newer: Newer,
    /// What did not fit.
    pub notices: Vec<Notice>,
}

/// Where and why a RON text cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {cause}")]
pub struct RonProblem {
    /// Line, counted from 1.
    pub line: usize,
    /// Column in characters, counted from 1.
    pub column: usize,
    /// What is wrong there, in plain words without a full stop.
    pub cause: String,
}

/// Why a JSON value is not one of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotOurJson {
    /// It is a list, a text or a number.
    #[error(
        "This JSON is not a story: it is no object. Import a file that Nightdesk exported as JSON."
    )]
    NoObject,
    /// It is an object of another kind.
    #[error(
        "This JSON is not a story of Nightdesk: it has no “schema” that begins with “nightdesk/”, nor a headline and a body. Import a file that Nightdesk exported as JSON."
    )]
    OtherSchema,
}

/// The JSON Schema (draft 2020-12) of the public JSON.
pub fn json_schema() -> Value {
    const FIRST: [&str; 4] = ["$schema", "$id", "title", "description"];
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut made = settings.into_generator().into_root_schema_for::<shape::StoryRecord>();
    made.insert("$id".to_owned(), "https://nightdesk.example/story-1.0.json".into());
    // What the schema is about comes first, for people who read it.
    let mut schema = Map::new();
    for name in FIRST {
        schema.extend(made.remove(name).map(|value| (name.to_owned(), value)));
    }
    if let Value::Object(rest) = made.to_value() {
        schema.extend(rest);
    }
    Value::Object(schema)
}

/// The story as JSON for everybody. The note to the desk, desk notes, comments, ignored findings
/// and confirmed exports are not in it.
pub fn to_json(story: &Story) -> Value {
    to_json_with(story, &|_| Vec::new())
}

/// Like [`to_json`], with the files in which each picture leaves the desk. They are no part of the
/// story, so that reading the JSON leaves them aside.
pub fn to_json_with(story: &Story, renditions: &dyn Fn(&Figure) -> Vec<Rendition>) -> Value {
    write::story(story, Audience::Public(renditions))
}

/// Reads our JSON. What does not fit its field is told in a notice and left out; ids are kept
/// where they are valid and nobody else has them. An error is JSON that is not ours at all.
pub fn from_json(value: &Value, ids: &mut Ids) -> Result<(Story, Vec<Notice>), NotOurJson> {
    let Value::Object(map) = value else { return Err(NotOurJson::NoObject) };
    let version = match map.get("schema") {
        Some(schema) => version(schema).ok_or(NotOurJson::OtherSchema)?,
        // Written by hand or by a script from our documentation.
        None if map.get("headline").is_some_and(Value::is_string)
            && map.get("body").is_some_and(Value::is_array) =>
        {
            VERSION
        }
        None => return Err(NotOurJson::OtherSchema),
    };
    let Outcome { story, mut notices, .. } = read::story(map.clone(), Source::Anywhere, ids);
    if newer(version) == Newer::Major {
        notices.insert(0, newer_notice(version, "Some of it may have been read wrongly."));
    }
    Ok((story, notices))
}

/// The story as RON: everything, one field a line, together with what this version did not know
/// when it read the file.
pub fn to_ron(story: &Story, unknown: &Unknown) -> String {
    let mut tree = write::story(story, Audience::Desk);
    unknown.put_back(&mut tree);
    ron_text::write(&tree)
}

/// Reads a story from RON. What does not fit its field is told in a notice and kept aside; an
/// error is a text that is damaged or no story at all.
pub fn from_ron(text: &str) -> Result<Read, RonProblem> {
    let not_a_story = |cause: &str| RonProblem { line: 1, column: 1, cause: cause.to_owned() };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let Value::Object(map) = ron_text::read(text)? else {
        return Err(not_a_story("this is not a story, which is a record in round brackets"));
    };
    let schema = map.get("schema").cloned().unwrap_or_default();
    let version = version(&schema).ok_or_else(|| {
        not_a_story("this is not a story of Nightdesk: it has no “schema”, such as nightdesk/1.0")
    })?;
    let mut ids = Ids::from_uuid(story_id(&map, text));
    let Outcome { story, mut unknown, mut notices } = read::story(map, Source::Desk, &mut ids);
    let newer = newer(version);
    if newer != Newer::No {
        let then = match newer {
            Newer::Major => "It can be read and exported here, but not saved.",
            _ => "What this version does not know is kept as it is.",
        };
        notices.insert(0, newer_notice(version, then));
        if let Value::String(schema) = schema {
            unknown.newer_schema(schema);
        }
    }
    Ok(Read { story, unknown, newer, notices })
}

/// A person as a tree of plain values, for the people library of the settings.
pub fn person_to_tree(person: &Person) -> Value {
    write::person(person)
}

/// A person from such a tree; `None` when it is no record at all.
pub fn person_from_tree(tree: Value) -> Option<Person> {
    match tree {
        Value::Object(map) => Some(read::person(map)),
        _ => None,
    }
}

/// A tree of plain values as RON in the layout of our files.
pub fn tree_to_ron(tree: &Value) -> String {
    ron_text::write(tree)
}

/// RON as a tree of plain values; size, depth and count are bounded.
pub fn tree_from_ron(text: &str) -> Result<Value, RonProblem> {
    ron_text::read(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// Major and minor of `nightdesk/1.0`.
fn version(schema: &Value) -> Option<(u32, u32)> {
    let (major, minor) = schema.as_str()?.strip_prefix("nightdesk/")?.split_once('.')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}

fn newer((major, minor): (u32, u32)) -> Newer {
    if major > VERSION.0 {
        Newer::Major
    } else if (major, minor) > VERSION {
        Newer::Minor
    } else {
        Newer::No
    }
}

fn newer_notice((major, minor): (u32, u32), then: &str) -> Notice {
    let message =
        format!("A newer version of Nightdesk wrote this story (format {major}.{minor}). {then}");
    Notice::new(NoticeKind::Doubtful, message)
}

/// The id that new ids of the file count up from: that of the story, else one made of the text, so
/// that a file opens with the same ids every time.
fn story_id(map: &Map<String, Value>, text: &str) -> Uuid {
    let asked = map.get("id").and_then(Value::as_str).and_then(|id| Uuid::try_parse(id).ok());
    asked.unwrap_or_else(|| {
        let hash: [u8; 32] = Sha256::digest(text.as_bytes()).into();
        let mut bytes = [0; 16];
        for (byte, from) in bytes.iter_mut().zip(hash) {
            *byte = from;
        }
        uuid::Builder::from_custom_bytes(bytes).into_uuid()
    })
}
