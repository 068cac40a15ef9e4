//! Windows event logs (EVTX) to lines of JSON: what comes out is what the mapping `windows` reads.
//!
//! A file is a head of 4 KiB and chunks of 64 KiB. A chunk stands for itself: its names and templates lie in it, and a
//! record says "template 5, with these values". So a damaged chunk costs its own records at most, a damaged record itself.
//!
//! Smallest example: the template `<EventID>%0</EventID>` and a record with the 16-bit number 1 in place 0 make
//! `{"Event":{"System":{"EventID":1}}}`.
//!
//! The crate `evtx` reads these files, too; it is not used because it turns on `serde_json/preserve_order` for all of us.

mod chunk;
mod element;
mod record;
mod value;

/// Bytes that a file begins with.
const MAGIC: &[u8] = b"ElfFile\0";
const HEAD: usize = 4_096;
const CHUNK: usize = 65_536;
/// Of a file that was not closed: its head may be older than its chunks.
const OPEN: u32 = 0b01;
/// Of a file without checksums.
const NO_CHECKSUMS: u32 = 0b100;
/// What a line of JSON never begins with.
const MARK: &str = "\0evtx ";

/// Whether a file that begins so is an event log.
pub fn is_evtx(first: &[u8]) -> bool {
    first.starts_with(MAGIC)
}

