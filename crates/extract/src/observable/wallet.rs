//! Wallet addresses, by their checksums: a random word must not pass for one.

use sha2::{Digest, Sha256};

const BASE58: &[u8] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const BECH32: &[u8] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";

/// Whether `s` is an address of Bitcoin (base58 or bech32), Ethereum or Monero.
pub(super) fn wallet(s: &str) -> bool {
    match s.as_bytes().first() {
        Some(b'1' | b'3') if (26..=35).contains(&s.len()) => base58check(s),
        Some(b'b' | b'B') if (42..=62).contains(&s.len()) => bech32(s),
        Some(b'0') => {
            s.len() == 42 && s.starts_with("0x") && s[2..].bytes().all(|b| b.is_ascii_hexdigit())
        }
        Some(b'4' | b'8') => s.len() == 95 && s.bytes().all(|b| BASE58.contains(&b)),
        _ => false,
    }
}

fn base58check(s: &str) -> bool {
    let mut bytes = [0u8; 25];
    for c in s.bytes() {
        let Some(mut carry) = BASE58.iter().position(|&b| b == c) else {
            return false;
        };
        for b in bytes.iter_mut().rev() {
            carry += 58 * *b as usize;
            *b = (carry & 0xff) as u8;
            carry >>= 8;
        }
        if carry != 0 {
            return false;
        }
    }
    let sum = Sha256::digest(Sha256::digest(&bytes[..21]));
    sum[..4] == bytes[21..]
}

fn bech32(s: &str) -> bool {
    let lower = s.to_ascii_lowercase();
    let Some(data) = lower.strip_prefix("bc1") else {
        return false;
    };
    let mut check: u32 = 1;
    let mut step = |v: u32| {
        let top = check >> 25;
        check = (check & 0x1ff_ffff) << 5 ^ v;
        for (i, g) in [
            0x3b6a_57b2,
            0x2650_8e6d,
            0x1ea1_19fa,
            0x3d42_33dd,
            0x2a14_62b3,
        ]
        .iter()
        .enumerate()
        {
            if top >> i & 1 == 1 {
                check ^= g;
            }
        }
    };
    for v in [3, 3, 0, 2, 3] {
        step(v);
    }
    for c in data.bytes() {
        let Some(v) = BECH32.iter().position(|&b| b == c) else {
            return false;
        };
        step(v as u32);
    }
    matches!(check, 1 | 0x2bc8_30a3)
}
