//! Where lines come from, and what becomes of what they say: both at work on the threads that read them.

use super::Match;
use crate::event::LineFault;

/// Less than this is read by one thread: starting others costs more.
const WORTH_IT: usize = 1 << 16;
/// Bytes of a block: small enough that all threads end together.
const BLOCK: usize = 1 << 15;

/// Lines, a block at a time. One thread at once takes a block; whatever it can leave for later, it should.
pub trait Source: Send {
    /// Lines that one thread reads at once.
    type Block: Default;

    /// Puts the next lines into a block, in place of those that it holds; false when there are no more.
    fn next(&mut self, block: &mut Self::Block) -> bool;

    /// The lines of a block that may be events, and their numbers.
    fn lines(block: &Self::Block) -> impl Iterator<Item = (u64, &[u8])>;

    /// Whether several threads are worth it; asked when the first block was taken.
    fn is_much(&self) -> bool {
        true
    }
}

/// Writes down what lines say.
pub trait Scribe<Block>: Sync {
    /// What is written down of a block, in the order of its lines.
    type Notes: Default + Send;

    /// Begins a block.
    fn begin(&self, notes: &mut Self::Notes, block: &Block) {
        let _ = (notes, block);
    }

    /// Notes of the line with this number a match, or that it is no event.
    fn note(&self, notes: &mut Self::Notes, line: u64, said: Result<Match<'_>, LineFault>);
}

/// Lines that lie in memory, numbered from 0.
#[derive(Debug)]
pub struct Slices<'l> {
    lines: &'l [&'l [u8]],
    next: usize,
}

impl<'l> Slices<'l> {
    /// All these lines.
    pub fn new(lines: &'l [&'l [u8]]) -> Self {
        Self { lines, next: 0 }
    }
}

impl<'l> Source for Slices<'l> {
    type Block = (usize, &'l [&'l [u8]]);

    fn next(&mut self, block: &mut Self::Block) -> bool {
        let left = &self.lines[self.next..];
        let mut bytes = 0;
        let ends = left.iter().position(|line| {
            bytes += line.len();
            bytes >= BLOCK
        });
        let count = ends.map_or(left.len(), |at| at + 1);
        *block = (self.next, &left[..count]);
        self.next += count;
        count > 0
    }

    fn lines(block: &Self::Block) -> impl Iterator<Item = (u64, &[u8])> {
        let (first, lines) = block;
        let numbers = *first as u64..;
        numbers.zip(lines.iter().copied())
    }

    fn is_much(&self) -> bool {
        let bytes: usize = self.lines.iter().map(|line| line.len()).sum();
        bytes >= WORTH_IT
    }
}
