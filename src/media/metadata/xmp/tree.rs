//! An XMP packet as a tree in which all spellings of RDF look alike.
//!
//! Attributes are children like elements are. Nodes and depth are bounded, nothing recurses, and a
//! packet that breaks off keeps what came before.
//!
//! Must not know: which properties matter.

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

/// The most nodes of one packet. Photoshop’s longest histories have some thousands.
const MOST_NODES: usize = 100_000;
/// The deepest element that is read; IPTC’s structures take a dozen levels.
const DEEPEST: usize = 48;
/// The longest name of a language that is taken for one.
const LONGEST_LANGUAGE_BYTES: usize = 64;
/// The most prefixes that are known at one time.
const MOST_PREFIXES: usize = 256;

/// The namespaces that matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    /// RDF itself.
    Rdf,
    /// `xml:lang`.
    Xml,
    /// Dublin Core.
    Dc,
    /// Photoshop.
    Photoshop,
    /// IPTC Core.
    Core,
    /// IPTC Extension.
    Ext,
    /// PLUS.
    Plus,
    /// Rights.
    Rights,
    /// PRISM.
    Prism,
    /// Any other.
    Other,
}

impl Space {
    /// By its address; some writers use an older one.
    fn by_address(address: &str) -> Self {
        match address.trim().trim_end_matches(['/', '#']) {
            "http://www.w3.org/1999/02/22-rdf-syntax-ns" => Self::Rdf,
            "http://purl.org/dc/elements/1.1" | "http://purl.org/dc/1.1" => Self::Dc,
            "http://ns.adobe.com/photoshop/1.0" => Self::Photoshop,
            "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns" => Self::Core,
            "http://iptc.org/std/Iptc4xmpExt/2008-02-29"
            | "http://iptc.org/std/Iptc4xmpExt/2008-02-19" => Self::Ext,
            "http://ns.useplus.org/ldf/xmp/1.0" | "http://ns.useplus.org/ldf/1.0" => Self::Plus,
            "http://ns.adobe.com/xap/1.0/rights" => Self::Rights,
            other if other.starts_with("http://prismstandard.org/namespaces/basic/") => Self::Prism,
            _ => Self::Other,
        }
    }

    /// By the prefix that everybody uses, for packets that do not say what theirs mean.
    fn by_prefix(prefix: &[u8]) -> Self {
        match prefix {
            b"rdf" => Self::Rdf,
            b"xml" => Self::Xml,
            b"dc" => Self::Dc,
            b"photoshop" => Self::Photoshop,
            b"Iptc4xmpCore" => Self::Core,
            b"Iptc4xmpExt" => Self::Ext,
            b"plus" => Self::Plus,
            b"xmpRights" | b"xapRights" => Self::Rights,
            b"prism" => Self::Prism,
            _ => Self::Other,
        }
    }
}

/// An element or attribute.
#[derive(Debug)]
struct Node {
    space: Space,
    name: String,
    children: Vec<usize>,
    text: String,
    language: Option<String>,
}

/// Words, with their language if it is said.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Text {
    pub(super) language: Option<String>,
    pub(super) text: String,
}

/// A packet, read.
#[derive(Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    /// The descriptions that stand in `rdf:RDF`.
    descriptions: Vec<usize>,
    is_whole: bool,
}

/// What is known while reading.
#[derive(Default)]
struct Open {
    /// The open elements; `None` for one that is not kept.
    elements: Vec<Option<usize>>,
    /// Prefix, meaning, and how many elements were open when it was declared.
    prefixes: Vec<(Vec<u8>, Space, usize)>,
}

impl Open {
    fn space(&self, prefix: Option<&[u8]>, is_attribute: bool) -> Space {
        // An attribute without a prefix belongs to its element, not to the default namespace.
        if prefix.is_none() && is_attribute {
            return Space::Other;
        }
        let prefix = prefix.unwrap_or_default();
        let declared = self.prefixes.iter().rev().find(|(known, ..)| known == prefix);
        declared.map_or_else(|| Space::by_prefix(prefix), |(_, space, _)| *space)
    }
}

