//! Plain text in the shape of a wire story: slug, headline, byline, dateline, grafs, and the
//! captions at the end.
//!
//! Must not know: the other formats.

use super::html::{DESK_ONLY, UNSAFE_LINK};
use super::page::{
    BodyPart, FooterPart, HeaderPart, Item, Page, Picture, Prose, Quotation, Target, said, tidy,
    who,
};
use super::report::{
    BlockField, Fate, Field, MarkField, PersonField, PictureField, carried_as, lost,
};
use super::{File, Leaf, Options, Written};
use crate::story::{Person, Story, Table};

/// The format.
pub(super) const LEAF: Leaf =
    Leaf { word: "text", label: "Plain text", extension: "txt", is_folder: false, write, fate };

fn write(story: &Story, options: &Options<'_>) -> Written {
    let page = Page::of(story, options.credit_line);
    let mut grafs: Vec<String> =
        said(&story.slug).map(|slug| slug.to_uppercase()).into_iter().collect();
    grafs.extend(page.header.iter().map(|part| header(part, &page)));
    grafs.extend(self::grafs(&page));
    for part in &page.footer {
        footer(part, &page, &mut grafs);
    }
    let captions: Vec<_> = page.pictures().filter_map(caption).collect();
    if !captions.is_empty() {
        grafs.push(page.words.pictures.to_uppercase());
        grafs.extend(captions);
    }
    let mut text = tidy(&grafs.join("\n\n")).into_owned();
    text.push('\n');
    (vec![File { path: "story.txt".to_owned(), bytes: text.into_bytes() }], Vec::new())
}

/// The grafs of the body, without captions.
pub(super) fn grafs(page: &Page<'_>) -> Vec<String> {
    page.body.iter().filter_map(|block| body(&block.part)).collect()
}

fn header(part: &HeaderPart<'_>, page: &Page<'_>) -> String {
    match part {
        HeaderPart::Section(text) | HeaderPart::Kicker(text) | HeaderPart::Headline(text) => {
            (*text).to_owned()
        }
        HeaderPart::Standfirst(words) => words.as_str().to_owned(),
        HeaderPart::Byline(people) => {
            let people: Vec<_> = people.iter().map(|person| who(person).join(", ")).collect();
            format!("{} {}", page.words.by, page.words.row(&people))
        }
        HeaderPart::Dateline { place, date } => {
            let date = date.map(|date| page.words.date(date));
            let parts: Vec<_> =
                said(place).map(str::to_uppercase).into_iter().chain(date).collect();
            parts.join(", ")
        }
        HeaderPart::Updated(at) => format!("{} {}", page.words.updated, page.words.time(*at)),
    }
}

fn body(part: &BodyPart<'_>) -> Option<String> {
    Some(match part {
        BodyPart::Paragraph(words) | BodyPart::Heading { words, .. } => words.as_str().to_owned(),
        BodyPart::Quote(quote) | BodyPart::PullQuote(quote) => quotation(quote),
        BodyPart::List { ordered, items } => list(*ordered, items),
        BodyPart::Embed { target, provider, fallback } => {
            let provider = said(provider).map(|provider| format!("({provider})"));
            let first = std::iter::once(address(target)).chain(provider);
            let first = first.collect::<Vec<_>>().join(" ");
            match said(fallback) {
                Some(fallback) => format!("{first}\n{fallback}"),
                None => first,
            }
        }
        BodyPart::Related(target) | BodyPart::Promo(target) => address(target),
        BodyPart::Table(shown) => table(shown),
        BodyPart::Divider => "***".to_owned(),
        // Captions stand at the end.
        BodyPart::Figure(_) | BodyPart::Gallery(_) => return None,
    })
}

fn footer(part: &FooterPart<'_>, page: &Page<'_>, grafs: &mut Vec<String>) {
    match part {
        FooterPart::Notes(notes) => grafs.extend(notes.iter().map(|note| {
            let (kind, at) = (page.words.note(note.kind), page.words.time(note.at));
            format!("{kind} ({at}): {}", note.text)
        })),
        FooterPart::Authors(people) => grafs.extend(people.iter().filter_map(|it| author(it))),
        FooterPart::Tags(tags) => grafs.push(format!("{}: {}", page.words.tags, tags.join(", "))),
        FooterPart::Related(stories) => {
            grafs.push(page.words.related.to_uppercase());
            let lines: Vec<_> = stories.iter().map(address).collect();
            grafs.push(lines.join("\n"));
        }
    }
}

/// Who somebody is and where to reach them.
fn author(person: &Person) -> Option<String> {
    let bio = said(person.bio.as_str()).map(str::to_owned);
    let handles = person.handles.iter().filter_map(|handle| {
        let name = said(&handle.name)?;
        Some(match said(&handle.network) {
            Some(network) => format!("{name} ({network})"),
            None => name.to_owned(),
        })
    });
    let links = person.links.iter().filter_map(|link| said(link)).map(str::to_owned);
    let reach: Vec<_> =
        said(&person.email).map(str::to_owned).into_iter().chain(handles).chain(links).collect();
    let reach = (!reach.is_empty()).then(|| reach.join(", "));
    let lines: Vec<_> = bio.into_iter().chain(reach).collect();
    let name = said(&person.name).map(str::to_owned);
    (!lines.is_empty()).then(|| name.into_iter().chain(lines).collect::<Vec<_>>().join("\n"))
}

