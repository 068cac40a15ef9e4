//! Where the value of a property comes from: a field, a template over fields, or a literal; and the
//! small changes a mapping may ask for.

use std::borrow::Cow;

use super::scan::{Field, Fields};

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Source {
    /// A field, changed.
    Field(u16, Vec<Change>),
    /// Texts and fields joined; there only if every field is.
    Template(Vec<Piece>, Vec<Change>),
    /// Always this text.
    Literal(String),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Piece {
    Text(String),
    Field(u16),
}

/// A change to a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    /// Small ASCII letters.
    Lower,
    /// A text that reads as a number becomes one.
    Number,
    /// What stands behind the last slash or backslash.
    Basename,
    /// What stands before it.
    Dirname,
    /// Seconds since the epoch become a timestamp.
    Epoch,
    /// Milliseconds since the epoch become a timestamp; another text stays as it is.
    Millis,
    /// `aa:bb` becomes `aabb`.
    NoColons,
    /// The digest of this algorithm in `SHA1=…,MD5=…`.
    Digest(&'static str),
    /// Nothing else than what looks like this.
    Only(Looks),
}

impl Change {
    /// The names, for a message.
    pub(crate) const NAMES: &str = "lower, number, basename, dirname, epoch, millis, nocolons, digest MD5, digest SHA1, digest SHA256, domain, url, email, md5, sha1, sha256";

    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "lower" => Self::Lower,
            "number" => Self::Number,
            "basename" => Self::Basename,
            "dirname" => Self::Dirname,
            "epoch" => Self::Epoch,
            "millis" => Self::Millis,
            "nocolons" => Self::NoColons,
            "digest MD5" => Self::Digest("MD5="),
            "digest SHA1" => Self::Digest("SHA1="),
            "digest SHA256" => Self::Digest("SHA256="),
            "domain" => Self::Only(Looks::Domain),
            "url" => Self::Only(Looks::Url),
            "email" => Self::Only(Looks::Email),
            "md5" => Self::Only(Looks::Hex(32)),
            "sha1" => Self::Only(Looks::Hex(40)),
            "sha256" => Self::Only(Looks::Hex(64)),
            _ => return None,
        })
    }

    fn apply<'t>(self, field: Field<'t>) -> Option<Field<'t>> {
        Some(match (self, field) {
            (Self::Lower, Field::Text(text)) if text.bytes().any(|b| b.is_ascii_uppercase()) => {
                Field::Text(Cow::Owned(text.to_ascii_lowercase()))
            }
            (Self::Number, Field::Text(Cow::Borrowed(text))) if is_number(text) => {
                Field::Number(text)
            }
            (Self::Basename, Field::Text(text)) => {
                part(text, |text| text.rsplit(['/', '\\']).next())?
            }
            (Self::Dirname, Field::Text(text)) => part(text, |text| {
                text.rsplit_once(['/', '\\']).map(|(dir, _)| dir)
            })?,
            (Self::Epoch, Field::Text(Cow::Borrowed(text)) | Field::Number(text)) => Field::Text(
                Cow::Owned(stix::timestamp::format_micros(epoch_micros(text)?)),
            ),
            (Self::Millis, Field::Text(Cow::Borrowed(text)) | Field::Number(text))
                if text.bytes().all(|b| b.is_ascii_digit()) =>
            {
                let micros = text.parse::<i64>().ok()?.checked_mul(1000)?;
                Field::Text(Cow::Owned(stix::timestamp::format_micros(micros)))
            }
            (Self::NoColons, Field::Text(text)) => Field::Text(Cow::Owned(text.replace(':', ""))),
            (Self::Digest(name), Field::Text(text)) => part(text, |text| {
                text.split(',')
                    .find_map(|digest| digest.trim().strip_prefix(name))
            })?,
            (Self::Only(looks), Field::Text(text)) if looks.like(&text) => Field::Text(text),
            (Self::Only(_), _) => return None,
            (_, field) => field,
        })
    }
}

/// What words of free text are taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Looks {
    /// Labels with full stops between them, the last of letters.
    Domain,
    /// A scheme and `://`.
    Url,
    /// A domain behind an `@`.
    Email,
    /// So many hexadecimal digits.
    Hex(usize),
}

impl Looks {
    fn like(self, text: &str) -> bool {
        match self {
            Self::Domain => is_domain(text),
            Self::Url => text.split_once("://").is_some_and(|(scheme, rest)| {
                !rest.is_empty()
                    && !scheme.is_empty()
                    && scheme.bytes().all(|b| b.is_ascii_alphabetic())
            }),
            Self::Email => text
                .split_once('@')
                .is_some_and(|(user, host)| !user.is_empty() && is_domain(host)),
            Self::Hex(digits) => {
                text.len() == digits && text.bytes().all(|b| b.is_ascii_hexdigit())
            }
        }
    }
}

