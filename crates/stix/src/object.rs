//! One object: its received bytes, the parsed value, and the header every other crate works from.

mod header;
mod kind;

pub use header::about;
pub use kind::{is_known_type, is_sco};

use crate::{Fault, Limits, Timestamp, Value, json};
use std::borrow::Cow;

/// Which STIX version an object is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SpecVersion {
    /// STIX 2.0 (no `spec_version` on an SDO, SRO or marking-definition).
    V20,
    /// STIX 2.1.
    V21,
}

/// What handling, storing and sharing need to know of an object.
#[derive(Debug, Clone)]
pub struct Header<'a> {
    /// `type`
    pub object_type: Cow<'a, str>,
    /// `id`
    pub id: Cow<'a, str>,
    /// `spec_version`, or what its absence means for this type (section 3.2)
    pub spec_version: SpecVersion,
    /// `created`, as written
    pub created: Option<Cow<'a, str>>,
    /// `modified`, as written
    pub modified: Option<Cow<'a, str>>,
    /// `revoked`, false when absent
    pub revoked: bool,
    /// `created_by_ref`
    pub created_by_ref: Option<Cow<'a, str>>,
    /// `object_marking_refs`
    pub object_marking_refs: Vec<Cow<'a, str>>,
    /// every `marking_ref` of `granular_markings`
    pub granular_marking_refs: Vec<Cow<'a, str>>,
    /// what a relationship, sighting, note or opinion is about: `source_ref`, `target_ref`,
    /// `sighting_of_ref`, `observed_data_refs`, `where_sighted_refs`, `object_refs`; a language-content's
    /// `object_ref`, since it repeats the object in another language; empty for other types
    pub about: Vec<Cow<'a, str>>,
}

impl Header<'_> {
    /// The version as TAXII knows it: `modified`, else `created`, else none (an SCO's version is the
    /// `date_added` it was first seen with). Text as written.
    pub fn version(&self) -> Option<&str> {
        self.modified.as_deref().or(self.created.as_deref())
    }
    /// The same as an instant.
    pub fn version_at(&self) -> Option<Timestamp<'_>> {
        self.version().and_then(Timestamp::parse)
    }
}

/// A parsed object.
#[derive(Debug, Clone)]
pub struct Object<'a> {
    /// Exactly what was received.
    pub bytes: &'a [u8],
    /// The parsed JSON.
    pub value: Value<'a>,
    /// The header.
    pub header: Header<'a>,
}

impl<'a> Object<'a> {
    /// Parses one object strictly and reads its header. What makes an object unusable at all
    /// (not JSON, no `type`, an `id` that is none, a `created`/`modified` that is no timestamp, markings or
    /// references that cannot be read and so cannot be obeyed) is a fault here; every other rule is
    /// `validate`'s.
    pub fn parse(bytes: &'a [u8], limits: &Limits) -> Result<Self, Fault> {
        let value = json::parse(bytes, limits)?;
        let header = header::read(&value).map_err(|fault| fault.located(bytes))?;
        Ok(Self {
            bytes,
            value,
            header,
        })
    }

    /// The object as if it had these properties only, of bytes that [`Object::parse`] accepted before: what else is in
    /// them is passed over unread. `type` and `id` must be among the names. A header says of what is left out that it
    /// is not there.
    ///
    /// # Errors
    /// As [`Object::parse`], where that can be seen.
    pub fn part(bytes: &'a [u8], limits: &Limits, names: &[&str]) -> Result<Self, Fault> {
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        let Some(members) = json::members(text) else {
            return Self::parse(bytes, limits);
        };
        let mut value = Vec::with_capacity(names.len());
        for (name, text) in members.filter(|(name, _)| names.contains(&&**name)) {
            let plain = json::string_at(text, 0).map(|(text, _)| Value::String(text));
            let other = || json::parse(text.as_bytes(), limits);
            value.push((name, plain.map_or_else(other, Ok)?));
        }
        let value = Value::Object(value);
        let header = header::read(&value).map_err(|fault| fault.located(bytes))?;
        Ok(Self {
            bytes,
            value,
            header,
        })
    }
}

/// The codes of faults that make an object unusable. They never change their meaning.
pub mod code {
    /// the text is JSON but no object
    pub const NOT_AN_OBJECT: &str = "O001";
    /// `type` is missing or no type name
    pub const TYPE: &str = "O002";
    /// `id` is missing or no identifier
    pub const ID: &str = "O003";
    /// `spec_version` is neither `2.0` nor `2.1`
    pub const SPEC_VERSION: &str = "O004";
    /// `created` or `modified` is no timestamp
    pub const TIMESTAMP: &str = "O005";
    /// a property that decides on handling has the wrong JSON type
    pub const PROPERTY: &str = "O006";
    /// a bundle where an object must stand
    pub const BUNDLE: &str = "O007";
}
