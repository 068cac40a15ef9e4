//! What is handed in, and what became of it.

use crate::{Incoming, StatusUpdate};
use std::sync::Arc;
use stix::marking::Tlp;

/// Who a submission comes from.
#[derive(Debug, Clone)]
pub enum Source {
    /// A partner, by its key.
    Partner(i64),
    /// The operator, by whatever name the audit shall show.
    Operator(String),
}
/// Objects to admit in one transaction.
#[derive(Debug, Clone)]
pub struct Submission {
    /// Who hands it in.
    pub source: Source,
    /// collection id
    pub collection: Option<String>,
    /// In order.
    pub objects: Vec<(Incoming, /* date_added to keep */ Option<i64>)>,
    /// What unmarked objects are; else the source's, else the store's default.
    pub default_tlp: Option<Tlp>,
    /// completes this status in the same transaction, with the refusals found before
    pub status: Option<StatusUpdate>,
    /// resumable import checkpoint written in the same transaction
    pub checkpoint: Option<Checkpoint>,
}
/// What was made here of an object.
#[derive(Debug, Clone)]
pub struct Derivation {
    /// Who made it, for the audit.
    pub actor: String,
    /// Of which version ([`StoredVersion::key`](crate::StoredVersion::key)).
    pub of: i64,
    /// The id of what was made.
    pub made: String,
    /// Of what, and how, for the audit.
    pub how: serde_json::Value,
    /// id of a collection, and the ids that go into it
    pub to: Option<(String, Vec<String>)>,
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
pub struct Reporter(pub Arc<Report>);

/// See [`Reporter`].
pub type Report = dyn Fn(&[Outcome]) -> String + Send + Sync;

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
/// What became of one object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Taken in.
    Accepted {
        /// microseconds since the epoch
        date_added: i64,
    },
    /// The very same was here.
    Known,
    /// Held for the operator to look at.
    Quarantined {
        /// see [`Quarantined::key`](crate::Quarantined::key)
        key: i64,
        /// `code: sentence`, one each
        reasons: Vec<String>,
    },
}
/// What became of a submission.
#[derive(Debug, Clone)]
pub struct Receipt {
    /// one per object, in order
    pub outcomes: Vec<Outcome>,
}
