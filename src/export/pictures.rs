//! In which files readers get a picture: its renditions and those of its crops, or its original.
//!
//! Every format asks here, so that all of them name the same files.
//!
//! Must not know: how a format names a file, where the files come from.

use std::collections::HashSet;
use std::sync::Arc;

use super::page::{Page, Picture, credit};
use super::{Made, MediaFile, Options, Order};
use crate::media::crop;
use crate::media::rendition::{Encoding, Stamp, Wish, key, plan};
use crate::story::{AspectRatio, Figure, MediaRef, Story};

/// The shape of the pictures that social networks and search engines show beside a headline.
const SOCIAL: AspectRatio = AspectRatio { width: 16, height: 9 };
/// How wide the file is that a program gets which can only take one, at most.
const USUAL_PX: u32 = 800;
/// Widths of portraits, which stand 72 pixels wide on the page: for screens of up to four times
/// and of twice that density.
const PORTRAIT_WIDTHS: [u32; 2] = [300, 150];

/// The files of one picture, or of one part of it.
#[derive(Clone, Debug)]
pub(super) struct Offer {
    media: MediaRef,
    /// How the files are made; `None` for the original.
    order: Option<Arc<Order>>,
    /// The widest first, each width as JPEG and then as WebP; never empty.
    files: Vec<Offered>,
}

/// One of the files.
#[derive(Clone, Debug)]
pub(super) struct Offered {
    /// Its path below the folder of the export.
    pub(super) path: String,
    /// How it is encoded; `None` for the original.
    pub(super) encoding: Option<Encoding>,
    /// Its media type.
    pub(super) media_type: &'static str,
    /// Width in pixels; 0 for an original of which it is not known.
    pub(super) width_px: u32,
    /// Height in pixels; 0 for an original of which it is not known.
    pub(super) height_px: u32,
}

impl Offered {
    /// Width and height in pixels, where both are known.
    pub(super) fn size_px(&self) -> Option<(u32, u32)> {
        (self.width_px > 0 && self.height_px > 0).then_some((self.width_px, self.height_px))
    }
}

impl Offer {
    /// The files of a whole picture; `None` for one of which only the words are here.
    pub(super) fn whole(figure: &Figure, options: &Options<'_>) -> Option<Self> {
        let media = figure.media?;
        let order = || {
            let wish = options.renditions?.clone();
            Some(Order::new(&media, wish, None, stamp(figure, options)))
        };
        Some(Self::made(media, order, options).unwrap_or_else(|| Self::original(media)))
    }

    /// The files of the crops that are set, each with its shape; none where the original leaves.
    pub(super) fn crops(figure: &Figure, options: &Options<'_>) -> Vec<(AspectRatio, Self)> {
        let Some(media) = figure.media else { return Vec::new() };
        let mut shapes = HashSet::new();
        let crops = figure.crops.iter().filter(|crop| shapes.insert(crop.ratio));
        crops
            .filter_map(|crop| {
                let order = || {
                    let wish = options.renditions?.clone();
                    Some(Order::new(&media, wish, Some(*crop), stamp(figure, options)))
                };
                Some((crop.ratio, Self::made(media, order, options)?))
            })
            .collect()
    }

    /// The files for social networks and search engines: the crop of their shape where the editor
    /// set one, else the whole picture.
    pub(super) fn social(figure: &Figure, options: &Options<'_>) -> Option<Self> {
        let mut crops = Self::crops(figure, options).into_iter();
        let crop = crops.find(|(ratio, _)| crop::is_same(*ratio, SOCIAL)).map(|(_, offer)| offer);
        crop.or_else(|| Self::whole(figure, options))
    }

    /// The files of a portrait.
    pub(super) fn portrait(media: &MediaRef, options: &Options<'_>) -> Self {
        let order = || {
            let widths = PORTRAIT_WIDTHS.to_vec();
            let wish = Wish { widths, ..options.renditions?.clone() };
            Some(Order::new(media, wish, None, Stamp::default()))
        };
        Self::made(*media, order, options).unwrap_or_else(|| Self::original(*media))
    }

    fn original(media: MediaRef) -> Self {
        let file = Offered {
            path: format!("media/{}", media.file_name()),
            encoding: None,
            media_type: media.format.media_type(),
            width_px: media.width_px,
            height_px: media.height_px,
        };
        Self { media, order: None, files: vec![file] }
    }

    /// The renditions of an order; `None` where the picture leaves as its original.
    fn made(
        media: MediaRef,
        order: impl Fn() -> Option<Order>,
        options: &Options<'_>,
    ) -> Option<Self> {
        if !is_made(&media, options) {
            return None;
        }
        let order = order()?;
        let planned =
            plan(media.width_px, media.height_px, &order.wish, order.crop.as_ref()).into_iter();
        let files: Vec<_> = planned
            .map(|file| Offered {
                path: format!("media/{}", order.key.file_name(file.width_px, file.encoding)),
                encoding: Some(file.encoding),
                media_type: file.encoding.media_type(),
                width_px: file.width_px,
                height_px: file.height_px,
            })
            .collect();
        (!files.is_empty()).then(|| Self { media, order: Some(Arc::new(order)), files })
    }

