//! A picture as a camera makes it, drawn by numbers: soft and sharp shapes, fine texture, grain.

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

const WIDTH: usize = 6000;
const HEIGHT: usize = 4000;

/// A JPEG of 24 megapixels and 6 to 8 megabytes; each seed gives another.
#[expect(clippy::cast_sign_loss, reason = "clamped to what there is before")]
pub(crate) fn jpeg(seed: u32) -> Vec<u8> {
    let mut noise = Noise(seed.wrapping_mul(0x9E37_79B9) | 1);
    let discs: Vec<[f32; 4]> = (0..60)
        .map(|_| {
            let at = |most: f32, noise: &mut Noise| noise.part() * most;
            [
                at(WIDTH as f32, &mut noise),
                at(HEIGHT as f32, &mut noise),
                30.0 + at(420.0, &mut noise),
                at(160.0, &mut noise) - 80.0,
            ]
        })
        .collect();
    let mut light = vec![0_f32; WIDTH * HEIGHT];
    for y in 0..HEIGHT {
        for x in 0..WIDTH {
            // A sky that gets darker, and below it waves finer and finer.
            let down = y as f32 / HEIGHT as f32;
            let wave = ((x as f32) * 0.05 + (y as f32) * (0.02 + down * 0.3)).sin();
            light[y * WIDTH + x] = 170.0 - 70.0 * down + if down > 0.4 { 16.0 * wave } else { 0.0 };
        }
    }
    for [across, down, radius, lighter] in discs {
        let from = |centre: f32| (centre - radius).max(0.0) as usize;
        let to = |centre: f32, most: usize| ((centre + radius).max(0.0) as usize).min(most);
        for y in from(down)..to(down, HEIGHT) {
            for x in from(across)..to(across, WIDTH) {
                let far = (x as f32 - across).hypot(y as f32 - down);
                if far < radius {
                    light[y * WIDTH + x] += lighter * (1.0 - 0.6 * far / radius);
                }
            }
        }
    }
    let mut samples = Vec::with_capacity(light.len() * 3);
    for (at, light) in light.into_iter().enumerate() {
        let warm = 20.0 * ((at % WIDTH) as f32 / 900.0).sin();
        let grain = noise.grain() * GRAIN;
        for tint in [warm, 0.0, -warm] {
            samples.push((light + tint + grain + noise.grain() * 4.0).clamp(0.0, 255.0) as u8);
        }
    }
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 90);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    let (width, height) = (WIDTH as u16, HEIGHT as u16);
    encoder.encode(&samples, width, height, ColorType::Rgb).expect("the size is one of a JPEG");
    bytes
}

/// How strong the grain is, in steps of light; it decides how large the file is.
const GRAIN: f32 = 17.0;

/// Numbers without order, the same ones every time (xorshift).
struct Noise(u32);

impl Noise {
    fn next(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0
    }

    /// From 0 to 1.
    fn part(&mut self) -> f32 {
        (self.next() >> 8) as f32 / (1 << 24) as f32
    }

    /// From −1 to 1, most of it near 0.
    fn grain(&mut self) -> f32 {
        self.part() + self.part() - 1.0
    }
}
