//! The blocks of a body, in an order that is quick to change, to search and to copy.
//!
//! A body is cut into stretches of about a hundred blocks. A copy shares all stretches; a change
//! copies one, and the list of them. So a snapshot for a job, a keystroke, Enter and the look-up of a block cost nearly
//! the same in a brief and in a book. Whoever keeps a copy can tell, stretch by stretch (`Arc::ptr_eq`), which
//! parts of the body are still the same.

use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::{Block, BlockId, BlockKind};

/// The most blocks in one stretch; a fuller one is cut in two.
const MOST: usize = 224;

/// Blocks of a stretch that is built in one go, so that there is room for more.
const BUILT: usize = 112;

/// The blocks of a story in reading order. Block ids are unique within a body.
///
/// ```
/// use nightdesk::story::{BlockKind, Body, Ids};
///
/// let mut ids = Ids::from_seed(1);
/// let body: Body = (0..3).map(|_| ids.block(BlockKind::Divider)).collect();
/// let last = body.last().unwrap().id;
/// assert_eq!(body.position(last), Some(2));
/// ```
#[derive(Clone, Default)]
pub struct Body {
    places: Arc<Vec<Place>>,
    /// In which stretch a block is.
    homes: imbl::HashMap<BlockId, u32>,
    len: usize,
    next: u32,
}

/// A stretch and its place in the body. What is asked of all stretches stands here, side by side,
/// so that a look over the whole body does not go to each stretch.
#[derive(Clone)]
struct Place {
    /// Names the stretch for as long as it exists.
    home: u32,
    len: usize,
    sums: OnceLock<Sums>,
    stretch: Arc<Stretch>,
}

impl Place {
    fn new(home: u32, stretch: Stretch) -> Self {
        let len = stretch.len();
        Self { home, len, sums: OnceLock::new(), stretch: Arc::new(stretch) }
    }

    fn sums(&self) -> Sums {
        *self.sums.get_or_init(|| self.stretch.sums())
    }

    /// The stretch to change; it is `more` longer afterwards.
    fn change(&mut self, more: isize) -> &mut Stretch {
        self.sums.take();
        self.len = self.len.saturating_add_signed(more);
        Arc::make_mut(&mut self.stretch)
    }
}

/// About a hundred blocks that follow each other.
#[derive(Clone, Default)]
pub struct Stretch {
    entries: Vec<Entry>,
}

#[derive(Clone)]
struct Entry {
    id: BlockId,
    block: Arc<Block>,
    words: OnceLock<usize>,
}

/// What a stretch holds in all, counted when somebody asks.
#[derive(Clone, Copy, Default)]
struct Sums {
    words: usize,
    figures: usize,
}

impl Stretch {
    /// Its blocks, top to bottom.
    pub fn blocks(&self) -> impl ExactSizeIterator<Item = &Arc<Block>> + DoubleEndedIterator {
        self.entries.iter().map(|entry| &entry.block)
    }

    /// How many blocks it holds.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn sums(&self) -> Sums {
        let mut sums = Sums::default();
        for entry in &self.entries {
            sums.words += entry.words();
            sums.figures += figures_in(&entry.block.kind);
        }
        sums
    }
}

fn figures_in(kind: &BlockKind) -> usize {
    match kind {
        BlockKind::Figure(_) => 1,
        BlockKind::Gallery(figures) => figures.len(),
        _ => 0,
    }
}

impl Entry {
    fn new(block: Arc<Block>) -> Self {
        Self { id: block.id, block, words: OnceLock::new() }
    }

    fn words(&self) -> usize {
        *self.words.get_or_init(|| self.block.words())
    }
}

impl Body {
    /// How many blocks there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The block at this place, counted from 0.
    pub fn get(&self, index: usize) -> Option<&Arc<Block>> {
        let (place, offset) = self.locate(index)?;
        Some(&self.places.get(place)?.stretch.entries.get(offset)?.block)
    }

    /// The first block.
    pub fn first(&self) -> Option<&Arc<Block>> {
        self.get(0)
    }

