//! Dictionaries of other languages, and the words of the house, from disk.
//!
//! English is in the binary. Hunspell's files are looked for in the settings folder, then where
//! the system keeps them. Reading one takes some 30 ms: on the thread that checks, once for each
//! language.
//!
//! Must not know: what is wrong with a word.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use encoding_rs::Encoding;

use super::{ReadError, read_input};
use crate::check::{Hunspell, Lexicon};
use crate::story::Language;

/// Where dictionaries and the words of the house may be, beside the system's usual places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelf {
    /// A folder with `de_DE.aff` and `de_DE.dic`.
    pub dictionaries: Option<PathBuf>,
    /// A list, one word or name a line; lines that begin with `#` are remarks.
    pub house_words: Option<PathBuf>,
}

/// Where systems keep Hunspell's files.
const SYSTEM_FOLDERS: [&str; 8] = [
    "/usr/share/hunspell",
    "/usr/share/myspell",
    "/usr/share/myspell/dicts",
    "/usr/local/share/hunspell",
    "/run/current-system/sw/share/hunspell",
    "/Library/Spelling",
    "/opt/homebrew/share/hunspell",
    "C:\\Program Files\\LibreOffice\\share\\extensions\\dict-en",
];

/// Regions whose dictionary serves where the story names none, or one that is not there.
const USUAL_REGIONS: [(&str, &str); 12] = [
    ("de", "DE"),
    ("fr", "FR"),
    ("es", "ES"),
    ("it", "IT"),
    ("pt", "PT"),
    ("nl", "NL"),
    ("pl", "PL"),
    ("sv", "SE"),
    ("da", "DK"),
    ("nb", "NO"),
    ("cs", "CZ"),
    ("uk", "UA"),
];

/// No dictionary is larger; a file that is was put there to do harm.
const MOST_BYTES: usize = 32 << 20;
/// A list of a house that is longer is no list of a house.
const MOST_HOUSE_WORDS: usize = 200_000;

/// Puts into the lexicon what a story's language needs and what it lacks, as far as it is found.
/// What is not found is not looked for again.
pub fn fill_lexicon(lexicon: &mut Lexicon, language: &Language, shelf: &Shelf) {
    if lexicon.wants_house_words() {
        let words = shelf.house_words.as_deref().map(house_words).unwrap_or_default();
        lexicon.set_house_words(words);
    }
    if !lexicon.wants(language) {
        return;
    }
    let own = shelf.dictionaries.iter().map(PathBuf::as_path);
    let folders = own.chain(SYSTEM_FOLDERS.iter().map(Path::new));
    match folders.into_iter().find_map(|folder| read_from(folder, language)) {
        Some(dictionary) => lexicon.add(language, Arc::new(dictionary)),
        None => lexicon.give_up(language),
    }
}

