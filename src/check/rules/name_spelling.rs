//! A name that is spelled in two ways.
//!
//! Names are compared with each other, never with a dictionary: a word that is one slip away from
//! a surname that the story gives in full, two full names that differ in one word by a slip, a
//! name that stands once and is one slip away from one that stands often.

use foldhash::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use crate::check::found::{Found, Spot};
use crate::check::names::{Letters, Mention, Roll, Shelf, Spelling};
use crate::check::rule::{Look, Rule};
use crate::check::view::{Role, StoryView, Tongue};
use crate::check::words::shown;
use crate::check::{Group, Level};
use crate::story::TextAt;

pub(super) const RULE: Rule = Rule {
    id: "name-spelling",
    group: Group::Names,
    level: Level::Warning,
    what: "A name is spelled in two ways.",
    why: "A name that is wrong once is wrong for the one whose name it is, and a correction tomorrow.",
    source: "Desk practice: one spelling from headline to caption, checked against the source.",
    wrong: "Luther Akiyama said no. “Never,” Akyama said.",
    right: "Luther Akiyama said no. “Never,” Akiyama said.",
    looks: &[Look::Story(look)],
};

/// A spelling that is likely a slip of another one.
struct Drift<'a> {
    /// Numbers of the mentions to be told of.
    at: Vec<usize>,
    /// The name or the word of it in question, and what it is elsewhere.
    word: &'a str,
    elsewhere: &'a str,
    /// Whether the other one stands so much more often that it can be put in with one click.
    is_clear: bool,
}

/// A slip is made once or twice; a spelling that stands oftener is somebody else’s name.
const MOST_TOLD: usize = 4;

fn look(view: &StoryView<'_>, found: &mut Found<'_>) {
    if view.reading.tongue == Tongue::Other {
        return;
    }
    let roll = view.roll();
    let mut drifts = full_names(roll);
    let slips: HashSet<&str> = drifts.iter().filter_map(|it| it.word.rsplit(' ').next()).collect();
    drifts.extend(surnames(roll, &slips, view.reading.tongue));
    drifts.extend(lone_names(roll, view.reading.tongue));
    let mut told: Vec<(usize, Drift<'_>)> = Vec::new();
    for drift in drifts {
        for number in &drift.at {
            if told.iter().all(|(before, _)| before != number) {
                told.push((*number, Drift { at: Vec::new(), ..drift }));
            }
        }
    }
    for (number, drift) in told {
        let Some(mention) = roll.mention(number) else { continue };
        // The byline says how its writer is spelled.
        if matches!(mention.at, TextAt::Person(..)) {
            continue;
        }
        tell(view, mention, &drift, found);
    }
}

fn tell(view: &StoryView<'_>, mention: &Mention, drift: &Drift<'_>, found: &mut Found<'_>) {
    let Some(text) = view.text(mention.at, mention.role) else { return };
    let words = text.words.get(mention.range.clone()).unwrap_or_default();
    let Some(offset) = words.rfind(drift.word) else { return };
    let start = mention.range.start + offset;
    let range = start..start + drift.word.len();
    let message = format!(
        "“{}” here, “{}” elsewhere in the story; check the name.",
        shown(drift.word),
        shown(drift.elsewhere)
    );
    let edit = drift.is_clear.then(|| text.replace(range.clone(), drift.elsewhere)).flatten();
    let label = format!("Write “{}”", shown(drift.elsewhere));
    found.add(Spot::words(&text, range, message).fixed_by(label, edit));
}

/// Full names that differ in one word by a slip: `Hiroki Standich` and `Hiroki Standish`.
fn full_names<'a>(roll: &Roll<'a>) -> Vec<Drift<'a>> {
    const MOST_ALIKE: usize = 12;
    let mut alike: HashMap<u64, Vec<(usize, usize)>> = HashMap::default();
    let list = roll.full.list();
    for (number, name) in list.iter().enumerate() {
        let count = name.folded.split(' ').count();
        for left_out in (0..count).filter(|_| count <= 4) {
            let mut hasher = DefaultHasher::new();
            (left_out, count).hash(&mut hasher);
            let rest = name.folded.split(' ').enumerate().filter(|(index, _)| *index != left_out);
            rest.for_each(|(_, word)| word.hash(&mut hasher));
            let bucket = alike.entry(hasher.finish()).or_default();
            if bucket.len() < MOST_ALIKE {
                bucket.push((number, left_out));
            }
        }
    }
    let mut buckets: Vec<_> = alike.into_values().filter(|bucket| bucket.len() > 1).collect();
    buckets.sort_unstable();
    let mut drifts = Vec::new();
    for bucket in buckets {
        for (index, (one, place)) in bucket.iter().enumerate() {
            for (other, _) in bucket.iter().skip(index + 1) {
                let (Some(one), Some(other)) = (list.get(*one), list.get(*other)) else { continue };
                drifts.extend(between_full_names(roll, one, other, *place));
            }
        }
    }
    drifts
}

