//! Side-by-side benchmarks: Python drivers in `bench/`, peers from PyPI in `bench/.venv`.

use crate::clients;
use crate::run::{Outcome, cargo, root, shared_data, step, succeed};
use std::process::Command;

/// Builds the release binary and runs `bench/<name>.py`.
pub fn run(name: &str, options: &[&str]) -> Outcome {
    if name == "extract" {
        return extract(options);
    }
    let script = root().join("bench").join(format!("{name}.py"));
    if !script.exists() {
        return Err(format!("there is no benchmark `{name}` (bench/{name}.py)"));
    }
    let python = clients::environment("bench/.venv", "bench/requirements.txt")?;
    step("building the release binary");
    succeed(&mut cargo(&[
        "build",
        "--release",
        "--locked",
        "--package",
        "tansiq",
    ]))?;
    step(&format!("bench {name}"));
    succeed(
        Command::new(python)
            .arg(script)
            .args(options)
            .current_dir(root())
            .env("TANSIQ", root().join("target/release/tansiq"))
            .env("TANSIQ_SHARED_DATA", shared_data()),
    )
}

/// The extractor alone beside its peers: they need packages of their own, and no server.
fn extract(options: &[&str]) -> Outcome {
    let python = clients::environment("bench/.venv-extract", "bench/requirements-extract.txt")?;
    step("building the extractor");
    succeed(&mut cargo(&[
        "build",
        "--release",
        "--locked",
        "--package",
        "extract",
        "--example",
        "observables",
    ]))?;
    step("bench extract");
    let program = root().join("target/release/examples/observables");
    succeed(
        Command::new(python)
            .arg("bench/extract.py")
            .args(options)
            .current_dir(root())
            .env("TANSIQ_OBSERVABLES", program),
    )
}
