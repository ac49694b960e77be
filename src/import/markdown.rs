//! Markdown to blocks, without a detour by way of HTML.
//!
//! `front` reads the front matter, `blocks` the events of the parser; here the head of the story
//! (headline, byline, standfirst, lead picture, dateline) is taken off the top of the blocks.
//! Markdown that we exported comes back as the same story.
//!
//! Must not know: files, clocks, how pages are built.

mod address;
mod blocks;
mod changes;
mod front;
mod run;

use std::sync::Arc;

use self::blocks::Body;
use super::{Import, Mode, recognise};
use crate::story::{
    Block, BlockKind, FigureAt, Ids, Link, MarkKind, Notice, NoticeKind, Person, Place, RichText,
    Story, TextAt,
};

/// So much of the copy tells its language.
const LANGUAGE_BYTES: usize = 64 * 1024;
/// So many lines below the headline may be bylines, dates and the like.
const MOST_HEAD_LINES: usize = 12;
/// A longer line below the headline is no standfirst.
const LONGEST_STANDFIRST_BYTES: usize = 1_200;

/// Reads Markdown. A document, or a piece that brings its front matter, gets its headline, byline
/// and the rest; any other piece becomes blocks and nothing else.
pub(super) fn import(text: &str, mode: Mode, ids: &mut Ids) -> Import {
    let mut story = Story::new(ids.story());
    let (entries, below) = front::split(text);
    let whole = mode == Mode::Document || !entries.is_empty();
    let unplaced = front::fill(&mut story, &entries);
    let names_language = entries.iter().any(front::Entry::is_language);
    let mut body = blocks::read(below, ids);
    if !names_language && let Some(language) = recognise::language_of(&sample(&body.blocks)) {
        story.language = language;
    }
    let mut told = Told::default();
    if !unplaced.is_empty() {
        let texts = unplaced.into_iter().map(RichText::plain).collect();
        let kept = changes::kept(texts, ids);
        let message = "Lines of the front matter that no field has room for were left out.";
        told.notices.push(Notice::new(NoticeKind::NotCarried, message).keeping(kept, None));
    }
    if whole {
        head(&mut story, &mut body, &mut told, ids);
    }
    let Body { blocks, notices, pictures, .. } = body;
    story.body = blocks.into_iter().map(with_bare_links).collect();
    if !told.byline && !story.bylines.is_empty() {
        let names: Vec<&str> = story.bylines.iter().map(|person| person.name.as_str()).collect();
        let message = format!("Byline: {}", names.join(", "));
        told.recognised.insert(0, Notice::new(NoticeKind::Recognised, message).at(Place::Bylines));
    }
    let mut all = fields(&story);
    all.append(&mut told.recognised);
    all.append(&mut told.notices);
    all.extend(notices);
    all.extend(missing_pictures(&story));
    Import { story, notices: all, pictures }
}

#[derive(Debug, Default)]
struct Told {
    recognised: Vec<Notice>,
    notices: Vec<Notice>,
    byline: bool,
}

impl Told {
    /// Says what was read from a line of the copy, with the line as it was.
    fn read(&mut self, what: &str, line: &str, place: Place) {
        let notice = Notice::new(NoticeKind::Recognised, format!("{what} read from “{line}”"));
        self.recognised.push(notice.at(place));
    }
}

/// The bytes of copy that tell the language.
fn sample(blocks: &[Arc<Block>]) -> String {
    let mut copy = String::new();
    for text in blocks.iter().flat_map(|block| block.kind.texts()) {
        if copy.len() > LANGUAGE_BYTES {
            break;
        }
        copy.extend(text.as_str().chars().take(LANGUAGE_BYTES / 4));
        copy.push(' ');
    }
    copy
}

/// Takes headline, byline, standfirst, lead picture and dateline off the top.
fn head(story: &mut Story, body: &mut Body, told: &mut Told, ids: &mut Ids) {
    take_headline(story, body, told, ids);
    // A byline, a standfirst, a date and a picture may come in any order.
    for _ in 0..MOST_HEAD_LINES {
        let Some(block) = body.blocks.first().cloned() else { break };
        match &block.kind {
            BlockKind::Figure(figure) if story.lead.is_none() => {
                story.lead = Some((**figure).clone());
            }
            BlockKind::Paragraph(text) => {
                if !take_line(story, text, told, ids) {
                    break;
                }
            }
            // A rule below the head parts it from the copy.
            BlockKind::Divider if told.byline => {}
            _ => break,
        }
        body.blocks.remove(0);
    }
    take_dateline(story, body, told);
    take_related(story, body, told);
    take_bio(story, body, told);
}

