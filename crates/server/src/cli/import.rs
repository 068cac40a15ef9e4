//! `tansiq import FILE|DIR|-`: objects in, with a progress bar and a closing report.

use super::Output;
use super::context::{Context, actor};
use super::level::Level;
use super::problem::{Exit, Outcome, Problem};
use super::progress::bar;
use super::terminal::{Paint, print, print_json, say};
use crate::import::source::{self, Input};
use crate::import::{self, Plan, thousands};
use clap::Args;
use std::path::PathBuf;
use std::time::Instant;

#[derive(Debug, Args)]
pub struct Import {
    /// File, folder, or `-` for stdin: a bundle, a TAXII envelope, one object, or one object a line;
    /// gzip and zstd are recognised
    #[arg(required = true, value_name = "FILE|DIR|-", value_hint = clap::ValueHint::AnyPath)]
    inputs: Vec<PathBuf>,
    /// Collection to put the objects into: id, alias or title
    #[arg(long, value_name = "COLLECTION")]
    collection: Option<String>,
    /// How objects without TLP are handled [default: their source's, or the configuration's]
    #[arg(long, value_name = "LEVEL")]
    default_tlp: Option<Level>,
    /// Every line is {"date_added": …, "object": {…}}; the dates are kept, so that readers' positions
    /// on another server go on here
    #[arg(long)]
    with_dates: bool,
    #[command(flatten)]
    output: Output,
}

pub fn run(context: &Context, command: Import) -> Outcome {
    let (inputs, skipped) = source::inputs(&command.inputs)?;
    let total = size(&inputs);
    let store = context.store()?;
    let collection = match &command.collection {
        Some(name) => Some(context.collection(&store, name)?),
        None => None,
    };
    let plan = Plan {
        inputs,
        collection: collection.map(|c| c.id),
        default_tlp: command.default_tlp.map(Into::into),
        with_dates: command.with_dates,
        actor: actor(),
    };
    if skipped > 0 {
        say(format!(
            "{skipped} files are passed over: they are not named as JSON"
        ));
    }
    if plan.collection.is_none() {
        say("no `--collection` is given: the objects are stored but shared with nobody");
    }
    if let Some(done) = import::resumes_after(&store, &plan)? {
        say(format!(
            "going on after {} objects of an earlier run",
            thousands(done)
        ));
    }
    let report = with_bar(total, |progress| import::run(&store, &plan, progress))?;
    store.close()?;
    if command.output.json {
        print_json(&report)?;
    } else {
        print(&report.text(Paint::stdout()))?;
    }
    if report.quarantined > 0 {
        say("`tansiq quarantine list` shows what waits for a decision");
    }
    Ok(if report.has_faults() {
        Exit::Found
    } else {
        Exit::Done
    })
}

/// Bytes on disk; `None` with stdin.
fn size(inputs: &[Input]) -> Option<u64> {
    inputs
        .iter()
        .map(|input| match input {
            Input::Stdin => None,
            Input::File(_, length) => Some(*length),
        })
        .sum()
}

fn with_bar<T>(
    total: Option<u64>,
    work: impl FnOnce(&mut dyn FnMut(import::Progress)) -> Result<T, Problem>,
) -> Result<T, Problem> {
    let (bar, start) = (bar(total), Instant::now());
    let result = work(&mut |progress| {
        let seconds = start.elapsed().as_secs_f64().max(0.001);
        let rate = (progress.objects as f64 / seconds) as u64;
        bar.set_position(progress.bytes);
        bar.set_message(format!(
            "{} objects, {}/s",
            thousands(progress.objects),
            thousands(rate)
        ));
    });
    bar.finish_and_clear();
    result
}
