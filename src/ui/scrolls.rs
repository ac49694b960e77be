//! Where the sheet was scrolled to at each step of undo, so that undo brings the view back too.
//!
//! Must not know: what a step changed.

use std::collections::BTreeMap;

use crate::edit::StepId;

/// The most steps whose views are remembered.
const MOST: usize = 2_000;

/// Distances from the top of the sheet, in points.
#[derive(Clone, Copy, Debug, Default)]
struct View {
    before: f32,
    after: f32,
}

/// The view before and after each step.
#[derive(Clone, Debug, Default)]
pub(super) struct Scrolls {
    views: BTreeMap<StepId, View>,
    /// The step whose view afterwards is not known before the next frame has been drawn.
    settling: Option<StepId>,
}

impl Scrolls {
    /// A step was made while the sheet was scrolled to here.
    pub(super) fn made(&mut self, step: StepId, scrolled: f32) {
        let view = View { before: scrolled, after: scrolled };
        self.views.entry(step).or_insert(view);
        self.settling = Some(step);
        if self.views.len() > MOST {
            self.views.pop_first();
        }
    }

    /// The frame after a step has been drawn.
    pub(super) fn drawn(&mut self, scrolled: f32) {
        if let Some(view) = self.settling.take().and_then(|step| self.views.get_mut(&step)) {
            view.after = scrolled;
        }
    }

    /// Where the sheet was before a step.
    pub(super) fn before(&self, step: StepId) -> Option<f32> {
        self.views.get(&step).map(|view| view.before)
    }

    /// Where it was after the step.
    pub(super) fn after(&self, step: StepId) -> Option<f32> {
        self.views.get(&step).map(|view| view.after)
    }
}
