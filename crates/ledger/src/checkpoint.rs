//! Checkpoints, as <https://c2sp.org/tlog-checkpoint> says: origin, size and root of a log, signed.
//!
//! ```text
//! tansiq-audit/3f9c2b7a51d0e6aa
//! 3
//! base64 of the root
//!
//! — tansiq-audit/3f9c2b7a51d0e6aa base64
//! ```

use crate::{Hash, Peaks, Result, Signer, VerifierKey, base64_text, form};

/// What a checkpoint says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which log: the name of its key.
    pub origin: String,
    /// How many rows.
    pub size: u64,
    /// Root of the tree over them.
    pub root: Hash,
}

impl Checkpoint {
    /// Signs what the log is now.
    pub fn sign(peaks: &Peaks, signer: &Signer) -> String {
        let origin = signer.verifier().name();
        let root = base64_text::encode(&peaks.root());
        signer.sign(&format!("{origin}\n{}\n{root}\n", peaks.size()))
    }

    /// Reads a checkpoint that this key signed.
    pub fn open(note: &str, key: &VerifierKey) -> Result<Self> {
        Self::read(key.open(note)?)
    }

    /// Reads a checkpoint and takes its word for who signed it: for finding the key to open it with.
    pub fn unverified(note: &str) -> Result<Self> {
        match note.rfind("\n\n") {
            Some(end) => Self::read(&note[..=end]),
            None => Err(form("the checkpoint", "it is not a signed note")),
        }
    }

    fn read(text: &str) -> Result<Self> {
        let wrong = |why: &str| form("the checkpoint", why);
        let mut lines = text.lines();
        let (Some(origin), Some(size), Some(root)) = (lines.next(), lines.next(), lines.next())
        else {
            return Err(wrong("it has fewer than three lines"));
        };
        let decimal =
            size.bytes().all(|b| b.is_ascii_digit()) && (size == "0" || !size.starts_with('0'));
        let size = size.parse().ok().filter(|_| decimal);
        if origin.is_empty() || lines.any(str::is_empty) {
            return Err(wrong("it has an empty line"));
        }
        Ok(Self {
            origin: origin.to_owned(),
            size: size.ok_or_else(|| wrong("its second line is not a number of rows"))?,
            root: base64_text::hash(root).ok_or_else(|| wrong("its third line is not a root"))?,
        })
    }
}
