//! The news texts of `fixtures/copydesk`: 60 clean ones, and 60 with planted errors that a list
//! beside each names. Its README says how they are written down.
//!
//! ```ignore
//! for text in copydesk::planted() {
//!     let findings = check::run(&text.story, &Settings::default(), text.now, …).findings;
//!     let tally = copydesk::compare(&text, &findings);
//! }
//! ```

use std::fs;
use std::ops::Range;
use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use nightdesk::check::Finding;
use nightdesk::media::credit;
use nightdesk::story::{
    Alt, BlockKind, Dateline, Figure, FigureAt, HeadingLevel, Ids, Language, List, ListItem,
    MediaId, MediaRef, Part, Person, PersonPart, PictureFormat, Place, PublishedNote,
    PublishedNoteKind, Quote, RichText, Story, Tag, TextAt, Variant,
};
use serde::Deserialize;

/// One text of the corpus.
pub(crate) struct Text {
    /// Its file, `planted/01-lead-pipes.txt`.
    pub(crate) name: String,
    pub(crate) story: Story,
    /// Noon of the day of publication.
    pub(crate) now: DateTime<Utc>,
    /// The errors that were planted, in the order of the list; none in a clean text.
    pub(crate) expected: Vec<Expected>,
    /// The places by their names in the lists, each with the texts that stand there.
    places: Vec<(String, Vec<Piece>)>,
}

/// A planted error.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Expected {
    pub(crate) place: String,
    pub(crate) words: String,
    pub(crate) right: String,
    pub(crate) group: String,
    pub(crate) rule: String,
    pub(crate) level: String,
}

/// A text of the story as it stands at a place of the file: `start` bytes after its beginning.
struct Piece {
    at: TextAt,
    start: usize,
    words: String,
}

/// How findings and planted errors meet.
pub(crate) struct Tally {
    /// For each planted error the findings that caught it.
    pub(crate) caught_by: Vec<Vec<usize>>,
    /// Findings that meet no planted error.
    pub(crate) false_alarms: Vec<usize>,
}

pub(crate) fn clean() -> Vec<Text> {
    texts("clean")
}

pub(crate) fn planted() -> Vec<Text> {
    let mut texts = texts("planted");
    for text in &mut texts {
        let path = root().join(text.name.replace(".txt", ".expected.ron"));
        let list = fs::read_to_string(&path).unwrap();
        text.expected = ron::from_str(&list).unwrap_or_else(|why| panic!("{}: {why}", text.name));
    }
    texts
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/copydesk")
}

fn texts(folder: &str) -> Vec<Text> {
    let mut paths: Vec<_> =
        fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    let name = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    paths
        .iter()
        .map(|path| read(format!("{folder}/{}", name(path)), &fs::read_to_string(path).unwrap()))
        .collect()
}

/// Reads the head of `Key: value` lines and the blocks of the body.
fn read(name: String, file: &str) -> Text {
    let (head, body) = file.split_once("\n\n").unwrap();
    let mut ids = Ids::from_seed(1);
    let story = Story::new(ids.story());
    let mut text =
        Text { name, story, now: DateTime::UNIX_EPOCH, expected: Vec::new(), places: Vec::new() };
    let mut pictures: Vec<Figure> = Vec::new();
    for line in head.lines() {
        let (key, value) = line.split_once(": ").unwrap();
        if let Some((what, number)) = picture_key(key) {
            let index = number - 1;
            pictures.resize_with(pictures.len().max(number), Figure::default);
            match what {
                "Caption" => pictures[index].caption = RichText::plain(value),
                "Credit" => pictures[index].credit = credit::parse(value),
                "Alt" => pictures[index].alt = Alt::Text(value.to_owned()),
                other => panic!("{}: no such key: {other}", text.name),
            }
        } else {
            text.set(key, value);
        }
    }
    for block in body.split("\n\n").map(str::trim).filter(|block| !block.is_empty()) {
        text.write(block, &mut ids, &pictures);
    }
    text
}

/// `Caption 2` is the caption of the second picture.
fn picture_key(key: &str) -> Option<(&str, usize)> {
    let (what, number) = key.rsplit_once(' ')?;
    Some((what, number.parse().ok()?))
}

impl Text {
    fn place(&mut self, key: &str, pieces: Vec<Piece>) {
        self.places.push((key.to_lowercase(), pieces));
    }

    fn whole(&mut self, key: &str, at: TextAt, value: &str) {
        self.place(key, vec![Piece { at, start: 0, words: value.to_owned() }]);
    }

