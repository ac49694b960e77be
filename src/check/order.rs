//! The order in which an editor reads: furniture, lead, body, byline, related stories, tags,
//! status.
//!
//! Must not know: rules.

use std::collections::HashMap;

use super::Finding;
use crate::story::{BlockId, FigureAt, Part, PersonPart, Place, Story, TextAt, Variant};

/// Where something stands for a reader: section, nth of the section, nth thing of it, text of the
/// thing, byte.
type Rank = (u8, usize, usize, usize, usize);

const FURNITURE: u8 = 0;
const LEAD: u8 = 1;
const BODY: u8 = 2;
const BYLINES: u8 = 3;
const RELATED: u8 = 4;
const TAGS: u8 = 5;
const STATUS: u8 = 6;

/// Sorts findings by where they stand; those of one place keep the order of the rules.
pub(super) fn sort(findings: &mut [Finding], story: &Story) {
    if findings.len() < 2 {
        return;
    }
    let blocks: HashMap<BlockId, usize> =
        story.body.iter().enumerate().map(|(index, block)| (block.id, index)).collect();
    findings.sort_by_cached_key(|finding| rank(&finding.place, &blocks));
}

fn rank(place: &Place, blocks: &HashMap<BlockId, usize>) -> Rank {
    match place {
        Place::Story => (FURNITURE, 0, 0, 0, 0),
        Place::Text(at) => text(*at, blocks, 0),
        Place::Range(at, range) => text(*at, blocks, range.start),
        Place::Block(id) => (BODY, nth(*id, blocks), 0, 0, 0),
        Place::Figure(at) => figure(*at, blocks, 0, 0),
        Place::Bylines => (BYLINES, 0, 0, 0, 0),
        Place::RelatedStory(index) => (RELATED, *index, 0, 0, 0),
        Place::Tags => (TAGS, 0, 0, 0, 0),
        Place::Status => (STATUS, 0, 0, 0, 0),
        Place::Embargo => (STATUS, 1, 0, 0, 0),
    }
}

fn text(at: TextAt, blocks: &HashMap<BlockId, usize>, byte: usize) -> Rank {
    let furniture = |index| (FURNITURE, index, 0, 0, byte);
    match at {
        TextAt::Kicker => furniture(1),
        TextAt::Headline => furniture(2),
        TextAt::Variant(Variant::Web) => furniture(3),
        TextAt::Variant(Variant::Social) => furniture(4),
        TextAt::Variant(Variant::Push) => furniture(5),
        TextAt::Standfirst => furniture(6),
        TextAt::DatelinePlace => furniture(7),
        TextAt::Section => furniture(8),
        TextAt::Slug => furniture(9),
        TextAt::NoteToDesk => furniture(10),
        TextAt::SourceUrl => furniture(11),
        TextAt::Person(index, part) => {
            let part = match part {
                PersonPart::Name => 0,
                PersonPart::Role => 1,
                PersonPart::Outlet => 2,
                PersonPart::Bio => 3,
                PersonPart::Email => 4,
            };
            (BYLINES, index, part, 0, byte)
        }
        TextAt::Tag(index) => (TAGS, index, 0, 0, byte),
        TextAt::Block(id, part) => {
            let (thing, text) = match part {
                Part::Text | Part::Title | Part::Whole => (0, 0),
                Part::Url => (0, 1),
                Part::Provider => (0, 2),
                Part::Fallback => (0, 3),
                Part::Attribution => (0, 4),
                Part::Item(index) => (index, 0),
                Part::Cell(row, column) => (row + 1, column),
            };
            (BODY, nth(id, blocks), thing, text, byte)
        }
        TextAt::Caption(at) => figure(at, blocks, 1, byte),
        TextAt::Credit(at) => figure(at, blocks, 2, byte),
        TextAt::Alt(at) => figure(at, blocks, 3, byte),
        TextAt::UsageTerms(at) => figure(at, blocks, 4, byte),
    }
}

fn figure(at: FigureAt, blocks: &HashMap<BlockId, usize>, text: usize, byte: usize) -> Rank {
    match at {
        FigureAt::Lead => (LEAD, 0, 0, text, byte),
        FigureAt::Block(id) => (BODY, nth(id, blocks), 0, text, byte),
        FigureAt::Gallery(id, index) => (BODY, nth(id, blocks), index, text, byte),
    }
}

fn nth(id: BlockId, blocks: &HashMap<BlockId, usize>) -> usize {
    blocks.get(&id).copied().unwrap_or(usize::MAX)
}
