//! The audience extension: who an object was released to, by name.
//!
//! Smallest example: a marking-definition with
//! `"extensions": {AUDIENCE_EXTENSION: {"extension_type": "property-extension",
//! "releasable_to": {"identities": ["identity--…"]}, "originator_control": true}}`.
//! Its JSON schema is `docs/extensions/audience.schema.json`.

use crate::{Identifier, Timestamp, Value};

/// Id of our audience extension-definition.
pub const AUDIENCE_EXTENSION: &str = "extension-definition--7d0a5ec6-7a0b-4d3d-9a0e-5b7a4a0f6f11";

/// The extension-definition object of [`AUDIENCE_EXTENSION`]; it may travel with what uses it.
pub const AUDIENCE_EXTENSION_DEFINITION: &str = concat!(
    r#"{"type":"extension-definition","spec_version":"2.1","#,
    r#""id":"extension-definition--7d0a5ec6-7a0b-4d3d-9a0e-5b7a4a0f6f11","#,
    r#""created_by_ref":"identity--3c0b2f0e-5f0b-4b53-9d52-6e0f4b7d9a21","#,
    r#""created":"2026-01-01T00:00:00.000Z","modified":"2026-01-01T00:00:00.000Z","#,
    r#""name":"Tansiq audience","#,
    r#""description":"A marking that names the identities and communities an object was released to, whether onward release needs the originator's consent, and until when anybody may have it.","#,
    r#""schema":"docs/extensions/audience.schema.json in the source of Tansiq","#,
    r#""version":"1.0.0","extension_types":["property-extension"]}"#,
);

/// Contents of the audience extension.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Audience {
    /// STIX identity ids.
    pub identities: Vec<String>,
    /// Community names.
    pub communities: Vec<String>,
    /// Onward release needs the originator's consent.
    pub originator_control: bool,
    /// Microseconds since the epoch after which nobody may have it.
    pub not_after: Option<i64>,
}

/// Reads the extension's entry. Whatever is malformed or not known here could be a restriction, so it makes
/// the whole entry unreadable.
pub(super) fn read(entry: &Value<'_>) -> Option<Audience> {
    let mut audience = Audience::default();
    let mut named = false;
    for (name, value) in entry.as_object()? {
        match name.as_ref() {
            "extension_type" if value.as_str() == Some("property-extension") => {}
            "releasable_to" => {
                read_names(value, &mut audience)?;
                named = true;
            }
            "originator_control" => audience.originator_control = value.as_bool()?,
            "not_after" => audience.not_after = Some(Timestamp::parse(value.as_str()?)?.micros()),
            _ => return None,
        }
    }
    named.then_some(audience)
}

fn read_names(value: &Value<'_>, audience: &mut Audience) -> Option<()> {
    for (name, list) in value.as_object()? {
        match name.as_ref() {
            "identities" => audience.identities = texts(list, is_identity)?,
            "communities" => audience.communities = texts(list, |name| !name.is_empty())?,
            _ => return None,
        }
    }
    Some(())
}

fn texts(list: &Value<'_>, legal: impl Fn(&str) -> bool) -> Option<Vec<String>> {
    let items = list.as_array()?.iter();
    items
        .map(|item| item.as_str().filter(|text| legal(text)).map(str::to_owned))
        .collect()
}

fn is_identity(id: &str) -> bool {
    Identifier::parse(id).is_some_and(|id| id.type_name() == "identity")
}
