//! A stamp as IPTC-IIM, inside Photoshop’s image resources.
//!
//! Standards: IPTC-NAA Information Interchange Model 4.2; Adobe Photoshop File Formats,
//! “Image Resource Blocks”. The standard caps fields in bytes; what is longer stands whole in XMP.
//!
//! Must not know: the file that carries it.

use md5::{Digest as _, Md5};

use super::{Lines, Stamp, cut, tidy};

/// The most creators that are written.
const MOST_CREATORS: usize = 20;

/// The data sets, or nothing when the stamp says nothing that IIM has a field for.
pub(super) fn block(stamp: &Stamp) -> Option<Vec<u8>> {
    let mut fields = Vec::new();
    let mut add = |number: u8, text: &str, lines: Lines, most_bytes: usize| {
        let text = tidy(text, lines);
        let text = cut(&text, most_bytes).trim_end();
        if !text.is_empty() {
            fields.extend(set(2, number, text.as_bytes()));
        }
    };
    for creator in stamp.creators.iter().take(MOST_CREATORS) {
        add(80, creator, Lines::One, 32);
    }
    add(110, &stamp.credit, Lines::One, 32);
    add(116, &stamp.copyright, Lines::One, 128);
    add(120, &stamp.caption, Lines::Many, 2000);
    if fields.is_empty() {
        return None;
    }
    // UTF-8, by ISO 2022; then the version of record 2.
    let head = [set(1, 90, b"\x1b%G"), set(2, 0, &[0, 4])].concat();
    Some([head, fields].concat())
}

/// The block and its digest as Photoshop’s resources.
pub(super) fn resources(block: &[u8]) -> Vec<u8> {
    const IPTC: u16 = 0x0404;
    const IPTC_DIGEST: u16 = 0x0425;
    let digest: [u8; 16] = Md5::digest(block).into();
    [resource(IPTC, block), resource(IPTC_DIGEST, &digest)].concat()
}

fn set(record: u8, number: u8, value: &[u8]) -> Vec<u8> {
    let len = u16::try_from(value.len()).unwrap_or(u16::MAX);
    let value = value.get(..usize::from(len)).unwrap_or(value);
    [&[0x1C, record, number][..], &len.to_be_bytes(), value].concat()
}

/// A resource without a name, filled up to an even length.
fn resource(id: u16, content: &[u8]) -> Vec<u8> {
    let len = u32::try_from(content.len()).unwrap_or(u32::MAX);
    let fill = &[0][..content.len() % 2];
    [b"8BIM", &id.to_be_bytes()[..], &[0, 0], &len.to_be_bytes(), content, fill].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_cut_at_their_caps() {
        let stamp = Stamp {
            creators: vec!["ë".repeat(40)],
            credit: "x".repeat(100),
            caption: "日".repeat(5000),
            ..Stamp::default()
        };
        let block = block(&stamp).unwrap();
        let expected = [
            set(1, 90, b"\x1b%G"),
            set(2, 0, &[0, 4]),
            set(2, 80, "ë".repeat(16).as_bytes()),
            set(2, 110, "x".repeat(32).as_bytes()),
            set(2, 120, "日".repeat(666).as_bytes()),
        ]
        .concat();
        assert_eq!(block, expected);
    }

    #[test]
    fn resources_are_even_and_end_with_the_digest() {
        let resources = resources(b"abc");
        let expected = b"8BIM\x04\x04\0\0\0\0\0\x03abc\0\
            8BIM\x04\x25\0\0\0\0\0\x10\
            \x90\x01\x50\x98\x3c\xd2\x4f\xb0\xd6\x96\x3f\x7d\x28\xe1\x7f\x72";
        assert_eq!(resources, expected);
    }
}