fn between_full_names<'a>(
    roll: &Roll<'a>,
    one: &Spelling<'a>,
    other: &Spelling<'a>,
    place: usize,
) -> Option<Drift<'a>> {
    let word = |name: &Spelling<'a>| name.words.split(' ').nth(place);
    let folded = |name: &Spelling<'a>| name.folded.split(' ').nth(place);
    let (a, b) = (word(one)?, word(other)?);
    let (fold_a, fold_b) = (folded(one)?, folded(other)?);
    let rest_differs = one.words.split(' ').zip(other.words.split(' ')).filter(|(a, b)| a != b);
    if rest_differs.count() != 1 {
        return None;
    }
    let is_last = one.words.split(' ').count() == place + 1;
    let is_thing = |name: &Spelling<'_>| {
        name.at.iter().filter_map(|at| roll.mention(*at)).any(|mention| mention.signs.thing)
    };
    let thing = is_thing(one) || is_thing(other);
    let (letters_a, letters_b) = (Letters::of(fold_a), Letters::of(fold_b));
    let least = letters_a.len().min(letters_b.len());
    let most = match (is_last && !thing, least) {
        (true, 0..3) | (false, 0..5) => return None,
        (true, 3..6) | (false, _) => 1,
        (true, _) => 2,
    };
    letters_a.distance(&letters_b, most)?;
    // With a surname, the bare mentions speak for a spelling too.
    let uses = |name: &Spelling<'_>, word: &str| {
        name.at.len() + if is_last { roll.bare.count(word) } else { 0 }
    };
    let (uses_a, uses_b) = (uses(one, a), uses(other, b));
    let in_copy = |name: &Spelling<'_>| roll.is_in_copy(&name.at);
    // Sisters and villages of like names are named once each; a slip stands against the rest.
    if (!is_last || thing) && fold_a != fold_b {
        let apart = in_copy(one) != in_copy(other);
        let (more, less) = (uses_a.max(uses_b), uses_a.min(uses_b));
        if is_form(fold_a, fold_b) || less != 1 || !(apart || more > 1) {
            return None;
        }
    }
    let a_is_right = match uses_a.cmp(&uses_b) {
        std::cmp::Ordering::Equal => in_copy(one) || !in_copy(other),
        order => order.is_gt(),
    };
    let (wrong, right) = if a_is_right { (other, one) } else { (one, other) };
    if wrong.at.len() > MOST_TOLD {
        return None;
    }
    let (word, elsewhere) = (wrong.words, right.words);
    Some(Drift { at: wrong.at.clone(), word, elsewhere, is_clear: uses_a.abs_diff(uses_b) > 0 })
}

/// Bare names that are a slip of a surname that the story gives in full. A surname that is itself
/// one of the slips that were found vouches for nothing.
fn surnames<'a>(roll: &Roll<'a>, found: &HashSet<&str>, tongue: Tongue) -> Vec<Drift<'a>> {
    let mut shelf = Shelf::default();
    for (number, surname) in roll.surnames.list().iter().enumerate() {
        shelf.put(&surname.letters, number);
    }
    let mut drifts = Vec::new();
    for bare in roll.bare.list() {
        let is_known = roll.inside.contains(bare.words) && !found.contains(bare.words);
        if is_known || bare.at.len() > MOST_TOLD {
            continue;
        }
        let near = shelf.near(&bare.letters).into_iter();
        let surnames = near
            .filter_map(|number| roll.surnames.list().get(number))
            .filter(|surname| surname.words != bare.words && !found.contains(surname.words));
        // The nearest, and of those the one that stands most often.
        let best = surnames
            .filter_map(|surname| Some((slips(roll, bare, surname, tongue)?, surname)))
            .min_by_key(|(slips, surname)| (*slips, usize::MAX - roll.uses(surname.words)));
        let Some((_, surname)) = best else { continue };
        let uses = roll.uses(surname.words);
        if uses < bare.at.len() && surname.at.len() <= MOST_TOLD {
            // The one full name is the odd one.
            let (word, elsewhere) = (surname.words, bare.words);
            drifts.push(Drift { at: surname.at.clone(), word, elsewhere, is_clear: false });
        } else {
            let (word, elsewhere) = (bare.words, surname.words);
            let is_clear = uses > bare.at.len();
            drifts.push(Drift { at: bare.at.clone(), word, elsewhere, is_clear });
        }
    }
    drifts
}

