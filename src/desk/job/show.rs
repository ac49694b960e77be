//! A picture for the screen: from the copy that was kept the last time, else from its file.
//!
//! Must not know: who asks for it, when.

use std::sync::Arc;

use crate::desk::Size;
use crate::media::{self, Thumbnail};
use crate::store::ShownPictures;
use crate::story::MediaRef;

/// A picture of fewer pixels is read from its own file nearly as fast as from a copy.
const WORTH_A_COPY_PX: u64 = 3_000_000;

/// The picture in a size, or why it cannot be shown.
pub(super) fn picture(
    size: Size,
    media: &MediaRef,
    original: impl FnOnce() -> Result<Arc<[u8]>, String>,
    cache: Option<&ShownPictures>,
) -> Result<Thumbnail, String> {
    let pixels = u64::from(media.width_px) * u64::from(media.height_px);
    let cache = cache.filter(|_| pixels >= WORTH_A_COPY_PX && size != Size::Large);
    if let Some(copy) = cache.and_then(|cache| copy(size, media, cache)) {
        return Ok(copy);
    }
    let decode =
        |longest_px| media::thumbnail(&original()?, longest_px).map_err(|error| error.to_string());
    let Some(cache) = cache else { return decode(size.longest_px()) };
    // One copy serves both sizes.
    let wide = decode(Size::Wide.longest_px())?;
    if let Some(file) = wide.to_file() {
        cache.keep(media.id, &file);
    }
    Ok(wide.shrunk(size.longest_px()))
}

fn copy(size: Size, media: &MediaRef, cache: &ShownPictures) -> Option<Thumbnail> {
    let copy = cache.get(media.id)?;
    let shown = media::thumbnail(&copy, size.longest_px()).ok()?;
    // A copy of this picture has its shape, to the pixel that rounding may cost.
    let (width, height) = (u64::from(shown.width_px), u64::from(shown.height_px));
    let across = width * u64::from(media.height_px);
    let down = height * u64::from(media.width_px);
    let one_px = u64::from(media.width_px.max(media.height_px)) * 2;
    (across.abs_diff(down) <= one_px).then_some(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture of 2400 × 1600 pixels whose left half is red.
    fn large() -> (MediaRef, Arc<[u8]>) {
        let rgba: Vec<u8> = (0..1600 * 2400)
            .flat_map(|at| if at % 2400 < 1200 { [220, 20, 20, 255] } else { [20, 20, 220, 255] })
            .collect();
        let png = media::clean_rgba_to_png(2400, 1600, &rgba).unwrap();
        let picture = media::picture(Arc::from(png)).unwrap();
        (picture.media, picture.bytes)
    }

    #[test]
    fn the_second_time_the_file_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let cache = ShownPictures::in_cache(folder.path());
        let (media, bytes) = large();
        let gone = || Err("The picture’s file is not here.".to_owned());
        assert!(picture(Size::Small, &media, gone, Some(&cache)).is_err());
        let first = picture(Size::Small, &media, || Ok(bytes), Some(&cache)).unwrap();
        assert_eq!((first.width_px, first.height_px), (512, 341));
        for (size, px) in [(Size::Small, (512, 341)), (Size::Wide, (1400, 933))] {
            let again = picture(size, &media, gone, Some(&cache)).unwrap();
            assert_eq!((again.width_px, again.height_px), px);
            let red = again.rgba.first_chunk::<4>().unwrap();
            assert!(red[0] > 200 && red[2] < 60, "{red:?}");
        }
        // To look at closely there is no copy.
        assert!(picture(Size::Large, &media, gone, Some(&cache)).is_err());
    }

    #[test]
    fn a_copy_of_another_shape_is_not_believed() {
        let folder = tempfile::tempdir().unwrap();
        let cache = ShownPictures::in_cache(folder.path());
        let (media, bytes) = large();
        let square = Thumbnail { width_px: 8, height_px: 8, rgba: vec![255; 256] };
        for wrong in [square.to_file().unwrap(), b"no picture".to_vec(), Vec::new()] {
            cache.keep(media.id, &wrong);
            let shown = picture(Size::Small, &media, || Ok(bytes.clone()), Some(&cache)).unwrap();
            assert_eq!((shown.width_px, shown.height_px), (512, 341));
        }
    }
}
