//! Many lines at once, on several threads, told in their order.
//!
//! ```text
//! lines ─ blocks ─┬─► reader 1 ─┐
//!                 ├─► reader 2 ─┼─► in order: matches as they are, sequels through what waits ─► tell
//!                 └─► reader 3 ─┘
//! ```
//!
//! What a line says by itself any thread finds. A pattern over several observations hangs on what came before: a
//! reader only notes which of its brackets a line satisfies, and one thread settles those in the order of the lines. So
//! the answers are the same for any number of threads.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::pending::Sequel;
use super::{Match, Reader, Session};
use crate::event::LineFault;
use crate::matcher::Matcher;

/// Less than this is read by one thread: starting others costs more.
const WORTH_IT: usize = 1 << 16;
/// Bytes that a thread takes on at once: small enough that all end together.
const BLOCK: usize = 1 << 15;

impl Session {
    /// Reads many lines, as [`Session::line`] does one after the other, on as many threads as
    /// [`Session::with_threads`] allows. Tells for the number of a line, from 0, each match, or that it is no event.
    pub fn lines(
        &mut self,
        matcher: &Matcher,
        lines: &[&[u8]],
        arrival: Option<i64>,
        tell: &mut dyn FnMut(usize, Result<Match<'_>, LineFault>),
    ) {
        let bytes: usize = lines.iter().map(|line| line.len()).sum();
        if self.readers.len() == 1 || bytes < WORTH_IT {
            for (number, line) in lines.iter().enumerate() {
                let read = self.line(matcher, line, arrival, &mut |found| tell(number, Ok(found)));
                if let Err(fault) = read {
                    tell(number, Err(fault));
                }
            }
            return;
        }
        let blocks = blocks(lines);
        let heads = if self.has_head() {
            heads(lines)
        } else {
            Vec::new()
        };
        let next = AtomicUsize::new(0);
        let work = Work {
            lines,
            blocks: &blocks,
            heads: &heads,
            next: &next,
            arrival,
        };
        let mut read = read_all(&mut self.readers, matcher, &work);
        read.sort_unstable_by_key(|block| block.number);
        for (number, outcome) in read.iter_mut().flat_map(|block| block.told.drain(..)) {
            match outcome {
                Outcome::Broken(fault) => tell(number, Err(fault)),
                Outcome::Found(found) => tell(number, Ok(found.as_match())),
                Outcome::Sequel(sequel) => {
                    let (pending, counts) = (&mut self.pending, &mut self.counts);
                    sequel.settle(matcher, pending, counts, &mut |found| {
                        tell(number, Ok(found))
                    });
                }
            }
        }
    }
}

/// What all threads share.
#[derive(Clone, Copy)]
struct Work<'w> {
    lines: &'w [&'w [u8]],
    /// Where each block begins, and the end of the last.
    blocks: &'w [usize],
    /// Numbers of lines that say what those behind them hold.
    heads: &'w [usize],
    /// The block that nobody reads yet.
    next: &'w AtomicUsize,
    arrival: Option<i64>,
}

/// What the lines of one block say by themselves.
struct Block {
    number: usize,
    told: Vec<(usize, Outcome)>,
}

enum Outcome {
    Found(Found),
    Sequel(Sequel),
    Broken(LineFault),
}

/// A match, owned: path, value and field in one text.
struct Found {
    uuid: [u8; 16],
    at: Option<i64>,
    text: Box<str>,
    value: usize,
    field: usize,
}

impl Found {
    fn new(found: &Match<'_>) -> Self {
        Self {
            uuid: found.uuid,
            at: found.at,
            text: [found.path, found.value, found.field].concat().into(),
            value: found.path.len(),
            field: found.path.len() + found.value.len(),
        }
    }

    fn as_match(&self) -> Match<'_> {
        Match {
            uuid: self.uuid,
            path: &self.text[..self.value],
            value: &self.text[self.value..self.field],
            field: &self.text[self.field..],
            at: self.at,
        }
    }
}

/// Lines that change how those behind them are read.
pub(super) fn is_head(line: &[u8]) -> bool {
    line.first() == Some(&b'#')
}

fn heads(lines: &[&[u8]]) -> Vec<usize> {
    let heads = lines.iter().enumerate().filter(|(_, line)| is_head(line));
    heads.map(|(number, _)| number).collect()
}

fn blocks(lines: &[&[u8]]) -> Vec<usize> {
    let mut blocks = vec![0];
    let mut bytes = 0;
    for (number, line) in lines.iter().enumerate() {
        bytes += line.len();
        if bytes >= BLOCK {
            blocks.push(number + 1);
            bytes = 0;
        }
    }
    if blocks.last() != Some(&lines.len()) {
        blocks.push(lines.len());
    }
    blocks
}

/// Every block, in whatever order the threads came to them.
fn read_all(readers: &mut [Reader], matcher: &Matcher, work: &Work<'_>) -> Vec<Block> {
    let [first, others @ ..] = readers else {
        return Vec::new();
    };
    std::thread::scope(|scope| {
        let others: Vec<_> = others
            .iter_mut()
            .map(|reader| scope.spawn(move || reader.blocks(matcher, work)))
            .collect();
        let mut read = first.blocks(matcher, work);
        for other in others {
            match other.join() {
                Ok(blocks) => read.extend(blocks),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        read
    })
}

impl Reader {
    /// Reads blocks as long as there are any.
    fn blocks(&mut self, matcher: &Matcher, work: &Work<'_>) -> Vec<Block> {
        let mut read = Vec::new();
        let mut heads = work.heads.iter().copied().peekable();
        let mut show_heads = |reader: &mut Self, before: usize| {
            while let Some(head) = heads.next_if(|head| *head < before) {
                reader.head(work.lines[head]);
            }
        };
        loop {
            let number = work.next.fetch_add(1, Ordering::Relaxed);
            let (Some(from), Some(to)) = (work.blocks.get(number), work.blocks.get(number + 1))
            else {
                break;
            };
            show_heads(self, *from);
            read.push(self.block(matcher, work, number, *from..*to));
        }
        show_heads(self, work.lines.len());
        read
    }

    fn block(
        &mut self,
        matcher: &Matcher,
        work: &Work<'_>,
        number: usize,
        lines: std::ops::Range<usize>,
    ) -> Block {
        let mut told = Vec::new();
        for at in lines {
            let outcome = self.line(matcher, work.lines[at], work.arrival, &mut |found| {
                told.push((at, Outcome::Found(Found::new(&found))));
            });
            match outcome {
                Ok(()) => {
                    let sequels = self.core.sequels.drain(..);
                    told.extend(sequels.map(|sequel| (at, Outcome::Sequel(sequel))));
                }
                Err(fault) => told.push((at, Outcome::Broken(fault))),
            }
        }
        Block { number, told }
    }
}
