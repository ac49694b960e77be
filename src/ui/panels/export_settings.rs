//! What holds for every export: who publishes, and in which sizes pictures leave.
//!
//! Must not know: how exports are written.

use egui::Ui;

use super::super::theme;
use super::{group, title};
use crate::desk::{Command, Desk};
use crate::store::{Renditions, Settings};

/// Values that are being typed.
#[derive(Clone, Debug, Default)]
pub(in crate::ui) struct ExportSettings {
    widths: Option<String>,
    jpeg_quality: Option<String>,
    webp_quality: Option<String>,
}

/// What a field is called, and how its words are written.
struct Field<'a> {
    name: &'a str,
    hint: &'a str,
}

impl ExportSettings {
    pub(in crate::ui) fn ui(&mut self, ui: &mut Ui, desk: &Desk, commands: &mut Vec<Command>) {
        title(ui, "Export settings");
        let mut settings = desk.settings().clone();
        egui::ScrollArea::vertical().auto_shrink(false).id_salt("export settings").show(ui, |ui| {
            self.pictures(ui, &mut settings.renditions);
            publisher(ui, &mut settings);
        });
        if settings != *desk.settings() {
            commands.push(Command::Settings(Box::new(settings)));
        }
    }

    fn pictures(&mut self, ui: &mut Ui, renditions: &mut Renditions) {
        group(ui, "Pictures at export");
        ui.checkbox(&mut renditions.on, "Make smaller copies");
        let what = if renditions.on {
            "Copies are upright, never enlarged, and carry caption, credit and alt text. What the camera wrote, such as the place, stays here."
        } else {
            "Originals leave as they are, with everything that the camera wrote into them, such as the place."
        };
        ui.label(theme::quiet(ui, what));
        if !renditions.on {
            return;
        }
        let wish = &mut renditions.wish;
        let widths: Vec<_> = wish.widths.iter().map(u32::to_string).collect();
        let field = Field { name: "Widths in pixels", hint: "1600, 1200, 800, 400" };
        if let Some(widths) =
            typed(ui, &mut self.widths, &field, widths.join(", "), Renditions::widths)
        {
            wish.widths = widths;
        }
        let quality = |text: &str| text.parse().ok().filter(|quality| (1..=100).contains(quality));
        let field = Field { name: "JPEG quality, 1 to 100", hint: "80" };
        let known = wish.jpeg_quality.to_string();
        if let Some(given) = typed(ui, &mut self.jpeg_quality, &field, known, quality) {
            wish.jpeg_quality = given;
        }
        ui.add_space(theme::GAP_S);
        ui.checkbox(&mut wish.webp, "WebP as well, for browsers that take it");
        if wish.webp {
            let field = Field { name: "WebP quality, 1 to 100", hint: "77" };
            let known = wish.webp_quality.to_string();
            if let Some(given) = typed(ui, &mut self.webp_quality, &field, known, quality) {
                wish.webp_quality = given;
            }
        }
    }
}

fn publisher(ui: &mut Ui, settings: &mut Settings) {
    group(ui, "Published by");
    let label = ui.label(theme::quiet(ui, "Paper, agency or site"));
    let edit = egui::TextEdit::singleline(&mut settings.publisher)
        .hint_text("The Harbour Ledger")
        .desired_width(f32::INFINITY);
    ui.add(edit).labelled_by(label.id);
    ui.add_space(theme::GAP_S);
    let label = ui.label(theme::quiet(ui, "Address that stories are published below"));
    let edit = egui::TextEdit::singleline(&mut settings.base_url)
        .hint_text("https://ledger.example/news/")
        .desired_width(f32::INFINITY);
    ui.add(edit).labelled_by(label.id);
}

/// A field whose words are only taken when they mean something.
fn typed<T>(
    ui: &mut Ui,
    typed: &mut Option<String>,
    field: &Field<'_>,
    known: String,
    parse: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    ui.add_space(theme::GAP_S);
    let label = ui.label(theme::quiet(ui, field.name));
    let text = typed.get_or_insert_with(|| known);
    let edit = egui::TextEdit::singleline(text).hint_text(field.hint).desired_width(f32::INFINITY);
    let response = ui.add(edit).labelled_by(label.id);
    let parsed = parse(text.trim());
    if parsed.is_none() {
        let words = format!("Not taken yet. Write it like {}", field.hint);
        let colour = theme::palette(ui).problem();
        ui.label(egui::RichText::new(words).size(theme::SMALL_SIZE).color(colour));
    } else if !response.has_focus() {
        *typed = None;
    }
    parsed.filter(|_| response.changed())
}
