//! Keeps indicators up to date beside everything else.

use super::indicators::Indicators;
use super::notice::{Failed, Notice};
use super::run::thread;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;
use store::{Clock, Store};

/// Between looks at the store for changed indicators.
const FOLLOW: Duration = Duration::from_millis(250);

/// Keeps indicators up to date on a thread of its own until told to stop.
pub struct Follower {
    stop: Arc<(Mutex<bool>, Condvar)>,
    thread: JoinHandle<()>,
}

impl Follower {
    /// Starts it; `tell` gets what went wrong, and which indicators are muted.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(
        indicators: Arc<Indicators>,
        store: Store,
        clock: Arc<dyn Clock>,
        tell: impl Fn(&Notice<'_>) + Send + 'static,
    ) -> Result<Self, Failed> {
        let stop: Arc<(Mutex<bool>, Condvar)> = Arc::default();
        let told = Arc::clone(&stop);
        let thread = thread("indicators", move || {
            let mut was_well = true;
            let waits = |stop: &mut bool| !*stop;
            loop {
                for (uuid, dispute) in indicators.news() {
                    let id = detect::session::indicator_id(uuid);
                    tell(&match dispute {
                        Some(dispute) => Notice::Disputed(&id, dispute),
                        None => Notice::Undisputed(&id),
                    });
                }
                let guard = told.0.lock().unwrap_or_else(PoisonError::into_inner);
                let waited = told.1.wait_timeout_while(guard, FOLLOW, waits);
                if *waited.unwrap_or_else(PoisonError::into_inner).0 {
                    return;
                }
                let refreshed = indicators.refresh(&store, clock.now());
                if let Err(error) = &refreshed
                    && was_well
                {
                    tell(&Notice::Unfollowed(error));
                }
                was_well = refreshed.is_ok();
            }
        })?;
        Ok(Self { stop, thread })
    }

    /// Ends it.
    pub fn stop(self) {
        *self.stop.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.stop.1.notify_all();
        let _ = self.thread.join();
    }
}
