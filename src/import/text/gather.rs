//! Lines that make one thing: a video with its title, a picture with its caption and credit.

use super::sort::{Picture, Sort, Sorted};
use crate::import::recognise::{self, Furniture};
use crate::media::credit;
use crate::story::{Credit, RichText};

/// A caption above its credit line has no more words than this.
const MOST_CAPTION_WORDS: usize = 60;
/// The words under a video's title are no more than this.
const MOST_VIDEO_WORDS: usize = 45;

/// So many lines of a box stand between two that are known.
const BOX_LINES: usize = 3;

/// A video with what was said about it.
#[derive(Clone, Debug)]
pub(super) struct VideoBox {
    pub(super) title: String,
    pub(super) caption: String,
}

/// What was gathered, in the order of the text.
#[derive(Clone, Debug)]
pub(super) enum Part {
    One(Sorted),
    Video(VideoBox, Sorted),
}

/// Gathers videos, pictures and boxes.
pub(super) fn gathered(mut sorted: Vec<Sorted>) -> Vec<Part> {
    boxes(&mut sorted);
    videos(pictures(sorted))
}

/// Lines of a newsletter, app, cookie or subscription box: between two lines of such furniture, or
/// beside one and wanting something from the reader.
fn boxes(sorted: &mut [Sorted]) {
    let kinds: Vec<Option<Furniture>> = sorted
        .iter()
        .map(|one| match one.sort {
            Sort::Furniture(
                kind @ (Furniture::Newsletter
                | Furniture::AppPromo
                | Furniture::Paywall
                | Furniture::Cookie),
            ) => Some(kind),
            _ => None,
        })
        .collect();
    let at = |index: Option<usize>| index.and_then(|index| kinds.get(index)).copied().flatten();
    for index in 0..sorted.len() {
        let Some(one) = sorted.get(index) else { continue };
        let is_line = one.is_short() || one.is_graf() && recognise::words(one.text()) <= 60;
        if !is_line || one.piece.text.len() > 600 {
            continue;
        }
        let above = (1..=BOX_LINES).find_map(|by| at(index.checked_sub(by)));
        let below = (1..=BOX_LINES).find_map(|by| at(index.checked_add(by)));
        let beside = at(index.checked_sub(1)).or_else(|| at(index.checked_add(1)));
        let wants = |kind: Option<Furniture>| kind.filter(|_| recognise::promo_phrase(one.text()));
        let kind = match (above, below) {
            (Some(kind), Some(_)) if one.is_short() => Some(kind),
            (Some(kind), Some(_)) => wants(Some(kind)),
            _ => wants(beside),
        };
        if let (Some(kind), Some(one)) = (kind, sorted.get_mut(index)) {
            one.sort = Sort::Furniture(kind);
        }
    }
}

/// A credit line goes to the caption above it; "Image source" and "Image caption" are one picture.
fn pictures(sorted: Vec<Sorted>) -> Vec<Sorted> {
    let gaps = sorted.iter().filter(|one| one.piece.gap).count() * 3 > sorted.len();
    let mut out: Vec<Sorted> = Vec::with_capacity(sorted.len());
    let mut rest = sorted.into_iter().peekable();
    while let Some(mut one) = rest.next() {
        match &one.sort {
            Sort::Caption(caption, credit) if caption.is_blank() => {
                let takes = out.last().is_some_and(|above| is_caption_above(above, &one, gaps));
                if takes && let Some(above) = out.pop() {
                    let text = format!("{} {}", above.piece.text, one.piece.text);
                    one.sort = Sort::Caption(RichText::plain(above.piece.text), credit.clone());
                    one.piece.text = text;
                    one.piece.gap = above.piece.gap;
                }
            }
            Sort::Picture(Picture::Source(source)) => {
                let mut line = source.clone();
                let mut labels = label_of(one.text());
                if line.is_empty() && rest.peek().is_some_and(Sorted::is_short) {
                    line = rest.next().map(|next| next.piece.text).unwrap_or_default();
                }
                let mut caption = String::new();
                if let Some(next) =
                    rest.next_if(|next| matches!(next.sort, Sort::Picture(Picture::Caption(_))))
                {
                    labels = format!("{labels} {}", label_of(next.text()));
                    if let Sort::Picture(Picture::Caption(words)) = next.sort {
                        caption = words;
                    }
                    if caption.is_empty()
                        && rest.peek().is_some_and(|next| next.is_short() || next.is_graf())
                    {
                        caption = rest.next().map(|next| next.piece.text).unwrap_or_default();
                    }
                }
                let credit = if line.is_empty() { Credit::default() } else { credit::parse(&line) };
                one.piece.marker = labels;
                format!("{line} {caption}").trim().clone_into(&mut one.piece.text);
                one.sort = Sort::Caption(RichText::plain(caption), credit);
            }
            Sort::Picture(Picture::Caption(words)) => {
                let mut caption = words.clone();
                if caption.is_empty()
                    && rest.peek().is_some_and(|next| next.is_short() || next.is_graf())
                {
                    caption = rest.next().map(|next| next.piece.text).unwrap_or_default();
                }
                one.piece.marker = label_of(one.text());
                one.piece.text.clone_from(&caption);
                let (caption, credit) = credit::split_caption(&RichText::plain(caption));
                one.sort = Sort::Caption(caption, credit);
            }
            _ => {}
        }
        out.push(one);
    }
    out
}

