//! A credit line cut into words and separators.
//!
//! Must not know: what the words mean.

/// A word or a separator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Letters, digits and what stands inside words.
    Word(&'a str),
    /// A slash, bar, bullet or dash between two parties.
    Bar,
    /// A comma or semicolon between two of a list.
    Comma,
    /// A colon.
    Colon,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
}

impl<'a> Token<'a> {
    /// The word, if it is one.
    pub(super) fn word(self) -> Option<&'a str> {
        match self {
            Token::Word(word) => Some(word),
            _ => None,
        }
    }
}

/// A line with plain spaces, plain brackets and no invisible characters.
pub(super) fn tidy(line: &str) -> String {
    let mut tidy = String::with_capacity(line.len());
    for char in line.chars() {
        match char {
            // Soft hyphens, zero-width and direction marks, the emoji form of ©.
            '\u{AD}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}'
            | '\u{FE0F}'
            | '\u{FEFF}' => {}
            '／' => tidy.push('/'),
            '｜' => tidy.push('|'),
            '：' => tidy.push(':'),
            '（' => tidy.push('('),
            '）' => tidy.push(')'),
            '、' | '，' | '،' => tidy.push(','),
            char if char.is_whitespace() || char.is_control() => tidy.push(' '),
            other => tidy.push(other),
        }
    }
    let tidy = tidy.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    tidy.replace("(c) ", "© ").replace("(C) ", "© ").replace("...", "…")
}

/// Cuts a tidy line.
pub(super) fn cut(tidy: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    for word in tidy.split(' ') {
        // Hyphens and dashes separate only where they stand alone.
        if matches!(word, "-" | "–" | "—" | "·" | "•" | "--") {
            tokens.push(Token::Bar);
        } else {
            cut_word(word, &mut tokens);
        }
    }
    tokens
}

fn cut_word<'a>(word: &'a str, tokens: &mut Vec<Token<'a>>) {
    let mut rest = word;
    while let Some(char) = rest.chars().next() {
        let separator = separator(char);
        let len = match separator {
            Some(_) => char.len_utf8(),
            None => rest
                .char_indices()
                .find(|(at, char)| *at > 0 && self::separator(*char).is_some())
                .map_or(rest.len(), |(at, _)| at),
        };
        let (head, tail) = rest.split_at_checked(len).unwrap_or((rest, ""));
        tokens.push(match separator {
            // The sign is a word of the vocabulary, glued to the next one more often than not.
            Some(Token::Word(_)) | None => Token::Word(head),
            Some(other) => other,
        });
        rest = tail;
    }
}

fn separator(char: char) -> Option<Token<'static>> {
    Some(match char {
        '/' | '|' | '—' | '•' => Token::Bar,
        ',' | ';' => Token::Comma,
        // `Credit…Kit Orme`, as some papers set it.
        ':' | '…' => Token::Colon,
        '(' | '[' => Token::Open,
        ')' | ']' => Token::Close,
        '©' => Token::Word("©"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::Token::{Bar, Close, Colon, Comma, Open, Word};
    use super::{cut, tidy};

    #[test]
    fn a_line_is_cut_at_its_separators_and_nowhere_else() {
        for (line, tokens) in [
            ("Kit Orme/AP", vec![Word("Kit"), Word("Orme"), Bar, Word("AP")]),
            ("Kit Orme - Pool", vec![Word("Kit"), Word("Orme"), Bar, Word("Pool")]),
            ("Kit Orme-Pool", vec![Word("Kit"), Word("Orme-Pool")]),
            ("Kit Orme—AP", vec![Word("Kit"), Word("Orme"), Bar, Word("AP")]),
            ("Photo\u{A0}:\u{A0}Kit", vec![Word("Photo"), Colon, Word("Kit")]),
            ("(©Kit, File)", vec![Open, Word("©"), Word("Kit"), Comma, Word("File"), Close]),
            ("Credit...Kit", vec![Word("Credit"), Colon, Word("Kit")]),
            ("(c) Kit", vec![Word("©"), Word("Kit")]),
            ("Haupt\u{AD}deich", vec![Word("Hauptdeich")]),
            ("新华社／王小明", vec![Word("新华社"), Bar, Word("王小明")]),
            ("", vec![]),
            (" \t\n", vec![]),
        ] {
            assert_eq!(cut(&tidy(line)), tokens, "{line}");
        }
    }
}
