//! What this version does not know of a file, and how it gets back to its place.
//!
//! Reading a record leaves the fields over that nobody asked for, list items that did not fit, and
//! whole blocks of kinds that are not known yet. [`Unknown`] keeps them by their place; writing
//! puts them back unless the editor has taken the place away or something else stands there now.

use std::collections::{HashMap, HashSet, VecDeque};

use serde_json::{Map, Value};

use crate::story::BlockId;

/// What a newer version wrote that this one does not know; written back as it was.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Unknown {
    /// The version that wrote the file, when it is newer than ours.
    schema: Option<String>,
    /// Fields of this record.
    fields: Map<String, Value>,
    /// Records inside this one.
    inside: Vec<(Step, Self)>,
    /// Items of lists of this record.
    left_over: Vec<LeftOver>,
    /// Blocks of kinds that are not known, with the note that stands for each on the desk.
    blocks: Vec<Stored>,
}

/// How to get from a record to one inside it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Step {
    /// By the name of a field.
    Field(&'static str),
    /// By an item of a list.
    Item {
        /// The list.
        list: &'static str,
        /// Where it stood.
        index: usize,
        /// How long the list was.
        len: usize,
        /// What the item is known by, wherever it moves to.
        known_by: Option<String>,
    },
}

/// Items of a list that could not be read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct LeftOver {
    /// The list.
    pub(super) list: String,
    /// They make sense only while the record’s `text` is this: marks lie on bytes.
    pub(super) only_with: Option<String>,
    /// The items.
    pub(super) items: Vec<Value>,
}

/// A block of a kind that is not known.
#[derive(Clone, Debug, PartialEq)]
struct Stored {
    id: BlockId,
    stand_in: Value,
    original: Value,
}

impl Step {
    /// The step to an item of a list.
    pub(super) fn item(list: &'static str, index: usize, len: usize, item: &Value) -> Self {
        Self::Item { list, index, len, known_by: known_by(item) }
    }
}

impl Unknown {
    /// Whether there is nothing to keep.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    pub(super) fn newer_schema(&mut self, schema: String) {
        self.schema = Some(schema);
    }

    pub(super) fn keep(&mut self, name: &str, value: Value) {
        self.fields.insert(name.to_owned(), value);
    }

    pub(super) fn left_over(&mut self, items: LeftOver) {
        if !items.items.is_empty() {
            self.left_over.push(items);
        }
    }

    pub(super) fn inside(&mut self, step: Step, unknown: Self) {
        if !unknown.is_empty() {
            self.inside.push((step, unknown));
        }
    }

    /// Keeps a block of a kind that is not known; `stand_in` is what the desk sees in its place.
    pub(super) fn block(&mut self, id: BlockId, stand_in: Value, original: Value) {
        self.blocks.push(Stored { id, stand_in, original });
    }

    /// Puts what is kept back into a story’s tree.
    pub(super) fn put_back(&self, tree: &mut Value) {
        if let (Some(schema), Some(field)) = (&self.schema, tree.get_mut("schema")) {
            *field = Value::String(schema.clone());
        }
        self.merge(tree);
        self.put_back_blocks(tree);
    }

    // As deep as our own records are.
    fn merge(&self, tree: &mut Value) {
        let Value::Object(record) = tree else { return };
        let mut lists: Vec<(&str, Vec<(&Step, &Self)>)> = Vec::new();
        for (step, unknown) in &self.inside {
            match step {
                Step::Field(name) => {
                    if let Some(inside) = record.get_mut(*name) {
                        unknown.merge(inside);
                    }
                }
                Step::Item { list, .. } => match lists.last_mut() {
                    Some((name, steps)) if name == list => steps.push((step, unknown)),
                    _ => lists.push((list, vec![(step, unknown)])),
                },
            }
        }
        for (list, steps) in lists {
            if let Some(Value::Array(items)) = record.get_mut(list) {
                merge_items(items, &steps);
            }
        }
        for left in &self.left_over {
            let text = record.get("text").and_then(Value::as_str);
            if left.only_with.as_deref().is_some_and(|wanted| text != Some(wanted)) {
                continue;
            }
            let list = record.entry(left.list.clone()).or_insert_with(|| Value::Array(Vec::new()));
            if let Value::Array(items) = list {
                items.extend(left.items.iter().cloned());
            }
        }
        for (name, value) in &self.fields {
            if !record.contains_key(name) {
                record.insert(name.clone(), value.clone());
            }
        }
    }

    fn put_back_blocks(&self, tree: &mut Value) {
        if self.blocks.is_empty() {
            return;
        }
        let stored: HashMap<String, &Stored> =
            self.blocks.iter().map(|stored| (stored.id.to_string(), stored)).collect();
        let Some(Value::Array(body)) = tree.get_mut("body") else { return };
        for block in body {
            let id = block.get("id").and_then(Value::as_str);
            let Some(stored) = id.and_then(|id| stored.get(id)) else { continue };
            if *block == stored.stand_in {
                block.clone_from(&stored.original);
            }
        }
    }
}

