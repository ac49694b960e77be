//! Parts that belong together: lists, quotes, tables, tags, lists of other stories.

use super::body::put_quote;
use super::pieces::Form;
use super::reading::{Reading, linked};
use super::sort::{Sort, Sorted};
use super::view::View;
use crate::import::recognise;
use crate::import::recognise::Furniture;
use crate::story::{
    BlockKind, HeadingLevel, Link, List, ListItem, Notice, NoticeKind, Place, RichText, Table,
};

/// Lists longer than this are broken into several.
const MOST_ITEMS: usize = 500;
/// A list without bullets has no more items than this.
const MOST_UNMARKED: usize = 30;

/// Grafs set in or behind `>`, one below the other, are one quote.
pub(super) fn quote(reading: &mut Reading<'_>, view: &mut View) {
    let mut words: Vec<String> = Vec::new();
    let mut attribution = String::new();
    let mut form = Form::Indented;
    let first = view.at();
    while let Some(one) = view.one().filter(|one| matches!(one.sort, Sort::Quote)).cloned() {
        let text = one.text();
        form = one.piece.form;
        view.step(1);
        if let Some(name) = source(text).filter(|_| !words.is_empty()) {
            name.clone_into(&mut attribution);
            break;
        }
        let long = words.iter().map(String::len).sum::<usize>() > crate::import::LONGEST_TEXT_BYTES;
        if long {
            put_quote(reading, &words.join("\n"), "");
            words.clear();
        }
        words.push(text.to_owned());
    }
    // The source may stand below without an indent.
    if attribution.is_empty()
        && let Some(name) = view
            .one()
            .filter(|below| below.is_short())
            .and_then(|below| source(below.text()))
            .map(str::to_owned)
    {
        attribution = name;
        view.step(1);
    }
    if words.is_empty() {
        return;
    }
    put_quote(reading, &words.join("\n"), &attribution);
    for at in first..view.at() {
        if let Some(one) = view.one_at(at).cloned() {
            reading.tell_joins(&one.piece);
        }
    }
    let how =
        if form == Form::Quoted { "Passage behind “>” signs" } else { "Indented passage" };
    let mut notice = Notice::new(NoticeKind::Changed, format!("{how} kept as a quote"));
    notice.place = reading.last.map(Place::Block);
    reading.ledger.push(notice);
}

/// "— Ada Example, fisher": who a quote is by.
fn source(text: &str) -> Option<&str> {
    let name = ["—", "–", "--", "- ", "― "].iter().find_map(|dash| text.strip_prefix(dash))?.trim();
    let fits = recognise::words(name) <= 12
        && name.starts_with(char::is_uppercase)
        && !recognise::ends_a_sentence(name);
    fits.then_some(name)
}

/// Items behind bullets or numbers.
pub(super) fn items(reading: &mut Reading<'_>, view: &mut View) {
    let Some(first) = view.one().cloned() else { return };
    let mut run: Vec<Sorted> = Vec::new();
    while let Some(one) = view.one_at(view.at() + run.len()).filter(|one| {
        matches!(one.sort, Sort::Item)
            && one.piece.form == first.piece.form
            && same_mark(&first, one)
    }) {
        run.push(one.clone());
    }
    let furniture = run.iter().filter(|one| recognise::furniture(one.text()).is_some()).count();
    if furniture * 2 >= run.len().max(1) && view.len() > 2 {
        for one in &run {
            reading.ledger.remove("navigation", one.text());
        }
        view.step(run.len());
        return;
    }
    if !is_list(&first, &run, reading, view) {
        view.step(1);
        let text = format!("{} {}", first.piece.marker, first.text());
        let heads = first.piece.form == Form::Numbered && view_heads(&first, view);
        if heads {
            reading.put(BlockKind::Heading(HeadingLevel::Two, linked(&text)));
        } else {
            let piece = super::pieces::Piece { text, ..first.piece };
            reading.put_graf(&piece);
        }
        return;
    }
    view.step(run.len());
    let least = run.iter().map(|one| one.piece.indent).min().unwrap_or(0);
    for part in run.chunks(MOST_ITEMS) {
        let items = part
            .iter()
            .map(|one| ListItem {
                level: u8::try_from((one.piece.indent - least).div_ceil(3).min(5)).unwrap_or(5),
                text: linked(one.text()),
            })
            .collect();
        reading.put(BlockKind::List(List { ordered: first.piece.form == Form::Numbered, items }));
    }
    for one in &run {
        reading.tell_joins(&one.piece);
    }
}

fn same_mark(first: &Sorted, other: &Sorted) -> bool {
    first.piece.form == Form::Numbered
        || first.piece.marker == other.piece.marker
        || other.piece.indent != first.piece.indent
}

