//! Markdown: `CommonMark` below a front matter in YAML. Tables are those of GitHub's flavour.
//!
//! Must not know: the other formats, but where pictures lie on the web.

mod front;
mod inline;

use super::fragment::file_fate;
use super::html::{Address, DESK_ONLY, NOT_DESCRIBED, UNSAFE_ADDRESS, UNSAFE_LINK};
use super::page::{BodyPart, FooterPart, Item, Page, Picture, Prose, Quotation, Target, said};
use super::pictures::{self, Offer, Offered};
use super::report::{
    BlockField, Fate, Field, MarkField, PersonField, PictureField, Seat, carried_as, lost,
};
use super::{File, Leaf, Options, Written};
use crate::story::{RichText, Story, Table};
use inline::{Within, link, plain, prose};

/// The format.
pub(super) const LEAF: Leaf =
    Leaf { word: "markdown", label: "Markdown", extension: "md", is_folder: false, write, fate };

fn write(story: &Story, options: &Options<'_>) -> Written {
    let page = Page::of(story, options.credit_line);
    let address = Address::of_story(story, options);
    let mut text = front::matter(story, options);
    let files = Files { address: &address, options };
    for block in blocks(&page, files) {
        text.push('\n');
        text.push_str(&block);
        text.push('\n');
    }
    let named = |offer: &Offer, file: &Offered| file.path == offer.widest().path;
    let beside = pictures::beside(page.pictures(), options, &named);
    (vec![File { path: "story.md".to_owned(), bytes: text.into_bytes() }], beside)
}

/// Where the files of pictures lie.
#[derive(Clone, Copy)]
struct Files<'a> {
    address: &'a Address,
    options: &'a Options<'a>,
}

/// The blocks below the front matter, without the empty lines between them.
fn blocks(page: &Page<'_>, files: Files<'_>) -> Vec<String> {
    let mut blocks: Vec<String> = page.lead.iter().map(|lead| picture(lead, files)).collect();
    let mut after_list = false;
    for shown in &page.body {
        let is_list = matches!(shown.part, BodyPart::List { .. });
        if is_list && after_list {
            // Two lists in a row would be read as one.
            blocks.push("<!-- -->".to_owned());
        }
        after_list = is_list;
        blocks.push(block(&shown.part, files));
    }
    for part in &page.footer {
        match part {
            FooterPart::Notes(notes) => blocks.extend(notes.iter().map(|note| {
                let (kind, at) = (page.words.note(note.kind), page.words.time(note.at));
                format!("**{kind}**, {at}: {}", plain(&note.text, Within::Graf))
            })),
            FooterPart::Related(stories) => {
                blocks.push(format!("## {}", page.words.related));
                let lines: Vec<_> =
                    stories.iter().map(|story| format!("- {}", target(story))).collect();
                blocks.push(lines.join("\n"));
            }
            // The front matter has them.
            FooterPart::Authors(_) | FooterPart::Tags(_) => {}
        }
    }
    blocks
}

fn block(part: &BodyPart<'_>, files: Files<'_>) -> String {
    match part {
        BodyPart::Paragraph(words) => prose(*words, Within::Graf),
        BodyPart::Heading { level, words } => {
            let words = prose(*words, Within::Line);
            // Closing hashes would be taken for decoration.
            let words = match words.strip_suffix('#') {
                Some(rest) => format!("{rest}\\#"),
                None => words,
            };
            format!("{} {words}", "#".repeat(usize::from(*level)))
        }
        BodyPart::Quote(quote) | BodyPart::PullQuote(quote) => quotation(quote),
        BodyPart::List { ordered, items } => list(*ordered, items),
        BodyPart::Figure(shown) => picture(shown, files),
        BodyPart::Gallery(pictures) => {
            let pictures: Vec<_> = pictures.iter().map(|shown| picture(shown, files)).collect();
            pictures.join("\n\n")
        }
        BodyPart::Embed { target: to, provider, fallback } => {
            let mut text = target(to);
            if !provider.is_empty() {
                text = format!("{text} ({})", plain(provider, Within::Line));
            }
            if !fallback.is_empty() {
                text = format!("{text}\n\n{}", plain(fallback, Within::Graf));
            }
            text
        }
        BodyPart::Related(to) | BodyPart::Promo(to) => target(to),
        BodyPart::Table(shown) => table(shown),
        BodyPart::Divider => "***".to_owned(),
    }
}

