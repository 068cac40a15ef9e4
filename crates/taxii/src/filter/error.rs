//! What can be wrong with a query, each named after the rule it breaks.

/// A malformed query parameter: HTTP 400 (section 3.4). The text of a message holds what the client
/// sent, shortened and with control characters escaped.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FilterError {
    /// A `%` without two hexadecimal digits, or bytes that are not UTF-8.
    #[error("`{}` is not percent-encoded UTF-8", shown(.0))]
    Encoding(String),
    /// A parameter that may occur once occurs again.
    #[error("`{}` may occur only once", shown(.0))]
    Repeated(String),
    /// A parameter without a value, or a list with an empty item.
    #[error("`{}` has an empty value", shown(.0))]
    Empty(String),
    /// A parameter this endpoint does not take, where passing it over would be dangerous.
    #[error("`{}` is not a parameter of this request; `match[version]` and `match[spec_version]` are", shown(.0))]
    NotHere(String),
    /// `match` without a field in brackets.
    #[error("`{}` names no field; write `match[type]=indicator`", shown(.0))]
    MatchField(String),
    /// `added_after` is no timestamp.
    #[error("`added_after` must be a timestamp such as `2026-01-31T12:00:00.000000Z`, not `{}`", shown(.0))]
    AddedAfter(String),
    /// `limit` is no integer in range.
    #[error("`limit` must be an integer from 1 to 9007199254740991, not `{}`", shown(.0))]
    Limit(String),
    /// An item of `match[id]` does not have the form of a STIX identifier.
    #[error("`match[id]` takes STIX identifiers such as `indicator--UUID`, separated by commas without spaces, not `{}`", shown(.0))]
    Id(String),
    /// An item of `match[type]` cannot be the name of a type.
    #[error("`match[type]` takes type names such as `indicator`, separated by commas without spaces, not `{}`", shown(.0))]
    Type(String),
    /// An item of `match[version]` is neither a keyword nor a timestamp.
    #[error("`match[version]` takes `last`, `first`, `all` or timestamps, separated by commas without spaces, not `{}`", shown(.0))]
    Version(String),
    /// An item of `match[version]` occurs twice.
    #[error("`match[version]` names `{}` more than once", shown(.0))]
    VersionTwice(String),
    /// `all` beside another version.
    #[error("`all` in `match[version]` cannot be combined with another version")]
    AllCombined,
    /// An item of `match[spec_version]` is not of the form `n.m`.
    #[error("`match[spec_version]` takes versions such as `2.1`, separated by commas without spaces, not `{}`", shown(.0))]
    SpecVersion(String),
}

impl FilterError {
    /// The parameter that is malformed, as the client named it.
    pub fn parameter(&self) -> &str {
        match self {
            Self::Encoding(name)
            | Self::Repeated(name)
            | Self::Empty(name)
            | Self::NotHere(name)
            | Self::MatchField(name) => name,
            Self::AddedAfter(_) => "added_after",
            Self::Limit(_) => "limit",
            Self::Id(_) => "match[id]",
            Self::Type(_) => "match[type]",
            Self::Version(_) | Self::VersionTwice(_) | Self::AllCombined => "match[version]",
            Self::SpecVersion(_) => "match[spec_version]",
        }
    }
}

/// At most 80 characters of what a client sent, safe to print.
fn shown(text: &str) -> String {
    const LONGEST: usize = 80;
    let mut shown: String = text
        .chars()
        .take(LONGEST)
        .flat_map(char::escape_debug)
        .collect();
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    shown
}
