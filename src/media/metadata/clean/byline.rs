//! Byline and credit line: who made the picture, and who supplied it.
//!
//! Desks put both into either field: `KIT ORME/AFP` as the byline, `Photo by Kit Orme` as the
//! credit line, `Reuters` as both. [`credit::parse`] tells people from agencies.
//!
//! Must not know: where the two fields stood.

use super::{boilerplate, label, name};
use crate::media::credit;
use crate::story::{Credit, CreditState};

/// The longest byline that is looked at; longer ones are prose.
const LONGEST_BYTES: usize = 600;
/// The most makers of one picture.
const MOST_CREATORS: usize = 500;

/// A byline, told apart. What could not be told apart is a creator, as its field says.
pub(super) fn read(byline: &str) -> Credit {
    if byline.len() > LONGEST_BYTES {
        return Credit {
            creators: vec![byline.to_owned()],
            verbatim: byline.to_owned(),
            ..Credit::default()
        };
    }
    let bare = label::without(byline);
    let parsed = credit::parse(byline);
    let parsed = match parsed.state() {
        CreditState::Parsed => parsed,
        CreditState::Unparsed | CreditState::Missing => credit::parse(bare),
    };
    if parsed.state() == CreditState::Parsed || !parsed.markers.is_empty() {
        return Credit { verbatim: byline.to_owned(), ..parsed };
    }
    let creators: Vec<String> = bare
        .split(';')
        .map(|part| name::proper(label::without(part)))
        .filter(|part| !boilerplate::says_nothing(super::Field::Creator, part))
        .collect();
    Credit { creators, verbatim: byline.to_owned(), ..Credit::default() }
}

/// The credit of a picture by its bylines and its credit line.
///
/// A credit line that cannot be told apart has to be printed as it is: then only the verbatim text
/// is filled in, so that nothing that a supplier asks for gets lost.
pub(super) fn credit(bylines: &[String], line: &str) -> Credit {
    let mut all = Credit::default();
    for byline in bylines {
        add(&mut all, read(byline));
    }
    let written = bylines.join(", ");
    let both = match (written.is_empty(), line.is_empty()) {
        (_, true) => written,
        (true, false) => line.to_owned(),
        (false, false) if small(line).contains(&small(&written)) => line.to_owned(),
        (false, false) => format!("{written}/{line}"),
    };
    all.verbatim.clone_from(&both);
    if line.is_empty() {
        return all;
    }
    let mut parsed = credit::parse(line);
    if parsed.state() != CreditState::Parsed && !all.creators.is_empty() {
        // An outlet that the table does not know is one when it stands after a maker.
        parsed = credit::parse(&format!("{}/{line}", all.creators.join(", ")));
    }
    if parsed.state() != CreditState::Parsed {
        return Credit { verbatim: both, ..Credit::default() };
    }
    add(&mut all, parsed);
    all
}

/// Adds what is new.
fn add(all: &mut Credit, more: Credit) {
    let Credit { creators, agencies, markers, provider, verbatim: _ } = more;
    let known =
        |names: &[String], name: &str| names.iter().any(|other| small(other) == small(name));
    for creator in creators {
        if all.creators.len() < MOST_CREATORS && !known(&all.creators, &creator) {
            all.creators.push(creator);
        }
    }
    all.provider = all.provider.take().or(provider);
    for agency in agencies {
        let is_provider = all.provider.as_ref().is_some_and(|name| small(name) == small(&agency));
        if !known(&all.agencies, &agency) && !known(&all.creators, &agency) && !is_provider {
            all.agencies.push(agency);
        }
    }
    if let Some(provider) = &all.provider {
        let provider = small(provider);
        all.agencies.retain(|agency| small(agency) != provider);
    }
    for marker in markers {
        if !all.markers.contains(&marker) {
            all.markers.push(marker);
        }
    }
}

fn small(name: &str) -> String {
    name.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::credit;
    use crate::story::{Credit, Marker};

    #[test]
    fn makers_and_suppliers_are_told_apart() {
        let parts = |credit: &Credit| {
            let list = |names: &[String]| names.join("+");
            let provider = credit.provider.as_deref().unwrap_or_default();
            format!("{}|{}|{provider}", list(&credit.creators), list(&credit.agencies))
        };
        for (bylines, line, expected) in [
            (&["KIT ORME"][..], "AFP", "Kit Orme|AFP|"),
            (&["KIT ORME/AFP"], "AFP", "Kit Orme|AFP|"),
            (&["Photo by KIT ORME"], "AFP via Getty Images", "Kit Orme|AFP|Getty Images"),
            (&["KIT ORME"], "AFP via Getty Images", "Kit Orme|AFP|Getty Images"),
            (&["Kit Orme/Getty Images"], "Getty Images", "Kit Orme|Getty Images|"),
            (&["© Kit Orme"], "Kit Orme", "Kit Orme||"),
            (&[""], "Photo: Kit Orme/REUTERS", "Kit Orme|Reuters|"),
            (&["Reuters"], "REUTERS", "|Reuters|"),
            (&["STRINGER"], "REUTERS", "|Reuters|"),
            (&["Kit Orme", "Ana Ruiz"], "dpa", "Kit Orme+Ana Ruiz|dpa|"),
            (&["Kit Orme; Ana Ruiz"], "dpa", "Kit Orme+Ana Ruiz|dpa|"),
            (&["Kit Orme"], "Lantern", "Kit Orme|Lantern|"),
            (&["Zed"], "Reuters", "Zed|Reuters|"),
            (&["Zed"], "", "Zed||"),
            // Only word for word.
            (&["Kit Orme"], "CC BY-SA 4.0", "||"),
            (&[], "", "||"),
        ] {
            let bylines: Vec<String> = bylines.iter().map(|byline| (*byline).to_owned()).collect();
            let credit = credit(&bylines, line);
            assert_eq!(parts(&credit), expected, "{bylines:?} {line}");
        }
    }

    #[test]
    fn the_words_as_they_came_are_kept() {
        for (byline, line, verbatim) in [
            ("KIT ORME", "AFP", "KIT ORME/AFP"),
            ("KIT ORME", "Kit Orme/AFP", "Kit Orme/AFP"),
            ("KIT ORME", "", "KIT ORME"),
            ("Kit Orme", "CC BY-SA 4.0", "Kit Orme/CC BY-SA 4.0"),
        ] {
            assert_eq!(credit(&[byline.to_owned()], line).verbatim, verbatim);
        }
        let pool = credit(&["KIT ORME".to_owned()], "POOL/AFP");
        assert_eq!(pool.markers, [Marker::Pool]);
    }
}