impl Tree {
    /// Reads a packet as far as it makes sense.
    pub(super) fn read(text: &str) -> Self {
        let mut tree = Self::default();
        let mut open = Open::default();
        let begin = text.find('<').unwrap_or(text.len());
        let mut reader = Reader::from_str(text.get(begin..).unwrap_or_default());
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        loop {
            match reader.read_event() {
                Ok(Event::Start(element)) => tree.begin(&element, &mut open),
                Ok(Event::Empty(element)) => {
                    tree.begin(&element, &mut open);
                    end(&mut open);
                }
                Ok(Event::End(_)) => end(&mut open),
                Ok(Event::Text(text)) => tree.say(&open, &text.decode().unwrap_or_default()),
                Ok(Event::CData(text)) => tree.say(&open, &text.decode().unwrap_or_default()),
                Ok(Event::GeneralRef(reference)) => {
                    let name = reference.decode().unwrap_or_default();
                    let written = format!("&{name};");
                    tree.say(&open, &unescape(&written).unwrap_or(written.as_str().into()));
                }
                Ok(Event::Eof) => {
                    tree.is_whole = open.elements.is_empty();
                    break;
                }
                Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
                Err(_) => break,
            }
        }
        tree
    }

    /// Whether the packet was well formed to its end.
    pub(super) fn is_whole(&self) -> bool {
        self.is_whole
    }

    fn begin(&mut self, element: &BytesStart<'_>, open: &mut Open) {
        let depth = open.elements.len();
        for attribute in element.html_attributes().with_checks(false).flatten() {
            let key = attribute.key.as_ref();
            let prefix = match key.strip_prefix(b"xmlns") {
                Some(b"") => &[][..],
                Some([b':', prefix @ ..]) => prefix,
                _ => continue,
            };
            if open.prefixes.len() < MOST_PREFIXES {
                let address = value(&attribute.value);
                open.prefixes.push((prefix.to_vec(), Space::by_address(&address), depth));
            }
        }
        let name = element.name();
        let space = open.space(name.prefix().map(|prefix| prefix.into_inner()), false);
        let parent = open.elements.last().copied();
        let kept = depth < DEEPEST && parent != Some(None);
        let node = if kept {
            self.add(parent.flatten(), space, name.local_name().into_inner())
        } else {
            None
        };
        open.elements.push(node);
        let Some(node) = node else { return };
        let above = parent.flatten().and_then(|parent| self.nodes.get(parent));
        if self.is_rdf(node, "Description")
            && above.is_none_or(|above| above.space == Space::Rdf && above.name == "RDF")
        {
            self.descriptions.push(node);
        }
        for attribute in element.html_attributes().with_checks(false).flatten() {
            let key = attribute.key;
            let prefix = key.prefix().map(|prefix| prefix.into_inner());
            if attribute.key.as_ref().starts_with(b"xmlns") {
                continue;
            }
            let space = open.space(prefix, true);
            let (name, said) = (key.local_name(), value(&attribute.value));
            match (space, name.as_ref()) {
                (Space::Xml, b"lang") if said.len() <= LONGEST_LANGUAGE_BYTES => {
                    self.change(node, |node| node.language = Some(said));
                }
                (Space::Rdf, b"resource") => self.change(node, |node| node.text = said),
                // How the RDF is written, not what it says.
                (Space::Xml | Space::Other, _)
                | (Space::Rdf, b"about" | b"ID" | b"nodeID" | b"datatype" | b"parseType") => {}
                (space, name) => {
                    if let Some(child) = self.add(Some(node), space, name) {
                        self.change(child, |child| child.text = said);
                    }
                }
            }
        }
    }

    fn add(&mut self, parent: Option<usize>, space: Space, name: &[u8]) -> Option<usize> {
        let index = self.nodes.len();
        if index >= MOST_NODES {
            return None;
        }
        self.nodes.push(Node {
            space,
            name: String::from_utf8_lossy(name).into_owned(),
            children: Vec::new(),
            text: String::new(),
            language: None,
        });
        if let Some(parent) = parent {
            self.change(parent, |parent| parent.children.push(index));
        }
        Some(index)
    }

    fn change(&mut self, node: usize, change: impl FnOnce(&mut Node)) {
        if let Some(node) = self.nodes.get_mut(node) {
            change(node);
        }
    }

    fn say(&mut self, open: &Open, text: &str) {
        if let Some(Some(node)) = open.elements.last() {
            self.change(*node, |node| node.text.push_str(text));
        }
    }

    /// The properties of the picture by that name, in the order of the packet.
    pub(super) fn properties(&self, space: Space, name: &str) -> Vec<usize> {
        self.descriptions.iter().flat_map(|node| self.named(*node, space, name)).collect()
    }

