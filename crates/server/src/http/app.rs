//! What all requests share: the store, the settings and everything that is counted.

use crate::auth::{Authenticator, credential};
use crate::feeds;
use crate::http::Settings;
use crate::limits::{AtOnce, Budget, Client, Rates};
use crate::metrics::Metrics;
use crate::randomness::{Randomness, SystemRandomness};
use crate::streams::Streams;
use crate::taxii::background::Background;
use std::sync::Arc;
use store::{Clock, Store};

/// Feeds that are made at once for one client: each may hold all rules of a collection in memory.
const FEEDS_AT_ONCE: usize = 2;

/// Why there is no server.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// Credentials cannot be checked.
    #[error(transparent)]
    Credentials(#[from] credential::Error),
    /// A stream cannot be set up.
    #[error("a stream: {0}")]
    Stream(#[from] crate::streams::Failed),
}

/// The server's state.
pub struct App {
    /// Settings it was started with.
    pub settings: Settings,
    /// The store.
    pub store: Store,
    /// Where time comes from.
    pub clock: Arc<dyn Clock>,
    /// Where the ids of statuses come from.
    pub randomness: Arc<dyn Randomness>,
    /// Checks credentials.
    pub auth: Arc<Authenticator>,
    /// Requests a second.
    pub rates: Rates,
    /// Requests being answered.
    pub requests: Arc<AtOnce<Client>>,
    /// Feeds being made.
    pub feeds: Arc<AtOnce<Client>>,
    /// Feeds that were made.
    pub kept_feeds: feeds::Cache,
    /// Memory for answers.
    pub response_memory: Budget,
    /// Memory for bodies.
    pub body_memory: Budget,
    /// Large POSTs.
    pub background: Background,
    /// Streams of events.
    pub streams: Streams,
    /// Numbers for the operator.
    pub metrics: Metrics,
}

impl App {
    /// Everything at its start. Jobs that an earlier run left behind are taken up by
    /// [`Background::start`].
    pub fn new(
        settings: Settings,
        store: Store,
        clock: Arc<dyn Clock>,
    ) -> Result<Arc<Self>, AppError> {
        Self::with_randomness(settings, store, clock, Arc::new(SystemRandomness))
    }

    /// [`App::new`] with its own source of random bytes.
    pub fn with_randomness(
        settings: Settings,
        store: Store,
        clock: Arc<dyn Clock>,
        randomness: Arc<dyn Randomness>,
    ) -> Result<Arc<Self>, AppError> {
        let limits = &settings.limits;
        Ok(Arc::new(Self {
            auth: Arc::new(Authenticator::new(
                settings.anonymous,
                limits.failed_logins,
            )?),
            rates: Rates::new(limits.requests_per_second, limits.burst),
            requests: AtOnce::new(usize::MAX, limits.requests_at_once),
            feeds: AtOnce::new(usize::MAX, FEEDS_AT_ONCE),
            kept_feeds: feeds::Cache::default(),
            response_memory: Budget::new(limits.response_memory, settings.page_bytes),
            // A body and what it is decompressed to.
            body_memory: Budget::new(limits.body_memory, 2 * settings.max_content_length),
            background: Background::new(limits.background_jobs),
            streams: Streams::new(&settings.streams, &settings.peers, &store, &clock)?,
            metrics: Metrics::new(),
            store,
            clock,
            randomness,
            settings,
        }))
    }
}
