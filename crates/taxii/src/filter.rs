//! URL query parameters (section 3.4): `added_after`, `limit`, `next` and `match[…]`.
//!
//! `?match[type]=indicator,malware&limit=10` becomes a [`Filter`]. Whatever the specification calls
//! malformed is an error that names the parameter. Fields and parameters it does not define are
//! passed over, as it allows, except where that would widen a deletion.

mod error;
mod matching;

pub use error::FilterError;
pub use matching::{Matching, VersionMatch, is_identifier};

use crate::percent;
use std::borrow::Cow;
use stix::Timestamp;

/// Largest integer TAXII can write (section 2).
const LARGEST_INTEGER: u64 = (1 << 53) - 1;

/// What a request asks for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Only objects added strictly after this, microseconds since the epoch.
    pub added_after: Option<i64>,
    /// At most so many objects; above zero.
    pub limit: Option<u64>,
    /// Where an earlier page ended: opaque, not yet opened.
    pub next: Option<String>,
    /// The `match` fields, all of which must hold.
    pub matching: Matching,
}

/// Which parameters an endpoint takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowed {
    paging: bool,
    id_and_type: bool,
    version: bool,
    spec_version: bool,
    /// Whether a parameter that is not taken is an error rather than passed over.
    strict: bool,
}

impl Allowed {
    /// Resources without filters: only the form of the query is checked.
    pub const NONE: Self = Self::new(false, false, false, false);
    /// Get Objects and Get Object Manifests (5.3, 5.4).
    pub const OBJECTS: Self = Self::new(true, true, true, true);
    /// Get an Object (5.6).
    pub const OBJECT: Self = Self::new(true, false, true, true);
    /// Get Object Versions (5.8).
    pub const VERSIONS: Self = Self::new(true, false, false, true);
    /// Delete an Object (5.7). A filter that were passed over would delete more than was meant, so
    /// every parameter beside `match[version]` and `match[spec_version]` is an error.
    pub const DELETE: Self = Self {
        strict: true,
        ..Self::new(false, false, true, true)
    };

    const fn new(paging: bool, id_and_type: bool, version: bool, spec_version: bool) -> Self {
        Self {
            paging,
            id_and_type,
            version,
            spec_version,
            strict: false,
        }
    }

    fn takes(self, parameter: Parameter<'_>) -> bool {
        match parameter {
            Parameter::AddedAfter | Parameter::Limit | Parameter::Next => self.paging,
            Parameter::Match("id" | "type") => self.id_and_type,
            Parameter::Match("version") => self.version,
            Parameter::Match("spec_version") => self.spec_version,
            Parameter::Match(_) | Parameter::Unknown => false,
        }
    }
}

#[derive(Debug, Clone, Copy)]
enum Parameter<'a> {
    AddedAfter,
    Limit,
    Next,
    Match(&'a str),
    Unknown,
}

impl<'a> Parameter<'a> {
    fn of(name: &'a str) -> Result<Self, FilterError> {
        Ok(match name {
            "added_after" => Self::AddedAfter,
            "limit" => Self::Limit,
            "next" => Self::Next,
            _ => match name.strip_prefix("match") {
                Some(rest) if rest.is_empty() || rest.starts_with('[') => Self::Match(
                    rest.strip_prefix('[')
                        .and_then(|rest| rest.strip_suffix(']'))
                        .filter(|field| !field.is_empty() && !field.contains(['[', ']']))
                        .ok_or_else(|| FilterError::MatchField(name.to_owned()))?,
                ),
                _ => Self::Unknown,
            },
        })
    }
}

/// Parses the query of a request, without its `?`.
pub fn parse_filter(query: &str, allowed: Allowed) -> Result<Filter, FilterError> {
    let mut filter = Filter::default();
    let mut seen: Vec<Cow<'_, str>> = Vec::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (raw_name, raw_value) = pair.split_once('=').unwrap_or((pair, ""));
        let undecodable = || FilterError::Encoding(raw_name.to_owned());
        let name = percent::decode(raw_name).ok_or_else(undecodable)?;
        let value = percent::decode(raw_value).ok_or_else(undecodable)?;
        let parameter = Parameter::of(&name)?;
        if !allowed.takes(parameter) {
            if allowed.strict {
                return Err(FilterError::NotHere(name.into_owned()));
            }
            if matches!(parameter, Parameter::Unknown) {
                continue;
            }
        }
        if seen.contains(&name) {
            return Err(FilterError::Repeated(name.into_owned()));
        }
        if value.is_empty() {
            return Err(FilterError::Empty(name.into_owned()));
        }
        if allowed.takes(parameter) {
            filter.set(parameter, &value)?;
        }
        seen.push(name);
    }
    Ok(filter)
}

impl Filter {
    fn set(&mut self, parameter: Parameter<'_>, value: &str) -> Result<(), FilterError> {
        match parameter {
            Parameter::AddedAfter => self.added_after = Some(added_after(value)?),
            Parameter::Limit => self.limit = Some(limit(value)?),
            Parameter::Next => self.next = Some(value.to_owned()),
            Parameter::Match(field) => self.matching.set(field, value)?,
            Parameter::Unknown => {}
        }
        Ok(())
    }
}

fn added_after(value: &str) -> Result<i64, FilterError> {
    let instant = Timestamp::parse(value);
    instant
        .map(|instant| instant.micros())
        .ok_or_else(|| FilterError::AddedAfter(value.to_owned()))
}

fn limit(value: &str) -> Result<u64, FilterError> {
    let digits_only = value.bytes().all(|byte| byte.is_ascii_digit());
    digits_only
        .then(|| value.parse().ok())
        .flatten()
        .filter(|limit| (1..=LARGEST_INTEGER).contains(limit))
        .ok_or_else(|| FilterError::Limit(value.to_owned()))
}

#[cfg(test)]
mod tests;
