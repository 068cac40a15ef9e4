//! The task runner: `cargo xtask test`, `lint`, `fuzz`, `clients`, `bench`, `gazetteer`, `score`.
//!
//! It installs what the tasks need and says what it cannot install. No crate is needed to build it,
//! so it starts at once on a fresh machine.

mod bench;
mod clients;
mod extraction;
mod fuzz;
mod lint;
mod run;
mod test;
mod tidy;

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask <task>

  test            everything that must hold: lint, unit and integration tests, real clients, fuzzing
  lint            formatting, clippy, documentation, house rules
  leaks           every planted leak must turn the proof of noninterference red (part of `test`)
  clients         only the tests with real TAXII clients (Python, in .venv)
  fuzz [SECONDS]  every fuzz target, SECONDS each (default 10)
  bench taxii     import, paging and single reads beside medallion and OpenTAXII
  bench watch     events against indicators beside matchy, ripgrep and the OASIS matcher
                  options are passed on: see `cargo xtask bench taxii --help`
  bench extract   observables beside iocsearcher and ioc-finder on a text with known truth
  gazetteer       build the names of people and places anew (Python, in .venv-gazetteer)
  score extract [FOLDER [-v]]
                  the extractor against the gold set: the tables of docs/EXTRACTION.md, or one folder, with each miss named
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["test"] => test::run(),
        ["leaks"] => test::leaks(),
        ["lint"] => lint::run(),
        ["clients"] => clients::run(),
        ["fuzz"] => fuzz::run(10),
        ["fuzz", seconds] => match seconds.parse() {
            Ok(seconds) => fuzz::run(seconds),
            Err(_) => Err(format!("`{seconds}` is not a number of seconds")),
        },
        ["bench", name, rest @ ..] => bench::run(name, rest),
        ["gazetteer"] => extraction::gazetteer(),
        ["score", "extract", rest @ ..] => extraction::score(rest),
        _ => {
            eprint!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}
