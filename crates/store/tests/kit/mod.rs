//! What every test here starts from: a store in a fresh folder, a clock that ticks, partners and objects in a line.
#![allow(dead_code)]

use handling::Clearance;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use stix::marking::Tlp;
use stix::{Limits, Object};
use store::*;

/// Moves on by a second each time it is asked.
pub struct Ticks(AtomicI64);

/// The machine's.
pub struct Machine;

impl Clock for Machine {
    fn now(&self) -> i64 {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        i64::try_from(since.unwrap().as_micros()).unwrap()
    }
}

/// Stands where it was set.
#[derive(Clone)]
pub struct Still(pub Arc<AtomicI64>);

impl Clock for Still {
    fn now(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }
}

impl Clock for Ticks {
    fn now(&self) -> i64 {
        self.0.fetch_add(1_000_000, Ordering::Relaxed)
    }
}

pub struct World {
    pub dir: tempfile::TempDir,
    pub store: Store,
}

pub const START: i64 = 1_800_000_000_000_000;

pub fn options() -> Options {
    Options {
        secret: Some([7; 32]),
        ..Options::new(Arc::new(Ticks(AtomicI64::new(START))))
    }
}

impl World {
    pub fn new() -> Self {
        Self::with(options())
    }

    pub fn with(options: Options) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path(), options).unwrap();
        Self { dir, store }
    }

    /// A partner that owns `identity(name)`.
    pub fn partner(&self, name: &str, max_tlp: Tlp) -> Partner {
        self.store
            .add_partner(
                "test",
                NewPartner {
                    name: name.to_owned(),
                    identities: vec![identity(name)],
                    max_tlp,
                    communities: Vec::new(),
                    markings: Vec::new(),
                    relays_for: Vec::new(),
                    default_tlp: Some(Tlp::Green),
                    credential_hash: format!("hash of {name}"),
                    certificate: None,
                },
            )
            .unwrap()
    }

    pub fn collection(&self, title: &str, members: &[&Partner]) -> Collection {
        let collection = self
            .store
            .create_collection(
                "test",
                NewCollection {
                    id: Some(uuid("c", title)),
                    title: title.to_owned(),
                    description: None,
                    alias: None,
                    public: false,
                    communities: Vec::new(),
                },
            )
            .unwrap();
        for partner in members {
            self.store
                .grant("test", &collection.id, &partner.name, true, true)
                .unwrap();
        }
        collection
    }

    pub fn post(&self, from: &Partner, to: &Collection, objects: &[String]) -> Vec<Outcome> {
        self.submit(Source::Partner(from.key), Some(to), objects)
            .unwrap()
            .outcomes
    }

    pub fn import(&self, to: Option<&Collection>, objects: &[String]) -> Vec<Outcome> {
        self.submit(Source::Operator("test".to_owned()), to, objects)
            .unwrap()
            .outcomes
    }

    pub fn submit(
        &self,
        source: Source,
        to: Option<&Collection>,
        objects: &[String],
    ) -> Result<Receipt> {
        self.store.submit(submission(source, to, objects))
    }

    /// (date_added, id, version) of all the reader gets, page by page.
    pub fn all(&self, reader: &Clearance, of: &Collection, query: &Query) -> Vec<Got> {
        let mut got = Vec::new();
        let mut query = query.clone();
        let mut promised = false;
        loop {
            let mut each = |row: Row<'_>| got.push(Got::from(&row));
            let Some(end) = self.store.page(reader, &of.id, &query, &mut each).unwrap() else {
                return got;
            };
            assert!(
                !promised || end.count > 0,
                "more was promised, and nothing came"
            );
            promised = end.more;
            if !promised {
                return got;
            }
            query.after = end.last;
        }
    }

    pub fn ids(&self, reader: &Clearance, of: &Collection) -> Vec<String> {
        self.all(reader, of, &page(100))
            .into_iter()
            .map(|got| got.id)
            .collect()
    }
}

pub fn submission(source: Source, to: Option<&Collection>, objects: &[String]) -> Submission {
    Submission {
        source,
        collection: to.map(|c| c.id.clone()),
        objects: objects.iter().map(|text| (incoming(text), None)).collect(),
        default_tlp: None,
        status: None,
        checkpoint: None,
    }
}

