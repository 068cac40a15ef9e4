//! The lists of tables in the configuration file: `[[stream]]` and `[[peer]]`.

use super::value::{duration, is_segment};
use crate::cli::problem::{Code, Problem};
use crate::streams::{Format, Login, NatsSpec, Observed, Peer, Plan, Served, SourceSpec, Who};
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::time::Duration;
use stix::marking::Tlp;
use store::Store;

/// What a file holds of them.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Tables {
    /// Streams of events.
    #[serde(default)]
    stream: Vec<StreamTable>,
    /// Where partners take sightings.
    #[serde(default)]
    peer: Vec<PeerTable>,
}

/// `[[stream]]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct StreamTable {
    name: String,
    #[serde(default)]
    source: Vec<String>,
    format: Option<String>,
    mapping: Option<PathBuf>,
    #[serde(rename = "as")]
    reader: Option<String>,
    #[serde(default)]
    accept: Vec<String>,
    into: Option<String>,
    tlp: Option<String>,
    identity: Option<String>,
    window: Option<String>,
    every: Option<String>,
    pause_above: Option<u64>,
    #[serde(default)]
    least_confidence: u8,
    #[serde(default)]
    known_good: Vec<PathBuf>,
    observed: Option<String>,
    #[serde(default)]
    digest_days: u32,
    disputed_by: Option<usize>,
    nats: Option<NatsTable>,
}

/// `[stream.nats]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct NatsTable {
    servers: Vec<String>,
    stream: String,
    consumer: String,
    filter: Option<String>,
    credentials: Option<PathBuf>,
    user: Option<String>,
    password_file: Option<PathBuf>,
    token_file: Option<PathBuf>,
    ca: Option<PathBuf>,
    cert: Option<PathBuf>,
    key: Option<PathBuf>,
}

/// `[[peer]]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct PeerTable {
    partner: String,
    url: String,
    user: Option<String>,
    secret_file: PathBuf,
    ca: Option<PathBuf>,
}

/// Names of the tables that may stand in a file.
pub const NAMES: [&str; 2] = ["stream", "peer"];

/// What the example file says of them.
pub const EXAMPLE: &str = r#"
# Streams of events that the server watches (docs/WATCH.md); as many as wanted.
#
#   [[stream]]
#   name = "edge"                         # partners in `accept` may POST to /streams/edge
#   source = ["/var/log/suricata/eve.json", "tcp:127.0.0.1:5140"]
#   format = "eve"                        # or mapping = "own.toml"
#   as = "norland"                        # only indicators this partner may see; without it all
#   accept = ["norland"]
#   into = "sightings"                    # collection for sightings
#   tlp = "amber"                         # how the events are handled
#   identity = "identity--9f3b0a52-0d3f-4f4b-9d59-6e0f4b7d9a21"
#   window = "1h"                         # matches of an indicator within it are one sighting
#   every = "1m"                          # told again at most so often
#   pause_above = 10000                   # matches within a window before an indicator is paused
#   least_confidence = 30
#   known_good = ["warninglists/"]        # MISP warninglists: values that are never told
#   observed = "matched"                  # what a sighting holds: the values that matched, or all of the "event"
#   digest_days = 30                      # keep values so long, to search them for indicators that come later
#   disputed_by = 3                       # partners that must strongly disagree to mute an indicator; 0: none can
#
#   [stream.nats]                         # a JetStream consumer that several processes share, beside or instead of `source`
#   servers = ["tls://a.example.org:4222", "tls://b.example.org:4222"]
#   stream = "EVENTS"                     # must be there
#   consumer = "tansiq"                   # durable; made when missing
#   filter = "edge.>"                     # subjects, when it is made
#   credentials = "/etc/tansiq/edge.creds"    # or user and password_file, or token_file
#   ca = "/etc/tansiq/nats-ca.pem"        # authority of the brokers' certificate, if no public one
#   cert = "/etc/tansiq/nats.pem"         # a certificate to show, and its key
#   key = "/etc/tansiq/nats.key"
#
# Servers of partners that take sightings of the indicators they shared, by TAXII.
#
#   [[peer]]
#   partner = "norland"
#   url = "https://taxii.norland.example/api/collections/91a7b528-80eb-42ed-a74d-c6fbd5a26116/objects/"
#   user = "us"                           # without it the secret is a bearer token
#   secret_file = "/etc/tansiq/norland.secret"
#   ca = "/etc/tansiq/norland-ca.pem"     # authority of its certificate, if no public one
"#;

impl Tables {
    /// Reads them out of the text of a file.
    pub fn read(path: &Path, text: &str) -> Result<Self, Problem> {
        toml::from_str(text).map_err(|error| {
            let before = error.span().map_or(0, |span| span.start.min(text.len()));
            let line = 1 + text[..before].matches('\n').count();
            Problem::new(Code::Config, error.message().replace('\n', ", "))
                .at(format!("{}:{line}", path.display()))
                .hint("`tansiq config example` shows what a stream and a peer may hold")
        })
    }

