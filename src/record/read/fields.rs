//! The fields of one record, taken out one by one; what is left over is not known.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Map, Value};

use super::Reader;
use crate::record::unknown::{LeftOver, Step, Unknown};
use crate::story::{BlockId, Notice, NoticeKind};

/// The longest piece of a value that a notice shows, in characters.
const SHOWN_CHARS: usize = 60;

/// One record while it is read.
pub(super) struct Fields {
    /// What the record is, for notices: `block 3`.
    what: String,
    map: Map<String, Value>,
    used: Vec<&'static str>,
    unknown: Unknown,
}

impl Fields {
    pub(super) fn new(what: impl Into<String>, map: Map<String, Value>) -> Self {
        Self { what: what.into(), map, used: Vec::new(), unknown: Unknown::default() }
    }

    /// What the record is called in notices.
    pub(super) fn what(&self) -> &str {
        &self.what
    }

    /// The value of a field; `None` when it is not there or empty.
    pub(super) fn take(&mut self, name: &'static str) -> Option<Value> {
        self.used.push(name);
        self.map.get_mut(name).map(Value::take).filter(|value| !value.is_null())
    }

    /// Notes that a value does not fit its field, and keeps it.
    pub(super) fn misfit(&mut self, reader: &mut Reader, name: &'static str, value: Value) {
        let shown = shown(&value);
        let message = format!("The field “{name}” of {} could not be read: {shown}", self.what);
        reader.say(Notice::new(NoticeKind::NotCarried, message));
        self.unknown.keep(name, value);
    }

    /// Keeps items of a list that do not fit.
    pub(super) fn misfit_items(
        &mut self,
        reader: &mut Reader,
        name: &'static str,
        items: Vec<Value>,
    ) {
        if let Some(first) = items.first() {
            let (count, shown) = (items.len(), shown(first));
            let message = format!(
                "{count} of “{name}” of {} could not be read, beginning with {shown}",
                self.what
            );
            reader.say(Notice::new(NoticeKind::NotCarried, message));
            self.left_over(LeftOver { list: name.to_owned(), only_with: None, items });
        }
    }

    /// Keeps items of a list without a word.
    pub(super) fn left_over(&mut self, items: LeftOver) {
        self.unknown.left_over(items);
    }

    /// Keeps what was not known in a record inside this one.
    pub(super) fn inside(&mut self, step: Step, unknown: Unknown) {
        self.unknown.inside(step, unknown);
    }

    /// Keeps a block of a kind that is not known; `stand_in` is what the desk sees in its place.
    pub(super) fn stand_in(&mut self, id: BlockId, stand_in: Value, original: Value) {
        self.unknown.block(id, stand_in, original);
    }

    pub(super) fn string_if_any(
        &mut self,
        reader: &mut Reader,
        name: &'static str,
    ) -> Option<String> {
        match self.take(name)? {
            Value::String(text) => Some(text),
            other => {
                self.misfit(reader, name, other);
                None
            }
        }
    }

    pub(super) fn string(&mut self, reader: &mut Reader, name: &'static str) -> String {
        self.string_if_any(reader, name).unwrap_or_default()
    }

    pub(super) fn flag(&mut self, reader: &mut Reader, name: &'static str) -> bool {
        match self.take(name) {
            Some(Value::Bool(flag)) => flag,
            Some(other) => {
                self.misfit(reader, name, other);
                false
            }
            None => false,
        }
    }

    /// A field whose word or form says more than its type.
    pub(super) fn parsed<T>(
        &mut self,
        reader: &mut Reader,
        name: &'static str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let value = self.take(name)?;
        let parsed = value.as_str().and_then(parse);
        if parsed.is_none() {
            self.misfit(reader, name, value);
        }
        parsed
    }

    pub(super) fn whole<T: TryFrom<u64>>(
        &mut self,
        reader: &mut Reader,
        name: &'static str,
    ) -> Option<T> {
        let value = self.take(name)?;
        let number = value.as_u64().and_then(|number| T::try_from(number).ok());
        if number.is_none() {
            self.misfit(reader, name, value);
        }
        number
    }

    pub(super) fn time(
        &mut self,
        reader: &mut Reader,
        name: &'static str,
    ) -> Option<DateTime<Utc>> {
        self.parsed(reader, name, time)
    }

