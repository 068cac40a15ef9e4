//! Where random bytes that callers get to see come from. Keys and secrets are not made of it.

use ring::rand::{SecureRandom, SystemRandom};

/// A source of random bytes; tests inject one that repeats.
pub trait Randomness: Send + Sync {
    /// Fills `bytes`; false when there is no randomness to be had.
    fn fill(&self, bytes: &mut [u8]) -> bool;
}

/// The system's own.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandomness;

impl Randomness for SystemRandomness {
    fn fill(&self, bytes: &mut [u8]) -> bool {
        SystemRandom::new().fill(bytes).is_ok()
    }
}