/// "12. November" at the start of a graf is no list, a dash before speech is none, nor is a
/// footnote's star.
fn is_list(first: &Sorted, run: &[Sorted], reading: &Reading<'_>, view: &View) -> bool {
    let intro = view
        .at()
        .checked_sub(1)
        .and_then(|at| view.one_at(at))
        .is_some_and(|above| above.text().trim_end().ends_with(':'));
    if first.piece.form == Form::Numbered {
        let value = |one: &Sorted| {
            let inner =
                one.piece.marker.trim_matches(|letter: char| !letter.is_alphanumeric()).to_owned();
            inner.parse::<u32>().ok().or_else(|| inner.bytes().next().map(u32::from))
        };
        let counts_up = run.windows(2).all(|pair| {
            let [one, next] = pair else { return true };
            matches!((value(one), value(next)), (Some(one), Some(next)) if next == one + 1 || next == 1)
        });
        return run.len() >= 2 && counts_up;
    }
    match first.piece.marker.as_str() {
        "—" => run.len() >= 2 && intro,
        "–" => run.len() >= 2 || intro,
        "*" => run.len() >= 2 || intro || reading.grafs == 0,
        "+" => run.len() >= 2,
        "-" => run.len() >= 2 || intro || view.len() > 1,
        _ => true,
    }
}

fn view_heads(first: &Sorted, view: &View) -> bool {
    recognise::is_subhead(first.text()) && view.one().is_some_and(Sorted::is_graf)
}

/// Lines below a graf that ends in a colon, up to the next graf: a list whose bullets were lost.
pub(super) fn unmarked_list(reading: &mut Reading<'_>, view: &mut View) {
    let mut run: Vec<Sorted> = Vec::new();
    let start = view.at() + 1;
    while run.len() < MOST_UNMARKED
        && let Some(one) = view.one_at(start + run.len())
    {
        let open = |one: &Sorted| one.text().trim_end().ends_with([';', ',']);
        let last =
            run.last().is_some_and(open) && one.is_graf() && recognise::words(one.text()) <= 40;
        if one.is_short()
            && !one.text().trim_end().ends_with('?')
            && recognise::words(one.text()) <= 25
        {
            run.push(one.clone());
        } else if last {
            run.push(one.clone());
            break;
        } else {
            break;
        }
    }
    if run.is_empty() {
        run = alike(view, start);
    }
    let follows = view.one_at(start + run.len());
    // The last line may be the next subhead.
    let subhead_last = run.len() >= 3
        && follows.is_some_and(Sorted::is_graf)
        && run
            .last()
            .is_some_and(|last| stands_apart(last, &run) && recognise::is_subhead(last.text()));
    if subhead_last {
        run.pop();
    }
    if run.len() < 2 {
        return;
    }
    view.step(run.len() + 1);
    let items = run.iter().map(|one| ListItem { level: 0, text: linked(one.text()) }).collect();
    reading.put(BlockKind::List(List { ordered: false, items }));
}

/// Three lines or more above the first graf that say something each: the key points, whose
/// bullets were lost. `false` when there are none.
pub(super) fn key_points(reading: &mut Reading<'_>, view: &mut View) -> bool {
    let mut run: Vec<Sorted> = Vec::new();
    while run.len() < MOST_UNMARKED
        && let Some(one) = view.one_at(view.at() + run.len()).filter(|one| {
            one.is_short()
                && (4..=25).contains(&recognise::words(one.text()))
                && !one.text().ends_with('?')
        })
    {
        run.push(one.clone());
    }
    let leads = view.one_at(view.at() + run.len()).is_some_and(Sorted::is_graf);
    if run.len() < 3 || !leads {
        return false;
    }
    view.step(run.len());
    let items = run.iter().map(|one| ListItem { level: 0, text: linked(one.text()) }).collect();
    reading.put(BlockKind::List(List { ordered: false, items }));
    true
}

/// Sentences that all begin with the same word: "In 1978 …", "In 1996 …", "In 2019 …".
fn alike(view: &View, start: usize) -> Vec<Sorted> {
    let first_word =
        |one: &Sorted| one.text().split_whitespace().next().unwrap_or_default().to_owned();
    let mut run: Vec<Sorted> = Vec::new();
    while run.len() < MOST_UNMARKED
        && let Some(one) = view.one_at(start + run.len()).filter(|one| {
            one.is_graf()
                && recognise::words(one.text()) <= 30
                && run.first().is_none_or(|first| first_word(first) == first_word(one))
        })
    {
        run.push(one.clone());
    }
    if run.len() >= 3 { run } else { Vec::new() }
}

