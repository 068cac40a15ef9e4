//! The Traffic Light Protocol: levels, the ids STIX and FIRST's extension give them, and the one content
//! each id may have.

use crate::{Object, Timestamp, Value};

/// Traffic Light Protocol, TLP 2.0 names; TLP 1 `white` is `clear`, its other levels map by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tlp {
    /// TLP:CLEAR
    Clear,
    /// TLP:GREEN
    Green,
    /// TLP:AMBER
    Amber,
    /// TLP:AMBER+STRICT
    AmberStrict,
    /// TLP:RED
    Red,
}

/// The extension that TLP 2.0 definitions are made with.
pub(super) const EXTENSION: &str = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d";

/// `created` of the four definitions in section 7.2.1.4, and of the five of the extension.
const CREATED_1: &str = "2017-01-20T00:00:00.000Z";
const CREATED_2: &str = "2022-10-01T00:00:00.000Z";

/// A published definition.
struct Published {
    id: &'static str,
    level: Tlp,
    /// Its name in `definition.tlp` or `tlp_2_0`.
    color: &'static str,
    /// `name`
    name: &'static str,
    version: Version,
}

#[derive(Clone, Copy, PartialEq)]
enum Version {
    One,
    Two,
}

const fn row(
    version: Version,
    id: &'static str,
    level: Tlp,
    color: &'static str,
    name: &'static str,
) -> Published {
    Published {
        id,
        level,
        color,
        name,
        version,
    }
}

#[rustfmt::skip]
const PUBLISHED: [Published; 9] = [
    row(Version::One, "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9", Tlp::Clear, "white", "TLP:WHITE"),
    row(Version::One, "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da", Tlp::Green, "green", "TLP:GREEN"),
    row(Version::One, "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82", Tlp::Amber, "amber", "TLP:AMBER"),
    row(Version::One, "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed", Tlp::Red, "red", "TLP:RED"),
    row(Version::Two, "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487", Tlp::Clear, "clear", "TLP:CLEAR"),
    row(Version::Two, "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb", Tlp::Green, "green", "TLP:GREEN"),
    row(Version::Two, "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421", Tlp::Amber, "amber", "TLP:AMBER"),
    row(Version::Two, "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003", Tlp::AmberStrict, "amber+strict", "TLP:AMBER+STRICT"),
    row(Version::Two, "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1", Tlp::Red, "red", "TLP:RED"),
];

/// The members of the published definitions, in their published order, without the white space that the
/// examples they are published in have around them.
macro_rules! definition {
    ($uuid:literal, $name:literal, $color:literal) => {
        concat!(
            r#"{"type":"marking-definition","spec_version":"2.1","id":"marking-definition--"#,
            $uuid,
            r#"","created":"2022-10-01T00:00:00.000Z","name":""#,
            $name,
            r#"","extensions":{"extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d":{"extension_type":"property-extension","tlp_2_0":""#,
            $color,
            r#""}}}"#
        )
    };
}

impl Tlp {
    /// Every level, lowest first.
    pub const ALL: [Self; 5] = [
        Self::Clear,
        Self::Green,
        Self::Amber,
        Self::AmberStrict,
        Self::Red,
    ];

    /// `clear`, `green`, `amber`, `amber+strict`, `red` (and `white`).
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "clear" | "white" => Self::Clear,
            "green" => Self::Green,
            "amber" => Self::Amber,
            "amber+strict" => Self::AmberStrict,
            "red" => Self::Red,
            _ => return None,
        })
    }

    /// The lower-case name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Clear => "clear",
            Self::Green => "green",
            Self::Amber => "amber",
            Self::AmberStrict => "amber+strict",
            Self::Red => "red",
        }
    }

    /// The level a predefined marking id stands for (TLP 1 and TLP 2.0).
    pub fn of_marking_id(id: &str) -> Option<Self> {
        published(id).map(|p| p.level)
    }

    /// Whether this is one of the four ids that STIX itself predefines (TLP 1): known to every reader, so the
    /// definition need not travel.
    pub fn is_predefined_in_stix(id: &str) -> bool {
        published(id).is_some_and(|p| p.version == Version::One)
    }

    /// The id of this level's TLP 2.0 marking-definition.
    pub fn marking_id(self) -> &'static str {
        // The TLP 2.0 rows stand in the order of the levels.
        PUBLISHED[4 + self as usize].id
    }

    /// The TLP 2.0 marking-definition of this level, as the specification of the extension publishes it
    /// (without white space); it must travel with what it marks (TLP 2.0 is not predefined in STIX).
    pub fn definition(self) -> &'static str {
        match self {
            Self::Clear => {
                definition!("94868c89-83c2-464b-929b-a1a8aa3c8487", "TLP:CLEAR", "clear")
            }
            Self::Green => {
                definition!("bab4a63c-aed9-4cf5-a766-dfca5abac2bb", "TLP:GREEN", "green")
            }
            Self::Amber => {
                definition!("55d920b0-5e8b-4f79-9ee9-91f868d9b421", "TLP:AMBER", "amber")
            }
            Self::AmberStrict => {
                definition!(
                    "939a9414-2ddd-4d32-a0cd-375ea402b003",
                    "TLP:AMBER+STRICT",
                    "amber+strict"
                )
            }
            Self::Red => definition!("e828b379-4e03-4974-9ac4-e53a884c97c1", "TLP:RED", "red"),
        }
    }
}

