//! House format: how the desk wants a credit to read, as a template in the settings.
//!
//! Must not know: how credits are parsed, nor where settings are kept.

use crate::story::{Credit, CreditState};

/// The house format of a desk that has not chosen one: `Ana Ruiz/AFP via Getty Images, Pool`.
pub const DEFAULT_TEMPLATE: &str = "[{creators}][/{agencies}][ via {provider}][, {markers}]";

/// The longest template taken, in bytes; a house format is a line.
const LONGEST_BYTES: usize = 1_000;

/// A house format for credits.
///
/// `{creators}`, `{agencies}`, `{markers}` and `{provider}` stand for the parts of a credit. What
/// is in square brackets vanishes when everything that it names is empty, and loses the separator
/// at its front when nothing stands before it, so that one template serves `Ana Ruiz/AFP` and
/// `AFP`. A backslash before a bracket or brace makes it an ordinary character.
///
/// ```
/// use nightdesk::media::credit::{Template, parse, render};
///
/// let house = Template::parse("[Photo: {creators}][ / {agencies}][ ({markers})]").unwrap();
/// assert_eq!(render(&parse("REUTERS/Ana Ruiz/File Photo"), &house), "Photo: Ana Ruiz / Reuters (File)");
/// assert_eq!(render(&parse("Handout via REUTERS"), &house), "(Handout)");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Always(Vec<Part>),
    IfAny(Vec<Part>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Field(Field),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Creators,
    Agencies,
    Markers,
    Provider,
}

/// What is wrong with a template, and where. Places count characters from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// There is nothing in it to fill in.
    #[error(
        "The credit format shows nothing of a credit. Use at least one of {{creators}}, {{agencies}}, {{markers}} and {{provider}}."
    )]
    NamesNothing,
    /// It is far too long.
    #[error("The credit format is too long: {bytes} bytes, at most {LONGEST_BYTES}.")]
    TooLong {
        /// Its length.
        bytes: usize,
    },
    /// A word in braces that is no part of a credit.
    #[error(
        "The credit format names {{{name}}} at character {at}, which is no part of a credit. Use {{creators}}, {{agencies}}, {{markers}} or {{provider}}."
    )]
    Unknown {
        /// The word.
        name: String,
        /// Where its brace opens.
        at: usize,
    },
    /// A bracket or brace that is never closed.
    #[error(
        "The “{open}” at character {at} of the credit format is never closed. Close it, or write \\{open} for the character itself."
    )]
    NotClosed {
        /// Which.
        open: char,
        /// Where it opens.
        at: usize,
    },
    /// A bracket or brace that closes nothing.
    #[error(
        "The “{close}” at character {at} of the credit format closes nothing. Take it out, or write \\{close} for the character itself."
    )]
    NotOpened {
        /// Which.
        close: char,
        /// Where it stands.
        at: usize,
    },
    /// Square brackets inside square brackets.
    #[error(
        "The “[” at character {at} of the credit format is inside another pair of brackets. Put the two parts side by side."
    )]
    Nested {
        /// Where the inner one opens.
        at: usize,
    },
    /// Square brackets around plain text only, which would never show.
    #[error(
        "The part in brackets at character {at} of the credit format names nothing of a credit and would never show. Put a {{…}} into it, or take the brackets off."
    )]
    NeverShown {
        /// Where it opens.
        at: usize,
    },
}

impl Template {
    /// Reads a template.
    pub fn parse(template: &str) -> Result<Self, TemplateError> {
        if template.len() > LONGEST_BYTES {
            return Err(TemplateError::TooLong { bytes: template.len() });
        }
        let mut reading = Reading::default();
        let mut chars = template.chars().zip(1..);
        while let Some((char, at)) = chars.next() {
            match char {
                '\\' => reading.text.push(chars.next().map_or('\\', |(escaped, _)| escaped)),
                '[' => reading.open(at)?,
                ']' => reading.close(at)?,
                '{' => {
                    let mut name = String::new();
                    loop {
                        match chars.next() {
                            Some(('}', _)) => break,
                            Some((char, _)) => name.push(char),
                            None => return Err(TemplateError::NotClosed { open: '{', at }),
                        }
                    }
                    reading.field(&name, at)?;
                }
                '}' => return Err(TemplateError::NotOpened { close: '}', at }),
                other => reading.text.push(other),
            }
        }
        reading.finish()
    }
}

