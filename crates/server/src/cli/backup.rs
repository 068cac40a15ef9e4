//! `tansiq backup` and `tansiq restore`: a verified copy while everything runs, and back.

use super::Output;
use super::context::{Context, has_store};
use super::problem::{Code, Exit, Outcome, Problem};
use super::progress::bar;
use super::terminal::{print_json, say};
use clap::Args;
use serde_json::json;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct Backup {
    /// File to write; it must not exist
    #[arg(value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    to: PathBuf,
    #[command(flatten)]
    output: Output,
}

#[derive(Debug, Args)]
pub struct Restore {
    /// Backup to read
    #[arg(value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    from: PathBuf,
    #[command(flatten)]
    output: Output,
}

pub fn backup(context: &Context, command: Backup) -> Outcome {
    let to = &command.to;
    if to.exists() {
        return Err(
            Problem::new(Code::Backup, format!("`{}` exists already", to.display()))
                .note("a backup never overwrites another"),
        );
    }
    let store = context.existing_store()?;
    let bar = bar(Some(0));
    store
        .backup(to, &mut |done, total| {
            bar.set_length(total);
            bar.set_position(done);
        })
        .map_err(|e| Problem::from(e).at(to.display().to_string()))?;
    bar.finish_and_clear();
    if command.output.json {
        print_json(&json!({"backup": to, "verified": true}))?;
    }
    say(format!(
        "`{}` holds the whole store, verified",
        to.display()
    ));
    say("it holds secrets and everything shared: keep it as safe as the data folder");
    Ok(Exit::Done)
}

pub fn restore(context: &Context, command: Restore) -> Outcome {
    let data = &context.config.data;
    if !command.from.exists() {
        return Err(Problem::new(
            Code::Backup,
            format!("there is no file `{}`", command.from.display()),
        ));
    }
    if has_store(data) {
        return Err(Problem::new(
            Code::Backup,
            format!("`{}` holds a store already", data.display()),
        )
        .note("a restore never overwrites one")
        .hint("name a new folder with `--data DIR`, or move the old one aside"));
    }
    store::restore(&command.from, data)
        .map_err(|e| Problem::from(e).at(command.from.display().to_string()))?;
    if command.output.json {
        print_json(&json!({"data": data, "verified": true}))?;
    }
    say(format!("`{}` is restored and verified", data.display()));
    say(
        "no backup holds the key that signs the audit, so this store signs with a new one: give out `tansiq audit key`",
    );
    say(format!(
        "`tansiq serve --data {}` serves it",
        data.display()
    ));
    Ok(Exit::Done)
}
