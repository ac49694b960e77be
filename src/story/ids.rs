//! Identity of stories and blocks.

use std::fmt;
use std::sync::Arc;

use uuid::Uuid;

use super::{Block, BlockKind};

/// A story's own id, the same for life (UUID version 7, RFC 9562).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StoryId(pub Uuid);

/// A block's own id, the same wherever the block moves to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BlockId(pub Uuid);

impl fmt::Display for StoryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for BlockId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Hands out ids, counting up from a starting point that the caller brings.
///
/// The floors below `desk` may not ask the clock or a random source, so the desk seeds this with
/// a fresh UUID and tests seed it with a small number.
#[derive(Clone, Debug)]
pub struct Ids {
    next: u128,
}

impl Ids {
    /// Counts up from a fresh UUID version 7; two sources with different UUIDs do not meet.
    pub fn from_uuid(first: Uuid) -> Self {
        Self { next: first.as_u128() }
    }

    /// Small, repeatable ids for tests and benches.
    pub fn from_seed(seed: u32) -> Self {
        Self { next: u128::from(seed) << 64 }
    }

    /// The next story id.
    pub fn story(&mut self) -> StoryId {
        StoryId(self.next())
    }

    /// The next block id.
    pub fn block_id(&mut self) -> BlockId {
        BlockId(self.next())
    }

    /// A new block around this content.
    pub fn block(&mut self, kind: BlockKind) -> Arc<Block> {
        Arc::new(Block { id: self.block_id(), kind })
    }

    /// Sets the next four thousand million ids aside for somebody who works elsewhere, such as an
    /// importer on a thread of its own.
    #[must_use]
    pub fn reserve(&mut self) -> Self {
        let reserved = Self { next: self.next };
        self.next = self.next.wrapping_add(1 << 32);
        reserved
    }

    fn next(&mut self) -> Uuid {
        self.next = self.next.wrapping_add(1);
        Uuid::from_u128(self.next)
    }
}
