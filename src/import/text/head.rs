//! The top of a page or wire copy: section, kicker, headline, standfirst, byline, dateline.

use super::gather::Part;
use super::headline::Signs;
use super::mail::Mail;
use super::page::{HeadEnd, content_places, end_of_head, listed_lines, menu_lines};
use super::reading::Reading;
use super::sort::{Sort, Sorted, WireSort};
use crate::import::recognise;
use crate::story::{Handle, Notice, NoticeKind, Person, RichText};

/// A headline has no more words than this.
const MOST_HEADLINE_WORDS: usize = 30;

/// Reads the head into the story and returns the parts of the body.
pub(super) fn read(
    reading: &mut Reading<'_>,
    mut parts: Vec<Part>,
    mail: Option<&Mail>,
) -> Vec<Part> {
    let end = end_of_head(&parts).unwrap_or(HeadEnd { anchor: None, first_copy: parts.len() });
    let body = parts.split_off(end.first_copy.min(parts.len()));
    let mut head = Head {
        anchor: end.anchor,
        content: content_places(&parts),
        signs: Signs::of(&parts, &body),
        ..Head::default()
    };
    let menu = menu_lines(&parts);
    let listed = listed_lines(&parts);
    for (at, part) in parts.into_iter().enumerate() {
        match part {
            Part::One(one) if menu.contains(&at) => reading.ledger.remove("navigation", one.text()),
            Part::One(one) if listed.contains(&at) => {
                reading.ledger.remove("list of other stories", one.text());
            }
            Part::One(one) => head.take(reading, at, one),
            video @ Part::Video(..) => head.passed.push(video),
        }
    }
    head.settle(reading, mail, !body.is_empty());
    let mut rest = head.passed;
    rest.extend(body);
    take_dateline(reading, &mut rest);
    rest
}

/// What the head is made of, until all of it has been seen.
#[derive(Default)]
struct Head {
    anchor: Option<usize>,
    content: Vec<usize>,
    signs: Signs,
    /// Lines that may be headline, kicker or standfirst, with their place.
    lines: Vec<(usize, Sorted)>,
    /// Names of sections that stood as lines.
    sections: Vec<(usize, String)>,
    headline: String,
    kicker: String,
    standfirst: Vec<String>,
    people: Vec<Person>,
    /// What belongs to the body.
    passed: Vec<Part>,
}

impl Head {
    fn take(&mut self, reading: &mut Reading<'_>, at: usize, one: Sorted) {
        let text = one.text().to_owned();
        match one.sort.clone() {
            Sort::Furniture(kind) => reading.ledger.remove(kind.name(), &text),
            Sort::RelativeTime => reading.ledger.remove("time since publication", &text),
            Sort::Rank => reading.ledger.remove("number", &text),
            Sort::Publication => reading.ledger.push(
                Notice::new(
                    NoticeKind::NotCarried,
                    format!("Publication line set aside: “{text}”"),
                )
                .keeping(vec![reading.ids.block(paragraph(&text))], None),
            ),
            Sort::Byline(people) => {
                reading.ledger.recognised("Byline", &text);
                self.people.extend(people);
            }
            Sort::Crumbs(crumbs) => self.crumbs(reading, crumbs, &text),
            Sort::Embargo(embargo) => take_embargo(reading, embargo, &text),
            Sort::Wire(wire) => self.wire(reading, at, wire, one),
            Sort::PlaceAndDate(dateline) => {
                reading.ledger.recognised("Dateline", &text);
                reading.story.dateline = dateline;
            }
            Sort::AboutAuthor => reading.ledger.remove("label", &text),
            Sort::Tags(tags) if tags.is_empty() => reading.ledger.remove("label", &text),
            Sort::Tags(tags) => {
                reading.ledger.recognised("Tags", &text);
                for tag in &tags {
                    reading.tag(tag);
                }
            }
            Sort::Video(title) if title.is_empty() => reading.ledger.remove("video player", &text),
            Sort::Related(title) if title.is_empty() => reading.ledger.remove("label", &text),
            Sort::Short | Sort::Promo | Sort::Graf | Sort::Quote | Sort::Item => {
                self.line(reading, at, one);
            }
            Sort::Row
            | Sort::SignOff(_)
            | Sort::Caption(..)
            | Sort::Picture(_)
            | Sort::Related(_)
            | Sort::Video(_)
            | Sort::Embed(_)
            | Sort::Clock => {
                self.passed.push(Part::One(one));
            }
        }
    }

