//! The pieces of the previewed page: one part of header, body or footer each, and how it is drawn.

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Color32, FontId, Sense, Stroke, TextWrapMode, Ui, Vec2};

use super::super::picture::{self, Textures};
use super::super::theme;
use crate::desk::{Command, Desk};
use crate::export::page::{
    BodyPart, FooterPart, HeaderPart, Item, Page, PageBlock, Picture, Prose, Quotation, Run, Style,
    Target, Words,
};
use crate::story::{BlockId, Person, PublishedNote, Table};

/// One part of the page.
#[derive(Clone, Copy)]
pub(super) enum Piece<'p, 'a> {
    Header(&'p HeaderPart<'a>),
    Lead(&'p Picture<'a>),
    Block(&'p PageBlock<'a>),
    Footer(&'p FooterPart<'a>),
}

/// All parts of a page from top to bottom.
pub(super) struct Pieces<'p, 'a>(Vec<Piece<'p, 'a>>);

impl<'p, 'a> Pieces<'p, 'a> {
    pub(super) fn of(page: &'p Page<'a>) -> Self {
        let header = page.header.iter().map(Piece::Header);
        let lead = page.lead.iter().map(Piece::Lead);
        let body = page.body.iter().map(Piece::Block);
        let footer = page.footer.iter().map(Piece::Footer);
        Self(header.chain(lead).chain(body).chain(footer).collect())
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Piece<'p, 'a>> {
        self.0.iter()
    }
}

/// What all pieces of a page have in common.
#[derive(Clone, Copy)]
pub(super) struct Look {
    /// The standing words of the page.
    pub(super) words: &'static Words,
    /// On a phone headlines are smaller.
    pub(super) narrow: bool,
}

impl Piece<'_, '_> {
    /// The block of the story that it shows.
    pub(super) fn block(&self) -> Option<BlockId> {
        match self {
            Self::Block(block) => Some(block.id),
            _ => None,
        }
    }

    /// A name for its widgets, the same from frame to frame.
    pub(super) fn salt(&self) -> String {
        match self {
            Self::Header(part) => format!("header {:?}", std::mem::discriminant(*part)),
            Self::Lead(_) => "lead".to_owned(),
            Self::Block(block) => format!("block {}", block.id),
            Self::Footer(part) => format!("footer {:?}", std::mem::discriminant(*part)),
        }
    }

    /// Room between it and the next, in points.
    pub(super) fn gap_below(&self) -> f32 {
        match self {
            Self::Header(HeaderPart::Section(_) | HeaderPart::Kicker(_)) => 4.0,
            Self::Header(HeaderPart::Headline(_)) => 10.0,
            Self::Header(HeaderPart::Byline(_) | HeaderPart::Dateline { .. }) => 2.0,
            Self::Header(HeaderPart::Standfirst(_)) => 14.0,
            _ => 18.0,
        }
    }

