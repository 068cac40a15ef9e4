//! A hash for maps whose keys nobody can choose so that they collide: what the project wrote, and sums over words that
//! were hashed with keys of chance.

use std::hash::{BuildHasherDefault, Hasher};

/// For `HashMap`.
pub(crate) type Quick = BuildHasherDefault<Mix>;

/// Multiplies and rotates eight bytes at a time.
#[derive(Default)]
pub(crate) struct Mix(u64);

const ODD: u64 = 0x9E37_79B9_7F4A_7C15;

impl Mix {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(ODD);
    }
}

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }

    fn write(&mut self, bytes: &[u8]) {
        let (whole, rest) = bytes.as_chunks();
        for chunk in whole {
            self.add(u64::from_le_bytes(*chunk));
        }
        if !rest.is_empty() {
            let tail = rest.iter().rev().fold(0, |w, &b| w << 8 | u64::from(b));
            self.add(tail);
        }
    }

    fn write_u8(&mut self, n: u8) {
        self.add(u64::from(n));
    }

    fn write_u32(&mut self, n: u32) {
        self.add(u64::from(n));
    }
}
