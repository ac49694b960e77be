//! Which addresses may stand behind words, and how they are written.

use std::fmt::Write as _;
use std::sync::Arc;

use url::Url;

/// Longer addresses are refused by browsers and proxies alike.
const LONGEST: usize = 8000;

/// The address in a form that every reader of links takes, when it leads to the web, to a mailbox
/// or to a telephone; `None` for everything else: scripts, files, addresses without a scheme.
pub fn safe_address(address: &str) -> Option<Arc<str>> {
    let address = address.trim();
    if address.len() > LONGEST {
        return None;
    }
    let url = Url::parse(address).ok()?;
    let leads_somewhere = match url.scheme() {
        "http" | "https" => url.has_host(),
        "mailto" | "tel" => !url.path().is_empty(),
        _ => false,
    };
    if !leads_somewhere {
        return None;
    }
    // What is written correctly stays as it is; the parser would add a slash to a bare host.
    if is_written_correctly(address) { Some(address.into()) } else { Some(spelled(url.as_str())) }
}

fn is_written_correctly(address: &str) -> bool {
    address.bytes().all(stays) && !address.contains('%') && address.matches('#').count() < 2
}

/// Characters that RFC 3986 lets stand in an address. Brackets are left out: they may only stand
/// around an IPv6 host, and readers differ about them.
fn stays(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&'()*+,;=%".contains(&byte)
}

/// The parser's spelling with what it leaves over put into per cent codes.
fn spelled(address: &str) -> Arc<str> {
    let mut out = String::with_capacity(address.len());
    let host_ends = host_end(address);
    let mut seen_hash = false;
    for (at, c) in address.char_indices() {
        let rest = address.as_bytes().get(at + 1..).unwrap_or_default();
        let is_code = matches!(rest, [a, b, ..] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit());
        let second_hash = c == '#' && seen_hash;
        seen_hash |= c == '#';
        let keep = match c {
            '%' => is_code,
            '#' => !second_hash,
            '[' | ']' => at < host_ends,
            _ => u8::try_from(c).is_ok_and(stays),
        };
        if keep {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                write!(out, "%{byte:02X}").expect("writing to a string does not fail");
            }
        }
    }
    out.into()
}

/// Where the host of `scheme://host/…` ends.
fn host_end(address: &str) -> usize {
    let Some((scheme, rest)) = address.split_once("://") else { return 0 };
    let host = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    scheme.len() + "://".len() + host
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn safe_addresses_stay_and_are_spelled_right() {
        for (address, expected) in [
            ("https://ledger.example", "https://ledger.example"),
            (" https://ledger.example/a?b=c#d ", "https://ledger.example/a?b=c#d"),
            ("HTTP://ledger.example/A", "HTTP://ledger.example/A"),
            ("mailto:ada@ledger.example", "mailto:ada@ledger.example"),
            ("tel:+44-20-7946-0000", "tel:+44-20-7946-0000"),
            ("https://ledger.example/a b|c", "https://ledger.example/a%20b%7Cc"),
            ("https://ledger.example/ü?q=[1]", "https://ledger.example/%C3%BC?q=%5B1%5D"),
            ("https://ledger.example/50%", "https://ledger.example/50%25"),
            ("https://ledger.example/a%20b", "https://ledger.example/a%20b"),
            ("https://ledger.example/#a#b", "https://ledger.example/#a%23b"),
            ("https://[2001:db8::1]/x", "https://[2001:db8::1]/x"),
            ("https://ledger.example/\"><script>", "https://ledger.example/%22%3E%3Cscript%3E"),
            ("https:\\\\ledger.example\\x", "https://ledger.example/x"),
            ("https://ledger.example/\u{202e}x", "https://ledger.example/%E2%80%AEx"),
        ] {
            assert_eq!(safe_address(address).as_deref(), Some(expected), "{address}");
        }
    }

    #[test]
    fn other_addresses_are_no_links() {
        for address in [
            "",
            " ",
            "ledger.example",
            "/a/b",
            "//ledger.example",
            "#top",
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " java\nscript:alert(1)",
            "java\tscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "data:text/html,<script>alert(1)</script>",
            "vbscript:x",
            "file:///etc/passwd",
            "blob:https://ledger.example/x",
            "view-source:https://ledger.example",
            "ftp://ledger.example/x",
            "http://",
            "https:///",
            "mailto:",
            "tel:",
        ] {
            assert_eq!(safe_address(address), None, "{address:?}");
        }
        assert_eq!(safe_address(&format!("https://a.example/{}", "x".repeat(9000))), None);
    }
}
