//! Which pictures there are, what is to be done about each, and which of them are shown.
//!
//! What a picture's block told is kept for as long as the block is the same: a keystroke looks at
//! one picture again, however many there are.
//!
//! Must not know: how a row looks.

use std::collections::HashSet;
use std::rc::Rc;
use std::sync::Arc;

use crate::desk::Desk;
use crate::media::fill::{self, Difference};
use crate::story::{Alt, Block, BlockKind, Figure, FigureAt};

/// What can be asked for above the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Filter {
    #[default]
    All,
    WithFindings,
    NotDescribed,
    FileDiffers,
}

impl Filter {
    pub(super) const ALL: [Self; 4] =
        [Self::All, Self::WithFindings, Self::NotDescribed, Self::FileDiffers];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::WithFindings => "With findings",
            Self::NotDescribed => "Not described",
            Self::FileDiffers => "File differs",
        }
    }

    /// What stands in place of the list when nothing is left of it.
    pub(super) fn nothing_left(self) -> &'static str {
        match self {
            Self::All => "No pictures yet.",
            Self::WithFindings => "No picture has findings.",
            Self::NotDescribed => "Every picture is described or decorative.",
            Self::FileDiffers => "No picture’s file says anything that the story does not.",
        }
    }
}

/// A picture of the story.
#[derive(Clone, Debug)]
pub(super) struct Picture {
    pub(super) at: FigureAt,
    has_findings: bool,
    facts: Facts,
}

/// What a figure tells by itself.
#[derive(Clone, Debug)]
struct Facts {
    not_described: bool,
    differences: Rc<[Difference]>,
}

impl Facts {
    fn of(figure: &Figure) -> Self {
        Self {
            not_described: figure.alt == Alt::NotDescribed,
            differences: fill::differences(figure).into(),
        }
    }
}

impl Picture {
    /// Where its file and the story disagree.
    pub(super) fn differences(&self) -> Rc<[Difference]> {
        Rc::clone(&self.facts.differences)
    }

    fn is_in(&self, filter: Filter) -> bool {
        match filter {
            Filter::All => true,
            Filter::WithFindings => self.has_findings,
            Filter::NotDescribed => self.facts.not_described,
            Filter::FileDiffers => !self.facts.differences.is_empty(),
        }
    }
}

/// The pictures, lead first, then in the order of the body.
#[derive(Clone, Debug, Default)]
pub(super) struct Listing {
    /// What it was made of: the revision of the story, and its findings.
    made_of: Option<(u64, (u64, usize))>,
    blocks: Vec<(Arc<Block>, Vec<Facts>)>,
    pictures: Vec<Picture>,
    pub(super) filter: Filter,
    /// What was in the filter since it was chosen: a row does not go while it is being worked on.
    stay: HashSet<FigureAt>,
    shown: Vec<usize>,
    /// How many pictures are in each filter.
    counts: [usize; Filter::ALL.len()],
}

impl Listing {
    /// Brings the list up to the story as it stands.
    pub(super) fn follow(&mut self, desk: &Desk) {
        let now = Some((desk.revision(), desk.findings_stamp()));
        if self.made_of == now {
            return;
        }
        self.made_of = now;
        let old = std::mem::take(&mut self.blocks);
        let mut old = old.into_iter();
        for block in desk.story().body.with_figures() {
            let known = old.next().filter(|(known, _)| Arc::ptr_eq(known, block));
            self.blocks.push(known.unwrap_or_else(|| (Arc::clone(block), facts(block))));
        }
        let lead = desk.story().lead.iter().map(|figure| (FigureAt::Lead, Facts::of(figure)));
        let body = self.blocks.iter().flat_map(|(block, facts)| {
            let place = |nth| match block.kind {
                BlockKind::Gallery(_) => FigureAt::Gallery(block.id, nth),
                _ => FigureAt::Block(block.id),
            };
            facts.iter().enumerate().map(move |(nth, facts)| (place(nth), facts.clone()))
        });
        let picture = |(at, facts)| {
            let has_findings = desk.findings().of_figure(at).next().is_some();
            Picture { at, has_findings, facts }
        };
        self.pictures = lead.chain(body).map(picture).collect();
        let all = &self.pictures;
        let count = |filter| all.iter().filter(|picture| picture.is_in(filter)).count();
        self.counts = Filter::ALL.map(count);
        self.choose_shown();
    }

