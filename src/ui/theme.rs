//! Colours, type and spacing. Nothing else in the window names a colour or a size.
//!
//! Copy is set in Source Serif 4, furniture and controls in Inter; both are shipped. Every
//! text colour has at least WCAG AA contrast (4.5:1) on the grounds that it is used on; a test
//! at the end of this file computes it.

use std::sync::Arc;

use egui::epaint::text::VariationCoords;
use egui::{
    Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, Stroke,
    TextStyle, Theme, Vec2, Visuals,
};

use crate::check::Level;

/// The widest that copy is set, in points: about 70 characters of the body face.
pub(super) const MEASURE: f32 = 640.0;
/// Room to the left of the copy for the block handle.
pub(super) const GUTTER: f32 = 36.0;
/// Small, middle and large gaps.
pub(super) const GAP_S: f32 = 4.0;
/// The gap between controls that belong together.
pub(super) const GAP_M: f32 = 8.0;
/// The gap between groups.
pub(super) const GAP_L: f32 = 16.0;

/// Size of body copy in points.
pub(super) const BODY_SIZE: f32 = 18.0;
/// Size of labels and captions.
pub(super) const SMALL_SIZE: f32 = 12.5;
/// Size of controls.
pub(super) const CONTROL_SIZE: f32 = 14.0;

/// Lines over a picture: light ones with dark edges can be seen on every picture, in both themes.
pub(super) const ON_PICTURE_LIGHT: Color32 = Color32::WHITE;
/// The dark edge of a light line.
pub(super) const ON_PICTURE_DARK: Color32 = Color32::from_black_alpha(190);
/// Lines that help the eye and stand back.
pub(super) const ON_PICTURE_FAINT: Color32 = Color32::from_rgba_premultiplied(110, 110, 110, 110);
/// Over what a crop leaves out.
pub(super) const OFF_PICTURE: Color32 = Color32::from_black_alpha(150);

/// The colours of one theme.
#[derive(Clone, Copy, Debug)]
pub(super) struct Palette {
    /// Behind everything.
    pub(super) desk: Color32,
    /// Behind the copy.
    pub(super) sheet: Color32,
    /// Behind a thing that stands out: a card, a field.
    pub(super) raised: Color32,
    /// Copy.
    pub(super) ink: Color32,
    /// Labels and hints.
    pub(super) muted: Color32,
    /// Lines between things.
    pub(super) rule: Color32,
    /// The one accent: focus, links, the chosen thing.
    pub(super) accent: Color32,
    /// Behind selected text.
    pub(super) selection: Color32,
    /// Behind words that a colleague remarked on.
    pub(super) remark: Color32,
    /// Behind what a search found.
    pub(super) found: Color32,
    /// Behind the match that the search is at.
    pub(super) found_here: Color32,
    error: Color32,
    warning: Color32,
    advice: Color32,
}

const LIGHT: Palette = Palette {
    desk: Color32::from_rgb(0xF1, 0xEF, 0xEA),
    sheet: Color32::from_rgb(0xFF, 0xFE, 0xFC),
    raised: Color32::from_rgb(0xFA, 0xF8, 0xF4),
    ink: Color32::from_rgb(0x1C, 0x1B, 0x19),
    muted: Color32::from_rgb(0x5E, 0x5A, 0x53),
    rule: Color32::from_rgb(0xDC, 0xD8, 0xCF),
    accent: Color32::from_rgb(0x1F, 0x55, 0xA5),
    selection: Color32::from_rgb(0xCD, 0xDF, 0xF7),
    remark: Color32::from_rgb(0xEC, 0xE2, 0xF6),
    found: Color32::from_rgb(0xFB, 0xEE, 0xB8),
    found_here: Color32::from_rgb(0xF7, 0xD0, 0x6B),
    error: Color32::from_rgb(0xAF, 0x22, 0x1B),
    warning: Color32::from_rgb(0x85, 0x56, 0x00),
    advice: Color32::from_rgb(0x2B, 0x66, 0x3C),
};

