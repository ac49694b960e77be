//! What wires, press offices and mail programs put around copy.

use super::vocabulary::{LABELS, folded};

/// A label that fills its line is no longer than this.
const LONGEST_LABEL_BYTES: usize = 60;

/// A line of a wire or press office that is not copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wire<'a> {
    /// "URGENT", "FOR IMMEDIATE RELEASE", "PRESS RELEASE".
    Start,
    /// "BC-Ferry Strike,2nd Ld", "FERRY-STRIKE/": the wire's own name for the story.
    Slug(&'a str),
    /// "Eds: adds quotes", "Contact: …": said to colleagues.
    Note(&'a str),
    /// "ENDS", "-30-", "###".
    End,
    /// "(345 words)".
    Count,
    /// "bdt0345 3 vm 312 dpa 0456", "rv/mtz": numbers of the wire, initials of its people.
    Code,
    /// "---", "* * *".
    Rule,
    /// "HEADLINE: …": a field that the reporter named, and its words.
    Field(&'static str, &'a str),
}

/// What a line is, when it is of the wire and not of the story.
pub(crate) fn wire(line: &str) -> Option<Wire<'_>> {
    let line = line.trim();
    if line.is_empty() || line.len() > 2000 {
        return None;
    }
    if is_end(line) {
        return Some(Wire::End);
    }
    if is_rule(line) {
        return Some(Wire::Rule);
    }
    let inner = line.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(line);
    if let Some((label, rest)) = inner.split_once(':') {
        let label_words = folded(label).filter(|_| label.len() <= 50);
        if let Some(words) = label_words {
            if LABELS.desk_note.find(&words).is_some() {
                return Some(Wire::Note(line));
            }
            let name = words.join(" ");
            let field = LABELS.fields.get(&name).copied();
            if let Some(field) = field
                && !rest.trim().is_empty()
                && rest.len() < 400
            {
                return Some(Wire::Field(field, rest.trim()));
            }
            if words.iter().any(|word| {
                matches!(
                    word.as_str(),
                    "words" | "word" | "wörter" | "zeichen" | "mots" | "palabras" | "length"
                )
            }) && folded(rest).is_some_and(|rest| rest == ["#"])
            {
                return Some(Wire::Count);
            }
        }
    }
    if is_code(line) {
        return Some(Wire::Code);
    }
    if let Some(slug) = slug(line) {
        return Some(Wire::Slug(slug));
    }
    if line.len() > LONGEST_LABEL_BYTES {
        return None;
    }
    let words = folded(line.trim_start_matches(['#', ' ']))?;
    if words.len() == 2
        && words.first().is_some_and(|word| word == "#")
        && words.get(1).is_some_and(|word| {
            matches!(word.as_str(), "words" | "wörter" | "zeichen" | "mots" | "palabras")
        })
    {
        return Some(Wire::Count);
    }
    if LABELS.wire_start.find(&words).is_some() {
        return Some(Wire::Start);
    }
    LABELS.desk_note.find(&words).is_some().then_some(Wire::Note(line))
}

fn is_end(line: &str) -> bool {
    if line.len() > LONGEST_LABEL_BYTES {
        return false;
    }
    let bare: String = line.chars().filter(|letter| !letter.is_whitespace()).collect();
    let dashed = bare
        .trim_matches(['-', '–', '—', '(', ')', '/', '*', '.', '_', '=', '+', '[', ']', '«', '»']);
    let had_signs = dashed.len() < bare.len();
    match dashed {
        "" => false,
        "30" => had_signs,
        "###" | "####" | "xxx" | "XXX" | "##" | "#####" => true,
        word => {
            let marked = had_signs
                || !word.chars().any(char::is_lowercase)
                || word.eq_ignore_ascii_case("ends");
            marked
                && folded(line).is_some_and(|words| {
                    let begins_with_number = words.first().is_some_and(|word| word == "#");
                    !begins_with_number && LABELS.wire_end.find(&words).is_some()
                })
        }
    }
}

/// Three signs or more and nothing else.
fn is_rule(line: &str) -> bool {
    let mut signs = 0;
    for letter in line.chars() {
        match letter {
            '-' | '*' | '_' | '=' | '~' | '–' | '—' | '•' | '·' | '+' | '⁂' | '◆' | '■' =>
            {
                signs += 1;
            }
            ' ' | '\t' | '\u{a0}' => {}
            _ => return false,
        }
    }
    signs >= 3
}

/// Numbers and letters that no reader reads: a code with figures in it first and figures in half
/// of the words, or initials parted by strokes.
fn is_code(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let has_digit = |word: &&&str| word.bytes().any(|byte| byte.is_ascii_digit());
    let mixed = words.first().is_some_and(|first| {
        has_digit(&first)
            && first.bytes().any(|byte| byte.is_ascii_lowercase())
            && first.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && first.len() >= 5
    });
    let figures = words.iter().filter(has_digit).count();
    let numbered = mixed
        && (2..=10).contains(&words.len())
        && figures * 2 >= words.len()
        && words.iter().all(|word| word.len() <= 8);
    let initials = words.len() == 1
        && line.contains('/')
        && line.len() <= 16
        && line.split('/').all(|part| {
            (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_lowercase())
        });
    numbered || initials || names_media(line)
}

/// "(foto) (vídeo)": what comes with the copy, each in brackets.
fn names_media(line: &str) -> bool {
    const MEDIA: [&str; 16] = [
        "foto",
        "fotos",
        "vídeo",
        "video",
        "audio",
        "infografía",
        "photo",
        "photos",
        "vidéo",
        "graphic",
        "bild",
        "bilder",
        "grafik",
        "archivo",
        "infographie",
        "with photo",
    ];
    let lower = line.to_lowercase();
    let parts: Vec<&str> =
        lower.split(['(', ')']).map(str::trim).filter(|part| !part.is_empty()).collect();
    lower.starts_with('(')
        && lower.ends_with(')')
        && parts.iter().all(|part| MEDIA.contains(part))
        && !parts.is_empty()
}

