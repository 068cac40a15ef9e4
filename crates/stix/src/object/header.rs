//! Reads the header in one pass over an object's members. What decides on handling must be readable:
//! a marking that is skipped because it is malformed would be a leak.

use super::{Header, SpecVersion, code, kind};
use crate::id::{Identifier, is_type_name};
use crate::json::path;
use crate::{Fault, Timestamp, Value};
use std::borrow::Cow;

/// A fault whose byte offset is not known yet: the parsed value keeps none.
pub(super) struct HeaderFault {
    code: &'static str,
    path: String,
    message: String,
}

impl HeaderFault {
    /// Finds the offset of the member at fault.
    pub(super) fn located(self, bytes: &[u8]) -> Fault {
        Fault {
            code: self.code,
            offset: crate::json::locate(bytes, &self.path),
            path: self.path,
            message: self.message,
        }
    }
}

type Read<T> = Result<T, HeaderFault>;

fn fault<T>(code: &'static str, path: &str, message: impl Into<String>) -> Read<T> {
    Err(HeaderFault {
        code,
        path: path.to_owned(),
        message: message.into(),
    })
}

/// The members a header is made of, as they lie in the value.
#[derive(Default)]
struct Found<'v, 'a> {
    object_type: Option<&'v Value<'a>>,
    id: Option<&'v Value<'a>>,
    spec_version: Option<&'v Value<'a>>,
    created: Option<&'v Value<'a>>,
    modified: Option<&'v Value<'a>>,
    revoked: Option<&'v Value<'a>>,
    created_by_ref: Option<&'v Value<'a>>,
    object_marking_refs: Option<&'v Value<'a>>,
    granular_markings: Option<&'v Value<'a>>,
}

pub(super) fn read<'a>(value: &Value<'a>) -> Read<Header<'a>> {
    let Some(members) = value.as_object() else {
        let message = format!("a STIX object must be a JSON object, not {}", value.kind());
        return fault(code::NOT_AN_OBJECT, "", message);
    };
    let found = find(members);
    let object_type = object_type(found.object_type)?;
    let id = id(found.id)?;
    let versioned = found.created.is_some() && found.modified.is_some();
    Ok(Header {
        spec_version: spec_version(found.spec_version, &object_type, versioned)?,
        created: timestamp("created", found.created)?,
        modified: timestamp("modified", found.modified)?,
        revoked: boolean("revoked", found.revoked)?,
        created_by_ref: found
            .created_by_ref
            .map(|value| string("created_by_ref", value))
            .transpose()?,
        object_marking_refs: match found.object_marking_refs {
            Some(value) => strings("object_marking_refs", value)?,
            None => Vec::new(),
        },
        granular_marking_refs: match found.granular_markings {
            Some(value) => granular_marking_refs(value)?,
            None => Vec::new(),
        },
        about: ends(&object_type, members)?,
        object_type,
        id,
    })
}

fn find<'v, 'a>(members: &'v [(Cow<'a, str>, Value<'a>)]) -> Found<'v, 'a> {
    let mut found = Found::default();
    for (name, value) in members {
        let slot = match name.as_ref() {
            "type" => &mut found.object_type,
            "id" => &mut found.id,
            "spec_version" => &mut found.spec_version,
            "created" => &mut found.created,
            "modified" => &mut found.modified,
            "revoked" => &mut found.revoked,
            "created_by_ref" => &mut found.created_by_ref,
            "object_marking_refs" => &mut found.object_marking_refs,
            "granular_markings" => &mut found.granular_markings,
            _ => continue,
        };
        *slot = Some(value);
    }
    found
}

fn object_type<'a>(value: Option<&Value<'a>>) -> Read<Cow<'a, str>> {
    match value {
        Some(Value::String(name)) if name == "bundle" => fault(
            code::BUNDLE,
            "type",
            "a bundle stands where one object must stand",
        ),
        Some(Value::String(name)) if is_type_name(name.as_bytes()) => Ok(name.clone()),
        Some(Value::String(_)) => fault(
            code::TYPE,
            "type",
            "`type` must be made of small letters, digits and single hyphens, a letter first",
        ),
        Some(other) => wrong_kind(code::TYPE, "type", "a string", other),
        None => fault(code::TYPE, "", "`type` is missing"),
    }
}

