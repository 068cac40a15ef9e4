//! The `match` fields (section 3.4.1) and their canonical text.

use super::FilterError;
use stix::{SpecVersion, Timestamp};

/// All `match` fields of a request. Absent fields match everything.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Matching {
    /// STIX ids, one of which an object must have; empty when the field is absent.
    pub ids: Vec<String>,
    /// Types, one of which an object must be; empty when the field is absent.
    pub types: Vec<String>,
    /// Versions of each object; `None` is what the endpoint says absence means.
    pub versions: Option<VersionMatch>,
    /// Specification versions. `None`: the latest of each object. `Some` of an empty list: only
    /// versions this server does not know were asked for, so nothing matches.
    pub spec_versions: Option<Vec<SpecVersion>>,
}

/// Which versions of an object are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VersionMatch {
    /// Every version.
    All,
    /// The latest, the earliest, and those at exact instants: one of these.
    Some {
        /// The latest.
        last: bool,
        /// The earliest.
        first: bool,
        /// Exact versions, microseconds since the epoch, ascending.
        exact: Vec<i64>,
    },
}

impl Matching {
    /// Whether no field was given.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Takes in one field, which must be one of the four of the specification.
    pub(super) fn set(&mut self, field: &str, value: &str) -> Result<(), FilterError> {
        match field {
            "id" => self.ids = list(field, value, is_identifier, FilterError::Id)?,
            "type" => self.types = list(field, value, is_type, FilterError::Type)?,
            "version" => self.versions = Some(versions(value)?),
            _ => self.spec_versions = Some(spec_versions(value)?),
        }
        Ok(())
    }

    /// The fields as a query in one canonical form: equal for equal matches, parsed back by
    /// [`parse_filter`](super::parse_filter). Empty when no field was given.
    pub fn to_query(&self) -> String {
        let mut fields = Vec::new();
        if !self.ids.is_empty() {
            fields.push(format!("match[id]={}", self.ids.join(",")));
        }
        if !self.types.is_empty() {
            fields.push(format!("match[type]={}", self.types.join(",")));
        }
        if let Some(versions) = &self.versions {
            fields.push(format!("match[version]={}", versions.to_list()));
        }
        if let Some(specs) = &self.spec_versions {
            let names: Vec<_> = specs.iter().map(|spec| spec_name(*spec)).collect();
            // A version nobody has stands for "none that is known here".
            let names = if names.is_empty() { vec!["0.0"] } else { names };
            fields.push(format!("match[spec_version]={}", names.join(",")));
        }
        fields.join("&")
    }
}

impl VersionMatch {
    fn to_list(&self) -> String {
        match self {
            Self::All => "all".to_owned(),
            Self::Some { last, first, exact } => {
                let keywords = [(*last, "last"), (*first, "first")];
                let keywords = keywords.iter().filter(|(asked, _)| *asked);
                keywords
                    .map(|(_, keyword)| (*keyword).to_owned())
                    .chain(exact.iter().map(|at| stix::timestamp::format_micros(*at)))
                    .collect::<Vec<_>>()
                    .join(",")
            }
        }
    }
}

fn spec_name(spec: SpecVersion) -> &'static str {
    match spec {
        SpecVersion::V20 => "2.0",
        SpecVersion::V21 => "2.1",
    }
}

/// Items separated by commas: checked, sorted, without repetition (an OR does not count).
fn list(
    field: &str,
    value: &str,
    fits: fn(&str) -> bool,
    error: fn(String) -> FilterError,
) -> Result<Vec<String>, FilterError> {
    let mut items = Vec::new();
    for item in items_of(field, value) {
        let item = item?;
        if !fits(item) {
            return Err(error(item.to_owned()));
        }
        items.push(item.to_owned());
    }
    items.sort_unstable();
    items.dedup();
    Ok(items)
}

fn items_of<'a>(
    field: &'a str,
    value: &'a str,
) -> impl Iterator<Item = Result<&'a str, FilterError>> {
    value.split(',').map(move |item| match item {
        "" => Err(FilterError::Empty(format!("match[{field}]"))),
        item => Ok(item),
    })
}

/// The form `type--UUID`. Case and UUID variant are not judged: what does not exist matches nothing.
pub fn is_identifier(text: &str) -> bool {
    let Some((type_name, uuid)) = text.split_once("--") else {
        return false;
    };
    let dashes = [8, 13, 18, 23];
    let uuid_fits = uuid.len() == 36
        && uuid.bytes().enumerate().all(|(index, byte)| match byte {
            b'-' => dashes.contains(&index),
            other => other.is_ascii_hexdigit() && !dashes.contains(&index),
        });
    is_type(type_name) && uuid_fits
}

fn is_type(text: &str) -> bool {
    let is_name_byte = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    (1..=250).contains(&text.len()) && text.bytes().all(is_name_byte)
}

fn versions(value: &str) -> Result<VersionMatch, FilterError> {
    let (mut all, mut last, mut first, mut exact) = (false, false, false, Vec::new());
    for item in items_of("version", value) {
        let item = item?;
        let repeated = match item {
            "all" => std::mem::replace(&mut all, true),
            "last" => std::mem::replace(&mut last, true),
            "first" => std::mem::replace(&mut first, true),
            _ => {
                let at = Timestamp::parse(item).map(|at| at.micros());
                let at = at.ok_or_else(|| FilterError::Version(item.to_owned()))?;
                let known = exact.contains(&at);
                exact.push(at);
                known
            }
        };
        if repeated {
            return Err(FilterError::VersionTwice(item.to_owned()));
        }
    }
    if all && (last || first || !exact.is_empty()) {
        return Err(FilterError::AllCombined);
    }
    if all {
        return Ok(VersionMatch::All);
    }
    exact.sort_unstable();
    Ok(VersionMatch::Some { last, first, exact })
}

fn spec_versions(value: &str) -> Result<Vec<SpecVersion>, FilterError> {
    let mut specs = Vec::new();
    for item in items_of("spec_version", value) {
        match item? {
            "2.0" => specs.push(SpecVersion::V20),
            "2.1" => specs.push(SpecVersion::V21),
            other if is_number_pair(other) => {}
            other => return Err(FilterError::SpecVersion(other.to_owned())),
        }
    }
    specs.sort_unstable();
    specs.dedup();
    Ok(specs)
}

/// `n.m`, both unsigned integers.
fn is_number_pair(text: &str) -> bool {
    let is_number = |part: &str| {
        (1..=9).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    text.split_once('.')
        .is_some_and(|(major, minor)| is_number(major) && is_number(minor))
}