/// The wire's name for a story: words in one, joined by hyphens, in capitals or behind "BC-".
fn slug(line: &str) -> Option<&str> {
    if line.len() > 90 || line.split_whitespace().count() > 7 || line.contains("://") {
        return None;
    }
    let bare = line.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let first = bare.split_whitespace().next()?;
    // "Unwetter/Verkehr/"
    if bare == first
        && first.ends_with('/')
        && first.matches('/').count() >= 1
        && first.starts_with(char::is_uppercase)
    {
        return Some(bare);
    }
    let (head, _) = first.split_once('-')?;
    let coded =
        matches!(head, "BC" | "AM" | "PM" | "AP" | "WR" | "US" | "UK" | "EU" | "LEAD" | "AFP")
            && first.matches('-').count() >= 1
            && (line.contains("--")
                || line.contains(',')
                || first.matches('-').count() >= 2
                || head == "BC");
    let no_small = !first.chars().any(char::is_lowercase);
    let reuters = no_small
        && (first.ends_with('/') || first.contains('/'))
        && !first.starts_with(|letter: char| letter.is_ascii_digit());
    let alone = bare == first
        && first.matches('-').count() >= 1
        && first.chars().all(|letter| letter.is_alphanumeric() || letter == '-')
        && first.len() >= 8
        && (no_small || !first.chars().any(char::is_uppercase));
    (coded || reuters || alone).then_some(bare)
}

/// A line of the header of a forwarded message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MailHeader<'a> {
    /// "Subject: FW: Ferry line reprieved": the subject without its prefixes.
    Subject(&'a str),
    /// "From: …", "Sent: …".
    Other,
    /// "---------- Forwarded message ---------".
    Rule,
}

/// What a line of a mail's header is.
pub(crate) fn mail_header(line: &str) -> Option<MailHeader<'_>> {
    let line = line.trim();
    if line.len() > 500 {
        return None;
    }
    if folded(line).is_some_and(|words| LABELS.mail_rule.find(&words).is_some()) {
        return Some(MailHeader::Rule);
    }
    let (label, rest) = line.split_once(':')?;
    let words = folded(label).filter(|_| label.len() <= 14)?;
    LABELS.mail_header.find(&words)?;
    if LABELS.mail_subject.find(&words).is_none() {
        return Some(MailHeader::Other);
    }
    let mut subject = rest.trim();
    loop {
        let prefix = subject.split_once(':').filter(|(prefix, _)| {
            matches!(
                prefix.trim().to_lowercase().as_str(),
                "fw" | "fwd" | "re" | "wg" | "aw" | "tr" | "rv" | "rif"
            )
        });
        match prefix {
            Some((_, rest)) => subject = rest.trim(),
            None => return Some(MailHeader::Subject(subject)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_the_wire() {
        for (line, expected) in [
            ("URGENT", Some(Wire::Start)),
            ("FOR IMMEDIATE RELEASE", Some(Wire::Start)),
            ("PRESSEMITTEILUNG", Some(Wire::Start)),
            (
                "BC-Brindle Bay-Ferry Strike,2nd Ld-Writethru",
                Some(Wire::Slug("BC-Brindle Bay-Ferry Strike,2nd Ld-Writethru")),
            ),
            ("FERRY-STRIKE/ (UPDATE 2)", Some(Wire::Slug("FERRY-STRIKE/ (UPDATE 2)"))),
            (
                "(Eds: Adds quotes from the union.)",
                Some(Wire::Note("(Eds: Adds quotes from the union.)")),
            ),
            ("EDS NOTE: graf 4 is new", Some(Wire::Note("EDS NOTE: graf 4 is new"))),
            (
                "Pressekontakt: Ada Beispiel, 0123",
                Some(Wire::Note("Pressekontakt: Ada Beispiel, 0123")),
            ),
            ("-30-", Some(Wire::End)),
            ("ENDS", Some(Wire::End)),
            ("(END)", Some(Wire::End)),
            ("# # #", Some(Wire::End)),
            ("- Ende -", Some(Wire::End)),
            ("(345 words)", Some(Wire::Count)),
            ("bdt0345 3 vm 312 dpa 0456", Some(Wire::Code)),
            ("rv/mtz", Some(Wire::Code)),
            ("Unwetter/Verkehr/", Some(Wire::Slug("Unwetter/Verkehr/"))),
            ("and/or", Some(Wire::Code)),
            ("A320 makes emergency landing", None),
            ("* * *", Some(Wire::Rule)),
            ("---", Some(Wire::Rule)),
            (
                "HEADLINE: Ferry line reprieved",
                Some(Wire::Field("headline", "Ferry line reprieved")),
            ),
            ("Covid-19 cases rise", None),
            ("End", None),
            ("30", None),
            ("The strike ends", None),
            ("Mother-in-law jokes are over", None),
        ] {
            assert_eq!(wire(line), expected, "{line}");
        }
    }

    #[test]
    fn headers_of_forwarded_mail() {
        assert_eq!(
            mail_header("Subject: Fwd: RE: Ferry line reprieved"),
            Some(MailHeader::Subject("Ferry line reprieved"))
        );
        assert_eq!(mail_header("Von: Ada Beispiel <ada@outlet.example>"), Some(MailHeader::Other));
        assert_eq!(mail_header("---------- Forwarded message ---------"), Some(MailHeader::Rule));
        assert_eq!(mail_header("The minister said: no"), None);
    }
}
