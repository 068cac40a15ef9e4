//! How a list of rows becomes evidence: hashed into a tree, the tree signed, single rows proven without the others.
//!
//! Smallest example: three rows. Their hashes are joined as `root = H(H(a, b), c)`, and `3` and `root` are signed: a
//! checkpoint. Whoever is shown `b`, the hashes of `a` and `c` and the checkpoint can compute the same root, so `b` is
//! the second of those three rows; of `a` and `c` it learns nothing, for every row ends in a random salt.
//!
//! The tree is that of RFC 6962 (2.1), the signature a C2SP signed note, the checkpoint a C2SP tlog-checkpoint. No IO
//! and no clock: the store keeps rows and key, the command line reads and writes files.

mod checkpoint;
mod note;
mod proof;
mod row;
mod tree;

pub use checkpoint::Checkpoint;
pub use note::{Signer, VerifierKey};
pub use proof::{Checked, Extension, Handed, Proof, ProvenRow, Statement};
pub use row::{Row, line};
pub use tree::{Hash, Peaks, Tree, leaf};

/// Why something offered as evidence is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// It is not in the form it claims.
    #[error("{what} cannot be read: {why}")]
    Form {
        /// which part
        what: &'static str,
        /// the fault
        why: String,
    },
    /// No signature by the key that was asked for.
    #[error("the checkpoint carries no signature of `{key}`")]
    NotSigned {
        /// name of the key
        key: String,
    },
    /// A signature by that key, over something else.
    #[error("the signature of `{key}` does not fit the checkpoint")]
    Signature {
        /// name of the key
        key: String,
    },
    /// The row was changed, or is not of this log, or not at this place.
    #[error("row {seq} is not in the log that was signed")]
    Row {
        /// its number
        seq: u64,
    },
    /// The newer log does not begin with the older one.
    #[error("the log of {newer} rows does not begin with the {older} rows that were signed before")]
    Forked {
        /// rows in the older checkpoint
        older: u64,
        /// rows in the newer one
        newer: u64,
    },
    /// The rows do not say what the proof says of them.
    #[error("{0}")]
    Statement(String),
}

/// Result of reading or checking evidence.
pub type Result<T> = std::result::Result<T, Error>;

fn form(what: &'static str, why: impl std::fmt::Display) -> Error {
    Error::Form {
        what,
        why: why.to_string(),
    }
}

/// Standard base64 (RFC 4648, section 4), as signed notes have it.
pub(crate) mod base64_text {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;

    pub(crate) fn encode(bytes: &[u8]) -> String {
        STANDARD.encode(bytes)
    }

    pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
        STANDARD.decode(text).ok()
    }

    pub(crate) fn hash(text: &str) -> Option<crate::Hash> {
        decode(text)?.try_into().ok()
    }
}
