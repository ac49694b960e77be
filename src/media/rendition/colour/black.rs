//! Black point compensation: the blackest that a press prints becomes the blackest of the screen.
//!
//! A profile says truthfully that ink on paper is a dark grey. On a screen, beside pictures that
//! have black, such a picture looks fogged; so every colour is darkened in linear light by as much
//! as takes the press’s black to nought and leaves white as it is (ISO 18619).
//!
//! Must not know: pixels, pictures.

use moxcms::{ColorProfile, Layout, TransformOptions};

/// Above this a “black” is a mistake of the profile and is left alone: lightness 50 of 100, as
/// ISO 18619 has it, as sRGB.
const LIGHTEST: u8 = 119;

/// What each sample of sRGB becomes. Nothing changes by default.
#[derive(Default)]
pub(super) struct Black(Option<Box<[u8; 256]>>);

impl Black {
    /// For a profile of four inks.
    pub(super) fn of_inks(profile: &ColorProfile, srgb: &ColorProfile) -> Option<Self> {
        let options = TransformOptions::default();
        // All the ink that there is, unless the profile knows how its press prints black.
        let mut inks = [255; 4];
        let separation = srgb.create_transform_8bit(Layout::Rgb, profile, Layout::Rgba, options);
        if let Ok(separation) = separation {
            let mut printed = [0; 4];
            if separation.transform(&[0; 3], &mut printed).is_ok() {
                inks = printed;
            }
        }
        let mut seen = [0; 3];
        let proof = profile.create_transform_8bit(Layout::Rgba, srgb, Layout::Rgb, options).ok()?;
        proof.transform(&inks, &mut seen).ok()?;
        let sum: u16 = seen.iter().map(|sample| u16::from(*sample)).sum();
        let black = u8::try_from(sum / 3).ok()?;
        (1..=LIGHTEST).contains(&black).then(|| Self::at(black))
    }

    fn at(black: u8) -> Self {
        let black = linear(black);
        let mut table = Box::new([0; 256]);
        for (sample, deepened) in (0..=u8::MAX).zip(table.iter_mut()) {
            *deepened = encoded((linear(sample) - black) / (1.0 - black));
        }
        Self(Some(table))
    }

    /// Darkens samples of sRGB.
    pub(super) fn deepen(&self, samples: &mut [u8]) {
        let Some(table) = &self.0 else { return };
        for sample in samples {
            *sample = table[usize::from(*sample)];
        }
    }
}

/// A sample of sRGB as light, 0 to 1 (IEC 61966-2-1).
fn linear(sample: u8) -> f32 {
    let sample = f32::from(sample) / 255.0;
    if sample <= 0.04045 { sample / 12.92 } else { ((sample + 0.055) / 1.055).powf(2.4) }
}

fn encoded(light: f32) -> u8 {
    let light = light.clamp(0.0, 1.0);
    let sample =
        if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
    #[expect(clippy::cast_sign_loss, reason = "between 0 and 255")]
    let sample = (sample * 255.0).round() as u8;
    sample
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn black_becomes_nought_and_white_stays() {
        let deepened = |samples: [u8; 5]| {
            let mut samples = samples;
            Black::at(40).deepen(&mut samples);
            samples
        };
        assert_eq!(deepened([0, 40, 55, 128, 255]), [0, 0, 36, 123, 255]);
        let mut same = [0, 40, 255];
        Black::default().deepen(&mut same);
        assert_eq!(same, [0, 40, 255]);
    }
}
