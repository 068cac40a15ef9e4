//! One indicator in 20 bytes, and what many indicators share.

use std::collections::HashMap;

use foldhash::quality::RandomState;
use std::hash::BuildHasher;

use crate::index::Table;

const NONE: u32 = u32::MAX;

/// An indicator.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record {
    pub(super) uuid: [u8; 16],
    /// The number of its validity, and in the highest bit whether its pattern is evaluated.
    validity: u32,
}

const COMPLEX: u32 = 1 << 31;

impl Record {
    pub(super) fn new(uuid: [u8; 16], validity: u32) -> Self {
        Self { uuid, validity }
    }

    /// The number of its validity; `None` once it is gone.
    pub(super) fn validity(&self) -> Option<u32> {
        (self.validity != NONE).then_some(self.validity & !COMPLEX)
    }

    pub(super) fn kill(&mut self) {
        self.validity = NONE;
    }

    pub(super) fn is_complex(&self) -> bool {
        self.validity & COMPLEX != 0
    }

    pub(super) fn set_complex(&mut self) {
        self.validity |= COMPLEX;
    }
}

/// From when until before when an indicator is valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Validity {
    pub(super) from: i64,
    pub(super) until: i64,
}

/// The validities there are; feeds use few.
#[derive(Debug, Default)]
pub(super) struct Validities {
    list: Vec<Validity>,
    ids: HashMap<Validity, u32>,
    generations: u32,
}

impl Validities {
    pub(super) fn intern(&mut self, validity: Validity) -> u32 {
        let fresh = self.list.len() as u32;
        let id = *self.ids.entry(validity).or_insert(fresh);
        if id == fresh {
            self.list.push(validity);
        }
        id
    }

    pub(super) fn get(&self, id: u32) -> Validity {
        self.list[id as usize]
    }

    pub(super) fn next_generation(&mut self) -> u32 {
        self.generations = self.generations.wrapping_add(1);
        self.generations
    }
}

/// Ids to records.
#[derive(Debug)]
pub(super) struct Ids {
    hasher: RandomState,
    table: Table<u32>,
}

impl Default for Ids {
    fn default() -> Self {
        Self {
            hasher: RandomState::default(),
            table: Table::new(false),
        }
    }
}

impl Ids {
    fn tag(&self, uuid: &[u8; 16]) -> u32 {
        (self.hasher.hash_one(uuid) >> 32) as u32
    }

    pub(super) fn insert(&mut self, uuid: &[u8; 16], record: u32) {
        let tag = self.tag(uuid);
        self.table.insert(tag, record);
    }

    /// The record that `is_it` confirms.
    pub(super) fn find(&self, uuid: &[u8; 16], is_it: impl Fn(u32) -> bool) -> Option<u32> {
        self.table.find(self.tag(uuid), |record| is_it(*record))
    }

    /// Every record.
    pub(super) fn all(&self) -> Vec<u32> {
        let (mut all, mut at) = (Vec::new(), Some(0));
        while let Some(shard) = at {
            let (held, next) = self.table.of_shard(shard);
            all.extend(held.into_iter().map(|(_, record)| record));
            at = next;
        }
        all
    }

    /// Takes out the record that `is_it` confirms.
    pub(super) fn remove(&mut self, uuid: &[u8; 16], is_it: impl Fn(u32) -> bool) -> Option<u32> {
        let tag = self.tag(uuid);
        self.table.remove(tag, |record| is_it(*record))
    }
}

/// The 16 bytes of `indicator--` and a UUID.
pub(crate) fn uuid_of(id: &str) -> Option<[u8; 16]> {
    let id = stix::Identifier::parse(id)?;
    (id.type_name() == "indicator").then(|| id.uuid())
}
