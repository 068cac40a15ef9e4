//! The streams of a server: their sources, and events that partners post.

use super::deliver::{Courier, Peer};
use super::follower::Follower;
use super::indicators::Indicators;
use super::intake::Intake;
use super::lines::Lines;
use super::notice::Failed;
use super::plan::{Plan, Who};
use super::run::{Running, Stream};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use store::{Clock, Store};

/// What the waiting of posted events is kept under.
const POSTED: &str = "http";

/// A stream and who may post events to it.
#[derive(Debug, Clone)]
pub struct Served {
    /// The stream.
    pub plan: Plan,
    /// Names of partners that may post.
    pub accept: Vec<String>,
}

/// What a body of events held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Posted {
    /// Lines that were read as events.
    pub events: u64,
    /// Lines that were not.
    pub broken: u64,
}

/// All streams of a server. Those with one reader share their indicators.
pub struct Streams {
    all: HashMap<String, Entry>,
    indicators: HashMap<(Who, u8, usize), Arc<Indicators>>,
    peers: Vec<Peer>,
    store: Store,
    clock: Arc<dyn Clock>,
}

struct Entry {
    stream: Arc<Stream>,
    accept: Vec<String>,
    /// Posted events in the order they came, so that patterns over several of them see all.
    posted: Mutex<Intake>,
}

impl Streams {
    /// Makes them ready.
    ///
    /// # Errors
    /// When the store cannot be read, or a reader is not there.
    pub fn new(
        served: &[Served],
        peers: &[Peer],
        store: &Store,
        clock: &Arc<dyn Clock>,
    ) -> Result<Self, Failed> {
        let mut indicators: HashMap<(Who, u8, usize), Arc<Indicators>> = HashMap::new();
        let mut all = HashMap::new();
        for Served { plan, accept } in served {
            let key = (plan.who.clone(), plan.least_confidence, plan.disputed_by);
            let of = || Arc::new(Indicators::new(plan));
            let shared = Arc::clone(indicators.entry(key).or_insert_with(of));
            let name = plan.name.clone();
            let tell = move |notice: &super::Notice<'_>| tracing::warn!(stream = name, "{notice}");
            let (store, clock) = (store.clone(), Arc::clone(clock));
            let stream = Stream::new(plan.clone(), store, clock, shared, Box::new(tell))?;
            let posted = POSTED.to_owned();
            let entry = Entry {
                posted: Mutex::new(Intake::new(
                    &stream,
                    posted.clone(),
                    posted,
                    Lines::default(),
                )?),
                stream,
                accept: accept.clone(),
            };
            all.insert(plan.name.clone(), entry);
        }
        Ok(Self {
            all,
            indicators,
            peers: peers.to_vec(),
            store: store.clone(),
            clock: Arc::clone(clock),
        })
    }

    /// Takes in what changed in the store.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn refresh(&self) -> Result<(), Failed> {
        for indicators in self.indicators.values() {
            indicators.refresh(&self.store, self.clock.now())?;
        }
        Ok(())
    }

    /// Loads the indicators, and starts whatever runs beside requests.
    ///
    /// # Errors
    /// When the store cannot be read or the system gives no threads.
    pub fn start(&self) -> Result<Started, Failed> {
        self.refresh()?;
        let mut started = Started::default();
        for indicators in self.indicators.values() {
            let (store, clock) = (self.store.clone(), Arc::clone(&self.clock));
            let tell = |notice: &super::Notice<'_>| tracing::warn!("{notice}");
            let follower = Follower::start(Arc::clone(indicators), store, clock, tell)?;
            started.followers.push(follower);
        }
        for entry in self.all.values() {
            started
                .running
                .push(entry.stream.start(None, Box::new(|_| true))?);
        }
        if !self.peers.is_empty() {
            let (store, clock) = (self.store.clone(), Arc::clone(&self.clock));
            started.courier = Some(Courier::start(self.peers.clone(), store, clock)?);
        }
        Ok(started)
    }

    /// Whether a partner may post to the stream of this name.
    pub fn accepts(&self, name: &str, partner: &str) -> bool {
        let entry = self.all.get(name);
        entry.is_some_and(|entry| entry.accept.iter().any(|accepted| accepted == partner))
    }

    /// Matches posted lines; on disk when it returns. `None`: there is no such stream.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn post(&self, name: &str, body: &[u8]) -> Result<Option<Posted>, Failed> {
        let Some(entry) = self.all.get(name) else {
            return Ok(None);
        };
        let mut intake = entry.posted.lock().unwrap_or_else(PoisonError::into_inner);
        let before = (intake.counts(), intake.too_long());
        intake.push(body);
        intake.finish();
        let after = (intake.counts(), intake.too_long());
        intake.hand_over(None)?;
        drop(intake);
        entry.stream.write_now()?;
        Ok(Some(Posted {
            events: after.0.events - before.0.events,
            broken: after.0.broken - before.0.broken + after.1 - before.1,
        }))
    }
}

/// What runs beside requests.
#[derive(Default)]
pub struct Started {
    followers: Vec<Follower>,
    running: Vec<Running>,
    courier: Option<Courier>,
}

impl Started {
    /// Ends it all; what was found is on disk then.
    pub fn stop(self) {
        for running in self.running {
            if let Err(failed) = running.stop() {
                tracing::error!(%failed, "a stream had failed");
            }
        }
        self.followers.into_iter().for_each(Follower::stop);
        self.courier.into_iter().for_each(Courier::stop);
    }
}
