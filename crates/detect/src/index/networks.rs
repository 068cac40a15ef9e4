//! Which lengths of blocks are worth looking for: for each first 16 bits of an IPv4 address (32 of an
//! IPv6 address) the prefix lengths that some block there has.
//!
//! With `10.0.0.0/8` and `10.1.2.0/24` an address in `10.1.…` is looked up with 8 and 24 bits, one in
//! `10.2.…` with 8 only, and any other not at all.

use std::collections::HashMap;

use stix::pattern::Network;

/// The prefix lengths in use; they are not taken back when a block goes, which costs a look-up but
/// never an answer.
#[derive(Debug, Default)]
pub(crate) struct Prefixes {
    /// By the first 16 bits, once there is a block: bit n for length n.
    v4: Vec<u64>,
    /// Lengths below 32, for every address.
    v6_short: u32,
    /// By the first 32 bits: bit n for length 32 + n.
    v6_long: HashMap<u32, [u64; 2]>,
}

impl Prefixes {
    pub(crate) fn add(&mut self, network: Network) {
        match network {
            Network::V4(bits, prefix) => {
                self.v4.resize(1 << 16, 0);
                let first = (bits >> 16) as usize;
                let count = 1usize << 16u8.saturating_sub(prefix);
                for mask in &mut self.v4[first..first + count] {
                    *mask |= 1 << prefix;
                }
            }
            Network::V6(_, prefix) if prefix < 32 => self.v6_short |= 1 << prefix,
            Network::V6(bits, prefix) => {
                let mask = self.v6_long.entry((bits >> 96) as u32).or_default();
                let at = usize::from(prefix - 32);
                mask[at / 64] |= 1 << (at % 64);
            }
        }
    }

    /// Every block in use that may hold this one, from short to long.
    pub(crate) fn around(&self, network: Network) -> impl Iterator<Item = Network> {
        let (short, long, most): (u64, [u64; 2], u8) = match network {
            Network::V4(bits, prefix) => {
                let mask = self.v4.get((bits >> 16) as usize).copied().unwrap_or(0);
                (mask, [0, 0], prefix)
            }
            Network::V6(bits, prefix) => {
                let long = self.v6_long.get(&((bits >> 96) as u32)).copied();
                (u64::from(self.v6_short), long.unwrap_or_default(), prefix)
            }
        };
        let is_v4 = matches!(network, Network::V4(..));
        ones(short)
            .chain(ones(long[0]).map(|n| n + 32))
            .chain(ones(long[1]).map(|n| n + 96))
            .filter(move |length| *length <= most)
            .map(move |length| match network {
                Network::V4(bits, _) => Network::V4(cut32(bits, length), length),
                Network::V6(bits, _) => Network::V6(cut128(bits, length), length),
            })
            .filter(move |block| is_v4 == matches!(block, Network::V4(..)))
    }
}

fn ones(mut mask: u64) -> impl Iterator<Item = u8> {
    std::iter::from_fn(move || {
        let at = mask.trailing_zeros();
        mask &= mask.wrapping_sub(1);
        (at < 64).then_some(at as u8)
    })
}

fn cut32(bits: u32, length: u8) -> u32 {
    bits & u32::MAX.checked_shl(32 - u32::from(length)).unwrap_or(0)
}

fn cut128(bits: u128, length: u8) -> u128 {
    bits & u128::MAX.checked_shl(128 - u32::from(length)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_block_around_an_address_is_missed(
            blocks in prop::collection::vec((any::<u32>(), 0..=32u8, any::<u128>(), 0..=128u8), 0..20),
            address in any::<(u32, u128)>(),
        ) {
            let mut prefixes = Prefixes::default();
            let mut all = Vec::new();
            for (v4, p4, v6, p6) in blocks {
                // Blocks near the address, so that some do hold it.
                let near4 = address.0 ^ (v4 >> 20);
                let near6 = address.1 ^ (v6 >> 100);
                for network in [Network::V4(cut32(near4, p4), p4), Network::V6(cut128(near6, p6), p6)] {
                    prefixes.add(network);
                    all.push(network);
                }
            }
            for single in [Network::V4(address.0, 32), Network::V6(address.1, 128)] {
                let around: Vec<Network> = prefixes.around(single).collect();
                for block in &all {
                    prop_assert_eq!(block.contains(&single), around.contains(block));
                }
            }
        }
    }
}
