//! The blocks of a body as markup, for the page, the fragment and the body of a ninjs.

use maud::{Markup, html};

use super::prose::{Plain, lines, prose, runs};
use crate::export::Options;
use crate::export::page::{BodyPart, Item, Picture, Prose, Quotation, Target, Words};
use crate::export::pictures::Offer;
use crate::media::rendition::Encoding;
use crate::story::{PublishedNote, RichText, Table, runs_right_to_left};

/// How blocks are dressed.
pub(in crate::export) struct Look<'a> {
    /// In which files pictures leave.
    pub(in crate::export) options: &'a Options<'a>,
    /// Where a file beside the page will lie, by its path.
    pub(in crate::export) address: &'a dyn Fn(&str) -> String,
    /// Classes and boxes for a style sheet. Without them the markup is as plain as it can be.
    pub(in crate::export) styled: bool,
    /// The standing words.
    pub(in crate::export) words: &'static Words,
    /// Whether what is around the blocks runs from right to left.
    pub(in crate::export) in_right_to_left: bool,
}

impl Look<'_> {
    /// The `dir` of a text that runs the other way than what is around it.
    pub(super) fn dir(&self, text: &str) -> Option<&'static str> {
        let right_to_left = runs_right_to_left(text)?;
        let differs = right_to_left != self.in_right_to_left;
        differs.then_some(if right_to_left { "rtl" } else { "ltr" })
    }

    fn class(&self, name: &'static str) -> Option<&'static str> {
        self.styled.then_some(name)
    }
}

/// One block.
pub(in crate::export) fn block(part: &BodyPart<'_>, look: &Look<'_>) -> Markup {
    match part {
        BodyPart::Paragraph(words) => {
            html! { p dir=[look.dir(words.as_str())] { (prose(*words)) } }
        }
        BodyPart::Heading { level: 2, words } => {
            html! { h2 dir=[look.dir(words.as_str())] { (prose(*words)) } }
        }
        BodyPart::Heading { level: 3, words } => {
            html! { h3 dir=[look.dir(words.as_str())] { (prose(*words)) } }
        }
        BodyPart::Heading { words, .. } => {
            html! { h4 dir=[look.dir(words.as_str())] { (prose(*words)) } }
        }
        BodyPart::Quote(quote) => html! { blockquote { (quotation(quote, look)) } },
        BodyPart::PullQuote(quote) => {
            html! { aside class=[look.class("pullquote")] { (quotation(quote, look)) } }
        }
        BodyPart::List { ordered, items } => list(*ordered, items, look),
        BodyPart::Figure(shown) => picture(shown, Seen::Across, look),
        BodyPart::Gallery(pictures) => html! {
            div class=[look.class("gallery")] role="group" aria-label=(look.words.gallery) {
                @for shown in pictures { (picture(shown, Seen::InGallery, look)) }
            }
        },
        BodyPart::Embed { target: to, provider, fallback } => html! {
            div class=[look.class("embed")] {
                p {
                    (target(to))
                    @if !provider.is_empty() { " (" (Plain(provider)) ")" }
                }
                @if !fallback.is_empty() { p { (lines(fallback)) } }
            }
        },
        BodyPart::Related(to) => {
            html! { aside class=[look.class("related")] { p { (target(to)) } } }
        }
        BodyPart::Promo(to) => html! { aside class=[look.class("promo")] { p { (target(to)) } } },
        BodyPart::Table(shown) => table(shown, look),
        BodyPart::Divider => html! { hr; },
    }
}

/// How a picture stands on the page, which tells how wide it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    /// As wide as the column, above the copy.
    Lead,
    /// As wide as the column.
    Across,
    /// One of two or more beside each other, where there is room.
    InGallery,
    /// Small, beside what is said about an author.
    Portrait,
}

