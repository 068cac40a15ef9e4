//! Which eras are still under way: what was matched in an era, and is not handed over yet.

use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// All of a stream.
#[derive(Debug, Default)]
pub(super) struct Flights {
    /// How many there are of each era.
    eras: Mutex<BTreeMap<i64, usize>>,
    landed: Condvar,
}

/// One of them; over when dropped.
#[derive(Debug)]
pub(super) struct Flight {
    flights: Arc<Flights>,
    era: i64,
}

impl Flights {
    /// One begins.
    pub(super) fn begin(self: &Arc<Self>, era: i64) -> Flight {
        let mut eras = self.eras.lock().unwrap_or_else(PoisonError::into_inner);
        *eras.entry(era).or_default() += 1;
        Flight {
            flights: Arc::clone(self),
            era,
        }
    }

    /// Waits, for a moment at most, until there are none of eras before this one; whether that is so.
    pub(super) fn are_over(&self, before: i64, at_most: Duration) -> bool {
        let under_way = |eras: &mut BTreeMap<i64, usize>| {
            eras.first_key_value().is_some_and(|(era, _)| *era < before)
        };
        let eras = self.eras.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.landed.wait_timeout_while(eras, at_most, under_way);
        !waited.unwrap_or_else(PoisonError::into_inner).1.timed_out()
    }
}

impl Drop for Flight {
    fn drop(&mut self) {
        let mut eras = self
            .flights
            .eras
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = eras.get_mut(&self.era) {
            *count -= 1;
            if *count == 0 {
                eras.remove(&self.era);
            }
        }
        self.flights.landed.notify_all();
    }
}
