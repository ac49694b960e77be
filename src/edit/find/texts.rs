//! The texts that are searched, in reading order.

use std::slice;

use crate::story::{
    Block, BlockKind, Figure, FigureAt, Link, ListItem, Part, Person, PersonPart, RichText, Story,
    TextAt, TextRef, Variant,
};

type Addressed<'a> = (TextAt, TextRef<'a>);

/// Every text that is searched, with its address, in reading order: the furniture from top to
/// bottom, the body, then what readers do not see on the page.
pub fn texts(story: &Story) -> impl Iterator<Item = (TextAt, &str)> {
    with_marks(story).map(|(at, text)| (at, text.as_str()))
}

/// The same with their marks.
pub(super) fn with_marks(story: &Story) -> impl Iterator<Item = Addressed<'_>> {
    use TextRef::{Plain, Rich};
    let head = [
        (TextAt::Kicker, Plain(&story.kicker)),
        (TextAt::Headline, Plain(&story.headline)),
        (TextAt::Standfirst, Rich(&story.standfirst)),
    ];
    let byline = story.bylines.iter().enumerate().flat_map(|(index, who)| person(index, who));
    let dateline = [(TextAt::DatelinePlace, Plain(&story.dateline.place))];
    let lead = story.lead.iter().flat_map(|picture| figure(FigureAt::Lead, picture));
    let body = story.body.iter().flat_map(|of| block(of));
    let variants = [
        (TextAt::Variant(Variant::Web), Plain(&story.variants.web)),
        (TextAt::Variant(Variant::Social), Plain(&story.variants.social)),
        (TextAt::Variant(Variant::Push), Plain(&story.variants.push)),
        (TextAt::Slug, Plain(&story.slug)),
        (TextAt::Section, Plain(&story.section)),
    ];
    let tags = story.tags.iter().enumerate();
    let tags = tags.map(|(index, tag)| (TextAt::Tag(index), Plain(&tag.name)));
    let note = [(TextAt::NoteToDesk, Plain(&story.note_to_desk))];
    head.into_iter()
        .chain(byline)
        .chain(dateline)
        .chain(lead)
        .chain(body)
        .chain(variants)
        .chain(tags)
        .chain(note)
}

fn person(index: usize, person: &Person) -> [Addressed<'_>; 5] {
    use TextRef::{Plain, Rich};
    let at = |part| TextAt::Person(index, part);
    [
        (at(PersonPart::Name), Plain(&person.name)),
        (at(PersonPart::Role), Plain(&person.role)),
        (at(PersonPart::Outlet), Plain(&person.outlet)),
        (at(PersonPart::Bio), Rich(&person.bio)),
        (at(PersonPart::Email), Plain(&person.email)),
    ]
}

fn figure(at: FigureAt, figure: &Figure) -> [Addressed<'_>; 3] {
    [
        (TextAt::Caption(at), TextRef::Rich(&figure.caption)),
        (TextAt::Alt(at), TextRef::Plain(figure.alt.text())),
        (TextAt::Credit(at), TextRef::Plain(&figure.credit.verbatim)),
    ]
}

/// The texts of a block. Each kind has some of these and none of the others.
fn block(block: &Block) -> impl Iterator<Item = Addressed<'_>> {
    use TextRef::{Plain, Rich};
    let mut own: [Option<(Part, TextRef<'_>)>; 3] = [None; 3];
    let mut items: &[ListItem] = &[];
    let mut pictures: &[Figure] = &[];
    let mut rows: &[Vec<RichText>] = &[];
    let mut caption = None;
    let mut is_gallery = false;
    match &block.kind {
        BlockKind::Paragraph(text) | BlockKind::Heading(_, text) | BlockKind::DeskNote(text) => {
            own = [Some((Part::Text, Rich(text))), None, None];
        }
        BlockKind::Quote(quote) | BlockKind::PullQuote(quote) => {
            let by = Some((Part::Attribution, Plain(&quote.attribution)));
            own = [Some((Part::Text, Rich(&quote.text))), by, None];
        }
        BlockKind::Embed(embed) => {
            own = [
                Some((Part::Title, Plain(&embed.title))),
                Some((Part::Provider, Plain(&embed.provider))),
                Some((Part::Fallback, Plain(&embed.fallback))),
            ];
        }
        BlockKind::Related(Link { title, .. }) | BlockKind::Promo(Link { title, .. }) => {
            own = [Some((Part::Title, Plain(title))), None, None];
        }
        BlockKind::List(list) => items = &list.items,
        BlockKind::Figure(figure) => pictures = slice::from_ref(figure),
        BlockKind::Gallery(figures) => (pictures, is_gallery) = (figures, true),
        BlockKind::Table(table) => {
            rows = table.rows();
            caption = Some((TextAt::Block(block.id, Part::Title), Plain(&table.caption)));
        }
        BlockKind::Divider => {}
    }
    let at = |part| TextAt::Block(block.id, part);
    let items = items.iter().enumerate();
    let pictures = pictures.iter().enumerate().flat_map(move |(index, picture)| {
        let place =
            if is_gallery { FigureAt::Gallery(block.id, index) } else { FigureAt::Block(block.id) };
        figure(place, picture)
    });
    let cells = rows.iter().enumerate().flat_map(move |(row, cells)| {
        let cells = cells.iter().enumerate();
        cells.map(move |(column, cell)| (at(Part::Cell(row, column)), Rich(cell)))
    });
    own.into_iter()
        .flatten()
        .map(move |(part, text)| (at(part), text))
        .chain(items.map(move |(index, item)| (at(Part::Item(index)), Rich(&item.text))))
        .chain(pictures)
        .chain(cells)
        .chain(caption)
}