fn picture(picture: &Picture<'_>, files: Files<'_>) -> String {
    let image = Offer::whole(picture.figure, files.options).map(|offer| {
        let src = inline::destination(&files.address.of(&offer.widest().path), "");
        format!("![{}]({src})", plain(picture.alt.text(), Within::Line))
    });
    let caption = Some(prose(picture.caption, Within::Graf)).filter(|text| !text.is_empty());
    let credit = said(&picture.credit).map(|text| plain(text, Within::Line));
    let words: Vec<_> = caption.into_iter().chain(credit).collect();
    let words = Some(words.join(" ")).filter(|text| !text.is_empty());
    // A hard break keeps the caption in the graf of its picture.
    let lines: Vec<_> = image.into_iter().chain(words).collect();
    lines.join("\\\n")
}

fn quotation(quote: &Quotation<'_>) -> String {
    let mut grafs: Vec<_> =
        quote.words.grafs().iter().map(|graf| inline::runs(graf, Within::Graf)).collect();
    if !quote.attribution.is_empty() {
        grafs.push(format!("— {}", plain(quote.attribution, Within::Line)));
    }
    let lines: Vec<_> = grafs.iter().map(|graf| format!("> {graf}")).collect();
    lines.join("\n>\n")
}

fn list(ordered: bool, items: &[Item<'_>]) -> String {
    // The number of the last item of each open level.
    let mut numbers: Vec<usize> = Vec::new();
    let mut lines = Vec::with_capacity(items.len());
    for item in items {
        let level = usize::from(item.level);
        numbers.resize(level + 1, 0);
        let number = numbers.last_mut().map_or(1, |number| {
            *number += 1;
            *number
        });
        let marker = if ordered { format!("{number}.") } else { "-".to_owned() };
        let open = numbers.get(..level).unwrap_or_default();
        let width = |number: &usize| if ordered { number.to_string().len() + 2 } else { 2 };
        let indent = " ".repeat(open.iter().map(width).sum());
        let inner = format!("\n{indent}{}", " ".repeat(marker.len() + 1));
        let words = prose(item.words, Within::Graf).replace('\n', &inner);
        lines.push(format!("{indent}{marker} {words}"));
    }
    lines.join("\n")
}

fn table(table: &Table) -> String {
    let mut lines = Vec::new();
    if let Some(caption) = said(&table.caption) {
        lines.push(format!("{}\n", plain(caption, Within::Line)));
    }
    let line = |cells: &[RichText]| {
        let cells: Vec<_> = cells.iter().map(|cell| prose(Prose::of(cell), Within::Cell)).collect();
        format!("| {} |", cells.join(" | "))
    };
    let columns = table.rows().first().map_or(0, Vec::len);
    let empty = vec![RichText::default(); columns];
    let (header, body) = match table.rows().split_first() {
        Some((header, body)) if table.has_header => (header, body),
        _ => (&empty, table.rows()),
    };
    if columns > 0 {
        lines.push(line(header));
        lines.push(format!("|{}", " --- |".repeat(columns)));
        lines.extend(body.iter().map(|row| line(row)));
    }
    lines.join("\n")
}

fn target(target: &Target<'_>) -> String {
    let words = plain(target.title, Within::Line);
    match &target.href {
        Some(href) => link(&words, href, ""),
        None => words,
    }
}

#[expect(clippy::match_same_arms, reason = "the arms follow the parts of a story")]
fn fate(field: Field, _: &Story, options: &Options<'_>) -> Fate {
    match field {
        Field::Headline => carried_as("title in the front matter"),
        Field::Standfirst => carried_as("description in the front matter, without marks"),
        Field::WebHeadline
        | Field::SocialHeadline
        | Field::PushHeadline
        | Field::Slug
        | Field::Language
        | Field::Section
        | Field::Kicker
        | Field::DatelinePlace
        | Field::DatelineDate
        | Field::Updated
        | Field::TagName => carried_as("a line of the front matter"),
        Field::Embargo => carried_as("date in the front matter"),
        Field::Person(PersonField::Bio) => carried_as("bio in the front matter, without marks"),
        Field::Person(PersonField::Portrait(_)) => lost("the front matter has no pictures"),
        Field::Person(PersonField::UnsafeLink) => lost(UNSAFE_ADDRESS),
        Field::Person(_) => carried_as("a line of the front matter"),
        Field::TagCode => lost("the front matter names its tags, without their codes"),
        Field::Id
        | Field::Created
        | Field::Status
        | Field::Deadline
        | Field::TargetWords
        | Field::SourceUrl
        | Field::Internal => lost(DESK_ONLY),
        Field::Picture(seat, part) => picture_fate(seat, part, options),
        Field::Block(block) => block_fate(block),
        Field::Mark(
            MarkField::Strong | MarkField::Emphasis | MarkField::Link | MarkField::LinkTitle,
        ) => Fate::Carried,
        Field::Mark(MarkField::Strike | MarkField::Superscript | MarkField::Subscript) => {
            carried_as("HTML tags, which Markdown takes")
        }
        Field::UnsafeLink => lost(UNSAFE_LINK),
        Field::RelatedStory => carried_as("a list below the body"),
        Field::RelatedWithoutAddress => carried_as("words without a link, below the body"),
        Field::Note(_) => carried_as("a graf below the body"),
    }
}

fn picture_fate(seat: Seat, part: PictureField, options: &Options<'_>) -> Fate {
    use PictureField as P;
    match part {
        P::File(None) => lost("its file is not here; caption and credit stand without it"),
        P::File(Some(media)) => file_fate(&media, options),
        P::Caption => carried_as("the line below the picture"),
        P::Credit | P::UnparsedCredit => carried_as("the end of the line below the picture"),
        P::CreditVerbatim => lost("the line in house format stands in its place"),
        P::Alt if seat.has_file => Fate::Carried,
        P::Decorative if seat.has_file => carried_as("an empty alt text"),
        P::Alt | P::Decorative => lost("the picture’s file is not here"),
        P::NotDescribed => lost(NOT_DESCRIBED),
        P::FocalPoint
        | P::Crops
        | P::Expiry
        | P::Provenance
        | P::SourceType
        | P::FileCopyright
        | P::Persons => lost("Markdown has no place for it"),
        P::UsageTerms | P::FileSays | P::SourceUrl => lost(DESK_ONLY),
    }
}

fn block_fate(block: BlockField) -> Fate {
    use BlockField as B;
    match block {
        B::SkippedHeading => carried_as("a subhead at a level that leaves none out"),
        B::SkippedList => carried_as("a list at levels that leave none out"),
        B::PullQuote => carried_as("a quotation"),
        B::Gallery => carried_as("pictures one after the other"),
        B::Embed | B::Related | B::Promo => carried_as("a link"),
        B::RelatedWithoutAddress | B::PromoWithoutAddress => carried_as("words without a link"),
        B::UnsafeEmbedUrl => lost(UNSAFE_LINK),
        B::Table => carried_as("a table in GitHub’s flavour"),
        B::TableCaption => carried_as("a graf above the table"),
        B::Paragraph | B::Heading | B::Quote | B::List | B::EmbedUrl | B::Divider => Fate::Carried,
    }
}

#[cfg(test)]
mod tests;
