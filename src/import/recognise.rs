//! What a line of a published page or a wire is: byline, dateline, button, share bar, bio, …
//!
//! One line or one text in, what it is out. The words are data (`assets/import/*.ron`), the rules
//! here are about shape, so that they hold for pages that nobody has seen yet. Whoever calls knows
//! where on the page the line stood and decides what follows from it.
//!
//! Must not know: blocks, notices, markup, where a line came from.

mod bio;
mod byline;
mod dateline;
mod furniture;
mod label;
mod language;
mod link;
mod name;
mod picture;
mod shape;
mod time;
mod vocabulary;
mod wire;

pub(crate) use bio::{bio, merge};
pub(crate) use byline::{byline, people, signed_off};
pub(crate) use dateline::dateline;
pub(crate) use furniture::{Furniture, furniture, glued_furniture, small_print};
pub(crate) use label::{
    about_author, promo_phrase, promo_phrases, related_line, sign_off, tags_line, video_marker,
    without_site_name,
};
pub(crate) use language::language_of;
pub(crate) use link::{embed_provider, mark_bare_links};
pub(crate) use name::{is_name, is_names, is_outlet, is_role, proper_case};
pub(crate) use picture::{ImageMarker, image_marker, split_glued_caption};
pub(crate) use shape::{
    ends_a_sentence, fused_words, is_capitals, is_promo_line, is_section, is_subhead,
    lead_crumb_is_home, says_what_a_video_shows, words,
};
pub(crate) use time::{
    EmbargoTime, clock_time, embargo_time, is_month, place_and_date, publication_line,
    relative_time,
};
pub(crate) use wire::{MailHeader, Wire, mail_header, wire};
