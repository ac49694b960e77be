//! What a picture says about itself, and how its credit reads.
//!
//! Must not know: files, clocks, windows. Bytes are handed in; sizes are bounded before anything
//! is decoded.

pub mod credit;

use std::sync::Arc;

use crate::story::MediaRef;

/// A picture with its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Its identity, format and size.
    pub media: MediaRef,
    /// The file as it came.
    pub bytes: Arc<[u8]>,
}
