//! From the records to the model, taking whatever fits.
//!
//! A field that does not fit gives a notice and stays empty; it never fails the story. What nobody
//! asked for is handed back as [`Unknown`], so that writing the story again loses nothing.
//!
//! Must not know: how a file looks. [`super::ron_text`] and `serde_json` do.

mod block;
mod fields;
mod figure;

use std::collections::HashSet;

use serde_json::{Map, Value};
use uuid::Uuid;

use super::unknown::{Step, Unknown};
use crate::story::{
    BlockId, Dateline, HeadlineVariants, Ids, Language, Link, Notice, NoticeKind, Override, Person,
    Place, PublishedNote, Status, Story, StoryId, Tag, TextAt,
};
use fields::Fields;

/// The most notices that are given about one file.
const MOST_NOTICES: usize = 200;
/// How much work the marks of one file may make, in bytes of text looked at.
const MARK_WORK: usize = 1 << 28;

/// Where a tree came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// The desk's own file: everything is read, and what is not known is kept.
    Desk,
    /// JSON from anywhere: what only the desk may say is not taken.
    Anywhere,
}

/// A story read from a tree.
pub(super) struct Outcome {
    pub(super) story: Story,
    pub(super) unknown: Unknown,
    pub(super) notices: Vec<Notice>,
}

/// What reading a file has to keep in mind.
pub(super) struct Reader {
    source: Source,
    ids: Ids,
    /// Ids that blocks of the file ask for.
    wanted: HashSet<Uuid>,
    /// Ids that blocks have got.
    given: HashSet<Uuid>,
    notices: Vec<Notice>,
    not_shown: usize,
    not_known: Vec<String>,
    mark_work_left: usize,
}

/// Reads a story.
pub(super) fn story(map: Map<String, Value>, source: Source, ids: &mut Ids) -> Outcome {
    let mut reader = Reader::new(source, ids.clone());
    let (story, unknown) = reader.story(map);
    ids.clone_from(&reader.ids);
    Outcome { story, unknown, notices: reader.into_notices() }
}

/// Reads one person, for the settings.
pub(super) fn person(map: Map<String, Value>) -> Person {
    let mut reader = Reader::new(Source::Desk, Ids::from_seed(0));
    reader.person(&mut Fields::new("the person", map))
}

impl Reader {
    fn new(source: Source, ids: Ids) -> Self {
        Self {
            source,
            ids,
            wanted: HashSet::new(),
            given: HashSet::new(),
            notices: Vec::new(),
            not_shown: 0,
            not_known: Vec::new(),
            mark_work_left: MARK_WORK,
        }
    }

    fn say(&mut self, notice: Notice) {
        if self.notices.len() < MOST_NOTICES {
            self.notices.push(notice);
        } else {
            self.not_shown += 1;
        }
    }

    fn does_not_know(&mut self, name: &str, what: &str) {
        if self.not_known.len() < 5 {
            let name: String = name.chars().take(40).collect();
            self.not_known.push(format!("“{name}” of {what}"));
        } else if self.not_known.len() == 5 {
            self.not_known.push("more".to_owned());
        }
    }

    fn into_notices(mut self) -> Vec<Notice> {
        if self.not_shown > 0 {
            let message = format!("{} more things could not be read.", self.not_shown);
            self.notices.push(Notice::new(NoticeKind::CutShort, message));
        }
        if !self.not_known.is_empty() {
            let names = self.not_known.join(", ");
            let notice = match self.source {
                Source::Desk => Notice::new(
                    NoticeKind::Doubtful,
                    format!("This version does not know {names}. It is kept in the file."),
                ),
                Source::Anywhere => Notice::new(
                    NoticeKind::NotCarried,
                    format!("There is no field for {names}. It was left out."),
                ),
            };
            self.notices.push(notice);
        }
        self.notices
    }

