//! Addresses in Markdown: kept only when they can do no harm.
//!
//! Must not know: what a link is shown as, or what it says.

use url::Url;

/// Longer addresses are not addresses.
const LONGEST_ADDRESS: usize = 8 * 1024;

/// What an address leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A page, a mailbox or a telephone: kept.
    Address(String),
    /// A place on the same page, or nothing at all: the words stay, the link goes.
    Nowhere,
    /// It is relative, and Markdown does not say where it lives.
    Relative(String),
    /// A program or something else that could do harm.
    Unsafe,
}

/// What the destination of a link or picture leads to.
pub(super) fn target(destination: &str) -> Target {
    // Browsers drop these letters wherever they stand, so `java\nscript:` is a program too.
    let address: String = destination
        .trim_matches(|letter: char| letter <= ' ')
        .chars()
        .filter(|letter| !letter.is_control())
        .take(LONGEST_ADDRESS + 1)
        .collect();
    if address.is_empty() || address.starts_with('#') {
        return Target::Nowhere;
    }
    if address.len() > LONGEST_ADDRESS {
        return Target::Unsafe;
    }
    if let Some(rest) = address.strip_prefix("//") {
        return if rest.is_empty() { Target::Nowhere } else { web(&format!("https://{rest}")) };
    }
    let Some(scheme) = scheme(&address) else { return Target::Relative(address) };
    match scheme.as_str() {
        "http" | "https" => web(&address),
        "mailto" | "tel" => {
            let after = address.get(scheme.len() + 1..).unwrap_or_default();
            if after.is_empty() || after.starts_with('?') {
                Target::Nowhere
            } else {
                Target::Address(format!("{scheme}:{after}"))
            }
        }
        _ => Target::Unsafe,
    }
}

/// Addresses are kept letter for letter; only what the standard forbids (spaces) is escaped.
fn web(address: &str) -> Target {
    match Url::parse(address) {
        Ok(url) if url.host_str().is_some() => {
            let plain =
                address.bytes().all(|it| it.is_ascii_graphic() && !b"\\\"<>`".contains(&it));
            Target::Address(if plain { address.to_owned() } else { url.to_string() })
        }
        _ => Target::Nowhere,
    }
}

/// The scheme in lower case. Whatever stands before a colon that is not part of a path counts as
/// one, however odd its letters.
fn scheme(address: &str) -> Option<String> {
    let (scheme, _) = address.split_once(':')?;
    (!scheme.contains(['/', '?', '#'])).then(|| scheme.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_safe_addresses_are_kept() {
        for (destination, expected) in [
            ("https://b.example/x?y=1", Target::Address("https://b.example/x?y=1".into())),
            ("//c.example/x", Target::Address("https://c.example/x".into())),
            ("HTTP://c.example/ä b", Target::Address("http://c.example/%C3%A4%20b".into())),
            ("mailto:ada@a.example", Target::Address("mailto:ada@a.example".into())),
            ("TEL:+4712", Target::Address("tel:+4712".into())),
            ("mailto:?subject=Ferry", Target::Nowhere),
            ("#note", Target::Nowhere),
            ("", Target::Nowhere),
            ("https://", Target::Nowhere),
            ("media/a.jpg", Target::Relative("media/a.jpg".into())),
            ("/sport?at=12:30", Target::Relative("/sport?at=12:30".into())),
            (" JaVaScript:alert(1)", Target::Unsafe),
            ("java\tscript:alert(1)", Target::Unsafe),
            ("\u{1}javascript:alert(1)", Target::Unsafe),
            ("data:text/html,x", Target::Unsafe),
            ("vbscript:x", Target::Unsafe),
            ("file:///etc/hosts", Target::Unsafe),
            ("ｊavascript:alert(1)", Target::Unsafe),
        ] {
            assert_eq!(target(destination), expected, "{destination:?}");
        }
    }
}
