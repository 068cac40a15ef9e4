//! Large envelopes, worked off one after the other on a thread of their own.
//!
//! A job lies durably in the store before its POST is answered. It is admitted in one transaction
//! that also completes its status, so a kill at any moment loses nothing and does nothing twice: the
//! next start takes up what is pending.

use super::submissions::{Sorted, id_of};
use crate::http::{App, Problem};
use crate::limits::{AtOnce, Place};
use http::StatusCode;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Condvar, Mutex, PoisonError, Weak};
use std::thread::JoinHandle;
use std::time::Duration;
use stix::json::Limits;
use stix::{Object, Refusal, Splitter};
use store::{Job, Source};

/// Between attempts when the store could not write, and between clearings of old statuses.
const RETRY: Duration = Duration::from_secs(5);
const EXPIRE: Duration = Duration::from_secs(3600);
/// How much of a body is cut into objects at a time.
const CHUNK: usize = 256 << 10;

/// Jobs waiting, and the places they hold among those of their partner.
pub struct Background {
    waiting: Arc<AtOnce<i64>>,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    places: HashMap<String, Option<Place<i64>>>,
    woken: bool,
    stopping: bool,
}

/// The worker's thread.
pub struct Worker {
    shared: Arc<Shared>,
    thread: JoinHandle<()>,
}

impl Background {
    /// Room for so many jobs of one partner.
    pub fn new(most_per_partner: usize) -> Self {
        Self {
            waiting: AtOnce::new(usize::MAX, most_per_partner),
            shared: Arc::default(),
        }
    }

    /// A place for one more job of this partner; 429 when too many wait.
    pub fn place(&self, source: &Source) -> Result<Option<Place<i64>>, Problem> {
        let Source::Partner(key) = source else {
            return Ok(None);
        };
        let place = self.waiting.enter(*key);
        place.map(Some).ok_or_else(|| {
            let description = "too many of your large requests still wait; ask for their status";
            Problem::later(StatusCode::TOO_MANY_REQUESTS, description, RETRY)
        })
    }

    /// Says that the job with this status is in the store.
    pub fn wake(&self, id: &str, place: Option<Place<i64>>) {
        let mut state = self.shared.lock();
        state.places.insert(id.to_owned(), place);
        state.woken = true;
        self.shared.changed.notify_all();
    }

    /// Starts the worker; it begins with what an earlier run left behind.
    pub fn start(&self, app: &Arc<App>) -> Result<Worker, crate::http::ServeError> {
        let shared = Arc::clone(&self.shared);
        let (app, working) = (Arc::downgrade(app), Arc::clone(&shared));
        let thread = std::thread::Builder::new()
            .name("tansiq-jobs".to_owned())
            .spawn(move || work(&app, &working))
            .map_err(|error| crate::http::ServeError::Start(error.to_string()))?;
        Ok(Worker { shared, thread })
    }
}

impl Worker {
    /// Lets the job at hand end. The others stay pending in the store.
    pub fn stop(self) {
        self.shared.lock().stopping = true;
        self.shared.changed.notify_all();
        if self.thread.join().is_err() {
            tracing::error!("the background worker had failed");
        }
    }
}

impl Shared {
    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for a new job or for the time to pass. False when the server stops.
    fn wait(&self, at_most: Duration) -> bool {
        let idle = |state: &mut State| !state.woken && !state.stopping;
        let waited = self.changed.wait_timeout_while(self.lock(), at_most, idle);
        let (mut state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        state.woken = false;
        !state.stopping
    }
}

fn work(app: &Weak<App>, shared: &Shared) {
    // Jobs that cannot be admitted whatever is tried: told in the log, tried again at the next start.
    let mut given_up = HashSet::new();
    let mut pause = Duration::ZERO;
    while shared.wait(pause) {
        let Some(app) = app.upgrade() else {
            return;
        };
        pause = match work_off(&app, shared, &mut given_up) {
            Ok(()) => EXPIRE,
            Err(error) => {
                tracing::error!(%error, "background jobs wait");
                RETRY
            }
        };
    }
}

fn work_off(app: &App, shared: &Shared, given_up: &mut HashSet<String>) -> store::Result<()> {
    for id in app.store.pending_jobs()? {
        if shared.lock().stopping {
            return Ok(());
        }
        if given_up.contains(&id) {
            continue;
        }
        let outcome = match app.store.job(&id)? {
            Some(job) => admit(app, &job),
            None => Ok(()),
        };
        match outcome {
            Ok(()) => {}
            Err(error @ (store::Error::DiskFull { .. } | store::Error::Busy)) => return Err(error),
            Err(error) => {
                tracing::error!(%error, status = id, "a background job cannot be admitted");
                given_up.insert(id.clone());
            }
        }
        shared.lock().places.remove(&id);
    }
    app.store.expire()
}

fn admit(app: &App, job: &Job) -> store::Result<()> {
    let limits = Limits::default();
    let mut sorted = Sorted::new(app.clock.now());
    let mut splitter = Splitter::new(limits, false);
    for chunk in job.body.chunks(CHUNK) {
        splitter.push(chunk);
        drain(&mut splitter, &mut sorted, &limits);
    }
    // The body was seen to be whole JSON when it came; what this finds now is in no object.
    if let Err(fault) = splitter.finish() {
        tracing::warn!(
            status = job.id,
            fault = fault.message,
            "an envelope ends oddly"
        );
    }
    drain(&mut splitter, &mut sorted, &limits);
    sorted.submit(app, job.source.clone(), &job.collection, &job.id)
}

fn drain(splitter: &mut Splitter, sorted: &mut Sorted, limits: &Limits) {
    while let Some(piece) = splitter.next_piece() {
        let piece = match piece {
            Err(refusal) => {
                sorted.refuse(&refusal);
                continue;
            }
            Ok(piece) => piece,
        };
        match Object::parse(&piece.bytes, limits) {
            Ok(object) => sorted.take(&object),
            Err(fault) => sorted.refuse(&Refusal {
                offset: piece.offset,
                index: piece.index,
                id: id_of(&piece.bytes),
                fault,
            }),
        }
    }
}
