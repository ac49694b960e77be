//! A picture’s file that is added to a story, whether or not it can be shown.
//!
//! Must not know: where the bytes come from, what becomes of them.

use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::{Picture, PictureError, decode, metadata, recognise};
use crate::story::{MediaId, MediaRef};

/// A picture’s file that can stand in a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    /// The picture. Its width and height are 0 where the file does not tell them.
    pub picture: Picture,
    /// Why it cannot be shown, as far as its header tells; it may still be kept and passed on.
    pub problem: Option<PictureError>,
}

/// Takes a file that is a picture by its first bytes, even a damaged one or one that is too large:
/// a desk may have nothing better, and the original is worth keeping. An error only where it is no
/// picture, or one in a format that a story has no place for.
///
/// ```
/// use nightdesk::media::attach;
///
/// // A JPEG whose download broke off.
/// let attached = attach((&b"\xFF\xD8\xFF\xE0\0\x10JFIF"[..]).into()).unwrap();
/// assert_eq!((attached.picture.media.width_px, attached.picture.media.height_px), (0, 0));
/// assert!(attached.problem.unwrap().to_string().contains("cut short"));
/// assert!(attach((&b"%PDF-1.7"[..]).into()).is_err());
/// ```
pub fn attach(bytes: Arc<[u8]>) -> Result<Attached, PictureError> {
    let format = recognise::format(&bytes)?;
    let problem = recognise::ends_where_it_should(&bytes, format).err();
    let (size, problem) = match decode::upright(&bytes, format) {
        Ok(size) => (size, problem),
        Err(error) => (size_of_the_unreadable(&bytes, &error), problem.or(Some(error))),
    };
    let id = MediaId(Sha256::digest(&bytes).into());
    let (width_px, height_px) = size;
    let media = MediaRef { id, format, width_px, height_px };
    Ok(Attached { picture: Picture { media, bytes }, problem })
}

/// Reads a picture’s format, size and identity. Its pixels are not decoded. A file that is damaged,
/// cut short or too large is an error; see [`attach`].
///
/// The format is told by the content, whatever the file was called. Width and height are as shown
/// upright: a camera held sideways writes the pixels lying down and says so in Exif.
pub fn picture(bytes: Arc<[u8]>) -> Result<Picture, PictureError> {
    match attach(bytes)? {
        Attached { picture, problem: None | Some(PictureError::NotShownYet { .. }) } => Ok(picture),
        Attached { problem: Some(problem), .. } => Err(problem),
    }
}

/// The size of a picture that is not read, where something tells it.
fn size_of_the_unreadable(bytes: &[u8], error: &PictureError) -> (u32, u32) {
    match error {
        PictureError::NotShownYet { .. } => metadata::heif_size(bytes).unwrap_or_default(),
        PictureError::TooLarge { width_px, height_px } => (*width_px, *height_px),
        _ => (0, 0),
    }
}
