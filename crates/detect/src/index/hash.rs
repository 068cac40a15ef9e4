//! Keyed hashes of values: 32 bits to find the place, 48 more to be sure.

use std::hash::BuildHasher;

use foldhash::quality::RandomState;
use stix::pattern::Network;

use crate::text::Key;
use crate::value::Number;

/// The hash of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hash {
    pub(crate) tag: u32,
    pub(crate) check: [u16; 3],
}

/// Two keyed hash functions; the keys are new in every process, so that nobody can prepare values
/// that collide.
#[derive(Debug, Default)]
pub(crate) struct Hasher {
    first: RandomState,
    second: RandomState,
}

/// What kind of value is hashed: equal texts of two kinds are different values.
const TEXT: u8 = 0;
const DOMAIN: u8 = 1;
const DIGEST: u8 = 2;
const NUMBER: u8 = 3;
const NETWORK: u8 = 4;

impl Hasher {
    /// The whole hash of a value.
    pub(crate) fn hash(&self, key: &Key<'_>) -> Hash {
        Hash {
            tag: self.tag(key),
            check: self.check(key),
        }
    }

    /// The part that makes sure.
    pub(crate) fn check(&self, key: &Key<'_>) -> [u16; 3] {
        let check = feed(&self.second, key);
        [check as u16, (check >> 16) as u16, (check >> 32) as u16]
    }

    /// The part that finds the place.
    pub(crate) fn tag(&self, key: &Key<'_>) -> u32 {
        (feed(&self.first, key) >> 32) as u32
    }
}

/// Equal texts of two kinds are different values, so the kind goes in, too.
fn feed(state: &RandomState, key: &Key<'_>) -> u64 {
    match key {
        Key::Text(text) => state.hash_one((TEXT, text)),
        Key::Domain(text) => state.hash_one((DOMAIN, text)),
        Key::Hash(text) => state.hash_one((DIGEST, text)),
        Key::Network(Network::V4(bits, prefix)) => state.hash_one((NETWORK, *prefix, *bits)),
        Key::Network(Network::V6(bits, prefix)) => state.hash_one((NETWORK, *prefix, *bits)),
        Key::Number(Number::Whole(whole)) => state.hash_one((NUMBER, *whole)),
        Key::Number(Number::Float(float)) => state.hash_one((NUMBER, float.to_bits())),
    }
}
