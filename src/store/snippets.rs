//! Snippets: words that a desk writes again and again, such as boilerplate, bios and promos.
//!
//! `snippets.ron` in the desk folder, for all who share it, and in the settings folder:
//!
//! ```ron
//! [
//!     (name: "About the Mercury", text: "The *Made-up Mercury* is published daily."),
//!     (name: "Ada Quill", kind: "bio", text: "Ada Quill covers the coast."),
//!     (name: "Newsletter", kind: "promo", text: "The day in ten lines", url: "https://mercury.example/ten"),
//! ]
//! ```
//!
//! A text is Markdown: emphasis, links, lists, an empty line between grafs. `{date}` and
//! `{author}` are filled in. What is wrong with one snippet costs that one only.
//!
//! Must not know: where snippets go in a story.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;
use serde_json::Value;

use super::{Fill, ReadError, read_input};
use crate::import;
use crate::record;
use crate::story::{Block, BlockKind, Ids, Language, Link, MarkKind, Story};

const FILE: &str = "snippets.ron";
/// The most snippets of one file.
const MOST_SNIPPETS: usize = 2_000;
/// The most bytes of one snippet: a long page.
const MOST_BYTES: usize = 64 << 10;

/// What becomes of a snippet in a story.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SnippetKind {
    /// Grafs as they are.
    #[default]
    Text,
    /// Grafs in italics, as bios stand below a story.
    Bio,
    /// A promo with its address.
    Promo,
}

/// Words that are kept to be put into stories.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Snippet {
    /// What it is chosen by.
    pub name: String,
    /// What becomes of it.
    #[serde(default)]
    pub kind: SnippetKind,
    /// Its words, in Markdown.
    pub text: String,
    /// Where a promo leads.
    #[serde(default)]
    pub url: String,
}

/// Why snippets are not used, or one of them is not.
#[derive(Debug, thiserror::Error)]
pub enum SnippetError {
    /// The file cannot be read.
    #[error("The snippets were not read. {0}")]
    NotRead(#[from] ReadError),
    /// It is not written as it should be.
    #[error("The snippets were not read: {why}. {}", path.display())]
    NotWellFormed {
        /// Where and what.
        why: String,
        /// The file.
        path: PathBuf,
    },
    /// One of them is not written as it should be; the others are used.
    #[error("The snippet {which} is not used: {why}. {}", path.display())]
    One {
        /// Its name, or its number.
        which: String,
        /// What is wrong with it.
        why: String,
        /// The file.
        path: PathBuf,
    },
}

/// The snippets of a desk: those in its folder first, then those in the settings folder, each in
/// the order of its file. That there is no file is no error.
pub fn read_snippets(desk: &Path, settings: Option<&Path>) -> (Vec<Snippet>, Vec<SnippetError>) {
    let (mut snippets, mut errors) = (Vec::new(), Vec::new());
    for folder in [Some(desk), settings].into_iter().flatten() {
        let path = folder.join(FILE);
        match read_file(&path, &mut snippets, &mut errors) {
            Ok(()) | Err(SnippetError::NotRead(ReadError::NotThere { .. })) => {}
            Err(error) => errors.push(error),
        }
    }
    (snippets, errors)
}

fn read_file(
    path: &Path,
    snippets: &mut Vec<Snippet>,
    errors: &mut Vec<SnippetError>,
) -> Result<(), SnippetError> {
    let bytes = read_input(path)?;
    let wrong = |why: String| SnippetError::NotWellFormed { why, path: path.to_path_buf() };
    let text = String::from_utf8(bytes)
        .map_err(|_not_utf8| wrong("the file is no text (UTF-8)".to_owned()))?;
    let tree = record::tree_from_ron(&text).map_err(|problem| wrong(problem.to_string()))?;
    let Value::Array(items) = tree else {
        return Err(wrong("the file is no list; it begins with [ and ends with ]".to_owned()));
    };
    for (index, item) in items.into_iter().enumerate() {
        let name = item.get("name").and_then(Value::as_str).unwrap_or_default();
        let which = match name.chars().take(60).collect::<String>() {
            name if name.trim().is_empty() => format!("number {}", index + 1),
            name => format!("“{name}”"),
        };
        let read = match index {
            MOST_SNIPPETS.. => Err(format!("there are more than {MOST_SNIPPETS}")),
            _ => serde_json::from_value(item).map_err(|error| error.to_string()).and_then(checked),
        };
        let is_last = index >= MOST_SNIPPETS;
        match read {
            Ok(snippet) => snippets.push(snippet),
            Err(why) => {
                errors.push(SnippetError::One { which, why, path: path.to_path_buf() });
            }
        }
        if is_last {
            break;
        }
    }
    Ok(())
}

fn checked(snippet: Snippet) -> Result<Snippet, String> {
    let why = if snippet.name.trim().is_empty() {
        "it has no name"
    } else if snippet.text.trim().is_empty() {
        "it has no text"
    } else if snippet.text.len() > MOST_BYTES {
        "it is longer than a page"
    } else if snippet.kind == SnippetKind::Promo && snippet.url.trim().is_empty() {
        "a promo needs a url"
    } else if snippet.kind != SnippetKind::Promo && !snippet.url.is_empty() {
        "only a promo has a url; write [words](address) in the text"
    } else {
        return Ok(snippet);
    };
    Err(why.to_owned())
}

impl Snippet {
    /// The blocks that it puts into a story of this language.
    pub fn blocks(&self, fill: &Fill, language: &Language, ids: &mut Ids) -> Vec<Arc<Block>> {
        let mut story = Story::new(ids.story());
        story.language = language.clone();
        if self.kind == SnippetKind::Promo {
            let link = Link { title: self.text.trim().to_owned(), url: self.url.trim().to_owned() };
            story.body.push(ids.block(BlockKind::Promo(link)));
        } else {
            let read = import::paste(self.text.as_bytes(), import::Format::Markdown, ids);
            // A text that is there can be read; an empty one puts nothing anywhere.
            story.body = read.map(|read| read.story.body).unwrap_or_default();
        }
        fill.fill_in(&mut story);
        story.body.iter().map(|block| self.dressed(block)).collect()
    }

    fn dressed(&self, block: &Arc<Block>) -> Arc<Block> {
        match (&block.kind, self.kind) {
            (BlockKind::Paragraph(text), SnippetKind::Bio) => {
                let mut text = text.clone();
                text.mark(0..text.len(), MarkKind::Emphasis);
                Arc::new(Block { id: block.id, kind: BlockKind::Paragraph(text) })
            }
            _ => Arc::clone(block),
        }
    }
}
