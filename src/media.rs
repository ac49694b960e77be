//! What a picture says about itself, and how its credit reads.
//!
//! Must not know: files, clocks, windows. Bytes are handed in; sizes are bounded before anything
//! is decoded.

mod attach;
pub mod credit;
pub mod crop;
mod decode;
mod error;
pub mod fill;
pub mod metadata;
pub mod provenance;
mod recognise;
pub mod rendition;
mod thumbnail;

use std::sync::Arc;

use crate::story::MediaRef;

pub use attach::{Attached, attach, picture};
pub use decode::{MOST_BYTES_DECODED, MOST_PIXELS, clean_rgba_to_png};
pub use error::PictureError;
pub use thumbnail::thumbnail;

/// A picture with its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Its identity, format and size.
    pub media: MediaRef,
    /// The file as it came.
    pub bytes: Arc<[u8]>,
}

/// A small copy of a picture to show on screen, upright.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thumbnail {
    /// Width in pixels.
    pub width_px: u32,
    /// Height in pixels.
    pub height_px: u32,
    /// Four bytes a pixel (red, green, blue, alpha, not premultiplied), row by row from the top.
    pub rgba: Vec<u8>,
}
