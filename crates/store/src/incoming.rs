//! An object that passed the door, ready for the writer: parsed and hashed outside its lock, owned.

use crate::audit::bytes32;
use handling::recall::Act;
use ring::digest::{SHA256, digest};
use std::borrow::Cow;
use stix::marking::Marking;
use stix::{Header, Identifier, Object, SpecVersion};

/// An object that passed the door, ready to be admitted: everything the writer needs, owned.
#[derive(Debug, Clone)]
pub struct Incoming {
    pub(crate) id: String,
    pub(crate) hash: IdHash,
    pub(crate) object_type: String,
    pub(crate) version: Option<Version>,
    pub(crate) spec: SpecVersion,
    pub(crate) revoked: bool,
    pub(crate) created_by: Option<String>,
    pub(crate) markings: Vec<String>,
    pub(crate) granular: Vec<String>,
    pub(crate) about: Vec<IdHash>,
    /// what a marking-definition says
    pub(crate) marking: Option<Marking>,
    /// what it does when a partner posts it
    pub(crate) act: Option<Act>,
    pub(crate) id_mismatch: bool,
    pub(crate) digest: [u8; 32],
    pub(crate) bytes: Vec<u8>,
}

/// A version's text and the instant it stands for: microseconds, and the digits below without trailing zeros.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Version {
    pub(crate) text: String,
    pub(crate) at: i64,
    pub(crate) tail: String,
}

/// 127 bits of an id's SHA-256: where it is looked for, and how it is told from others found there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct IdHash {
    pub(crate) slot: i64,
    pub(crate) tail: i64,
}

impl IdHash {
    pub(crate) fn of(id: &str) -> Self {
        let digest = bytes32(digest(&SHA256, id.as_bytes()).as_ref());
        let number = |at: usize| {
            let mut eight = [0; 8];
            eight.copy_from_slice(&digest[at..at + 8]);
            i64::from_le_bytes(eight)
        };
        Self {
            slot: number(0) & i64::MAX,
            tail: number(8),
        }
    }
}

impl Incoming {
    /// Copies what the writer needs; hashes the id; checks a deterministic id against the value.
    pub fn new(object: &Object<'_>) -> Self {
        let header = &object.header;
        let is_marking = header.object_type == "marking-definition";
        Self {
            id: header.id.to_string(),
            hash: IdHash::of(&header.id),
            object_type: header.object_type.to_string(),
            version: version(header),
            spec: header.spec_version,
            revoked: header.revoked,
            created_by: header.created_by_ref.as_deref().map(str::to_owned),
            markings: owned(&header.object_marking_refs),
            granular: owned(&header.granular_marking_refs),
            about: header.about.iter().map(|id| IdHash::of(id)).collect(),
            marking: is_marking.then(|| stix::marking::read(object)),
            act: handling::recall::read(object).ok().flatten(),
            id_mismatch: id_mismatch(object),
            digest: bytes32(digest(&SHA256, object.bytes).as_ref()),
            bytes: object.bytes.to_vec(),
        }
    }

    /// The object's id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The version's text; none for an SCO.
    pub fn version(&self) -> Option<&str> {
        self.version.as_ref().map(|version| version.text.as_str())
    }

    /// The instant, as the columns hold it; of an object without versions all are equal.
    pub(crate) fn instant(&self) -> (i64, &str) {
        self.version
            .as_ref()
            .map_or((0, ""), |version| (version.at, &version.tail))
    }

    /// The header again, as far as labels need it.
    pub(crate) fn header(&self) -> Header<'_> {
        Header {
            object_type: Cow::Borrowed(&self.object_type),
            id: Cow::Borrowed(&self.id),
            spec_version: self.spec,
            created: None,
            modified: self.version().map(Cow::Borrowed),
            revoked: self.revoked,
            created_by_ref: self.created_by.as_deref().map(Cow::Borrowed),
            object_marking_refs: self
                .markings
                .iter()
                .map(|id| Cow::Borrowed(id.as_str()))
                .collect(),
            granular_marking_refs: self
                .granular
                .iter()
                .map(|id| Cow::Borrowed(id.as_str()))
                .collect(),
            about: Vec::new(),
        }
    }
}

fn owned(ids: &[Cow<'_, str>]) -> Vec<String> {
    ids.iter().map(|id| id.to_string()).collect()
}

fn version(header: &Header<'_>) -> Option<Version> {
    let at = header.version_at()?;
    Some(Version {
        text: at.as_str().to_owned(),
        at: at.micros(),
        tail: below_micros(at.as_str()).to_owned(),
    })
}

/// The fraction digits after the sixth, without trailing zeros.
fn below_micros(text: &str) -> &str {
    let fraction = text.rsplit_once('.').map_or("", |(_, fraction)| fraction);
    let digits = fraction.trim_end_matches(['Z', 'z']);
    digits.get(6..).unwrap_or("").trim_end_matches('0')
}

/// Whether the id claims to be made from the value and is not.
fn id_mismatch(object: &Object<'_>) -> bool {
    let id = &object.header.id;
    let claims = Identifier::parse(id).is_some_and(|id| id.uuid_version() == 5);
    claims && stix::id::deterministic(object).is_some_and(|made| made != **id)
}
