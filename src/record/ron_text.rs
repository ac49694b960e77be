//! RON text to and from a tree of plain values.
//!
//! The tree is [`serde_json::Value`]: records become objects and back. It has no place for names
//! of structs or of enum values, and a generic reader of RON cannot keep those either, so our
//! files do not use them: `(kind: "heading", level: 2)`, never `Heading(level: 2)`. A newer
//! version that keeps to this can add what it likes, and an older one writes it back.
//!
//! Size, depth and the number of values are bounded while reading. Must not know: stories.

use std::fmt::{self, Write as _};

use serde::de::{DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::RonProblem;

/// The deepest nesting that is read; our own records need 20.
const MOST_DEPTH: usize = 64;
/// The most values that are read of one file; a 100,000-word story has about 50,000.
const MOST_VALUES: usize = 2_000_000;
/// The longest record that is written on one line, in bytes.
const LINE: usize = 72;

/// Reads a text into a tree, or says where and why it cannot.
pub(super) fn read(text: &str) -> Result<Value, RonProblem> {
    let mut values = 0;
    let options = ron::Options::default().with_recursion_limit(MOST_DEPTH);
    options.from_str_seed(text, Tree { values: &mut values }).map_err(|error| RonProblem {
        line: error.span.start.line,
        column: error.span.start.col,
        cause: cause(&error.code),
    })
}

/// What the parser met, in the words of somebody who looks at the file.
fn cause(error: &ron::Error) -> String {
    use ron::Error as E;
    let said = match error {
        E::Eof => "the file ends in the middle of a value",
        E::ExpectedStringEnd => "a quotation mark that closes a text is missing",
        E::ExpectedComma => "a comma is missing",
        E::ExpectedArrayEnd => "a closing ] is missing",
        E::ExpectedMapEnd => "a closing } is missing",
        E::ExpectedStructLikeEnd | E::ExpectedOptionEnd => "a closing ) is missing",
        E::ExpectedMapColon => "a colon after a field’s name is missing",
        E::ExpectedIdentifier => "the name of a field is missing",
        E::TrailingCharacters => "there is more after the end of the story",
        E::UnclosedBlockComment => "a comment is not closed",
        E::ExceededRecursionLimit => "it is nested too deeply",
        E::UnexpectedChar(found) => return format!("{found:?} stands where a value should be"),
        other => return other.to_string(),
    };
    said.to_owned()
}

/// Builds a tree and counts its values.
struct Tree<'a> {
    values: &'a mut usize,
}

impl<'de> DeserializeSeed<'de> for Tree<'_> {
    type Value = Value;

    fn deserialize<D: serde::Deserializer<'de>>(self, from: D) -> Result<Value, D::Error> {
        *self.values += 1;
        if *self.values > MOST_VALUES {
            return Err(D::Error::custom("it holds more values than a story can have"));
        }
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Tree<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, number, list or record")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: serde::Deserializer<'de>>(self, from: D) -> Result<Value, D::Error> {
        self.deserialize(from)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element_seed(Tree { values: &mut *self.values })? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(key) = access.next_key::<String>()? {
            let value = access.next_value_seed(Tree { values: &mut *self.values })?;
            if map.contains_key(&key) {
                return Err(A::Error::custom(format!("the field {key:?} is there twice")));
            }
            map.insert(key, value);
        }
        Ok(Value::Object(map))
    }
}

/// Writes a tree, one field a line, short records on one line.
pub(super) fn write(tree: &Value) -> String {
    let mut out = String::new();
    value(&mut out, tree, 0);
    out.push('\n');
    out
}

// The depth of a tree is that of our records, or of what `read` let in.
fn value(out: &mut String, tree: &Value, depth: usize) {
    match tree {
        Value::Array(items) if !items.is_empty() => {
            out.push('[');
            for item in items {
                line(out, depth + 1);
                value(out, item, depth + 1);
                out.push(',');
            }
            line(out, depth);
            out.push(']');
        }
        Value::Object(fields) if !fields.is_empty() => {
            let start = out.len();
            if depth > 0 && on_one_line(out, fields) {
                return;
            }
            out.truncate(start);
            let (open, close) = brackets(fields);
            out.push(open);
            for (name, field) in fields {
                line(out, depth + 1);
                key(out, name, open);
                out.push_str(": ");
                value(out, field, depth + 1);
                out.push(',');
            }
            line(out, depth);
            out.push(close);
        }
        Value::Object(_) => out.push_str("{}"),
        Value::Array(_) => out.push_str("[]"),
        Value::String(text) => quoted(out, text),
        Value::Number(number) => out.push_str(&number.to_string()),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Null => out.push_str("None"),
    }
}

