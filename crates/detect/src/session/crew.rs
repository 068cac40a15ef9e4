//! Many lines at once, on several threads, told in their order.
//!
//! ```text
//! source ─ blocks ─┬─► reader 1, scribe ─┐
//!                  ├─► reader 2, scribe ─┼─► in order: notes as they are, sequels through what waits ─► take
//!                  └─► reader 3, scribe ─┘
//! ```
//!
//! Each thread takes a block from the source, finds what its lines say by themselves, and writes that down. A pattern over
//! several observations hangs on what came before: a reader only notes which of its brackets a line satisfies, and one
//! thread settles those in the order of the lines. So the answers are the same for any number of threads. Blocks
//! and notes are used again, and no thread runs far ahead of the others.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc};

use super::mapped::Scout;
use super::pending::{Pending, Sequel};
use super::source::{Scribe, Source};
use super::{Counts, Match, Reader, Said, Session};
use crate::matcher::Matcher;

/// For each thread, blocks that may have been begun before all those in front of them are taken.
const AHEAD: usize = 8;

impl Session {
    /// Reads all lines of a source, as [`Session::line`] does one after the other, on as many threads as
    /// [`Session::with_threads`] allows. What the scribe wrote down is taken in the order of the lines on this thread; what is
    /// left in it then is gone on with.
    ///
    /// # Errors
    /// The first that `take` gives. Lines behind it may have been read.
    pub fn read<S: Source, C: Scribe<S::Block>, E>(
        &mut self,
        matcher: &Matcher,
        arrival: Option<i64>,
        source: &mut S,
        scribe: &C,
        take: &mut dyn FnMut(&mut C::Notes) -> Result<(), E>,
    ) -> Result<(), E> {
        let work = Work {
            matcher,
            arrival,
            scribe,
            supply: Mutex::new(Supply {
                source,
                number: 0,
                scout: self.readers[0].scout().filter(|_| self.readers.len() > 1),
                is_over: false,
            }),
            used: Mutex::default(),
            begun: Mutex::default(),
            room: Condvar::new(),
            most: self.readers.len() * AHEAD,
        };
        let order = Order {
            work: &work,
            pending: &mut self.pending,
            counts: &mut self.counts,
            waiting: BTreeMap::new(),
            next: 0,
            take,
            outcome: Ok(()),
        };
        let outcome = work.all(&mut self.readers, order);
        let supply = work.supply.into_inner();
        if let Some(scout) = supply.unwrap_or_else(PoisonError::into_inner).scout {
            let readers = self.readers.iter_mut();
            readers.for_each(|reader| reader.follow(&scout));
        }
        outcome
    }
}

/// What all threads share.
struct Work<'w, S: Source, C: Scribe<S::Block>> {
    matcher: &'w Matcher,
    arrival: Option<i64>,
    scribe: &'w C,
    supply: Mutex<Supply<'w, S>>,
    /// Notes that were taken.
    used: Mutex<Vec<C::Notes>>,
    /// Blocks that were begun and are not taken: no more are begun once they are `most`.
    begun: Mutex<usize>,
    room: Condvar,
    most: usize,
}

struct Supply<'w, S> {
    source: &'w mut S,
    /// The number of the next block.
    number: usize,
    /// Sees every line that says what those behind it hold.
    scout: Option<Scout>,
    is_over: bool,
}

/// What the lines of one block say by themselves.
struct Page<N> {
    number: usize,
    /// What was noted before each sequel, with the number of its line.
    before: Vec<(N, u64, Sequel)>,
    /// And behind the last.
    rest: N,
}

