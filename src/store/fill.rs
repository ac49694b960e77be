//! What a template or snippet leaves open, and is filled in when a story is begun: `{date}` and
//! `{author}`.
//!
//! A date is written as readers of the copy's language write it, in a slug as `2026-03-04`.
//!
//! Must not know: files.

use chrono::NaiveDate;

use crate::edit::{self, find};
use crate::export::page::Words;
use crate::story::Story;

const DATE: &str = "{date}";
const AUTHOR: &str = "{author}";

/// What is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fill {
    /// For `{date}`; also the day of a dateline that has one.
    pub date: NaiveDate,
    /// For `{author}`; may be empty.
    pub author: String,
}

impl Fill {
    /// Fills in a story's texts. A byline of which nothing is left goes.
    pub(super) fn fill_in(&self, story: &mut Story) {
        story.slug = story.slug.replace(DATE, &self.date.to_string());
        if story.dateline.date.is_some() {
            story.dateline.date = Some(self.date);
        }
        let date = Words::of(&story.language).date(self.date);
        for (words, with) in [(DATE, date.as_str()), (AUTHOR, &self.author)] {
            let wanted = find::Wanted { words: words.to_owned(), case: true, ..Default::default() };
            let Ok(needle) = find::Needle::new(&wanted, &story.language) else { continue };
            let edit = find::replaced(story, &needle, with, false).and_then(|found| found.edit);
            if let Some(edit) = edit
                && let Err(error) = edit::apply(story, edit)
            {
                tracing::warn!(%error, "a placeholder was not filled in");
            }
        }
        story.bylines.retain(|person| !person.name.trim().is_empty());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::{BlockKind, Ids, Language, MarkKind, Person, RichText};

    #[test]
    fn placeholders_are_filled_in_everywhere_and_keep_their_marks() {
        for (language, date) in
            [("en-GB", "4 March 2026"), ("en-US", "March 4, 2026"), ("de", "4. März 2026")]
        {
            let mut ids = Ids::from_seed(1);
            let mut story = Story::new(ids.story());
            story.language = Language::new(language).unwrap();
            story.slug = "markets-{date}".into();
            story.headline = "Markets on {date}".into();
            story.bylines = vec![Person::named("{author}")];
            story.note_to_desk = "{author}: {other} {date}".into();
            let mut graf = RichText::plain("As of {date}, says {author}.");
            graf.mark(6..12, MarkKind::Strong);
            story.body.push(ids.block(BlockKind::Paragraph(graf)));
            let day = NaiveDate::from_ymd_opt(2026, 3, 4).unwrap();
            Fill { date: day, author: "Ada Quill".into() }.fill_in(&mut story);
            assert_eq!(story.slug, "markets-2026-03-04");
            assert_eq!(story.headline, format!("Markets on {date}"));
            assert_eq!(story.bylines, [Person::named("Ada Quill")]);
            assert_eq!(story.note_to_desk, format!("Ada Quill: {{other}} {date}"));
            let BlockKind::Paragraph(graf) = &story.body.first().unwrap().kind else { panic!() };
            assert_eq!(graf.as_str(), format!("As of {date}, says Ada Quill."));
            assert_eq!(graf.marks()[0].range, 6..6 + date.len());
        }
    }

    #[test]
    fn nobody_is_no_byline() {
        let mut story = Story::new(Ids::from_seed(1).story());
        story.bylines = vec![Person::named("{author}"), Person::named("Jo Marsh")];
        let day = NaiveDate::from_ymd_opt(2026, 3, 4).unwrap();
        Fill { date: day, author: String::new() }.fill_in(&mut story);
        assert_eq!(story.bylines, [Person::named("Jo Marsh")]);
    }
}