    fn line(&mut self, reading: &mut Reading<'_>, at: usize, one: Sorted) {
        let text = one.text().to_owned();
        if text.starts_with('(') && text.ends_with(')') && self.people.is_empty() {
            reading.note(&text);
            reading.ledger.recognised("Note to desk", &text);
            return;
        }
        let below_byline = !self.people.is_empty() && self.anchor.is_some();
        if below_byline && self.describes_author(reading, &text) {
            return;
        }
        if recognise::is_section(&text) && one.is_short() {
            self.sections.push((at, text));
            return;
        }
        self.lines.push((at, one));
    }

    /// A line below the byline with the position, the outlet or an address of its last person.
    fn describes_author(&mut self, reading: &mut Reading<'_>, text: &str) -> bool {
        let Some(person) = self.people.last_mut() else { return false };
        let alone = !text.contains(char::is_whitespace);
        let what = if alone && text.starts_with('@') && text.len() > 1 {
            person.handles.push(Handle { network: String::new(), name: text.to_owned() });
            "Handle"
        } else if alone && text.contains('@') && !text.starts_with('@') {
            text.trim_start_matches("mailto:").clone_into(&mut person.email);
            "E-mail address"
        } else if person.role.is_empty()
            && recognise::is_role(text)
            && !recognise::is_name(text)
            && recognise::words(text) <= 7
        {
            text.clone_into(&mut person.role);
            "Position"
        } else if person.outlet.is_empty() && recognise::is_outlet(text) {
            text.clone_into(&mut person.outlet);
            "Outlet"
        } else {
            return false;
        };
        reading.ledger.recognised(what, text);
        true
    }

    fn crumbs(&mut self, reading: &mut Reading<'_>, crumbs: Vec<String>, text: &str) {
        reading.ledger.recognised("Section", text);
        let mut crumbs: Vec<String> =
            crumbs.into_iter().filter(|crumb| !recognise::lead_crumb_is_home(crumb)).collect();
        // The last line above the trail may be its first crumb: "Health" above "› Hospitals".
        if crumbs.len() == 1 && !self.sections.is_empty() {
            reading.tag(&crumbs.remove(0));
            return;
        }
        if reading.story.section.is_empty() && !crumbs.is_empty() {
            let leads = text.starts_with(['›', '»', '>', '→', '/']);
            let above = if leads { self.lines.pop() } else { None };
            match above {
                Some((_, one)) if recognise::words(one.text()) <= 3 => {
                    one.text().clone_into(&mut reading.story.section);
                }
                above => {
                    self.lines.extend(above);
                    reading.story.section = crumbs.remove(0);
                }
            }
        }
        for crumb in crumbs {
            // A trail may end in the headline.
            if recognise::words(&crumb) <= 4 {
                reading.tag(&crumb);
            }
        }
    }

    fn wire(&mut self, reading: &mut Reading<'_>, at: usize, wire: WireSort, one: Sorted) {
        let text = one.text().to_owned();
        match wire {
            WireSort::Slug(slug) => {
                if reading.story.slug.is_empty() {
                    reading.story.slug = slug;
                    reading.ledger.recognised("Slug", &text);
                } else {
                    reading.ledger.remove("wire header", &text);
                }
            }
            WireSort::Note => reading.note(&text),
            WireSort::Field(field, value) => {
                reading.ledger.recognised("Field", &text);
                match field {
                    "slug" => reading.story.slug = value,
                    "headline" => self.headline = value,
                    "standfirst" => self.standfirst.push(value),
                    "kicker" => self.kicker = value,
                    "section" => reading.story.section = value,
                    "dateline" => reading.story.dateline.place = value,
                    _ => self.people.extend(recognise::people(&value)),
                }
            }
            WireSort::Start => {
                // "News" above a headline is its section.
                if recognise::is_section(&text) {
                    self.sections.push((at, text));
                } else {
                    reading.ledger.remove("wire header", &text);
                }
            }
            WireSort::End | WireSort::Count | WireSort::Code | WireSort::Rule => {
                reading.ledger.remove("wire mark", &text);
            }
        }
    }

