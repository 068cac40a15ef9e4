//! Where objects come from: files, folders and stdin, plain or compressed, recognised by their first bytes.

use super::Plan;
use crate::cli::problem::{Code, Problem, unreadable};
use ring::digest;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::UNIX_EPOCH;

const GZIP: &[u8] = &[0x1f, 0x8b];
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];
/// Files of a folder that are taken: JSON in any of its names, and those compressed.
const ENDINGS: &[&str] = &["json", "jsonl", "ndjson", "stix", "stix2", "gz", "zst"];

/// One input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// Standard input.
    Stdin,
    /// A file and its length on disk.
    File(PathBuf, u64),
}

impl Input {
    /// As it is named in reports.
    pub fn name(&self) -> String {
        match self {
            Self::Stdin => "-".into(),
            Self::File(path, _) => path.display().to_string(),
        }
    }

    /// Opens it, decompressed; `read` counts the bytes taken from disk.
    pub fn open(&self, read: Arc<AtomicU64>) -> Result<Box<dyn Read + Send>, Problem> {
        match self {
            Self::Stdin => decompressed(Counted(std::io::stdin(), read), Path::new("-")),
            Self::File(path, _) => {
                let file = File::open(path).map_err(|e| unreadable(path, &e))?;
                decompressed(Counted(file, read), path)
            }
        }
    }
}

/// The inputs that the arguments stand for: `-`, a file, or all files below a folder in sorted order.
/// Also how many files of folders were passed over for their names.
pub fn inputs(arguments: &[PathBuf]) -> Result<(Vec<Input>, usize), Problem> {
    let found = all(arguments, is_wanted)?;
    if found.0.is_empty() {
        return Err(
            Problem::new(Code::Input, "there is nothing to import").note(format!(
                "of a folder, files named .{} are taken",
                ENDINGS.join(", .")
            )),
        );
    }
    Ok(found)
}

/// The same for events, whose files have any name.
pub fn logs(arguments: &[PathBuf]) -> Result<Vec<Input>, Problem> {
    let (inputs, _) = all(arguments, |_| true)?;
    if inputs.is_empty() {
        return Err(Problem::new(Code::Input, "there is nothing to match")
            .note("of a folder, every file is taken that is not hidden"));
    }
    Ok(inputs)
}

fn all(arguments: &[PathBuf], wanted: fn(&Path) -> bool) -> Result<(Vec<Input>, usize), Problem> {
    let (mut inputs, mut skipped) = (Vec::new(), 0);
    for argument in arguments {
        if argument.as_os_str() == "-" {
            inputs.push(Input::Stdin);
            continue;
        }
        let about = std::fs::metadata(argument).map_err(|e| unreadable(argument, &e))?;
        if about.is_dir() {
            folder(argument, wanted, &mut inputs, &mut skipped)?;
        } else {
            inputs.push(Input::File(argument.clone(), about.len()));
        }
    }
    Ok((inputs, skipped))
}

fn folder(
    path: &Path,
    wanted: fn(&Path) -> bool,
    inputs: &mut Vec<Input>,
    skipped: &mut usize,
) -> Result<(), Problem> {
    let failed = |e| unreadable(path, &e);
    let entries = std::fs::read_dir(path).map_err(failed)?;
    let mut entries = entries.collect::<Result<Vec<_>, _>>().map_err(failed)?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        let kind = entry.file_type().map_err(failed)?;
        let path = entry.path();
        match std::fs::metadata(&path) {
            _ if hidden => {}
            _ if kind.is_dir() => folder(&path, wanted, inputs, skipped)?,
            Ok(about) if about.is_file() && wanted(&path) => {
                inputs.push(Input::File(path, about.len()));
            }
            _ => *skipped += 1,
        }
    }
    Ok(())
}

fn is_wanted(path: &Path) -> bool {
    let ending = path
        .extension()
        .and_then(|e| e.to_str())
        .unwrap_or_default();
    ENDINGS.contains(&ending.to_ascii_lowercase().as_str())
}

