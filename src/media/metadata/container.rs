//! Where each file format keeps what is said about the picture.
//!
//! Every format has its own file here; each hands over the same [`Blocks`]. A walk moves forward
//! in every round, copies nothing that is not in pieces, and stops at the first byte that makes no
//! sense: what was found before is kept.
//!
//! Must not know: what the blocks say.

mod heif;
mod jpeg;
mod png;
mod tiff;
mod webp;

use std::borrow::Cow;

use super::{Block, photoshop};

pub(in crate::media) use heif::size as heif_size;

/// The most bytes of one block that are put together from pieces or unpacked.
pub(super) const MOST_BLOCK_BYTES: usize = 8 * 1024 * 1024;

/// The most packets of XMP that are read; files have one, or two when one was too long.
const MOST_PACKETS: usize = 8;

/// The blocks of one file, as they stand in it.
#[derive(Debug, Default)]
pub(super) struct Blocks<'a> {
    /// Exif: a small TIFF file.
    pub(super) exif: Option<Cow<'a, [u8]>>,
    /// IPTC-IIM: the data sets one after the other.
    pub(super) iim: Option<Iim<'a>>,
    /// The digest that Photoshop took of the IIM block when it last wrote XMP.
    pub(super) digest: Option<[u8; 16]>,
    /// XMP packets, the main one first.
    pub(super) xmp: Vec<Cow<'a, [u8]>>,
    /// How many bytes of Content Credentials (C2PA) there are; `None` for a file without.
    pub(super) credentials: Option<usize>,
    /// Which blocks are there in part only.
    pub(super) damaged: Vec<Block>,
}

/// A block of IPTC-IIM.
#[derive(Debug)]
pub(super) struct Iim<'a> {
    pub(super) bytes: Cow<'a, [u8]>,
    pub(super) place: Place,
}

/// Whether a block stands where the Metadata Working Group says that it should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// JPEG’s APP13 and TIFF’s tag 33723.
    Standard,
    /// Anywhere else: PNG’s raw profiles, Photoshop’s block in a TIFF. XMP is better kept there.
    Elsewhere,
}

impl<'a> Blocks<'a> {
    pub(super) fn damaged(&mut self, block: Block) {
        if !self.damaged.contains(&block) {
            self.damaged.push(block);
        }
    }

    /// Counts a stretch of Content Credentials.
    fn credentials(&mut self, len: usize) {
        let before = self.credentials.unwrap_or_default();
        self.credentials = Some(before.saturating_add(len));
    }

    /// Takes a packet of XMP.
    fn packet(&mut self, packet: Cow<'a, [u8]>) {
        if self.xmp.len() < MOST_PACKETS && packet.len() <= MOST_BLOCK_BYTES {
            self.xmp.push(packet);
        }
    }

    /// Takes what is in Photoshop’s image resources.
    fn photoshop(&mut self, resources: Cow<'a, [u8]>, place: Place) {
        let found = match resources {
            Cow::Borrowed(bytes) => photoshop::read(bytes).map(Cow::Borrowed),
            Cow::Owned(bytes) => photoshop::read(&bytes).map(|iim| Cow::Owned(iim.to_vec())),
        };
        self.digest = self.digest.or(found.digest);
        if let Some(bytes) = found.iim
            && self.iim.is_none()
        {
            self.iim = Some(Iim { bytes, place });
        }
        if found.cut_short {
            self.damaged(Block::Iim);
        }
    }
}

/// The blocks of a file, whatever its format; none for a file that is no picture.
pub(super) fn blocks(bytes: &[u8]) -> Blocks<'_> {
    match bytes {
        [0xFF, 0xD8, 0xFF, ..] => jpeg::blocks(bytes),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => png::blocks(bytes),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => webp::blocks(bytes),
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => tiff::blocks(bytes),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => heif::blocks(bytes),
        _ => Blocks::default(),
    }
}

/// Exif without the six letters that JPEG, and some writers of PNG and WebP, put before it.
fn without_exif_label(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"Exif\0\0").unwrap_or(bytes)
}
