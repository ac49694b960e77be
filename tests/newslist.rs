//! All stories of a desk folder: listed, sorted, searched as you type; found again after whatever
//! happens to the index; duplicated, put away and brought back.

#![expect(clippy::unwrap_used, reason = "a test stops at what it does not expect")]

#[path = "newslist/handle.rs"]
mod handle;
#[path = "newslist/index.rs"]
mod index;
#[path = "newslist/list.rs"]
mod list;
#[path = "newslist/search.rs"]
mod search;

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use nightdesk::record::{self, Unknown};
use nightdesk::store::Watch;
use nightdesk::store::newslist::{Changes, Found, Newslist, Query, Row};
use nightdesk::story::{BlockKind, Ids, Person, RichText, Status, Story};
use tempfile::TempDir;

/// A time in March, so many minutes after ten.
fn at(minutes: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_772_359_200, 0).unwrap() + TimeDelta::minutes(minutes)
}

/// A desk folder and a cache folder, both of the test's own.
struct Desk {
    home: TempDir,
}

impl Desk {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join("desk")).unwrap();
        Self { home }
    }

    fn with(stories: impl IntoIterator<Item = Story>) -> Self {
        let desk = Self::new();
        for story in stories {
            desk.put(&story.slug.clone(), &story);
        }
        desk
    }

    fn folder(&self) -> PathBuf {
        self.home.path().canonicalize().unwrap().join("desk")
    }

    fn cache(&self) -> PathBuf {
        self.home.path().join("cache")
    }

    /// Puts a story into a folder below the desk folder.
    fn put(&self, below: &str, story: &Story) -> PathBuf {
        let text = record::to_ron(story, &Unknown::default());
        self.put_text(below, text.as_bytes())
    }

    fn put_text(&self, below: &str, text: &[u8]) -> PathBuf {
        let folder = self.folder().join(below);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("story.ron"), text).unwrap();
        folder
    }

    /// The list as another program would open it.
    fn newslist(&self) -> Newslist {
        Newslist::open(&self.folder(), Some(&self.cache())).unwrap()
    }

    fn scanned(&self) -> Newslist {
        let list = self.newslist();
        scan(&list);
        list
    }
}

fn scan(list: &Newslist) -> Changes {
    list.scan(&Watch::NOBODY).unwrap()
}

fn rows(list: &Newslist) -> Vec<Row> {
    list.rows(&Query::default()).unwrap()
}

fn slugs(rows: &[Row]) -> Vec<&str> {
    rows.iter().map(|row| row.slug.as_str()).collect()
}

/// The slugs of what a search finds, the best first.
fn found(list: &Newslist, words: &str) -> Vec<String> {
    let Found { hits, all } = list.search(&Query::with_words(words), 100).unwrap();
    assert_eq!(hits.len(), all, "{words}");
    hits.into_iter().map(|hit| hit.row.slug).collect()
}

/// The names of folders, without what is above them.
fn names(paths: &[PathBuf]) -> Vec<&str> {
    paths.iter().map(|path| path.file_name().unwrap().to_str().unwrap()).collect()
}

/// A story by its slug, headline and body.
fn story(slug: &str, headline: &str, body: &str) -> Story {
    let mut ids = Ids::from_seed(slug.bytes().map(u32::from).sum());
    let mut story = Story::new(ids.story());
    story.slug = slug.into();
    story.headline = headline.into();
    story.updated = at(0);
    story.body.push(ids.block(BlockKind::Paragraph(RichText::plain(body))));
    story
}

fn with(mut story: Story, change: impl FnOnce(&mut Story)) -> Story {
    change(&mut story);
    story
}

fn by(name: &str) -> Vec<Person> {
    vec![Person::named(name)]
}
