//! Makes the pictures of `fixtures/provenance` and signs them with the test key there.

use std::fs;
use std::io::Cursor;

use c2pa::{Builder, BuilderIntent, Context, DigitalSourceType, SigningAlg, create_signer};
use image::{DynamicImage, ImageFormat, RgbImage};
use serde_json::json;

use super::folder;

const FORMATS: [(&str, &str, ImageFormat); 4] = [
    ("jpg", "image/jpeg", ImageFormat::Jpeg),
    ("png", "image/png", ImageFormat::Png),
    ("webp", "image/webp", ImageFormat::WebP),
    ("tif", "image/tiff", ImageFormat::Tiff),
];

#[test]
#[ignore = "writes the fixtures anew; every signature differs from the last"]
fn write_the_fixtures() {
    for (ending, mime, format) in FORMATS {
        let plain = picture(format);
        fs::write(folder().join(format!("plain.{ending}")), &plain).unwrap();
        let captured = BuilderIntent::Create(DigitalSourceType::DigitalCapture);
        let signed = sign(mime, &plain, captured);
        fs::write(folder().join(format!("signed.{ending}")), signed).unwrap();
    }
    let plain = picture(ImageFormat::Jpeg);
    let machine = BuilderIntent::Create(DigitalSourceType::TrainedAlgorithmicMedia);
    let generated = sign("image/jpeg", &plain, machine);
    fs::write(folder().join("generated.jpg"), &generated).unwrap();
    // Edited by hand after a machine made it.
    let edited = sign("image/jpeg", &generated, BuilderIntent::Edit);
    fs::write(folder().join("edited.jpg"), edited).unwrap();
}

fn picture(format: ImageFormat) -> Vec<u8> {
    let pixels = RgbImage::from_fn(32, 32, |x, y| {
        image::Rgb([(x * 8) as u8, (y * 8) as u8, ((x ^ y) * 8) as u8])
    });
    let mut file = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(pixels).write_to(&mut file, format).unwrap();
    file.into_inner()
}

fn sign(mime: &str, plain: &[u8], intent: BuilderIntent) -> Vec<u8> {
    let pem = |name: &str| fs::read(folder().join(name)).unwrap();
    let key = String::from_utf8(pem("test-signer.key")).unwrap();
    let key = &key[key.find("-----BEGIN").unwrap()..];
    let signer =
        create_signer::from_keys(&pem("signer.pem"), key.as_bytes(), SigningAlg::Es256, None)
            .unwrap();
    let definition = json!({
        "title": "Boats",
        "claim_generator_info": [{ "name": "Nordpix Desk", "version": "1.0" }],
    });
    let mut builder =
        Builder::from_context(Context::new()).with_definition(definition.to_string()).unwrap();
    builder.set_intent(intent);
    let mut signed = Cursor::new(Vec::new());
    builder.sign(signer.as_ref(), mime, &mut Cursor::new(plain), &mut signed).unwrap();
    signed.into_inner()
}