impl Default for Template {
    fn default() -> Self {
        Self::parse(DEFAULT_TEMPLATE).expect("the default template is well formed, by its test")
    }
}

/// Writes a credit in house format. One whose parts are not known stays as it came.
pub fn render(credit: &Credit, template: &Template) -> String {
    if credit.state() != CreditState::Parsed {
        return credit.verbatim.trim().to_owned();
    }
    let mut line = Line::default();
    for piece in &template.pieces {
        match piece {
            Piece::Always(parts) => line.add(credit, parts),
            Piece::IfAny(parts) => {
                let any = parts.iter().any(|part| match part {
                    Part::Field(field) => !value(credit, *field).is_empty(),
                    Part::Text(_) => false,
                });
                if any {
                    line.add(credit, parts);
                }
            }
        }
    }
    line.text.trim().to_owned()
}

/// A line that knows whether anything of the credit is in it yet.
#[derive(Default)]
struct Line {
    text: String,
    begun: bool,
}

impl Line {
    fn add(&mut self, credit: &Credit, parts: &[Part]) {
        const SEPARATORS: [char; 9] = ['/', '|', ',', ';', '-', '–', '—', '·', '•'];
        for part in parts {
            match part {
                Part::Text(text) if self.begun => self.text.push_str(text),
                Part::Text(text) => self.text.push_str(text.trim_start_matches(|char: char| {
                    char.is_whitespace() || SEPARATORS.contains(&char)
                })),
                Part::Field(field) => {
                    let value = value(credit, *field);
                    self.begun |= !value.is_empty();
                    self.text.push_str(&value);
                }
            }
        }
    }
}

fn value(credit: &Credit, field: Field) -> String {
    match field {
        Field::Creators => credit.creators.join(", "),
        Field::Agencies => credit.agencies.join("/"),
        Field::Markers => {
            credit.markers.iter().map(|marker| marker.name()).collect::<Vec<_>>().join(", ")
        }
        Field::Provider => credit.provider.clone().unwrap_or_default(),
    }
}

/// A template half read.
#[derive(Default)]
struct Reading {
    pieces: Vec<Piece>,
    parts: Vec<Part>,
    text: String,
    opened_at: Option<usize>,
    names_something: bool,
}

impl Reading {
    fn end_text(&mut self) {
        if !self.text.is_empty() {
            self.parts.push(Part::Text(std::mem::take(&mut self.text)));
        }
    }

    fn open(&mut self, at: usize) -> Result<(), TemplateError> {
        if self.opened_at.is_some() {
            return Err(TemplateError::Nested { at });
        }
        self.end_text();
        let parts = std::mem::take(&mut self.parts);
        self.pieces.push(Piece::Always(parts));
        self.opened_at = Some(at);
        Ok(())
    }

    fn close(&mut self, at: usize) -> Result<(), TemplateError> {
        let Some(opened_at) = self.opened_at.take() else {
            return Err(TemplateError::NotOpened { close: ']', at });
        };
        self.end_text();
        let parts = std::mem::take(&mut self.parts);
        if !parts.iter().any(|part| matches!(part, Part::Field(_))) {
            return Err(TemplateError::NeverShown { at: opened_at });
        }
        self.pieces.push(Piece::IfAny(parts));
        Ok(())
    }

    fn field(&mut self, name: &str, at: usize) -> Result<(), TemplateError> {
        let field = match name.trim() {
            "creators" => Field::Creators,
            "agencies" => Field::Agencies,
            "markers" => Field::Markers,
            "provider" => Field::Provider,
            other => return Err(TemplateError::Unknown { name: other.to_owned(), at }),
        };
        self.end_text();
        self.parts.push(Part::Field(field));
        self.names_something = true;
        Ok(())
    }

    fn finish(mut self) -> Result<Template, TemplateError> {
        if let Some(at) = self.opened_at {
            return Err(TemplateError::NotClosed { open: '[', at });
        }
        if !self.names_something {
            return Err(TemplateError::NamesNothing);
        }
        self.end_text();
        let parts = std::mem::take(&mut self.parts);
        self.pieces.push(Piece::Always(parts));
        Ok(Template { pieces: self.pieces })
    }
}
