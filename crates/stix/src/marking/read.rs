//! Reads marking-definitions. A definition must say one thing that is known here; else it is unknown, and what
//! it marks is withheld.

use super::{AUDIENCE_EXTENSION, Marking, Tlp, audience, iep, tlp};
use crate::{Object, Value};

const PAP_EXTENSION: &str = "extension-definition--f8d78575-edfd-406e-8e84-6162a8450f5b";
const IEP_EXTENSION: &str = "extension-definition--762e2e97-ee51-43e5-a9ea-165fbb862c4a";

/// The only definitions PAP may have, and their colours.
const PAP: [(&str, &str); 5] = [
    (
        "marking-definition--a3bea94c-b469-41dc-9cfe-d6e7daba7730",
        "white",
    ),
    (
        "marking-definition--ad15a0cd-55b6-4588-a14c-a66105329b92",
        "clear",
    ),
    (
        "marking-definition--c43594d1-4b11-4c59-93ab-1c9b14d53ce9",
        "green",
    ),
    (
        "marking-definition--60f8932b-e51e-4458-b265-a2e8be9a80ab",
        "amber",
    ),
    (
        "marking-definition--740d36e5-7714-4c30-961a-3ae632ceee0e",
        "red",
    ),
];

/// Reads a marking-definition object.
pub fn read(object: &Object<'_>) -> Marking {
    match tlp::judge(object) {
        Some(Ok(level)) => return Marking::Tlp(level),
        Some(Err(why)) => return Marking::SpoofedTlp(why),
        None => {}
    }
    if object.header.object_type != "marking-definition" {
        return Marking::Unknown;
    }
    let value = &object.value;
    let definition_type = value.get("definition_type").and_then(Value::as_str);
    match (value.get("extensions"), definition_type) {
        (None, Some("statement")) if is_statement(value) => Marking::Statement,
        (Some(extensions), None) if value.get("definition").is_none() => {
            read_extension(&object.header.id, extensions).unwrap_or(Marking::Unknown)
        }
        _ => Marking::Unknown,
    }
}

fn is_statement(value: &Value<'_>) -> bool {
    match value.get("definition").and_then(Value::as_object) {
        Some([(name, text)]) => name == "statement" && text.as_str().is_some(),
        _ => false,
    }
}

/// Reads the one entry of `extensions`, if it is one that is known here.
fn read_extension(id: &str, extensions: &Value<'_>) -> Option<Marking> {
    let [(key, entry)] = extensions.as_object()? else {
        return None;
    };
    if entry.get("extension_type").and_then(Value::as_str) != Some("property-extension") {
        return None;
    }
    match key.as_ref() {
        AUDIENCE_EXTENSION => audience::read(entry).map(Marking::Audience),
        IEP_EXTENSION => iep::read(entry).map(Marking::Iep),
        PAP_EXTENSION => {
            let color = entry.get("pap").and_then(Value::as_str)?;
            let agreed = PAP.contains(&(id, color));
            agreed.then(|| Tlp::parse(color).map(Marking::Pap))?
        }
        _ => None,
    }
}
