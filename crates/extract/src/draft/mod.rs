//! From findings to STIX 2.1: what an analyst accepts, edits or rejects, each with the passages it rests on.
//!
//! Smallest example: "وصرح وزير الداخلية عبد الله بناني …" gives an identity (person), an identity (office),
//! and a relationship `holds-office` between them, all three with the quote. The same text gives the same
//! drafts, ids included. What is known already is not proposed again: its id is used.
//!
//! `thing` drafts what mentions name, `event` the engagements, `observable` addresses, files and their like;
//! `passage` holds the evidence and `confidence` how much it is worth.

mod confidence;
mod corroborate;
mod event;
mod observable;
mod passage;
mod thing;

pub use confidence::{Credibility, Reliability, confidence};
pub use corroborate::{corroborate, corroborates, told};
pub use passage::Passage;

use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use stix::{Limits, Object};
use uuid::Uuid;

use crate::{Extraction, MentionType};

/// Id of the extension that makes `engagement` a type. Its schema is `docs/extensions/engagement.schema.json`.
pub const ENGAGEMENT_EXTENSION: &str = "extension-definition--8c2f7a41-5d1e-4b0c-9a63-2f5e7d90b1c4";
/// Id of the extension that carries passages. Its schema is `docs/extensions/evidence.schema.json`.
pub const EVIDENCE_EXTENSION: &str = "extension-definition--b6d1e0f2-3a7c-4c58-8e19-74a05c3d6f28";
/// The definitions of both, for whoever gets what uses them.
pub const EXTENSION_DEFINITIONS: [&str; 2] = [
    include_str!("../../../../docs/extensions/engagement.definition.json"),
    include_str!("../../../../docs/extensions/evidence.definition.json"),
];

/// Namespace of the ids of drafts.
const NAMESPACE: Uuid = Uuid::from_u128(0x5a1f_40c7_9b0e_4e6b_8f0d_37b2_6c1e_94a3);

/// Where drafts come from, and what is the same for all of them.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    /// Id of the `report` that stands for the document.
    pub document: &'a str,
    /// Who gave the document.
    pub source: &'a str,
    /// How reliable that source is.
    pub reliability: Reliability,
    /// Id of the TLP marking-definition.
    pub marking: &'a str,
    /// `created` and `modified`, as a STIX timestamp.
    pub now: &'a str,
}

/// Something a text names, for who asks whether it is known.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    /// The STIX type it would become.
    pub object_type: &'static str,
    /// What it is; none for an observable or a numbered thing such as a CVE.
    pub kind: Option<MentionType>,
    /// Every name or value of it that the text or the lexicon gives.
    pub names: &'a [&'a str],
    /// The country it belongs to (ISO 3166).
    pub country: Option<&'a str>,
    /// The id it would get.
    pub id: &'a str,
}

/// One thing to accept or reject.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Id of the object: a new one, or that of the known one.
    pub id: String,
    /// In one line, for people.
    pub label: String,
    /// The objects to take in: the one of `id` first, what comes with it after. None where it is known.
    pub objects: Vec<Value>,
    /// What it rests on.
    pub passages: Vec<Passage>,
    /// Whether `id` is an object that was there before.
    pub known: bool,
}

impl Draft {
    /// To keep it.
    pub fn to_json(&self) -> Value {
        let passages: Vec<Value> = self.passages.iter().map(|p| p.to_json(None)).collect();
        json!({
            "id": self.id, "label": self.label, "objects": self.objects, "passages": passages, "known": self.known,
        })
    }

    /// Reads what [`Draft::to_json`] wrote.
    pub fn from_json(value: &Value) -> Option<Self> {
        let passages = value["passages"].as_array()?.iter();
        Some(Self {
            id: value["id"].as_str()?.to_owned(),
            label: value["label"].as_str()?.to_owned(),
            objects: value["objects"].as_array()?.clone(),
            passages: passages.map(Passage::from_json).collect::<Option<_>>()?,
            known: value["known"].as_bool()?,
        })
    }
}