/// Whether the last line of a run differs from the others: a blank line before it alone, or much
/// shorter than they are.
fn stands_apart(last: &Sorted, run: &[Sorted]) -> bool {
    let others = run.get(..run.len().saturating_sub(1)).unwrap_or_default();
    let gap = last.piece.gap && others.iter().skip(1).all(|one| !one.piece.gap);
    let words: usize = others.iter().map(|one| recognise::words(one.text())).sum();
    let shorter = recognise::words(last.text()) * 2 * others.len() <= words
        && recognise::words(last.text()) <= 4;
    let open = others.iter().all(|one| one.text().ends_with([';', ',']));
    let capitals = others.iter().all(|one| recognise::is_capitals(one.text()))
        && !recognise::is_capitals(last.text());
    let asks = last.text().ends_with('?') && others.iter().all(|one| !one.text().ends_with('?'));
    gap || shorter || open || capitals || asks
}

/// Rows with as many cells.
pub(super) fn table(reading: &mut Reading<'_>, view: &mut View) {
    let mut rows: Vec<Vec<RichText>> = Vec::new();
    let mut columns = 0;
    while let Some(one) = view.one().filter(|one| matches!(one.sort, Sort::Row)) {
        let cells: Vec<RichText> = one.text().split('\t').map(|cell| linked(cell.trim())).collect();
        if rows.is_empty() {
            columns = cells.len();
        } else if cells.len() != columns || rows.len() >= MOST_ITEMS {
            break;
        }
        rows.push(cells);
        view.step(1);
    }
    let digits = |row: &[RichText]| {
        row.iter().any(|cell| cell.as_str().contains(|l: char| l.is_ascii_digit()))
    };
    let has_header = rows.len() > 2
        && rows.first().is_some_and(|row| !digits(row))
        && rows.get(1).is_some_and(|row| digits(row));
    reading.put(BlockKind::Table(Table::new(rows, has_header, String::new())));
}

/// The label of tags alone: the short lines below are tags.
pub(super) fn tags(reading: &mut Reading<'_>, view: &mut View) {
    let Some(label) = view.one().cloned() else { return };
    let mut run: Vec<Sorted> = Vec::new();
    while run.len() < MOST_UNMARKED
        && let Some(one) = view.one_at(view.at() + 1 + run.len())
    {
        let text = one.text();
        let is_line = matches!(one.sort, Sort::Short | Sort::Item | Sort::Tags(_))
            && recognise::words(text) <= 5;
        let commas = one.is_short() && run.is_empty() && text.contains(',') && text.len() <= 200;
        let label_again = matches!(&one.sort, Sort::Tags(tags) if tags.is_empty());
        // Many names of places and sections are labels elsewhere on a page.
        let section = recognise::is_section(text)
            && matches!(one.sort, Sort::Furniture(Furniture::Navigation) | Sort::Wire(_));
        if !(is_line && !label_again || commas || section) {
            break;
        }
        run.push(one.clone());
    }
    let below = view.grafs_from(view.at() + 1 + run.len());
    if run.is_empty() || (run.len() == 1 && below > 2 && view.stands_between_copy()) {
        super::body::label_alone(reading, view, &label, "label");
        return;
    }
    let mut lines = vec![label.text().to_owned()];
    for one in &run {
        lines.push(one.text().to_owned());
        match &one.sort {
            Sort::Tags(tags) => tags.iter().for_each(|tag| reading.tag(tag)),
            _ => grown_apart(one.text())
                .iter()
                .flat_map(|part| part.split(','))
                .for_each(|tag| reading.tag(tag)),
        }
    }
    reading.ledger.recognised("Tags", &lines.join(" · "));
    view.step(run.len() + 1);
    view.begin_tail();
}

/// `PollutionAstronomyVillages` as three tags: two joints or more of a small letter and a capital.
fn grown_apart(line: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut before = ' ';
    for letter in line.chars() {
        if before.is_lowercase() && letter.is_uppercase() {
            parts.push(String::new());
        }
        if let Some(part) = parts.last_mut() {
            part.push(letter);
        }
        before = letter;
    }
    if parts.len() >= 3 && parts.iter().all(|part| part.chars().count() >= 4) {
        parts
    } else {
        vec![line.to_owned()]
    }
}

