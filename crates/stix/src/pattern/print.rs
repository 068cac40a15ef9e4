//! Tree to text: the canonical spelling. Parsing it again gives the same tree.

use std::fmt::{self, Display, Formatter, Write};

use data_encoding::{BASE64, HEXLOWER};

use super::ast::{
    Comparison, Constant, ObjectPath, Observation, Operator, Pattern, Qualifier, Step, Test,
};

impl Display for Pattern<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.root.fmt(f)
    }
}

impl Display for Observation<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Test(comparison) => write!(f, "[{comparison}]"),
            Self::And(parts) => joined(f, parts, " AND ", Self::is_joined),
            Self::Or(parts) => joined(f, parts, " OR ", |part| {
                matches!(part, Self::Or(_) | Self::FollowedBy(_))
            }),
            Self::FollowedBy(parts) => joined(f, parts, " FOLLOWEDBY ", |part| {
                matches!(part, Self::FollowedBy(_))
            }),
            Self::Qualified(inner, qualifiers) => {
                if matches!(**inner, Self::Test(_)) {
                    inner.fmt(f)?;
                } else {
                    write!(f, "({inner})")?;
                }
                qualifiers
                    .iter()
                    .try_for_each(|qualifier| write!(f, " {qualifier}"))
            }
        }
    }
}

impl Observation<'_> {
    fn is_joined(&self) -> bool {
        matches!(self, Self::And(_) | Self::Or(_) | Self::FollowedBy(_))
    }
}

fn joined<T: Display>(
    f: &mut Formatter<'_>,
    parts: &[T],
    operator: &str,
    parenthesised: impl Fn(&T) -> bool,
) -> fmt::Result {
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            f.write_str(operator)?;
        }
        if parenthesised(part) {
            write!(f, "({part})")?;
        } else {
            part.fmt(f)?;
        }
    }
    Ok(())
}

impl Display for Qualifier<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Repeats(times) => write!(f, "REPEATS {times} TIMES"),
            Self::Within { seconds, .. } => write!(f, "WITHIN {seconds} SECONDS"),
            Self::StartStop { start, stop } => write!(f, "START t'{start}' STOP t'{stop}'"),
        }
    }
}

impl Display for Comparison<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Test(test) => test.fmt(f),
            Self::And(parts) => joined(f, parts, " AND ", |part| !matches!(part, Self::Test(_))),
            Self::Or(parts) => joined(f, parts, " OR ", |part| matches!(part, Self::Or(_))),
        }
    }
}

impl Display for Test<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let not = if self.negated { "NOT " } else { "" };
        let path = &self.path;
        match &self.operator {
            Operator::Exists => write!(f, "{not}EXISTS {path}"),
            Operator::Compare(relation, constant) => {
                write!(f, "{path} {not}{} {constant}", relation.as_str())
            }
            Operator::In(set) => {
                write!(f, "{path} {not}IN (")?;
                joined(f, set, ", ", |_| false)?;
                f.write_char(')')
            }
            Operator::Like(text) => write_with(f, path, not, "LIKE", text),
            Operator::Matches(text) => write_with(f, path, not, "MATCHES", text),
            Operator::IsSubset(text) => write_with(f, path, not, "ISSUBSET", text),
            Operator::IsSuperset(text) => write_with(f, path, not, "ISSUPERSET", text),
        }
    }
}

fn write_with(
    f: &mut Formatter<'_>,
    path: &ObjectPath<'_>,
    not: &str,
    keyword: &str,
    text: &str,
) -> fmt::Result {
    write!(f, "{path} {not}{keyword} ")?;
    quoted(f, text)
}

impl Display for ObjectPath<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.object_type)?;
        for (index, step) in self.steps.iter().enumerate() {
            match step {
                Step::Key(name) => {
                    if index > 0 {
                        f.write_char('.')?;
                    }
                    if is_plain(name) {
                        f.write_str(name)?;
                    } else {
                        quoted(f, name)?;
                    }
                }
                Step::Index(at) => write!(f, "[{at}]")?,
                Step::Any => f.write_str("[*]")?,
            }
        }
        Ok(())
    }
}

/// Whether a property name needs no apostrophes.
fn is_plain(name: &str) -> bool {
    let mut bytes = name.bytes();
    bytes
        .next()
        .is_some_and(|b| b.is_ascii_alphabetic() || b == b'_')
        && bytes.all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

impl Display for Constant<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::String(text) => quoted(f, text),
            Self::Integer(value) => value.fmt(f),
            Self::Float(_, text) => f.write_str(text),
            Self::Boolean(value) => value.fmt(f),
            Self::Binary(octets) => write!(f, "b'{}'", BASE64.encode(octets)),
            Self::Hex(octets) => write!(f, "h'{}'", HEXLOWER.encode(octets)),
            Self::Timestamp(text) => write!(f, "t'{text}'"),
        }
    }
}

fn quoted(f: &mut Formatter<'_>, text: &str) -> fmt::Result {
    f.write_char('\'')?;
    for c in text.chars() {
        if matches!(c, '\'' | '\\') {
            f.write_char('\\')?;
        }
        f.write_char(c)?;
    }
    f.write_char('\'')
}