const DARK: Palette = Palette {
    desk: Color32::from_rgb(0x16, 0x17, 0x1A),
    sheet: Color32::from_rgb(0x1D, 0x1E, 0x22),
    raised: Color32::from_rgb(0x26, 0x27, 0x2C),
    ink: Color32::from_rgb(0xE9, 0xE6, 0xE0),
    muted: Color32::from_rgb(0xAD, 0xA9, 0xA1),
    rule: Color32::from_rgb(0x39, 0x3A, 0x40),
    accent: Color32::from_rgb(0x8F, 0xB8, 0xF5),
    selection: Color32::from_rgb(0x2C, 0x46, 0x6B),
    remark: Color32::from_rgb(0x3F, 0x32, 0x50),
    found: Color32::from_rgb(0x4A, 0x40, 0x1C),
    found_here: Color32::from_rgb(0x75, 0x5C, 0x12),
    error: Color32::from_rgb(0xFF, 0x8F, 0x85),
    warning: Color32::from_rgb(0xF0, 0xB9, 0x52),
    advice: Color32::from_rgb(0x8E, 0xD0, 0x9F),
};

/// The colours of the theme that is shown.
pub(super) fn palette(ui: &egui::Ui) -> Palette {
    if ui.visuals().dark_mode { DARK } else { LIGHT }
}

/// The same, where there is no `Ui` at hand.
pub(super) fn palette_of(ctx: &Context) -> Palette {
    if ctx.theme() == Theme::Dark { DARK } else { LIGHT }
}

impl Palette {
    /// The colour of a finding.
    pub(super) fn level(&self, level: Level) -> Color32 {
        match level {
            Level::Error => self.error,
            Level::Warning => self.warning,
            Level::Advice => self.advice,
        }
    }

    /// The colour of a message about something that went wrong.
    pub(super) fn problem(&self) -> Color32 {
        self.error
    }
}

/// The sign of a finding, drawn: a disc, a triangle or a square, so that colour is not all that
/// tells levels apart.
pub(super) fn level_sign(ui: &mut egui::Ui, level: Level) -> egui::Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::new(12.0, 20.0), egui::Sense::hover());
    let colour = palette(ui).level(level);
    let (centre, r) = (rect.center(), 4.5);
    let painter = ui.painter();
    match level {
        Level::Error => {
            painter.circle_filled(centre, r, colour);
        }
        Level::Warning => {
            let points = [(0.0, -r), (r, r * 0.85), (-r, r * 0.85)];
            let points = points.map(|(x, y)| centre + Vec2::new(x, y)).to_vec();
            painter.add(egui::Shape::convex_polygon(points, colour, Stroke::NONE));
        }
        Level::Advice => {
            let square = egui::Rect::from_center_size(centre, Vec2::splat(r * 1.6));
            painter.rect_filled(square, 1.0, colour);
        }
    }
    response
}

/// The serif for copy.
pub(super) fn serif(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("serif".into()))
}

/// The italic serif.
pub(super) fn serif_italic(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("serif-italic".into()))
}

