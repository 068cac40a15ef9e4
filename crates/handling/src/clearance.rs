//! What a reader may see.

use std::collections::BTreeSet;
use stix::marking::Tlp;

/// Who reads.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Reader {
    /// Nobody in particular: public collections, TLP:CLEAR.
    Anonymous,
    /// A partner, by the store's key and its name.
    Partner {
        /// the store's integer key of the partner
        key: i64,
        /// its name
        name: String,
    },
    /// The operator's own people and the system itself.
    System,
}

/// Highest TLP, communities, extra markings, identities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clearance {
    /// Who.
    pub reader: Reader,
    /// Highest TLP level that may be read.
    pub max_tlp: Tlp,
    /// STIX identity ids that are this reader's.
    pub identities: BTreeSet<String>,
    /// Communities the reader belongs to.
    pub communities: BTreeSet<String>,
    /// Marking ids outside TLP and audience that this reader is cleared for.
    pub markings: BTreeSet<String>,
}

impl Clearance {
    /// TLP:CLEAR in public collections.
    pub fn anonymous() -> Self {
        todo!()
    }
    /// Everything. Its callers are on a short list that a test keeps.
    pub fn system() -> Self {
        todo!()
    }
}

/// By which right a reader reaches a collection, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Access {
    /// The collection is public and the reader has no other right.
    Public,
    /// The reader is in one of the collection's communities.
    Community,
    /// The reader was granted the collection by name.
    Granted,
}
