//! Statuses, quarantine, the audit, and what the operator looks at.

use crate::Source;
use stix::SpecVersion;

/// A body to work on later, with the status it will have.
#[derive(Debug, Clone)]
pub struct NewJob {
    /// UUIDv4 of the status.
    pub id: String,
    /// Who handed it in.
    pub source: Source,
    /// Id of the collection.
    pub collection: String,
    /// As received.
    pub body: Vec<u8>,
    /// Objects in it.
    pub total: u64,
}
/// A body that waits.
#[derive(Debug, Clone)]
pub struct Job {
    /// UUIDv4 of the status.
    pub id: String,
    /// Who handed it in.
    pub source: Source,
    /// Id of the collection.
    pub collection: String,
    /// As received.
    pub body: Vec<u8>,
}
/// One object in a status.
#[derive(Debug, Clone)]
pub struct StatusItem {
    /// The object's id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// What to say of it.
    pub message: Option<String>,
}
/// A status to complete.
#[derive(Debug, Clone)]
pub struct StatusUpdate {
    /// UUIDv4 of the status.
    pub id: String,
    /// Objects refused before.
    pub failures: Vec<StatusItem>,
}
/// A status resource (TAXII 4.3).
#[derive(Debug, Clone)]
pub struct StatusRecord {
    /// UUIDv4.
    pub id: String,
    /// When it was handed in, microseconds since the epoch.
    pub requested: i64,
    /// Whether nothing is pending.
    pub complete: bool,
    /// Objects in all.
    pub total: u64,
    /// Taken in.
    pub successes: Vec<StatusItem>,
    /// Refused.
    pub failures: Vec<StatusItem>,
    /// Not dealt with yet, as far as they are known.
    pub pendings: Vec<StatusItem>,
}
/// An object held at the gate.
#[derive(Debug, Clone)]
pub struct Quarantined {
    /// The store's number for it.
    pub key: i64,
    /// The object's id.
    pub id: String,
    /// Its version's text.
    pub version: Option<String>,
    /// `code: sentence`, one each.
    pub reasons: Vec<String>,
    /// Name of the partner or operator who handed it in.
    pub source: String,
    /// Id of the collection it was meant for.
    pub collection: Option<String>,
    /// Microseconds since the epoch.
    pub received: i64,
    /// As received.
    pub bytes: Vec<u8>,
}
/// One stored version, for the operator.
#[derive(Debug, Clone)]
pub struct StoredVersion {
    /// The store's number for it.
    pub key: i64,
    /// The object's id.
    pub id: String,
    /// The version's text.
    pub version: String,
    /// STIX version.
    pub spec: SpecVersion,
    /// Its effective handling.
    pub label: handling::Label,
    /// Its handling by itself.
    pub own_label: handling::Label,
    /// Name of the partner that handed it in, or `operator`.
    pub source: String,
    /// Microseconds since the epoch.
    pub received: i64,
    /// (collection id, `date_added`), those the reader sees it in.
    pub collections: Vec<(String, i64)>,
    /// As received.
    pub bytes: Vec<u8>,
}
/// Why a partner gets a version or does not.
#[derive(Debug, Clone)]
pub struct Explanation {
    /// Id of the collection.
    pub collection: String,
    /// The version's text.
    pub version: String,
    /// Each rule that was looked at.
    pub decision: handling::Decision,
}
/// A page, or part of one, that was handed to somebody.
#[derive(Debug, Clone)]
pub struct Served {
    /// To whom.
    pub reader: handling::Reader,
    /// Id of the collection; none for [`Store::walk`](crate::Store::walk).
    pub collection: Option<String>,
    /// Which resource: `objects`, `manifest`, `versions`, `export`, `search`.
    pub what: &'static str,
    /// What was asked for.
    pub query: crate::Query,
    /// How the page ended.
    pub end: crate::PageEnd,
    /// Of what lies between its first and last date, only these dates; empty: everything.
    pub dates: Vec<i64>,
}
/// What of a version was handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Extent {
    /// Its id and version: in a manifest, a list of versions.
    Version,
    /// Its name and a passage of it: as the answer to a search.
    Passage,
    /// The object itself.
    Object,
}

impl Extent {
    pub(crate) fn of(what: Option<&str>) -> Self {
        match what {
            Some("objects" | "export" | "feed") => Self::Object,
            Some("search") => Self::Passage,
            _ => Self::Version,
        }
    }

    /// Whether there is something to take back: more than that it exists.
    pub fn has_content(self) -> bool {
        self >= Self::Passage
    }

    /// `object`, `name and passage`, `id and version`
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Version => "id and version",
            Self::Passage => "name and passage",
            Self::Object => "object",
        }
    }
}
/// That a version was served to somebody, as the audit shows it ([`Store::who_got`](crate::Store::who_got)).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handed {
    /// Name of the partner; none for anonymous readers.
    pub partner: Option<String>,
    /// The version's text.
    pub version: String,
    /// Id of the collection; none for an export across collections.
    pub collection: Option<String>,
    /// What of it was handed out.
    pub extent: Extent,
    /// How often.
    pub times: u64,
    /// When it was first written down, microseconds since the epoch: at most a quarter of a second after the answer.
    pub first: i64,
    /// When it was last written down.
    pub last: i64,
    /// Numbers of the first and the last row of the audit that show it.
    pub rows: (i64, i64),
}
/// A row of the audit.
#[derive(Debug, Clone)]
pub struct AuditRow {
    /// Number, from 1 without gaps.
    pub seq: i64,
    /// Microseconds since the epoch.
    pub at: i64,
    /// Who.
    pub actor: String,
    /// What, such as `grant`.
    pub action: String,
    /// JSON.
    pub detail: String,
    /// SHA-256 of the row as a leaf of the tree over all rows, hex.
    pub hash: String,
}
/// What following the audit found.
#[derive(Debug, Clone)]
pub struct AuditVerdict {
    /// Rows that fit.
    pub rows: u64,
    /// first row that does not fit, and how
    pub fault: Option<(i64, String)>,
    /// Root of the tree over the rows that fit, hex.
    pub root: String,
    /// Checkpoints that fit.
    pub checkpoints: u64,
    /// Rows that the newest of them signed.
    pub signed: u64,
}