/// The first heading of the first level, when nothing but pictures stands above it.
fn take_headline(story: &mut Story, body: &mut Body, told: &mut Told, ids: &mut Ids) {
    let first = body
        .blocks
        .iter()
        .position(|block| !matches!(block.kind, BlockKind::Figure(_) | BlockKind::Divider));
    let Some(at) = first.filter(|at| body.first_level.contains(at)) else { return };
    let Some(block) = body.blocks.get(at).cloned() else { return };
    let BlockKind::Heading(_, text) = &block.kind else { return };
    let headline = text.as_str().replace('\n', " ");
    if story.headline.is_empty() {
        body.blocks.remove(at);
        story.headline = headline;
    } else if story.headline == headline {
        body.blocks.remove(at);
        let message = "The headline stood above the copy once more and was taken out there.";
        let kept = changes::kept(vec![text.clone()], ids);
        told.notices.push(Notice::new(NoticeKind::FurnitureRemoved, message).keeping(kept, None));
    }
}

/// Whether a graf below the headline is a byline, a date or the standfirst, and now in its field.
fn take_line(story: &mut Story, text: &RichText, told: &mut Told, ids: &mut Ids) -> bool {
    let line = text.as_str();
    if line.len() > LONGEST_STANDFIRST_BYTES || line.contains('\n') {
        return false;
    }
    if let Some(people) = recognise::byline(line) {
        for person in people {
            if !recognise::merge(&mut story.bylines, person.clone()) {
                story.bylines.push(person);
            }
        }
        told.read("Byline", line, Place::Bylines);
        told.byline = true;
        return true;
    }
    if recognise::publication_line(line).is_some() {
        let message = format!("Date of publication taken out: “{line}”");
        let kept = changes::kept(vec![text.clone()], ids);
        told.notices.push(Notice::new(NoticeKind::FurnitureRemoved, message).keeping(kept, None));
        return true;
    }
    let stressed = text.is_marked(0..text.len(), &MarkKind::Emphasis);
    if !stressed || story.headline.is_empty() || !story.standfirst.is_blank() {
        return false;
    }
    let mut standfirst = text.clone();
    standfirst.unmark(0..text.len(), &MarkKind::Emphasis);
    story.standfirst = standfirst;
    true
}

/// The dateline at the start of the first graf.
fn take_dateline(story: &mut Story, body: &mut Body, told: &mut Told) {
    if !story.dateline.place.is_empty() {
        return;
    }
    let is_graf = |block: &Arc<Block>| matches!(block.kind, BlockKind::Paragraph(_));
    let Some(block) = body.blocks.iter_mut().take(4).find(|block| is_graf(block)) else { return };
    let BlockKind::Paragraph(text) = &block.kind else { return };
    let Some(found) = recognise::dateline(text, &story.language) else { return };
    story.dateline = found.dateline;
    told.read("Dateline", found.verbatim.trim(), Place::Text(TextAt::DatelinePlace));
    *block = Arc::new(Block { id: block.id, kind: BlockKind::Paragraph(found.rest) });
}

/// A last list of links under "Related stories" is just that.
fn take_related(story: &mut Story, body: &mut Body, told: &mut Told) {
    let [.., heading, list] = body.blocks.as_slice() else { return };
    let (BlockKind::Heading(_, label), BlockKind::List(list)) = (&heading.kind, &list.kind) else {
        return;
    };
    let is_label =
        recognise::related_line(label.as_str()).is_some_and(|line| line.title.is_empty());
    let links: Option<Vec<Link>> = list.items.iter().map(|item| link_alone(&item.text)).collect();
    let Some(links) = links.filter(|_| is_label) else { return };
    told.read("Related stories", label.as_str(), Place::RelatedStory(0));
    story.related = links;
    body.blocks.truncate(body.blocks.len() - 2);
}

