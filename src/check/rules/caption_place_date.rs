//! A caption that does not say where or when.

use crate::check::captions::{has_date, has_year, is_of_a_picture, people};
use crate::check::found::{Found, Spot};
use crate::check::names::mentions;
use crate::check::rule::{Look, Rule};
use crate::check::rules::caption_thin::is_thin;
use crate::check::settings::CaptionNeeds;
use crate::check::view::{FigureView, Reading, Role, StoryView, Text, Tongue};
use crate::check::{Group, Level};
use crate::story::{Marker, SourceType, TextAt};

pub(super) const RULE: Rule = Rule {
    id: "caption-place-date",
    group: Group::Captions,
    level: Level::Advice,
    what: "A caption does not say where or when the picture was taken.",
    why: "Without it a picture of last year passes for one of today.",
    source: "AP caption practice: place and full date in the first sentence. The house may ask for less.",
    wrong: "Travelers sleep in the terminal on Sunday night.",
    right: "Travelers sleep in the terminal in Aurora Heights, Colo., on Sunday, Dec. 20, 2026.",
    looks: &[Look::Story(look)],
};

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    let needs = needs(view.reading);
    if needs == CaptionNeeds::Nothing || view.reading.tongue == Tongue::Other {
        return;
    }
    for (at, figure) in view.story.figures() {
        let Some(text) = view.text(TextAt::Caption(at), Role::Caption) else { continue };
        let view = FigureView { at, figure };
        if !view.has_picture()
            || is_drawn(&view)
            || is_of_a_picture(text.words)
            || text.words.trim().is_empty()
            || is_thin(&text)
        {
            continue;
        }
        if let Some(message) = lacks(&text, needs) {
            let all = 0..text.words.trim_end().len();
            found.add(Spot::words(&text, all, message));
        }
    }
}

fn needs(reading: Reading<'_>) -> CaptionNeeds {
    let tag = reading.language.tag();
    match reading.settings.caption_needs {
        CaptionNeeds::ByLanguage
            if tag.eq_ignore_ascii_case("en-us") || tag.eq_ignore_ascii_case("en-ca") =>
        {
            CaptionNeeds::PlaceAndDate
        }
        needs => needs,
    }
}

fn lacks(text: &Text<'_>, needs: CaptionNeeds) -> Option<&'static str> {
    let (date, year) = (has_date(text.words), has_year(text.words));
    match (needs, has_place(text)) {
        (CaptionNeeds::PlaceAndDate, false) if !year => Some("Say where, and on which date."),
        (CaptionNeeds::PlaceAndDate, _) if !year => Some("Say on which date, with the year."),
        (CaptionNeeds::PlaceAndDate, false) => Some("Say where the picture was taken."),
        (CaptionNeeds::Date, _) if !date => Some("Say when the picture was taken."),
        (CaptionNeeds::ByLanguage, false) if !date => {
            Some("Say where or when the picture was taken.")
        }
        _ => None,
    }
}

/// Any name that is not a person’s may be a place.
fn has_place(text: &Text<'_>) -> bool {
    let people = people(text);
    let is_place = |range: &std::ops::Range<usize>| people.iter().all(|it| it.range != *range);
    mentions(std::slice::from_ref(text)).iter().any(|it| is_place(&it.range))
}

/// Drawings and pictures of a machine were never anywhere.
fn is_drawn(view: &FigureView<'_>) -> bool {
    view.figure.credit.markers.contains(&Marker::Illustration)
        || view.figure.credit.markers.contains(&Marker::Courtesy)
        || !matches!(view.figure.source_type, SourceType::Unknown | SourceType::Captured)
}
