//! Exports stay in their folder; pictures beside a page are taken and no others.

use std::fs;

use nightdesk::export::{Export, File, MediaFile};
use nightdesk::import::Import;
use nightdesk::media::Picture;
use nightdesk::media::provenance::TrustList;
use nightdesk::store::{self, ExportError, PictureSource, Watch};
use nightdesk::story::{BlockKind, Figure, FigureAt, Ids, Notice, NoticeKind, Place, Story};

use super::{Desk, assert_told, names, picture, save, story};

pub(crate) const NO_PICTURES: PictureSource<'static> =
    PictureSource { folder: None, pictures: &[], darkroom: None };

pub(crate) fn one_file(path: &str, bytes: &[u8]) -> Export {
    let file = File { path: path.to_owned(), bytes: bytes.to_vec() };
    Export { files: vec![file], media: Vec::new(), report: Vec::new() }
}

#[test]
fn a_page_is_written_with_its_pictures_and_replaced_as_a_whole() {
    let desk = Desk::new();
    let (old, new) = (picture(1), picture(2));
    save(&desk.folder(), &story("First"), None, std::slice::from_ref(&old), 0).unwrap();
    let media = |picture: &Picture| MediaFile {
        media: picture.media,
        path: format!("media/{}", picture.media.file_name()),
        made: None,
    };
    let mut export = one_file("index.html", b"<p>First");
    export.media = vec![media(&old), media(&new)];
    let source = PictureSource {
        folder: Some(&desk.folder()),
        pictures: std::slice::from_ref(&new),
        darkroom: None,
    };
    let out = desk.home.path().join("site/harbour");
    for text in ["<p>First", "<p>Second"] {
        export.files[0].bytes = text.as_bytes().to_vec();
        store::write_export(&export, true, &source, &out, &Watch::NOBODY).unwrap();
        assert_eq!(fs::read_to_string(out.join("index.html")).unwrap(), text);
    }
    for picture in [&old, &new] {
        let path = out.join("media").join(picture.media.file_name());
        assert_eq!(fs::read(path).unwrap(), *picture.bytes);
    }
    assert_eq!(names(&out), ["index.html", "media"]);
}

#[test]
fn a_missing_picture_is_named_and_the_rest_is_written() {
    let home = tempfile::tempdir().unwrap();
    let gone = picture(3);
    let mut export = one_file("index.html", b"<p>");
    let path = format!("media/{}", gone.media.file_name());
    export.media = vec![MediaFile { media: gone.media, path, made: None }];
    let out = home.path().join("page");
    let source = PictureSource { folder: Some(home.path()), pictures: &[], darkroom: None };
    let error = store::write_export(&export, true, &source, &out, &Watch::NOBODY).unwrap_err();
    assert!(matches!(error, ExportError::PicturesMissing { missing: 1, .. }), "{error}");
    assert!(error.to_string().contains(&gone.media.file_name()), "{error}");
    assert!(out.join("index.html").exists());
}

#[test]
fn an_export_stays_in_its_folder() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("out");
    for name in [
        "../index.html",
        "/etc/index.html",
        "media/../../x",
        "",
        "a//b",
        "./x",
        "C:\\x",
        "C:x",
        "a\\b",
        "media/",
        "a\0b",
        "..",
    ] {
        let mut export = one_file("index.html", b"<p>");
        export.files.push(File { path: name.to_owned(), bytes: b"x".to_vec() });
        let error =
            store::write_export(&export, true, &NO_PICTURES, &out, &Watch::NOBODY).unwrap_err();
        assert!(matches!(error, ExportError::OutsideFolder { .. }), "{name}: {error}");
        let mut export = one_file("index.html", b"<p>");
        export.media.push(MediaFile { media: picture(1).media, path: name.to_owned(), made: None });
        assert!(
            store::write_export(&export, true, &NO_PICTURES, &out, &Watch::NOBODY).is_err(),
            "{name}"
        );
    }
    assert!(!out.exists(), "nothing is written when a name is wrong");
    assert_eq!(names(home.path()), [""; 0]);
}

#[cfg(unix)]
#[test]
fn a_link_in_the_folder_does_not_lead_an_export_out_of_it() {
    let home = tempfile::tempdir().unwrap();
    let (out, other) = (home.path().join("out"), home.path().join("other"));
    fs::create_dir(&out).unwrap();
    fs::create_dir(&other).unwrap();
    std::os::unix::fs::symlink(&other, out.join("media")).unwrap();
    let export = one_file("media/boats.txt", b"x");
    let error = store::write_export(&export, true, &NO_PICTURES, &out, &Watch::NOBODY).unwrap_err();
    assert!(matches!(error, ExportError::OutsideFolder { .. }), "{error}");
    assert_eq!(names(&other), [""; 0]);
}

