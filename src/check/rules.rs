//! Every rule: one file, one `mod` line and one line in the list.
//!
//! A rule file holds a `RULE` and the functions that it looks with; its table of examples is
//! `tests/fixtures/check/<id>.ron`, which `tests/check.rs` demands for every rule of the list.
//! Findings in one place are told in the order of the list.

mod a_an;
mod alt_file_name;
mod alt_image_of;
mod alt_is_caption;
mod alt_missing;
mod apostrophe;
mod bio_missing;
mod byline_missing;
mod caption_duplicate;
mod caption_missing;
mod confusable;
mod credit_missing;
mod credit_unparsed;
mod double_space;
mod dialect_spelling;
mod doubled_word;
mod embargo_broken;
mod embargo_passed;
mod full_stop_in_heading;
mod furniture_left;
mod graf_empty;
mod graf_long;
mod headline_long;
mod headline_missing;
mod held_without_note;
mod killed_without_note;
mod link_says_here;
mod link_unsafe;
mod link_without_address;
mod link_without_words;
mod misspelling;
mod picture_expired;
mod picture_expiring;
mod picture_missing;
mod placeholder;
mod quotes_unbalanced;
mod set_phrase;
mod slug_missing;
mod slug_spaces;
mod space_before_stop;
mod split_word;
mod standfirst_missing;
mod tags_missing;
mod verb_form;

use super::Rule;

/// The list.
pub(super) static ALL: &[Rule] = &[
    // Furniture
    headline_missing::RULE,
    headline_long::RULE,
    standfirst_missing::RULE,
    slug_missing::RULE,
    slug_spaces::RULE,
    // Pictures
    picture_missing::RULE,
    picture_expired::RULE,
    picture_expiring::RULE,
    caption_missing::RULE,
    caption_duplicate::RULE,
    credit_missing::RULE,
    credit_unparsed::RULE,
    alt_missing::RULE,
    alt_is_caption::RULE,
    alt_file_name::RULE,
    alt_image_of::RULE,
    // Spelling
    misspelling::RULE,
    dialect_spelling::RULE,
    split_word::RULE,
    // Grammar
    confusable::RULE,
    apostrophe::RULE,
    verb_form::RULE,
    set_phrase::RULE,
    a_an::RULE,
    // Words
    placeholder::RULE,
    furniture_left::RULE,
    quotes_unbalanced::RULE,
    doubled_word::RULE,
    space_before_stop::RULE,
    double_space::RULE,
    graf_empty::RULE,
    graf_long::RULE,
    full_stop_in_heading::RULE,
    // Links
    link_unsafe::RULE,
    link_without_address::RULE,
    link_without_words::RULE,
    link_says_here::RULE,
    // People, tags, status
    byline_missing::RULE,
    bio_missing::RULE,
    tags_missing::RULE,
    embargo_broken::RULE,
    embargo_passed::RULE,
    held_without_note::RULE,
    killed_without_note::RULE,
];

/// The tables of words with the neighbours that give them away, for the tests of the tables.
#[cfg(test)]
pub(super) const TABLES: [(&str, &str); 5] = [
    ("confusables", confusable::SOURCE),
    ("apostrophes", apostrophe::SOURCE),
    ("verb-forms", verb_form::SOURCE),
    ("phrases", set_phrase::SOURCE),
    ("split-words", split_word::SOURCE),
];