/// The label of related stories alone: the headlines below are links inside the story, or, below
/// its end, furniture.
pub(super) fn related(reading: &mut Reading<'_>, view: &mut View) {
    let Some(label) = view.one().cloned() else { return };
    let mut run = headlines(view, view.at() + 1);
    let inside = view.grafs_from(view.at() + 1 + run.len()) > 0;
    if inside && run.len() >= 2 {
        let last_is_subhead = run
            .last()
            .is_some_and(|last| stands_apart(last, &run) && recognise::is_subhead(last.text()));
        if last_is_subhead {
            run.pop();
        }
    }
    if run.is_empty() {
        super::body::label_alone(reading, view, &label, "label");
        return;
    }
    if !inside {
        take_list(reading, view, "list of other stories");
        return;
    }
    reading.ledger.remove("label of related stories", label.text());
    for one in &run {
        reading.put(BlockKind::Related(Link { title: one.text().to_owned(), url: String::new() }));
    }
    view.step(run.len() + 1);
}

fn headlines(view: &View, from: usize) -> Vec<Sorted> {
    let mut run = Vec::new();
    while let Some(one) = view.one_at(from + run.len()).filter(|one| {
        matches!(one.sort, Sort::Short | Sort::Promo | Sort::Item)
            && recognise::words(one.text()) >= 2
            && run.len() < 12
    }) {
        run.push(one.clone());
    }
    run
}

/// A list of other stories under its label, all of it furniture; `false` when no list follows.
pub(super) fn other_stories(
    reading: &mut Reading<'_>,
    view: &mut View,
    what: &'static str,
) -> bool {
    let next =
        view.next_one().is_some_and(|next| is_teaser_line(next) || matches!(next.sort, Sort::Item));
    if !next && !view.next_is_video() {
        return false;
    }
    take_list(reading, view, what);
    true
}

fn is_teaser_line(one: &Sorted) -> bool {
    matches!(
        one.sort,
        Sort::Short
            | Sort::Rank
            | Sort::RelativeTime
            | Sort::Publication
            | Sort::Promo
            | Sort::Byline(_)
            | Sort::Item
            | Sort::Crumbs(_)
            | Sort::Clock
            | Sort::Video(_)
            | Sort::Caption(..)
            | Sort::Related(_)
    ) || matches!(one.sort, Sort::Furniture(kind) if kind != Furniture::MostRead)
}

/// Takes out a label and its list. A graf ends the list, unless headlines and grafs alternate as
/// teasers do; the short line before such a graf is the story's next subhead.
fn take_list(reading: &mut Reading<'_>, view: &mut View, what: &'static str) {
    let start = view.at();
    let mut end = start + 1;
    let mut titles: Vec<usize> = Vec::new();
    let mut since_graf = 0;
    let mut times = false;
    while view.comments() != Some(end) {
        let Some(one) = view.one_at(end) else {
            if view.has_part(end) {
                end += 1;
                continue;
            }
            break;
        };
        if one.is_graf() {
            let next_is_line = view.one_at(end + 1).is_some_and(is_teaser_line);
            let then_graf = view
                .one_at(end + 2)
                .is_some_and(|one| one.is_graf() || matches!(one.sort, Sort::RelativeTime));
            let beside_time =
                view.one_at(end + 1).is_some_and(|one| matches!(one.sort, Sort::RelativeTime))
                    || times
                        && view
                            .one_at(end - 1)
                            .is_some_and(|one| matches!(one.sort, Sort::RelativeTime))
                        && since_graf == 1
                        && next_is_line;
            let alternates =
                since_graf == 1 && next_is_line && then_graf && view.grafs_from(end) <= 8;
            let last_teaser = since_graf == 1
                && !view.has_part(end + 1)
                && titles.len() >= 2
                && end - start > titles.len() + 1;
            if !(beside_time || alternates || last_teaser) {
                break;
            }
            since_graf = 0;
            end += 1;
            continue;
        }
        if !is_teaser_line(one) {
            break;
        }
        if matches!(one.sort, Sort::Short | Sort::Promo | Sort::Item) {
            titles.push(end);
            since_graf += 1;
        }
        times |= matches!(one.sort, Sort::RelativeTime);
        end += 1;
    }
    // The story goes on: its subhead goes with it.
    let goes_on = view.one_at(end).is_some_and(Sorted::is_graf);
    if goes_on && titles.len() >= 2 && titles.last() == Some(&(end - 1)) {
        let run: Vec<Sorted> = titles.iter().filter_map(|at| view.one_at(*at).cloned()).collect();
        if run
            .last()
            .is_some_and(|last| stands_apart(last, &run) && recognise::is_subhead(last.text()))
        {
            end -= 1;
        }
    }
    for at in start..end {
        for line in view.words_at(at) {
            reading.ledger.remove(what, &line);
        }
    }
    view.go_to(end);
    if !goes_on {
        view.begin_tail();
    }
}
