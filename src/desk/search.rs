//! A search of the story: its matches, kept in step with the story until the next result.
//!
//! Must not know: how words are found.

use std::collections::HashMap;
use std::ops::Range;

use chrono::{DateTime, Utc};

use super::{Desk, Job, Tone};
use crate::edit::find::{self, Found, Needle, Wanted};
use crate::edit::moved::Moved;
use crate::edit::{Caret, Edit, Selection, Value, flow};
use crate::media;
use crate::story::{Story, TextAt};

/// What is searched for, and what was found.
#[derive(Debug)]
pub struct Search {
    wanted: Wanted,
    problem: Option<String>,
    matches: Box<Matches>,
    /// The match that was gone to last.
    current: Option<usize>,
    /// What the matches were found for; `None` before the first result.
    found_for: Option<(u64, Wanted)>,
    /// A search is under way.
    busy: bool,
    /// Matches that nobody needs any more, to be freed by the next search.
    spent: Option<Box<Matches>>,
}

/// All matches, in reading order; one whose words have changed since is no longer there.
#[derive(Debug, Default)]
pub struct Matches {
    all: Vec<Option<(TextAt, Range<usize>)>>,
    by_text: HashMap<TextAt, Vec<usize>>,
    /// How many there are, kept or not.
    count: usize,
}

impl From<Found> for Matches {
    fn from(found: Found) -> Self {
        let mut by_text: HashMap<TextAt, Vec<usize>> = HashMap::new();
        for (index, found) in found.matches.iter().enumerate() {
            by_text.entry(found.at).or_default().push(index);
        }
        let all = found.matches.into_iter().map(|it| Some((it.at, it.range))).collect();
        Self { all, by_text, count: found.count }
    }
}

impl Matches {
    fn follow(&mut self, moved: &Moved) {
        let touched: Vec<usize> = match moved {
            Moved::Words { at, .. } => self.by_text.get(at).cloned().unwrap_or_default(),
            moved => {
                let texts = self.by_text.iter().filter(|(at, _)| moved.touches(**at));
                texts.flat_map(|(_, indexes)| indexes.iter().copied()).collect()
            }
        };
        for index in touched {
            let Some(slot) = self.all.get_mut(index) else { continue };
            let Some((at, range)) = slot else { continue };
            if let Some(moved) = moved.range(*at, range) {
                *range = moved;
            } else {
                *slot = None;
                self.count = self.count.saturating_sub(1);
            }
        }
    }
}

impl Search {
    fn new(wanted: Wanted) -> Self {
        Self {
            wanted,
            problem: None,
            matches: Box::default(),
            current: None,
            found_for: None,
            busy: false,
            spent: None,
        }
    }

    /// What is searched for.
    pub fn wanted(&self) -> &Wanted {
        &self.wanted
    }

    /// Why it cannot be searched for, such as a fault in a pattern.
    pub fn problem(&self) -> Option<&str> {
        self.problem.as_deref()
    }

    /// How many matches there are.
    pub fn count(&self) -> usize {
        self.matches.count
    }

    /// Whether the count is that of what is searched for now.
    pub fn is_found(&self) -> bool {
        self.found_for.as_ref().is_some_and(|(_, wanted)| *wanted == self.wanted)
    }

    /// The number of the match that was gone to last, from 1.
    pub fn current(&self) -> Option<usize> {
        self.current.map(|index| index + 1)
    }

    fn take(&mut self, matches: Box<Matches>, revision: u64, wanted: Wanted) {
        let here = self.here();
        self.current = here.and_then(|here| {
            let same = |index: &&usize| matches.all.get(**index) == Some(&Some(here.clone()));
            matches.by_text.get(&here.0)?.iter().find(same).copied()
        });
        self.spent = Some(std::mem::replace(&mut self.matches, matches));
        self.found_for = Some((revision, wanted));
    }

