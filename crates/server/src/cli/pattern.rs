//! `tansiq pattern check` and `tansiq pattern match`: STIX patterns without a store.

use super::Output;
use super::problem::{Code, Exit, Outcome, Problem};
use super::terminal::{print, say, visible_lines};
use crate::import::source;
use clap::Subcommand;
use detect::answer::{Checked, check_pattern, match_pattern};
use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;

#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Say whether a pattern is valid, and if not where, why and what to write instead
    #[command(after_help = "Exit status: 0 all are valid, 2 one is wrong.")]
    Check {
        /// The pattern, or `-` for one a line on stdin
        #[arg(allow_hyphen_values = true)]
        pattern: String,
        #[command(flatten)]
        output: Output,
    },
    /// Evaluate a pattern on the observed-data of a file
    #[command(
        after_help = "Exit status: 0 it matches, 1 it does not, 2 it could not be evaluated."
    )]
    Match {
        /// The pattern
        pattern: String,
        /// Bundle, object or list of objects; `-` for stdin
        #[arg(value_name = "FILE|-", value_hint = clap::ValueHint::FilePath)]
        file: PathBuf,
        #[command(flatten)]
        output: Output,
    },
}

pub fn run(verb: Verb) -> Outcome {
    match verb {
        Verb::Check { pattern, output } if pattern == "-" => check_lines(&output),
        Verb::Check { pattern, output } => {
            let is_valid = check(&pattern, &output)?;
            Ok(if is_valid { Exit::Done } else { Exit::Wrong })
        }
        Verb::Match {
            pattern,
            file,
            output,
        } => evaluate(&pattern, file, &output),
    }
}

fn check_lines(output: &Output) -> Outcome {
    let mut all_valid = true;
    for line in std::io::stdin().lines() {
        let line =
            line.map_err(|error| Problem::new(Code::Input, error.to_string()).at("stdin"))?;
        all_valid &= check(&line, output)?;
    }
    Ok(if all_valid { Exit::Done } else { Exit::Wrong })
}

fn check(pattern: &str, output: &Output) -> Result<bool, Problem> {
    if output.json {
        let checked: Checked = check_pattern(pattern);
        print(&(json(&checked) + "\n"))?;
        return Ok(checked.ok);
    }
    let findings = detect::program::check(pattern);
    if findings.is_empty() {
        print("ok\n")?;
        return Ok(true);
    }
    for finding in &findings {
        print(&visible_lines(&finding.render(pattern)))?;
    }
    Ok(findings
        .iter()
        .all(|finding| finding.severity == stix::pattern::Severity::Warning))
}

fn evaluate(pattern: &str, file: PathBuf, output: &Output) -> Outcome {
    let (inputs, _) = source::inputs(&[file])?;
    let mut content = Vec::new();
    for input in &inputs {
        input
            .open(Arc::default())?
            .read_to_end(&mut content)
            .map_err(|error| Problem::new(Code::Input, error.to_string()).at(input.name()))?;
    }
    let matched = match_pattern(pattern, &content);
    if output.json {
        print(&(json(&matched) + "\n"))?;
    } else if matched.is_match {
        print("match\n")?;
        for id in &matched.bindings {
            print(&format!("{}\n", visible_lines(id)))?;
        }
    } else if matched.error.is_none() {
        print("no match\n")?;
    }
    match &matched.error {
        Some(error) => {
            if !output.json {
                say(format!("the pattern could not be evaluated: {error}"));
            }
            Ok(Exit::Wrong)
        }
        None if matched.is_match => Ok(Exit::Done),
        None => Ok(Exit::Found),
    }
}

/// One line of JSON. What is printed here always can be.
pub fn json(value: &impl serde::Serialize) -> String {
    let text = serde_json::to_string(value).unwrap_or_default();
    super::terminal::visible_json(&text).into_owned()
}
