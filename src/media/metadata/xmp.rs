//! XMP: what RDF says about the picture, whichever of its many spellings was used.
//!
//! A property may be an attribute or an element; a list, an alternative by language or plain text;
//! a structure in an inner description, in attributes or by `parseType`. All of it is read by
//! [`tree`] into one form first.
//!
//! Standards: XMP part 1 (ISO 16684-1) §7; IPTC Photo Metadata 2021.1.
//!
//! Must not know: where the packet stood, what other blocks say.

mod tree;

use super::{Block, Field, Statement, charset, dates};
use tree::{Space, Tree};

/// A property that is of use here. Where two say the same thing, the better one comes first.
struct Property {
    field: Field,
    space: Space,
    name: &'static str,
    /// The part of a structure that holds the words.
    inner: Option<(Space, &'static str)>,
    tag: &'static str,
}

const fn plain(field: Field, space: Space, name: &'static str, tag: &'static str) -> Property {
    Property { field, space, name, inner: None, tag }
}

const fn inside(
    field: Field,
    space: Space,
    name: &'static str,
    inner: (Space, &'static str),
    tag: &'static str,
) -> Property {
    Property { field, space, name, inner: Some(inner), tag }
}

const PROPERTIES: [Property; 25] = [
    plain(Field::Caption, Space::Dc, "description", "dc:description"),
    plain(Field::Headline, Space::Photoshop, "Headline", "photoshop:Headline"),
    plain(Field::Creator, Space::Dc, "creator", "dc:creator"),
    inside(
        Field::Creator,
        Space::Plus,
        "ImageCreator",
        (Space::Plus, "ImageCreatorName"),
        "plus:ImageCreatorName",
    ),
    plain(Field::CreditLine, Space::Photoshop, "Credit", "photoshop:Credit"),
    plain(Field::Copyright, Space::Dc, "rights", "dc:rights"),
    plain(Field::Source, Space::Photoshop, "Source", "photoshop:Source"),
    plain(Field::Alt, Space::Core, "AltTextAccessibility", "Iptc4xmpCore:AltTextAccessibility"),
    plain(
        Field::ExtendedDescription,
        Space::Core,
        "ExtDescrAccessibility",
        "Iptc4xmpCore:ExtDescrAccessibility",
    ),
    plain(Field::Person, Space::Ext, "PersonInImage", "Iptc4xmpExt:PersonInImage"),
    inside(
        Field::Person,
        Space::Ext,
        "PersonInImageWDetails",
        (Space::Ext, "PersonName"),
        "Iptc4xmpExt:PersonInImageWDetails",
    ),
    // The place shown is what a caption means; where the camera stood comes last.
    inside(
        Field::City,
        Space::Ext,
        "LocationShown",
        (Space::Ext, "City"),
        "Iptc4xmpExt:LocationShown",
    ),
    plain(Field::City, Space::Photoshop, "City", "photoshop:City"),
    inside(
        Field::City,
        Space::Ext,
        "LocationCreated",
        (Space::Ext, "City"),
        "Iptc4xmpExt:LocationCreated",
    ),
    inside(
        Field::Country,
        Space::Ext,
        "LocationShown",
        (Space::Ext, "CountryName"),
        "Iptc4xmpExt:LocationShown",
    ),
    plain(Field::Country, Space::Photoshop, "Country", "photoshop:Country"),
    inside(
        Field::Country,
        Space::Ext,
        "LocationCreated",
        (Space::Ext, "CountryName"),
        "Iptc4xmpExt:LocationCreated",
    ),
    plain(Field::Created, Space::Photoshop, "DateCreated", "photoshop:DateCreated"),
    plain(Field::Instructions, Space::Photoshop, "Instructions", "photoshop:Instructions"),
    plain(Field::UsageTerms, Space::Rights, "UsageTerms", "xmpRights:UsageTerms"),
    plain(Field::Expiry, Space::Plus, "LicenseEndDate", "plus:LicenseEndDate"),
    plain(Field::Expiry, Space::Prism, "expirationDate", "prism:expirationDate"),
    plain(Field::SourceType, Space::Ext, "DigitalSourceType", "Iptc4xmpExt:DigitalSourceType"),
    // The names that the two had in drafts of the standard, still written by some.
    plain(Field::SourceType, Space::Ext, "DigitalSourcefileType", "Iptc4xmpExt:DigitalSourceType"),
    plain(Field::Alt, Space::Ext, "AltTextAccessibility", "Iptc4xmpCore:AltTextAccessibility"),
];

/// What a packet says, and whether all of it could be read.
pub(super) fn read(packet: &[u8]) -> (Vec<Statement>, bool) {
    let text = charset::xml(packet);
    let tree = Tree::read(&text);
    let mut statements = Vec::new();
    for property in &PROPERTIES {
        for node in tree.properties(property.space, property.name) {
            let said = match property.inner {
                None => tree.texts(node),
                Some((space, name)) => tree.texts_inside(node, space, name),
            };
            statements.extend(said.into_iter().map(|text| Statement {
                field: property.field,
                block: Block::Xmp,
                tag: property.tag,
                language: text.language,
                value: match property.field {
                    Field::Created | Field::Expiry => {
                        dates::from_xmp(&text.text).unwrap_or(text.text)
                    }
                    _ => text.text,
                },
                may_be_cut: false,
            }));
        }
    }
    (statements, tree.is_whole())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packet(body: &str) -> String {
        format!(
            r#"<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
            xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
            xmlns:dc="http://purl.org/dc/elements/1.1/"
            xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
            xmlns:e="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">{body}</rdf:RDF></x:xmpmeta>"#
        )
    }

    fn said(body: &str, field: Field) -> Vec<(Option<String>, String)> {
        let (statements, _) = read(packet(body).as_bytes());
        let said = statements.into_iter().filter(|said| said.field == field);
        said.map(|said| (said.language, said.value)).collect()
    }

    fn plain(values: &[&str]) -> Vec<(Option<String>, String)> {
        values.iter().map(|value| (None, (*value).to_owned())).collect()
    }

    #[test]
    fn every_spelling_of_a_property_is_read() {
        for body in [
            r#"<rdf:Description rdf:about="" photoshop:City="Hull &amp; Goole"/>"#,
            "<rdf:Description><photoshop:City>Hull &amp; Goole</photoshop:City></rdf:Description>",
            "<rdf:Description><photoshop:City><![CDATA[Hull & Goole]]></photoshop:City></rdf:Description>",
            "<rdf:Description><photoshop:City>Hull &#38; Goole</photoshop:City></rdf:Description>",
            "<rdf:Description><photoshop:City><rdf:Bag><rdf:li>Hull &amp; Goole</rdf:li></rdf:Bag></photoshop:City></rdf:Description>",
            r#"<rdf:Description><photoshop:City rdf:parseType="Resource"><rdf:value>Hull &amp; Goole</rdf:value></photoshop:City></rdf:Description>"#,
            r#"<rdf:Description xmlns:p="http://ns.adobe.com/photoshop/1.0/" p:City="Hull &amp; Goole"/>"#,
            "<rdf:Description>\n <e:LocationShown><rdf:Bag><rdf:li rdf:parseType='Resource'><e:City>Hull &amp; Goole</e:City></rdf:li></rdf:Bag></e:LocationShown></rdf:Description>",
            "<rdf:Description><e:LocationShown><rdf:Bag><rdf:li><rdf:Description><e:City>Hull &amp; Goole</e:City></rdf:Description></rdf:li></rdf:Bag></e:LocationShown></rdf:Description>",
            "<rdf:Description><e:LocationShown><rdf:Bag><rdf:li><rdf:Description e:City='Hull &amp; Goole'/></rdf:li></rdf:Bag></e:LocationShown></rdf:Description>",
            "<rdf:Description><e:LocationShown><rdf:Bag><rdf:li e:City='Hull &amp; Goole'/></rdf:Bag></e:LocationShown></rdf:Description>",
        ] {
            assert_eq!(said(body, Field::City), plain(&["Hull & Goole"]), "{body}");
        }
    }

    #[test]
    fn languages_are_told_apart() {
        let body = "<rdf:Description><dc:description><rdf:Alt>
            <rdf:li xml:lang='x-default'>Ferry</rdf:li><rdf:li xml:lang='de'>Fähre</rdf:li>
            </rdf:Alt></dc:description></rdf:Description>";
        let expected = [("x-default", "Ferry"), ("de", "Fähre")]
            .map(|(l, t)| (Some(l.to_owned()), t.to_owned()));
        assert_eq!(said(body, Field::Caption), expected);
    }

    #[test]
    fn an_address_may_be_a_resource() {
        let body = "<rdf:Description><e:DigitalSourceType rdf:resource='http://cv.example/x'/></rdf:Description>";
        assert_eq!(said(body, Field::SourceType), plain(&["http://cv.example/x"]));
    }

    #[test]
    fn what_stands_before_the_cut_is_kept() {
        let whole = packet(
            "<rdf:Description><dc:creator><rdf:Seq><rdf:li>Kit Orme</rdf:li></rdf:Seq></dc:creator>
             <dc:rights>Orme Pictures</dc:rights></rdf:Description>",
        );
        let cut = whole.split("Pictures").next().unwrap();
        let (statements, is_whole) = read(cut.as_bytes());
        assert!(!is_whole);
        let values: Vec<&str> = statements.iter().map(|said| said.value.as_str()).collect();
        assert_eq!(values, ["Kit Orme", "Orme "]);
        assert!(read(whole.as_bytes()).1);
    }
}
