//! Spelling: which words of a story no dictionary has, and which of these are likely slips.
//!
//! A word that is in no dictionary is no error yet: in news it is most likely a name. So spelling
//! is judged in two steps. [`unknown`] reads one text and keeps its unknown words, which the cache
//! holds by block; [`judge`] looks at those of the whole story, learns its names from furniture,
//! captions and capitals, and tells what is left.
//!
//! English is in the binary ([`english`]); dictionaries of other languages come from Hunspell
//! files that are handed in as a [`Lexicon`]. Until one is there, nothing is said.
//!
//! Must not know: where dictionaries are kept, findings, fixes.

mod dictionary;
mod english;
mod hunspell;
mod judge;
mod lexicon;
mod names;
mod near;
mod unknown;

pub use english::EnglishWord;
pub(super) use english::word as english_word;
pub use hunspell::{Hunspell, NotADictionary};
pub use lexicon::Lexicon;

pub(super) use dictionary::{Dictionary, Known};
pub(super) use judge::{Misspelling, judge};
pub(super) use near::{Memory, distance, near};
pub(super) use unknown::{Unknown, unknown};
