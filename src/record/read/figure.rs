//! Pictures, credits and people.

use serde_json::{Map, Value};

use super::fields::Fields;
use super::{Reader, Source};
use crate::record::words;
use crate::story::{
    Alt, AspectRatio, Credit, Crop, Figure, FileSays, FocalPoint, Handle, MediaId, MediaRef,
    Person, Provenance, SourceType,
};

impl Reader {
    pub(super) fn figure(&mut self, fields: &mut Fields) -> Figure {
        if matches!(self.source, Source::Anywhere) {
            // Where the files of one export lay; the next export makes its own.
            fields.take("renditions");
        }
        Figure {
            media: self.media(fields, "media"),
            source_url: fields.string(self, "source_url"),
            caption: self.text(fields, "caption"),
            credit: self.inner(fields, "credit", Self::credit).unwrap_or_default(),
            alt: self.alt(fields),
            persons: fields.strings(self, "persons"),
            focal_point: self.focal_point(fields),
            crops: fields.records(self, "crops", Self::crop),
            usage_terms: fields.string(self, "usage_terms"),
            expires: fields.time(self, "expires"),
            provenance: self.provenance(fields),
            source_type: match fields.string_if_any(self, "source_type") {
                None => SourceType::Unknown,
                Some(word) => match word.as_str() {
                    words::CAPTURED => SourceType::Captured,
                    words::COMPOSITE => SourceType::Composite,
                    words::GENERATED => SourceType::Generated,
                    words::PARTLY_GENERATED => SourceType::PartlyGenerated,
                    _ => SourceType::Other(word),
                },
            },
            file_says: self.inner(fields, "file_says", Self::file_says),
        }
    }

    /// The picture itself. Where any part does not fit the whole is kept: half an identity is
    /// none.
    fn media(&mut self, fields: &mut Fields, name: &'static str) -> Option<MediaRef> {
        const KNOWN: [&str; 4] = ["sha256", "format", "width_px", "height_px"];
        fields.all_or_nothing(self, name, &KNOWN, |media| {
            let pixels = |side| u32::try_from(media.get(side)?.as_u64()?).ok();
            Some(MediaRef {
                id: MediaId::from_hex(media.get("sha256")?.as_str()?)?,
                format: words::format_of(media.get("format")?.as_str()?)?,
                width_px: pixels("width_px")?,
                height_px: pixels("height_px")?,
            })
        })
    }

    fn credit(&mut self, fields: &mut Fields) -> Credit {
        let creators = fields.strings(self, "creators");
        let agencies = fields.strings(self, "agencies");
        let (mut markers, mut misfits) = (Vec::new(), Vec::new());
        for item in fields.list(self, "markers") {
            match item.as_str().and_then(words::marker_of) {
                Some(marker) => markers.push(marker),
                None => misfits.push(item),
            }
        }
        fields.misfit_items(self, "markers", misfits);
        Credit {
            creators,
            agencies,
            markers,
            provider: fields.string_if_any(self, "provider"),
            verbatim: fields.string(self, "verbatim"),
        }
    }

    fn alt(&mut self, fields: &mut Fields) -> Alt {
        let text = fields.string_if_any(self, "alt");
        let is_decorative = fields.flag(self, "decorative");
        match text {
            Some(text) => Alt::Text(text),
            None if is_decorative => Alt::Decorative,
            None => Alt::NotDescribed,
        }
    }

    fn focal_point(&mut self, fields: &mut Fields) -> Option<FocalPoint> {
        fields.all_or_nothing(self, "focal_point", &["x", "y"], |point| {
            Some(FocalPoint { x: part(point, "x")?, y: part(point, "y")? })
        })
    }

    fn crop(&mut self, fields: &mut Fields) -> Option<Crop> {
        let mut side = |name| {
            let value = fields.take(name)?;
            value.as_f64().and_then(single)
        };
        let (left, top) = (side("left")?, side("top")?);
        let (width, height) = (side("width")?, side("height")?);
        let ratio = fields.parsed(self, "ratio", |ratio| {
            let (width, height) = ratio.split_once(':')?;
            Some(AspectRatio { width: width.parse().ok()?, height: height.parse().ok()? })
        })?;
        Some(Crop { ratio, left, top, width, height })
    }

    fn provenance(&mut self, fields: &mut Fields) -> Provenance {
        let provenance =
            fields.all_or_nothing(self, "provenance", &["state", "signer"], |provenance| {
                let signer = provenance.get("signer").and_then(Value::as_str).unwrap_or_default();
                let signer = signer.to_owned();
                Some(match provenance.get("state")?.as_str()? {
                    "none" => Provenance::None,
                    "verified" => Provenance::Verified { signer },
                    "altered" => Provenance::Altered,
                    "untrusted" => Provenance::Untrusted { signer },
                    "damaged" => Provenance::Damaged,
                    "unverified" => Provenance::Unverified,
                    _ => return None,
                })
            });
        provenance.unwrap_or_default()
    }

    fn file_says(&mut self, fields: &mut Fields) -> FileSays {
        let (mut settled, mut misfits) = (Vec::new(), Vec::new());
        for item in fields.list(self, "settled") {
            match item.as_str().and_then(words::file_field_of) {
                Some(field) => settled.push(field),
                None => misfits.push(item),
            }
        }
        fields.misfit_items(self, "settled", misfits);
        FileSays {
            file_name: fields.string(self, "file_name"),
            headline: fields.string(self, "headline"),
            caption: fields.string(self, "caption"),
            credit: fields.string(self, "credit"),
            alt: fields.string(self, "alt"),
            extended_description: fields.string(self, "extended_description"),
            copyright: fields.string(self, "copyright"),
            source: fields.string(self, "source"),
            persons: fields.strings(self, "persons"),
            city: fields.string(self, "city"),
            country: fields.string(self, "country"),
            created: fields.string(self, "created"),
            instructions: fields.string(self, "instructions"),
            usage_terms: fields.string(self, "usage_terms"),
            expires: fields.time(self, "expires"),
            settled,
        }
    }

    pub(super) fn person(&mut self, fields: &mut Fields) -> Person {
        Person {
            name: fields.string(self, "name"),
            role: fields.string(self, "role"),
            outlet: fields.string(self, "outlet"),
            bio: self.text(fields, "bio"),
            email: fields.string(self, "email"),
            handles: fields.records(self, "handles", |reader, fields| {
                Some(Handle {
                    network: fields.string(reader, "network"),
                    name: fields.string(reader, "name"),
                })
            }),
            portrait: self.media(fields, "portrait"),
            links: fields.strings(self, "links"),
        }
    }
}

fn part(value: &Map<String, Value>, name: &str) -> Option<f32> {
    value.get(name)?.as_f64().and_then(single)
}

fn single(number: f64) -> Option<f32> {
    let number = number as f32;
    number.is_finite().then_some(number)
}