impl<S: Source, C: Scribe<S::Block>> Work<'_, S, C> {
    /// Reads all blocks. This thread reads, too, and takes what is done while the others go on.
    fn all<E>(&self, readers: &mut [Reader], mut order: Order<'_, '_, S, C, E>) -> Result<(), E> {
        let [first, others @ ..] = readers else {
            return Ok(());
        };
        let mut block = S::Block::default();
        let number = self.next(first, &mut block);
        let others = match self.is_much() {
            true => others,
            false => &mut [],
        };
        std::thread::scope(|scope| {
            let _end = End(self);
            let (done, pages) = mpsc::channel();
            for reader in others {
                let done = done.clone();
                scope.spawn(move || {
                    let _end = End(self);
                    let mut block = S::Block::default();
                    let number = self.next(reader, &mut block);
                    // Nobody stops listening before all is done.
                    self.each(reader, number, &mut block, |page| {
                        drop(done.send(page));
                        self.wait_for_room();
                    });
                });
            }
            // The end of the channel is when the others have done theirs.
            drop(done);
            self.each(first, number, &mut block, |page| {
                order.add(page);
                pages.try_iter().for_each(|page| order.add(page));
                // Whoever reads the block that the others wait for does not wait for room.
                while self.is_full()
                    && let Ok(page) = pages.recv()
                {
                    order.add(page);
                }
            });
            pages.iter().for_each(|page| order.add(page));
        });
        order.outcome
    }

    /// Reads the block of this number, and others as long as there are any.
    fn each(
        &self,
        reader: &mut Reader,
        mut number: Option<usize>,
        block: &mut S::Block,
        mut each: impl FnMut(Page<C::Notes>),
    ) {
        while let Some(at) = number {
            each(self.page(reader, at, block));
            number = self.next(reader, block);
        }
    }

    fn is_much(&self) -> bool {
        let supply = self.supply.lock().unwrap_or_else(PoisonError::into_inner);
        supply.source.is_much()
    }

    /// The number of the next block, and its lines; the reader is told what stood before them.
    fn next(&self, reader: &mut Reader, block: &mut S::Block) -> Option<usize> {
        let mut supply = self.supply.lock().unwrap_or_else(PoisonError::into_inner);
        if supply.is_over || !supply.source.next(block) {
            supply.is_over = true;
            return None;
        }
        if let Some(scout) = &mut supply.scout {
            reader.follow(scout);
            let heads = S::lines(block).map(|(_, line)| line).filter(is_head);
            heads.for_each(|head| scout.head(head));
        }
        supply.number += 1;
        *self.begun() += 1;
        Some(supply.number - 1)
    }

    fn begun(&self) -> MutexGuard<'_, usize> {
        self.begun.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_full(&self) -> bool {
        *self.begun() >= self.most
    }

    fn wait_for_room(&self) {
        let is_full = |begun: &mut usize| *begun >= self.most;
        drop(self.room.wait_while(self.begun(), is_full));
    }

    fn make_room(&self, begun: impl FnOnce(usize) -> usize) {
        let mut now = self.begun();
        *now = begun(*now);
        self.room.notify_all();
    }

    fn page(&self, reader: &mut Reader, number: usize, block: &S::Block) -> Page<C::Notes> {
        let (numbers, lines): (Vec<u64>, Vec<&[u8]>) = S::lines(block).unzip();
        let mut before = Vec::new();
        let mut notes = self.blank();
        let scribe = self.scribe;
        scribe.begin(&mut notes, block);
        let tell = &mut |at: usize, said: Said<'_>| match said {
            Said::Found(found) => scribe.note(&mut notes, numbers[at], Ok(found)),
            Said::Broken(fault) => scribe.note(&mut notes, numbers[at], Err(fault)),
            Said::Sequel(sequel) => {
                let until = std::mem::replace(&mut notes, self.blank());
                before.push((until, numbers[at], sequel));
            }
        };
        reader.lines(self.matcher, &lines, self.arrival, tell);
        Page {
            number,
            before,
            rest: notes,
        }
    }

    fn blank(&self) -> C::Notes {
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        used.pop().unwrap_or_default()
    }

    fn give_back(&self, notes: C::Notes) {
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        if used.len() < self.most {
            used.push(notes);
        }
    }

    fn stop(&self) {
        let mut supply = self.supply.lock().unwrap_or_else(PoisonError::into_inner);
        supply.is_over = true;
        drop(supply);
        // Those who wait find that there are no more.
        self.make_room(|_| 0);
    }
}

/// Where one thread ends in a bug, the others end, too.
struct End<'e, 'w, S: Source, C: Scribe<S::Block>>(&'e Work<'w, S, C>);

impl<S: Source, C: Scribe<S::Block>> Drop for End<'_, '_, S, C> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.stop();
        }
    }
}

/// Lines that change how those behind them are read.
pub(super) fn is_head(line: &&[u8]) -> bool {
    line.first() == Some(&b'#')
}

/// Takes pages in their order.
struct Order<'o, 'w, S: Source, C: Scribe<S::Block>, E> {
    work: &'o Work<'w, S, C>,
    pending: &'o mut Pending,
    counts: &'o mut Counts,
    /// Pages that wait for those before them.
    waiting: BTreeMap<usize, Page<C::Notes>>,
    next: usize,
    take: &'o mut dyn FnMut(&mut C::Notes) -> Result<(), E>,
    outcome: Result<(), E>,
}

impl<S: Source, C: Scribe<S::Block>, E> Order<'_, '_, S, C, E> {
    fn add(&mut self, page: Page<C::Notes>) {
        self.waiting.insert(page.number, page);
        while let Some(page) = self.waiting.remove(&self.next) {
            self.next += 1;
            self.work.make_room(|begun| begun.saturating_sub(1));
            if self.outcome.is_ok() {
                self.outcome = self.settle(page);
                if self.outcome.is_err() {
                    self.work.stop();
                }
            }
        }
    }

    fn settle(&mut self, page: Page<C::Notes>) -> Result<(), E> {
        let work = self.work;
        for (mut notes, line, sequel) in page.before {
            let note = &mut |found: Match<'_>| work.scribe.note(&mut notes, line, Ok(found));
            sequel.settle(work.matcher, self.pending, self.counts, note);
            (self.take)(&mut notes)?;
            work.give_back(notes);
        }
        let mut notes = page.rest;
        (self.take)(&mut notes)?;
        work.give_back(notes);
        Ok(())
    }
}