/// Everything in `found` as drafts, in an order in which each refers only to those before it or to engagements.
/// `known` gives the id of the object that a name stands for already.
pub fn drafts(
    text: &str,
    found: &Extraction,
    origin: &Origin<'_>,
    known: &dyn Fn(&Named<'_>) -> Option<String>,
) -> Vec<Draft> {
    let mut maker = Maker {
        found,
        origin,
        known,
        passages: passage::Finder::new(text, found, origin),
        list: Vec::new(),
        by_id: BTreeMap::new(),
        of: vec![None; found.entities.len()],
        countries: BTreeMap::new(),
    };
    maker.things();
    maker.ties();
    maker.events();
    maker.observables();
    maker.list
}

/// The `report` that stands for the document, with what was accepted of it.
pub fn report(
    origin: &Origin<'_>,
    title: &str,
    published: &str,
    sources: &[(String, Option<String>)],
    accepted: &[Draft],
) -> Value {
    let mut object = common(origin, "report", origin.document);
    object.insert("name".into(), json!(title));
    object.insert("published".into(), json!(published));
    let mut refs: Vec<&str> = accepted.iter().map(|d| d.id.as_str()).collect();
    let mut seen = std::collections::BTreeSet::new();
    refs.retain(|id| seen.insert(*id));
    object.insert("object_refs".into(), json!(refs));
    let references = sources.iter().map(|(name, url)| match url {
        Some(url) => json!({"source_name": name, "url": url}),
        None => json!({"source_name": name, "description": "the document as received"}),
    });
    object.insert("external_references".into(), references.collect());
    // What cannot carry its evidence itself has it here.
    let elsewhere = accepted.iter().filter(|d| d.known || !carries(&d.id));
    let passages: Vec<Value> = elsewhere
        .flat_map(|d| d.passages.iter().map(|p| p.to_json(Some(&d.id))))
        .collect();
    if !passages.is_empty() {
        object.insert("extensions".into(), passage::extension(passages));
    }
    Value::Object(object)
}

/// Whether an object of this id can carry evidence: one whose id or content is made from its value alone cannot.
fn carries(id: &str) -> bool {
    let object_type = id.split("--").next().unwrap_or_default();
    stix::id::contributing_properties(object_type).is_none()
}

/// The id of what these parts name.
fn id(object_type: &str, parts: &[&str]) -> String {
    let mut name = String::from(object_type);
    for part in parts {
        name.push('\0');
        name.push_str(part);
    }
    format!(
        "{object_type}--{}",
        Uuid::new_v5(&NAMESPACE, name.as_bytes())
    )
}

/// The id of the report that stands for a document, from the digest of its bytes.
pub fn document_id(digest: &[u8]) -> String {
    let uuid = Uuid::new_v5(&NAMESPACE, digest);
    format!("report--{uuid}")
}

fn common(origin: &Origin<'_>, object_type: &str, id: &str) -> Map<String, Value> {
    let mut object = Map::new();
    object.insert("type".into(), json!(object_type));
    object.insert("spec_version".into(), json!("2.1"));
    object.insert("id".into(), json!(id));
    object.insert("created".into(), json!(origin.now));
    object.insert("modified".into(), json!(origin.now));
    object.insert("object_marking_refs".into(), json!([origin.marking]));
    object
}

/// Makes the drafts of one text.
struct Maker<'a> {
    found: &'a Extraction,
    origin: &'a Origin<'a>,
    known: &'a dyn Fn(&Named<'_>) -> Option<String>,
    passages: passage::Finder<'a>,
    list: Vec<Draft>,
    by_id: BTreeMap<String, usize>,
    /// entity → id of its draft
    of: Vec<Option<String>>,
    /// ISO 3166 code → id of the location
    countries: BTreeMap<String, String>,
}

impl Maker<'_> {
    /// Adds a draft; one of the same id only gains passages.
    fn push(&mut self, draft: Draft) {
        if let Some(&at) = self.by_id.get(&draft.id) {
            for passage in draft.passages {
                if !self.list[at].passages.contains(&passage) {
                    self.list[at].passages.push(passage);
                }
            }
            return;
        }
        self.by_id.insert(draft.id.clone(), self.list.len());
        self.list.push(draft);
    }

    /// A draft of one object that carries its evidence; `None` where it would be no valid object.
    fn draft(
        &self,
        mut object: Map<String, Value>,
        label: String,
        passages: Vec<Passage>,
    ) -> Option<Draft> {
        let id = object.get("id")?.as_str()?.to_owned();
        if carries(&id) && !passages.is_empty() {
            let entry = passage::extension(passages.iter().map(|p| p.to_json(None)).collect());
            match object.get_mut("extensions").and_then(Value::as_object_mut) {
                Some(there) => there.extend(entry.as_object().cloned().unwrap_or_default()),
                None => drop(object.insert("extensions".into(), entry)),
            }
        }
        let object = Value::Object(object);
        valid(&object).then(|| Draft {
            id,
            label,
            objects: vec![object],
            passages,
            known: false,
        })
    }

    /// The `confidence` of what the text says with this attribution.
    fn confidence(&self, attribution: Option<&str>) -> u8 {
        confidence(self.origin.reliability, Credibility::of(attribution))
    }
}

/// Whether our own validator finds no error. A value read out of a text may have a form that STIX refuses.
fn valid(object: &Value) -> bool {
    let bytes = object.to_string();
    Object::parse(bytes.as_bytes(), &Limits::default())
        .is_ok_and(|object| stix::validate::errors(&object).is_empty())
}
