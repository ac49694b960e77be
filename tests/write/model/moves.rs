//! The model's blocks and carets on the move: other kinds, in and out, up and down, pasted.

use nightdesk::edit::flow::{By, Way};
use unicode_segmentation::UnicodeSegmentation as _;

use super::{Kind, Line, Model, Place, Spot, ceil, floor, word_stops};

impl Model {
    /// The lines that the selection touches.
    fn touched(&self) -> (usize, usize) {
        let (from, to) = self.ends();
        if to.1 == 0 && to.0 > from.0 { (from.0, to.0 - 1) } else { (from.0, to.0) }
    }

    pub(crate) fn shape(&mut self, kind: &Kind) {
        let (mut first, mut last) = self.touched();
        let Kind::Item { ordered, .. } = kind else {
            for line in (first..=last).rev() {
                let kind = kind.clone();
                match self.lines[line].kind {
                    Kind::Item { .. } => self.take_out(line, kind),
                    Kind::Whole(_) => {}
                    _ => self.lines[line].become_kind(kind),
                }
            }
            return;
        };
        // Lists that are touched come in whole, and lines that follow each other become one list.
        while first > 0 && self.list(first).is_some() && self.list(first - 1) == self.list(first) {
            first -= 1;
        }
        while self.list(last).is_some() && self.list(last + 1) == self.list(last) {
            last += 1;
        }
        // New items join the lists of their kind beside them.
        let is_such =
            |line: &Line| matches!(line.kind, Kind::Item { ordered: own, .. } if own == *ordered);
        let is_new = |line: &Line| !is_such(line) && !line.is_whole();
        if is_new(&self.lines[last]) && self.lines.get(last + 1).is_some_and(is_such) {
            last += 1;
            while self.list(last + 1) == self.list(last) {
                last += 1;
            }
        }
        if is_new(&self.lines[first]) && first > 0 && is_such(&self.lines[first - 1]) {
            first -= 1;
            while first > 0 && self.list(first - 1) == self.list(first) {
                first -= 1;
            }
        }
        let mut list = 5000;
        for line in first..=last {
            if self.lines[line].is_whole() {
                list += 1;
                continue;
            }
            let level = self.level(line);
            self.lines[line].become_kind(Kind::Item { list, ordered: *ordered, level });
        }
    }

    pub(crate) fn indent(&mut self, deeper: bool) {
        let (first, last) = self.touched();
        let old: Vec<u8> = (0..self.lines.len()).map(|line| self.level(line)).collect();
        let mut line = first;
        while line <= last {
            let list = self.list(line);
            let end = (line..=last).take_while(|line| self.list(*line) == list).count() + line;
            if list.is_some() && deeper {
                let above = line.checked_sub(1).filter(|above| self.list(*above) == list);
                if above.is_some_and(|above| old[line] <= old[above]) {
                    let lowest = old[line..end].iter().min().copied().unwrap_or(0);
                    let more = (end..self.lines.len())
                        .take_while(|line| self.list(*line) == list && old[*line] > lowest);
                    for line in (line..end).chain(more.collect::<Vec<_>>()) {
                        self.set_level(line, old[line] + 1);
                    }
                }
            } else if list.is_some() {
                for item in (line..end).filter(|item| old[*item] > 0) {
                    self.set_level(item, old[item] - 1);
                    let nested = (item + 1..self.lines.len())
                        .take_while(|line| self.list(*line) == list && old[*line] > old[item]);
                    for below in nested.filter(|below| *below >= end).collect::<Vec<_>>() {
                        self.set_level(below, old[below] - 1);
                    }
                }
            }
            line = end;
        }
    }

    /// Moves whole blocks; `false` where items would move within their list.
    pub(crate) fn shift(&mut self, up: bool) -> bool {
        let (first, last) = self.touched();
        let same = |a: usize, b: usize| self.list(a).is_some() && self.list(a) == self.list(b);
        let begin = |mut line: usize| {
            while line > 0 && same(line - 1, line) {
                line -= 1;
            }
            line
        };
        let end = |mut line: usize| {
            while line + 1 < self.lines.len() && same(line, line + 1) {
                line += 1;
            }
            line + 1
        };
        let (start, stop) = (begin(first), end(last));
        if same(first, last) && (start, stop) != (first, last + 1) {
            return false;
        }
        let (from, to) = self.ends();
        let to = if to.0 > last { self.end_of(last) } else { to };
        let (upper, lower) = match up {
            true if start == 0 => return true,
            true => (begin(start - 1)..start, start..stop),
            false if stop == self.lines.len() => return true,
            false => (start..stop, stop..end(stop)),
        };
        let moved = [&self.lines[lower.clone()], &self.lines[upper.clone()]].concat();
        self.lines.splice(upper.start..lower.end, moved);
        let along =
            |(line, byte): Spot| (if up { line - upper.len() } else { line + lower.len() }, byte);
        let forwards = self.anchor <= self.head;
        let (from, to) = (along(from), along(to));
        (self.anchor, self.head) = if forwards { (from, to) } else { (to, from) };
        true
    }