/// Finds every item again, by what it is known by, else by its place in a list of the same length.
fn merge_items(items: &mut [Value], steps: &[(&Step, &Unknown)]) {
    let mut places: HashMap<String, VecDeque<usize>> = HashMap::new();
    for (index, item) in items.iter().enumerate() {
        if let Some(name) = known_by(item) {
            places.entry(name).or_default().push_back(index);
        }
    }
    let mut found = Vec::with_capacity(steps.len());
    let mut taken = HashSet::new();
    let mut lost = Vec::new();
    for (step, unknown) in steps {
        let Step::Item { index, len, known_by, .. } = step else { continue };
        let place = known_by
            .as_ref()
            .and_then(|name| places.get_mut(name))
            // Of several with one name, the one in the old place, else the first.
            .and_then(|places| match places.iter().position(|place| place == index) {
                Some(at) => places.remove(at),
                None => places.pop_front(),
            });
        match place {
            Some(place) => {
                taken.insert(place);
                found.push((place, *unknown));
            }
            None => lost.push((*index, *len, *unknown)),
        }
    }
    let same_place = lost
        .into_iter()
        .filter(|(index, len, _)| *len == items.len() && !taken.contains(index))
        .map(|(index, _, unknown)| (index, unknown));
    for (place, unknown) in found.into_iter().chain(same_place.collect::<Vec<_>>()) {
        if let Some(item) = items.get_mut(place) {
            unknown.merge(item);
        }
    }
}

/// What an item of a list is known by: its id, its picture, its name, its address, its time, its
/// words.
fn known_by(item: &Value) -> Option<String> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    if let Some(id) = item.get("id").and_then(Value::as_str) {
        // Ids are compared in one spelling.
        return Some(uuid::Uuid::try_parse(id).map_or_else(|_| id.to_owned(), |id| id.to_string()));
    }
    item.get("media")
        .and_then(|media| media.get("sha256"))
        .and_then(text)
        .or_else(|| {
            ["name", "url", "source_url", "ratio", "at"]
                .iter()
                .find_map(|name| item.get(name).and_then(text))
        })
        .or_else(|| item.get("text").and_then(|inner| inner.get("text")).and_then(text))
        .or_else(|| item.get("text").and_then(text))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// Unknown fields of the second of two people.
    fn about_ben() -> Unknown {
        let mut pronouns = Unknown::default();
        pronouns.keep("pronouns", json!("he"));
        let mut unknown = Unknown::default();
        unknown.inside(Step::item("bylines", 1, 2, &json!({"name": "Ben Quill"})), pronouns);
        unknown
    }

    #[test]
    fn what_is_not_known_follows_its_record() {
        let with = |names: &[&str]| {
            let people: Vec<_> = names.iter().map(|name| json!({"name": name})).collect();
            let mut tree = json!({ "bylines": people });
            about_ben().put_back(&mut tree);
            let people = tree["bylines"].as_array().unwrap();
            people.iter().position(|person| person.get("pronouns").is_some())
        };
        for (names, expected) in [
            (&["Ada Marsh", "Ben Quill"][..], Some(1)),
            (&["Ben Quill", "Ada Marsh"], Some(0)),
            (&["Ada Marsh", "Benjamin Quill"], Some(1)),
            (&["Ada Marsh"], None),
            (&["Ada Marsh", "Cleo Rand", "Dov Lark"], None),
            (&["Ben Quill"], Some(0)),
        ] {
            assert_eq!(with(names), expected, "{names:?}");
        }
    }

    #[test]
    fn what_stands_in_the_place_now_wins() {
        let mut unknown = Unknown::default();
        unknown.keep("kicker", json!(5));
        let mut tree = json!({"kicker": "Harbour"});
        unknown.put_back(&mut tree);
        assert_eq!(tree, json!({"kicker": "Harbour"}));
        let mut tree = json!({});
        unknown.put_back(&mut tree);
        assert_eq!(tree, json!({"kicker": 5}));
    }

    #[test]
    fn a_mark_that_is_not_known_stays_only_on_the_same_words() {
        let mut unknown = Unknown::default();
        unknown.left_over(LeftOver {
            list: "marks".to_owned(),
            only_with: Some("Rain".to_owned()),
            items: vec![json!({"start": 0, "end": 4, "kind": "highlight"})],
        });
        let mut same = json!({"text": "Rain"});
        unknown.put_back(&mut same);
        assert_eq!(same["marks"][0]["kind"], "highlight");
        let mut other = json!({"text": "Rain again"});
        unknown.put_back(&mut other);
        assert!(other.get("marks").is_none_or(|marks| marks == &json!([])));
    }
}
