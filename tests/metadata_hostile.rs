//! Files that are made to do harm: nothing panics, nothing takes long, nothing grows.
#![expect(clippy::unwrap_used, reason = "a test stops at what it does not expect")]

use std::path::Path;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use nightdesk::media::metadata::{Metadata, metadata};
use proptest::prelude::*;
use proptest::sample::Index;

/// Small pictures of every format that say something in every block.
static SEEDS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/metadata");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end != "json"))
        .collect();
    files.sort();
    files.into_iter().map(|path| std::fs::read(path).unwrap()).collect()
});

/// One wrong thing done to a file.
#[derive(Clone, Debug)]
enum Damage {
    Set { at: Index, byte: u8 },
    Fill { at: Index, len: usize, byte: u8 },
    Number { at: Index, number: u32 },
    Remove { at: Index, len: usize },
    Repeat { at: Index, len: usize, times: usize },
    Cut { at: Index },
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = || any::<Index>();
    let numbers = prop_oneof![
        Just(0),
        Just(1),
        Just(u32::MAX),
        Just(0x7FFF_FFFF),
        Just(0x8000_0000),
        Just(0xFFFF_FFF0),
        any::<u32>()
    ];
    prop_oneof![
        4 => (at(), any::<u8>()).prop_map(|(at, byte)| Damage::Set { at, byte }),
        1 => (at(), 0..64_usize, any::<u8>()).prop_map(|(at, len, byte)| Damage::Fill { at, len, byte }),
        3 => (at(), numbers).prop_map(|(at, number)| Damage::Number { at, number }),
        2 => (at(), 0..64_usize).prop_map(|(at, len)| Damage::Remove { at, len }),
        1 => (at(), 0..256_usize, 0..40_usize).prop_map(|(at, len, times)| Damage::Repeat { at, len, times }),
        1 => at().prop_map(|at| Damage::Cut { at }),
    ]
}

fn apply(bytes: &mut Vec<u8>, damage: &Damage) {
    if bytes.is_empty() {
        return;
    }
    let size = bytes.len();
    match damage {
        Damage::Set { at, byte } => bytes[at.index(size)] = *byte,
        Damage::Fill { at, len, byte } => {
            bytes.iter_mut().skip(at.index(size)).take(*len).for_each(|b| *b = *byte);
        }
        Damage::Number { at, number } => {
            let at = at.index(size);
            for (byte, new) in bytes.iter_mut().skip(at).zip(number.to_be_bytes()) {
                *byte = new;
            }
        }
        Damage::Remove { at, len } => {
            let at = at.index(size);
            bytes.drain(at..(at + len).min(size));
        }
        Damage::Repeat { at, len, times } => {
            let at = at.index(size);
            let piece = bytes[at..(at + len).min(size)].repeat(*times);
            bytes.splice(at..at, piece);
        }
        Damage::Cut { at } => bytes.truncate(at.index(size)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_files_are_read_as_far_as_they_go(
        seed in any::<Index>(),
        damages in prop::collection::vec(damage(), 1..8),
    ) {
        let mut bytes = SEEDS[seed.index(SEEDS.len())].clone();
        for damage in &damages {
            apply(&mut bytes, damage);
        }
        let begun = Instant::now();
        let metadata = metadata(&bytes);
        prop_assert!(begun.elapsed() < Duration::from_secs(5));
        let said: usize = metadata.statements.iter().map(|said| said.value.len()).sum();
        prop_assert!(said <= 64 * (bytes.len() + 1024), "{said} bytes said by {}", bytes.len());
    }

    #[test]
    fn any_bytes_behind_a_known_beginning_are_harmless(
        begin in prop::sample::select(vec![
            &b"\xFF\xD8\xFF\xE1"[..], b"\xFF\xD8\xFF\xED\x10\x00Photoshop 3.0\x008BIM\x04\x04\0\0",
            b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBPEXIF", b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08",
            b"\0\0\0\x10ftypavif\0\0\0\0\0\0\x04\0meta\0\0\0\0\0\0\x01\0iloc\x02\0\0\0",
        ]),
        rest in prop::collection::vec(any::<u8>(), 0..2000),
    ) {
        let bytes = [begin, &rest].concat();
        let _: Metadata = metadata(&bytes);
    }
}

fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(512)
}

fn jpeg(marker: u8, payload: &[u8], times: usize) -> Vec<u8> {
    let mut bytes = vec![0xFF, 0xD8];
    let len = u16::try_from(payload.len() + 2).unwrap().to_be_bytes();
    for _ in 0..times {
        bytes.extend([0xFF, marker]);
        bytes.extend(len);
        bytes.extend(payload);
    }
    bytes
}

fn png(kind: [u8; 4], payload: &[u8], times: usize) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    for _ in 0..times {
        bytes.extend(u32::try_from(payload.len()).unwrap().to_be_bytes());
        bytes.extend(kind);
        bytes.extend(payload);
        bytes.extend([0; 4]);
    }
    bytes
}

/// Numbered pieces, one after the other.
fn many(numbers: std::ops::Range<usize>, piece: impl Fn(usize) -> String) -> String {
    let mut all = String::new();
    for number in numbers {
        all.push_str(&piece(number));
    }
    all
}

