//! What must be in order before a story is ready to go out: the slot's last look.
//!
//! Must not know: any particular rule, who may override it.

use super::{Finding, Level};
use crate::story::{Alt, BlockKind, CreditState, MarkKind, Status, Story};

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What is to be in order: `Every picture has a caption`.
    pub what: &'static str,
    /// What is missing, in a plain phrase; empty when it is in order.
    pub missing: String,
}

impl Item {
    /// Whether it is in order.
    pub fn is_green(&self) -> bool {
        self.missing.is_empty()
    }
}

/// The list for a story, with what the desk check found in it.
pub(super) fn of(story: &Story, findings: &[Finding]) -> Vec<Item> {
    let figures = story.figures();
    let without = |wanted: fn(&crate::story::Figure) -> bool| {
        figures.iter().filter(|(_, figure)| wanted(figure)).count()
    };
    let item = |what, missing: String| Item { what, missing };
    let missing = |what, is_missing: bool, why: &str| {
        item(what, if is_missing { why.to_owned() } else { String::new() })
    };
    let pictures = |what, count: usize, why: &str| {
        item(
            what,
            match count {
                0 => String::new(),
                1 => format!("1 picture {why}"),
                many => format!("{many} pictures {why}"),
            },
        )
    };
    let errors = findings.iter().filter(|finding| finding.level == Level::Error).count();
    vec![
        missing("Headline", story.headline.trim().is_empty(), "there is none"),
        missing("Standfirst", story.standfirst.is_blank(), "there is none"),
        missing("Byline", story.bylines.is_empty(), "nobody is named"),
        missing("Slug", story.slug.trim().is_empty(), "there is none"),
        missing("Copy", story.words() == 0, "the body is empty"),
        pictures(
            "Captions",
            without(|figure| figure.caption.is_blank() && figure.alt != Alt::Decorative),
            "without one",
        ),
        pictures(
            "Credits",
            without(|figure| figure.credit.state() == CreditState::Missing),
            "without one",
        ),
        pictures(
            "Descriptions",
            without(|figure| figure.alt == Alt::NotDescribed),
            "not described yet",
        ),
        item(
            "Desk notes answered",
            match notes(story) {
                0 => String::new(),
                1 => "1 note is left in the copy".to_owned(),
                many => format!("{many} notes are left in the copy"),
            },
        ),
        item(
            "No errors in the desk check",
            match errors {
                0 => String::new(),
                1 => "1 error is left".to_owned(),
                many => format!("{many} errors are left"),
            },
        ),
        missing("Not held", story.status == Status::Held, "the story is held"),
    ]
}

/// Desk notes and comments that are still in the copy.
fn notes(story: &Story) -> usize {
    let comments = |text: &crate::story::RichText| {
        text.marks().iter().filter(|mark| matches!(mark.kind, MarkKind::Comment { .. })).count()
    };
    let in_block = |kind: &BlockKind| match kind {
        BlockKind::DeskNote(_) => 1,
        kind => kind.texts().into_iter().map(comments).sum(),
    };
    story.body.iter().map(|block| in_block(&block.kind)).sum::<usize>()
        + comments(&story.standfirst)
}
