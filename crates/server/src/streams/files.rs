//! Files as sources: followed as they grow, are rotated, cut and packed; folders as many of them.
//!
//! An open file is read to its end even after it was renamed, and only left when the name leads to another file. After a
//! restart, files are known by [`Identity`], so a rotated one is read on from where it was left before its successor.

use super::evtx::{EventLog, events};
use super::head::{HEAD, Identity, Mark, numbers};
use super::intake::Intake;
use super::lines::Lines;
use super::notice::{Failed, Notice};
use super::run::Stream;
use crate::import::source::packing;
use detect::evtx::is_evtx;
use std::collections::HashMap;
use std::fs::{File, Metadata};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Read from one file before the next gets its turn.
const TURN: usize = 1 << 20;
/// Between looks at folders for new names, and at many files that had nothing new.
const PAUSE: Duration = Duration::from_millis(100);
/// Between looks at a few files: what is written to one is matched soon.
const SHORT: Duration = Duration::from_millis(10);
const FEW: usize = 64;
/// Files of a folder that are followed at once.
const MOST_OPEN: usize = 4_096;

/// Follows a file or folder until the stream stops, or to its end where it is read once.
pub(super) fn follow(stream: &Arc<Stream>, path: &Path) -> Result<(), Failed> {
    let marks = stream.left.positions.iter();
    let marks =
        marks.filter_map(|(key, state)| Some((key.clone(), serde_json::from_str(state).ok()?)));
    let mut files = Files {
        stream,
        path: path.to_owned(),
        marks: marks.collect(),
        open: HashMap::new(),
        buffer: vec![0; TURN],
        missing: false,
    };
    files.find_rotated()?;
    let mut found: Option<Instant> = None;
    loop {
        if stream.plan.once || found.is_none_or(|at| at.elapsed() >= PAUSE) {
            files.find()?;
            found = Some(Instant::now());
        }
        let mut moved = false;
        for key in files.keys() {
            moved |= files.turn(key)?;
        }
        if stream.stops() {
            return Ok(());
        }
        if !moved {
            if stream.plan.once {
                return files.finish();
            }
            stream.pause(if files.open.len() <= FEW {
                SHORT
            } else {
                PAUSE
            });
        }
    }
}

struct Files<'s> {
    stream: &'s Arc<Stream>,
    path: PathBuf,
    /// Positions that an earlier run left, by key, until their files are found.
    marks: HashMap<String, Mark>,
    /// By device and number.
    open: HashMap<(u64, u64), Open>,
    buffer: Vec<u8>,
    /// It was said that there is nothing at the path.
    missing: bool,
}

/// An open file.
struct Open {
    path: PathBuf,
    identity: Identity,
    reader: Reader,
    intake: Intake,
    /// Whether its name leads to it no longer.
    left: bool,
    /// Whether it was read to its end and cannot grow.
    ended: bool,
}

enum Reader {
    /// It may grow.
    Plain(File),
    /// gzip or zstd: it is whole.
    Packed(Box<dyn Read + Send>),
    /// A Windows event log: whole once all its chunks are there.
    Events(EventLog<File>),
}

