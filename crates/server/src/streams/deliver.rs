//! Sightings on their way to the partners who shared the indicators: POSTed to their TAXII servers until acknowledged.
//!
//! What waits lies in the store, put there in the transaction that made the sighting, so nothing is lost by a kill; an
//! answer that was lost means that a sighting is sent again, which changes nothing for who has it.

use super::notice::Failed;
use super::run::thread;
use crate::auth::basic_header;
use handling::Clearance;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;
use store::{Clock, Parcel, Store};
use ureq::Agent;
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};

/// Between looks at what waits.
const LOOK: Duration = Duration::from_secs(1);
/// For one request.
const PATIENCE: Duration = Duration::from_secs(30);
/// The first pause after a failure, and the longest.
const FIRST_PAUSE: i64 = 5_000_000;
const LONGEST_PAUSE: i64 = 3_600_000_000;
/// Parcels looked at in one go.
const AT_ONCE: usize = 100;
/// One that nobody took for so long is given up, microseconds.
const LONGEST: i64 = 30 * 86_400_000_000;

/// The server of a partner.
#[derive(Clone)]
pub struct Peer {
    partner: i64,
    url: String,
    authorization: String,
    agent: Agent,
}

impl std::fmt::Debug for Peer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Peer({} at {})", self.partner, self.url)
    }
}

impl Peer {
    /// A partner's server by the address of its collection's objects; `ca` in PEM.
    ///
    /// # Errors
    /// What is wrong with the address or the authority.
    pub fn new(
        partner: i64,
        url: &str,
        user: Option<&str>,
        secret: &str,
        ca: Option<&str>,
    ) -> Result<Self, String> {
        let is_address = url.starts_with("https://") || url.starts_with("http://");
        if !is_address || !url.trim_end_matches('/').ends_with("/objects") {
            return Err(format!("`{url}` is no address of a collection's objects"));
        }
        let roots = match ca {
            None => RootCerts::WebPki,
            Some(pem) => {
                let items = parse_pem(pem.as_bytes()).filter_map(Result::ok);
                let certificates: Vec<Certificate<'static>> = items
                    .filter_map(|item| match item {
                        PemItem::Certificate(certificate) => Some(certificate),
                        _ => None,
                    })
                    .collect();
                if certificates.is_empty() {
                    return Err("`ca` holds no certificate".to_owned());
                }
                RootCerts::from(certificates)
            }
        };
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(PATIENCE))
            .tls_config(TlsConfig::builder().root_certs(roots).build())
            .build();
        Ok(Self {
            partner,
            url: format!("{}/", url.trim_end_matches('/')),
            authorization: match user {
                Some(user) => basic_header(user, secret),
                None => format!("Bearer {secret}"),
            },
            agent: config.into(),
        })
    }

    /// The partner's key, and whether the way to it is encrypted.
    pub fn way(&self) -> (i64, bool) {
        (self.partner, self.url.starts_with("https://"))
    }

    /// Sends one; the reason where it was not taken.
    fn send(&self, body: &[u8]) -> Result<(), String> {
        let request = self
            .agent
            .post(&self.url)
            .header("authorization", &self.authorization);
        let request = request
            .header("content-type", taxii::TAXII_MEDIA_TYPE)
            .header("accept", taxii::TAXII_MEDIA_TYPE);
        match request.send(body) {
            Ok(answer) if answer.status().is_success() => Ok(()),
            Ok(answer) => Err(format!("it answered {}", answer.status())),
            Err(error) => Err(error.to_string()),
        }
    }
}

/// Sends on a thread of its own until told to stop.
pub struct Courier {
    stop: Arc<(Mutex<bool>, Condvar)>,
    thread: JoinHandle<()>,
}

impl Courier {
    /// Starts it.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(peers: Vec<Peer>, store: Store, clock: Arc<dyn Clock>) -> Result<Self, Failed> {
        let stop: Arc<(Mutex<bool>, Condvar)> = Arc::default();
        let told = Arc::clone(&stop);
        let thread = thread("courier", move || {
            let stops = || *told.0.lock().unwrap_or_else(PoisonError::into_inner);
            while !stops() {
                if let Err(error) = round(&peers, &store, &*clock, &stops) {
                    tracing::error!(%error, "sightings cannot be sent");
                }
                let guard = told.0.lock().unwrap_or_else(PoisonError::into_inner);
                drop(told.1.wait_timeout_while(guard, LOOK, |stop| !*stop));
            }
        })?;
        Ok(Self { stop, thread })
    }

    /// Ends it after the request at hand.
    pub fn stop(self) {
        *self.stop.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.stop.1.notify_all();
        let _ = self.thread.join();
    }
}

/// Sends what is due.
fn round(
    peers: &[Peer],
    store: &Store,
    clock: &dyn Clock,
    stops: &dyn Fn() -> bool,
) -> store::Result<()> {
    let operator = Clearance::system();
    for (sighting, fault) in store.give_up(&operator, clock.now() - LONGEST)? {
        tracing::warn!(
            sighting,
            fault,
            "a sighting is given up: nobody took it for 30 days"
        );
    }
    for parcel in store.outbox(&operator, AT_ONCE)? {
        if stops() {
            break;
        }
        let peer = peers.iter().find(|peer| peer.partner == parcel.partner);
        let sent = peer.ok_or_else(|| "there is no server of this partner any more".to_owned());
        match sent.and_then(|peer| peer.send(&parcel.body)) {
            Ok(()) => store.delivered(&parcel)?,
            Err(fault) => {
                tracing::warn!(
                    sighting = parcel.sighting,
                    fault,
                    "a sighting waits to be sent"
                );
                store.undelivered(&parcel, clock.now() + pause(&parcel), &fault)?;
            }
        }
    }
    Ok(())
}

/// Twice as long after each try.
fn pause(parcel: &Parcel) -> i64 {
    FIRST_PAUSE
        .saturating_mul(1 << parcel.tries.min(20))
        .min(LONGEST_PAUSE)
}