fn quotation(quote: &Quotation<'_>) -> String {
    let lines = quote.words.as_str().lines().filter(|line| !line.trim().is_empty());
    let mut lines: Vec<_> = lines.map(|line| format!("> {line}")).collect();
    if !quote.attribution.is_empty() {
        lines.push(format!("> — {}", quote.attribution));
    }
    lines.join("\n")
}

fn list(ordered: bool, items: &[Item<'_>]) -> String {
    let mut numbers: Vec<usize> = Vec::new();
    let lines = items.iter().map(|item| {
        let level = usize::from(item.level);
        numbers.resize(level + 1, 0);
        if let Some(number) = numbers.last_mut() {
            *number += 1;
        }
        let marker = match numbers.last() {
            Some(number) if ordered => format!("{number}."),
            _ => "-".to_owned(),
        };
        format!("{}{marker} {}", "  ".repeat(level), item.words.as_str())
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn table(table: &Table) -> String {
    let rows = table.rows().iter().map(|row| {
        let cells: Vec<_> =
            row.iter().map(|cell| Prose::of(cell).as_str().replace(['\n', '\t'], " ")).collect();
        cells.join("\t")
    });
    let caption = said(&table.caption).map(str::to_owned);
    caption.into_iter().chain(rows).collect::<Vec<_>>().join("\n")
}

/// Words with their address, which plain text has to spell out.
fn address(target: &Target<'_>) -> String {
    match &target.href {
        Some(href) if **href != *target.title => format!("{} ({href})", target.title),
        _ => target.title.to_owned(),
    }
}

fn caption(picture: &Picture<'_>) -> Option<String> {
    let words: Vec<_> =
        [picture.caption.as_str(), &picture.credit].into_iter().filter_map(said).collect();
    (!words.is_empty()).then(|| format!("{}. {}", picture.number, words.join(" ")))
}

#[expect(clippy::match_same_arms, reason = "the arms follow the parts of a story")]
fn fate(field: Field, _: &Story, _: &Options<'_>) -> Fate {
    match field {
        Field::Slug => carried_as("the first line, in capitals"),
        Field::DatelinePlace => carried_as("capitals"),
        Field::Standfirst => carried_as("words without marks"),
        Field::Section
        | Field::Kicker
        | Field::Headline
        | Field::DatelineDate
        | Field::Updated
        | Field::TagName
        | Field::RelatedStory
        | Field::Note(_) => Fate::Carried,
        Field::RelatedWithoutAddress => carried_as("words without an address"),
        Field::Person(PersonField::Portrait(_)) => lost("plain text has no pictures"),
        Field::Person(_) => Fate::Carried,
        Field::Language => lost("plain text does not name its language"),
        Field::WebHeadline | Field::SocialHeadline | Field::PushHeadline => {
            lost("plain text has one headline")
        }
        Field::TagCode => lost("plain text names tags, without their codes"),
        Field::Id
        | Field::Created
        | Field::Status
        | Field::Embargo
        | Field::Deadline
        | Field::TargetWords
        | Field::SourceUrl
        | Field::Internal => lost(DESK_ONLY),
        Field::Picture(_, part) => picture_fate(part),
        Field::Block(block) => block_fate(block),
        Field::Mark(MarkField::Link | MarkField::LinkTitle) => {
            lost("plain text has no links; their words stay")
        }
        Field::Mark(_) => lost("plain text has no marks; the words stay"),
        Field::UnsafeLink => lost(UNSAFE_LINK),
    }
}

fn picture_fate(part: PictureField) -> Fate {
    use PictureField as P;
    match part {
        P::Caption | P::Credit | P::UnparsedCredit => carried_as("a line at the end"),
        P::CreditVerbatim => lost("the line in house format stands in its place"),
        P::File(_) | P::Alt | P::Decorative | P::NotDescribed | P::FocalPoint | P::Crops => {
            lost("plain text has no pictures")
        }
        P::Expiry | P::Provenance | P::SourceType | P::FileCopyright | P::Persons => {
            lost("plain text has no place for it")
        }
        P::UsageTerms | P::FileSays | P::SourceUrl => lost(DESK_ONLY),
    }
}

fn block_fate(block: BlockField) -> Fate {
    use BlockField as B;
    match block {
        B::Heading | B::SkippedHeading => carried_as("a line of its own"),
        B::Quote | B::PullQuote => carried_as("lines with > before them"),
        B::SkippedList => carried_as("a list at levels that leave none out"),
        B::Gallery => carried_as("captions at the end"),
        B::Embed | B::Related | B::Promo => carried_as("words with the address behind them"),
        B::RelatedWithoutAddress | B::PromoWithoutAddress => carried_as("words without an address"),
        B::UnsafeEmbedUrl => lost(UNSAFE_LINK),
        B::Table => carried_as("lines with tabs between the cells"),
        B::TableCaption => carried_as("a line above the table"),
        B::Divider => carried_as("three asterisks"),
        B::Paragraph | B::List | B::EmbedUrl => Fate::Carried,
    }
}
