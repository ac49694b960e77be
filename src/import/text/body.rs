//! The body and what stands below it: grafs, subheads, quotes, lists, pictures, other stories,
//! tags, the bio.

use super::gather::{Part, VideoBox};
use super::head::take_embargo;
use super::phrase::{is_quoted_whole, is_source, wants_something};
use super::reading::{Reading, in_parts, linked};
use super::runs;
use super::sort::{Picture, Sort, Sorted, WireSort};
use super::view::View;
use crate::import::recognise::{self, Furniture};
use crate::story::{
    Alt, BlockKind, Credit, Embed, Figure, HeadingLevel, Link, Notice, NoticeKind, Person, Place,
    Quote, RichText,
};

/// Whether the text was read as a page of its own or is a piece from the clipboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whole {
    Page,
    Piece,
}

/// Reads the parts of the body.
pub(super) fn read(reading: &mut Reading<'_>, parts: Vec<Part>, whole: Whole) {
    let mut view = View::of(parts, whole);
    while let Some(part) = view.here().cloned() {
        let before = view.at();
        match part {
            Part::Video(video, label) => {
                put_video(reading, &video, &label);
                view.step(1);
            }
            Part::One(one) => take(reading, &mut view, one),
        }
        if view.at() == before {
            view.step(1);
        }
    }
}

fn take(reading: &mut Reading<'_>, view: &mut View, one: Sorted) {
    let text = one.text().to_owned();
    let is_page = view.whole() == Whole::Page;
    if view.after_end() && take_after_end(reading, view, &one) {
        return;
    }
    match one.sort.clone() {
        Sort::Graf => graf(reading, view, &one),
        Sort::Short => short(reading, view, &one),
        Sort::Quote => runs::quote(reading, view),
        Sort::Item => runs::items(reading, view),
        Sort::Row => runs::table(reading, view),
        Sort::Furniture(kind) => furniture(reading, view, kind, &one),
        Sort::RelativeTime if is_page || view.beside_furniture() => {
            reading.ledger.remove("time since publication", &text);
        }
        Sort::Rank if is_page => reading.ledger.remove("number", &text),
        Sort::Publication if is_page => reading.ledger.push(
            Notice::new(NoticeKind::NotCarried, format!("Publication line set aside: “{text}”"))
                .keeping(
                    vec![reading.ids.block(BlockKind::Paragraph(linked(&text)))],
                    reading.last,
                ),
        ),
        Sort::Byline(people) if is_page => byline(reading, view, people, &one),
        Sort::SignOff(people) if is_page => {
            if reading.story.bylines.is_empty() {
                reading.people(people);
            }
            reading.ledger.remove("sign-off", &text);
        }
        Sort::Crumbs(_) if is_page && view.is_below_story() => {
            reading.ledger.remove("navigation", &text);
        }
        Sort::Caption(_, credit)
            if is_page
                && view.is_below_story()
                && (credit.verbatim.starts_with('©') || recognise::small_print(&text)) =>
        {
            reading.ledger.remove(Furniture::Legal.name(), &text);
        }
        Sort::Caption(caption, credit) => {
            if !one.piece.marker.is_empty() {
                reading.ledger.remove("label of a picture", &one.piece.marker);
            }
            let figure = Figure { caption: linked_rich(caption), credit, ..Figure::default() };
            put_figure(reading, view, figure);
        }
        Sort::Picture(Picture::Stood(alt)) => {
            let alt = if alt.is_empty() { Alt::NotDescribed } else { Alt::Text(alt) };
            reading.ledger.recognised("Picture", &text);
            put_figure(reading, view, Figure { alt, ..Figure::default() });
        }
        Sort::Promo if view.is_mostly_capitals() => graf(reading, view, &one),
        Sort::Promo if is_page || reading.grafs > 0 => {
            put_related(reading, &text);
        }
        Sort::Related(title) if !title.is_empty() => {
            put_related(reading, &title);
            reading.ledger.recognised("Related story", &text);
        }
        Sort::Related(_) => runs::related(reading, view),
        Sort::Tags(tags) if !tags.is_empty() => {
            reading.ledger.recognised("Tags", &text);
            for tag in &tags {
                reading.tag(tag);
            }
        }
        Sort::Tags(_) => runs::tags(reading, view),
        Sort::AboutAuthor if is_page => about_author(reading, view, &one),
        Sort::Video(title) if title.is_empty() => {
            if view.stands_between_copy() {
                short(reading, view, &one);
            } else {
                reading.ledger.remove("video player", &text);
            }
        }
        Sort::Video(title) => {
            reading.put(BlockKind::Embed(Embed { title, ..Embed::default() }));
        }
        Sort::Embed(provider) => {
            reading.put(BlockKind::Embed(Embed {
                url: text,
                provider: provider.to_owned(),
                ..Embed::default()
            }));
        }
        Sort::Clock => clock(reading, view, &one),
        Sort::Embargo(embargo) => take_embargo(reading, embargo, &text),
        Sort::Wire(wire) => take_wire(reading, view, wire, &one),
        Sort::RelativeTime
        | Sort::Rank
        | Sort::Publication
        | Sort::Byline(_)
        | Sort::SignOff(_)
        | Sort::Crumbs(_)
        | Sort::Promo
        | Sort::AboutAuthor
        | Sort::Picture(_)
        | Sort::PlaceAndDate(_) => plain(reading, view, &one),
    }
}

