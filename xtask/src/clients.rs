//! Real TAXII clients against a running server: a Python environment in `.venv`, set up once.

use crate::run::{Outcome, available, cargo, root, shared_data, step, succeed};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// Builds the server and runs `tests/clients` with pytest.
pub fn run() -> Outcome {
    let python = python()?;
    step("building the server");
    succeed(&mut cargo(&["build", "--locked", "--package", "tansiq"]))?;
    step("real clients against a running server");
    succeed(
        Command::new(python)
            .args(["-m", "pytest", "-q", "-rs", "tests/clients"])
            .current_dir(root())
            .env("TANSIQ", root().join("target/debug/tansiq"))
            .env("TANSIQ_SHARED_DATA", shared_data()),
    )
}

/// The interpreter of `.venv` with everything in `tests/clients/requirements.txt`.
pub fn python() -> Result<PathBuf, String> {
    environment(".venv", "tests/clients/requirements.txt")
}

/// Makes or refreshes a Python environment in `folder` from a list of requirements.
pub fn environment(folder: &str, requirements: &str) -> Result<PathBuf, String> {
    let folder = root().join(folder);
    let python = folder.join("bin/python");
    let wanted = fs::read_to_string(root().join(requirements))
        .map_err(|error| format!("cannot read {requirements}: {error}"))?;
    let stamp = folder.join("installed-requirements.txt");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) && python.exists() {
        return Ok(python);
    }
    step(&format!("setting up {}", folder.display()));
    if !available("python3", "--version") {
        install("python3")?;
    }
    let made = succeed(
        Command::new("python3")
            .args(["-m", "venv", "--clear"])
            .arg(&folder),
    );
    if made.is_err() {
        // Debian ships the module apart from the interpreter.
        install("python3-venv")?;
        succeed(
            Command::new("python3")
                .args(["-m", "venv", "--clear"])
                .arg(&folder),
        )?;
    }
    succeed(
        Command::new(&python)
            .args([
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "-r",
            ])
            .arg(root().join(requirements)),
    )?;
    fs::write(&stamp, wanted)
        .map_err(|error| format!("cannot write {}: {error}", stamp.display()))?;
    Ok(python)
}

/// What the tests run beside ours: checkers of the rules that are handed over, and a broker (program, an argument that only
/// asks, its package in Debian).
const CHECKERS: [(&str, &str, &str); 5] = [
    ("nft", "--version", "nftables"),
    ("named-checkzone", "-v", "bind9-utils"),
    ("unbound-checkconf", "-h", "unbound"),
    ("yara", "--version", "yara"),
    ("nats-server", "--version", "nats-server"),
];

/// Installs the programs that tests run beside ours, as far as they can be had; the tests say which are missing.
pub fn checkers() {
    for (program, argument, package) in CHECKERS {
        let there = ["", "/usr/sbin/"].iter().any(|place| {
            let path = format!("{place}{program}");
            Command::new(path).arg(argument).output().is_ok()
        });
        if !there && let Err(missing) = install(package) {
            eprintln!("{missing}");
        }
    }
}

/// Installs a Debian package where that may be done, else says the command that does.
pub fn install(package: &str) -> Outcome {
    let hint =
        format!("`{package}` is missing; install it with: sudo apt-get install -y {package}");
    let root_user = Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|output| output.stdout.starts_with(b"0\n"));
    if !root_user || !available("apt-get", "--version") {
        return Err(hint);
    }
    step(&format!("installing {package}"));
    succeed(Command::new("apt-get").args(["update", "-q"]))
        .map_err(|error| format!("{hint} ({error})"))?;
    succeed(Command::new("apt-get").args(["install", "-y", "-q", package]))
        .map_err(|error| format!("{hint} ({error})"))
}
