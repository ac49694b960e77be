//! How tall the blocks of the body are, so that a frame lays out only those in view.
//!
//! Heights are kept stretch by stretch, in step with [`Body`]: after a change only the stretches
//! that are no longer the same are looked at. Finding a block by its place on the sheet, or a
//! place by its block, costs nearly the same in a brief and in a book.
//!
//! Must not know: what a block looks like.

use std::collections::HashMap;
use std::sync::Arc;

use crate::story::{Block, BlockId, Body, Stretch};

/// Heights of all blocks in points, gaps included; estimates where nobody has looked yet.
#[derive(Default)]
pub(in crate::ui) struct Heights {
    parts: Vec<Part>,
    total: f32,
    width: f32,
}

struct Part {
    stretch: Arc<Stretch>,
    heights: Vec<f32>,
    sum: f32,
}

impl Part {
    fn new(stretch: &Arc<Stretch>, mut height: impl FnMut(&Block) -> f32) -> Self {
        let heights: Vec<f32> = stretch.blocks().map(|block| height(block)).collect();
        let sum = heights.iter().sum();
        Self { stretch: Arc::clone(stretch), heights, sum }
    }
}

impl Heights {
    /// Comes in step with a body. What was measured at another width is worth nothing.
    pub(in crate::ui) fn follow(
        &mut self,
        body: &Body,
        width: f32,
        estimate: impl Fn(&Block) -> f32,
    ) {
        if (self.width - width).abs() > 0.5 {
            self.parts.clear();
            self.width = width;
        }
        let count = body.stretches().len();
        let is_same =
            |(part, stretch): &(&Part, &Arc<Stretch>)| Arc::ptr_eq(&part.stretch, stretch);
        let same = self.parts.iter().zip(body.stretches()).take_while(is_same).count();
        if same == count && same == self.parts.len() {
            return;
        }
        let most = count.min(self.parts.len()) - same;
        let below = self.parts.iter().rev().zip(body.stretches().rev());
        let below = below.take(most).take_while(is_same).count();
        if self.is_one_rewritten(body, same, below) {
            return;
        }
        let mut known: HashMap<BlockId, f32> = HashMap::new();
        for part in self.parts.get(same..self.parts.len() - below).unwrap_or_default() {
            let ids = part.stretch.blocks().map(|block| block.id);
            known.extend(ids.zip(part.heights.iter().copied()));
        }
        let fresh: Vec<Part> = body
            .stretches()
            .take(count - below)
            .skip(same)
            .map(|stretch| {
                Part::new(stretch, |block| {
                    known.get(&block.id).copied().unwrap_or_else(|| estimate(block))
                })
            })
            .collect();
        self.parts.splice(same..self.parts.len() - below, fresh);
        self.total = self.parts.iter().map(|part| part.sum).sum();
    }

    /// A keystroke changes one stretch and leaves its blocks where they are: their heights stay.
    fn is_one_rewritten(&mut self, body: &Body, same: usize, below: usize) -> bool {
        if self.parts.len() != body.stretches().len() || same + below + 1 != self.parts.len() {
            return false;
        }
        let (Some(part), Some(stretch)) = (self.parts.get_mut(same), body.stretches().nth(same))
        else {
            return false;
        };
        let ids = |stretch: &Stretch| stretch.blocks().map(|block| block.id).collect::<Vec<_>>();
        let rewritten = ids(&part.stretch) == ids(stretch);
        if rewritten {
            part.stretch = Arc::clone(stretch);
        }
        rewritten
    }

    /// The height of the whole body.
    pub(in crate::ui) fn total(&self) -> f32 {
        self.total
    }

    /// The block at a distance from the top of the body, with its index and its own distance.
    pub(in crate::ui) fn at(&self, y: f32) -> Option<(usize, f32)> {
        let (mut index, mut top) = (0, 0.0);
        let last = self.parts.len().checked_sub(1)?;
        for (number, part) in self.parts.iter().enumerate() {
            if y >= top + part.sum && number < last {
                top += part.sum;
                index += part.heights.len();
                continue;
            }
            let most = part.heights.len().saturating_sub(1);
            for (offset, height) in part.heights.iter().enumerate() {
                if y < top + height || offset == most {
                    return Some((index + offset, top));
                }
                top += height;
            }
        }
        None
    }

    /// How far from the top of the body a block begins.
    pub(in crate::ui) fn top_of(&self, index: usize) -> f32 {
        let (mut left, mut top) = (index, 0.0);
        for part in &self.parts {
            if left < part.heights.len() {
                return top + part.heights.iter().take(left).sum::<f32>();
            }
            left -= part.heights.len();
            top += part.sum;
        }
        top
    }

    /// The height of a block.
    pub(in crate::ui) fn get(&self, index: usize) -> f32 {
        let mut left = index;
        for part in &self.parts {
            if let Some(height) = part.heights.get(left) {
                return *height;
            }
            left -= part.heights.len();
        }
        0.0
    }

    /// What a block turned out to need; returns by how much that differs.
    pub(in crate::ui) fn measured(&mut self, index: usize, height: f32) -> f32 {
        let mut left = index;
        for part in &mut self.parts {
            let len = part.heights.len();
            if let Some(known) = part.heights.get_mut(left) {
                let more = height - *known;
                if more.abs() > 0.25 {
                    *known = height;
                    part.sum = part.heights.iter().sum();
                    self.total += more;
                    return more;
                }
                return 0.0;
            }
            left -= len;
        }
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::{BlockKind, Ids, RichText};

    fn body(ids: &mut Ids, count: usize) -> Body {
        (0..count).map(|_| ids.block(BlockKind::Paragraph(RichText::plain("words")))).collect()
    }

    #[test]
    fn places_and_blocks_find_each_other() {
        let mut ids = Ids::from_seed(1);
        let body = body(&mut ids, 500);
        let mut heights = Heights::default();
        heights.follow(&body, 600.0, |_| 10.0);
        heights.measured(3, 25.0);
        assert!((heights.total() - 5_015.0).abs() < 0.01);
        for index in [0, 2, 3, 4, 250, 499] {
            let top = heights.top_of(index);
            assert_eq!(heights.at(top + 1.0), Some((index, top)));
        }
        assert_eq!(heights.at(99_999.0).map(|(index, _)| index), Some(499));
    }

    #[test]
    fn what_was_measured_stays_when_blocks_come_and_go_elsewhere() {
        let mut ids = Ids::from_seed(1);
        let mut body = body(&mut ids, 300);
        let mut heights = Heights::default();
        heights.follow(&body, 600.0, |_| 10.0);
        heights.measured(2, 40.0);
        heights.measured(150, 70.0);
        heights.measured(299, 90.0);
        body.insert(149, ids.block(BlockKind::Divider));
        body.remove(0);
        heights.follow(&body, 600.0, |_| 11.0);
        for (index, height) in [(1, 40.0), (150, 70.0), (299, 90.0), (148, 11.0)] {
            assert!((heights.get(index) - height).abs() < 0.01, "{index}");
        }
        let sum: f32 = (0..300).map(|index| heights.get(index)).sum();
        assert!((heights.total() - sum).abs() < 0.01);
    }

    #[test]
    fn another_width_forgets_what_was_measured() {
        let mut ids = Ids::from_seed(1);
        let body = body(&mut ids, 10);
        let mut heights = Heights::default();
        heights.follow(&body, 600.0, |_| 10.0);
        heights.measured(2, 40.0);
        heights.follow(&body, 500.0, |_| 12.0);
        assert!((heights.get(2) - 12.0).abs() < 0.01);
    }
}