impl Files<'_> {
    fn keys(&self) -> Vec<(u64, u64)> {
        let mut keys: Vec<_> = self.open.keys().copied().collect();
        // What was rotated away is older.
        keys.sort_by_key(|key| (!self.open[key].left, self.open[key].path.clone()));
        keys
    }

    /// The paths that are there now.
    fn names(&self) -> Result<Vec<PathBuf>, Failed> {
        let about = match std::fs::metadata(&self.path) {
            Ok(about) => about,
            Err(error) if error.kind() == io::ErrorKind::NotFound && !self.stream.plan.once => {
                return Ok(Vec::new());
            }
            Err(error) => return Err(Failed::input(&self.path, &error)),
        };
        if about.is_dir() {
            regular(&self.path)
        } else {
            Ok(vec![self.path.clone()])
        }
    }

    /// Opens what is new, and notes whose name leads elsewhere.
    fn find(&mut self) -> Result<(), Failed> {
        let names = self.names()?;
        if names.is_empty() && self.open.is_empty() && !self.missing {
            self.missing = true;
            self.stream.notice(Notice::Waiting { path: &self.path });
        }
        self.open.values_mut().for_each(|open| open.left = true);
        for path in names {
            // Gone since it was listed.
            let Ok(about) = std::fs::metadata(&path) else {
                continue;
            };
            if !about.is_file() && !is_fifo(&about) {
                continue;
            }
            if let Some(open) = self.open.get_mut(&numbers(&about)) {
                open.left = false;
                open.path = path;
            } else if self.open.len() < MOST_OPEN {
                self.open(path, &about)?;
            }
        }
        Ok(())
    }

    /// At the start: what was rotated away since the last run, and lies beside the file.
    fn find_rotated(&mut self) -> Result<(), Failed> {
        if self.path.is_dir() || !self.path.exists() && self.path.parent().is_none() {
            return Ok(());
        }
        let folder = match self.path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
            _ => PathBuf::from("."),
        };
        let name = self.path.display().to_string();
        let ours: Vec<Mark> = self
            .marks
            .values()
            .filter(|m| m.path == name)
            .cloned()
            .collect();
        if ours.is_empty() || !folder.is_dir() {
            return Ok(());
        }
        for path in regular(&folder)? {
            if path == self.path {
                continue;
            }
            let Ok(about) = std::fs::metadata(&path) else {
                continue;
            };
            let Ok((identity, _)) = look(&path, &about) else {
                continue;
            };
            if ours.iter().any(|mark| identity.is(mark)) {
                self.open(path, &about)?;
            }
        }
        Ok(())
    }

    fn open(&mut self, path: PathBuf, about: &Metadata) -> Result<(), Failed> {
        let (identity, reader) = match look(&path, about) {
            Ok(found) => found,
            // Rotated away between two looks; another problem shows when it stays.
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(Failed::input(&path, &error)),
        };
        let mark = self.known(&identity);
        let (offset, line) = mark
            .as_ref()
            .map_or((0, 0), |mark| (mark.offset, mark.line));
        let (key, name) = (identity.key(), path.display().to_string());
        let mut open = Open {
            intake: Intake::new(self.stream, key, name, Lines::from(offset, line))?,
            path,
            identity,
            reader,
            left: false,
            ended: false,
        };
        if offset > 0 {
            open.skip(offset)
                .map_err(|error| Failed::input(&open.path, &error))?;
            if open.intake.has_head() {
                let columns = mark.and_then(|mark| mark.columns);
                let head = columns.map_or(open.identity.head.clone(), String::into_bytes);
                open.intake.head(&head);
            }
        }
        self.open
            .insert((open.identity.device, open.identity.number), open);
        Ok(())
    }

    /// What an earlier run left of this file, under its present number from now on.
    fn known(&mut self, identity: &Identity) -> Option<Mark> {
        let by_number = self
            .marks
            .get(&identity.key())
            .filter(|mark| identity.is(mark));
        let key = match by_number {
            Some(_) => identity.key(),
            None => {
                let found = self.marks.iter().find(|(_, mark)| identity.is(mark));
                found.map(|(key, _)| key.clone())?
            }
        };
        let mark = self.marks.remove(&key)?;
        if key != identity.key() {
            self.stream.sink.forget(&key);
        }
        Some(mark)
    }

    /// Reads a piece of one file. Whether there was any.
    fn turn(&mut self, key: (u64, u64)) -> Result<bool, Failed> {
        let Some(open) = self.open.get_mut(&key) else {
            return Ok(false);
        };
        open.settle();
        let count = match open.ended {
            true => 0,
            false => open
                .read(&mut self.buffer)
                .map_err(|error| Failed::input(&open.path, &error))?,
        };
        if count > 0 {
            open.push(&self.buffer[..count])?;
            return Ok(true);
        }
        if open.is_cut() {
            self.stream.notice(Notice::Cut { path: &open.path });
            let path = open.path.clone();
            self.open.remove(&key);
            if let Ok(about) = std::fs::metadata(&path) {
                self.marks.remove(&format!("file {} {}", key.0, key.1));
                self.open(path, &about)?;
            }
            return Ok(true);
        }
        // Nothing will be added to what is whole, nor to what nobody can name.
        if open.is_whole() && !open.ended {
            open.ended = true;
            open.finish()?;
        }
        if open.left {
            open.finish()?;
            self.open.remove(&key);
        }
        Ok(false)
    }

    fn finish(&mut self) -> Result<(), Failed> {
        self.open.values_mut().try_for_each(Open::finish)
    }
}

