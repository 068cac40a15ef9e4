//! Objects of a case: few ids of each kind, so that worlds, lanes and versions meet on them.

use super::policy::{COMMUNITIES, PARTNERS, identity, uuid};
use handling::recall::{ACKNOWLEDGEMENT_EXTENSION, RECALL_EXTENSION};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use stix::marking::{AUDIENCE_EXTENSION, Tlp};
use stix::{Limits, Object};

/// An object, by small numbers that shrink.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    pub kind: u8,
    pub name: u8,
    pub version: u8,
    /// 0 none, else the level before it
    pub tlp: u8,
    /// 0 none, else a marking of [`MARKINGS`]
    pub marking: u8,
    pub content: u8,
    /// 0 nobody, 1 to 4 a partner, 5 a stranger
    pub by: u8,
    pub ends: [u8; 2],
    pub revoked: bool,
    pub granular: bool,
    pub old_spec: bool,
}

pub const KINDS: [&str; 12] = [
    "indicator",
    "ipv4-addr",
    "relationship",
    "malware",
    "note",
    "sighting",
    "process",
    "marking-definition",
    "url",
    "campaign",
    "location",
    "tool",
];
pub const NAMES: u8 = 3;

/// Definitions that the operator gives every world, one of which nobody understands, and two that only partners give.
pub const MARKINGS: [&str; 8] = [
    "for-petra",
    "for-quorum",
    "for-alpine",
    "expired",
    "statement",
    "unknown",
    "defined-0",
    "defined-1",
];
/// How many of them the operator defines at the start.
pub const GIVEN: usize = 6;

pub fn marking_id(name: &str) -> String {
    format!("marking-definition--{}", uuid("marking", name))
}

pub fn unknown_marking() -> String {
    marking_id("unknown")
}

/// The text of a marking-definition.
pub fn definition(name: &str, content: u8) -> String {
    let audience = |to: Value, until: Option<&str>| {
        let mut entry = json!({ "extension_type": "property-extension", "releasable_to": to });
        if let Some(until) = until {
            entry["not_after"] = until.into();
        }
        json!({ AUDIENCE_EXTENSION: entry })
    };
    let people =
        |names: &[&str]| -> Vec<String> { names.iter().map(|name| identity(name)).collect() };
    let mut made = json!({
        "type": "marking-definition", "spec_version": "2.1", "id": marking_id(name),
        "created": "2026-01-01T00:00:00.000Z", "name": name,
    });
    match name {
        "for-petra" => {
            made["extensions"] = audience(json!({ "identities": people(&PARTNERS[..2]) }), None);
        }
        "for-quorum" => {
            made["extensions"] = audience(json!({ "identities": people(&PARTNERS[1..3]) }), None)
        }
        "for-alpine" => {
            made["extensions"] = audience(json!({ "communities": [COMMUNITIES[0]] }), None)
        }
        "expired" => {
            let to = json!({ "identities": people(&PARTNERS) });
            made["extensions"] = audience(to, Some("2026-06-01T00:00:00.000Z"));
        }
        "unknown" => {
            made["definition_type"] = "x-of-another-world".into();
            made["definition"] = json!({ "x": 1 });
        }
        // Both together mark each other.
        "defined-0" | "defined-1" if content == 2 => {
            let other = if name == "defined-0" {
                "defined-1"
            } else {
                "defined-0"
            };
            made["object_marking_refs"] = json!([marking_id(other)]);
            made["definition_type"] = "statement".into();
            made["definition"] = json!({ "statement": "in a circle" });
        }
        "defined-1" if content == 1 => {
            made["extensions"] = audience(json!({ "identities": people(&PARTNERS[..1]) }), None);
        }
        _ => {
            made["definition_type"] = "statement".into();
            made["definition"] = json!({ "statement": format!("statement {content}") });
        }
    }
    made.to_string()
}

/// Whether it defines a marking.
pub fn is_definition(item: &Item) -> bool {
    KINDS[usize::from(item.kind) % KINDS.len()] == "marking-definition"
}