/// The sans for furniture and controls.
pub(super) fn sans(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// Whether a font is the sans, which has no italic face of its own and is slanted.
pub(super) fn is_sans(font: &FontId) -> bool {
    font.family == FontFamily::Proportional
}

/// The weight of a variable face, 200 to 900; 400 is regular, 600 semibold.
pub(super) fn weight(weight: f32) -> VariationCoords {
    VariationCoords::new([(b"wght", weight)])
}

/// Words of the window in semibold.
pub(super) fn bold(text: impl Into<String>) -> egui::RichText {
    egui::RichText::new(text).variation(b"wght", 600.0)
}

/// Words of the window that stand back.
pub(super) fn quiet(ui: &egui::Ui, text: impl Into<String>) -> egui::RichText {
    egui::RichText::new(text).size(SMALL_SIZE).color(palette(ui).muted)
}

/// Installs fonts and both themes.
pub(super) fn install(ctx: &Context) {
    ctx.set_fonts(fonts());
    for (theme, palette) in [(Theme::Light, LIGHT), (Theme::Dark, DARK)] {
        ctx.style_mut_of(theme, |style| {
            style.visuals = visuals(theme, &palette);
            style.spacing.item_spacing = Vec2::new(GAP_M, 6.0);
            style.spacing.button_padding = Vec2::new(10.0, 5.0);
            style.spacing.interact_size.y = 28.0;
            style.spacing.menu_margin = Margin::same(6);
            style.text_styles = [
                (TextStyle::Small, sans(SMALL_SIZE)),
                (TextStyle::Body, sans(CONTROL_SIZE)),
                (TextStyle::Button, sans(CONTROL_SIZE)),
                (TextStyle::Heading, sans(17.0)),
                (TextStyle::Monospace, FontId::monospace(13.0)),
            ]
            .into();
        });
    }
}

fn visuals(theme: Theme, palette: &Palette) -> Visuals {
    let mut visuals = theme.default_visuals();
    visuals.panel_fill = palette.desk;
    visuals.window_fill = palette.sheet;
    visuals.extreme_bg_color = palette.sheet;
    visuals.text_edit_bg_color = Some(palette.sheet);
    visuals.faint_bg_color = palette.raised;
    visuals.hyperlink_color = palette.accent;
    visuals.selection.bg_fill = palette.selection;
    visuals.selection.stroke = Stroke::new(1.5, palette.accent);
    visuals.window_stroke = Stroke::new(1.0, palette.rule);
    visuals.weak_text_color = Some(palette.muted);
    visuals.error_fg_color = palette.error;
    visuals.warn_fg_color = palette.warning;
    let radius = CornerRadius::same(6);
    let widgets = &mut visuals.widgets;
    widgets.noninteractive.fg_stroke = Stroke::new(1.0, palette.ink);
    widgets.noninteractive.bg_stroke = Stroke::new(1.0, palette.rule);
    widgets.inactive.weak_bg_fill = palette.raised;
    widgets.inactive.bg_fill = palette.raised;
    widgets.inactive.bg_stroke = Stroke::new(1.0, palette.rule);
    widgets.inactive.fg_stroke = Stroke::new(1.0, palette.ink);
    for state in [&mut widgets.hovered, &mut widgets.active, &mut widgets.open] {
        state.weak_bg_fill = palette.selection;
        state.bg_fill = palette.selection;
        state.bg_stroke = Stroke::new(1.0, palette.accent);
        state.fg_stroke = Stroke::new(1.0, palette.ink);
        state.expansion = 0.0;
    }
    for state in [
        &mut widgets.noninteractive,
        &mut widgets.inactive,
        &mut widgets.hovered,
        &mut widgets.active,
        &mut widgets.open,
    ] {
        state.corner_radius = radius;
    }
    visuals
}

macro_rules! face {
    ($name:literal) => {
        ($name, include_bytes!(concat!("../../assets/fonts/", $name, ".ttf")).as_slice())
    };
}

/// Each face comes as one file a script; a family tries them in turn, then egui's own symbols,
/// then the fonts of the system.
fn fonts() -> FontDefinitions {
    /// A family and its files, one a script.
    type Family = (FontFamily, [(&'static str, &'static [u8]); 4]);
    let families: [Family; 3] = [
        (
            FontFamily::Proportional,
            [
                face!("inter-latin"),
                face!("inter-latin-ext"),
                face!("inter-cyrillic"),
                face!("inter-greek"),
            ],
        ),
        (
            FontFamily::Name("serif".into()),
            [
                face!("source-serif-latin"),
                face!("source-serif-latin-ext"),
                face!("source-serif-cyrillic"),
                face!("source-serif-greek"),
            ],
        ),
        (
            FontFamily::Name("serif-italic".into()),
            [
                face!("source-serif-italic-latin"),
                face!("source-serif-italic-latin-ext"),
                face!("source-serif-italic-cyrillic"),
                face!("source-serif-italic-greek"),
            ],
        ),
    ];
    let mut fonts = FontDefinitions::default();
    let symbols = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    for (family, faces) in families {
        let mut names: Vec<String> = Vec::new();
        for (name, bytes) in faces {
            fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
            names.push(name.to_owned());
        }
        names.extend(symbols.iter().cloned());
        fonts.families.insert(family, names);
    }
    fonts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Contrast by WCAG 2.2, from 1 to 21.
    fn contrast(a: Color32, b: Color32) -> f32 {
        let luminance = |colour: Color32| {
            let part = |value: u8| {
                let value = f32::from(value) / 255.0;
                if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * part(colour.r()) + 0.7152 * part(colour.g()) + 0.0722 * part(colour.b())
        };
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_text_colour_can_be_read_on_every_ground() {
        for palette in [LIGHT, DARK] {
            for ground in [palette.desk, palette.sheet, palette.raised] {
                for text in [
                    palette.ink,
                    palette.muted,
                    palette.accent,
                    palette.error,
                    palette.warning,
                    palette.advice,
                ] {
                    assert!(contrast(text, ground) >= 4.5, "{text:?} on {ground:?}");
                }
            }
            for ground in [palette.selection, palette.remark, palette.found, palette.found_here] {
                assert!(contrast(palette.ink, ground) >= 4.5, "{ground:?}");
            }
            assert!(contrast(palette.warning, palette.selection) >= 4.5, "a chosen state");
        }
    }
}
