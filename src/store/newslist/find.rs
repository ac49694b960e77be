//! Looking up in the index: the list, and the hits of a search.
//!
//! Must not know: how the index came to be.

use std::ops::Range;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use uuid::Uuid;

use super::look::from_text;
use super::place;
use super::row::{self, Column, Drawer, Query, Row};
use super::texts::{GAP, MATCH_BEGINS, MATCH_ENDS};
use super::typed::Typed;
use crate::story::{Language, Status, StoryId};

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The best hits, the best first.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub all: usize,
}

/// A story that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The story.
    pub row: Row,
    /// Its headline, with what was found in it.
    pub headline: Marked,
    /// Some words around what was found outside the headline, and where that is; `None` where
    /// nothing was.
    pub snippet: Option<(FoundIn, Marked)>,
}

/// A part of a story in which something was found.
#[expect(missing_docs, reason = "each says what it is")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoundIn {
    Body,
    Furniture,
    Captions,
    Notes,
    Bylines,
    Credits,
    Tags,
    Slug,
}

/// A text with what was found in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// The text, on one line.
    pub text: String,
    /// Where the matches are, in bytes.
    pub matches: Vec<Range<usize>>,
}

/// The parts in which a snippet is looked for, in this order, and their columns in the index.
const PARTS: [(FoundIn, usize); 8] = [
    (FoundIn::Body, 4),
    (FoundIn::Furniture, 3),
    (FoundIn::Captions, 5),
    (FoundIn::Notes, 8),
    (FoundIn::Bylines, 2),
    (FoundIn::Credits, 6),
    (FoundIn::Tags, 7),
    (FoundIn::Slug, 0),
];
/// How long a snippet is, in words.
const SNIPPET_WORDS: usize = 20;
/// The fields of a row, in the order in which [`row_of`] reads them.
const FIELDS: &str = "stories.place, stories.archived, stories.story, stories.slug,
    stories.headline, stories.status, stories.section, stories.deadline, stories.embargo,
    stories.updated, stories.words, stories.target, stories.bylines, stories.language,
    stories.error, stories.holder";
const FIELD_COUNT: usize = 16;

/// The rows of a query, in its order.
pub(super) fn rows(
    connection: &Connection,
    desk: &Path,
    query: &Query,
) -> rusqlite::Result<Vec<Row>> {
    let typed = Typed::read(&query.words);
    let mut filter = Filter::of(query, &typed);
    if let Some(wanted) = typed.wanted {
        filter.and("stories.id IN (SELECT rowid FROM texts WHERE texts MATCH ?)", [wanted.into()]);
    }
    let sql = format!("SELECT {FIELDS} FROM stories WHERE {}", filter.sql);
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement
        .query_map(params_from_iter(filter.values), |row| row_of(row, desk))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    row::sort(&mut rows, query.sort, query.is_descending);
    Ok(rows)
}

/// The best hits for the words of a query, at most so many.
pub(super) fn search(
    connection: &Connection,
    desk: &Path,
    query: &Query,
    most_hits: usize,
) -> rusqlite::Result<Found> {
    let typed = Typed::read(&query.words);
    let Some(wanted) = &typed.wanted else {
        return without_words(connection, desk, query, &typed, most_hits);
    };
    let mut filter = Filter::of(query, &typed);
    filter.values.insert(0, wanted.clone().into());
    // The index's words decide what is read first; only those that are shown get a snippet.
    let from = format!(
        "FROM texts CROSS JOIN stories ON stories.id = texts.rowid
         WHERE texts MATCH ? AND {}",
        filter.sql
    );
    let all: i64 = connection
        .prepare_cached(&format!("SELECT count(*) {from}"))?
        .query_row(params_from_iter(&filter.values), |row| row.get(0))?;
    let snippets = PARTS.map(|(_, column)| {
        format!(
            "snippet(texts, {column}, char({}), char({}), '…', {SNIPPET_WORDS})",
            u32::from(MATCH_BEGINS),
            u32::from(MATCH_ENDS)
        )
    });
    let sql = format!(
        "SELECT {FIELDS}, highlight(texts, 1, char({}), char({})), {} {from} ORDER BY texts.rank LIMIT ?",
        u32::from(MATCH_BEGINS),
        u32::from(MATCH_ENDS),
        snippets.join(", ")
    );
    filter.values.push(i64::try_from(most_hits).unwrap_or(i64::MAX).into());
    let hits = connection
        .prepare_cached(&sql)?
        .query_map(params_from_iter(filter.values), |row| hit_of(row, desk))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(Found { hits, all: usize::try_from(all).unwrap_or(0) })
}

/// The latest stories, where nothing is asked for that could be ranked.
fn without_words(
    connection: &Connection,
    desk: &Path,
    query: &Query,
    typed: &Typed,
    most_hits: usize,
) -> rusqlite::Result<Found> {
    if typed.is_empty() {
        return Ok(Found::default());
    }
    let query = Query { sort: Column::Updated, is_descending: true, ..query.clone() };
    let rows = rows(connection, desk, &query)?;
    let all = rows.len();
    let hit = |row: Row| {
        let headline = Marked { text: row.headline.clone(), matches: Vec::new() };
        Hit { headline, snippet: None, row }
    };
    Ok(Found { hits: rows.into_iter().take(most_hits).map(hit).collect(), all })
}