/// A line for which there is nothing better: a subhead by its shape, else a graf.
fn plain(reading: &mut Reading<'_>, view: &mut View, one: &Sorted) {
    if one.is_graf() { reading.put_graf(&one.piece) } else { short(reading, view, one) }
}

fn graf(reading: &mut Reading<'_>, view: &mut View, one: &Sorted) {
    let text = one.text();
    if view.whole() == Whole::Page
        && reading.grafs > 0
        && view.grafs_below() <= 2
        && take_bio(reading, view, text, false)
    {
        return;
    }
    if view.whole() == Whole::Page
        && view.grafs_below() == 0
        && reading.grafs > 1
        && recognise::sign_off(text)
    {
        reading.ledger.remove("sign-off", text);
        return;
    }
    if view.whole() == Whole::Page && reading.grafs > 0 && wants_something(text, view.grafs_below())
    {
        reading.ledger.remove("promotion", text);
        return;
    }
    if view.is_repeated() {
        reading.put(BlockKind::PullQuote(Quote { text: linked(text), attribution: String::new() }));
        return;
    }
    if is_quoted_whole(text)
        && let Some(source) =
            view.next_one().filter(|next| next.is_short() && is_source(next.text())).cloned()
    {
        put_quote(reading, text, source.text().trim_start_matches(['—', '–', '-', ' ']));
        view.step(2);
        return;
    }
    reading.put_graf(&one.piece);
    if text.trim_end().ends_with(':') {
        runs::unmarked_list(reading, view);
    }
}

/// A short line: subhead, pull quote, question of an interview, leftover of the page.
fn short(reading: &mut Reading<'_>, view: &mut View, one: &Sorted) {
    let text = one.text();
    let is_page = view.whole() == Whole::Page;
    if is_page && view.is_below_story() {
        if view.tail_begun() {
            let known = reading.story.bylines.iter().any(|person| person.name == text);
            reading
                .ledger
                .remove(if known { "name of the author" } else { "line below the story" }, text);
            return;
        }
        if recognise::sign_off(text) {
            reading.ledger.remove("sign-off", text);
            return;
        }
        if reading.grafs > 0 && take_bio(reading, view, text, false) {
            return;
        }
    }
    if is_page && reading.grafs > 0 && recognise::words(text) >= 3 {
        let promo = wants_something(text, view.grafs_below())
            || (recognise::promo_phrase(text) && !view.stands_between_copy());
        if promo {
            reading.ledger.remove("promotion", text);
            return;
        }
    }
    if let Some(figure) = caption_by_author(reading, text) {
        put_figure(reading, view, figure);
        return;
    }
    if is_quoted_whole(text)
        && recognise::words(text) >= 8
        && view.len() > 2
        && view.stands_between_copy()
    {
        reading.put(BlockKind::PullQuote(Quote { text: linked(text), attribution: String::new() }));
        return;
    }
    if view.is_repeated() && recognise::words(text) >= 4 {
        reading.put(BlockKind::PullQuote(Quote { text: linked(text), attribution: String::new() }));
        return;
    }
    if is_page && reading.grafs == 0 && runs::key_points(reading, view) {
        return;
    }
    let is_question = text.trim_end().ends_with('?');
    if is_question && view.is_interview() {
        reading.put_graf(&one.piece);
        return;
    }
    let heads = recognise::is_subhead(text) && view.copy_follows() && (view.len() > 2);
    if !heads {
        reading.put_graf(&one.piece);
        if !view.next_is_copy() && recognise::is_subhead(text) && view.len() > 2 && !view.is_last()
        {
            let message = "This line may be a subhead, a caption or a link to another story";
            let mut notice = Notice::new(NoticeKind::Doubtful, message);
            notice.place = reading.last.map(Place::Block);
            reading.ledger.push(notice);
        }
        return;
    }
    let level = if view.heading_above() { HeadingLevel::Three } else { HeadingLevel::Two };
    reading.put(BlockKind::Heading(level, linked(text)));
}

