//! Content Credentials: who signed a picture, and whether it is as it was signed.
//!
//! The signed pictures are in `fixtures/provenance`; what is done to them is done here. A build
//! without the feature `content-credentials` tells that credentials are there and no more, and
//! the same table says so.

#![expect(
    clippy::unwrap_used,
    clippy::string_slice,
    reason = "a test stops at what it does not expect, and PEM is cut at ASCII"
)]

#[cfg(feature = "content-credentials")]
#[path = "provenance/fixtures.rs"]
mod fixtures;

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use nightdesk::desk::{Command, Desk, PictureFrom, PictureTo};
use nightdesk::edit::{Edit, Value};
use nightdesk::media::provenance::{Credentials, TrustList, provenance};
use nightdesk::store;
use nightdesk::story::{Figure, FigureAt, PictureFormat, Provenance, RichText, SourceType};

const FORMATS: [PictureFormat; 4] =
    [PictureFormat::Jpeg, PictureFormat::Png, PictureFormat::WebP, PictureFormat::Tiff];
const VERIFIES: bool = cfg!(feature = "content-credentials");

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/provenance")
}

fn file(name: &str) -> Vec<u8> {
    fs::read(folder().join(name)).unwrap_or_else(|why| panic!("{name}: {why}"))
}

fn list(name: &str) -> TrustList {
    TrustList::from_pem(&String::from_utf8(file(name)).unwrap()).unwrap()
}

fn trusted() -> TrustList {
    list("anchor.pem")
}

/// What is expected of a file with credentials: a build that does not verify says the same of all.
fn credentials(provenance: Provenance, source_type: SourceType) -> Credentials {
    if VERIFIES {
        Credentials { provenance, source_type }
    } else {
        Credentials { provenance: Provenance::Unverified, source_type: SourceType::Unknown }
    }
}

fn verified() -> Provenance {
    Provenance::Verified { signer: "Nordpix Test Signing".to_owned() }
}

fn untrusted() -> Provenance {
    Provenance::Untrusted { signer: "Nordpix Test Signing".to_owned() }
}

/// Where the first `needle` stands.
fn find(bytes: &[u8], needle: &[u8]) -> usize {
    bytes.windows(needle.len()).position(|window| window == needle).unwrap()
}

/// A byte of the pixels.
fn pixel_at(bytes: &[u8], format: PictureFormat) -> usize {
    match format {
        PictureFormat::Jpeg => bytes.len() - 20,
        PictureFormat::Png => find(bytes, b"IDAT") + 60,
        PictureFormat::WebP => find(bytes, b"VP8L") + 60,
        // The second row of the pattern, which is not packed.
        _ => find(bytes, &[8, 8, 0, 16, 8, 24]),
    }
}

#[test]
fn a_signed_picture_is_told_from_one_that_was_changed() {
    for format in FORMATS {
        let name = |which: &str| format!("{which}.{}", format.extension());
        let signed = file(&name("signed"));
        let with = |at: usize, byte: u8| {
            let mut bytes = signed.clone();
            bytes[at] ^= byte;
            bytes
        };
        let altered = with(pixel_at(&signed, format), 0x10);
        // What the box is stays, and what is in it is gone.
        let mut garbage = signed.clone();
        let label = find(&signed, b"jumdc2pa") + 30;
        garbage[label..label + 600].fill(0xA5);
        let captured = SourceType::Captured;
        let nothing = SourceType::Unknown;
        for (what, bytes, trusted, expected) in [
            ("as signed", &signed, trusted(), credentials(verified(), captured)),
            (
                "unknown signer",
                &signed,
                TrustList::default(),
                credentials(untrusted(), nothing.clone()),
            ),
            (
                "another authority of the same name",
                &signed,
                list("other-anchor.pem"),
                credentials(untrusted(), nothing.clone()),
            ),
            (
                "a pixel changed",
                &altered,
                trusted(),
                credentials(Provenance::Altered, nothing.clone()),
            ),
            (
                "a pixel changed, unknown signer",
                &altered,
                TrustList::default(),
                credentials(Provenance::Altered, nothing.clone()),
            ),
            (
                "garbage in the box",
                &garbage,
                trusted(),
                credentials(Provenance::Damaged, nothing.clone()),
            ),
            (
                "not signed",
                &file(&name("plain")),
                trusted(),
                Credentials { provenance: Provenance::None, source_type: nothing },
            ),
        ] {
            assert_eq!(provenance(bytes, format, &trusted), expected, "{format:?}, {what}");
        }
    }
}