    /// All files.
    pub(super) fn files(&self) -> &[Offered] {
        &self.files
    }

    /// Whether the picture leaves as its original.
    pub(super) fn is_original(&self) -> bool {
        self.order.is_none()
    }

    /// The widest JPEG, or the original.
    pub(super) fn widest(&self) -> &Offered {
        self.files.first().expect("there is always a file")
    }

    /// The file for programs that choose none by themselves: a JPEG of middling size, or the
    /// original.
    pub(super) fn usual(&self) -> &Offered {
        let mut jpegs = self.jpegs();
        let fits = jpegs.find(|file| file.width_px <= USUAL_PX);
        fits.or_else(|| self.jpegs().last()).unwrap_or(self.widest())
    }

    fn jpegs(&self) -> impl Iterator<Item = &Offered> {
        self.files.iter().filter(|file| file.encoding == Some(Encoding::Jpeg))
    }

    /// The `srcset` of the files in one encoding; `None` where there is none.
    pub(super) fn srcset(
        &self,
        encoding: Encoding,
        address: &dyn Fn(&str) -> String,
    ) -> Option<String> {
        let of_encoding = self.files.iter().filter(|file| file.encoding == Some(encoding));
        let candidates: Vec<_> =
            of_encoding.map(|file| format!("{} {}w", address(&file.path), file.width_px)).collect();
        (!candidates.is_empty()).then(|| candidates.join(", "))
    }

    /// The files to be put beside the export, as far as it names them.
    fn media_files(&self, is_named: &dyn Fn(&Offered) -> bool) -> Vec<MediaFile> {
        let media = self.media;
        let file = |file: &Offered| {
            let made = self.order.clone().zip(file.encoding).map(|(order, encoding)| Made {
                order,
                encoding,
                width_px: file.width_px,
                height_px: file.height_px,
            });
            MediaFile { media, path: file.path.clone(), made }
        };
        self.files.iter().filter(|file| is_named(file)).map(file).collect()
    }
}

impl Order {
    fn new(media: &MediaRef, wish: Wish, crop: Option<crate::story::Crop>, stamp: Stamp) -> Self {
        let key = key(media.id, &wish, crop.as_ref(), &stamp);
        Self { key, wish, crop, stamp }
    }
}

fn stamp(figure: &Figure, options: &Options<'_>) -> Stamp {
    Stamp::of(figure, &credit(&figure.credit, options.credit_line))
}

/// Whether renditions of a picture leave.
pub(super) fn is_made(media: &MediaRef, options: &Options<'_>) -> bool {
    options.renditions.is_some_and(|wish| !wish.widths.is_empty())
        && media.size_px().is_some()
        && !options.originals.contains_key(&media.id)
}

/// Every file of the pictures on a page, of their crops and of the portraits, once.
pub(super) fn all(story: &Story, page: &Page<'_>, options: &Options<'_>) -> Vec<MediaFile> {
    let mut offers = Vec::new();
    for picture in page.pictures() {
        offers.extend(Offer::whole(picture.figure, options));
        offers.extend(Offer::crops(picture.figure, options).into_iter().map(|(_, offer)| offer));
    }
    let portraits = story.bylines.iter().filter_map(|person| person.portrait.as_ref());
    offers.extend(portraits.map(|portrait| Offer::portrait(portrait, options)));
    once(offers.iter().flat_map(|offer| offer.media_files(&|_| true)))
}

/// The renditions that go beside a single file: those that are all there is of a picture outside
/// the story. Originals stay with the story.
pub(super) fn beside<'p>(
    pictures: impl Iterator<Item = &'p Picture<'p>>,
    options: &Options<'_>,
    is_named: &dyn Fn(&Offer, &Offered) -> bool,
) -> Vec<MediaFile> {
    let offers = pictures.filter_map(|picture| Offer::whole(picture.figure, options));
    let made = offers.filter(|offer| !offer.is_original());
    once(made.flat_map(|offer| offer.media_files(&|file| is_named(&offer, file))))
}

/// The renditions among the files; originals stay with the story.
pub(super) fn renditions_only(files: Vec<MediaFile>) -> Vec<MediaFile> {
    files.into_iter().filter(|file| file.made.is_some()).collect()
}

fn once(files: impl Iterator<Item = MediaFile>) -> Vec<MediaFile> {
    let mut seen = HashSet::new();
    files.filter(|file| seen.insert(file.path.clone())).collect()
}
