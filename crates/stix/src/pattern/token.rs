//! Text to tokens, one at a time and without copying.

use super::Diagnostic;
use super::ast::Span;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A keyword, an object type or a property name.
    Word(&'a str),
    /// Between the quotes, escapes still in; whether there are any.
    String(&'a str, bool),
    /// `h`, `b` or `t` and what stands between the quotes behind it.
    Prefixed(u8, &'a str),
    /// A number with its sign, without a point.
    Integer(&'a str),
    /// A number with its sign and a point.
    Float(&'a str),
    /// One of `[ ] ( ) : , . *`
    Mark(u8),
    /// A comparison operator as written.
    Sign(&'static str),
    End,
}

impl Token<'_> {
    /// The token as a message quotes it.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Word(text) | Self::Integer(text) | Self::Float(text) => {
                format!("`{}`", clip(text))
            }
            Self::String(text, _) => format!("the string `'{}'`", clip(text)),
            Self::Prefixed(prefix, text) => {
                format!("`{}'{}'`", char::from(*prefix), clip(text))
            }
            Self::Mark(mark) => format!("`{}`", char::from(*mark)),
            Self::Sign(sign) => format!("`{sign}`"),
            Self::End => "the end of the pattern".to_owned(),
        }
    }
}

/// The first 40 characters: a message is read by people.
pub(super) fn clip(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

pub(super) struct Lexer<'a> {
    pub(super) text: &'a str,
    at: usize,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    fn byte(&self, ahead: usize) -> Option<u8> {
        self.text.as_bytes().get(self.at + ahead).copied()
    }

    fn skip_whitespace(&mut self) {
        while let Some(byte) = self.byte(0) {
            if byte.is_ascii() {
                if !matches!(byte, b' ' | b'\t'..=b'\r') {
                    return;
                }
                self.at += 1;
            } else {
                match self.text[self.at..].chars().next() {
                    Some(c) if c.is_whitespace() => self.at += c.len_utf8(),
                    _ => return,
                }
            }
        }
    }

    pub(super) fn next(&mut self) -> Result<(Token<'a>, Span), Box<Diagnostic>> {
        self.skip_whitespace();
        let start = self.at;
        let Some(byte) = self.byte(0) else {
            return Ok((Token::End, start..start));
        };
        let token = match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => self.word(start)?,
            b'\'' => self.string(start)?,
            b'0'..=b'9' => self.number(start),
            b'-' | b'+' | b'.' if self.starts_number() => self.number(start),
            b'[' | b']' | b'(' | b')' | b':' | b',' | b'.' | b'*' => {
                self.at += 1;
                Token::Mark(byte)
            }
            b'=' | b'!' | b'<' | b'>' => self.sign(start)?,
            _ => return Err(self.unexpected(start)),
        };
        Ok((token, start..self.at))
    }

    /// `-5`, `+5`, `-.5`, `.5`; a point behind a name is a path's.
    fn starts_number(&self) -> bool {
        let digit = |ahead| self.byte(ahead).is_some_and(|b| b.is_ascii_digit());
        match self.byte(0) {
            Some(b'.') => digit(1),
            _ => digit(1) || (self.byte(1) == Some(b'.') && digit(2)),
        }
    }

    fn take_while(&mut self, keep: impl Fn(u8) -> bool) {
        while self.byte(0).is_some_and(&keep) {
            self.at += 1;
        }
    }

    fn word(&mut self, start: usize) -> Result<Token<'a>, Box<Diagnostic>> {
        self.take_while(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
        let word = &self.text[start..self.at];
        if self.byte(0) == Some(b'\'') && matches!(word, "h" | "b" | "t") {
            let prefix = word.as_bytes()[0];
            let Token::String(inner, _) = self.string(start)? else {
                return Ok(Token::Word(word));
            };
            return Ok(Token::Prefixed(prefix, inner));
        }
        Ok(Token::Word(word))
    }

    fn string(&mut self, start: usize) -> Result<Token<'a>, Box<Diagnostic>> {
        self.at += 1;
        let inner = self.at;
        let bytes = self.text.as_bytes();
        let mut escapes = false;
        while let Some(found) = memchr::memchr2(b'\'', b'\\', &bytes[self.at..]) {
            self.at += found;
            if bytes[self.at] == b'\'' {
                let content = &self.text[inner..self.at];
                self.at += 1;
                return Ok(Token::String(content, escapes));
            }
            escapes = true;
            if !matches!(self.byte(1), Some(b'\'' | b'\\')) {
                return Err(self.bad_escape());
            }
            self.at += 2;
        }
        Err(Diagnostic::error(
            "P006",
            start..self.text.len(),
            "this constant has no closing apostrophe",
            "section 9.2: a string is surrounded by apostrophes",
        )
        .hint("close it with `'`; an apostrophe inside is written `\\'`"))
    }

    fn bad_escape(&self) -> Box<Diagnostic> {
        let width = self.text[self.at + 1..]
            .chars()
            .next()
            .map_or(0, char::len_utf8);
        Diagnostic::error(
            "P007",
            self.at..self.at + 1 + width,
            "a backslash escapes only an apostrophe or a backslash",
            "section 9.2: only the apostrophe or the backslash may follow the escape character",
        )
        .hint("write `\\\\` for a backslash")
    }

    fn number(&mut self, start: usize) -> Token<'a> {
        if matches!(self.byte(0), Some(b'-' | b'+')) {
            self.at += 1;
        }
        self.take_while(|b| b.is_ascii_digit());
        if self.byte(0) == Some(b'.') && self.byte(1).is_some_and(|b| b.is_ascii_digit()) {
            self.at += 1;
            self.take_while(|b| b.is_ascii_digit());
            return Token::Float(&self.text[start..self.at]);
        }
        Token::Integer(&self.text[start..self.at])
    }

    fn sign(&mut self, start: usize) -> Result<Token<'a>, Box<Diagnostic>> {
        const SIGNS: [&str; 8] = ["==", "!=", "<=", ">=", "<>", "=", "<", ">"];
        let rest = &self.text[start..];
        match SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
            Some(sign) => {
                self.at += sign.len();
                Ok(Token::Sign(sign))
            }
            None => Err(self.unexpected(start)),
        }
    }

    fn unexpected(&self, start: usize) -> Box<Diagnostic> {
        let found = self.text[start..].chars().next().unwrap_or(' ');
        let error = Diagnostic::error(
            "P005",
            start..start + found.len_utf8(),
            format!("`{}` has no meaning here", found.escape_debug()),
            "section 9.4: a pattern is made of keywords, constants and object paths",
        );
        match found {
            '"' | '‘' | '’' | '“' | '”' => {
                error.hint("constants stand in apostrophes: `'…'`")
            }
            '/' => error.hint("patterns have no comments; a regular expression is a string: `'…'`"),
            _ => error,
        }
    }
}