/// "Noa looks for Saturn. Ada Example": a caption with the name of the story's own author, who took
/// the picture.
fn caption_by_author(reading: &Reading<'_>, text: &str) -> Option<Figure> {
    reading.story.bylines.iter().find_map(|person| {
        let caption = text.strip_suffix(person.name.as_str())?.trim_end();
        (recognise::ends_a_sentence(caption) && recognise::words(caption) >= 3).then(|| Figure {
            caption: linked(caption),
            credit: Credit {
                creators: vec![person.name.clone()],
                verbatim: person.name.clone(),
                ..Credit::default()
            },
            ..Figure::default()
        })
    })
}

/// The time over an entry of a live ticker, with the entry's title.
fn clock(reading: &mut Reading<'_>, view: &mut View, one: &Sorted) {
    let title = view
        .next_one()
        .filter(|next| next.is_short() && recognise::is_subhead(next.text()))
        .cloned();
    match title {
        Some(title) if view.copy_at(2) => {
            let line = format!("{}: {}", one.text().trim_end_matches(':'), title.text());
            reading.put(BlockKind::Heading(HeadingLevel::Two, linked(&line)));
            view.step(2);
        }
        _ if view.next_is_copy() => {
            reading.put(BlockKind::Heading(HeadingLevel::Two, linked(one.text())));
        }
        _ if view.whole() == Whole::Page => reading.ledger.remove("time", one.text()),
        _ => reading.put_graf(&one.piece),
    }
}

fn furniture(reading: &mut Reading<'_>, view: &mut View, kind: Furniture, one: &Sorted) {
    if view.len() <= 2 {
        reading.put_graf(&one.piece);
        return;
    }
    if kind == Furniture::MostRead {
        if runs::other_stories(reading, view, kind.name()) {
            return;
        }
        if view.stands_between_copy() {
            short(reading, view, one);
            return;
        }
    }
    if kind.is_weak() && view.stands_between_copy() {
        short(reading, view, one);
        return;
    }
    reading.ledger.remove(kind.name(), one.text());
    if view.heads_comments() {
        let rest: Vec<String> = view.rest();
        for line in rest {
            reading.ledger.remove("comment", &line);
        }
        view.skip_all();
    }
}

fn byline(reading: &mut Reading<'_>, view: &View, people: Vec<Person>, one: &Sorted) {
    let none = reading.story.bylines.is_empty();
    let known = people.iter().all(|person| {
        reading
            .story
            .bylines
            .iter()
            .any(|known| known.name.to_lowercase() == person.name.to_lowercase())
    });
    if none || known {
        reading.ledger.recognised("Byline", one.text());
        reading.people(people);
    } else if view.is_below_story() {
        reading.ledger.remove("byline of somebody else", one.text());
    } else {
        reading.put_graf(&one.piece);
    }
}

/// "About the author": the graf below is the bio.
fn about_author(reading: &mut Reading<'_>, view: &mut View, one: &Sorted) {
    reading.ledger.remove("label", one.text());
    view.step(1);
    // The name alone may stand between label and bio.
    if let Some(name) =
        view.one().filter(|next| next.is_short() && recognise::is_name(next.text())).cloned()
    {
        if reading.story.bylines.is_empty() {
            reading.people(vec![Person::named(recognise::proper_case(name.text()))]);
        }
        reading.ledger.recognised("Author", name.text());
        view.step(1);
    }
    if let Some(next) = view.one().filter(|next| next.is_graf()).cloned() {
        take_bio(reading, view, next.text(), true);
    }
}

