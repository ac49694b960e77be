//! The model under the keys that write: letters, Backspace, Delete, Enter.

use nightdesk::edit::flow::{By, Way};

use super::{Kind, Line, Model, Place, Spot, ceil, floor, grapheme_before, word_stops};

impl Model {
    pub(crate) fn insert(&mut self, words: &str) {
        let (from, to) = self.ends();
        if from.0 == to.0 && !self.lines[from.0].is_whole() {
            let text = &mut self.lines[from.0].text;
            text.replace_range(from.1..to.1, words);
            let byte = ceil(text, from.1 + words.len());
            return self.stand((from.0, byte));
        }
        match self.cut() {
            Place::In((line, byte)) => {
                let text = &mut self.lines[line].text;
                text.insert_str(byte, words);
                let byte = ceil(text, byte + words.len());
                self.stand((line, byte));
            }
            Place::Before(line) => {
                self.lines.insert(line, Line::graf(words));
                self.stand((line, words.len()));
            }
        }
    }

    pub(crate) fn delete(&mut self, way: Way) {
        if self.anchor == self.head {
            return;
        }
        let spot = match self.cut() {
            Place::In(spot) => spot,
            Place::Before(0) if self.lines.is_empty() => {
                self.lines.push(Line::graf(""));
                (0, 0)
            }
            Place::Before(line) => {
                let above = line.checked_sub(1).map(|line| self.end_of(line));
                let below = (line < self.lines.len()).then_some((line, 0));
                let near = match way {
                    Way::Back => [above, below],
                    Way::On => [below, above],
                };
                let near: Vec<Spot> = near.into_iter().flatten().collect();
                let words = near.iter().find(|(line, _)| !self.lines[*line].is_whole());
                let spot = *words.unwrap_or(&near[0]);
                self.knit(line);
                spot
            }
        };
        self.stand(spot);
    }

    fn join(&mut self, line: usize) {
        self.anchor = self.end_of(line);
        self.head = (line + 1, 0);
        if let Place::In(spot) = self.cut() {
            self.stand(spot);
        }
    }

    fn beside(&mut self, line: usize, way: Way) {
        if self.lines[line].is_whole() {
            self.select(line);
        } else if self.lines[line].is_empty_graf() {
            self.lines.remove(line);
            let (at, byte) = self.head;
            self.stand((if line < at { at - 1 } else { at }, byte));
        } else {
            self.stand(if way == Way::Back { self.end_of(line) } else { (line, 0) });
        }
    }

    pub(crate) fn backspace(&mut self, by: By) {
        if self.anchor != self.head {
            return self.delete(Way::Back);
        }
        let (line, byte) = self.head;
        if self.lines[line].is_whole() {
            match (byte, line.checked_sub(1)) {
                (1, _) => self.select(line),
                (_, Some(above)) => self.beside(above, Way::Back),
                _ => {}
            }
            return;
        }
        if byte > 0 {
            let text = &mut self.lines[line].text;
            let mut start = match by {
                By::Word => {
                    let stops = word_stops(text);
                    floor(text, stops.into_iter().rfind(|stop| *stop < byte).unwrap_or(0))
                }
                _ => byte - grapheme_before(text, byte).len(),
            };
            let grapheme = grapheme_before(text, byte);
            let is_hebrew = grapheme.starts_with(|c| ('\u{590}'..='\u{5ff}').contains(&c));
            if by == By::Grapheme && is_hebrew {
                start = byte - grapheme.chars().next_back().map_or(0, char::len_utf8);
            }
            text.replace_range(start..byte, "");
            let byte = ceil(text, start);
            return self.stand((line, byte));
        }
        match self.lines[line].kind.clone() {
            Kind::Item { level: 1.., .. } => self.indent(false),
            Kind::Item { .. } => self.take_out(line, Kind::Graf),
            Kind::Graf => {
                let Some(above) = line.checked_sub(1) else { return };
                let whole = self.lines[above].is_whole();
                if self.lines[line].text.is_empty() {
                    self.lines.remove(line);
                    self.knit(line);
                } else if !whole && self.lines[above].kind != Kind::Note {
                    return self.join(above);
                }
                if whole {
                    self.select(above);
                } else {
                    self.stand(self.end_of(above));
                }
            }
            _ => self.lines[line].become_kind(Kind::Graf),
        }
    }

