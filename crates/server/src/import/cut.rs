//! The first stage: reads the inputs and cuts them into objects, in batches, with the line of each.

use super::Plan;
use super::report::InputFault;
use super::source::Input;
use crate::cli::problem::{Problem, reason};
use std::collections::VecDeque;
use std::io::{ErrorKind, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender};
use stix::bundle::{Piece, Splitter};
use stix::{Limits, Refusal};

const BATCH_OBJECTS: usize = 4_000;
const BATCH_BYTES: usize = 4 << 20;
const CHUNK: usize = 256 << 10;

/// Up to where inputs are dealt with: files, and pieces of the next one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Position {
    /// Files done.
    pub file: usize,
    /// Pieces done of the next.
    pub pieces: u64,
    /// Byte offset of the last piece done, decompressed.
    pub offset: u64,
}

/// An object's bytes, or why there are none, and the line it begins on.
#[derive(Debug)]
pub struct Cut {
    /// From 1.
    pub line: u64,
    /// The bytes, or what is wrong.
    pub piece: Result<Piece, Refusal>,
}

/// Objects of one input.
#[derive(Debug)]
pub struct Batch {
    /// Counts from 0.
    pub number: u64,
    /// Name of the input.
    pub file: Arc<str>,
    /// In the order of the input.
    pub cuts: Vec<Cut>,
    /// What is dealt with once this batch is.
    pub position: Position,
    /// Bytes of all inputs that were read by then, as they lie on disk.
    pub bytes_read: u64,
    /// What is wrong with the end of the input.
    pub fault: Option<InputFault>,
}

/// Cuts all inputs of the plan from `position` on. Ends early, without an error, when nobody takes batches.
pub fn cut(
    plan: &Plan,
    from: Position,
    permits: &Receiver<()>,
    batches: &SyncSender<Batch>,
) -> Result<(), Problem> {
    let read = Arc::new(AtomicU64::new(0));
    let mut number = 0;
    for (file, input) in plan.inputs.iter().enumerate() {
        if file < from.file {
            continue;
        }
        let mut skip = if file == from.file { from.pieces } else { 0 };
        let mut reading = Reading::open(input, plan.with_dates, Arc::clone(&read))?;
        let mut pieces = skip;
        loop {
            let (cuts, fault, ended) = reading.batch(&mut skip);
            pieces += cuts.len() as u64;
            let position = match ended {
                true => Position {
                    file: file + 1,
                    pieces: 0,
                    offset: reading.offset,
                },
                false => Position {
                    file,
                    pieces,
                    offset: reading.offset,
                },
            };
            let batch = Batch {
                number,
                file: Arc::from(input.name()),
                cuts,
                position,
                bytes_read: read.load(Ordering::Relaxed),
                fault,
            };
            if permits.recv().is_err() || batches.send(batch).is_err() {
                return Ok(());
            }
            number += 1;
            if ended {
                break;
            }
        }
    }
    Ok(())
}

/// One input being cut.
pub struct Reading {
    input: Box<dyn Read>,
    name: String,
    splitter: Splitter,
    lines: Lines,
    chunk: Vec<u8>,
    /// Where the last piece began.
    offset: u64,
    ended: bool,
    /// What is wrong with the end of the input.
    fault: Option<InputFault>,
}

impl Reading {
    /// Opens an input; `read` counts the bytes taken from disk.
    pub fn open(input: &Input, with_dates: bool, read: Arc<AtomicU64>) -> Result<Self, Problem> {
        Ok(Self {
            name: input.name(),
            input: input.open(read)?,
            splitter: Splitter::new(Limits::default(), with_dates),
            lines: Lines::default(),
            chunk: vec![0; CHUNK],
            offset: 0,
            ended: false,
            fault: None,
        })
    }

    /// The next batch without the first `skip` pieces; what is wrong with the end; whether that was all.
    pub fn batch(&mut self, skip: &mut u64) -> (Vec<Cut>, Option<InputFault>, bool) {
        let (mut cuts, mut bytes) = (Vec::new(), 0);
        loop {
            while let Some(piece) = self.splitter.next_piece() {
                let cut = self.place(piece);
                if *skip > 0 {
                    *skip -= 1;
                    continue;
                }
                bytes += cut.piece.as_ref().map_or(0, |piece| piece.bytes.len());
                cuts.push(cut);
                if cuts.len() >= BATCH_OBJECTS || bytes >= BATCH_BYTES {
                    return (cuts, None, false);
                }
            }
            if self.ended {
                return (cuts, self.fault.take(), true);
            }
            // What can still be cut from what was read comes before the fault.
            self.fault = self.fill();
            self.ended |= self.fault.is_some();
        }
    }

    fn place(&mut self, piece: Result<Piece, Refusal>) -> Cut {
        self.offset = match &piece {
            Ok(piece) => piece.offset,
            Err(refusal) => refusal.offset,
        };
        let line = self.lines.at(self.offset);
        Cut { line, piece }
    }

    /// Reads a little more, or finds the end.
    fn fill(&mut self) -> Option<InputFault> {
        match self.input.read(&mut self.chunk) {
            Ok(0) => {
                self.ended = true;
                let fault = self.splitter.finish().err()?;
                Some(InputFault {
                    file: self.name.clone(),
                    line: self.lines.at(fault.offset as u64),
                    offset: fault.offset as u64,
                    code: fault.code.into(),
                    message: fault.message,
                })
            }
            Ok(count) => {
                self.lines.push(&self.chunk[..count]);
                self.splitter.push(&self.chunk[..count]);
                None
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => None,
            Err(error) => Some(InputFault {
                file: self.name.clone(),
                line: self.lines.at(self.lines.read),
                offset: self.lines.read,
                code: "T009".into(),
                message: format!("the input cannot be read further: {}", reason(&error)),
            }),
        }
    }
}

/// Which line an offset is on; asked in ascending order, it keeps only line ends not yet passed.
#[derive(Debug, Default)]
struct Lines {
    ends: VecDeque<u64>,
    passed: u64,
    read: u64,
}

impl Lines {
    fn push(&mut self, bytes: &[u8]) {
        let read = self.read;
        self.ends
            .extend(memchr::memchr_iter(b'\n', bytes).map(|at| read + at as u64));
        self.read += bytes.len() as u64;
    }

    fn at(&mut self, offset: u64) -> u64 {
        while self.ends.front().is_some_and(|end| *end < offset) {
            self.ends.pop_front();
            self.passed += 1;
        }
        self.passed + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_count_across_chunks() {
        let mut lines = Lines::default();
        lines.push(b"a\nb");
        assert_eq!(lines.at(0), 1);
        assert_eq!(lines.at(1), 1);
        lines.push(b"b\n\nc");
        assert_eq!(lines.at(2), 2);
        assert_eq!(lines.at(6), 4);
        assert!(lines.ends.is_empty());
    }
}
