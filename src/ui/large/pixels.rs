//! The pixels of the large view: of one picture at a time, as sharp as they are there.

use egui::{TextureFilter, TextureHandle, TextureId, TextureOptions, Ui, Vec2};

use crate::desk::{Command, Desk};
use crate::story::{MediaId, MediaRef};
use crate::ui::picture::Textures;

/// The large texture of the picture that is shown.
#[derive(Default)]
pub(super) struct Pixels {
    large: Option<(MediaId, TextureHandle)>,
}

/// The textures of a picture.
#[derive(Clone, Copy)]
pub(super) struct Shown {
    /// To look at.
    pub(super) large: Option<TextureId>,
    /// For the strip.
    pub(super) small: Option<TextureId>,
}

impl Pixels {
    /// The sharpest texture that is there, and a small one; asks the desk for what is not there.
    pub(super) fn of(
        &mut self,
        ui: &Ui,
        desk: &Desk,
        media: &MediaRef,
        textures: &mut Textures,
        commands: &mut Vec<Command>,
    ) -> Shown {
        self.large.take_if(|(id, _)| *id != media.id);
        if self.large.is_none() {
            self.large = load(ui, desk, media, commands);
        }
        let large = self.large.as_ref().map(|(_, texture)| texture.id());
        // What the sheet has drawn of it stands in.
        let points = Vec2::splat(ui.available_width());
        let large = large.or_else(|| {
            textures.sharp(ui, desk, media, points, commands).map(|texture| texture.id())
        });
        let small = textures.get(ui, desk, media, commands).map(|texture| texture.id());
        Shown { large, small }
    }
}

fn load(
    ui: &Ui,
    desk: &Desk,
    media: &MediaRef,
    commands: &mut Vec<Command>,
) -> Option<(MediaId, TextureHandle)> {
    let Some(picture) = desk.large_picture(media.id) else {
        commands.push(Command::LargePicture(*media));
        return None;
    };
    let size = [picture.width_px as usize, picture.height_px as usize];
    // Some graphics hardware takes less; the sheet's texture does for it.
    let most = ui.input(|input| input.max_texture_side);
    if size[0].max(size[1]) > most {
        return None;
    }
    let image = egui::ColorImage::from_rgba_unmultiplied(size, &picture.rgba);
    // It is mostly shown smaller than it is.
    let options =
        TextureOptions { mipmap_mode: Some(TextureFilter::Linear), ..TextureOptions::LINEAR };
    let name = format!("large {}", media.file_name());
    Some((media.id, ui.ctx().load_texture(name, image, options)))
}
