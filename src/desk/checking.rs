//! How far a check is, for whoever waits for it.
//!
//! Must not know: what is checked.

use std::sync::atomic::{AtomicU8, Ordering};

use chrono::{DateTime, TimeDelta, Utc};

use super::Desk;

/// A check that is under way.
#[derive(Debug)]
pub struct Checking {
    since: DateTime<Utc>,
    percent: AtomicU8,
}

impl Checking {
    /// A wait that is shorter than this needs no bar.
    const SHORT: TimeDelta = TimeDelta::milliseconds(500);

    pub(super) fn since(now: DateTime<Utc>) -> Self {
        Self { since: now, percent: AtomicU8::new(0) }
    }

    /// Remembers that so many blocks of all are read.
    pub(super) fn tell(&self, done: usize, all: usize) {
        let percent = done.saturating_mul(100) / all.max(1);
        self.percent.store(percent.min(100) as u8, Ordering::Relaxed);
    }
}

impl Desk {
    /// Whether a check is under way.
    pub fn is_checking(&self) -> bool {
        self.checking.is_some()
    }

    /// How much of the story the check has read, in percent, once it has taken half a second.
    pub fn check_progress(&self, now: DateTime<Utc>) -> Option<u8> {
        let checking = self.checking.as_ref()?;
        let is_long = now - checking.since > Checking::SHORT;
        is_long.then(|| checking.percent.load(Ordering::Relaxed))
    }
}
