//! Pictures as ninjs associations.

use serde_json::{Value, json};

use super::{Item, in_role, uri};
use crate::export::html::{Address, source_type, stamp};
use crate::export::page::{Picture, said, tidy};
use crate::story::{FigureAt, FocalPoint, MediaRef, Story};

/// One picture with everything that ninjs has room for.
pub(super) fn association(story: &Story, picture: &Picture<'_>, address: &Address) -> Value {
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
    let renditions: Vec<_> = picture
        .media
        .map(|media| rendition(&media, figure.focal_point, address))
        .into_iter()
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
        .with("infoSources", json!(sources))
        .text("copyrightNotice", copyright)
        .text("usageTerms", &figure.usage_terms)
        .with("expires", json!(figure.expires.map(stamp)))
        .with("digitalSourceType", json!(source))
        .with("renditions", json!(renditions))
        .with("altIds", json!(ids))
        .done()
}

/// The one file of a picture that we have. Without an address on the web it has no `href`, which
/// must be a full one; its SHA-256 tells which file it is.
pub(super) fn rendition(
    media: &MediaRef,
    focal_point: Option<FocalPoint>,
    address: &Address,
) -> Value {
    let pixel = |part: f32, pixels: u32| {
        // In range, since both are clamped before.
        #[expect(clippy::cast_sign_loss, reason = "clamped to 0 to 1 before")]
        let pixel = (f64::from(part.clamp(0.0, 1.0)) * f64::from(pixels)).round() as u64;
        pixel
    };
    // A point is given in pixels, and of some files nobody knows how many they have.
    let focal_point = focal_point.filter(|_| media.size_px().is_some());
    let poi = focal_point.map(|point| {
        json!({ "x": pixel(point.x, media.width_px), "y": pixel(point.y, media.height_px) })
    });
    let mut item = Item::default();
    item.with("name", json!("original"))
        .with("href", json!(address.absolute(media)))
        .with("contentType", json!(media.format.media_type()))
        .with("width", json!(media.size_px().map(|size| size.0)))
        .with("height", json!(media.size_px().map(|size| size.1)))
        .with("poi", json!(poi))
        .done()
}
