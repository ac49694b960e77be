//! Crops keep their shape and stay inside, whatever is asked of them.

use proptest::prelude::*;

use super::*;

/// Sides of pictures, the extreme ones as likely as the usual ones.
fn side() -> impl Strategy<Value = u32> {
    prop_oneof![Just(0), Just(1), 2u32..50, 50u32..9000, Just(65_535), Just(u32::MAX)]
}

fn ratio() -> impl Strategy<Value = AspectRatio> {
    prop_oneof![
        prop::sample::select(RATIOS.to_vec()),
        (1u16..30, 1u16..30).prop_map(|(width, height)| shape(width, height)),
        (any::<u16>(), any::<u16>()).prop_map(|(width, height)| shape(width, height)),
    ]
}

/// Numbers as files have them: parts of a side, and nonsense.
fn number() -> impl Strategy<Value = f32> {
    prop_oneof![8 => 0.0f32..=1.0, 1 => -9.0f32..9.0, 1 => any::<f32>()]
}

fn crop() -> impl Strategy<Value = Crop> {
    (ratio(), number(), number(), number(), number())
        .prop_map(|(ratio, left, top, width, height)| Crop { ratio, left, top, width, height })
}

/// What is done to a crop.
fn changed(crop: &Crop, act: usize, x: f32, y: f32, size: (u32, u32)) -> Crop {
    let (width_px, height_px) = size;
    match act {
        0 => around(Some(FocalPoint { x, y }), crop.ratio, width_px, height_px),
        1 => moved(crop, x, y, width_px, height_px),
        2 => zoomed(crop, x * 3.0, width_px, height_px),
        3 => fitted(crop, width_px, height_px),
        other => {
            let handle = Handle::ALL[other % Handle::ALL.len()];
            resized(crop, handle, (x, y), width_px, height_px)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn a_crop_lies_inside_and_keeps_its_shape(
        crop in crop(), act in 0usize..12, x in number(), y in number(), w in side(), h in side(),
    ) {
        let made = changed(&crop, act, x, y, (w, h));
        prop_assert!(made.left >= 0.0 && made.top >= 0.0, "{made:?}");
        prop_assert!(made.left + made.width <= 1.0 && made.top + made.height <= 1.0, "{made:?}");
        prop_assert!(made.width > 0.0 && made.height > 0.0, "{made:?}");
        prop_assert_eq!(made.ratio, crop.ratio);
        let (left, top, width, height) = pixels(&made, w, h);
        let (w, h) = (w.max(1), h.max(1));
        prop_assert!(width >= 1 && height >= 1);
        prop_assert!(u64::from(left) + u64::from(width) <= u64::from(w), "{made:?}");
        prop_assert!(u64::from(top) + u64::from(height) <= u64::from(h), "{made:?}");
        // The shorter side is what the shape makes of the longer one, rounded, one at least.
        let across = f64::from(crop.ratio.width.max(1));
        let down = f64::from(crop.ratio.height.max(1));
        let (longer, shorter, by) = if across >= down {
            (width, height, down / across)
        } else {
            (height, width, across / down)
        };
        let exact = (f64::from(longer) * by).max(1.0);
        prop_assert!((f64::from(shorter) - exact).abs() <= 1.0, "{made:?}: {width} x {height}");
    }

    #[test]
    fn the_focal_point_is_always_in_the_crop_around_it(
        ratio in ratio(), x in 0.0f32..=1.0, y in 0.0f32..=1.0, w in side(), h in side(),
    ) {
        let point = FocalPoint { x, y };
        let crop = around(Some(point), ratio, w, h);
        prop_assert!(shows(&crop, point), "{crop:?}");
        // As large as can be: one side is that of the picture.
        prop_assert!(crop.width >= 1.0 - 1e-6 || crop.height >= 1.0 - 1e-6, "{crop:?}");
        let smaller = zoomed(&crop, 0.5, w, h);
        prop_assert!(shows(&moved_over(&smaller, point), point), "{smaller:?}");
    }

    #[test]
    fn a_crop_that_fits_is_left_as_it_is(crop in crop(), w in 1u32..9000, h in 1u32..9000) {
        let once = fitted(&crop, w, h);
        let twice = fitted(&once, w, h);
        for (a, b) in [
            (once.left, twice.left),
            (once.top, twice.top),
            (once.width, twice.width),
            (once.height, twice.height),
        ] {
            prop_assert!((a - b).abs() < 1e-5, "{once:?} {twice:?}");
        }
    }

    #[test]
    fn a_crop_is_never_too_small_to_see(crop in crop(), act in 0usize..12, x in number(), y in number()) {
        let made = changed(&crop, act, x, y, (3000, 2000));
        let (_, _, width, height) = pixels(&made, 3000, 2000);
        let (.., most_width, most_height) = pixels(&around(None, crop.ratio, 3000, 2000), 3000, 2000);
        let least = 64.min(most_width).min(most_height);
        prop_assert!(width >= least && height >= least, "{width} x {height}");
    }
}

#[test]
fn the_largest_crop_has_the_focal_point_as_near_its_middle_as_the_edges_allow() {
    for (focal, ratio, size, expected) in [
        (None, shape(16, 9), (1600, 1200), (0, 150, 1600, 900)),
        (Some((0.5, 0.0)), shape(16, 9), (1600, 1200), (0, 0, 1600, 900)),
        (Some((0.5, 0.45)), shape(16, 9), (1600, 1200), (0, 90, 1600, 900)),
        (Some((0.9, 0.9)), shape(16, 9), (1600, 1200), (0, 300, 1600, 900)),
        (Some((0.25, 0.5)), shape(9, 16), (1600, 900), (147, 0, 506, 900)),
        (None, shape(4, 3), (4, 3), (0, 0, 4, 3)),
        (None, shape(16, 9), (1, 1), (0, 0, 1, 1)),
        (None, shape(9, 16), (10_001, 1), (5000, 0, 1, 1)),
        (None, shape(0, 0), (0, 0), (0, 0, 1, 1)),
    ] {
        let focal = focal.map(|(x, y)| FocalPoint { x, y });
        let crop = around(focal, ratio, size.0, size.1);
        assert_eq!(pixels(&crop, size.0, size.1), expected, "{ratio:?} of {size:?}");
    }
}

#[test]
fn a_handle_draws_its_side_and_the_other_side_stays() {
    let half = zoomed(&around(None, shape(4, 3), 4000, 3000), 0.5, 4000, 3000);
    assert_eq!(pixels(&half, 4000, 3000), (1000, 750, 2000, 1500));
    for (handle, to, expected) in [
        (Handle::BottomRight, (1.0, 1.0), (1000, 750, 3000, 2250)),
        (Handle::TopLeft, (0.5, 0.5), (2000, 1500, 1000, 750)),
        (Handle::TopRight, (1.0, 0.0), (1000, 0, 3000, 2250)),
        (Handle::Right, (1.0, 0.9), (1000, 375, 3000, 2250)),
        (Handle::Left, (0.125, 0.1), (500, 563, 2500, 1875)),
        (Handle::Bottom, (0.0, 0.5), (1500, 750, 1000, 750)),
        // Drawn through the other side it is as small as can be and stays on its own side.
        (Handle::BottomRight, (0.0, 0.0), (1000, 750, 200, 150)),
    ] {
        let drawn = resized(&half, handle, to, 4000, 3000);
        assert_eq!(pixels(&drawn, 4000, 3000), expected, "{handle:?}");
    }
}

#[test]
fn a_move_stops_at_the_edges() {
    let half = zoomed(&around(None, shape(4, 3), 4000, 3000), 0.5, 4000, 3000);
    for (right, down, expected) in [
        (0.1, 0.0, (1400, 750, 2000, 1500)),
        (9.0, -9.0, (2000, 0, 2000, 1500)),
        (f32::NAN, 0.1, (1000, 1050, 2000, 1500)),
    ] {
        assert_eq!(pixels(&moved(&half, right, down, 4000, 3000), 4000, 3000), expected);
    }
}

#[test]
fn shapes_are_read_from_words_and_nonsense_is_refused() {
    for (words, expected) in [
        ("16:9", Some(shape(16, 9))),
        (" 3 : 2 ", Some(shape(3, 2))),
        ("21x9", Some(shape(21, 9))),
        ("0:9", None),
        ("9:0", None),
        ("-1:2", None),
        ("wide", None),
        ("16", None),
        ("100:1", None),
        ("70000:60000", None),
        ("1.5:1", None),
    ] {
        assert_eq!(ratio_of(words), expected, "{words}");
    }
    let house = [shape(3, 2), shape(32, 18), shape(0, 5), shape(6, 4)];
    assert_eq!(ratios(&house)[RATIOS.len()..], [shape(3, 2)]);
}

#[test]
fn one_crop_a_shape_and_the_others_stay() {
    let crop = |ratio| around(None, ratio, 1600, 1200);
    let crops = with(&with(&[], crop(shape(1, 1))), crop(shape(16, 9)));
    assert_eq!(crops.iter().map(|crop| name(crop.ratio)).collect::<Vec<_>>(), ["16:9", "1:1"]);
    let moved = moved(&crops[0], 0.0, -1.0, 1600, 1200);
    let crops = with(&crops, moved);
    assert_eq!((crops.len(), crops[0]), (2, moved));
    assert_eq!(without(&crops, shape(32, 18)), [crop(shape(1, 1))]);
    let nothing = Crop { ratio: shape(0, 0), left: 0.0, top: 0.0, width: 1.0, height: 1.0 };
    assert_eq!(set_by_hand(&[nothing], shape(1, 1)), None);
    assert_eq!(without(&[nothing], shape(1, 1)), [nothing]);
    assert_eq!(without(&[nothing], shape(0, 0)), []);
    let figure = Figure { crops, ..Figure::default() };
    assert_eq!(pixels(&of(&figure, shape(16, 9), 1600, 1200), 1600, 1200), (0, 0, 1600, 900));
    assert_eq!(of(&figure, shape(4, 5), 1600, 1200), crop(shape(4, 5)));
}
