//! House rules that the compiler cannot see, read from the workspace's sources.

use std::path::{Path, PathBuf};

fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap();
    let mut todo = vec![root.join("crates")];
    let mut found = Vec::new();
    while let Some(dir) = todo.pop() {
        for entry in std::fs::read_dir(&dir).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() && entry.file_name() != "target" {
                todo.push(path);
            } else if path.extension().is_some_and(|ext| ext == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                found.push((path.strip_prefix(&root).unwrap().to_owned(), text));
            }
        }
    }
    found
}

fn holders(word: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = sources()
        .into_iter()
        .filter(|(_, text)| text.contains(word))
        .map(|(path, _)| path)
        .collect();
    found.sort();
    found
}

/// Tests may make any clearance: what they read they wrote.
fn is_test(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str() == "tests") || path.ends_with("tests.rs")
}

#[test]
fn sql_is_in_the_store_only() {
    // Spelt so that this file does not hold the word itself.
    let outside: Vec<PathBuf> = holders(concat!("rusq", "lite"))
        .into_iter()
        .filter(|path| !path.starts_with("crates/store"))
        .collect();
    assert_eq!(outside, Vec::<PathBuf>::new());
}

/// Files that may see everything, and why.
const SYSTEM: &[(&str, &str)] = &[
    (
        "crates/server/src/cli/audit.rs",
        "the operator reads the audit",
    ),
    (
        "crates/server/src/cli/collection.rs",
        "the operator puts nothing into a collection that must not leave",
    ),
    (
        "crates/server/src/cli/evidence.rs",
        "the operator shows rows of the audit to others",
    ),
    ("crates/server/src/cli/explain.rs", "the operator asks why"),
    (
        "crates/server/src/cli/export.rs",
        "the operator exports, unless as a partner",
    ),
    (
        "crates/server/src/cli/object.rs",
        "the operator looks at an object",
    ),
    (
        "crates/server/src/cli/opinion.rs",
        "the operator says what the house thinks",
    ),
    (
        "crates/server/src/cli/publish.rs",
        "the operator picks what goes out",
    ),
    (
        "crates/server/src/cli/quarantine.rs",
        "the operator decides on what is held",
    ),
    (
        "crates/server/src/cli/sending.rs",
        "the operator sees what each reader would get before anything goes out",
    ),
    (
        "crates/server/src/cli/tearline.rs",
        "the operator makes a tear-line of a restricted object",
    ),
    (
        "crates/server/src/cli/view.rs",
        "the operator looks as a partner, and at what is withheld from it",
    ),
    (
        "crates/server/src/cli/report/mod.rs",
        "the operator reads documents and decides on drafts",
    ),
    (
        "crates/server/src/cli/search.rs",
        "the operator searches, unless as a partner",
    ),
    (
        "crates/server/src/streams/deliver.rs",
        "the operator sends sightings on their way",
    ),
    (
        "crates/server/src/streams/plan.rs",
        "the operator watches its own streams, unless as a partner",
    ),
    (
        "crates/server/src/cli/recall.rs",
        "the operator takes back, and sees who had it",
    ),
    (
        "crates/store/examples/raise.rs",
        "a measurement, of the operator's pages too",
    ),
    (
        "crates/store/src/planted.rs",
        "faults that only the proof of noninterference compiles in",
    ),
];

#[test]
fn few_may_see_everything() {
    let allowed: Vec<&str> = SYSTEM.iter().map(|(path, _)| *path).collect();
    let others: Vec<PathBuf> = holders(concat!("Clearance::", "system()"))
        .into_iter()
        .filter(|path| !is_test(path) && !allowed.iter().any(|allowed| path == Path::new(allowed)))
        .collect();
    assert_eq!(
        others,
        Vec::<PathBuf>::new(),
        "add a file to SYSTEM only with its reason"
    );
}