    /// The words of a property: one, or one for each item of a list or each language.
    pub(super) fn texts(&self, property: usize) -> Vec<Text> {
        let language = self.nodes.get(property).and_then(|node| node.language.as_ref());
        self.items(property)
            .into_iter()
            // A list may hold alternatives by language.
            .flat_map(|item| self.items(item))
            .filter_map(|item| self.text(item))
            .map(|text| Text { language: text.language.or_else(|| language.cloned()), ..text })
            .collect()
    }

    /// The words of one part of a structure, or of each structure in a list.
    pub(super) fn texts_inside(&self, property: usize, space: Space, name: &str) -> Vec<Text> {
        self.items(property)
            .into_iter()
            .map(|item| self.named(item, Space::Rdf, "Description").next().unwrap_or(item))
            .flat_map(|structure| self.named(structure, space, name).collect::<Vec<_>>())
            .flat_map(|part| self.texts(part))
            .collect()
    }

    /// The items of a list, or the node itself.
    fn items(&self, node: usize) -> Vec<usize> {
        const LISTS: [&str; 3] = ["Bag", "Seq", "Alt"];
        let is_list = |node: &&usize| LISTS.iter().any(|list| self.is_rdf(**node, list));
        match self.children(node).iter().find(is_list) {
            Some(list) => {
                self.children(*list).iter().copied().filter(|item| self.is_item(*item)).collect()
            }
            None => vec![node],
        }
    }

    fn is_item(&self, node: usize) -> bool {
        self.nodes
            .get(node)
            .is_some_and(|node| node.space == Space::Rdf && node.name.starts_with(['l', '_']))
    }

    /// What one item says; `None` for a structure.
    fn text(&self, node: usize) -> Option<Text> {
        let inner = self.named(node, Space::Rdf, "Description").next().unwrap_or(node);
        let node = self.nodes.get(node)?;
        let language = node.language.clone();
        if let Some(value) = self.named(inner, Space::Rdf, "value").next() {
            let text = self.nodes.get(value)?.text.clone();
            return Some(Text { language, text });
        }
        node.children.is_empty().then(|| Text { language, text: node.text.clone() })
    }

    fn named(&self, node: usize, space: Space, name: &str) -> impl Iterator<Item = usize> {
        let fits = move |child: &usize| {
            self.nodes.get(*child).is_some_and(|node| node.space == space && node.name == name)
        };
        self.children(node).iter().copied().filter(fits)
    }

    fn children(&self, node: usize) -> &[usize] {
        self.nodes.get(node).map(|node| node.children.as_slice()).unwrap_or_default()
    }

    fn is_rdf(&self, node: usize, name: &str) -> bool {
        self.nodes.get(node).is_some_and(|node| node.space == Space::Rdf && node.name == name)
    }
}

fn end(open: &mut Open) {
    open.elements.pop();
    let depth = open.elements.len();
    while open.prefixes.last().is_some_and(|(.., declared)| *declared >= depth) {
        open.prefixes.pop();
    }
}

/// An attribute’s value with its references resolved; one that is unknown stays as it is.
fn value(raw: &[u8]) -> String {
    let raw = String::from_utf8_lossy(raw);
    unescape(&raw).map_or_else(|_| raw.clone().into_owned(), |value| value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::{DEEPEST, MOST_NODES, Space, Tree};

    #[test]
    fn prefixes_mean_what_they_are_declared_to_mean() {
        let xml = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>
            <rdf:Description xmlns:dc='http://ns.adobe.com/photoshop/1.0/'><dc:City>A</dc:City></rdf:Description>
            <rdf:Description><photoshop:City>B</photoshop:City></rdf:Description>
            <rdf:Description xmlns='http://ns.adobe.com/photoshop/1.0/'><City>C</City></rdf:Description>
            <rdf:Description xmlns:photoshop='urn:other'><photoshop:City>D</photoshop:City></rdf:Description>
        </rdf:RDF>";
        let tree = Tree::read(xml);
        let said: Vec<String> = tree
            .properties(Space::Photoshop, "City")
            .into_iter()
            .flat_map(|node| tree.texts(node))
            .map(|text| text.text)
            .collect();
        assert_eq!(said, ["A", "B", "C"]);
    }

    #[test]
    fn depth_and_number_of_nodes_are_bounded() {
        let deep = "<a>".repeat(200_000);
        assert!(Tree::read(&deep).nodes.len() <= DEEPEST);
        let wide = format!("<a>{}</a>", "<b/>".repeat(MOST_NODES + 10));
        assert_eq!(Tree::read(&wide).nodes.len(), MOST_NODES);
        let many = "<a xmlns:p='urn:p'>".repeat(2000);
        assert!(!Tree::read(&many).is_whole());
    }
}
