//! The size of the picture in a HEIF or AVIF file, as shown upright.
//!
//! A photograph of a telephone is laid together of dozens of tiles, each with a size of its own;
//! that of the primary item counts. Standards: ISO/IEC 14496-12 §8.11.4 (pitm); ISO/IEC 23008-12
//! §6.5.3 (ispe), §6.5.10 (irot), §9.3 (iprp).
//!
//! Must not know: pixels.

use super::super::super::number::Order;
use super::{MOST, Reading, boxes, find};

/// Width and height, where the file says them.
pub(in crate::media) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let meta = find(bytes, *b"meta")?.get(4..)?;
    let pitm = find(meta, *b"pitm")?;
    let primary = Order::Big.number(pitm, 4, if pitm.first()? == &0 { 2 } else { 4 })?;
    let iprp = find(meta, *b"iprp")?;
    let properties: Vec<([u8; 4], &[u8])> = boxes(find(iprp, *b"ipco")?).collect();
    let used = boxes(iprp)
        .filter(|(kind, _)| kind == b"ipma")
        .find_map(|(_, ipma)| properties_of(primary, ipma))?;
    let (mut size, mut is_turned) = (None, false);
    for index in used {
        // They count from 1; 0 is none.
        let Some((kind, content)) = index.checked_sub(1).and_then(|at| properties.get(at)) else {
            continue;
        };
        match kind {
            b"ispe" => {
                let side = |at| u32::try_from(Order::Big.u32(content, at)?).ok();
                size = Some((side(4)?, side(8)?));
            }
            b"irot" => is_turned = content.first()? & 1 == 1,
            _ => {}
        }
    }
    let (width, height) = size?;
    Some(if is_turned { (height, width) } else { (width, height) })
}

/// The places of an item’s properties by `ipma`.
fn properties_of(item: u64, ipma: &[u8]) -> Option<Vec<usize>> {
    let mut reading = Reading { bytes: ipma, at: 0 };
    let version = reading.number(1)?;
    let is_wide = reading.number(3)? & 1 == 1;
    let items = reading.number(4)?;
    for _ in 0..items.min(MOST as u64) {
        let id = reading.number(if version == 0 { 2 } else { 4 })?;
        let count = reading.number(1)?;
        let mut used = Vec::new();
        for _ in 0..count {
            // The highest bit says whether a reader must know the property.
            let index =
                if is_wide { reading.number(2)? & 0x7FFF } else { reading.number(1)? & 0x7F };
            used.push(usize::try_from(index).ok()?);
        }
        if id == item {
            return Some(used);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::tests::boxed;
    use super::size;

    /// A file whose primary item 2 has the second size, turned by so many quarters.
    fn file(quarters: u8) -> Vec<u8> {
        let ispe = |width: u32, height: u32| {
            boxed(*b"ispe", &[&[0; 4], &width.to_be_bytes()[..], &height.to_be_bytes()].concat())
        };
        let properties = [ispe(512, 512), ispe(4032, 3024), boxed(*b"irot", &[quarters])].concat();
        let ipma = b"\0\0\0\0\0\0\0\x02\0\x01\x01\x81\0\x02\x02\x82\x83";
        let iprp = [boxed(*b"ipco", &properties), boxed(*b"ipma", ipma)].concat();
        let pitm = boxed(*b"pitm", b"\0\0\0\0\0\x02");
        let meta = boxed(*b"meta", &[&[0; 4][..], &pitm, &boxed(*b"iprp", &iprp)].concat());
        [boxed(*b"ftyp", b"heic\0\0\0\0mif1heic"), meta].concat()
    }

    #[test]
    fn the_size_is_that_of_the_primary_item_upright() {
        assert_eq!(size(&file(0)), Some((4032, 3024)));
        assert_eq!(size(&file(1)), Some((3024, 4032)));
        assert_eq!(size(&file(2)), Some((4032, 3024)));
    }

    #[test]
    fn a_file_cut_anywhere_has_a_size_or_none() {
        let whole = file(3);
        let sizes = (0..whole.len()).filter_map(|len| size(&whole[..len]));
        assert!(sizes.into_iter().all(|size| size == (3024, 4032) || size == (4032, 3024)));
        assert_eq!(size(b""), None);
    }
}