    /// Shows what is in a filter now, and only that.
    pub(super) fn choose(&mut self, filter: Filter) {
        self.filter = filter;
        self.stay.clear();
        self.choose_shown();
    }

    fn choose_shown(&mut self) {
        let (filter, stay) = (self.filter, &self.stay);
        let is_shown = |picture: &Picture| picture.is_in(filter) || stay.contains(&picture.at);
        let all = self.pictures.iter().enumerate();
        self.shown = all.filter(|(_, it)| is_shown(it)).map(|(index, _)| index).collect();
        if filter != Filter::All {
            let shown = self.shown.iter().filter_map(|index| self.pictures.get(*index));
            self.stay.extend(shown.map(|picture| picture.at));
        }
    }

    /// How many pictures are in a filter.
    pub(super) fn count(&self, filter: Filter) -> usize {
        self.counts.get(filter as usize).copied().unwrap_or(0)
    }

    /// How many rows are shown that are no longer in the filter.
    pub(super) fn done(&self) -> usize {
        let shown = self.shown.iter().filter_map(|index| self.pictures.get(*index));
        shown.filter(|picture| !picture.is_in(self.filter)).count()
    }

    /// Whether no row is shown.
    pub(super) fn shows_none(&self) -> bool {
        self.shown.is_empty()
    }

    /// How many rows are shown.
    pub(super) fn rows(&self) -> usize {
        self.shown.len()
    }

    /// A row that is shown: the picture with its number among all pictures, from 1.
    pub(super) fn row(&self, row: usize) -> Option<(usize, &Picture)> {
        let index = *self.shown.get(row)?;
        Some((index + 1, self.pictures.get(index)?))
    }

    /// The row of a picture, if it is shown.
    pub(super) fn row_of(&self, at: FigureAt) -> Option<usize> {
        self.shown.iter().position(|index| self.pictures.get(*index).is_some_and(|it| it.at == at))
    }

    /// The row to go to from a picture, by so many rows; it stops at the ends.
    pub(super) fn beside(&self, at: Option<FigureAt>, by: isize) -> Option<FigureAt> {
        let last = self.rows().checked_sub(1)?;
        let row = match at.and_then(|at| self.row_of(at)) {
            Some(row) => row.saturating_add_signed(by).min(last),
            None => 0,
        };
        self.row(row).map(|(_, picture)| picture.at)
    }

    /// The list in a few words: `20 pictures, 7 with findings, 3 not described`.
    pub(super) fn summary(&self) -> String {
        if self.has_no_pictures() {
            return "Caption desk".to_owned();
        }
        let all = self.pictures.len();
        let mut words = format!("{all} {}", if all == 1 { "picture" } else { "pictures" });
        for (filter, name) in
            [(Filter::WithFindings, "with findings"), (Filter::NotDescribed, "not described")]
        {
            let count = self.count(filter);
            if count > 0 {
                words = format!("{words}, {count} {name}");
            }
        }
        words
    }

    /// Whether the story has no pictures.
    pub(super) fn has_no_pictures(&self) -> bool {
        self.pictures.is_empty()
    }
}

fn facts(block: &Block) -> Vec<Facts> {
    match &block.kind {
        BlockKind::Figure(figure) => vec![Facts::of(figure)],
        BlockKind::Gallery(figures) => figures.iter().map(Facts::of).collect(),
        _ => Vec::new(),
    }
}
