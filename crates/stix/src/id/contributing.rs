//! Deterministic SCO ids: UUIDv5 in STIX's namespace over the RFC 8785 text of the id contributing
//! properties that are present (section 2.9).

use super::SCO_NAMESPACE;
use crate::Object;
use crate::json::{Value, canonical};
use std::borrow::Cow;
use uuid::Uuid;

/// Which one of several hashes contributes, in this order; else the first given.
const HASH_PREFERENCE: [&str; 4] = ["MD5", "SHA-1", "SHA-256", "SHA-512"];

/// The id contributing properties of an SCO type, section 6's lists. `process` has none by rule; `None` for a type
/// that is no SCO of the specification.
pub fn contributing_properties(object_type: &str) -> Option<&'static [&'static str]> {
    Some(match object_type {
        "artifact" => &["hashes", "payload_bin"],
        "autonomous-system" => &["number"],
        "directory" => &["path"],
        "domain-name" | "email-addr" | "ipv4-addr" | "ipv6-addr" | "mac-addr" | "url" => &["value"],
        "email-message" => &["from_ref", "subject", "body"],
        "file" => &["hashes", "name", "extensions", "parent_directory_ref"],
        "mutex" => &["name"],
        "network-traffic" => &[
            "start",
            "end",
            "src_ref",
            "dst_ref",
            "src_port",
            "dst_port",
            "protocols",
            "extensions",
        ],
        "process" => &[],
        "software" => &["name", "cpe", "swid", "vendor", "version"],
        "user-account" => &["account_type", "user_id", "account_login"],
        "windows-registry-key" => &["key", "values"],
        "x509-certificate" => &["hashes", "serial_number"],
        _ => return None,
    })
}

/// The deterministic id this SCO should have (section 2.9), if its type has contributing
/// properties and at least one is present.
pub fn deterministic(object: &Object<'_>) -> Option<String> {
    let object_type = object.header.object_type.as_ref();
    let properties = contributing_properties(object_type)?;
    let present: Vec<(Cow<'_, str>, Value<'_>)> = object
        .value
        .as_object()?
        .iter()
        .filter(|(name, _)| properties.contains(&name.as_ref()))
        .map(|(name, value)| (name.clone(), contribution(name, value)))
        .collect();
    if present.is_empty() {
        return None;
    }
    let name = canonical(&Value::Object(present));
    let uuid = Uuid::new_v5(&SCO_NAMESPACE, name.as_bytes());
    Some(format!("{object_type}--{uuid}"))
}

/// What a property adds: of `hashes` one only.
fn contribution<'a>(name: &str, value: &Value<'a>) -> Value<'a> {
    match value {
        Value::Object(hashes) if name == "hashes" => {
            Value::Object(chosen(hashes).into_iter().collect())
        }
        other => other.clone(),
    }
}

fn chosen<'a>(hashes: &[(Cow<'a, str>, Value<'a>)]) -> Option<(Cow<'a, str>, Value<'a>)> {
    HASH_PREFERENCE
        .iter()
        .find_map(|preferred| hashes.iter().find(|(name, _)| name == preferred))
        .or_else(|| hashes.first())
        .cloned()
}
