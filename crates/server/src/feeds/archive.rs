//! Files in one archive (tar, gzip): the same files give the same bytes.

use flate2::{Compression, GzBuilder};
use std::collections::BTreeMap;
use std::io::Write;

const BLOCK: usize = 512;
/// Octets that a name may have in the head of a file.
const NAME: usize = 100;

/// An archive of these files. Names are ours and short; one that is not is left out.
pub(super) fn pack(files: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut tar = Vec::new();
    for (name, bytes) in files.iter().filter(|(name, _)| name.len() < NAME) {
        tar.extend_from_slice(&head(name, bytes.len()));
        tar.extend_from_slice(bytes);
        tar.resize(tar.len().next_multiple_of(BLOCK), 0);
    }
    tar.resize(tar.len() + 2 * BLOCK, 0);
    let mut gzip = GzBuilder::new().write(Vec::new(), Compression::fast());
    // Nothing can go wrong in memory.
    let _ = gzip.write_all(&tar);
    gzip.finish().unwrap_or_default()
}

/// The head of a file (POSIX ustar): readable by all, of nobody, from the beginning of time.
fn head(name: &str, length: usize) -> [u8; BLOCK] {
    let mut head = [0; BLOCK];
    let mut put =
        |at: usize, text: &str| head[at..at + text.len()].copy_from_slice(text.as_bytes());
    put(0, name);
    put(100, "0000644\0");
    put(108, "0000000\0");
    put(116, "0000000\0");
    put(124, &format!("{length:011o}\0"));
    put(136, "00000000000\0");
    put(148, "        ");
    put(156, "0");
    put(257, "ustar\x0000");
    let sum: u32 = head.iter().map(|byte| u32::from(*byte)).sum();
    head[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    head
}
