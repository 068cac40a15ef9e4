//! Values that cross the store's border.
use crate::Incoming;
use std::sync::Arc;
use stix::SpecVersion;
use stix::marking::Tlp;

/// Result of a store call.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a store call failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    #[error("the disk holding `{path}` is full")]
    DiskFull { path: String },
    #[error("`{0}` is not known")]
    NotFound(String),
    #[error("`{0}` exists already")]
    Exists(String),
    #[error("{0}")]
    Invalid(String),
    #[error("the store is damaged: {0}")]
    Corrupt(String),
    #[error("the store stays locked by another process")]
    Busy,
    #[error("storage failed: {0}")]
    Storage(String),
}

/// Where time comes from; tests inject one.
pub trait Clock: Send + Sync {
    /// Microseconds since the epoch.
    fn now(&self) -> i64;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> i64 {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        since.map_or(0, |d| i64::try_from(d.as_micros()).unwrap_or(i64::MAX))
    }
}

/// How a store is opened.
#[derive(Clone)]
pub struct Options {
    /// Where time comes from.
    pub clock: Arc<dyn Clock>,
    /// Connections that read at the same time, at most.
    pub readers: usize,
    /// What an object without TLP is, when neither submission nor source says.
    pub default_tlp: Tlp,
    /// Microseconds a `modified` may lie ahead.
    pub skew: i64,
    /// Key material of a store that is made by this call; random when absent. For tests that compare two stores.
    pub secret: Option<[u8; 32]>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            clock: Arc::new(SystemClock),
            readers: 4,
            default_tlp: Tlp::AmberStrict,
            skew: 24 * 60 * 60 * 1_000_000,
            secret: None,
        }
    }
}

#[derive(Debug, Clone)]
pub struct NewPartner {
    pub name: String,
    pub identities: Vec<String>,
    pub max_tlp: Tlp,
    pub communities: Vec<String>,
    pub markings: Vec<String>,
    pub relays_for: Vec<String>,
    /// what this source's unmarked objects are
    pub default_tlp: Option<Tlp>,
    /// PHC string
    pub credential_hash: String,
    /// SHA-256 of a client certificate, hex
    pub certificate: Option<String>,
}
#[derive(Debug, Clone)]
pub struct Partner {
    pub key: i64,
    pub name: String,
    pub identities: Vec<String>,
    pub max_tlp: Tlp,
    pub communities: Vec<String>,
    pub markings: Vec<String>,
    pub relays_for: Vec<String>,
    pub default_tlp: Option<Tlp>,
    pub credential_hash: String,
    pub certificate: Option<String>,
    pub enabled: bool,
    pub created: i64,
}
impl Partner {
    /// What this partner may see.
    pub fn clearance(&self) -> handling::Clearance {
        handling::Clearance {
            reader: handling::Reader::Partner {
                key: self.key,
                name: self.name.clone(),
            },
            max_tlp: self.max_tlp,
            identities: self.identities.iter().cloned().collect(),
            communities: self.communities.iter().cloned().collect(),
            markings: self.markings.iter().cloned().collect(),
        }
    }
}

#[derive(Debug, Clone)]
pub struct NewCollection {
    /// UUIDv4; made when absent
    pub id: Option<String>,
    pub title: String,
    pub description: Option<String>,
    pub alias: Option<String>,
    pub public: bool,
    pub communities: Vec<String>,
}
#[derive(Debug, Clone)]
pub struct Collection {
    pub key: i64,
    pub id: String,
    pub title: String,
    pub description: Option<String>,
    pub alias: Option<String>,
    pub public: bool,
    pub communities: Vec<String>,
    pub grants: Vec<Grant>,
    pub created: i64,
}
#[derive(Debug, Clone)]
pub struct Grant {
    pub partner: String,
    pub read: bool,
    pub write: bool,
}
#[derive(Debug, Clone)]
pub struct CollectionView {
    pub id: String,
    pub title: String,
    pub description: Option<String>,
    pub alias: Option<String>,
    pub can_read: bool,
    pub can_write: bool,
}

/// Which versions (TAXII 3.4.1 `match[version]`). Empty `exact` with all flags false means `last`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Versions {
    pub all: bool,
    pub first: bool,
    pub last: bool,
    /// instants in microseconds
    pub exact: Vec<i64>,
}
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// strictly after, microseconds
    pub after: Option<i64>,
    pub ids: Vec<String>,
    pub types: Vec<String>,
    pub versions: Versions,
    /// empty: the latest spec version of each object
    pub specs: Vec<SpecVersion>,
    pub limit: usize,
    /// Stop a page early once its bytes reach this (always one row at least); 0: no bound.
    pub max_bytes: usize,
}
/// One visible object version.
pub struct Row<'a> {
    pub date_added: i64,
    pub id: &'a str,
    /// text of the version: `modified`, `created`, or the first date_added of an SCO
    pub version: &'a str,
    pub spec: SpecVersion,
    pub bytes: &'a [u8],
}
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageEnd {
    pub first: Option<i64>,
    pub last: Option<i64>,
    /// Rows handed out.
    pub count: usize,
    /// Whether this reader would find more after `last`.
    pub more: bool,
    /// What to hand on to [`Served::view`].
    pub view: View,
}

