//! Tokens to tree by recursive descent, one function a level of precedence. Only parentheses
//! recurse, and their depth is bounded.

use super::ast::{ObjectPath, Observation, Pattern, Qualifier, Span};
use super::token::{Lexer, Token, clip};
use super::{Diagnostic, check, literal};

pub(super) type Parsed<T> = Result<T, Box<Diagnostic>>;

/// What a pattern may cost.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// Longest pattern in bytes.
    pub bytes: usize,
    /// Deepest nesting of parentheses.
    pub depth: usize,
    /// Most comparison expressions, constants of an `IN` list and path steps together.
    pub parts: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            bytes: 1 << 20,
            depth: 64,
            parts: 100_000,
        }
    }
}

/// Parses and checks a pattern within the default bounds.
///
/// # Errors
/// The first rule of section 9 that the text breaks. Such a pattern matches nothing.
pub fn parse(text: &str) -> Result<Pattern<'_>, Box<Diagnostic>> {
    parse_within(text, &Bounds::default())
}

/// Parses and checks a pattern.
///
/// # Errors
/// The first rule of section 9 that the text breaks, or the bound it exceeds.
pub fn parse_within<'a>(text: &'a str, bounds: &Bounds) -> Result<Pattern<'a>, Box<Diagnostic>> {
    if text.len() > bounds.bytes {
        return Err(Diagnostic::error(
            "P002",
            bounds.bytes..text.len(),
            format!("the pattern is longer than {} bytes", bounds.bytes),
            "a bound of this program",
        ));
    }
    let mut parser = Parser::start(text, bounds)?;
    let root = parser.pattern()?;
    let warnings = check::check(&root)?;
    Ok(Pattern { root, warnings })
}

/// Parses an object path alone, as patterns spell it.
///
/// # Errors
/// What is wrong with it.
pub fn parse_path(text: &str) -> Result<ObjectPath<'_>, Box<Diagnostic>> {
    let mut parser = Parser::start(text, &Bounds::default())?;
    let (path, _) = parser.object_path()?;
    match parser.token {
        Token::End => Ok(path),
        _ => Err(parser.expected("the end of the path", "section 9.7: nothing follows a path")),
    }
}

pub(super) struct Parser<'a> {
    lexer: Lexer<'a>,
    pub(super) token: Token<'a>,
    pub(super) span: Span,
    depth: usize,
    max_depth: usize,
    parts: usize,
    max_parts: usize,
}

impl<'a> Parser<'a> {
    fn start(text: &'a str, bounds: &Bounds) -> Parsed<Self> {
        let mut parser = Self {
            lexer: Lexer::new(text),
            token: Token::End,
            span: 0..0,
            depth: bounds.depth,
            max_depth: bounds.depth,
            parts: bounds.parts,
            max_parts: bounds.parts,
        };
        parser.advance()?;
        Ok(parser)
    }

    pub(super) fn advance(&mut self) -> Parsed<()> {
        (self.token, self.span) = self.lexer.next()?;
        Ok(())
    }