    /// The streams, with names resolved in the store.
    pub fn streams(&self, store: &Store) -> Result<Vec<Served>, Problem> {
        let mut served: Vec<Served> = Vec::new();
        let peers = self.peers(store)?;
        for table in &self.stream {
            let stream = table.resolve(store, &peers).map_err(|message| {
                Problem::new(
                    Code::Config,
                    format!("the stream `{}`: {message}", table.name),
                )
            })?;
            if served
                .iter()
                .any(|other| other.plan.name == stream.plan.name)
            {
                let message = format!("there are two streams named `{}`", table.name);
                return Err(Problem::new(Code::Config, message));
            }
            served.push(stream);
        }
        Ok(served)
    }

    /// Where sightings are sent.
    pub fn peers(&self, store: &Store) -> Result<Vec<Peer>, Problem> {
        let resolved = self.peer.iter().map(|table| {
            table.resolve(store).map_err(|message| {
                let who = &table.partner;
                Problem::new(Code::Config, format!("the peer `{who}`: {message}"))
            })
        });
        resolved.collect()
    }
}

impl StreamTable {
    fn resolve(&self, store: &Store, peers: &[Peer]) -> Result<Served, String> {
        if !is_segment(&self.name) {
            return Err("a name has letters, digits, `-` and `_` only".to_owned());
        }
        let format = Format::load(self.format.as_deref(), self.mapping.as_deref())?;
        let plan = Plan::new(&self.name, format);
        let sources = self.source.iter().map(|text| SourceSpec::parse(text));
        let mut sources = sources.collect::<Result<Vec<_>, _>>()?;
        if let Some(table) = &self.nats {
            sources.push(SourceSpec::Nats(Box::new(table.resolve()?)));
        }
        if sources.contains(&SourceSpec::Input) {
            return Err("a server has no standard input".to_owned());
        }
        for name in self.accept.iter().chain(&self.reader) {
            is_partner(store, name)?;
        }
        let collection = match &self.into {
            None => None,
            Some(name) => {
                let found = store.find_collection(name).map_err(|e| e.to_string())?;
                Some(
                    found
                        .ok_or_else(|| format!("there is no collection `{name}`"))?
                        .id,
                )
            }
        };
        let is_identity = |id: &String| {
            stix::Identifier::parse(id).is_some_and(|id| id.type_name() == "identity")
        };
        if let Some(id) = self.identity.as_ref().filter(|id| !is_identity(id)) {
            return Err(format!("`{id}` is no id of an identity"));
        }
        Ok(Served {
            plan: Plan {
                sources,
                who: self.reader.clone().map_or(Who::Operator, Who::Partner),
                least_confidence: self.least_confidence,
                window: micros(self.window.as_deref(), plan.window)?,
                every: micros(self.every.as_deref(), plan.every)?,
                most: self.pause_above,
                tlp: level(self.tlp.as_deref())?.unwrap_or(plan.tlp),
                collection,
                observed: self
                    .observed
                    .as_deref()
                    .map_or(Ok(plan.observed), Observed::parse)?,
                digest_days: self.digest_days,
                disputed_by: self.disputed_by.unwrap_or(plan.disputed_by),
                identity: self.identity.clone(),
                known_good: crate::streams::known_good(&self.known_good)?,
                deliver: peers.iter().map(Peer::way).collect(),
                ..plan
            },
            accept: self.accept.clone(),
        })
    }
}

impl NatsTable {
    fn resolve(&self) -> Result<NatsSpec, String> {
        let spec = NatsSpec {
            servers: self.servers.clone(),
            stream: self.stream.clone(),
            consumer: self.consumer.clone(),
            filter: self.filter.clone(),
            login: Login {
                credentials: self.credentials.clone(),
                user: self.user.clone(),
                password_file: self.password_file.clone(),
                token_file: self.token_file.clone(),
                ca: self.ca.clone(),
                cert: self.cert.clone(),
                key: self.key.clone(),
            },
        };
        spec.check().map(|()| spec)
    }
}

impl PeerTable {
    fn resolve(&self, store: &Store) -> Result<Peer, String> {
        let partner = is_partner(store, &self.partner)?;
        let read = |path: &Path| {
            std::fs::read_to_string(path).map_err(|e| format!("`{}`: {e}", path.display()))
        };
        let ca = self.ca.as_deref().map(read).transpose()?;
        let secret = read(&self.secret_file)?;
        Peer::new(
            partner,
            &self.url,
            self.user.as_deref(),
            secret.trim(),
            ca.as_deref(),
        )
    }
}

fn is_partner(store: &Store, name: &str) -> Result<i64, String> {
    let partner = store.partner(name).map_err(|error| error.to_string())?;
    partner
        .map(|partner| partner.key)
        .ok_or_else(|| format!("there is no partner `{name}`"))
}

fn level(text: Option<&str>) -> Result<Option<Tlp>, String> {
    let read = |text: &str| Tlp::parse(text).ok_or_else(|| format!("`{text}` is no TLP level"));
    text.map(read).transpose()
}

fn micros(text: Option<&str>, default: i64) -> Result<i64, String> {
    let Some(text) = text else { return Ok(default) };
    let length = duration(text).filter(|length| *length > Duration::ZERO);
    let micros = length.and_then(|length| i64::try_from(length.as_micros()).ok());
    micros.ok_or_else(|| format!("`{text}` is no length of time such as `30s` or `1h`"))
}
