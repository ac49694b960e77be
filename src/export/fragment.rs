//! The body alone as markup, to paste into a content system.
//!
//! Blocks and published notes; no header, no style, no script, no classes.
//!
//! Must not know: the other formats, but for the blocks of the page.

use maud::html;

use super::html::{
    Address, DESK_ONLY, END, Look, NOT_DESCRIBED, UNSAFE_LINK, block, block_fate, mark_fate, note,
};
use super::page::Page;
use super::report::{Fate, Field, PictureField, Seat, carried_as, lost};
use super::{File, Leaf, Options, Unmade, Written, pictures};
use crate::media::rendition::Encoding;
use crate::story::{FigureAt, MediaRef, Story};

/// The format.
pub(super) const LEAF: Leaf = Leaf {
    word: "html-fragment",
    label: "HTML fragment for a content system",
    extension: "html",
    is_folder: false,
    write,
    fate,
};

/// Writes the fragment.
pub(super) fn write(story: &Story, options: &Options<'_>) -> Written {
    let text = markup(story, options);
    let file = File { path: "fragment.html".to_owned(), bytes: text.into_bytes() };
    let page = Page::of(story, options.credit_line);
    let in_body = page.pictures().filter(|picture| picture.at != FigureAt::Lead);
    let named = |_: &_, file: &pictures::Offered| file.encoding == Some(Encoding::Jpeg);
    (vec![file], pictures::beside(in_body, options, &named))
}

/// The body and the published notes, one block a line.
pub(super) fn markup(story: &Story, options: &Options<'_>) -> String {
    let page = Page::of(story, options.credit_line);
    let address = Address::of_story(story, options);
    let to = |path: &str| address.of(path);
    // Nobody knows what the fragment will stand in; most pages run from left to right.
    let look =
        Look { options, address: &to, styled: false, words: page.words, in_right_to_left: false };
    html! {
        @for shown in &page.body { (block(&shown.part, &look)) (END) }
        @for shown in &story.notes { (note(shown, &look)) (END) }
    }
    .into_string()
}

const BODY_ALONE: &str = "the fragment is the body alone";

fn fate(field: Field, story: &Story, options: &Options<'_>) -> Fate {
    match field {
        Field::Slug if Address::of_story(story, options).story.is_some() && has_pictures(story) => {
            carried_as("a part of the addresses of its pictures")
        }
        Field::Picture(Seat { lead: true, .. }, _)
        | Field::Person(_)
        | Field::Section
        | Field::Kicker
        | Field::Headline
        | Field::WebHeadline
        | Field::SocialHeadline
        | Field::PushHeadline
        | Field::Standfirst
        | Field::DatelinePlace
        | Field::DatelineDate
        | Field::Updated
        | Field::Slug
        | Field::Language
        | Field::TagName
        | Field::TagCode
        | Field::RelatedStory
        | Field::RelatedWithoutAddress => lost(BODY_ALONE),
        Field::Id
        | Field::Created
        | Field::Status
        | Field::Embargo
        | Field::Deadline
        | Field::TargetWords
        | Field::SourceUrl
        | Field::Internal => lost(DESK_ONLY),
        Field::Picture(seat, part) => picture_fate(seat, part, options),
        Field::Block(block) => block_fate(block),
        Field::Mark(mark) => mark_fate(mark),
        Field::UnsafeLink => lost(UNSAFE_LINK),
        Field::Note(_) => carried_as("a note below the body"),
    }
}

fn has_pictures(story: &Story) -> bool {
    let mut figures = story.figures().into_iter();
    figures.any(|(at, figure)| at != FigureAt::Lead && figure.media.is_some())
}

/// What becomes of a picture’s file beside a single file that names it.
pub(super) fn file_fate(media: &MediaRef, options: &Options<'_>) -> Fate {
    match (pictures::is_made(media, options), options.originals.get(&media.id)) {
        (_, Some(Unmade::Unreadable(why))) => Fate::CarriedAs(format!(
            "the address of its original, which stays with the story: {why}"
        )),
        (_, Some(Unmade::Missing(why))) => {
            Fate::CarriedAs(format!("the address of a file that is not here: {why}"))
        }
        (true, None) => carried_as("smaller copies with its credit, in media beside the file"),
        (false, None) => carried_as("an address; the file stays with the story"),
    }
}

fn picture_fate(seat: Seat, part: PictureField, options: &Options<'_>) -> Fate {
    use PictureField as P;
    match part {
        P::File(None) => lost("its file is not here; caption and credit stand without it"),
        P::File(Some(media)) => file_fate(&media, options),
        P::Caption | P::UnparsedCredit => Fate::Carried,
        P::Credit => carried_as("a line in house format"),
        P::CreditVerbatim => lost("the line in house format stands in its place"),
        P::Alt if seat.has_file => Fate::Carried,
        P::Decorative if seat.has_file => carried_as("an empty alt text"),
        P::Alt | P::Decorative => lost("the picture’s file is not here"),
        P::NotDescribed => lost(NOT_DESCRIBED),
        P::FocalPoint
        | P::Crops
        | P::Expiry
        | P::Provenance
        | P::SourceType
        | P::FileCopyright
        | P::Persons => lost("a fragment has no place for it"),
        P::UsageTerms | P::FileSays | P::SourceUrl => lost(DESK_ONLY),
    }
}
