//! Everything that must hold, in one command.

use crate::run::{Outcome, available, cargo, lines, root, shared_data, step, succeed};
use crate::{clients, fuzz, lint};
use std::fs;
use std::io::Write;

/// Shows that the proof of noninterference finds what it is there to find (docs/NONINTERFERENCE.md).
const PLANTED_LEAKS: [&str; 10] = [
    "test",
    "--quiet",
    "-p",
    "tansiq",
    "--locked",
    "--features",
    "planted-leaks",
    "--test",
    "noninterference",
    "every_planted_leak_is_found",
];

/// Seconds each fuzz target runs in the test command.
const FUZZ_SECONDS: u32 = 5;

/// Lint, tests, real clients, fuzzing. Says at the end what could not be run and why.
pub fn run() -> Outcome {
    if !available("cc", "--version") {
        clients::install("build-essential")?;
    }
    let python = clients::python()?;
    clients::checkers();
    lint::run()?;
    step("unit and integration tests");
    let mut not_run = Vec::new();
    let path = root().join("target/xtask-test.log");
    let mut log = fs::File::create(&path)
        .map_err(|error| format!("cannot make {}: {error}", path.display()))?;
    let mut failing = false;
    let passed = lines(
        cargo(&[
            "test",
            "--workspace",
            "--locked",
            "--no-fail-fast",
            "--",
            "--show-output",
        ])
        .env("TANSIQ_VENV_PYTHON", python)
        // The same cases every time; `PROPTEST_RNG_SEED=7 cargo xtask test` tries others.
        .env(
            "PROPTEST_RNG_SEED",
            std::env::var("PROPTEST_RNG_SEED").unwrap_or_else(|_| "1".to_owned()),
        )
        .env("TANSIQ_SHARED_DATA", shared_data()),
        |line| {
            let _ = writeln!(log, "{line}");
            failing |= line == "failures:";
            if line.starts_with("not run:") {
                not_run.push(line.to_owned());
            }
            if line.starts_with("test result:") {
                failing = false;
            }
            if failing || line.starts_with("test result:") || line.ends_with("FAILED") {
                println!("{line}");
            }
        },
    )?;
    if !passed {
        return Err(format!(
            "tests failed; the whole output is in {}",
            path.display()
        ));
    }
    leaks()?;
    clients::run()?;
    fuzz::run(FUZZ_SECONDS)?;
    not_run.sort();
    not_run.dedup();
    for line in &not_run {
        println!("{line}");
    }
    println!("all tests passed; {} kinds of test not run", not_run.len());
    Ok(())
}

/// Plants every leak, one after the other, on as many processors as there are.
pub fn leaks() -> Outcome {
    step("planted leaks");
    succeed(cargo(&PLANTED_LEAKS).arg("--no-run"))?;
    let shares = std::thread::available_parallelism().map_or(1, usize::from);
    let mut running = Vec::new();
    for share in 0..shares {
        let mut command = cargo(&PLANTED_LEAKS);
        command.args(["--", "--nocapture"]);
        command.env("TANSIQ_NI_SHARE", format!("{share}/{shares}"));
        running.push(
            command
                .spawn()
                .map_err(|e| format!("cannot run cargo: {e}"))?,
        );
    }
    let mut found = true;
    for child in &mut running {
        found &= child.wait().is_ok_and(|status| status.success());
    }
    match found {
        true => Ok(()),
        false => Err("a planted leak was not found".to_owned()),
    }
}
