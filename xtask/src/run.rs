//! Running other programs, and where things are.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a task returns: nothing, or one sentence on what went wrong.
pub type Outcome = Result<(), String>;

/// The repository's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask lies in the repository")
        .to_path_buf()
}

/// Where the larger test data may lie; tests that need it say so when it is absent.
pub fn shared_data() -> PathBuf {
    match std::env::var_os("TANSIQ_SHARED_DATA") {
        Some(dir) => PathBuf::from(dir),
        None => root().join("../shared/data"),
    }
}

/// `cargo`, in the repository's root.
pub fn cargo(args: &[&str]) -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    command.args(args).current_dir(root());
    command
}

/// Says what is being done.
pub fn step(what: &str) {
    eprintln!("==> {what}");
}

/// Runs to the end; an error names the command.
pub fn succeed(command: &mut Command) -> Outcome {
    let shown = show(command);
    let status = command
        .status()
        .map_err(|error| format!("cannot run `{shown}`: {error}"))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("`{shown}` failed ({status})"))
    }
}

/// Runs to the end, hands every line of standard output to `each`, and says whether it succeeded.
pub fn lines(command: &mut Command, mut each: impl FnMut(&str)) -> Result<bool, String> {
    let shown = show(command);
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("cannot run `{shown}`: {error}"))?;
    let output = child.stdout.take().expect("standard output is piped");
    for line in BufReader::new(output).split(b'\n') {
        let line = line.map_err(|error| format!("cannot read from `{shown}`: {error}"))?;
        each(&String::from_utf8_lossy(&line));
    }
    let status = child
        .wait()
        .map_err(|error| format!("cannot wait for `{shown}`: {error}"))?;
    Ok(status.success())
}

/// Whether a program starts at all.
pub fn available(program: &str, arg: &str) -> bool {
    Command::new(program)
        .arg(arg)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

fn show(command: &Command) -> String {
    let mut text = command.get_program().to_string_lossy().into_owned();
    for arg in command.get_args() {
        text.push(' ');
        text.push_str(&arg.to_string_lossy());
    }
    text
}
