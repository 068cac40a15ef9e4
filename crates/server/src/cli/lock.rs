//! One server per data folder, and one process per stream: an exclusive lock on a file that holds the process id.

use super::problem::{Code, Problem, unwritable};
use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

const FILE: &str = "serve.lock";

/// Held while the server runs; the system lets go of it when the process ends, however it ends.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the folder, which is made when missing.
    pub fn take(folder: &Path) -> Result<Self, Problem> {
        let what = format!("a server runs on `{}` already", folder.display());
        Self::of(folder, FILE, &what).map_err(|problem| {
            problem
                .note("the other commands work beside it")
                .hint("stop that one first, or name another folder with `--data DIR`")
        })
    }

    /// Takes a stream: two that follow the same would count everything twice.
    pub fn stream(folder: &Path, name: &str) -> Result<Self, Problem> {
        let what = format!("the stream `{name}` is watched already");
        Self::of(folder, &format!("stream-{name}.lock"), &what)
            .map_err(|problem| problem.hint("give this one another name with `--name NAME`"))
    }

    fn of(folder: &Path, name: &str, what: &str) -> Result<Self, Problem> {
        create(folder)?;
        let path = folder.join(name);
        let failed = |e| unwritable(&path, &e);
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(running(what, &mut file)),
            Err(TryLockError::Error(error)) => return Err(failed(error)),
        }
        file.set_len(0)
            .and_then(|()| file.rewind())
            .and_then(|()| writeln!(file, "{}", std::process::id()))
            .map_err(failed)?;
        Ok(Self { _file: file })
    }
}

fn running(what: &str, file: &mut File) -> Problem {
    let mut text = String::new();
    let pid = match file.read_to_string(&mut text) {
        Ok(_) if !text.trim().is_empty() => format!("process {}", text.trim()),
        _ => "another process".into(),
    };
    Problem::new(Code::Running, format!("{what}: {pid}"))
}

/// Readable by the operator's account only.
fn create(folder: &Path) -> Result<(), Problem> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|e| unwritable(folder, &e))
}