fn id<'a>(value: Option<&Value<'a>>) -> Read<Cow<'a, str>> {
    match value {
        Some(Value::String(text)) if Identifier::parse(text).is_some() => Ok(text.clone()),
        Some(Value::String(_)) => fault(
            code::ID,
            "id",
            "`id` must be a type name, `--` and a UUID in small letters",
        ),
        Some(other) => wrong_kind(code::ID, "id", "a string", other),
        None => fault(code::ID, "", "`id` is missing"),
    }
}

fn spec_version(
    value: Option<&Value<'_>>,
    object_type: &str,
    versioned: bool,
) -> Read<SpecVersion> {
    match value.map(Value::as_str) {
        None => Ok(kind::without_spec_version(object_type, versioned)),
        Some(Some("2.1")) => Ok(SpecVersion::V21),
        Some(Some("2.0")) => Ok(SpecVersion::V20),
        Some(_) => fault(
            code::SPEC_VERSION,
            "spec_version",
            "`spec_version` must be `2.0` or `2.1`",
        ),
    }
}

fn timestamp<'a>(name: &str, value: Option<&Value<'a>>) -> Read<Option<Cow<'a, str>>> {
    match value {
        None => Ok(None),
        Some(Value::String(text)) if Timestamp::parse(text).is_some() => Ok(Some(text.clone())),
        Some(Value::String(_)) => fault(
            code::TIMESTAMP,
            name,
            format!("`{name}` must be a time such as `2024-02-29T12:00:00.000Z`"),
        ),
        Some(other) => wrong_kind(code::TIMESTAMP, name, "a string", other),
    }
}

fn boolean(name: &str, value: Option<&Value<'_>>) -> Read<bool> {
    match value {
        None => Ok(false),
        Some(Value::Bool(truth)) => Ok(*truth),
        Some(other) => wrong_kind(code::PROPERTY, name, "`true` or `false`", other),
    }
}

fn string<'a>(name: &str, value: &Value<'a>) -> Read<Cow<'a, str>> {
    match value {
        Value::String(text) => Ok(text.clone()),
        other => wrong_kind(code::PROPERTY, name, "a string", other),
    }
}

fn strings<'a>(name: &str, value: &Value<'a>) -> Read<Vec<Cow<'a, str>>> {
    let Value::Array(items) = value else {
        return wrong_kind(code::PROPERTY, name, "a list of strings", value);
    };
    let mut texts = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        match item {
            Value::String(text) => texts.push(text.clone()),
            other => return wrong_kind(code::PROPERTY, &at(name, index), "a string", other),
        }
    }
    Ok(texts)
}

/// The `marking_ref` of every granular marking that has one; the others carry `lang`.
fn granular_marking_refs<'a>(value: &Value<'a>) -> Read<Vec<Cow<'a, str>>> {
    const NAME: &str = "granular_markings";
    let Value::Array(items) = value else {
        return wrong_kind(code::PROPERTY, NAME, "a list of granular markings", value);
    };
    let mut refs = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        if item.as_object().is_none() {
            return wrong_kind(code::PROPERTY, &at(NAME, index), "an object", item);
        }
        if let Some(marking_ref) = item.get("marking_ref") {
            refs.push(string(&(at(NAME, index) + ".marking_ref"), marking_ref)?);
        }
    }
    Ok(refs)
}

/// The properties of a type that name what it is about; none for types that stand for themselves. See [`Header::about`].
pub fn about(object_type: &str) -> &'static [&'static str] {
    match object_type {
        "relationship" => &["source_ref", "target_ref"],
        "sighting" => &[
            "sighting_of_ref",
            "observed_data_refs",
            "where_sighted_refs",
        ],
        "note" | "opinion" => &["object_refs"],
        "language-content" => &["object_ref"],
        _ => &[],
    }
}

fn ends<'a>(object_type: &str, members: &[(Cow<'a, str>, Value<'a>)]) -> Read<Vec<Cow<'a, str>>> {
    let mut refs = Vec::new();
    for name in about(object_type) {
        match members.iter().find(|(key, _)| key == name) {
            Some((_, value)) if name.ends_with("_refs") => refs.append(&mut strings(name, value)?),
            Some((_, value)) => refs.push(string(name, value)?),
            None => {}
        }
    }
    Ok(refs)
}

fn wrong_kind<T>(code: &'static str, path: &str, expected: &str, found: &Value<'_>) -> Read<T> {
    fault(
        code,
        path,
        format!("`{path}` must be {expected}, not {}", found.kind()),
    )
}

fn at(name: &str, index: usize) -> String {
    let mut path = name.to_owned();
    path::push_index(&mut path, index);
    path
}
