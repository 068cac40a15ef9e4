//! The valid corpus: one minimal and one full instance of every type, and variants.

use std::path::{Path, PathBuf};

use stix::{Limits, Object};

/// A folder beside the tests.
pub fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(name)
}

/// Name without `.json`, and text, of every JSON file in a folder, in order.
pub fn files(name: &str) -> Vec<(String, String)> {
    let mut found: Vec<_> = std::fs::read_dir(folder(name))
        .expect("the corpus is there")
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .map(|path| {
            let stem = path
                .file_stem()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            (stem, std::fs::read_to_string(&path).expect("UTF-8"))
        })
        .collect();
    found.sort();
    found
}

/// The findings on one object as text, one a line; a fault of the door counts as one.
pub fn findings(text: &str) -> String {
    match Object::parse(text.as_bytes(), &Limits::default()) {
        Err(fault) => format!("{} {}: {}\n", fault.code, fault.path, fault.message),
        Ok(object) => stix::validate::validate(&object)
            .iter()
            .map(|finding| {
                let (code, path, section) = (finding.code, &finding.path, finding.section);
                format!("{code} {path}: {} [{section}]\n", finding.message)
            })
            .collect(),
    }
}

/// The codes that refuse an object: none for a good one.
pub fn refusals(text: &str) -> Vec<&'static str> {
    match Object::parse(text.as_bytes(), &Limits::default()) {
        Err(fault) => vec![fault.code],
        Ok(object) => stix::validate::errors(&object)
            .iter()
            .map(|finding| finding.code)
            .collect(),
    }
}

#[test]
fn every_valid_instance_has_no_errors() {
    let files = files("corpus/valid");
    assert!(files.len() > 90, "only {} instances", files.len());
    for (name, text) in files {
        assert_eq!(
            refusals(&text),
            Vec::<&str>::new(),
            "{name}: {}",
            findings(&text)
        );
    }
}

#[test]
fn every_type_has_a_minimal_and_a_full_instance() {
    let names: Vec<_> = files("corpus/valid")
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    let types = [
        "attack-pattern campaign course-of-action grouping identity incident indicator infrastructure",
        "intrusion-set location malware malware-analysis note observed-data opinion report",
        "threat-actor tool vulnerability relationship sighting artifact autonomous-system directory",
        "domain-name email-addr email-message file ipv4-addr ipv6-addr mac-addr mutex",
        "network-traffic process software url user-account windows-registry-key x509-certificate",
        "language-content marking-definition extension-definition",
    ];
    for name in types.iter().flat_map(|line| line.split(' ')) {
        for kind in ["minimal", "full"] {
            let wanted = format!("{name}.{kind}");
            assert!(names.contains(&wanted), "there is no {wanted}.json");
        }
    }
}