    pub(super) fn date(&mut self, reader: &mut Reader, name: &'static str) -> Option<NaiveDate> {
        self.parsed(reader, name, |text| text.parse().ok())
    }

    /// A record inside this one.
    pub(super) fn record(&mut self, reader: &mut Reader, name: &'static str) -> Option<Self> {
        match self.take(name)? {
            Value::Object(map) => Some(Self::new(format!("{name} of {}", self.what), map)),
            other => {
                self.misfit(reader, name, other);
                None
            }
        }
    }

    /// A record that is worth nothing unless all of it fits.
    pub(super) fn all_or_nothing<T>(
        &mut self,
        reader: &mut Reader,
        name: &'static str,
        known: &[&'static str],
        read: impl Fn(&Map<String, Value>) -> Option<T>,
    ) -> Option<T> {
        let map = match self.take(name)? {
            Value::Object(map) => map,
            other => {
                self.misfit(reader, name, other);
                return None;
            }
        };
        let Some(value) = read(&map) else {
            self.misfit(reader, name, Value::Object(map));
            return None;
        };
        let mut inside = Self::new(format!("{name} of {}", self.what), map);
        for name in known {
            inside.take(name);
        }
        let unknown = inside.close(reader);
        self.inside(Step::Field(name), unknown);
        Some(value)
    }

    pub(super) fn list(&mut self, reader: &mut Reader, name: &'static str) -> Vec<Value> {
        match self.take(name) {
            Some(Value::Array(items)) => items,
            Some(other) => {
                self.misfit(reader, name, other);
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    /// A list of texts; what is no text is kept aside.
    pub(super) fn strings(&mut self, reader: &mut Reader, name: &'static str) -> Vec<String> {
        let (mut texts, mut misfits) = (Vec::new(), Vec::new());
        for item in self.list(reader, name) {
            match item {
                Value::String(text) => texts.push(text),
                other => misfits.push(other),
            }
        }
        self.misfit_items(reader, name, misfits);
        texts
    }

    /// A list of records. `read` gets each one and says what it is in the model; one that does not
    /// fit goes back where it came from, with the list.
    pub(super) fn records<T>(
        &mut self,
        reader: &mut Reader,
        name: &'static str,
        mut read: impl FnMut(&mut Reader, &mut Self) -> Option<T>,
    ) -> Vec<T> {
        let items = self.list(reader, name);
        let len = items.len();
        let (mut read_well, mut misfits) = (Vec::new(), Vec::new());
        for (index, item) in items.into_iter().enumerate() {
            let step = Step::item(name, index, len, &item);
            let Value::Object(map) = item else {
                misfits.push(item);
                continue;
            };
            // A record that does not fit is kept whole, so it is copied before it is taken apart.
            let whole = Value::Object(map.clone());
            let mut fields = Self::new(format!("{name} {} of {}", index + 1, self.what), map);
            match read(reader, &mut fields) {
                Some(value) => {
                    read_well.push(value);
                    let unknown = fields.close(reader);
                    self.inside(step, unknown);
                }
                None => misfits.push(whole),
            }
        }
        self.misfit_items(reader, name, misfits);
        read_well
    }

    /// Ends the record: what nobody asked for is not known.
    pub(super) fn close(mut self, reader: &mut Reader) -> Unknown {
        let used = self.used;
        self.map.retain(|name, _| !used.contains(&name.as_str()));
        for (name, value) in self.map {
            reader.does_not_know(&name, &self.what);
            self.unknown.keep(&name, value);
        }
        self.unknown
    }
}

/// A time as our records write it; any offset is taken.
pub(super) fn time(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text).ok().map(|time| time.to_utc())
}

/// A value for a notice, cut short.
fn shown(value: &Value) -> String {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Array(_) => return "a list.".to_owned(),
        Value::Object(map) => {
            let names: Vec<_> = map.keys().take(4).map(String::as_str).collect();
            format!("a record with {}", names.join(", "))
        }
        other => other.to_string(),
    };
    let cut: String = text.chars().take(SHOWN_CHARS).collect();
    let more = if cut.len() < text.len() { "…" } else { "" };
    format!("“{cut}{more}”.")
}
