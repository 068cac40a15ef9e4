//! Fuzzing on the stable toolchain: libFuzzer with LLVM's coverage passes, which rustc takes as
//! ordinary code generation flags. `fuzz/` is laid out for cargo-fuzz, too.

use crate::run::{Outcome, cargo, root, step, succeed};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

const COVERAGE: &str = "--cfg fuzzing -Cpasses=sancov-module \
    -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares \
    -Ccodegen-units=1";

/// Builds every target and runs each for `seconds` from its seeds in `fuzz/seeds/<target>`.
pub fn run(seconds: u32) -> Outcome {
    step("building fuzz targets");
    let host = host()?;
    succeed(
        cargo(&[
            "build",
            "--release",
            "--locked",
            "--manifest-path",
            "fuzz/Cargo.toml",
        ])
        // Naming the target keeps the flags away from build scripts.
        .args(["--target", &host, "--target-dir", "target/fuzz"])
        .env("RUSTFLAGS", COVERAGE),
    )?;
    for target in targets()? {
        step(&format!("fuzzing {target} for {seconds} s"));
        fuzz(&host, &target, seconds)?;
    }
    Ok(())
}

fn fuzz(host: &str, target: &str, seconds: u32) -> Outcome {
    let corpus = root().join("target/fuzz/corpus").join(target);
    let artifacts = root().join("target/fuzz/artifacts").join(target);
    for folder in [&corpus, &artifacts] {
        fs::create_dir_all(folder)
            .map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
    }
    let binary = root()
        .join("target/fuzz")
        .join(host)
        .join("release")
        .join(target);
    let log = root().join("target/fuzz").join(format!("{target}.log"));
    let file = fs::File::create(&log)
        .map_err(|error| format!("cannot make {}: {error}", log.display()))?;
    let mut command = Command::new(binary);
    command
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-artifact_prefix={}/", artifacts.display()))
        .args([
            "-seed=1",
            "-timeout=10",
            "-rss_limit_mb=2048",
            "-max_len=65536",
            "-print_final_stats=1",
        ])
        .arg(&corpus)
        .arg(root().join("fuzz/seeds").join(target))
        .stderr(file);
    let result = succeed(&mut command);
    let text = fs::read_to_string(&log).unwrap_or_default();
    if let Err(message) = result {
        let tail: Vec<&str> = text.lines().rev().take(40).collect();
        for line in tail.iter().rev() {
            eprintln!("{line}");
        }
        return Err(format!(
            "fuzz target {target} found a fault: {message}; input in {}",
            artifacts.display()
        ));
    }
    if let Some(line) = text
        .lines()
        .find(|line| line.contains("number_of_executed_units"))
    {
        println!(
            "fuzz {target}: {} inputs, no fault",
            line.rsplit(' ').next().unwrap_or("?")
        );
    }
    Ok(())
}

fn targets() -> Result<Vec<String>, String> {
    let folder = root().join("fuzz/fuzz_targets");
    let entries = fs::read_dir(&folder)
        .map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
    let mut names: Vec<String> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .filter_map(|path: PathBuf| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect();
    names.sort();
    Ok(names)
}

fn host() -> Result<String, String> {
    let output = Command::new("rustc")
        .arg("-vV")
        .output()
        .map_err(|error| format!("cannot run `rustc -vV`: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.lines()
        .find_map(|line| line.strip_prefix("host: "))
        .map(str::to_owned)
        .ok_or_else(|| "`rustc -vV` names no host".to_owned())
}
