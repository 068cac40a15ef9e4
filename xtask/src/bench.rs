//! Side-by-side benchmarks: Python drivers in `bench/`, peers from PyPI in `bench/.venv`.

use crate::clients;
use crate::run::{Outcome, cargo, root, shared_data, step, succeed};
use std::process::Command;

/// Builds the release binary and runs `bench/<name>.py`.
pub fn run(name: &str, options: &[&str]) -> Outcome {
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
