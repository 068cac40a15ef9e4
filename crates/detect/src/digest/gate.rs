//! A filter that says of nearly every value that was not there that it was not: 24 bits for each value, of which twelve are
//! asked. One in some 70,000 questions is answered wrongly with yes; the values themselves are looked at then, so nothing but
//! time depends on it.
//!
//! Smallest example: `www.evil.example` goes in as itself and as below `evil.example`; 10.1.2.3 as itself and as in
//! 10.1.2.0/24, 10.1.0.0/16 and 10.0.0.0/8. So `LIKE '%.evil.example'` and 10.1.0.0/20 can be asked for, too.

use super::Kind;
use crate::program::{Condition, Predicate};
use crate::text::{Fold, Key, key};
use crate::value::Operand;
use stix::pattern::{Network, Relation};

const BITS: usize = 24;
const ASKED: u64 = 12;
/// Blocks that an address goes in as.
const V4_LEVELS: [u8; 3] = [24, 16, 8];
const V6_LEVELS: [u8; 3] = [64, 48, 32];

const TEXT: u8 = 0;
const DOMAIN: u8 = 1;
const DIGEST: u8 = 2;
const NETWORK: u8 = 3;
const BELOW: u8 = 4;

/// What is asked of a gate before values are looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ask {
    /// One of these is a value, or it cannot hold.
    Values(Vec<u64>),
    /// One of these is there, or it cannot hold.
    Signs(Vec<u64>),
    /// Nothing: all values must be looked at.
    All,
}

impl Ask {
    /// What must be there for a condition to hold.
    pub(super) fn of(condition: &Condition, folds: &[Fold]) -> Self {
        let values = |texts: &mut dyn Iterator<Item = &Operand>| {
            let mut keys = Vec::new();
            for operand in texts {
                let Operand::Text(text) = operand else {
                    return Self::All;
                };
                keys.extend(folds.iter().filter_map(|fold| hash_of(&key(*fold, text))));
            }
            Self::Values(keys)
        };
        match &condition.predicate {
            Predicate::Compare(Relation::Equal, operand) => values(&mut std::iter::once(operand)),
            Predicate::In(set) => values(&mut set.iter()),
            Predicate::IsSubset(network) => match block(*network) {
                Some(block) => Self::Signs(vec![network_hash(block)]),
                None => Self::All,
            },
            Predicate::Like(like) if folds == [Fold::Domain] => {
                let ending = like.1.ending().map(|ending| ending.to_ascii_lowercase());
                let below = ending.as_deref().and_then(|ending| ending.split_once('.'));
                match below {
                    Some((_, name))
                        if name.contains('.') && name.is_ascii() && !name.ends_with('.') =>
                    {
                        Self::Signs(vec![hash(BELOW, name.as_bytes())])
                    }
                    _ => Self::All,
                }
            }
            _ => Self::All,
        }
    }
}

/// The smallest level that holds a block.
fn block(network: Network) -> Option<Network> {
    let level = |own: u8, whole: u8, levels: [u8; 3]| {
        (own == whole)
            .then_some(whole)
            .or(levels.into_iter().find(|level| *level <= own))
    };
    match network {
        Network::V4(bits, prefix) => Some(v4(bits, level(prefix, 32, V4_LEVELS)?)),
        Network::V6(bits, prefix) => Some(v6(bits, level(prefix, 128, V6_LEVELS)?)),
    }
}

fn v4(bits: u32, prefix: u8) -> Network {
    let mask = u32::MAX.checked_shl(32 - u32::from(prefix)).unwrap_or(0);
    Network::V4(bits & mask, prefix)
}

fn v6(bits: u128, prefix: u8) -> Network {
    let mask = u128::MAX.checked_shl(128 - u32::from(prefix)).unwrap_or(0);
    Network::V6(bits & mask, prefix)
}

/// The hash of a value that is compared like this; `None` if it is no such value.
pub(super) fn value_hash(kind: Kind, value: &str) -> Option<u64> {
    hash_of(&key(kind.fold(), value))
}

