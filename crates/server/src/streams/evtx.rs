//! Windows event logs among the inputs: known by their first bytes, read as lines.

use detect::evtx::{Evtx, is_evtx};
use std::io::{self, Cursor, Read};

const CHUNK: u64 = 1 << 16;

/// The lines of an event log, as far as there is one to read.
pub(super) struct EventLog<R> {
    reader: R,
    evtx: Evtx,
    /// Lines that nobody has taken yet, from `at`.
    lines: Vec<u8>,
    at: usize,
}

impl<R: Read> EventLog<R> {
    pub(super) fn new(reader: R) -> Self {
        Self {
            reader,
            evtx: Evtx::default(),
            lines: Vec::new(),
            at: 0,
        }
    }

    /// Whether all is there that its head announces.
    pub(super) fn is_whole(&self) -> bool {
        self.evtx.is_whole()
    }

    /// Says that no more will come; the lines that are left.
    pub(super) fn finish(&mut self) -> Vec<u8> {
        self.evtx.finish(&mut self.lines);
        let left = self.lines.split_off(self.at);
        self.lines.clear();
        self.at = 0;
        left
    }
}

impl<R: Read> Read for EventLog<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut bytes = Vec::new();
        while self.at == self.lines.len() {
            self.lines.clear();
            self.at = 0;
            bytes.clear();
            let more = self.reader.by_ref().take(CHUNK).read_to_end(&mut bytes)?;
            if more == 0 {
                return Ok(0);
            }
            self.evtx.push(&bytes, &mut self.lines);
        }
        let count = buffer.len().min(self.lines.len() - self.at);
        buffer[..count].copy_from_slice(&self.lines[self.at..][..count]);
        self.at += count;
        Ok(count)
    }
}

/// An event log with an end.
struct Whole<R> {
    log: EventLog<R>,
    left: Option<Cursor<Vec<u8>>>,
}

impl<R: Read> Read for Whole<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left.is_none() {
            match self.log.read(buffer)? {
                0 if !buffer.is_empty() => {}
                count => return Ok(count),
            }
        }
        let log = &mut self.log;
        let left = self.left.get_or_insert_with(|| Cursor::new(log.finish()));
        left.read(buffer)
    }
}

/// An input of events: the lines of an event log if it is one, else what it is.
///
/// # Errors
/// When its beginning cannot be read.
pub fn events(mut reader: Box<dyn Read + Send>) -> io::Result<Box<dyn Read + Send>> {
    let mut first = Vec::new();
    reader.by_ref().take(8).read_to_end(&mut first)?;
    let is_log = is_evtx(&first);
    let whole = Cursor::new(first).chain(reader);
    match is_log {
        false => Ok(Box::new(whole)),
        true => Ok(Box::new(Whole {
            log: EventLog::new(whole),
            left: None,
        })),
    }
}
