//! Reads lists of what is known to be good.

use detect::known_good::KnownGood;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Reads lists from files, and from folders all files named `.json`.
///
/// # Errors
/// Which file cannot be used, and why.
pub fn known_good(paths: &[PathBuf]) -> Result<Arc<KnownGood>, String> {
    let mut all = KnownGood::default();
    for path in paths {
        add_path(path, &mut all).map_err(|why| format!("`{}`: {why}", path.display()))?;
    }
    Ok(Arc::new(all))
}

fn add_path(path: &Path, all: &mut KnownGood) -> Result<(), String> {
    if !path.is_dir() {
        let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
        return all.add(&bytes);
    }
    for entry in std::fs::read_dir(path).map_err(|error| error.to_string())? {
        let path = entry.map_err(|error| error.to_string())?.path();
        let is_list = path
            .extension()
            .is_some_and(|extension| extension == "json");
        if path.is_dir() || is_list {
            add_path(&path, all).map_err(|why| format!("`{}`: {why}", path.display()))?;
        }
    }
    Ok(())
}
