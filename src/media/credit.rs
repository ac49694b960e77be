//! Caption and credit: split, parsed, and rendered in house format.
//!
//! ```
//! use nightdesk::media::credit::{Template, parse, render, split_caption};
//! use nightdesk::story::RichText;
//!
//! let pasted = RichText::plain("Ferries in the harbour. (Photo by KIT ORME/POOL/AFP via Getty Images)");
//! let (caption, credit) = split_caption(&pasted);
//! assert_eq!(caption.as_str(), "Ferries in the harbour.");
//! assert_eq!(credit.creators, ["Kit Orme"]);
//! assert_eq!(render(&credit, &Template::default()), "Kit Orme/AFP via Getty Images, Pool");
//!
//! // A sentence is no credit: its words are kept, and the credit says that it is not understood.
//! assert!(parse("Seen from the river at dawn").creators.is_empty());
//! ```
//!
//! Precision over recall: a wrong name under a picture is a correction, a line that was not
//! understood is one glance of an editor. The words that credits are made of are a table,
//! `assets/credits.ron`; new agencies and labels go there.
//!
//! Must not know: files, settings, how a page marks its captions.

mod line;
mod names;
mod parties;
mod split;
mod table;
mod template;
mod tokens;

use crate::story::Credit;

pub use split::split_caption;
pub use template::{DEFAULT_TEMPLATE, Template, TemplateError, render};

/// Reads a credit line, such as `(AP Photo/Kit Orme, File)`.
///
/// The verbatim text is always kept, letter for letter. Names in capitals only come in proper
/// case, agencies in the spelling of the table. When it is not certain who is who, or when a
/// licence asks to be named word for word (Creative Commons), the other parts stay empty and
/// [`Credit::state`] says that the line is not parsed.
pub fn parse(line: &str) -> Credit {
    let parts = line::read(line).map(|reading| reading.credit).unwrap_or_default();
    Credit { verbatim: line.to_owned(), ..parts }
}

/// An agency or outlet in the spelling of the table, `Reuters` for `REUTERS`; `None` if it is not in
/// it.
pub(super) fn agency(name: &str) -> Option<String> {
    let tidy = tokens::tidy(name);
    let words: Vec<&str> = tidy.split(' ').collect();
    table::TABLE.known(&words).map(|known| known.name.to_owned())
}

/// A person’s name in proper case; `None` if the words do not look like one.
pub(super) fn person(name: &str) -> Option<String> {
    let tidy = tokens::tidy(name);
    let words: Vec<&str> = tidy.split(' ').collect();
    names::person(&words)
}

/// Whether the words say that nobody is to be named: `Stringer`.
pub(super) fn is_anonymous(name: &str) -> bool {
    let tidy = tokens::tidy(name);
    let words: Vec<&str> = tidy.split(' ').collect();
    table::TABLE.meaning(&words) == Some(table::Meaning::Anonymous)
}

/// How many words at the start say that a credit follows: two of `Photo by Kit Orme`, none of
/// `Kit Orme`. Says also whether the last of them is a word such as `by`.
pub(super) fn label_words(words: &[&str]) -> (usize, bool) {
    let Some((count, table::Meaning::Label)) = table::TABLE.leading(words) else {
        return (0, false);
    };
    let by = words.get(count).is_some_and(|word| table::TABLE.by.has(word));
    (count + usize::from(by), by)
}
