//! TIFF in the four colours of printing, as they stand in the file.
//!
//! Other TIFF files go through the usual decoder, which would turn ink to light in a way that no
//! printer knows.
//!
//! Must not know: what is done with the pixels.

use std::io::Cursor;

use fast_image_resize::images::Image;
use tiff::TiffError;
use tiff::decoder::{Decoder, Limits};

use crate::media::{MOST_BYTES_DECODED, PictureError};

/// Decodes into a blank picture of the size and depth that the header said.
pub(super) fn decode(
    bytes: &[u8],
    blank: impl FnOnce() -> Image<'static>,
) -> Result<Image<'static>, PictureError> {
    let most = usize::try_from(MOST_BYTES_DECODED).unwrap_or(usize::MAX);
    let mut limits = Limits::default();
    limits.decoding_buffer_size = most;
    limits.intermediate_buffer_size = most;
    let mut decoder = Decoder::new(Cursor::new(bytes)).map_err(refused)?.with_limits(limits);
    let layout = decoder.image_buffer_layout().map_err(refused)?;
    if layout.planes > 1 {
        return Err(PictureError::NotReadYet { name: "TIFF by colour plates" });
    }
    let mut image = blank();
    if layout.len != image.buffer().len() {
        return Err(PictureError::Damaged { reason: "its header contradicts itself".to_owned() });
    }
    decoder.read_image_bytes(image.buffer_mut()).map_err(refused)?;
    Ok(image)
}

fn refused(error: TiffError) -> PictureError {
    match error {
        TiffError::IoError(_) => PictureError::CutShort,
        TiffError::UnsupportedError(_) => PictureError::NotReadYet { name: "Such TIFF" },
        other => {
            let reason: String = other.to_string().split_whitespace().collect::<Vec<_>>().join(" ");
            PictureError::Damaged { reason: reason.chars().take(160).collect() }
        }
    }
}