    pub(super) fn word(&self) -> Option<&'a str> {
        match self.token {
            Token::Word(word) => Some(word),
            _ => None,
        }
    }

    pub(super) fn take_word(&mut self, word: &str) -> Parsed<bool> {
        let found = self.word() == Some(word);
        if found {
            self.advance()?;
        }
        Ok(found)
    }

    pub(super) fn take_mark(&mut self, mark: u8) -> Parsed<bool> {
        let found = self.token == Token::Mark(mark);
        if found {
            self.advance()?;
        }
        Ok(found)
    }

    /// What was expected here, and what stands here instead.
    pub(super) fn expected(&self, what: &str, why: &'static str) -> Box<Diagnostic> {
        Diagnostic::error(
            "P008",
            self.span.clone(),
            format!("expected {what}, found {}", self.token.shown()),
            why,
        )
    }

    /// The same, unless a keyword stands here in the wrong case.
    pub(super) fn expected_keyword(&self, what: &str, why: &'static str) -> Box<Diagnostic> {
        const KEYWORDS: [&str; 16] = [
            "AND",
            "OR",
            "NOT",
            "FOLLOWEDBY",
            "LIKE",
            "MATCHES",
            "ISSUPERSET",
            "ISSUBSET",
            "EXISTS",
            "IN",
            "START",
            "STOP",
            "SECONDS",
            "WITHIN",
            "REPEATS",
            "TIMES",
        ];
        if let Some(word) = self.word() {
            let upper = word.to_ascii_uppercase();
            if upper != word && KEYWORDS.contains(&upper.as_str()) {
                return Diagnostic::error(
                    "P011",
                    self.span.clone(),
                    format!("the keyword `{word}` is not in capitals"),
                    "section 9: keywords are written in capitals",
                )
                .hint(format!("write `{upper}`"));
            }
        }
        self.expected(what, why)
    }

    pub(super) fn spend(&mut self) -> Parsed<()> {
        match self.parts.checked_sub(1) {
            Some(left) => {
                self.parts = left;
                Ok(())
            }
            None => Err(Diagnostic::error(
                "P004",
                self.span.clone(),
                format!("the pattern has more than {} parts", self.max_parts),
                "a bound of this program",
            )
            .hint("split it into several indicators")),
        }
    }

    pub(super) fn nested<T>(&mut self, inner: fn(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth == 0 {
            return Err(Diagnostic::error(
                "P003",
                self.span.clone(),
                format!("parentheses are nested deeper than {}", self.max_depth),
                "a bound of this program",
            ));
        }
        self.depth -= 1;
        let result = inner(self);
        self.depth += 1;
        result
    }

    pub(super) fn close(&mut self, mark: u8, opened: Span) -> Parsed<()> {
        if self.take_mark(mark)? {
            return Ok(());
        }
        let shown = char::from(mark);
        if self.token == Token::End {
            return Err(Diagnostic::error(
                "P010",
                opened,
                format!("this is never closed by `{shown}`"),
                "section 9.5: brackets and parentheses come in pairs",
            )
            .hint(format!("add `{shown}` where the expression ends")));
        }
        Err(self.expected_keyword(
            &format!("`AND`, `OR` or `{shown}`"),
            "section 9.5: expressions are joined by operators and closed by their bracket",
        ))
    }

    fn pattern(&mut self) -> Parsed<Observation<'a>> {
        match self.token {
            Token::End => {
                return Err(Diagnostic::error(
                    "P001",
                    self.span.clone(),
                    "the pattern is empty",
                    "section 9.4: a pattern has at least one observation expression",
                )
                .hint("write for example `[ipv4-addr:value = '198.51.100.1']`"));
            }
            Token::Mark(b'[' | b'(') => {}
            _ => {
                return Err(Diagnostic::error(
                    "P009",
                    self.span.clone(),
                    "the pattern does not start with a bracket",
                    "section 9.5: observation expressions MUST be delimited by square brackets",
                )
                .hint("put `[` and `]` around the comparison"));
            }
        }
        let root = self.followed_by()?;
        if self.token == Token::End {
            return Ok(root);
        }
        Err(self.expected_keyword(
            "an operator, a qualifier or the end of the pattern",
            "section 9.5: observation expressions are joined by AND, OR or FOLLOWEDBY",
        ))
    }

    /// `part (KEYWORD part)*` as one flat list; a single part stands for itself.
    pub(super) fn chain<T>(
        &mut self,
        keyword: &str,
        part: fn(&mut Self) -> Parsed<T>,
        join: fn(Vec<T>) -> T,
    ) -> Parsed<T> {
        let first = part(self)?;
        if !self.take_word(keyword)? {
            return Ok(first);
        }
        let mut parts = vec![first, part(self)?];
        while self.take_word(keyword)? {
            parts.push(part(self)?);
        }
        Ok(join(parts))
    }

    fn followed_by(&mut self) -> Parsed<Observation<'a>> {
        self.chain("FOLLOWEDBY", Self::either, Observation::FollowedBy)
    }

    fn either(&mut self) -> Parsed<Observation<'a>> {
        self.chain("OR", Self::both, Observation::Or)
    }

    fn both(&mut self) -> Parsed<Observation<'a>> {
        self.chain("AND", Self::qualified, Observation::And)
    }

    fn qualified(&mut self) -> Parsed<Observation<'a>> {
        let opened = self.span.clone();
        let inner = if self.take_mark(b'[')? {
            let comparison = self.nested(Self::any_comparison)?;
            self.close(b']', opened)?;
            Observation::Test(comparison)
        } else if self.take_mark(b'(')? {
            let inner = self.nested(Self::followed_by)?;
            if self.token != Token::Mark(b')') && self.token != Token::End {
                return Err(self.expected_keyword(
                    "an operator, a qualifier or `)`",
                    "section 9.5: observation expressions are joined by AND, OR or FOLLOWEDBY",
                ));
            }
            self.close(b')', opened)?;
            inner
        } else {
            return Err(self.expected(
                "`[` or `(`",
                "section 9.5: observation expressions MUST be delimited by square brackets",
            ));
        };
        let mut qualifiers = Vec::new();
        while let Some(qualifier) = self.qualifier(&qualifiers)? {
            qualifiers.push(qualifier);
        }
        Ok(if qualifiers.is_empty() {
            inner
        } else {
            Observation::Qualified(Box::new(inner), qualifiers)
        })
    }

    fn qualifier(&mut self, before: &[Qualifier<'a>]) -> Parsed<Option<Qualifier<'a>>> {
        let Some(word @ ("REPEATS" | "WITHIN" | "START")) = self.word() else {
            return Ok(None);
        };
        let twice = before.iter().any(|earlier| {
            matches!(
                (earlier, word),
                (Qualifier::Repeats(_), "REPEATS")
                    | (Qualifier::Within { .. }, "WITHIN")
                    | (Qualifier::StartStop { .. }, "START")
            )
        });
        if twice {
            return Err(Diagnostic::error(
                "P021",
                self.span.clone(),
                format!("`{word}` stands twice on one expression"),
                "section 9.5.1: at most one qualifier of a particular type",
            )
            .hint("put parentheses around the expression with its first qualifier"));
        }
        self.advance()?;
        match word {
            "REPEATS" => self.repeats(),
            "WITHIN" => self.within(),
            _ => self.start_stop(),
        }
        .map(Some)
    }

    fn repeats(&mut self) -> Parsed<Qualifier<'a>> {
        const WHY: &str = "section 9.5.1: REPEATS x TIMES, and x MUST be a positive integer";
        let count = match self.token {
            Token::Integer(raw) => literal::integer(raw, self.span.clone())?,
            _ => 0,
        };
        let count = match u64::try_from(count) {
            Ok(count) if count > 0 => count,
            _ => {
                return Err(Diagnostic::error(
                    "P023",
                    self.span.clone(),
                    format!("{} is no number of repetitions", self.token.shown()),
                    WHY,
                )
                .hint("write for example `REPEATS 5 TIMES`"));
            }
        };
        self.advance()?;
        self.unit("TIMES", WHY)?;
        Ok(Qualifier::Repeats(count))
    }

    fn within(&mut self) -> Parsed<Qualifier<'a>> {
        const WHY: &str =
            "section 9.5.1: WITHIN x SECONDS, and x MUST be a positive integer or float";
        let (Token::Integer(seconds) | Token::Float(seconds)) = self.token else {
            return Err(self
                .expected("a number of seconds", WHY)
                .hint("write for example `WITHIN 300 SECONDS`"));
        };
        if matches!(self.token, Token::Float(_)) {
            literal::float(seconds, self.span.clone())?;
        } else {
            literal::integer(seconds, self.span.clone())?;
        }
        let Some(micros) = literal::seconds_to_micros(seconds) else {
            return Err(Diagnostic::error(
                "P022",
                self.span.clone(),
                format!("`{}` seconds are no time window", clip(seconds)),
                WHY,
            ));
        };
        self.advance()?;
        self.unit("SECONDS", WHY)?;
        Ok(Qualifier::Within { seconds, micros })
    }

    fn unit(&mut self, unit: &str, why: &'static str) -> Parsed<()> {
        if self.take_word(unit)? {
            return Ok(());
        }
        let mut error = self.expected_keyword(&format!("`{unit}`"), why);
        if error.code == "P008" {
            error.code = "P024";
        }
        Err(error)
    }

    fn start_stop(&mut self) -> Parsed<Qualifier<'a>> {
        let start = self.moment()?;
        if !self.take_word("STOP")? {
            return Err(
                self.expected_keyword("`STOP`", "section 9.5.1: START is always followed by STOP")
            );
        }
        let stop = self.moment()?;
        Ok(Qualifier::StartStop { start, stop })
    }

    fn moment(&mut self) -> Parsed<&'a str> {
        let Token::Prefixed(b't', raw) = self.token else {
            let mut error = self
                .expected(
                    "a timestamp",
                    "section 9.5.1: START and STOP MUST be of type timestamp",
                )
                .hint("write it as `t'2016-06-01T00:00:00Z'`");
            error.code = "P025";
            return Err(error);
        };
        let moment = literal::timestamp(raw, self.span.clone())?;
        self.advance()?;
        Ok(moment)
    }
}