/// Calls `each` with everything that a value goes in as.
pub(super) fn signs(kind: Kind, value: &str, mut each: impl FnMut(u64)) {
    let own = key(kind.fold(), value);
    each(hash_of(&own).unwrap_or_default());
    match own {
        Key::Network(network) => {
            let (own, levels) = match network {
                Network::V4(_, prefix) => (prefix, V4_LEVELS),
                Network::V6(_, prefix) => (prefix, V6_LEVELS),
            };
            for level in levels.into_iter().filter(|level| *level < own) {
                each(network_hash(match network {
                    Network::V4(bits, _) => v4(bits, level),
                    Network::V6(bits, _) => v6(bits, level),
                }));
            }
        }
        Key::Domain(_) => {
            // LIKE compares with the name as it was received: its ASCII letters without regard to case.
            let name = value.to_ascii_lowercase();
            let mut rest = name.split_once('.');
            while let Some((_, parent)) = rest.filter(|(_, parent)| parent.contains('.')) {
                each(hash(BELOW, parent.as_bytes()));
                rest = parent.split_once('.');
            }
        }
        _ => {}
    }
}

fn hash_of(key: &Key<'_>) -> Option<u64> {
    match key {
        Key::Text(text) => Some(hash(TEXT, text.as_bytes())),
        Key::Domain(name) => Some(hash(DOMAIN, name.as_bytes())),
        Key::Hash(digits) => Some(hash(DIGEST, digits.as_bytes())),
        Key::Network(network) => Some(network_hash(*network)),
        Key::Number(_) => None,
    }
}

fn network_hash(network: Network) -> u64 {
    let mut bytes = [0; 17];
    match network {
        Network::V4(bits, prefix) => {
            bytes[0] = prefix;
            bytes[1..5].copy_from_slice(&bits.to_be_bytes());
            hash(NETWORK, &bytes[..5])
        }
        Network::V6(bits, prefix) => {
            bytes[0] = prefix;
            bytes[1..].copy_from_slice(&bits.to_be_bytes());
            hash(NETWORK, &bytes)
        }
    }
}

/// FNV-1a, mixed: the same in every process and version, as what lies on disk must be.
fn hash(kind: u8, bytes: &[u8]) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    let mixed = bytes.iter().fold(step(0xcbf2_9ce4_8422_2325, &kind), step);
    let mixed = (mixed ^ (mixed >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let mixed = (mixed ^ (mixed >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    mixed ^ (mixed >> 33)
}

/// The bits of a gate that a hash asks for.
fn places(hash: u64, bits: u64) -> impl Iterator<Item = u64> {
    let step = (hash >> 32) | 1;
    (0..ASKED).map(move |round| {
        hash.wrapping_add(round.wrapping_mul(step).wrapping_mul(0x9e37_79b9_7f4a_7c15)) % bits
    })
}

/// A gate with all of these in it.
pub(super) fn build(hashes: &mut Vec<u64>) -> Vec<u8> {
    hashes.sort_unstable();
    hashes.dedup();
    let mut gate = vec![0_u8; (hashes.len() * BITS).div_ceil(8).max(8)];
    let bits = gate.len() as u64 * 8;
    for place in hashes.iter().flat_map(|hash| places(*hash, bits)) {
        gate[(place / 8) as usize] |= 1 << (place % 8);
    }
    gate
}

/// Whether it may be in there.
pub(super) fn lets(gate: &[u8], hash: u64) -> bool {
    let bits = gate.len() as u64 * 8;
    bits == 0
        || places(hash, bits).all(|place| gate[(place / 8) as usize] & (1 << (place % 8)) != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gate_lets_through_what_is_in_it_and_little_else() {
        let mut hashes: Vec<u64> = (0..10_000_u32)
            .map(|n| hash(TEXT, &n.to_le_bytes()))
            .collect();
        let gate = build(&mut hashes);
        assert!(hashes.iter().all(|hash| lets(&gate, *hash)));
        let wrong = (10_000..1_010_000_u32).filter(|n| lets(&gate, hash(TEXT, &n.to_le_bytes())));
        let wrong = wrong.count();
        assert!(wrong < 60, "{wrong} in a million");
    }

    #[test]
    fn a_block_is_asked_for_by_the_level_that_holds_it() {
        let block = |text: &str| block(Network::parse(text).unwrap());
        assert_eq!(block("10.1.2.3"), Network::parse("10.1.2.3"));
        assert_eq!(block("10.1.2.128/25"), Network::parse("10.1.2.0/24"));
        assert_eq!(block("10.1.32.0/20"), Network::parse("10.1.0.0/16"));
        assert_eq!(block("10.0.0.0/7"), None);
        assert_eq!(
            block("2001:db8:1:2::/65"),
            Network::parse("2001:db8:1:2::/64")
        );
        assert_eq!(block("2000::/3"), None);
    }
}