/// Names, within this process, the set of labels a page was drawn from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct View(pub(crate) u32);

/// Who a submission comes from.
#[derive(Debug, Clone)]
pub enum Source {
    Partner(i64),
    Operator(String),
}
#[derive(Debug, Clone)]
pub struct Submission {
    pub source: Source,
    /// collection id
    pub collection: Option<String>,
    pub objects: Vec<(Incoming, /* date_added to keep */ Option<i64>)>,
    pub default_tlp: Option<Tlp>,
    /// completes this status in the same transaction, with the refusals found before
    pub status: Option<StatusUpdate>,
    /// resumable import checkpoint written in the same transaction
    pub checkpoint: Option<Checkpoint>,
}
/// How far an import came, to be written with its objects.
#[derive(Debug, Clone)]
pub struct Checkpoint {
    /// Names the input: digest of path, length and first bytes.
    pub input: String,
    /// Bytes of the input that are dealt with.
    pub offset: u64,
    /// Makes the report to keep, when the outcomes of this very submission are known.
    pub report: Reporter,
}
/// Turns a submission's outcomes, one per object in order, into the text its checkpoint keeps.
#[derive(Clone)]
pub struct Reporter(pub Arc<dyn Fn(&[Outcome]) -> String + Send + Sync>);

impl std::fmt::Debug for Reporter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Reporter(…)")
    }
}

/// A checkpoint that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resume {
    /// Bytes of the input that are dealt with.
    pub offset: u64,
    /// What [`Checkpoint::report`] made.
    pub report: String,
}
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Accepted { date_added: i64 },
    Known,
    Quarantined { key: i64, reasons: Vec<String> },
}
#[derive(Debug, Clone)]
pub struct Receipt {
    /// one per object, in order
    pub outcomes: Vec<Outcome>,
}

#[derive(Debug, Clone)]
pub struct NewJob {
    pub id: String,
    pub source: Source,
    pub collection: String,
    pub body: Vec<u8>,
    pub total: u64,
}
#[derive(Debug, Clone)]
pub struct Job {
    pub id: String,
    pub source: Source,
    pub collection: String,
    pub body: Vec<u8>,
}
#[derive(Debug, Clone)]
pub struct StatusItem {
    pub id: String,
    pub version: String,
    pub message: Option<String>,
}
#[derive(Debug, Clone)]
pub struct StatusUpdate {
    pub id: String,
    pub failures: Vec<StatusItem>,
}
#[derive(Debug, Clone)]
pub struct StatusRecord {
    pub id: String,
    pub requested: i64,
    pub complete: bool,
    pub total: u64,
    pub successes: Vec<StatusItem>,
    pub failures: Vec<StatusItem>,
    pub pendings: Vec<StatusItem>,
}
#[derive(Debug, Clone)]
pub struct Quarantined {
    pub key: i64,
    pub id: String,
    pub version: Option<String>,
    pub reasons: Vec<String>,
    pub source: String,
    pub collection: Option<String>,
    pub received: i64,
    pub bytes: Vec<u8>,
}
#[derive(Debug, Clone)]
pub struct StoredVersion {
    pub id: String,
    pub version: String,
    pub spec: SpecVersion,
    pub label: handling::Label,
    pub own_label: handling::Label,
    pub source: String,
    pub received: i64,
    pub collections: Vec<(String, i64)>,
    pub bytes: Vec<u8>,
}
#[derive(Debug, Clone)]
pub struct Explanation {
    pub collection: String,
    pub version: String,
    pub decision: handling::Decision,
}
#[derive(Debug, Clone)]
pub struct Served {
    pub reader: handling::Reader,
    pub collection: String,
    pub what: &'static str,
    pub after: Option<i64>,
    pub first: Option<i64>,
    pub last: Option<i64>,
    /// Objects handed out.
    pub count: u64,
    /// The filter in a canonical form; the same for all pages of a walk. Never a secret.
    pub filter: String,
    /// The labels the page was drawn from ([`PageEnd::view`]).
    pub view: View,
}
#[derive(Debug, Clone)]
pub struct AuditRow {
    pub seq: i64,
    pub at: i64,
    pub actor: String,
    pub action: String,
    pub detail: String,
    pub hash: String,
}
#[derive(Debug, Clone)]
pub struct AuditVerdict {
    pub rows: u64,
    /// first row that does not fit, and how
    pub fault: Option<(i64, String)>,
    pub head: String,
}