#[test]
fn a_picture_that_is_cut_short_is_never_verified() {
    for format in FORMATS {
        let signed = file(&format!("signed.{}", format.extension()));
        for cut in (0..signed.len()).step_by(signed.len() / 90) {
            let found = provenance(&signed[..cut], format, &trusted()).provenance;
            assert!(!matches!(found, Provenance::Verified { .. }), "{format:?} {cut}: {found:?}");
        }
    }
}

#[test]
fn no_byte_of_the_pixels_can_change_unseen() {
    for format in FORMATS {
        let signed = file(&format!("signed.{}", format.extension()));
        let from = pixel_at(&signed, format);
        for at in (from..from + 18).step_by(3) {
            let mut bytes = signed.clone();
            bytes[at] ^= 1;
            let found = provenance(&bytes, format, &trusted());
            assert_eq!(
                found,
                credentials(Provenance::Altered, SourceType::Unknown),
                "{format:?} {at}"
            );
        }
    }
}

#[test]
fn credentials_moved_to_another_picture_do_not_hold() {
    let signed = file("signed.jpg");
    let plain = file("plain.jpg");
    let from = find(&signed, &[0xFF, 0xEB]);
    let len = usize::from(u16::from_be_bytes([signed[from + 2], signed[from + 3]]));
    let box_of_it = &signed[from..from + 2 + len];
    // The same place in a picture whose pixels differ by one byte.
    let mut other = [&plain[..from], box_of_it, &plain[from..]].concat();
    assert_eq!(other, signed, "the box is all that signing added");
    let last = other.len() - 20;
    other[last] ^= 1;
    let found = provenance(&other, PictureFormat::Jpeg, &trusted());
    assert_eq!(found, credentials(Provenance::Altered, SourceType::Unknown));
}

#[test]
fn a_machines_picture_is_told_whoever_signed_it() {
    for (name, trusted, provenance_of_it, source_type) in [
        ("generated.jpg", trusted(), verified(), SourceType::Generated),
        ("generated.jpg", TrustList::default(), untrusted(), SourceType::Generated),
        ("edited.jpg", trusted(), verified(), SourceType::Generated),
        ("edited.jpg", TrustList::default(), untrusted(), SourceType::Generated),
    ] {
        let found = provenance(&file(name), PictureFormat::Jpeg, &trusted);
        assert_eq!(found, credentials(provenance_of_it, source_type), "{name}");
    }
}

#[test]
fn bytes_that_are_no_picture_are_no_trouble() {
    let box_alone = [&[0xFF, 0xD8, 0xFF, 0xEB, 0xFF, 0xFF][..], b"JP\0\x01\0\0\0\x01"].concat();
    let empty_box = b"\x89PNG\r\n\x1a\n\0\0\0\0caBX\0\0\0\0";
    let long_box = b"RIFF\xFF\xFF\xFF\xFFWEBPC2PA\xFF\xFF\xFF\xFF";
    for bytes in [&b""[..], b"\xFF\xD8\xFF", &box_alone, empty_box, long_box, &[0xEB; 4000]] {
        for format in PictureFormat::ALL {
            let found = provenance(bytes, format, &trusted()).provenance;
            let is_calm = matches!(
                found,
                Provenance::None
                    | Provenance::NotChecked
                    | Provenance::Damaged
                    | Provenance::Unverified
            );
            assert!(is_calm, "{format:?} {found:?}");
        }
    }
}

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_793_000_000, 0).unwrap()
}

fn obey(desk: &mut Desk, command: Command) {
    let mut jobs = desk.handle(command, now());
    while let Some(job) = jobs.pop() {
        jobs.extend(desk.receive(job.run(), now()));
    }
}

fn add(desk: &mut Desk, to: PictureTo, name: &str) {
    let from = PictureFrom::Bytes { name: name.to_owned(), bytes: Arc::from(file(name)) };
    obey(desk, Command::AddPicture { to, from });
}

fn desk(trusted: TrustList) -> Desk {
    let settings = store::Settings { trusted, ..store::Settings::default() };
    Desk::new(settings, uuid::Uuid::from_u128(1 << 100), now())
}

