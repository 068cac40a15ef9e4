//! Who may see everything: `Clearance::system()` has a short list of callers.

use std::path::{Path, PathBuf};

/// The operator's own commands. A new line here needs a reason: whatever it reads passes no partner's hurdle.
const CALLERS: &[&str] = &[
    "server/src/cli/audit.rs",
    "server/src/cli/explain.rs",
    "server/src/cli/export.rs",
    "server/src/cli/object.rs",
    "server/src/cli/quarantine.rs",
];

#[test]
fn only_the_operators_commands_see_everything() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Vec::new();
    for folder in std::fs::read_dir(&crates).expect("crates").flatten() {
        collect(&folder.path().join("src"), &mut files);
    }
    let mut callers: Vec<String> = files
        .iter()
        .filter(|file| calls(file))
        .map(|file| {
            file.strip_prefix(&crates)
                .expect("below")
                .display()
                .to_string()
        })
        .collect();
    callers.sort();
    assert_eq!(callers, CALLERS);
}

/// Whether code before the file's tests makes the clearance that sees everything. Its own crate defines it.
fn calls(file: &Path) -> bool {
    let text = std::fs::read_to_string(file).expect("text");
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let is_tests = file.file_stem().is_some_and(|name| name == "tests");
    !is_tests && code.contains("Clearance::system()")
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}
