//! Renditions are made once, of the part that was asked for, and stopping leaves what was there.

use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use nightdesk::export::{self, Export, Format, NO_ORIGINALS, Options};
use nightdesk::media;
use nightdesk::media::Picture;
use nightdesk::media::rendition::Wish;
use nightdesk::store::{self, Batch, Darkroom, ExportError, PictureSource, Watch};
use nightdesk::story::{AspectRatio, Crop, Figure, Ids, Story};

use super::names;

/// Red on the left, blue on the right.
fn two_colours(width: u32, height: u32) -> Picture {
    let row = |_| {
        (0..width).flat_map(|x| if x * 2 < width { [255, 0, 0, 255] } else { [0, 0, 255, 255] })
    };
    let pixels: Vec<u8> = (0..height).flat_map(row).collect();
    media::picture(media::clean_rgba_to_png(width, height, &pixels).unwrap().into()).unwrap()
}

fn story_with(pictures: &[Picture]) -> Story {
    let mut ids = Ids::from_seed(3);
    let mut story = Story::new(ids.story());
    for picture in pictures {
        let figure = Figure { media: Some(picture.media), ..Figure::default() };
        story.body.push(ids.block(nightdesk::story::BlockKind::Figure(Box::new(figure))));
    }
    story
}

fn page_of(story: &Story) -> Export {
    let wish = Wish { widths: vec![400, 40, 20], webp: false, jpeg_quality: 95, ..Wish::default() };
    let options = Options {
        credit_line: &|credit| credit.verbatim.clone(),
        publisher: "",
        base_url: "https://ledger.example/",
        renditions: Some(&wish),
        originals: &NO_ORIGINALS,
        now: chrono::DateTime::UNIX_EPOCH,
    };
    export::export(story, Format::Html, &options)
}

fn leave(
    export: &Export,
    pictures: &[Picture],
    cache: &Path,
    out: &Path,
    watch: &Watch<'_>,
) -> Result<Batch, ExportError> {
    let darkroom = Darkroom::open(Some(cache))?;
    let mut source = PictureSource { folder: None, pictures, darkroom: None };
    let batch = darkroom.make(export, true, &source, out, watch)?;
    source.darkroom = Some(&darkroom);
    store::write_export(export, true, &source, out, watch)?;
    Ok(batch)
}

#[test]
fn a_crop_is_cut_from_the_original_and_is_not_enlarged() {
    let home = tempfile::tempdir().unwrap();
    let picture = two_colours(640, 360);
    let mut story = story_with(&[]);
    story.slug = "harbour".to_owned();
    let ratio = AspectRatio { width: 16, height: 9 };
    let crop = Crop { ratio, left: 0.5, top: 0.25, width: 0.5, height: 0.5 };
    let lead = Figure { media: Some(picture.media), crops: vec![crop], ..Figure::default() };
    story.lead = Some(lead);
    let export = page_of(&story);
    let (cache, out) = (home.path().join("cache"), home.path().join("page"));
    let batch = leave(&export, &[picture], &cache, &out, &Watch::NOBODY).unwrap();
    assert_eq!((batch.made, batch.kept), (2, 0), "the whole picture and the crop");
    let mut sizes = Vec::new();
    for file in &export.media {
        let shown = image::open(out.join(&file.path)).unwrap().to_rgb8();
        let is_blue = |x, y| {
            let [red, _, blue] = shown.get_pixel(x, y).0;
            blue > 200 && red < 60
        };
        let cropped = file.made.as_ref().unwrap().order.crop.is_some();
        assert_eq!(is_blue(2, 2), cropped, "{}: the crop is the right half", file.path);
        assert!(is_blue(shown.width() - 3, 2));
        sizes.push((cropped, shown.width(), shown.height()));
    }
    sizes.sort_unstable();
    assert_eq!(
        sizes,
        [
            (false, 20, 11),
            (false, 40, 23),
            (false, 400, 225),
            (true, 20, 11),
            (true, 40, 23),
            (true, 320, 180),
        ]
    );
    let page = fs::read_to_string(out.join("index.html")).unwrap();
    assert!(page.contains("property=\"og:image:width\" content=\"320\""));
}