fn is_domain(text: &str) -> bool {
    let text = text.strip_suffix('.').unwrap_or(text);
    let is_label = |label: &str| {
        !label.is_empty()
            && label
                .chars()
                .all(|c| c.is_alphanumeric() || c == '-' || c == '_')
    };
    let last = text.rsplit_once('.').map(|(_, last)| last);
    text.len() <= 253
        && text.split('.').all(is_label)
        && last
            .is_some_and(|last| last.starts_with("xn--") || last.chars().all(char::is_alphabetic))
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && digits.bytes().filter(|b| *b == b'.').count() <= 1
        && !digits.ends_with('.')
}

fn part<'t>(
    text: Cow<'t, str>,
    take: impl for<'a> Fn(&'a str) -> Option<&'a str>,
) -> Option<Field<'t>> {
    let text = match text {
        Cow::Borrowed(text) => Cow::Borrowed(take(text)?),
        Cow::Owned(text) => Cow::Owned(take(&text)?.to_owned()),
    };
    (!text.is_empty()).then_some(Field::Text(text))
}

/// Seconds since the epoch, with a fraction, as microseconds; digits beyond are cut off.
pub(crate) fn epoch_micros(text: &str) -> Option<i64> {
    let (seconds, fraction) = text.split_once('.').unwrap_or((text, ""));
    let seconds: i64 = seconds.parse().ok()?;
    let digits = &fraction.as_bytes()[..fraction.len().min(6)];
    let mut micros = 0;
    for at in 0..6 {
        let digit = digits.get(at).copied().unwrap_or(b'0');
        if !digit.is_ascii_digit() {
            return None;
        }
        micros = micros * 10 + i64::from(digit - b'0');
    }
    seconds.checked_mul(1_000_000)?.checked_add(micros)
}

/// Room for what templates put together, used again for each value.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    joined: String,
}

impl Source {
    /// Calls `each` with every value that the line gives.
    pub(crate) fn each(
        &self,
        fields: &Fields<'_>,
        scratch: &mut Scratch,
        mut each: impl FnMut(&Field<'_>),
    ) {
        match self {
            Self::Field(slot, _) => fields.of(*slot).for_each(|field| self.of(field, &mut each)),
            Self::Literal(text) => each(&Field::Text(Cow::Borrowed(text))),
            Self::Template(pieces, changes) => {
                scratch.joined.clear();
                for piece in pieces {
                    let text = match piece {
                        Piece::Text(text) => text,
                        Piece::Field(slot) => match fields.of(*slot).next() {
                            Some(Field::Text(text)) => text.as_ref(),
                            Some(Field::Number(text)) => text,
                            Some(Field::Boolean(_)) | None => return,
                        },
                    };
                    scratch.joined.push_str(text);
                }
                let field = Field::Text(Cow::Borrowed(&scratch.joined));
                if let Some(field) = changed(field, changes) {
                    each(&field);
                }
            }
        }
    }

    /// Calls `each` with what one value of its field gives.
    pub(crate) fn of(&self, field: &Field<'_>, mut each: impl FnMut(&Field<'_>)) {
        match self {
            Self::Field(_, changes) if !changes.is_empty() => {
                if let Some(field) = changed(borrowed(field), changes) {
                    each(&field);
                }
            }
            _ => each(field),
        }
    }

    /// The slots that the value is made of.
    pub(crate) fn slots(&self) -> Vec<u16> {
        match self {
            Self::Field(slot, _) => vec![*slot],
            Self::Literal(_) => Vec::new(),
            Self::Template(pieces, _) => pieces
                .iter()
                .filter_map(|piece| match piece {
                    Piece::Field(slot) => Some(*slot),
                    Piece::Text(_) => None,
                })
                .collect(),
        }
    }
}

fn borrowed<'a>(field: &'a Field<'_>) -> Field<'a> {
    match field {
        Field::Text(text) => Field::Text(Cow::Borrowed(text.as_ref())),
        Field::Number(text) => Field::Number(text),
        Field::Boolean(value) => Field::Boolean(*value),
    }
}

fn changed<'t>(field: Field<'t>, changes: &[Change]) -> Option<Field<'t>> {
    changes
        .iter()
        .try_fold(field, |field, change| change.apply(field))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn epochs() {
        assert_eq!(epoch_micros("1.5"), Some(1_500_000));
        assert_eq!(
            epoch_micros("1300475167.096535"),
            Some(1_300_475_167_096_535)
        );
        assert_eq!(epoch_micros("1.1234567"), Some(1_123_456));
        assert_eq!(epoch_micros("x"), None);
    }

    #[test]
    fn changes() {
        let apply = |change: Change, text| change.apply(Field::Text(Cow::Borrowed(text)));
        let text = |text| Some(Field::Text(Cow::Borrowed(text)));
        assert_eq!(apply(Change::Basename, r"C:\a\b.exe"), text("b.exe"));
        assert_eq!(apply(Change::Dirname, "/usr/bin/x"), text("/usr/bin"));
        assert_eq!(apply(Change::Dirname, "x"), None);
        assert_eq!(apply(Change::Basename, "a/"), None);
        assert_eq!(apply(Change::Lower, "TCP"), text("tcp"));
        assert_eq!(apply(Change::Number, "443"), Some(Field::Number("443")));
        assert_eq!(apply(Change::Number, "4x"), text("4x"));
    }
}
