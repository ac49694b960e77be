//! Our own JSON: every field but the internal ones, as `nightdesk schema` describes it.
//!
//! Must not know: what a record looks like; [`crate::record`] does.

use super::report::{Fate, Field, PictureField, lost};
use super::{File, Leaf, Options, Written};
use crate::record;
use crate::story::Story;

/// The format.
pub(super) const LEAF: Leaf = Leaf {
    word: "json",
    label: "Nightdesk JSON",
    extension: "json",
    is_folder: false,
    write,
    fate,
};

fn write(story: &Story, _: &Options<'_>) -> Written {
    let text = format!("{:#}\n", record::to_json(story));
    (vec![File { path: "story.json".to_owned(), bytes: text.into_bytes() }], Vec::new())
}

#[expect(clippy::match_same_arms, reason = "the arms follow the parts of a story")]
fn fate(field: Field, _: &Story, _: &Options<'_>) -> Fate {
    match field {
        Field::Picture(_, PictureField::File(None)) => lost("its file is not here"),
        Field::Picture(_, PictureField::File(Some(_))) => Fate::CarriedAs(
            "its SHA-256, format and size; the file stays with the story".to_owned(),
        ),
        Field::Picture(_, PictureField::NotDescribed) => lost(super::html::NOT_DESCRIBED),
        Field::Person(super::report::PersonField::Portrait) => Fate::CarriedAs(
            "its SHA-256, format and size; the file stays with the story".to_owned(),
        ),
        Field::Internal => lost(super::html::DESK_ONLY),
        _ => Fate::Carried,
    }
}
