//! `docs/VALIDATION.md` says what the table of codes says. `UPDATE=1 cargo test -p stix` writes it.

use std::fmt::Write as _;
use std::path::Path;

use stix::validate::{CODES, Severity};

const HEAD: &str = "# What validation finds

Every object is checked against STIX 2.1 (with Errata 01) when it comes in. An **error** is a broken
MUST: the object is refused, and its neighbours are kept. A **warning** is a SHOULD that is not
followed: the object is taken as it is, and `tansiq validate` tells. Each finding has the code below,
the path in the object, a sentence, a hint, and the section of the specification nearest to it; the
section here is the one that states the rule in general.

Warnings up to `W499` have the number that the OASIS validator gives the same check. Unknown types and
properties are kept and never refused. Objects of STIX 2.0 are checked for what both versions share.
Faults of the JSON text itself (`J…`) and of what every object must have to be one (`O…`) come before
validation.

This page is generated from `crates/stix/src/validate/codes.rs`.
";

fn page() -> String {
    let mut page = HEAD.to_owned();
    for (title, severity) in [("Errors", Severity::Error), ("Warnings", Severity::Warning)] {
        let _ = write!(
            page,
            "\n## {title}\n\n| code | section | what is wrong | what to do |\n|---|---|---|---|\n"
        );
        for code in CODES.iter().filter(|code| code.severity() == severity) {
            let _ = writeln!(
                page,
                "| `{}` | {} | {} | {} |",
                code.code, code.section, code.rule, code.hint
            );
        }
    }
    page
}

#[test]
fn docs_are_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/VALIDATION.md");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, page()).expect("the page can be written");
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == page(),
        "docs/VALIDATION.md is stale: run `UPDATE=1 cargo test -p stix docs`"
    );
}

#[test]
fn codes_are_unique_and_in_order() {
    let codes: Vec<_> = CODES.iter().map(|code| code.code).collect();
    assert!(
        codes.is_sorted() && codes.windows(2).all(|pair| pair[0] != pair[1]),
        "{codes:?}"
    );
}
