//! Addresses on a page: made whole against the page's own address, and kept only when safe.
//!
//! Must not know: what a link is shown as.

use url::Url;

use super::dom::Dom;

/// Longer addresses are not addresses.
const LONGEST_ADDRESS: usize = 8 * 1024;

/// Makes the addresses of a page whole.
#[derive(Debug, Default)]
pub(super) struct Links {
    base: Option<Url>,
}

/// What an `href` leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A page, a mailbox or a telephone: kept.
    Address(String),
    /// A place on the same page, or nothing at all: the words stay, the link goes.
    Nowhere,
    /// It is relative, and the page does not say where it lives.
    Unknown(String),
    /// A program or something else that could do harm.
    Unsafe,
}

impl Links {
    /// Reads where the page lives: `<base>`, else its canonical address, else `og:url`.
    pub(super) fn of_page(dom: &Dom) -> Self {
        let base = dom.find(0, "base").find_map(|index| web_address(dom.attribute(index, "href")?));
        let canonical = || {
            dom.find(0, "link").find_map(|index| {
                let rel = dom.attribute(index, "rel")?;
                let is_canonical = rel.eq_ignore_ascii_case("canonical");
                is_canonical.then(|| web_address(dom.attribute(index, "href")?)).flatten()
            })
        };
        let social = || {
            dom.find(0, "meta").find_map(|index| {
                let is_url = dom.attribute(index, "property") == Some("og:url");
                is_url.then(|| web_address(dom.attribute(index, "content")?)).flatten()
            })
        };
        Self { base: base.or_else(canonical).or_else(social) }
    }

    /// The page was copied from here, if it does not say so itself.
    pub(super) fn assume(&mut self, url: &str) {
        if self.base.is_none() {
            self.base = web_address(url);
        }
    }

    /// The host of the page without `www.`, in lower case; empty when it is not known.
    pub(super) fn host(&self) -> &str {
        let host = self.base.as_ref().and_then(Url::host_str).unwrap_or_default();
        host.strip_prefix("www.").unwrap_or(host)
    }

    /// What an `href` or `src` leads to.
    pub(super) fn target(&self, href: &str) -> Target {
        // Browsers drop these letters wherever they stand, so `java\nscript:` is a program too.
        let href: String = href
            .trim_matches(|letter: char| letter <= ' ')
            .chars()
            .filter(|letter| !matches!(letter, '\t' | '\n' | '\r'))
            .take(LONGEST_ADDRESS + 1)
            .collect();
        if href.is_empty() || href.starts_with('#') {
            return Target::Nowhere;
        }
        if href.len() > LONGEST_ADDRESS {
            return Target::Unsafe;
        }
        match scheme(&href) {
            Some(scheme) if matches!(scheme.as_str(), "http" | "https") => {
                match Url::parse(&href) {
                    Ok(url) if url.host_str().is_some() => {
                        Target::Address(kept_as_written(&href, &url))
                    }
                    _ => Target::Nowhere,
                }
            }
            Some(scheme) if matches!(scheme.as_str(), "mailto" | "tel") => {
                let after = href.get(scheme.len() + 1..).unwrap_or_default();
                if after.is_empty() || after.starts_with('?') {
                    Target::Nowhere
                } else {
                    Target::Address(format!("{scheme}:{after}"))
                }
            }
            Some(_) => Target::Unsafe,
            None => match &self.base {
                Some(base) => {
                    base.join(&href).map_or(Target::Nowhere, |url| Target::Address(url.to_string()))
                }
                None if href.starts_with("//") => Target::Address(format!("https:{href}")),
                None => Target::Unknown(href),
            },
        }
    }

    /// The address, when it is safe and whole.
    pub(super) fn address(&self, href: &str) -> Option<String> {
        match self.target(href) {
            Target::Address(url) => Some(url),
            _ => None,
        }
    }
}

/// The scheme of an address in lower case.
fn scheme(href: &str) -> Option<String> {
    let (scheme, _) = href.split_once(':')?;
    let valid = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    // `&#106;avascript` and the like reach us decoded; control letters inside do not count.
    let bare: String = scheme.chars().filter(|letter| !letter.is_control()).collect();
    if valid {
        Some(scheme.to_ascii_lowercase())
    } else if bare.len() < scheme.len() {
        Some(bare.to_ascii_lowercase())
    } else {
        None
    }
}

/// Addresses are kept letter for letter; only what the standard forbids (spaces) is escaped.
fn kept_as_written(href: &str, url: &Url) -> String {
    let plain = href.bytes().all(|byte| byte.is_ascii_graphic() && !b"\\\"<>`".contains(&byte));
    if plain { href.to_owned() } else { url.to_string() }
}

fn web_address(href: &str) -> Option<Url> {
    Url::parse(href).ok().filter(|url| matches!(url.scheme(), "http" | "https"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_safe_addresses_are_kept() {
        let links = Links { base: Url::parse("https://a.example/news/1.html").ok() };
        for (href, expected) in [
            (
                "https://b.example/x?utm_source=y",
                Target::Address("https://b.example/x?utm_source=y".into()),
            ),
            ("../sport", Target::Address("https://a.example/sport".into())),
            ("//c.example/x", Target::Address("https://c.example/x".into())),
            ("mailto:ada@a.example", Target::Address("mailto:ada@a.example".into())),
            ("mailto:?subject=Ferry", Target::Nowhere),
            ("tel:+4712", Target::Address("tel:+4712".into())),
            ("#note1", Target::Nowhere),
            ("", Target::Nowhere),
            ("javascript:alert(1)", Target::Unsafe),
            (" JaVaScript:alert(1)", Target::Unsafe),
            ("java\nscript:alert(1)", Target::Unsafe),
            ("\u{1}javascript:alert(1)", Target::Unsafe),
            ("vbscript:x", Target::Unsafe),
            ("data:text/html,<script>", Target::Unsafe),
            ("file:///etc/passwd", Target::Unsafe),
            ("blob:https://a.example/1", Target::Unsafe),
        ] {
            assert_eq!(links.target(href), expected, "{href:?}");
        }
        assert_eq!(Links::default().target("/x"), Target::Unknown("/x".into()));
    }
}
