//! Which file a file is, whatever it is called by now: its number on the disk and how its content begins.
//!
//! Smallest example: `eve.json` becomes `eve.json.1`, later `eve.json.1.gz`. Renamed it keeps its number; packed it has
//! another, but begins with the same bytes. Either way it is known, and nothing in it is read twice.

use ring::digest::{SHA256, digest};
use serde::{Deserialize, Serialize};
use std::fs::Metadata;

/// How much of the content is looked at.
pub(super) const HEAD: usize = 1024;
/// With less than this in common, another number is another file: many logs begin with the same short line.
const TELLING: usize = 128;

/// How far a file is dealt with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Mark {
    /// What it was called.
    pub(super) path: String,
    device: u64,
    number: u64,
    /// Bytes of its beginning that `digest` is of.
    head: usize,
    digest: String,
    /// Bytes of its unpacked content that are dealt with.
    pub(super) offset: u64,
    /// Lines of it.
    pub(super) line: u64,
    /// The last of them that names the columns of those behind it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) columns: Option<String>,
}

/// A file as it is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Identity {
    pub(super) device: u64,
    pub(super) number: u64,
    pub(super) head: Vec<u8>,
}

impl Identity {
    pub(super) fn new(about: &Metadata, head: Vec<u8>) -> Self {
        let (device, number) = numbers(about);
        Self {
            device,
            number,
            head,
        }
    }

    /// What its position is kept under.
    pub(super) fn key(&self) -> String {
        format!("file {} {}", self.device, self.number)
    }

    /// Whether it is the file that was marked.
    pub(super) fn is(&self, mark: &Mark) -> bool {
        let same_number = (self.device, self.number) == (mark.device, mark.number);
        let begins = self.head.get(..mark.head);
        begins.is_some_and(|begins| hex(begins) == mark.digest)
            && (same_number || mark.head >= TELLING)
    }

    pub(super) fn mark(&self, path: &str, offset: u64, line: u64) -> Mark {
        let head = self.head.len().min(usize::try_from(offset).unwrap_or(HEAD));
        Mark {
            path: path.to_owned(),
            device: self.device,
            number: self.number,
            head,
            digest: hex(&self.head[..head]),
            offset,
            line,
            columns: None,
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    let digest = digest(&SHA256, bytes);
    digest
        .as_ref()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Device and number of a file.
#[cfg(unix)]
pub(super) fn numbers(about: &Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    (about.dev(), about.ino())
}

#[cfg(not(unix))]
pub(super) fn numbers(about: &Metadata) -> (u64, u64) {
    let created = about.created().ok();
    let since = created.and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok());
    (0, since.map_or(0, |since| since.as_nanos() as u64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_number_and_beginning() {
        let of = |number, head: &str| Identity {
            device: 1,
            number,
            head: head.into(),
        };
        let long = "x".repeat(200);
        let mark = of(7, "begin").mark("a", 5, 1);
        assert!(of(7, "beginning").is(&mark));
        assert!(!of(7, "other").is(&mark), "the number was used again");
        assert!(!of(8, "beginning").is(&mark), "short beginnings are common");
        assert!(of(8, &long).is(&of(7, &long).mark("a", 200, 1)), "packed");
        assert!(!of(8, &long).is(&of(7, &long).mark("a", 90, 1)));
        assert!(!of(7, "be").is(&mark), "it was cut");
    }
}
