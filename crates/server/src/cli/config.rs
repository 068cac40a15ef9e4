//! `tansiq config …`: the configuration in effect and the example file.

use super::Output;
use super::context::Context;
use super::problem::{Exit, Outcome};
use super::terminal::{Paint, Table, print, print_json, say};
use crate::config::{Setting, example as example_file};
use clap::Subcommand;
use serde_json::{Map, Value, json};

#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Show every key, its value and where that comes from
    Show(Output),
    /// Print a configuration file with every key, its meaning and its default
    Example,
}

pub fn run(context: &Context, verb: Verb) -> Outcome {
    match verb {
        Verb::Show(output) => show(context, &output),
        Verb::Example => example(),
    }
}

pub fn example() -> Outcome {
    print(&example_file::text())?;
    Ok(Exit::Done)
}

fn show(context: &Context, output: &Output) -> Outcome {
    for warning in &context.loaded.warnings {
        say(format!("{}: {warning}", Paint::stderr().warning("warning")));
    }
    if output.json {
        let entries = context
            .loaded
            .settings()
            .map(|s| (s.key.path.to_owned(), describe(s)));
        print_json(&entries.collect::<Map<_, _>>())?;
        return Ok(Exit::Done);
    }
    let mut table = Table::new(&["key", "value", "from"]);
    for setting in context.loaded.settings() {
        let value = setting.shown().unwrap_or("(not set)");
        table.row([setting.key.path, value, &setting.origin.to_string()]);
    }
    print(&table.render(Paint::stdout()))?;
    Ok(Exit::Done)
}

fn describe(setting: &Setting) -> Value {
    json!({"value": setting.shown(), "from": setting.origin.to_string()})
}
