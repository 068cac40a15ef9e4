//! Values that cross the store's border: results and options here, the rest by what it is about.

mod documents;
mod people;
mod reads;
mod recalls;
mod records;
mod streams;
mod writes;

pub use documents::*;
pub use people::*;
pub use reads::*;
pub use recalls::*;
pub use records::*;
pub use streams::*;
pub use writes::*;

use std::sync::Arc;
use stix::marking::Tlp;

/// Result of a store call.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a store call failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Nothing was written.
    #[error("the disk holding `{path}` is full")]
    DiskFull {
        /// the file that could not grow
        path: String,
    },
    /// No such partner, collection, object, ….
    #[error("`{0}` is not known")]
    NotFound(String),
    /// A name or a file is taken.
    #[error("`{0}` exists already")]
    Exists(String),
    /// The request makes no sense.
    #[error("{0}")]
    Invalid(String),
    /// The file does not hold what this crate wrote.
    #[error("the store is damaged: {0}")]
    Corrupt(String),
    /// Another process kept the write lock for 30 s.
    #[error("the store stays locked by another process")]
    Busy,
    /// So many objects are not in the index yet, and whoever asked waits no longer.
    #[error("{0} objects are not in the search index yet")]
    Unindexed(u64),
    /// A search has more to look through than there was time for.
    #[error("the search takes too long")]
    TooMuch,
    /// The system refused.
    #[error("storage failed: {0}")]
    Storage(String),
}

/// Where time comes from; tests inject one.
pub trait Clock: Send + Sync {
    /// Microseconds since the epoch.
    fn now(&self) -> i64;
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
    /// Rows after which the audit is signed again.
    pub checkpoint_rows: i64,
    /// Microseconds after which a commit signs the audit again.
    pub checkpoint_after: i64,
    /// Objects that rest on what is handed in (edges on a node, notes on these), at most, that are relabelled in the same
    /// transaction. More of them are relabelled in slices after it; nobody is shown anything else meanwhile.
    pub relabel_inline: usize,
    /// When those slices are done.
    pub relabel: Relabel,
    /// Key material of a store that is made by this call; random when absent. For tests that compare two stores.
    pub secret: Option<[u8; 32]>,
}

impl Options {
    /// Four readers, TLP:AMBER+STRICT where nobody says, a skew of a day.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self {
            clock,
            readers: 4,
            default_tlp: Tlp::AmberStrict,
            skew: 24 * 60 * 60 * 1_000_000,
            checkpoint_rows: 1_000,
            checkpoint_after: 10 * 60 * 1_000_000,
            relabel_inline: 1_000,
            relabel: Relabel::Finish,
            secret: None,
        }
    }
}

/// When what is too much for one transaction is relabelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relabel {
    /// Between other writes; what is left when the store is closed waits until it is opened again.
    Background,
    /// Between other writes; closing the store waits for the end of what this process began.
    Finish,
    /// When [`Store::relabel_some`](crate::Store::relabel_some) is called. For tests.
    ByHand,
}

/// A clock that stands still.
#[cfg(test)]
impl Clock for i64 {
    fn now(&self) -> i64 {
        *self
    }
}
