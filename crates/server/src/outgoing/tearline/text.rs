//! Writes a tear-line and its relationship: what is new by hand, what is kept in the bytes it came in.

use super::{Author, Plan};
use crate::clock::SystemClock;
use serde_json::json;
use std::collections::HashSet;
use stix::marking::Tlp;
use stix::timestamp::format_micros;
use stix::{Object, Selection, Value};
use store::Clock;
use uuid::Uuid;

/// Both objects as text.
pub(super) struct Texts {
    pub(super) id: String,
    pub(super) object: String,
    pub(super) link_id: String,
    pub(super) link: String,
}

impl Texts {
    pub(super) fn new(
        object: &Object<'_>,
        plan: &Plan<'_>,
        author: &Author,
        selection: &Selection<'_>,
    ) -> Self {
        let header = &object.header;
        let now = SystemClock.now();
        let now = json!(format_micros(now - now % 1_000)).to_string();
        let id = format!("{}--{}", header.object_type, Uuid::new_v4());
        let link_id = format!("relationship--{}", Uuid::new_v4());
        let by = author.id.as_ref().map(|id| json!(id).to_string());
        let has = |name: &str| object.value.get(name).is_some();
        let mut members = vec![("type", json!(header.object_type).to_string())];
        let spec = object.value.get("spec_version").and_then(Value::as_str);
        members.extend(spec.map(|spec| ("spec_version", json!(spec).to_string())));
        members.push(("id", json!(id).to_string()));
        members.extend(by.clone().map(|by| ("created_by_ref", by)));
        for name in ["created", "modified"] {
            members.extend(has(name).then(|| (name, now.clone())));
        }
        let mut texts: Vec<String> = members
            .iter()
            .map(|(name, text)| member(name, text))
            .collect();
        let kept = selection.members(object).into_iter();
        texts.extend(kept.map(|(key, value)| format!("{key}:{value}")));
        texts.push(member(
            "object_marking_refs",
            &json!(plan.markings).to_string(),
        ));
        // Of `derived-from`, the source is what the information comes from (section 3.7 and the example in 3.6).
        let link = [
            ("type", json!("relationship").to_string()),
            ("spec_version", json!("2.1").to_string()),
            ("id", json!(link_id).to_string()),
        ];
        let rest = [
            ("created", now.clone()),
            ("modified", now),
            ("relationship_type", json!("derived-from").to_string()),
            ("source_ref", json!(header.id).to_string()),
            ("target_ref", json!(id).to_string()),
            (
                "object_marking_refs",
                json!(link_markings(object, plan)).to_string(),
            ),
        ];
        let by = by.map(|by| ("created_by_ref", by));
        let link: Vec<_> = link.into_iter().chain(by).chain(rest).collect();
        let link: Vec<_> = link.iter().map(|(name, text)| member(name, text)).collect();
        Self {
            object: format!("{{{}}}", texts.join(",")),
            link: format!("{{{}}}", link.join(",")),
            id,
            link_id,
        }
    }
}

fn member(name: &str, text: &str) -> String {
    format!("\"{name}\":{text}")
}

/// Every marking of the original, for whoever passes the relationship on.
fn link_markings(object: &Object<'_>, plan: &Plan<'_>) -> Vec<String> {
    let header = &object.header;
    let all = header
        .object_marking_refs
        .iter()
        .chain(&header.granular_marking_refs);
    let mut ids: Vec<String> = all.map(|id| id.to_string()).collect();
    if !ids.iter().any(|id| Tlp::of_marking_id(id).is_some()) {
        ids.push(plan.original.own_label.tlp().marking_id().to_owned());
    }
    let mut seen = HashSet::new();
    ids.retain(|id| seen.insert(id.clone()));
    ids
}
