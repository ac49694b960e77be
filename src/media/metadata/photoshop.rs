//! Photoshop’s image resources: numbered blocks, of which two matter here.
//!
//! Standard: Adobe Photoshop File Formats Specification, “Image Resource Blocks”.
//!
//! Must not know: which file they stand in.

use super::number::{Order, stretch};

/// IPTC-IIM.
const IIM: u16 = 0x0404;
/// The MD5 digest of the IIM block at the time when XMP was last brought in line with it.
const IIM_DIGEST: u16 = 0x0425;
/// What resources begin with; all but the first are rare.
const SIGNATURES: [&[u8]; 5] = [b"8BIM", b"MeSa", b"AgHg", b"PHUT", b"DCSR"];

/// What was found.
#[derive(Debug)]
pub(super) struct Resources<T> {
    pub(super) iim: Option<T>,
    pub(super) digest: Option<[u8; 16]>,
    pub(super) cut_short: bool,
}

impl<T> Resources<T> {
    pub(super) fn map<U>(self, change: impl FnOnce(T) -> U) -> Resources<U> {
        let Self { iim, digest, cut_short } = self;
        Resources { iim: iim.map(change), digest, cut_short }
    }
}

/// Walks over the resources. Every round moves on by 12 bytes or more.
pub(super) fn read(bytes: &[u8]) -> Resources<&[u8]> {
    let mut found = Resources { iim: None, digest: None, cut_short: false };
    let mut at = 0_usize;
    while let Some(signature) = bytes.get(at..at + 4) {
        if !SIGNATURES.contains(&signature) {
            // Some writers end with a few zero bytes.
            found.cut_short =
                bytes.get(at..).is_some_and(|rest| rest.iter().any(|byte| *byte != 0));
            break;
        }
        let (Some(id), Some(name_len)) = (Order::Big.u16(bytes, at + 4), bytes.get(at + 6)) else {
            found.cut_short = true;
            break;
        };
        // The name’s length byte and the name together are padded to an even number.
        let size_at = at + 6 + (1 + usize::from(*name_len)).next_multiple_of(2);
        let Some(size) = Order::Big.u32(bytes, size_at) else {
            found.cut_short = true;
            break;
        };
        let (value, is_whole) = stretch(bytes, size_at + 4, size);
        match id {
            IIM if found.iim.is_none() => found.iim = Some(value),
            IIM_DIGEST => found.digest = value.try_into().ok().or(found.digest),
            _ => {}
        }
        if !is_whole {
            found.cut_short = true;
            break;
        }
        at = size_at + 4 + size.next_multiple_of(2);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::read;

    fn resource(id: u16, name: &str, value: &[u8]) -> Vec<u8> {
        let mut bytes = b"8BIM".to_vec();
        bytes.extend(id.to_be_bytes());
        bytes.push(u8::try_from(name.len()).unwrap());
        bytes.extend(name.bytes());
        if name.len().is_multiple_of(2) {
            bytes.push(0);
        }
        bytes.extend(u32::try_from(value.len()).unwrap().to_be_bytes());
        bytes.extend(value);
        if !value.len().is_multiple_of(2) {
            bytes.push(0);
        }
        bytes
    }

    #[test]
    fn iim_and_its_digest_are_found_between_others() {
        let mut bytes = resource(0x03ED, "odd", &[1, 2, 3]);
        bytes.extend(resource(0x0404, "", b"one"));
        bytes.extend(resource(0x0425, "", &[7; 16]));
        let found = read(&bytes);
        assert_eq!(found.iim, Some(b"one".as_slice()));
        assert_eq!(found.digest, Some([7; 16]));
        assert!(!found.cut_short);
    }

    #[test]
    fn what_stands_before_the_cut_is_kept() {
        let bytes = resource(0x0404, "", b"one two");
        let found = read(&bytes[..bytes.len() - 4]);
        assert_eq!(found.iim, Some(b"one ".as_slice()));
        assert!(found.cut_short);
    }
}
