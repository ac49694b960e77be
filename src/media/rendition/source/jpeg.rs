//! JPEG, with the four colours of printing as they stand in the file.
//!
//! Must not know: what is done with the pixels.

use zune_jpeg::JpegDecoder;
use zune_jpeg::errors::DecodeErrors;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::Model;
use crate::media::PictureError;

/// A JPEG whose header has been read.
pub(super) struct Jpeg<'a> {
    decoder: JpegDecoder<ZCursor<&'a [u8]>>,
    size: (u32, u32),
    model: Model,
}

impl<'a> Jpeg<'a> {
    /// Reads the header.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, PictureError> {
        let options = DecoderOptions::default()
            .set_strict_mode(false)
            .set_max_width(usize::from(u16::MAX))
            .set_max_height(usize::from(u16::MAX));
        let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
        decoder.decode_headers().map_err(refused)?;
        let damaged =
            |reason: &str| PictureError::Damaged { reason: format!("its header has {reason}") };
        let info = decoder.info().ok_or_else(|| damaged("no frame"))?;
        let (model, colours) = match (info.components, decoder.input_colorspace()) {
            (1, _) => (Model::Grey, ColorSpace::Luma),
            (3, _) => (Model::Rgb, ColorSpace::RGB),
            (4, Some(ColorSpace::YCCK)) => (Model::Ycck, ColorSpace::YCCK),
            (4, _) if says_adobe(bytes) => (Model::CmykInverted, ColorSpace::CMYK),
            (4, _) => (Model::Cmyk, ColorSpace::CMYK),
            _ => return Err(damaged("an odd number of colours")),
        };
        decoder.set_options(options.jpeg_set_out_colorspace(colours));
        let size = (u32::from(info.width), u32::from(info.height));
        Ok(Self { decoder, size, model })
    }

    pub(super) fn size(&self) -> (u32, u32) {
        self.size
    }

    pub(super) fn model(&self) -> Model {
        self.model
    }

    pub(super) fn exif(&self) -> Option<&[u8]> {
        self.decoder.exif().map(Vec::as_slice)
    }

    pub(super) fn profile(&self) -> Option<Vec<u8>> {
        self.decoder.icc_profile()
    }

    pub(super) fn decode(mut self, into: &mut [u8]) -> Result<(), PictureError> {
        if self.decoder.output_buffer_size() != Some(into.len()) {
            let reason = "its header contradicts itself".to_owned();
            return Err(PictureError::Damaged { reason });
        }
        self.decoder.decode_into(into).map_err(refused)
    }
}

fn refused(error: DecodeErrors) -> PictureError {
    match error {
        DecodeErrors::Unsupported(_) => PictureError::NotReadYet { name: "Such JPEG" },
        DecodeErrors::ExhaustedData | DecodeErrors::IoErrors(_) => PictureError::CutShort,
        other => {
            let reason = format!("{other:?}");
            let reason: String = reason.split_whitespace().collect::<Vec<_>>().join(" ");
            PictureError::Damaged { reason: reason.chars().take(160).collect() }
        }
    }
}

/// Whether Adobe’s segment stands before the pixels: its writers store how little ink there is.
fn says_adobe(bytes: &[u8]) -> bool {
    const ADOBE: u8 = 0xEE;
    const START_OF_SCAN: u8 = 0xDA;
    let mut at = 2_usize;
    // Every round moves on.
    loop {
        while bytes.get(at..at.saturating_add(2)) == Some(&[0xFF, 0xFF]) {
            at += 1;
        }
        let Some(&[0xFF, marker, high, low]) = bytes.get(at..at.saturating_add(4)) else {
            return false;
        };
        let len = usize::from(u16::from_be_bytes([high, low]));
        let body = bytes.get(at + 4..).unwrap_or_default();
        match marker {
            ADOBE if body.starts_with(b"Adobe") => return true,
            START_OF_SCAN => return false,
            _ => at += 2 + len,
        }
    }
}
