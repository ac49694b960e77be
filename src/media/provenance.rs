//! Content Credentials (C2PA): who signed a picture's file, and whether it is still as it was
//! signed.
//!
//! ```
//! use nightdesk::media::provenance::{TrustList, provenance};
//! use nightdesk::story::{PictureFormat, Provenance};
//!
//! let png = b"\x89PNG\r\n\x1a\n\0\0\0\0IEND\xAE\x42\x60\x82";
//! let credentials = provenance(png, PictureFormat::Png, &TrustList::default());
//! assert_eq!(credentials.provenance, Provenance::None);
//! ```
//!
//! Whether a file carries credentials at all is found by walking over its parts; only then other
//! people's code reads on (`verify`, the cargo feature `content-credentials`). A build without it
//! still tells that credentials are there. Nothing is ever fetched from the network: what a file
//! says about credentials elsewhere is not followed.
//!
//! Nobody is trusted until the desk says whom it trusts. A signature by somebody else is no less
//! whole for it, and the picture's [`Provenance`] names them: [`Provenance::Untrusted`].
//!
//! Must not know: files, settings, the story that the picture goes into.

mod trust;
#[cfg(feature = "content-credentials")]
mod verify;

use super::metadata;
use crate::story::{PictureFormat, Provenance, SourceType};

pub use trust::{TrustError, TrustList};

/// The most bytes of credentials that are verified. Their thumbnails make those of real pictures
/// a megabyte or two; time and memory of verification follow from this bound and that of the file.
pub const MOST_CREDENTIALS_BYTES: usize = 16 << 20;

/// What a picture's Content Credentials say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Credentials {
    /// Who signed, and whether the file is as it was signed.
    pub provenance: Provenance,
    /// How the picture came into being. That it was taken by a camera is believed of a trusted
    /// signer only; that it was generated or put together, of anybody.
    pub source_type: SourceType,
}

/// Reads and verifies the Content Credentials of a picture's file. Input is hostile; whatever
/// goes wrong is a state of the result.
pub fn provenance(bytes: &[u8], format: PictureFormat, trusted: &TrustList) -> Credentials {
    if format == PictureFormat::Gif {
        // Where the credentials of a GIF stand is not looked into.
        return Credentials::default();
    }
    match metadata::credentials_len(bytes) {
        None => Credentials::only(Provenance::None),
        Some(len) if len > MOST_CREDENTIALS_BYTES => Credentials::only(Provenance::Damaged),
        Some(_) => verified(bytes, format, trusted),
    }
}

#[cfg(feature = "content-credentials")]
fn verified(bytes: &[u8], format: PictureFormat, trusted: &TrustList) -> Credentials {
    verify::verify(bytes, format, trusted)
}

#[cfg(not(feature = "content-credentials"))]
fn verified(_: &[u8], _: PictureFormat, _: &TrustList) -> Credentials {
    Credentials::only(Provenance::Unverified)
}

impl Credentials {
    fn only(provenance: Provenance) -> Self {
        Self { provenance, source_type: SourceType::Unknown }
    }
}
