//! What a stream has seen since it began, for whoever looks on.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

macro_rules! counts {
    ($($(#[doc = $doc:literal])+ $name:ident,)+) => {
        /// Counters that all parts of a stream add to.
        #[derive(Debug, Default)]
        pub(super) struct Counts { $(pub(super) $name: AtomicU64,)+ }

        /// The counters at one moment.
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
        pub struct Totals { $($(#[doc = $doc])+ pub $name: u64,)+ }

        impl Counts {
            pub(super) fn totals(&self) -> Totals {
                Totals { $($name: self.$name.load(Relaxed),)+ }
            }
        }
    };
}

counts! {
    /// Lines that were read as events.
    events,
    /// Lines that were not.
    broken,
    /// Bytes read.
    bytes,
    /// Matches that count.
    matches,
    /// Matches of values that are known to be good.
    known_good,
    /// Matches of indicators that are paused or that somebody here disagrees with.
    muted,
    /// Messages that came again and were dealt with before.
    again,
    /// Searches for a pattern that went beyond their bound.
    given_up,
    /// Observations that patterns over several of them had to forget for want of room.
    forgotten,
    /// Values found in what is kept, for indicators that came later.
    later,
    /// Versions of sightings told.
    told,
    /// Objects of sightings that went to quarantine.
    quarantined,
}

/// Adds to one of them.
pub(super) fn add(counter: &AtomicU64, count: u64) {
    counter.fetch_add(count, Relaxed);
}