    /// The match after or before the one that was gone to last, or after or before a place; round
    /// the ends.
    fn go(&mut self, story: &Story, from: Option<Selection>, on: bool) -> Option<Selection> {
        let count = self.matches.all.len();
        let (start, skip) = match (self.current, from) {
            (Some(index), _) => (index, 1),
            (None, Some(from)) => (self.first_from(story, from), usize::from(!on)),
            (None, None) => (0, usize::from(!on)),
        };
        // Going on begins with the one at `start` unless that is where the search is already.
        let steps = (0..count).map(|step| {
            if on {
                (start + step + skip) % count
            } else {
                (start + 2 * count - step - skip) % count
            }
        });
        let live = |index: &usize| matches!(self.matches.all.get(*index), Some(Some(_)));
        let found = steps.into_iter().find(live)?;
        self.current = Some(found);
        let (at, range) = self.here()?;
        let caret = |byte| Caret { at, byte };
        Some(Selection { anchor: caret(range.start), head: caret(range.end) })
    }

    /// The first match that does not begin before a place.
    fn first_from(&self, story: &Story, from: Selection) -> usize {
        let (start, _) = flow::ordered(story, from);
        let all = &self.matches.all;
        let Some(block) = start.at.block() else {
            let here = self.matches.by_text.get(&start.at).into_iter().flatten();
            let after = |index: &&usize| {
                all.get(**index)
                    .and_then(Option::as_ref)
                    .is_some_and(|(_, range)| range.start >= start.byte)
            };
            return here.into_iter().find(after).copied().unwrap_or(0);
        };
        let place = story.position(block);
        let starts_before = |slot: &Option<(TextAt, Range<usize>)>| {
            let Some((at, range)) = slot else { return false };
            match at.block() {
                Some(id) if id == block => {
                    let here = Caret { at: *at, byte: range.start };
                    flow::compare(story, here, start).is_lt()
                }
                Some(id) => story.position(id) < place,
                None => is_above_the_body(*at),
            }
        };
        all.partition_point(starts_before) % all.len().max(1)
    }

    fn here(&self) -> Option<(TextAt, Range<usize>)> {
        self.matches.all.get(self.current?)?.clone()
    }

    fn in_text(&self, at: TextAt) -> impl Iterator<Item = (Range<usize>, bool)> {
        let indexes = self.matches.by_text.get(&at).into_iter().flatten();
        indexes.filter_map(|index| {
            let (_, range) = self.matches.all.get(*index)?.clone()?;
            Some((range, self.current == Some(*index)))
        })
    }
}

/// Whether a text of the furniture is read before the body; the others come after it.
fn is_above_the_body(at: TextAt) -> bool {
    matches!(
        at,
        TextAt::Kicker
            | TextAt::Headline
            | TextAt::Standfirst
            | TextAt::Person(..)
            | TextAt::DatelinePlace
            | TextAt::Caption(_)
            | TextAt::Alt(_)
            | TextAt::Credit(_)
            | TextAt::UsageTerms(_)
    )
}

impl Desk {
    /// What is searched for, while something is.
    pub fn search(&self) -> Option<&Search> {
        self.search.as_ref()
    }

    /// Matches in a text, each with whether it is the one that was gone to last.
    pub fn matches_in(&self, at: TextAt) -> impl Iterator<Item = (Range<usize>, bool)> {
        self.search.iter().flat_map(move |search| search.in_text(at))
    }

    /// Searches for something else, or ends the search.
    pub(super) fn search_for(&mut self, wanted: Option<Wanted>) -> Vec<Job> {
        match (wanted, &mut self.search) {
            (None, search) => *search = None,
            (Some(wanted), Some(search)) if search.wanted != wanted => {
                search.wanted = wanted;
                search.current = None;
            }
            (Some(wanted), search) => *search = Some(Search::new(wanted)),
        }
        self.find_job().into_iter().collect()
    }

