//! Named cases: `corpus/invalid/<name>.json` and what is found in it, `<name>.out`.
//! `UPDATE=1 cargo test -p stix goldens` writes the outcomes, for a reader of the diff to judge.

use std::fmt::Write as _;

use stix::validate::CODES;

use crate::corpus::{files, findings, folder};

fn outcome(text: &str) -> String {
    match stix::json::parse(text.as_bytes(), &stix::Limits::default()) {
        Ok(value) if value.get("type").and_then(|kind| kind.as_str()) == Some("bundle") => {
            stix::validate::bundle(&value)
                .iter()
                .map(|f| format!("{} {}: {} [{}]\n", f.code, f.path, f.message, f.section))
                .collect()
        }
        _ => findings(text),
    }
}

#[test]
fn goldens_hold() {
    let mut wrong = String::new();
    for (name, text) in files("corpus/invalid") {
        let path = folder("corpus/invalid").join(format!("{name}.out"));
        let found = outcome(&text);
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, &found).expect("the outcome can be written");
        }
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        if found != expected {
            let _ = write!(wrong, "{name}\n--- found\n{found}--- expected\n{expected}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_code_has_a_golden() {
    let all: String = files("corpus/invalid")
        .iter()
        .map(|(_, text)| outcome(text))
        .collect();
    let missing: Vec<_> = CODES
        .iter()
        .map(|code| code.code)
        .filter(|code| !all.lines().any(|line| line.split(' ').next() == Some(code)))
        .collect();
    assert!(missing.is_empty(), "no golden for {missing:?}");
}