/// A text that is one link from end to end.
fn link_alone(text: &RichText) -> Option<Link> {
    let mark = text.marks().iter().find(|mark| mark.range == (0..text.len()))?;
    let MarkKind::Link { url, .. } = &mark.kind else { return None };
    Some(Link { title: text.as_str().to_owned(), url: url.clone() })
}

/// A last graf about somebody in the byline is their bio.
fn take_bio(story: &mut Story, body: &mut Body, told: &mut Told) {
    if body.blocks.len() < 2 {
        return;
    }
    let Some(BlockKind::Paragraph(text)) = body.blocks.last().map(|block| &block.kind) else {
        return;
    };
    let Some(person) = recognise::bio(text, &story.bylines) else { return };
    let unknown = |known: &&Person| known.name == person.name && known.bio.is_blank();
    if !story.bylines.iter().any(|known| unknown(&known)) {
        return;
    }
    told.read("Bio", text.as_str(), Place::Bylines);
    recognise::merge(&mut story.bylines, person);
    body.blocks.pop();
    if body.blocks.last().is_some_and(|block| block.kind == BlockKind::Divider) {
        body.blocks.pop();
    }
}

/// The block with its bare addresses marked as links.
fn with_bare_links(block: Arc<Block>) -> Arc<Block> {
    let BlockKind::Paragraph(text) = &block.kind else { return block };
    let copy = text.as_str();
    if !copy.contains("http") && !copy.contains('@') && !copy.contains("www.") {
        return block;
    }
    let mut text = text.clone();
    recognise::mark_bare_links(&mut text);
    Arc::new(Block { id: block.id, kind: BlockKind::Paragraph(text) })
}

/// The fields that were filled, one sentence each.
fn fields(story: &Story) -> Vec<Notice> {
    let tags: Vec<&str> = story.tags.iter().map(|tag| tag.name.as_str()).collect();
    let tags = tags.join(", ");
    let lead = story.lead.as_ref().map(|lead| match lead.caption.as_str() {
        "" => "without a caption",
        caption => caption,
    });
    [
        ("Section", story.section.as_str(), Place::Text(TextAt::Section)),
        ("Kicker", &story.kicker, Place::Text(TextAt::Kicker)),
        ("Headline", &story.headline, Place::Text(TextAt::Headline)),
        ("Standfirst", story.standfirst.as_str(), Place::Text(TextAt::Standfirst)),
        ("Lead picture", lead.unwrap_or_default(), Place::Figure(FigureAt::Lead)),
        ("Tags", &tags, Place::Tags),
    ]
    .into_iter()
    .filter(|(_, value, _)| !value.is_empty())
    .map(|(name, value, place)| {
        Notice::new(NoticeKind::Recognised, format!("{name}: {}", shortened(value))).at(place)
    })
    .collect()
}

fn shortened(text: &str) -> String {
    const CHARS: usize = 80;
    if text.chars().count() <= CHARS {
        return text.to_owned();
    }
    let cut: String = text.chars().take(CHARS).collect();
    format!("{}…", cut.trim_end())
}

fn missing_pictures(story: &Story) -> Option<Notice> {
    let missing = story.figures().iter().filter(|(_, figure)| figure.media.is_none()).count();
    let pictures = match missing {
        0 => return None,
        1 => "1 picture is".to_owned(),
        more => format!("{more} pictures are"),
    };
    let message = format!("{pictures} known by address only; add the files in the picture panel.");
    Some(Notice::new(NoticeKind::PictureMissing, message))
}

/// The words of a block that there is no room for.
fn words_of(kind: &BlockKind) -> Vec<String> {
    let texts = kind.texts().into_iter().map(|text| text.as_str().to_owned());
    let more = match kind {
        BlockKind::Related(link) | BlockKind::Promo(link) => vec![link.title.clone()],
        BlockKind::Embed(embed) => {
            vec![embed.title.clone(), embed.fallback.clone(), embed.url.clone()]
        }
        BlockKind::Figure(figure) => {
            vec![figure.credit.verbatim.clone(), figure.alt.text().to_owned()]
        }
        BlockKind::Quote(quote) => vec![quote.attribution.clone()],
        _ => Vec::new(),
    };
    texts.chain(more).filter(|text| !text.trim().is_empty()).collect()
}