    pub(crate) fn delete_on(&mut self, by: By) {
        if self.anchor != self.head {
            return self.delete(Way::On);
        }
        let (line, byte) = self.head;
        let below = line + 1;
        if self.lines[line].is_whole() {
            match byte {
                0 => self.select(line),
                _ if below < self.lines.len() => self.beside(below, Way::On),
                _ => {}
            }
            return;
        }
        let text = &mut self.lines[line].text;
        if byte < text.len() {
            let end = match by {
                By::Word => {
                    let stop = word_stops(text).into_iter().find(|stop| *stop > byte);
                    ceil(text, stop.unwrap_or(text.len()))
                }
                _ => ceil(text, byte + 1),
            };
            text.replace_range(byte..end, "");
            let byte = ceil(text, byte);
            return self.stand((line, byte));
        }
        let Some(next) = self.lines.get(below) else { return };
        let whole = next.is_whole();
        if self.lines[line].is_empty_graf() {
            self.lines.remove(line);
            self.knit(line);
            return if whole { self.select(line) } else { self.stand((line, 0)) };
        }
        if whole {
            self.select(below);
        } else if self.lines[below].is_empty_graf() {
            self.lines.remove(below);
            self.knit(below);
        } else if (self.lines[line].kind == Kind::Note) != (self.lines[below].kind == Kind::Note) {
            self.stand((below, 0));
        } else {
            self.join(line);
        }
    }

    /// Makes an item a line of another kind; what is behind it in its list is a list of its own.
    pub(super) fn take_out(&mut self, line: usize, kind: Kind) {
        self.part_list(line + 1);
        self.lines[line].kind = kind;
    }

    pub(crate) fn enter(&mut self) {
        let place =
            if self.is_whole_selected() { Place::Before(self.head.0 + 1) } else { self.cut() };
        let (line, byte) = match place {
            Place::Before(line) => {
                self.lines.insert(line, Line::graf(""));
                return self.stand((line, 0));
            }
            Place::In(spot) => spot,
        };
        let text = self.lines[line].text.clone();
        let kind = self.lines[line].kind.clone();
        let (head, tail) = (text[..byte].to_owned(), text[byte..].to_owned());
        let new = match &kind {
            Kind::Item { level, .. } if text.is_empty() => {
                self.stand((line, byte));
                return match level {
                    0 => self.take_out(line, Kind::Graf),
                    _ => self.indent(false),
                };
            }
            Kind::Quote(source) | Kind::Pull(source) => {
                let leaves = tail.is_empty() && (text.is_empty() || text.ends_with('\n'));
                if !leaves {
                    self.lines[line].text.insert(byte, '\n');
                    let byte = ceil(&self.lines[line].text, byte + 1);
                    return self.stand((line, byte));
                }
                if text.is_empty() && source.is_empty() {
                    self.lines[line].kind = Kind::Graf;
                    return self.stand((line, 0));
                }
                self.lines[line].text.pop();
                self.lines.insert(line + 1, Line::graf(""));
                return self.stand((line + 1, 0));
            }
            Kind::Note if text.is_empty() => {
                self.lines[line].kind = Kind::Graf;
                return self.stand((line, 0));
            }
            Kind::Head(_) => Kind::Graf,
            kind => kind.clone(),
        };
        if byte == 0 && !text.is_empty() && !matches!(kind, Kind::Item { .. }) {
            self.lines.insert(line, Line { kind: new, text: String::new() });
        } else {
            self.lines[line].text = head;
            self.lines.insert(line + 1, Line { kind: new, text: tail });
        }
        self.stand((line + 1, 0));
    }
}
