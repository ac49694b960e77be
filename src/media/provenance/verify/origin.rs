//! How a picture came into being, from the actions that its credentials list.
//!
//! An action may name a digital source type. Of the first, “created”, it says what the picture is;
//! of later ones, what was put in. Where a picture is made of others, theirs are asked as well.
//!
//! Must not know: who signed.

use std::collections::BTreeSet;

use c2pa::{Manifest, Reader, Relationship};
use serde_json::Value;

use crate::story::SourceType;

/// The most earlier versions and parts that are asked.
const MOST_ASKED: usize = 64;
const ACTIONS: &str = "c2pa.actions";
const CREATED: &str = "c2pa.created";
const SOURCE_TYPE: &str = "digitalSourceType";
const IPTC_SOURCE_TYPE: &str = "Iptc4xmpExt:DigitalSourceType";

/// What is said about a picture and about what went into it.
#[derive(Debug, Default)]
struct Said {
    /// What the picture is, or was before it was edited.
    whole: SourceType,
    /// What was put in later.
    parts: Vec<SourceType>,
}

/// How the picture of these credentials came into being, by all that they say.
pub(super) fn source_type(reader: &Reader, manifest: &Manifest) -> SourceType {
    let mut said = Said::default();
    let mut asked = BTreeSet::new();
    // Which to ask next, and whether it is the whole picture that it was.
    let mut next = vec![(manifest, true)];
    while let Some((manifest, is_whole)) = next.pop() {
        if asked.len() >= MOST_ASKED || !asked.insert(manifest.label().unwrap_or_default()) {
            continue;
        }
        said.hear(manifest, is_whole);
        for ingredient in manifest.ingredients() {
            let is_parent = match ingredient.relationship() {
                Relationship::ParentOf => true,
                Relationship::ComponentOf => false,
                // A prompt or a reference: the picture is not made of it.
                Relationship::InputTo => continue,
            };
            let earlier = ingredient.active_manifest().and_then(|label| reader.get_manifest(label));
            next.extend(earlier.map(|earlier| (earlier, is_whole && is_parent)));
        }
    }
    said.summed_up()
}

impl Said {
    fn hear(&mut self, manifest: &Manifest, is_whole: bool) {
        for assertion in manifest.assertions() {
            let Ok(value) = assertion.value() else { continue };
            if let Some(term) = value.get(IPTC_SOURCE_TYPE).and_then(Value::as_str) {
                self.note(SourceType::from_term(term), is_whole);
            }
            if !assertion.label().starts_with(ACTIONS) {
                continue;
            }
            let actions = value.get("actions").and_then(Value::as_array);
            for action in actions.into_iter().flatten() {
                let Some(term) = action.get(SOURCE_TYPE).and_then(Value::as_str) else { continue };
                let is_created = action.get("action").and_then(Value::as_str) == Some(CREATED);
                self.note(SourceType::from_term(term), is_whole && is_created);
            }
        }
    }

    fn note(&mut self, kind: SourceType, is_whole: bool) {
        if is_whole && self.whole == SourceType::Unknown {
            self.whole = kind;
        } else {
            self.parts.push(kind);
        }
    }

    fn summed_up(self) -> SourceType {
        let any = |wanted: fn(&SourceType) -> bool| self.parts.iter().any(wanted);
        if self.whole == SourceType::Generated {
            SourceType::Generated
        } else if self.whole.is_generated() || any(SourceType::is_generated) {
            SourceType::PartlyGenerated
        } else if any(|part| *part == SourceType::Composite) {
            SourceType::Composite
        } else {
            self.whole
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Said;
    use crate::story::SourceType::{
        self, Captured, Composite, Generated, Other, PartlyGenerated, Unknown,
    };

    #[test]
    fn what_went_in_later_counts() {
        let other = || Other("http://cv.example/drawn".to_owned());
        let cases: [(SourceType, Vec<SourceType>, SourceType); 9] = [
            (Unknown, vec![], Unknown),
            (Captured, vec![], Captured),
            (Generated, vec![Captured], Generated),
            (Captured, vec![Generated], PartlyGenerated),
            (Captured, vec![other(), PartlyGenerated], PartlyGenerated),
            (PartlyGenerated, vec![Composite], PartlyGenerated),
            (Captured, vec![Composite], Composite),
            (Composite, vec![Captured], Composite),
            (other(), vec![], other()),
        ];
        for (whole, parts, expected) in cases {
            let what = format!("{whole:?} {parts:?}");
            let said = Said { whole, parts };
            assert_eq!(said.summed_up(), expected, "{what}");
        }
    }
}
