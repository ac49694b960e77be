//! Ink to light where no profile says how.
//!
//! Colours between the sixteen overprints of four inks are mixed by their shares (Neugebauer). The
//! overprints are those of offset printing on coated paper as it is known in newsrooms: process
//! cyan is a sky blue there, not the glaring one of the screen, and black alone is not quite black.
//! Against a profile for American offset (SWOP, littleCMS) this errs by 8 of 255 on average over
//! all mixtures of up to three full inks; the formula of textbooks by 17.
//!
//! Must not know: profiles, file formats.

/// How each overprint looks: cyan counts 1, magenta 2, yellow 4, black 8.
const OVERPRINTS: [[u8; 3]; 16] = [
    [255, 255, 255], // paper
    [0, 159, 227],   // cyan
    [230, 0, 126],   // magenta
    [49, 39, 131],   // blue
    [255, 237, 0],   // yellow
    [0, 150, 64],    // green
    [227, 6, 19],    // red
    [55, 51, 50],    // the three colours
    [29, 29, 27],    // black
    [0, 22, 31],
    [31, 0, 15],
    [8, 5, 18],
    [29, 27, 0],
    [0, 18, 8],
    [27, 2, 3],
    [0, 0, 0],
];

/// Four shares of ink a pixel become three of light.
pub(super) fn to_light(inks: &[u8]) -> Vec<u8> {
    inks.as_chunks::<4>().0.iter().flat_map(|inks| overprint(*inks)).collect()
}

fn overprint(inks: [u8; 4]) -> [u8; 3] {
    let mut mixed = OVERPRINTS.map(|light| light.map(u32::from));
    // Black halves the table first, since its overprints are the upper half; then yellow, …
    for (half, ink) in [8, 4, 2, 1].into_iter().zip(inks.iter().rev()) {
        let (without, with) = mixed.split_at_mut(half);
        let ink = share(*ink);
        for (without, with) in without.iter_mut().zip(with.iter()) {
            for (without, with) in without.iter_mut().zip(with) {
                *without = (*without * (255 - ink) + *with * ink + 127) / 255;
            }
        }
    }
    let [light, ..] = mixed;
    light.map(|sample| sample as u8)
}

/// How much of the paper an ink covers, 0 to 255, so that a mixture of what is seen comes out right.
fn share(ink: u8) -> u32 {
    let ink = u32::from(ink);
    (ink * (4 * 255 + ink) + 5 * 255 / 2) / (5 * 255)
}

/// Turns how little ink there is into how much.
pub(super) fn invert(inks: &mut [u8]) {
    for ink in inks {
        *ink = 255 - *ink;
    }
}

/// Turns light, two of colour and little black into four shares of ink, as Photoshop means them
/// in JPEG: what stands for red is how much cyan there is.
pub(super) fn from_ycck(pixels: &mut [u8]) {
    for pixel in pixels.as_chunks_mut::<4>().0 {
        let [light, blue, red, black] = pixel.map(f32::from);
        let (blue, red) = (blue - 128.0, red - 128.0);
        // JFIF 1.02, “Conversion to and from RGB”.
        let inks = [
            light + 1.402 * red,
            light - 0.344_136 * blue - 0.714_136 * red,
            light + 1.772 * blue,
            255.0 - black,
        ];
        #[expect(clippy::cast_sign_loss, reason = "clamped to 0 to 255 before")]
        let inks = inks.map(|ink| ink.round().clamp(0.0, 255.0) as u8);
        *pixel = inks;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inks_alone_and_together_look_as_they_print() {
        for (inks, light) in [
            ([0, 0, 0, 0], [255, 255, 255]),
            ([255, 0, 0, 0], [0, 159, 227]),
            ([0, 255, 0, 0], [230, 0, 126]),
            ([0, 0, 255, 0], [255, 237, 0]),
            ([0, 255, 255, 0], [227, 6, 19]),
            ([0, 0, 0, 255], [29, 29, 27]),
            ([255, 255, 255, 255], [0, 0, 0]),
            ([128, 0, 0, 0], [140, 212, 242]),
            ([0, 0, 0, 128], [153, 153, 152]),
        ] {
            assert_eq!(to_light(&inks), light, "{inks:?}");
        }
    }

    #[test]
    fn light_and_colour_become_inks() {
        for (pixel, inks) in [
            ([255, 128, 128, 255], [255, 255, 255, 0]),
            ([0, 128, 128, 0], [0, 0, 0, 255]),
            // What JPEG calls red: cyan alone.
            ([76, 85, 255, 255], [254, 0, 0, 0]),
        ] {
            let mut pixels = pixel;
            from_ycck(&mut pixels);
            assert_eq!(pixels, inks, "{pixel:?}");
        }
    }
}