impl Item {
    /// Marked so that P hardly may see it, for one reason at a time.
    pub fn hide(&mut self) {
        (self.tlp, self.marking) = match (self.ends[0] + self.ends[1]) % 8 {
            0 | 1 => (5, 0),
            2 => (3, 0),
            3 => (self.tlp, 2),
            4 => (1, 2),
            5 => (1, 4),
            6 => (1, 7),
            _ => (1, 6),
        };
    }

    /// Marked so that P mostly may see it.
    pub fn open(&mut self) {
        self.marking = if self.marking == 1 { 1 } else { 0 };
        self.tlp = 1 + self.tlp % 2;
    }

    /// Its id.
    pub fn id(&self) -> String {
        let kind = KINDS[usize::from(self.kind) % KINDS.len()];
        object_id(kind, self.name % NAMES)
    }

    /// Its text.
    pub fn json(&self) -> String {
        let kind = KINDS[usize::from(self.kind) % KINDS.len()];
        if kind == "marking-definition" {
            return definition(
                MARKINGS[GIVEN + usize::from(self.name % 2)],
                self.content % 3,
            );
        }
        let mut made = Map::new();
        let mut set = |name: &str, value: Value| made.insert(name.to_owned(), value);
        set("type", kind.into());
        if !(self.old_spec && matches!(kind, "indicator" | "campaign")) {
            set("spec_version", "2.1".into());
        }
        set("id", self.id().into());
        let observable = matches!(kind, "ipv4-addr" | "process" | "url");
        if !observable {
            set("created", "2026-01-01T00:00:00.000Z".into());
            set(
                "modified",
                format!("2026-01-{:02}T00:00:00.000Z", 1 + self.version % 4).into(),
            );
            match self.by % 6 {
                0 => {}
                at @ 1..=4 => {
                    set(
                        "created_by_ref",
                        identity(PARTNERS[usize::from(at) - 1]).into(),
                    );
                }
                _ => {
                    set("created_by_ref", identity("stranger").into());
                }
            }
            if self.revoked {
                set("revoked", true.into());
            }
        }
        let content = format!("content {}", self.content % 3);
        let end = |at: usize| end_id(self.ends[at]);
        match kind {
            "indicator" => {
                set("name", content.into());
                // The third is one that rules cannot say.
                let pattern = ["= '192.0.2.1'", "= '192.0.2.2'", "!= '192.0.2.1'"];
                let pattern = pattern[usize::from(self.content % 3)];
                set("pattern", format!("[ipv4-addr:value {pattern}]").into());
                set("pattern_type", "stix".into());
                set("valid_from", "2026-01-01T00:00:00Z".into());
            }
            "malware" => {
                set("name", content.into());
                set("is_family", false.into());
            }
            "campaign" | "tool" => {
                set("name", content.into());
            }
            "relationship" => {
                let placed = end(1).starts_with("location--");
                let how = if placed { "located-at" } else { "related-to" };
                set("relationship_type", how.into());
                set("source_ref", end(0).into());
                set("target_ref", end(1).into());
            }
            "note" => {
                set("content", content.into());
                set("object_refs", json!([end(0)]));
            }
            "sighting" => {
                set(
                    "sighting_of_ref",
                    object_id("indicator", self.ends[0] % NAMES).into(),
                );
                set("description", content.into());
            }
            "location" => {
                set("name", content.into());
                set(
                    "country",
                    ["MA", "FR", "ML"][usize::from(self.content % 3)].into(),
                );
            }
            "process" => {
                set("command_line", content.into());
            }
            "ipv4-addr" => {
                set("value", format!("198.51.100.{}", self.name % NAMES).into());
                // Not part of the id: the same value with other content.
                if self.content % 3 == 2 {
                    set("defanged", true.into());
                }
            }
            _ => {
                set(
                    "value",
                    format!("https://example.org/{}", self.name % NAMES).into(),
                );
            }
        }
        let mut markings: Vec<String> = Vec::new();
        if let Some(level) = usize::from(self.tlp % 6).checked_sub(1) {
            markings.push(tlp_id(Tlp::ALL[level]));
        }
        if let Some(at) = usize::from(self.marking % 9).checked_sub(1) {
            markings.push(marking_id(MARKINGS[at]));
        }
        if !markings.is_empty() {
            match (self.granular && !observable, kind) {
                (true, "indicator" | "malware" | "campaign") => {
                    let mark = |id: &String| json!({ "marking_ref": id, "selectors": ["name"] });
                    set("granular_markings", markings.iter().map(mark).collect());
                }
                _ => {
                    set("object_marking_refs", json!(markings));
                }
            }
        }
        Value::Object(made).to_string()
    }
}

