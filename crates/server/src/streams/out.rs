//! Where matches are written, one JSON line each: a file that is cut back to what is acknowledged when it is opened
//! again, or whatever the caller takes them with.

use serde::Serialize;
use std::fs::{File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::Path;
use store::StreamStep;

/// What the length of the file is kept under.
pub(super) const SOURCE: &str = "out";

/// One line of JSON.
pub(super) fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("texts and numbers always serialise")
}

/// A file of matches.
#[derive(Debug)]
pub struct OutFile {
    file: File,
    length: u64,
}

impl OutFile {
    /// Opens or makes it. Beyond `acknowledged` bytes it holds matches of events that will be read again: they go.
    pub(super) fn open(path: &Path, acknowledged: Option<u64>) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        let mut file = options
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)?;
        let length = file.metadata()?.len();
        let length = acknowledged.map_or(length, |kept| kept.min(length));
        file.set_len(length)?;
        file.seek(SeekFrom::End(0))?;
        Ok(Self { file, length })
    }

    /// The step that acknowledges what is in it.
    pub(super) fn position(&self, stream: &str) -> StreamStep {
        StreamStep {
            stream: stream.to_owned(),
            positions: vec![(SOURCE.to_owned(), Some(self.length.to_string()))],
            ..StreamStep::default()
        }
    }

    /// Appends lines, on disk when it returns; its length then.
    pub(super) fn append(&mut self, lines: &[String]) -> io::Result<u64> {
        let mut text = lines.join("\n");
        text.push('\n');
        self.file.write_all(text.as_bytes())?;
        self.file.sync_data()?;
        self.length += text.len() as u64;
        Ok(self.length)
    }
}
