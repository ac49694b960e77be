//! A story that is being worked on: the story, its revision, and the way back.

use std::collections::VecDeque;

use chrono::{DateTime, TimeDelta, Utc};

use super::moved::{self, Moved};
use super::{Edit, Misfit, apply};
use crate::story::{Story, TextAt};

/// A place between two graphemes of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Caret {
    /// Which text.
    pub at: TextAt,
    /// How many bytes of it come before.
    pub byte: usize,
}

/// What is selected: from the anchor, where it began, to the head, which moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Selection {
    /// Where the selection began.
    pub anchor: Caret,
    /// Where it is now; a plain caret has both in one place.
    pub head: Caret,
}

impl Selection {
    /// A caret with nothing selected.
    pub fn caret(at: TextAt, byte: usize) -> Self {
        let caret = Caret { at, byte };
        Self { anchor: caret, head: caret }
    }
}

/// An edit together with where the caret was and where it goes.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What changes.
    pub edit: Edit,
    /// The selection when it was made; undo brings it back.
    pub before: Option<Selection>,
    /// The selection afterwards; redo brings it back.
    pub after: Option<Selection>,
}

impl From<Edit> for Change {
    fn from(edit: Edit) -> Self {
        Self { edit, before: None, after: None }
    }
}

/// Names one step of undo for as long as it can be taken back or brought back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StepId(u64);

/// One step of undo or redo.
#[derive(Clone, Debug)]
struct Step {
    id: StepId,
    /// The edits to make, the last one first.
    edits: Vec<Edit>,
    before: Option<Selection>,
    after: Option<Selection>,
}

/// What the last change was, for joining the next one to it.
#[derive(Clone, Debug)]
struct Run {
    last: Touch,
    at: DateTime<Utc>,
}

/// The part of an edit that decides whether two belong to one run of typing.
#[derive(Clone, Debug)]
enum Touch {
    Text { at: TextAt, removed_from: usize, inserted_to: usize, inserts: bool, removes: bool },
    Field(super::Value),
}

/// Typing at touching places joins into one step when it goes on within this time.
const RUN_MILLIS: i64 = 800;

/// The most steps that are kept.
const MOST_STEPS: usize = 10_000;

/// The most moves that are remembered for results that come late.
const MOST_MOVES: usize = 4_096;

/// A story that is being worked on.
#[derive(Clone, Debug)]
pub struct Draft {
    story: Story,
    revision: u64,
    undo: VecDeque<Step>,
    redo: Vec<Step>,
    run: Option<Run>,
    steps: u64,
    /// What moved, and the revision that it led to, oldest first.
    moves: VecDeque<(u64, Moved)>,
    /// Moves that led to this revision or an earlier one are forgotten.
    forgotten: u64,
}

/// A step that was taken back or brought back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Restored {
    /// Where the caret was then, when the step knew.
    pub selection: Option<Selection>,
}

impl Draft {
    /// Begins work on a story, at revision 0, with nothing to undo.
    pub fn new(story: Story) -> Self {
        Self {
            story,
            revision: 0,
            undo: VecDeque::new(),
            redo: Vec::new(),
            run: None,
            steps: 0,
            moves: VecDeque::new(),
            forgotten: 0,
        }
    }

    /// Begins work on another story with nothing to undo. Its revision goes on from this one's, so
    /// that a result computed for the story before is never taken for one about the new.
    #[must_use]
    pub fn succeeded_by(&self, story: Story) -> Self {
        let revision = self.revision + 1;
        Self { revision, forgotten: revision, steps: self.steps, ..Self::new(story) }
    }

    /// The story as it stands.
    pub fn story(&self) -> &Story {
        &self.story
    }

    /// Goes up by one with every change, undo and redo included.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Whether there is something to take back.
    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    /// Whether there is something to bring back.
    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    /// Makes a change that can be undone. Typing at touching places within 800 ms is one step.
    pub fn change(&mut self, change: Change, now: DateTime<Utc>) -> Result<(), Misfit> {
        let touch = touch_of(&change.edit);
        let inverse = apply(&mut self.story, change.edit)?;
        self.revision += 1;
        self.remember(&inverse);
        self.redo.clear();
        let joins = match (&self.run, &touch) {
            (Some(run), Some(touch)) => {
                let pause = now - run.at;
                pause >= TimeDelta::zero()
                    && pause <= TimeDelta::milliseconds(RUN_MILLIS)
                    && continues(&run.last, touch)
            }
            _ => false,
        };
        match self.undo.back_mut() {
            Some(step) if joins => {
                let both = step.edits.last_mut().and_then(|last| typed_on(last, &inverse));
                match both {
                    Some(both) => drop(step.edits.last_mut().map(|last| *last = both)),
                    None => step.edits.push(inverse),
                }
                step.after = change.after;
            }
            _ => {
                self.steps += 1;
                self.undo.push_back(Step {
                    id: StepId(self.steps),
                    edits: vec![inverse],
                    before: change.before,
                    after: change.after,
                });
                if self.undo.len() > MOST_STEPS {
                    self.undo.pop_front();
                }
            }
        }
        self.run = touch.map(|last| Run { last, at: now });
        Ok(())
    }

