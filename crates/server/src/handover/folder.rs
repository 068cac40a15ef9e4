//! The folder that rules are put in: each file appears whole, what stays the same is not touched, what is no longer
//! written goes.

use super::{Manifest, Plan};
use crate::cli::problem::{Code, Problem, unwritable};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const MANIFEST: &str = "manifest.json";

/// A folder of rules.
#[derive(Debug, Clone)]
pub struct Folder(PathBuf);

/// What was done.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// Files that are new or changed.
    pub changed: u64,
    /// Files that went.
    pub removed: u64,
}

impl Folder {
    /// The folder at this path, made when missing.
    pub fn open(path: &Path) -> Result<Self, Problem> {
        fs::create_dir_all(path).map_err(|e| unwritable(path, &e))?;
        Ok(Self(path.to_owned()))
    }

    /// What was written here the last time. It must have been for the same purpose: whoever reads the folder would
    /// take other rules for these.
    pub fn manifest(&self, plan: &Plan) -> Result<Option<Manifest>, Problem> {
        let path = self.0.join(MANIFEST);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(e) => return Err(self.unreadable(&path, &e)),
        };
        let other = |what: String| {
            Problem::new(Code::Output, what)
                .at(path.display().to_string())
                .hint("write to a folder of its own")
        };
        let before: Manifest = serde_json::from_slice(&bytes)
            .map_err(|_| other("the folder holds something else".to_owned()))?;
        let same = before.format == plan.format.name()
            && before.collection == plan.collection
            && before.partner == plan.partner;
        if !same {
            let view = match &before.partner {
                Some(partner) => format!("as `{partner}` sees it"),
                None => "as the operator sees it".to_owned(),
            };
            return Err(other(format!(
                "the folder holds `{}` of the collection `{}` {view}",
                before.format, before.collection
            )));
        }
        Ok(Some(before))
    }

    /// The files of the last time that are still there.
    pub fn files(&self, before: Option<&Manifest>) -> Result<BTreeMap<String, Vec<u8>>, Problem> {
        let mut files = BTreeMap::new();
        let names = before.iter().flat_map(|manifest| &manifest.files);
        for name in names.map(|file| &file.name).filter(|name| is_ours(name)) {
            let path = self.0.join(name);
            match fs::read(&path) {
                Ok(bytes) => drop(files.insert(name.clone(), bytes)),
                Err(e) if e.kind() == io::ErrorKind::NotFound => {}
                Err(e) => return Err(self.unreadable(&path, &e)),
            }
        }
        Ok(files)
    }

    /// Replaces what differs, removes what is no longer written, and says so in the manifest last.
    pub fn bring(
        &self,
        before: &BTreeMap<String, Vec<u8>>,
        now: &BTreeMap<String, Vec<u8>>,
        manifest: &Manifest,
    ) -> Result<Outcome, Problem> {
        let mut outcome = Outcome::default();
        for (name, bytes) in now
            .iter()
            .filter(|(name, bytes)| before.get(*name) != Some(*bytes))
        {
            self.replace(name, bytes)?;
            outcome.changed += 1;
        }
        for name in before.keys().filter(|name| !now.contains_key(*name)) {
            let path = self.0.join(name);
            fs::remove_file(&path).map_err(|e| unwritable(&path, &e))?;
            outcome.removed += 1;
        }
        let text = manifest.to_json();
        if fs::read(self.0.join(MANIFEST)).ok().as_deref() != Some(text.as_bytes()) {
            self.replace(MANIFEST, text.as_bytes())?;
        }
        Ok(outcome)
    }

    /// A name appears when the file is complete and on disk.
    fn replace(&self, name: &str, bytes: &[u8]) -> Result<(), Problem> {
        let path = self.0.join(name);
        let partial = self
            .0
            .join(format!(".{name}.{}.partial", std::process::id()));
        let written = File::create(&partial)
            .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
            .and_then(|()| fs::rename(&partial, &path));
        written.map_err(|e| {
            // what is left of it is of no use; its removal may fail as well
            let _ = fs::remove_file(&partial);
            unwritable(&path, &e)
        })
    }

    fn unreadable(&self, path: &Path, error: &io::Error) -> Problem {
        let reason = crate::cli::problem::reason(error);
        Problem::new(
            Code::Output,
            format!("`{}` cannot be read: {reason}", path.display()),
        )
    }
}

/// Whether a manifest may name it: a file beside it that was written here.
fn is_ours(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    name != MANIFEST && !name.starts_with('.') && name.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use super::is_ours;

    #[test]
    fn a_manifest_cannot_name_files_elsewhere() {
        assert!(is_ours("tansiq.rules"));
        for name in ["../x", "/etc/passwd", ".profile", "manifest.json", "a\\b"] {
            assert!(!is_ours(name), "{name}");
        }
    }
}
