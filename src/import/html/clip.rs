//! The wrapping of a clipboard: Windows' header, the marks around the fragment, Google Docs' bold.
//!
//! Must not know: what is inside.

/// A fragment out of its wrapping.
pub(super) struct Clip<'a> {
    /// The markup.
    pub(super) html: &'a str,
    /// The page that it was copied from.
    pub(super) source_url: Option<&'a str>,
}

/// Takes the wrapping off.
pub(super) fn read(source: &str) -> Clip<'_> {
    let (html, source_url) = without_header(source);
    Clip { html: marked(html), source_url }
}

/// Windows puts "Version:0.9", byte counts and "`SourceURL`:" in front of the markup.
fn without_header(source: &str) -> (&str, Option<&str>) {
    let trimmed = source.trim_start();
    let is_header = trimmed.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("version:"));
    if !is_header {
        return (source, None);
    }
    let Some(at) = trimmed.find('<') else { return (source, None) };
    let header = trimmed.get(..at).unwrap_or_default();
    let url = header
        .lines()
        .find_map(|line| line.strip_prefix("SourceURL:"))
        .map(str::trim)
        .filter(|url| url.starts_with("http"));
    (trimmed.get(at..).unwrap_or_default(), url)
}

/// What stands between the marks of the fragment.
fn marked(html: &str) -> &str {
    const START: &str = "<!--StartFragment-->";
    const END: &str = "<!--EndFragment-->";
    let Some(start) = html.find(START).map(|at| at + START.len()) else { return html };
    let rest = html.get(start..).unwrap_or_default();
    let end = rest.rfind(END).unwrap_or(rest.len());
    rest.get(..end).unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fragment_comes_out_of_its_wrapping() {
        let source = "Version:0.9\r\nStartHTML:0\r\nSourceURL:https://a.example/1\r\n<html><body>\r\n<!--StartFragment--><p>One</p><!--EndFragment-->\r\n</body></html>";
        let clip = read(source);
        assert_eq!(clip.html, "<p>One</p>");
        assert_eq!(clip.source_url, Some("https://a.example/1"));
        assert_eq!(read("<p>Two</p>").html, "<p>Two</p>");
        assert_eq!(read("<!--StartFragment-->Three").html, "Three");
    }
}