    /// The last block.
    pub fn last(&self) -> Option<&Arc<Block>> {
        self.places.last()?.stretch.entries.last().map(|entry| &entry.block)
    }

    /// Where a block stands, counted from 0.
    pub fn position(&self, id: BlockId) -> Option<usize> {
        let (place, offset) = self.find(id)?;
        let before: usize = self.places.iter().take(place).map(|place| place.len).sum();
        Some(before + offset)
    }

    /// The block with this id.
    pub fn block(&self, id: BlockId) -> Option<&Arc<Block>> {
        let (place, offset) = self.find(id)?;
        Some(&self.places.get(place)?.stretch.entries.get(offset)?.block)
    }

    /// Words of running copy in all blocks; see [`super::Story::words`]. Blocks that have been
    /// counted before, in this body or in a copy of it, are not counted again.
    pub fn words(&self) -> usize {
        self.places.iter().map(|place| place.sums().words).sum()
    }

    /// Words of running copy in the blocks of a range.
    pub fn words_between(&self, range: Range<usize>) -> usize {
        let mut words = 0;
        let mut first = 0;
        for place in self.places.iter() {
            let stretch = &place.stretch;
            let end = first + place.len;
            if range.start <= first && end <= range.end {
                words += place.sums().words;
            } else {
                let from = range.start.clamp(first, end) - first;
                let to = range.end.clamp(first, end) - first;
                let some = stretch.entries.get(from..to.max(from)).unwrap_or_default();
                words += some.iter().map(Entry::words).sum::<usize>();
            }
            first = end;
        }
        words
    }

    /// How many pictures stand above the block at this place.
    pub fn figures_before(&self, index: usize) -> usize {
        let mut figures = 0;
        let mut left = index;
        for place in self.places.iter() {
            if left < place.len {
                let above = place.stretch.entries.iter().take(left);
                return figures + above.map(|entry| figures_in(&entry.block.kind)).sum::<usize>();
            }
            left -= place.len;
            figures += place.sums().figures;
        }
        figures
    }

    /// The blocks that hold pictures, without a look at the stretches that have none.
    pub fn with_figures(&self) -> impl Iterator<Item = &Arc<Block>> {
        let some = self.places.iter().filter(|place| place.sums().figures > 0);
        some.flat_map(|place| place.stretch.blocks()).filter(|block| figures_in(&block.kind) > 0)
    }

    /// The stretches, top to bottom. One that is shared with a copy made earlier is unchanged.
    pub fn stretches(&self) -> impl ExactSizeIterator<Item = &Arc<Stretch>> + DoubleEndedIterator {
        self.places.iter().map(|place| &place.stretch)
    }