/// How many slips a bare name is away from a surname, if it is likely meant to be that surname.
fn slips(
    roll: &Roll<'_>,
    bare: &Spelling<'_>,
    surname: &Spelling<'_>,
    tongue: Tongue,
) -> Option<usize> {
    let mentions = || bare.at.iter().filter_map(|number| roll.mention(*number));
    // `the Marches`, `in Lorn`, `a Gill`
    if mentions().any(|it| it.signs.article || it.signs.placed || it.signs.thing) {
        return None;
    }
    let is_person = mentions().any(|it| it.signs.speaks || it.signs.acts || it.signs.titled);
    let opens = mentions().all(|it| it.signs.opens);
    let least = bare.letters.len().min(surname.letters.len());
    let most = match least {
        3..5 if is_person && bare.letters.begins_like(&surname.letters) => 1,
        5 if is_person || !opens => 1,
        0..=5 => return None,
        7.. if is_person || !opens && least > 8 => 2,
        _ => 1,
    };
    let slips = bare.letters.distance(&surname.letters, most)?;
    if slips > 1 && !bare.letters.begins_like(&surname.letters) {
        return None;
    }
    // German writes every noun with a capital.
    if tongue == Tongue::German
        && !(bare.letters.begins_like(&surname.letters) && (is_person || opens))
    {
        return None;
    }
    let is_form = bare.folded != surname.folded && is_form(bare.folded, surname.folded);
    if is_form && (!is_person || tongue != Tongue::English) {
        return None;
    }
    Some(slips)
}

/// Names that are never given in full, of places and firms above all: one stands once, the other
/// more often.
fn lone_names<'a>(roll: &Roll<'a>, tongue: Tongue) -> Vec<Drift<'a>> {
    // German writes every noun with a capital, and bends it.
    if tongue == Tongue::German {
        return Vec::new();
    }
    const LEAST_CHARS: usize = 7;
    let is_lone = |it: &Spelling<'_>| it.letters.len() >= LEAST_CHARS;
    let mut shelf = Shelf::default();
    let list = roll.bare.list();
    for (number, name) in list.iter().enumerate().filter(|(_, it)| is_lone(it) && it.at.len() > 1) {
        shelf.put(&name.letters, number);
    }
    let mut drifts = Vec::new();
    for name in list.iter().filter(|it| is_lone(it) && it.at.len() == 1) {
        let Some(mention) = name.at.first().and_then(|at| roll.mention(*at)) else { continue };
        // A tag is a name from its first letter.
        let is_doubtful = mention.signs.opens && mention.role != Role::Label;
        if roll.inside.contains(name.words) || is_doubtful {
            continue;
        }
        let near = shelf.near(&name.letters).into_iter().filter_map(|number| list.get(number));
        let slip = |other: &&Spelling<'_>| {
            name.letters.distance(&other.letters, 1).is_some()
                && name.letters.begins_like(&other.letters)
                && !is_plural(name.folded, other.folded)
        };
        let mut others = near.filter(slip);
        if let Some(other) = others.next() {
            let (word, elsewhere) = (name.words, other.words);
            drifts.push(Drift { at: name.at.clone(), word, elsewhere, is_clear: true });
        }
    }
    drifts
}

/// Whether one word is a form of the other: a plural, a man’s and a woman’s given name.
fn is_form(a: &str, b: &str) -> bool {
    let is_vowel = |letter: char| matches!(letter, 'a' | 'e' | 'i' | 'o' | 'y');
    let stem = |word: &str| word.trim_end_matches(is_vowel).len();
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let is_bent =
        a.get(..stem(a)) == b.get(..stem(b)) && a.len() - stem(a) <= 1 && b.len() - stem(b) <= 1;
    is_bent || is_plural(short, long)
}

/// Whether one word is more than one of the other, somebody from there, or of that creed.
fn is_plural(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    if let Some(ending) = long.strip_prefix(short) {
        return matches!(ending, "s" | "es" | "n" | "an" | "ian");
    }
    let is_creed = |a: &str, b: &str| {
        a.strip_suffix("ism").is_some_and(|stem| b.strip_suffix("ist") == Some(stem))
    };
    is_creed(a, b) || is_creed(b, a)
}
