//! Fields that are set whole.

use chrono::{DateTime, NaiveDate, Utc};

use super::Misfit;
use crate::story::{
    Alt, Credit, Crop, Figure, FigureAt, FocalPoint, Language, Link, Override, Person,
    PublishedNote, Status, Story, Tag,
};

/// A field and what it becomes.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// The language of the copy.
    Language(Language),
    /// The people of the byline.
    Bylines(Vec<Person>),
    /// The date of the dateline.
    DatelineDate(Option<NaiveDate>),
    /// The lead picture.
    Lead(Option<Box<Figure>>),
    /// One picture, whole.
    Figure(FigureAt, Box<Figure>),
    /// A picture's credit.
    Credit(FigureAt, Credit),
    /// A picture's description.
    Alt(FigureAt, Alt),
    /// A picture's crops.
    Crops(FigureAt, Vec<Crop>),
    /// Where the eye should rest in a picture.
    FocalPoint(FigureAt, Option<FocalPoint>),
    /// The tags.
    Tags(Vec<Tag>),
    /// Other stories to read.
    Related(Vec<Link>),
    /// Published notes.
    Notes(Vec<PublishedNote>),
    /// The status.
    Status(Status),
    /// The embargo.
    Embargo(Option<DateTime<Utc>>),
    /// The deadline.
    Deadline(Option<DateTime<Utc>>),
    /// The length to aim at.
    TargetWords(Option<u32>),
    /// Keys of ignored findings.
    Ignored(Vec<String>),
    /// Words that are right in this story.
    WordsTaught(Vec<String>),
    /// Confirmed exports.
    Overrides(Vec<Override>),
    /// When the story was begun.
    Created(DateTime<Utc>),
    /// When it was last saved with changes.
    Updated(DateTime<Utc>),
}

impl Value {
    /// Whether two values set the same field, so that a run of them is one step of undo.
    pub(super) fn same_field(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Figure(a, _), Self::Figure(b, _))
            | (Self::Credit(a, _), Self::Credit(b, _))
            | (Self::Alt(a, _), Self::Alt(b, _))
            | (Self::Crops(a, _), Self::Crops(b, _))
            | (Self::FocalPoint(a, _), Self::FocalPoint(b, _)) => a == b,
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }
}

/// Sets a field and returns the value that it had.
pub(super) fn set(story: &mut Story, value: Value) -> Result<Value, Misfit> {
    use std::mem::replace;
    Ok(match value {
        Value::Language(new) => Value::Language(replace(&mut story.language, new)),
        Value::Bylines(new) => Value::Bylines(replace(&mut story.bylines, new)),
        Value::DatelineDate(new) => Value::DatelineDate(replace(&mut story.dateline.date, new)),
        Value::Lead(new) => {
            Value::Lead(replace(&mut story.lead, new.map(|figure| *figure)).map(Box::new))
        }
        Value::Figure(at, new) => {
            let figure = story.figure_mut(at).ok_or(Misfit::NoSuchFigure)?;
            Value::Figure(at, Box::new(replace(figure, *new)))
        }
        Value::Credit(at, new) => {
            let figure = story.figure_mut(at).ok_or(Misfit::NoSuchFigure)?;
            Value::Credit(at, replace(&mut figure.credit, new))
        }
        Value::Alt(at, new) => {
            let figure = story.figure_mut(at).ok_or(Misfit::NoSuchFigure)?;
            Value::Alt(at, replace(&mut figure.alt, new))
        }
        Value::Crops(at, new) => {
            let figure = story.figure_mut(at).ok_or(Misfit::NoSuchFigure)?;
            Value::Crops(at, replace(&mut figure.crops, new))
        }
        Value::FocalPoint(at, new) => {
            let figure = story.figure_mut(at).ok_or(Misfit::NoSuchFigure)?;
            Value::FocalPoint(at, replace(&mut figure.focal_point, new))
        }
        Value::Tags(new) => Value::Tags(replace(&mut story.tags, new)),
        Value::Related(new) => Value::Related(replace(&mut story.related, new)),
        Value::Notes(new) => Value::Notes(replace(&mut story.notes, new)),
        Value::Status(new) => Value::Status(replace(&mut story.status, new)),
        Value::Embargo(new) => Value::Embargo(replace(&mut story.embargo, new)),
        Value::Deadline(new) => Value::Deadline(replace(&mut story.deadline, new)),
        Value::TargetWords(new) => Value::TargetWords(replace(&mut story.target_words, new)),
        Value::Ignored(new) => Value::Ignored(replace(&mut story.ignored, new)),
        Value::WordsTaught(new) => Value::WordsTaught(replace(&mut story.words_taught, new)),
        Value::Overrides(new) => Value::Overrides(replace(&mut story.overrides, new)),
        Value::Created(new) => Value::Created(replace(&mut story.created, new)),
        Value::Updated(new) => Value::Updated(replace(&mut story.updated, new)),
    })
}
