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

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

use super::pending::Sequel;
use super::{Match, Reader, Said, Session};
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
            return self.lines_of_one(matcher, lines, arrival, tell);
        }
        let blocks = blocks(lines);
        let heads = if self.has_head() {
            heads(lines)
        } else {
            Vec::new()
        };
        let next = AtomicUsize::new(0);
        let work = Work {
            matcher,
            lines,
            blocks: &blocks,
            heads: &heads,
            next: &next,
            arrival,
        };
        let (pending, counts) = (&mut self.pending, &mut self.counts);
        read_all(&mut self.readers, work, &mut |block: Block| {
            for (number, outcome) in block.told {
                match outcome {
                    Outcome::Broken(fault) => tell(number, Err(fault)),
                    Outcome::Found(found) => tell(number, Ok(found.as_match())),
                    Outcome::Sequel(sequel) => {
                        sequel.settle(matcher, pending, counts, &mut |found| {
                            tell(number, Ok(found));
                        });
                    }
                }
            }
        });
    }
}

/// What all threads share.
#[derive(Clone, Copy)]
struct Work<'w> {
    matcher: &'w Matcher,
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

impl From<Said<'_>> for Outcome {
    fn from(said: Said<'_>) -> Self {
        match said {
            Said::Found(found) => Self::Found(Found::new(&found)),
            Said::Sequel(sequel) => Self::Sequel(sequel),
            Said::Broken(fault) => Self::Broken(fault),
        }
    }
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

/// Reads every block and takes them in their order. This thread reads, too, and takes what is done while the others go on.
fn read_all(readers: &mut [Reader], work: Work<'_>, take: &mut dyn FnMut(Block)) {
    let [first, others @ ..] = readers else {
        return;
    };
    std::thread::scope(|scope| {
        let (done, blocks) = mpsc::channel();
        for reader in others {
            let done = done.clone();
            scope.spawn(move || {
                // Nobody stops listening before all is done.
                Share::of(work).each(reader, |block| drop(done.send(block)));
            });
        }
        // The end of the channel is when the others have done theirs.
        drop(done);
        let mut queue = Queue::default();
        Share::of(work).each(first, |block| {
            queue.add(block);
            blocks.try_iter().for_each(|block| queue.add(block));
            queue.take(take);
        });
        for block in blocks {
            queue.add(block);
            queue.take(take);
        }
    });
}

/// Blocks that wait for those before them.
#[derive(Default)]
struct Queue {
    waiting: BTreeMap<usize, Block>,
    next: usize,
}

impl Queue {
    fn add(&mut self, block: Block) {
        self.waiting.insert(block.number, block);
    }

    fn take(&mut self, take: &mut dyn FnMut(Block)) {
        while let Some(block) = self.waiting.remove(&self.next) {
            self.next += 1;
            take(block);
        }
    }
}

/// What one thread does of the work.
struct Share<'w> {
    work: Work<'w>,
    /// Heads that its reader was shown.
    heads: usize,
}

impl<'w> Share<'w> {
    fn of(work: Work<'w>) -> Self {
        Self { work, heads: 0 }
    }

    /// Reads blocks as long as there are any.
    fn each(mut self, reader: &mut Reader, mut each: impl FnMut(Block)) {
        let work = self.work;
        loop {
            let number = work.next.fetch_add(1, Ordering::Relaxed);
            let (Some(from), Some(to)) = (work.blocks.get(number), work.blocks.get(number + 1))
            else {
                break;
            };
            self.show_heads(reader, *from);
            each(reader.block(&work, number, *from..*to));
        }
        self.show_heads(reader, work.lines.len());
    }

    fn show_heads(&mut self, reader: &mut Reader, before: usize) {
        while let Some(head) = self.work.heads.get(self.heads)
            && *head < before
        {
            reader.head(self.work.lines[*head]);
            self.heads += 1;
        }
    }
}

impl Reader {
    fn block(&mut self, work: &Work<'_>, number: usize, lines: std::ops::Range<usize>) -> Block {
        let mut told = Vec::new();
        let from = lines.start;
        let tell = &mut |at: usize, said: Said<'_>| told.push((from + at, said.into()));
        self.lines(work.matcher, &work.lines[lines], work.arrival, tell);
        Block { number, told }
    }
}
