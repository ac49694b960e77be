//! Pictures on the desk: which are decoded and kept, and files that cannot be shown.

use std::fs;
use std::sync::Arc;

use chrono::TimeDelta;
use nightdesk::desk::{Command, Done, Job, PictureFrom, PictureTo, Size, Tone};
use nightdesk::export::Format;
use nightdesk::media::{self, Thumbnail};
use nightdesk::story::{MediaId, MediaRef, PictureFormat};

use super::{desk_in, now, obey};

fn media(number: u8) -> MediaRef {
    let id = MediaId([number; 32]);
    MediaRef { id, format: PictureFormat::Jpeg, width_px: 6000, height_px: 4000 }
}

fn asked(jobs: &[Job]) -> Vec<u8> {
    let number = |job: &Job| match job {
        Job::ShowPicture { media, .. } => Some(media.id.0[0]),
        _ => None,
    };
    jobs.iter().filter_map(number).collect()
}

#[test]
fn what_has_left_the_view_is_not_decoded() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_in(folder.path());
    let mut jobs = Vec::new();
    // A first frame with forty pictures in view, drawn twice.
    for frame in 0..2 {
        let at = now() + TimeDelta::milliseconds(frame * 16);
        for number in 0..40 {
            jobs.extend(desk.handle(Command::Thumbnail(media(number)), at));
        }
    }
    assert_eq!(asked(&jobs), [0, 1], "one is decoded and one waits");
    // The view goes on to three others.
    let later = now() + TimeDelta::seconds(1);
    for number in 100..103 {
        assert!(desk.handle(Command::Thumbnail(media(number)), later).is_empty());
    }
    let mut order = Vec::new();
    while let Some(job) = jobs.pop() {
        jobs.extend(desk.receive(job.run(), later));
        order.extend(asked(&jobs[jobs.len().saturating_sub(1)..]));
    }
    order.dedup();
    assert_eq!(order, [100, 101, 102, 0], "the latest come before what still waited");
    // What was never decoded may be asked for again.
    assert_eq!(asked(&desk.handle(Command::Thumbnail(media(7)), later)), [7]);
}

#[test]
fn a_picture_is_decoded_once_for_each_size() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_in(folder.path());
    let job = desk.handle(Command::Thumbnail(media(1)), now());
    assert!(desk.handle(Command::Thumbnail(media(1)), now()).is_empty());
    assert_eq!(asked(&desk.handle(Command::WidePicture(media(1)), now())), [1]);
    for job in job {
        drop(desk.receive(job.run(), now()));
    }
    // It could not be read; nobody tries again in every frame.
    assert!(desk.picture_problem(media(1).id).is_some());
    assert!(desk.handle(Command::Thumbnail(media(1)), now()).is_empty());
}

#[test]
fn the_oldest_small_pictures_make_room() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_in(folder.path());
    let thumbnail =
        Arc::new(Thumbnail { width_px: 512, height_px: 512, rgba: vec![9; 512 * 512 * 4] });
    for (size, most) in [(Size::Small, 64), (Size::Wide, 32), (Size::Large, 2)] {
        for number in 0..80 {
            let id = media(number).id;
            let result = Ok(Arc::clone(&thumbnail));
            assert!(desk.receive(Done::PictureShown { size, id, result }, now()).is_empty());
        }
        let is_kept = |number: &u8| {
            let id = media(*number).id;
            match size {
                Size::Small => desk.thumbnail(id),
                Size::Wide => desk.wide_picture(id),
                Size::Large => desk.large_picture(id),
            }
            .is_some()
        };
        let kept: Vec<u8> = (0..80).filter(is_kept).collect();
        assert_eq!(kept, (80 - most..80).collect::<Vec<_>>(), "{size:?}");
    }
}

#[test]
fn a_file_that_cannot_be_shown_is_kept_and_leaves_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_in(folder.path());
    let broken = b"\xFF\xD8\xFF\xE0\0\x10JFIF and then the line went dead";
    let from = PictureFrom::Bytes { name: "quay.jpg".to_owned(), bytes: Arc::from(&broken[..]) };
    obey(&mut desk, Command::AddPicture { to: PictureTo::Lead, from });
    let message = desk.message().unwrap();
    assert_eq!(message.tone, Tone::Problem);
    assert!(message.text.starts_with("quay.jpg was added, but cannot be shown. "), "{message:?}");
    let media = desk.story().lead.as_ref().unwrap().media.unwrap();
    assert_eq!(media.size_px(), None);
    obey(&mut desk, Command::Thumbnail(media));
    assert!(desk.picture_problem(media.id).unwrap().contains("cut short"));

    obey(&mut desk, Command::Save);
    let kept = fs::read(desk.folder().unwrap().join("media").join(media.file_name())).unwrap();
    assert_eq!(kept, broken);
    let mut again = desk_in(folder.path());
    obey(&mut again, Command::Open(desk.folder().unwrap().to_path_buf()));
    assert_eq!(again.story().lead.as_ref().unwrap().media, Some(media));

    let out = folder.path().join("page");
    let reason = Some("the picture is on its way".to_owned());
    let format = Format::Html;
    obey(&mut again, Command::Export { format, out: out.clone(), confirmed: reason });
    let left = fs::read(out.join("media").join(media.file_name())).unwrap();
    assert_eq!(left, broken);
}

#[test]
fn what_is_no_picture_leaves_the_story_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir(path("folder.jpg")).unwrap();
    fs::write(path("empty.jpg"), "").unwrap();
    fs::write(path("drawing.png"), "<svg xmlns='http://www.w3.org/2000/svg'/>").unwrap();
    fs::write(path("minutes.jpg"), "%PDF-1.7\n").unwrap();
    fs::write(path("clip.jpg"), b"\0\0\0\x18ftypisom\0\0\0\0mp41").unwrap();
    fs::write(path("notes.jpg"), "Ferries sail again.").unwrap();
    for (name, why) in [
        ("folder.jpg", "this is a folder"),
        ("empty.jpg", "it is empty"),
        ("drawing.png", "Export it as PNG"),
        ("minutes.jpg", "a PDF, not a picture"),
        ("clip.jpg", "a video, not a picture"),
        ("notes.jpg", "not a picture"),
        ("gone.jpg", "it is not there"),
    ] {
        let mut desk = desk_in(folder.path());
        let from = PictureFrom::File(path(name));
        obey(&mut desk, Command::AddPicture { to: PictureTo::Lead, from });
        assert!(desk.story().lead.is_none(), "{name}");
        let said = &desk.message().unwrap().text;
        assert!(said.contains(why), "{name}: {said}");
    }
}

#[test]
fn a_file_that_was_changed_meanwhile_is_not_shown_as_the_story_s() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_in(folder.path());
    let png = |shade: u8| media::clean_rgba_to_png(8, 8, &[shade; 256]).unwrap();
    let from = PictureFrom::Bytes { name: "quay.png".to_owned(), bytes: png(10).into() };
    obey(&mut desk, Command::AddPicture { to: PictureTo::Lead, from });
    obey(&mut desk, Command::Save);
    let media = desk.story().lead.as_ref().unwrap().media.unwrap();
    let file = desk.folder().unwrap().join("media").join(media.file_name());
    fs::write(&file, png(200)).unwrap();
    obey(&mut desk, Command::Thumbnail(media));
    assert_eq!(desk.thumbnail(media.id), None);
    assert!(desk.picture_problem(media.id).unwrap().contains("its file has been changed"));
}