impl Seen {
    /// The `sizes` of an image, by the widths in `article.css`.
    fn sizes(self, look: &Look<'_>) -> &'static str {
        match self {
            // Of the page that a fragment will stand in nothing is known.
            _ if !look.styled => "(min-width: 48rem) 42rem, 100vw",
            Self::Lead | Self::Across => "(min-width: 48rem) 40rem, calc(100vw - 2.25rem)",
            Self::InGallery => {
                "(min-width: 48rem) 19.5rem, (min-width: 34rem) 50vw, calc(100vw - 2.25rem)"
            }
            Self::Portrait => "4.5rem",
        }
    }
}

/// The element for a picture’s files. Only the page offers WebP: content systems drop `picture`.
pub(super) fn image(offer: &Offer, alt: &str, seen: Seen, look: &Look<'_>) -> Markup {
    let sizes = seen.sizes(look);
    let srcset = |encoding| offer.srcset(encoding, look.address);
    let jpegs = srcset(Encoding::Jpeg);
    let (usual, widest) = (offer.usual(), offer.widest());
    let img = html! {
        img src=((look.address)(&usual.path)) srcset=[jpegs.as_deref()]
            sizes=[jpegs.as_ref().map(|_| sizes)] alt=(Plain(alt))
            width=[widest.size_px().map(|size| size.0)]
            height=[widest.size_px().map(|size| size.1)]
            loading=[(seen != Seen::Lead).then_some("lazy")];
    };
    match srcset(Encoding::WebP).filter(|_| look.styled) {
        Some(webps) => html! {
            picture { source type="image/webp" srcset=(webps) sizes=(sizes); (img) }
        },
        None => img,
    }
}

/// A picture with caption and credit; without its file, caption and credit alone.
pub(super) fn picture(picture: &Picture<'_>, seen: Seen, look: &Look<'_>) -> Markup {
    html! {
        figure class=[(seen == Seen::Lead).then_some("lead")] {
            @if let Some(offer) = Offer::whole(picture.figure, look.options) {
                (image(&offer, picture.alt.text(), seen, look))
            }
            @if !picture.caption.is_blank() || !picture.credit.is_empty() {
                figcaption dir=[look.dir(picture.caption.as_str())] {
                    (prose(picture.caption))
                    @if !picture.credit.is_empty() {
                        @if !picture.caption.is_blank() { " " }
                        @if look.styled {
                            span class="credit" { (Plain(&picture.credit)) }
                        } @else {
                            small { (Plain(&picture.credit)) }
                        }
                    }
                }
            }
        }
    }
}

/// Words that lead somewhere, or the words alone.
pub(super) fn target(target: &Target<'_>) -> Markup {
    html! {
        @match &target.href {
            Some(href) => a href=(href) { (Plain(target.title)) },
            None => (Plain(target.title)),
        }
    }
}

/// A correction or editor's note with its time.
pub(in crate::export) fn note(note: &PublishedNote, look: &Look<'_>) -> Markup {
    html! {
        div class=[look.class("note")] role="note" {
            p {
                strong { (look.words.note(note.kind)) }
                " "
                time datetime=(super::stamp(note.at)) { (look.words.time(note.at)) }
            }
            p { (lines(&note.text)) }
        }
    }
}

fn quotation(quote: &Quotation<'_>, look: &Look<'_>) -> Markup {
    html! {
        @for graf in quote.words.grafs() {
            p dir=[look.dir(quote.words.as_str())] { (runs(&graf)) }
        }
        @if !quote.attribution.is_empty() { p { "— " cite { (Plain(quote.attribution)) } } }
    }
}

fn list(ordered: bool, items: &[Item<'_>], look: &Look<'_>) -> Markup {
    let level = items.first().map_or(0, |item| item.level);
    let items = html! {
        // An item and the deeper ones behind it; a page's lists are at most six deep.
        @for group in items.chunk_by(|_, next| next.level > level) {
            @if let Some((item, deeper)) = group.split_first() {
                li dir=[look.dir(item.words.as_str())] {
                    (prose(item.words))
                    @if !deeper.is_empty() { (list(ordered, deeper, look)) }
                }
            }
        }
    };
    html! {
        @if ordered { ol { (items) } } @else { ul { (items) } }
    }
}

fn table(table: &Table, look: &Look<'_>) -> Markup {
    if table.rows().is_empty() {
        return html! { p { (Plain(&table.caption)) } };
    }
    let (header, body) = match table.rows().split_first() {
        Some((header, body)) if table.has_header => (Some(header), body),
        _ => (None, table.rows()),
    };
    // An empty corner between names of columns and of rows.
    let names_rows = header.and_then(|cells| cells.first()).is_some_and(RichText::is_blank);
    let has_caption = !table.caption.trim().is_empty();
    let rows = html! {
        table {
            @if has_caption { caption { (Plain(&table.caption)) } }
            @if let Some(header) = header {
                thead {
                    tr {
                        @for cell in header {
                            @if cell.is_blank() { td {} } @else {
                                th scope="col" { (prose(Prose::of(cell))) }
                            }
                        }
                    }
                }
            }
            @if !body.is_empty() {
                tbody {
                    @for row in body {
                        tr {
                            @for (column, cell) in row.iter().enumerate() {
                                @if names_rows && column == 0 && !cell.is_blank() {
                                    th scope="row" { (prose(Prose::of(cell))) }
                                } @else {
                                    td dir=[look.dir(cell.as_str())] { (prose(Prose::of(cell))) }
                                }
                            }
                        }
                    }
                }
            }
        }
    };
    if !look.styled {
        return rows;
    }
    // A wide table scrolls in its own box, which the keyboard must reach.
    let label = if has_caption { table.caption.as_str() } else { look.words.table };
    html! { div class="table" role="group" tabindex="0" aria-label=(Plain(label)) { (rows) } }
}
