//! House rules that no other tool checks: every module says what it is for, no file grows into two
//! ideas, nothing unfinished lands, crates keep to their arrows.

use crate::run::{Outcome, root};
use std::fs;
use std::path::{Path, PathBuf};

/// Past this a file is two ideas.
const LONGEST_FILE: usize = 800;

/// Which of our crates each crate may use. Arrows go one way; a new one needs its own commit.
const ARROWS: &[(&str, &[&str])] = &[
    ("stix", &[]),
    ("text", &[]),
    ("taxii", &["stix"]),
    ("handling", &["stix"]),
    ("ledger", &[]),
    ("detect", &["stix"]),
    ("extract", &["stix", "text"]),
    ("store", &["handling", "ledger", "stix", "text"]),
    (
        "server",
        &[
            "detect", "extract", "handling", "ledger", "stix", "store", "taxii", "text",
        ],
    ),
];

/// Words that only one crate may use: (text, the crates that may, why).
const KEPT_APART: &[(&str, &[&str], &str)] = &[
    ("rusqlite", &["store"], "only `store` knows SQL"),
    (
        "SystemTime::now",
        &["server"],
        "only `server` knows the clock",
    ),
    (
        "Timestamp::now()",
        &["server"],
        "only `server` knows the clock",
    ),
    ("std::fs", &["store", "server"], "the other crates do no IO"),
    ("TcpStream", &["server"], "only `server` knows the network"),
    (
        "TcpListener",
        &["server"],
        "only `server` knows the network",
    ),
    ("UdpSocket", &["server"], "only `server` knows the network"),
];

/// Checks every Rust file and manifest; lists all faults at once.
pub fn run() -> Outcome {
    let mut faults = Vec::new();
    let mut files = Vec::new();
    for folder in ["crates", "xtask", "fuzz/fuzz_targets"] {
        collect(&root().join(folder), &mut files);
    }
    files.sort();
    for file in &files {
        let shown = file
            .strip_prefix(root())
            .unwrap_or(file)
            .display()
            .to_string();
        let text =
            fs::read_to_string(file).map_err(|error| format!("cannot read {shown}: {error}"))?;
        check_file(&shown, &text, &mut faults);
    }
    check_arrows(&mut faults)?;
    if faults.is_empty() {
        return Ok(());
    }
    Err(format!("house rules broken:\n  {}", faults.join("\n  ")))
}

fn check_file(shown: &str, text: &str, faults: &mut Vec<String>) {
    let length = text.lines().count();
    if length > LONGEST_FILE {
        faults.push(format!(
            "{shown}: {length} lines, more than {LONGEST_FILE}: it is two ideas"
        ));
    }
    let first = text
        .lines()
        .find(|line| !line.trim().is_empty() && !line.starts_with("#!["));
    if !first.is_some_and(|line| line.starts_with("//!")) {
        faults.push(format!(
            "{shown}: does not open with a `//!` sentence on what it is for"
        ));
    }
    if shown.starts_with("xtask") {
        return;
    }
    for unfinished in ["todo!(", "unimplemented!(", "dbg!("] {
        if text.contains(unfinished) {
            faults.push(format!("{shown}: holds `{unfinished}…)`"));
        }
    }
    // A build script runs before the product does.
    let in_tests = ["/tests/", "/examples/", "/build/", "/tests.rs", "_test.rs"]
        .iter()
        .any(|part| shown.contains(part));
    let Some(name) = shown
        .strip_prefix("crates/")
        .and_then(|rest| rest.split('/').next())
    else {
        return;
    };
    // Unit tests come last in a file, behind `#[cfg(test)]`.
    let code = text.split("#[cfg(test)]").next().unwrap_or(text);
    for (word, allowed, why) in KEPT_APART {
        if !in_tests && !allowed.contains(&name) && code.contains(word) {
            faults.push(format!("{shown}: uses `{word}`, but {why}"));
        }
    }
}

fn check_arrows(faults: &mut Vec<String>) -> Outcome {
    for (name, allowed) in ARROWS {
        let path = root().join("crates").join(name).join("Cargo.toml");
        let text = fs::read_to_string(&path)
            .map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        let dependencies = text.split("[dev-dependencies]").next().unwrap_or(&text);
        for (other, _) in ARROWS {
            let used = dependencies
                .lines()
                .any(|line| line.split(['.', ' ', '=']).next() == Some(other));
            if used && !allowed.contains(other) {
                faults.push(format!(
                    "crates/{name}/Cargo.toml: an arrow to `{other}` that the layout does not have"
                ));
            }
        }
    }
    Ok(())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            if path.file_name().is_some_and(|name| name != "target") {
                collect(&path, files);
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}