    /// The blocks from top to bottom.
    pub fn iter(&self) -> Iter<'_> {
        Iter { body: self, front: (0, 0), back: (self.places.len(), 0), left: self.len }
    }

    /// The blocks from a place on, to the last.
    pub fn iter_from(&self, index: usize) -> Iter<'_> {
        let front = self.locate(index).unwrap_or((self.places.len(), 0));
        let back = (self.places.len(), 0);
        Iter { body: self, front, back, left: self.len.saturating_sub(index) }
    }

    /// Adds a block at the end.
    pub fn push(&mut self, block: Arc<Block>) {
        let places = Arc::make_mut(&mut self.places);
        if places.last().is_none_or(|place| place.len >= BUILT) {
            places.push(Place::new(self.next, Stretch::default()));
            self.next += 1;
        }
        if let Some(place) = places.last_mut() {
            self.homes.insert(block.id, place.home);
            place.change(1).entries.push(Entry::new(block));
            self.len += 1;
        }
    }

    /// Puts a block in at a place from 0 to the number of blocks; beyond it goes to the end.
    pub fn insert(&mut self, index: usize, block: Arc<Block>) {
        let Some((at, offset)) = self.locate(index) else {
            self.push(block);
            return;
        };
        let places = Arc::make_mut(&mut self.places);
        let Some(place) = places.get_mut(at) else { return };
        self.homes.insert(block.id, place.home);
        place.change(1).entries.insert(offset, Entry::new(block));
        self.len += 1;
        if place.len > MOST {
            let half = place.len / 2;
            let entries = place.change(0).entries.split_off(half);
            place.len = half;
            let home = self.next;
            self.next += 1;
            for entry in &entries {
                self.homes.insert(entry.id, home);
            }
            places.insert(at + 1, Place::new(home, Stretch { entries }));
        }
    }

    /// Takes the block at a place out.
    pub fn remove(&mut self, index: usize) -> Option<Arc<Block>> {
        let (at, offset) = self.locate(index)?;
        let places = Arc::make_mut(&mut self.places);
        let place = places.get_mut(at)?;
        let entry = place.change(-1).entries.remove(offset);
        self.homes.remove(&entry.id);
        self.len -= 1;
        if place.len == 0 {
            places.remove(at);
        }
        Some(entry.block)
    }

    /// A block to change; only `edit::apply` does. Its id may not change.
    pub(crate) fn block_mut(&mut self, id: BlockId) -> Option<&mut Block> {
        let (at, offset) = self.find(id)?;
        let place = Arc::make_mut(&mut self.places).get_mut(at)?;
        let entry = place.change(0).entries.get_mut(offset)?;
        entry.words.take();
        Some(Arc::make_mut(&mut entry.block))
    }

    fn find(&self, id: BlockId) -> Option<(usize, usize)> {
        let home = *self.homes.get(&id)?;
        let place = self.places.iter().position(|place| place.home == home)?;
        let entries = &self.places.get(place)?.stretch.entries;
        Some((place, entries.iter().position(|entry| entry.id == id)?))
    }

    /// The stretch and the offset in it of a place before the end.
    fn locate(&self, index: usize) -> Option<(usize, usize)> {
        let mut left = index;
        for (at, place) in self.places.iter().enumerate() {
            if left < place.len {
                return Some((at, left));
            }
            left -= place.len;
        }
        None
    }
}

/// Blocks from top to bottom, or from the bottom up.
#[derive(Clone)]
pub struct Iter<'a> {
    body: &'a Body,
    /// Stretch and offset of the next block.
    front: (usize, usize),
    /// Stretch and offset just behind the last block; an offset of 0 means the stretch before.
    back: (usize, usize),
    left: usize,
}

impl<'a> Iterator for Iter<'a> {
    type Item = &'a Arc<Block>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.left == 0 {
            return None;
        }
        self.left -= 1;
        let (place, offset) = self.front;
        let entries = &self.body.places.get(place)?.stretch.entries;
        self.front = if offset + 1 < entries.len() { (place, offset + 1) } else { (place + 1, 0) };
        entries.get(offset).map(|entry| &entry.block)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl DoubleEndedIterator for Iter<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        if self.left == 0 {
            return None;
        }
        self.left -= 1;
        if self.back.1 == 0 {
            let place = self.back.0.checked_sub(1)?;
            self.back = (place, self.body.places.get(place)?.stretch.len());
        }
        let (place, end) = self.back;
        self.back = (place, end - 1);
        let entries = &self.body.places.get(place)?.stretch.entries;
        entries.get(end - 1).map(|entry| &entry.block)
    }
}

impl ExactSizeIterator for Iter<'_> {}

impl<'a> IntoIterator for &'a Body {
    type Item = &'a Arc<Block>;
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

impl IntoIterator for Body {
    type Item = Arc<Block>;
    type IntoIter = std::vec::IntoIter<Arc<Block>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter().cloned().collect::<Vec<_>>().into_iter()
    }
}

impl FromIterator<Arc<Block>> for Body {
    fn from_iter<I: IntoIterator<Item = Arc<Block>>>(blocks: I) -> Self {
        let mut body = Self::default();
        body.extend(blocks);
        body
    }
}

impl Extend<Arc<Block>> for Body {
    fn extend<I: IntoIterator<Item = Arc<Block>>>(&mut self, blocks: I) {
        for block in blocks {
            self.push(block);
        }
    }
}

impl From<Vec<Arc<Block>>> for Body {
    fn from(blocks: Vec<Arc<Block>>) -> Self {
        blocks.into_iter().collect()
    }
}