    /// Gives every line its field.
    fn settle(&mut self, reading: &mut Reading<'_>, mail: Option<&Mail>, has_body: bool) {
        self.find_bare_byline(reading);
        self.find_headline(reading, mail, has_body);
        self.settle_sections(reading);
        reading.story.headline = std::mem::take(&mut self.headline);
        reading.story.kicker = std::mem::take(&mut self.kicker);
        reading.story.standfirst = RichText::plain(self.standfirst.join(" "));
        reading.people(std::mem::take(&mut self.people));
    }

    /// Names alone beside the publication line, below the headline.
    fn find_bare_byline(&mut self, reading: &mut Reading<'_>) {
        let Some(anchor) = self.anchor.filter(|_| self.people.is_empty()) else { return };
        let place = |at: usize| self.content.get(at).copied().unwrap_or(0);
        let near = self.lines.iter().enumerate().skip(1).find(|(_, (at, one))| {
            one.is_short()
                && recognise::is_names(one.text())
                && place(*at).abs_diff(place(anchor)) <= 3
        });
        let Some(index) = near.map(|(index, _)| index) else { return };
        while let Some((_, one)) = self.lines.get(index) {
            let text = one.text().to_owned();
            if one.is_short() && recognise::is_names(&text) {
                reading.ledger.recognised("Byline", &text);
                self.people.extend(recognise::people(&text));
            } else if !self.describes_author(reading, &text) {
                break;
            }
            self.lines.remove(index);
        }
    }

    fn find_headline(&mut self, reading: &mut Reading<'_>, mail: Option<&Mail>, has_body: bool) {
        let lines = std::mem::take(&mut self.lines);
        let anchor = self.anchor.unwrap_or(usize::MAX);
        let fits = |one: &Sorted| {
            let words = recognise::words(one.text());
            let text = one.text();
            !matches!(one.sort, Sort::Item)
                && (1..=MOST_HEADLINE_WORDS).contains(&words)
                && !text.ends_with([',', ';', ':'])
                && !text.starts_with(char::is_lowercase)
        };
        let chosen = if self.headline.is_empty() {
            // A sentence is a headline only above the byline, and only when nothing else is.
            let sentence = || {
                lines.iter().position(|(at, one)| {
                    *at < anchor && self.anchor.is_some() && fits(one) && one.is_graf()
                })
            };
            self.signs.likeliest(&lines, anchor, fits).or_else(sentence)
        } else {
            None
        };
        if let Some((_, one)) = chosen.and_then(|index| lines.get(index)) {
            self.set_headline(reading, one.text());
        }
        if self.headline.is_empty()
            && let Some(mail) = mail
            && has_body
        {
            self.headline.clone_from(&mail.subject);
        }
        let headline_at = chosen.and_then(|index| lines.get(index)).map(|(at, _)| *at);
        for (index, (at, one)) in lines.into_iter().enumerate() {
            match chosen {
                Some(chosen) if index == chosen => {}
                Some(chosen) if index < chosen => {
                    self.above(reading, one, headline_at == Some(at + 1));
                }
                _ => self.below(reading, at, one),
            }
        }
    }

    fn set_headline(&mut self, reading: &mut Reading<'_>, text: &str) {
        let (headline, site) = recognise::without_site_name(text);
        headline.clone_into(&mut self.headline);
        if let Some(site) = site {
            let message = format!("Site name taken off the headline: “{site}”");
            reading.ledger.push(Notice::new(NoticeKind::Changed, message));
        }
    }

    /// A line above the headline: the kicker when it is short and next to it, the section when
    /// there is none and the kicker stands between, else nobody's.
    fn above(&mut self, reading: &mut Reading<'_>, one: Sorted, is_next: bool) {
        let text = one.text().to_owned();
        if self.signs.is_echoed(&text) && !recognise::is_section(&text) {
            reading.ledger.remove("name of the site", &text);
            return;
        }
        let has_date = text.split_whitespace().any(recognise::is_month)
            && text.contains(|l: char| l.is_ascii_digit());
        let fits = recognise::words(&text) <= 6
            && !has_date
            && !matches!(one.sort, Sort::Item | Sort::Graf);
        let is_site = recognise::is_outlet(&text) && recognise::words(&text) > 1;
        if fits && is_next && !is_site {
            self.kicker = text;
        } else {
            reading.ledger.remove("line above the headline", &text);
        }
    }

