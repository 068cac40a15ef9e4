//! Taking the values of removed indicators out of the index, a little with every change.
//!
//! A removed indicator is dead at once: its values lead nowhere. They are swept out by passes over
//! the index, each change moving the pass on by one shard (a 64th), and the record is used again
//! only when a whole pass has come by since it died.

use super::Matcher;
use crate::index::How;

/// How far the pass is.
#[derive(Debug, Default)]
pub(super) struct Sweep {
    /// Died before this pass began.
    leaving: Vec<u32>,
    /// Died since.
    waiting: Vec<u32>,
    /// The next shard.
    at: u32,
}

impl Matcher {
    pub(super) fn sweep_later(&mut self, record: u32) {
        self.sweep.waiting.push(record);
        self.sweep_on();
    }

    /// Moves the pass on.
    pub(super) fn sweep_on(&mut self) {
        if self.sweep.leaving.is_empty() {
            // A pass is worth its cost when an eighth of the records wait for it.
            if self.sweep.waiting.len() * 8 <= self.records.len() {
                return;
            }
            std::mem::swap(&mut self.sweep.leaving, &mut self.sweep.waiting);
            self.sweep.at = 0;
        }
        let records = &self.records;
        let is_dead = |owner: u32, how: How| {
            matches!(how, How::Equal | How::Subset) && records.get(owner).validity().is_none()
        };
        match self.index.sweep(self.sweep.at, is_dead) {
            Some(next) => self.sweep.at = next,
            None => {
                for record in std::mem::take(&mut self.sweep.leaving) {
                    self.records.remove(record);
                }
            }
        }
    }
}
