//! What stands between square brackets: comparison expressions, object paths and constants.

use std::borrow::Cow;

use super::ast::{Comparison, Constant, ObjectPath, Operator, Relation, Step, Test};
use super::parse::{Parsed, Parser};
use super::token::{Token, clip};
use super::{Diagnostic, literal};

impl<'a> Parser<'a> {
    pub(super) fn any_comparison(&mut self) -> Parsed<Comparison<'a>> {
        self.chain("OR", Self::all_comparisons, Comparison::Or)
    }

    fn all_comparisons(&mut self) -> Parsed<Comparison<'a>> {
        self.chain("AND", Self::comparison, Comparison::And)
    }

    fn comparison(&mut self) -> Parsed<Comparison<'a>> {
        let opened = self.span.clone();
        if self.take_mark(b'(')? {
            let inner = self.nested(Self::any_comparison)?;
            self.close(b')', opened)?;
            return Ok(inner);
        }
        self.spend()?;
        let start = opened.start;
        let negated_exists = self.take_word("NOT")?;
        if self.word() == Some("EXISTS") {
            self.advance()?;
            let end = self.span.end;
            let (path, path_end) = self.object_path()?;
            return Ok(Comparison::Test(Box::new(Test {
                path,
                negated: negated_exists,
                operator: Operator::Exists,
                span: start..path_end.max(end),
            })));
        }
        if negated_exists {
            return Err(Diagnostic::error(
                "P008",
                opened,
                "`NOT` stands before the comparison",
                "section 9.6.1: NOT modifies the operator",
            )
            .hint("write it before the operator: `file:name NOT = 'a'`"));
        }
        let (path, _) = self.object_path()?;
        let negated = self.take_word("NOT")?;
        let (operator, end) = self.operator()?;
        Ok(Comparison::Test(Box::new(Test {
            path,
            negated,
            operator,
            span: start..end,
        })))
    }

    pub(super) fn object_path(&mut self) -> Parsed<(ObjectPath<'a>, usize)> {
        const WHY: &str = "section 9.7: an object path is type:property.property[index]";
        let Some(object_type) = self.word() else {
            return Err(self.expected_keyword("an object path", WHY));
        };
        self.advance()?;
        if !self.take_mark(b':')? {
            if self.token == Token::Mark(b'.') {
                return Err(Diagnostic::error(
                    "P013",
                    self.span.clone(),
                    format!("`{}` is followed by a full stop", clip(object_type)),
                    "section 9.7: a colon stands between the object type and its property",
                )
                .hint("write `:` here"));
            }
            return Err(self.expected("`:`", WHY));
        }
        let mut end = self.span.end;
        let mut steps = Vec::with_capacity(2);
        steps.push(self.property()?);
        loop {
            let opened = self.span.clone();
            if self.take_mark(b'.')? {
                end = self.span.end;
                steps.push(self.property()?);
            } else if self.take_mark(b'[')? {
                steps.push(self.index()?);
                end = self.span.end;
                self.close(b']', opened)?;
            } else {
                return Ok((ObjectPath { object_type, steps }, end));
            }
            self.spend()?;
        }
    }

    fn property(&mut self) -> Parsed<Step<'a>> {
        let name = match self.token {
            Token::Word(name) if !name.contains('-') => Cow::Borrowed(name),
            Token::Word(name) => {
                return Err(Diagnostic::error(
                    "P012",
                    self.span.clone(),
                    format!("the property name `{}` needs apostrophes", clip(name)),
                    "section 9.7: a name with a hyphen-minus or a full stop MUST be enclosed in apostrophes",
                )
                .hint(format!("write `'{}'`", clip(name))));
            }
            Token::String(raw, escapes) => literal::unescape(raw, escapes),
            _ => {
                return Err(self.expected(
                    "a property name",
                    "section 9.7: an object path is type:property.property[index]",
                ));
            }
        };
        self.advance()?;
        Ok(Step::Key(name))
    }

    fn index(&mut self) -> Parsed<Step<'a>> {
        let step = match self.token {
            Token::Integer(raw) => Step::Index(literal::integer(raw, self.span.clone())?),
            Token::Mark(b'*') => Step::Any,
            _ => {
                return Err(self.expected(
                    "a list index or `*`",
                    "section 9.7.2: an index is an integer, or `*` for any element",
                ));
            }
        };
        self.advance()?;
        Ok(step)
    }

    /// The operator with its right side, and where that ends.
    fn operator(&mut self) -> Parsed<(Operator<'a>, usize)> {
        let word = match self.token {
            Token::Sign(sign) => {
                self.advance()?;
                return self.relation(sign);
            }
            Token::Word(word @ ("IN" | "LIKE" | "MATCHES" | "ISSUBSET" | "ISSUPERSET")) => word,
            _ => {
                return Err(self.expected_keyword(
                    "a comparison operator",
                    "section 9.6.1: = != < <= > >= IN LIKE MATCHES ISSUBSET ISSUPERSET",
                ));
            }
        };
        self.advance()?;
        if word == "IN" {
            return self.set();
        }
        let Token::String(raw, escapes) = self.token else {
            let mut error = self.expected(
                &format!("a string after `{word}`"),
                "section 9.6.1: the right side of this operator is a string constant",
            );
            error.code = "P026";
            return Err(error.hint("put it in apostrophes: `'…'`"));
        };
        let text = literal::unescape(raw, escapes);
        let end = self.span.end;
        self.advance()?;
        let operator = match word {
            "LIKE" => Operator::Like(text),
            "MATCHES" => Operator::Matches(text),
            "ISSUBSET" => Operator::IsSubset(text),
            _ => Operator::IsSuperset(text),
        };
        Ok((operator, end))
    }

    fn relation(&mut self, sign: &str) -> Parsed<(Operator<'a>, usize)> {
        let relation = match sign {
            "=" | "==" => Relation::Equal,
            "!=" | "<>" => Relation::NotEqual,
            "<" => Relation::Less,
            "<=" => Relation::LessOrEqual,
            ">" => Relation::Greater,
            _ => Relation::GreaterOrEqual,
        };
        let span = self.span.clone();
        let constant = self.constant()?;
        let ordered = !matches!(relation, Relation::Equal | Relation::NotEqual);
        if ordered && matches!(constant, Constant::Boolean(_)) {
            return Err(Diagnostic::error(
                "P027",
                span,
                format!("`{}` has no meaning for a boolean", relation.as_str()),
                "section 9.6.1: greater and less are numerical or lexical",
            )
            .hint("use `=` or `!=`"));
        }
        Ok((Operator::Compare(relation, constant), span.end))
    }

    fn set(&mut self) -> Parsed<(Operator<'a>, usize)> {
        const WHY: &str = "section 9.6.1: IN is followed by constants of one type in parentheses";
        let opened = self.span.clone();
        if !self.take_mark(b'(')? {
            return Err(self.expected("`(`", WHY));
        }
        let mut set: Vec<Constant<'a>> = Vec::new();
        let mut end = self.span.end;
        if self.take_mark(b')')? {
            return Ok((Operator::In(set), end));
        }
        loop {
            let span = self.span.clone();
            self.spend()?;
            let constant = self.constant()?;
            if set
                .first()
                .is_some_and(|first| !same_class(first, &constant))
            {
                return Err(Diagnostic::error(
                    "P028",
                    span,
                    format!(
                        "a {} among constants of type {}",
                        constant.type_name(),
                        set[0].type_name()
                    ),
                    WHY,
                ));
            }
            set.push(constant);
            end = self.span.end;
            if self.take_mark(b')')? {
                return Ok((Operator::In(set), end));
            }
            if self.token == Token::End {
                self.close(b')', opened.clone())?;
            }
            if !self.take_mark(b',')? {
                return Err(self.expected("`,` or `)`", WHY));
            }
        }
    }

    fn constant(&mut self) -> Parsed<Constant<'a>> {
        let span = self.span.clone();
        let constant = match self.token {
            Token::String(raw, escapes) => Constant::String(literal::unescape(raw, escapes)),
            Token::Prefixed(prefix, raw) => literal::prefixed(prefix, raw, span)?,
            Token::Integer(raw) => Constant::Integer(literal::integer(raw, span)?),
            Token::Float(raw) => Constant::Float(literal::float(raw, span)?, raw),
            Token::Word("true") => Constant::Boolean(true),
            Token::Word("false") => Constant::Boolean(false),
            Token::Word(word)
                if word.eq_ignore_ascii_case("true") || word.eq_ignore_ascii_case("false") =>
            {
                return Err(Diagnostic::error(
                    "P020",
                    span,
                    format!("`{word}` is no boolean"),
                    "section 9.2: truth is `true` and falsehood is `false`",
                )
                .hint(format!("write `{}`", word.to_ascii_lowercase())));
            }
            Token::Word(word) => {
                return Err(Diagnostic::error(
                    "P014",
                    span,
                    format!("`{}` is no constant", clip(word)),
                    "section 9.2: a string is surrounded by apostrophes",
                )
                .hint(format!("write `'{}'`", clip(word))));
            }
            _ => {
                return Err(self.expected(
                    "a constant",
                    "section 9.2: a string, number, boolean, binary, hex or timestamp",
                ));
            }
        };
        self.advance()?;
        Ok(constant)
    }
}

/// Whether two constants may stand in one `IN` list: numbers go together, and so do octets.
fn same_class(a: &Constant<'_>, b: &Constant<'_>) -> bool {
    fn class(constant: &Constant<'_>) -> u8 {
        match constant {
            Constant::String(_) => 0,
            Constant::Integer(_) | Constant::Float(..) => 1,
            Constant::Boolean(_) => 2,
            Constant::Binary(_) | Constant::Hex(_) => 3,
            Constant::Timestamp(_) => 4,
        }
    }
    class(a) == class(b)
}
