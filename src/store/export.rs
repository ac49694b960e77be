//! Writing an export to a folder or file.
//!
//! Pictures come first and the main file last, so that whoever stops in between leaves a page with
//! all its pictures: the old one.
//!
//! Must not know: formats. What comes from `export` is files with paths below a folder.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::disk::{Disk as _, RealDisk, Trouble, replace, trouble, words};
use super::{Darkroom, Watch, read_picture};
use crate::export::{Export, MediaFile};
use crate::media::Picture;
use crate::media::rendition::is_rendition_name;
use crate::story::MediaRef;

/// Where the pictures of a story are to be had.
#[derive(Clone, Copy, Debug)]
pub struct PictureSource<'a> {
    /// The story's folder, once it has one.
    pub folder: Option<&'a Path>,
    /// Pictures that may not be in the folder yet.
    pub pictures: &'a [Picture],
    /// Where renditions have been made, for exports that ask for some.
    pub darkroom: Option<&'a Darkroom>,
}

/// Why an export was not written, or not whole.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// Everything but some pictures was written.
    #[error(
        "The export was written without {}: {first}. Put the original back or add the picture again, then export again. {}",
        if *missing == 1 { "1 picture".to_owned() } else { format!("{missing} pictures") },
        path.display()
    )]
    PicturesMissing {
        /// How many are missing.
        missing: usize,
        /// The first of them, and why.
        first: String,
        /// Where the rest was written.
        path: PathBuf,
    },
    /// Somebody asked to stop.
    #[error("The export was stopped. What was there before is as it was.")]
    Stopped,
    /// A file of the export has a name that leads out of the folder. Our own bug.
    #[error(
        "The export was not written: it names a file outside its folder, {name}. Please report this. {}",
        path.display()
    )]
    OutsideFolder {
        /// The name.
        name: String,
        /// The folder.
        path: PathBuf,
    },
    /// A folder is wanted and a file is there, or the other way round: choose another name.
    #[error("The export was not written: there is {what} of this name. Choose another name. {}", path.display())]
    InTheWay {
        /// What is there: `a folder`, `a file`.
        what: &'static str,
        /// Where.
        path: PathBuf,
    },
    /// The folder may not be written to: choose another one.
    #[error(
        "The export was not written: you have no permission to write here. Choose another folder. {}",
        path.display()
    )]
    NoPermission {
        /// What could not be written.
        path: PathBuf,
    },
    /// There is no room.
    #[error(
        "The export was not written: the disk is full. Make room or choose another disk, then export again. {}",
        path.display()
    )]
    DiskFull {
        /// What could not be written.
        path: PathBuf,
    },
    /// Something else.
    #[error("The export was not written: {why}. Try again, or choose another place. {}", path.display())]
    Other {
        /// What happened.
        why: String,
        /// What could not be written.
        path: PathBuf,
    },
}

impl ExportError {
    pub(super) fn at(path: &Path) -> impl Fn(io::Error) -> Self {
        move |error| {
            let path = path.to_path_buf();
            match trouble(&error) {
                Trouble::NoPermission => Self::NoPermission { path },
                Trouble::DiskFull => Self::DiskFull { path },
                Trouble::NotThere | Trouble::Other => Self::Other { why: words(&error), path },
            }
        }
    }
}

/// Writes an export. A folder format makes the folder `out` with the files and pictures in it;
/// any other writes its one file to `out`, and its pictures, if it has any, beside it. Files that
/// are there are replaced, each in one step, the main one last.
///
/// A picture that is missing does not hold up the rest; it is named in the error.
pub fn write_export(
    export: &Export,
    is_folder: bool,
    pictures: &PictureSource<'_>,
    out: &Path,
    watch: &Watch<'_>,
) -> Result<(), ExportError> {
    let in_the_way = |what| ExportError::InTheWay { what, path: out.to_path_buf() };
    if is_folder && out.exists() && !out.is_dir() {
        return Err(in_the_way("a file"));
    }
    if !is_folder && out.is_dir() {
        return Err(in_the_way("a folder"));
    }
    let base = base(out, is_folder);
    // Every name is looked at before anything is written.
    let mut files = Vec::with_capacity(export.files.len());
    for (index, file) in export.files.iter().enumerate() {
        let path =
            if !is_folder && index == 0 { out.to_path_buf() } else { below(base, &file.path)? };
        files.push((path, &file.bytes));
    }
    let media: Vec<(PathBuf, &MediaFile)> = export
        .media
        .iter()
        .map(|file| Ok((below(base, &file.path)?, file)))
        .collect::<Result<_, ExportError>>()?;

    RealDisk.make_folder(base).map_err(ExportError::at(base))?;
    let mut missing = Vec::new();
    let mut written: Vec<&Path> = Vec::new();
    for (path, file) in &media {
        if (watch.stopped)() {
            for path in written {
                take_away(path);
            }
            return Err(ExportError::Stopped);
        }
        let is_there = path.exists();
        // The name of a rendition is the key of its content.
        if is_there && file.made.is_some() {
            continue;
        }
        match bytes_of(file, pictures) {
            Ok(bytes) => {
                write(base, path, &bytes)?;
                if !is_there {
                    written.push(path);
                }
            }
            Err(why) => missing.push(why),
        }
    }
    for (path, bytes) in files.into_iter().rev() {
        write(base, &path, bytes)?;
    }
    if is_folder {
        take_old_renditions_away(base, &media);
    }
    match missing.split_first() {
        None => Ok(()),
        Some((first, rest)) => Err(ExportError::PicturesMissing {
            missing: rest.len() + 1,
            first: first.trim_end_matches('.').to_owned(),
            path: out.to_path_buf(),
        }),
    }
}

