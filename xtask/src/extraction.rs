//! The data and the scores of extraction: the gazetteer built anew from its packages, the extractor against the gold set.

use crate::clients::environment;
use crate::run::{Outcome, cargo, root, step, succeed};
use std::process::Command;

/// Where the gazetteer lies, from which the binary's lexicon is made.
const GAZETTEER: &str = "crates/extract/data/gazetteer.zst";
/// The gold set of each language.
const GOLD: [&str; 3] = ["gold/ar", "gold/fr", "gold/en"];

/// Builds the gazetteer from the packages in `crates/extract/gazetteer/requirements.txt`.
pub fn gazetteer() -> Outcome {
    let python = environment(
        ".venv-gazetteer",
        "crates/extract/gazetteer/requirements.txt",
    )?;
    step(&format!("building {GAZETTEER}"));
    succeed(
        Command::new(python)
            .args(["crates/extract/gazetteer/build.py", GAZETTEER])
            .current_dir(root()),
    )
}

/// Scores the extractor against a folder of the gold set, or prints the tables of docs/EXTRACTION.md.
pub fn score(rest: &[&str]) -> Outcome {
    let score = |args: &[&str]| {
        let command = [
            "run",
            "--quiet",
            "--package",
            "extract",
            "--example",
            "score",
            "--",
        ];
        succeed(&mut cargo(&[&command, args].concat()))
    };
    if !rest.is_empty() {
        return score(rest);
    }
    for folder in GOLD {
        step(folder);
        score(&["--table", folder])?;
    }
    Ok(())
}
