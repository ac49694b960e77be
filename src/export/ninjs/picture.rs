//! Pictures as ninjs associations.

use serde_json::{Value, json};

use super::{Item, in_role, uri};
use crate::export::Options;
use crate::export::html::{Address, source_type, stamp};
use crate::export::page::{Picture, said, tidy};
use crate::export::pictures::{Offer, Offered};
use crate::media::crop;
use crate::media::rendition::Encoding;
use crate::story::{AspectRatio, Crop, FigureAt, FocalPoint, Story};

/// One picture with everything that ninjs has room for.
pub(super) fn association(
    story: &Story,
    picture: &Picture<'_>,
    address: &Address,
    options: &Options<'_>,
) -> Value {
    let number = picture.number;
    let figure = picture.figure;
    let rel = match picture.at {
        FigureAt::Lead => "lead",
        FigureAt::Block(_) => "inline",
        FigureAt::Gallery(..) => "gallery",
    };
    let descriptions: Vec<_> =
        [in_role("caption", picture.caption.as_str()), in_role("alttext", picture.alt.text())]
            .into_iter()
            .flatten()
            .collect();
    let creators: Vec<_> = figure.credit.creators.iter().filter_map(|it| said(it)).collect();
    let copyright = figure.file_says.as_ref().map_or("", |says| says.copyright.as_str());
    let credit = said(&picture.credit);
    let sources: Vec<_> =
        credit.map(|line| json!({ "name": tidy(line), "role": "credit" })).into_iter().collect();
    let focal_point = figure.focal_point;
    let mut all: Vec<_> = Offer::whole(figure, options)
        .iter()
        .flat_map(|offer| renditions(offer, None, focal_point, address))
        .collect();
    for (ratio, offer) in Offer::crops(figure, options) {
        let focal_point = focal_point.zip(figure.media).and_then(|(point, media)| {
            within(point, &crop::of(figure, ratio, media.width_px, media.height_px))
        });
        all.extend(renditions(&offer, Some(ratio), focal_point, address));
    }
    let people: Vec<_> = figure
        .persons
        .iter()
        .filter_map(|name| said(name))
        .map(|name| json!({ "name": tidy(name), "rel": "depicted" }))
        .collect();
    let ids: Vec<_> = picture
        .media
        .map(|media| json!({ "role": "sha256", "value": media.id.hex() }))
        .into_iter()
        .collect();
    let source = source_type(&figure.source_type).map(|uri| json!({ "uri": uri }));
    let mut item = Item::default();
    item.with("name", json!(format!("picture-{number}")))
        .with("uri", json!(uri(story, &format!("#picture-{number}"))))
        .with("rel", json!(rel))
        .with("type", json!("picture"))
        .with("descriptions", json!(descriptions))
        .text("by", &creators.join(", "))
        .with("people", json!(people))
        .with("infoSources", json!(sources))
        .text("copyrightNotice", copyright)
        .text("usageTerms", &figure.usage_terms)
        .with("expires", json!(figure.expires.map(stamp)))
        .with("digitalSourceType", json!(source))
        .with("renditions", json!(all))
        .with("altIds", json!(ids))
        .done()
}

/// The files of a picture, or of its crop of one shape.
pub(super) fn renditions(
    offer: &Offer,
    ratio: Option<AspectRatio>,
    focal_point: Option<FocalPoint>,
    address: &Address,
) -> Vec<Value> {
    let of_shape = ratio.map(|ratio| format!("{}x{}-", ratio.width, ratio.height));
    let of_shape = of_shape.unwrap_or_default();
    offer.files().iter().map(|file| rendition(file, &of_shape, focal_point, address)).collect()
}

/// One file. Without an address on the web it has no `href`, which must be a full one.
fn rendition(
    file: &Offered,
    of_shape: &str,
    focal_point: Option<FocalPoint>,
    address: &Address,
) -> Value {
    let name = match file.encoding {
        None => "original".to_owned(),
        Some(Encoding::Jpeg) => format!("{of_shape}{}-jpeg", file.width_px),
        Some(Encoding::WebP) => format!("{of_shape}{}-webp", file.width_px),
    };
    let pixel = |part: f32, pixels: u32| {
        // In range, since both are clamped before.
        #[expect(clippy::cast_sign_loss, reason = "clamped to 0 to 1 before")]
        let pixel = (f64::from(part.clamp(0.0, 1.0)) * f64::from(pixels)).round() as u64;
        pixel
    };
    // A point is given in pixels, and of some files nobody knows how many they have.
    let poi = focal_point.zip(file.size_px()).map(|(point, (width, height))| {
        json!({ "x": pixel(point.x, width), "y": pixel(point.y, height) })
    });
    let mut item = Item::default();
    item.with("name", json!(name))
        .with("href", json!(address.absolute(&file.path)))
        .with("contentType", json!(file.media_type))
        .with("width", json!(file.size_px().map(|size| size.0)))
        .with("height", json!(file.size_px().map(|size| size.1)))
        .with("poi", json!(poi))
        .done()
}

/// A point of a picture as a point of its crop; `None` where the crop does not show it.
fn within(point: FocalPoint, crop: &Crop) -> Option<FocalPoint> {
    let part = |at: f32, start: f32, length: f32| (at - start) / length;
    let moved = FocalPoint {
        x: part(point.x, crop.left, crop.width),
        y: part(point.y, crop.top, crop.height),
    };
    let is_point = moved.x.is_finite() && moved.y.is_finite();
    (is_point && crop::shows(crop, point)).then_some(moved)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_focal_point_moves_into_the_crop_that_shows_it() {
        let ratio = AspectRatio { width: 1, height: 1 };
        let crop = Crop { ratio, left: 0.5, top: 0.25, width: 0.5, height: 0.5 };
        for ((x, y), expected) in [
            ((0.75, 0.5), Some((0.5, 0.5))),
            ((0.5, 0.75), Some((0.0, 1.0))),
            ((0.4, 0.5), None),
            ((0.75, 0.9), None),
            ((f32::NAN, 0.5), None),
        ] {
            let found = within(FocalPoint { x, y }, &crop).map(|point| (point.x, point.y));
            assert_eq!(found, expected, "{x} {y}");
        }
        assert!(within(FocalPoint { x: 0.5, y: 0.5 }, &Crop { width: 0.0, ..crop }).is_none());
    }
}
