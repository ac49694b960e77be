//! Pictures that lie beside a saved page: `page.html` with `page_files/boats.jpg`.
//!
//! A page may name any file at all. Only those in the page's own folder are taken, after links
//! have been followed, and only if they are pictures.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::read_input;
use crate::edit::{self, Edit, Value};
use crate::import::Import;
use crate::media::fill;
use crate::media::provenance::{TrustList, provenance};
use crate::media::{self, Picture};
use crate::story::{Figure, FigureAt, Notice, NoticeKind, Place};

/// The most pictures that are collected for one page.
const MOST_PICTURES: usize = 200;
/// The most bytes of pictures that are collected for one page.
const MOST_BYTES: usize = 512 << 20;
/// A longer address is not a file's name.
const LONGEST_ADDRESS: usize = 4_096;

/// A picture's file, or why it is none.
struct Found {
    /// Its name; empty for one that stands in its own address.
    name: String,
    bytes: Result<Arc<[u8]>, String>,
}

/// Reads the pictures of an import that are known by their address only and lie beside the page,
/// or inside their address (`data:`), and puts them into the story. `trusted` is who may sign
/// pictures.
pub fn collect_pictures(import: &mut Import, source: &Path, trusted: &TrustList) {
    let Some(base) = source.parent() else { return };
    let base = if base.as_os_str().is_empty() { Path::new(".") } else { base };
    let Ok(base) = base.canonicalize() else { return };
    let wanted: Vec<(FigureAt, Figure)> = import
        .story
        .figures()
        .into_iter()
        .filter(|(_, figure)| figure.media.is_none() && !figure.source_url.is_empty())
        .map(|(at, figure)| (at, figure.clone()))
        .collect();
    let (mut taken, mut bytes_left) = (0, MOST_BYTES);
    for (at, figure) in wanted {
        let Some(Found { name, bytes }) = find(&figure.source_url, &base) else { continue };
        match bytes.and_then(|bytes| media::picture(bytes).map_err(|error| error.to_string())) {
            Ok(picture) if taken < MOST_PICTURES && picture.bytes.len() <= bytes_left => {
                taken += 1;
                bytes_left -= picture.bytes.len();
                take(import, at, figure, name, picture, trusted);
            }
            Ok(_) => {
                let message = "There are more pictures beside the page than are taken. Add the others by hand.";
                let notice = Notice::new(NoticeKind::CutShort, message);
                import.notices.push(notice.at(Place::Figure(at)));
                return;
            }
            Err(problem) => {
                let which = if name.is_empty() { "inside its address" } else { &name };
                let message = format!("The picture {which} was not taken: {problem}");
                let notice = Notice::new(NoticeKind::PictureMissing, message);
                import.notices.push(notice.at(Place::Figure(at)));
            }
        }
    }
}

/// Puts a picture into the story and drops the notice that it is missing.
fn take(
    import: &mut Import,
    at: FigureAt,
    mut figure: Figure,
    name: String,
    picture: Picture,
    trusted: &TrustList,
) {
    figure.media = Some(picture.media);
    if figure.source_url.starts_with("data:") {
        // The picture itself, which would stand in the text file a second time.
        figure.source_url.clear();
    }
    if !name.is_empty() {
        // What the page says below the picture stands; the file has a say where it says nothing.
        let metadata = media::metadata::metadata(&picture.bytes);
        fill::fill(&mut figure, &metadata, &name, import.story.language.tag());
    }
    let credentials = provenance(&picture.bytes, picture.media.format, trusted);
    fill::note_credentials(&mut figure, &credentials);
    let edit = Edit::Set(Value::Figure(at, Box::new(figure)));
    if let Err(misfit) = edit::apply(&mut import.story, edit) {
        tracing::warn!(%misfit, "a picture was not put into the import");
        return;
    }
    import.notices.retain(|notice| {
        notice.kind != NoticeKind::PictureMissing || notice.place != Some(Place::Figure(at))
    });
    if !import.pictures.iter().any(|known| known.media.id == picture.media.id) {
        import.pictures.push(picture);
    }
}

/// The file that an address names; `None` when it names none that may be read.
fn find(address: &str, base: &Path) -> Option<Found> {
    if let Some(rest) = address.strip_prefix("data:") {
        return Some(Found { name: String::new(), bytes: inside(rest) });
    }
    if address.len() > LONGEST_ADDRESS {
        return None;
    }
    let path = file_named(address, base)?.canonicalize().ok()?;
    if !path.starts_with(base) || !path.is_file() {
        return None;
    }
    let name = path.file_name()?.to_string_lossy().into_owned();
    let bytes = read_input(&path).map(Arc::from).map_err(|error| error.to_string());
    Some(Found { name, bytes })
}

/// The path that a relative address or a `file:` address means. The web is not asked, nor is
/// another machine.
fn file_named(address: &str, base: &Path) -> Option<PathBuf> {
    let url = match url::Url::parse(address) {
        Err(url::ParseError::RelativeUrlWithoutBase)
            if !address.starts_with(['/', '\\', '?', '#']) =>
        {
            url::Url::from_directory_path(base).ok()?.join(address).ok()?
        }
        parsed => parsed.ok()?,
    };
    let is_here = url.scheme() == "file" && url.host_str().is_none();
    if is_here { url.to_file_path().ok() } else { None }
}

/// The bytes of a `data:` address (RFC 2397) in base64.
fn inside(rest: &str) -> Result<Arc<[u8]>, String> {
    let (about, data) = rest.split_once(',').ok_or("its address is cut short.")?;
    if !about.ends_with(";base64") {
        return Err("it is written into its address in a way that pictures are not.".to_owned());
    }
    base64(data).map(Arc::from).ok_or_else(|| "its address is damaged.".to_owned())
}

/// Base64 (RFC 4648 §4 and §5), with or without its padding; line breaks are passed over.
fn base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut held, mut bits) = (0u32, 0u32);
    for byte in text.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=') {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        held = (held << 6) | u32::from(six);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
            held &= (1 << bits) - 1;
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_read_with_or_without_padding() {
        for (text, expected) in [
            ("", Some("")),
            ("Zg==", Some("f")),
            ("Zm8", Some("fo")),
            ("Zm9v\nYmFy", Some("foobar")),
            ("Zm9v!", None),
        ] {
            assert_eq!(base64(text), expected.map(|text| text.as_bytes().to_vec()), "{text}");
        }
    }

    #[test]
    fn only_addresses_of_files_name_files() {
        let base = Path::new("/desk/page");
        for (address, expected) in [
            ("page_files/boats.jpg", Some("/desk/page/page_files/boats.jpg")),
            ("page_files/two%20boats.jpg?size=9#x", Some("/desk/page/page_files/two boats.jpg")),
            ("./boats.jpg", Some("/desk/page/boats.jpg")),
            // Told apart from the page's folder later, by the real path.
            ("../boats.jpg", Some("/desk/boats.jpg")),
            ("file:///desk/page/boats.jpg", Some("/desk/page/boats.jpg")),
            ("/etc/boats.jpg", None),
            ("//host.example/boats.jpg", None),
            ("file://host.example/boats.jpg", None),
            ("\\\\host\\boats.jpg", None),
            ("https://a.example/boats.jpg", None),
            ("javascript:alert(1)", None),
        ] {
            assert_eq!(file_named(address, base), expected.map(PathBuf::from), "{address}");
        }
    }
}
