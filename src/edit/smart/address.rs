//! Whether a web or e-mail address is being typed.

use super::tail;

/// Longer words are not looked at whole, in bytes.
const LONGEST: usize = 512;

/// Names before the colon of an address.
const SCHEMES: &[&str] =
    &["http", "https", "ftp", "ftps", "sftp", "mailto", "tel", "sms", "file", "data", "doi", "urn"];

/// Whether the word before the caret is an address, so that whatever is typed next may belong
/// to it.
pub(super) fn is_being_typed(before: &str) -> bool {
    let word = last_word(before);
    let Some(head) = word.get(..word.len().min(4)) else {
        // An address begins with plain letters.
        return is_mail(word);
    };
    head.eq_ignore_ascii_case("www.")
        || word.contains("://")
        || word.split_once(':').is_some_and(|(scheme, _)| is_scheme(scheme))
        || word.split_once('/').is_some_and(|(host, _)| is_host(host))
        || is_punycode(word)
        || is_mail(word)
}

/// Whether a colon typed here ends the name of a scheme: `https:`.
pub(super) fn ends_with_scheme(before: &str) -> bool {
    is_scheme(last_word(before))
}

/// What stands before the caret since the last space or quotation mark, without the bracket or
/// mark that it begins with.
fn last_word(before: &str) -> &str {
    let ends =
        |c: char| c.is_whitespace() || matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '<' | '>');
    let word = tail(before, LONGEST).rsplit(ends).next().unwrap_or_default();
    word.trim_start_matches(['(', '[', '{', '\'', '‘', '’', '‚', '‹'])
}

fn is_scheme(word: &str) -> bool {
    SCHEMES.iter().any(|scheme| scheme.eq_ignore_ascii_case(word))
}

/// `desk.example`, but not `1.5` or `z.B.`.
fn is_host(host: &str) -> bool {
    let Some((name, top)) = host.rsplit_once('.') else { return false };
    let is_label = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    !name.is_empty()
        && name.chars().all(is_label)
        && top.len() >= 2
        && top.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// `xn--…`, whose hyphens are no dash.
fn is_punycode(word: &str) -> bool {
    word.rsplit('.')
        .next()
        .is_some_and(|label| label.get(..3).is_some_and(|head| head.eq_ignore_ascii_case("xn-")))
}

/// `kit.orme@desk`, but not the name `@kit`.
fn is_mail(word: &str) -> bool {
    word.split_once('@').is_some_and(|(name, _)| {
        name.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+'))
            && name.is_ascii()
    })
}
