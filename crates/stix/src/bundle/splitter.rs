//! The push-based front of the cutter: holds one object and a chunk, never more.

use super::cutter::{Cut, Cutter};
use super::dated;
use super::view::View;
use crate::{Fault, Limits, Refusal};
use std::collections::VecDeque;
use std::ops::Range;

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
/// What it gives does not depend on how the input was cut into chunks. A piece is whole by JSON's structure; the
/// parser has the last word on it.
#[derive(Debug)]
pub struct Splitter {
    cutter: Cutter,
    with_dates: bool,
    /// The bytes that may still be needed, and where in the input they begin.
    held: Vec<u8>,
    base: usize,
    /// Found when the input ended, not taken yet.
    left: VecDeque<Result<Piece, Refusal>>,
}

impl Splitter {
    /// `with_dates`: every line is `{"date_added": …, "object": {…}}`.
    pub fn new(limits: Limits, with_dates: bool) -> Self {
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
            held: Vec::new(),
            base: 0,
            left: VecDeque::new(),
        }
    }

    /// Takes in more bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        let keep = self.cutter.release(View {
            bytes: &self.held,
            base: self.base,
        });
        self.held.drain(..keep - self.base);
        self.base = keep;
        self.held.extend_from_slice(bytes);
    }

    /// The next whole piece, `None` when more bytes are needed. `Err(Refusal)` is one bad piece (too large,
    /// not an object); the splitter goes on after it.
    pub fn next_piece(&mut self) -> Option<Result<Piece, Refusal>> {
        self.left.pop_front().or_else(|| self.advance(false))
    }

    /// Says the input has ended; an `Err` is what is wrong with its end or around its objects (truncated, trailing
    /// bytes). Pieces may be left to take after this.
    pub fn finish(&mut self) -> Result<(), Fault> {
        while let Some(piece) = self.advance(true) {
            self.left.push_back(piece);
        }
        self.cutter.fault.clone().map_or(Ok(()), Err)
    }

    /// Bytes of the input that it holds at this moment.
    pub fn held_bytes(&self) -> usize {
        self.held.len()
    }

    fn advance(&mut self, eof: bool) -> Option<Result<Piece, Refusal>> {
        let view = View {
            bytes: &self.held,
            base: self.base,
        };
        match self.cutter.step(view, eof) {
            Cut::Piece { range, index } => Some(self.piece(range, index)),
            Cut::Refused(refusal) => Some(Err(refusal)),
            Cut::More | Cut::End => None,
        }
    }

    fn piece(&self, range: Range<usize>, index: u64) -> Result<Piece, Refusal> {
        let view = View {
            bytes: &self.held,
            base: self.base,
        };
        let bytes = view.slice(range.clone());
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