/// "Image source" of "Image source, PA Media".
fn label_of(text: &str) -> String {
    text.split([',', ':']).next().unwrap_or_default().trim().to_owned()
}

/// A caption ends like no sentence, or stands right above its credit while grafs stand apart.
fn is_caption_above(above: &Sorted, credit: &Sorted, gaps: bool) -> bool {
    let words = recognise::words(above.text());
    let fits = (2..=MOST_CAPTION_WORDS).contains(&words);
    match above.sort {
        Sort::Short => fits && !(gaps && credit.piece.gap),
        Sort::Graf => fits && gaps && !credit.piece.gap && words <= 40,
        _ => false,
    }
}

/// "close", "Video", a title, and perhaps a sentence about what is shown.
fn videos(sorted: Vec<Sorted>) -> Vec<Part> {
    let mut out = Vec::with_capacity(sorted.len());
    let mut at = 0;
    while let Some(one) = sorted.get(at) {
        let is_label = matches!(&one.sort, Sort::Video(title) if title.is_empty());
        let closes = sorted
            .get(at.wrapping_sub(1))
            .is_some_and(|before| matches!(before.sort, Sort::Furniture(Furniture::CloseButton)));
        let title = sorted.get(at + 1).filter(|next| is_title(next));
        if let (true, Some(title)) = (is_label, title) {
            let mut end = at + 2;
            let mut caption = String::new();
            if let Some(below) = sorted.get(end)
                && is_about_video(below, sorted.get(end + 1), closes)
            {
                below.text().clone_into(&mut caption);
                end += 1;
            }
            let video = VideoBox { title: title.text().to_owned(), caption };
            out.push(Part::Video(video, one.clone()));
            at = end;
            continue;
        }
        out.push(Part::One(one.clone()));
        at += 1;
    }
    out
}

/// Three words or more that are not the next entry of a menu.
fn is_title(next: &Sorted) -> bool {
    let is_line = matches!(next.sort, Sort::Short | Sort::Promo)
        || (next.is_graf()
            && next.text().ends_with(['!', '?', '”', '"'])
            && recognise::words(next.text()) <= 16);
    is_line && recognise::words(next.text()) >= 3 && !recognise::is_section(next.text())
}

/// One sentence that says what is shown, or one that stands before furniture.
fn is_about_video(below: &Sorted, after: Option<&Sorted>, closes: bool) -> bool {
    let text = below.text();
    let words = recognise::words(text);
    if !(below.is_graf() || below.is_short()) || !(3..=MOST_VIDEO_WORDS).contains(&words) {
        return false;
    }
    if below.is_short() {
        // Two lines that end like no sentence: the second may be the story's headline.
        return closes && words >= 6 && after.is_some_and(|after| !after.is_graf());
    }
    if text.starts_with(['"', '“', '„', '«']) {
        return false;
    }
    let before_furniture = after.is_some_and(|after| {
        matches!(
            after.sort,
            Sort::Furniture(_) | Sort::Video(_) | Sort::Byline(_) | Sort::Publication
        )
    });
    before_furniture || recognise::says_what_a_video_shows(text) || words <= 12
}
