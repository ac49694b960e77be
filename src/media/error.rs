//! Why a picture cannot be taken, in sentences that say what to do.
//!
//! Must not know: how pictures are read.

/// A picture that cannot be taken, shown or written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// There are no bytes.
    #[error("The picture’s file is empty (0 bytes). Download or export it again, then add it.")]
    Empty,
    /// The bytes are no picture that anybody knows.
    #[error("This is not a picture. Add a JPEG, PNG, WebP, GIF, TIFF, AVIF or HEIC file.")]
    NotAPicture,
    /// The bytes are another kind of document.
    #[error("This is {found}, not a picture. Add a JPEG, PNG, WebP, GIF, TIFF, AVIF or HEIC file.")]
    Document {
        /// What it is, with its article: `a web page`.
        found: &'static str,
    },
    /// An SVG drawing.
    #[error(
        "This is an SVG drawing, which can carry programs and is not taken. Export it as PNG, then \
         add that."
    )]
    Svg,
    /// A picture in a format that is not read yet.
    #[error("{name} pictures are not read yet. Export the picture as JPEG or PNG, then add that.")]
    NotReadYet {
        /// The format’s usual name.
        name: &'static str,
    },
    /// A picture in a format that stories keep, and that cannot be shown yet.
    #[error("{name} pictures cannot be shown here yet. A JPEG or PNG of the picture can.")]
    NotShownYet {
        /// The format’s usual name.
        name: &'static str,
    },
    /// More pixels than are taken.
    #[error(
        "The picture is {width_px} × {height_px} pixels; at most {} megapixels are taken. Make it \
         smaller, then add it again.",
        super::MOST_PIXELS / 1_000_000
    )]
    TooLarge {
        /// Width as the file says.
        width_px: u32,
        /// Height as the file says.
        height_px: u32,
    },
    /// Opening it would take more memory than is allowed.
    #[error(
        "The picture needs too much memory to be shown ({needed_mib} MiB; at most {} MiB). Save a \
         smaller copy and use that.",
        super::MOST_BYTES_DECODED / (1024 * 1024)
    )]
    TooMuchMemory {
        /// How much it would take.
        needed_mib: u64,
    },
    /// The file ends before the picture does.
    #[error("The picture’s file is cut short. Download or export it again, then add it.")]
    CutShort,
    /// The file contradicts itself.
    #[error(
        "The picture’s file is damaged ({reason}). Open it in a picture editor and save it again, or \
         ask for it again."
    )]
    Damaged {
        /// What the decoder found.
        reason: String,
    },
    /// Pixels from the clipboard that do not fill their rectangle.
    #[error(
        "The copied picture came incomplete. Copy it again, or save it as a file and add that."
    )]
    Incomplete,
    /// The picture could not be written as PNG.
    #[error("The copied picture could not be kept ({reason}). Save it as a file and add that.")]
    NotWritten {
        /// What the encoder found.
        reason: String,
    },
}
