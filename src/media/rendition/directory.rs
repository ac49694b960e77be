//! What the directories of Exif and TIFF say about colours, and nothing else of them.
//!
//! Cameras that are set to Adobe RGB may embed no profile; they name the interoperability rule
//! `R03` instead (DCF 2.0 §3.2.2, Exif 2.3 §4.6.7). Taken for sRGB, such pictures come out pale.
//! The profile of a TIFF (ICC.1:2010 annex B.4) is read here too, since the usual decoder refuses
//! those of printing presses for their length.
//!
//! Must not know: what a profile says.

const EXIF_DIRECTORY: u16 = 0x8769;
const INTEROPERABILITY_DIRECTORY: u16 = 0xA005;
const INTEROPERABILITY_INDEX: u16 = 1;
const ICC_PROFILE: u16 = 0x8773;
/// The most entries of a directory that are looked at.
const MOST_ENTRIES: usize = 512;

/// Whether the camera says that its colours are Adobe RGB. `exif` begins with its byte order.
pub(super) fn says_adobe_rgb(exif: &[u8]) -> bool {
    let reader = Reader::of(exif);
    let index = || {
        let camera = reader.long(reader.value_at(reader.long(4)?, EXIF_DIRECTORY)?)?;
        let rule = reader.long(reader.value_at(camera, INTEROPERABILITY_DIRECTORY)?)?;
        let at = reader.value_at(rule, INTEROPERABILITY_INDEX)?;
        exif.get(at..at.checked_add(3)?)
    };
    index() == Some(b"R03")
}

/// The profile in a TIFF.
pub(super) fn profile(tiff: &[u8]) -> Option<&[u8]> {
    let reader = Reader::of(tiff);
    let value_at = reader.value_at(reader.long(4)?, ICC_PROFILE)?;
    let (len, at) = (reader.long(value_at.checked_sub(4)?)?, reader.long(value_at)?);
    tiff.get(at..at.checked_add(len)?)
}

struct Reader<'a> {
    bytes: &'a [u8],
    is_big_endian: bool,
}

impl<'a> Reader<'a> {
    fn of(bytes: &'a [u8]) -> Self {
        Self { bytes, is_big_endian: bytes.starts_with(b"MM") }
    }

    /// Where the value of an entry stands, if it is so short that it stands in the directory.
    fn value_at(&self, directory: usize, tag: u16) -> Option<usize> {
        let entries = self.short(directory)?;
        (0..usize::from(entries).min(MOST_ENTRIES))
            .map_while(|entry| directory.checked_add(2 + entry * 12))
            .find(|at| self.short(*at) == Some(tag))
            .map(|at| at.saturating_add(8))
    }

    fn short(&self, at: usize) -> Option<u16> {
        let digits = self.bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if self.is_big_endian {
            u16::from_be_bytes(digits)
        } else {
            u16::from_le_bytes(digits)
        })
    }

    fn long(&self, at: usize) -> Option<usize> {
        let digits = self.bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
        let number = if self.is_big_endian {
            u32::from_be_bytes(digits)
        } else {
            u32::from_le_bytes(digits)
        };
        usize::try_from(number).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::{profile, says_adobe_rgb};

    /// Exif with nothing but the way to the rule.
    fn exif(rule: [u8; 4]) -> Vec<u8> {
        let mut bytes = b"II*\0\x08\0\0\0".to_vec();
        for (tag, value) in [(0x8769_u16, 26_u32), (0xA005, 44)] {
            bytes.extend([1, 0]);
            bytes.extend(tag.to_le_bytes());
            bytes.extend([4, 0, 1, 0, 0, 0]);
            bytes.extend(value.to_le_bytes());
            bytes.extend([0; 4]);
        }
        bytes.extend([1, 0, 1, 0, 2, 0, 4, 0, 0, 0]);
        bytes.extend(rule);
        bytes
    }

    #[test]
    fn the_rule_of_adobe_rgb_is_found() {
        assert!(says_adobe_rgb(&exif(*b"R03\0")));
        assert!(!says_adobe_rgb(&exif(*b"R98\0")));
        assert!(!says_adobe_rgb(b""));
    }

    #[test]
    fn exif_that_breaks_off_says_nothing() {
        let whole = exif(*b"R03\0");
        for len in 0..whole.len() - 1 {
            assert!(!says_adobe_rgb(&whole[..len]), "{len} bytes");
        }
    }

    #[test]
    fn the_profile_of_a_tiff_is_found() {
        let tiff = b"MM\0*\0\0\0\x08\0\x01\x87\x73\0\x07\0\0\0\x04\0\0\0\x1a\0\0\0\0acsp";
        assert_eq!(profile(tiff), Some(&b"acsp"[..]));
        assert_eq!(profile(&tiff[..tiff.len() - 1]), None);
    }
}
