//! The sample story that the app opens on at its first start.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::STORY_FILE;
use super::disk::{Disk as _, RealDisk, words};
use super::folder::folder_for;

/// The name of the sample's folder on the desk.
const NAME: &str = "sample story";

/// The files of the sample, with their paths in the story folder.
const FILES: &[(&str, &[u8])] = &[
    ("story.ron", include_bytes!("../../assets/sample/story.ron")),
    (
        "media/71fc868606a7b746c883fd7255eb1704750f4e25f29963ddd031a4b205c2b398.jpg",
        include_bytes!(
            "../../assets/sample/media/71fc868606a7b746c883fd7255eb1704750f4e25f29963ddd031a4b205c2b398.jpg"
        ),
    ),
    (
        "media/ac7ab2ca4e9f71c0d6b0e411402f5c8427a69b09db6e59b4dfd2e872a4f1afdb.jpg",
        include_bytes!(
            "../../assets/sample/media/ac7ab2ca4e9f71c0d6b0e411402f5c8427a69b09db6e59b4dfd2e872a4f1afdb.jpg"
        ),
    ),
    (
        "media/cffd53ef95b2017b2f309f101b887167c71db69a18d2af1f8015ea72a7c93bcd.jpg",
        include_bytes!(
            "../../assets/sample/media/cffd53ef95b2017b2f309f101b887167c71db69a18d2af1f8015ea72a7c93bcd.jpg"
        ),
    ),
    (
        "media/f96a45fbde4a92c5869eef92d1e6faecc755d16973b745e96cb4d1b73264bd0c.jpg",
        include_bytes!(
            "../../assets/sample/media/f96a45fbde4a92c5869eef92d1e6faecc755d16973b745e96cb4d1b73264bd0c.jpg"
        ),
    ),
];

/// Why the sample was not copied.
#[derive(Debug, thiserror::Error)]
#[error(
    "The sample story was not copied to the desk folder: {why}. Start with --help to see how to open or import a story of your own. {}",
    path.display()
)]
pub struct SampleError {
    /// The system's words.
    why: String,
    /// What could not be written.
    path: PathBuf,
}

/// Copies the sample below the desk folder and returns its folder; one that was copied before is
/// left as it is.
pub(super) fn copy_to(desk: &Path) -> Result<Option<PathBuf>, SampleError> {
    copy(FILES, desk)
}

fn copy(files: &[(&str, &[u8])], desk: &Path) -> Result<Option<PathBuf>, SampleError> {
    if files.is_empty() {
        return Ok(None);
    }
    let before = desk.join(super::folder::plain_name(NAME, NAME));
    if before.join(STORY_FILE).is_file() {
        return Ok(Some(before));
    }
    let folder = folder_for(desk, NAME);
    let failed = |error: io::Error| SampleError { why: words(&error), path: folder.clone() };
    RealDisk.make_folder(desk).map_err(failed)?;
    // Whole or not at all: a folder is filled under another name first.
    let filled = tempfile::Builder::new().prefix(".sample-").tempdir_in(desk).map_err(failed)?;
    let inner = filled.path().join("story");
    for (path, bytes) in files {
        let file = path.split('/').fold(inner.clone(), |place, name| place.join(name));
        if let Some(parent) = file.parent() {
            RealDisk.make_folder(parent).map_err(failed)?;
        }
        RealDisk.write_new(&file, bytes).map_err(failed)?;
    }
    fs::rename(&inner, &folder).map_err(failed)?;
    Ok(Some(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_is_copied_whole_and_never_over_a_folder() {
        let home = tempfile::tempdir().unwrap();
        let desk = home.path().join("Documents/Nightdesk");
        let files: &[(&str, &[u8])] = &[("story.ron", b"(story)"), ("media/boats.jpg", b"boats")];
        assert_eq!(copy(&[], &desk).unwrap(), None);
        assert!(!desk.exists());

        fs::create_dir_all(desk.join("sample-story")).unwrap();
        let folder = copy(files, &desk).unwrap().unwrap();
        assert_eq!(folder, desk.join("sample-story-2"));
        assert_eq!(fs::read(folder.join("media/boats.jpg")).unwrap(), b"boats");
        assert_eq!(fs::read_dir(&desk).unwrap().count(), 2, "nothing is left behind");

        fs::remove_dir(desk.join("sample-story")).unwrap();
        fs::rename(folder, desk.join("sample-story")).unwrap();
        fs::write(desk.join("sample-story/story.ron"), "(mine)").unwrap();
        assert_eq!(copy(files, &desk).unwrap(), Some(desk.join("sample-story")));
        assert_eq!(fs::read(desk.join("sample-story/story.ron")).unwrap(), b"(mine)");
    }

    #[test]
    fn the_sample_opens_without_a_word_and_every_picture_is_its_own() {
        let home = tempfile::tempdir().unwrap();
        let folder = copy_to(home.path()).unwrap().unwrap();
        let opened = super::super::open(&folder).unwrap();
        assert_eq!(opened.notices, []);
        assert_eq!(opened.read_only, None);
        let story = opened.story;
        let media: Vec<_> = story
            .figures()
            .into_iter()
            .filter_map(|(_, figure)| figure.media)
            .chain(story.bylines.iter().filter_map(|person| person.portrait))
            .collect();
        assert_eq!(media.len() + 1, FILES.len(), "no file too many");
        for media in media {
            super::super::read_picture(&folder, &media).unwrap();
        }
        // It is written as this version writes it, so the first save changes what was edited only.
        let unknown = super::super::Unknown::default();
        let text = crate::record::to_ron(&story, &unknown);
        assert_eq!(text, fs::read_to_string(folder.join(STORY_FILE)).unwrap());
    }

    #[test]
    fn a_sample_that_cannot_be_copied_says_why() {
        let home = tempfile::tempdir().unwrap();
        let desk = home.path().join("a-file");
        fs::write(&desk, "x").unwrap();
        let error = copy(&[("story.ron", b"()")], &desk).unwrap_err();
        assert!(error.to_string().ends_with("sample-story"), "{error}");
    }
}
