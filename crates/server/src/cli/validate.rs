//! `tansiq validate FILE|-`: every rule of STIX 2.1 that the objects break, with place and hint.

use super::Output;
use super::problem::{Exit, Outcome, Problem, at_path, called};
use super::terminal::{Paint, print, print_json, say, visible};
use crate::import::cut::{Cut, Reading};
use crate::import::source;
use crate::import::{InputFault, thousands};
use clap::Args;
use serde::Serialize;
use std::path::PathBuf;
use stix::validate::{Finding, Severity, validate};
use stix::{Fault, Limits, Object};

#[derive(Debug, Args)]
pub struct Validate {
    /// File, folder, or `-` for stdin, as for import
    #[arg(required = true, value_name = "FILE|DIR|-", value_hint = clap::ValueHint::AnyPath)]
    inputs: Vec<PathBuf>,
    /// Leave warnings out
    #[arg(long)]
    errors_only: bool,
    #[command(flatten)]
    output: Output,
}

/// Counts, and what was found.
#[derive(Debug, Default, Serialize)]
struct Verdict {
    objects: u64,
    valid: u64,
    errors: u64,
    warnings: u64,
    findings: Vec<Found>,
    faults: Vec<InputFault>,
}

/// One broken rule in one object.
#[derive(Debug, Serialize)]
struct Found {
    severity: &'static str,
    code: &'static str,
    file: String,
    line: u64,
    offset: u64,
    index: u64,
    id: Option<String>,
    path: String,
    message: String,
    hint: Option<String>,
    section: Option<&'static str>,
}

/// Findings kept for `--json`; as text all of them are printed as they are found.
const KEPT: usize = 10_000;

pub fn run(command: Validate) -> Outcome {
    let (inputs, skipped) = source::inputs(&command.inputs)?;
    if skipped > 0 {
        say(format!(
            "{skipped} files are passed over: they are not named as JSON"
        ));
    }
    let mut verdict = Verdict::default();
    for input in &inputs {
        let name = input.name();
        let mut reading = Reading::open(input, false, Default::default())?;
        loop {
            let (cuts, fault, ended) = reading.batch(&mut 0);
            for cut in cuts {
                verdict.object(&command, &name, cut)?;
            }
            verdict.faults.extend(fault);
            if ended {
                break;
            }
        }
    }
    verdict.tell(&command)
}

impl Verdict {
    fn object(&mut self, command: &Validate, file: &str, cut: Cut) -> Result<(), Problem> {
        self.objects += 1;
        let (place, findings) = match &cut.piece {
            Ok(piece) => match Object::parse(&piece.bytes, &Limits::default()) {
                Ok(object) => {
                    let id = Some(object.header.id.to_string());
                    ((piece.offset, piece.index, id), validate(&object))
                }
                Err(fault) => ((piece.offset, piece.index, None), vec![unreadable(fault)]),
            },
            Err(refusal) => {
                let place = (refusal.offset, refusal.index, refusal.id.clone());
                (place, vec![unreadable(refusal.fault.clone())])
            }
        };
        let errors = findings
            .iter()
            .filter(|f| f.severity == Severity::Error)
            .count() as u64;
        self.errors += errors;
        self.warnings += findings.len() as u64 - errors;
        self.valid += u64::from(errors == 0);
        for finding in findings {
            if finding.severity == Severity::Error || !command.errors_only {
                self.add(command, Found::new(file, cut.line, &place, finding))?;
            }
        }
        Ok(())
    }

    fn add(&mut self, command: &Validate, found: Found) -> Result<(), Problem> {
        if !command.output.json {
            print(&found.text(Paint::stdout()))?;
        } else if self.findings.len() < KEPT {
            self.findings.push(found);
        }
        Ok(())
    }

    fn tell(&self, command: &Validate) -> Outcome {
        if command.output.json {
            print_json(self)?;
        }
        for fault in &self.faults {
            say(format!(
                "{}:{}: {}: {}",
                fault.file,
                fault.line,
                fault.code,
                visible(&fault.message)
            ));
        }
        say(format!(
            "{} objects, {} of them valid; {} errors, {} warnings",
            thousands(self.objects),
            thousands(self.valid),
            thousands(self.errors),
            thousands(self.warnings)
        ));
        let sound = self.errors == 0 && self.faults.is_empty() && self.objects > 0;
        Ok(if sound { Exit::Done } else { Exit::Found })
    }
}

/// What is not JSON or no object, as a finding.
fn unreadable(fault: Fault) -> Finding {
    Finding {
        code: fault.code,
        severity: Severity::Error,
        path: fault.path,
        message: fault.message,
        hint: None,
        section: "",
    }
}

impl Found {
    fn new(file: &str, line: u64, place: &(u64, u64, Option<String>), finding: Finding) -> Self {
        Self {
            severity: match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            code: finding.code,
            file: file.to_owned(),
            line,
            offset: place.0,
            index: place.1,
            id: place.2.clone(),
            path: finding.path,
            message: finding.message,
            hint: finding.hint,
            section: Some(finding.section).filter(|s| !s.is_empty()),
        }
    }

    fn text(&self, paint: Paint) -> String {
        let heading = format!("{}[{}]", self.severity, self.code);
        let heading = match self.severity {
            "error" => paint.error(&heading),
            _ => paint.warning(&heading),
        };
        let id = called(self.id.as_deref());
        let path = at_path(&self.path);
        let place = format!(
            "{}:{} object {}{id}{path}",
            self.file, self.line, self.index
        );
        let mut text = format!("{heading}: {}\n", visible(&self.message));
        text += &format!("  {} {}\n", paint.dim("-->"), visible(&place));
        if let Some(section) = self.section {
            text += &format!("{}: STIX 2.1 section {section}\n", paint.bold("note"));
        }
        if let Some(hint) = &self.hint {
            text += &format!("{}: {}\n", paint.bold("hint"), visible(hint));
        }
        text
    }
}
