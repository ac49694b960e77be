//! What each piece is by its own words, before its place on the page is looked at.

use crate::import::recognise::{self, Furniture, ImageMarker, Wire};
use crate::media::credit;
use crate::story::{Credit, CreditState, Dateline, Person, RichText};

use super::pieces::{Form, Piece};

/// A caption longer than this is a graf.
const MOST_CAPTION_BYTES: usize = 900;
/// A line with more words than this is a graf whatever it ends with.
const MOST_SHORT_WORDS: usize = 28;

/// What a piece is.
#[derive(Clone, Debug)]
pub(super) enum Sort {
    /// A sentence or more.
    Graf,
    /// A line that ends like no sentence: headline, subhead, tag, anything.
    Short,
    /// Words set in or behind `>`.
    Quote,
    /// An item of a list.
    Item,
    /// A row of a table.
    Row,
    Furniture(Furniture),
    /// "10 hours ago".
    RelativeTime,
    /// "Published March 3, 2025".
    Publication,
    /// A number alone, as before the items of a most-read list.
    Rank,
    Byline(Vec<Person>),
    /// "Reporting by …": the people who reported.
    SignOff(Vec<Person>),
    /// "Home › Health › Hospitals".
    Crumbs(Vec<String>),
    /// A caption with its credit; the caption may be empty.
    Caption(RichText, Credit),
    /// What a picture left behind.
    Picture(Picture),
    /// A headline in capitals between the grafs.
    Promo,
    /// "Related: …" with the headline, or alone.
    Related(String),
    /// "Topics: …" with the tags, or alone.
    Tags(Vec<String>),
    AboutAuthor,
    /// A video player's label, alone (empty) or with its title.
    Video(String),
    /// The address of a player or post, and who hosts it.
    Embed(&'static str),
    /// "12.41 Uhr".
    Clock,
    /// "Puerto Almenara - 03 nov 2025".
    PlaceAndDate(Dateline),
    Embargo(recognise::EmbargoTime),
    Wire(WireSort),
}

/// A picture's marker, owned.
#[derive(Clone, Debug)]
pub(super) enum Picture {
    Stood(String),
    Source(String),
    Caption(String),
}

/// A wire's line, owned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum WireSort {
    Start,
    Slug(String),
    Note,
    End,
    Count,
    Code,
    Rule,
    Field(&'static str, String),
}

/// A piece and what it is.
#[derive(Clone, Debug)]
pub(super) struct Sorted {
    pub(super) piece: Piece,
    pub(super) sort: Sort,
}

impl Sorted {
    pub(super) fn text(&self) -> &str {
        &self.piece.text
    }

    pub(super) fn is_graf(&self) -> bool {
        matches!(self.sort, Sort::Graf)
    }

    pub(super) fn is_short(&self) -> bool {
        matches!(self.sort, Sort::Short)
    }