#[test]
fn what_is_there_is_not_made_again_and_what_is_missing_is() {
    let home = tempfile::tempdir().unwrap();
    let pictures = [two_colours(64, 36), two_colours(50, 36), two_colours(48, 30)];
    let export = page_of(&story_with(&pictures));
    let (cache, out) = (home.path().join("cache"), home.path().join("page"));
    let go = |pictures: &[Picture]| {
        let batch = leave(&export, pictures, &cache, &out, &Watch::NOBODY).unwrap();
        (batch.made, batch.kept)
    };
    assert_eq!(go(&pictures), (3, 0));
    // The originals are not even read.
    assert_eq!(go(&[]), (0, 3));
    fs::remove_file(out.join(&export.media[0].path)).unwrap();
    assert_eq!(go(&[]), (0, 3), "the cache has it");
    fs::remove_dir_all(&cache).unwrap();
    fs::remove_file(out.join(&export.media[0].path)).unwrap();
    assert_eq!(go(&pictures), (1, 2), "only that one");
}

#[test]
fn progress_is_told_and_reaches_the_end() {
    let home = tempfile::tempdir().unwrap();
    let pictures: Vec<_> = (40..52).map(|width| two_colours(width, 30)).collect();
    let export = page_of(&story_with(&pictures));
    let told = Mutex::new(Vec::new());
    let watch =
        Watch { stopped: &|| false, progress: &|made, all| told.lock().unwrap().push((made, all)) };
    leave(&export, &pictures, &home.path().join("cache"), &home.path().join("page"), &watch)
        .unwrap();
    let mut told = told.into_inner().unwrap();
    assert_eq!(told.first(), Some(&(0, 12)));
    told.sort_unstable();
    let expected: Vec<_> = (0..=12).map(|made| (made, 12)).collect();
    assert_eq!(told, expected);
}

#[test]
fn an_export_that_is_stopped_leaves_the_old_one_whole() {
    let home = tempfile::tempdir().unwrap();
    let (cache, out) = (home.path().join("cache"), home.path().join("page"));
    let old = [two_colours(64, 36)];
    leave(&page_of(&story_with(&old)), &old, &cache, &out, &Watch::NOBODY).unwrap();
    let (page, files) = (fs::read(out.join("index.html")).unwrap(), names(&out.join("media")));
    let new: Vec<_> = (30..40).map(|width| two_colours(width, 30)).collect();
    let export = page_of(&story_with(&new));
    // While the first pictures are made, and when all are.
    for after in [1, 10] {
        let cache = home.path().join(format!("cache-{after}"));
        let stop = AtomicBool::new(false);
        let watch = Watch {
            stopped: &|| stop.load(Ordering::Relaxed),
            progress: &|made, _| stop.store(made >= after, Ordering::Relaxed),
        };
        let error = leave(&export, &new, &cache, &out, &watch).unwrap_err();
        assert!(matches!(error, ExportError::Stopped), "{error}");
        assert_eq!(fs::read(out.join("index.html")).unwrap(), page);
        assert_eq!(names(&out.join("media")), files, "after {after}");
    }
    // What was made is not lost.
    let cache = home.path().join("cache-10");
    let batch = leave(&export, &new, &cache, &out, &Watch::NOBODY).unwrap();
    assert_eq!((batch.made, batch.kept), (0, 10));
    assert!(names(&out.join("media")).iter().all(|name| !files.contains(name)), "the old ones go");
}

#[test]
fn originals_that_were_written_before_the_stop_are_taken_away_again() {
    let home = tempfile::tempdir().unwrap();
    let pictures = [two_colours(64, 36), two_colours(50, 36)];
    let mut export = page_of(&story_with(&pictures));
    for file in &mut export.media {
        file.made = None;
    }
    let asked = AtomicBool::new(false);
    // The second time somebody asks.
    let watch = Watch { stopped: &|| asked.swap(true, Ordering::Relaxed), progress: &|_, _| {} };
    let source = PictureSource { folder: None, pictures: &pictures, darkroom: None };
    let out = home.path().join("page");
    let error = store::write_export(&export, true, &source, &out, &watch).unwrap_err();
    assert!(matches!(error, ExportError::Stopped), "{error}");
    assert!(!out.join("index.html").exists());
    assert_eq!(names(&out.join("media")), [""; 0]);
}

#[test]
fn a_size_that_the_story_makes_up_is_no_reason_to_name_files_that_are_not_there() {
    let home = tempfile::tempdir().unwrap();
    let mut picture = two_colours(64, 36);
    let true_size = picture.clone();
    picture.media.width_px = 60;
    let export = page_of(&story_with(&[picture]));
    let darkroom = Darkroom::open(Some(home.path())).unwrap();
    let source = PictureSource { folder: None, pictures: &[true_size], darkroom: None };
    let out = home.path().join("page");
    let batch = darkroom.make(&export, true, &source, &out, &Watch::NOBODY).unwrap();
    assert_eq!(batch.left_as_originals(), ["The picture has another size than the story says."]);
    assert_eq!((batch.made, batch.kept), (0, 0));
}
