//! Side-by-side benchmarks: Python drivers in `bench/`, peers from PyPI in `bench/.venv` and from crates.io in
//! `target/tools`.

use crate::clients;
use crate::run::{Outcome, available, cargo, root, shared_data, step, succeed};
use std::process::Command;

const TOOLS_FOLDER: &str = "target/tools";
/// Programs that a benchmark sets itself beside: (benchmark, package, version, program).
const TOOLS: [(&str, &str, &str, &str); 2] = [
    ("watch", "matchy", "2.0.1", "matchy"),
    ("watch", "ripgrep", "15.2.0", "rg"),
];

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
    let wanted = TOOLS.iter().filter(|(bench, ..)| *bench == name);
    wanted.for_each(|(_, package, version, program)| tool(package, version, program));
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
            .env("TANSIQ_TOOLS", root().join(TOOLS_FOLDER))
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

/// Installs a program from crates.io unless there is one, as far as it can be had; the benchmark says which are missing.
fn tool(package: &str, version: &str, program: &str) {
    let folder = root().join(TOOLS_FOLDER);
    if folder.join("bin").join(program).exists() || available(program, "--version") {
        return;
    }
    step(&format!("installing {package} {version}"));
    let mut install = cargo(&[
        "install",
        "--locked",
        "--quiet",
        package,
        "--version",
        version,
    ]);
    if let Err(missing) = succeed(install.arg("--root").arg(folder)) {
        eprintln!("{missing}");
    }
}