pub fn incoming(text: &str) -> Incoming {
    let object = Object::parse(text.as_bytes(), &Limits::default()).unwrap();
    Incoming::new(&object)
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Got {
    pub date_added: i64,
    pub id: String,
    pub version: String,
    pub bytes: Vec<u8>,
}

impl From<&Row<'_>> for Got {
    fn from(row: &Row<'_>) -> Self {
        Self {
            date_added: row.date_added,
            id: row.id.to_owned(),
            version: row.version.to_owned(),
            bytes: row.bytes.to_vec(),
        }
    }
}

pub fn page(limit: usize) -> Query {
    Query {
        limit,
        ..Query::default()
    }
}

pub fn all_versions(limit: usize) -> Query {
    Query {
        limit,
        versions: Versions {
            all: true,
            ..Versions::default()
        },
        ..Query::default()
    }
}

/// A UUIDv4 that stands for a name.
pub fn uuid(kind: &str, name: &str) -> String {
    let mut hash: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    for byte in kind.bytes().chain(name.bytes()) {
        hash = (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
    }
    let hex = format!("{hash:032x}");
    format!(
        "{}-{}-4{}-8{}-{}",
        &hex[..8],
        &hex[8..12],
        &hex[13..16],
        &hex[17..20],
        &hex[20..]
    )
}

pub fn identity(name: &str) -> String {
    format!("identity--{}", uuid("identity", name))
}

pub fn indicator(name: &str) -> String {
    format!("indicator--{}", uuid("indicator", name))
}

pub fn tlp(level: Tlp) -> String {
    let definition = Object::parse(level.definition().as_bytes(), &Limits::default()).unwrap();
    definition.header.id.to_string()
}

/// An object as JSON.
#[derive(Clone)]
pub struct Make(pub serde_json::Map<String, serde_json::Value>);

impl Make {
    pub fn new(id: &str) -> Self {
        let kind = id.split("--").next().unwrap();
        let mut map = serde_json::Map::new();
        for (key, value) in [("type", kind), ("spec_version", "2.1"), ("id", id)] {
            map.insert(key.to_owned(), value.into());
        }
        Self(map)
    }

    pub fn indicator(name: &str, day: u32) -> Self {
        Self::new(&indicator(name)).day(day).with("name", name)
    }

    pub fn ipv4(value: &str) -> Self {
        let text = Self::new(&format!("ipv4-addr--{}", uuid("ip", value)))
            .with("value", value)
            .json();
        let object = Object::parse(text.as_bytes(), &Limits::default()).unwrap();
        let id = stix::id::deterministic(&object).unwrap();
        Self::new(&id).with("value", value)
    }

    pub fn relationship(name: &str, from: &str, to: &str) -> Self {
        Self::new(&format!("relationship--{}", uuid("relationship", name)))
            .day(1)
            .with("relationship_type", "related-to")
            .with("source_ref", from)
            .with("target_ref", to)
    }

    pub fn note(name: &str, about: &[&str]) -> Self {
        let id = format!("note--{}", uuid("note", name));
        Self::new(&id)
            .day(1)
            .with("content", name)
            .with("object_refs", about.to_vec())
    }

    pub fn day(self, day: u32) -> Self {
        self.with("created", "2026-01-01T00:00:00.000Z")
            .with("modified", format!("2026-01-{day:02}T00:00:00.000Z"))
    }

    pub fn tlp(self, level: Tlp) -> Self {
        self.with("object_marking_refs", vec![tlp(level)])
    }

    pub fn by(self, partner: &str) -> Self {
        self.with("created_by_ref", identity(partner))
    }

    pub fn with(mut self, key: &str, value: impl Into<serde_json::Value>) -> Self {
        self.0.insert(key.to_owned(), value.into());
        self
    }

    pub fn id(&self) -> String {
        self.0["id"].as_str().unwrap().to_owned()
    }

    pub fn json(&self) -> String {
        serde_json::to_string(&self.0).unwrap()
    }
}