    fn set(&mut self, key: &str, value: &str) {
        let story = &mut self.story;
        let at = match key {
            "Headline" => {
                story.headline = value.into();
                TextAt::Headline
            }
            "Kicker" => {
                story.kicker = value.into();
                TextAt::Kicker
            }
            "Standfirst" => {
                story.standfirst = RichText::plain(value);
                TextAt::Standfirst
            }
            "Dateline" => {
                story.dateline = Dateline { place: value.into(), ..story.dateline.clone() };
                TextAt::DatelinePlace
            }
            "Section" => {
                story.section = value.into();
                TextAt::Section
            }
            "Slug" => {
                story.slug = value.into();
                TextAt::Slug
            }
            "Web headline" => {
                story.variants.web = value.into();
                TextAt::Variant(Variant::Web)
            }
            "Push headline" => {
                story.variants.push = value.into();
                TextAt::Variant(Variant::Push)
            }
            "Role" => {
                story.bylines[0].role = value.into();
                TextAt::Person(0, PersonPart::Role)
            }
            "Bio" => {
                story.bylines[0].bio = RichText::plain(value);
                TextAt::Person(0, PersonPart::Bio)
            }
            "Byline" => {
                let pieces = parted(value, " and ", |n| TextAt::Person(n, PersonPart::Name));
                story.bylines = pieces.iter().map(|piece| Person::named(&piece.words)).collect();
                return self.place(key, pieces);
            }
            "Tags" => {
                let pieces = parted(value, ", ", TextAt::Tag);
                story.tags = pieces.iter().map(|piece| Tag::free(&piece.words)).collect();
                return self.place(key, pieces);
            }
            "Date" => {
                let day: NaiveDate = value.parse().unwrap();
                self.now = day.and_time(NaiveTime::from_hms_opt(12, 0, 0).unwrap()).and_utc();
                (story.created, story.updated) = (self.now, self.now);
                story.dateline.date = Some(day);
                return;
            }
            "Language" => {
                story.language = Language::new(value).unwrap();
                return;
            }
            "Correction" => {
                let (kind, text) = (PublishedNoteKind::Correction, value.to_owned());
                story.notes.push(PublishedNote { kind, at: self.now, text });
                return self.place(key, Vec::new());
            }
            // The model has no place for it yet.
            "SEO description" => return self.place(key, Vec::new()),
            other => panic!("{}: no such key: {other}", self.name),
        };
        self.whole(key, at, value);
    }

    fn write(&mut self, source: &str, ids: &mut Ids, pictures: &[Figure]) {
        let key = format!("body {}", self.story.body.len() + 1);
        let (kind, skip) = if let Some(words) = source.strip_prefix("## ") {
            (BlockKind::Heading(HeadingLevel::Two, RichText::plain(words)), 3)
        } else if let Some(words) = source.strip_prefix("> ") {
            let text = RichText::plain(words);
            (BlockKind::Quote(Quote { text, attribution: String::new() }), 2)
        } else if source.starts_with("- ") {
            return self.write_list(&key, source, ids);
        } else if let Some(number) = picture_number(source) {
            return self.write_picture(&key, number, ids, pictures);
        } else {
            (BlockKind::Paragraph(RichText::plain(source)), 0)
        };
        let block = ids.block(kind);
        let words = source.get(skip..).unwrap().to_owned();
        let piece = Piece { at: TextAt::Block(block.id, Part::Text), start: skip, words };
        self.story.body.push(block);
        self.place(&key, vec![piece]);
    }

    fn write_list(&mut self, key: &str, source: &str, ids: &mut Ids) {
        let lines: Vec<&str> = source.lines().map(|line| &line[2..]).collect();
        let item = |line: &&str| ListItem { level: 0, text: RichText::plain(*line) };
        let items = lines.iter().map(item).collect();
        let block = ids.block(BlockKind::List(List { ordered: false, items }));
        let mut pieces = Vec::new();
        let mut start = 2;
        for (index, line) in lines.iter().enumerate() {
            let at = TextAt::Block(block.id, Part::Item(index));
            pieces.push(Piece { at, start, words: (*line).to_owned() });
            start += line.len() + "\n- ".len();
        }
        self.story.body.push(block);
        self.place(key, pieces);
    }

    fn write_picture(&mut self, key: &str, number: usize, ids: &mut Ids, pictures: &[Figure]) {
        let mut figure = pictures[number - 1].clone();
        let id = MediaId([u8::try_from(number).unwrap(); 32]);
        let format = PictureFormat::Jpeg;
        figure.media = Some(MediaRef { id, format, width_px: 1800, height_px: 1200 });
        let parts = [
            ("caption", figure.caption.as_str().to_owned()),
            ("credit", figure.credit.verbatim.clone()),
            ("alt", figure.alt.text().to_owned()),
        ];
        let block = ids.block(BlockKind::Figure(Box::new(figure)));
        let at = FigureAt::Block(block.id);
        self.story.body.push(block);
        self.place(key, Vec::new());
        for ((what, words), at) in
            parts.into_iter().zip([TextAt::Caption(at), TextAt::Credit(at), TextAt::Alt(at)])
        {
            self.whole(&format!("{what} {number}"), at, &words);
        }
    }