    fn story(&mut self, map: Map<String, Value>) -> (Story, Unknown) {
        let mut fields = Fields::new("the story", map);
        // The caller has read it.
        fields.take("schema");
        let id = fields.parsed(self, "id", |id| Uuid::try_parse(id).ok());
        let mut story = Story::new(id.map_or_else(|| self.ids.story(), StoryId));
        story.slug = fields.string(self, "slug");
        story.language = fields.parsed(self, "language", Language::new).unwrap_or_default();
        story.status = fields.parsed(self, "status", Status::from_word).unwrap_or_default();
        story.embargo = fields.time(self, "embargo");
        story.deadline = fields.time(self, "deadline");
        story.target_words = fields.whole(self, "target_words");
        story.created = fields.time(self, "created").unwrap_or_default();
        story.updated = fields.time(self, "updated").unwrap_or_default();
        story.source_url = fields.string(self, "source_url");
        story.section = fields.string(self, "section");
        story.kicker = fields.string(self, "kicker");
        story.headline = fields.string(self, "headline");
        story.variants = self.inner(&mut fields, "variants", Self::variants).unwrap_or_default();
        story.standfirst = self.text(&mut fields, "standfirst");
        story.bylines =
            fields.records(self, "bylines", |reader, fields| Some(reader.person(fields)));
        story.dateline = self.inner(&mut fields, "dateline", Self::dateline).unwrap_or_default();
        story.lead = self.inner(&mut fields, "lead", Self::figure);
        story.body = self.body(&mut fields).into();
        story.tags = fields.records(self, "tags", |reader, fields| Some(reader.tag(fields)));
        story.related = fields.records(self, "related", |reader, fields| Some(reader.link(fields)));
        story.notes = fields.records(self, "notes", Self::note);
        story.note_to_desk = fields.string(self, "note_to_desk");
        if self.source == Source::Desk {
            // Elsewhere nobody may ignore a finding or confirm an export for this desk.
            story.ignored = fields.strings(self, "ignored");
            story.words_taught = fields.strings(self, "words_taught");
            story.overrides = fields.records(self, "overrides", Self::confirmed);
        } else {
            self.missing_pictures(&story);
        }
        (story, fields.close(self))
    }

    /// A record inside another one, read by `read`.
    fn inner<T>(
        &mut self,
        fields: &mut Fields,
        name: &'static str,
        read: impl Fn(&mut Self, &mut Fields) -> T,
    ) -> Option<T> {
        let mut inside = fields.record(self, name)?;
        let value = read(self, &mut inside);
        fields.inside(Step::Field(name), inside.close(self));
        Some(value)
    }

    fn variants(&mut self, fields: &mut Fields) -> HeadlineVariants {
        HeadlineVariants {
            web: fields.string(self, "web"),
            social: fields.string(self, "social"),
            push: fields.string(self, "push"),
        }
    }

    fn dateline(&mut self, fields: &mut Fields) -> Dateline {
        Dateline { place: fields.string(self, "place"), date: fields.date(self, "date") }
    }

    fn tag(&mut self, fields: &mut Fields) -> Tag {
        let name = fields.string(self, "name");
        let scheme = fields.string_if_any(self, "scheme");
        let code = fields.string_if_any(self, "code");
        let code = match (scheme, code) {
            (None, None) => None,
            (scheme, code) => Some((scheme.unwrap_or_default(), code.unwrap_or_default())),
        };
        Tag { name, code }
    }

    fn link(&mut self, fields: &mut Fields) -> Link {
        Link { title: fields.string(self, "title"), url: fields.string(self, "url") }
    }

    fn note(&mut self, fields: &mut Fields) -> Option<PublishedNote> {
        Some(PublishedNote {
            kind: fields.parsed(self, "kind", super::words::note_of)?,
            at: fields.time(self, "at")?,
            text: fields.string(self, "text"),
        })
    }

    fn confirmed(&mut self, fields: &mut Fields) -> Option<Override> {
        Some(Override {
            at: fields.time(self, "at")?,
            what: fields.string(self, "what"),
            why: fields.string(self, "why"),
        })
    }

    /// JSON brings no picture files.
    fn missing_pictures(&mut self, story: &Story) {
        for (at, figure) in story.figures() {
            if figure.media.is_some() {
                let message = "The file of this picture did not come with the JSON.";
                let notice = Notice::new(NoticeKind::PictureMissing, message);
                self.say(notice.at(Place::Figure(at)));
            }
        }
    }

    /// The id that a block asks for, when it is one and nobody has it, else a new one.
    fn block_id(&mut self, asked: Option<Uuid>) -> BlockId {
        if let Some(id) = asked
            && self.given.insert(id)
        {
            return BlockId(id);
        }
        loop {
            let id = self.ids.block_id();
            if !self.wanted.contains(&id.0) && self.given.insert(id.0) {
                return id;
            }
        }
    }
}

/// The place of a block's text, for notices.
fn text_of(id: BlockId) -> Place {
    Place::Text(TextAt::Block(id, crate::story::Part::Text))
}
