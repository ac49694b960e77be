//! The shape of a page: whether a text is one, where its head ends, what in it is a menu.

use super::gather::Part;
use super::sort::{Sort, Sorted, WireSort};
use crate::import::recognise::{self, Furniture};
use crate::story::{Language, RichText};

/// The byline is looked for among so many lines that are no furniture.
const HEAD_LINES: usize = 40;
/// So many short lines one below the other are a menu.
const MENU_LINES: usize = 4;

/// Whether a piece from the clipboard is a whole page: a byline or publication line, or the
/// marks of a wire, near its top, with a headline beside it and copy below.
pub(super) fn is_page(parts: &[Part]) -> bool {
    let Some(end) = end_of_head(parts) else { return false };
    let Some((head, _)) = parts.split_at_checked(end.first_copy) else { return false };
    let has_line = ones(head).any(|one| {
        matches!(one.sort, Sort::Short | Sort::Promo | Sort::Graf | Sort::Quote)
            && recognise::words(one.text()) >= 3
            || matches!(one.sort, Sort::Wire(WireSort::Field(..)))
    });
    let by_wire = matches!(parts.get(end.first_copy), Some(Part::One(one)) if one.is_graf()
        && recognise::dateline(&RichText::plain(one.text()), &Language::default()).is_some_and(|read| read.agency.is_some() || read.dateline.date.is_some()));
    let marked = end.anchor.is_some()
        || by_wire
        || ones(head).any(|one| {
            matches!(
                one.sort,
                Sort::Embargo(_) | Sort::Wire(WireSort::Slug(_) | WireSort::Field("headline", _))
            ) || matches!(one.sort, Sort::Wire(WireSort::Start))
                && recognise::words(one.text()) >= 2
        });
    marked && has_line
}

pub(super) fn ones(parts: &[Part]) -> impl Iterator<Item = &Sorted> {
    parts.iter().filter_map(|part| match part {
        Part::One(one) => Some(one),
        Part::Video(..) => None,
    })
}

/// Where the head ends.
pub(super) struct HeadEnd {
    /// The last line of byline and publication.
    pub(super) anchor: Option<usize>,
    /// Where the copy begins.
    pub(super) first_copy: usize,
}

/// Where the head ends; `None` for a text without copy.
pub(super) fn end_of_head(parts: &[Part]) -> Option<HeadEnd> {
    let is_copy = |part: &Part| matches!(part, Part::One(one) if is_head_copy(one));
    let mut grafs = 0;
    let mut seen = 0;
    let mut anchor = None;
    let mut has_byline = false;
    let mut below = 0;
    for (at, part) in parts.iter().enumerate() {
        let Part::One(one) = part else { continue };
        match &one.sort {
            Sort::Furniture(_) | Sort::RelativeTime | Sort::Rank => continue,
            Sort::Byline(_) if grafs <= 2 => {
                anchor = Some(at);
                has_byline = true;
            }
            Sort::Publication | Sort::PlaceAndDate(_)
                if grafs <= 2 && !(anchor.is_some() && below > 0) =>
            {
                anchor = Some(at);
            }
            Sort::Graf | Sort::Quote => {
                // A standfirst may stand between publication line and byline.
                if anchor.is_some() {
                    below += 1;
                }
                if grafs >= 2 || has_byline || below > 1 {
                    break;
                }
                grafs += 1;
            }
            _ => {}
        }
        seen += 1;
        if seen > HEAD_LINES {
            break;
        }
    }
    let after = |from: usize| {
        parts.iter().enumerate().skip(from).find(|(_, part)| is_copy(part)).map(|(at, _)| at)
    };
    // A byline below the copy does not part head and body.
    match anchor.and_then(|anchor| after(anchor + 1).map(|first_copy| (anchor, first_copy))) {
        Some((anchor, first_copy)) => Some(HeadEnd { anchor: Some(anchor), first_copy }),
        None => after(0).map(|first_copy| HeadEnd { anchor: None, first_copy }),
    }
}