fn published(id: &str) -> Option<&'static Published> {
    PUBLISHED.iter().find(|p| p.id == id)
}

/// What a marking-definition has to do with TLP: nothing (`None`), an agreed level, or a sentence saying what about
/// it does not agree.
pub(super) fn judge(object: &Object<'_>) -> Option<Result<Tlp, String>> {
    match published(&object.header.id) {
        Some(published) => Some(match disagreement(published, &object.value) {
            None => Ok(published.level),
            Some(why) => Err(why),
        }),
        None if has_tlp_content(&object.value) => Some(Err(
            "it has the content of a TLP definition under an id that is none".to_owned(),
        )),
        None => None,
    }
}

fn has_tlp_content(value: &Value<'_>) -> bool {
    if value.get("type").and_then(Value::as_str) != Some("marking-definition") {
        return false;
    }
    let definition = value.get("definition");
    value.get("definition_type").and_then(Value::as_str) == Some("tlp")
        || definition.is_some_and(|d| d.get("tlp").is_some())
        || value
            .get("extensions")
            .is_some_and(|e| e.get(EXTENSION).is_some())
}

/// Why the value is not what was published under its id. Exactly the published members may be there; the
/// definitions of TLP 1 exist in STIX 2.0 too, without `spec_version` and `name`.
fn disagreement(published: &Published, value: &Value<'_>) -> Option<String> {
    let members = value.as_object().unwrap_or_default();
    let (created, own): (_, &[&str]) = match published.version {
        Version::One => (CREATED_1, &["definition_type", "definition"]),
        Version::Two => (CREATED_2, &["spec_version", "name", "extensions"]),
    };
    let required = ["type", "id", "created"].iter().chain(own);
    for name in required {
        if value.get(name).is_none() {
            return Some(format!("`{name}` is missing"));
        }
    }
    let wrong = members.iter().find(|(name, value)| !match name.as_ref() {
        "type" => value.as_str() == Some("marking-definition"),
        "id" => true,
        "created" => same_instant(value, created),
        "name" => value.as_str() == Some(published.name),
        "spec_version" => {
            let text = value.as_str();
            text == Some("2.1") || (published.version == Version::One && text == Some("2.0"))
        }
        "definition_type" => published.version == Version::One && value.as_str() == Some("tlp"),
        "definition" => {
            published.version == Version::One && is_exactly(value, &[("tlp", published.color)])
        }
        "extensions" => published.version == Version::Two && is_extension(value, published.color),
        _ => false,
    });
    wrong.map(|(name, _)| format!("`{}` is not as published", shown(name)))
}

fn same_instant(value: &Value<'_>, published: &str) -> bool {
    let written = value.as_str().and_then(Timestamp::parse);
    written.is_some() && written == Timestamp::parse(published)
}

fn is_extension(value: &Value<'_>, color: &str) -> bool {
    let content = [("extension_type", "property-extension"), ("tlp_2_0", color)];
    match value.as_object() {
        Some([(key, entry)]) => key == EXTENSION && is_exactly(entry, &content),
        _ => false,
    }
}

/// Whether this is an object with these string members and no other.
fn is_exactly(value: &Value<'_>, content: &[(&str, &str)]) -> bool {
    let members = value.as_object().unwrap_or_default();
    members.len() == content.len()
        && content
            .iter()
            .all(|(name, text)| value.get(name).and_then(Value::as_str) == Some(text))
}

fn shown(name: &str) -> String {
    let mut path = String::new();
    crate::json::path::push_key(&mut path, name);
    path
}
