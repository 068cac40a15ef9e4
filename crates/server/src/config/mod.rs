//! Configuration: defaults, one TOML file, `TANSIQ_…` variables and flags, later ones winning.
//!
//! Every key stands in [`keys::KEYS`]. An unknown key in the file is an error, for a switch that is
//! spelled wrong protects nobody.

pub mod example;
pub mod keys;
mod load;
mod settings;
mod tables;
mod value;

use crate::auth::credential::Secret;
use crate::cli::problem::{Code, Problem};
use crate::http::{Limits, TlsFiles};
pub use load::{Flags, Loaded, Origin, Setting};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;
use stix::marking::Tlp;
pub use tables::Tables;
pub use value::{duration, is_segment};

/// The effective configuration.
#[derive(Debug, Clone)]
pub struct Config {
    /// Folder of the store.
    pub data: PathBuf,
    /// Where to listen.
    pub listen: SocketAddr,
    /// Address partners use, without a closing slash.
    pub public_url: Option<String>,
    /// Title of server and api root.
    pub title: String,
    /// Description of server and api root.
    pub description: Option<String>,
    /// Whom partners turn to.
    pub contact: Option<String>,
    /// Name of the api root.
    pub api_root: String,
    /// Most objects in one answer.
    pub max_page_size: usize,
    /// Largest body in bytes.
    pub max_content_length: usize,
    /// Public collections without credentials.
    pub anonymous: bool,
    /// Opens `/metrics` from elsewhere.
    pub metrics_token: Option<Secret>,
    /// Handling of objects without TLP.
    pub default_tlp: Tlp,
    /// STIX identity of whoever runs the server.
    pub identity: Option<String>,
    /// Labels and properties that must not leave.
    pub local: handling::Local,
    /// How far ahead `modified` may lie.
    pub clock_skew: Duration,
    /// Certificate and key, if TLS is on.
    pub tls: Option<TlsFiles>,
    /// What clients may use up.
    pub limits: Limits,
    /// Logging.
    pub log: Log,
    /// Streams and peers.
    pub tables: Tables,
}

/// Logging.
#[derive(Debug, Clone)]
pub struct Log {
    /// `error` to `trace`
    pub level: String,
    /// JSON instead of text.
    pub json: bool,
}

impl Config {
    /// Builds the typed values; every one was checked against its kind before.
    fn build(loaded: &Loaded) -> Result<Self, Problem> {
        let get = Getter(loaded);
        Ok(Self {
            data: get.need("data", |t| Some(t.into()))?,
            listen: get.need("listen", |t| t.parse().ok())?,
            public_url: get
                .text("public_url")
                .map(|t| t.trim_end_matches('/').to_owned()),
            title: get.need("title", |t| Some(t.to_owned()))?,
            description: get.text("description"),
            contact: get.text("contact"),
            api_root: get.need("api_root", |t| Some(t.to_owned()))?,
            max_page_size: get.need("max_page_size", |t| t.parse().ok())?,
            max_content_length: get.need("max_content_length", memory)?,
            anonymous: get.need("anonymous", |t| t.parse().ok())?,
            metrics_token: get.text("metrics_token").map(Secret::new),
            default_tlp: get.need("default_tlp", Tlp::parse)?,
            identity: get.text("identity"),
            local: handling::Local::new(
                get.text("publish.local_labels")
                    .iter()
                    .flat_map(|text| value::list(text))
                    .map(str::to_owned),
            ),
            clock_skew: get.need("clock_skew", value::duration)?,
            tls: tls(&get)?,
            limits: limits(&get)?,
            tables: loaded.tables.clone(),
            log: Log {
                level: get.need("log.level", |t| Some(t.to_owned()))?,
                json: get.need("log.format", |t| Some(t == "json"))?,
            },
        })
    }
}

fn tls(get: &Getter<'_>) -> Result<Option<TlsFiles>, Problem> {
    let path = |key| get.text(key).map(PathBuf::from);
    match (path("tls.cert"), path("tls.key"), path("tls.client_ca")) {
        (Some(cert), Some(key), client_ca) => Ok(Some(TlsFiles {
            cert,
            key,
            client_ca,
        })),
        (None, None, None) => Ok(None),
        (cert, key, _) => {
            let missing = match (cert, key) {
                (Some(_), None) => "tls.key",
                (None, Some(_)) => "tls.cert",
                _ => "tls.cert` and `tls.key",
            };
            Err(
                Problem::new(Code::Config, format!("`{missing}` is missing"))
                    .note("TLS needs a certificate and its private key")
                    .hint("set both `tls.cert` and `tls.key`, or none of the `tls` keys"),
            )
        }
    }
}

/// What has no key keeps its default.
fn limits(get: &Getter<'_>) -> Result<Limits, Problem> {
    Ok(Limits {
        connections: get.need("limits.connections", |t| t.parse().ok())?,
        connections_per_address: get.need("limits.connections_per_address", |t| t.parse().ok())?,
        header_timeout: get.need("limits.header_timeout", value::duration)?,
        body_timeout: get.need("limits.body_timeout", value::duration)?,
        idle_timeout: get.need("limits.idle_timeout", value::duration)?,
        request_timeout: get.need("limits.request_timeout", value::duration)?,
        write_timeout: get.need("limits.write_timeout", value::duration)?,
        requests_per_second: get.need("limits.requests_per_second", |t| t.parse().ok())?,
        burst: get.need("limits.burst", |t| t.parse().ok())?,
        requests_at_once: get.need("limits.requests_at_once", |t| t.parse().ok())?,
        response_memory: get.need("limits.response_memory", memory)?,
        body_memory: get.need("limits.body_memory", memory)?,
        failed_logins: get.need("limits.failed_logins", |t| t.parse().ok())?,
        shutdown_timeout: get.need("limits.shutdown_timeout", value::duration)?,
        ..Limits::default()
    })
}

/// A size as a number of bytes in memory.
fn memory(text: &str) -> Option<usize> {
    value::size(text).map(|bytes| usize::try_from(bytes).unwrap_or(usize::MAX))
}

struct Getter<'a>(&'a Loaded);

impl Getter<'_> {
    fn text(&self, path: &str) -> Option<String> {
        self.0.get(path).and_then(|setting| setting.value.clone())
    }
    fn need<T>(&self, path: &str, read: impl Fn(&str) -> Option<T>) -> Result<T, Problem> {
        self.text(path)
            .and_then(|text| read(&text))
            .ok_or_else(|| Problem::new(Code::Config, format!("`{path}` must be set")))
    }
}
