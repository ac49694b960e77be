//! Pictures, their captions, and what lives elsewhere.
//!
//! Must not know: what stands around them.

use super::super::address::{self, Target};
use super::super::changes::Change;
use super::super::run::{self, Finished};
use super::Body;
use crate::import::{MOST_PICTURES, html, recognise};
use crate::media::credit;
use crate::story::{Alt, BlockKind, Credit, CreditState, Embed, Figure, Ids, MarkKind, RichText};

/// A longer line below a picture is a graf.
const LONGEST_CAPTION_BYTES: usize = 1_000;

/// A picture while its description is read.
#[derive(Debug)]
pub(super) struct Image {
    destination: String,
    title: String,
    pub(super) alt: String,
    /// Pictures inside the description.
    pub(super) depth: usize,
}

impl Image {
    pub(super) fn new(destination: &str, title: &str) -> Self {
        Self {
            destination: destination.to_owned(),
            title: title.to_owned(),
            alt: String::new(),
            depth: 0,
        }
    }

    pub(super) fn figure(self, ids: &mut Ids, body: &mut Body) -> Figure {
        let mut figure = Figure::default();
        let inside = self.destination.trim_start().to_ascii_lowercase().starts_with("data:image/");
        match address::target(&self.destination) {
            Target::Address(url) if url.starts_with("http") || url.starts_with("HTTP") => {
                figure.source_url = url;
            }
            Target::Relative(url) => figure.source_url = url,
            Target::Nowhere => {}
            _ if inside && body.pictures.len() < MOST_PICTURES => {
                let source = self.destination.replace(['"', '<', '>', '&'], "");
                let mut import = html::blocks(&format!("<img src=\"{source}\">"), ids);
                body.pictures.append(&mut import.pictures);
                if let Some((_, found)) = import.story.figures().first() {
                    figure.media = found.media;
                }
            }
            _ => body.changes.note(Change::UnsafePicture, None),
        }
        let alt = self.alt.trim();
        if !alt.is_empty() {
            figure.alt = Alt::Text(alt.to_owned());
        }
        set_caption(&mut figure, &RichText::plain(self.title.trim()));
        figure
    }
}

/// Adds words to a caption; a credit glued on goes to its place.
fn set_caption(figure: &mut Figure, words: &RichText) {
    if words.is_blank() {
        return;
    }
    let mut words = words.clone();
    if words.is_marked(0..words.len(), &MarkKind::Emphasis) {
        words.unmark(0..words.len(), &MarkKind::Emphasis);
    }
    let (caption, credit) = match trailing_credit(&words) {
        Some(found) => found,
        None => credit::split_caption(&words),
    };
    figure.caption = if figure.caption.is_blank() {
        caption
    } else {
        run::joined(&[figure.caption.clone(), caption], ' ')
    };
    if figure.credit.verbatim.is_empty() {
        figure.credit = credit;
    } else if !credit.verbatim.is_empty() {
        figure.caption =
            run::joined(&[figure.caption.clone(), RichText::plain(credit.verbatim)], ' ');
    }
}

/// "… for one sailing in five. Ada Example/The Agency": names behind the last sentence.
fn trailing_credit(words: &RichText) -> Option<(RichText, Credit)> {
    let copy = words.as_str();
    let at = copy.rfind(['.', '!', '?', '”', '»', '"', '…'])?;
    let sign = copy.get(at..)?.chars().next()?.len_utf8();
    let line = copy.get(at + sign..).filter(|line| line.starts_with(' '))?.trim();
    let names = line.contains(['/', '©']) && (1..=8).contains(&line.split_whitespace().count());
    let credit = credit::parse(line);
    (names && credit.state() == CreditState::Parsed).then(|| (words.slice(0..at + sign), credit))
}

/// Pictures met in a text that is not finished yet.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    figures: Vec<Figure>,
    /// The one picture opens the text and stands on a line of its own.
    on_its_line: bool,
    opens: bool,
}

impl Waiting {
    pub(super) fn is_empty(&self) -> bool {
        self.figures.is_empty()
    }

    /// A picture; `first` when no words stand before it.
    pub(super) fn push(&mut self, figure: Figure, first: bool) {
        self.opens = first && self.figures.is_empty();
        self.on_its_line = false;
        self.figures.push(figure);
    }

    /// The line of the source ends; `blank` when it has no words.
    pub(super) fn line_ends(&mut self, blank: bool) {
        if blank && self.opens {
            self.on_its_line = true;
        }
    }

    pub(super) fn take(&mut self) -> Vec<Figure> {
        self.on_its_line = false;
        self.opens = false;
        std::mem::take(&mut self.figures)
    }

    /// The picture with the words on the line below it as its caption, when it is built like that.
    pub(super) fn captioned_by(&mut self, finished: &Finished) -> Option<Figure> {
        let fits = self.on_its_line
            && self.figures.len() == 1
            && !finished.text.is_blank()
            && finished.text.len() <= LONGEST_CAPTION_BYTES;
        if !fits {
            return None;
        }
        let mut figure = self.take().pop()?;
        set_caption(&mut figure, &finished.text);
        Some(figure)
    }
}

/// A graf that is nothing but a link to a video or post: `[title](address) (Host)`.
pub(super) fn embedded(text: &RichText) -> Option<BlockKind> {
    let copy = text.as_str();
    let [mark] = text.marks() else {
        let bare = copy.starts_with("http") && !copy.contains(char::is_whitespace);
        return bare.then(|| embed(copy, "", "")).flatten();
    };
    let MarkKind::Link { url, .. } = &mark.kind else { return None };
    let after = copy.get(mark.range.end..)?.trim();
    let title = copy.get(mark.range.clone()).filter(|_| mark.range.start == 0)?;
    let host = if after.is_empty() {
        ""
    } else {
        after.strip_prefix('(').and_then(|after| after.strip_suffix(')'))?
    };
    embed(url, if title == url { "" } else { title }, host)
}

fn embed(url: &str, title: &str, host: &str) -> Option<BlockKind> {
    let provider = recognise::embed_provider(url)?;
    let same = host.is_empty() || host.eq_ignore_ascii_case(provider);
    let Target::Address(url) = address::target(url) else { return None };
    same.then(|| {
        BlockKind::Embed(Embed {
            url,
            title: title.to_owned(),
            provider: if host.is_empty() { provider } else { host }.to_owned(),
            fallback: String::new(),
        })
    })
}
