//! IP addresses and CIDR blocks, the operands of ISSUBSET and ISSUPERSET (section 9.6.1).

use std::net::{Ipv4Addr, Ipv6Addr};

/// A block of addresses; a single address is a block of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Network {
    /// The first address and how many leading bits are fixed (0 to 32).
    V4(u32, u8),
    /// The first address and how many leading bits are fixed (0 to 128).
    V6(u128, u8),
}

impl Network {
    /// `198.51.100.5`, `198.51.100.0/24`, `2001:db8::/32`. Bits behind the prefix are cleared, so
    /// `x/32` equals `x`.
    pub fn parse(text: &str) -> Option<Self> {
        let (address, prefix) = match text.split_once('/') {
            Some((address, prefix)) => (address, Some(parse_prefix(prefix)?)),
            None => (text, None),
        };
        if address.contains(':') {
            let bits = u128::from(address.parse::<Ipv6Addr>().ok()?);
            let prefix = prefix.unwrap_or(128);
            (prefix <= 128).then(|| Self::V6(bits & mask128(prefix), prefix))
        } else {
            let bits = u32::from(address.parse::<Ipv4Addr>().ok()?);
            let prefix = prefix.unwrap_or(32);
            (prefix <= 32).then(|| Self::V4(bits & mask32(prefix), prefix))
        }
    }

    /// Whether every address of `other` is one of these.
    pub fn contains(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::V4(a, p), Self::V4(b, q)) => p <= q && b & mask32(*p) == *a,
            (Self::V6(a, p), Self::V6(b, q)) => p <= q && b & mask128(*p) == *a,
            _ => false,
        }
    }
}

/// One to three digits without leading zeros.
fn parse_prefix(text: &str) -> Option<u8> {
    let plain = !text.is_empty()
        && text.bytes().all(|b| b.is_ascii_digit())
        && (text == "0" || !text.starts_with('0'));
    if plain { text.parse().ok() } else { None }
}

fn mask32(prefix: u8) -> u32 {
    u32::MAX.checked_shl(32 - u32::from(prefix)).unwrap_or(0)
}

fn mask128(prefix: u8) -> u128 {
    u128::MAX.checked_shl(128 - u32::from(prefix)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn within(inner: &str, outer: &str) -> bool {
        Network::parse(outer)
            .unwrap()
            .contains(&Network::parse(inner).unwrap())
    }

    #[test]
    fn a_block_holds_its_parts_and_itself() {
        assert!(within("198.51.100.0/27", "198.51.100.0/24"));
        assert!(!within("198.51.100.0/24", "198.51.100.0/27"));
        assert!(within("198.51.100.7", "198.51.100.7/32"));
        assert!(within("198.51.100.7/32", "198.51.100.7"));
        assert!(within("203.0.113.9", "0.0.0.0/0"));
        assert!(within("2001:db8::1", "::/0"));
        assert!(within(
            "2001:db8:dead:beef::7",
            "2001:0db8:dead:beef:0000:0000:0000:0000/64"
        ));
        assert!(!within("2001:db8::1", "0.0.0.0/0"));
        assert!(within("10.1.2.3/8", "10.0.0.0/8"), "host bits do not count");
    }

    #[test]
    fn only_addresses_and_blocks_are_taken() {
        for text in [
            "",
            "10.0.0.0/",
            "10.0.0.0/33",
            "::/129",
            "10.0.0.0/08",
            "10.0.0/8",
            "010.0.0.1",
            "a/8",
            "1/2/3",
            "::1%eth0",
        ] {
            assert_eq!(Network::parse(text), None, "{text}");
        }
    }
}
