//! What the list of stories shows of each, which stories it shows, and in which order.
//!
//! Must not know: the index.

use std::cmp::Ordering;
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use icu_normalizer::DecomposingNormalizerBorrowed;

use super::super::Holder;
use crate::story::{Language, Status, StoryId};

/// A story as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its folder.
    pub folder: PathBuf,
    /// Whether it lies in the archive.
    pub is_archived: bool,
    /// Its id; `None` where it cannot be read.
    pub id: Option<StoryId>,
    /// Its slug; the name of the folder where it cannot be read.
    pub slug: String,
    /// Its headline.
    pub headline: String,
    /// How far along the desk it is.
    pub status: Status,
    /// Its section.
    pub section: String,
    /// When the desk must let go of it.
    pub deadline: Option<DateTime<Utc>>,
    /// Not to be published before this time.
    pub embargo: Option<DateTime<Utc>>,
    /// When it was last saved with changes.
    pub updated: DateTime<Utc>,
    /// Words of its body.
    pub words: u32,
    /// How many words the page has room for.
    pub target_words: Option<u32>,
    /// The names of its byline.
    pub bylines: Vec<String>,
    /// The language of the copy.
    pub language: Language,
    /// Why it cannot be read, in plain words. Everything else then is what its folder tells.
    pub error: Option<String>,
    /// Who has it open, as far as was known at the last scan.
    pub who_has_it: Option<Holder>,
}

impl Row {
    /// The headline, or the slug where there is none yet.
    pub fn title(&self) -> &str {
        if self.headline.trim().is_empty() { &self.slug } else { &self.headline }
    }
}

/// Which stories are shown, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Where they lie.
    pub drawer: Drawer,
    /// Of these statuses; all when empty.
    pub statuses: Vec<Status>,
    /// Of these sections, as written; all when empty.
    pub sections: Vec<String>,
    /// With these words, as they are typed into the search field.
    pub words: String,
    /// By which column.
    pub sort: Column,
    /// From the end of the alphabet, the latest time, the highest number.
    pub is_descending: bool,
}

impl Query {
    /// The stories with these words.
    pub fn with_words(words: impl Into<String>) -> Self {
        Self { words: words.into(), ..Self::default() }
    }
}

/// Where stories lie.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Drawer {
    /// On the desk.
    #[default]
    Desk,
    /// In the archive.
    Archive,
    /// Anywhere.
    Both,
}

/// A column of the list.
#[expect(missing_docs, reason = "each is the field of `Row` of the same name")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    Slug,
    Headline,
    Status,
    Section,
    Deadline,
    Embargo,
    #[default]
    Updated,
    Words,
    TargetWords,
    Bylines,
    Language,
    WhoHasIt,
    Error,
    Folder,
}

/// Puts rows in order. What has nothing in the column comes last either way; equals go by slug and
/// folder.
pub(super) fn sort(rows: &mut Vec<Row>, by: Column, is_descending: bool) {
    let mut keyed: Vec<_> = std::mem::take(rows)
        .into_iter()
        .map(|row| ((key(&row, by), plain(&row.slug)), row))
        .collect();
    keyed.sort_by(|((key_a, slug_a), a), ((key_b, slug_b), b)| {
        let by_key = match (key_a, key_b) {
            (Key::Nothing, Key::Nothing) => Ordering::Equal,
            (Key::Nothing, _) => Ordering::Greater,
            (_, Key::Nothing) => Ordering::Less,
            _ if is_descending => key_b.cmp(key_a),
            _ => key_a.cmp(key_b),
        };
        by_key.then_with(|| slug_a.cmp(slug_b)).then_with(|| a.folder.cmp(&b.folder))
    });
    rows.extend(keyed.into_iter().map(|(_, row)| row));
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Number(i64),
    Text(String),
    Nothing,
}

fn key(row: &Row, by: Column) -> Key {
    let text = |text: &str| match plain(text) {
        empty if empty.is_empty() => Key::Nothing,
        plain => Key::Text(plain),
    };
    let number = |number: Option<i64>| number.map_or(Key::Nothing, Key::Number);
    let time = |time: Option<DateTime<Utc>>| number(time.map(|time| time.timestamp_micros()));
    // Of a story that cannot be read these are not known.
    let if_read = |key: Key| if row.error.is_none() { key } else { Key::Nothing };
    match by {
        Column::Slug => text(&row.slug),
        Column::Headline => text(&row.headline),
        Column::Status => if_read(number(Some(row.status as i64))),
        Column::Section => text(&row.section),
        Column::Deadline => time(row.deadline),
        Column::Embargo => time(row.embargo),
        Column::Updated => time(Some(row.updated)),
        Column::Words => if_read(number(Some(row.words.into()))),
        Column::TargetWords => number(row.target_words.map(i64::from)),
        Column::Bylines => text(&row.bylines.join(" ")),
        Column::Language => if_read(text(row.language.tag())),
        Column::WhoHasIt => text(row.who_has_it.as_ref().map_or("", |holder| &holder.who)),
        Column::Error => text(row.error.as_deref().unwrap_or_default()),
        Column::Folder => text(&row.folder.to_string_lossy()),
    }
}

/// A text as it is sorted: without case, accents and signs in front, so that `Über` stands with
/// `uber` and `“Nobody saw it”` with its words.
fn plain(text: &str) -> String {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let lower = text.to_lowercase();
    let apart = DecomposingNormalizerBorrowed::new_nfkd().normalize(&lower);
    apart.chars().filter(|c| !matches!(c, '\u{300}'..='\u{36f}')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(slug: &str, deadline_secs: Option<i64>) -> Row {
        Row {
            folder: PathBuf::from(slug),
            is_archived: false,
            id: None,
            slug: slug.to_owned(),
            headline: String::new(),
            status: Status::Draft,
            section: String::new(),
            deadline: deadline_secs.and_then(|secs| DateTime::from_timestamp(secs, 0)),
            embargo: None,
            updated: DateTime::UNIX_EPOCH,
            words: 0,
            target_words: None,
            bylines: Vec::new(),
            language: Language::default(),
            error: None,
            who_has_it: None,
        }
    }

    fn sorted(by: Column, is_descending: bool, mut rows: Vec<Row>) -> Vec<String> {
        sort(&mut rows, by, is_descending);
        rows.into_iter().map(|row| row.slug).collect()
    }

    #[test]
    fn names_sort_without_case_accents_and_quotation_marks() {
        let rows = ["zebra", "Über-uns", "“Nobody”", "apple", "Éclair", "umbrella"];
        let rows = rows.map(|slug| row(slug, None)).to_vec();
        let expected = ["apple", "Éclair", "“Nobody”", "Über-uns", "umbrella", "zebra"];
        assert_eq!(sorted(Column::Slug, false, rows), expected);
    }

    #[test]
    fn a_story_without_a_deadline_comes_last_either_way() {
        let rows = || vec![row("none", None), row("late", Some(-9)), row("noon", Some(500))];
        assert_eq!(sorted(Column::Deadline, false, rows()), ["late", "noon", "none"]);
        assert_eq!(sorted(Column::Deadline, true, rows()), ["noon", "late", "none"]);
    }
}
