//! A window on the input: the bytes at hand and where in the whole input they begin. All positions are
//! positions in the whole input.

use std::ops::Range;

#[derive(Debug, Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) base: usize,
}

impl<'a> View<'a> {
    pub(super) fn get(&self, at: usize) -> Option<u8> {
        self.bytes.get(at - self.base).copied()
    }

    pub(super) fn end(&self) -> usize {
        self.base + self.bytes.len()
    }

    /// The bytes of a range; what lies outside the window is left out.
    pub(super) fn slice(&self, range: Range<usize>) -> &'a [u8] {
        let clamp = |at: usize| at.saturating_sub(self.base).min(self.bytes.len());
        let (from, to) = (clamp(range.start), clamp(range.end));
        &self.bytes[from..to.max(from)]
    }

    /// The first position at or after `at` that holds no white space, the end when there is none.
    pub(super) fn skip_space(&self, at: usize) -> usize {
        let rest = self.slice(at..self.end());
        let space = rest
            .iter()
            .take_while(|b| matches!(b, b' ' | b'\n' | b'\r' | b'\t'));
        at + space.count()
    }

    pub(super) fn find(&self, byte: u8, from: usize) -> Option<usize> {
        let found = memchr::memchr(byte, self.slice(from..self.end()));
        found.map(|at| from + at)
    }
}
