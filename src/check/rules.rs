//! Every rule: one file, one `mod` line and one line in the list.
//!
//! A rule file holds a `RULE` and the functions that it looks with; its table of examples is
//! `tests/fixtures/check/<id>.ron`, which `tests/check.rs` demands for every rule of the list.
//! Findings in one place are told in the order of the list.

mod a_an;
mod age_date_mismatch;
mod age_drift;
mod agency_capitals;
mod ai_label;
mod alt_decorative;
mod alt_file_name;
mod alt_form;
mod alt_image_of;
mod alt_is_caption;
mod alt_missing;
mod alt_too_long;
mod alt_too_short;
mod altered_since_signing;
mod apostrophe;
mod arithmetic;
mod bio_missing;
mod bio_name;
mod byline_bio_drift;
mod byline_by;
mod byline_missing;
mod caption_duplicate;
mod caption_file_undated;
mod caption_full_stop;
mod caption_left_right;
mod caption_long;
mod caption_missing;
mod caption_person_unmentioned;
mod caption_place_date;
mod caption_repeats_lede;
mod caption_sentence;
mod caption_tense;
mod caption_thin;
mod confusable;
mod correction_wording;
mod credit_capitals;
mod credit_chain;
mod credit_doubled;
mod credit_format;
mod credit_in_caption;
mod credit_incomplete;
mod credit_marker;
mod credit_missing;
mod credit_name_drift;
mod credit_unparsed;
mod crop_cuts_focal_point;
mod date_arithmetic;
mod date_drift;
mod date_impossible;
mod date_order;
mod date_weekday;
mod dialect_spelling;
mod double_space;
mod doubled_word;
mod embargo_broken;
mod embargo_passed;
mod first_mention_bare;
mod full_stop_in_heading;
mod furniture_left;
mod graf_empty;
mod graf_long;
mod headline_long;
mod headline_missing;
mod held_without_note;
mod house_style;
mod killed_without_note;
mod link_says_here;
mod link_unsafe;
mod link_without_address;
mod link_without_words;
mod measure_conversion;
mod misspelling;
mod money_doubled_unit;
mod money_drift;
mod money_malformed;
mod money_thousand;
mod name_spelling;
mod number_drift;
mod number_impossible;
mod number_malformed;
mod number_starts_sentence;
mod number_style;
mod percent_arithmetic;
mod percent_points;
mod percent_sum;
mod picture_expired;
mod picture_expiring;
mod picture_missing;
mod placeholder;
mod quotes_unbalanced;
mod range_style;
mod score_drift;
mod sentence_long;
mod set_phrase;
mod slug_drift;
mod slug_missing;
mod slug_name_drift;
mod slug_spaces;
mod space_before_stop;
mod split_word;
mod standfirst_missing;
mod standfirst_repeats;
mod sum_wrong;
mod surname_after_first;
mod surname_short;
mod tag_duplicate;
mod tag_form;
mod tags_missing;
mod thousands_comma;
mod time_arithmetic;
mod time_impossible;
mod verb_form;

use super::Rule;

/// The list.
pub(super) static ALL: &[Rule] = &[
    // Furniture
    headline_missing::RULE,
    headline_long::RULE,
    standfirst_missing::RULE,
    standfirst_repeats::RULE,
    slug_missing::RULE,
    slug_spaces::RULE,
    // Pictures
    picture_missing::RULE,
    picture_expired::RULE,
    picture_expiring::RULE,
    altered_since_signing::RULE,
    caption_missing::RULE,
    caption_duplicate::RULE,
    ai_label::RULE,
    caption_person_unmentioned::RULE,
    caption_thin::RULE,
    caption_sentence::RULE,
    caption_tense::RULE,
    caption_left_right::RULE,
    caption_place_date::RULE,
    caption_repeats_lede::RULE,
    caption_file_undated::RULE,
    caption_long::RULE,
    caption_full_stop::RULE,
    credit_missing::RULE,
    credit_unparsed::RULE,
    credit_in_caption::RULE,
    credit_doubled::RULE,
    credit_incomplete::RULE,
    credit_capitals::RULE,
    agency_capitals::RULE,
    credit_format::RULE,
    credit_marker::RULE,
    credit_chain::RULE,
    credit_name_drift::RULE,
    alt_missing::RULE,
    alt_is_caption::RULE,
    alt_file_name::RULE,
    alt_image_of::RULE,
    alt_too_short::RULE,
    alt_too_long::RULE,
    alt_form::RULE,
    alt_decorative::RULE,
    crop_cuts_focal_point::RULE,
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
    sentence_long::RULE,
    full_stop_in_heading::RULE,
    house_style::RULE,
    // Numbers, dates, money
    date_impossible::RULE,
    date_order::RULE,
    date_weekday::RULE,
    arithmetic::RULE,
    number_impossible::RULE,
    percent_arithmetic::RULE,
    percent_points::RULE,
    percent_sum::RULE,
    sum_wrong::RULE,
    time_arithmetic::RULE,
    date_arithmetic::RULE,
    time_impossible::RULE,
    number_malformed::RULE,
    money_malformed::RULE,
    money_doubled_unit::RULE,
    money_thousand::RULE,
    range_style::RULE,
    number_starts_sentence::RULE,
    thousands_comma::RULE,
    measure_conversion::RULE,
    number_style::RULE,
    number_drift::RULE,
    money_drift::RULE,
    age_drift::RULE,
    age_date_mismatch::RULE,
    slug_drift::RULE,
    date_drift::RULE,
    score_drift::RULE,
    // Names
    name_spelling::RULE,
    slug_name_drift::RULE,
    first_mention_bare::RULE,
    surname_short::RULE,
    surname_after_first::RULE,
    // Links
    link_unsafe::RULE,
    link_without_address::RULE,
    link_without_words::RULE,
    link_says_here::RULE,
    // People, tags, status
    byline_missing::RULE,
    byline_bio_drift::RULE,
    byline_by::RULE,
    bio_missing::RULE,
    bio_name::RULE,
    tags_missing::RULE,
    tag_duplicate::RULE,
    tag_form::RULE,
    embargo_broken::RULE,
    embargo_passed::RULE,
    held_without_note::RULE,
    correction_wording::RULE,
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