    /// Makes a change that is not the editor's, such as the time of saving, and leaves undo alone.
    pub fn note(&mut self, value: super::Value) -> Result<(), Misfit> {
        apply(&mut self.story, Edit::Set(value)).map(|_inverse| ())
    }

    /// Makes one more change as a part of the last step.
    pub fn amend(&mut self, edit: Edit) -> Result<(), Misfit> {
        let inverse = apply(&mut self.story, edit)?;
        self.revision += 1;
        self.remember(&inverse);
        self.run = None;
        if let Some(step) = self.undo.back_mut() {
            step.edits.push(inverse);
        }
        Ok(())
    }

    /// Takes the last step back; `None` when there is nothing to undo.
    pub fn undo(&mut self) -> Option<Restored> {
        let step = self.undo.pop_back()?;
        let before = step.before;
        let step = self.play(step);
        self.redo.push(step);
        Some(Restored { selection: before })
    }

    /// Brings the last undone step back; `None` when there is none.
    pub fn redo(&mut self) -> Option<Restored> {
        let step = self.redo.pop()?;
        let after = step.after;
        let step = self.play(step);
        self.undo.push_back(step);
        Some(Restored { selection: after })
    }

    /// Ends the run of typing, so that the next change is a step of its own.
    pub fn end_run(&mut self) {
        self.run = None;
    }

    /// The step that undo would take back.
    pub fn last_step(&self) -> Option<StepId> {
        self.undo.back().map(|step| step.id)
    }

    /// The step that redo would bring back.
    pub fn next_step(&self) -> Option<StepId> {
        self.redo.last().map(|step| step.id)
    }

    /// What moved after a revision, in order; `None` when that is too long ago to know.
    pub fn moves_since(&self, revision: u64) -> Option<impl Iterator<Item = &Moved>> {
        let first = self.moves.partition_point(|(led_to, _)| *led_to <= revision);
        (revision >= self.forgotten).then(|| self.moves.range(first..).map(|(_, moved)| moved))
    }

    fn remember(&mut self, inverse: &Edit) {
        let revision = self.revision;
        self.moves.extend(moved::by(inverse).into_iter().map(|moved| (revision, moved)));
        while self.moves.len() > MOST_MOVES {
            if let Some((led_to, _)) = self.moves.pop_front() {
                self.forgotten = led_to;
            }
        }
    }

    fn play(&mut self, step: Step) -> Step {
        self.run = None;
        self.revision += 1;
        let Step { id, edits: undone, before, after } = step;
        let mut edits = Vec::with_capacity(undone.len());
        for edit in undone.into_iter().rev() {
            let inverse = apply(&mut self.story, edit).expect("history only holds edits that fit");
            self.remember(&inverse);
            edits.push(inverse);
        }
        Step { id, edits, before, after }
    }
}

/// One inverse for two that take back typing on from the same place.
fn typed_on(first: &Edit, next: &Edit) -> Option<Edit> {
    let (
        Edit::Splice { at, range, with },
        Edit::Splice { at: next_at, range: next_range, with: next_with },
    ) = (first, next)
    else {
        return None;
    };
    let goes_on = at == next_at && range.end == next_range.start;
    (goes_on && with.is_empty() && next_with.is_empty()).then(|| Edit::Splice {
        at: *at,
        range: range.start..next_range.end,
        with: with.clone(),
    })
}

fn touch_of(edit: &Edit) -> Option<Touch> {
    match edit {
        Edit::Splice { at, range, with } => Some(Touch::Text {
            at: *at,
            removed_from: range.start,
            inserted_to: range.start + with.len(),
            inserts: !with.is_empty(),
            removes: !range.is_empty(),
        }),
        Edit::Set(value) => Some(Touch::Field(value.clone())),
        _ => None,
    }
}

fn continues(last: &Touch, next: &Touch) -> bool {
    match (last, next) {
        (
            Touch::Text { at, removed_from, inserted_to, inserts, removes: _ },
            Touch::Text {
                at: next_at,
                removed_from: next_from,
                inserted_to: next_to,
                inserts: next_inserts,
                removes: next_removes,
            },
        ) => {
            // Typing goes on where the last letter ended, also where the first letter replaced a
            // selection; Backspace ends and Delete begins where the last deletion was. Typing and
            // deleting are steps of their own.
            let touching = if *inserts {
                next_from == inserted_to && !next_removes
            } else {
                next_from == removed_from || next_to <= removed_from
            };
            at == next_at && inserts == next_inserts && touching
        }
        (Touch::Field(last), Touch::Field(next)) => last.same_field(next),
        _ => false,
    }
}