/// The folder that the paths of an export lie below.
pub(super) fn base(out: &Path, is_folder: bool) -> &Path {
    let parent = out.parent().filter(|parent| !parent.as_os_str().is_empty());
    if is_folder { out } else { parent.unwrap_or(Path::new(".")) }
}

/// Renditions of a former export into the same folder that this one does not have. Nothing else is
/// touched; a single file’s folder is not its own.
fn take_old_renditions_away(base: &Path, media: &[(PathBuf, &MediaFile)]) {
    let folder = base.join("media");
    if stays_below(base, &folder).is_err() {
        return;
    }
    for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        let is_rendition = is_rendition_name(&entry.file_name().to_string_lossy());
        if is_file && is_rendition && !media.iter().any(|(known, _)| *known == path) {
            take_away(&path);
        }
    }
}

fn take_away(path: &Path) {
    if let Err(error) = RealDisk.remove(path) {
        tracing::warn!(%error, path = %path.display(), "left behind");
    }
}

fn write(base: &Path, path: &Path, bytes: &[u8]) -> Result<(), ExportError> {
    if let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        RealDisk.make_folder(parent).map_err(ExportError::at(parent))?;
        stays_below(base, parent)?;
    }
    // A picture is the same for good; writing it again would only cost time.
    if std::fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    replace(&RealDisk, path, bytes).map_err(ExportError::at(path))
}

/// A link in the folder must not lead an export out of it.
fn stays_below(base: &Path, folder: &Path) -> Result<(), ExportError> {
    let real = |path: &Path| path.canonicalize().map_err(ExportError::at(path));
    if real(folder)?.starts_with(real(base)?) {
        return Ok(());
    }
    Err(ExportError::OutsideFolder { name: folder.display().to_string(), path: base.to_path_buf() })
}

/// The place of a file below a folder; its path has `/` between plain names and nothing else.
pub(super) fn below(base: &Path, path: &str) -> Result<PathBuf, ExportError> {
    let is_plain = |name: &str| {
        !name.is_empty()
            && name != "."
            && name != ".."
            && !name.chars().any(|c| matches!(c, '\\' | ':' | '\0') || c.is_control())
    };
    if !path.split('/').all(is_plain) {
        return Err(ExportError::OutsideFolder { name: path.to_owned(), path: base.to_path_buf() });
    }
    Ok(path.split('/').fold(base.to_path_buf(), |place, name| place.join(name)))
}

fn bytes_of(file: &MediaFile, source: &PictureSource<'_>) -> Result<Arc<[u8]>, String> {
    let Some(made) = &file.made else { return original(&file.media, source) };
    let name = made.file_name();
    let read = source.darkroom.map(|darkroom| darkroom.read(&name));
    match read {
        Some(Ok(bytes)) => Ok(bytes.into()),
        Some(Err(error)) => Err(format!("{name} was not made: {}", words(&error))),
        None => Err(format!("{name} was not made")),
    }
}

/// The bytes of a picture as it is kept with the story.
pub(super) fn original(media: &MediaRef, source: &PictureSource<'_>) -> Result<Arc<[u8]>, String> {
    let here = source.pictures.iter().find(|picture| picture.media.id == media.id);
    match (here, source.folder) {
        (Some(picture), _) => Ok(picture.bytes.clone()),
        (None, Some(folder)) => read_picture(folder, media).map_err(|error| error.to_string()),
        (None, None) => Err(format!("{} is not there", media.file_name())),
    }
}