impl Open {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match &mut self.reader {
            Reader::Plain(file) => file.read(buffer),
            Reader::Packed(reader) => reader.read(buffer),
            Reader::Events(reader) => reader.read(buffer),
        }
    }

    fn skip(&mut self, offset: u64) -> io::Result<()> {
        match &mut self.reader {
            Reader::Plain(file) => file.seek(SeekFrom::Start(offset)).map(drop),
            Reader::Packed(reader) => pass(reader, offset),
            Reader::Events(reader) => pass(reader, offset),
        }
    }

    fn is_whole(&self) -> bool {
        match &self.reader {
            Reader::Plain(_) => false,
            Reader::Packed(_) => true,
            Reader::Events(reader) => reader.is_whole(),
        }
    }

    fn push(&mut self, bytes: &[u8]) -> Result<(), Failed> {
        let at = self.intake.lines.offset();
        // The beginning is known as soon as it was read from the beginning.
        if self.identity.head.len() < HEAD && at <= self.identity.head.len() as u64 {
            self.look_again();
        }
        self.intake.push(bytes);
        self.hand_over()
    }

    /// What a file is that was empty when it was found.
    fn settle(&mut self) {
        let Reader::Plain(file) = &mut self.reader else {
            return;
        };
        let has_begun = file
            .metadata()
            .is_ok_and(|about| about.is_file() && about.len() > 0);
        if !self.identity.head.is_empty() || !has_begun {
            return;
        }
        if let Ok(about) = std::fs::metadata(&self.path)
            && numbers(&about) == (self.identity.device, self.identity.number)
            && let Ok((identity, reader)) = look(&self.path, &about)
            && !matches!(reader, Reader::Plain(_))
        {
            (self.identity, self.reader) = (identity, reader);
        }
    }

    /// The head, once there is more of it.
    fn look_again(&mut self) {
        if matches!(self.reader, Reader::Events(_)) {
            let looked = File::open(&self.path).and_then(|file| head(&mut EventLog::new(file)));
            self.identity.head = looked.unwrap_or_default();
        }
        let Reader::Plain(file) = &mut self.reader else {
            return;
        };
        let looked = file.stream_position().and_then(|position| {
            file.rewind()?;
            let head = head(file)?;
            file.seek(SeekFrom::Start(position))?;
            Ok(head)
        });
        if let Ok(head) = looked {
            self.identity.head = head;
        }
    }

    fn finish(&mut self) -> Result<(), Failed> {
        if let Reader::Events(reader) = &mut self.reader {
            let left = reader.finish();
            self.intake.push(&left);
        }
        self.intake.finish();
        self.hand_over()
    }

    fn hand_over(&mut self) -> Result<(), Failed> {
        let (offset, line) = (self.intake.lines.offset(), self.intake.lines.number());
        let path = self.path.display().to_string();
        let mut mark = self.identity.mark(&path, offset, line);
        mark.columns = self.intake.columns().map(str::to_owned);
        let mark = super::out::json(&mark);
        self.intake.hand_over(Some(mark)).map(drop)
    }

    /// Whether there is less of it than was read.
    fn is_cut(&mut self) -> bool {
        let Reader::Plain(file) = &mut self.reader else {
            return false;
        };
        let position = file.stream_position().unwrap_or(0);
        file.metadata()
            .is_ok_and(|about| about.is_file() && about.len() < position)
    }
}

/// Opens a file and looks at its beginning.
fn look(path: &Path, about: &Metadata) -> io::Result<(Identity, Reader)> {
    let mut file = File::open(path)?;
    if is_fifo(about) {
        return Ok((Identity::new(about, Vec::new()), Reader::Plain(file)));
    }
    let first = head(&mut file)?;
    file.rewind()?;
    if is_evtx(&first) {
        let first = head(&mut EventLog::new(file))?;
        let reader = EventLog::new(File::open(path)?);
        return Ok((Identity::new(about, first), Reader::Events(reader)));
    }
    let Some(packing) = packing(&first) else {
        return Ok((Identity::new(about, first), Reader::Plain(file)));
    };
    let plain = head(&mut events(packing.unpack(file)?)?)?;
    let reader = events(packing.unpack(File::open(path)?)?)?;
    Ok((Identity::new(about, plain), Reader::Packed(reader)))
}

/// Steps over what was read before.
fn pass(reader: &mut impl Read, offset: u64) -> io::Result<()> {
    io::copy(&mut reader.take(offset), &mut io::sink()).map(drop)
}

fn head(reader: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    reader.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
    Ok(head)
}

/// The files of a folder, hidden ones aside, oldest change first: what was rotated comes before what is written now.
fn regular(folder: &Path) -> Result<Vec<PathBuf>, Failed> {
    let failed = |error: io::Error| Failed::input(folder, &error);
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        if let Ok(about) = std::fs::metadata(entry.path())
            && about.is_file()
            && !hidden
        {
            found.push((about.modified().ok(), entry.path()));
        }
    }
    found.sort();
    Ok(found.into_iter().map(|(_, path)| path).collect())
}

#[cfg(unix)]
fn is_fifo(about: &Metadata) -> bool {
    std::os::unix::fs::FileTypeExt::is_fifo(&about.file_type())
}

#[cfg(not(unix))]
fn is_fifo(_about: &Metadata) -> bool {
    false
}