macro_rules! damages {
    ($($(#[doc = $doc:literal])+ $name:ident: $text:literal,)+) => {
        /// Why something of an event log cannot be read.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
        pub enum Damage { $($(#[doc = $doc])+ #[error($text)] $name,)+ }

        impl Damage {
            const ALL: &[Self] = &[$(Self::$name,)+];
        }
    };
}

damages! {
    /// The file is shorter than its head says, or ends within a chunk.
    CutOff: "the event log ends too early",
    /// The head of the file cannot be right.
    Head: "the head of the event log is damaged",
    /// A chunk does not begin like one.
    Chunk: "a chunk of the event log is damaged: its records are lost",
    /// The head of a chunk does not fit its checksum.
    ChunkHead: "the head of a chunk of the event log does not fit its checksum",
    /// The records of a chunk do not fit their checksum.
    Records: "records of the event log do not fit their checksum: something in them was changed",
    /// A record's length cannot be right.
    Length: "a record of the event log has a length that cannot be",
    /// Something lies outside the chunk, or ends too early.
    Outside: "a record of the event log leads outside its chunk",
    /// Something stands where it may not.
    Token: "a record of the event log holds what cannot be there",
    /// Templates that hold each other, or elements in each other without end.
    Depth: "a record of the event log is nested too deep",
    /// A record that becomes too large.
    Large: "a record of the event log becomes too large",
}

impl Damage {
    /// The line that stands for what could not be read.
    fn write(self, out: &mut Vec<u8>) {
        let number = Self::ALL.iter().position(|damage| *damage == self);
        out.extend_from_slice(format!("{MARK}{}\n", number.unwrap_or(0)).as_bytes());
    }

    /// What a line stands for, if it is one of these.
    pub(crate) fn of_line(line: &str) -> Option<Self> {
        let number: usize = line.strip_prefix(MARK)?.parse().ok()?;
        Self::ALL.get(number).copied()
    }
}

/// Takes a file in piece by piece.
#[derive(Debug, Default)]
pub struct Evtx {
    rest: Vec<u8>,
    head: Option<Head>,
    /// Chunks seen.
    seen: u32,
    finished: bool,
}

#[derive(Debug, Clone, Copy)]
struct Head {
    chunks: u32,
    is_open: bool,
    has_checksums: bool,
}

impl Evtx {
    /// Takes bytes in and adds a line for each record that is whole by them, and for what cannot be read.
    pub fn push(&mut self, bytes: &[u8], out: &mut Vec<u8>) {
        self.rest.extend_from_slice(bytes);
        if self.head.is_none() && self.rest.len() >= HEAD {
            self.head = Some(head(&self.rest, out));
            self.rest.drain(..HEAD);
        }
        let Some(head) = self.head else { return };
        let whole = self.rest.len() / CHUNK * CHUNK;
        for bytes in self.rest[..whole].chunks_exact(CHUNK) {
            let is_used = self.seen < head.chunks;
            chunk::lines(bytes, is_used, head.has_checksums, out);
            self.seen = self.seen.saturating_add(1);
        }
        self.rest.drain(..whole);
    }

    /// Whether all was there, as far as its head can say.
    pub fn is_whole(&self) -> bool {
        self.head.is_some_and(|head| !head.is_open) && !self.is_cut_off()
    }

    fn is_cut_off(&self) -> bool {
        self.head.is_none_or(|head| self.seen < head.chunks)
    }

    /// Says that no more will come: what there is of the last chunk is read as far as it goes.
    pub fn finish(&mut self, out: &mut Vec<u8>) {
        if std::mem::replace(&mut self.finished, true) {
            return;
        }
        let rest = std::mem::take(&mut self.rest);
        if self.head.is_some() && !rest.is_empty() {
            chunk::lines(&rest, self.is_cut_off(), false, out);
        }
        if self.is_cut_off() {
            Damage::CutOff.write(out);
        }
    }
}

fn head(bytes: &[u8], out: &mut Vec<u8>) -> Head {
    let number = |at: usize, length: usize| {
        let bytes = bytes[at..at + length].iter().rev();
        bytes.fold(0u32, |sum, byte| sum << 8 | u32::from(*byte))
    };
    let flags = number(120, 4);
    let sum = number(124, 4);
    if !is_evtx(bytes) || sum != 0 && sum != crc32(&[&bytes[..120]]) {
        Damage::Head.write(out);
    }
    Head {
        chunks: number(42, 2),
        is_open: flags & OPEN != 0,
        has_checksums: flags & (OPEN | NO_CHECKSUMS) == 0,
    }
}

/// CRC-32 as in gzip, of several pieces.
fn crc32(pieces: &[&[u8]]) -> u32 {
    const TABLE: [u32; 256] = {
        let mut table = [0; 256];
        let mut at = 0;
        while at < 256 {
            let mut sum = at as u32;
            let mut bit = 0;
            while bit < 8 {
                sum = if sum & 1 == 1 {
                    sum >> 1 ^ 0xedb8_8320
                } else {
                    sum >> 1
                };
                bit += 1;
            }
            table[at] = sum;
            at += 1;
        }
        table
    };
    let bytes = pieces.iter().copied().flatten();
    !bytes.fold(!0, |sum, byte| {
        TABLE[usize::from(sum as u8 ^ byte)] ^ sum >> 8
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums_are_those_of_gzip() {
        assert_eq!(crc32(&[b"1234", b"56789"]), 0xcbf4_3926);
    }

    #[test]
    fn what_is_damaged_is_known_by_its_line() {
        for damage in Damage::ALL {
            let mut line = Vec::new();
            damage.write(&mut line);
            let line = String::from_utf8(line).expect("text");
            assert_eq!(Damage::of_line(line.trim_end()), Some(*damage));
        }
        assert_eq!(Damage::of_line("\0evtx 99"), None);
        assert_eq!(Damage::of_line("{}"), None);
    }

    #[test]
    fn nothing_and_nonsense_are_no_logs() {
        for bytes in [vec![], vec![0; 10], vec![0xff; HEAD + CHUNK + 9]] {
            let (mut evtx, mut out) = (Evtx::default(), Vec::new());
            evtx.push(&bytes, &mut out);
            evtx.finish(&mut out);
            assert!(!out.is_empty(), "it says so");
            assert!(
                out.split(|byte| *byte == b'\n')
                    .all(|l| l.is_empty() || l.starts_with(b"\0"))
            );
        }
    }
}