/// A menu may come with bullets, so that a short item is no copy yet.
fn is_head_copy(one: &Sorted) -> bool {
    match one.sort {
        Sort::Item | Sort::Quote => recognise::words(one.text()) >= 5,
        Sort::Row => true,
        _ => one.is_graf(),
    }
}

/// Places of lines in lists of other stories above the headline: those between the label of such a
/// list and the next furniture.
pub(super) fn listed_lines(parts: &[Part]) -> Vec<usize> {
    let mut listed = Vec::new();
    let mut run: Option<Vec<usize>> = None;
    for (at, part) in parts.iter().enumerate() {
        let Part::One(one) = part else {
            run = None;
            continue;
        };
        match &one.sort {
            Sort::Furniture(Furniture::MostRead) => run = Some(Vec::new()),
            Sort::Furniture(_) => listed.extend(run.take().unwrap_or_default()),
            Sort::Short | Sort::Promo | Sort::Item => {
                if let Some(run) = &mut run {
                    run.push(at);
                }
            }
            Sort::RelativeTime | Sort::Rank => {}
            _ => run = None,
        }
    }
    listed
}

/// Places of lines that make a menu: four short ones or more in a row, none of them a headline.
pub(super) fn menu_lines(parts: &[Part]) -> Vec<usize> {
    let mut menu = Vec::new();
    let mut run: Vec<usize> = Vec::new();
    let is_short = |part: &Part| match part {
        Part::One(one) => match &one.sort {
            Sort::Short | Sort::Item => recognise::words(one.text()) <= 3,
            Sort::Video(title) => title.is_empty(),
            Sort::Furniture(_) => true,
            Sort::Wire(WireSort::Start) | Sort::Tags(_) => recognise::words(one.text()) <= 1,
            _ => false,
        },
        Part::Video(..) => false,
    };
    for (at, part) in parts.iter().enumerate() {
        if is_short(part) {
            run.push(at);
            continue;
        }
        close_menu(parts, &mut run, &mut menu);
    }
    close_menu(parts, &mut run, &mut menu);
    menu
}

fn close_menu(parts: &[Part], run: &mut Vec<usize>, menu: &mut Vec<usize>) {
    let run = std::mem::take(run);
    let is_line = |at: &&usize| matches!(parts.get(**at), Some(Part::One(one)) if matches!(one.sort, Sort::Short | Sort::Item | Sort::Wire(WireSort::Start)));
    let mut lines: Vec<usize> = run.iter().filter(is_line).copied().collect();
    let name = |at: usize| match parts.get(at) {
        Some(Part::One(one)) => one.text(),
        _ => "",
    };
    let sections = lines.iter().filter(|at| recognise::is_section(name(**at))).count();
    if lines.len() < MENU_LINES || sections * 2 < lines.len() {
        return;
    }
    // Right above the headline stand the page's own section and its kicker.
    let is_last = |lines: &[usize]| lines.last().copied().filter(|last| run.last() == Some(last));
    let mut kicker = None;
    if let Some(last) = is_last(&lines)
        && !recognise::is_section(name(last))
    {
        kicker = lines.pop();
    }
    if let Some(last) = lines.last().copied()
        && (run.last() == Some(&last) || kicker == Some(last + 1))
        && recognise::is_section(name(last))
    {
        let above = last.checked_sub(1).filter(|above| run.contains(above));
        let gap = matches!(parts.get(last), Some(Part::One(one)) if one.piece.gap);
        let apart = gap
            || recognise::is_capitals(name(last))
            || above.is_some_and(|above| {
                !lines.contains(&above) || !recognise::is_section(name(above))
            });
        if apart {
            lines.pop();
        }
    }
    menu.extend(lines);
}

/// The number of each part, not counting furniture, so that buttons between two lines do not
/// part them.
pub(super) fn content_places(parts: &[Part]) -> Vec<usize> {
    let mut count = 0;
    parts
        .iter()
        .map(|part| {
            let is_furniture = matches!(part, Part::One(one) if matches!(one.sort, Sort::Furniture(_) | Sort::RelativeTime | Sort::Rank));
            count += usize::from(!is_furniture);
            count
        })
        .collect()
}