#[test]
fn a_single_file_is_written_to_its_name_and_its_folder_made() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("wire/tonight/story.txt");
    store::write_export(
        &one_file("whatever.txt", b"Rain"),
        false,
        &NO_PICTURES,
        &out,
        &Watch::NOBODY,
    )
    .unwrap();
    assert_eq!(fs::read_to_string(&out).unwrap(), "Rain");
    assert_eq!(names(out.parent().unwrap()), ["story.txt"]);
    let folder = out.parent().unwrap();
    let error =
        store::write_export(&one_file("x", b""), false, &NO_PICTURES, folder, &Watch::NOBODY)
            .unwrap_err();
    assert_told(&error, "there is a folder of this name", folder);
    let error = store::write_export(&one_file("x", b""), true, &NO_PICTURES, &out, &Watch::NOBODY)
        .unwrap_err();
    assert_told(&error, "there is a file of this name", &out);
}

fn page_with(addresses: &[&str]) -> Import {
    let mut ids = Ids::from_seed(5);
    let mut story = Story::new(ids.story());
    let mut notices = Vec::new();
    for address in addresses {
        let figure = Figure { source_url: (*address).to_owned(), ..Figure::default() };
        let block = ids.block(BlockKind::Figure(Box::new(figure)));
        let notice = Notice::new(NoticeKind::PictureMissing, "Only its address is known.");
        notices.push(notice.at(Place::Figure(FigureAt::Block(block.id))));
        story.body.push(block);
    }
    Import { story, notices, pictures: Vec::new() }
}

#[test]
fn pictures_beside_a_saved_page_are_taken_and_no_others() {
    let home = tempfile::tempdir().unwrap();
    let page = home.path().join("saved/page.html");
    let files = home.path().join("saved/page files");
    fs::create_dir_all(&files).unwrap();
    let (boats, secret) = (picture(7), picture(8));
    fs::write(files.join("boats.png"), &boats.bytes[..]).unwrap();
    fs::write(files.join("notes.png"), "no picture").unwrap();
    fs::write(home.path().join("secret.png"), &secret.bytes[..]).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(home.path().join("secret.png"), files.join("link.png")).unwrap();
    let absolute = home.path().join("secret.png").display().to_string();

    let addresses = [
        "page%20files/boats.png",
        "page files/boats.png?width=800",
        "page%20files/notes.png",
        "page%20files/gone.png",
        "../secret.png",
        "page%20files/../../secret.png",
        "page%20files/link.png",
        &absolute,
        "https://ledger.example/boats.png",
        "page%20files",
    ];
    let mut import = page_with(&addresses);
    store::collect_pictures(&mut import, &page, &TrustList::default());
    let taken: Vec<_> = import
        .story
        .figures()
        .into_iter()
        .map(|(_, figure)| figure.media.map(|media| media.id))
        .collect();
    let boats_id = Some(boats.media.id);
    assert_eq!(taken[..2], [boats_id, boats_id]);
    assert_eq!(taken[2..], [None; 8]);
    assert_eq!(import.pictures, [boats]);
    let says = import.story.figures()[0].1.file_says.clone().unwrap();
    assert_eq!(says.file_name, "boats.png");
    // Eight are still missing, and why the one beside the page was not taken is told.
    assert_eq!(import.notices.len(), 9);
    assert!(import.notices[8].message.contains("notes.png was not taken"), "{:?}", import.notices);
}

#[test]
fn a_picture_inside_its_address_becomes_a_file() {
    let home = tempfile::tempdir().unwrap();
    let boats = picture(7);
    let data = format!("data:image/png;base64,{}", base64(&boats.bytes));
    let mut import = page_with(&[&data, "data:image/png;base64,!!!"]);
    store::collect_pictures(&mut import, &home.path().join("page.md"), &TrustList::default());
    assert_eq!(import.pictures, std::slice::from_ref(&boats));
    let figures = import.story.figures();
    assert_eq!(figures[0].1.media, Some(boats.media));
    assert_eq!(figures[0].1.source_url, "");
    assert_eq!(figures[1].1.media, None);
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let number = (0..3)
            .fold(0usize, |sum, at| (sum << 8) | usize::from(three.get(at).copied().unwrap_or(0)));
        for at in 0..4 {
            let letter = LETTERS[(number >> (18 - 6 * at)) & 63];
            text.push(if at <= three.len() { char::from(letter) } else { '=' });
        }
    }
    text
}
