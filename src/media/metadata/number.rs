//! Whole numbers out of bytes, in either order; `None` where the bytes end.
//!
//! Must not know: what the numbers mean.

/// Which end of a number comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// Big-endian, as Motorola and networks write.
    Big,
    /// Little-endian, as Intel writes.
    Little,
}

impl Order {
    /// The number in `len` bytes (8 at most) at `at`.
    pub(super) fn number(self, bytes: &[u8], at: usize, len: usize) -> Option<u64> {
        let digits = bytes.get(at..at.checked_add(len)?)?;
        let join = |sum: u64, digit: &u8| (sum << 8) | u64::from(*digit);
        Some(match self {
            Self::Big => digits.iter().fold(0, join),
            Self::Little => digits.iter().rev().fold(0, join),
        })
    }

    /// The two bytes at `at`.
    pub(super) fn u16(self, bytes: &[u8], at: usize) -> Option<u16> {
        self.number(bytes, at, 2).and_then(|number| u16::try_from(number).ok())
    }

    /// The four bytes at `at`, as a place or a length.
    pub(super) fn u32(self, bytes: &[u8], at: usize) -> Option<usize> {
        self.number(bytes, at, 4).and_then(|number| usize::try_from(number).ok())
    }
}

/// The bytes from `at` on, `len` of them or as many as there are; says whether all were there.
pub(super) fn stretch(bytes: &[u8], at: usize, len: usize) -> (&[u8], bool) {
    let rest = bytes.get(at..).unwrap_or_default();
    match rest.get(..len) {
        Some(whole) => (whole, true),
        None => (rest, false),
    }
}