    /// Pastes grafs.
    pub(crate) fn paste(&mut self, grafs: &[String]) {
        let new = |text: &String| Line::graf(text);
        let (line, byte) = match self.cut() {
            Place::Before(line) => {
                self.lines.splice(line..line, grafs.iter().map(new));
                return self.stand(self.end_of(line + grafs.len() - 1));
            }
            Place::In(spot) => spot,
        };
        let kind = self.lines[line].kind.clone();
        let joined = match kind {
            Kind::Quote(_) | Kind::Pull(_) | Kind::Note => Some(grafs.join("\n")),
            _ if grafs.len() == 1 => Some(grafs[0].clone()),
            _ => None,
        };
        self.stand((line, byte));
        if let Some(words) = joined {
            if !words.is_empty() {
                self.insert(&words);
            }
            return;
        }
        let last = grafs.len() - 1;
        let text = self.lines[line].text.clone();
        let (head, tail) = (&text[..byte], &text[byte..]);
        if byte == 0 && matches!(kind, Kind::Head(_)) && !text.is_empty() {
            self.lines.splice(line..line, grafs.iter().map(new));
            return self.stand(self.end_of(line + last));
        }
        let more = |words: &String| match kind {
            Kind::Item { .. } => Line { kind: kind.clone(), text: words.clone() },
            _ => Line::graf(words),
        };
        let mut lines: Vec<Line> = grafs.iter().map(more).collect();
        lines[0].kind = kind.clone();
        lines[0].text.insert_str(0, head);
        let end = lines[last].text.len();
        let splits = matches!(kind, Kind::Head(_)) && !tail.is_empty();
        if splits {
            lines.push(Line::graf(tail));
        } else {
            lines[last].text.push_str(tail);
        }
        let byte = ceil(&lines[last].text, end);
        self.lines.splice(line..=line, lines);
        self.stand((line + last, byte));
    }

    fn step(&self, spot: Spot, by: By, way: Way) -> Spot {
        let (line, byte) = spot;
        let here = &self.lines[line];
        let stops: Vec<usize> = match by {
            By::Text | By::Story => vec![0, here.len()],
            _ if here.is_whole() => vec![0, 1],
            By::Word => {
                let stops = word_stops(&here.text).into_iter();
                let stops = stops.map(|stop| match way {
                    Way::Back => floor(&here.text, stop),
                    Way::On => ceil(&here.text, stop),
                });
                [0].into_iter().chain(stops).collect()
            }
            By::Grapheme => {
                let starts = here.text.grapheme_indices(true).map(|(start, _)| start);
                starts.chain([here.len()]).collect()
            }
        };
        let inside = match way {
            Way::Back => stops.into_iter().rfind(|stop| *stop < byte),
            Way::On => stops.into_iter().find(|stop| *stop > byte),
        };
        let last = self.lines.len() - 1;
        match (inside, way) {
            _ if by == By::Story && way == Way::Back => (0, 0),
            _ if by == By::Story => self.end_of(last),
            (Some(stop), _) => (line, stop),
            (None, Way::Back) if line == 0 => spot,
            (None, Way::On) if line == last => spot,
            (None, Way::Back) => {
                let over = by == By::Text || self.lines[line - 1].is_whole();
                if over { (line - 1, 0) } else { self.end_of(line - 1) }
            }
            (None, Way::On) => {
                let over = by == By::Text || self.lines[line + 1].is_whole();
                if over { self.end_of(line + 1) } else { (line + 1, 0) }
            }
        }
    }

    pub(crate) fn go(&mut self, by: By, way: Way, extends: bool) {
        let (from, to) = self.ends();
        let whole = self.is_whole_selected();
        let ahead = if way == Way::Back { from } else { to };
        if extends {
            if whole {
                self.anchor = if way == Way::Back { to } else { from };
                self.head = ahead;
            }
            self.head = self.step(self.head, by, way);
            return;
        }
        if from != to && by == By::Grapheme && !whole {
            return self.stand(ahead);
        }
        let start = if whole { ahead } else { self.head };
        let head = self.step(start, by, way);
        self.stand(head);
        if head != start && by != By::Story && self.lines[head.0].is_whole() {
            self.anchor.1 = 1 - head.1;
        }
    }
}
