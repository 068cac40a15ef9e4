//! The push-based front of the cutter: holds one object and a chunk, never more.

use super::cutter::{Cut, Cutter};
use super::dated;
use super::view::View;
use crate::{Fault, Limits, Refusal};
use std::collections::VecDeque;
use std::ops::Range;

/// Bytes shown to the cutter at a time.
const BLOCK: usize = 1 << 16;

/// One object's bytes cut out of a larger input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The object's bytes.
    pub bytes: Vec<u8>,
    /// Byte offset in the whole input.
    pub offset: u64,
    /// Position in `objects`, or line number less one.
    pub index: u64,
    /// Set when the line was `{"date_added": …, "object": {…}}`: the text of `date_added`.
    pub date_added: Option<String>,
}

/// Cuts an input of any size into objects without holding it: bundle, envelope, list of objects, a single object, or
/// one object a line, recognised as the bytes come. Push bytes, take pieces, then [`finish`](Self::finish), then
/// take what is left.
///
/// What it gives, and what it says of broken input, does not depend on how the input was cut into chunks: the
/// cutter is shown the input in blocks of its own, whatever was pushed. A piece is whole by JSON's structure; the
/// parser has the last word on it.
#[derive(Debug)]
pub struct Splitter {
    cutter: Cutter,
    with_dates: bool,
    block: usize,
    held: Held,
    /// Found when the input ended, not taken yet.
    left: VecDeque<Result<Piece, Refusal>>,
}

impl Splitter {
    /// `with_dates`: every line is `{"date_added": …, "object": {…}}`.
    pub fn new(limits: Limits, with_dates: bool) -> Self {
        Self::with_blocks(limits, with_dates, BLOCK)
    }

    /// The same, looking at `block` bytes at a time: fewer hold less and give an object sooner. What is said of
    /// broken input may be another where a block ends elsewhere.
    pub fn with_blocks(limits: Limits, with_dates: bool, block: usize) -> Self {
        let cutter = match with_dates {
            // The line has the object and at most as much again around it.
            true => Cutter::sequence(Limits {
                object_bytes: limits.object_bytes.saturating_add(dated::AROUND),
                depth: limits.depth + 1,
            }),
            false => Cutter::new(limits),
        };
        Self {
            cutter,
            with_dates,
            block: block.max(1),
            held: Held::default(),
            left: VecDeque::new(),
        }
    }

    /// Takes in more bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        self.held.drop_unneeded();
        self.held.bytes.extend_from_slice(bytes);
    }

    /// The next whole piece, `None` when more bytes are needed: objects come as whole blocks of input have been
    /// pushed, the last ones after [`finish`](Self::finish). `Err(Refusal)` is one bad piece (too large, not an
    /// object); the splitter goes on after it.
    pub fn next_piece(&mut self) -> Option<Result<Piece, Refusal>> {
        self.left.pop_front().or_else(|| self.next_in_blocks())
    }

    /// Says the input has ended; an `Err` is what is wrong with its end or around its objects (truncated, trailing
    /// bytes). Pieces may be left to take after this.
    pub fn finish(&mut self) -> Result<(), Fault> {
        while let Some(piece) = self.next_in_blocks() {
            self.left.push_back(piece);
        }
        self.show(self.held.end());
        while let Some(piece) = self.advance(true) {
            self.left.push_back(piece);
        }
        self.cutter.fault.clone().map_or(Ok(()), Err)
    }

    /// Bytes of the input that it holds at this moment.
    pub fn held_bytes(&self) -> usize {
        self.held.bytes.len()
    }

    fn next_in_blocks(&mut self) -> Option<Result<Piece, Refusal>> {
        loop {
            let next = self.held.shown + self.block;
            match self.advance(false) {
                None if next <= self.held.end() => self.show(next),
                outcome => return outcome,
            }
        }
    }

    fn show(&mut self, end: usize) {
        self.held.needed = self.cutter.release(self.held.view());
        self.held.shown = end;
    }

    fn advance(&mut self, eof: bool) -> Option<Result<Piece, Refusal>> {
        match self.cutter.step(self.held.view(), eof) {
            Cut::Piece { range, index } => Some(self.piece(range, index)),
            Cut::Refused(refusal) => Some(Err(refusal)),
            Cut::More | Cut::End => None,
        }
    }

    fn piece(&self, range: Range<usize>, index: u64) -> Result<Piece, Refusal> {
        let bytes = self.held.view().slice(range.clone());
        if self.with_dates {
            return dated::piece(bytes, range.start as u64, index);
        }
        Ok(Piece {
            bytes: bytes.to_vec(),
            offset: range.start as u64,
            index,
            date_added: None,
        })
    }
}

/// The part of the input at hand. Positions are positions in the whole input.
#[derive(Debug, Default)]
struct Held {
    bytes: Vec<u8>,
    /// Where `bytes` begin.
    start: usize,
    /// The cutter still needs what lies from here on,
    needed: usize,
    /// and has been shown what lies before this.
    shown: usize,
}

impl Held {
    fn view(&self) -> View<'_> {
        View {
            bytes: &self.bytes[self.needed - self.start..self.shown - self.start],
            base: self.needed,
        }
    }

    fn end(&self) -> usize {
        self.start + self.bytes.len()
    }

    fn drop_unneeded(&mut self) {
        self.bytes.drain(..self.needed - self.start);
        self.start = self.needed;
    }
}