    pub(super) fn ui(
        &self,
        ui: &mut Ui,
        desk: &Desk,
        look: Look,
        textures: &mut Textures,
        commands: &mut Vec<Command>,
    ) {
        match self {
            Self::Header(part) => header(ui, part, look),
            Self::Lead(picture) => figure(ui, desk, picture, textures, commands),
            Self::Block(block) => match &block.part {
                BodyPart::Figure(picture) => figure(ui, desk, picture, textures, commands),
                BodyPart::Gallery(pictures) => {
                    for picture in pictures {
                        figure(ui, desk, picture, textures, commands);
                    }
                }
                part => body(ui, part, look),
            },
            Self::Footer(part) => footer(ui, part, look),
        }
    }
}

fn header(ui: &mut Ui, part: &HeaderPart<'_>, look: Look) {
    let palette = theme::palette(ui);
    match part {
        HeaderPart::Section(text) | HeaderPart::Kicker(text) => {
            line(ui, text, theme::sans(13.5), 650.0, palette.accent);
        }
        HeaderPart::Headline(text) => {
            let size = if look.narrow { 28.0 } else { 36.0 };
            line(ui, text, theme::serif(size), 680.0, palette.ink);
        }
        HeaderPart::Standfirst(words) => prose(ui, *words, 20.0, palette.muted),
        HeaderPart::Byline(people) => {
            let names: Vec<String> = people.iter().map(|person| person.name.clone()).collect();
            let text = format!("{} {}", look.words.by, look.words.row(&names));
            line(ui, &text, theme::sans(14.0), 600.0, palette.ink);
        }
        HeaderPart::Dateline { place, date } => {
            let date = date.map(|date| look.words.date(date));
            let parts: Vec<&str> = [*place, date.as_deref().unwrap_or_default()]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect();
            line(ui, &parts.join(", "), theme::sans(13.5), 400.0, palette.muted);
        }
        HeaderPart::Updated(time) => {
            let text = format!("{} {}", look.words.updated, look.words.time(*time));
            line(ui, &text, theme::sans(13.5), 400.0, palette.muted);
        }
    }
}

fn body(ui: &mut Ui, part: &BodyPart<'_>, look: Look) {
    let palette = theme::palette(ui);
    match part {
        BodyPart::Paragraph(words) => prose(ui, *words, theme::BODY_SIZE, palette.ink),
        BodyPart::Heading { level, words } => {
            let size = match level {
                2 => 24.0,
                3 => 20.0,
                _ => 18.0,
            };
            line(ui, words.as_str(), theme::serif(size), 650.0, palette.ink);
        }
        BodyPart::Quote(quote) => barred(ui, palette.rule, |ui| {
            quotation(ui, quote, theme::BODY_SIZE);
        }),
        BodyPart::PullQuote(quote) => barred(ui, palette.accent, |ui| quotation(ui, quote, 24.0)),
        BodyPart::List { ordered, items } => list(ui, *ordered, items),
        BodyPart::Embed { target, provider, fallback } => card(ui, |ui| {
            link(ui, target);
            for text in [provider, fallback] {
                if !text.is_empty() {
                    line(ui, text, theme::sans(13.5), 400.0, palette.muted);
                }
            }
        }),
        BodyPart::Related(target) => barred(ui, palette.accent, |ui| {
            line(ui, look.words.related, theme::sans(12.5), 600.0, palette.muted);
            link(ui, target);
        }),
        BodyPart::Promo(target) => card(ui, |ui| link(ui, target)),
        BodyPart::Table(shown) => table(ui, shown),
        BodyPart::Divider => {
            ui.separator();
        }
        // These need the pictures and are drawn by the caller.
        BodyPart::Figure(_) | BodyPart::Gallery(_) => {}
    }
}

fn footer(ui: &mut Ui, part: &FooterPart<'_>, look: Look) {
    let palette = theme::palette(ui);
    ui.separator();
    let title = |ui: &mut Ui, text: &str| line(ui, text, theme::sans(14.0), 650.0, palette.ink);
    match part {
        FooterPart::Notes(notes) => {
            for shown in *notes {
                note(ui, shown, look);
            }
        }
        FooterPart::Authors(people) => {
            for person in people {
                author(ui, person);
            }
        }
        FooterPart::Tags(tags) => {
            title(ui, look.words.tags);
            line(ui, &tags.join(" · "), theme::sans(14.0), 400.0, palette.muted);
        }
        FooterPart::Related(targets) => {
            title(ui, look.words.related);
            for target in targets {
                link(ui, target);
            }
        }
    }
}

fn figure(
    ui: &mut Ui,
    desk: &Desk,
    shown: &Picture<'_>,
    textures: &mut Textures,
    commands: &mut Vec<Command>,
) {
    let palette = theme::palette(ui);
    if let Some(media) = &shown.media {
        picture::at_full_width(ui, desk, media, shown.alt.text(), textures, commands);
    }
    let mut job = LayoutJob::default();
    if !shown.caption.is_blank() {
        push(&mut job, shown.caption, theme::sans(14.0), palette.ink, palette.accent);
    }
    if !shown.credit.is_empty() {
        let gap = if shown.caption.is_blank() { 0.0 } else { 8.0 };
        let format = format(theme::sans(13.0), 400.0, palette.muted);
        job.append(&shown.credit, gap, format);
    }
    if !job.is_empty() {
        ui.add(egui::Label::new(job).wrap_mode(TextWrapMode::Wrap));
    }
}

fn quotation(ui: &mut Ui, quote: &Quotation<'_>, size: f32) {
    let palette = theme::palette(ui);
    for graf in quote.words.grafs() {
        let mut job = LayoutJob::default();
        for run in &graf {
            push_run(&mut job, run, &theme::serif_italic(size), palette.ink, palette.accent);
        }
        ui.add(egui::Label::new(job).wrap_mode(TextWrapMode::Wrap));
    }
    if !quote.attribution.is_empty() {
        let text = format!("— {}", quote.attribution);
        line(ui, &text, theme::sans(14.0), 400.0, palette.muted);
    }
}

fn list(ui: &mut Ui, ordered: bool, items: &[Item<'_>]) {
    let palette = theme::palette(ui);
    let mut counts: Vec<usize> = Vec::new();
    for item in items {
        let level = usize::from(item.level);
        counts.truncate(level + 1);
        counts.resize(level + 1, 0);
        let count = counts.last_mut().map_or(1, |count| {
            *count += 1;
            *count
        });
        ui.horizontal_top(|ui| {
            ui.add_space(12.0 + 22.0 * f32::from(item.level));
            let sign = if ordered { format!("{count}.") } else { "•".to_owned() };
            let sign = egui::RichText::new(sign).font(theme::serif(theme::BODY_SIZE));
            ui.label(sign.color(palette.muted));
            ui.vertical(|ui| prose(ui, item.words, theme::BODY_SIZE, palette.ink));
        });
    }
}

fn table(ui: &mut Ui, shown: &Table) {
    let palette = theme::palette(ui);
    if !shown.caption.trim().is_empty() {
        line(ui, &shown.caption, theme::sans(14.0), 600.0, palette.ink);
    }
    let columns = shown.rows().first().map_or(1, Vec::len).max(1);
    let width = (ui.available_width() - 16.0) / columns as f32 - 12.0;
    let grid = egui::Grid::new("table").striped(true).spacing(Vec2::new(12.0, 6.0));
    grid.min_col_width(width.max(40.0)).max_col_width(width.max(40.0)).show(ui, |ui| {
        for (index, row) in shown.rows().iter().enumerate() {
            let weight = if index == 0 && shown.has_header { 650.0 } else { 400.0 };
            for cell in row {
                line(ui, cell.as_str(), theme::sans(14.0), weight, palette.ink);
            }
            ui.end_row();
        }
    });
}

fn note(ui: &mut Ui, shown: &PublishedNote, look: Look) {
    let palette = theme::palette(ui);
    let title = format!("{} {}", look.words.note(shown.kind), look.words.time(shown.at));
    line(ui, &title, theme::sans(14.0), 650.0, palette.ink);
    line(ui, &shown.text, theme::serif(16.0), 400.0, palette.ink);
}

fn author(ui: &mut Ui, person: &Person) {
    let palette = theme::palette(ui);
    line(ui, &person.name, theme::sans(14.0), 650.0, palette.ink);
    let roles: Vec<&str> = [person.role.trim(), person.outlet.trim()]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect();
    if !roles.is_empty() {
        line(ui, &roles.join(", "), theme::sans(13.5), 400.0, palette.muted);
    }
    if !person.bio.is_blank() {
        prose(ui, Prose::of(&person.bio), 16.0, palette.ink);
    }
    let mut ways: Vec<&str> = vec![person.email.trim()];
    ways.extend(person.handles.iter().map(|handle| handle.name.trim()));
    ways.retain(|way| !way.is_empty());
    if !ways.is_empty() {
        line(ui, &ways.join(" · "), theme::sans(13.5), 400.0, palette.accent);
    }
}

fn link(ui: &mut Ui, target: &Target<'_>) {
    let palette = theme::palette(ui);
    let colour = if target.href.is_some() { palette.accent } else { palette.ink };
    let response = line(ui, target.title, theme::serif(17.0), 600.0, colour);
    if let Some(href) = &target.href {
        response.on_hover_text(href.as_ref());
    }
}

/// Words with a bar to their left.
fn barred(ui: &mut Ui, colour: Color32, content: impl FnOnce(&mut Ui)) {
    let top = ui.cursor().left_top();
    let frame = egui::Frame::new().inner_margin(egui::Margin { left: 18, ..Default::default() });
    let rect = frame.show(ui, content).response.rect;
    ui.painter().line_segment([top, egui::pos2(top.x, rect.bottom())], Stroke::new(3.0, colour));
}

fn card(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let palette = theme::palette(ui);
    let frame = egui::Frame::new().fill(palette.raised).inner_margin(14).corner_radius(6);
    frame.stroke(Stroke::new(1.0, palette.rule)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        content(ui);
    });
}

fn line(ui: &mut Ui, text: &str, font: FontId, weight: f32, colour: Color32) -> egui::Response {
    let mut job = LayoutJob::default();
    job.append(text, 0.0, format(font, weight, colour));
    ui.add(egui::Label::new(job).wrap_mode(TextWrapMode::Wrap).sense(Sense::hover()))
}

fn prose(ui: &mut Ui, words: Prose<'_>, size: f32, colour: Color32) {
    let mut job = LayoutJob::default();
    push(&mut job, words, theme::serif(size), colour, theme::palette(ui).accent);
    ui.add(egui::Label::new(job).wrap_mode(TextWrapMode::Wrap));
}

fn push(job: &mut LayoutJob, words: Prose<'_>, font: FontId, colour: Color32, accent: Color32) {
    for run in words.runs() {
        push_run(job, &run, &font, colour, accent);
    }
}

fn push_run(job: &mut LayoutJob, run: &Run<'_>, font: &FontId, colour: Color32, accent: Color32) {
    let mut set = format(font.clone(), 400.0, colour);
    for style in &run.styles {
        match style {
            Style::Link { .. } => {
                set.color = accent;
                set.underline = Stroke::new(1.0, accent);
            }
            Style::Strong => set.coords = theme::weight(700.0),
            Style::Emphasis if theme::is_sans(font) => set.italics = true,
            Style::Emphasis => set.font_id = theme::serif_italic(font.size),
            Style::Strike => set.strikethrough = Stroke::new(1.0, colour),
            Style::Superscript | Style::Subscript => {
                set.font_id.size *= 0.7;
                let raised = matches!(style, Style::Superscript);
                set.valign = if raised { Align::TOP } else { Align::BOTTOM };
            }
        }
    }
    job.append(run.text, 0.0, set);
}

fn format(font: FontId, weight: f32, colour: Color32) -> TextFormat {
    let line_height = (font.size * if font.size > 22.0 { 1.2 } else { 1.5 }).round();
    TextFormat {
        font_id: font,
        color: colour,
        line_height: Some(line_height),
        coords: theme::weight(weight),
        ..TextFormat::default()
    }
}
