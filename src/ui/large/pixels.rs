//! The pixels of the large view.

use egui::{TextureId, Ui};

use crate::desk::{Command, Desk};
use crate::story::MediaRef;
use crate::ui::picture::Textures;

/// The sharpest texture of a picture that is there; asks the desk for a sharper one.
pub(super) fn texture(
    ui: &Ui,
    desk: &Desk,
    media: &MediaRef,
    textures: &mut Textures,
    commands: &mut Vec<Command>,
) -> Option<TextureId> {
    textures.get(ui, desk, media, commands).map(|texture| texture.id())
}
