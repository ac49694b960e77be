//! What the index knows of story folders, and writing down what is news.
//!
//! Several programs may scan at once. Each writes only over what it knew when it looked; where
//! somebody else has looked meanwhile, the story is looked at again.
//!
//! Must not know: how the folders are walked.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior, params};

use super::index::Index;
use super::look::{Content, Known, Look, News, look};
use super::place;
use crate::story::Story;

/// What the index knows, by the place below the desk folder.
pub(super) type AllKnown = HashMap<PathBuf, Known>;

/// Reads what the index knows.
pub(super) fn known(connection: &Connection) -> rusqlite::Result<AllKnown> {
    let mut statement =
        connection.prepare("SELECT id, stamps, hash, seen, holder, place FROM stories")?;
    let mut rows = statement.query([])?;
    let mut known = HashMap::new();
    while let Some(row) = rows.next()? {
        if let Some(below) = place::from_bytes(row.get_ref(5)?.as_blob()?) {
            known.insert(below, known_of(row)?);
        }
    }
    Ok(known)
}

fn known_of(row: &rusqlite::Row<'_>) -> rusqlite::Result<Known> {
    Ok(Known {
        id: row.get(0)?,
        stamps: row.get(1)?,
        hash: row.get(2)?,
        seen_ns: row.get(3)?,
        holder: row.get(4)?,
    })
}

/// Writes some news down, all of it or nothing. `known` is what was known when they were found.
pub(super) fn write_part(
    index: &Index,
    desk: &Path,
    known: &AllKnown,
    part: &[Box<News>],
) -> rusqlite::Result<()> {
    if part.is_empty() {
        return Ok(());
    }
    let mut connection = index.write();
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for news in part {
        let Some(place) = place::to_bytes(&news.below) else { continue };
        let there = known_at(&transaction, &place)?;
        if is_same_look(there.as_ref(), known.get(&news.below)) {
            write_news(&transaction, &place, there.as_ref(), news)?;
            continue;
        }
        // Somebody else has looked meanwhile, and may have seen what we have not. Nobody writes
        // while we do, so another look now is the latest.
        match look(desk, &news.below, there.as_ref(), &Mutex::new(())) {
            Look::Same => {}
            Look::News(news) => write_news(&transaction, &place, there.as_ref(), &news)?,
            Look::Nothing => delete(&transaction, there.as_ref())?,
        }
    }
    transaction.commit()
}

/// Takes stories out of the index, unless somebody else has seen them since.
pub(super) fn remove(index: &Index, gone: &[(&PathBuf, &Known)]) -> rusqlite::Result<()> {
    if gone.is_empty() {
        return Ok(());
    }
    let mut connection = index.write();
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for (below, known) in gone {
        let Some(place) = place::to_bytes(below) else { continue };
        let there = known_at(&transaction, &place)?;
        if is_same_look(there.as_ref(), Some(known)) {
            delete(&transaction, there.as_ref())?;
        }
    }
    transaction.commit()
}

fn known_at(connection: &Connection, place: &[u8]) -> rusqlite::Result<Option<Known>> {
    let find = "SELECT id, stamps, hash, seen, holder FROM stories WHERE place = ?1";
    connection.prepare_cached(find)?.query_row([place], known_of).optional()
}

fn is_same_look(there: Option<&Known>, known: Option<&Known>) -> bool {
    match (there, known) {
        (None, None) => true,
        (Some(there), Some(known)) => there.is_same_look(known),
        _ => false,
    }
}

fn delete(connection: &Connection, there: Option<&Known>) -> rusqlite::Result<()> {
    if let Some(Known { id, .. }) = there {
        connection.prepare_cached("DELETE FROM stories WHERE id = ?1")?.execute([id])?;
        connection.prepare_cached("DELETE FROM texts WHERE rowid = ?1")?.execute([id])?;
    }
    Ok(())
}

fn write_news(
    connection: &Connection,
    place: &[u8],
    there: Option<&Known>,
    news: &News,
) -> rusqlite::Result<()> {
    let News { hash, seen_ns, holder, .. } = news;
    let stamps = news.stamps.to_bytes();
    let id = if let Some(Known { id, .. }) = there {
        let update = "UPDATE stories SET stamps = ?2, hash = ?3, seen = ?4, holder = ?5
                WHERE id = ?1";
        let values = params![id, stamps, hash, seen_ns, holder];
        connection.prepare_cached(update)?.execute(values)?;
        *id
    } else {
        let insert = "INSERT INTO stories (place, archived, stamps, hash, seen, holder, slug,
                headline, status, section, updated, words, bylines, language)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, '', '', '', '', 0, 0, '', '')";
        let is_archived = place::is_archived(&news.below);
        let values = params![place, is_archived, stamps, hash, seen_ns, holder];
        connection.prepare_cached(insert)?.execute(values)?;
        connection.last_insert_rowid()
    };
    let Some(content) = &news.content else { return Ok(()) };
    write_row(connection, id, &news.below, content)?;
    if there.is_some() {
        connection.prepare_cached("DELETE FROM texts WHERE rowid = ?1")?.execute([id])?;
    }
    let insert = "INSERT INTO texts (rowid, slug, headline, bylines, furniture, body, captions,
        credits, tags, notes, also) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    let [slug, headline, bylines, furniture, body, captions, credits, tags, notes, also] =
        content.texts.columns();
    connection.prepare_cached(insert)?.execute(params![
        id, slug, headline, bylines, furniture, body, captions, credits, tags, notes, also
    ])?;
    Ok(())
}

fn write_row(
    connection: &Connection,
    id: i64,
    below: &Path,
    content: &Content,
) -> rusqlite::Result<()> {
    let update =
        "UPDATE stories SET story = ?2, slug = ?3, headline = ?4, status = ?5, section = ?6,
        deadline = ?7, embargo = ?8, updated = ?9, words = ?10, target = ?11, bylines = ?12,
        language = ?13, error = ?14 WHERE id = ?1";
    let mut statement = connection.prepare_cached(update)?;
    match &content.story {
        Ok(story) => {
            let Story { slug, headline, section, .. } = story;
            let names: Vec<_> = story.bylines.iter().map(|person| person.name.as_str()).collect();
            statement.execute(params![
                id,
                story.id.to_string(),
                slug,
                headline,
                story.status.word(),
                section,
                story.deadline.map(|time| time.timestamp_micros()),
                story.embargo.map(|time| time.timestamp_micros()),
                story.updated.timestamp_micros(),
                u32::try_from(story.words()).unwrap_or(u32::MAX),
                story.target_words,
                names.join("\n"),
                story.language.tag(),
                None::<&str>,
            ])?;
        }
        Err(why) => {
            let name = below.file_name().unwrap_or_default().to_string_lossy();
            statement.execute(params![
                id,
                None::<&str>,
                name,
                "",
                "",
                "",
                None::<i64>,
                None::<i64>,
                0,
                0,
                None::<u32>,
                "",
                "",
                why
            ])?;
        }
    }
    Ok(())
}