    /// Copy of the story beyond doubt, as opposed to lines that may be furniture.
    pub(super) fn is_copy(&self) -> bool {
        matches!(self.sort, Sort::Graf | Sort::Quote | Sort::Item | Sort::Row)
    }
}

/// Sorts the pieces. Furniture that has grown onto a graf, and captions that have, are parted.
pub(super) fn sorted(pieces: Vec<Piece>) -> Vec<Sorted> {
    let mut sorted = Vec::with_capacity(pieces.len());
    for piece in pieces {
        part(piece, &mut sorted);
    }
    sorted
}

fn part(mut piece: Piece, sorted: &mut Vec<Sorted>) {
    // Each round takes something off, so that it ends; three are enough for any graf.
    for _ in 0..3 {
        if piece.form != Form::Plain {
            break;
        }
        if let Some(range) = recognise::glued_furniture(&piece.text) {
            let glued = piece.text.get(range.clone()).unwrap_or_default().trim().to_owned();
            let rest = if range.start == 0 {
                piece.text.get(range.end..)
            } else {
                piece.text.get(..range.start)
            };
            let rest = rest.unwrap_or_default().trim().to_owned();
            let button = Piece { text: glued, gap: piece.gap, joined: Vec::new(), ..piece.clone() };
            let kind = recognise::furniture(&button.text).unwrap_or(Furniture::LoadMore);
            if range.start == 0 {
                sorted.push(Sorted { piece: button, sort: Sort::Furniture(kind) });
                piece.text = rest;
                piece.gap = false;
                continue;
            }
            piece.text = rest;
            let sort = sort(&piece);
            sorted.push(Sorted { piece, sort });
            sorted.push(Sorted { piece: button, sort: Sort::Furniture(kind) });
            return;
        }
        let Some((caption, rest)) = recognise::split_glued_caption(&piece.text) else { break };
        let rest = rest.to_owned();
        let caption = Piece { text: caption.to_owned(), joined: Vec::new(), ..piece.clone() };
        let sort = sort(&caption);
        sorted.push(Sorted { piece: caption, sort });
        piece.text = rest;
        piece.gap = false;
    }
    if split_meta(&piece, sorted) {
        return;
    }
    let sort = sort(&piece);
    sorted.push(Sorted { piece, sort });
}

/// "By Ada Example · 8 November 2025 · 3 min read": bars part things that are known one by one.
fn split_meta(piece: &Piece, sorted: &mut Vec<Sorted>) -> bool {
    let text = piece.text.as_str();
    if piece.form != Form::Plain || text.len() > 240 {
        return false;
    }
    let Some(bar) = [" · ", " | ", " • ", " – ", " — "].into_iter().find(|bar| text.contains(bar))
    else {
        return false;
    };
    let trimmed = text.trim_end_matches(['·', '|', '•', ' ']);
    let parts: Vec<&str> =
        trimmed.split(bar).map(str::trim).filter(|part| !part.is_empty()).collect();
    if parts.len() < 2 || parts.len() > 12 {
        return false;
    }
    // "Related | Ferry line reprieved" belongs together, and so does a byline with its outlet.
    if matches!(
        sort_line(text),
        Sort::Byline(_)
            | Sort::Related(_)
            | Sort::Tags(_)
            | Sort::Caption(..)
            | Sort::Video(_)
            | Sort::Publication
            | Sort::Furniture(_)
            | Sort::PlaceAndDate(_)
    ) {
        return false;
    }
    let sorts: Vec<Sort> = parts.iter().map(|part| sort_line(part)).collect();
    let known = |sort: &Sort| {
        matches!(
            sort,
            Sort::Byline(_) | Sort::Publication | Sort::RelativeTime | Sort::Furniture(_)
        )
    };
    let sections = parts.iter().filter(|part| recognise::is_section(part)).count();
    let count = sorts.iter().filter(|sort| known(sort)).count() + sections;
    if count * 2 < parts.len() || sorts.iter().any(|sort| matches!(sort, Sort::Graf)) {
        return false;
    }
    for (at, (part, sort)) in parts.into_iter().zip(sorts).enumerate() {
        let piece = Piece {
            text: part.to_owned(),
            gap: piece.gap && at == 0,
            joined: Vec::new(),
            ..piece.clone()
        };
        sorted.push(Sorted { piece, sort });
    }
    true
}

/// What a piece is by itself.
pub(super) fn sort(piece: &Piece) -> Sort {
    match piece.form {
        Form::Indented | Form::Quoted => return sort_set_in(piece),
        Form::Bullet | Form::Numbered => return Sort::Item,
        Form::Row => return Sort::Row,
        Form::Plain => {}
    }
    sort_line(&piece.text)
}

/// Set in: a quote, unless it is a short line of the page.
fn sort_set_in(piece: &Piece) -> Sort {
    let text = piece.text.as_str();
    let quotes = text.starts_with(['"', '“', '„', '«', '»', '‚', '‘', '—', '–']);
    let is_copy = recognise::words(text) >= 5 || recognise::ends_a_sentence(text) || quotes;
    if piece.form == Form::Quoted && !is_copy {
        return Sort::Quote;
    }
    match sort_line(text) {
        Sort::Graf | Sort::Short | Sort::Promo if is_copy => Sort::Quote,
        other => other,
    }
}

/// What one line is.
pub(super) fn sort_line(text: &str) -> Sort {
    let short = text.len() <= 600;
    if short && let Some(sort) = sort_short_line(text) {
        return sort;
    }
    if text.len() <= MOST_CAPTION_BYTES
        && let Some((caption, credit)) = caption(text)
    {
        return Sort::Caption(caption, credit);
    }
    if recognise::is_promo_line(text) {
        return Sort::Promo;
    }
    let words = recognise::words(text);
    let is_question = text.trim_end().ends_with('?') && words <= 14;
    // Two sentences are copy, even where the second lost its full stop.
    let two_sentences = words > 14 && text.contains(". ") && !is_question;
    let is_graf = words > MOST_SHORT_WORDS
        || two_sentences
        || (recognise::ends_a_sentence(text) && !is_question)
        || (text.trim_end().ends_with(':') && words >= 3);
    if is_graf { Sort::Graf } else { Sort::Short }
}

fn sort_short_line(text: &str) -> Option<Sort> {
    if !text.contains(char::is_alphabetic) {
        return Some(no_letters(text));
    }
    if is_plainly_copy(text) {
        return recognise::furniture(text).map(Sort::Furniture);
    }
    if let Some(marker) = recognise::image_marker(text) {
        return Some(Sort::Picture(match marker {
            ImageMarker::Stood(alt) => Picture::Stood(alt.to_owned()),
            ImageMarker::Source(credit) => Picture::Source(credit.to_owned()),
            ImageMarker::Caption(caption) => Picture::Caption(caption.to_owned()),
        }));
    }
    if let Some(sort) = sort_time(text) {
        return Some(sort);
    }
    if let Some(title) = recognise::video_marker(text) {
        return Some(Sort::Video(title.to_owned()));
    }
    if let Some(kind) = recognise::furniture(text) {
        // "Read more" heads a list as often as it is a button.
        let labels = kind == Furniture::LoadMore || kind == Furniture::MostRead;
        return Some(match recognise::related_line(text) {
            Some(read) if labels && read.title.is_empty() && kind == Furniture::LoadMore => {
                Sort::Related(String::new())
            }
            _ => Sort::Furniture(kind),
        });
    }
    if recognise::about_author(text) {
        return Some(Sort::AboutAuthor);
    }
    if let Some(wire) = recognise::wire(text) {
        return Some(Sort::Wire(match wire {
            Wire::Start => WireSort::Start,
            Wire::Slug(slug) => WireSort::Slug(slug.to_owned()),
            Wire::Note(_) => WireSort::Note,
            Wire::End => WireSort::End,
            Wire::Count => WireSort::Count,
            Wire::Code => WireSort::Code,
            Wire::Rule => WireSort::Rule,
            Wire::Field(field, value) => WireSort::Field(field, value.to_owned()),
        }));
    }
    if let Some(tags) = recognise::tags_line(text) {
        return Some(Sort::Tags(tags));
    }
    if let Some(people) = recognise::byline(text) {
        return Some(Sort::Byline(people));
    }
    if let Some(people) = recognise::signed_off(text) {
        return Some(Sort::SignOff(people));
    }
    if let Some(related) = recognise::related_line(text) {
        return Some(Sort::Related(related.title.to_owned()));
    }
    if !text.contains(' ')
        && let Some(provider) = recognise::embed_provider(text)
    {
        return Some(Sort::Embed(provider));
    }
    if text.len() <= 20 && recognise::clock_time(text) {
        return Some(Sort::Clock);
    }
    crumbs(text).map(Sort::Crumbs)
}

/// Lines that are nothing but a time. All but a few have a figure in them.
fn sort_time(text: &str) -> Option<Sort> {
    let has_figure = text.bytes().any(|byte| byte.is_ascii_digit());
    if !has_figure {
        return (text.len() <= 40 && recognise::relative_time(text)).then_some(Sort::RelativeTime);
    }
    if text.len() > 240 {
        return None;
    }
    if let Some(embargo) = recognise::embargo_time(text) {
        return Some(Sort::Embargo(embargo));
    }
    if recognise::relative_time(text) {
        return Some(Sort::RelativeTime);
    }
    if recognise::publication_line(text).is_some() {
        return Some(Sort::Publication);
    }
    recognise::place_and_date(text).map(Sort::PlaceAndDate)
}

/// A sentence of more words than any label has, and nothing at its start that a label could end
/// with: most grafs, which need not be asked twenty questions.
fn is_plainly_copy(text: &str) -> bool {
    recognise::words(text) > 18
        && recognise::ends_a_sentence(text)
        && !text.starts_with(['(', '[', '#'])
        && !text.chars().take(50).any(|letter| matches!(letter, ':' | '|'))
        && !recognise::sign_off(text)
}

fn no_letters(text: &str) -> Sort {
    if recognise::clock_time(text) {
        return Sort::Clock;
    }
    match recognise::wire(text) {
        Some(Wire::End) => return Sort::Wire(WireSort::End),
        Some(Wire::Rule) => return Sort::Wire(WireSort::Rule),
        _ => {}
    }
    let digits = text.chars().filter(char::is_ascii_digit).count();
    if recognise::publication_line(text).is_some() {
        Sort::Publication
    } else if digits > 0 && text.len() <= 4 {
        Sort::Rank
    } else if digits > 0 {
        Sort::Short
    } else {
        Sort::Furniture(Furniture::Navigation)
    }
}

/// Parts a caption from its credit; `None` when there is no credit in it beyond doubt.
fn caption(text: &str) -> Option<(RichText, Credit)> {
    if !may_hold_credit(text) {
        return None;
    }
    let (caption, credit) = credit::split_caption(&RichText::plain(text));
    if credit.state() != CreditState::Parsed || credit.verbatim.trim().is_empty() {
        return None;
    }
    // "By Ada Example" and "Nordau (dpa) - …" are for others to read; so is a graf that ends in
    // an agency's name.
    let signs = credit.verbatim.contains(['(', '[', '/', ':', '©', '|'])
        || credit.verbatim.to_lowercase().contains(" via ")
        || credit.verbatim.contains("Getty");
    // "Quelle: dpa" below a graf says where the words are from, not the picture.
    let verbatim = credit.verbatim.trim_start_matches(['(', '[']).to_lowercase();
    let of_the_words =
        ["quelle", "source", "fuente"].iter().any(|label| verbatim.starts_with(label));
    if of_the_words && recognise::words(caption.as_str()) > 16 {
        return None;
    }
    let credit_alone = caption.is_blank();
    let alone_and_marked = credit_alone
        && (credit.verbatim.contains([':', '©', '/'])
            || credit.verbatim.starts_with(['(', '['])
            || credit.verbatim.to_lowercase().contains("photo"));
    let below_a_picture =
        !credit_alone && signs && (2..=90).contains(&recognise::words(caption.as_str()));
    (alone_and_marked || below_a_picture).then_some((caption, credit))
}

/// Whether one of the signs that a credit has stands near an end of the text. Most grafs have
/// none, and reading a credit is dear.
fn may_hold_credit(text: &str) -> bool {
    let is_sign = |letter: char| matches!(letter, '(' | '[' | '/' | ':' | '©' | '|');
    text.chars().take(60).any(is_sign)
        || text.chars().rev().take(160).any(is_sign)
        || text.contains(" via ")
        || text.contains("Getty")
}

/// The crumbs of a trail: "Home › Health › Hospitals", "› Hospitals".
fn crumbs(text: &str) -> Option<Vec<String>> {
    if text.len() > 120 || recognise::ends_a_sentence(text) {
        return None;
    }
    let sign = ['›', '»', '>', '→', '❯', '▸'].into_iter().find(|sign| text.contains(*sign));
    let sign = match sign {
        Some(sign) => sign,
        // "News / UK / Hartwell" with blanks around the strokes
        None if text.matches(" / ").count() >= 1 => '/',
        None => return None,
    };
    let parts: Vec<String> = text
        .split(sign)
        .map(|part| part.trim().to_owned())
        .filter(|part| part.chars().any(char::is_alphanumeric))
        .collect();
    let leads = text.starts_with(sign);
    let short = parts.iter().all(|part| recognise::words(part) <= 4);
    let known =
        parts.iter().any(|part| recognise::is_section(part) || recognise::lead_crumb_is_home(part));
    // « Quoted » and "10 > 5" are no trails.
    let closes = sign == '»' && text.contains('«');
    (short
        && !closes
        && (leads && parts.len() == 1 || parts.len() >= 2 && (known || parts.len() >= 3)))
        .then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> String {
        let sort = format!("{:?}", sort_line(text));
        sort.split(['(', ' ', '{']).next().unwrap_or_default().to_owned()
    }

    #[test]
    fn lines_are_sorted_by_their_words() {
        for (text, expected) in [
            ("The ferry was late.", "Graf"),
            ("Ferry late again", "Short"),
            ("What happens next?", "Short"),
            ("Share", "Furniture"),
            ("10 hours ago", "RelativeTime"),
            ("Published March 3, 2025 8:41am EST", "Publication"),
            ("3", "Rank"),
            ("By Ada Example Outlet News", "Byline"),
            ("(Reporting by Ada Example; Editing by Bo Sample)", "SignOff"),
            ("› Hospitals", "Crumbs"),
            ("Home › Health › Hospitals", "Crumbs"),
            ("Deckhand in bed (Photo by JANE ROE/POOL/AFP via Getty Images)", "Caption"),
            ("Foto: Jannis Thode/dpa", "Caption"),
            ("SENATOR SLAMS PLAN TO CLOSE FERRY LINE", "Promo"),
            ("Related: Ferry line reprieved", "Related"),
            ("Related Topics", "Tags"),
            ("Video", "Video"),
            ("https://youtu.be/abc", "Embed"),
            ("12.41 Uhr", "Clock"),
            ("EMBARGOED UNTIL 0001 GMT 4 March 2025", "Embargo"),
            ("ENDS", "Wire"),
            ("NORDAU (dpa) - Die Fähre kam zu spät.", "Graf"),
            ("“We were lucky,” said Bo Sample.", "Graf"),
            ("Tout est dit « ici » : on attend.", "Graf"),
        ] {
            assert_eq!(name(text), expected, "{text}");
        }
    }
}
