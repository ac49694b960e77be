//! What an editor gets from a picture’s file.
#![expect(clippy::unwrap_used, reason = "a test stops at what it does not expect")]

use nightdesk::media::metadata::{Block, Field, Metadata, Said, metadata};
use nightdesk::story::SourceType;

const SPACES: &str = "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' \
    xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/' \
    xmlns:plus='http://ns.useplus.org/ldf/xmp/1.0/' \
    xmlns:Iptc4xmpCore='http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/' \
    xmlns:Iptc4xmpExt='http://iptc.org/std/Iptc4xmpExt/2008-02-29/'";

/// A JPEG with an XMP description of these elements and IIM of these data sets.
fn jpeg(xmp: &str, iim: &[(u8, &str)]) -> Vec<u8> {
    let mut bytes = vec![0xFF, 0xD8];
    let mut segment = |marker: u8, payload: &[u8]| {
        bytes.extend([0xFF, marker]);
        bytes.extend(u16::try_from(payload.len() + 2).unwrap().to_be_bytes());
        bytes.extend(payload);
    };
    if !xmp.is_empty() {
        let packet =
            format!("<rdf:RDF {SPACES}><rdf:Description>{xmp}</rdf:Description></rdf:RDF>");
        segment(0xE1, &[b"http://ns.adobe.com/xap/1.0/\0", packet.as_bytes()].concat());
    }
    let mut sets = vec![0x1C, 1, 90, 0, 3, 0x1B, b'%', b'G'];
    for (number, value) in iim {
        sets.extend([0x1C, 2, *number]);
        sets.extend(u16::try_from(value.len()).unwrap().to_be_bytes());
        sets.extend(value.bytes());
    }
    let len = u32::try_from(sets.len()).unwrap().to_be_bytes();
    segment(0xED, &[b"Photoshop 3.0\08BIM\x04\x04\0\0", &len[..], &sets].concat());
    bytes.extend([0xFF, 0xD9]);
    bytes
}

fn value(said: Option<&Said>) -> &str {
    said.map(|said| said.value.as_str()).unwrap_or_default()
}

fn values(said: &[Said]) -> Vec<&str> {
    said.iter().map(|said| said.value.as_str()).collect()
}

#[test]
fn a_wire_picture_arrives_captioned_and_credited() {
    let metadata = metadata(&jpeg(
        "",
        &[
            (120, "Ferries in the harbour.\rBrindle Bay, 6 May. *** Local Caption ***"),
            (80, "KIT ORME"),
            (110, "AFP via Getty Images"),
            (115, "AFP"),
            (116, "AFP or licensors"),
            (105, "OLYMPUS DIGITAL CAMERA"),
            (40, "NO ARCHIVES"),
            (90, "Brindle Bay"),
            (55, "20240506"),
            (60, "070809+0200"),
            (37, "20250506"),
        ],
    ));
    assert_eq!(value(metadata.caption.as_ref()), "Ferries in the harbour.\nBrindle Bay, 6 May.");
    assert_eq!(values(&metadata.creators), ["Kit Orme"]);
    assert_eq!(metadata.credit.creators, ["Kit Orme"]);
    assert_eq!(metadata.credit.agencies, ["AFP"]);
    assert_eq!(metadata.credit.provider.as_deref(), Some("Getty Images"));
    assert_eq!(metadata.headline, None);
    assert_eq!(value(metadata.instructions.as_ref()), "NO ARCHIVES");
    assert_eq!(value(metadata.city.as_ref()), "Brindle Bay");
    assert_eq!(value(metadata.created.as_ref()), "2024-05-06T07:08:09+02:00");
    assert_eq!(metadata.expires.unwrap().to_rfc3339(), "2025-05-06T23:59:59+00:00");
    assert!(metadata.damaged.is_empty());
}

#[test]
fn the_words_as_they_stood_are_kept_with_their_place() {
    let metadata = metadata(&jpeg("", &[(80, "Photo by KIT ORME"), (105, "CafÃ© fire")]));
    let creator = metadata.creators.first().unwrap();
    assert_eq!(creator.value, "Kit Orme");
    assert_eq!(creator.verbatim.value, "Photo by KIT ORME");
    assert_eq!((creator.verbatim.block, creator.verbatim.tag), (Block::Iim, "2:80"));
    assert_eq!(value(metadata.headline.as_ref()), "Café fire");
    let says = metadata.file_says("ferry.jpg", "en");
    assert_eq!((says.file_name.as_str(), says.credit.as_str()), ("ferry.jpg", "Photo by KIT ORME"));
}

#[test]
fn new_fields_come_from_xmp() {
    let metadata = metadata(&jpeg(
        "<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang='x-default'>A ferry</rdf:li>\
         <rdf:li xml:lang='de-AT'>Eine Fähre</rdf:li></rdf:Alt></Iptc4xmpCore:AltTextAccessibility>\
         <Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>ANNA VAN DER BERG</rdf:li><rdf:li>Rory Orme\
         </rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImage>\
         <plus:LicenseEndDate>2025-05-06T12:00:00+02:00</plus:LicenseEndDate>\
         <Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/\
         trainedAlgorithmicMedia</Iptc4xmpExt:DigitalSourceType>",
        &[],
    ));
    assert_eq!(value(metadata.alt.as_ref()), "A ferry");
    assert_eq!(value(metadata.in_language(Field::Alt, "de").as_ref()), "Eine Fähre");
    assert_eq!(metadata.in_language(Field::Alt, "fr"), None);
    assert_eq!(values(&metadata.persons), ["Anna van der Berg", "Rory Orme"]);
    assert_eq!(metadata.expires.unwrap().to_rfc3339(), "2025-05-06T10:00:00+00:00");
    assert_eq!(metadata.source_type, SourceType::Generated);
}

#[test]
fn a_byline_and_a_credit_line_make_one_credit() {
    for (byline, line, creators, agencies) in [
        ("KIT ORME/AFP", "AFP", &["Kit Orme"][..], &["AFP"][..]),
        ("Kit Orme", "REUTERS", &["Kit Orme"], &["Reuters"]),
        ("Reuters", "REUTERS", &[], &["Reuters"]),
        ("STR", "dpa", &[], &["dpa"]),
        ("Kit Orme; Ana Ruiz", "", &["Kit Orme", "Ana Ruiz"], &[]),
    ] {
        let metadata = metadata(&jpeg("", &[(80, byline), (110, line)]));
        assert_eq!(metadata.credit.creators, creators, "{byline} {line}");
        assert_eq!(metadata.credit.agencies, agencies, "{byline} {line}");
        assert_eq!(values(&metadata.creators), creators, "{byline} {line}");
    }
}

#[test]
fn nothing_is_said_about_a_file_that_is_no_picture() {
    for bytes in [&b""[..], b"<html></html>", b"\xFF\xD8\xFF", b"II*\0", b"MM\0*\xFF\xFF\xFF\xFF"] {
        let metadata = metadata(bytes);
        let damaged = metadata.damaged.clone();
        assert_eq!(Metadata { damaged: Vec::new(), ..metadata }, Metadata::default());
        assert!(damaged.len() <= 1);
    }
}

#[test]
fn a_block_that_breaks_off_is_named_and_read_so_far() {
    let whole = jpeg("", &[(80, "Kit Orme"), (120, "Ferries in the harbour at dawn")]);
    let metadata = metadata(&whole[..whole.len() - 12]);
    assert_eq!(metadata.damaged, [Block::Iim]);
    assert_eq!(values(&metadata.creators), ["Kit Orme"]);
    assert_eq!(value(metadata.caption.as_ref()), "Ferries in the harbo");
}