/// The sections that stories are of, sorted.
pub(super) fn sections(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare_cached(
            "SELECT DISTINCT section FROM stories WHERE section <> '' ORDER BY section",
        )?
        .query_map([], |row| row.get(0))?
        .collect()
}

/// Conditions on a story, except for the words that it must have.
struct Filter {
    sql: String,
    values: Vec<Value>,
}

impl Filter {
    fn of(query: &Query, typed: &Typed) -> Self {
        let mut filter = Self { sql: "TRUE".to_owned(), values: Vec::new() };
        let words = |statuses: &[Status]| {
            statuses.iter().map(|status| Value::from(status.word().to_owned())).collect::<Vec<_>>()
        };
        match query.drawer {
            Drawer::Desk => filter.and("stories.archived = 0", []),
            Drawer::Archive => filter.and("stories.archived = 1", []),
            Drawer::Both => {}
        }
        if !query.statuses.is_empty() {
            filter.one_of("stories.status IN", words(&query.statuses));
        }
        if let Some(statuses) = &typed.statuses {
            filter.one_of("stories.status IN", words(statuses));
        }
        if !typed.not_statuses.is_empty() {
            filter.one_of("stories.status NOT IN", words(&typed.not_statuses));
        }
        if !query.sections.is_empty() {
            let sections = query.sections.iter().cloned().map(Value::from).collect();
            filter.one_of("stories.section IN", sections);
        }
        if let Some(unwanted) = &typed.unwanted {
            let unwanted = Value::from(unwanted.clone());
            filter
                .and("stories.id NOT IN (SELECT rowid FROM texts WHERE texts MATCH ?)", [unwanted]);
        }
        filter
    }

    fn and(&mut self, condition: &str, values: impl IntoIterator<Item = Value>) {
        self.sql.push_str(" AND ");
        self.sql.push_str(condition);
        self.values.extend(values);
    }

    fn one_of(&mut self, condition: &str, values: Vec<Value>) {
        let places = vec!["?"; values.len()].join(", ");
        self.and(&format!("{condition} ({places})"), values);
    }
}

fn row_of(row: &rusqlite::Row<'_>, desk: &Path) -> rusqlite::Result<Row> {
    let place = row.get_ref(0)?.as_blob()?;
    let below = place::from_bytes(place).unwrap_or_else(|| PathBuf::from("?"));
    let id: Option<String> = row.get(2)?;
    let status: String = row.get(5)?;
    let bylines: String = row.get(12)?;
    let language: String = row.get(13)?;
    let holder: Option<String> = row.get(15)?;
    let time = |micros: Option<i64>| micros.and_then(DateTime::<Utc>::from_timestamp_micros);
    Ok(Row {
        folder: desk.join(below),
        is_archived: row.get(1)?,
        id: id.and_then(|id| Uuid::try_parse(&id).ok()).map(StoryId),
        slug: row.get(3)?,
        headline: row.get(4)?,
        status: Status::from_word(&status).unwrap_or_default(),
        section: row.get(6)?,
        deadline: time(row.get(7)?),
        embargo: time(row.get(8)?),
        updated: time(Some(row.get(9)?)).unwrap_or_default(),
        words: row.get(10)?,
        target_words: row.get(11)?,
        bylines: bylines.split('\n').filter(|name| !name.is_empty()).map(str::to_owned).collect(),
        language: Language::new(&language).unwrap_or_default(),
        error: row.get(14)?,
        who_has_it: holder.as_deref().and_then(from_text),
    })
}

fn hit_of(row: &rusqlite::Row<'_>, desk: &Path) -> rusqlite::Result<Hit> {
    let story = row_of(row, desk)?;
    let headline: String = row.get(FIELD_COUNT)?;
    let mut snippet = None;
    for (index, (part, _)) in PARTS.into_iter().enumerate() {
        // Evaluated by the index one after the other; the first with a match is shown.
        let text: String = row.get(FIELD_COUNT + 1 + index)?;
        if text.contains(MATCH_BEGINS) {
            snippet = Some((part, marked(&text)));
            break;
        }
    }
    Ok(Hit { row: story, headline: marked(&headline), snippet })
}

/// Takes the marks of the index out of a text.
fn marked(text: &str) -> Marked {
    let mut marked = Marked::default();
    let mut begun = None;
    for c in text.chars() {
        match c {
            MATCH_BEGINS => begun = Some(marked.text.len()),
            MATCH_ENDS => {
                let end = marked.text.len();
                marked.matches.extend(begun.take().filter(|begin| *begin < end).map(|b| b..end));
            }
            GAP => {}
            '\n' => marked.text.push(' '),
            c => marked.text.push(c),
        }
    }
    marked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_index_s_marks_become_ranges() {
        let text = "…the \u{2}harbour\u{3} of\n\u{2}東\u{200b}京\u{3}\u{2}\u{3}";
        let Marked { text, matches } = marked(text);
        assert_eq!(text, "…the harbour of 東京");
        let found: Vec<_> = matches.into_iter().map(|range| text.get(range).unwrap()).collect();
        assert_eq!(found, ["harbour", "東京"]);
    }
}