fn xmp(body: &str) -> Vec<u8> {
    let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    let packet = format!("<rdf:RDF xmlns:rdf='{rdf}'>{body}</rdf:RDF>");
    png(*b"iTXt", &[b"XML:com.adobe.xmp\0\0\0\0\0", packet.as_bytes()].concat(), 1)
}

/// Exif with one text of that length.
fn exif_of(text: &[u8]) -> Vec<u8> {
    let mut bytes = b"II*\0\x08\0\0\0\x01\0\x3B\x01\x02\0".to_vec();
    bytes.extend(u32::try_from(text.len()).unwrap().to_le_bytes());
    bytes.extend(26_u32.to_le_bytes());
    bytes.extend([0; 4]);
    bytes.extend(text);
    bytes
}

#[test]
fn files_made_to_take_long_do_not() {
    let million = 1_000_000;
    let piece = [&b"http://ns.adobe.com/xmp/extension/\0"[..], &[b'A'; 32], &[0; 8], b"x"].concat();
    let named = b"http://ns.adobe.com/xap/1.0/\0HasExtendedXMP='AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'";
    let bomb = [
        &b"XML:com.adobe.xmp\0\x01\0\0\0"[..],
        &miniz_oxide::deflate::compress_to_vec_zlib(&vec![b' '; 64 * million], 9),
    ]
    .concat();
    let li = |times: usize| "<rdf:li>Kit Orme; Ana Ruiz</rdf:li>".repeat(times);
    // Each item of `iloc` has 65,535 pieces that take no bytes.
    let iloc: Vec<u8> =
        [b"\x00\x00\x00\x00\x00\x00\x0f\xff".to_vec(), [0, 1, 0, 0, 0xFF, 0xFF].repeat(4000)]
            .concat();
    let infe: Vec<u8> =
        [0, 0, 0, 20, b'i', b'n', b'f', b'e', 2, 0, 0, 0, 9, 9, 0, 0, b'E', b'x', b'i', b'f']
            .repeat(4000);
    let boxed = |kind: [u8; 4], content: &[u8]| {
        [&u32::try_from(content.len() + 8).unwrap().to_be_bytes()[..], &kind, content].concat()
    };
    let iinf = boxed(*b"iinf", &[&[0; 6][..], &infe].concat());
    let meta = boxed(*b"meta", &[&[0; 4][..], &iinf, &boxed(*b"iloc", &iloc)].concat());
    for (name, bytes) in [
        ("many small segments", jpeg(0xE2, b"", 12 * million)),
        ("many packets", jpeg(0xE1, b"http://ns.adobe.com/xap/1.0/\0<a/>", million)),
        ("many Exif blocks", jpeg(0xE1, b"Exif\0\0II*\0", million)),
        ("many pieces", [jpeg(0xE1, named, 1), jpeg(0xE1, &piece, 500_000)].concat()),
        ("many resources", jpeg(0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\0", million)),
        (
            "many data sets",
            jpeg(
                0xED,
                &[
                    &b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\xFF\0"[..],
                    &b"\x1c\x02\x50\0\x03a;b".repeat(8000),
                ]
                .concat(),
                1,
            ),
        ),
        ("many chunks", png(*b"tEXt", b"", 4 * million)),
        ("bombs", png(*b"iTXt", &bomb, 60)),
        ("deep elements", xmp(&"<a>".repeat(2 * million))),
        (
            "many attributes",
            xmp(&format!("<rdf:Description {}/>", many(0..million / 2, |n| format!("a{n}='b' ")))),
        ),
        ("many prefixes", xmp(&many(0..million / 5, |n| format!("<a xmlns:b{n}='c'>")))),
        (
            "many creators",
            xmp(&format!(
                "<rdf:Description><dc:creator><rdf:Seq>{}</rdf:Seq></dc:creator></rdf:Description>",
                li(200_000)
            )),
        ),
        (
            "many persons",
            xmp(&format!(
                "<rdf:Description><Iptc4xmpExt:PersonInImage><rdf:Bag>{}</rdf:Bag></Iptc4xmpExt:PersonInImage></rdf:Description>",
                many(0..90_000, |n| format!("<rdf:li>Kit {n}</rdf:li>"))
            )),
        ),
        (
            "a long language",
            xmp(&format!(
                "<rdf:Description><dc:creator xml:lang='{}'><rdf:Seq>{}</rdf:Seq></dc:creator></rdf:Description>",
                "x".repeat(million),
                li(90_000)
            )),
        ),
        ("a long byline", exif_of("Photo by ".repeat(million / 9).as_bytes())),
        ("many bylines", exif_of("a;".repeat(million / 2).as_bytes())),
        ("wrong letters", exif_of("Ã©".repeat(million / 4).as_bytes())),
        ("no letters", exif_of(&vec![0x93; million])),
        ("many items", [&b"\0\0\0\x0cftypavif"[..], &meta].concat()),
    ] {
        let begun = Instant::now();
        let metadata = metadata(&bytes);
        let took = begun.elapsed();
        println!(
            "{name:22}{:>12} bytes{:>10} ms {:>8} statements",
            bytes.len(),
            took.as_millis(),
            metadata.statements.len()
        );
        assert!(took < Duration::from_secs(20), "{name}: {took:?}");
    }
}
