//! Pictures as textures: those that were drawn lately stay, the others make room.

use std::collections::BTreeMap;

use egui::{TextureHandle, TextureOptions, Ui, Vec2};

use crate::desk::{Command, Desk, Size};
use crate::story::{MediaId, MediaRef};

/// How many small pictures stay: about 90 MiB of three-by-two.
const MOST_SMALL: usize = 128;
/// How many wide pictures stay: about 60 MiB of three-by-two.
const MOST_WIDE: usize = 12;

/// Pictures on their way to the screen.
#[derive(Default)]
pub(in crate::ui) struct Textures {
    known: BTreeMap<(Size, MediaId), Known>,
}

struct Known {
    texture: TextureHandle,
    /// The frame in which it was last asked for.
    drawn: u64,
}

impl Textures {
    /// The picture as a small texture, for lists; asks the desk to decode it when it is not there
    /// yet. To be called for pictures in view only: what is asked for is decoded.
    pub(in crate::ui) fn get(
        &mut self,
        ui: &Ui,
        desk: &Desk,
        media: &MediaRef,
        commands: &mut Vec<Command>,
    ) -> Option<&TextureHandle> {
        if !self.bring(ui, desk, (Size::Small, media)) {
            commands.push(Command::Thumbnail(*media));
        }
        self.known.get(&(Size::Small, media.id)).map(|known| &known.texture)
    }

    /// The picture as a texture that is sharp where it takes so many points on the screen; the
    /// small one stands in until the other is there.
    pub(in crate::ui) fn sharp(
        &mut self,
        ui: &Ui,
        desk: &Desk,
        media: &MediaRef,
        points: Vec2,
        commands: &mut Vec<Command>,
    ) -> Option<&TextureHandle> {
        let small = Size::Small.longest_px() as f32;
        if points.max_elem() * ui.ctx().pixels_per_point() <= small * 1.05 {
            return self.get(ui, desk, media, commands);
        }
        let mut size = Size::Wide;
        if !self.bring(ui, desk, (Size::Wide, media)) {
            commands.push(Command::WidePicture(*media));
            size = Size::Small;
            self.bring(ui, desk, (Size::Small, media));
        }
        self.known.get(&(size, media.id)).map(|known| &known.texture)
    }

    /// Whether the texture is there, if need be brought from the desk in this frame.
    fn bring(&mut self, ui: &Ui, desk: &Desk, (size, media): (Size, &MediaRef)) -> bool {
        let frame = ui.ctx().cumulative_pass_nr();
        let key = (size, media.id);
        if let Some(known) = self.known.get_mut(&key) {
            known.drawn = frame;
            return true;
        }
        let thumbnail = match size {
            Size::Small => desk.thumbnail(media.id),
            Size::Wide => desk.wide_picture(media.id),
            Size::Large => desk.large_picture(media.id),
        };
        let Some(thumbnail) = thumbnail else { return false };
        let px = [thumbnail.width_px as usize, thumbnail.height_px as usize];
        let image = egui::ColorImage::from_rgba_unmultiplied(px, &thumbnail.rgba);
        let texture = ui.ctx().load_texture(media.file_name(), image, TextureOptions::LINEAR);
        self.known.insert(key, Known { texture, drawn: frame });
        self.make_room(size, frame);
        true
    }

    /// Lets the textures go that were not drawn for longest; those of this frame and the one
    /// before stay, however many they are.
    fn make_room(&mut self, size: Size, frame: u64) {
        let most = if size == Size::Small { MOST_SMALL } else { MOST_WIDE };
        let of_size = || self.known.iter().filter(|((known, _), _)| *known == size);
        let over = of_size().count().saturating_sub(most);
        if over == 0 {
            return;
        }
        let mut old: Vec<_> = of_size()
            .filter(|(_, known)| known.drawn + 1 < frame)
            .map(|(key, known)| (known.drawn, *key))
            .collect();
        old.sort_unstable();
        for (_, key) in old.into_iter().take(over) {
            self.known.remove(&key);
        }
    }
}
