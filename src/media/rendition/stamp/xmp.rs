//! A stamp as an XMP packet.
//!
//! Standards: XMP part 1 (ISO 16684-1) §7; part 3 §1.1.3.1 for JPEG: a packet fits one segment, so
//! that no Extended XMP is needed. IPTC Photo Metadata 2021.1; PLUS 1.2.
//!
//! Must not know: the file that carries it.

use super::{Lines, Stamp, cut, tidy};

/// The most creators that are written.
const MOST_CREATORS: usize = 20;
/// How long a text may be once it is escaped; all together they fit a segment of 65,502 bytes.
const CAPTION_BYTES: usize = 28_000;
const ALT_BYTES: usize = 8_000;
const TERMS_BYTES: usize = 4_000;
const LINE_BYTES: usize = 2_000;
const NAME_BYTES: usize = 200;

const HEAD: &str = "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>
<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">
<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">
<rdf:Description rdf:about=\"\"
 xmlns:dc=\"http://purl.org/dc/elements/1.1/\"
 xmlns:photoshop=\"http://ns.adobe.com/photoshop/1.0/\"
 xmlns:xmpRights=\"http://ns.adobe.com/xap/1.0/rights/\"
 xmlns:Iptc4xmpCore=\"http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/\"
 xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\"
 xmlns:plus=\"http://ns.useplus.org/ldf/xmp/1.0/\">
";
const TAIL: &str = "</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end=\"w\"?>";

/// The packet, or nothing when the stamp says nothing.
pub(super) fn packet(stamp: &Stamp) -> Option<String> {
    let Stamp { caption, creators, credit, supplier, copyright, usage_terms, alt, source_type } =
        stamp;
    let creators: Vec<_> = creators
        .iter()
        .map(|name| escaped(name, Lines::One, NAME_BYTES))
        .filter(|name| !name.is_empty())
        .take(MOST_CREATORS)
        .collect();
    let supplier = escaped(supplier, Lines::One, NAME_BYTES);
    let line = |text: &str| escaped(text, Lines::One, LINE_BYTES);
    let properties: String = [
        alternative("dc:description", &escaped(caption, Lines::Many, CAPTION_BYTES)),
        list("dc:creator", &creators, |name| format!("<rdf:li>{name}</rdf:li>")),
        alternative("dc:rights", &line(copyright)),
        plain("photoshop:Credit", &line(credit)),
        alternative("xmpRights:UsageTerms", &escaped(usage_terms, Lines::Many, TERMS_BYTES)),
        alternative("Iptc4xmpCore:AltTextAccessibility", &escaped(alt, Lines::Many, ALT_BYTES)),
        plain("Iptc4xmpExt:DigitalSourceType", &line(source_type)),
        list("plus:ImageCreator", &creators, |name| structure("plus:ImageCreatorName", name)),
        list("plus:ImageSupplier", &[supplier], |name| structure("plus:ImageSupplierName", name)),
    ]
    .concat();
    (!properties.is_empty()).then(|| format!("{HEAD}{properties}{TAIL}"))
}

fn plain(name: &str, text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("<{name}>{text}</{name}>\n") }
}

/// A text by language, of which there is one.
fn alternative(name: &str, text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let text = format!("<rdf:li xml:lang=\"x-default\">{text}</rdf:li>");
    format!("<{name}><rdf:Alt>{text}</rdf:Alt></{name}>\n")
}

/// An ordered list of what is not empty.
fn list(name: &str, texts: &[String], item: impl Fn(&str) -> String) -> String {
    let items: String =
        texts.iter().filter(|text| !text.is_empty()).map(|text| item(text)).collect();
    if items.is_empty() {
        return items;
    }
    format!("<{name}><rdf:Seq>{items}</rdf:Seq></{name}>\n")
}

fn structure(name: &str, text: &str) -> String {
    format!("<rdf:li rdf:parseType=\"Resource\"><{name}>{text}</{name}></rdf:li>")
}

/// A text fit to stand between tags, at most so long; no character is cut in two.
fn escaped(text: &str, lines: Lines, most_bytes: usize) -> String {
    let text = tidy(text, lines);
    let mut escaped = String::with_capacity(text.len().min(most_bytes));
    for c in text.chars() {
        let mut letter = [0; 4];
        let letter = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            c => c.encode_utf8(&mut letter),
        };
        if escaped.len() + letter.len() > most_bytes {
            break;
        }
        escaped.push_str(letter);
    }
    let end = escaped.trim_end().len();
    cut(&escaped, end).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_cannot_end_their_element() {
        let stamp =
            Stamp { caption: "1 < 2 & </rdf:li> \"quoted\" ]]>".to_owned(), ..Stamp::default() };
        let packet = packet(&stamp).unwrap();
        assert!(packet.contains(
            "<rdf:li xml:lang=\"x-default\">1 &lt; 2 &amp; &lt;/rdf:li&gt; \"quoted\" ]]&gt;</rdf:li>"
        ));
    }

    #[test]
    fn the_longest_stamp_fits_one_segment() {
        const SEGMENT_BYTES: usize = 65_502;
        for filler in ["&", "x", "日", "🎈"] {
            let long = filler.repeat(70_000);
            let stamp = Stamp {
                caption: long.clone(),
                creators: vec![long.clone(); 100],
                credit: long.clone(),
                supplier: long.clone(),
                copyright: long.clone(),
                usage_terms: long.clone(),
                alt: long.clone(),
                source_type: long,
            };
            let packet = packet(&stamp).unwrap();
            assert!(packet.len() <= SEGMENT_BYTES, "{} of {filler}", packet.len());
            assert!(packet.len() > SEGMENT_BYTES / 2);
        }
    }
}