    /// A line below the headline: the standfirst, or the start of the body.
    fn below(&mut self, reading: &mut Reading<'_>, at: usize, one: Sorted) {
        let text = one.text().to_owned();
        let same = |line: &str| {
            let (line, _) = recognise::without_site_name(line);
            line.to_lowercase() == self.headline.to_lowercase()
        };
        if same(&text) {
            reading.ledger.remove("headline again", &text);
            return;
        }
        // "Hochwasser in Nordau Der Deich …": kicker and headline once more, in one line.
        if !self.headline.is_empty()
            && let Some(before) = text.strip_suffix(self.headline.as_str())
        {
            let before = before.trim().trim_end_matches(':').to_owned();
            if self.kicker.is_empty() && recognise::words(&before) <= 6 {
                self.kicker = before;
            }
            reading.ledger.remove("headline again", &text);
            return;
        }
        let above_anchor = self.anchor.is_some_and(|anchor| at < anchor);
        let says_something =
            recognise::words(&text) >= 5 || (above_anchor && recognise::words(&text) >= 3);
        let no_byline = self.anchor.is_none() && self.standfirst.is_empty();
        let below_anchor = !above_anchor
            && self.anchor.is_some()
            && self.standfirst.is_empty()
            && recognise::words(&text) >= 7;
        let is_standfirst = says_something
            && !self.headline.is_empty()
            && self.standfirst.len() < 3
            && !matches!(one.sort, Sort::Item)
            && (above_anchor || no_byline || below_anchor);
        if is_standfirst {
            self.standfirst.push(text);
        } else if above_anchor && recognise::is_outlet(&text) {
            reading.ledger.remove("name of the site", &text);
        } else {
            self.passed.push(Part::One(one));
        }
    }

    fn settle_sections(&mut self, reading: &mut Reading<'_>) {
        let mut names = std::mem::take(&mut self.sections).into_iter().map(|(_, name)| name);
        if reading.story.section.is_empty()
            && let Some(first) = names.next()
        {
            reading.story.section = first;
        }
        for name in names {
            let is_section = name.to_lowercase() == reading.story.section.to_lowercase();
            if is_section || reading.has_tag(&name) {
                reading.ledger.remove("section again", &name);
            } else {
                reading.tag(&name);
            }
        }
    }
}

fn paragraph(text: &str) -> crate::story::BlockKind {
    crate::story::BlockKind::Paragraph(RichText::plain(text))
}

/// Sets the embargo, and says what was not named.
pub(super) fn take_embargo(reading: &mut Reading<'_>, embargo: recognise::EmbargoTime, text: &str) {
    let Some(at) = embargo.at else {
        reading.note(text);
        let message =
            "The copy is under embargo, but day and time could not be read: set it by hand";
        reading.ledger.push(Notice::new(NoticeKind::Doubtful, message));
        return;
    };
    reading.story.embargo = Some(at);
    reading.ledger.recognised("Embargo", text);
    if !embargo.names_zone {
        let message = format!(
            "The embargo names no time zone and was read as {} UTC: check it",
            at.format("%d %B %Y, %H:%M")
        );
        reading.ledger.push(Notice::new(NoticeKind::Doubtful, message));
    }
}

/// Takes the dateline off the first graf.
fn take_dateline(reading: &mut Reading<'_>, parts: &mut [Part]) {
    let first = parts.iter_mut().take(12).find_map(|part| match part {
        Part::One(one) if one.is_graf() => Some(one),
        _ => None,
    });
    let Some(one) = first else { return };
    let language = reading.story.language.clone();
    let Some(read) = recognise::dateline(&RichText::plain(one.text()), &language) else { return };
    reading.ledger.recognised("Dateline", &read.verbatim);
    if reading.story.dateline.place.is_empty() {
        reading.story.dateline = read.dateline;
    }
    read.rest.as_str().clone_into(&mut one.piece.text);
}
