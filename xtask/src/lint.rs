//! Formatting, clippy, documentation and the house rules.

use crate::run::{Outcome, cargo, step, succeed};
use crate::tidy;

/// What the proof of noninterference is tried on is code, too.
const PLANTED_LEAKS: [&str; 4] = ["-p", "tansiq", "--features", "planted-leaks"];

/// Runs every check that reads sources.
pub fn run() -> Outcome {
    step("house rules");
    tidy::run()?;
    step("formatting");
    succeed(&mut cargo(&["fmt", "--all", "--check"]))?;
    // it is built last and with its own lock file: say at once that the file wants mending
    step("lock file of the fuzz targets");
    succeed(&mut cargo(&[
        "fetch",
        "--locked",
        "--manifest-path",
        "fuzz/Cargo.toml",
    ]))?;
    step("clippy, warnings denied");
    for what in [&["--workspace"][..], &PLANTED_LEAKS] {
        let mut command = cargo(&["clippy", "--all-targets", "--locked"]);
        succeed(command.args(what).args(["--", "-D", "warnings"]))?;
    }
    step("documentation, warnings denied");
    succeed(
        cargo(&["doc", "--workspace", "--no-deps", "--locked"]).env("RUSTDOCFLAGS", "-D warnings"),
    )?;
    dependencies()
}

/// Licences, bans and sources as `deny.toml` has them, where cargo-deny is installed.
fn dependencies() -> Outcome {
    step("dependencies' licences and sources");
    let installed = cargo(&["deny", "--version"])
        .output()
        .is_ok_and(|output| output.status.success());
    if !installed {
        eprintln!("not run: needs cargo-deny (`cargo install --locked cargo-deny`)");
        return Ok(());
    }
    succeed(&mut cargo(&[
        "deny", "check", "licenses", "bans", "sources",
    ]))
}
