//! Our own JSON: every field but the internal ones, as `nightdesk schema` describes it.
//!
//! Must not know: what a record looks like; [`crate::record`] does.

use super::html::Address;
use super::page::Page;
use super::pictures::{self, Offer};
use super::report::{Fate, Field, PictureField, lost};
use super::{File, Leaf, Options, Written};
use crate::record::{self, Rendition};
use crate::story::{AspectRatio, Figure, Story};

/// The format.
pub(super) const LEAF: Leaf = Leaf {
    word: "json",
    label: "Nightdesk JSON",
    extension: "json",
    is_folder: false,
    write,
    fate,
};

fn write(story: &Story, options: &Options<'_>) -> Written {
    let address = Address::of_story(story, options);
    let renditions = |figure: &Figure| renditions(figure, &address, options);
    let text = format!("{:#}\n", record::to_json_with(story, &renditions));
    let page = Page::of(story, options.credit_line);
    let shown = pictures::renditions_only(pictures::all(story, &page, options));
    (vec![File { path: "story.json".to_owned(), bytes: text.into_bytes() }], shown)
}

/// The files in which a picture leaves; originals stay with the story and are no renditions.
fn renditions(figure: &Figure, address: &Address, options: &Options<'_>) -> Vec<Rendition> {
    let list = |ratio: Option<AspectRatio>, offer: Offer| -> Vec<Rendition> {
        if offer.is_original() {
            return Vec::new();
        }
        let rendition = |file: &pictures::Offered| Rendition {
            href: address.of(&file.path),
            media_type: file.media_type,
            width_px: file.width_px,
            height_px: file.height_px,
            ratio: ratio.map(|ratio| format!("{}:{}", ratio.width, ratio.height)),
        };
        offer.files().iter().map(rendition).collect()
    };
    let whole = Offer::whole(figure, options).into_iter().flat_map(|offer| list(None, offer));
    let crops = Offer::crops(figure, options).into_iter();
    whole.chain(crops.flat_map(|(ratio, offer)| list(Some(ratio), offer))).collect()
}

#[expect(clippy::match_same_arms, reason = "the arms follow the parts of a story")]
fn fate(field: Field, _: &Story, options: &Options<'_>) -> Fate {
    match field {
        Field::Picture(_, PictureField::File(Some(media)))
            if pictures::is_made(&media, options) =>
        {
            Fate::CarriedAs(
                "its SHA-256, format and size, and renditions in media beside the file".to_owned(),
            )
        }
        Field::Picture(_, PictureField::File(None)) => lost("its file is not here"),
        Field::Picture(_, PictureField::File(Some(_))) => Fate::CarriedAs(
            "its SHA-256, format and size; the file stays with the story".to_owned(),
        ),
        Field::Picture(_, PictureField::NotDescribed) => lost(super::html::NOT_DESCRIBED),
        Field::Person(super::report::PersonField::Portrait(_)) => Fate::CarriedAs(
            "its SHA-256, format and size; the file stays with the story".to_owned(),
        ),
        Field::Internal => lost(super::html::DESK_ONLY),
        _ => Fate::Carried,
    }
}
