//! What the HTTP server needs to know before it starts; the configuration builds it.

use crate::auth::credential::Secret;
use crate::streams::{Peer, Served};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

/// Everything that can be set.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where to listen; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Name of the api root: one path segment.
    pub api_root: String,
    /// Title of the server and its api root.
    pub title: String,
    /// Their description.
    pub description: Option<String>,
    /// Whom partners turn to.
    pub contact: Option<String>,
    /// How partners reach the server, without a closing slash. `None`: what the `Host` header says.
    pub public_url: Option<String>,
    /// Most objects on a page.
    pub max_page_size: usize,
    /// A page ends early once its objects fill so many bytes.
    pub page_bytes: usize,
    /// Longest request body in bytes, before and after decompression.
    pub max_content_length: usize,
    /// Bodies of more objects than this are worked off in the background.
    pub background_objects: usize,
    /// The same, in bytes.
    pub background_bytes: usize,
    /// Whether public collections may be read without credentials.
    pub anonymous: bool,
    /// Certificate and key; `None` serves plain HTTP.
    pub tls: Option<TlsFiles>,
    /// Bearer token that opens `/metrics` from elsewhere than this machine.
    pub metrics_token: Option<Secret>,
    /// Streams of events.
    pub streams: Vec<Served>,
    /// Servers of partners that take sightings of their indicators.
    pub peers: Vec<Peer>,
    /// What clients may use up.
    pub limits: Limits,
}

/// PEM files.
#[derive(Debug, Clone)]
pub struct TlsFiles {
    /// Certificate chain, the server's own certificate first.
    pub cert: PathBuf,
    /// Its private key.
    pub key: PathBuf,
    /// Authorities whose client certificates are accepted.
    pub client_ca: Option<PathBuf>,
}

/// What clients may use up: connections, time, requests, memory.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Connections at once.
    pub connections: usize,
    /// Connections at once from one IPv4 address or IPv6 /64.
    pub connections_per_address: usize,
    /// Longest request line and headers together, in bytes.
    pub header_bytes: usize,
    /// For a TLS handshake.
    pub handshake_timeout: Duration,
    /// From a connection's start, or a later request's first byte, to the end of its headers.
    pub header_timeout: Duration,
    /// Between requests.
    pub idle_timeout: Duration,
    /// Between two parts of a body.
    pub body_timeout: Duration,
    /// For a whole body to arrive, and again for the answer to be made.
    pub request_timeout: Duration,
    /// For a client to take in 64 KiB of an answer, or what is left of it.
    pub write_timeout: Duration,
    /// For a refused client to notice, while what it still sends is thrown away.
    pub linger_timeout: Duration,
    /// For running requests to end at shutdown.
    pub shutdown_timeout: Duration,
    /// Requests a second of each partner (or anonymous address) on the long run.
    pub requests_per_second: u64,
    /// Requests above that at once.
    pub burst: u64,
    /// Requests of one partner being answered at once.
    pub requests_at_once: usize,
    /// Wrong credentials a minute, per address and per name.
    pub failed_logins: u64,
    /// POSTs of one partner waiting in the background.
    pub background_jobs: usize,
    /// Threads that serve connections.
    pub workers: usize,
    /// Threads that call the store.
    pub store_threads: usize,
    /// Memory for answers being made or sent, all clients together, in bytes. One has half at most.
    pub response_memory: usize,
    /// Memory for bodies being received or decompressed, all clients together, in bytes. One has half
    /// at most, yet always room for one body.
    pub body_memory: usize,
}

impl Settings {
    /// Defaults, listening on `listen`.
    pub fn new(listen: SocketAddr) -> Self {
        Self {
            listen,
            api_root: "tansiq".to_owned(),
            title: "Tansiq".to_owned(),
            description: None,
            contact: None,
            public_url: None,
            max_page_size: 1000,
            page_bytes: 4 << 20,
            max_content_length: 32 << 20,
            background_objects: 2000,
            background_bytes: 2 << 20,
            anonymous: true,
            tls: None,
            metrics_token: None,
            streams: Vec::new(),
            peers: Vec::new(),
            limits: Limits::default(),
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self {
            connections: 1024,
            connections_per_address: 64,
            header_bytes: 32 << 10,
            handshake_timeout: seconds(10),
            header_timeout: seconds(10),
            idle_timeout: seconds(60),
            body_timeout: seconds(60),
            request_timeout: seconds(300),
            write_timeout: seconds(30),
            linger_timeout: seconds(5),
            shutdown_timeout: seconds(20),
            requests_per_second: 5000,
            burst: 10_000,
            requests_at_once: 32,
            failed_logins: 20,
            background_jobs: 8,
            workers: 2,
            store_threads: 8,
            response_memory: 64 << 20,
            body_memory: 96 << 20,
        }
    }
}
