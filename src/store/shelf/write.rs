//! Writing down what was found in story folders.
//!
//! Must not know: how the folders are walked.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior, params};

use super::index::Index;
use super::look::{Content, News};
use super::place;
use crate::story::Story;

/// Writes some news down, all of it or nothing.
pub(super) fn write_part(index: &Index, part: &[Box<News>]) -> rusqlite::Result<()> {
    if part.is_empty() {
        return Ok(());
    }
    let mut connection = index.write();
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for news in part {
        write_news(&transaction, news)?;
    }
    transaction.commit()
}

fn write_news(connection: &Connection, news: &News) -> rusqlite::Result<()> {
    let Some(place) = place::to_bytes(&news.below) else { return Ok(()) };
    let stamps = news.stamps.to_bytes();
    let find = "SELECT id, hash FROM stories WHERE place = ?1";
    let there: Option<(i64, Option<Vec<u8>>)> = connection
        .prepare_cached(find)?
        .query_row([&place], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    if let Some((id, _)) = &there {
        let update =
            "UPDATE stories SET stamps = ?2, hash = ?3, seen = ?4, holder = ?5 WHERE id = ?1";
        connection.prepare_cached(update)?.execute(params![
            id,
            stamps,
            news.hash,
            news.seen_ns,
            news.holder
        ])?;
    }
    let Some(content) = &news.content else { return Ok(()) };
    let id = match there {
        // Somebody else has scanned it meanwhile.
        Some((_, Some(hash))) if news.hash.is_some_and(|ours| ours[..] == hash[..]) => {
            return Ok(());
        }
        Some((id, _)) => {
            connection.prepare_cached("DELETE FROM texts WHERE rowid = ?1")?.execute([id])?;
            id
        }
        None => {
            let insert = "INSERT INTO stories (place, archived, stamps, hash, seen, holder, slug,
                headline, status, section, updated, words, bylines, language)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, '', '', '', '', 0, 0, '', '')";
            connection.prepare_cached(insert)?.execute(params![
                place,
                place::is_archived(&news.below),
                stamps,
                news.hash,
                news.seen_ns,
                news.holder
            ])?;
            connection.last_insert_rowid()
        }
    };
    write_row(connection, id, &news.below, content)?;
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

/// Takes stories out of the index, by their numbers and places.
pub(super) fn remove(index: &Index, gone: &[(i64, PathBuf)]) -> rusqlite::Result<()> {
    if gone.is_empty() {
        return Ok(());
    }
    let mut connection = index.write();
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for (id, below) in gone {
        // By its place too: somebody else may have scanned since, and given the number away.
        let Some(place) = place::to_bytes(below) else { continue };
        let delete = "DELETE FROM stories WHERE id = ?1 AND place = ?2";
        if transaction.prepare_cached(delete)?.execute(params![id, place])? > 0 {
            transaction.prepare_cached("DELETE FROM texts WHERE rowid = ?1")?.execute([id])?;
        }
    }
    transaction.commit()
}
