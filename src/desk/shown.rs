//! The pictures that are decoded for the screen: which are kept, and which is decoded next.
//!
//! The window asks again in every frame for what it misses. So what has left the view is no longer
//! asked for, and is not decoded; what was asked for last comes first, from top to bottom.
//!
//! Must not know: how pictures are decoded, what the window looks like.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use crate::media::Thumbnail;
use crate::story::{MediaId, MediaRef};

/// How many pictures are handed out at once: one is being decoded and one waits, so that the
/// thread does not stand still while the window draws.
const MOST_UNDER_WAY: usize = 2;

/// What was asked for so much earlier than the latest has left the view.
const STILL_WANTED: TimeDelta = TimeDelta::milliseconds(250);

/// What one frame asks for is asked within less than this.
const ONE_FRAME: TimeDelta = TimeDelta::milliseconds(5);

/// How large a picture is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Size {
    /// In a list.
    Small,
    /// As wide as the copy.
    Wide,
    /// Alone, to look at closely.
    Large,
}

impl Size {
    /// The most pixels on the longer side.
    pub fn longest_px(self) -> u32 {
        match self {
            Self::Small => 512,
            Self::Wide => 1400,
            Self::Large => 2400,
        }
    }

    /// How many bytes of pixels are kept, at most.
    fn most_bytes(self) -> usize {
        match self {
            Self::Small => 64 * 1024 * 1024,
            Self::Wide => 32 * 1024 * 1024,
            Self::Large => usize::MAX,
        }
    }

    /// How many pictures are kept, at most.
    fn most_pictures(self) -> usize {
        match self {
            Self::Small | Self::Wide => usize::MAX,
            Self::Large => 2,
        }
    }
}

/// Pictures on their way to the screen.
#[derive(Debug, Default)]
pub(super) struct Shown {
    kept: BTreeMap<(Size, MediaId), Arc<Thumbnail>>,
    /// What is kept, the oldest first.
    order: VecDeque<(Size, MediaId)>,
    problems: BTreeMap<MediaId, String>,
    /// The latest last.
    wanted: Vec<Wanted>,
    under_way: Vec<(Size, MediaId)>,
}

#[derive(Clone, Copy, Debug)]
struct Wanted {
    size: Size,
    media: MediaRef,
    asked: DateTime<Utc>,
}

impl Shown {
    /// A picture in a size, once it is decoded.
    pub(super) fn get(&self, size: Size, id: MediaId) -> Option<&Arc<Thumbnail>> {
        self.kept.get(&(size, id))
    }

    /// Why a picture cannot be shown.
    pub(super) fn problem(&self, id: MediaId) -> Option<&str> {
        self.problems.get(&id).map(String::as_str)
    }

    /// Notes that a picture is in view and not there.
    pub(super) fn ask(&mut self, size: Size, media: MediaRef, now: DateTime<Utc>) {
        let key = (size, media.id);
        let is_known = self.kept.contains_key(&key)
            || self.problems.contains_key(&media.id)
            || self.under_way.contains(&key);
        if is_known {
            return;
        }
        self.wanted.retain(|wanted| {
            (wanted.size, wanted.media.id) != key && now - wanted.asked < STILL_WANTED
        });
        self.wanted.push(Wanted { size, media, asked: now });
    }

    /// The picture to be decoded next, if there is one and its turn has come.
    pub(super) fn next(&mut self) -> Option<(Size, MediaRef)> {
        if self.under_way.len() >= MOST_UNDER_WAY {
            return None;
        }
        let latest = self.wanted.last()?.asked;
        let next = self.wanted.iter().position(|wanted| latest - wanted.asked < ONE_FRAME)?;
        let Wanted { size, media, .. } = self.wanted.remove(next);
        self.under_way.push((size, media.id));
        Some((size, media))
    }

    /// Keeps what has been decoded, and lets the oldest of its size go where that is too much.
    pub(super) fn keep(&mut self, size: Size, id: MediaId, result: Result<Arc<Thumbnail>, String>) {
        let key = (size, id);
        self.under_way.retain(|known| *known != key);
        match result {
            Ok(picture) => {
                if self.kept.insert(key, picture).is_none() {
                    self.order.push_back(key);
                }
                self.let_go(size);
            }
            Err(problem) => drop(self.problems.insert(id, problem)),
        }
    }

    fn let_go(&mut self, size: Size) {
        let of_size = (size, MediaId([0; 32]))..=(size, MediaId([u8::MAX; 32]));
        let mut bytes: usize = self.kept.range(of_size.clone()).map(|it| it.1.rgba.len()).sum();
        let mut pictures = self.kept.range(of_size).count();
        // One always stays: it is the one that was asked for.
        while pictures > 1 && (bytes > size.most_bytes() || pictures > size.most_pictures()) {
            let Some(oldest) = self.order.iter().position(|known| known.0 == size) else { return };
            let Some(oldest) = self.order.remove(oldest) else { return };
            let gone = self.kept.remove(&oldest).map_or(0, |gone| gone.rgba.len());
            bytes = bytes.saturating_sub(gone);
            pictures -= 1;
        }
    }
}