fn lead(desk: &Desk) -> Figure {
    desk.story().lead.clone().unwrap()
}

#[test]
fn a_picture_on_the_desk_brings_its_credentials_and_a_new_file_its_own() {
    let mut desk = desk(trusted());
    add(&mut desk, PictureTo::Lead, "generated.jpg");
    let expected = credentials(verified(), SourceType::Generated);
    assert_eq!(lead(&desk).provenance, expected.provenance);
    assert_eq!(lead(&desk).source_type, expected.source_type);
    let rules = |desk: &Desk| desk.findings().iter().map(|it| it.rule).collect::<Vec<_>>();
    assert_eq!(rules(&desk).contains(&"ai-label"), VERIFIES);
    add(&mut desk, PictureTo::Replace(FigureAt::Lead), "plain.png");
    assert_eq!(lead(&desk).provenance, Provenance::None);
    assert_eq!(lead(&desk).source_type, SourceType::Unknown, "that was the other picture’s");
    assert!(!rules(&desk).contains(&"ai-label"));
}

#[test]
fn reading_a_file_again_is_one_step_and_leaves_the_editors_words() {
    let home = tempfile::tempdir().unwrap();
    let mut desk = desk(TrustList::default());
    add(&mut desk, PictureTo::Lead, "signed.jpg");
    let first = lead(&desk);
    assert_eq!(first.provenance, credentials(untrusted(), SourceType::Unknown).provenance);
    let own = Figure {
        caption: RichText::plain("Boats."),
        provenance: Provenance::NotChecked,
        source_type: SourceType::Composite,
        file_says: None,
        ..first
    };
    let edit = Edit::Set(Value::Figure(FigureAt::Lead, Box::new(own.clone())));
    obey(&mut desk, Command::Change(edit.into()));
    // From the desk, then from the story's folder, then by another list.
    obey(&mut desk, Command::ReadAgain(FigureAt::Lead));
    let again = lead(&desk);
    assert_eq!(again.provenance, credentials(untrusted(), SourceType::Unknown).provenance);
    assert!(again.file_says.is_some());
    assert_eq!(Figure { provenance: Provenance::NotChecked, file_says: None, ..again }, own);
    obey(&mut desk, Command::Undo);
    assert_eq!(lead(&desk), own);
    obey(&mut desk, Command::SaveAs(home.path().join("boats")));
    let settings = store::Settings { trusted: trusted(), ..store::Settings::default() };
    obey(&mut desk, Command::Settings(Box::new(settings)));
    obey(&mut desk, Command::ReadAgain(FigureAt::Lead));
    assert_eq!(lead(&desk).provenance, credentials(verified(), SourceType::Captured).provenance);
    // There is nothing new to it, so there is no step to take back.
    let revision = desk.revision();
    obey(&mut desk, Command::ReadAgain(FigureAt::Lead));
    assert_eq!(desk.revision(), revision);
}

#[test]
fn a_picture_that_was_replaced_meanwhile_is_left_alone() {
    let mut desk = desk(trusted());
    add(&mut desk, PictureTo::Lead, "signed.jpg");
    let jobs = desk.handle(Command::ReadAgain(FigureAt::Lead), now());
    add(&mut desk, PictureTo::Replace(FigureAt::Lead), "plain.png");
    let expected = lead(&desk);
    for job in jobs {
        desk.receive(job.run(), now());
    }
    assert_eq!(lead(&desk), expected);
}

#[test]
fn the_settings_folder_says_who_is_trusted() {
    let home = tempfile::tempdir().unwrap();
    let open = || store::Settings::open_in(home.path());
    assert_eq!((open().trusted, open().problem), (TrustList::default(), None));
    let place = home.path().join("content-credentials.pem");
    fs::copy(folder().join("anchor.pem"), &place).unwrap();
    assert_eq!((open().trusted, open().problem), (trusted(), None));
    fs::write(&place, "no certificate").unwrap();
    let problem = open().problem.unwrap();
    assert!(problem.contains("holds no certificate"), "{problem}");
    assert_eq!(open().trusted, TrustList::default());
    // What the settings say is kept, and the list is left as it is.
    let settings = store::Settings { author: "Ada".to_owned(), ..open() };
    settings.keep().unwrap();
    assert_eq!(open().author, "Ada");
    assert_eq!(fs::read_to_string(&place).unwrap(), "no certificate");
}
