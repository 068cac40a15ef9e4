//! Keeps the index while the server runs: what came in by POST, import or acceptance is taken in soon, in slices between
//! other writes.
//!
//! While others write it works one part of the time in four, so that taking in hardly notices; as soon as nothing more
//! comes it works without a pause. A kill at any moment loses nothing: a slice and how far it goes are one transaction.

use crate::http::{App, ServeError};
use std::sync::{Arc, Condvar, Mutex, PoisonError, Weak};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Between looks at what came in.
const LOOK: Duration = Duration::from_millis(500);
/// When the store could not be read or written.
const RETRY: Duration = Duration::from_secs(5);
/// While others write: rests so many times as long as a slice took.
const RESTS: u32 = 3;

#[derive(Default)]
struct Told {
    stopping: Mutex<bool>,
    changed: Condvar,
}

/// The keeper's thread.
pub struct Keeper {
    told: Arc<Told>,
    thread: JoinHandle<()>,
}

impl Keeper {
    /// Starts it.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(app: &Arc<App>) -> Result<Self, ServeError> {
        let told = Arc::new(Told::default());
        let (app, listens) = (Arc::downgrade(app), Arc::clone(&told));
        let thread = std::thread::Builder::new()
            .name("tansiq-index".to_owned())
            .spawn(move || keep(&app, &listens))
            .map_err(|error| ServeError::Start(error.to_string()))?;
        Ok(Self { told, thread })
    }

    /// Lets the slice at hand end.
    pub fn stop(self) {
        *(self.told.stopping.lock()).unwrap_or_else(PoisonError::into_inner) = true;
        self.told.changed.notify_all();
        if self.thread.join().is_err() {
            tracing::error!("the keeper of the search index had failed");
        }
    }
}

impl Told {
    /// Waits; false when the server stops.
    fn wait(&self, at_most: Duration) -> bool {
        let stopping = self.stopping.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = (self.changed).wait_timeout_while(stopping, at_most, |stopping| !*stopping);
        !*waited.unwrap_or_else(PoisonError::into_inner).0
    }
}

fn keep(app: &Weak<App>, told: &Told) {
    let (mut pause, mut newest) = (LOOK, 0);
    while told.wait(pause) {
        let Some(app) = app.upgrade() else {
            return;
        };
        let began = Instant::now();
        pause = match step(&app) {
            Ok((0, now)) => {
                newest = now;
                LOOK
            }
            Ok((_, now)) if now == newest => Duration::ZERO,
            Ok((_, now)) => {
                newest = now;
                began.elapsed() * RESTS
            }
            Err(error) => {
                tracing::error!(%error, "the search index waits");
                RETRY
            }
        };
    }
}

/// One slice, if there is anything to take in: how much is left, and which object is the newest.
fn step(app: &App) -> store::Result<(u64, i64)> {
    let (left, newest) = app.store.unindexed()?;
    let left = match left {
        0 => 0,
        _ => app.store.index_some()?,
    };
    app.metrics.unindexed(left);
    Ok((left, newest))
}
