//! The directories of a TIFF file, which Exif is too.
//!
//! Standards: TIFF 6.0 section 2; Exif 2.32 §4.6.
//!
//! Must not know: which tags matter.

use super::number::{Order, stretch};

/// The most entries of one directory that are looked at.
const MOST_ENTRIES: usize = 4096;

/// A TIFF file, opened.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tiff<'a> {
    bytes: &'a [u8],
    /// Which end of its numbers comes first.
    pub(super) order: Order,
}

/// One entry of a directory.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry<'a> {
    /// What it says: 270 is the description.
    pub(super) tag: u16,
    /// In what form: 2 is text.
    pub(super) kind: u16,
    /// The value’s bytes, as they stand in the file.
    pub(super) value: &'a [u8],
    /// Whether the file has all of them.
    pub(super) is_whole: bool,
    order: Order,
}

impl Entry<'_> {
    /// The value as a place in the file.
    pub(super) fn place(&self) -> Option<usize> {
        self.order.u32(self.value, 0)
    }
}

impl<'a> Tiff<'a> {
    /// Opens a file; `None` if it does not begin as one.
    pub(super) fn open(bytes: &'a [u8]) -> Option<Self> {
        let order = match bytes {
            [b'I', b'I', 42, 0, ..] => Order::Little,
            [b'M', b'M', 0, 42, ..] => Order::Big,
            _ => return None,
        };
        Some(Self { bytes, order })
    }

    /// Where the first directory stands.
    pub(super) fn first(self) -> Option<usize> {
        self.order.u32(self.bytes, 4)
    }

    /// The entries of the directory at `at`, and whether all of them are in the file.
    pub(super) fn directory(self, at: usize) -> (Vec<Entry<'a>>, bool) {
        let Some(count) = self.order.u16(self.bytes, at).map(usize::from) else {
            return (Vec::new(), false);
        };
        let looked_at = count.min(MOST_ENTRIES);
        let entries: Vec<Entry<'a>> =
            (0..looked_at).map_while(|index| self.entry(at.checked_add(2 + index * 12)?)).collect();
        let all = entries.len() == looked_at;
        (entries, all)
    }

    /// Where the directory after the one at `at` stands, if there is one.
    pub(super) fn next(self, at: usize) -> Option<usize> {
        let count = usize::from(self.order.u16(self.bytes, at)?);
        let link = at.checked_add(2 + count * 12)?;
        self.order.u32(self.bytes, link).filter(|next| *next != 0)
    }

    fn entry(self, at: usize) -> Option<Entry<'a>> {
        let entry = self.bytes.get(at..at.checked_add(12)?)?;
        let kind = self.order.u16(entry, 2)?;
        // Bytes a value of this kind takes: BYTE, ASCII, SHORT, LONG, RATIONAL and so on.
        let size = match kind {
            1 | 2 | 6 | 7 | 129 => 1,
            3 | 8 => 2,
            4 | 9 | 11 | 13 => 4,
            5 | 10 | 12 => 8,
            _ => 0,
        };
        let len = self.order.u32(entry, 4)?.saturating_mul(size);
        let (value, is_whole) = if len <= 4 {
            stretch(entry, 8, len)
        } else {
            stretch(self.bytes, self.order.u32(entry, 8)?, len)
        };
        Some(Entry { tag: self.order.u16(entry, 0)?, kind, value, is_whole, order: self.order })
    }
}
