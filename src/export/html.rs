//! A web page that stands alone: `index.html` with its pictures in `media/`.
//!
//! Semantic markup that reads well without its style sheet, JSON-LD and social meta, no scripts.
//! Copy reaches the page only through maud, which escapes it.
//!
//! Must not know: the other formats.

mod blocks;
mod head;
mod prose;

use chrono::{DateTime, SecondsFormat, Utc};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use self::prose::{Plain, lines, runs};
use super::page::{FooterPart, HeaderPart, Page, Prose, Words, safe_address, said, who};
use super::pictures::{self, Offer};
use super::report::{
    BlockField, Fate, Field, MarkField, PersonField, PictureField, Seat, carried_as, lost,
};
use super::{File, Leaf, Options, Unmade, Written};
use crate::story::{MediaRef, Person, PictureFormat, Story};
use blocks::Seen;

pub(super) use blocks::{Look, block, note};
pub(super) use head::{published, source_type};

/// The end of a line, for people who read the source.
pub(super) const END: PreEscaped<&str> = PreEscaped("\n");

const CSS: &str = include_str!("../../assets/export/article.css");

/// The format.
pub(super) const LEAF: Leaf = Leaf {
    word: "html",
    label: "Web page (HTML)",
    extension: "html",
    is_folder: true,
    write,
    fate,
};

/// Where the story and its pictures will lie on the web.
pub(super) struct Address {
    /// The story's own address, ending in a slash; `None` when the settings or slug do not say.
    pub(super) story: Option<String>,
}

impl Address {
    /// The address of a story by base address and slug.
    pub(super) fn of_story(story: &Story, options: &Options<'_>) -> Self {
        let base = safe_address(options.base_url).filter(|base| base.starts_with("http"));
        let slug = web_slug(&story.slug);
        let story = base
            .filter(|_| !slug.is_empty())
            .map(|base| format!("{}/{slug}/", base.trim_end_matches('/')));
        Self { story }
    }

    /// The address of a file that goes with the story: below the story's where that is known, else
    /// beside the page.
    pub(super) fn of(&self, path: &str) -> String {
        self.absolute(path).unwrap_or_else(|| path.to_owned())
    }

    /// The full address of such a file, where it is known.
    pub(super) fn absolute(&self, path: &str) -> Option<String> {
        self.story.as_ref().map(|story| format!("{story}{path}"))
    }
}

/// A slug as part of an address: letters and digits of any script, with hyphens between words.
fn web_slug(slug: &str) -> String {
    let lower = slug.to_lowercase();
    let words: Vec<_> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let slug: String = words.join("-");
    let Ok(mut url) = url::Url::parse("https://host.example/") else { return String::new() };
    url.set_path(&slug);
    url.path().trim_start_matches('/').to_owned()
}