/// The text of a recall of an object, by who made it.
pub fn recall(of: &str, by: u8) -> String {
    let id = format!("recall--{}", uuid("recall", &format!("{of} {by}")));
    let mut made = act(&id, RECALL_EXTENSION);
    made["recalled"] = json!([{ "object_ref": of }]);
    made["reason"] = "it was wrong".into();
    if let Some(partner) = usize::from(by % 3).checked_sub(1) {
        made["created_by_ref"] = identity(PARTNERS[partner]).into();
    }
    made.to_string()
}

/// The text of an acknowledgement of a notice.
pub fn acknowledgement(notice: &str, number: u8) -> String {
    let named = uuid("acknowledgement", &format!("{notice} {number}"));
    let mut made = act(
        &format!("recall-acknowledgement--{named}"),
        ACKNOWLEDGEMENT_EXTENSION,
    );
    made["notice_ref"] = notice.into();
    made["done"] = "deleted".into();
    made.to_string()
}

fn act(id: &str, extension: &str) -> Value {
    json!({
        "type": id.split("--").next(), "spec_version": "2.1", "id": id,
        "created": "2026-01-01T00:00:00.000Z", "modified": "2026-01-01T00:00:00.000Z",
        "extensions": { extension: { "extension_type": "new-sdo" } },
    })
}

pub fn tlp_id(level: Tlp) -> String {
    let text = level.definition();
    let object = Object::parse(text.as_bytes(), &Limits::default())
        .expect("published definitions can be read");
    object.header.id.to_string()
}

/// The id of a kind and number; observables have the one made from their value.
pub fn object_id(kind: &str, name: u8) -> String {
    let value = match kind {
        "marking-definition" => return marking_id(MARKINGS[GIVEN + usize::from(name % 2)]),
        "ipv4-addr" => format!("198.51.100.{name}"),
        "url" => format!("https://example.org/{name}"),
        _ => return format!("{kind}--{}", uuid(kind, &name.to_string())),
    };
    let free = format!("{kind}--{}", uuid(kind, &name.to_string()));
    let text =
        json!({ "type": kind, "spec_version": "2.1", "id": free, "value": value }).to_string();
    let object = Object::parse(text.as_bytes(), &Limits::default()).expect("an observable");
    stix::id::deterministic(&object).expect("made from its value")
}

/// What edges point to: every kind but definitions.
fn end_id(at: u8) -> String {
    const ENDS: [&str; 6] = [
        "indicator",
        "ipv4-addr",
        "malware",
        "relationship",
        "note",
        "location",
    ];
    object_id(ENDS[usize::from(at / NAMES) % ENDS.len()], at % NAMES)
}

pub fn item() -> impl Strategy<Value = Item> {
    let kind = prop_oneof![
        5 => Just(0u8), 4 => Just(1u8), 4 => Just(2u8), 1 => Just(3u8), 2 => Just(4u8), 1 => Just(5u8), 1 => Just(6u8),
        1 => Just(7u8), 1 => Just(8u8), 1 => Just(9u8), 1 => Just(10u8), 1 => Just(11u8)
    ];
    let marking = prop_oneof![4 => Just(0u8), 3 => 1u8..9];
    let by = prop_oneof![3 => Just(0u8), 1 => 1u8..6];
    let flags = (
        prop::bool::weighted(0.08),
        prop::bool::weighted(0.1),
        prop::bool::weighted(0.15),
    );
    (
        kind,
        0u8..NAMES,
        0u8..4,
        0u8..6,
        marking,
        0u8..3,
        by,
        [0u8..18, 0u8..18],
        flags,
    )
        .prop_map(
            |(
                kind,
                name,
                version,
                tlp,
                marking,
                content,
                by,
                ends,
                (revoked, granular, old_spec),
            )| Item {
                kind,
                name,
                version,
                tlp,
                marking,
                content,
                by,
                ends,
                revoked,
                granular,
                old_spec,
            },
        )
}