impl std::ops::Index<usize> for Body {
    type Output = Arc<Block>;

    fn index(&self, index: usize) -> &Arc<Block> {
        self.get(index).expect("a place beyond the end of the body")
    }
}

impl PartialEq for Body {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len
            && (Arc::ptr_eq(&self.places, &other.places)
                || self.iter().zip(other).all(|(a, b)| Arc::ptr_eq(a, b) || a == b))
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self).finish()
    }
}

impl fmt::Debug for Stretch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.blocks()).finish()
    }
}

impl fmt::Debug for Iter<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::story::{Ids, RichText};

    #[derive(Clone, Debug)]
    enum Step {
        Insert(usize),
        Remove(usize),
        Write(usize),
    }

    fn steps() -> impl Strategy<Value = Vec<Step>> {
        let step = prop_oneof![
            3 => any::<usize>().prop_map(Step::Insert),
            2 => any::<usize>().prop_map(Step::Remove),
            2 => any::<usize>().prop_map(Step::Write),
        ];
        proptest::collection::vec(step, 0..60)
    }

    fn graf(ids: &mut Ids, words: &str) -> Arc<Block> {
        ids.block(BlockKind::Paragraph(RichText::plain(words)))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn a_body_is_a_list_of_blocks(start in 0usize..300, steps in steps()) {
            let mut ids = Ids::from_seed(1);
            let mut plain: Vec<Arc<Block>> =
                (0..start).map(|index| graf(&mut ids, &format!("graf {index}"))).collect();
            let mut body: Body = plain.iter().cloned().collect();
            let (copy, copied) = (body.clone(), plain.clone());
            for step in steps {
                match step {
                    Step::Insert(at) => {
                        let block = graf(&mut ids, "one more");
                        let at = at % (plain.len() + 1);
                        plain.insert(at, Arc::clone(&block));
                        body.insert(at, block);
                    }
                    Step::Remove(at) if !plain.is_empty() => {
                        let at = at % plain.len();
                        let removed = plain.remove(at);
                        prop_assert_eq!(body.remove(at), Some(removed));
                    }
                    Step::Write(at) if !plain.is_empty() => {
                        let at = at % plain.len();
                        let kind = BlockKind::Paragraph(RichText::plain("other words here"));
                        Arc::make_mut(&mut plain[at]).kind = kind.clone();
                        body.block_mut(plain[at].id).unwrap().kind = kind;
                    }
                    Step::Remove(_) | Step::Write(_) => {}
                }
                let words: usize = plain.iter().map(|block| block.words()).sum();
                prop_assert_eq!(body.words(), words);
            }
            prop_assert!(body.iter().eq(&plain));
            prop_assert!(body.iter().rev().eq(plain.iter().rev()));
            prop_assert_eq!(body.last(), plain.last());
            for (index, block) in plain.iter().enumerate() {
                prop_assert_eq!(body.position(block.id), Some(index));
                prop_assert_eq!(body.get(index), Some(block));
            }
            prop_assert!(copy.iter().eq(&copied), "a copy stays as it was");
        }
    }

    #[test]
    fn a_change_leaves_the_other_stretches_as_they_were() {
        let mut ids = Ids::from_seed(1);
        let mut body: Body = (0..1_000).map(|_| graf(&mut ids, "words")).collect();
        let before = body.clone();
        let id = body[500].id;
        body.block_mut(id).unwrap().kind = BlockKind::Divider;
        let same = before
            .stretches()
            .zip(body.stretches())
            .filter(|(old, new)| Arc::ptr_eq(old, new))
            .count();
        assert_eq!(same + 1, body.stretches().len());
    }

    #[test]
    fn an_iterator_taken_from_both_ends_gives_each_block_once() {
        let mut ids = Ids::from_seed(1);
        let body: Body = (0..100).map(|_| graf(&mut ids, "words")).collect();
        let mut iter = body.iter();
        let mut seen = 0;
        while iter.next().is_some() {
            seen += 1;
            seen += usize::from(iter.next_back().is_some());
        }
        assert_eq!(seen, 100);
    }
}