/// Writes a record of nothing but short values on one line; `false`, with rubbish behind `out`,
/// when it does not go.
fn on_one_line(out: &mut String, fields: &Map<String, Value>) -> bool {
    let start = out.len();
    let (open, close) = brackets(fields);
    out.push(open);
    for (index, (name, field)) in fields.iter().enumerate() {
        if matches!(field, Value::Array(_) | Value::Object(_)) {
            return false;
        }
        if matches!(field, Value::String(text) if text.len() > LINE) {
            return false;
        }
        if index > 0 {
            out.push_str(", ");
        }
        key(out, name, open);
        out.push_str(": ");
        value(out, field, 0);
        if out.len() - start > LINE {
            return false;
        }
    }
    out.push(close);
    true
}

/// Round brackets for a record; braces where a name cannot be written without quotation marks.
fn brackets(fields: &Map<String, Value>) -> (char, char) {
    if fields.keys().all(|name| is_identifier(name)) { ('(', ')') } else { ('{', '}') }
}

fn is_identifier(name: &str) -> bool {
    let mut bytes = name.bytes();
    let first = bytes.next().is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'_');
    // `r` begins a raw identifier or text, `b` a text of bytes.
    let plain = bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let taken = ["r", "b", "br", "_", "true", "false", "Some", "None", "inf", "NaN"];
    first && plain && !taken.contains(&name)
}

fn key(out: &mut String, name: &str, open: char) {
    if open == '(' { out.push_str(name) } else { quoted(out, name) }
}

fn line(out: &mut String, depth: usize) {
    out.push('\n');
    for _ in 0..depth {
        out.push_str("    ");
    }
}

/// A text in quotation marks. Letters of every script stay as they are; what cannot be seen or
/// turns the direction of the line is escaped, so that the file shows what it holds.
fn quoted(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{feff}' => escaped(out, c),
            c if c.is_control() => escaped(out, c),
            c => out.push(c),
        }
    }
    out.push('"');
}

fn escaped(out: &mut String, c: char) {
    write!(out, "\\u{{{:x}}}", u32::from(c)).expect("writing to a text does not fail");
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn tree() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::Bool),
            any::<i64>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            (-1.0e6..1.0e6).prop_map(Value::from),
            any::<String>().prop_map(Value::String),
        ];
        leaf.prop_recursive(4, 40, 6, |inner| {
            let name = prop_oneof!["[a-z_]{1,8}", any::<String>()];
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::Array),
                prop::collection::vec((name, inner), 0..6)
                    .prop_map(|fields| Value::Object(fields.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn any_tree_comes_back_as_it_was(tree in tree()) {
            let text = write(&tree);
            let back = read(&text).unwrap();
            prop_assert_eq!(write(&back), text);
            prop_assert_eq!(back, tree);
        }

        #[test]
        fn any_text_is_read_or_refused_with_its_place(text in any::<String>()) {
            if let Err(problem) = read(&text) {
                prop_assert!(problem.line >= 1 && !problem.cause.is_empty());
            }
        }

        #[test]
        fn a_torn_file_is_refused_with_its_place(cut in 0usize..200) {
            let whole = write(&json!({"schema": "nightdesk/1.0", "body": [
                {"id": "a", "text": {"text": "Ferries \"sail\" again", "marks": [
                    {"start": 0, "end": 7, "kind": "strong"},
                ]}},
            ], "headline": "Harbour"}));
            let torn = whole.get(..cut.min(whole.trim_end().len() - 1)).unwrap();
            let problem = read(torn).unwrap_err();
            prop_assert!(problem.line >= 1 && problem.column >= 1 && !problem.cause.is_empty());
        }
    }

    #[test]
    fn a_record_is_written_one_field_a_line_and_short_ones_on_one() {
        let tree = json!({"headline": "Rain", "lead": {"focal_point": {"x": 0.5, "y": 0.25}},
            "odd": {"two words": 1}, "empty": []});
        insta::assert_snapshot!(write(&tree), @r#"
        (
            headline: "Rain",
            lead: (
                focal_point: (x: 0.5, y: 0.25),
            ),
            odd: {"two words": 1},
            empty: [],
        )
        "#);
    }

    #[test]
    fn deep_nesting_is_refused_not_followed() {
        for open in ["[", "(a:", "{\"a\":", "Some(", "A("] {
            let problem = read(&open.repeat(1_000_000)).unwrap_err();
            assert!(problem.cause.contains("nested too deeply"), "{open}: {problem}");
        }
    }

    #[test]
    fn a_field_that_is_there_twice_is_refused() {
        let problem = read("(\n  a: 1,\n  a: 2,\n)").unwrap_err();
        assert_eq!(problem.line, 3);
        assert!(problem.cause.contains("twice"), "{problem}");
    }
}