fn decompressed(
    input: impl Read + Send + 'static,
    path: &Path,
) -> Result<Box<dyn Read + Send>, Problem> {
    let failed = |e| unreadable(path, &e);
    let mut input = BufReader::with_capacity(1 << 16, input);
    let mut first = [0; 4];
    let mut length = 0;
    while length < first.len() {
        match input.read(&mut first[length..]).map_err(failed)? {
            0 => break,
            count => length += count,
        }
    }
    let first = first[..length].to_vec();
    let whole = std::io::Cursor::new(first.clone()).chain(input);
    match packing(&first) {
        None => Ok(Box::new(whole)),
        Some(packing) => packing.unpack(whole).map_err(failed),
    }
}

/// How a file is packed.
#[derive(Debug, Clone, Copy)]
pub enum Packing {
    /// gzip, several members too
    Gzip,
    /// Zstandard
    Zstd,
}

/// What the first bytes of a file say of its packing; none: it is plain.
pub fn packing(first: &[u8]) -> Option<Packing> {
    match (first.starts_with(GZIP), first.starts_with(ZSTD)) {
        (true, _) => Some(Packing::Gzip),
        (_, true) => Some(Packing::Zstd),
        _ => None,
    }
}

impl Packing {
    /// What is in it.
    pub fn unpack(
        self,
        packed: impl Read + Send + 'static,
    ) -> std::io::Result<Box<dyn Read + Send>> {
        Ok(match self {
            Self::Gzip => Box::new(flate2::read::MultiGzDecoder::new(packed)),
            Self::Zstd => Box::new(zstd::Decoder::new(packed)?),
        })
    }
}

struct Counted<R>(R, Arc<AtomicU64>);

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.0.read(buffer)?;
        self.1.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// Names a plan for its checkpoint: paths, lengths, times and first bytes of its files, and what is done with
/// them. `None` where stdin is among them, which cannot be read again.
pub fn fingerprint(plan: &Plan) -> Result<Option<String>, Problem> {
    let mut digest = digest::Context::new(&digest::SHA256);
    let how = format!(
        "{:?}\0{:?}\0{}\0",
        plan.collection, plan.default_tlp, plan.with_dates
    );
    digest.update(how.as_bytes());
    for input in &plan.inputs {
        let Input::File(path, length) = input else {
            return Ok(None);
        };
        let failed = |e| unreadable(path, &e);
        let path = std::fs::canonicalize(path).map_err(failed)?;
        let changed = std::fs::metadata(&path).and_then(|about| about.modified());
        let changed = changed.map_or(0, |t| {
            t.duration_since(UNIX_EPOCH).map_or(0, |d| d.as_nanos())
        });
        let mut first = Vec::new();
        let file = File::open(&path).map_err(failed)?;
        file.take(4096).read_to_end(&mut first).map_err(failed)?;
        digest.update(
            format!("{}\0{length}\0{changed}\0{}\0", path.display(), first.len()).as_bytes(),
        );
        digest.update(&first);
    }
    let digest = digest.finish();
    Ok(Some(
        digest.as_ref().iter().map(|b| format!("{b:02x}")).collect(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_walked_in_order_without_what_is_not_json() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        std::fs::create_dir(path("b")).unwrap();
        for name in [
            "z.json",
            "a.ndjson.GZ",
            "b/1.zst",
            "readme.md",
            ".hidden.json",
        ] {
            std::fs::write(path(name), "x").unwrap();
        }
        let (inputs, skipped) = inputs(&[folder.path().to_owned()]).unwrap();
        let found = ["a.ndjson.GZ", "b/1.zst", "z.json"].map(|name| Input::File(path(name), 1));
        assert_eq!((inputs, skipped), (found.to_vec(), 1));
    }

    #[test]
    fn an_empty_folder_is_told() {
        let folder = tempfile::tempdir().unwrap();
        assert!(inputs(&[folder.path().to_owned()]).is_err());
        assert!(inputs(&[folder.path().join("missing")]).is_err());
    }
}