/// Takes a graf as the bio of its author; `false` when it is not one.
fn take_bio(reading: &mut Reading<'_>, view: &mut View, text: &str, labelled: bool) -> bool {
    let Some(person) = recognise::bio(&linked(text), &reading.story.bylines) else { return false };
    let known = reading
        .story
        .bylines
        .iter()
        .any(|known| known.name.to_lowercase() == person.name.to_lowercase());
    if !known && !reading.story.bylines.is_empty() && !labelled {
        return false;
    }
    let second = reading.story.bylines.iter_mut().find(|known| {
        known.name.to_lowercase() == person.name.to_lowercase() && !known.bio.is_blank()
    });
    if let Some(known) = second {
        // A bio of two grafs.
        known.bio.push(&RichText::plain(" "));
        known.bio.push(&person.bio);
    }
    reading.people(vec![person]);
    reading.ledger.push(
        Notice::new(NoticeKind::Recognised, "The last graf was read as the author’s bio")
            .at(Place::Bylines),
    );
    view.step(1);
    view.begin_tail();
    true
}

fn take_wire(reading: &mut Reading<'_>, view: &mut View, wire: WireSort, one: &Sorted) {
    let text = one.text();
    let is_page = view.whole() == Whole::Page;
    match wire {
        WireSort::Rule if reading.grafs > 0 && view.copy_follows() => {
            reading.put(BlockKind::Divider);
        }
        WireSort::Rule => reading.ledger.remove("rule", text),
        WireSort::End
            if is_page && reading.grafs > 0 && view.words_below() <= view.words_above() =>
        {
            reading.ledger.remove("end mark", text);
            view.begin_after_end();
        }
        WireSort::Note if is_page => {
            let label_alone = recognise::words(text) <= 4 && !text.contains([':', '@'])
                || text.trim_end().ends_with(':');
            reading.note(text);
            reading.ledger.recognised("Note to desk", &super::ledger::shortened(text));
            if label_alone && view.words_below() <= view.words_above() {
                view.begin_after_end();
            }
        }
        WireSort::End | WireSort::Count | WireSort::Code | WireSort::Slug(_) | WireSort::Start
            if is_page && !view.stands_between_copy() =>
        {
            reading.ledger.remove("wire mark", text);
        }
        _ => plain(reading, view, one),
    }
}

/// Below the end mark stand notes to editors and contacts; they are for the desk.
fn take_after_end(reading: &mut Reading<'_>, view: &mut View, one: &Sorted) -> bool {
    let text = one.text();
    match &one.sort {
        Sort::Graf if take_bio(reading, view, text, false) => true,
        Sort::Item => {
            reading.note(&format!("{} {text}", one.piece.marker));
            true
        }
        Sort::Graf
        | Sort::Short
        | Sort::Quote
        | Sort::Row
        | Sort::Wire(WireSort::Note | WireSort::Start)
        | Sort::AboutAuthor
        | Sort::Promo => {
            reading.note(text);
            true
        }
        _ => false,
    }
}

fn put_video(reading: &mut Reading<'_>, video: &VideoBox, label: &Sorted) {
    reading.ledger.remove("video player", label.text());
    reading.put(BlockKind::Embed(Embed {
        title: video.title.clone(),
        fallback: video.caption.clone(),
        ..Embed::default()
    }));
}

fn put_related(reading: &mut Reading<'_>, title: &str) {
    reading.put(BlockKind::Related(Link { title: title.to_owned(), url: String::new() }));
}

/// The first picture above the first graf leads the story.
fn put_figure(reading: &mut Reading<'_>, view: &View, figure: Figure) {
    let leads = view.whole() == Whole::Page && reading.grafs == 0 && reading.story.lead.is_none();
    if leads {
        reading.story.lead = Some(figure);
        return;
    }
    reading.put(BlockKind::Figure(Box::new(figure)));
}

fn linked_rich(text: RichText) -> RichText {
    let mut text = text;
    recognise::mark_bare_links(&mut text);
    text
}

/// A quote's words in blocks, where they are too long for one.
pub(super) fn put_quote(reading: &mut Reading<'_>, words: &str, attribution: &str) {
    let parts = in_parts(words);
    let last = parts.len().saturating_sub(1);
    for (at, part) in parts.into_iter().enumerate() {
        let attribution = if at == last { attribution.to_owned() } else { String::new() };
        reading.put(BlockKind::Quote(Quote { text: linked(part), attribution }));
    }
}

/// A label with nothing below it that it could be the label of.
pub(super) fn label_alone(
    reading: &mut Reading<'_>,
    view: &mut View,
    label: &Sorted,
    what: &'static str,
) {
    if view.stands_between_copy() || view.len() <= 2 {
        short(reading, view, label);
    } else {
        reading.ledger.remove(what, label.text());
    }
    view.step(1);
}
