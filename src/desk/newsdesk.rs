//! All stories of the desk folder: what the list on the left shows, and when it looks again.
//!
//! Must not know: how the index is kept; windows.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::{Desk, Job};
use crate::store::newslist::{Found, Marked, Newslist, Query, Row};

/// After so long the folder is looked through again: colleagues save there too.
const AGAIN: TimeDelta = TimeDelta::seconds(10);
/// The most hits of a search; nobody reads on.
const MOST_HITS: usize = 100;

/// A story in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// What is known of it.
    pub row: Row,
    /// Words around what was searched for, with what was found marked.
    pub snippet: Option<Marked>,
}

/// The list as it was last looked up.
#[derive(Debug, Default)]
pub(super) struct Newsdesk {
    index: Option<Arc<Newslist>>,
    query: Query,
    rows: Vec<Listed>,
    /// More were found than are shown.
    all: usize,
    problem: Option<String>,
    /// A job is under way.
    is_looking: bool,
    scan_at: Option<DateTime<Utc>>,
    is_known: bool,
}

/// What a look at the desk folder brought.
#[derive(Debug)]
pub struct Looked {
    /// The index, to be asked again.
    pub(super) index: Option<Arc<Newslist>>,
    /// What was asked.
    pub(super) query: Query,
    /// The stories, and how many there are in all.
    pub(super) rows: Result<(Vec<Listed>, usize), String>,
    /// The folder was looked through as well.
    pub(super) scanned: bool,
}

impl Desk {
    /// The stories of the desk folder that are looked for, in order.
    pub fn stories(&self) -> &[Listed] {
        &self.newsdesk.rows
    }

    /// How many stories there are of those; more than are shown after a search for too little.
    pub fn stories_in_all(&self) -> usize {
        self.newsdesk.all
    }

    /// Whether the desk folder has been looked at.
    pub fn knows_its_stories(&self) -> bool {
        self.newsdesk.is_known
    }

    /// What is looked for.
    pub fn looking_for(&self) -> &Query {
        &self.newsdesk.query
    }

    /// Why there is no list, in plain words.
    pub fn stories_problem(&self) -> Option<&str> {
        self.newsdesk.problem.as_deref()
    }

    /// When the folder is looked through again.
    pub(super) fn newsdesk_due(&self) -> Option<DateTime<Utc>> {
        self.newsdesk.scan_at.filter(|_| !self.newsdesk.is_looking)
    }

    /// Looks for stories, in the index alone unless the folder was never looked through.
    pub(super) fn look_for(&mut self, query: Query, now: DateTime<Utc>) -> Option<Job> {
        self.newsdesk.query = query;
        let scan = self.newsdesk.scan_at.is_none();
        self.newsdesk.scan_at.get_or_insert(now);
        self.look(scan)
    }

    /// Looks through the folder when that is due.
    pub(super) fn look_again(&mut self, now: DateTime<Utc>) -> Option<Job> {
        self.newsdesk_due().is_some_and(|due| due <= now).then(|| self.look(true)).flatten()
    }

    fn look(&mut self, scan: bool) -> Option<Job> {
        if self.newsdesk.is_looking {
            // Its end asks again.
            return None;
        }
        self.newsdesk.is_looking = true;
        Some(Job::Look {
            index: self.newsdesk.index.clone(),
            desk_folder: self.settings.desk_folder_or_default(),
            cache: self.settings.cache_folder(),
            query: self.newsdesk.query.clone(),
            scan,
        })
    }

    /// Takes what was found.
    pub(super) fn looked(&mut self, looked: Looked, now: DateTime<Utc>) -> Option<Job> {
        let desk = &mut self.newsdesk;
        desk.is_looking = false;
        desk.is_known |= looked.scanned;
        desk.index = looked.index;
        if looked.scanned {
            desk.scan_at = Some(now + AGAIN);
        }
        match looked.rows {
            Ok((rows, all)) => {
                desk.rows = rows;
                desk.all = all;
                desk.problem = None;
            }
            Err(problem) => desk.problem = Some(problem),
        }
        // Somebody may have typed on meanwhile.
        let is_answered = looked.query == desk.query;
        if is_answered { None } else { self.look(false) }
    }
}

/// Answers a query; scans first where that was asked for.
pub(super) fn look(
    index: Option<Arc<Newslist>>,
    desk_folder: &std::path::Path,
    cache: Option<&std::path::Path>,
    query: Query,
    scan: bool,
) -> Looked {
    let same = index.filter(|index| index.desk_folder() == desk_folder);
    let opened = match same {
        Some(index) => Ok(index),
        None => Newslist::open(desk_folder, cache).map(Arc::new),
    };
    let answer = |index: &Newslist| {
        if scan {
            index.scan(&crate::store::Watch::NOBODY)?;
        }
        if query.words.trim().is_empty() {
            let rows = index.rows(&query)?;
            let all = rows.len();
            return Ok((rows.into_iter().map(|row| Listed { row, snippet: None }).collect(), all));
        }
        let Found { hits, all } = index.search(&query, MOST_HITS)?;
        let listed = |hit: crate::store::newslist::Hit| Listed {
            row: hit.row,
            snippet: hit.snippet.map(|(_, marked)| marked),
        };
        Ok((hits.into_iter().map(listed).collect(), all))
    };
    let rows = opened.as_ref().map_err(ToString::to_string).and_then(|index| {
        answer(index).map_err(|error: crate::store::newslist::NewslistError| error.to_string())
    });
    Looked { index: opened.ok(), query, rows, scanned: scan }
}