/// Why a word is not on the list of the house.
#[derive(Debug, thiserror::Error)]
pub enum TeachError {
    /// The list cannot be read, so that nothing is written to it.
    #[error("The word was not put on the list of the house. {0}")]
    NotRead(#[from] ReadError),
    /// It cannot be written.
    #[error("The word was not put on the list of the house: {cause}. {}", path.display())]
    NotWritten {
        /// The list.
        path: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
}

/// Puts a word at the end of the list of the house, unless it is there. Others may write to the
/// same file: nothing of it is written again.
pub fn add_house_word(file: &Path, word: &str) -> Result<(), TeachError> {
    let word = word.split_whitespace().collect::<Vec<_>>().join(" ");
    let before = match read_input(file) {
        Ok(bytes) => bytes,
        Err(error) if !file.exists() => {
            tracing::debug!(%error, "a new list of house words");
            Vec::new()
        }
        Err(error) => return Err(error.into()),
    };
    if word.is_empty() || String::from_utf8_lossy(&before).lines().any(|line| line.trim() == word) {
        return Ok(());
    }
    let gap = if before.last().is_none_or(|last| *last == b'\n') { "" } else { "\n" };
    append(file, &format!("{gap}{word}\n"))
        .map_err(|cause| TeachError::NotWritten { path: file.to_path_buf(), cause })
}

fn append(file: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut open = std::fs::OpenOptions::new().create(true).append(true).open(file)?;
    open.write_all(text.as_bytes())?;
    open.sync_all()
}

fn read_from(folder: &Path, language: &Language) -> Option<Hunspell> {
    names(language).iter().find_map(|name| {
        let rules = text(&folder.join(format!("{name}.aff")), None)?;
        let encoding = encoding(&rules);
        let rules = text(&folder.join(format!("{name}.aff")), encoding)?;
        let words = text(&folder.join(format!("{name}.dic")), encoding)?;
        match Hunspell::new(&rules, &words) {
            Ok(dictionary) => Some(dictionary),
            Err(why) => {
                tracing::warn!("{why} {}", folder.join(name).display());
                None
            }
        }
    })
}

/// What the files of a language may be called: `de_AT`, then `de_DE`, then `de`.
fn names(language: &Language) -> Vec<String> {
    let primary = language.primary();
    let mut names = Vec::new();
    if let Some(region) = language.tag().split('-').nth(1).filter(|part| part.len() == 2) {
        names.push(format!("{primary}_{}", region.to_ascii_uppercase()));
    }
    if let Some((_, region)) = USUAL_REGIONS.iter().find(|(language, _)| *language == primary) {
        names.push(format!("{primary}_{region}"));
    }
    names.push(primary.clone());
    names.dedup();
    names
}

/// The encoding that a file of rules says it has.
fn encoding(rules: &str) -> Option<&'static Encoding> {
    let line = rules.lines().find_map(|line| line.trim().strip_prefix("SET "))?;
    Encoding::for_label(line.trim().as_bytes())
}

/// A file's text; in UTF-8 where it does not say otherwise.
fn text(path: &Path, encoding: Option<&'static Encoding>) -> Option<String> {
    let bytes = read_input(path).ok().filter(|bytes| bytes.len() <= MOST_BYTES)?;
    let (text, _, _) = encoding.unwrap_or(encoding_rs::UTF_8).decode(&bytes);
    Some(text.into_owned())
}

fn house_words(path: &Path) -> BTreeSet<String> {
    let text = text(path, None).unwrap_or_default();
    let lines = text.lines().map(str::trim);
    let words = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    words.take(MOST_HOUSE_WORDS).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(tag: &str) -> Language {
        Language::new(tag).unwrap()
    }

    #[test]
    fn a_dictionary_of_the_settings_folder_is_found_in_its_own_encoding() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("nb_NO.aff"), b"SET ISO8859-1\n").unwrap();
        std::fs::write(folder.path().join("nb_NO.dic"), b"1\nb\xe5t\n").unwrap();
        let words = folder.path().join("words.txt");
        std::fs::write(&words, "# ours\nQuayling\n\n").unwrap();
        let shelf =
            Shelf { dictionaries: Some(folder.path().to_path_buf()), house_words: Some(words) };
        let mut lexicon = Lexicon::default();
        fill_lexicon(&mut lexicon, &language("nb"), &shelf);
        assert!(lexicon.speaks(&language("nb-NO")) && !lexicon.wants_house_words());
        fill_lexicon(&mut lexicon, &language("xx"), &shelf);
        assert!(!lexicon.speaks(&language("xx")) && !lexicon.wants(&language("xx")));
    }

    #[test]
    fn a_word_of_the_house_stands_on_its_list_once() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("shared/words.txt");
        for word in ["Quayling", " Port  Merrick ", "Quayling", ""] {
            add_house_word(&file, word).unwrap();
        }
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "Quayling\nPort Merrick\n");
        std::fs::write(&file, "# without an end").unwrap();
        add_house_word(&file, "Holm").unwrap();
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "# without an end\nHolm\n");
        let problem = add_house_word(folder.path(), "Holm").unwrap_err().to_string();
        assert!(problem.contains("list of the house"), "{problem}");
    }

    #[test]
    fn the_region_of_the_story_comes_first() {
        assert_eq!(names(&language("de-AT")), ["de_AT", "de_DE", "de"]);
        assert_eq!(names(&language("de-DE")), ["de_DE", "de"]);
        assert_eq!(names(&language("eo")), ["eo"]);
    }
}