    /// Starts a search of the story as it stands, unless one is under way: its end starts the next.
    pub(super) fn find_job(&mut self) -> Option<Job> {
        let revision = self.draft.revision();
        let search = self.search.as_mut()?;
        let is_new = search
            .found_for
            .as_ref()
            .is_none_or(|(at, wanted)| *at != revision || *wanted != search.wanted);
        if search.busy || !is_new {
            return None;
        }
        search.busy = true;
        Some(Job::Find {
            story: Box::new(self.draft.story().clone()),
            wanted: search.wanted.clone(),
            revision,
            spent: search.spent.take(),
        })
    }

    pub(super) fn found(
        &mut self,
        wanted: Wanted,
        revision: u64,
        result: Result<Box<Matches>, String>,
    ) -> Vec<Job> {
        let Some(search) = &mut self.search else { return Vec::new() };
        search.busy = false;
        match result {
            Ok(matches) => {
                search.problem = None;
                search.take(matches, revision, wanted);
            }
            Err(problem) => {
                search.take(Box::default(), revision, wanted);
                search.problem = Some(problem);
            }
        }
        self.follow_search(revision);
        self.find_job().into_iter().collect()
    }

    /// Takes the matches along with what has changed since a revision.
    pub(super) fn follow_search(&mut self, revision: u64) {
        let Some(search) = &mut self.search else { return };
        match self.draft.moves_since(revision) {
            Some(moves) => moves.for_each(|moved| search.matches.follow(moved)),
            None => *search.matches = Matches::default(),
        }
    }

    /// Goes to the next or the previous match.
    pub(super) fn go_to_match(&mut self, from: Option<Selection>, on: bool) {
        if let Some(search) = &mut self.search {
            let found = search.go(self.draft.story(), from, on);
            self.wanted = found.or(self.wanted);
        }
    }

    /// Replaces the match that was gone to last, and goes to the next.
    pub(super) fn replace_one(&mut self, with: &str, keep_case: bool, now: DateTime<Utc>) {
        let Some((at, range)) = self.search.as_ref().and_then(Search::here) else {
            self.go_to_match(None, true);
            return;
        };
        let story = self.draft.story();
        let Some(search) = &self.search else { return };
        let Ok(needle) = Needle::new(&search.wanted, &story.language) else { return };
        let one = find::Match { at, range };
        let replaced = find::replaced_one(story, &needle, &one, with, keep_case);
        if let Some(replaced) = replaced {
            self.put_replaced(replaced, now);
        }
        self.go_to_match(None, true);
    }

    /// All matches were replaced in a copy of the story: the change is made when it still is that
    /// story, else the work begins anew.
    pub(super) fn replaced(
        &mut self,
        job: super::job::Replace,
        result: Result<Option<find::Replaced>, String>,
        now: DateTime<Utc>,
    ) -> Vec<Job> {
        if job.revision != self.draft.revision() || job.story.id != self.draft.story().id {
            return vec![self.replace_job(job.wanted, job.with, job.keep_case)];
        }
        match result {
            Ok(Some(replaced)) => {
                let count = replaced.count;
                self.put_replaced(replaced, now);
                let times = if count == 1 { "place" } else { "places" };
                self.say(Tone::Done, format!("Replaced in {count} {times}"), now);
            }
            Ok(None) => self.say(Tone::Done, "Nothing to replace", now),
            Err(problem) => self.say(Tone::Problem, problem, now),
        }
        Vec::new()
    }

    pub(super) fn replace_job(&self, wanted: Wanted, with: String, keep_case: bool) -> Job {
        Job::Replace(Box::new(super::job::Replace {
            story: self.draft.story().clone(),
            revision: self.draft.revision(),
            wanted,
            with,
            keep_case,
        }))
    }

    /// A replacement as one step of undo; credits are read anew.
    fn put_replaced(&mut self, replaced: find::Replaced, now: DateTime<Utc>) {
        let credits = replaced.credits.into_iter();
        let credits =
            credits.map(|(at, line)| Edit::Set(Value::Credit(at, media::credit::parse(&line))));
        let edits: Vec<Edit> = replaced.edit.into_iter().chain(credits).collect();
        if !edits.is_empty() {
            self.draft.end_run();
            self.change(Edit::Batch(edits).into(), now);
            self.draft.end_run();
        }
    }
}