/// A time as machines read it (RFC 3339).
pub(super) fn stamp(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// Writes the page.
pub(super) fn write(story: &Story, options: &Options<'_>) -> Written {
    let page = Page::of(story, options.credit_line);
    let address = Address::of_story(story, options);
    let markup = document(story, &page, options, &address);
    let index = File { path: "index.html".to_owned(), bytes: markup.into_string().into_bytes() };
    (vec![index], pictures::all(story, &page, options))
}

fn document(story: &Story, page: &Page<'_>, options: &Options<'_>, address: &Address) -> Markup {
    let look = Look {
        options,
        address: &|path| path.to_owned(),
        styled: true,
        words: page.words,
        in_right_to_left: page.right_to_left,
    };
    let direction = if page.right_to_left { "rtl" } else { "ltr" };
    html! {
        (DOCTYPE)
        html lang=(page.language) dir=(direction) {
            head { (head::head(story, page, options, address, CSS)) }
            body {
                main {
                    article {
                        @if !page.header.is_empty() {
                            header {
                                @for part in &page.header { (END) (header_part(part, page.words)) }
                            }
                        }
                        @if let Some(lead) = &page.lead {
                            (END) (blocks::picture(lead, Seen::Lead, &look))
                        }
                        @for shown in &page.body { (END) (block(&shown.part, &look)) }
                        @if !page.footer.is_empty() {
                            (END)
                            footer {
                                @for part in &page.footer { (END) (footer_part(part, &look)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn header_part(part: &HeaderPart<'_>, words: &'static Words) -> Markup {
    match part {
        HeaderPart::Section(section) => html! { p class="section" { (Plain(section)) } },
        HeaderPart::Kicker(kicker) => html! { p class="kicker" { (Plain(kicker)) } },
        HeaderPart::Headline(headline) => html! { h1 { (Plain(headline)) } },
        HeaderPart::Standfirst(words) => html! { p class="standfirst" { (prose::prose(*words)) } },
        HeaderPart::Byline(people) => html! {
            p class="byline" {
                (words.by) " "
                @for (index, person) in people.iter().enumerate() {
                    (words.before(index, people.len())) (byline(person))
                }
            }
        },
        HeaderPart::Dateline { place, date } => html! {
            p class="dateline" {
                (Plain(place))
                @if let Some(date) = date {
                    @if said(place).is_some() { ", " }
                    time datetime=(date) { (words.date(*date)) }
                }
            }
        },
        HeaderPart::Updated(at) => html! {
            p class="updated" { (words.updated) " " time datetime=(stamp(*at)) { (words.time(*at)) } }
        },
    }
}

fn byline(person: &Person) -> Markup {
    let page = person.links.iter().find_map(|link| safe_address(link));
    html! {
        @for (index, part) in who(person).into_iter().enumerate() {
            @if index > 0 { ", " }
            @match &page {
                Some(href) if index == 0 => a rel="author" href=(href) { (Plain(part)) },
                _ => (Plain(part)),
            }
        }
    }
}

fn footer_part(part: &FooterPart<'_>, look: &Look<'_>) -> Markup {
    match part {
        FooterPart::Notes(notes) => html! { @for shown in *notes { (note(shown, look)) } },
        FooterPart::Authors(people) => html! {
            @for person in people { (author(person, look)) }
        },
        FooterPart::Tags(tags) => html! {
            div class="tags" {
                p { (look.words.tags) }
                ul { @for tag in tags { li { (Plain(tag)) } } }
            }
        },
        FooterPart::Related(stories) => html! {
            nav class="more" aria-label=(look.words.related) {
                h2 { (look.words.related) }
                ul { @for story in stories { li { (blocks::target(story)) } } }
            }
        },
    }
}

fn author(person: &Person, look: &Look<'_>) -> Markup {
    let who = who(person);
    let mailto = safe_address(&format!("mailto:{}", person.email.trim()));
    html! {
        address {
            @if let Some(portrait) = &person.portrait {
                (blocks::image(&Offer::portrait(portrait, look.options), "", Seen::Portrait, look))
            }
            @if !who.is_empty() { p class="name" { (Plain(&who.join(", "))) } }
            @for graf in Prose::of(&person.bio).grafs() { p { (runs(&graf)) } }
            @if let Some(email) = said(&person.email) {
                p {
                    @match mailto {
                        Some(href) => a href=(href) { (Plain(email)) },
                        None => (Plain(email)),
                    }
                }
            }
            @for handle in &person.handles {
                @if let Some(name) = said(&handle.name) {
                    p {
                        (lines(name))
                        @if let Some(network) = said(&handle.network) { " (" (Plain(network)) ")" }
                    }
                }
            }
            @for link in &person.links {
                @if let Some(text) = said(link) {
                    p {
                        @match safe_address(link) {
                            Some(href) => a href=(href) { (Plain(text)) },
                            None => (Plain(text)),
                        }
                    }
                }
            }
        }
    }
}

#[expect(clippy::match_same_arms, reason = "the arms follow the parts of a story")]
fn fate(field: Field, story: &Story, options: &Options<'_>) -> Fate {
    match field {
        Field::Slug if Address::of_story(story, options).story.is_some() => {
            carried_as("the end of the page’s address")
        }
        Field::Slug => lost("the settings do not say at which address stories are published"),
        Field::Id => lost("readers have no use for it"),
        Field::WebHeadline => carried_as("the title of the page"),
        Field::SocialHeadline => carried_as("og:title"),
        Field::PushHeadline => lost("it is for push services, not for the page"),
        Field::Embargo => carried_as("the time of publication"),
        Field::Created if story.embargo.is_none() && story.dateline.date.is_none() => {
            carried_as("the time of publication")
        }
        Field::Created | Field::Status | Field::Deadline | Field::TargetWords => lost(DESK_ONLY),
        Field::SourceUrl => lost("readers are not told where the copy was imported from"),
        Field::Section
        | Field::Kicker
        | Field::Headline
        | Field::Standfirst
        | Field::DatelinePlace
        | Field::DatelineDate
        | Field::Updated
        | Field::Language
        | Field::TagName
        | Field::RelatedStory
        | Field::Note(_) => Fate::Carried,
        Field::Person(PersonField::UnsafeLink) | Field::RelatedWithoutAddress => {
            carried_as("words without a link")
        }
        Field::Person(PersonField::Portrait(media)) => file_fate(&media, options),
        Field::Person(_) => Fate::Carried,
        Field::Picture(seat, part) => picture_fate(seat, part, options),
        Field::Block(block) => block_fate(block),
        Field::Mark(mark) => mark_fate(mark),
        Field::UnsafeLink => lost(UNSAFE_LINK),
        Field::TagCode => lost("the page names its tags, without their codes"),
        Field::Internal => lost(DESK_ONLY),
    }
}

/// Why the desk's own data stays at the desk.
pub(super) const DESK_ONLY: &str = "for the desk, not for readers";
/// What happens to links that lead to scripts, files or nowhere.
pub(super) const UNSAFE_LINK: &str =
    "the words stay, the link goes: it does not lead to the web, a mailbox or a telephone";
/// Why an address that would become a link elsewhere is not written.
pub(super) const UNSAFE_ADDRESS: &str =
    "the address does not lead to the web, a mailbox or a telephone";
/// What the report says of a picture that nobody described.
pub(super) const NOT_DESCRIBED: &str =
    "nobody has described the picture; readers who do not see it get nothing";

/// What becomes of a picture’s file. Who lets an original leave must know what leaves with it.
fn file_fate(media: &MediaRef, options: &Options<'_>) -> Fate {
    match options.originals.get(&media.id) {
        Some(Unmade::Unreadable(why)) => {
            return Fate::CarriedAs(format!(
                "its original, with everything that is written into it, private data too: {why}"
            ));
        }
        Some(Unmade::Missing(why)) => return lost(why),
        None => {}
    }
    match (pictures::is_made(media, options), media.format) {
        (true, PictureFormat::Gif) => {
            carried_as("smaller copies with its credit; if it moves, they show its first picture")
        }
        (true, _) => {
            carried_as("smaller copies with its credit, without the camera’s private data")
        }
        (false, PictureFormat::Tiff | PictureFormat::Heic) => carried_as(
            "its original, with private data such as the place if it holds any; most browsers do not show its format",
        ),
        (false, _) => {
            carried_as("its original, with private data such as the place if it holds any")
        }
    }
}

fn picture_fate(seat: Seat, part: PictureField, options: &Options<'_>) -> Fate {
    use PictureField as P;
    match part {
        P::File(None) => lost("its file is not here; caption and credit stand without it"),
        P::File(Some(media)) => file_fate(&media, options),
        P::Caption | P::UnparsedCredit => Fate::Carried,
        P::Credit => carried_as("a line in house format"),
        P::CreditVerbatim => lost("the line in house format stands in its place"),
        P::Alt if seat.has_file => Fate::Carried,
        P::Decorative if seat.has_file => carried_as("an empty alt text"),
        P::NotDescribed => lost(NOT_DESCRIBED),
        P::Expiry if seat.has_file => carried_as("expires in the JSON-LD; the page stays up"),
        P::SourceType if seat.has_file => carried_as("digitalSourceType in the JSON-LD"),
        P::FileCopyright if seat.has_file => carried_as("copyrightNotice in the JSON-LD"),
        P::Persons if seat.has_file => carried_as("about in the JSON-LD"),
        P::Alt | P::Decorative | P::Expiry | P::SourceType | P::FileCopyright | P::Persons => {
            lost("the picture’s file is not here")
        }
        P::Crops if seat.has_file && options.renditions.is_some() => {
            carried_as("files of their own; that of 16:9 is what networks and search engines show")
        }
        P::FocalPoint | P::Crops => lost("the page shows whole pictures"),
        P::Provenance if options.renditions.is_some() => {
            lost("smaller copies do not carry Content Credentials")
        }
        P::Provenance => lost("the picture’s file has its own Content Credentials"),
        P::UsageTerms | P::FileSays | P::SourceUrl => lost(DESK_ONLY),
    }
}

/// What becomes of blocks in HTML.
pub(super) fn block_fate(block: BlockField) -> Fate {
    use BlockField as B;
    match block {
        B::SkippedHeading => carried_as("a subhead at a level that leaves none out"),
        B::SkippedList => carried_as("a list at levels that leave none out"),
        B::PullQuote => carried_as("an aside"),
        B::Embed => carried_as("a link; nothing is loaded from elsewhere"),
        B::UnsafeEmbedUrl => lost(UNSAFE_LINK),
        B::RelatedWithoutAddress | B::PromoWithoutAddress => carried_as("words without a link"),
        B::Paragraph
        | B::Heading
        | B::Quote
        | B::List
        | B::Gallery
        | B::EmbedUrl
        | B::Related
        | B::Promo
        | B::Table
        | B::TableCaption
        | B::Divider => Fate::Carried,
    }
}

/// What becomes of marks in HTML.
pub(super) fn mark_fate(mark: MarkField) -> Fate {
    use MarkField as M;
    match mark {
        M::Strong
        | M::Emphasis
        | M::Strike
        | M::Superscript
        | M::Subscript
        | M::Link
        | M::LinkTitle => Fate::Carried,
    }
}