    /// The bytes of its place that a finding is about, by the place's name: all of them where the
    /// finding is about a whole text, picture, byline or the tags.
    fn reach(&self, finding: &Finding, place: &str) -> Option<Range<usize>> {
        let (_, pieces) = self.places.iter().find(|(key, _)| key == place)?;
        let all = 0..pieces.last().map_or(usize::MAX, |piece| piece.start + piece.words.len());
        let is_here = |wanted: &dyn Fn(TextAt) -> bool| {
            pieces.iter().any(|piece| wanted(piece.at)).then(|| all.clone())
        };
        match &finding.place {
            Place::Range(at, range) => {
                let piece = pieces.iter().find(|piece| piece.at == *at)?;
                Some(piece.start + range.start..piece.start + range.end)
            }
            Place::Text(at) => {
                let piece = pieces.iter().find(|piece| piece.at == *at)?;
                Some(piece.start..piece.start + piece.words.len())
            }
            Place::Figure(figure) => is_here(&|at| match at {
                TextAt::Caption(at) | TextAt::Alt(at) | TextAt::Credit(at) => at == *figure,
                _ => false,
            }),
            Place::Block(id) => is_here(&|at| at.block() == Some(*id)),
            Place::Bylines => is_here(&|at| matches!(at, TextAt::Person(..))),
            Place::Tags => is_here(&|at| matches!(at, TextAt::Tag(_))),
            Place::Story | Place::Status | Place::Embargo | Place::RelatedStory(_) => None,
        }
    }

    /// The place as the file has it, and where in it the wrong words stand, each time.
    pub(crate) fn find(&self, expected: &Expected) -> Vec<Range<usize>> {
        let Some((_, pieces)) = self.places.iter().find(|(key, _)| *key == expected.place) else {
            return Vec::new();
        };
        let mut source = String::new();
        for piece in pieces {
            // Whatever parts two texts in the file is one of these.
            source.push_str(match piece.start - source.len() {
                5 => " and ",
                3 => "\n- ",
                2 if !source.is_empty() => ", ",
                lead => ["", "-", "- "][lead],
            });
            source.push_str(&piece.words);
        }
        source
            .match_indices(&expected.words)
            .map(|(start, words)| start..start + words.len())
            .collect()
    }
}

fn picture_number(source: &str) -> Option<usize> {
    source.strip_prefix("[picture ")?.strip_suffix(']')?.parse().ok()
}

fn parted(value: &str, sign: &str, at: impl Fn(usize) -> TextAt) -> Vec<Piece> {
    let mut start = 0;
    let mut pieces = Vec::new();
    for (index, words) in value.split(sign).enumerate() {
        pieces.push(Piece { at: at(index), start, words: words.to_owned() });
        start += words.len() + sign.len();
    }
    pieces
}

/// A finding that spreads this many bytes beyond the wrong words is about something else, unless
/// its rule is the one that was meant.
const MOST_BEYOND: usize = 120;

/// Which findings catch which planted errors, and which catch none.
///
/// A finding catches an error where it overlaps the wrong words. A lone quotation mark may also be
/// told at its other end, and a name drift at the other spelling, as the README has it.
pub(crate) fn compare(text: &Text, findings: &[Finding]) -> Tally {
    let mut caught_by = vec![Vec::new(); text.expected.len()];
    let mut is_false = vec![true; findings.len()];
    for (expected, caught) in text.expected.iter().zip(&mut caught_by) {
        let spots = text.find(expected);
        for (index, finding) in findings.iter().enumerate() {
            if catches(text, finding, expected, &spots) {
                caught.push(index);
                is_false[index] = false;
            }
        }
    }
    let false_alarms = (0..findings.len()).filter(|index| is_false[*index]).collect();
    Tally { caught_by, false_alarms }
}

fn catches(text: &Text, finding: &Finding, expected: &Expected, spots: &[Range<usize>]) -> bool {
    let is_meant = finding.rule == expected.rule;
    if let Some(reach) = text.reach(finding, &expected.place) {
        if is_meant && expected.group == "quote" {
            return true;
        }
        return spots.iter().any(|spot| {
            let overlaps = reach.start < spot.end && spot.start < reach.end
                || reach.is_empty() && (spot.start..=spot.end).contains(&reach.start);
            overlaps && (is_meant || reach.len() <= spot.len() + MOST_BEYOND)
        });
    }
    // A published note has no text that a place could name: it is told of the story.
    if is_meant && expected.place == "correction" {
        return finding.place == Place::Story;
    }
    let is_drift = matches!(expected.group.as_str(), "name" | "consistency");
    is_drift
        && !expected.right.is_empty()
        && shown(&text.story, finding).is_some_and(|words| words.contains(&expected.right))
}

/// The words that a finding is about.
pub(crate) fn shown<'a>(story: &'a Story, finding: &Finding) -> Option<&'a str> {
    let Place::Range(at, range) = &finding.place else { return None };
    story.text(*at)?.as_str().get(range.start..range.end)
}
