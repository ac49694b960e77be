//! A story in which it rains everywhere.

use nightdesk::story::{
    Alt, BlockKind, Credit, Embed, Figure, HeadingLevel, Ids, Link, List, ListItem, Person, Quote,
    RichText, Story, Table, Tag,
};

/// A story with the word `rain` in every text that is searched, and in some that are not.
pub(crate) fn rainy(ids: &mut Ids) -> Story {
    let text = || RichText::plain("rain");
    let figure = || Figure {
        caption: text(),
        credit: Credit { verbatim: "Rain/AP".to_owned(), ..Credit::default() },
        alt: Alt::Text("rain".to_owned()),
        usage_terms: "rain".to_owned(),
        ..Figure::default()
    };
    let mut story = super::empty_story();
    for plain in [
        &mut story.slug,
        &mut story.section,
        &mut story.kicker,
        &mut story.headline,
        &mut story.variants.web,
        &mut story.variants.social,
        &mut story.variants.push,
        &mut story.dateline.place,
        &mut story.note_to_desk,
    ] {
        "rain".clone_into(plain);
    }
    "https://rain.example".clone_into(&mut story.source_url);
    story.standfirst = text();
    story.tags = vec![Tag::free("rain")];
    story.bylines = vec![Person {
        role: "rain".to_owned(),
        outlet: "rain".to_owned(),
        bio: text(),
        email: "rain@desk.example".to_owned(),
        ..Person::named("Ada Rain")
    }];
    story.lead = Some(figure());
    let quote = || Quote { text: text(), attribution: "rain".to_owned() };
    let item = || ListItem { level: 0, text: text() };
    let link = || Link { title: "rain".to_owned(), url: "https://rain.example".to_owned() };
    for kind in [
        BlockKind::Paragraph(text()),
        BlockKind::Heading(HeadingLevel::Two, text()),
        BlockKind::Quote(quote()),
        BlockKind::PullQuote(quote()),
        BlockKind::List(List { ordered: false, items: vec![item(), item()] }),
        BlockKind::Figure(Box::new(figure())),
        BlockKind::Gallery(vec![figure(), figure()]),
        BlockKind::Embed(Embed {
            url: "https://rain.example".to_owned(),
            title: "rain".to_owned(),
            provider: "rain".to_owned(),
            fallback: "rain".to_owned(),
        }),
        BlockKind::Related(link()),
        BlockKind::Promo(link()),
        BlockKind::Table(Table::new(vec![vec![text(), text()]], false, "rain".to_owned())),
        BlockKind::Divider,
        BlockKind::DeskNote(text()),
    ] {
        story.body.push(ids.block(kind));
    }
    story
}
